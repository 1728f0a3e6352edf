"""Figures, targets and days of an indicator in words, the same in every format: Danish, and
English on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from domain import figures
from domain.agreements import Indicator
from projections.indicators import Point, Series, is_reached
from projections.rendering import words as report_words
from projections.rendering.words import Words


@dataclass(frozen=True, slots=True)
class IndicatorWords:
    """What is told of an indicator in one language."""

    report: Words
    title: str
    target: str
    sides: Mapping[str, str]
    exactly: str
    standing: str
    over: str
    under: str
    points: str
    earlier: str
    published: str
    empty: str
    day: str
    number: Callable[[str, int], str]


DANISH = IndicatorWords(
    report_words.DANISH,
    title="Indikatorer",
    target="Mål: {target}",
    sides={"at least": "mindst", "at most": "højst", "about": "omkring"},
    exactly="præcis på målet",
    standing="{size} {side} målet",
    over="over",
    under="under",
    points=" procentpoint",
    earlier="tidligere {figure} ({reason})",
    published="offentliggjort {day}",
    empty="Ingen målinger.",
    day="{day}. {month} {year}",
    number=figures.danish,
)

ENGLISH = IndicatorWords(
    report_words.ENGLISH,
    title="Indicators",
    target="Target: {target}",
    sides={"at least": "at least", "at most": "at most", "about": "about"},
    exactly="exactly on the target",
    standing="{size} {side} the target",
    over="above",
    under="below",
    points=" percentage points",
    earlier="earlier {figure} ({reason})",
    published="published {day}",
    empty="No measurements.",
    day="{day} {month} {year}",
    number=figures.english,
)

CATALOGUES: Mapping[str, IndicatorWords] = {"da": DANISH, "en": ENGLISH}
"""The catalogues by language code."""


def figure(
    indicator: Indicator, exact: str, unit: bool = True, told: IndicatorWords = DANISH
) -> str:
    """The figure as the language writes it: ``20,2 %``, ``1.580 boliger``."""
    shown = told.number(exact, indicator.decimals)
    return f"{shown} {indicator.unit}".strip() if unit else shown


def target(indicator: Indicator, unit: bool = True, told: IndicatorWords = DANISH) -> str:
    """The target with its side: ``mindst 20 %``; empty where there is none. Without ``unit``, only
    per cents say theirs."""
    if indicator.target is None:
        return ""
    after = indicator.unit if unit or indicator.unit == "%" else ""
    shown = f"{told.number(indicator.target, 0)} {after}".strip()
    return f"{told.sides[indicator.direction]} {shown}"


def standing(indicator: Indicator, exact: str, told: IndicatorWords = DANISH) -> str:
    """Where the figure is beside its target: ``0,1 procentpoint under målet``."""
    if indicator.target is None:
        return ""
    apart = figures.value(exact) - figures.value(indicator.target)
    if not apart:
        return told.exactly
    size = told.number(str(abs(apart)), indicator.decimals)
    unit = told.points if indicator.unit == "%" else ""
    side = told.over if apart > 0 else told.under
    return told.standing.format(size=size + unit, side=side)


def tone(indicator: Indicator, exact: str) -> str:
    """How the figure is coloured: ``reached``, ``open`` or ``""``."""
    return {True: "reached", False: "open", None: ""}[is_reached(indicator, exact)]


def day(one: date, told: IndicatorWords = DANISH) -> str:
    """The day in words: ``31. december 2016``."""
    month = told.report.months[one.month - 1]
    return told.day.format(day=one.day, month=month, year=one.year)


def short_day(one: date) -> str:
    """The day in figures: ``31.12.2016``."""
    return f"{one.day}.{one.month}.{one.year}"


def earlier(indicator: Indicator, point: Point, told: IndicatorWords = DANISH) -> str:
    """What the figure was before it was restated, oldest first, with the reasons."""
    return "; ".join(
        told.earlier.format(figure=figure(indicator, one.value, told=told), reason=one.reason)
        for one in point.earlier
    )


def on(series: Series, n: int, unit: bool = False) -> str:
    """A measurement in words: ``361 pr. 31. december 2015``; per cents always say so."""
    point, one = series.points[n], series.indicator
    return f"{figure(one, point.value, unit or one.unit == '%')} pr. {day(point.effective)}"


def alternative(series: Series) -> str:
    """The series in words, for those who cannot see its chart."""
    told = "; ".join(on(series, n, unit=n == 0) for n in range(len(series.points)))
    one = series.indicator
    goal = f" Målet er {target(one)}." if one.target is not None else ""
    return f"{one.title}: {told or 'ingen målinger'}.{goal}"
