"""The fonts that come with the package, and which characters they can show.

A character without a glyph would be an empty box that a screen reader cannot tell, and neither
PDF/UA nor PDF/A allows it. `shown` puts a black square in its place, and the document says what
that means; the other formats keep the character itself.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from projections.rendering.text import lines

FONT = "Source Sans Pro"
FONT_VERSION = "2.020"
FILES = ("SourceSansPro-Regular.otf", "SourceSansPro-Bold.otf")
UNKNOWN = "■"
"""What stands for a character that the fonts lack; they have no U+FFFD."""

_LONGEST_WORD = 40
_NARROW = 12
_WIDEST = 1.8
_WIDE = dict.fromkeys("WMÆŒ@%—■", _WIDEST)
_SEPARATORS = re.compile(r"(?<=[/.,;:_=&?@+|\\])(?=\w)")
_PRESENTATION = frozenset("\ufe0e\ufe0f")
_PERCENT = re.compile(r"(?<=\d) (?=%)")
_BREAK, _HARD_BLANK = "\u200b", "\u00a0"


def folder() -> Traversable:
    """The folder with the font files and their licence."""
    return resources.files(__package__).joinpath("fonts")


@cache
def covered() -> frozenset[int]:
    """The code points for which every shipped font file has a glyph."""
    sets = [_code_points(folder().joinpath(name).read_bytes()) for name in FILES]
    return frozenset.intersection(*sets)


def shown(text: str) -> str:
    """The text as our fonts can show it, with line ends as ``\\n``.

    Direction marks and joiners go: they make a text look like another one, and have no glyph.
    A character without a glyph is shown by its plain form (a thin space by a space), else by
    `UNKNOWN`. A number and its per cent sign stay on one line.
    """
    signs = unicodedata.normalize("NFC", lines(text).replace("\t", " "))
    return _PERCENT.sub(_HARD_BLANK, signs.translate(_SHOWN))


class _Shown(dict[int, str]):
    """How each character is shown, found when it is first met."""

    def __missing__(self, code: int) -> str:
        shown = self[code] = _shown(chr(code))
        return shown


def _shown(char: str) -> str:
    known = covered()
    if unicodedata.category(char) in ("Cf", "Cs") or char in _PRESENTATION:
        return ""
    if char == "\n" or ord(char) in known:
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if all(ord(one) in known for one in plain) else UNKNOWN


def has_long_word(text: str, letters: int) -> bool:
    """Whether a word may be wider than so many letters of a middling width."""
    return any(width(word[0]) > letters for word in _words(letters).finditer(text))


@cache
def _words(letters: int) -> re.Pattern[str]:
    """Words of so many signs that they may be wider than so many letters."""
    return re.compile(rf"\S{{{int(letters / _WIDEST) + 1},}}")


@cache
def _runs(letters: int) -> re.Pattern[str]:
    """The same between hyphens, where a line may end anyway."""
    return re.compile(rf"[^\s\-]{{{max(4, int(letters / _WIDEST) + 1)},}}")


def width(text: str) -> float:
    """How wide the text is, about, in letters of a middling width."""
    return sum(_WIDE.get(char, 1.3 if char.isupper() else 1) for char in text)


def breakable(text: str, letters: int) -> str:
    """The text with places (U+200B) where a line may end inside what has no blanks.

    ``letters`` is how many a line holds. Danish words are hyphenated by the typesetter; this is for
    addresses, keys and hostile text, and for long words in a narrow column.
    """
    return _runs(letters).sub(lambda run: _broken(run[0], letters), text)


def _broken(run: str, letters: int) -> str:
    if width(run) <= letters:
        return run
    longest = _LONGEST_WORD if letters >= _NARROW else 2 * letters
    return _BREAK.join(
        part if part.isalpha() and part[1:].islower() and len(part) <= longest
        else _BREAK.join(_pieces(part, letters))
        for part in _SEPARATORS.split(run)
    )  # fmt: skip


def _pieces(part: str, letters: int) -> Iterator[str]:
    start, wide = 0, 0.0
    for at, char in enumerate(part):
        wide += width(char)
        if wide > letters:
            yield part[start:at]
            start, wide = at, width(char)
    yield part[start:]


def _code_points(font: bytes) -> frozenset[int]:
    """What the font's ``cmap`` maps to a glyph (OpenType, table cmap, format 12)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for at in range(12, 12 + 16 * tables, 16):
        tag, _, start, _ = struct.unpack_from(">4sIII", font, at)
        if tag == b"cmap":
            return _mapped(font, start)
    raise ValueError("the font has no cmap")


def _mapped(font: bytes, start: int) -> frozenset[int]:
    for at in range(start + 4, start + 4 + 8 * struct.unpack_from(">H", font, start + 2)[0], 8):
        offset = start + struct.unpack_from(">I", font, at + 4)[0]
        if struct.unpack_from(">H", font, offset)[0] == 12:
            groups = struct.unpack_from(">I", font, offset + 12)[0]
            return frozenset(
                code
                for first, last, glyph in struct.iter_unpack(
                    ">III", font[offset + 16 : offset + 16 + 12 * groups]
                )
                for code in range(first, last + 1)
                if glyph + code - first
            )
    raise ValueError("the font's cmap has no format 12")


_SHOWN = _Shown()
