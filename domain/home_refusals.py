"""Why a command about homes was refused; see `domain.refusals`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.refusals import Refusal


@dataclass(unsafe_hash=True)
class NoHomes(Refusal):
    """The agreement file has no table of homes."""


@dataclass(unsafe_hash=True)
class UnknownProject(Refusal):
    """No such building project was planned."""

    project: str


@dataclass(unsafe_hash=True)
class ProjectAlreadyPlanned(Refusal):
    """A project has that code."""

    project: str


@dataclass(unsafe_hash=True)
class ProjectIsAbandoned(Refusal):
    """The project was given up; plan another."""

    project: str
    since: date


@dataclass(unsafe_hash=True)
class NotASite(Refusal):
    """A project has sites, each with a place of its own and at least one home."""

    site: str


@dataclass(unsafe_hash=True)
class UnknownSite(Refusal):
    """The project has no such site."""

    project: str
    site: str
    known: tuple[str, ...]


@dataclass(unsafe_hash=True)
class SiteInUse(Refusal):
    """People live there: the site cannot be taken out of the project."""

    site: str


@dataclass(unsafe_hash=True)
class NothingRevised(Refusal):
    """The project has that organisation and those sites."""

    project: str


@dataclass(unsafe_hash=True)
class UnknownOrganisation(Refusal):
    """The agreement file does not know that building organisation."""

    organisation: str
    known: tuple[str, ...]


@dataclass(unsafe_hash=True)
class UnknownMilestone(Refusal):
    """The agreement's table has no such milestone."""

    milestone: str
    known: tuple[str, ...]


@dataclass(unsafe_hash=True)
class MilestoneOutOfOrder(Refusal):
    """The agreement's table asks for others first."""

    milestone: str
    site: str
    before: tuple[str, ...]


@dataclass(unsafe_hash=True)
class MilestoneAlreadyReached(Refusal):
    """The milestone was reached there."""

    milestone: str
    site: str


@dataclass(unsafe_hash=True)
class MilestoneNotReached(Refusal):
    """What was not reached cannot be set back."""

    milestone: str
    site: str


@dataclass(unsafe_hash=True)
class BeforeWhatItFollows(Refusal):
    """The day lies before that of what it follows from."""

    effective: date
    earlier: date


@dataclass(unsafe_hash=True)
class UnknownReview(Refusal):
    """The agreement does not ask for that part of a review."""

    part: str
    known: tuple[str, ...]


@dataclass(unsafe_hash=True)
class NotAReviewYear(Refusal):
    """The year lies outside the agreement, or has not begun."""

    year: int
