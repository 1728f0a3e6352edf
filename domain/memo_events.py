"""The facts behind the memo and Bilag 2: measurements of indicators, and focus points.

An indicator and a focus point have a stream each (`Agreement.indicator_id`, `Agreement.focus_id`).
As with goals, ``effective`` is the day from which, or for which, it holds, and a correction takes
the place of what it corrects, which stays in the history.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct


class IndicatorMeasured(Struct, frozen=True):
    """A figure was measured. By a member of a unit that answers for the goal, or the secretariat.

    ``value`` is the text of an exact decimal (``20.2``) in ``unit``; ``effective`` the day that the
    figure holds for, such as the last day of the year that was counted, which may lie before the
    agreement; ``source`` says who counted, and ``published`` when that came out, where it is known.
    """

    agreement: UUID
    indicator: str
    goal: str
    effective: date
    value: str
    unit: str
    source: str
    published: date | None = None


class IndicatorRestated(Struct, frozen=True):
    """A figure was restated: this one takes the place of an earlier one, which is shown beside it.

    ``corrects`` is the version, in the indicator's stream, of the measurement, and ``effective``
    its day. A ``source`` or ``published`` of None stays as it was.
    """

    agreement: UUID
    indicator: str
    effective: date
    corrects: int
    reason: str
    value: str
    source: str | None = None
    published: date | None = None


class MeasurementWithdrawn(Struct, frozen=True):
    """A measurement should not have been recorded; it holds no longer, and stays in the history."""

    agreement: UUID
    indicator: str
    effective: date
    corrects: int
    reason: str


class FocusPointAdded(Struct, frozen=True):
    """The parties will give a subject particular attention. By the secretariat.

    ``theme`` is the heading that it stands under in Bilag 2; ``content`` may hold several
    paragraphs, with an empty line between them.
    """

    agreement: UUID
    number: int
    effective: date
    theme: str
    title: str
    content: str


class FocusPointReworded(Struct, frozen=True):
    """A focus point got other words. None leaves that part as it was."""

    agreement: UUID
    number: int
    effective: date
    reason: str
    theme: str | None = None
    title: str | None = None
    content: str | None = None


class FocusPointClosed(Struct, frozen=True):
    """A focus point ended: ``effective`` is the first day on which it is none."""

    agreement: UUID
    number: int
    effective: date
    reason: str


IndicatorEvent = IndicatorMeasured | IndicatorRestated | MeasurementWithdrawn
FocusEvent = FocusPointAdded | FocusPointReworded | FocusPointClosed
MemoEvent = IndicatorEvent | FocusEvent

MEMO_TOPICS: dict[str, type[MemoEvent]] = {
    "indicator-measured": IndicatorMeasured,
    "indicator-restated": IndicatorRestated,
    "measurement-withdrawn": MeasurementWithdrawn,
    "focus-point-added": FocusPointAdded,
    "focus-point-reworded": FocusPointReworded,
    "focus-point-closed": FocusPointClosed,
}
"""Their pinned topics, a part of `domain.events.TOPICS`."""
