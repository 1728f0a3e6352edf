"""The chart of the way towards a target of homes: no words lie upon what is drawn."""

from __future__ import annotations

import re
from datetime import date
from typing import cast
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from domain.organisation import Homes, Target
from projections.homes import Progress, Way
from projections.rendering import home_chart

BY = date(2050, 1, 1)


def drawn(*figures: tuple[int, int]) -> Element:
    days = tuple(Progress(date(2026 + n, 1, 1), *one) for n, one in enumerate(figures))
    way = Way(Target("boliger", "Boliger", 112, BY), cast("Homes", None), (), days)
    return ElementTree.fromstring(home_chart.chart(way))


def parts(root: Element, tag: str) -> list[Element]:
    return [one for one in root.iter() if one.tag.endswith(tag)]


@pytest.mark.parametrize(
    "figures",
    [
        [(0, 20)],
        [(0, 20), (12, 14)],
        [(0, 90), (100, 40)],
        [(0, 300), (150, 20)],
        [(0, 0), (112, 0)],
    ],
)
def test_words_are_clear_of_the_areas_and_of_each_other(figures: list[tuple[int, int]]) -> None:
    root = drawn(*figures)
    highest, right = home_chart.SIZE.height * 1.0, 0.0
    for area in parts(root, "polygon"):
        points = re.findall(r"([\d.]+)[ ,]([\d.]+)", area.get("points", ""))
        assert points
        highest = min(highest, *(float(y) for _, y in points))
        right = max(right, *(float(x) for x, _ in points))
    texts = {one.text or "": one for one in parts(root, "text")}
    aim = texts.pop("– – Mål: 112 inden 2050")
    assert float(aim.get("y", 0)) + 0.3 * home_chart.SIZE.letters < highest
    beside = [one for words, one in texts.items() if words.endswith(("i brug", "planlagt"))]
    assert all(float(one.get("x", 0)) > right for one in beside)
    used, planned = (float(one.get("y", 0)) for one in beside)
    assert used - planned >= home_chart.SIZE.letters
    assert all(float(one.get("y", 0)) > home_chart.SIZE.letters / 2 for one in beside)
