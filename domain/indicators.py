"""Indicators: the figures by which the measurable goals are followed.

Which indicators there are stands in the agreement file; a measurement says what one was on a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct

from domain import figures, rules
from domain import memo_refusals as refused
from domain import refusals as no
from domain.agreements import Agreement, Indicator
from domain.goals import Goal
from domain.members import Member
from domain.memo_events import (
    IndicatorEvent,
    IndicatorMeasured,
    IndicatorRestated,
    MeasurementWithdrawn,
)


class Measure(Struct, frozen=True):
    """Say what an indicator was on a day. ``value`` is the text of an exact decimal."""

    indicator: str
    effective: date
    value: str
    source: str
    published: date | None = None


class Restate(Struct, frozen=True):
    """Put another figure in the place of an earlier one, with a reason."""

    indicator: str
    corrects: int
    reason: str
    value: str
    source: str | None = None
    published: date | None = None


class WithdrawMeasurement(Struct, frozen=True):
    """Take a measurement back, with a reason."""

    indicator: str
    corrects: int
    reason: str


IndicatorCommand = Measure | Restate | WithdrawMeasurement


class Standing(NamedTuple):
    """A measurement that stands: its day and its figure."""

    effective: date
    value: str


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator's history, as far as the rules need it: what stands, by version."""

    version: int = 0
    standing: Mapping[int, Standing] = field(default_factory=dict)

    def on(self, day: date) -> Standing | None:
        """The measurement for that day, or None."""
        return next((one for one in self.standing.values() if one.effective == day), None)


def evolve(_: UUID, state: Measured | None, event: IndicatorEvent) -> Measured:
    """The indicator after one more event of its stream."""
    state = state or Measured()
    version, standing = state.version + 1, dict(state.standing)
    match event:
        case IndicatorMeasured():
            standing[version] = Standing(event.effective, event.value)
        case IndicatorRestated():
            standing[event.corrects] = Standing(event.effective, event.value)
        case MeasurementWithdrawn():
            standing.pop(event.corrects, None)
    return Measured(version, standing)


def indicator_of(agreement: Agreement, code: str) -> Indicator:
    """The agreement's indicator with that id; raises `UnknownIndicator`."""
    found = next((one for one in agreement.measured if one.id == code), None)
    if found is None:
        raise refused.UnknownIndicator(code, tuple(one.id for one in agreement.measured))
    return found


def decide(
    agreement: Agreement, goal: Goal | None, state: Measured | None, actor: Member, today: date,
    command: IndicatorCommand,
) -> tuple[IndicatorEvent, ...]:  # fmt: skip
    """What a measurement makes true; raises a `Refusal`. ``goal`` is the indicator's goal.

    A day has one measurement: a second one for the same day is a restatement of the first.
    """
    indicator = indicator_of(agreement, command.indicator)
    if goal is None:
        raise no.UnknownGoal
    case = rules.Case(agreement, agreement, goal, actor, today, command)
    for rule in (rules.by_a_responsible_unit, _words_are_told):
        if refusal := rule(case):
            raise refusal
    state = state or Measured()
    if isinstance(command, Measure):
        return _measured(agreement, indicator, state, today, command)
    told = state.standing.get(command.corrects)
    if told is None:
        raise refused.NothingMeasured(indicator.title)
    day, version = told.effective, command.corrects
    if isinstance(command, WithdrawMeasurement):
        reason = command.reason
        return (MeasurementWithdrawn(agreement.id, indicator.id, day, version, reason),)
    return (IndicatorRestated(agreement.id, indicator.id, day, version, command.reason,
                              command.value, command.source, command.published),)  # fmt: skip


def _measured(
    agreement: Agreement, indicator: Indicator, state: Measured, today: date, command: Measure
) -> tuple[IndicatorEvent, ...]:
    if command.effective > today:
        raise no.EffectiveInFuture(command.effective, today)
    told = state.on(command.effective)
    if told is not None and figures.value(told.value) == figures.value(command.value):
        return ()
    if told is not None:
        shown = f"{figures.danish(told.value, indicator.decimals)} {indicator.unit}".strip()
        raise refused.AlreadyMeasured(indicator.title, command.effective, shown)
    return (IndicatorMeasured(agreement.id, indicator.id, indicator.goal, command.effective,
                              command.value, indicator.unit, command.source,
                              command.published),)  # fmt: skip


def _words_are_told(case: rules.Case) -> no.Refusal | None:
    """A figure is exact, and what is said of it can be printed and says something."""
    value = getattr(case.command, "value", None)
    if value is not None and not figures.is_exact(value):
        return refused.NotAFigure(value)
    return rules.texts_fit(case.command, ("source", "reason"), filled=("source", "reason"))
