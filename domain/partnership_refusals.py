"""Why a command about a partnership was refused; see `domain.refusals`.

A forum is named as people name it, by its title; by its code where that is what was typed and does
not fit. The secretariat is named by its code, since its name is a word of the edge's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.refusals import Refusal


@dataclass(eq=False, repr=False)
class AgreementHasLapsed(Refusal):
    """The agreement ended by a decision; only questions are answered."""

    title: str
    effective: date
    decision: str


@dataclass(eq=False, repr=False)
class NoLapse(Refusal):
    """The agreement file does not say who may decide that it lapses."""


@dataclass(eq=False, repr=False)
class UnknownForum(Refusal):
    """The agreement has no such forum, and none was set up."""

    forum: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class ForumOfEachProject(Refusal):
    """The forum is a pattern: one is set up for each project."""

    forum: str


@dataclass(eq=False, repr=False)
class NotAPattern(Refusal):
    """Only a forum of each project can be set up."""

    forum: str


@dataclass(eq=False, repr=False)
class ForumAlreadySetUp(Refusal):
    """The project has that forum already."""

    forum: str


@dataclass(eq=False, repr=False)
class NotACode(Refusal):
    """A code is small letters, digits and hyphens, and does not end like a meeting's number."""

    words: str


@dataclass(eq=False, repr=False)
class UnitHasNoSeat(Refusal):
    """The unit is not represented in the forum."""

    forum: str
    unit: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class SeatsAreTaken(Refusal):
    """All seats of the unit are taken on that day or later."""

    forum: str
    unit: str
    seats: int


@dataclass(eq=False, repr=False)
class AlreadySeated(Refusal):
    """The member has a seat in the forum on that day or later."""

    forum: str


@dataclass(eq=False, repr=False)
class NotSeated(Refusal):
    """The member has no seat in the forum that could end on that day."""

    forum: str


@dataclass(eq=False, repr=False)
class MemberOfAnotherUnit(Refusal):
    """A seat goes to somebody of the unit, or of its party as a whole."""

    unit: str
    member_unit: str


@dataclass(eq=False, repr=False)
class AuditorsDoNotSit(Refusal):
    """Whoever audits takes no part."""


@dataclass(eq=False, repr=False)
class NotYoursToFill(Refusal):
    """Seats are filled by the secretariat, or by the party as a whole; by nobody for themselves."""

    unit: str


@dataclass(eq=False, repr=False)
class NotOfTheForum(Refusal):
    """Only the forum's seats, its secretariat and the ledger's secretariat look after it."""

    forum: str


@dataclass(eq=False, repr=False)
class UnknownMeeting(Refusal):
    """There is no such meeting."""

    meeting: str


@dataclass(eq=False, repr=False)
class MeetingAlreadyCalled(Refusal):
    """The forum has a meeting with that number; or one before it is missing."""

    meeting: str


@dataclass(eq=False, repr=False)
class NothingMoved(Refusal):
    """The meeting has that time and place already."""

    meeting: str


@dataclass(eq=False, repr=False)
class MeetingIsOver(Refusal):
    """The meeting was held or cancelled."""

    meeting: str


@dataclass(eq=False, repr=False)
class MeetingNotHeld(Refusal):
    """The meeting was not held, or its day has not come."""

    meeting: str
    day: date


@dataclass(eq=False, repr=False)
class NotATime(Refusal):
    """A time is like 09:30, and a meeting lasts from 5 minutes to 12 hours."""

    time: str


@dataclass(eq=False, repr=False)
class NothingOnTheAgenda(Refusal):
    """A meeting needs an agenda, and a decision an item of it."""

    meeting: str
    item: int


@dataclass(eq=False, repr=False)
class NobodyPresent(Refusal):
    """A meeting was held with somebody; and nobody was both there and away."""

    meeting: str


@dataclass(eq=False, repr=False)
class UnknownReference(Refusal):
    """What a decision refers to is not there."""

    reference: str


@dataclass(eq=False, repr=False)
class UnknownDecision(Refusal):
    """There is no such decision."""

    decision: str


@dataclass(eq=False, repr=False)
class DecisionIsSuperseded(Refusal):
    """A later decision took its place."""

    decision: str
    by: str


@dataclass(eq=False, repr=False)
class NotThatDecision(Refusal):
    """The decision is of another forum or kind, or about something else or another version."""

    decision: str
    forum: str
    kind: str


@dataclass(eq=False, repr=False)
class NoFollowUp(Refusal):
    """The decision asks for nothing, or it is done."""

    decision: str


@dataclass(eq=False, repr=False)
class DueBeforeMeeting(Refusal):
    """A follow-up has somebody responsible, and is not due before the meeting."""

    due: date


@dataclass(eq=False, repr=False)
class NotAnEarlierDecision(Refusal):
    """A decision takes the place of one that was made before it, or at the same meeting."""

    decision: str
    day: date


@dataclass(eq=False, repr=False)
class MinutesAreApproved(Refusal):
    """Approved minutes are not changed; only an addendum is possible."""

    meeting: str


@dataclass(eq=False, repr=False)
class MinutesNotWritten(Refusal):
    """Nobody wrote minutes that could be approved."""

    meeting: str


@dataclass(eq=False, repr=False)
class MinutesNotApproved(Refusal):
    """An addendum is for approved minutes; until then they are written anew."""

    meeting: str


@dataclass(eq=False, repr=False)
class NotALaterMeeting(Refusal):
    """Minutes are approved by a later meeting of the same forum that was held."""

    meeting: str
    at: str


@dataclass(eq=False, repr=False)
class UnknownDeliverable(Refusal):
    """The agreement has no such deliverable."""

    deliverable: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class NoSuchStep(Refusal):
    """The agreement's table has no such step from the deliverable's state."""

    deliverable: str
    state: str
    possible: tuple[str, ...]


@dataclass(eq=False, repr=False)
class NotForYou(Refusal):
    """The agreement's table gives the step to others."""

    deliverable: str
    allowed: tuple[str, ...]


@dataclass(eq=False, repr=False)
class NoSeatToApprove(Refusal):
    """Only who has a seat in the approving forum now may approve."""

    deliverable: str
    forum: str


@dataclass(eq=False, repr=False)
class OwnSubmission(Refusal):
    """Who drafted a version or handed it on does not approve it."""

    deliverable: str


@dataclass(eq=False, repr=False)
class AlreadyApproved(Refusal):
    """The member has approved that version."""

    deliverable: str


@dataclass(eq=False, repr=False)
class StaleVersion(Refusal):
    """The deliverable has another version now than the one named."""

    deliverable: str
    named: str
    current: str


@dataclass(eq=False, repr=False)
class SameVersion(Refusal):
    """The version with that content is there already."""

    deliverable: str


@dataclass(eq=False, repr=False)
class NotASha256(Refusal):
    """A SHA-256 is 64 hexadecimal digits."""

    words: str


@dataclass(eq=False, repr=False)
class NoSuchPlace(Refusal):
    """The order has no such place, or the deliverable has it already."""

    place: int
    last: int
