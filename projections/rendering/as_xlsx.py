"""Bilag 1 as a workbook: one row per goal, ready to filter, and a sheet with what it rests on.

Every cell that people wrote is a string and stays one: nothing is a formula, a link or a number.
The heads are those of the document, so that the file can be imported again. The date in the file
is the recorded time that the report rests on.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from operator import itemgetter, truediv
from typing import TYPE_CHECKING, Any

import xlsxwriter

from projections.bilag1 import COLUMNS, Bilag1, Row
from projections.rendering import archive, foundation, sentences
from projections.rendering.text import lines, plain
from projections.rendering.words import DANISH

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET, BASIS = "Bilag 1", "Grundlag"
HEAD_ROW = 3
"""The row of the heads, counted from 0; title, quarter and count stand above it."""

MADE_WITH = (f"XlsxWriter {xlsxwriter.__version__}",)

_WIDTHS = {
    "section": 6.5, "number": 5.5, "title": 17, "goal": 28, "theme": 6, "deadline": 12,
    "content": 23, "previous_status": 28, "status": 28, "delay_reason": 18,
    "expected_completion": 18, "fulfilment": 13.5, "responsible": 13, "remark": 16,
}  # fmt: skip
_LOOKS_OF_CELLS = {**dict.fromkeys(_WIDTHS, "cell"), "title": "name", "previous_status": "soft"}
_OF_COLUMNS = itemgetter(*COLUMNS)
_LETTERS_A_UNIT = 1.2
"""Letters of the cells' font in a unit of a column's width, on the low side."""
_LETTERS = [width * _LETTERS_A_UNIT for width in _WIDTHS.values()]
_LINE, _TALLEST = 12.0, 409.0
"""Points of a line, and of the tallest row that Excel allows; longer texts are read in the cell."""
_STRINGS = {
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "in_memory": True,
}
_SHEETS_SAY = 32_767
"""Characters that a cell of a workbook can hold. A text of Tovholder has at most 4,000."""

_FONT = {"font_name": "Arial", "font_size": 9}
_FRAME = {"border": 1, "border_color": "#D3D9DE"}
_LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15, "font_color": "#1D3A5F"},
    "plain": {},
    "soft-line": {"font_color": "#55606A"},
    "warn-line": {"bold": True, "font_color": "#7A3300"},
    "head": {"bold": True, "text_wrap": True, "valign": "bottom", "font_color": "#1D3A5F",
             "bottom": 2, "bottom_color": "#1D3A5F", "bg_color": "#F3F6F8"},
    "cell": {"text_wrap": True, "valign": "top", **_FRAME},
    "soft": {"text_wrap": True, "valign": "top", "font_color": "#55606A", **_FRAME},
    "name": {"text_wrap": True, "valign": "top", "bold": True, **_FRAME},
    "warn": {"text_wrap": True, "valign": "top", "bold": True, "font_color": "#7A3300",
             "bg_color": "#FDF0DC", **_FRAME},
    "reached": {"text_wrap": True, "valign": "top", "bold": True, "font_color": "#14532D",
                "bg_color": "#E4F2E8", **_FRAME},
    "open": {"text_wrap": True, "valign": "top", "bold": True, "font_color": "#1D3A5F",
             "bg_color": "#E6EDF5", **_FRAME},
    "withdrawn": {"text_wrap": True, "valign": "top", "bold": True, "font_color": "#49525A",
                  "bg_color": "#ECEFF1", **_FRAME},
    "label": {"bold": True, "valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "number": {"num_format": "0", "align": "left", "valign": "top"},
    "time": {"num_format": "dd-mm-yyyy hh:mm:ss", "align": "left", "valign": "top"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook and the looks of its cells."""

    workbook: Workbook
    looks: Mapping[str, Format]


