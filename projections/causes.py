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
- *scope change*: the goal came into the agreement, was withdrawn, or got another deadline or
  responsible;
- *wording*: the goal got other words, content, theme or title;
- *new fact*: anything else that was reported, or that nobody reported.

The other way, from the later report to the earlier, the same events explain the same cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
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


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that differs. ``positions`` are the events behind it, in their order; ``kind`` is
    None, and the change unexplained, where the pool held none."""

    goal: str
    title: str
    column: str
    old: str
    new: str
    kind: Class | None
    positions: tuple[int, ...]


def shown(row: Row | None, column: str) -> str:
    if row is None:
        return ""
    return row.title if column == "title" else row.cells[column]


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains the changes from one report to another, with the events of the goals at hand."""

    old: Bilag1
    new: Bilag1
    pool: Mapping[UUID, Sequence[Recorded]]
    seals: Mapping[str, int]
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
        told: list[_Told] | None = None
        for column in SHOWN:
            was, now = shown(before, column), shown(after, column)
            if was != now:
                if told is None:
                    stream = self.pool.get(self.new.agreement.goal_id(row.goal), ())
                    told = [_told(one) for one in stream]
                events = self._behind(column, told, before, after)
                kind = self._class(events) if events else None
                positions = tuple(one.position for one in events)
                yield Change(row.goal, row.title, column, was, now, kind, positions)

    def _behind(
        self, column: str, told: Sequence[_Told], before: Row | None, after: Row | None
    ) -> list[Recorded]:
        """The events behind a change: the one in force now, and what removed the one before; else
        all that are in view of one report only."""
        old, new = self.windows[0][column], self.windows[1][column]
        seen = [one.recorded for one in told
                if _view(old, column, one) != _view(new, column, one)]  # fmt: skip
        was, now = (row.sources.get(column) if row else None for row in (before, after))
        place = next((_place(one.recorded) for one in told if one.recorded.position == was), None)
        replaced = [one for one in seen if _replaces(one.event, place)]
        chosen = {one.position: one for one in seen if one.position == now} | {
            one.position: one for one in replaced
        }
        if not chosen:
            chosen = {one.position: one for one in seen if one.position == was}
        return [chosen[at] for at in sorted(chosen)] or seen

    def _class(self, events: Sequence[Recorded]) -> Class:
        if any(isinstance(one.event, e.GoalFactCorrected | e.GoalFactRetracted) for one in events):
            return "correction"
        last = events[-1]
        match last.event:
            case (e.GoalRegistered() | e.GoalWithdrawn() | e.GoalDeadlineMoved()
                  | e.GoalResponsibleChanged()):  # fmt: skip
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
    """An event with the fields that it states, and from which day; of a registration that day is
    the one on which the row begins."""

    recorded: Recorded
    fields: frozenset[str]
    effective: date


def _told(one: Recorded) -> _Told:
    if isinstance(one.event, e.GoalRegistered):
        return _Told(one, _REGISTRATION, one.event.effective)
    stated = facts.of(one.event, one.version)
    effective = stated[0].effective if stated else date.max
    return _Told(one, frozenset(fact.field for fact in stated), effective)


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
    recorded, fields, effective = one
    if recorded.position > position:
        return 0
    if fields is _REGISTRATION:
        return int(effective <= row_day)
    if effective > day or fields.isdisjoint(FIELDS_OF_COLUMN[column]):
        return 0
    return 2 if effective >= own else 1


_REGISTRATION: frozenset[str] = frozenset({"registration"})


def _place(one: Recorded) -> int:
    """The version of the report that the event is, or is about."""
    event = one.event
    if isinstance(event, e.GoalFactCorrected | e.GoalFactRetracted):
        return event.corrects
    return one.version


def _replaces(event: e.Event, place: int | None) -> bool:
    return isinstance(event, e.GoalFactCorrected | e.GoalFactRetracted) and event.corrects == place
