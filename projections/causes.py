"""Why a cell differs between two reports: the events behind it, and the class of the change.

A report is a function of the statements in view: those recorded up to its position, and effective
not after the cell's day. So a cell can differ only where some event is in view in one report and
not in the other, or counts for the quarter itself in one only. Those events are the explanation; no
change is without one, by construction, as long as the pool holds the events of the goal.

Each change has one class, told by the event that decided it:

- *correction*: the statement in force is a `GoalFactCorrected`, or the one that was in force was
  corrected or retracted;
- *late entry*: a report or confirmation recorded after the quarter of its effective date was
  sealed; between two moments of the same quarter also one recorded after the first moment about an
  earlier quarter;
- *scope change*: the goal came into the agreement, or did so earlier than was known, was withdrawn,
  or got another deadline or responsible;
- *wording*: the goal got other words, content, theme or title;
- *new fact*: anything else that was reported, or that nobody reported.

The other way, from the later report to the earlier, the same events explain the same cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal, NamedTuple
from uuid import UUID

from domain import events as e
from domain import facts
from domain.quarters import Quarter
from projections.bilag1 import COLUMNS, FIELD_OF_COLUMN, Bilag1, Row
from projections.views import Recorded

Class = Literal["new fact", "correction", "late entry", "scope change", "wording"]
CLASSES: tuple[Class, ...] = ("new fact", "correction", "late entry", "scope change", "wording")
SHOWN = ("title", *COLUMNS)
"""What a bridge compares of a row: its title and its cells."""

FIELDS_OF_COLUMN: Mapping[str, frozenset[str]] = {
    "title": frozenset({"title"}),
    **{column: frozenset({field}) for column, field in FIELD_OF_COLUMN.items()},
    "status": frozenset({*facts.STATUS_FIELDS, "withdrawn"}),
    "fulfilment": frozenset({"fulfilment", "withdrawn"}),
}
"""The fields whose statements a column can depend on."""

Events = Callable[[UUID], Iterable[Recorded]]
"""All events of a goal."""

CORRECTIONS = (e.GoalFactCorrected, e.GoalFactRetracted)
"""The events that take the place of what a report said."""


class Change(NamedTuple):
    """A cell that differs. ``positions`` are the events behind it, in their order; ``kind`` is
    None, and the change unexplained, where the pool held none."""

    goal: str
    title: str
    column: str
    old: str
    new: str
    kind: Class | None
    positions: tuple[int, ...]


def differing_columns(before: Row | None, after: Row | None) -> list[str]:
    """The columns that two rows of a goal show otherwise; a row that is not there shows nothing."""
    if before is None or after is None:
        return [name for name in SHOWN if shown(before, name) != shown(after, name)]
    was, now = before.cells, after.cells
    cells = [name for name in COLUMNS if was[name] != now[name]]
    return cells if before.title == after.title else ["title", *cells]


def shown(row: Row | None, column: str) -> str:
    if row is None:
        return ""
    return row.title if column == "title" else row.cells[column]


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains the changes from one report to another, with the events of the goals at hand; those
    not at hand are asked for where a cell is explained by all that changed its place."""

    old: Bilag1
    new: Bilag1
    pool: Mapping[UUID, Sequence[Recorded]]
    seals: Mapping[str, int]
    whole: Events | None
    windows: tuple[Mapping[str, _Window], Mapping[str, _Window]] = field(init=False)

    def __post_init__(self) -> None:
        windows = tuple({name: _window(report, name) for name in SHOWN}
                        for report in (self.old, self.new))  # fmt: skip
        object.__setattr__(self, "windows", windows)

    def changes(self, before: Row | None, after: Row | None) -> Iterable[Change]:
        """The changes of one goal."""
        row = after or before
        if row is None:
            return
        differ = differing_columns(before, after)
        if not differ:
            return
        goal = self.new.agreement.goal_id(row.goal)
        stream = self.pool.get(goal, ())
        told = {one.position: _told(one) for one in stream}
        lower, upper = sorted((self.old.basis.position, self.new.basis.position))
        replacing = [one for at, one in told.items() if one.replaces and lower < at <= upper]
        for column in differ:
            sources = (one.sources.get(column) if one else None for one in (before, after))
            behind = self._behind(column, told, replacing, *sources) or self._seen(column, goal)
            yield Change(
                row.goal, row.title, column, shown(before, column), shown(after, column),
                self._class(behind) if behind else None, tuple(one.position for one in behind),
            )  # fmt: skip

    def _behind(
        self, column: str, told: Mapping[int, _Told], replacing: Sequence[_Told],
        was: int | None, now: int | None,
    ) -> list[Recorded]:  # fmt: skip
        """The events behind a change: the one in force now, and what removed the one before; else
        the one before itself. None where the change is not about either.

        What was known at both moments removed nothing in between: the one before is in force beside
        it.
        """
        before, after = told.get(was or 0), told.get(now or 0)
        removed = [one for one in replacing if before and one.place == before.place
                   and one.recorded.position > before.recorded.position]  # fmt: skip
        chosen = {one.recorded.position: one for one in self._apart(column, [after, *removed])}
        if not chosen:
            return [one.recorded for one in self._apart(column, [before])]
        return [chosen[at].recorded for at in sorted(chosen)]

    def _seen(self, column: str, goal: UUID) -> list[Recorded]:
        """All that is in view of one report only, of the goal's whole stream."""
        stream = self.whole(goal) if self.whole else self.pool.get(goal, ())
        return [one.recorded for one in self._apart(column, map(_told, stream))]

    def _apart(self, column: str, some: Iterable[_Told | None]) -> Iterator[_Told]:
        """Those that are in view of one report only."""
        old, new = self.windows[0][column], self.windows[1][column]
        for one in some:
            if one is not None and _view(old, column, one) != _view(new, column, one):
                yield one

    def _class(self, events: Sequence[Recorded]) -> Class:
        if any(isinstance(one.event, CORRECTIONS) for one in events):
            return "correction"
        last = events[-1]
        match last.event:
            case (e.GoalRegistered() | e.GoalBackdated() | e.GoalWithdrawn()
                  | e.GoalDeadlineMoved() | e.GoalResponsibleChanged()):  # fmt: skip
                return "scope change"
            case e.GoalReworded() | e.GoalTitled():
                return "wording"
            case e.GoalStatusReported(effective) | e.GoalConfirmedUnchanged(effective):
                about = Quarter.of(effective)
                return "late entry" if self._late(about, last.position) else "new fact"
            case _:
                return "new fact"

    def _late(self, about: Quarter, position: int) -> bool:
        sealed = self.seals.get(str(about))
        if sealed is not None and position > sealed:
            return True
        first = min(self.old.basis.position, self.new.basis.position)
        same = self.old.quarter == self.new.quarter
        return same and position > first and about < self.new.quarter