def render(report: Bilag1) -> bytes:
    """The report as XLSX."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, dict(_STRINGS))
    workbook.set_properties({
        "title": _text(_title(report)),
        "author": _text(report.agreement.title),
        "created": sentences.utc(report.basis.known_at or 0).replace(tzinfo=None),
    })  # fmt: skip
    workbook.set_size(2_400, 1_200)
    looks = {name: workbook.add_format({**_FONT, **look}) for name, look in _LOOKS.items()}
    book = _Book(workbook, looks)
    _goals(book, report)
    _basis(book, report)
    workbook.close()
    return archive.settled(out.getvalue())


def _title(report: Bilag1) -> str:
    return f"{report.agreement.report_title}, {sentences.quarter(report.quarter, DANISH)}"


def _text(text: str) -> str:
    return lines(text)[:_SHEETS_SAY]


def _goals(book: _Book, report: Bilag1) -> None:
    sheet = book.workbook.add_worksheet(SHEET)
    heads = {"section": DANISH.section, "number": DANISH.number, "title": DANISH.title,
             **sentences.heads(report, DANISH), "remark": DANISH.remark}  # fmt: skip
    _top(book, sheet, report)
    for column, (name, head) in enumerate(heads.items()):
        sheet.set_column(column, column, _WIDTHS[name])
        sheet.write_string(HEAD_ROW, column, head, book.looks["head"])
    sheet.set_row(HEAD_ROW, 3 * _LINE + 4)
    at, looks = HEAD_ROW, book.looks
    for section in report.sections:
        for row in section.rows:
            at += 1
            texts, its_looks = _cells(section.letter, row)
            for column, (text, look) in enumerate(zip(texts, its_looks, strict=True)):
                sheet.write_string(at, column, text, looks[look])
            sheet.set_row(at, _height(texts))
    last = len(heads) - 1
    sheet.autofilter(HEAD_ROW, 0, max(at, HEAD_ROW + 1), last)
    sheet.freeze_panes(HEAD_ROW + 1, 3)
    sheet.ignore_errors({"number_stored_as_text": f"A1:N{at + 1}"})
    _page(sheet, report)
    sheet.repeat_rows(HEAD_ROW)


def _top(book: _Book, sheet: Worksheet, report: Bilag1) -> None:
    said = f"{report.agreement.title} · {sentences.known(report.basis, DANISH)}"
    count = " ".join((*sentences.reached(report, DANISH), *sentences.standing(report, DANISH)))
    sheet.write_string(0, 0, _text(_title(report)), book.looks["title"])
    sheet.write_string(1, 0, _text(said), book.looks["soft-line"])
    sheet.write_string(2, 0, count, book.looks["plain"])
    if not report.basis.complete:
        warning = f"{DANISH.incomplete}. {DANISH.incomplete_why} {said}"
        sheet.write_string(1, 0, _text(warning), book.looks["warn-line"])


def _cells(letter: str, row: Row) -> tuple[list[str], list[str]]:
    """The texts of a row's cells, and their looks."""
    remark = "; ".join(sentences.marks(row, DANISH))
    looks = {**_LOOKS_OF_CELLS, "fulfilment": sentences.tone(row) or "cell"}
    if row.missing or row.unchanged:
        looks["status"] = "warn" if row.missing else "soft"
    if remark:
        looks["remark"] = "warn"
    texts = [letter, row.goal, row.title, *_OF_COLUMNS(row.cells), remark]
    return _texts(texts), list(looks.values())


def _texts(texts: list[str]) -> list[str]:
    """The texts as `_text` makes them, looked at all at once: most need nothing."""
    together = "".join(texts)
    if plain(together) and len(together) <= _SHEETS_SAY:
        return texts
    return list(map(_text, texts))


def _height(texts: Sequence[str]) -> float:
    """How tall a row must be for its texts to be seen; programs do not ask before they open it."""
    most: int = 1
    if "\n" not in "".join(texts):
        most = max(most, ceil(max(map(truediv, map(len, texts), _LETTERS))))
    else:
        most = max(sum(max(1, ceil(len(line) / letters)) for line in text.split("\n"))
                   for text, letters in zip(texts, _LETTERS, strict=True))  # fmt: skip
    return min(_TALLEST, _LINE * most + 4)


def _basis(book: _Book, report: Bilag1) -> None:
    """The sheet with what the report rests on: position and time as a number and a date."""
    sheet = book.workbook.add_worksheet(BASIS)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, foundation.HEADING, book.looks["title"])
    told: list[tuple[str, str | int | datetime]] = [
        (label, report.basis.position if label == foundation.POSITION else value)
        for label, value in foundation.facts(report, MADE_WITH)
    ]
    if report.basis.known_at is not None:
        known = sentences.utc(report.basis.known_at).replace(tzinfo=None, microsecond=0)
        told.append(("Registreret (UTC)", known))
    told += [("", ""), *sentences.meanings(report.rows(), DANISH)]
    for at, (label, value) in enumerate(told, 2):
        sheet.write_string(at, 0, label, book.looks["label"])
        _write(book, sheet, at, value)
    _page(sheet, report)


def _write(book: _Book, sheet: Worksheet, at: int, value: str | int | datetime) -> None:
    match value:
        case str():
            sheet.write_string(at, 1, _text(value), book.looks["wrapped"])
        case int():
            sheet.write_number(at, 1, value, book.looks["number"])
        case _:
            sheet.write_datetime(at, 1, value, book.looks["time"])


def _page(sheet: Worksheet, report: Bilag1) -> None:
    """How a sheet is printed."""
    # A footer's "&" starts a code, and two are the sign itself; "&8" takes figures after it, too.
    name = "".join(sign * 2 if sign == "&" else sign for sign in _text(_title(report))[:110])
    name = f" {name}" if name[:1].isdigit() else name
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.set_footer(f"&L&8{name}&R&8Side &P af &N")
