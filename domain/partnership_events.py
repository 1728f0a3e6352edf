"""The facts of a partnership: forums and their seats, meetings and decisions, deliverables, lapse.

They stand in `domain.events` with the others; the same promises hold. A decision is named as people
name it: the forum, the number of its meeting and the number of the decision, ``styregruppe-3/2``.
People are members' random ids, units are codes of the agreement.
"""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct

from domain.home_events import HOME_TOPICS, HomeEvent

Kind = Literal["approved", "noted", "assigned", "prioritised", "lapse", "other"]
"""What a decision does: approves, takes note, gives a task, sets an order, ends the agreement."""


class ForumSetUp(Struct, frozen=True):
    """A forum was set up for a building project, after one of the agreement's patterns.

    ``pattern`` is the code of that forum in the agreement. By the secretariat.
    """

    agreement: UUID
    code: str
    pattern: str
    title: str
    project: str
    effective: date


class SeatTaken(Struct, frozen=True):
    """A member represents a unit in a forum from a day on. By its party or the secretariat."""

    agreement: UUID
    forum: str
    member: UUID
    unit: str
    effective: date


class SeatReleased(Struct, frozen=True):
    """A member no longer represents a unit in a forum from a day on. By the same."""

    agreement: UUID
    forum: str
    member: UUID
    unit: str
    effective: date
    reason: str


class MeetingCalled(Struct, frozen=True):
    """A forum was called to a meeting. ``time`` is the clock in Copenhagen, ``minutes`` how long.

    By the secretariat, or a seat in the forum.
    """

    agreement: UUID
    forum: str
    number: int
    day: date
    time: str
    minutes: int
    place: str
    agenda: tuple[str, ...]
    invited: tuple[UUID, ...]


class MeetingMoved(Struct, frozen=True):
    """A meeting that was called got another time or place. By the same."""

    day: date
    time: str
    minutes: int
    place: str
    reason: str


class MeetingCancelled(Struct, frozen=True):
    """A meeting that was called will not be held. By the same."""

    reason: str


class MeetingHeld(Struct, frozen=True):
    """A meeting took place on the day it was called for. By the same."""

    present: tuple[UUID, ...]
    apologies: tuple[UUID, ...]


class Dissent(Struct, frozen=True):
    """A unit did not agree, and what it said."""

    unit: str
    text: str


class DecisionRecorded(Struct, frozen=True):
    """What a meeting decided on an item of its agenda. By the same.

    ``refers`` are what it is about: ``goal:M3``, ``deliverable:husorden``, ``project:solhoj``,
    ``decision:styregruppe-1/2``. ``responsible`` is the unit that follows up, by ``due``.
    """

    number: int
    item: int
    kind: Kind
    text: str
    presented: str
    refers: tuple[str, ...]
    dissent: tuple[Dissent, ...]
    responsible: str | None = None
    due: date | None = None


class DecisionSuperseded(Struct, frozen=True):
    """A later decision (``by``) took the place of this meeting's decision; both stay."""

    number: int
    by: str


class FollowUpDone(Struct, frozen=True):
    """What a decision asked for was done. By the responsible unit or the secretariat."""

    number: int
    effective: date
    text: str


class MinutesDrafted(Struct, frozen=True):
    """The minutes were written, or written anew: their text, or a file by name and SHA-256."""

    draft: int
    text: str
    file: str
    sha256: str


class MinutesApproved(Struct, frozen=True):
    """A later meeting of the forum approved the minutes, in the draft with that SHA-256."""

    draft: int
    sha256: str
    meeting: str


class MinutesAddendum(Struct, frozen=True):
    """Something was added to approved minutes, which themselves stay as they are."""

    text: str


class DeliverablePlanned(Struct, frozen=True):
    """The agreement promises a deliverable; recorded when it is loaded. ``state`` as in its table.

    The other events of deliverables hold the state that they led to, and the day.
    """

    agreement: UUID
    code: str
    priority: int
    forum: str
    contributing: tuple[str, ...]
    effective: date
    state: str


