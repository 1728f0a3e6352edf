"""The facts of homes: building projects with their sites and milestones, and yearly reviews.

They stand in `domain.partnership_events` with the others. Milestones, and what is reviewed, are
codes of the agreement's tables.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct


class Site(Struct, frozen=True):
    """A place where a project builds, and how many homes there."""

    place: str
    homes: int


class ProjectPlanned(Struct, frozen=True):
    """A building project was planned. ``organisation`` is the building organisation, the code of a
    party or unit; empty where none is chosen. By the forum that answers for homes, or the
    secretariat."""

    agreement: UUID
    code: str
    title: str
    organisation: str
    sites: tuple[Site, ...]
    effective: date


class ProjectRevised(Struct, frozen=True):
    """A project has another building organisation or other sites from a day on. By the same."""

    organisation: str
    sites: tuple[Site, ...]
    reason: str
    effective: date


class MilestoneReached(Struct, frozen=True):
    """A project reached a milestone at those sites. By its building committee, or the same."""

    milestone: str
    sites: tuple[str, ...]
    text: str
    effective: date


class ProjectSetBack(Struct, frozen=True):
    """A milestone holds no longer at those sites, nor those that follow from it: ``undone`` are
    all of them. By the same."""

    milestone: str
    undone: tuple[str, ...]
    sites: tuple[str, ...]
    reason: str
    effective: date


class ProjectAbandoned(Struct, frozen=True):
    """A project was given up; homes in use stay so. ``decision`` may be empty. By the forum that
    answers for homes, or the secretariat."""

    reason: str
    decision: str
    effective: date


class SectionReviewed(Struct, frozen=True):
    """A part of a housing section's yearly review: whether it was in order, and what was said.

    ``section`` is a project's code or another short name. By the forum that reviews.
    """

    agreement: UUID
    section: str
    year: int
    part: str
    in_order: bool
    text: str
    effective: date


ProjectEvent = (
    ProjectPlanned | ProjectRevised | MilestoneReached | ProjectSetBack | ProjectAbandoned
)
HomeEvent = ProjectEvent | SectionReviewed

HOME_TOPICS: dict[str, type[HomeEvent]] = {
    "project-planned": ProjectPlanned,
    "project-revised": ProjectRevised,
    "milestone-reached": MilestoneReached,
    "project-set-back": ProjectSetBack,
    "project-abandoned": ProjectAbandoned,
    "section-reviewed": SectionReviewed,
}
"""Pinned for ever, as those of `domain.events`."""
