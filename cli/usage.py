"""Commands that are typed wrong, told in the language of the answers.

Click tells them in English only. Here each of its errors becomes a sentence of the catalogue; the
lines above it are click's: how the command is used, and how to ask for help.
"""

from __future__ import annotations

import re
from typing import Any

import click

from cli import terminal
from cli.errors import printable
from cli.words import say

Sentence = tuple[str, dict[str, Any]]
"""A key of the catalogue, and its values."""


class TypedWrong(click.UsageError):
    """A command that is typed wrong, in words."""

    def __init__(self, error: click.UsageError, lang: str) -> None:
        super().__init__(error.format_message(), error.ctx)
        self._error, self._lang = error, lang

    def show(self, file: Any = None) -> None:  # noqa: ARG002 - click's signature
        """Print how the command is used, and what is wrong with it."""
        if self.ctx is not None:
            use = self.ctx.get_usage().partition(" ")[2]
            terminal.echo(f"{say(self._lang, 'usage.use')}: {use}", err=True)
            command = f"{self.ctx.command_path} --help"
            terminal.echo(f"{say(self._lang, 'usage.help')}: {command}\n", err=True)
        key, values = _sentence(self._error)
        shown = {name: printable(str(value)) for name, value in values.items()}
        told = say(self._lang, key, **shown)
        if near := getattr(self._error, "possibilities", None):
            told += " " + say(self._lang, "usage.near", near=", ".join(near))
        terminal.echo(f"{say(self._lang, 'error.heading')}: {told}", err=True)


def in_words(error: click.UsageError, lang: str) -> click.UsageError:
    """The error as it is told in the language. A command that is nothing without another one shows
    its help, which has one language."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error
    return TypedWrong(error, lang)


def _sentence(error: click.UsageError) -> Sentence:
    match error:
        case click.NoSuchCommand():
            return "usage.no-command", {"name": error.command_name}
        case click.NoSuchOption():
            return "usage.no-option", {"name": error.option_name}
        case click.MissingParameter():
            option = isinstance(error.param, click.Option)
            return f"usage.missing-{'option' if option else 'argument'}", {"name": _name(error)}
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice)):
            choices = ", ".join(map(str, choice.choices))
            said = error.message.partition(" is not ")[0].strip("'\"")
            return "usage.choice", {"name": _name(error), "said": said, "choices": choices}
        case click.BadParameter(param=click.Parameter(type=click.IntRange() as numbers)):
            key = "usage.at-least" if numbers.max is None else "usage.between"
            return key, {"name": _name(error), "low": numbers.min, "high": numbers.max}
        case click.BadParameter(param=click.Parameter(type=click.types.IntParamType())):
            return "usage.number", {"name": _name(error)}
        case click.BadOptionUsage() if "does not take" in error.message:
            return "usage.no-value", {"name": error.option_name}
        case click.BadOptionUsage():
            return "usage.wants-value", {"name": error.option_name}
        case _ if extra := re.match(r"Got unexpected extra arguments? \((.*)\)", error.message):
            return "usage.extra", {"words": extra[1]}
        case _:
            return "usage.other", {"told": error.format_message()}


def _name(error: click.BadParameter) -> str:
    """The option or argument as it is typed."""
    match error.param:
        case click.Option(opts=names):
            return max(names, key=len)
        case click.Argument() as argument:
            return argument.make_metavar(error.ctx or click.Context(click.Command(""))).strip("[]")
        case _:
            return str(error.param_hint or "")
