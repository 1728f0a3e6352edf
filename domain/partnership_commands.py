"""What may be asked of the ledger about a partnership: commands, in the imperative.

Forums, deliverables, meetings and decisions are named as people name them: ``styregruppe``,
``husorden``, ``styregruppe-3``, ``styregruppe-3/2``.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from domain.home_commands import HomeCommand
from domain.partnership_events import Dissent, Kind


class SetUpForum(Struct, frozen=True):
    """Set up a forum for a building project, after a pattern of the agreement."""

    pattern: str
    project: str
    title: str
    effective: date


class TakeSeat(Struct, frozen=True):
    """Let a member represent a unit; ``replaces`` is released on the same day."""

    forum: str
    member: UUID
    unit: str
    effective: date
    replaces: UUID | None = None


class ReleaseSeat(Struct, frozen=True):
    """End a member's seat in a forum."""

    forum: str
    member: UUID
    effective: date
    reason: str


class CallMeeting(Struct, frozen=True):
    """Call a forum; ``number`` is the one after its last meeting's."""

    forum: str
    number: int
    day: date
    time: str
    minutes: int
    place: str
    agenda: tuple[str, ...]
    invited: tuple[UUID, ...]


class MoveMeeting(Struct, frozen=True):
    """Give a meeting another time or place; None keeps it."""

    meeting: str
    reason: str
    day: date | None = None
    time: str | None = None
    minutes: int | None = None
    place: str | None = None


class CancelMeeting(Struct, frozen=True):
    """Call a meeting off."""

    meeting: str
    reason: str


class HoldMeeting(Struct, frozen=True):
    """Say that a meeting took place, with whom."""

    meeting: str
    present: tuple[UUID, ...]
    apologies: tuple[UUID, ...] = ()


class RecordDecision(Struct, frozen=True):
    """Say what a meeting decided on an item; ``supersedes`` is an earlier decision."""

    meeting: str
    item: int
    kind: Kind
    text: str
    presented: str = ""
    refers: tuple[str, ...] = ()
    dissent: tuple[Dissent, ...] = ()
    responsible: str | None = None
    due: date | None = None
    supersedes: str | None = None


class FinishFollowUp(Struct, frozen=True):
    """Say that what a decision asked for is done."""

    decision: str
    effective: date
    text: str


class DraftMinutes(Struct, frozen=True):
    """Write the minutes: as text, or as a file by name and SHA-256."""

    meeting: str
    sha256: str
    text: str = ""
    file: str = ""


class ApproveMinutes(Struct, frozen=True):
    """Say that a later meeting approved the minutes in the draft with that SHA-256."""

    meeting: str
    at: str
    sha256: str


class AddToMinutes(Struct, frozen=True):
    """Add to minutes that are approved."""

    meeting: str
    text: str


class DraftDeliverable(Struct, frozen=True):
    """Make a version of a deliverable known by its SHA-256."""

    deliverable: str
    source: str
    sha256: str


class ContributeToDeliverable(Struct, frozen=True):
    """Give a forum's contribution to the version with that SHA-256."""

    deliverable: str
    forum: str
    draft_sha256: str
    text: str
    source: str = ""
    sha256: str = ""


class HandDeliverable(Struct, frozen=True):
    """Hand the version with that SHA-256 to the next forum; ``to`` where there are several."""

    deliverable: str
    sha256: str
    to: str | None = None


class ApproveDeliverable(Struct, frozen=True):
    """Approve the version with that SHA-256, and no other, by a decision of the forum."""

    deliverable: str
    sha256: str
    decision: str = ""


class ReturnDeliverable(Struct, frozen=True):
    """Send the version with that SHA-256 back, with the reason."""

    deliverable: str
    sha256: str
    reason: str


class WithdrawDeliverable(Struct, frozen=True):
    """Give a deliverable up, with the reason and, where there is one, the decision."""

    deliverable: str
    reason: str
    decision: str = ""


class PrioritiseDeliverable(Struct, frozen=True):
    """Give a deliverable another place in the order (1 is first), by a decision."""

    deliverable: str
    place: int
    decision: str
    effective: date


class LapseAgreement(Struct, frozen=True):
    """End the agreement, by a decision of the forum that may take it."""

    decision: str
    effective: date
    reason: str


ForumCommand = SetUpForum | TakeSeat | ReleaseSeat
MeetingCommand = (
    CallMeeting
    | MoveMeeting
    | CancelMeeting
    | HoldMeeting
    | RecordDecision
    | FinishFollowUp
    | DraftMinutes
    | ApproveMinutes
    | AddToMinutes
)
DeliverableCommand = (
    DraftDeliverable
    | ContributeToDeliverable
    | HandDeliverable
    | ApproveDeliverable
    | ReturnDeliverable
    | WithdrawDeliverable
)
PartnershipCommand = (
    ForumCommand
    | MeetingCommand
    | DeliverableCommand
    | HomeCommand
    | PrioritiseDeliverable
    | LapseAgreement
)
