"""The way towards a target of homes as a chart in SVG: two stepped areas and the target.

Homes in use are dark, planned ones lie above them in a light colour, the target is dashed; its
words stand over the plot, so that no area reaches them when the target is passed. The horizontal
axis goes from the first figure to the day asked for, and the vertical from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import svg

from domain.organisation import Target
from projections.homes import Progress, Way
from projections.rendering import indicator_words
from projections.rendering.charts import (
    FAMILY,
    LINE,
    PAPER,
    RULE,
    SOFT,
    TARGET,
    Size,
    escaped,
)

PLANNED = "#c3d0e0"
SIZE = Size(560, 250, 12)


def alternative(way: Way) -> str:
    """What the chart shows, in words."""
    now, day = way.now, indicator_words.day(way.now.day)
    return (f"{day}: {now.in_use} boliger i brug og {now.planned} planlagt "
            f"ud af {way.target.amount}")  # fmt: skip


def chart(way: Way) -> str:
    """The way as an SVG element."""
    plot = _Plot(way)
    drawn = svg.SVG(
        width=SIZE.width, height=SIZE.height,
        viewBox=svg.ViewBoxSpec(0, 0, SIZE.width, SIZE.height), extra={"role": "img"},
        elements=[svg.Title(text=escaped(alternative(way))), *plot.elements()],
    )  # fmt: skip
    return str(drawn)


def aim(target: Target) -> str:
    """The target in words, with the day by which: a year, where it is the turn of one."""
    match target.by.month, target.by.day:
        case 1, 1:
            by = str(target.by.year)
        case 12, 31:
            by = f"udgangen af {target.by.year}"
        case _:
            by = indicator_words.short_day(target.by)
    return f"Mål: {target.amount} inden {by}"


class _Plot:
    """Where the days and the homes lie on the paper."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.left, self.right = 3.2 * SIZE.letters, SIZE.width - 11.5 * SIZE.letters
        self.top, self.bottom = 2.4 * SIZE.letters, SIZE.height - 2.2 * SIZE.letters
        self.most = max(way.target.amount, *(one.in_use + one.planned for one in way.days))
        self.first, self.last = way.days[0].day.toordinal(), way.now.day.toordinal()

    def x(self, day: date) -> float:
        """Where a day lies; a single one to the right."""
        if self.first == self.last:
            return self.right
        part = (day.toordinal() - self.first) / (self.last - self.first)
        return round(self.left + part * (self.right - self.left), 2)

    def y(self, homes: int) -> float:
        """Where a number of homes lies."""
        return round(self.bottom - homes / self.most * (self.bottom - self.top), 2)

    def elements(self) -> Sequence[svg.Element]:
        base = svg.Line(x1=self.left, x2=self.right, y1=self.bottom, y2=self.bottom, stroke=RULE)
        both = [one.in_use + one.planned for one in self.way.days]
        used = [one.in_use for one in self.way.days]
        return [
            self._area(both, PLANNED),
            self._area(used, LINE),
            base,
            *self._target(), *self._days(), *self._labels(self.way.now),
        ]  # fmt: skip

    def _area(self, homes: Sequence[int], fill: str) -> svg.Element:
        foot: list[Any] = [(self.right, self.bottom), (self.left, self.bottom)]
        return svg.Polygon(points=[*self._steps(homes), *foot], fill=fill)

    def _steps(self, homes: Sequence[int]) -> list[Any]:
        """A line that keeps its height until the next day on which something changed."""
        way: list[Any] = [(self.left, self.y(homes[0]))] if len(homes) == 1 else []
        for n, (one, height) in enumerate(zip(self.way.days, homes, strict=True)):
            if n:
                way.append((self.x(one.day), self.y(homes[n - 1])))
            way.append((self.x(one.day), self.y(height)))
        return way

    def _target(self) -> Sequence[svg.Element]:
        at, target = self.y(self.way.target.amount), self.way.target
        line = svg.Line(x1=self.left, x2=self.right, y1=at, y2=at, stroke=TARGET,
                        stroke_width=1.2, stroke_dasharray=[5, 4])  # fmt: skip
        words, above = f"– – {aim(target)}", 1.1 * SIZE.letters
        return [line, self._text(self.right, above, words, TARGET, "end")]

    def _days(self) -> Sequence[svg.Element]:
        below = self.bottom + 1.4 * SIZE.letters
        last = indicator_words.short_day(self.way.now.day)
        drawn = [self._text(self.right, below, last, SOFT, "end")]
        if self.first != self.last:
            begun = indicator_words.short_day(self.way.days[0].day)
            drawn.append(self._text(self.left, below, begun, SOFT, "start"))
        return [*drawn, self._text(self.left - 6, self.bottom + 4, "0", SOFT, "end")]

    def _labels(self, now: Progress) -> Sequence[svg.Element]:
        """The figures of the last day, beside their lines and never upon each other."""
        middle = 0.35 * SIZE.letters
        used = min(self.y(now.in_use) + middle, self.bottom + middle)
        both = min(self.y(now.in_use + now.planned) + middle, used - 1.3 * SIZE.letters)
        beside = self.right + 8
        return [
            self._text(beside, used, f"{now.in_use} i brug", LINE, "start", bold=True),
            self._text(beside, both, f"{now.planned} planlagt", SOFT, "start", bold=True),
        ]

    def _text(
        self, x: float, y: float, words: str, fill: str,
        anchor: Literal["start", "middle", "end"], bold: bool = False,
    ) -> svg.Text:  # fmt: skip
        return svg.Text(x=round(x, 2), y=round(y, 2), text=escaped(words), fill=fill,
                        text_anchor=anchor, font_family=FAMILY, font_size=SIZE.letters,
                        font_weight="bold" if bold else None,
                        stroke=PAPER, stroke_width=3, paint_order="stroke")  # fmt: skip
