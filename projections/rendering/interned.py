"""Things and texts by number, each once, as the data of the replay page holds them."""

from __future__ import annotations

import re
from typing import Any

_SENTENCE = re.compile(r"[^.!?:;\n]*[.!?:;\n]+\s*|[^.!?:;\n]+")
_WHOLE = 40
"""Texts up to this length are not cut."""


class Interned:
    """Things by number, each once, in the order in which they came."""

    def __init__(self, *first: Any) -> None:
        self._numbers = {one: n for n, one in enumerate(first)}

    def number(self, one: Any) -> int:
        return self._numbers.setdefault(one, len(self._numbers))

    def all(self) -> list[Any]:
        return list(self._numbers)


class Texts:
    """Every text once, as the numbers of its sentences; text 0 is the empty one."""

    def __init__(self) -> None:
        self._texts = Interned("")
        self._pieces = Interned()

    def number(self, text: str) -> int:
        return self._texts.number(text)

    def document(self) -> dict[str, Any]:
        """``texts`` and ``pieces``; a text of one sentence is that sentence's number."""
        cut = [list(map(self._pieces.number, sentences(text))) for text in self._texts.all()]
        texts = [one[0] if len(one) == 1 else one for one in cut]
        return {"pieces": self._pieces.all(), "texts": texts}


def sentences(text: str) -> list[str]:
    """The text cut after its stops; joined again, they are the text."""
    return _SENTENCE.findall(text) if len(text) > _WHOLE else [text] if text else []
