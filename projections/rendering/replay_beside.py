"""The indicators and the integrity as data of the replay page, in the manner of `replay_data`.

- ``figures``, one for each indicator: goal, title, what is counted, and ``h``, spans as those of
  goals, whose row is the number of a chart.
- ``charts``: the chart as a tree (number of its shape, text, where it lies, what stands in it), and
  the figures in words. ``shapes`` are a tag, the attributes that say where, and the others
  in turn. `charts` draws it all here; the page only makes the elements.
- ``integrity``: for each quarter its leading sentences; ``rows`` (fulfilment, evidence, timeliness,
  then the findings, all texts); and each goal's row in each quarter, -1 where it has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from domain.quarters import Quarter
from projections.indicators import Series, series
from projections.integrity import Commitment
from projections.rendering import charts, indicator_words, integrity_words
from projections.rendering.interned import Interned, Texts
from projections.story import Story
from projections.story_beside import Beside, Measured

SIZE = charts.Size(560, 230, 15)
"""A chart that can be read in half a window, and on a phone."""

PLACES = ("x", "y", "cx", "cy", "x1", "x2", "y1", "y2", "points")
"""The attributes that say where something lies; the others are the same in many elements."""

WORDS = integrity_words.DANISH


def document(story: Story, beside: Beside, texts: Texts) -> dict[str, Any]:
    """What the page shows beside Bilag 1; ``texts`` are those of the page."""
    shapes, drawn = Interned(), Interned()
    figures = [_figure(one, story.quarters, drawn, texts) for one in beside.measured]
    return {
        "figures": figures,
        "charts": [_chart(one, shapes, texts) for one in drawn.all()],
        "shapes": shapes.all(),
        "integrity": _integrity(story, beside, texts),
    }


def _figure(
    one: Measured, quarters: Sequence[Quarter], drawn: Interned, texts: Texts
) -> dict[str, Any]:
    spans: list[int] = []
    shown = [-1] * len(quarters)
    made: dict[tuple[int, ...], int] = {}
    before = 0
    for position in (0, *sorted({said.position for said in one.said})):
        known = [said for said in one.said if said.position <= position]
        runs: list[list[int]] = []
        for n, quarter in enumerate(quarters):
            key = tuple(said.position for said in known if said.effective <= quarter.last_day)
            if key not in made:
                drawing = series(one.indicator, one.goal_title, known, quarter.last_day, position)
                made[key] = drawn.number(drawing)
            if shown[n] == made[key]:
                continue
            shown[n] = made[key]
            if runs and runs[-1][1:] == [n - 1, shown[n]]:
                runs[-1][1] = n
            else:
                runs.append([n, n, shown[n]])
        for run in runs:
            spans += [position - before, *run]
            before = position
    told = one.indicator
    return {"g": told.goal, "t": texts.number(told.title), "c": texts.number(told.counts),
            "h": spans}  # fmt: skip


def _chart(known: Series, shapes: Interned, texts: Texts) -> list[Any]:
    tree = ElementTree.fromstring(charts.chart(known, SIZE))  # noqa: S314  drawn by ourselves
    lines = [texts.number(_line(known, n)) for n in range(len(known.points))]
    return [_node(tree, shapes, texts), lines[::-1]]


def _node(element: ElementTree.Element, shapes: Interned, texts: Texts) -> list[Any]:
    own = element.items()
    placed = [one for one in own if one[0] in PLACES]
    same = tuple(part for one in own if one not in placed for part in one)
    shape = (element.tag.rpartition("}")[2], tuple(name for name, _ in placed), same)
    inner = [_node(one, shapes, texts) for one in element]
    where = [value if name == "points" else _number(value) for name, value in placed]
    return [shapes.number(shape), texts.number(element.text or ""), *where, *inner]


def _number(value: str) -> float:
    """A place on the chart, as short as it is told apart on a screen."""
    number = round(float(value), 1)
    return int(number) if number.is_integer() else number


def _line(known: Series, n: int) -> str:
    """A measurement with its source, its place beside the target, and what it replaced."""
    point, indicator = known.points[n], known.indicator
    parts = [
        indicator_words.on(known, n, unit=True), indicator_words.standing(indicator, point.value),
        f"kilde: {point.source}", f"position {point.position}",
        indicator_words.earlier(indicator, point),
    ]  # fmt: skip
    return "; ".join(part for part in parts if part)


def _integrity(story: Story, beside: Beside, texts: Texts) -> dict[str, Any]:
    rows = Interned()
    found = [{row.goal: rows.number(_row(row, texts)) for row in one.rows()}
             for one in beside.integrity]  # fmt: skip
    leads = [[texts.number(line) for line in integrity_words.lead(one)[1:]]
             for one in beside.integrity]  # fmt: skip
    heads = ("fulfilment", "evidence", "timeliness", "findings")
    return {
        "heads": [WORDS.heads[name] for name in heads],
        "leads": leads,
        "rows": rows.all(),
        "goals": [[one.get(goal.number, -1) for one in found] for goal in story.goals],
    }


def _row(row: Commitment, texts: Texts) -> tuple[int, ...]:
    told = (row.fulfilment or WORDS.unknown, integrity_words.evidence(row),
            WORDS.timeliness[row.timeliness], *integrity_words.findings(row))  # fmt: skip
    return tuple(map(texts.number, told))