class _Told(NamedTuple):
    """An event with the fields that it states, and from which day; where a goal is registered or
    backdated, that day is the one on which the row begins. ``place`` is the version of the report
    that it is or is about; ``replaces``, that it takes the place of what stood there."""

    recorded: Recorded
    fields: frozenset[str]
    effective: date
    place: int
    replaces: bool


def _told(one: Recorded) -> _Told:
    event = one.event
    if isinstance(event, e.GoalRegistered | e.GoalBackdated):
        return _Told(one, _REGISTRATION, event.effective, one.version, False)
    report = facts.report(event, one.version)
    if report is not None:
        day, place, retracted, *values = report
        said = _said(retracted, *(value is not None for value in values))
        return _Told(one, said, day, place, isinstance(event, CORRECTIONS))
    stated = facts.of(event, one.version)
    effective = stated[0].effective if stated else date.max
    return _Told(one, frozenset(fact.field for fact in stated), effective, one.version, False)


@cache
def _said(retracted: bool, *stated: bool) -> frozenset[str]:
    """The fields of a report, by which of them it states."""
    names = zip(facts.STATUS_FIELDS, stated, strict=True)
    return frozenset(name for name, said in names if said or retracted)


class _Window(NamedTuple):
    """What a report sees for a column: up to which position, and up to which day; of the status
    also from which day on it is the quarter's own."""

    position: int
    row_day: date
    day: date
    own: date


def _window(report: Bilag1, column: str) -> _Window:
    quarter, position = report.quarter, report.basis.position
    day = (quarter.previous() if column == "previous_status" else quarter).last_day
    own = quarter.first_day if column == "status" else date.max
    return _Window(position, quarter.last_day, day, own)


def _view(window: _Window, column: str, one: _Told) -> int:
    """How an event counts for a column of a report: 0 not at all, 1 carried into the quarter,
    2 said in the quarter itself, which only the status column tells apart."""
    position, row_day, day, own = window
    recorded, fields, effective, *_ = one
    if recorded.position > position:
        return 0
    if fields is _REGISTRATION:
        return int(effective <= row_day)
    if effective > day or fields.isdisjoint(FIELDS_OF_COLUMN[column]):
        return 0
    return 2 if effective >= own else 1


_REGISTRATION: frozenset[str] = frozenset({"registration"})
