"""Which cell belongs in which column, when a row may have lost or gained empty cells.

Only empty cells are put in and only empty cells left out. Rows that fit as they stand are never
touched. Otherwise the fewest changes that make the typed columns hold (theme, fulfilment,
responsible) win, and of several such readings the rules in `_RULES` leave the possible ones: when
they are not one, nobody may choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import fuzz

from cli.reading import times, words
from cli.reading.typed import CHANGED, TYPED
from cli.reading.words import Vocabulary
from domain.quarters import Quarter

_MOST_LOST = 2
_MOST_SURPLUS = 3
_SAME_STATUS = 70
_TEXTS = ("wording", "content", "previous_status", "status", "delay_reason", "expected_completion")
_SENTENCE_ENDS = '.!?:;)”"'
_OUTCOME = ("content", "previous_status", "status")
"""Columns that are filled in practice; a reading that leaves one empty is a last resort."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A row's cells by column: ``places`` has the index of each column's cell, None for a lost one.

    ``changes`` counts the cells put in and left out.
    """

    columns: tuple[str, ...]
    texts: tuple[str, ...]
    places: tuple[int | None, ...]
    changes: int

    def __getitem__(self, column: str) -> str:
        return self.texts[self.columns.index(column)] if column in self.columns else ""

    def lost(self, column: str) -> bool:
        """Whether the column's cell was put in."""
        return self.places[self.columns.index(column)] is None


@dataclass(frozen=True, slots=True)
class Setting:
    """What the readings of a row are judged by.

    ``hollow`` are the columns that rows of this document, fitting as they stand, leave empty.
    """

    vocabulary: Vocabulary
    quarter: Quarter
    hollow: frozenset[str] = frozenset()


def readings(
    texts: Sequence[str], columns: tuple[str, ...], vocabulary: Vocabulary, loose: bool = False
) -> list[Reading]:
    """The readings with the fewest changes, distinct in content; empty where there is none.

    ``loose`` takes any short word for a fulfilment, to tell an unknown one from a row in disorder.
    """
    excess = len(texts) - len(columns)
    for lost in range(max(0, -excess), _MOST_LOST + 1):
        surplus = lost + excess
        if surplus > _MOST_SURPLUS:
            break
        aligner = _Aligner(texts, columns, vocabulary, lost + surplus > 0, loose)
        found: dict[tuple[str, ...], Reading] = {}
        for places in aligner.place(0, 0, lost, surplus):
            filled = tuple("" if at is None else texts[at] for at in places)
            reading = Reading(columns, filled, places, lost + surplus)
            meaning = _meaning(reading, vocabulary)
            if meaning not in found and _holds(reading, vocabulary, loose):
                found[meaning] = reading
        if found:
            return [one for one in found.values() if excess <= 0 or not _torn(one)]
    return []


@dataclass(slots=True)
class _Aligner:
    texts: Sequence[str]
    columns: tuple[str, ...]
    vocabulary: Vocabulary
    changed: bool
    loose: bool
    judged: dict[tuple[int, int], bool] = field(default_factory=dict)
    """Whether the cell at the first place may stand in the column at the second."""

    def place(
        self, at: int, column: int, lost: int, surplus: int
    ) -> Iterator[tuple[int | None, ...]]:
        if column == len(self.columns):
            if lost == 0 and not any(self.texts[at:]) and len(self.texts) - at == surplus:
                yield ()
            return
        here = at < len(self.texts)
        if here and self._may_stand(at, column):
            for rest in self.place(at + 1, column + 1, lost, surplus):
                yield (at, *rest)
        if lost and self.columns[column] != "wording":
            for rest in self.place(at, column + 1, lost - 1, surplus):
                yield (None, *rest)
        if surplus and here and not self.texts[at]:
            yield from self.place(at + 1, column, lost, surplus - 1)

    def _may_stand(self, at: int, column: int) -> bool:
        if (at, column) not in self.judged:
            self.judged[at, column] = self._fits(self.texts[at], self.columns[column])
        return self.judged[at, column]

    def _fits(self, text: str, column: str) -> bool:
        if not text:
            return column != "wording"
        if column == "fulfilment" and self.loose:
            return len(text) <= 40 and not self.vocabulary.units(text)
        check = CHANGED.get(column) if self.changed else None
        typed = TYPED.get(column)
        return (typed is None or typed(text, self.vocabulary)) and (
            check is None or check(text, self.vocabulary)
        )


