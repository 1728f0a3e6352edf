"""Bilag 1 as a Word document: landscape, real headings, heads repeated, numbered pages.

A caseworker can write on in it, and it can be imported again: the heads are those of the form, and
what we say about a row stands in a column of its own (*Bemærkning*), never among people's words.
The dates in the file are the recorded time that the report rests on.
"""

from __future__ import annotations

import io
from importlib.metadata import version
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt

from projections.bilag1 import COLUMNS, Bilag1, Row, SectionRows
from projections.rendering import archive, docx_styles, foundation, sentences, wordml
from projections.rendering.text import lines
from projections.rendering.wordml import Cell, Table
from projections.rendering.words import DANISH

MADE_WITH = (f"python-docx {version('python-docx')}",)

_WIDTHS = (8.5, 25.5, 30.5, 9, 15.5, 27, 33.5, 33.5, 20.5, 21, 17.5, 16, 19)
"""Millimetres: number, title, the ten columns of the form, remark. Together the 277 of the page."""

_TONES = {
    "reached": ("Celle indfriet", "E4F2E8"),
    "open": ("Celle åben", "E6EDF5"),
    "withdrawn": ("Celle udgået", "ECEFF1"),
    "": ("Celle", ""),
}
_WARN_PAPER = "FDF0DC"
_DIVIDED = "indfrielsestidspunkt", "indfrielses\u00adtidspunkt"
_UNUSED = ("stylesWithEffects", "thumbnail")
"""What python-docx's template brings along and no document of ours needs."""


def render(report: Bilag1) -> bytes:
    """The report as DOCX."""
    document = docx.Document()
    _without_unused(document)
    _properties(document, report)
    ids = docx_styles.make(document)
    _page(document, report)
    _top(document, report)
    for section in report.sections:
        _heading(document, f"{section.title} ({sentences.section_count(section, DANISH)})", 2)
        _add(document, _goals(report, section), ids)
    _foundation(document, report, ids)
    out = io.BytesIO()
    document.save(out)
    return archive.settled(out.getvalue())


def _without_unused(document: Any) -> None:
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(_UNUSED):
                del part.rels[key]
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and not style.element.default:
            style.delete()


def _title(report: Bilag1) -> str:
    return f"{report.agreement.report_title}, {sentences.quarter(report.quarter, DANISH)}"


def _properties(document: Any, report: Bilag1) -> None:
    told = document.core_properties
    known = sentences.utc(report.basis.known_at or 0).replace(tzinfo=None, microsecond=0)
    told.title, told.subject = lines(_title(report))[:255], sentences.known(report.basis, DANISH)
    told.author = told.last_modified_by = lines(report.agreement.title)[:255]
    told.comments, told.keywords, told.language = "", "", "da-DK"
    told.created = told.modified = known
    hyphens = OxmlElement("w:autoHyphenation")
    # The order of settings is the standard's (ECMA-376, 17.15.1.78); Word minds it.
    document.settings.element.find(qn("w:defaultTabStop")).addnext(hyphens)


def _page(document: Any, report: Bilag1) -> None:
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(10)
    page.top_margin, page.bottom_margin, page.footer_distance = Mm(11), Mm(14), Mm(7)
    foot = page.footer.paragraphs[0]
    foot.style = document.styles["Sidefod tekst"]
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(277), alignment=2)
    quarter, known = (
        sentences.quarter(report.quarter, DANISH),
        sentences.known(report.basis, DANISH),
    )
    said = f"{lines(report.agreement.report_title)[:90]} · Status pr. {quarter} · {known}"
    foot.add_run(f"{said}\tSide ")
    _field(foot, "PAGE")
    foot.add_run(" af ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    """A field that Word and LibreOffice count themselves."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(parse_xml(wordml.run("1", declared=True)))
    paragraph._p.append(field)


def _heading(document: Any, text: str, level: int) -> Any:
    return document.add_heading(lines(text), level)


def _top(document: Any, report: Bilag1) -> None:
    quarter = f"Status pr. {sentences.quarter(report.quarter, DANISH)}"
    document.add_paragraph(lines(report.agreement.title), "Under titel")
    _heading(document, report.agreement.report_title, 1)
    told = document.add_paragraph("", "Under titel")
    told.add_run(quarter).bold = True
    told.add_run(f" · {sentences.known(report.basis, DANISH)}")
    if not report.basis.complete:
        document.add_paragraph(f"{DANISH.incomplete}. {DANISH.incomplete_why}", "Advarsel")
    count = document.add_paragraph(" ".join(sentences.reached(report, DANISH)), "Optælling")
    count.paragraph_format.space_before = Pt(8)
    if standing := " ".join(sentences.standing(report, DANISH)):
        document.add_paragraph(standing, "Under titel")


def _goals(report: Bilag1, section: SectionRows) -> Table:
    heads = (DANISH.number, DANISH.title, *sentences.heads(report, DANISH).values(), DANISH.remark)
    return Table(
        title=section.title,
        description=f"{section.title}: {sentences.section_count(section, DANISH)}. "
        "Én række for hvert mål, med status for kvartalet og kvartalet før.",
        widths=_WIDTHS,
        head=[Cell(head.replace(*_DIVIDED), "Celle hoved") for head in heads],
        rows=(_cells(row) for row in section.rows),
    )


def _cells(row: Row) -> list[Cell]:
    remark = "; ".join(sentences.marks(row, DANISH))
    return [
        Cell(row.goal, "Celle dæmpet"),
        Cell(row.title, "Celle navn"),
        *(_cell(row, name) for name in COLUMNS),
        Cell(remark, "Celle advarsel", _WARN_PAPER if remark else ""),
    ]


def _cell(row: Row, name: str) -> Cell:
    text = row.cells[name]
    if name == "fulfilment":
        return Cell(text, *_TONES[sentences.tone(row)])
    if name == "status" and row.missing:
        return Cell(text, "Celle advarsel")
    quiet = name == "previous_status" or (name == "status" and row.unchanged)
    return Cell(text, "Celle dæmpet" if quiet else "Celle")


def _foundation(document: Any, report: Bilag1, ids: dict[str, str]) -> None:
    heading = _heading(document, foundation.HEADING, 2)
    heading.paragraph_format.page_break_before = True
    _add(document, _pairs(foundation.HEADING, foundation.facts(report, MADE_WITH)), ids)
    if meanings := sentences.meanings(report.rows(), DANISH):
        _heading(document, DANISH.marks, 2)
        _add(document, _pairs(DANISH.marks, meanings), ids)


def _pairs(title: str, pairs: list[tuple[str, str]]) -> Table:
    rows = [(Cell(label, "Grundlag navn"), Cell(value, "Grundlag")) for label, value in pairs]
    return Table(title, f"{title}: navn og værdi.", (60, 217), (), rows)


def _add(document: Any, table: Table, ids: dict[str, str]) -> None:
    """Put the table where the document ends, before the properties of its last section."""
    told = wordml.xml(table, ids)
    document.element.body.sectPr.addprevious(parse_xml(told))
