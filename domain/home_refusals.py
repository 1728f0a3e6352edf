"""Why a command about homes was refused; see `domain.refusals`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.refusals import Refusal


@dataclass(eq=False, repr=False)
class NoHomes(Refusal):
    """The agreement file has no table of homes."""


@dataclass(eq=False, repr=False)
class UnknownProject(Refusal):
    """No such building project was planned."""

    project: str


@dataclass(eq=False, repr=False)
class ProjectAlreadyPlanned(Refusal):
    """A project has that code."""

    project: str


@dataclass(eq=False, repr=False)
class ProjectIsAbandoned(Refusal):
    """The project was given up; plan another."""

    project: str
    since: date


@dataclass(eq=False, repr=False)
class NotASite(Refusal):
    """A project has sites, each with a place of its own and at least one home."""

    site: str


@dataclass(eq=False, repr=False)
class UnknownSite(Refusal):
    """The project has no such site."""

    project: str
    site: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class SiteInUse(Refusal):
    """People live there: the site cannot be taken out of the project."""

    site: str


@dataclass(eq=False, repr=False)
class NothingRevised(Refusal):
    """The project has that organisation and those sites."""

    project: str


@dataclass(eq=False, repr=False)
class UnknownOrganisation(Refusal):
    """The agreement file does not know that building organisation."""

    organisation: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class UnknownMilestone(Refusal):
    """The agreement's table has no such milestone."""

    milestone: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class MilestoneOutOfOrder(Refusal):
    """The agreement's table asks for others first."""

    milestone: str
    site: str
    before: tuple[str, ...]


@dataclass(eq=False, repr=False)
class MilestoneAlreadyReached(Refusal):
    """The milestone was reached there."""

    milestone: str
    site: str


@dataclass(eq=False, repr=False)
class MilestoneNotReached(Refusal):
    """What was not reached cannot be set back."""

    milestone: str
    site: str


@dataclass(eq=False, repr=False)
class BeforeWhatItFollows(Refusal):
    """The day lies before that of what it follows from."""

    effective: date
    earlier: date


@dataclass(eq=False, repr=False)
class UnknownReview(Refusal):
    """The agreement does not ask for that part of a review."""

    part: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class NotAReviewYear(Refusal):
    """The year lies outside the agreement, or has not begun."""

    year: int
