"""Forums and their seats, as their events tell them, and what may be done about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from domain import partnership_commands as c
from domain import partnership_events as e
from domain import partnership_refusals as no
from domain import refusals
from domain.agreements import Agreement
from domain.members import Member
from domain.organisation_checks import CODE, MEETING

if TYPE_CHECKING:
    from domain.records import Records


@dataclass(frozen=True, slots=True)
class Seat:
    """A member represents a unit from ``since`` on, and no longer on ``until``."""

    member: UUID
    unit: str
    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the seat is the member's on a day."""
        return self.since <= day and (self.until is None or day < self.until)

    def meets(self, since: date) -> bool:
        """Whether the seat is held on that day or on any later one."""
        return self.until is None or max(self.since, since) < self.until


@dataclass(frozen=True, slots=True)
class Forum:
    """A forum as its events tell it; ``pattern`` where it was set up for a project."""

    pattern: str = ""
    title: str = ""
    project: str = ""
    seats: tuple[Seat, ...] = ()

    def seat(self, member: UUID, day: date) -> Seat | None:
        """The seat that a member holds on a day, or None."""
        return next((one for one in self.seats if one.member == member and one.holds(day)), None)


def evolve(_: UUID, state: Forum | None, event: e.ForumEvent) -> Forum:
    """The forum after one more event of its stream."""
    forum = state or Forum()
    match event:
        case e.ForumSetUp():
            return replace(forum, pattern=event.pattern, title=event.title, project=event.project)
        case e.SeatTaken():
            seat = Seat(event.member, event.unit, event.effective)
            return replace(forum, seats=(*forum.seats, seat))
        case e.SeatReleased(_, _, member, _, effective):
            return replace(forum, seats=tuple(
                replace(one, until=effective) if one.member == member and one.until is None else one
                for one in forum.seats
            ))  # fmt: skip


def decide(records: Records, actor: Member, command: c.ForumCommand) -> list[e.ForumEvent]:
    """What the command makes true in the forum's stream; raises a `Refusal`."""
    match command:
        case c.SetUpForum():
            return [_set_up(records, actor, command)]
        case c.TakeSeat():
            return _take(records, actor, command)
        case c.ReleaseSeat(code, member, effective, reason):
            forum = records.forum(code)
            seat = _open_seat(records.forum_title(code), forum, member, effective)
            _may_fill(records.agreement, actor, seat.unit)
            return [_released(records.agreement, code, seat, effective, reason)]


def code_of(pattern: str, project: str) -> str:
    """The code of the forum that is set up for a project."""
    return f"{pattern}-{project}"


def _set_up(records: Records, actor: Member, command: c.SetUpForum) -> e.ForumSetUp:
    agreement = records.agreement
    pattern = agreement.organised.forum(command.pattern)
    if not actor.is_secretariat:
        raise refusals.SecretariatOnly("SetUpForum")
    if pattern is None or not pattern.per_project:
        raise no.NotAPattern(command.pattern)
    code = code_of(command.pattern, command.project)
    if not CODE.fullmatch(code) or not command.project or MEETING.fullmatch(code):
        raise no.NotACode(command.project)
    if records.has_forum(code):
        raise no.ForumAlreadySetUp(records.forum_title(code))
    in_time(agreement, command.effective)
    return e.ForumSetUp(agreement.id, code, pattern.code, command.title, command.project,
                        command.effective)  # fmt: skip


def _take(records: Records, actor: Member, command: c.TakeSeat) -> list[e.ForumEvent]:
    agreement, code, day = records.agreement, command.forum, command.effective
    forum, title = records.forum(code), records.forum_title(code)
    rules = records.forum_rules(code).seats_of(command.unit)
    if rules is None:
        known = tuple(one.unit for one in records.forum_rules(code).seats)
        raise no.UnitHasNoSeat(title, command.unit, known)
    _may_fill(agreement, actor, command.unit, command.member)
    _may_sit(agreement, records.member(command.member), command.unit)
    in_time(agreement, day)
    told: list[e.ForumEvent] = []
    if command.replaces is not None:
        old = _open_seat(title, forum, command.replaces, day)
        if old.unit != command.unit:
            raise no.NotSeated(title)
        told.append(_released(agreement, code, old, day, ""))
        forum = replace(forum, seats=tuple(
            replace(one, until=day) if one == old else one for one in forum.seats
        ))  # fmt: skip
    taken = [one for one in forum.seats if one.meets(day)]
    if any(one.member == command.member for one in taken):
        raise no.AlreadySeated(title)
    if rules.seats is not None and sum(one.unit == rules.unit for one in taken) >= rules.seats:
        raise no.SeatsAreTaken(title, rules.unit, rules.seats)
    told.append(e.SeatTaken(agreement.id, code, command.member, command.unit, day))
    return told


def _open_seat(title: str, forum: Forum, member: UUID, day: date) -> Seat:
    for one in forum.seats:
        if one.member == member and one.until is None and one.since <= day:
            return one
    raise no.NotSeated(title)


def _released(
    agreement: Agreement, code: str, seat: Seat, day: date, reason: str
) -> e.SeatReleased:
    return e.SeatReleased(agreement.id, code, seat.member, seat.unit, day, reason)


def _may_fill(agreement: Agreement, actor: Member, unit: str, member: UUID | None = None) -> None:
    """A part may replace its representatives; nobody takes a seat by their own hand."""
    of_party = actor.role == "tovholder" and actor.unit in (one.code for one in agreement.parties)
    if actor.is_secretariat:
        return
    if not of_party or not agreement.belongs(unit, actor.unit) or member == actor.id:
        raise no.NotYoursToFill(unit)


def _may_sit(agreement: Agreement, member: Member, unit: str) -> None:
    if member.role == "auditor":
        raise no.AuditorsDoNotSit
    if not (agreement.belongs(member.unit, unit) or agreement.belongs(unit, member.unit)):
        raise no.MemberOfAnotherUnit(unit, member.unit)


def in_time(agreement: Agreement, day: date) -> None:
    """A day lies in the agreement's time; raises `EffectiveOutsideAgreement`."""
    if not agreement.start <= day <= agreement.end:
        raise refusals.EffectiveOutsideAgreement(day, agreement.start, agreement.end)


def in_past(agreement: Agreement, day: date, today: date) -> None:
    """A day lies in the agreement's time and has come; raises a `Refusal`."""
    in_time(agreement, day)
    if day > today:
        raise refusals.EffectiveInFuture(day, today)


def looks_after(records: Records, actor: Member, code: str, today: date) -> None:
    """Who may call, record and minute a forum's meetings; raises `NotOfTheForum`."""
    rules = records.forum_rules(code)
    if actor.is_secretariat or (actor.role != "auditor" and (
        actor.unit in (rules.secretariat, rules.chair)
        or records.forum(code).seat(actor.id, today) is not None
    )):  # fmt: skip
        return
    raise no.NotOfTheForum(records.forum_title(code))
