"""What `tovholder projections verify` finds, in Danish. The store tells it in English."""

from __future__ import annotations

import re

_WHOLE = {
    "missing or changed": "mangler eller er ændret",
    "as this version makes it": "som denne version laver det",
    "no such row": "ingen sådan række",
    "no such file": "ingen sådan fil",
    "an event that can be read": "en hændelse, der kan læses",
    "a member's id": "et medlems id",
    "events": "hændelser",
    "views": "visninger",
    "kept file": "gemt fil",
}
_FIRST = {"guard": "værn", "view": "visning", "indicator": "indikator", "actor": "aktør",
          "stream": "strøm", "kind": "type"}  # fmt: skip
_LOG = re.compile(r"log (\w+), event (\w+)")


def in_language(lang: str, words: str) -> str:
    """A difference's place or what is there, in the language of the command.

    >>> in_language("da", "guard x"), in_language("da", "log 3, event None")
    ('værn x', 'log 3, hændelse ingen')
    """
    if lang != "da":
        return words
    if told := _LOG.fullmatch(words):
        logged, stored = ("ingen" if n == "None" else n for n in told.groups())
        return f"log {logged}, hændelse {stored}"
    first, gap, rest = words.partition(" ")
    return _WHOLE.get(words) or _FIRST.get(first, first) + gap + rest
