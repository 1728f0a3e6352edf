"""Meetings, their decisions and minutes, as their events tell them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain import partnership_events as e
from domain.partnership_refusals import UnknownMeeting


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as the rules need it."""

    number: int
    kind: e.Kind
    refers: tuple[str, ...]
    responsible: str | None
    superseded_by: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as the rules need it. ``draft`` is the number and SHA-256 of the last minutes."""

    forum: str
    number: int
    day: date
    time: str
    minutes: int
    place: str
    items: int
    held: bool = False
    cancelled: bool = False
    decisions: tuple[Decision, ...] = ()
    draft: tuple[int, str] | None = None
    approved: bool = False

    @property
    def name(self) -> str:
        """How people name the meeting."""
        return name_of(self.forum, self.number)

    def decision(self, number: int) -> Decision | None:
        """The decision with that number, or None."""
        return next((one for one in self.decisions if one.number == number), None)


def name_of(forum: str, number: int) -> str:
    """How people name a meeting: ``styregruppe-3``."""
    return f"{forum}-{number}"


def evolve(meeting_id: UUID, state: Meeting | None, event: e.MeetingEvent) -> Meeting:
    """The meeting after one more event of its stream."""
    if isinstance(event, e.MeetingCalled):
        return Meeting(event.forum, event.number, event.day, event.time, event.minutes,
                       event.place, len(event.agenda))  # fmt: skip
    if state is None:
        raise UnknownMeeting(str(meeting_id))
    match event:
        case e.MeetingMoved(day, time, minutes, place):
            return replace(state, day=day, time=time, minutes=minutes, place=place)
        case e.MeetingCancelled():
            return replace(state, cancelled=True)
        case e.MeetingHeld():
            return replace(state, held=True)
        case e.DecisionRecorded():
            made = Decision(event.number, event.kind, event.refers, event.responsible)
            return replace(state, decisions=(*state.decisions, made))
        case e.DecisionSuperseded(number, by):
            return _with(state, number, superseded_by=by)
        case e.FollowUpDone(number):
            return _with(state, number, done=True)
        case e.MinutesDrafted(draft, _, _, sha256):
            return replace(state, draft=(draft, sha256))
        case e.MinutesApproved():
            return replace(state, approved=True)
        case e.MinutesAddendum():
            return state


def _with(meeting: Meeting, number: int, superseded_by: str = "", done: bool = False) -> Meeting:
    return replace(meeting, decisions=tuple(
        replace(one, superseded_by=superseded_by or one.superseded_by, done=done or one.done)
        if one.number == number else one
        for one in meeting.decisions
    ))  # fmt: skip
