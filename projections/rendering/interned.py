"""Things and texts by number, each once, as the data of the replay page holds them."""

from __future__ import annotations

import re
from typing import Any

_SENTENCE = re.compile(r"[^.!?:;\n]*[.!?:;\n]+\s*|[^.!?:;\n]+")
_WHOLE = 40
"""Texts up to this length are not cut."""


class Interned(dict[Any, int]):
    """Things by number, each once, in the order in which they came."""

    number = dict.__getitem__
    """The number of a thing, without a step through Python for one that is known."""

    def __missing__(self, one: Any) -> int:
        number = self[one] = len(self)
        return number

    def all(self) -> list[Any]:
        return list(self)


class Texts(Interned):
    """Every text once, as the numbers of its sentences; text 0 is the empty one."""

    def __init__(self) -> None:
        super().__init__({"": 0})

    def document(self) -> dict[str, Any]:
        """``texts`` and ``pieces``; a text of one sentence is that sentence's number."""
        pieces = Interned()
        cut = [[pieces[one] for one in sentences(text)] for text in self]
        texts = [one[0] if len(one) == 1 else one for one in cut]
        return {"pieces": pieces.all(), "texts": texts}


def sentences(text: str) -> list[str]:
    """The text cut after its stops; joined again, they are the text."""
    return _SENTENCE.findall(text) if len(text) > _WHOLE else [text] if text else []
