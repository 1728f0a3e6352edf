"""The replay page in a browser: its figures are those of the reports, and anyone can use it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import util
from pathlib import Path
from random import Random
from typing import Any

import pytest
import replay_desk
from browser import Browser, browser
from replay_desk import HOSTILE, Made

from cli.session import Session
from domain.quarters import Quarter
from projections.rendering import sentences
from projections.rendering.words import DANISH

QUARTERS = [Quarter(2015, 1), Quarter(2016, 4), *(Quarter(2017, n) for n in (1, 2, 3, 4))]
ROWS = """JSON.stringify([...document.querySelectorAll('.bilag1 .chunk tbody tr')]
  .filter((row) => !row.hidden && !row.closest('[hidden]'))
  .map((row) => ({
    goal: row.querySelector('.number').textContent,
    title: row.querySelector('.title').textContent,
    cells: Object.fromEntries([...row.querySelectorAll('td')].map((cell) =>
      [cell.column, cell.querySelector('bdi')?.textContent ?? ''])),
    late: row.querySelector('.c-status .mark') !== null,
    unchanged: row.classList.contains('unchanged'),
  })))"""
BRIGHT = """JSON.stringify([...document.querySelectorAll('.bilag1 td.changed')]
  .filter((cell) => !cell.closest('[hidden]'))
  .map((cell) => [cell.closest('tr').querySelector('.number').textContent, cell.column]))"""


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return replay_desk.made(tmp_path_factory.mktemp("replay"))


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


def at(quarter: Quarter, position: int, **more: str) -> str:
    return "#" + "&".join((f"kvartal={quarter}", f"kendt={position}",
                           *(f"{name}={value}" for name, value in more.items())))  # fmt: skip


def shown(page: Browser) -> Any:
    return json.loads(page.run(ROWS))


def text(page: Browser, id_: str) -> str:
    said: str = page.run(f"document.getElementById('{id_}').textContent")
    return said


def reported(replay: Made, quarter: Quarter, position: int) -> list[dict[str, Any]]:
    rows = replay.desk.rows(quarter, "--known-at", str(position))
    return list(rows.values())


def test_every_cell_is_that_of_the_report(page: Browser, replay: Made) -> None:
    first = min(
        one["position"] for one in replay.desk.events() if one["topic"] == "goal-registered"
    )
    positions = range(first, replay.last + 1)
    points = [(quarter, position) for quarter in QUARTERS for position in positions]
    points = Random(1).sample(points, 60)  # noqa: S311
    points += [(Quarter(2017, 1), replay.last), (Quarter(2017, 4), replay.last)]
    for quarter, position in points:
        page.go(at(quarter, position))
        assert shown(page) == reported(replay, quarter, position), (str(quarter), position)


def test_the_page_counts_as_the_report_does(page: Browser, replay: Made) -> None:
    session = Session(str(replay.desk.db), "da")
    for quarter in QUARTERS[1:]:
        page.go(at(quarter, replay.last))
        model = session.questions.bilag1(session.agreement, quarter, replay.last)
        assert text(page, "lead") == " ".join(sentences.reached(model, DANISH))
        assert text(page, "standing") == " ".join(sentences.standing(model, DANISH))
        assert sentences.known(model.basis, DANISH) in text(page, "basis")


def test_the_sliders_lead_where_links_lead(page: Browser, replay: Made) -> None:
    page.go(at(Quarter(2017, 2), replay.last))
    page.run("document.getElementById('quarter').focus(); 0")
    page.key("ArrowLeft", 37)
    page.settle()
    assert text(page, "quarter-told") == "1. kvartal 2017"
    page.run("document.getElementById('known').focus(); 0")
    page.key("ArrowLeft", 37)
    page.settle()
    position = page.run("Number(new URLSearchParams(document.documentElement.dataset.settled"
                        ".slice(1)).get('kendt'))")  # fmt: skip
    assert position == replay.last - 1
    assert shown(page) == reported(replay, Quarter(2017, 1), position)
    assert "position" in page.run("document.getElementById('known').getAttribute('aria-valuetext')")


def test_what_changed_is_lit(page: Browser, replay: Made) -> None:
    quarter = Quarter(2017, 1)
    for position in range(replay.last - 8, replay.last + 1):
        page.go(at(quarter, position))
        told = replay.desk.ok("report", "bridge", "--from", f"{quarter}@{position - 1}", "--to",
                              f"{quarter}@{position}", "--format", "json")  # fmt: skip
        changes = [[one["goal"], one["column"]] for one in json.loads(told)["changes"]
                   if one["column"] != "title"]  # fmt: skip
        assert json.loads(page.run(BRIGHT)) == changes, position
    page.go(at(quarter, replay.last, fremhaev="intet"))
    assert json.loads(page.run(BRIGHT)) == []


def test_a_cell_tells_its_events(page: Browser, replay: Made) -> None:
    page.go(at(Quarter(2017, 1), replay.last, celle="H1.status"))
    assert page.run("document.getElementById('detail').open")
    said = text(page, "detail-body")
    assert f"Rettet: {HOSTILE}" in said
    listed = "[...document.querySelectorAll('.events > li')]"
    told = f"{listed}.map((one) => [one.classList.contains('holds'), one.textContent])"
    events = json.loads(page.run(f"JSON.stringify({told})"))
    assert [holds for holds, _ in events] == [True, *([False] * (len(events) - 1))]
    assert len(events) > 2
    newest = events[0][1]
    for words in ("Rettelse", "Efterregistreret", "sekretariat", f"Position {replay.last}",
                  "kommandolinjen", "Slåfejl", "Retter position"):  # fmt: skip
        assert words in newest, words
    page.run("document.getElementById('detail').close(); 0")
    page.go(at(Quarter(2017, 1), replay.last - 1, celle="H1.status"))
    assert "Én senere registrering var endnu ikke kendt." in text(page, "detail-body")


def test_the_keys_lead_through_the_cells(page: Browser, replay: Made) -> None:
    page.go(at(Quarter(2017, 1), replay.last))
    focus = "[document.activeElement.closest('tr')?.goal.n, document.activeElement.column]"
    page.run("document.querySelector('.bilag1 [tabindex=\"0\"]').focus(); 0")
    assert page.run(focus) == ["A1", "title"]
    for key, code in (("ArrowDown", 40), ("ArrowRight", 39), ("ArrowRight", 39)):
        page.key(key, code)
    assert page.run(focus) == ["M1", "theme"]
    page.key("End", 35)
    assert page.run(focus) == ["M1", "responsible"]
    stops = "document.querySelectorAll('.bilag1 table:nth-child(1) tbody [tabindex=\"0\"]').length"
    assert page.run(stops) == page.run("document.querySelectorAll('.bilag1 table').length")
    page.key("Enter", 13, "\r")
    assert page.run("document.getElementById('detail').open")
    page.key("Escape", 27)
    assert page.run(focus) == ["M1", "responsible"]


def test_filters_leave_what_they_ask_for(page: Browser, replay: Made) -> None:
    def numbers(quarter: Quarter, **more: str) -> list[str]:
        page.go(at(quarter, replay.last, **more))
        return [row["goal"] for row in shown(page)]

    q1, q2, q4 = Quarter(2017, 1), Quarter(2017, 2), Quarter(2017, 4)
    assert numbers(q1) == ["A1", "M1", "M2", "H1"]
    assert numbers(q1, tema="3") == ["M1", "M2"]
    assert numbers(q1, tovholder="SOF") == ["A1"]
    assert numbers(q1, maalopfyldelse="Opfyldt") == ["M1", "M2"]
    assert numbers(q1, bemaerkning="efter") == ["H1"]
    assert numbers(q2, bemaerkning="mangler") == ["M1", "H1"]
    assert numbers(q4, maalopfyldelse="Udg%C3%A5et") == ["A1"]
    assert numbers(q1, tema="2") == []
    assert "Ingen mål svarer til filtrene." in text(page, "showing")
    assert "Filtre: 2 Byer." in text(page, "showing")


def test_the_overview_tells_every_quarter(page: Browser, replay: Made) -> None:
    page.go(at(Quarter(2017, 1), replay.last, visning="overblik"))
    labels = page.run("JSON.stringify([...document.querySelectorAll('.heat tbody tr')].map((row) =>"
                      "[row.goal.n, ...[...row.querySelectorAll('td')].map((cell) =>"
                      " cell.getAttribute('aria-label'))]))")  # fmt: skip
    told = {goal: cells for goal, *cells in json.loads(labels)}
    session = Session(str(replay.desk.db), "da")
    first = Quarter(2015, 1)
    for n, label in enumerate(told["M2"]):
        quarter = Quarter(first.year + n // 4, n % 4 + 1)
        model = session.questions.bilag1(session.agreement, quarter, replay.last)
        row = next(one for one in model.rows() if one.goal == "M2")
        step = row.cells["fulfilment"] or "Målopfyldelse ikke oplyst"
        assert label == f"{quarter.danish}: {', '.join([step, *sentences.marks(row, DANISH)])}"


def test_the_timeline_marks_late_entries(page: Browser, replay: Made) -> None:
    page.go(at(Quarter(2017, 1), replay.last, visning="tidslinje"))
    lines = json.loads(page.run("JSON.stringify([...document.querySelectorAll('.moments ul li')]"
                                ".map((line) => line.textContent))"))  # fmt: skip
    late = [line for line in lines if "Efterregistreret" in line]
    assert len(late) == 2
    assert all("H1" in line and "om 1. kvartal 2017" in line for line in late)
    assert any("1. kvartal 2017 blev forseglet" in line for line in lines)


def test_a_printed_page_holds_every_goal(page: Browser, replay: Made) -> None:
    page.go(at(Quarter(2017, 1), replay.last))
    assert page.pdf().startswith(b"%PDF")
    page.run("dispatchEvent(new Event('beforeprint')); 0")
    assert len(shown(page)) == 4


@pytest.mark.parametrize("view", ["bilag1", "overblik", "tidslinje"])
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_is_wider_than_the_window(
    page: Browser, replay: Made, view: str, width: int
) -> None:
    page.size(width, 800, phone=width < 500)
    page.open(replay.page, at(Quarter(2017, 1), replay.last, visning=view))
    assert page.run("document.documentElement.scrollWidth") <= width


def test_a_long_word_in_a_heading_stays_in_the_window(page: Browser, replay: Made) -> None:
    page.size(320, 800, phone=True)
    page.open(replay.page, at(Quarter(2017, 1), replay.last))
    page.run("for (const one of document.querySelectorAll('.over bdi, h1 bdi'))"
             " one.textContent = 'x'.repeat(120); 0")  # fmt: skip
    assert page.run("document.documentElement.scrollWidth") <= 320


def axe() -> Path:
    """axe-core's script; the test is skipped where the package is not there."""
    found = util.find_spec("axe_core_python")
    if found is None or not found.submodule_search_locations:
        pytest.skip("axe-core-python is not installed")
    return Path(found.submodule_search_locations[0]) / "axe.min.js"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "where", [{}, {"visning": "overblik"}, {"visning": "tidslinje"}, {"celle": "H1.status"}]
)
def test_everyone_can_read_it(
    page: Browser, replay: Made, where: dict[str, str], width: int, dark: bool
) -> None:
    page.size(width, 900, dark)
    page.open(replay.page, at(Quarter(2017, 1), replay.last, **where))
    page.run(axe().read_text("utf-8") + "; 0")
    rules = json.dumps(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    found = page.run(
        f"axe.run(document, {{ runOnly: {rules} }}).then((said) => JSON.stringify(said.violations"
        ".map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)])))"
    )
    assert json.loads(found) == []
