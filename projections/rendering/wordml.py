"""Tables as WordprocessingML, written as text: python-docx's own cells are slow.

Everything that people wrote goes through `run`, which escapes it; the rest are our own names.
(ECMA-376, part 1, 17.4.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from projections.rendering.text import lines

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FIGURE = "Figur"
"""The title of the pictures that our own documents draw."""
_TWIPS = 56.7
"""Twentieths of a point in a millimetre."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, the name of its paragraph style, and the colour behind it.

    ``edits`` are the same text in pieces that stayed (``same``), went (``gone``) or came (``new``).
    ``pictures`` are ``w:drawing`` elements as XML, each in a paragraph of its own below the text.
    ``align`` is ``right`` or ``center``; else it stands as its style says. ``keep`` keeps its row
    on the page of the next one.
    """

    text: str
    style: str
    fill: str = ""
    edits: Sequence[tuple[str, str]] = ()
    pictures: Sequence[str] = ()
    align: str = ""
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: widths in millimetres, a head that is repeated on each page, and rows.

    ``title`` and ``description`` are its alternative text.
    """

    title: str
    description: str
    widths: Sequence[float]
    head: Sequence[Cell]
    rows: Iterable[Sequence[Cell]]
    longest_together: int = 900
    """A row with a cell of more letters than this may go on to the next page."""


def xml(table: Table, ids: Mapping[str, str]) -> str:
    """The table as a ``w:tbl`` element. ``ids`` are the ids of the styles by their names."""
    row = partial(_row, table.widths, ids)
    head = row(table.head, "<w:cantSplit/><w:tblHeader/>") if table.head else ""
    body = "".join(
        row(cells, "" if _long(cells, table) else "<w:cantSplit/>") for cells in table.rows
    )
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in table.widths)
    return f"<w:tbl {_W}>{_properties(table)}<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"


def _properties(table: Table) -> str:
    line = 'w:val="single" w:sz="4" w:space="0" w:color="D3D9DE"'
    return (
        f'<w:tblPr><w:tblW w:w="{_twips(sum(table.widths))}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {line}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
        '<w:left w:w="45" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
        '<w:right w:w="45" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="{"0020" if table.head else "0000"}"/>'
        f"<w:tblCaption w:val={quoteattr(lines(table.title))}/>"
        f"<w:tblDescription w:val={quoteattr(lines(table.description))}/></w:tblPr>"
    )


def _row(
    widths: Sequence[float], ids: Mapping[str, str], cells: Sequence[Cell], properties: str
) -> str:
    told = "".join(
        _cell(cell, ids[cell.style], width) for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{told}</w:tr>"


def _cell(cell: Cell, style: str, width: float) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    runs = [_runs(cell), *(f"<w:r>{picture}</w:r>" for picture in cell.pictures)]
    keep = "<w:keepNext/>" if cell.keep else ""
    look = f'<w:pPr><w:pStyle w:val="{style}"/>{keep}{_ALIGNED[cell.align]}</w:pPr>'
    told = "".join(f"<w:p>{look}{one}</w:p>" for one in runs)
    return f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{fill}</w:tcPr>{told}</w:tc>'


_ALIGNED = {
    "": "",
    "right": '<w:ind w:right="85"/><w:jc w:val="right"/>',
    "center": '<w:jc w:val="center"/>',
}
"""What stands to the right keeps clear of the words of the next column."""

_EDITS = {
    "gone": '<w:rPr><w:strike/><w:color w:val="8A1C1C"/></w:rPr>',
    "new": '<w:rPr><w:b/><w:color w:val="14532D"/></w:rPr>',
}


def _runs(cell: Cell) -> str:
    if not cell.edits:
        return run(cell.text)
    return "".join(run(text, look=_EDITS.get(kind, "")) for kind, text in cell.edits)


def run(text: str, declared: bool = False, look: str = "") -> str:
    """A run of text; line ends become breaks. ``declared`` names the namespace in it, ``look`` is
    the XML of its own properties."""
    if not text:
        return ""
    parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in lines(text).split("\n"))
    return f"<w:r{f' {_W}' if declared else ''}>{look}{'<w:br/>'.join(parts)}</w:r>"


def _long(cells: Sequence[Cell], table: Table) -> bool:
    return any(
        len(cell.text) + 40 * cell.text.count("\n") > table.longest_together for cell in cells
    )


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)
