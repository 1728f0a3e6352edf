"""Column heads: which column a head names, in any case and spelling, and which quarter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from domain import names
from domain.quarters import NotAQuarter, Quarter

CORE = (
    "wording", "theme", "deadline", "content", "status", "delay_reason", "expected_completion",
    "fulfilment", "responsible",
)  # fmt: skip
"""The columns that a table must have; the previous quarter's status may be absent."""

UNREAD = "unread:"
"""Starts the name of a column that is not read; the rest is its head."""

_EXACT = {
    "tema": "theme", "temaer": "theme", "tid": "deadline", "tidspunkt": "deadline",
    "frist": "deadline", "tidsfrist": "deadline", "indhold": "content",
    "maalopfyldelse": "fulfilment", "maalopfylde": "fulfilment", "maalopfyldt": "fulfilment",
    "tovholder": "responsible", "tovholdere": "responsible", "maal": "wording",
    "maalsaetning": "wording", "maalsaetninger": "wording", "nr": "number", "nummer": "number",
    "ansvarlig": "responsible", "ansvarlige": "responsible", "deadline": "deadline",
    "titel": "title", "korttitel": "title", "alias": "aliases", "aliaser": "aliases",
    "afsnit": "section",
}  # fmt: skip
# Long heads are told by one part of theirs, which OCR may have hurt.
_PARTS = (
    ("delay_reason", "forsinkelse"),
    ("expected_completion", "forventetindfrielsestidspunkt"),
    ("expected_completion", "indfrielsestidspunkt"),
    ("wording", "maalsaetning"),
)
_LONGEST_HEAD = 200
_LIKENESS = 80
_SHORTEST_PART = 9
_ENOUGH_HEADS = 4
_STATUS = re.compile(
    r"(?P<word>\w+)[\s:,(–—-]*(?:(?:pr\.?|for|i|ved|ultimo)[\s:(–—-]*)*(?P<quarter>.*?)[\s.:)*]*$",
    re.S,
)

_SHORT_YEAR = re.compile(
    r"((?:kvartal|kvt|kv|[qk])\.?|[qk]\s*[1-4])[\s'’/-]*(\d\d)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Heads:
    """A heading row. ``columns`` are field names in the order of the file."""

    columns: tuple[str, ...]
    texts: tuple[str, ...]
    statuses: tuple[int, ...]

    @property
    def known(self) -> frozenset[str]:
        return frozenset(name for name in self.columns if not name.startswith(UNREAD))

    def text(self, column: str) -> str:
        return self.texts[self.columns.index(column)] if column in self.columns else ""

    def missing(self) -> list[str]:
        return [name for name in CORE if name not in self.columns]

    def repeated(self) -> list[str]:
        return [name for name, n in Counter(self.columns).items() if n > 1 and name in CORE]


def recognise(texts: Sequence[str]) -> Heads | None:
    """The heading row that the cells make, or None where they are something else."""
    texts = _trimmed(texts)
    if len(texts) < _ENOUGH_HEADS:
        return None
    columns = [column(text) for text in texts]
    # Distances cost time, and most rows are goals: few of their cells name a column.
    known = {name for name in columns if name}
    if len(known) < _ENOUGH_HEADS or not known & {"status", "fulfilment"}:
        return None
    statuses = tuple(at for at, name in enumerate(columns) if name == "status")
    named = [name or f"{UNREAD}{text}" for name, text in zip(columns, texts, strict=True)]
    return Heads(tuple(named), tuple(texts), statuses)


def _trimmed(texts: Sequence[str]) -> list[str]:
    kept = list(texts)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def count(texts: Sequence[str]) -> int:
    """How many of the cells name a column."""
    return sum(column(text) is not None for text in texts)


@lru_cache(maxsize=4096)
def column(text: str) -> str | None:
    """The field name of the column that a head names, or None.

    >>> column("Tovsholder"), column("Status - 1. kvartal 2017"), column("Uændret")
    ('responsible', 'status', None)
    """
    if not text or len(text) > _LONGEST_HEAD:
        return None
    key = names.key(text)
    if exact := _EXACT.get(key):
        return exact
    if _is_status(text):
        return "status"
    if close := _close(key):
        return close
    return next(
        (
            name
            for name, part in _PARTS
            if len(key) >= _SHORTEST_PART and fuzz.partial_ratio(part, key) >= _LIKENESS
        ),
        None,
    )


def _is_status(text: str) -> bool:
    # A head ends with its quarter: "Status tages årligt." in a goal's cell is no head.
    if _quarter_alone(text):
        return True
    match = _STATUS.match(text.strip())
    if not match or Levenshtein.distance(names.key(match["word"]), "status") > 1:
        return False
    return not match["quarter"] or bool(re.search(r"\d", match["quarter"]) and len(text) < 60)


def _quarter_alone(text: str) -> bool:
    try:
        Quarter.parse(_undamaged(text))
    except NotAQuarter:
        return False
    return True


def _close(key: str) -> str | None:
    if len(key) <= 5:
        near = {_EXACT[head] for head in _EXACT if _one_off(key, head)}
        return near.pop() if len(near) == 1 else None
    found = process.extractOne(
        key, [head for head in _EXACT if len(head) > 5], scorer=fuzz.ratio, score_cutoff=_LIKENESS
    )
    return _EXACT[found[0]] if found else None


def _one_off(key: str, head: str) -> bool:
    return len(head) > 2 and len(key) > 2 and Levenshtein.distance(key, head) == 1


def quarter(head: str) -> tuple[Quarter, bool]:
    """The quarter that a status head names, and whether OCR damage had to be read away.

    Raises `NotAQuarter`.
    """
    match = _STATUS.match(head.strip())
    words = head if match is None or _quarter_alone(head) else match["quarter"]
    try:
        return Quarter.parse(words), False
    except NotAQuarter:
        return Quarter.parse(_undamaged(words)), True


def _undamaged(words: str) -> str:
    words = re.sub(r"^[lI|i](?=[.,\s]|[kKqQ])", "1", words.strip())
    words = re.sub(r"(?<=\d)[oO](?=\d|\b)|(?<=\d)[lI](?=\d)", _digit, words)
    words = re.sub(r"^([1-4])\s*,", r"\1.", words)
    words = re.sub(r"\b[^\W\d]\w{4,8}", _kvartal, words).rstrip(" .)*")
    return _SHORT_YEAR.sub(r"\1 20\2", words)


def _digit(match: re.Match[str]) -> str:
    return "0" if match[0] in "oO" else "1"


def _kvartal(match: re.Match[str]) -> str:
    near = Levenshtein.distance(match[0].casefold(), "kvartal", score_cutoff=2) <= 2
    return "kvartal" if near else match[0]
