"""The bridge over a store: which events to ask for."""

from __future__ import annotations

from dataclasses import replace

from domain import events as e
from domain.agreements import Agreement
from domain.quarters import Quarter
from projections.bilag1 import Bilag1, Row
from projections.bridge import Bridge, bridge, decided, differing
from projections.directory import Directory
from projections.partnership_questions import partnership as known
from projections.questions import Questions
from projections.views import Recorded

Moment = tuple[Quarter, int]
"""A quarter, and the position up to which it is known."""


def between(
    questions: Questions, agreement: Agreement, old: Moment, new: Moment, names: bool = False
) -> Bridge:
    """The bridge from one quarter, as known at a position, to another; see `explained`."""
    before, after = (questions.bilag1(agreement, *one) for one in (old, new))
    return explained(questions, before, after, names)


def explained(questions: Questions, before: Bilag1, after: Bilag1, names: bool = False) -> Bridge:
    """The bridge from one report to another of the same agreement, with who is behind it.

    ``names`` tells members by name, and by their unit where the name was erased. Without, all are
    told by their unit: that never changes, and may be kept.

    The events asked for are those behind the cells of both reports, and those recorded between the
    two positions. Should that leave a change without an event, all events of its goal are asked.
    """
    agreement = after.agreement
    pairs = differing(before, after)
    rows = [row for pair in pairs for row in pair if row is not None]
    goals = {agreement.goal_id(row.goal) for row in rows}
    lower, upper = sorted((before.basis.position, after.basis.position))
    apart = [at for at in _sources(rows) if not lower < at <= upper]
    pool = questions.recorded_each(apart)
    pool += (one for one in questions.recorded(lower, upper) if one.originator_id in goals)
    made = bridge(before, after, pool, _seals(questions, agreement, pool, upper))
    if not made.unexplained:
        return _told(questions, agreement, made, names)
    lacking = {agreement.goal_id(change.goal) for change in made.unexplained}
    pool += (one.recorded for goal in lacking for one in questions.entries_of(goal))
    made = bridge(before, after, pool, _seals(questions, agreement, pool, upper))
    return _told(questions, agreement, made, names)


def _told(questions: Questions, agreement: Agreement, made: Bridge, names: bool) -> Bridge:
    """The bridge with who recorded the events, and the decisions about their goals."""
    positions = sorted({at for change in made.changes for at in change.positions})
    labels = Directory(questions.recorder).labels(names)
    actors = questions.actors_at(positions)
    who = {at: labels[actor] for at, actor in actors.items() if actor in labels}
    upto = max(made.old.basis.position, made.new.basis.position)
    partnership = known(questions.recorder, agreement, upto)
    return replace(made, who=who, decisions=decided(made, partnership))


def _sources(rows: list[Row]) -> list[int]:
    return sorted({position for row in rows for position in row.sources.values()})


def _seals(
    questions: Questions, agreement: Agreement, pool: list[Recorded], upto: int
) -> dict[str, int]:
    """The first seal of each quarter that the events speak of, as far as it was known."""
    days = {
        one.event.effective
        for one in pool
        if isinstance(one.event, e.GoalStatusReported | e.GoalConfirmedUnchanged
                      | e.GoalFactCorrected | e.GoalFactRetracted)
    }  # fmt: skip
    quarters = {Quarter.of(day) for day in days}
    found = {str(one): questions.seals(agreement.id, one) for one in sorted(quarters)}
    known = {one: [at for seal, at, _ in seals if seal <= upto] for one, seals in found.items()}
    return {one: positions[0] for one, positions in known.items() if positions}
