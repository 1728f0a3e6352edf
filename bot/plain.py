"""What was typed, with plain signs: what keyboards make of a text stays out of its reading."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from domain import names

LONGEST = 12_000
"""Letters that are read at all; a message in Slack has at most as many."""

SAME_LENGTH = str.maketrans({
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
                    "\u202f\u205f\u3000\t\n\r\x0b\x0c\x85\u2028\u2029", " "),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′´", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("？❓❔", "?"),
})  # fmt: skip
"""What keyboards put in the place of plain signs, one for one: places in the text stay places."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
WORD = re.compile(r"""[^\s,;:!?."()]+""")
_LEADING = re.compile(r"\s*/?status(?=$|[\s:,])[\s:,]*", re.IGNORECASE)
UNCHANGED = frozenset({"uaendret", "uforandret", "unchanged"})


def says_unchanged(text: str) -> bool:
    """Whether a text says no more than that nothing changed: then it is no status text.

    >>> says_unchanged(" «Uændret». "), says_unchanged("Uændret siden juni")
    (True, False)
    """
    return names.key(text) in UNCHANGED


@dataclass(frozen=True, slots=True)
class Line:
    """What was typed (``said``), and the same with plain signs (``plain``), letter for letter."""

    said: str
    plain: str

    @classmethod
    def of(cls, text: str) -> Line:
        """The line of a text: composed letters, nothing invisible, no leading ``status``."""
        said = _INVISIBLE.sub("", unicodedata.normalize("NFC", text[:LONGEST]))
        line = cls(said, said.translate(SAME_LENGTH))
        leading = _LEADING.match(line.plain)
        return line.part(leading.end() if leading else 0)

    def part(self, start: int, end: int | None = None) -> Line:
        """The letters from a place on, up to another."""
        return Line(self.said[start:end], self.plain[start:end])

    def clean(self) -> str:
        """The words as a cell holds them: on one line."""
        return " ".join(self.said.split())
