"""The facts that the ledger stores for ever: one frozen Struct and one pinned topic each.

A topic is what the ledger writes beside the stored bytes; it never changes, so moving or renaming a
class never breaks history. When the shape of a fact changes, the new shape gets a new topic and the
old one an upcaster (see `domain.codec`).

Who caused a fact, when it was recorded and where it came from stand in the log entry beside it, not
in the fact. Personal data never stands in a fact: actors are random ids.
"""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct

from domain.agreements import Agreement, Kind
from domain.memo_events import MEMO_TOPICS, MemoEvent
from domain.partnership_events import PARTNERSHIP_TOPICS, PartnershipEvent

Role = Literal["tovholder", "secretariat", "auditor"]


class AgreementLoaded(Struct, frozen=True):
    """An agreement was taken into the ledger, as its file described it. By the secretariat."""

    agreement: Agreement


class AgreementAmended(Struct, frozen=True):
    """The parties changed the agreement: it is like this from a day on. By the secretariat."""

    agreement: Agreement
    effective: date
    reason: str


class QuarterSealed(Struct, frozen=True):
    """A quarter's follow-up was closed: what is recorded for it later is a late entry.

    ``position`` is the last position that the sealed report rests on, ``known_at`` when that was
    recorded (µs since 1970 UTC), and ``report_sha256`` the hash of that report's JSON. ``files``
    are the kept files, name and SHA-256; ``versions`` what they were made with. A ``reason`` makes
    it a restatement of a quarter that was sealed before. By the secretariat.

    Seals of the first shape kept no files, and say so: both are empty, ``known_at`` is None.
    """

    quarter: str
    position: int
    report_sha256: str
    versions: dict[str, str]
    files: dict[str, str]
    known_at: int | None = None
    reason: str | None = None


class PaperSealed(Struct, frozen=True):
    """A paper beside Bilag 1 was kept as it then stood; that closes nothing. By the secretariat.

    ``paper`` is its sort (``memo``, ``bilag2``, ``minutes``) and ``about`` what it is about: a
    quarter, a year, a day, a meeting. ``asked`` is what else was asked for, by name: a day, an
    earlier report, the kept file that is the template. The other fields are those of
    `QuarterSealed`.
    """

    paper: str
    about: str
    asked: dict[str, str]
    position: int
    report_sha256: str
    versions: dict[str, str]
    files: dict[str, str]
    known_at: int
    reason: str | None = None

    @property
    def name(self) -> str:
        """How the sealed paper is named: ``memo-2017-Q1``."""
        return f"{self.paper}-{self.about}"


class Missed(Struct, frozen=True):
    """A goal that nobody had reported on when a round closed, and the units that answer for it."""

    goal: str
    responsible: str


class RoundOpened(Struct, frozen=True):
    """The reporting of a quarter was opened: the tovholdere are asked. By the secretariat.

    ``deadline`` is the last day for answers; ``remind`` are days before it on which those who are
    missing are reminded, the earliest first.
    """

    agreement: UUID
    quarter: str
    deadline: date
    remind: tuple[int, ...]


class RoundToldInChannel(Struct, frozen=True):
    """A round that was opened is followed in a channel of Slack too. By the secretariat.

    ``channel`` is Slack's id of it, such as C0123ABCD.
    """

    channel: str


class RoundDeadlineMoved(Struct, frozen=True):
    """An open round got another deadline. By the secretariat."""

    deadline: date


class RoundClosed(Struct, frozen=True):
    """The reporting of a quarter was closed, knowing what was missing. By the secretariat.

    ``position`` is the last position that the list of the missing rests on.
    """

    position: int
    missing: tuple[Missed, ...]


class MemberAdded(Struct, frozen=True):
    """A person or a unit's desk may act in the ledger. By the secretariat."""

    unit: str
    role: Role


class MemberReleased(Struct, frozen=True):
    """A member no longer acts; what the member did stays. By the secretariat."""

    reason: str


class GoalRegistered(Struct, frozen=True):
    """A row of Bilag 1 came into being. By the secretariat.

    ``effective`` is the first day on which it belongs to the agreement; the empty string means that
    the document leaves the cell empty.
    """

    agreement: UUID
    number: str
    section: str
    kind: Kind
    effective: date
    title: str
    aliases: tuple[str, ...]
    wording: str
    theme: str
    deadline: str
    content: str
    responsible: str


class GoalBackdated(Struct, frozen=True):
    """A goal turned out to belong to the agreement from an earlier day on. By the secretariat.

    ``effective`` is that day; the other fields are what the goal was from then until the day from
    which it was known before.
    """

    effective: date
    reason: str
    wording: str
    theme: str
    deadline: str
    content: str
    responsible: str


