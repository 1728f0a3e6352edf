"""What a command about a meeting makes true: who may call, hold, decide and minute, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from domain import partnership_commands as c
from domain import partnership_events as e
from domain import partnership_refusals as no
from domain import refusals
from domain.forums import in_time, looks_after
from domain.meetings import Meeting, name_of
from domain.members import Member
from domain.records import Records

SHA256 = re.compile("[0-9a-f]{64}")
MOST = 30
"""Items on an agenda, people invited, things that a decision refers to."""

_TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")

Told = list[tuple[str, e.MeetingEvent]]
"""Events with the names of the meetings in whose streams they are recorded."""


def decide(records: Records, actor: Member, today: date, command: c.MeetingCommand) -> Told:
    """What the command makes true; raises a `Refusal`."""
    match command:
        case c.CallMeeting():
            return _call(records, actor, today, command)
        case c.FinishFollowUp():
            return _finish(records, actor, today, command)
        case c.ApproveMinutes() | c.AddToMinutes() | c.DraftMinutes():
            meeting = _mine(records, actor, today, command.meeting)
            return [(meeting.name, _minutes(records, meeting, command))]
        case c.RecordDecision():
            return _decision(records, _mine(records, actor, today, command.meeting), command)
        case _:
            meeting = _mine(records, actor, today, command.meeting)
            if meeting.held or meeting.cancelled:
                raise no.MeetingIsOver(meeting.name)
            return [(meeting.name, _change(records, meeting, today, command))]


def _mine(records: Records, actor: Member, today: date, name: str) -> Meeting:
    meeting = records.meeting(name)
    looks_after(records, actor, meeting.forum, today)
    return meeting


def _call(records: Records, actor: Member, today: date, command: c.CallMeeting) -> Told:
    forum, name = command.forum, name_of(command.forum, command.number)
    looks_after(records, actor, forum, today)
    earlier = command.number == 1 or records.meeting_or_none(name_of(forum, command.number - 1))
    if command.number < 1 or not earlier or records.meeting_or_none(name) is not None:
        raise no.MeetingAlreadyCalled(name)
    _when(records, command.day, command.time, command.minutes)
    if not command.agenda:
        raise no.NothingOnTheAgenda(name, 0)
    few("agenda", command.agenda)
    people = _people(records, command.invited)
    return [(name, e.MeetingCalled(
        records.agreement.id, forum, command.number, command.day, command.time, command.minutes,
        command.place, command.agenda, people,
    ))]  # fmt: skip


def _when(records: Records, day: date, time: str, minutes: int) -> None:
    in_time(records.agreement, day)
    if not _TIME.fullmatch(time) or not 5 <= minutes <= 720:
        raise no.NotATime(f"{time}, {minutes} min.")


def few(what: str, told: tuple[object, ...]) -> None:
    """A list has room; raises `TextTooLong`."""
    if len(told) > MOST:
        raise refusals.TextTooLong(what, MOST)


def _people(records: Records, members: Iterable[UUID]) -> tuple[UUID, ...]:
    people = tuple(dict.fromkeys(members))
    few("members", people)
    for one in people:
        records.member(one)
    return people


def _change(
    records: Records, meeting: Meeting, today: date,
    command: c.MoveMeeting | c.CancelMeeting | c.HoldMeeting,
) -> e.MeetingEvent:  # fmt: skip
    match command:
        case c.MoveMeeting(_, reason):
            day, time = command.day or meeting.day, command.time or meeting.time
            minutes = meeting.minutes if command.minutes is None else command.minutes
            place = meeting.place if command.place is None else command.place
            _when(records, day, time, minutes)
            now = (meeting.day, meeting.time, meeting.minutes, meeting.place)
            if (day, time, minutes, place) == now:
                raise no.NothingMoved(meeting.name)
            return e.MeetingMoved(day, time, minutes, place, reason)
        case c.CancelMeeting(_, reason):
            return e.MeetingCancelled(reason)
        case c.HoldMeeting(_, present, apologies):
            there, away = _people(records, present), _people(records, apologies)
            if not there or set(there) & set(away):
                raise no.NobodyPresent(meeting.name)
            if meeting.day > today:
                raise no.MeetingNotHeld(meeting.name, meeting.day)
            return e.MeetingHeld(there, away)


def _decision(records: Records, meeting: Meeting, command: c.RecordDecision) -> Told:
    if not meeting.held:
        raise no.MeetingNotHeld(meeting.name, meeting.day)
    if meeting.approved:
        raise no.MinutesAreApproved(meeting.name)
    if not 1 <= command.item <= meeting.items:
        raise no.NothingOnTheAgenda(meeting.name, command.item)
    few("refers", command.refers)
    few("dissent", command.dissent)
    _follow_up(records, meeting, command)
    for one in command.dissent:
        _unit(records, one.unit)
    refers = tuple(_referred(records, one, command.kind) for one in command.refers)
    number = len(meeting.decisions) + 1
    told: Told = [(meeting.name, e.DecisionRecorded(
        number, command.item, command.kind, command.text, command.presented, refers,
        command.dissent, command.responsible, command.due,
    ))]  # fmt: skip
    if command.supersedes is not None:
        earlier, decision = records.decision(command.supersedes)
        if earlier.day > meeting.day:
            raise no.NotAnEarlierDecision(command.supersedes, earlier.day)
        by = f"{meeting.name}/{number}"
        told.append((earlier.name, e.DecisionSuperseded(decision.number, by)))
    return told


def _follow_up(records: Records, meeting: Meeting, command: c.RecordDecision) -> None:
    if command.responsible is not None:
        _unit(records, command.responsible)
    if command.due is not None and (command.responsible is None or command.due < meeting.day):
        raise no.DueBeforeMeeting(command.due)


def _unit(records: Records, unit: str) -> None:
    if unit not in records.agreement.codes():
        raise refusals.UnknownUnit(unit, records.agreement.codes())


def _referred(records: Records, told: str, kind: e.Kind) -> str:
    """What a decision refers to, if it is there; an approval is of the version that is there now.

    So a decision about one version never approves the next.
    """
    what, _, name = told.partition(":")
    if what == "deliverable":
        one = records.deliverable(name)
        if kind == "approved" and not one.sha256:
            raise no.UnknownReference(told)
        return f"{told}@{one.sha256}" if kind == "approved" else told
    known = {"goal": records.has_goal, "project": records.has_project}.get(what)
    if what == "decision":
        records.decision(name)
    elif known is None or not known(name):
        raise no.UnknownReference(told)
    return told


def _finish(records: Records, actor: Member, today: date, command: c.FinishFollowUp) -> Told:
    meeting, decision = records.decision(command.decision)
    unit = decision.responsible
    if unit is None or decision.done:
        raise no.NoFollowUp(command.decision)
    agreement = records.agreement
    own = agreement.belongs(actor.unit, unit) or agreement.belongs(unit, actor.unit)
    if actor.role == "auditor" or not own:
        looks_after(records, actor, meeting.forum, today)
    in_time(agreement, command.effective)
    if command.effective > today:
        raise refusals.EffectiveInFuture(command.effective, today)
    done = e.FollowUpDone(decision.number, command.effective, command.text)
    return [(meeting.name, done)]


def _minutes(
    records: Records, meeting: Meeting,
    command: c.DraftMinutes | c.ApproveMinutes | c.AddToMinutes,
) -> e.MeetingEvent:  # fmt: skip
    if not meeting.held:
        raise no.MeetingNotHeld(meeting.name, meeting.day)
    match command:
        case c.AddToMinutes(_, text):
            if not meeting.approved:
                raise no.MinutesNotApproved(meeting.name)
            return e.MinutesAddendum(text)
        case _ if meeting.approved:
            raise no.MinutesAreApproved(meeting.name)
        case c.DraftMinutes():
            if not SHA256.fullmatch(command.sha256):
                raise no.NotASha256(command.sha256)
            if not command.text and not command.file:
                raise refusals.EmptyText("text")
            draft = meeting.draft[0] + 1 if meeting.draft else 1
            return e.MinutesDrafted(draft, command.text, command.file, command.sha256)
        case c.ApproveMinutes(_, at, sha256):
            if meeting.draft is None:
                raise no.MinutesNotWritten(meeting.name)
            draft, current = meeting.draft
            if sha256 != current:
                raise no.StaleVersion(meeting.name, sha256, current)
            later = records.meeting(at)
            after = (later.day, later.number) > (meeting.day, meeting.number)
            if later.forum != meeting.forum or not later.held or not after:
                raise no.NotALaterMeeting(meeting.name, at)
            return e.MinutesApproved(draft, sha256, at)
