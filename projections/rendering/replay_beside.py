"""The indicators and the integrity as data of the replay page, in the manner of `replay_data`.

- ``figures``, one for each indicator: goal, title, what is counted, and ``h``, spans as those of
  goals, whose row is the number of a chart.
- ``charts``: the chart as a tree (tag, numbers of its ``attributes``, text, what stands in it), and
  the figures in words. `charts` draws it here; the page only makes the elements.
- ``integrity``: for each quarter its leading sentences; ``rows`` (fulfilment, evidence, timeliness,
  then the findings, all texts); and each goal's row in each quarter, -1 where it has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from domain.quarters import Quarter
from projections.beside import Beside, Measured
from projections.indicators import Series, series
from projections.integrity import Commitment
from projections.rendering import charts, indicator_words, integrity_words
from projections.rendering.interned import Interned, Texts
from projections.story import Story

SIZE = charts.Size(560, 230, 15)
"""A chart that can be read in half a window, and on a phone."""

WORDS = integrity_words.DANISH


def document(story: Story, beside: Beside, texts: Texts) -> dict[str, Any]:
    """What the page shows beside Bilag 1; ``texts`` are those of the page."""
    attributes, drawn = Interned(), Interned()
    figures = [_figure(one, story.quarters, drawn, texts) for one in beside.measured]
    return {
        "figures": figures,
        "charts": [_chart(one, attributes, texts) for one in drawn.all()],
        "attributes": attributes.all(),
        "integrity": _integrity(story, beside, texts),
    }


def _figure(
    one: Measured, quarters: Sequence[Quarter], drawn: Interned, texts: Texts
) -> dict[str, Any]:
    spans: list[int] = []
    before = 0
    for position in (0, *sorted({said.position for said in one.said})):
        runs: list[list[int]] = []
        for n, quarter in enumerate(quarters):
            known = series(one.indicator, one.goal_title, one.said, quarter.last_day, position)
            chart = drawn.number(known)
            if runs and runs[-1][2] == chart:
                runs[-1][1] = n
            else:
                runs.append([n, n, chart])
        for run in runs:
            spans += [position - before, *run]
            before = position
    told = one.indicator
    return {"g": told.goal, "t": texts.number(told.title), "c": texts.number(told.counts),
            "h": spans}  # fmt: skip


def _chart(known: Series, attributes: Interned, texts: Texts) -> list[Any]:
    tree = ElementTree.fromstring(charts.chart(known, SIZE))  # noqa: S314  drawn by ourselves
    lines = [texts.number(_line(known, n)) for n in range(len(known.points))]
    return [_node(tree, attributes, texts), lines[::-1]]


def _node(element: ElementTree.Element, attributes: Interned, texts: Texts) -> list[Any]:
    own = [attributes.number(one) for one in element.items()]
    inner = [_node(one, attributes, texts) for one in element]
    return [element.tag.rpartition("}")[2], own, texts.number(element.text or ""), inner]


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
