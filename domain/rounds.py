"""Reporting rounds (indberetningsrunder): a quarter is opened for reports, has a deadline, closes.

There is one round at a time for an agreement and a quarter; a closed one may be opened again. What
is missing when a round closes is found in Bilag 1 (`projections.progress`) and stated in the
command; the round only sees to it that somebody has said yes to each missing goal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from msgspec import Struct

from domain import refusals as no
from domain.agreements import Agreement
from domain.events import (
    Missed,
    RoundClosed,
    RoundDeadlineMoved,
    RoundEvent,
    RoundOpened,
    RoundToldInChannel,
)
from domain.members import Member
from domain.quarters import Quarter

REMIND = (7, 1)
"""Days before the deadline on which those who are missing are reminded, where nobody says."""

MOST_REMINDERS, LONGEST_REMINDER = 10, 90

CHANNEL = re.compile("[CG][A-Z0-9]{2,30}")
"""How Slack names a channel; a name with # is another one tomorrow."""


@dataclass(frozen=True, slots=True)
class Round:
    """A round as its events tell it. ``times`` counts how often it was opened; ``channel`` is where
    in Slack it is followed, or empty."""

    agreement: UUID
    quarter: Quarter
    deadline: date
    remind: tuple[int, ...]
    open: bool = True
    missing: tuple[Missed, ...] = ()
    times: int = 1
    channel: str = ""


class OpenRound(Struct, frozen=True):
    """Open a quarter for reports until a deadline, with reminders some days before it; ``channel``
    follows it too, where there is one."""

    quarter: Quarter
    deadline: date
    remind: tuple[int, ...] = REMIND
    channel: str = ""


class MoveRound(Struct, frozen=True):
    """Give an open round another deadline."""

    quarter: Quarter
    deadline: date


class CloseRound(Struct, frozen=True):
    """Close a round, with what is missing at a position, and the goals' numbers accepted so."""

    quarter: Quarter
    position: int
    missing: tuple[Missed, ...]
    accepted: frozenset[str] = frozenset()


RoundCommand = OpenRound | MoveRound | CloseRound


def round_id(agreement: UUID, quarter: Quarter) -> UUID:
    """The stream of a quarter's rounds: the same in every ledger."""
    return uuid5(agreement, f"round {quarter}")


def evolve(_: UUID, state: Round | None, event: RoundEvent) -> Round:
    """The round after one more event."""
    if isinstance(event, RoundOpened):
        times = state.times + 1 if state else 1
        quarter = Quarter.parse(event.quarter)
        return Round(event.agreement, quarter, event.deadline, event.remind, times=times)
    if state is None:
        raise no.NoOpenRound("")
    match event:
        case RoundToldInChannel(channel):
            return replace(state, channel=channel)
        case RoundDeadlineMoved(deadline):
            return replace(state, deadline=deadline)
        case RoundClosed(_, missing):
            return replace(state, open=False, missing=missing)


def decide(
    agreement: Agreement, state: Round | None, actor: Member, today: date, command: RoundCommand
) -> tuple[RoundEvent, ...]:
    """What opening, moving or closing a round makes true; raises a `Refusal`."""
    if not actor.is_secretariat:
        raise no.SecretariatOnly(type(command).__name__)
    quarter = command.quarter
    if isinstance(command, OpenRound):
        _may_open(agreement, state, today, command)
        remind = tuple(sorted(set(command.remind), reverse=True))
        opened = RoundOpened(agreement.id, str(quarter), command.deadline, remind)
        return (opened, RoundToldInChannel(command.channel)) if command.channel else (opened,)
    if state is None or not state.open:
        raise no.NoOpenRound(quarter.danish)
    if isinstance(command, MoveRound):
        _in_time(quarter, command.deadline)
        same = command.deadline == state.deadline
        return () if same else (RoundDeadlineMoved(command.deadline),)
    if left := tuple(m.goal for m in command.missing if m.goal not in command.accepted):
        raise no.ReportsMissing(quarter.danish, left)
    return (RoundClosed(command.position, command.missing),)


def _may_open(agreement: Agreement, state: Round | None, today: date, command: OpenRound) -> None:
    quarter = command.quarter
    first, last = agreement.quarters()
    if not first <= quarter <= last or quarter.first_day > today:
        raise no.QuarterOutsideAgreement(quarter.danish)
    if state is not None and state.open:
        raise no.RoundAlreadyOpen(quarter.danish)
    _in_time(quarter, command.deadline)
    some = set(command.remind)
    if len(some) > MOST_REMINDERS or not all(0 <= days <= LONGEST_REMINDER for days in some):
        raise no.UnusableReminders(MOST_REMINDERS, LONGEST_REMINDER)
    if command.channel and not CHANNEL.fullmatch(command.channel):
        raise no.UnusableChannel(command.channel[:80])


def _in_time(quarter: Quarter, deadline: date) -> None:
    if deadline < quarter.first_day:
        raise no.RoundDeadlineTooEarly(quarter.danish, deadline)
