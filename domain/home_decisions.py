"""What a command about homes makes true.

Which milestones there are, and which must come first, is the agreement's table
(`domain.organisation.Homes`). A day never lies before that of what it follows from, so that a
project's story reads the same by its days as by the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain import home_commands as c
from domain import home_events as e
from domain import home_refusals as no
from domain import names, rules
from domain.forums import in_past, looks_after
from domain.homes import Project
from domain.meeting_decisions import few
from domain.members import Member
from domain.organisation import Homes
from domain.organisation_checks import CODE, MEETING
from domain.partnership_refusals import NotACode, NotOfTheForum
from domain.records import Records

MOST_HOMES = 10_000


def decide(
    records: Records, actor: Member, today: date, command: c.ProjectCommand
) -> e.ProjectEvent:
    """What the command makes true in the project's stream; raises a `Refusal`."""
    homes, code = _homes(records), command.project
    project = records.project_or_none(code)
    in_past(records.agreement, command.effective, today)
    if isinstance(command, c.PlanProject):
        looks_after(records, actor, homes.forum, today)
        if not CODE.fullmatch(code) or MEETING.fullmatch(code):
            raise NotACode(code)
        if project is not None:
            _not_abandoned(code, project)
            raise no.ProjectAlreadyPlanned(code)
        _sites(command.sites)
        _organisation(records, homes, command.organisation)
        return e.ProjectPlanned(records.agreement.id, code, command.title, command.organisation,
                                command.sites, command.effective)  # fmt: skip
    if project is None:
        raise no.UnknownProject(code)
    _may(records, actor, today, homes, command)
    _not_abandoned(code, project)
    match command:
        case c.ReachMilestone():
            return _reach(homes, project, command)
        case c.SetBackProject():
            return _set_back(homes, project, command)
        case c.ReviseProject():
            _organisation(records, homes, command.organisation or "")
            return _revise(homes, project, command)
        case c.AbandonProject(_, reason, effective, decision):
            if decision:
                records.decision(decision)
            _not_before(effective, [project.last])
            return e.ProjectAbandoned(reason, decision, effective)


def review(
    records: Records, actor: Member, today: date, command: c.ReviewSection
) -> e.SectionReviewed:
    """What a review makes true in the section's stream; raises a `Refusal`."""
    homes, agreement = _homes(records), records.agreement
    looks_after(records, actor, homes.reviewed_by, today)
    in_past(agreement, command.effective, today)
    known = tuple(one.code for one in homes.reviews)
    if command.part not in known:
        raise no.UnknownReview(command.part, known)
    if not CODE.fullmatch(command.section) or MEETING.fullmatch(command.section):
        raise NotACode(command.section)
    if not agreement.start.year <= command.year <= min(today.year, agreement.end.year):
        raise no.NotAReviewYear(command.year)
    return e.SectionReviewed(agreement.id, command.section, command.year, command.part,
                             command.in_order, command.text, command.effective)  # fmt: skip


def _not_abandoned(code: str, project: Project) -> None:
    if project.abandoned is not None:
        raise no.ProjectIsAbandoned(code, project.abandoned)


def _homes(records: Records) -> Homes:
    homes = records.agreement.organised.building
    if homes is None:
        raise no.NoHomes
    return homes


def _may(
    records: Records, actor: Member, today: date, homes: Homes, command: c.ProjectCommand
) -> None:
    """Milestones are also the building committee's to record; all else the forum's above it."""
    if isinstance(command, c.ReachMilestone | c.SetBackProject):
        committee = f"{homes.committee}-{command.project}"
        if homes.committee and records.has_forum(committee):
            try:
                looks_after(records, actor, committee, today)
            except NotOfTheForum:
                pass
            else:
                return
    looks_after(records, actor, homes.forum, today)


def _organisation(records: Records, homes: Homes, code: str) -> None:
    """The building organisation is one that the agreement knows; empty is none yet."""
    known = homes.organisations or records.agreement.codes()
    if code and code not in known:
        raise no.UnknownOrganisation(code, known)


def _sites(sites: tuple[e.Site, ...]) -> None:
    few("sites", sites)
    seen: set[str] = set()
    for one in sites:
        key = names.key(one.place)
        if not key or key in seen or not 1 <= one.homes <= MOST_HOMES:
            raise no.NotASite(one.place)
        if refusal := rules.printable("place", one.place):
            raise refusal
        seen.add(key)
    if not sites:
        raise no.NotASite("")


def _milestone(homes: Homes, code: str) -> None:
    if homes.milestone(code) is None:
        raise no.UnknownMilestone(code, tuple(one.code for one in homes.milestones))


def _places(project: Project, told: Iterable[str]) -> tuple[str, ...]:
    """The sites that are named, as the project spells them."""
    spelled = {names.key(place): place for place in project.places}
    for one in told:
        if names.key(one) not in spelled:
            raise no.UnknownSite(project.code, one, project.places)
    return tuple(dict.fromkeys(spelled[names.key(one)] for one in told))


def _not_before(effective: date, earlier: Iterable[date]) -> None:
    last = max(earlier)
    if effective < last:
        raise no.BeforeWhatItFollows(effective, last)


def _reach(homes: Homes, project: Project, command: c.ReachMilestone) -> e.MilestoneReached:
    code = command.milestone
    _milestone(homes, code)
    places = _places(project, command.sites)
    for place in places:
        if (place, code) in project.reached:
            raise no.MilestoneAlreadyReached(homes.title(code), place)
    places = places or tuple(one for one in project.places if (one, code) not in project.reached)
    if not places:
        raise no.MilestoneAlreadyReached(homes.title(code), ", ".join(project.places))
    for place in places:
        first = homes.before(code)
        if missing := tuple(one for one in first if (place, one) not in project.reached):
            raise no.MilestoneOutOfOrder(homes.title(code), place, tuple(map(homes.title, missing)))
        days = [project.reached[place, one] for one in first]
        again = project.undone.get((place, code), project.planned)
        _not_before(command.effective, [project.planned, again, *days])
    return e.MilestoneReached(code, places, command.text, command.effective)


def _set_back(homes: Homes, project: Project, command: c.SetBackProject) -> e.ProjectSetBack:
    code = command.milestone
    _milestone(homes, code)
    places = _places(project, command.sites) or tuple(
        one for one in project.places if (one, code) in project.reached
    )
    if not places:
        raise no.MilestoneNotReached(homes.title(code), ", ".join(project.places))
    gone = [one for one in homes.following(code)
            if any((place, one) in project.reached for place in places)]  # fmt: skip
    for place in places:
        if (place, code) not in project.reached:
            raise no.MilestoneNotReached(homes.title(code), place)
        days = [project.reached[place, one] for one in gone if (place, one) in project.reached]
        _not_before(command.effective, days)
    return e.ProjectSetBack(code, tuple(gone), places, command.reason, command.effective)


def _revise(homes: Homes, project: Project, command: c.ReviseProject) -> e.ProjectRevised:
    told = command.organisation
    organisation = project.organisation if told is None else told
    sites = command.sites or project.sites
    if (organisation, sites) == (project.organisation, project.sites):
        raise no.NothingRevised(project.code)
    _sites(sites)
    kept = {one.place for one in sites}
    for place, milestone in project.reached:
        if milestone == homes.finished and place in project.places and place not in kept:
            raise no.SiteInUse(place)
    _not_before(command.effective, [project.revised])
    return e.ProjectRevised(organisation, sites, command.reason, command.effective)
