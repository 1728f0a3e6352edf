"""A paper as PDF: tagged (PDF/UA-1), for the archive (PDF/A-2a), typeset by Typst.

As with Bilag 1, the words reach the page in ``paper.typ`` as JSON and never become Typst source,
only the package's fonts are used, and the date in the file is the recorded time.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

import msgspec
import typst

from projections.rendering import foundation, glyphs, sentences
from projections.rendering.as_pdf import MADE_WITH
from projections.rendering.paper import Paper, shares
from projections.rendering.words import DANISH

__all__ = ["MADE_WITH", "png", "render"]

_LETTERS_OF_PAGE = 90
_LETTERS_OF_TABLE = 105
"""About how many letters a line of the page, and all columns of a table, hold."""
_LETTERS_OF_HEADING = {1: 42, 2: 64, 3: 76, 4: 80}
"""The same for a heading, which is larger and bold, by its level."""

_PIXELS_PER_INCH = 220
_REPLACED = (
    f"Tegn, som dokumentets skrift ikke har (fx emoji), er vist som {glyphs.UNKNOWN}. "
    "De står uændret i udgaverne i HTML, Word og Markdown."
)


def render(paper: Paper) -> bytes:
    """The paper as PDF."""
    data = json.dumps(_document(paper), ensure_ascii=False)
    seconds = (paper.basis.known_at or 0) // 1_000_000
    made: bytes = _typeset("paper.typ", {"paper": data}, format="pdf", timestamp=seconds,
                           pdf_standards=["ua-1", "a-2a"])  # fmt: skip
    return made


def png(svg: str) -> bytes:
    """A chart as a picture for a format that cannot hold SVG."""
    return pngs([svg], 118, _PIXELS_PER_INCH)[0]


def pngs(svgs: Sequence[str], width: float, pixels_per_inch: float) -> list[bytes]:
    """Charts as pictures, ``width`` millimetres wide."""
    inputs = {"svgs": json.dumps(svgs), "width": str(width)}
    made = _typeset("chart.typ", inputs, format="png", ppi=pixels_per_inch) if svgs else []
    return made if isinstance(made, list) else [made]


def _typeset(template: str, inputs: dict[str, str], **how: Any) -> Any:
    with resources.as_file(resources.files(__package__)) as folder:
        return typst.compile(
            folder / template, root=folder, font_paths=[folder / "fonts"],
            ignore_system_fonts=True, sys_inputs=inputs, **how,
        )  # fmt: skip


def _document(paper: Paper) -> dict[str, Any]:
    """All that the template shows, as strings that the fonts can show and the page can break."""
    shown = {
        "over": paper.over,
        "title": paper.title,
        "known": sentences.known(paper.basis, DANISH),
        "lead": paper.lead,
        "warning": [] if paper.basis.complete else [DANISH.incomplete, DANISH.incomplete_why],
        "signed": paper.signed,
        "foundation": foundation.HEADING,
        "facts": paper.facts,
    }
    document = {
        "font": glyphs.FONT,
        **{
            name: _fit(value, _LETTERS_OF_HEADING[1] if name == "title" else _LETTERS_OF_PAGE)
            for name, value in shown.items()
        },
        "blocks": [_block(msgspec.to_builtins(one)) for one in paper.blocks],
    }
    replaced = glyphs.UNKNOWN in json.dumps(document, ensure_ascii=False)
    return document | {"note": _REPLACED if replaced else ""}


def _block(block: dict[str, Any]) -> dict[str, Any]:
    """A block's words made fit, its drawing and addresses left as they are."""
    letters = _LETTERS_OF_TABLE // max(1, len(block.get("aligns", "1")))
    if block["type"] == "heading":
        letters = _LETTERS_OF_HEADING[block["level"]]
    kept = ("type", "svg", "link", "start", "level", "aligns")
    fit = {name: one if name in kept else _fit(one, letters) for name, one in block.items()}
    return fit | ({"widths": _widths(block)} if block["type"] == "grid" else {})


def _fit(value: Any, letters: int) -> Any:
    """Every string in it as the fonts can show it and a line of so many letters can break it."""
    match value:
        case str():
            return glyphs.breakable(glyphs.shown(value), letters)
        case dict():
            if value.get("type") is not None:
                return _block(value)
            return {name: one if name == "link" else _fit(one, letters)
                    for name, one in value.items()}  # fmt: skip
        case list() | tuple():
            return [_fit(one, letters) for one in value]
        case _:
            return value


def _widths(grid: dict[str, Any]) -> list[float]:
    """Each column's share of the width."""
    columns = zip(grid["head"], *grid["rows"], strict=True)
    return shares(["".join(one["text"] for one in cell) for cell in column] for column in columns)
