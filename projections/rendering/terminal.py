"""Bilag 1 on a terminal: a table per section, as wide as the window and no wider.

A terminal shows what a reader scans for; long texts are cut with "…" and stand in full in the other
formats. As the window narrows, columns leave in the order of `LAYOUT` from the bottom: expected
completion, responsible, deadline, status. Number, title and fulfilment always stand, with the marks
(overdue, late, and missing where no status column tells it) in words under the fulfilment.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from projections.bilag1 import Bilag1, Row, SectionRows
from projections.rendering import sentences
from projections.rendering.text import single_line
from projections.rendering.words import CATALOGUES, Words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its width in cells, the narrowest window that has it, the most lines of a row."""

    name: str
    width: int
    since: int
    lines: int


LAYOUT = (
    Column("number", 3, 0, 1),
    Column("title", 20, 0, 3),
    Column("fulfilment", 17, 0, 3),
    Column("status", 0, 60, 4),
    Column("deadline", 15, 100, 3),
    Column("responsible", 13, 118, 3),
    Column("expected_completion", 24, 150, 4),
)
"""From what always stands to what leaves first. Status takes the width that is left."""

ORDER = (
    "number", "title", "status", "fulfilment", "deadline", "responsible", "expected_completion",
)  # fmt: skip
"""How the columns stand, from left to right."""

_GAP = 2
_SHORTEST_TITLE = 12
_TONES = {"reached": "green", "withdrawn": "dim", "open": "cyan", "": ""}
_WARN = "yellow"
_STOPS = " .,;:–-"


def table(report: Bilag1, width: int, colour: bool, lang: str) -> str:
    """The report as text of at most ``width`` cells a line, with a line end last.

    ``colour`` adds ANSI styles; without it the text has no escape codes. ``lang`` is ``da`` or
    ``en`` and decides the heads and labels; the cells stay as they were reported.
    """
    words = CATALOGUES[lang]
    console = console_of(width, colour)
    _print_head(console, report, words)
    columns = _columns(report, width)
    for section in report.sections:
        console.print()
        title = _section_title(section, words)
        shown = _section(console, section, title, columns, words) if section.rows else title
        console.print(shown)
    file = console.file
    assert isinstance(file, io.StringIO)  # noqa: S101  it is the one that `console_of` made
    text = file.getvalue()
    return text if colour else "".join(f"{line.rstrip()}\n" for line in text.split("\n")[:-1])


def console_of(width: int, colour: bool) -> Console:
    """A console that writes to memory and asks the environment about nothing."""
    # Everything that rich would ask the environment about is told, so that it does not ask.
    from rich.console import Console

    return Console(
        file=io.StringIO(),
        width=width,
        height=100,
        color_system="standard" if colour else None,
        force_terminal=colour,
        force_jupyter=False,
        force_interactive=False,
        no_color=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def _print_head(console: Console, report: Bilag1, words: Words) -> None:
    from rich.text import Text

    agreement, basis = report.agreement, report.basis
    title = f"{agreement.title} · Bilag 1 · {sentences.quarter(report.quarter, words)}"
    told = [
        (title, "bold"),
        (sentences.known(basis, words), "dim"),
        *([] if basis.complete else [(f"{words.incomplete}. {words.incomplete_why}", _WARN)]),
        ("", ""),
        (" ".join(sentences.reached(report, words)), "bold"),
        (" ".join(sentences.standing(report, words)), ""),
    ]
    for text, style in told:
        console.print(Text(single_line(text), style), overflow="fold")


def _columns(report: Bilag1, width: int) -> dict[str, Column]:
    """The columns that a window of this width has room for, with the widths that they get."""
    shown = {column.name: column for column in LAYOUT if width >= column.since}
    widths = {name: column.width for name, column in shown.items()}
    rows = report.rows()
    widths["number"] = max(widths["number"], *(len(row.goal) for row in rows), 0)
    longest = max((len(row.title) for row in rows), default=0)
    widths["title"] = min(widths["title"], max(longest, _SHORTEST_TITLE))
    left = width - sum(widths.values()) - _GAP * (len(widths) - 1)
    if "status" in widths:
        widths["status"] = left
    else:
        widths["title"] = max(1, widths["title"] + left)
    return {
        name: Column(name, widths[name], shown[name].since, shown[name].lines)
        for name in ORDER
        if name in shown
    }


def _section_title(section: SectionRows, words: Words) -> Text:
    from rich.text import Text

    count = sentences.section_count(section, words)
    return Text.assemble((single_line(section.title), "bold"), "  ", (count, "dim"))


def _section(
    console: Console, section: SectionRows, title: Text, columns: dict[str, Column], words: Words
) -> Table:
    from rich import box
    from rich.table import Table

    made = Table(
        title=title, title_justify="left", title_style="", box=box.SIMPLE_HEAD, show_edge=False,
        pad_edge=False, padding=(0, 1, 0, 0), header_style="dim",
    )  # fmt: skip
    for column in columns.values():
        made.add_column(_head(column.name, words), width=column.width, overflow="fold")
    for row in section.rows:
        cells = {name: _cell(console, row, column, words) for name, column in columns.items()}
        made.add_row(*(cells | {"fulfilment": _marked(console, row, columns, words)}).values())
    return made


def _head(name: str, words: Words) -> str:
    named = {"number": words.number, "title": words.title, **words.short}
    return named.get(name) or words.columns[name]


def _cell(console: Console, row: Row, column: Column, words: Words) -> Text:
    from rich.text import Text

    text, style = _told(row, column.name, words)
    return _cut(console, Text(single_line(text), style), column)


def _marked(console: Console, row: Row, columns: dict[str, Column], words: Words) -> Text:
    """The fulfilment with the marks under it."""
    shown = _cell(console, row, columns["fulfilment"], words)
    for mark in sentences.marks(row, words):
        if mark != words.missing or "status" not in columns:
            shown.append(("\n" if shown.plain else "") + mark, _WARN)
    return shown


def _told(row: Row, name: str, words: Words) -> tuple[str, str]:
    """What stands in a cell, and its style."""
    match name:
        case "number":
            return row.goal, "bold"
        case "title":
            return row.title, "bold"
        case "status" if row.missing:
            return words.not_reported, _WARN
        case "status":
            return row.cells["status"], "dim" if row.unchanged else ""
        case "fulfilment":
            return row.cells["fulfilment"], _TONES[sentences.tone(row)]
        case _:
            return row.cells[name], ""


def _cut(console: Console, text: Text, column: Column) -> Text:
    """The text folded to the column, at most its lines, the last ending in "…" if more follows."""
    from rich.cells import cell_len
    from rich.text import Text

    folded = text.wrap(console, column.width, overflow="fold")
    if len(folded) <= column.lines:
        return Text("\n").join(folded)
    *kept, last = folded[: column.lines]
    words = last.plain.rstrip()
    if cell_len(words) >= column.width and " " in words:
        words = words.rsplit(" ", 1)[0]
    ending = Text(f"{words.rstrip(_STOPS)}…", text.style)
    ending.truncate(column.width, overflow="ellipsis")
    return Text("\n").join([*kept, ending])
