"""What may be asked about homes: building projects and the yearly reviews of housing sections."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from domain.home_events import Site


class PlanProject(Struct, frozen=True):
    """Plan a building project; ``organisation`` is empty where none is chosen yet."""

    project: str
    title: str
    organisation: str
    sites: tuple[Site, ...]
    effective: date


class ReviseProject(Struct, frozen=True):
    """Give a project another building organisation (None keeps it) or other sites (empty keeps)."""

    project: str
    reason: str
    effective: date
    organisation: str | None = None
    sites: tuple[Site, ...] = ()


class ReachMilestone(Struct, frozen=True):
    """Say that a project reached a milestone; no sites: at all that have not."""

    project: str
    milestone: str
    effective: date
    sites: tuple[str, ...] = ()
    text: str = ""


class SetBackProject(Struct, frozen=True):
    """Say that a milestone holds no longer; no sites: at all that had reached it."""

    project: str
    milestone: str
    reason: str
    effective: date
    sites: tuple[str, ...] = ()


class AbandonProject(Struct, frozen=True):
    """Give a project up, with the reason and, where there is one, the decision."""

    project: str
    reason: str
    effective: date
    decision: str = ""


class ReviewSection(Struct, frozen=True):
    """Record a part of a housing section's review of a year."""

    section: str
    year: int
    part: str
    in_order: bool
    text: str
    effective: date


ProjectCommand = PlanProject | ReviseProject | ReachMilestone | SetBackProject | AbandonProject
HomeCommand = ProjectCommand | ReviewSection
