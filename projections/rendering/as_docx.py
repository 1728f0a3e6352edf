"""Bilag 1 as a Word document: landscape, real headings, heads repeated, numbered pages.

A caseworker can write on in it, and it can be imported again: the heads are those of the form, and
what we say about a row stands in a column of its own (*Bemærkning*), never among people's words.
The dates in the file are the recorded time that the report rests on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from docx.shared import Pt

from projections.bilag1 import COLUMNS, Bilag1, Row, SectionRows
from projections.rendering import docx_pages as pages
from projections.rendering import foundation, sentences
from projections.rendering.paper_pdf import pngs
from projections.rendering.sparks import of_goals
from projections.rendering.text import lines
from projections.rendering.wordml import Cell, Table
from projections.rendering.words import DANISH

MADE_WITH = (f"python-docx {version('python-docx')}",)

_WIDTHS = (8.5, 25.5, 30.5, 9, 15.5, 27, 33.5, 33.5, 20.5, 21, 17.5, 16, 19)
"""Millimetres: number, title, the ten columns of the form, remark. Together the 277 of the page."""

_CHART_WIDTH = 31.0
"""Millimetres: what the margins of the status column leave."""

_PIXELS_PER_INCH = 400

_TONES = {
    "reached": ("Celle indfriet", "E4F2E8"),
    "open": ("Celle åben", "E6EDF5"),
    "withdrawn": ("Celle udgået", "ECEFF1"),
    "": ("Celle", ""),
}
_WARN_PAPER = "FDF0DC"
_DIVIDED = "indfrielsestidspunkt", "indfrielses\u00adtidspunkt"


def render(report: Bilag1) -> bytes:
    """The report as DOCX."""
    known = sentences.known(report.basis, DANISH)
    author = report.agreement.title
    document, ids = pages.begin(_title(report), known, author, report.basis.known_at)
    quarter = sentences.quarter(report.quarter, DANISH)
    short = lines(report.agreement.report_title)[:90]
    pages.page(document, f"{short} · Status pr. {quarter} · {known}")
    _top(document, report)
    drawn = _drawn(document, report)
    for section in report.sections:
        count = sentences.section_count(section, DANISH)
        if section.rows:
            pages.heading(document, f"{section.title} ({count})", 2)
            pages.add(document, _goals(report, section, drawn), ids)
        else:
            pages.heading(document, section.title, 2)
            document.add_paragraph(count, "Under titel")
    _foundation(document, report, ids)
    return pages.settled(document)


def _title(report: Bilag1) -> str:
    return f"{report.agreement.report_title}, {sentences.quarter(report.quarter, DANISH)}"


def _top(document: Any, report: Bilag1) -> None:
    quarter = f"Status pr. {sentences.quarter(report.quarter, DANISH)}"
    document.add_paragraph(lines(report.agreement.title), "Under titel")
    pages.heading(document, report.agreement.report_title, 1)
    told = document.add_paragraph("", "Under titel")
    told.add_run(quarter).bold = True
    told.add_run(f" · {sentences.known(report.basis, DANISH)}")
    if not report.basis.complete:
        document.add_paragraph(f"{DANISH.incomplete}. {DANISH.incomplete_why}", "Advarsel")
    count = document.add_paragraph(" ".join(sentences.reached(report, DANISH)), "Optælling")
    count.paragraph_format.space_before = Pt(8)
    if standing := " ".join(sentences.standing(report, DANISH)):
        document.add_paragraph(standing, "Under titel")


def _drawn(document: Any, report: Bilag1) -> dict[str, list[str]]:
    """The charts of the goals by their numbers, as pictures of the document."""
    sparks = [(goal, one) for goal, some in of_goals(report).items() for one in some]
    pictures = pngs([one.svg for _, one in sparks], _CHART_WIDTH, _PIXELS_PER_INCH)
    drawn: dict[str, list[str]] = defaultdict(list)
    for number, ((goal, one), png) in enumerate(zip(sparks, pictures, strict=True), start=1):
        drawn[goal].append(pages.picture(document, png, one.alt, _CHART_WIDTH, number))
    return drawn


def _goals(report: Bilag1, section: SectionRows, drawn: Mapping[str, Sequence[str]]) -> Table:
    heads = (DANISH.number, DANISH.title, *sentences.heads(report, DANISH).values(), DANISH.remark)
    return Table(
        title=section.title,
        description=f"{section.title}: {sentences.section_count(section, DANISH)}. "
        "Én række for hvert mål, med status for kvartalet og kvartalet før.",
        widths=_WIDTHS,
        head=[Cell(head.replace(*_DIVIDED), "Celle hoved") for head in heads],
        rows=(_cells(row, drawn.get(row.goal, ())) for row in section.rows),
    )


def _cells(row: Row, drawn: Sequence[str]) -> list[Cell]:
    remark = "; ".join(sentences.marks(row, DANISH))
    return [
        Cell(row.goal, "Celle dæmpet"),
        Cell(row.title, "Celle navn"),
        *(_cell(row, name, drawn) for name in COLUMNS),
        Cell(remark, "Celle advarsel", _WARN_PAPER if remark else ""),
    ]


def _cell(row: Row, name: str, drawn: Sequence[str]) -> Cell:
    text = row.cells[name]
    if name == "fulfilment":
        return Cell(text, *_TONES[sentences.tone(row)])
    if name == "status" and row.missing:
        return Cell(text, "Celle advarsel", pictures=drawn)
    quiet = name == "previous_status" or (name == "status" and row.unchanged)
    pictures = drawn if name == "status" else ()
    return Cell(text, "Celle dæmpet" if quiet else "Celle", pictures=pictures)


def _foundation(document: Any, report: Bilag1, ids: dict[str, str]) -> None:
    heading = pages.heading(document, foundation.HEADING, 2)
    heading.paragraph_format.page_break_before = True
    pages.add(document, _pairs(foundation.HEADING, foundation.facts(report, MADE_WITH)), ids)
    if meanings := sentences.meanings(report.rows(), DANISH):
        pages.heading(document, DANISH.marks, 2)
        pages.add(document, _pairs(DANISH.marks, meanings), ids)


def _pairs(title: str, pairs: list[tuple[str, str]]) -> Table:
    rows = [(Cell(label, "Grundlag navn"), Cell(value, "Grundlag")) for label, value in pairs]
    return Table(title, f"{title}: navn og værdi.", (60, 217), (), rows)
