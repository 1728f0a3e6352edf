"""What stands beside Bilag 1 on the replay page: charts and integrity, as the command line says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from browser import Browser, browser
from builders import AGREEMENT, Office
from cli_helpers import Desk
from replay_desk import Made
from test_projections_rendering_replay_page import at, axe

from domain import figures
from domain.agreements import Indicator
from domain.quarters import Quarter
from projections import story_questions
from projections.indicators import Said
from projections.questions import Questions
from projections.rendering import as_replay
from projections.rendering.integrity_words import DANISH
from projections.story_beside import Beside, Measured

VIEWS = ("indikatorer", "eftersyn")
Q1, Q4 = Quarter(2017, 1), Quarter(2016, 4)
FIGURES = """JSON.stringify([...document.querySelectorAll('.indikatorer figure')]
  .filter((figure) => !figure.hidden)
  .map((figure) => ({
    goal: figure.querySelector('.number').textContent,
    title: figure.querySelector('h3 bdi').textContent,
    told: figure.querySelector('svg[role="img"] > title').textContent,
    points: figure.querySelectorAll('circle').length,
    lines: [...figure.querySelectorAll('li')].map((line) => line.textContent),
  })))"""
ROWS = """JSON.stringify(Object.fromEntries([...document.querySelectorAll('.eftersyn tbody tr')]
  .filter((row) => !row.hidden)
  .map((row) => [row.querySelector('.number').textContent,
    [...row.querySelectorAll('td')].map((cell) => cell.querySelector('bdi')?.textContent
      ?? [...cell.querySelectorAll('li')].length)])))"""


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The bundled example, with a figure restated and another withdrawn."""
    desk = Desk(tmp_path_factory.mktemp("beside") / "example.db")
    desk.ok("init", "--example")
    one, other = (event["position"] for event in desk.events()
                  if event["topic"] == "indicator-measured"
                  and event["body"]["indicator"] == "udsaettelser"
                  and event["body"]["value"] in ("474", "361"))  # fmt: skip
    desk.ok("measure", "M8", "470", "--correct", one, "--reason", "Talt om </script> & mere")
    desk.ok("measure", "M8", "--withdraw", other, "--reason", "Forkert år")
    page = desk.folder / "page.html"
    desk.ok("replay", "-o", page)
    return Made(desk, page, desk.events()[-1]["position"])


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as made:
        yield made


@pytest.fixture
def page(opened: Browser, replay: Made) -> Iterator[Browser]:
    opened.size(1440, 900)
    opened.open(replay.page)
    yield opened
    assert opened.complaints() == []


def indicators(replay: Made, quarter: Quarter, position: int) -> list[dict[str, Any]]:
    told = replay.desk.ok("indicators", "--quarter", quarter, "--known-at", position,
                          "--format", "json")  # fmt: skip
    return json.loads(told)["indicators"]  # type: ignore[no-any-return]


def test_the_charts_are_those_of_both_sliders(page: Browser, replay: Made) -> None:
    found = set()
    for quarter in (Quarter(2015, 4), Q4, Q1):
        for position in (1, 147, 155, replay.last - 1, replay.last):
            page.go(at(quarter, position, visning="indikatorer"))
            shown = json.loads(page.run(FIGURES))
            standing = {row["goal"] for row in shown}
            asked = [
                one for one in indicators(replay, quarter, position) if one["goal"] in standing
            ]
            assert len(shown) == len(asked)
            for drawn, one in zip(shown, asked, strict=True):
                assert drawn["title"] == one["title"]
                assert drawn["points"] == len(one["points"]) == len(drawn["lines"])
                for point, line in zip(one["points"], drawn["lines"][::-1], strict=True):
                    value = figures.danish(point["value"], int(one["unit"] == "%"))
                    assert drawn["told"].count(value)
                    assert line.startswith(value)
                    assert f"kilde: {point['source']}; position {point['position']}" in line
                    assert all(was["reason"] in line for was in point["earlier"])
                found.add((one["id"], len(one["points"])))
    assert len(found) > 8, "the charts were seen at different moments"


def test_the_integrity_is_that_of_the_report(page: Browser, replay: Made) -> None:
    for quarter in (Q4, Q1):
        page.go(at(quarter, replay.last - 1, visning="eftersyn"))
        told = replay.desk.ok("report", "integrity", "--quarter", quarter, "--format", "json")
        asked = {one["goal"]: one for one in json.loads(told)["goals"]}
        rows = json.loads(page.run(ROWS))
        assert len(rows) == 39
        for goal, (fulfilment, _, timeliness, findings) in rows.items():
            assert fulfilment == (asked[goal]["fulfilment"] or DANISH.unknown)
            assert timeliness == DANISH.timeliness[asked[goal]["timeliness"]]
            assert findings == len(asked[goal]["findings"])
        said = page.run("document.querySelector('.told').textContent")
        assert f"til og med position {replay.last}" in said
        assert quarter.danish in said


def test_ten_years_of_quarterly_figures_have_room(office: Office) -> None:
    """Of the page's budget, 1 MB for 39 goals and 40 quarters, Bilag 1 takes 0.6: seven fit in."""
    quarters = [Quarter(2015 + n // 4, n % 4 + 1) for n in range(40)]
    said = tuple(
        Said(n, "lys", one.last_day, n, str(37 * n % 700), "Statistik", None, None)
        for n, one in enumerate(quarters, 1)
    )
    lights = Indicator(id="lys", goal="M1", title="Lys", unit="lygter", target="400")
    questions = Questions(office.recorder)
    story = story_questions.of(questions, AGREEMENT, Q1, questions.last_position())
    long = replace(story, quarters=tuple(quarters), seals=((),) * 40)
    alone = as_replay.render(long)
    page = as_replay.render(long, Beside((Measured(lights, "Lys", said),), ()))
    assert len(page) - len(alone) < 0.4e6 / 7
    assert page == as_replay.render(long, Beside((Measured(lights, "Lys", said),), ()))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_is_wider_than_the_window(
    page: Browser, replay: Made, view: str, width: int
) -> None:
    page.size(width, 800, phone=width < 500)
    page.open(replay.page, at(Q1, replay.last, visning=view))
    assert page.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("view", VIEWS)
def test_everyone_can_read_it(
    page: Browser, replay: Made, view: str, width: int, dark: bool
) -> None:
    page.size(width, 900, dark)
    page.open(replay.page, at(Q1, replay.last, visning=view))
    page.run(axe().read_text("utf-8") + "; 0")
    rules = json.dumps(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    found = page.run(
        f"axe.run(document, {{ runOnly: {rules} }}).then((said) => JSON.stringify(said.violations"
        ".map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)])))"
    )
    assert json.loads(found) == []
