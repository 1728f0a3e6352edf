"""One cell as text: tags stripped, entities decoded, whitespace in one form."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from cli.reading.model import Notes, Sentence

# Block tags end a paragraph and become a blank; inline tags stand inside a word or a sentence.
# A tag has attributes or nothing: "<i udkast>" is what somebody wrote.
_ATTRIBUTES = r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]{0,200}"|'[^'<>]{0,200}'|[^\s"'<>]+)){0,9}\s*/?"""
_BLOCK = re.compile(rf"</?(?:p|br|div|li|ul|ol){_ATTRIBUTES}>", re.IGNORECASE)
_INLINE = re.compile(rf"</?(?:b|i|u|em|strong|span|font|sup|sub){_ATTRIBUTES}>", re.IGNORECASE)
_RAISED = re.compile(
    rf"\d(?:</?(?:b|i|u|em|strong|span|font){_ATTRIBUTES}>)*<su[pb]{_ATTRIBUTES}>\d",
    re.IGNORECASE,
)
# Only entities that end in a semicolon: html.unescape alone would read "&copy" in "R&copyright".
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and characters without width: where a word may, or may not, be broken."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``text`` is what is read, ``raw`` what the file holds, ``rules`` which repairs were made."""

    text: str
    raw: str
    rules: tuple[str, ...] = ()

    def join(self, other: Cell) -> Cell:
        """The cell that a line break had cut in two."""
        text = f"{self.text} {other.text}".strip()
        return Cell(text, f"{self.raw}\n{other.raw}", self.rules + other.rules)


_WHY = {
    "tags": Sentence("Mærker som <p> er formatering og hører ikke til teksten."),
    "entities": Sentence("HTML-koder er læst som de tegn, de står for."),
    "picture": Sentence("Et billede eller en figur i cellen læses ikke."),
    "comment": Sentence("En kommentar til cellen læses ikke."),
    "note": Sentence("En fodnote eller slutnote til cellen læses ikke."),
}


def clean(raw: str) -> Cell:
    """Read one raw cell.

    >>> clean("<p>Et  afsnit.</p> <p>Og&nbsp;et til.</p>").text
    'Et afsnit. Og et til.'
    """
    text, rules = raw, []
    if "<" in text:
        stripped = _INLINE.sub("", _BLOCK.sub(" ", text))
        if stripped != text:
            text, rules = stripped, ["tags"]
    if "&" in text:
        decoded = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
        if decoded != text:
            text, rules = decoded, [*rules, "entities"]
    # With a soft hyphen a text would differ from the one without, and nobody could see in what.
    return Cell(_plain(_UNSEEN.sub("", text)), raw, tuple(rules))


def exact(raw: str) -> Cell:
    """A cell of text alone: what looks like a tag is what somebody wrote, and each sign is kept.

    >>> exact("Fra <b>  til &amp;").text
    'Fra <b> til &amp;'
    """
    return Cell(_plain(raw), raw)


def _plain(text: str) -> str:
    # A letter and its accent as two signs (macOS, PDF) are the same text as the one letter.
    return unicodedata.normalize("NFC", " ".join(text.split()))


def figures_meet(before: str, after: str) -> bool:
    """Whether two texts, put together, would make one figure of two."""
    return before[-1:].isdigit() and after[:1].isdigit()


RAISED_FIGURE = (
    "raised-figure",
    Sentence("rækken har et hævet tal lige efter et tal, måske en note; skriv det ud"),
)


def raises_figure(raw: str) -> bool:
    """Whether a tag raises a figure right after another: as text, 60<sup>1</sup> would be 601."""
    return "<" in raw and bool(_RAISED.search(raw))


def tell(cell: Cell, line: int, column: str, notes: Notes) -> None:
    """Note what `clean` did to a cell and what beside it is not read, once its column is known."""
    for rule in dict.fromkeys(cell.rules):
        notes.repair(rule, line, column, cell.raw.strip(), cell.text, _WHY[rule])
