"""An indicator's figures as a line chart in SVG, drawn with svg.py.

A pure function from a series to text, the same everywhere: the figures stand at their points, the
target is a dashed line with its words above, and the whole has an alternative text. The vertical
axis begins where the figures do, so a chart shows the movement and never replaces the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import svg

from domain import figures
from projections.indicators import Point, Series
from projections.rendering import glyphs, indicator_words

INK, SOFT, RULE, PAPER = "#1c2329", "#55606a", "#d3d9de", "#ffffff"
LINE, TARGET = "#1d3a5f", "#7a3300"
FAMILY = (
    "'Source Sans Pro', 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans Condensed', sans-serif"
)


@dataclass(frozen=True, slots=True)
class Size:
    """A chart's measures in units of SVG: its whole, its letters, and the room of one label."""

    width: int
    height: int
    letters: int

    @property
    def label(self) -> float:
        """The least distance between two labels beside each other."""
        return 5.6 * self.letters


SMALL, LARGE = Size(420, 150, 12), Size(760, 300, 15)
"""For a document beside its text, and for a page of its own."""


def chart(series: Series, size: Size = SMALL) -> str:
    """The series as an SVG element; without measurements, a chart that says so."""
    plot = _Plot(series, size)
    title = escaped(indicator_words.alternative(series))
    drawn = svg.SVG(
        width=size.width, height=size.height,
        viewBox=svg.ViewBoxSpec(0, 0, size.width, size.height), extra={"role": "img"},
        elements=[
            svg.Title(text=title),
            *plot.elements(),
        ],
    )  # fmt: skip
    return str(drawn)


class _Plot:
    """Where the days and the figures lie on the paper."""

    def __init__(self, series: Series, size: Size) -> None:
        self.series, self.size = series, size
        self.left, self.right = 4.0 * size.letters, size.width - 4.0 * size.letters
        self.top, self.bottom = 2.6 * size.letters, size.height - 2.2 * size.letters
        target = series.indicator.target
        shown = [figures.value(one.value) for one in series.points]
        known = [*shown, *([figures.value(target)] if target is not None else [])]
        self.low, self.high = (min(known), max(known)) if known else (figures.value("0"),) * 2
        days = [one.effective.toordinal() for one in series.points]
        self.first, self.last = (days[0], days[-1]) if days else (0, 0)

    def x(self, point: Point) -> float:
        """Where a day lies; a single one in the middle."""
        if self.first == self.last:
            return (self.left + self.right) / 2
        part = (point.effective.toordinal() - self.first) / (self.last - self.first)
        return round(self.left + part * (self.right - self.left), 2)

    def y(self, exact: str) -> float:
        """Where a figure lies; where all are one, in the middle."""
        if self.low == self.high:
            return (self.top + self.bottom) / 2
        part = (figures.value(exact) - self.low) / (self.high - self.low)
        room = self.bottom - self.top - 2.4 * self.size.letters
        return round(self.bottom - self.size.letters - float(part) * room, 2)

    def elements(self) -> Sequence[svg.Element]:
        if not self.series.points:
            middle = self.size.width / 2
            return [self._text(middle, self.size.height / 2, "Ingen målinger", SOFT)]
        base = svg.Line(x1=self.left, x2=self.right, y1=self.bottom, y2=self.bottom, stroke=RULE)
        return [base, *self._target(), *self._line(), *self._points()]

    def _target(self) -> Sequence[svg.Element]:
        indicator = self.series.indicator
        if indicator.target is None:
            return []
        at = self.y(indicator.target)
        line = svg.Line(x1=self.left, x2=self.right, y1=at, y2=at, stroke=TARGET,
                        stroke_width=1.2, stroke_dasharray=[5, 4])  # fmt: skip
        words = f"– – mål: {indicator_words.target(indicator)}"
        return [line, self._text(self.right, 1.1 * self.size.letters, words, TARGET, "end")]

    def _line(self) -> Sequence[svg.Element]:
        points = self.series.points
        if len(points) < 2:
            return []
        way: list[Any] = [(self.x(one), self.y(one.value)) for one in points]
        return [svg.Polyline(points=way, fill="none", stroke=LINE, stroke_width=2,
                             stroke_linejoin="round")]  # fmt: skip

    def _points(self) -> Sequence[svg.Element]:
        indicator, letters = self.series.indicator, self.size.letters
        drawn: list[svg.Element] = [
            svg.Circle(cx=self.x(one), cy=self.y(one.value), r=3.2, fill=LINE)
            for one in self.series.points
        ]
        for one in self._labelled():
            figure = indicator_words.figure(indicator, one.value, unit=indicator.unit == "%")
            above = self.y(one.value) - 0.6 * letters
            drawn.append(self._text(self.x(one), above, figure, INK, bold=True))
            day = indicator_words.short_day(one.effective)
            drawn.append(self._text(self.x(one), self.bottom + 1.3 * letters, day, SOFT))
        return drawn

    def _labelled(self) -> Sequence[Point]:
        """The points whose figures are told: the last, and before it as many as have room."""
        chosen: list[Point] = []
        for one in reversed(self.series.points):
            if not chosen or self.x(chosen[-1]) - self.x(one) >= self.size.label:
                chosen.append(one)
        return chosen[::-1]

    def _text(
        self, x: float, y: float, words: str, fill: str,
        anchor: Literal["start", "middle", "end"] = "middle", bold: bool = False,
    ) -> svg.Text:  # fmt: skip
        return svg.Text(x=round(x, 2), y=round(y, 2), text=escaped(words), fill=fill,
                        text_anchor=anchor, font_family=FAMILY, font_size=self.size.letters,
                        font_weight="bold" if bold else None,
                        stroke=PAPER, stroke_width=3, paint_order="stroke")  # fmt: skip


def escaped(words: str) -> str:
    """Words as SVG may hold them; svg.py writes a text as it is."""
    return escape(glyphs.shown(words))
