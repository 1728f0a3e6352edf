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
from dataclasses import dataclass
from typing import Literal
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

_FIELDS: Mapping[str, frozenset[str]] = {
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

    def changes(self, before: Row | None, after: Row | None) -> Iterable[Change]:
        """The changes of one goal."""
        row = after or before
        if row is None:
            return
        stream = self.pool.get(self.new.agreement.goal_id(row.goal), ())
        for column in SHOWN:
            was, now = shown(before, column), shown(after, column)
            if was != now:
                events = self._behind(column, stream, before, after)
                kind = self._class(events) if events else None
                positions = tuple(one.position for one in events)
                yield Change(row.goal, row.title, column, was, now, kind, positions)

    def _behind(
        self, column: str, stream: Sequence[Recorded], before: Row | None, after: Row | None
    ) -> list[Recorded]:
        """The events behind a change: the one in force now, and what removed the one before; else
        all that are in view of one report only."""
        seen = [one for one in stream if self._view(self.old, column, one)
                != self._view(self.new, column, one)]  # fmt: skip
        was, now = (row.sources.get(column) if row else None for row in (before, after))
        place = next((_place(one) for one in stream if one.position == was), None)
        replaced = [one for one in seen if _replaces(one.event, place)]
        chosen = {one.position: one for one in seen if one.position == now} | {
            one.position: one for one in replaced
        }
        if not chosen:
            chosen = {one.position: one for one in seen if one.position == was}
        return [chosen[at] for at in sorted(chosen)] or seen

    def _view(self, report: Bilag1, column: str, one: Recorded) -> int:
        """How an event counts for a column of a report: 0 not at all, 1 carried into the quarter,
        2 said in the quarter itself, which only the status column tells apart."""
        quarter = report.quarter
        if one.position > report.basis.position:
            return 0
        if isinstance(one.event, e.GoalRegistered):
            return int(one.event.effective <= quarter.last_day)  # the row as such
        day = (quarter.previous() if column == "previous_status" else quarter).last_day
        told = [fact.effective for fact in facts.of(one.event, one.version)
                if fact.field in _FIELDS[column] and fact.effective <= day]  # fmt: skip
        if not told:
            return 0
        return 2 if column == "status" and told[0] in quarter else 1

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


def _place(one: Recorded) -> int:
    """The version of the report that the event is, or is about."""
    event = one.event
    if isinstance(event, e.GoalFactCorrected | e.GoalFactRetracted):
        return event.corrects
    return one.version


def _replaces(event: e.Event, place: int | None) -> bool:
    return isinstance(event, e.GoalFactCorrected | e.GoalFactRetracted) and event.corrects == place
