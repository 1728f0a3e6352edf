"""Faults of a file that a person wrote: which kind, where, and with what values.

The words are in the catalogue of the edge. What msgspec and tomllib say of a file becomes a kind
here; their own words are kept where there is no kind for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import msgspec


class Fault(NamedTuple):
    """What is wrong at a place of the file.

    ``place`` is a field such as ``parties[0].code``; ``at`` are the line and the column, as far as
    they are known.
    """

    kind: str
    place: str
    at: tuple[int, ...]
    values: Mapping[str, str]


def fault(kind: str, place: str = "", at: tuple[int, ...] = (), **values: object) -> Fault:
    """A fault of that kind, with its values as text."""
    return Fault(kind, place, at, {name: str(value) for name, value in values.items()})


class FileFault(ValueError):
    """The file cannot be used: one fault or several."""

    def __init__(self, file: str, *faults: Fault) -> None:
        super().__init__(file, *faults)
        self.file, self.faults = file, faults


_SHAPE = {
    "Object missing required field `(?P<name>.*)`": "field-missing",
    "Object contains unknown field `(?P<name>.*)`": "field-unknown",
    "Invalid enum value ['\"](?P<value>.*)['\"]": "value-unknown",
    r"Expected `(?P<wanted>\w+)(?: \| null)?`, got `(?P<got>\w+)`": "wrong-type",
    "Invalid RFC3339 encoded date": "not-a-date",
}
_TOML = {
    "Cannot (?:overwrite|declare|redefine|mutate) .*|Duplicate .*": "toml-twice",
    "Invalid value": "toml-value",
    r"Illegal character '\\n'|Found invalid character '\\n'|Unterminated string|Expected \"'+\"":
        "toml-text",
    r"Unescaped '\\' in a string": "toml-backslash",
    "Unclosed array": "toml-list",
    "Unclosed inline table": "toml-table",
    "Expected '\\]+' at the end of .*": "toml-heading",
    "Expected '=' after .*": "toml-equals",
    "Expected newline or end of document after a statement": "toml-more",
    "Invalid statement|Invalid initial character for a key part": "toml-statement",
    "Invalid date or datetime": "not-a-date",
}  # fmt: skip


def recognised(
    words: str, kinds: Mapping[str, str], otherwise: str, place: str = "", at: tuple[int, ...] = ()
) -> Fault:
    """The fault that a parser tells of in its words; one ``otherwise`` keeps them as ``detail``."""
    for pattern, kind in kinds.items():
        if found := re.fullmatch(pattern, words, re.DOTALL):
            return fault(kind, place, at, **found.groupdict())
    return fault(otherwise, place, at, detail=words)


def of_shape(error: msgspec.ValidationError, at: tuple[int, ...] = ()) -> Fault:
    """What msgspec found: a field that is missing, unknown or of another type."""
    words, _, path = str(error).partition(" - at `$")
    return recognised(words, _SHAPE, "shape", path.strip("`").lstrip("."), at)


def of_toml(error: ValueError, text: str) -> Fault:
    """What tomllib found in the text, with its line and column; the last line where it ends."""
    words, _, where = str(error).removesuffix(")").rpartition(" (at ")
    at = tuple(map(int, re.findall("[0-9]+", where)))
    return recognised(words, _TOML, "toml", at=at or (text.rstrip("\n").count("\n") + 1,))


def of_encoding(error: UnicodeDecodeError) -> Fault:
    """The file is not UTF-8."""
    return fault("not-utf-8", at=(error.object.count(b"\n", 0, error.start) + 1,))
