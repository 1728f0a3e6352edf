"""Focus points (fokuspunkter): what the parties give particular attention in a year; Bilag 2.

Each has a number and a history of its own, so that any year's edition can be made again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from msgspec import Struct

from domain import memo_refusals as refused
from domain import refusals as no
from domain import rules
from domain.agreements import Agreement
from domain.members import Member
from domain.memo_events import FocusEvent, FocusPointAdded, FocusPointClosed, FocusPointReworded


class AddFocusPoint(Struct, frozen=True):
    """Give a subject particular attention from a day on. ``number`` is the next free one."""

    number: int
    effective: date
    theme: str
    title: str
    content: str


class RewordFocusPoint(Struct, frozen=True):
    """Give a focus point other words. None leaves that part as it was."""

    number: int
    effective: date
    reason: str
    theme: str | None = None
    title: str | None = None
    content: str | None = None


class CloseFocusPoint(Struct, frozen=True):
    """End a focus point."""

    number: int
    effective: date
    reason: str


FocusCommand = AddFocusPoint | RewordFocusPoint | CloseFocusPoint


@dataclass(frozen=True, slots=True)
class FocusPoint:
    """A focus point as its rules need it."""

    start: date
    closed: date | None = None


def evolve(_: UUID, state: FocusPoint | None, event: FocusEvent) -> FocusPoint:
    """The focus point after one more event of its stream."""
    match event:
        case FocusPointAdded():
            return FocusPoint(event.effective)
        case FocusPointClosed() if state is not None:
            return replace(state, closed=event.effective)
        case _ if state is not None:
            return state
        case _:
            raise refused.UnknownFocusPoint(event.number)


def decide(
    agreement: Agreement, state: FocusPoint | None, actor: Member, command: FocusCommand
) -> tuple[FocusEvent, ...]:
    """What the command makes true; raises a `Refusal`."""
    if not actor.is_secretariat:
        raise no.SecretariatOnly(type(command).__name__)
    words = ("theme", "title", "content", "reason")
    if refusal := rules.texts_fit(command, words, filled=words):
        raise refusal
    if not agreement.start <= command.effective <= agreement.end:
        raise no.EffectiveOutsideAgreement(command.effective, agreement.start, agreement.end)
    if isinstance(command, AddFocusPoint):
        if state is not None:
            raise refused.FocusPointAlreadyAdded(command.number)
        return (FocusPointAdded(agreement.id, command.number, command.effective, command.theme,
                                command.title, command.content),)  # fmt: skip
    if state is None:
        raise refused.UnknownFocusPoint(command.number)
    if command.effective < state.start:
        raise refused.EffectiveBeforeFocusPoint(command.number, command.effective, state.start)
    if state.closed is not None:
        raise refused.FocusPointIsClosed(command.number, state.closed)
    if isinstance(command, CloseFocusPoint):
        reason = command.reason
        return (FocusPointClosed(agreement.id, command.number, command.effective, reason),)
    if (command.theme, command.title, command.content) == (None, None, None):
        raise refused.NothingReworded(command.number)
    return (FocusPointReworded(agreement.id, command.number, command.effective, command.reason,
                               command.theme, command.title, command.content),)  # fmt: skip
