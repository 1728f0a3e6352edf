"""Building projects, as their events tell them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from domain import home_events as e
from domain.home_refusals import UnknownProject


@dataclass(frozen=True, slots=True)
class Project:
    """A project as the rules need it.

    ``reached`` holds the day of each milestone that holds, by site and milestone, and ``undone``
    the day on which one was set back. ``planned`` and ``revised`` are the days of its first and
    its present sites.
    """

    code: str
    organisation: str
    sites: tuple[e.Site, ...]
    planned: date
    revised: date
    reached: Mapping[tuple[str, str], date] = field(default_factory=dict)
    undone: Mapping[tuple[str, str], date] = field(default_factory=dict)
    abandoned: date | None = None

    @property
    def places(self) -> tuple[str, ...]:
        """The places of its sites."""
        return tuple(one.place for one in self.sites)

    @property
    def last(self) -> date:
        """The latest day that anything of it is recorded for."""
        return max((self.revised, *self.reached.values(), *self.undone.values()))


def evolve(stream: UUID, state: Project | None, event: e.ProjectEvent) -> Project:
    """The project after one more event of its stream."""
    if isinstance(event, e.ProjectPlanned):
        return Project(event.code, event.organisation, event.sites, event.effective,
                       event.effective)  # fmt: skip
    if state is None:
        raise UnknownProject(str(stream))
    match event:
        case e.ProjectRevised(organisation, sites, _, effective):
            return replace(state, organisation=organisation, sites=sites, revised=effective)
        case e.MilestoneReached(milestone, places, _, effective):
            now = {(place, milestone): effective for place in places}
            return replace(state, reached={**state.reached, **now})
        case e.ProjectSetBack(_, undone, places, _, effective):
            gone = {(place, one): effective for place in places for one in undone
                    if (place, one) in state.reached}  # fmt: skip
            left = {key: day for key, day in state.reached.items() if key not in gone}
            return replace(state, reached=left, undone={**state.undone, **gone})
        case e.ProjectAbandoned(_, _, effective):
            return replace(state, abandoned=effective)


def reviewed(_: UUID, state: int | None, __: e.SectionReviewed) -> int:
    """How many parts of reviews a section's stream holds; the rules need no more."""
    return (state or 0) + 1
