"""Why a measurement or a change of a focus point was refused; see `domain.refusals`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.refusals import Refusal


@dataclass(eq=False, repr=False)
class UnknownIndicator(Refusal):
    """The agreement file defines no such indicator."""

    indicator: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class NotAFigure(Refusal):
    """The value is not an exact decimal."""

    value: str


@dataclass(eq=False, repr=False)
class AlreadyMeasured(Refusal):
    """The indicator has a figure for that day; another one is a restatement of it."""

    indicator: str
    effective: date
    value: str


@dataclass(eq=False, repr=False)
class NothingMeasured(Refusal):
    """There is no such measurement to restate or withdraw, or it was already withdrawn."""

    indicator: str


@dataclass(eq=False, repr=False)
class UnknownFocusPoint(Refusal):
    """The ledger holds no focus point with that number."""

    number: int


@dataclass(eq=False, repr=False)
class FocusPointAlreadyAdded(Refusal):
    """Two focus points of an agreement cannot have the same number."""

    number: int


@dataclass(eq=False, repr=False)
class FocusPointIsClosed(Refusal):
    """The focus point has ended; it is not changed any more."""

    number: int
    since: date


@dataclass(eq=False, repr=False)
class EffectiveBeforeFocusPoint(Refusal):
    """The effective date lies before the focus point began."""

    number: int
    effective: date
    start: date


@dataclass(eq=False, repr=False)
class NothingReworded(Refusal):
    """A rewording of a focus point that changes no word."""

    number: int
