"""The memo (redegørelse) to the committees: what it tells, pure. The prose is not here.

It puts together what the other models found: Bilag 1, the bridge since the last memo, the
indicators, the focus points, and what was decided and has led to nothing.
`projections.rendering.prose` fills a template with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from domain.agreements import CONCRETE
from projections.bilag1 import MISSING_WORDS, UNCHANGED_WORDS, Bilag1, Row
from projections.bridge import Bridge
from projections.focus import Edition
from projections.indicators import Series
from projections.open_ends import OpenEnds

_NO_TEXT = ("", UNCHANGED_WORDS, MISSING_WORDS)


class Step(NamedTuple):
    """How many goals are at a step of the scale; the empty label is *unknown*."""

    label: str
    n: int


class Movement(NamedTuple):
    """A goal whose fulfilment, deadline or expected time moved: what it was, and what it is."""

    goal: str
    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved since the last memo.

    What was unknown before has not moved: ``first_told`` counts the goals whose fulfilment was.
    ``texts`` counts the goals with a new status text, ``corrected`` the cells that were corrected
    and ``late`` those that were recorded late; ``changes`` all cells that differ.
    """

    fulfilment: tuple[Movement, ...]
    first_told: int
    deadlines: tuple[Movement, ...]
    expected: tuple[Movement, ...]
    texts: int
    corrected: int
    late: int
    added: tuple[Row, ...]
    withdrawn: tuple[Row, ...]
    changes: int


@dataclass(frozen=True, slots=True)
class Memo:
    """All that the memo for a quarter tells, as it was known at the position of ``report``."""

    report: Bilag1
    bridge: Bridge
    series: tuple[Series, ...]
    focus: Edition
    open_ends: OpenEnds = field(default_factory=OpenEnds)

    def steps(self, concrete: bool) -> tuple[Step, ...]:
        """The goals (or the declarations of intent) by step, in the order of the scale."""
        rows = [row for row in self.report.rows() if (row.kind in CONCRETE) == concrete]
        labels = [*(one.label for one in self.report.agreement.scale), ""]
        counted = (Step(label, _at(rows, label)) for label in labels)
        return tuple(step for step in counted if step.n)

    def moved(self) -> Moved:
        """What moved, from the bridge."""
        known = [one for one in self._changed("fulfilment") if one.old]
        changes = self.bridge.changes
        return Moved(
            fulfilment=tuple(known),
            first_told=sum(1 for one in self._changed("fulfilment") if not one.old),
            deadlines=tuple(one for one in self._changed("deadline") if one.old),
            expected=tuple(one for one in self._changed("expected_completion") if one.old),
            texts=sum(
                one.column == "status" and one.new not in _NO_TEXT and one.kind != "correction"
                for one in changes
            ),
            corrected=sum(1 for one in changes if one.kind == "correction"),
            late=sum(1 for one in changes if one.kind == "late entry"),
            added=self.bridge.added,
            withdrawn=self.bridge.withdrawn,
            changes=len(changes),
        )

    def _changed(self, column: str) -> Iterable[Movement]:
        came = {row.goal for row in (*self.bridge.added, *self.bridge.gone)}
        return [
            Movement(one.goal, one.title, one.old, one.new)
            for one in self.bridge.changes
            if one.column == column and one.goal not in came
        ]

    def of_goal(self, number: str) -> tuple[Series, ...]:
        """The indicators of a goal."""
        return tuple(one for one in self.series if one.indicator.goal == number)


def _at(rows: list[Row], label: str) -> int:
    return sum(1 for row in rows if row.cells["fulfilment"] == label)
