"""Why a command was refused. Each reason is a named error; a refusal changes nothing.

The fields are what a message needs; the words themselves are in the catalogue of the edge.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date


class Refusal(Exception):
    """The domain said no. ``goal`` is the number of the goal where there is one.

    The reasons are dataclasses that take what they share from here: there are more than a hundred,
    and each function that is made for each of them is paid at every start.
    """

    @property
    def code(self) -> str:
        """The name of the reason, by which the catalogue finds its words."""
        return type(self).__name__

    def details(self) -> dict[str, object]:
        """The fields of the reason by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refusal) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash(self._told())

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.details().items())
        return f"{self.code}({told})"

    __repr__ = __str__

    def _told(self) -> tuple[object, ...]:
        return type(self), *self.details().values()


@dataclass(eq=False, repr=False)
class UnknownAgreement(Refusal):
    """The ledger holds no such agreement."""


@dataclass(eq=False, repr=False)
class AgreementAlreadyLoaded(Refusal):
    """An agreement is loaded once."""

    title: str


@dataclass(eq=False, repr=False)
class AmendedSince(Refusal):
    """The agreement was amended from a later day on; amendments follow on each other."""

    effective: date
    last: date


@dataclass(eq=False, repr=False)
class MayNotBeAmended(Refusal):
    """An amendment adds and changes words; at these places it takes away what facts may rest on, or
    gives it another meaning."""

    places: tuple[str, ...]


@dataclass(eq=False, repr=False)
class UnknownGoal(Refusal):
    """The ledger holds no goal with that id."""


@dataclass(eq=False, repr=False)
class GoalAlreadyRegistered(Refusal):
    """Two goals of an agreement cannot have the same number, nor a number another goal's id."""

    goal: str


@dataclass(eq=False, repr=False)
class UnknownSection(Refusal):
    """The goal's number is not the letter of a section of the agreement and a number."""

    goal: str


@dataclass(eq=False, repr=False)
class UnknownTheme(Refusal):
    """The agreement has no theme with that code."""

    goal: str
    theme: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class EmptyText(Refusal):
    """A text that must say something is empty. ``what`` is the name of the field."""

    what: str


@dataclass(eq=False, repr=False)
class TextTooLong(Refusal):
    """A text is longer than a cell of Bilag 1 may hold, or a list of names than a goal may have."""

    what: str
    limit: int


@dataclass(eq=False, repr=False)
class UnprintableText(Refusal):
    """A text holds control characters or broken Unicode, which no report can print."""

    what: str


@dataclass(eq=False, repr=False)
class NothingReported(Refusal):
    """A report that states nothing at all."""

    goal: str


@dataclass(eq=False, repr=False)
class UnknownFulfilment(Refusal):
    """The agreement's scale has no such step."""

    goal: str
    fulfilment: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class FulfilmentNotForKind(Refusal):
    """The step exists, but this kind of goal may not have it."""

    goal: str
    fulfilment: str
    kind: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class EffectiveOutsideAgreement(Refusal):
    """The effective date (virkningstid) lies outside the agreement's time."""

    effective: date
    start: date
    end: date


@dataclass(eq=False, repr=False)
class EffectiveBeforeGoal(Refusal):
    """The effective date lies before the goal belonged to the agreement."""

    goal: str
    effective: date
    start: date


@dataclass(eq=False, repr=False)
class GoalHadBegun(Refusal):
    """The goal belonged to the agreement on that day already."""

    goal: str
    start: date


@dataclass(eq=False, repr=False)
class EffectiveInFuture(Refusal):
    """Nobody can report what has not been yet."""

    effective: date
    today: date


@dataclass(eq=False, repr=False)
class EffectiveOutsideQuarter(Refusal):
    """A confirmation for a quarter holds on a day of that quarter."""

    effective: date
    quarter: str


@dataclass(eq=False, repr=False)
class NothingToConfirm(Refusal):
    """«Uændret» needs an earlier status text to be unchanged from."""

    goal: str
    quarter: str


@dataclass(eq=False, repr=False)
class StatusChangedInQuarter(Refusal):
    """«Uændret» contradicts a new status text that the same quarter already has."""

    goal: str
    quarter: str


