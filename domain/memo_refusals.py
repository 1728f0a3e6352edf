"""Why a measurement or a change of a focus point was refused; see `domain.refusals`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.refusals import Refusal


@dataclass(unsafe_hash=True)
class UnknownIndicator(Refusal):
    """The agreement file defines no such indicator."""

    indicator: str
    known: tuple[str, ...]


@dataclass(unsafe_hash=True)
class NotAFigure(Refusal):
    """The value is not an exact decimal."""

    value: str


@dataclass(unsafe_hash=True)
class AlreadyMeasured(Refusal):
    """The indicator has a figure for that day; another one is a restatement of it."""

    indicator: str
    effective: date
    value: str


@dataclass(unsafe_hash=True)
class NothingMeasured(Refusal):
    """There is no such measurement to restate or withdraw, or it was already withdrawn."""

    indicator: str


@dataclass(unsafe_hash=True)
class UnknownFocusPoint(Refusal):
    """The ledger holds no focus point with that number."""

    number: int


@dataclass(unsafe_hash=True)
class FocusPointAlreadyAdded(Refusal):
    """Two focus points of an agreement cannot have the same number."""

    number: int


@dataclass(unsafe_hash=True)
class FocusPointIsClosed(Refusal):
    """The focus point has ended; it is not changed any more."""

    number: int
    since: date


@dataclass(unsafe_hash=True)
class EffectiveBeforeFocusPoint(Refusal):
    """The effective date lies before the focus point began."""

    number: int
    effective: date
    start: date


@dataclass(unsafe_hash=True)
class NothingReworded(Refusal):
    """A rewording of a focus point that changes no word."""

    number: int
