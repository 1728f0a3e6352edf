"""Seals: a quarter's follow-up is closed, with the report as it then stood and the files of it.

What is recorded for the quarter later is a late entry. A second seal of the same quarter is a
restatement: it needs a reason, and both seals stay.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from domain import names, rules
from domain import refusals as no
from domain.agreements import Agreement
from domain.events import AgreementAmended, AgreementLoaded, Event, QuarterSealed
from domain.members import Member
from domain.quarters import Quarter


@dataclass(frozen=True, slots=True, eq=False)
class SealQuarter:
    """Close a quarter's follow-up at a position, with the hash of the report as it then stood.

    ``files`` are kept with the seal, by name; ``versions`` say what made them. ``reason`` is given
    where the quarter was sealed before.
    """

    agreement: UUID
    quarter: Quarter
    position: int
    report_sha256: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ReportAt:
    """What the ledger itself holds at a position: when it was recorded (µs since 1970 UTC), and
    the SHA-256 of the quarter's report as JSON."""

    known_at: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Followed:
    """An agreement that is followed up: as it is now, and the last sealed position by quarter."""

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
    if isinstance(event, QuarterSealed):
        return replace(state, seals={**state.seals, event.quarter: event.position})
    return state


def decide(
    followed: Followed, actor: Member, today: date, command: SealQuarter, report: ReportAt | None
) -> list[QuarterSealed]:
    """The seal; raises a `Refusal`. ``report`` is what the ledger holds at the position."""
    if not actor.is_secretariat:
        raise no.SecretariatOnly("SealQuarter")
    quarter, sealed = command.quarter, followed.seals.get(str(command.quarter))
    first, last = followed.agreement.quarters()
    if not first <= quarter <= last or quarter.first_day > today:
        raise no.QuarterOutsideAgreement(quarter.danish)
    _look_at_reason(command, sealed)
    files = {name: hashlib.sha256(told).hexdigest() for name, told in command.files.items()}
    whole = not files or command.report_sha256 in files.values()
    if report is None or report.sha256 != command.report_sha256 or not whole:
        raise no.SealOfAnotherReport(quarter.danish, command.position)
    return [
        QuarterSealed(str(quarter), command.position, command.report_sha256,
                      dict(command.versions), files, report.known_at, command.reason)
    ]  # fmt: skip


def _look_at_reason(command: SealQuarter, sealed: int | None) -> None:
    """A seal after the first one says why, and knows no less than the one before."""
    quarter, reason = command.quarter.danish, command.reason
    if reason is None:
        if sealed is not None:
            raise no.QuarterAlreadySealed(quarter)
        return
    if sealed is None or command.position < sealed:
        raise no.NothingToRestate(quarter)
    if not names.key(reason):
        raise no.EmptyText("reason")
    if refusal := rules.printable("reason", reason):
        raise refusal