def _meaning(reading: Reading, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The texts; theme and time in one cell mean the same in whichever of the two it stands."""
    told = dict(zip(reading.columns, reading.texts, strict=True))
    theme, deadline = reading["theme"], reading["deadline"]
    if bool(theme) != bool(deadline) and (together := vocabulary.theme_and_time(theme or deadline)):
        told.update(zip(("theme", "deadline"), together, strict=True))
    return tuple(told.values())


def _holds(reading: Reading, vocabulary: Vocabulary, loose: bool) -> bool:
    """The rules that look at more than one cell."""
    theme = reading["theme"]
    together = bool(theme) and vocabulary.theme(theme) is None
    if together and reading["deadline"]:
        return False
    if not together and reading.changes and not reading["deadline"]:
        # A goal has a time; a line without one is rather the second half of a broken row.
        return False
    if words.is_time(reading["content"]) and not words.is_time(reading["deadline"]):
        return False
    last = reading["wording"].rpartition(" ")[2]
    if not theme and last.isdecimal() and vocabulary.theme(last):
        return False
    if not reading["status"] and reading["previous_status"].endswith(f" {words.UNCHANGED}"):
        return False
    if reading["fulfilment"]:
        return True
    moved = (reading["delay_reason"], reading["expected_completion"])
    if loose or any(_perhaps_anchor(text, vocabulary) for text in moved):
        return False
    # Without a fulfilment nothing anchors the row: then no text may stand where it could be one,
    # and the responsible must be known.
    responsible = reading["responsible"]
    if responsible and not vocabulary.units(responsible):
        return False
    return not reading.changes or not any(moved)


def _perhaps_anchor(text: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.like_fulfilment(text) or vocabulary.units(text) or vocabulary.runs_into(text)


def _torn(reading: Reading) -> bool:
    """Whether a cell too many may be no empty one, but a tab inside a text."""
    if words.unchanged(reading["status"]) and not reading["delay_reason"]:
        # With a text before it in one piece, nothing would be left for the quarter's status.
        return False
    cells = [text for name, text in zip(reading.columns, reading.texts, strict=True)
             if name in _TEXTS]  # fmt: skip
    return _repeats(reading) or any(
        one and two and one[-1] not in _SENTENCE_ENDS and _goes_on(two)
        for one, two in pairwise(cells)
    )


def _goes_on(text: str) -> bool:
    return text[0].islower() or (text[0].isdigit() and not words.is_time(text))


def possible(found: list[Reading], setting: Setting) -> list[Reading]:
    """Of several readings, those that the rules leave."""
    for rule in _RULES:
        if len(found) < 2:
            break
        found = rule(found, setting)
    return found


def _filled_first(found: list[Reading], setting: Setting) -> list[Reading]:
    full = [reading for reading in found if not _hollow(reading)]
    if not full:
        return found
    doubtful = [
        reading
        for reading in found
        if (gaps := _hollow(reading))
        and (gaps & setting.hollow or times.gives_cause(reading["delay_reason"]))
        and not _repeats(reading)
    ]
    return full + doubtful


def _repeats(reading: Reading) -> bool:
    """Whether the reason for delay says what the status says: then it is a status."""
    reason, status = reading["delay_reason"], reading["status"] or reading["previous_status"]
    return bool(reason) and fuzz.ratio(reason, status) >= _SAME_STATUS


def _hollow(reading: Reading) -> frozenset[str]:
    return frozenset(name for name in _OUTCOME if name in reading.columns and not reading[name])


def _no_early_delay(found: list[Reading], setting: Setting) -> list[Reading]:
    return [
        reading
        for reading in found
        # A text that says nothing of when contradicts the deadline: then nobody may choose.
        if not times.may_expect_completion(reading["delay_reason"], setting.quarter)
        or times.delay_possible(_deadline(reading, setting), setting.quarter)
    ]


def _deadline(reading: Reading, setting: Setting) -> str:
    together = setting.vocabulary.theme_and_time(reading["deadline"] or reading["theme"])
    return together[1] if together else reading["deadline"]


def _no_time_as_reason(found: list[Reading], _: Setting) -> list[Reading]:
    return [reading for reading in found if not words.is_time(reading["delay_reason"])]


def _no_expectation_as_reason(found: list[Reading], setting: Setting) -> list[Reading]:
    return [
        reading
        for reading in found
        if reading["expected_completion"]
        or not times.expects_completion(reading["delay_reason"], setting.quarter)
    ]


_RULES = (
    _filled_first,
    _no_early_delay,
    _no_time_as_reason,
    _no_expectation_as_reason,
)
