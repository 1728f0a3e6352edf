"""The bridge («Broen»): every cell that differs between two Bilag 1, why, and the events behind it.

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

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from domain import events as e
from domain import facts
from domain.quarters import Quarter
from projections.bilag1 import COLUMNS, FIELD_OF_COLUMN, Basis, Bilag1, Row
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

Edit = tuple[Literal["same", "gone", "new"], str]
"""A piece of text that stands in both texts, in the old one only, or in the new one only."""

Cells = dict[str, dict[str, str]]
"""The shown texts of a report: by goal, then by column."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a bridge: a quarter, and what was known of it."""

    quarter: Quarter
    basis: Basis


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


@dataclass(frozen=True, slots=True)
class Bridge:
    """All that differs. ``agreement`` is its title.

    ``added`` and ``gone`` are goals that stand in one report only (``gone``: only in the old one),
    ``withdrawn`` those that the parties gave up in between."""

    agreement: str
    old: End
    new: End
    changes: tuple[Change, ...]
    added: tuple[Row, ...]
    gone: tuple[Row, ...]
    withdrawn: tuple[Row, ...]

    @property
    def unexplained(self) -> tuple[Change, ...]:
        """The changes without an event; there are none."""
        return tuple(change for change in self.changes if not change.positions)

    def counts(self) -> dict[Class, int]:
        """How many changes there are of each class."""
        kinds = [change.kind for change in self.changes]
        return {name: kinds.count(name) for name in CLASSES}

    def applied(self, cells: Cells) -> Cells:
        """The old report's texts with the bridge laid on: the new report's."""
        gone = {row.goal for row in self.gone}
        told = {goal: dict(texts) for goal, texts in cells.items() if goal not in gone}
        told.update({row.goal: dict.fromkeys(SHOWN, "") for row in self.added})
        for change in self.changes:
            if change.goal in told:
                told[change.goal][change.column] = change.new
        return told


def bridge(old: Bilag1, new: Bilag1, pool: Iterable[Recorded], seals: Mapping[str, int]) -> Bridge:
    """The bridge from one report to another of the same agreement.

    ``pool`` are events of its goals, at least those that explain the changes; ``seals`` the first
    sealed position of each quarter that was sealed.
    """
    before, after = _by_goal(old), _by_goal(new)
    explainer = _Explainer(old, new, _by_stream(pool), seals)
    changes = [
        change
        for goal in [*after, *(goal for goal in before if goal not in after)]
        for change in explainer.changes(before.get(goal), after.get(goal))
    ]
    return Bridge(
        new.agreement.title,
        End(old.quarter, old.basis),
        End(new.quarter, new.basis),
        tuple(changes),
        added=tuple(row for goal, row in after.items() if goal not in before),
        gone=tuple(row for goal, row in before.items() if goal not in after),
        withdrawn=tuple(
            row for goal, row in after.items()
            if row.withdrawn and not (goal in before and before[goal].withdrawn)
        ),
    )  # fmt: skip


def cells_of(report: Bilag1) -> Cells:
    """The texts of a report that a bridge compares."""
    return {row.goal: {name: _shown(row, name) for name in SHOWN} for row in report.rows()}


def differing(old: Bilag1, new: Bilag1) -> list[tuple[Row | None, Row | None]]:
    """The goals where anything differs: their rows in the two reports."""
    before, after = _by_goal(old), _by_goal(new)
    pairs = ((before.get(goal), after.get(goal)) for goal in {**before, **after})
    return [(one, other) for one, other in pairs if one is None or other is None
            or any(_shown(one, name) != _shown(other, name) for name in SHOWN)]  # fmt: skip


def word_edits(old: str, new: str) -> list[Edit]:
    """The words of both texts in order: those that stayed, went and came.

    Blanks between two words that changed go with them, so that a new sentence is one edit.

    >>> word_edits("I tre afdelinger", "I fire store afdelinger")
    [('same', 'I '), ('gone', 'tre'), ('new', 'fire store'), ('same', ' afdelinger')]
    """
    one, other = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (old, new))
    edits: list[Edit] = []
    gone = came = ""
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, other, False).get_opcodes():
        was, now = "".join(one[a:b]), "".join(other[c:d])
        if tag != "equal" or (was.isspace() and (gone or came)):
            gone, came = gone + was, came + now
            continue
        edits += _edit(gone, came)
        edits.append(("same", was))
        gone = came = ""
    return edits + _edit(gone, came)


def _edit(gone: str, came: str) -> list[Edit]:
    edits: list[Edit] = [("gone", gone), ("new", came)]
    return [edit for edit in edits if edit[1]]


def _by_goal(report: Bilag1) -> dict[str, Row]:
    return {row.goal: row for row in report.rows()}


def _by_stream(pool: Iterable[Recorded]) -> dict[UUID, list[Recorded]]:
    found: dict[UUID, dict[int, Recorded]] = defaultdict(dict)
    for one in pool:
        found[one.originator_id][one.position] = one
    return {goal: [said[at] for at in sorted(said)] for goal, said in found.items()}


def _shown(row: Row | None, column: str) -> str:
    if row is None:
        return ""
    return row.title if column == "title" else row.cells[column]


@dataclass(frozen=True, slots=True)
class _Explainer:
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
            was, now = _shown(before, column), _shown(after, column)
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
