"""What our Word documents have in common: landscape, numbered pages, styles, settled bytes."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.shape import CT_Inline
from docx.shared import Mm

from projections.rendering import archive, docx_styles, sentences, wordml
from projections.rendering.text import lines
from projections.rendering.wordml import Table

_UNUSED = ("stylesWithEffects", "thumbnail")
"""What python-docx's template brings along and no document of ours needs."""


def begin(
    title: str, subject: str, author: str, known_at: int | None
) -> tuple[Any, dict[str, str]]:
    """An empty document, and the ids of its styles by their names. Its dates are ``known_at``
    (µs since 1970 UTC)."""
    document = docx.Document()
    _without_unused(document)
    told = document.core_properties
    known = sentences.utc(known_at or 0).replace(tzinfo=None, microsecond=0)
    told.title, told.subject = lines(title)[:255], subject
    told.author = told.last_modified_by = lines(author)[:255]
    told.comments, told.keywords, told.language = "", "", "da-DK"
    told.created = told.modified = known
    # The template's own lacks what the standard requires (17.15.1.94).
    document.settings.element.find(qn("w:zoom")).set(qn("w:percent"), "100")
    hyphens = OxmlElement("w:autoHyphenation")
    # The order of settings is the standard's (ECMA-376, 17.15.1.78); Word minds it.
    document.settings.element.find(qn("w:defaultTabStop")).addnext(hyphens)
    return document, docx_styles.make(document)


def _without_unused(document: Any) -> None:
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(_UNUSED):
                del part.rels[key]
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and not style.element.default:
            style.delete()


def page(document: Any, foot: str) -> None:
    """A4 on its side, with the foot and the page's number at the bottom."""
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(10)
    page.top_margin, page.bottom_margin, page.footer_distance = Mm(11), Mm(14), Mm(7)
    paragraph = page.footer.paragraphs[0]
    paragraph.style = document.styles["Sidefod tekst"]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(277), alignment=2)
    paragraph.add_run(f"{foot}\tSide ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" af ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    """A field that Word and LibreOffice count themselves."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(parse_xml(wordml.run("1", declared=True)))
    paragraph._p.append(field)


def heading(document: Any, text: str, level: int) -> Any:
    """A real heading, of level 1 or 2."""
    return document.add_heading(lines(text), level)


def add(document: Any, table: Table, ids: dict[str, str]) -> None:
    """Put the table where the document ends, before the properties of its last section."""
    told = wordml.xml(table, ids)
    document.element.body.sectPr.addprevious(parse_xml(told))


def picture(document: Any, png: bytes, alt: str, width: float, number: int) -> str:
    """A picture as a ``w:drawing`` element, so many millimetres wide; ``number`` is its own in the
    document, and ``alt`` its alternative text."""
    key, image = document.part.get_or_add_image(io.BytesIO(png))
    across, down = image.scaled_dimensions(Mm(width))
    inline = CT_Inline.new_pic_inline(number, key, f"figur-{number}.png", across, down)
    for side in ("distT", "distB", "distL", "distR"):  # some readers have a distance of their own
        inline.set(side, "0")
    inline.docPr.set("descr", lines(alt))
    inline.docPr.set("title", wordml.FIGURE)
    return f"<w:drawing>{inline.xml}</w:drawing>"


def settled(document: Any) -> bytes:
    """The document's bytes, the same on every machine."""
    out = io.BytesIO()
    document.save(out)
    return archive.settled(out.getvalue())
