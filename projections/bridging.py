"""The bridge over a store: which events to ask for."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace
from uuid import UUID

from domain.agreements import Agreement
from domain.events import TOPICS
from projections.bilag1 import Bilag1, Row
from projections.bridge import Bridge, bridge, decided, differing
from projections.causes import CORRECTIONS, differing_columns
from projections.directory import Directory
from projections.partnership_questions import partnership as known
from projections.questions import Questions
from projections.touching import Moment, touched
from projections.views import Recorded

_CORRECTING = {topic for topic, shape in TOPICS.items() if shape in CORRECTIONS}


def between(
    questions: Questions, agreement: Agreement, old: Moment, new: Moment, names: bool = False
) -> Bridge:
    """The bridge from one quarter, as known at a position, to another; see `explained`.

    Only the goals are asked for that something between the two bears on: all, where the agreement
    itself is another.
    """
    goals = touched(questions.recorder, agreement, old, new)
    before, after = (questions.bilag1_of(agreement, *one, goals) for one in (old, new))
    if before.agreement != after.agreement:
        before, after = (questions.bilag1(agreement, *one) for one in (old, new))
    return explained(questions, before, after, names)


def explained(questions: Questions, before: Bilag1, after: Bilag1, names: bool = False) -> Bridge:
    """The bridge from one report to another of the same agreement, with who is behind it.

    ``names`` tells members by name, and by their unit where the name was erased. Without, all are
    told by their unit: that never changes, and may be kept.

    The events asked for are those behind the cells that differ, and the corrections and retractions
    between the two positions. Where they do not tell why a cell differs, all events of its goal are
    asked for.
    """
    agreement = after.agreement
    pairs = differing(before, after)
    goals = {agreement.goal_id(row.goal) for pair in pairs for row in pair if row is not None}
    sources = {at for pair in pairs for row in pair if row for at in row.sources.values()}
    lower, upper = sorted((before.basis.position, after.basis.position))

    def wanted(position: int, stream: UUID, topic: str) -> bool:
        return position in sources or (topic in _CORRECTING and stream in goals)

    def whole(goal: UUID) -> list[Recorded]:
        return [one.recorded for one in questions.entries_of(goal)]

    pool = list(questions.recorded(lower, upper, wanted))
    corrected = {one.originator_id for one in pool if type(one.event) in CORRECTIONS}
    apart = _apart(agreement, pairs, before.basis.position, corrected)
    pool += questions.recorded_each(sorted(at for at in apart if not lower < at <= upper))
    seals = questions.first_seals(agreement.id, upper)
    made = bridge(before, after, pool, seals, whole)
    return _told(questions, agreement, made, names)


def _apart(
    agreement: Agreement, pairs: Iterable[tuple[Row | None, Row | None]], known: int,
    corrected: Set[UUID],
) -> set[int]:  # fmt: skip
    """The events behind the cells that differ. The one before does not matter where the one now was
    not ``known`` then, and nothing of the goal was corrected."""
    found: set[int] = set()
    for before, after in pairs:
        row = after or before
        again = row is not None and agreement.goal_id(row.goal) in corrected
        for name in differing_columns(before, after):
            was, now = (one.sources.get(name, 0) if one else 0 for one in (before, after))
            found.add(now)
            if now <= known or again:
                found.add(was)
    return found


def _told(questions: Questions, agreement: Agreement, made: Bridge, names: bool) -> Bridge:
    """The bridge with who recorded the events, and the decisions about their goals."""
    positions = sorted({at for change in made.changes for at in change.positions})
    labels = Directory(questions.recorder).labels(names)
    actors = questions.actors_at(positions)
    who = {at: labels[actor] for at, actor in actors.items() if actor in labels}
    upto = max(made.old.basis.position, made.new.basis.position)
    partnership = known(questions.recorder, agreement, upto)
    return replace(made, who=who, decisions=decided(made, partnership))
