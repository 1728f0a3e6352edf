"""Figures, targets and days of an indicator in Danish words, the same in every format."""

from __future__ import annotations

from datetime import date

from domain import figures
from domain.agreements import Indicator
from projections.indicators import Point, Series, is_reached
from projections.rendering.words import DANISH

_SIDES = {"at least": "mindst", "at most": "højst", "about": "omkring"}


def figure(indicator: Indicator, exact: str, unit: bool = True) -> str:
    """The figure as Danish writes it: ``20,2 %``, ``1.580 boliger``."""
    shown = figures.danish(exact, indicator.decimals)
    return f"{shown} {indicator.unit}".strip() if unit else shown


def target(indicator: Indicator, unit: bool = True) -> str:
    """The target with its side: ``mindst 20 %``; empty where there is none. Without ``unit``, only
    per cents say theirs."""
    if indicator.target is None:
        return ""
    told = indicator.unit if unit or indicator.unit == "%" else ""
    shown = f"{figures.danish(indicator.target)} {told}".strip()
    return f"{_SIDES[indicator.direction]} {shown}"


def standing(indicator: Indicator, exact: str) -> str:
    """Where the figure is beside its target: ``0,1 procentpoint under målet``."""
    if indicator.target is None:
        return ""
    apart = figures.value(exact) - figures.value(indicator.target)
    if not apart:
        return "præcis på målet"
    size = figures.danish(str(abs(apart)), indicator.decimals)
    unit = " procentpoint" if indicator.unit == "%" else ""
    return f"{size}{unit} {'over' if apart > 0 else 'under'} målet"


def tone(indicator: Indicator, exact: str) -> str:
    """How the figure is coloured: ``reached``, ``open`` or ``""``."""
    return {True: "reached", False: "open", None: ""}[is_reached(indicator, exact)]


def day(one: date) -> str:
    """The day in words: ``31. december 2016``."""
    return f"{one.day}. {DANISH.months[one.month - 1]} {one.year}"


def short_day(one: date) -> str:
    """The day in figures: ``31.12.2016``."""
    return f"{one.day}.{one.month}.{one.year}"


def earlier(indicator: Indicator, point: Point) -> str:
    """What the figure was before it was restated, oldest first, with the reasons."""
    return "; ".join(
        f"tidligere {figure(indicator, one.value)} ({one.reason})" for one in point.earlier
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
