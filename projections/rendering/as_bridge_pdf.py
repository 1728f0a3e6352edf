"""The bridge as PDF: tagged (PDF/UA-1), for the archive (PDF/A-2a), typeset by Typst.

As with Bilag 1, all words reach the page (``bridge.typ``) as JSON, and the date in the file is the
later recorded time of the two ends.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import typst

from projections.bridge import Bridge
from projections.causes import Change
from projections.rendering import glyphs
from projections.rendering.as_bridge import by_goal, edits_of, newer
from projections.rendering.bridge_words import DANISH, about, column, lead, value

_LETTERS = {"cell": 18, "old": 46, "new": 46, "kind": 16, "who": 16, "position": 9, "decision": 16}
"""About how many letters a line of each column holds, on the low side."""


def render(bridge: Bridge) -> bytes:
    """The bridge as PDF."""
    with resources.as_file(resources.files(__package__)) as folder:
        return typst.compile(
            folder / "bridge.typ",
            root=folder,
            font_paths=[folder / "fonts"],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"bridge": json.dumps(_document(bridge), ensure_ascii=False)},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=(newer(bridge) or 0) // 1_000_000,
        )


def _document(bridge: Bridge) -> dict[str, Any]:
    names = ("cell", "old", "new", *about(bridge))
    return {
        "font": glyphs.FONT,
        "title": _fit(f"{DANISH.title}: {bridge.agreement}", 60),
        "author": _fit(bridge.agreement, 110),
        "lead": [_fit(one, 110) for one in lead(bridge)],
        "heads": [DANISH.heads[name] for name in names],
        "widths": [_LETTERS[name] for name in names],
        "goals": [
            {
                "title": _fit(f"{goal} {title}", 90),
                "rows": [_row(bridge, change) for change in changes],
            }
            for goal, title, changes in by_goal(bridge)
        ],
    }


def _row(bridge: Bridge, change: Change) -> dict[str, Any]:
    sides = [
        [[kind, _fit(words, _LETTERS[side])] for kind, words in edits_of(change) if kind in kinds]
        for side, kinds in (("old", ("same", "gone")), ("new", ("same", "new")))
    ]
    return {
        "cell": column(change),
        "sides": [side or [["empty", DANISH.empty]] for side in sides],
        "about": [_fit(value(bridge, change, name), _LETTERS[name]) for name in about(bridge)],
        "together": max(len(change.old), len(change.new)) < 900,
    }


def _fit(text: str, letters: int) -> str:
    return glyphs.breakable(glyphs.shown(text), letters)
