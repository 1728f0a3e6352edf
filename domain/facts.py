"""What an event states, field by field: the ground of every report.

A report is "which statement was in force": per goal and field, the statement with the greatest
(effective, version) whose effective date is not after the day asked about. A correction states its
value at the place of the report that it corrects (same effective date, same version) and wins over
it by being later in the stream; a retraction states that nothing stands at that place.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from domain import events as e

ALWAYS = date.min
"""The effective date of what holds at all times: titles and aliases, which are only labels."""

SAID, UNCHANGED = "said", "unchanged"
"""The values of field ``status``: a text was reported, or the quarter was confirmed unchanged."""

STATUS_FIELDS = ("status", "text", "fulfilment", "delay_reason", "expected_completion")
"""``text`` is what was said of the status; ``status`` that something was said, or confirmed."""

DEFINITION = ("wording", "theme", "deadline", "content", "responsible")
"""What a goal is, from the day on which it belongs to the agreement."""

GOAL_FIELDS = ("title", "alias", "unalias", "wording", "theme", "deadline", "content",
               "responsible", "withdrawn")  # fmt: skip


class Fact(NamedTuple):
    """One statement: ``value`` None says that nothing stands here (a retraction).

    ``place`` is the version of the report that the statement belongs to: its own, or that of the
    report which it corrects.
    """

    field: str
    effective: date
    place: int
    value: str | None


class Report(NamedTuple):
    """What one event states of a goal's status: of each of `STATUS_FIELDS` a value, or None where
    it says nothing of it. ``retracted``: that nothing stands at this place any more.
    """

    effective: date
    place: int
    retracted: bool
    status: str | None = None
    text: str | None = None
    fulfilment: str | None = None
    delay_reason: str | None = None
    expected_completion: str | None = None


_REPORTS = (e.GoalStatusReported, e.GoalConfirmedUnchanged, e.GoalFactCorrected,
            e.GoalFactRetracted)  # fmt: skip


def is_report(event: e.Event) -> bool:
    """Whether an event states something of a goal's status, as `report` tells."""
    return isinstance(event, _REPORTS)


def report(event: e.Event, version: int) -> Report | None:
    """What an event at a version of its goal's stream states of the status; None for others."""
    match event:
        case e.GoalStatusReported():
            place = version
        case e.GoalConfirmedUnchanged(effective):
            return Report(effective, version, False, UNCHANGED)
        case e.GoalFactCorrected():
            place = event.corrects
        case e.GoalFactRetracted(effective, corrects):
            return Report(effective, corrects, True)
        case _:
            return None
    said = None if event.text is None else SAID
    return Report(event.effective, place, False, said, event.text, event.fulfilment,
                  event.delay_reason, event.expected_completion)  # fmt: skip


def of(event: e.Event, version: int) -> list[Fact]:
    """The statements of an event at a version of its goal's stream; none for other streams."""
    told = report(event, version)
    if told is None:
        return [Fact(name, day, version, value) for name, day, value in _goal_fields(event)]
    day, place, retracted, *values = told
    return [
        Fact(field, day, place, value)
        for field, value in zip(STATUS_FIELDS, values, strict=True)
        if value is not None or retracted
    ]


def _goal_fields(event: e.Event) -> Iterable[tuple[str, date, str]]:
    match event:
        case e.GoalRegistered():
            yield "title", ALWAYS, event.title
            yield from (("alias", ALWAYS, alias) for alias in event.aliases)
            yield from _definition(event)
        case e.GoalBackdated():
            yield from _definition(event)
        case e.GoalTitled(title):
            yield "title", ALWAYS, title
        case e.GoalAliasAdded(alias):
            yield "alias", ALWAYS, alias
        case e.GoalAliasRemoved(alias):
            yield "unalias", ALWAYS, alias
        case e.GoalReworded(effective, _, wording, content, theme):
            told = {"wording": wording, "content": content, "theme": theme}
            yield from (
                (name, effective, value) for name, value in told.items() if value is not None
            )
        case e.GoalDeadlineMoved(effective, _, deadline):
            yield "deadline", effective, deadline
        case e.GoalResponsibleChanged(effective, _, responsible):
            yield "responsible", effective, responsible
        case e.GoalWithdrawn(effective, reason):
            yield "withdrawn", effective, reason
        case _:
            return


def _definition(event: e.GoalRegistered | e.GoalBackdated) -> Iterable[tuple[str, date, str]]:
    return ((name, event.effective, getattr(event, name)) for name in DEFINITION)


class InForce(Struct, frozen=True, gc=False):
    """The statement that holds: its value, since when, and the position that states it.

    A report of many goals makes tens of thousands; there is nothing in them to be collected.
    """

    value: str
    effective: date
    position: int


def in_force(facts: Iterable[tuple[Fact, int]], day: date) -> InForce | None:
    """Among statements of one goal and field, with their positions, the one in force on a day.

    The rule of the design: the greatest (effective, place) with effective <= day wins, read at the
    latest statement about that place; a place that was retracted is passed over.
    """
    latest = _latest(facts, day)
    winner = max((here for here in latest if latest[here][0].value is not None), default=None)
    return None if winner is None else _in_force(*latest[winner])


class Places:
    """The statements of one goal and field, told in the order of their positions: the answers of
    `in_force`, for who asks about many days."""

    def __init__(self) -> None:
        self._latest: dict[tuple[date, int], tuple[Fact, int]] = {}
        self._standing: list[tuple[date, int]] = []

    def tell(self, fact: Fact, position: int) -> None:
        """Add a statement; it comes after all that were told."""
        here = (fact.effective, fact.place)
        stood = here in self._latest and self._latest[here][0].value is not None
        self._latest[here] = (fact, position)
        if stood and fact.value is None:
            self._standing.remove(here)
        elif not stood and fact.value is not None:
            insort(self._standing, here)

    def in_force(self, day: date) -> InForce | None:
        """The statement in force on a day."""
        at = bisect_right(self._standing, day, key=_day)
        return _in_force(*self._latest[self._standing[at - 1]]) if at else None


def _day(here: tuple[date, int]) -> date:
    return here[0]


def standing(facts: Iterable[tuple[Fact, int]], day: date) -> list[InForce]:
    """All that was in force one after the other up to a day, as it stands after corrections and
    retractions; the last is the one of `in_force`."""
    latest = _latest(facts, day)
    return [
        _in_force(*latest[here]) for here in sorted(latest) if latest[here][0].value is not None
    ]


def _latest(
    facts: Iterable[tuple[Fact, int]], day: date
) -> dict[tuple[date, int], tuple[Fact, int]]:
    """The latest statement about each place up to the day."""
    latest: dict[tuple[date, int], tuple[Fact, int]] = {}
    for fact, position in facts:
        here = (fact.effective, fact.place)
        if fact.effective <= day and (here not in latest or latest[here][1] < position):
            latest[here] = (fact, position)
    return latest


def _in_force(fact: Fact, position: int) -> InForce:
    return InForce(fact.value or "", fact.effective, position)