@dataclass(eq=False, repr=False)
class NothingToCorrect(Refusal):
    """There is no such report to correct or retract, or it was already retracted."""

    goal: str


@dataclass(eq=False, repr=False)
class ConfirmationHasNoColumns(Refusal):
    """«Uændret» says nothing that could be corrected; it can only be retracted."""

    goal: str


@dataclass(eq=False, repr=False)
class GoalIsWithdrawn(Refusal):
    """The goal was withdrawn; it is not reported on from that day."""

    goal: str
    since: date


@dataclass(eq=False, repr=False)
class AliasIsTaken(Refusal):
    """The goal already has that name."""

    goal: str
    alias: str


@dataclass(eq=False, repr=False)
class UnknownAlias(Refusal):
    """The goal has no such alias."""

    goal: str
    alias: str


@dataclass(eq=False, repr=False)
class UnknownMember(Refusal):
    """Nobody with that id may act in the ledger."""

    member: str


@dataclass(eq=False, repr=False)
class MemberAlreadyAdded(Refusal):
    """A member is added once."""


@dataclass(eq=False, repr=False)
class MemberIsReleased(Refusal):
    """The member no longer acts in the ledger."""

    member: str


@dataclass(eq=False, repr=False)
class UnknownUnit(Refusal):
    """The agreement knows no such organisational unit."""

    unit: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class UnitNotResponsible(Refusal):
    """The member's unit does not answer for the goal."""

    goal: str
    unit: str
    responsible: str


@dataclass(eq=False, repr=False)
class NoUnitResponsible(Refusal):
    """The agreement gives the goal to no unit, so that only the secretariat reports on it."""

    goal: str


@dataclass(eq=False, repr=False)
class AuditorsDoNotReport(Refusal):
    """An auditor reads everything and reports nothing, whichever unit it is of."""


@dataclass(eq=False, repr=False)
class SecretariatOnly(Refusal):
    """Only the secretariat may do this."""

    command: str


@dataclass(eq=False, repr=False)
class SealOfAnotherReport(Refusal):
    """The position or the hash of a seal is not that of the report which the ledger holds.

    ``what`` is a quarter, or a paper by its name, here and in the two that follow.
    """

    what: str
    position: int


@dataclass(eq=False, repr=False)
class AlreadySealed(Refusal):
    """A second seal of a quarter or a paper is a restatement, and says why."""

    what: str


@dataclass(eq=False, repr=False)
class NothingToRestate(Refusal):
    """Only what was sealed before can be restated, and never with less than it knew."""

    what: str


@dataclass(eq=False, repr=False)
class NothingToSeal(Refusal):
    """A quarter in which no goal was known has no report: its seal would be empty for ever."""

    quarter: str


@dataclass(eq=False, repr=False)
class QuarterOutsideAgreement(Refusal):
    """The quarter lies outside the agreement's time, or has not begun."""

    quarter: str


@dataclass(eq=False, repr=False)
class RoundAlreadyOpen(Refusal):
    """A quarter has one open round at a time."""

    quarter: str


@dataclass(eq=False, repr=False)
class NoOpenRound(Refusal):
    """The quarter is not open for reporting."""

    quarter: str


@dataclass(eq=False, repr=False)
class RoundDeadlineTooEarly(Refusal):
    """A round's deadline cannot lie before the quarter that it is about."""

    quarter: str
    deadline: date


@dataclass(eq=False, repr=False)
class UnusableReminders(Refusal):
    """Reminders come some whole days before the deadline, and only a few of them."""

    most: int
    longest: int


@dataclass(eq=False, repr=False)
class UnusableChannel(Refusal):
    """A round is to be followed in a channel that is not named by its id in Slack."""

    channel: str


@dataclass(eq=False, repr=False)
class ReportsMissing(Refusal):
    """A round with missing reports closes only when that has been said yes to."""

    quarter: str
    missing: tuple[str, ...]


@dataclass(eq=False, repr=False)
class DelayReasonRequired(Refusal):
    """The goal is past its deadline and not reached: the round asks for the reason."""

    goal: str
    quarter: str
    deadline: str
