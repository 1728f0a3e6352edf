"""Building projects and yearly reviews as known at a position, and what follows on a day.

A project's steps are taken by their days, and on one day in the order of the ledger; the rules
(`domain.home_decisions`) see to it that this is a possible story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from domain.home_events import Site
from domain.organisation import Homes, Target


class ProjectStep(NamedTuple):
    """What was planned, revised, reached, set back or abandoned (``what``), from a day on.

    ``sites`` have their homes where the step plans or revises, and 0 elsewhere.
    """

    position: int
    what: str
    effective: date
    sites: tuple[Site, ...]
    organisation: str
    milestone: str
    undone: tuple[str, ...]
    text: str
    decision: str


class Stage(NamedTuple):
    """A step of a project, and how many of its homes were in use before and after it."""

    step: ProjectStep
    was: int
    now: int


@dataclass(slots=True)
class ProjectAt:
    """A project on a day. ``reached`` holds the day of each milestone by place and milestone, and
    ``positions`` where that was recorded; ``planned_at`` is the position of the last plan."""

    code: str
    title: str
    organisation: str = ""
    sites: tuple[Site, ...] = ()
    planned_at: int = 0
    reached: dict[tuple[str, str], date] = field(default_factory=dict)
    positions: dict[tuple[str, str], int] = field(default_factory=dict)
    set_backs: list[ProjectStep] = field(default_factory=list)
    abandoned: ProjectStep | None = None

    @property
    def homes(self) -> int:
        """The homes at all its sites."""
        return sum(one.homes for one in self.sites)

    def in_use(self, homes: Homes) -> int:
        """The homes at the sites that are in use."""
        finished = homes.finished
        return sum(one.homes for one in self.sites if (one.place, finished) in self.reached)

    def planned(self, homes: Homes) -> int:
        """The homes that are still to come; none once it was given up."""
        return 0 if self.abandoned else self.homes - self.in_use(homes)

    def since_in_use(self, homes: Homes) -> date | None:
        """The day from which the first of its homes are in use."""
        keys = ((one.place, homes.finished) for one in self.sites)
        days = [self.reached[key] for key in keys if key in self.reached]
        return min(days, default=None)

    def at(self, homes: Homes, place: str) -> str:
        """The last milestone in the table that holds at a site; empty where none does."""
        held = [one.code for one in homes.milestones if (place, one.code) in self.reached]
        return held[-1] if held else ""


@dataclass(slots=True)
class ProjectTold:
    """A project with its steps, in the order of the ledger."""

    code: str
    title: str
    steps: list[ProjectStep] = field(default_factory=list)

    def on(self, as_of: date) -> ProjectAt | None:
        """The project on a day; None where it was not planned yet."""
        told = self._until(as_of)
        if not told:
            return None
        found = ProjectAt(self.code, self.title)
        for one in told:
            _take(found, one)
        return found

    def stages(self, homes: Homes, as_of: date) -> list[Stage]:
        """The steps up to a day, each with the homes in use before and after it."""
        found, was, told = ProjectAt(self.code, self.title), 0, []
        for one in self._until(as_of):
            _take(found, one)
            told.append(Stage(one, was, now := found.in_use(homes)))
            was = now
        return told

    def _until(self, as_of: date) -> list[ProjectStep]:
        return sorted((one for one in self.steps if one.effective <= as_of),
                      key=lambda one: (one.effective, one.position))  # fmt: skip


def _take(found: ProjectAt, step: ProjectStep) -> None:
    match step.what:
        case "planned" | "revised":
            found.organisation, found.sites = step.organisation, step.sites
            found.planned_at = step.position
        case "reached":
            for site in step.sites:
                found.reached[site.place, step.milestone] = step.effective
                found.positions[site.place, step.milestone] = step.position
        case "set-back":
            found.set_backs.append(step)
            for site in step.sites:
                for code in step.undone:
                    found.reached.pop((site.place, code), None)
        case "abandoned":
            found.abandoned = step


class ReviewTold(NamedTuple):
    """A part of a housing section's review of a year."""

    position: int
    section: str
    year: int
    part: str
    in_order: bool
    text: str
    effective: date


class Progress(NamedTuple):
    """How far the homes are on a day: in use, and still to come by plan."""

    day: date
    in_use: int
    planned: int

    def missing(self, target: int) -> int:
        """The homes of the target that nobody plans yet."""
        return max(0, target - self.in_use - self.planned)


@dataclass(frozen=True, slots=True)
class Way:
    """The way towards the target: ``now``, and each day before on which a figure changed."""

    target: Target
    homes: Homes
    projects: tuple[ProjectAt, ...]
    days: tuple[Progress, ...]

    @property
    def now(self) -> Progress:
        """How far the homes are on the day asked for."""
        return self.days[-1]


def on(projects: Iterable[ProjectTold], as_of: date) -> tuple[ProjectAt, ...]:
    """The projects that are planned on a day, in the order of their plans."""
    found = (one.on(as_of) for one in projects)
    return tuple(one for one in found if one is not None)


def progress(projects: Iterable[ProjectTold], homes: Homes, as_of: date) -> Progress:
    """How far the homes are on a day."""
    known = on(projects, as_of)
    return Progress(as_of, sum(one.in_use(homes) for one in known),
                    sum(one.planned(homes) for one in known))  # fmt: skip


def way(projects: Sequence[ProjectTold], homes: Homes, target: Target, as_of: date) -> Way:
    """The way towards a target until a day."""
    steps = {step.effective for one in projects for step in one.steps}
    days = sorted({day for day in steps if day < as_of} | {as_of})
    return Way(target, homes, on(projects, as_of),
               tuple(progress(projects, homes, day) for day in days))  # fmt: skip


class Reviewed(NamedTuple):
    """A housing section's review of a year: what was last said of each part, None where nothing."""

    section: str
    title: str
    parts: tuple[tuple[str, ReviewTold | None], ...]

    @property
    def complete(self) -> bool:
        """Whether every part was reviewed and in order."""
        return all(one is not None and one.in_order for _, one in self.parts)


def reviewed(
    reviews: Iterable[ReviewTold], projects: Iterable[ProjectTold], homes: Homes, year: int,
    as_of: date,
) -> list[Reviewed]:  # fmt: skip
    """The reviews of a year as of a day, with what is missing.

    A section owes one from the year after its first homes were in use; a section that was ever
    reviewed owes one from that year on.
    """
    told = sorted((one for one in reviews if one.effective <= as_of),
                  key=lambda one: (one.effective, one.position))  # fmt: skip
    titles = {one.section: one.section for one in told if one.year <= year}
    for project in on(projects, as_of):
        since = project.since_in_use(homes)
        if project.code in titles or (since is not None and since.year < year):
            titles[project.code] = project.title
    last = {(one.section, one.part): one for one in told if one.year == year}
    return [
        Reviewed(code, title, tuple((part.code, last.get((code, part.code)))
                                    for part in homes.reviews))
        for code, title in sorted(titles.items())
    ]  # fmt: skip
