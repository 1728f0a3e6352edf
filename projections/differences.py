"""What `projections.verification` can find: each kind of difference by name, with its values.

The words are in the catalogue of the edge, under the name of the kind. ``found`` is what the views
answer, ``replayed`` what the events alone say.
"""

from __future__ import annotations

from typing import NamedTuple

from domain.quarters import Quarter


class GuardAway(NamedTuple):
    """A guard is missing, or is not as this version makes it."""

    guard: str


class OutOfStep(NamedTuple):
    """At a position there are not both a log entry and an event: which come next, or None."""

    position: int
    logged: int | None
    stored: int | None


class TimeRanBackwards(NamedTuple):
    """A position was recorded before the one before it (µs since 1970 UTC)."""

    position: int
    recorded_at: int
    before: int


class BytesChanged(NamedTuple):
    """An event's bytes have another hash than the log says."""

    position: int
    sha256: str
    logged: str


class KindChanged(NamedTuple):
    """A value is of another kind than its column, as SQLite names kinds."""

    position: int
    column: str
    kind: str
    wanted: str


class VersionsNotWhole(NamedTuple):
    """A stream's versions have a gap: the last one is not how many events it has."""

    stream: str
    last: int
    events: int


class ActorUnknown(NamedTuple):
    """The log names somebody who was never a member."""

    position: int
    actor: str


class KeptFileChanged(NamedTuple):
    """The bytes of a kept file have another hash than the one that they are kept under."""

    sha256: str
    kept_as: str


class KeptFileLost(NamedTuple):
    """A seal's file is not kept any more."""

    position: int
    name: str
    sha256: str


class ViewsNotCurrent(NamedTuple):
    """The views are of another version than this one makes, or do not reach the last position."""

    version: int
    position: int
    wanted_version: int
    last_position: int


class RowTooMany(NamedTuple):
    """A view has a row that no event leads to."""

    view: str
    row: dict[str, object]


class RowMissing(NamedTuple):
    """A view lacks a row that an event leads to."""

    view: str
    row: dict[str, object]


class EventUnreadable(NamedTuple):
    """The reading ended at an event that cannot be read."""

    error: str


class AgreementDiffers(NamedTuple):
    """The agreement, as it was at the end of a quarter."""

    quarter: Quarter
    found: object
    replayed: object


class GoalDiffers(NamedTuple):
    """A goal's row in Bilag 1 of a quarter; None where it has none."""

    quarter: Quarter
    goal: str
    found: object
    replayed: object


class IndicatorDiffers(NamedTuple):
    """The measurements of an indicator."""

    indicator: str
    found: object
    replayed: object


class FocusDiffers(NamedTuple):
    """The focus points of Bilag 2 of a year."""

    year: int
    found: object
    replayed: object


class PartnershipDiffers(NamedTuple):
    """A part of what is known of the partnership."""

    agreement: str
    part: str
    found: object
    replayed: object


Difference = (
    GuardAway | OutOfStep | TimeRanBackwards | BytesChanged | KindChanged | VersionsNotWhole
    | ActorUnknown | KeptFileChanged | KeptFileLost | ViewsNotCurrent | RowTooMany | RowMissing
    | EventUnreadable | AgreementDiffers | GoalDiffers | IndicatorDiffers | FocusDiffers
    | PartnershipDiffers
)  # fmt: skip
"""Something in the store that does not hold."""
