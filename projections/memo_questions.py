"""Indicators and focus points over a store: what is asked for them, and the proof by replay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from domain import facts
from domain.agreements import Agreement, Indicator
from domain.quarters import Quarter
from projections import focus, indicators
from projections.bilag1 import Bilag1
from projections.differences import FocusDiffers, IndicatorDiffers
from projections.questions import Questions
from projections.schema import LIVE
from projections.views import day_of


def indicator_series(
    questions: Questions, agreement: Agreement, day: date, position: int
) -> list[indicators.Series]:
    """The agreement's indicators with their measurements for days up to ``day``, as known at a
    position, in the order of the agreement file."""
    return series_by_day(questions, agreement, position)(day)


def series_by_day(
    questions: Questions, agreement: Agreement, position: int
) -> Callable[[date], list[indicators.Series]]:
    """The same for any number of days; the measurements are asked for once."""
    said = _measurements(questions, agreement, position)
    titles = _titles(questions, agreement, position)
    return lambda day: [
        indicators.series(one, titles.get(one.goal, ""), said, day, position)
        for one in questions.agreement(agreement, day, position).measured
    ]


def measured_bilag1(
    questions: Questions, agreement: Agreement, quarter: Quarter, position: int
) -> Bilag1:
    """Bilag 1 with the figures of its goals, for those who draw them."""
    report = questions.bilag1(agreement, quarter, position)
    found = indicator_series(questions, agreement, quarter.last_day, position)
    return replace(report, measured=tuple(found))


def measured(
    questions: Questions, agreement: Agreement, position: int
) -> list[tuple[Indicator, str, tuple[indicators.Said, ...]]]:
    """Each indicator with the short title of its goal and all that was said of it."""
    said = _measurements(questions, agreement, position)
    titles = _titles(questions, agreement, position)
    return [
        (one, titles.get(one.goal, ""), tuple(s for s in said if s.indicator == one.id))
        for one in questions.agreement(agreement, date.max, position).measured
    ]


def focus_edition(
    questions: Questions, agreement: Agreement, year: int, position: int
) -> focus.Edition:
    """Bilag 2 for a year, as known at a position; see `projections.focus.edition`."""
    basis = questions.basis(agreement.id, Quarter(year, 4), position)
    told = _focus(questions, agreement, position)
    title = questions.agreement(agreement, date(year, 12, 31), position).title
    return focus.edition(title, year, basis, told)


def next_focus_number(questions: Questions, agreement: Agreement) -> int:
    """The number that the next focus point gets."""
    numbers = (one.number for one in _focus(questions, agreement, questions.last_position()))
    return max(numbers, default=0) + 1


def unlike_the_replay(
    questions: Questions, agreement: Agreement, position: int
) -> Iterator[IndicatorDiffers | FocusDiffers]:
    """Where an answer differs from the events alone."""
    day = date.max
    for found in indicator_series(questions, agreement, day, position):
        events = questions.recorded_of(agreement.indicator_id(found.indicator.id))
        said = [indicators.said(one.position, one.version, one.event) for one in events]
        told = [one for one in said if one is not None]
        replayed = indicators.series(found.indicator, found.goal_title, told, day, position)
        if replayed != found:
            yield IndicatorDiffers(found.indicator.id, found.points, replayed.points)
    for year in range(agreement.start.year, agreement.end.year + 1):
        asked = focus_edition(questions, agreement, year, position)
        numbers = range(1, next_focus_number(questions, agreement))
        events = [one for n in numbers for one in questions.recorded_of(agreement.focus_id(n))]
        points = [focus.told(one.position, one.version, one.event) for one in events]
        made = focus.edition(asked.agreement, year, asked.basis, [p for p in points if p])
        if made != asked:
            yield FocusDiffers(year, asked.themes, made.themes)


def _titles(questions: Questions, agreement: Agreement, position: int) -> dict[str, str]:
    """The short titles of the goals that are measured, as known at the position."""
    now = questions.agreement(agreement, date.max, position)
    measured = {one.goal for one in now.measured}
    if not measured:
        return {}
    said = {
        ref.number: facts.in_force(questions.statements(ref.key, "title", position), date.max)
        for ref in questions.goals(agreement.id)
        if ref.number in measured
    }
    return {number: one.value for number, one in said.items() if one is not None}


def _measurements(
    questions: Questions, agreement: Agreement, position: int
) -> list[indicators.Said]:
    table = LIVE.measurements
    query = select(table).where(
        table.c.agreement == str(agreement.id), table.c.position <= position
    )
    with questions.recorder.reading() as connection:
        return [
            indicators.Said(
                row.position, row.indicator, day_of(row.effective), row.place, row.value,
                row.source, None if row.published is None else day_of(row.published), row.reason,
            )
            for row in connection.execute(query)
        ]  # fmt: skip


def _focus(questions: Questions, agreement: Agreement, position: int) -> list[focus.Told]:
    table = LIVE.focus_points
    query = select(table).where(
        table.c.agreement == str(agreement.id), table.c.position <= position
    )
    with questions.recorder.reading() as connection:
        return [
            focus.Told(
                row.position, row.number, day_of(row.effective), row.place, bool(row.closed),
                row.theme, row.title, row.content,
            )
            for row in connection.execute(query)
        ]  # fmt: skip