class GoalTitled(Struct, frozen=True):
    """The short title that people say was changed; it names the goal in every report from now."""

    title: str


class GoalAliasAdded(Struct, frozen=True):
    """One more name that people use for the goal."""

    alias: str


class GoalAliasRemoved(Struct, frozen=True):
    """A name that people no longer use for the goal."""

    alias: str


class GoalReworded(Struct, frozen=True):
    """The agreement's words for the goal changed. None leaves that part as it was."""

    effective: date
    reason: str
    wording: str | None = None
    content: str | None = None
    theme: str | None = None


class GoalDeadlineMoved(Struct, frozen=True):
    """The goal got another deadline, as written in the agreement."""

    effective: date
    reason: str
    deadline: str


class GoalResponsibleChanged(Struct, frozen=True):
    """Other units answer for the goal, as the column *Tovholder* writes them."""

    effective: date
    reason: str
    responsible: str


class GoalWithdrawn(Struct, frozen=True):
    """The parties gave the goal up; its row stays, and is no longer reported on."""

    effective: date
    reason: str


class GoalStatusReported(Struct, frozen=True):
    """Somebody said how the goal stands. By a member of a responsible unit, or the secretariat.

    None says nothing about that column; the empty string says that the column is empty.
    """

    effective: date
    text: str | None = None
    fulfilment: str | None = None
    delay_reason: str | None = None
    expected_completion: str | None = None


class GoalConfirmedUnchanged(Struct, frozen=True):
    """Somebody said that nothing changed in the quarter; that is not the same as silence."""

    effective: date
    quarter: str


class GoalFactCorrected(Struct, frozen=True):
    """An earlier report was wrong: what is stated here takes its place, at its effective date.

    ``corrects`` is the version, in this goal's stream, of the report, and ``effective`` that
    report's date. None keeps that column as the report had it. The wrong report stays in history.
    """

    effective: date
    corrects: int
    reason: str
    text: str | None = None
    fulfilment: str | None = None
    delay_reason: str | None = None
    expected_completion: str | None = None


class GoalFactRetracted(Struct, frozen=True):
    """An earlier report or confirmation should not have been made; it holds no longer."""

    effective: date
    corrects: int
    reason: str


GoalEvent = (
    GoalRegistered
    | GoalBackdated
    | GoalTitled
    | GoalAliasAdded
    | GoalAliasRemoved
    | GoalReworded
    | GoalDeadlineMoved
    | GoalResponsibleChanged
    | GoalWithdrawn
    | GoalStatusReported
    | GoalConfirmedUnchanged
    | GoalFactCorrected
    | GoalFactRetracted
)
CORRECTIONS = (GoalFactCorrected, GoalFactRetracted)
"""The events that take the place of what a report said."""
AgreementEvent = AgreementLoaded | AgreementAmended | QuarterSealed | PaperSealed
MemberEvent = MemberAdded | MemberReleased
RoundEvent = RoundOpened | RoundToldInChannel | RoundDeadlineMoved | RoundClosed
Event = GoalEvent | AgreementEvent | MemberEvent | RoundEvent | MemoEvent | PartnershipEvent

TOPICS: dict[str, type[Event]] = {
    "agreement-loaded": AgreementLoaded,
    "agreement-amended": AgreementAmended,
    "quarter-sealed-2": QuarterSealed,
    "paper-sealed": PaperSealed,
    "round-opened": RoundOpened,
    "round-told-in-channel": RoundToldInChannel,
    "round-deadline-moved": RoundDeadlineMoved,
    "round-closed": RoundClosed,
    "member-added": MemberAdded,
    "member-released": MemberReleased,
    "goal-registered": GoalRegistered,
    "goal-backdated": GoalBackdated,
    "goal-titled": GoalTitled,
    "goal-alias-added": GoalAliasAdded,
    "goal-alias-removed": GoalAliasRemoved,
    "goal-reworded": GoalReworded,
    "goal-deadline-moved": GoalDeadlineMoved,
    "goal-responsible-changed": GoalResponsibleChanged,
    "goal-withdrawn": GoalWithdrawn,
    "goal-status-reported": GoalStatusReported,
    "goal-confirmed-unchanged": GoalConfirmedUnchanged,
    "goal-fact-corrected": GoalFactCorrected,
    "goal-fact-retracted": GoalFactRetracted,
    **MEMO_TOPICS,
    **PARTNERSHIP_TOPICS,
}
"""The pinned topics. A line here is a promise to every ledger ever written: never change one."""
