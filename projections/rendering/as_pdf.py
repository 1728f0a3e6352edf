"""Bilag 1 as PDF: tagged (PDF/UA-1), for the archive (PDF/A-2a), typeset by Typst.

The page is in ``bilag1.typ``. The report reaches it as JSON in an input; nothing that people wrote
ever becomes Typst source, so ``#panic()`` is five letters and two signs. Only the fonts of the
package are used, and the date in the file is the recorded time that the report rests on: the same
report gives the same bytes on every machine and day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from importlib.metadata import version
from math import ceil
from typing import Any

import typst

from projections.bilag1 import COLUMNS, Bilag1, Row, SectionRows
from projections.rendering import foundation, glyphs, sentences, sparks
from projections.rendering.sparks import Spark
from projections.rendering.words import DANISH

MADE_WITH = (f"Typst {version('typst')}", f"{glyphs.FONT} {glyphs.FONT_VERSION}")

LETTERS_A_LINE = {
    "goal": 23, "theme": 5, "deadline": 11, "content": 21, "previous_status": 25, "status": 25,
    "delay_reason": 14, "expected_completion": 14, "fulfilment": 10, "responsible": 10,
}  # fmt: skip
"""About how many letters a line of each column holds, on the low side."""

_LETTERS_OF_TITLE = 16
_LETTERS_OF_HEADING, _LETTERS_OF_PAGE = 60, 110
_LINES_OF_CHART = 4
_LINES_KEPT_TOGETHER = 22
"""A row of up to so many lines stays on one page; a longer one may go on to the next."""

_REPLACED = (
    f"Tegn, som dokumentets skrift ikke har (fx emoji), er vist som {glyphs.UNKNOWN}. "
    "De står uændret i udgaverne i HTML, Word, Excel og CSV."
)


PIXELS_PER_INCH = 110.0


def render(report: Bilag1) -> bytes:
    """The report as PDF."""
    made: bytes = _typeset(report, format="pdf", pdf_standards=["ua-1", "a-2a"])
    return made


def first_page(report: Bilag1) -> bytes:
    """A picture (PNG) of the first page."""
    made: bytes | list[bytes] = _typeset(report, format="png", ppi=PIXELS_PER_INCH)
    return made if isinstance(made, bytes) else made[0]


def _typeset(report: Bilag1, **how: Any) -> Any:
    data = json.dumps(_document(report), ensure_ascii=False)
    seconds = (report.basis.known_at or 0) // 1_000_000
    with resources.as_file(resources.files(__package__)) as folder:
        return typst.compile(
            folder / "bilag1.typ",
            root=folder,
            font_paths=[folder / "fonts"],
            ignore_system_fonts=True,
            sys_inputs={"report": data},
            timestamp=seconds,
            **how,
        )


def _document(report: Bilag1) -> dict[str, Any]:
    """All that the template shows, as strings that the fonts can show and the page can break."""
    basis = report.basis
    shown = {
        "agreement": report.agreement.title,
        "quarter": f"Status pr. {sentences.quarter(report.quarter, DANISH)}",
        "known": sentences.known(basis, DANISH),
        "warning": [] if basis.complete else [DANISH.incomplete, DANISH.incomplete_why],
        "lead": " ".join(sentences.reached(report, DANISH)),
        "standing": " ".join(sentences.standing(report, DANISH)),
        "heads": [f"{DANISH.number} og {DANISH.title.lower()}",
                  *sentences.heads(report, DANISH).values()],
        "foundation": foundation.HEADING,
        "facts": foundation.facts(report, MADE_WITH),
        "marks": [DANISH.marks, sentences.meanings(report.rows(), DANISH)],
    }  # fmt: skip
    drawn = sparks.of_goals(report)
    document = {
        "font": glyphs.FONT,
        "title": _fit(report.agreement.report_title, _LETTERS_OF_HEADING),
        **{name: _fit(value, _LETTERS_OF_PAGE) for name, value in shown.items()},
        "sections": [_section(section, drawn) for section in report.sections],
    }
    replaced = glyphs.UNKNOWN in json.dumps(document, ensure_ascii=False)
    return document | {"note": _REPLACED if replaced else ""}


def _section(section: SectionRows, drawn: Mapping[str, list[Spark]]) -> dict[str, Any]:
    return {
        "title": _fit(section.title, _LETTERS_OF_PAGE),
        "count": sentences.section_count(section, DANISH),
        "rows": [_row(row, drawn.get(row.goal, ())) for row in section.rows],
    }


def _row(row: Row, drawn: Sequence[Spark]) -> dict[str, Any]:
    marks = {"deadline": DANISH.overdue if row.overdue else "",
             "status": DANISH.late if row.late else ""}  # fmt: skip
    cells = {name: _fit(row.cells[name], LETTERS_A_LINE[name]) for name in COLUMNS}
    title = _fit(row.title, _LETTERS_OF_TITLE)
    lines = [_lines(text, LETTERS_A_LINE[name]) for name, text in cells.items()]
    lines[COLUMNS.index("status")] += _LINES_OF_CHART * len(drawn)
    return {
        "number": row.goal,
        "title": title,
        "divided": glyphs.has_long_word(title, _LETTERS_OF_TITLE),
        "cells": [
            [name, text, marks.get(name, ""), glyphs.has_long_word(text, LETTERS_A_LINE[name])]
            for name, text in cells.items()
        ],
        "charts": [[one.svg, glyphs.shown(one.alt)] for one in drawn],
        "tone": sentences.tone(row),
        "missing": row.missing,
        "unchanged": row.unchanged,
        "together": max(*lines, _lines(title, _LETTERS_OF_TITLE)) <= _LINES_KEPT_TOGETHER,
    }


def _lines(text: str, letters: int) -> int:
    return sum(max(1, ceil(1.1 * len(line) / letters)) for line in text.split("\n"))


def _fit(value: Any, letters: int) -> Any:
    """A string as the fonts can show it and a line of so many letters can break it; also in lists
    and pairs."""
    if isinstance(value, str):
        return glyphs.breakable(glyphs.shown(value), letters)
    return [_fit(one, letters) for one in value]
