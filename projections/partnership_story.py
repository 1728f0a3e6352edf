"""What the replay page tells of a partnership over a store: which events to ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Select, select

from domain.agreements import Agreement
from domain.events import AgreementLoaded
from domain.quarters import Quarter
from projections.copenhagen import in_copenhagen
from projections.log_questions import LogEntry
from projections.questions import Questions
from projections.schema import LIVE
from projections.story import Moment, Story, quarters_of

_OWN = ("forums", "meetings", "deliverables", "deliverable_orders", "projects", "reviews", "lapses")
_STEPS = {"meeting_steps": ("meetings", "meeting"), "project_steps": ("projects", "project"),
          "deliverable_steps": ("deliverables", "deliverable")}  # fmt: skip
"""The tables of what the page shows: the agreement's own, and those of their streams."""

_VERSIONS = LIVE.agreements.c

_TOLD = ("moved", "cancelled", "held")
"""What the wheel tells of a meeting that was called."""


def events(questions: Questions, agreement: Agreement, position: int) -> tuple[LogEntry, ...]:
    """What was recorded of meetings, deliverables and homes up to the position, in its order; where
    the agreement was amended, its versions too."""
    with questions.recorder.reading() as connection:

        def asked(query: Select[tuple[int]]) -> set[int]:
            return {place for place in connection.execute(query).scalars() if place <= position}

        found = set().union(*map(asked, _positions(str(agreement.id))))
        versions = asked(select(_VERSIONS.position).where(_VERSIONS.id == str(agreement.id)))
    if found and len(versions) > 1:
        found |= versions
    return tuple(questions.entries_at(sorted(found)))


def _positions(agreement: str) -> Iterator[Select[tuple[int]]]:
    for name in _OWN:
        table = LIVE.named(name)
        yield select(table.c.position).where(table.c.agreement == agreement)
    for name, (parent, by) in _STEPS.items():
        table, streams = LIVE.named(name), LIVE.named(parent)
        mine = select(streams.c[by]).where(streams.c.agreement == agreement)
        steps = select(table.c.position).where(table.c[by].in_(mine))
        yield steps.where(table.c.what.in_(_TOLD)) if name == "meeting_steps" else steps


def joined(story: Story, told: Sequence[LogEntry], whole: bool) -> Story:
    """The story with the moments of the partnership among its own; that the agreement was loaded
    is none.

    Where it has no goals and the ``whole`` of it is asked for, it ends with the quarter in which
    the last of these was recorded, or with the agreement.
    """
    own = {one.recorded_at: one.position for one in story.moments}
    heard = (one for one in told if not isinstance(one.recorded.event, AgreementLoaded))
    both = sorted([*own.items(), *((one.recorded_at, one.position) for one in heard)])
    moments = tuple(Moment(place, at) for at, place in dict(both).items())
    quarters = story.quarters
    if whole and told and not story.goals:
        last = min(in_copenhagen(told[-1].recorded_at).date(), story.agreement.end)
        quarters = tuple(quarters_of(quarters[0], max(Quarter.of(last), quarters[0])))
    seals = (*story.seals, *[()] * (len(quarters) - len(story.seals)))
    return replace(story, moments=moments, quarters=quarters, seals=seals)
