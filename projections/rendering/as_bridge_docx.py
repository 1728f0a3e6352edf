"""The bridge as a Word document: a heading and a table for each goal.

Words that went are struck out, words that came are bold.
"""

from __future__ import annotations

from projections.bridge import Bridge
from projections.causes import Change
from projections.rendering import docx_pages as pages
from projections.rendering.as_bridge import by_goal, edits_of, newer
from projections.rendering.bridge_words import DANISH, about, column, lead, value
from projections.rendering.text import lines
from projections.rendering.wordml import Cell, Table

_WIDTHS = {"cell": 34.0, "kind": 28.0, "who": 30.0, "position": 17.0, "decision": 28.0}
"""Millimetres; the old and the new text share what is left of the page's 277."""


def render(bridge: Bridge) -> bytes:
    """The bridge as DOCX."""
    title = f"{DANISH.title}: {bridge.agreement}"
    first, *rest = lead(bridge)
    document, ids = pages.begin(title, first, bridge.agreement, newer(bridge))
    pages.page(document, f"{lines(title)[:60]} · {first} {rest[0]}")
    pages.heading(document, title, 1)
    for told in (first, *rest):
        document.add_paragraph(lines(told), "Under titel")
    for goal, name, changes in by_goal(bridge):
        pages.heading(document, f"{goal} {name}", 2)
        pages.add(document, _table(bridge, f"{goal} {name}", changes), ids)
    return pages.settled(document)


def _table(bridge: Bridge, title: str, changes: list[Change]) -> Table:
    names = ("cell", "old", "new", *about(bridge))
    left = (277 - sum(_WIDTHS[name] for name in names if name in _WIDTHS)) / 2
    return Table(
        title=title,
        description=f"{title}: én række for hver celle, der er ændret, med før og nu.",
        widths=[_WIDTHS.get(name, left) for name in names],
        head=[Cell(DANISH.heads[name], "Celle hoved") for name in names],
        rows=(_cells(bridge, change) for change in changes),
    )


def _cells(bridge: Bridge, change: Change) -> list[Cell]:
    told: list[Cell] = [Cell(column(change), "Celle navn")]
    for text, side in ((change.old, "gone"), (change.new, "new")):
        edits = [edit for edit in edits_of(change) if edit[0] in ("same", side)]
        told.append(
            Cell(text, "Celle", edits=edits) if text else Cell(DANISH.empty, "Celle dæmpet")
        )
    return [*told, *(Cell(value(bridge, change, name), "Celle") for name in about(bridge))]
