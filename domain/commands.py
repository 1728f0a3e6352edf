"""What may be asked of the ledger about a goal: commands, in the imperative.

`domain.decisions` answers them with events or a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.quarters import Quarter


@dataclass(frozen=True, slots=True)
class RegisterGoal:
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


@dataclass(frozen=True, slots=True)
class RetitleGoal:
    """Give a goal another short title."""

    goal: UUID
    title: str


@dataclass(frozen=True, slots=True)
class AddAlias:
    """Let a goal be called by one more name."""

    goal: UUID
    alias: str


@dataclass(frozen=True, slots=True)
class RemoveAlias:
    """Stop calling a goal by a name."""

    goal: UUID
    alias: str


@dataclass(frozen=True, slots=True)
class RewordGoal:
    """Take over new words of the agreement."""

    goal: UUID
    effective: date
    reason: str
    wording: str | None = None
    content: str | None = None
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class MoveDeadline:
    """Give a goal another deadline."""

    goal: UUID
    effective: date
    reason: str
    deadline: str


@dataclass(frozen=True, slots=True)
class ChangeResponsible:
    """Let other units answer for a goal."""

    goal: UUID
    effective: date
    reason: str
    responsible: str


@dataclass(frozen=True, slots=True)
class WithdrawGoal:
    """Give a goal up from a day on."""

    goal: UUID
    effective: date
    reason: str


@dataclass(frozen=True, slots=True)
class ReportStatus:
    """Say how a goal stands. None says nothing; the empty string says that a cell is empty."""

    goal: UUID
    effective: date
    text: str | None = None
    fulfilment: str | None = None
    delay_reason: str | None = None
    expected_completion: str | None = None


@dataclass(frozen=True, slots=True)
class ConfirmUnchanged:
    """Say that nothing changed in a quarter."""

    goal: UUID
    effective: date
    quarter: Quarter


@dataclass(frozen=True, slots=True)
class CorrectFact:
    """Put something else in the place of an earlier report, with a reason."""

    goal: UUID
    corrects: int
    reason: str
    text: str | None = None
    fulfilment: str | None = None
    delay_reason: str | None = None
    expected_completion: str | None = None


@dataclass(frozen=True, slots=True)
class RetractFact:
    """Take an earlier report or confirmation back, with a reason."""

    goal: UUID
    corrects: int
    reason: str


GoalCommand = (
    RegisterGoal
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
