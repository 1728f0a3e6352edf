"""The oracle: a partnership by pure replay of the events, with no view and no SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from domain import home_events as h
from domain import partnership_events as e
from domain.agreements import Agreement
from domain.events import AgreementAmended, AgreementLoaded
from projections.homes import ProjectStep, ProjectTold, ReviewTold
from projections.partnership import (
    About,
    DecisionMade,
    DeliverableTold,
    Draft,
    Lapsed,
    MeetingTold,
    Partnership,
    Prioritised,
    SeatFact,
    SetUp,
    StepTaken,
)
from projections.partnership_views import STEPS
from projections.recorded import Recorded


def partnership(recorded: Iterable[Recorded], agreement: Agreement, position: int) -> Partnership:
    """What the events up to a position tell of the agreement's partnership."""
    replay = _Replay(Partnership(agreement, position))
    for one in recorded:
        known = one.position <= position
        if not known and replay.found.versions:
            break
        if known or isinstance(one.event, AgreementLoaded):  # as loaded it is known at all times
            replay.take(one)
    return replay.found


def growing(recorded: Iterable[Recorded], agreement: Agreement) -> Iterator[Partnership]:
    """What is told of the partnership after each event: one `Partnership`, which grows."""
    replay = _Replay(Partnership(agreement, 0))
    for one in recorded:
        replay.take(one)
        replay.found.known_at = one.position
        yield replay.found


class _Replay:
    def __init__(self, found: Partnership) -> None:
        self.found = found
        self._id = found.agreement.id
        self._meetings: dict[UUID, MeetingTold] = {}
        self._deliverables: dict[UUID, DeliverableTold] = {}
        self._projects: dict[UUID, ProjectTold] = {}

    def take(self, one: Recorded) -> None:
        event, stream, found = one.event, one.originator_id, self.found
        owner = getattr(event, "agreement", None)
        if isinstance(owner, UUID) and owner != self._id:
            return
        match event:
            case AgreementLoaded(agreement) if stream == self._id:
                found.loaded(agreement)
            case AgreementAmended(agreement, effective) if stream == self._id:
                found.amended(effective, agreement)
            case e.DeliverablesPrioritised(order, decision, effective) if stream == self._id:
                found.orders.append((effective, order))
                found.prioritised.append(Prioritised(one.position, decision, effective))
            case e.AgreementLapsed(decision, effective, reason) if stream == self._id:
                found.lapsed = Lapsed(one.position, decision, effective, reason)
            case e.ForumSetUp(_, code, pattern, title, project, effective):
                found.set_up.append(SetUp(one.position, code, pattern, title, project, effective))
            case e.SeatTaken(_, forum, member, unit, effective):
                found.seats.append(SeatFact(one.position, forum, member, unit, effective, True))
            case e.SeatReleased(_, forum, member, unit, effective):
                found.seats.append(SeatFact(one.position, forum, member, unit, effective, False))
            case e.MeetingCalled():
                self._meetings[stream] = told = _called(one.position, event)
                found.meetings.append(told)
            case e.DeliverablePlanned():
                planned = StepTaken(one.position, "planned", event.effective, event.state, None,
                                    "", "", "", event.forum, "", "", None)  # fmt: skip
                self._deliverables[stream] = kept = DeliverableTold(
                    event.code, event.forum, planned
                )
                found.deliverables.append(kept)
            case h.SectionReviewed(_, section, year, part, in_order, text, effective):
                found.reviews.append(ReviewTold(one.position, section, year, part, in_order, text,
                                                effective))  # fmt: skip
            case h.ProjectPlanned(_, code, title):
                self._projects[stream] = building = ProjectTold(code, title)
                building.steps.append(_project_step(one.position, event))
                found.projects.append(building)
            case _ if stream in self._projects:
                self._projects[stream].steps.append(_project_step(one.position, event))
            case _ if stream in self._meetings:
                _meeting(self._meetings[stream], one.position, event)
            case _ if stream in self._deliverables:
                self._deliverables[stream].steps.append(_step(one.position, event))


def _called(position: int, event: e.MeetingCalled) -> MeetingTold:
    return MeetingTold(event.forum, event.number, position, event.day, event.time, event.minutes,
                       event.place, list(event.agenda), list(event.invited),
                       changed=position)  # fmt: skip


def _meeting(told: MeetingTold, position: int, event: Any) -> None:
    match event:
        case e.MeetingMoved():
            told.day, told.time, told.minutes = event.day, event.time, event.minutes
            told.place, told.moves, told.changed = event.place, told.moves + 1, position
        case e.MeetingCancelled(reason):
            told.cancelled, told.changed = reason, position
        case e.MeetingHeld(present, apologies):
            told.held, told.present, told.apologies = True, list(present), list(apologies)
        case e.DecisionRecorded():
            told.decisions.append(_decision(told, position, event))
        case e.DecisionSuperseded(number, by):
            told.decisions[number - 1].superseded_by = by
        case e.FollowUpDone(number, effective, text):
            told.decisions[number - 1].done = effective
            told.decisions[number - 1].done_text = text
        case e.MinutesDrafted(draft, text, file, sha256):
            told.drafts.append(Draft(draft, text, file, sha256))
        case e.MinutesApproved():
            told.approved_at = event.meeting
        case e.MinutesAddendum(text):
            told.addenda.append(text)


def _decision(told: MeetingTold, position: int, event: e.DecisionRecorded) -> DecisionMade:
    about = [About(name.partition("@")[0], name.partition("@")[2]) for name in event.refers]
    dissent = [(one.unit, one.text) for one in event.dissent]
    return DecisionMade(
        f"{told.name}/{event.number}", position, told.forum, told.day, event.item, event.kind,
        event.text, event.presented, event.responsible, event.due, about, dissent,
    )  # fmt: skip


def _step(position: int, event: Any) -> StepTaken:
    def told(name: str) -> str:
        return getattr(event, name, "")

    return StepTaken(
        position, STEPS[type(event)], event.effective, event.state, getattr(event, "draft", None),
        told("source"), told("sha256"), told("text") or told("reason"), told("forum"),
        told("unit"), told("decision"), getattr(event, "by", None),
    )  # fmt: skip


def _project_step(position: int, event: Any) -> ProjectStep:
    def told(name: str) -> str:
        return getattr(event, name, "")

    sites = tuple(one if isinstance(one, h.Site) else h.Site(one, 0)
                  for one in getattr(event, "sites", ()))  # fmt: skip
    return ProjectStep(
        position, STEPS.get(type(event), "planned"), event.effective, sites,
        told("organisation"), told("milestone"), getattr(event, "undone", ()),
        told("text") or told("reason"), told("decision"),
    )  # fmt: skip
