"""How a text stands in a terminal: within its width, broken between words.

What goes to a file or another program is not broken: there a sentence is a line.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import suppress
from textwrap import fill, wrap

import click

_USUAL = 88
_WIDEST = 100


def echo(told: str, at: int | None = None, bold: bool = False, err: bool = False) -> None:
    """Print a text; what is wider than the terminal goes on in the next line, ``at`` a column."""
    if (width := columns(err)) is not None:
        told = fitted(told, width, at)
    click.echo(click.style(told, bold=True) if bold else told, err=err)


def send(made: bytes, prose: bool = False) -> None:
    """Write a paper to standard output as it is; ``prose`` within the terminal's width."""
    if prose and columns() is not None:
        echo(made.decode().removesuffix("\n"))
    else:
        sys.stdout.buffer.write(made)


def fitted(told: str, width: int, at: int | None = None) -> str:
    """A text with lines of at most ``width``; one that fits stays as it is, with its blanks.

    A word that is too long (a hash, an address) stays whole. What follows stands four blanks deeper
    than its line, or ``at`` a column.
    """
    return "\n".join(_line(line, width, at) for line in told.split("\n"))


def _line(line: str, width: int, at: int | None) -> str:
    if len(click.unstyle(line)) <= width:
        return line
    after = " " * (len(line) - len(line.lstrip(" ")) + 4 if at is None else at)
    return "\n".join(
        wrap(line, width, subsequent_indent=after, break_long_words=False,
             break_on_hyphens=False, expand_tabs=False, replace_whitespace=False)
    )  # fmt: skip


def wrapped(told: str, indent: str = "", deeper: str = "    ") -> None:
    """Print a text that is long by nature: within the width that reads well, wherever it goes.

    An empty line divides paragraphs, and the later ones stand as the later lines of the first.
    """
    after = indent + deeper
    width = min(columns() or shutil.get_terminal_size((_USUAL, 24)).columns, _WIDEST)
    shown = "\n\n".join(
        fill(one, width, initial_indent=after if n else indent, subsequent_indent=after,
             break_long_words=False, break_on_hyphens=False)
        for n, one in enumerate(re.split(r"\r?\n\s*\n", told))
    )  # fmt: skip
    click.echo(shown)


def columns(err: bool = False) -> int | None:
    """The terminal's width; None where it is none that is written to."""
    stream = sys.stderr if err else sys.stdout
    if not stream.isatty():
        return None
    usual = _USUAL
    with suppress(OSError, ValueError):
        usual = os.get_terminal_size(stream.fileno()).columns or usual
    return shutil.get_terminal_size((usual, 24)).columns