class DeliverableDrafted(Struct, frozen=True):
    """A version was made by ``by``. ``source`` is a file's name or a link, ``sha256`` that of its
    content."""

    draft: int
    source: str
    sha256: str
    by: UUID
    effective: date
    state: str


class DeliverableContributed(Struct, frozen=True):
    """A forum gave its contribution to a version."""

    forum: str
    draft: int
    text: str
    source: str
    sha256: str
    effective: date
    state: str


class DeliverableHanded(Struct, frozen=True):
    """A version was handed by ``by`` to the forum that is next."""

    forum: str
    draft: int
    sha256: str
    by: UUID
    effective: date
    state: str


class DeliverableApprovalGiven(Struct, frozen=True):
    """The member ``by``, who had the seat of ``unit`` in the approving forum, approved exactly that
    version."""

    forum: str
    unit: str
    by: UUID
    draft: int
    sha256: str
    decision: str
    effective: date
    state: str


class DeliverableApproved(Struct, frozen=True):
    """A version has all the approvals that the agreement asks for. ``approvals`` is how many."""

    draft: int
    sha256: str
    decision: str
    approvals: int
    effective: date
    state: str


class DeliverableReturned(Struct, frozen=True):
    """The forum with which it lay sent it back, and why; earlier approvals count no more."""

    forum: str
    draft: int
    reason: str
    effective: date
    state: str


class DeliverableWithdrawn(Struct, frozen=True):
    """The deliverable was given up, and why."""

    reason: str
    decision: str
    effective: date
    state: str


class DeliverablesPrioritised(Struct, frozen=True):
    """A decision gave the deliverables another order from a day on; ``order`` are all codes."""

    order: tuple[str, ...]
    decision: str
    effective: date


class AgreementLapsed(Struct, frozen=True):
    """A decision ended the agreement: nothing more is recorded under it. By the secretariat."""

    decision: str
    effective: date
    reason: str


ForumEvent = ForumSetUp | SeatTaken | SeatReleased
MeetingEvent = (
    MeetingCalled
    | MeetingMoved
    | MeetingCancelled
    | MeetingHeld
    | DecisionRecorded
    | DecisionSuperseded
    | FollowUpDone
    | MinutesDrafted
    | MinutesApproved
    | MinutesAddendum
)
DeliverableEvent = (
    DeliverablePlanned
    | DeliverableDrafted
    | DeliverableContributed
    | DeliverableHanded
    | DeliverableApprovalGiven
    | DeliverableApproved
    | DeliverableReturned
    | DeliverableWithdrawn
)
PartnershipEvent = (
    ForumEvent
    | MeetingEvent
    | DeliverableEvent
    | HomeEvent
    | DeliverablesPrioritised
    | AgreementLapsed
)

PARTNERSHIP_TOPICS: dict[str, type[PartnershipEvent]] = {
    "forum-set-up": ForumSetUp,
    "seat-taken": SeatTaken,
    "seat-released": SeatReleased,
    "meeting-called": MeetingCalled,
    "meeting-moved": MeetingMoved,
    "meeting-cancelled": MeetingCancelled,
    "meeting-held": MeetingHeld,
    "decision-recorded": DecisionRecorded,
    "decision-superseded": DecisionSuperseded,
    "follow-up-done": FollowUpDone,
    "minutes-drafted": MinutesDrafted,
    "minutes-approved": MinutesApproved,
    "minutes-addendum": MinutesAddendum,
    "deliverable-planned": DeliverablePlanned,
    "deliverable-drafted": DeliverableDrafted,
    "deliverable-contributed": DeliverableContributed,
    "deliverable-handed": DeliverableHanded,
    "deliverable-approval-given": DeliverableApprovalGiven,
    "deliverable-approved": DeliverableApproved,
    "deliverable-returned": DeliverableReturned,
    "deliverable-withdrawn": DeliverableWithdrawn,
    "deliverables-prioritised": DeliverablesPrioritised,
    "agreement-lapsed": AgreementLapsed,
    **HOME_TOPICS,
}
"""Pinned for ever, as those of `domain.events`."""
