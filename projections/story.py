"""The story of an agreement: every Bilag 1 that there ever was, told by its changes. Pure.

A report for a quarter as known at a position has one row for each goal. Here each goal keeps the
rows that it has had as *spans*: from a position on, for some quarters in a row, this is the row.
The last span before a position that covers a quarter gives the row, so that a reader at any two
times looks up and computes nothing.

The rows are made by `bilag1.Maker` from what is in force, as in every report. Three facts keep the
work small: an event changes only the fields that it states, it changes nothing after the first
quarter whose picture stays as it was, and between two quarters in which nothing takes effect a row
can only become overdue.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from domain import events as e
from domain import facts
from domain.agreements import Agreement, Kind
from domain.facts import InForce, Places
from domain.quarters import Quarter
from projections.bilag1 import Maker, Picture, Row

OWN = frozenset(facts.GOAL_FIELDS) - {"alias", "unalias"}
STATUS = frozenset(facts.STATUS_FIELDS)

Progress = Callable[[int, int], None]
"""Told how many goals are done, and how many there are."""


class Told(NamedTuple):
    """An event with what the log says of it; ``unit`` is that of the member who acted."""

    position: int
    recorded_at: int
    unit: str
    channel: str
    source: str
    version: int
    event: e.Event


class Seal(NamedTuple):
    """A seal of a quarter: where it stands, and the last position that it rests on."""

    position: int
    sealed: int


class Moment(NamedTuple):
    """Something was recorded: the last position of it, and when (µs since 1970 UTC)."""

    position: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class Span:
    """From ``position`` on, the row of the quarters with the indexes ``first`` to ``last``."""

    position: int
    first: int
    last: int
    row: Row


@dataclass(frozen=True, slots=True)
class GoalStory:
    """A goal: what was recorded about it, and the rows that it has had, in their order."""

    number: str
    section: str
    kind: Kind
    told: tuple[Told, ...]
    spans: tuple[Span, ...]

    def row(self, quarter: int, position: int) -> Row | None:
        """The row for the quarter with the index, as known at the position; None before any."""
        for span in reversed(self.spans):
            if span.position <= position and span.first <= quarter <= span.last:
                return span.row
        return None


@dataclass(frozen=True, slots=True)
class Story:
    """The story, from the first quarter to the last and up to a position.

    ``told`` are the events of the agreement itself. ``seals`` has a list for each quarter.
    """

    agreement: Agreement
    quarters: tuple[Quarter, ...]
    position: int
    moments: tuple[Moment, ...]
    seals: tuple[tuple[Seal, ...], ...]
    told: tuple[Told, ...]
    goals: tuple[GoalStory, ...]


def story(
    agreement: Agreement, quarters: Sequence[Quarter], position: int, own: Iterable[Told],
    goals: Sequence[Sequence[Told]], progress: Progress = lambda _done, _all: None,
) -> Story:  # fmt: skip
    """The story that these events tell, all of them recorded up to the position.

    ``own`` are the events of the agreement and ``goals`` those of each goal, in their order.
    """
    own = tuple(own)
    seals = _seals(quarters, own)
    ends = [quarters[0].previous().last_day, *(quarter.last_day for quarter in quarters)]
    stories = []

    @cache
    def maker(quarter: int, sealed: int | None) -> Maker:
        return Maker(agreement, quarters[quarter], sealed)

    for done, told in enumerate(goals, 1):
        stories.append(_Teller(ends, maker, seals, told).tell())
        progress(done, len(goals))
    letters = [section.letter for section in agreement.sections]
    stories.sort(key=lambda one: (letters.index(one.section), int(one.number[1:])))
    return Story(
        agreement, tuple(quarters), position, _moments([own, *goals]), seals, own, tuple(stories)
    )


def _seals(quarters: Sequence[Quarter], own: Iterable[Told]) -> tuple[tuple[Seal, ...], ...]:
    found: dict[str, list[Seal]] = {str(quarter): [] for quarter in quarters}
    for one in own:
        if isinstance(one.event, e.QuarterSealed) and one.event.quarter in found:
            found[one.event.quarter].append(Seal(one.position, one.event.position))
    return tuple(tuple(seals) for seals in found.values())


def _moments(streams: Iterable[Iterable[Told]]) -> tuple[Moment, ...]:
    """What was recorded at once is one moment; the agreement alone, before any goal, is none.

    Recorded time never runs backwards, so that the last position of a time is the greatest.
    """
    events = sorted(
        (one.position, one.recorded_at)
        for told in streams
        for one in told
        if not isinstance(one.event, e.AgreementLoaded)
    )
    last = {recorded_at: position for position, recorded_at in events}
    return tuple(Moment(position, recorded_at) for recorded_at, position in last.items())


class _Teller:
    """Goes through the events of one goal and keeps the row of each quarter up to date.

    ``ends`` are the last days of the quarters, with the one before the first at their head.
    """

    def __init__(
        self, ends: Sequence[date], maker: Callable[[int, int | None], Maker],
        seals: Sequence[Sequence[Seal]], told: Sequence[Told],
    ) -> None:  # fmt: skip
        registered = told[0].event
        if not isinstance(registered, e.GoalRegistered):
            raise TypeError(type(registered))
        self._maker, self._told = maker, told
        self._registered, self._start = registered, registered.effective
        self._before, self._ends = ends, ends[1:]
        self._said: dict[str, Places] = defaultdict(Places)
        self._effects: set[int] = set()
        self._sealed: list[int | None] = [None] * len(self._ends)
        self._seals = sorted((seal, at) for at, seals in enumerate(seals) for seal in seals)
        self._pictures: list[Picture | None] = [None] * len(self._ends)
        self._rows: list[Row | None] = [None] * len(self._ends)
        self._spans: list[Span] = []

    def tell(self) -> GoalStory:
        steps: list[tuple[int, Told | tuple[Seal, int]]] = [(t.position, t) for t in self._told]
        steps += [(seal.position, (seal, at)) for seal, at in self._seals]
        for _, step in sorted(steps, key=lambda one: one[0]):
            self._hear(step) if isinstance(step, Told) else self._close(*step)
        one = self._registered
        return GoalStory(one.number, one.section, one.kind, tuple(self._told), tuple(self._spans))

    def _hear(self, told: Told) -> None:
        stated = facts.of(told.event, told.version)
        if isinstance(told.event, e.GoalBackdated):
            self._start = told.event.effective
        for fact in stated:
            self._said[fact.field].tell(fact, told.position)
            self._effects.add(self._index(fact.effective))
        if not stated:
            return
        fields = {fact.field for fact in stated}
        first = min(self._index(fact.effective) for fact in stated)
        at = max(first, self._index(self._start))
        while at < len(self._ends):
            seen = self._seen(at, fields)
            if seen == self._pictures[at]:
                return
            last = self._calm_until(at)
            self._pictures[at : last + 1] = [seen] * (last + 1 - at)
            self._write(told.position, at, last)
            at = last + 1

    def _seen(self, at: int, fields: Set[str]) -> Picture:
        """What is in force for a quarter, after something was said about these fields."""
        day, before, old = self._ends[at], self._before[at], self._pictures[at]
        if old is None:
            old = Picture(self._registered.number, self._registered.section, {}, {}, None)
            fields = self._said.keys()
        own = self._in_force(old.own, fields & OWN, day)
        now = self._in_force(old.now, fields & STATUS, day)
        text = self._said["text"].in_force(before) if "text" in fields else old.before
        return Picture(old.number, old.section, own, now, text)

    def _in_force(
        self, old: Mapping[str, InForce], fields: Set[str], day: date
    ) -> Mapping[str, InForce]:
        if not fields:
            return old
        found = {name: self._said[name].in_force(day) for name in fields}
        kept = {name: one for name, one in old.items() if name not in fields}
        return kept | {name: one for name, one in found.items() if one is not None}

    def _index(self, day: date) -> int:
        return bisect_left(self._ends, day)

    def _calm_until(self, first: int) -> int:
        """The last quarter up to which nothing takes effect; the first itself where something
        does."""
        if first in self._effects:
            return first
        after = (at for at in self._effects if at > first)
        return min(after, default=len(self._ends)) - 1

    def _write(self, position: int, first: int, last: int) -> None:
        """Write the rows of quarters that have one picture and nothing of their own."""
        row = self._row(first)
        if first == last or row == self._row(last):
            self._keep(position, first, last, row)
            return
        middle = (first + last) // 2
        self._write(position, first, middle)
        self._write(position, middle + 1, last)

    def _close(self, seal: Seal, at: int) -> None:
        sealed = self._sealed[at]
        self._sealed[at] = seal.sealed if sealed is None else min(sealed, seal.sealed)
        if self._pictures[at] is not None:
            self._keep(seal.position, at, at, self._row(at))

    def _row(self, at: int) -> Row:
        seen = self._pictures[at]
        assert seen is not None  # noqa: S101  asked only where a picture was made
        return self._maker(at, self._sealed[at]).row(seen, self._registered.kind)

    def _keep(self, position: int, first: int, last: int, row: Row) -> None:
        if any(self._rows[at] != row for at in range(first, last + 1)):
            self._rows[first : last + 1] = [row] * (last + 1 - first)
            self._spans.append(Span(position, first, last, row))


def late_from(seals: Sequence[Seal], position: int) -> int | None:
    """The seal from which on an entry at the position is late for its quarter."""
    return min((seal.position for seal in seals if position > seal.sealed), default=None)


def quarters_of(first: Quarter, last: Quarter) -> tuple[Quarter, ...]:
    """The quarters from one to another; the last alone where it is before the first."""
    found = [min(first, last)]
    while found[-1] < last:
        found.append(found[-1].next())
    return tuple(found)
