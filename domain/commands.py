"""What may be asked of the ledger about a goal: commands, in the imperative.

`domain.decisions` answers them with events or a refusal.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from domain.quarters import Quarter


class RegisterGoal(Struct, frozen=True):
    """Take a row of Bilag 1 into the ledger. An empty ``title`` is never accepted."""

    goal: UUID
    number: str
    effective: date
    title: str
    wording: str
    aliases: tuple[str, ...] = ()
    theme: str = ""
    deadline: str = ""
    content: str = ""
    responsible: str = ""


class BackdateGoal(Struct, frozen=True):
    """Let a goal belong to the agreement from an earlier day on, with what it was then."""

    goal: UUID
    effective: date
    reason: str
    wording: str
    theme: str = ""
    deadline: str = ""
    content: str = ""
    responsible: str = ""


class RetitleGoal(Struct, frozen=True):
    """Give a goal another short title."""

    goal: UUID
    title: str


class AddAlias(Struct, frozen=True):
    """Let a goal be called by one more name."""

    goal: UUID
    alias: str


class RemoveAlias(Struct, frozen=True):
    """Stop calling a goal by a name."""

    goal: UUID
    alias: str


class RewordGoal(Struct, frozen=True):
    """Take over new words of the agreement."""

    goal: UUID
    effective: date
    reason: str
    wording: str | None = None
    content: str | None = None
    theme: str | None = None


class MoveDeadline(Struct, frozen=True):
    """Give a goal another deadline."""

    goal: UUID
    effective: date
    reason: str
    deadline: str


class ChangeResponsible(Struct, frozen=True):
    """Let other units answer for a goal."""

    goal: UUID
    effective: date
    reason: str
    responsible: str


class WithdrawGoal(Struct, frozen=True):
    """Give a goal up from a day on."""

    goal: UUID
    effective: date
    reason: str


class ReportStatus(Struct, frozen=True):
    """Say how a goal stands. None says nothing; the empty string says that a cell is empty."""

    goal: UUID
    effective: date
    text: str | None = None
    fulfilment: str | None = None
    delay_reason: str | None = None
    expected_completion: str | None = None


class ConfirmUnchanged(Struct, frozen=True):
    """Say that nothing changed in a quarter."""

    goal: UUID
    effective: date
    quarter: Quarter


class CorrectFact(Struct, frozen=True):
    """Put something else in the place of an earlier report, with a reason."""

    goal: UUID
    corrects: int
    reason: str
    text: str | None = None
    fulfilment: str | None = None
    delay_reason: str | None = None
    expected_completion: str | None = None


class RetractFact(Struct, frozen=True):
    """Take an earlier report or confirmation back, with a reason."""

    goal: UUID
    corrects: int
    reason: str


GoalCommand = (
    RegisterGoal
    | BackdateGoal
    | RetitleGoal
    | AddAlias
    | RemoveAlias
    | RewordGoal
    | MoveDeadline
    | ChangeResponsible
    | WithdrawGoal
    | ReportStatus
    | ConfirmUnchanged
    | CorrectFact
    | RetractFact
)
