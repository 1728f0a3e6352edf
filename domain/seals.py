"""Seals: a quarter's follow-up is closed, with the report as it then stood and the files of it.

What is recorded for the quarter later is a late entry. Every other paper can be sealed too, which
keeps it and closes nothing. A second seal of the same quarter or paper is a restatement: it needs a
reason, and both seals stay.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

import msgspec

from domain import names
from domain import refusals as no
from domain.agreements import Agreement
from domain.events import AgreementAmended, AgreementLoaded, Event, PaperSealed, QuarterSealed
from domain.members import Member
from domain.quarters import Quarter


class SealQuarter(msgspec.Struct, frozen=True, eq=False):
    """Close a quarter's follow-up at a position, with the hash of the report as it then stood.

    ``files`` are kept with the seal, by name; ``versions`` say what made them. ``reason`` is given
    where the quarter was sealed before.
    """

    agreement: UUID
    quarter: Quarter
    position: int
    report_sha256: str
    files: Mapping[str, bytes] = msgspec.field(default_factory=dict)
    versions: Mapping[str, str] = msgspec.field(default_factory=dict)
    reason: str | None = None

    @property
    def name(self) -> str:
        """What is sealed, as seals name it: ``2017-Q1``."""
        return str(self.quarter)

    @property
    def told(self) -> str:
        """What is sealed, in words."""
        return self.quarter.danish


class SealPaper(msgspec.Struct, frozen=True, eq=False):
    """Keep a paper as it stands at a position, with the hash of its JSON. The fields are those of
    `PaperSealed`; ``files`` are the bytes, among them what the paper was made of (a template)."""

    agreement: UUID
    paper: str
    about: str
    asked: Mapping[str, str]
    position: int
    report_sha256: str
    files: Mapping[str, bytes]
    versions: Mapping[str, str]
    reason: str | None = None

    @property
    def name(self) -> str:
        """What is sealed, as seals name it: ``memo-2017-Q1``."""
        return f"{self.paper}-{self.about}"

    @property
    def told(self) -> str:
        """What is sealed, as people name it."""
        return self.name


SealCommand = SealQuarter | SealPaper


@dataclass(frozen=True, slots=True)
class ReportAt:
    """What the ledger itself holds at a position: when it was recorded (µs since 1970 UTC), and
    the SHA-256 of the report as JSON. ``empty``: no goal was known."""

    known_at: int
    sha256: str
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Followed:
    """An agreement that is followed up: as it is now, and the last sealed position of each quarter
    and paper by name."""

    agreement: Agreement
    seals: Mapping[str, int] = field(default_factory=dict)


def evolve(_: UUID, state: Followed | None, event: Event) -> Followed:
    """The agreement after one more event of its stream."""
    if isinstance(event, AgreementLoaded):
        return Followed(event.agreement)
    if state is None:
        raise no.UnknownAgreement
    if isinstance(event, AgreementAmended):
        return replace(state, agreement=event.agreement)
    if isinstance(event, QuarterSealed | PaperSealed):
        name = event.name if isinstance(event, PaperSealed) else event.quarter
        return replace(state, seals={**state.seals, name: event.position})
    return state


def decide(
    followed: Followed, actor: Member, today: date, command: SealCommand, report: ReportAt | None
) -> list[QuarterSealed | PaperSealed]:
    """The seal; raises a `Refusal`. ``report`` is what the ledger holds at the position."""
    if not actor.is_secretariat:
        raise no.SecretariatOnly(type(command).__name__)
    if isinstance(command, SealQuarter):
        _look_at_quarter(followed.agreement, today, command.quarter)
    _look_at_reason(command, followed.seals.get(command.name))
    files = {name: hashlib.sha256(told).hexdigest() for name, told in command.files.items()}
    whole = command.report_sha256 in files.values() or (
        isinstance(command, SealQuarter) and not files
    )
    if report is None or report.sha256 != command.report_sha256 or not whole:
        raise no.SealOfAnotherReport(command.told, command.position)
    if report.empty:
        raise no.NothingToSeal(command.told)
    made_with = dict(command.versions)
    if isinstance(command, SealQuarter):
        return [QuarterSealed(command.name, command.position, command.report_sha256, made_with,
                              files, report.known_at, command.reason)]  # fmt: skip
    return [PaperSealed(command.paper, command.about, dict(command.asked), command.position,
                        command.report_sha256, made_with, files, report.known_at,
                        command.reason)]  # fmt: skip


def _look_at_quarter(agreement: Agreement, today: date, quarter: Quarter) -> None:
    """A quarter is closed when it has begun, and belongs to the agreement."""
    first, last = agreement.quarters()
    if not first <= quarter <= last or quarter.first_day > today:
        raise no.QuarterOutsideAgreement(quarter.danish)


def _look_at_reason(command: SealCommand, sealed: int | None) -> None:
    """A seal after the first one says why, and knows no less than the one before."""
    from domain import rules  # which a question does not need

    reason = command.reason
    if reason is None:
        if sealed is not None:
            raise no.AlreadySealed(command.told)
        return
    if sealed is None or command.position < sealed:
        raise no.NothingToRestate(command.told)
    if not names.key(reason):
        raise no.EmptyText("reason")
    if refusal := rules.printable("reason", reason):
        raise refusal
