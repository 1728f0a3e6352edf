"""The figures of a goal as a small chart, for a cell of Bilag 1: drawn with svg.py, pure.

It shows the movement, the last figure, and the target as a dashed line; all figures stand in its
alternative text. The vertical axis begins where the figures do.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

import svg

from domain import figures
from projections.bilag1 import Bilag1
from projections.indicators import Series
from projections.rendering import indicator_words
from projections.rendering.charts import FAMILY, INK, LINE, SOFT, TARGET, escaped

WIDTH, _LETTERS, _SMALL, _LARGE = 110, 8, 7.5, 11
_LEFT, _RIGHT, _TOP, _BOTTOM = 4.0, 58.0, 15.0, 31.0
_MOST_LETTERS = 29
"""How many letters of the indicator's title there is room for."""


class Spark(NamedTuple):
    """A chart as SVG, and what it tells, in words."""

    svg: str
    alt: str


def of_goals(report: Bilag1) -> dict[str, list[Spark]]:
    """The charts of the report's goals by their numbers: of each indicator that shows a movement,
    or a figure beside a target."""
    found: dict[str, list[Spark]] = defaultdict(list)
    for one in report.measured:
        if one.points and (len(one.points) > 1 or one.indicator.target is not None):
            found[one.indicator.goal].append(Spark(_drawn(one), indicator_words.alternative(one)))
    return dict(found)


def height(series: Series) -> int:
    """The height of a chart in the units of `WIDTH`."""
    return 36 if series.indicator.target is None else 45


def _drawn(series: Series) -> str:
    size = height(series)
    title = series.indicator.title
    short = title if len(title) <= _MOST_LETTERS else f"{title[: _MOST_LETTERS - 1].rstrip()}…"
    told = indicator_words.figure(series.indicator, series.points[-1].value,
                                  unit=series.indicator.unit == "%")  # fmt: skip
    room = (WIDTH - _RIGHT - 8) / (0.55 * len(told))
    elements: list[svg.Element] = [
        svg.Title(text=escaped(indicator_words.alternative(series))),
        _text(0, 8, short, SOFT, round(min(_LETTERS, WIDTH / (0.55 * len(short))), 2)),
        *_movement(series),
        _text(_RIGHT + 8, 27, told, INK, round(min(_LARGE, room), 2), bold=True),
    ]
    if series.indicator.target is not None:
        side = indicator_words.target(series.indicator, unit=False)
        elements.append(_text(0, 43, f"– – mål: {side}", TARGET, _SMALL))
    return str(svg.SVG(width=WIDTH, height=size, viewBox=svg.ViewBoxSpec(0, 0, WIDTH, size),
                       extra={"role": "img"}, elements=elements))  # fmt: skip


def _movement(series: Series) -> list[svg.Element]:
    """The target, the line and the points, the last one larger."""
    target = series.indicator.target
    values = [figures.value(one.value) for one in series.points]
    known = [*values, *([figures.value(target)] if target is not None else [])]
    low, high = min(known), max(known)
    days = [one.effective.toordinal() for one in series.points]

    def across(day: int) -> float:
        part = (day - days[0]) / (days[-1] - days[0]) if days[-1] > days[0] else 1
        return round(_LEFT + part * (_RIGHT - _LEFT), 2)

    def down(value: Any) -> float:
        part = float((value - low) / (high - low)) if high > low else 0.5
        return round(_BOTTOM - part * (_BOTTOM - _TOP), 2)

    drawn: list[svg.Element] = []
    if target is not None:
        at = down(figures.value(target))
        drawn.append(svg.Line(x1=_LEFT, x2=_RIGHT, y1=at, y2=at, stroke=TARGET, stroke_width=1,
                              stroke_dasharray=[4, 3]))  # fmt: skip
    points: list[Any] = [(across(d), down(v)) for d, v in zip(days, values, strict=True)]
    if len(points) > 1:
        drawn.append(svg.Polyline(points=points, fill="none", stroke=LINE, stroke_width=1.5,
                                  stroke_linejoin="round"))  # fmt: skip
    drawn += [svg.Circle(cx=x, cy=y, r=1.4, fill=LINE) for x, y in points[:-1]]
    return [*drawn, svg.Circle(cx=points[-1][0], cy=points[-1][1], r=2.4, fill=LINE)]


def _text(x: float, y: float, words: str, fill: str, size: float, bold: bool = False) -> svg.Text:
    return svg.Text(x=x, y=y, text=escaped(words), fill=fill, font_family=FAMILY, font_size=size,
                    font_weight="bold" if bold else None)  # fmt: skip
