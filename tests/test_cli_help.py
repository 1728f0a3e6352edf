"""Every command, argument and option says in its help what it is for, in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from cli.main import COMMANDS, tovholder


def commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found, (*path, name))


ALL = list(commands(tovholder, ()))


def find(path: tuple[str, ...]) -> click.Command:
    command: click.Command = tovholder
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    return command


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_and_option_has_help(path: tuple[str, ...]) -> None:
    command = find(path)
    assert command.help, path
    assert command.help.split("\n")[0].endswith("."), "the first line is a sentence"
    for option in (one for one in command.params if isinstance(one, click.Option)):
        assert option.help, (path, option.name)
        assert option.help.endswith((".", ".)")), (path, option.name)
    for name in (one.name or "" for one in command.params if isinstance(one, click.Argument)):
        assert name.upper() in command.help.upper(), (path, name)


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_help_is_shown_without_a_ledger(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(tovholder, ["--db", "/nowhere/x.db", *path, "--help"])

    assert result.exit_code == 0, result.output
    assert max(len(line) for line in result.output.splitlines()) <= 80
    assert not re.search(
        "[æøåÆØÅ]", re.sub(r'E-mærker|uændret|i går|"KK \(TMF/ØKF\)"', "", result.output)
    )


def test_the_table_of_commands_tells_what_each_does() -> None:
    for name, (_, told) in COMMANDS.items():
        assert told.endswith("."), name
        assert len(told) < 60, name


def test_the_version_is_told() -> None:
    assert re.match(r"tovholder \d+\.\d+", CliRunner().invoke(tovholder, ["--version"]).output)
