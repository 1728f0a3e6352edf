"""The bridge over a store: which events to ask for."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace
from uuid import UUID

from domain.agreements import Agreement
from projections.bilag1 import Bilag1
from projections.bridge import Bridge, bridge, decided
from projections.bridge_goals import Moment, touched
from projections.causes import Pair, differing
from projections.directory import Directory
from projections.partnership_questions import partnership as known
from projections.questions import Questions


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
    agreement, pairs = after.agreement, differing(before, after)
    lower, upper = sorted((before.basis.position, after.basis.position))

    pool = questions.corrections(lower, upper)
    corrected = {one.originator_id for one in pool}
    behind = _behind(agreement, pairs, before.basis.position, corrected)
    pool += questions.recorded_each(sorted(behind - {one.position for one in pool}))
    seals = questions.first_seals(agreement.id, upper)
    made = bridge(before, after, pool, seals, questions.recorded_of, pairs)
    return _told(questions, agreement, made, names)


def _behind(
    agreement: Agreement, pairs: Iterable[Pair], known: int, corrected: Set[UUID]
) -> set[int]:
    """The events behind the cells that differ. The one before does not matter where the one now was
    not ``known`` then, and nothing of the goal was corrected."""
    found: set[int] = set()
    for pair in pairs:
        again = bool(corrected) and agreement.goal_id(pair.row.goal) in corrected
        for column in pair.columns:
            was, now = pair.sources(column)
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
