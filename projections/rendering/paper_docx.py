"""A paper as a Word document: portrait, real headings and lists, tables with repeated heads."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.metadata import version
from itertools import zip_longest
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt

from projections.rendering import docx_pages, docx_styles, foundation, paper, sentences
from projections.rendering.paper import Block, Paper, Spans
from projections.rendering.paper_pdf import png
from projections.rendering.text import lines
from projections.rendering.wordml import Cell, Table
from projections.rendering.words import DANISH

MADE_WITH = (f"python-docx {version('python-docx')}",)

_INK, _SOFT, _ACCENT = "1C2329", "55606A", "1D3A5F"
_TEXT = "Brødtekst"
_WIDTH = 162
"""Millimetres between the margins."""


def render(one: Paper) -> bytes:
    """The paper as DOCX."""
    known = sentences.known(one.basis, DANISH)
    document, ids = docx_pages.begin(one.title, known, one.over, one.basis.known_at)
    _styles(document, ids)
    docx_pages.page(document, f"{lines(one.title)[:70]} · {known}")
    _portrait(document)
    document.add_paragraph(lines(one.over), "Under titel")
    docx_pages.heading(document, one.title, 1)
    _pairs(document, ids, "Sag", one.lead, 32)
    if not one.basis.complete:
        document.add_paragraph(f"{DANISH.incomplete}. {DANISH.incomplete_why}", "Advarsel")
    writer = _Writer(document, ids)
    if one.blocks and not isinstance(one.blocks[0], paper.Heading):
        document.add_paragraph("", "Felt")
    writer.blocks(one.blocks)
    for name, office in one.signed:
        told = document.add_paragraph(lines(name), _TEXT)
        told.paragraph_format.space_before = Pt(40)
        told.paragraph_format.space_after = Pt(0)
        told.paragraph_format.keep_with_next = bool(office)
        _line_above(told)
        if office:
            document.add_paragraph(lines(office), "Under titel")
    docx_pages.heading(document, foundation.HEADING, 2)
    _pairs(document, ids, foundation.HEADING, one.facts, 46, together=True)
    return docx_pages.settled(document)


def _styles(document: Any, ids: dict[str, str]) -> None:
    """The styles of running text, beside those of tables."""
    body = document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    body.base_style = document.styles["Normal"]
    for style in (body, *(document.styles[name] for name in _LISTS)):
        docx_styles.look(style, 10.5, False, _INK)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(6), 1.12
    for level, points in ((2, 13), (3, 11), (4, 10.5)):
        heading = document.styles[f"Heading {level}"]
        docx_styles.look(heading, points, True, _ACCENT)
        heading.font.italic = False
        heading.paragraph_format.space_before = Pt(14 if level == 2 else 10)
        heading.paragraph_format.space_after = Pt(4)
    for name, bold in (("Felt", False), ("Felt hoved", True)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        docx_styles.look(style, 9, bold, _SOFT if bold else _INK)
        ids[name] = style.style_id


_LISTS = ("List Bullet", "List Bullet 2", "List Continue", "List Continue 2")


def _portrait(document: Any) -> None:
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(24)
    page.top_margin = page.bottom_margin = Mm(22)
    page.footer_distance = Mm(10)
    stops = page.footer.paragraphs[0].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(_WIDTH), alignment=2)


def _pairs(
    document: Any, ids: dict[str, str], title: str, pairs: Sequence[tuple[str, str]], first: int,
    together: bool = False,
) -> None:  # fmt: skip
    """Names and values as a table; one that is ``together`` is not divided between two pages."""
    keep = [together and n < len(pairs) for n, _ in enumerate(pairs, start=1)]
    rows = [
        (Cell(label, "Felt hoved", keep=kept), Cell(value, "Felt", keep=kept))
        for (label, value), kept in zip(pairs, keep, strict=True)
    ]
    if rows:
        table = Table(title, f"{title}: navn og værdi.", (first, _WIDTH - first), (), rows)
        docx_pages.add(document, table, ids)


def _line_above(paragraph: Any) -> None:
    """A line to sign on, half as wide as the page."""
    paragraph.paragraph_format.right_indent = Mm(_WIDTH / 2)
    line = parse_xml(f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="4" w:space="3" '
                     f'w:color="{_SOFT}"/></w:pBdr>')  # fmt: skip
    paragraph._p.pPr.find(qn("w:spacing")).addprevious(line)


class _Writer:
    """Writes blocks where the document ends."""

    def __init__(self, document: Any, ids: dict[str, str]) -> None:
        self.document, self.ids = document, ids

    def blocks(self, blocks: Sequence[Block], depth: int = 0) -> None:
        for block, after in zip_longest(blocks, blocks[1:]):
            match block:
                case paper.Heading(level, spans):
                    self._spans(self.document.add_heading("", level), spans)
                case paper.Paragraph(spans):
                    style = _TEXT if not depth else _level("List Continue", depth)
                    told = self.document.add_paragraph("", style)
                    shown = isinstance(after, paper.Figure | paper.Grid)
                    told.paragraph_format.keep_with_next = shown or None
                    self._spans(told, spans)
                case paper.Items(start, items):
                    self._items(start, items, depth + 1)
                case paper.Quote(inner):
                    self.blocks(inner, depth + 1)
                case paper.Grid():
                    docx_pages.add(self.document, self._grid(block), self.ids)
                    self.document.add_paragraph("", "Felt")
                case paper.Figure(svg, alt):
                    self._figure(svg, alt)
                case paper.Rule():
                    self.document.add_paragraph("", _TEXT)

    def _items(self, start: int | None, items: Sequence[Sequence[Block]], depth: int) -> None:
        for n, item in enumerate(items):
            first, *others = item or (paper.Paragraph(()),)
            if not isinstance(first, paper.Paragraph):
                first, others = paper.Paragraph(()), list(item)
            if start is None:
                told = self.document.add_paragraph("", _level("List Bullet", depth))
            else:
                told = self.document.add_paragraph("", _level("List Continue", depth))
                told.paragraph_format.first_line_indent = Mm(-6)
                told.paragraph_format.tab_stops.add_tab_stop(
                    told.style.paragraph_format.left_indent
                )
                told.add_run(f"{start + n}.\t")
            self._spans(told, first.spans)
            self.blocks(others, depth)

    def _spans(self, paragraph: Any, spans: Spans) -> None:
        for one in spans:
            run = paragraph.add_run(lines(one.text))
            run.bold, run.italic = one.strong or None, one.emph or None
            if one.link and one.link != one.text:
                paragraph.add_run(lines(f" ({one.link})"))

    def _grid(self, grid: paper.Grid) -> Table:
        columns = zip(grid.head, *grid.rows, strict=True)
        shares = paper.shares([*map(paper.plain, column)] for column in columns)
        widths = [_WIDTH * one / sum(shares) for one in shares]
        aligns = ["" if align == "left" else align for align in grid.aligns]
        head, *rows = [
            [Cell(paper.plain(cell), style, align=align)
             for cell, align in zip(cells, aligns, strict=True)]
            for style, cells in (("Felt hoved", grid.head), *(("Felt", row) for row in grid.rows))
        ]  # fmt: skip
        title = ", ".join(one.text for one in head)
        return Table(title, f"Tabel med {len(rows)} rækker: {title}.", widths, head, rows)

    def _figure(self, svg: str, alt: str) -> None:
        picture = self.document.add_picture(io.BytesIO(png(svg)), width=Mm(118))
        told = picture._inline.docPr
        told.set("descr", lines(alt))
        told.set("title", "Figur")


def _level(style: str, depth: int) -> str:
    return style if depth == 1 else f"{style} 2"
