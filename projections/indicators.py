"""Indicators as series of figures: the report model, pure.

What was said of a measurement (`Said`) comes from the view or, for the proof, from the events; both
ways lead through `series`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from domain import figures
from domain import memo_events as m
from domain.agreements import Indicator
from domain.events import Event
from projections.bilag1 import Basis


class Said(NamedTuple):
    """What one event says of a measurement; a ``value`` of None says that it was withdrawn.

    ``place`` is the version of the measurement that it is about.
    """

    position: int
    indicator: str
    effective: date
    place: int
    value: str | None
    source: str | None
    published: date | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A figure that was restated, and why; kept beside the one in its place."""

    value: str
    position: int
    reason: str


@dataclass(frozen=True, slots=True)
class Point:
    """A measurement that stands, as it was known: exact figure, day, source, and what it replaced.

    ``reached`` says whether the figure is on the right side of the target; None where there is no
    target, or only one to be near.
    """

    effective: date
    value: str
    source: str
    published: date | None
    position: int
    reached: bool | None
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator with its measurements, in the order of their days. ``goal_title`` is the short
    title of its goal."""

    indicator: Indicator
    goal_title: str
    points: tuple[Point, ...]

    @property
    def latest(self) -> Point | None:
        """The measurement of the last day."""
        return self.points[-1] if self.points else None


@dataclass(frozen=True, slots=True)
class Overview:
    """The indicators of an agreement (its title) for days up to ``day``, with what they rest on."""

    agreement: str
    day: date
    basis: Basis
    series: tuple[Series, ...]


def said(position: int, version: int, event: Event) -> Said | None:
    """What an event says of a measurement; None for other events."""
    match event:
        case m.IndicatorMeasured():
            return Said(position, event.indicator, event.effective, version, event.value,
                        event.source, event.published, None)  # fmt: skip
        case m.IndicatorRestated():
            return Said(position, event.indicator, event.effective, event.corrects, event.value,
                        event.source, event.published, event.reason)  # fmt: skip
        case m.MeasurementWithdrawn():
            return Said(position, event.indicator, event.effective, event.corrects, None, None,
                        None, event.reason)  # fmt: skip
        case _:
            return None


def series(
    indicator: Indicator, goal_title: str, told: Iterable[Said], day: date, position: int
) -> Series:
    """The indicator's measurements for days up to ``day``, as known at a position."""
    places: dict[int, list[Said]] = {}
    for one in sorted(told):
        if one.indicator == indicator.id and one.effective <= day and one.position <= position:
            places.setdefault(one.place, []).append(one)
    points = [
        _point(indicator, history) for history in places.values() if history[-1].value is not None
    ]
    return Series(indicator, goal_title, tuple(sorted(points, key=lambda point: point.effective)))


def _point(indicator: Indicator, history: list[Said]) -> Point:
    last = history[-1]
    value = last.value or ""
    earlier = tuple(
        Earlier(one.value or "", one.position, after.reason or "")
        for one, after in pairwise(history)
        if one.value != after.value
    )
    source = next(one.source for one in reversed(history) if one.source is not None)
    published = next((one.published for one in reversed(history) if one.published), None)
    return Point(last.effective, value, source, published, last.position,
                 is_reached(indicator, value), earlier)  # fmt: skip


def is_reached(indicator: Indicator, exact: str) -> bool | None:
    """Whether the figure is on the right side of the indicator's target."""
    if indicator.target is None or indicator.direction == "about":
        return None
    figure, target = figures.value(exact), figures.value(indicator.target)
    return figure >= target if indicator.direction == "at least" else figure <= target
