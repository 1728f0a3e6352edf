"""What lies on the cells of a worksheet and is not in them: comments, pictures and figures.

A read-only sheet does not tell of them; the parts that belong to it do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cli.reading import limits
from cli.reading.lines import Beside

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def beside(sheet: Any) -> dict[int, Beside]:
    """For each row, counted from one, what lies on its cells, counted from zero."""
    from openpyxl.packaging.relationship import get_dependents

    archive = sheet.parent._archive
    folder, _, name = sheet._worksheet_path.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    found: dict[int, Beside] = defaultdict(dict)
    if relations not in archive.namelist():
        return found
    for one in get_dependents(archive, relations):
        kind = one.Type.rpartition("/")[2]
        if kind in _PLACES and one.TargetMode != "External":
            with archive.open(one.target) as part:
                for row, column in _PLACES[kind](part):
                    if column < limits.CELLS:
                        at = found[row]
                        at[column] = (*at.get(column, ()), _RULES[kind])
    return found


def _comments(part: Any) -> Iterator[tuple[int, int]]:
    from defusedxml.ElementTree import iterparse
    from openpyxl.utils.cell import coordinate_to_tuple

    for _, element in iterparse(part, forbid_dtd=True):
        if element.tag.endswith("}comment"):
            row, column = coordinate_to_tuple(element.get("ref"))
            yield row, column - 1


def _drawings(part: Any) -> Iterator[tuple[int, int]]:
    from defusedxml.ElementTree import iterparse

    for _, element in iterparse(part, forbid_dtd=True):
        if element.tag == f"{_DRAWING}from":
            row, column = (element.findtext(f"{_DRAWING}{name}") for name in ("row", "col"))
            yield int(row) + 1, int(column)


_PLACES = {"comments": _comments, "drawing": _drawings}
_RULES = {"comments": "comment", "drawing": "picture"}
