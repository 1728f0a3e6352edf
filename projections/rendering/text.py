"""What a person wrote, made fit for a medium: control characters, line ends, direction marks."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_UNSAFE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = frozenset({"Cf", "Cc", "Cs"})
_PRESENTATION = "\ufe0e\ufe0f"
_CONTROLS = bytes(range(0x20)) + bytes(range(0x7F, 0xA0))
"""All that `lines` may change of a text in Latin-1."""


def plain(text: str) -> bool:
    """Whether `lines` leaves the text as it is: where it is long and of Latin letters, this is told
    in a third of the time."""
    try:
        letters = text.encode("latin-1")
    except UnicodeEncodeError:
        return text.isprintable()
    return len(letters.translate(None, _CONTROLS)) == len(letters)


def lines(text: str) -> str:
    """The text with every kind of line end as ``\\n``, and U+FFFD for each control character.

    Afterwards it is text that XML and HTML can hold.
    """
    if text.isprintable():
        return text  # most are: no sign of those below is printable
    return _UNSAFE.sub("\ufffd", _LINE_ENDS.sub("\n", text))


def single_line(text: str) -> str:
    """The text for a terminal: on one line, and without anything that could steer the terminal.

    Escape sequences, direction marks, joiners and variation selectors go, because they move the
    cursor or make the width of a line a matter of opinion.
    """
    kept = (
        char
        for char in " ".join(lines(text).split())
        if unicodedata.category(char) not in _UNSEEN and char not in _PRESENTATION
    )
    return "".join(kept)
