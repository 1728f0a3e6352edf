"""The paragraph styles of our Word documents: one font, few sizes, all text marked as Danish."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

_FONT = "Arial"
_INK, _SOFT, _ACCENT, _WARN = "1C2329", "55606A", "1D3A5F", "7A3300"
_STYLES = (
    # name and id, size in points, bold, colour
    ("Celle", 7, False, _INK),
    ("Celle dæmpet", 7, False, _SOFT),
    ("Celle navn", 7, True, _INK),
    ("Celle hoved", 6.5, True, _SOFT),
    ("Celle advarsel", 7, True, _WARN),
    ("Celle indfriet", 7, True, "14532D"),
    ("Celle åben", 7, True, _ACCENT),
    ("Celle udgået", 7, True, "49525A"),
    ("Grundlag", 9, False, _INK),
    ("Grundlag navn", 9, True, _INK),
    ("Under titel", 9.5, False, _SOFT),
    ("Optælling", 12, False, _INK),
    ("Advarsel", 10, True, _WARN),
    ("Sidefod tekst", 7, False, _SOFT),
)
_HEADINGS = (("Heading 1", 17), ("Heading 2", 11))


def make(document: Any) -> dict[str, str]:
    """Make our styles; their ids by their names."""
    look(document.styles["Normal"], 9, False, _INK)
    for heading, points in _HEADINGS:
        style = document.styles[heading]
        look(style, points, True, _ACCENT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(4)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(0)
    ids = {}
    for name, size, bold, colour in _STYLES:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        look(style, size, bold, colour)
        ids[name] = style.style_id
    return ids


def look(style: Any, size: float, bold: bool, colour: str) -> None:
    """Give a style our font in a size (points) and colour, and mark it as Danish."""
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), 1.05
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    # Signs of other scripts (and emoji) take their size from here.
    for tag, value in (("w:szCs", str(round(2 * size))), ("w:lang", "da-DK")):
        for there in properties.findall(qn(tag)):
            properties.remove(there)
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        properties.append(element)
