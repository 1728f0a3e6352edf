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
from operator import attrgetter
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


class Pair(NamedTuple):
    """A goal's rows in two reports, and the columns that they show otherwise."""

    before: Row | None
    after: Row | None
    columns: Sequence[str]

    @property
    def row(self) -> Row:
        """The row in the new report; where it is not there, in the old one."""
        row = self.after or self.before
        if row is None:
            raise ValueError("a pair has at least one row")
        return row

    @property
    def came_or_went(self) -> bool:
        """Whether the goal stands in one report only, or is withdrawn in one only, which its cells
        may have said before."""
        before, after = self.before, self.after
        return before is None or after is None or before.withdrawn != after.withdrawn

    def sources(self, column: str) -> tuple[int, int]:
        """The positions behind the two cells; 0 where there is none."""
        before, after = self.before, self.after
        was = before.sources.get(column, 0) if before else 0
        return was, after.sources.get(column, 0) if after else 0


def differing(old: Bilag1, new: Bilag1) -> list[Pair]:
    """The goals where anything differs: those of the new report, then those of the old one only."""
    before, after = ({row.goal: row for row in report.rows()} for report in (old, new))
    goals = [*after, *(goal for goal in before if goal not in after)]
    pairs = [Pair(one, other, _differing_columns(one, other))
             for one, other in ((before.get(goal), after.get(goal)) for goal in goals)]  # fmt: skip
    return [pair for pair in pairs if pair.columns or pair.came_or_went]


def _differing_columns(before: Row | None, after: Row | None) -> list[str]:
    if before is None or after is None:
        return [name for name in SHOWN if shown(before, name) != shown(after, name)]
    was, now = before.cells, after.cells
    cells = [name for name in COLUMNS if was[name] != now[name]]
    return cells if before.title == after.title else ["title", *cells]


def shown(row: Row | None, column: str) -> str:
    """What a row shows in a column; nothing where there is no row."""
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
    windows: Mapping[str, tuple[_Window, _Window]] = field(init=False)

    def __post_init__(self) -> None:
        windows = {name: (_window(self.old, name), _window(self.new, name)) for name in SHOWN}
        object.__setattr__(self, "windows", windows)

    def changes(self, pair: Pair) -> Iterator[Change]:
        """The changes of one goal."""
        row = pair.row
        goal = self.new.agreement.goal_id(row.goal)
        told = {one.position: _told(one) for one in self.pool.get(goal, ())}
        lower, upper = sorted((self.old.basis.position, self.new.basis.position))
        replacing = [one for at, one in told.items() if one.replaces and lower < at <= upper]
        for column in pair.columns:
            was, now = pair.sources(column)
            behind = self._behind(column, told.get(was), told.get(now), replacing)
            behind = behind or self._seen(column, goal)
            yield Change(
                row.goal, row.title, column, shown(pair.before, column), shown(pair.after, column),
                self._class(behind) if behind else None, tuple(one.position for one in behind),
            )  # fmt: skip

    def _behind(
        self, column: str, before: _Told | None, after: _Told | None, replacing: Sequence[_Told]
    ) -> list[_Told]:
        """The events behind a change: the one in force now, and what removed the one before; else
        the one before itself. None where the change is not about either.

        What was known at both moments removed nothing in between: the one before is in force beside
        it.
        """
        chosen = [after] if after and self._apart(column, after) else []
        if before:
            removed = (one for one in replacing
                       if one.place == before.place and one.position > before.position)  # fmt: skip
            chosen += [one for one in removed if one is not after and self._apart(column, one)]
            if not chosen and self._apart(column, before):
                return [before]
        return sorted(chosen, key=_position) if len(chosen) > 1 else chosen

    def _seen(self, column: str, goal: UUID) -> list[_Told]:
        """All that is in view of one report only, of the goal's whole stream."""
        stream = self.whole(goal) if self.whole else self.pool.get(goal, ())
        return [one for one in map(_told, stream) if self._apart(column, one)]

    def _apart(self, column: str, one: _Told) -> bool:
        """Whether the event is in view of one report only."""
        old, new = self.windows[column]
        return _view(old, one) != _view(new, one)

    def _class(self, events: Sequence[_Told]) -> Class:
        if any(one.replaces for one in events):
            return "correction"
        last = events[-1]
        match last.event:
            case e.GoalStatusReported(effective) | e.GoalConfirmedUnchanged(effective):
                late = self._late(Quarter.of(effective), last.position)
                return "late entry" if late else "new fact"
            case (e.GoalRegistered() | e.GoalBackdated() | e.GoalWithdrawn()
                  | e.GoalDeadlineMoved() | e.GoalResponsibleChanged()):  # fmt: skip
                return "scope change"
            case e.GoalReworded() | e.GoalTitled():
                return "wording"
            case _:
                return "new fact"

    def _late(self, about: Quarter, position: int) -> bool:
        sealed = self.seals.get(str(about)) if self.seals else None
        if sealed is not None and position > sealed:
            return True
        first = min(self.old.basis.position, self.new.basis.position)
        same = self.old.quarter == self.new.quarter
        return same and position > first and about < self.new.quarter


class _Told(NamedTuple):
    """An event with the fields that it states, and from which day; where a goal is registered or
    backdated, that day is the one on which the row begins. ``place`` is the version of the report
    that it is or is about; ``replaces``, that it takes the place of what stood there."""

    position: int
    event: e.Event
    fields: frozenset[str]
    effective: date
    place: int
    replaces: bool


_position = attrgetter("position")


def _told(one: Recorded) -> _Told:
    position, _, version, event = one
    report = facts.report(event, version)
    if report is not None:
        day, place, retracted, *values = report
        said = _REPORTED if retracted else _said(*[value is not None for value in values])
        return _Told(position, event, said, day, place, isinstance(event, e.CORRECTIONS))
    if isinstance(event, (e.GoalRegistered, e.GoalBackdated)):
        return _Told(position, event, _REGISTRATION, event.effective, version, False)
    stated = facts.of(event, version)
    effective = stated[0].effective if stated else date.max
    fields = frozenset(fact.field for fact in stated)
    return _Told(position, event, fields, effective, version, False)


@cache
def _said(*stated: bool) -> frozenset[str]:
    """The fields of a report, by which of them it states."""
    names = zip(facts.STATUS_FIELDS, stated, strict=True)
    return frozenset(name for name, said in names if said)


class _Window(NamedTuple):
    """What a report sees for a column: up to which position, and up to which day; of the status
    also from which day on it is the quarter's own. ``fields`` are those that the column shows."""

    position: int
    row_day: date
    day: date
    own: date
    fields: frozenset[str]


def _window(report: Bilag1, column: str) -> _Window:
    quarter, position = report.quarter, report.basis.position
    day = (quarter.previous() if column == "previous_status" else quarter).last_day
    own = quarter.first_day if column == "status" else date.max
    return _Window(position, quarter.last_day, day, own, FIELDS_OF_COLUMN[column])


def _view(window: _Window, one: _Told) -> int:
    """How an event counts for a column of a report: 0 not at all, 1 carried into the quarter,
    2 said in the quarter itself, which only the status column tells apart."""
    position, row_day, day, own, shows = window
    at, _, fields, effective, *_ = one
    if at > position:
        return 0
    if fields is _REGISTRATION:
        return int(effective <= row_day)
    if effective > day or fields.isdisjoint(shows):
        return 0
    return 2 if effective >= own else 1


_REPORTED = frozenset(facts.STATUS_FIELDS)
_REGISTRATION: frozenset[str] = frozenset({"registration"})
