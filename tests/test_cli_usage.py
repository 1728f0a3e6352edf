"""What is typed wrong is told in the language of the answers, with how the command is used."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from cli.main import tovholder

WRONG = [
    ("statu", "Kommandoen statu findes ikke. Mente du status?"),
    ("zzz", "Kommandoen zzz findes ikke."),
    ("goal lst", "Kommandoen lst findes ikke. Mente du list?"),
    ("--foo", "Tilvalget --foo findes ikke."),
    ("--lang dk", "--lang kan ikke være «dk». Vælg mellem da, en."),
    ("report bilag1 --quarte x", "Tilvalget --quarte findes ikke. Mente du --quarter?"),
    ("report bilag1 --quarter", "Efter --quarter mangler der en værdi."),
    ("report bilag1 --format xyz", "--format kan ikke være «xyz». Vælg mellem table, md, csv, json,"
                                   " html, pdf, docx, xlsx."),
    ("import bilag1", "Der mangler FILE."),
    ("import bilag1 a --dry-run=x", "--dry-run tager ingen værdi."),
    ("correct 3", "Tilvalget --reason mangler."),
    ("goal list a b", "Der er for meget på linjen: a b."),
    ("forum wheel x", "YEAR skal være et helt tal fra 1900 til 2200."),
    ("bot run --http x", "--http skal være et helt tal fra 0 til 65535."),
]  # fmt: skip


def typed(line: str) -> Result:
    return CliRunner().invoke(tovholder, line.split(" "), prog_name="tovholder")


@pytest.mark.parametrize(("line", "told"), WRONG)
def test_it_is_told_in_danish(line: str, told: str) -> None:
    result = typed(line)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == f"Fejl: {told}"
    assert not result.stdout


@pytest.mark.parametrize("line", [line for line, _ in WRONG if "--lang" not in line])
def test_it_is_told_in_english(line: str) -> None:
    result = typed(f"--lang en {line}")
    assert result.exit_code == 2
    said = result.stderr.splitlines()[-1]
    assert said.startswith("Error: ")
    assert not set("æøå") & set(said.lower())


def test_how_the_command_is_used_stands_above() -> None:
    use, way, empty, _ = typed("status --foo").stderr.splitlines()
    assert use == "Brug: tovholder status [OPTIONS] [GOAL] [FULFILMENT]"
    assert way == "Hjælp: tovholder status --help"
    assert empty == ""


def test_a_group_alone_shows_its_help() -> None:
    result = typed("goal")
    assert result.exit_code == 2
    assert "Commands:" in result.stdout + result.stderr


def test_what_is_typed_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in typed("\x1b[31mstatus").stderr
    assert len(typed("x" * 10_000).stderr) < 1_000
