"""The indicators with their figures, as text, CSV, JSON, Markdown and HTML. Danish; the text also
English."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from domain import figures
from projections.indicators import Overview, Point, Series
from projections.rendering import (
    charts,
    foundation,
    indicator_words,
    sentences,
)
from projections.rendering.as_csv import neutral
from projections.rendering.as_markdown import escaped
from projections.rendering.indicator_words import IndicatorWords
from projections.rendering.paper import CHART, Figure, Paper
from projections.rendering.paper_formats import formats
from projections.rendering.text import single_line
from projections.rendering.words import DANISH

TITLE = indicator_words.DANISH.title
_HEADS = ("Pr.", "Tal", "I forhold til målet", "Kilde", "Bemærkning")


def text(overview: Overview, words: IndicatorWords = indicator_words.DANISH) -> bytes:
    """The indicators for a terminal; a position stands last, for corrections."""
    told = [
        f"{words.title}: {single_line(overview.agreement)}",
        sentences.known(overview.basis, words.report),
    ]
    for one in overview.series:
        told += ["", single_line(_heading(one))]
        if goal := indicator_words.target(one.indicator, told=words):
            told.append(f"  {words.target.format(target=single_line(goal))}")
        for point in one.points:
            figure = indicator_words.figure(one.indicator, point.value, told=words)
            cells = (
                f"{indicator_words.day(point.effective, words):<18} {single_line(figure):>18}",
                indicator_words.standing(one.indicator, point.value, words),
                single_line(_remark(one, point, words)),
            )
            row = "  ".join(cell for cell in cells if cell)
            told.append(f"  {row}  ({single_line(point.source)}; position {point.position})")
        if not one.points:
            told.append(f"  {words.empty}")
    return ("\n".join(told) + "\n").encode()


def _heading(series: Series) -> str:
    goal = f"{series.indicator.goal} {series.goal_title}".strip()
    return f"{series.indicator.title} ({goal})"


def _remark(series: Series, point: Point, words: IndicatorWords = indicator_words.DANISH) -> str:
    """That the figure was restated, with the earlier one beside it, and when it came out."""
    parts = [indicator_words.earlier(series.indicator, point, words)]
    if point.published is not None:
        parts.append(words.published.format(day=indicator_words.day(point.published, words)))
    return "; ".join(part for part in parts if part)


def as_csv(overview: Overview) -> bytes:
    """One line per measurement, for a Danish spreadsheet; nothing in it runs."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Nr.", "Mål", "Indikator", "Titel", "Dato", "Værdi", "Enhed", "Målværdi",
                     "Kilde", "Offentliggjort", "Tidligere værdi", "Position"])  # fmt: skip
    for one in overview.series:
        indicator = one.indicator
        for point in one.points:
            before = "; ".join(figures.danish(was.value) for was in point.earlier)
            cells = (
                indicator.goal, one.goal_title, indicator.id, indicator.title,
                str(point.effective), figures.danish(point.value, indicator.decimals),
                indicator.unit, indicator_words.target(indicator), point.source,
                str(point.published or ""), before,
            )  # fmt: skip
            # A figure below zero is a figure: Danish writes it with a minus sign of its own.
            writer.writerow([*map(neutral, cells), point.position])
    return codecs.BOM_UTF8 + file.getvalue().encode()


def as_json(overview: Overview) -> bytes:
    """The indicators as data: exact figures as strings, days as ISO 8601."""
    document = {
        "agreement": overview.agreement,
        "as_of": None if overview.day == date.max else str(overview.day),
        "position": overview.basis.position,
        "complete": overview.basis.complete,
        "indicators": [series_data(one) for one in overview.series],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def series_data(series: Series) -> dict[str, Any]:
    """A series as data; the memo's JSON holds the same."""
    one = series.indicator
    return {
        "id": one.id,
        "goal": one.goal,
        "title": one.title,
        "unit": one.unit,
        "target": one.target,
        "direction": one.direction if one.target is not None else None,
        "points": [
            {
                "date": str(point.effective),
                "value": point.value,
                "source": point.source,
                "published": str(point.published) if point.published else None,
                "reached": point.reached,
                "position": point.position,
                "earlier": [
                    {"value": was.value, "position": was.position, "reason": was.reason}
                    for was in point.earlier
                ],
            }
            for point in series.points
        ],
    }


def figure(series: Series) -> Figure:
    """The series' chart, as a document shows it."""
    return Figure(charts.chart(series), indicator_words.alternative(series))


def table(series: Series) -> str:
    """The series' figures as a table in Markdown."""
    rows = [
        _HEADS,
        *(
            (
                indicator_words.day(point.effective),
                indicator_words.figure(series.indicator, point.value),
                indicator_words.standing(series.indicator, point.value),
                point.source,
                _remark(series, point),
            )
            for point in series.points
        ),
    ]
    told = [n for n in range(len(_HEADS)) if n < 2 or any(row[n] for row in rows[1:])]
    lines = [f"| {' | '.join(escaped(row[n]) for n in told)} |" for row in rows]
    marks = f"| {' | '.join('--:' if n == 1 else '---' for n in told)} |"
    return "\n".join([lines[0], marks, *lines[1:]])


def paper(overview: Overview, made_with: tuple[str, ...] = ()) -> Paper:
    """The indicators as a document with a chart and a table for each."""
    until = [] if overview.day == date.max else [("Til og med", indicator_words.day(overview.day))]
    return Paper(
        over=overview.agreement,
        title=TITLE,
        lead=[*until, ("Grundlag", sentences.known(overview.basis, DANISH))],
        basis=overview.basis,
        markdown="\n".join(_markdown(overview)),
        charts={one.indicator.id: figure(one) for one in overview.series},
        facts=foundation.of_paper(overview.agreement, overview.basis, as_json(overview), made_with),
    )


def _markdown(overview: Overview) -> Iterator[str]:
    for one in overview.series:
        yield f"## {escaped(_heading(one))}\n"
        about = [one.indicator.counts, f"Mål: {goal}" if (goal := indicator_words.target(
            one.indicator)) else ""]  # fmt: skip
        if told := ". ".join(part.rstrip(".") for part in about if part):
            yield f"{escaped(told)}.\n"
        if one.points:
            if len(one.points) > 1:
                alt = escaped(indicator_words.alternative(one))
                yield f"![{alt}]({CHART}{one.indicator.id})\n"
            yield f"{table(one)}\n"
        else:
            yield "Ingen målinger.\n"


FORMATS: Mapping[str, Callable[[Overview], bytes]] = {
    "table": text,
    "csv": as_csv,
    **formats(paper, as_json),
}
"""The formats of ``indicators --format``, each from the indicators to the bytes of a file."""
