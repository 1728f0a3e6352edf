"""Why a command was refused. Each reason is a named error; a refusal changes nothing.

The fields are what a message needs; the words themselves are in the catalogue of the edge.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date


@dataclass(unsafe_hash=True)
class Refusal(Exception):
    """The domain said no. ``goal`` is the number of the goal where there is one."""

    @property
    def code(self) -> str:
        """The name of the reason, by which the catalogue finds its words."""
        return type(self).__name__

    def details(self) -> dict[str, object]:
        """The fields of the reason by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.details().items())
        return f"{self.code}({told})"


@dataclass(unsafe_hash=True)
class UnknownAgreement(Refusal):
    """The ledger holds no such agreement."""


@dataclass(unsafe_hash=True)
class AgreementAlreadyLoaded(Refusal):
    """An agreement is loaded once."""

    title: str


@dataclass(unsafe_hash=True)
class AmendedSince(Refusal):
    """The agreement was amended from a later day on; amendments follow on each other."""

    effective: date
    last: date


@dataclass(unsafe_hash=True)
class MayNotBeAmended(Refusal):
    """An amendment adds and changes words; at these places it takes away what facts may rest on, or
    gives it another meaning."""

    places: tuple[str, ...]


@dataclass(unsafe_hash=True)
class UnknownGoal(Refusal):
    """The ledger holds no goal with that id."""


@dataclass(unsafe_hash=True)
class GoalAlreadyRegistered(Refusal):
    """Two goals of an agreement cannot have the same number, nor a number another goal's id."""

    goal: str


@dataclass(unsafe_hash=True)
class UnknownSection(Refusal):
    """The goal's number is not the letter of a section of the agreement and a number."""

    goal: str


@dataclass(unsafe_hash=True)
class UnknownTheme(Refusal):
    """The agreement has no theme with that code."""

    goal: str
    theme: str
    known: tuple[str, ...]


@dataclass(unsafe_hash=True)
class EmptyText(Refusal):
    """A text that must say something is empty. ``what`` is the name of the field."""

    what: str


@dataclass(unsafe_hash=True)
class TextTooLong(Refusal):
    """A text is longer than a cell of Bilag 1 may hold, or a list of names than a goal may have."""

    what: str
    limit: int


@dataclass(unsafe_hash=True)
class UnprintableText(Refusal):
    """A text holds control characters or broken Unicode, which no report can print."""

    what: str


@dataclass(unsafe_hash=True)
class NothingReported(Refusal):
    """A report that states nothing at all."""

    goal: str


@dataclass(unsafe_hash=True)
class UnknownFulfilment(Refusal):
    """The agreement's scale has no such step."""

    goal: str
    fulfilment: str
    known: tuple[str, ...]


@dataclass(unsafe_hash=True)
class FulfilmentNotForKind(Refusal):
    """The step exists, but this kind of goal may not have it."""

    goal: str
    fulfilment: str
    kind: str
    known: tuple[str, ...]


@dataclass(unsafe_hash=True)
class EffectiveOutsideAgreement(Refusal):
    """The effective date (virkningstid) lies outside the agreement's time."""

    effective: date
    start: date
    end: date


@dataclass(unsafe_hash=True)
class EffectiveBeforeGoal(Refusal):
    """The effective date lies before the goal belonged to the agreement."""

    goal: str
    effective: date
    start: date


@dataclass(unsafe_hash=True)
class EffectiveInFuture(Refusal):
    """Nobody can report what has not been yet."""

    effective: date
    today: date


@dataclass(unsafe_hash=True)
class EffectiveOutsideQuarter(Refusal):
    """A confirmation for a quarter holds on a day of that quarter."""

    effective: date
    quarter: str


@dataclass(unsafe_hash=True)
class NothingToConfirm(Refusal):
    """«Uændret» needs an earlier status text to be unchanged from."""

    goal: str
    quarter: str


@dataclass(unsafe_hash=True)
class StatusChangedInQuarter(Refusal):
    """«Uændret» contradicts a new status text that the same quarter already has."""

    goal: str
    quarter: str


@dataclass(unsafe_hash=True)
class NothingToCorrect(Refusal):
    """There is no such report to correct, or it was already retracted."""

    goal: str


@dataclass(unsafe_hash=True)
class GoalIsWithdrawn(Refusal):
    """The goal was withdrawn; it is not reported on from that day."""

    goal: str
    since: date


@dataclass(unsafe_hash=True)
class AliasIsTaken(Refusal):
    """The goal already has that name."""

    goal: str
    alias: str


@dataclass(unsafe_hash=True)
class UnknownAlias(Refusal):
    """The goal has no such alias."""

    goal: str
    alias: str


@dataclass(unsafe_hash=True)
class UnknownMember(Refusal):
    """Nobody with that id may act in the ledger."""

    member: str


@dataclass(unsafe_hash=True)
class MemberAlreadyAdded(Refusal):
    """A member is added once."""


@dataclass(unsafe_hash=True)
class MemberIsReleased(Refusal):
    """The member no longer acts in the ledger."""

    member: str


@dataclass(unsafe_hash=True)
class UnknownUnit(Refusal):
    """The agreement knows no such organisational unit."""

    unit: str
    known: tuple[str, ...]


@dataclass(unsafe_hash=True)
class UnitNotResponsible(Refusal):
    """The member's unit does not answer for the goal."""

    goal: str
    unit: str
    responsible: str


@dataclass(unsafe_hash=True)
class NoUnitResponsible(Refusal):
    """The agreement gives the goal to no unit, so that only the secretariat reports on it."""

    goal: str


@dataclass(unsafe_hash=True)
class SecretariatOnly(Refusal):
    """Only the secretariat may do this."""

    command: str


@dataclass(unsafe_hash=True)
class SealOfAnotherReport(Refusal):
    """The position or the hash of a seal is not that of the report which the ledger holds.

    ``what`` is a quarter, or a paper by its name, here and in the two that follow.
    """

    what: str
    position: int


@dataclass(unsafe_hash=True)
class AlreadySealed(Refusal):
    """A second seal of a quarter or a paper is a restatement, and says why."""

    what: str


@dataclass(unsafe_hash=True)
class NothingToRestate(Refusal):
    """Only what was sealed before can be restated, and never with less than it knew."""

    what: str


@dataclass(unsafe_hash=True)
class QuarterOutsideAgreement(Refusal):
    """The quarter lies outside the agreement's time, or has not begun."""

    quarter: str


@dataclass(unsafe_hash=True)
class RoundAlreadyOpen(Refusal):
    """A quarter has one open round at a time."""

    quarter: str


@dataclass(unsafe_hash=True)
class NoOpenRound(Refusal):
    """The quarter is not open for reporting."""

    quarter: str


@dataclass(unsafe_hash=True)
class RoundDeadlineTooEarly(Refusal):
    """A round's deadline cannot lie before the quarter that it is about."""

    quarter: str
    deadline: date


@dataclass(unsafe_hash=True)
class UnusableReminders(Refusal):
    """Reminders come some whole days before the deadline, and only a few of them."""

    most: int
    longest: int


@dataclass(unsafe_hash=True)
class UnusableChannel(Refusal):
    """A round is to be followed in a channel that is not named by its id in Slack."""

    channel: str


@dataclass(unsafe_hash=True)
class ReportsMissing(Refusal):
    """A round with missing reports closes only when that has been said yes to."""

    quarter: str
    missing: tuple[str, ...]


@dataclass(unsafe_hash=True)
class DelayReasonRequired(Refusal):
    """The goal is past its deadline and not reached: the round asks for the reason."""

    goal: str
    quarter: str
    deadline: str
