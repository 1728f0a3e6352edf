"""Deliverables, the wheel and homes on the replay page, as the command line tells them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from browser import Browser, browser
from builders import micros
from cli_helpers import Desk
from partnership_helpers import GARDENER, LAUG, MAYOR, PARKER, SMITH, Lodge
from partnership_year import NAME, lived
from replay_desk import Made
from test_cli_homes import BUNDLED, without_homes
from test_domain_organisation import bundled
from test_projections_rendering_replay_page import at, axe

from domain import home_commands as h
from domain import partnership_commands as c
from domain.home_events import Site
from domain.ledger import Ledger
from domain.quarters import Quarter
from projections import partnership_story, story_beside, story_questions
from projections.questions import Questions
from projections.rendering import as_replay, indicator_words

VIEWS = ("leverancer", "aarshjul", "boliger")
QUARTERS = [*(Quarter(2026, n) for n in (1, 2, 3, 4)), Quarter(2027, 1)]
FLOW = bundled(f"{NAME}.toml").organised.workflow
NEWEST = date(2027, 1, 20)
PAMPHLET = """[[organisation.deliverables]]
code = "pjece"
title = "Pjece"
forum = "styregruppe"

"""
TABLES = """JSON.stringify([...document.querySelectorAll('.view:not([hidden]) table.plain')]
  .map((table) => ({
    caption: table.caption.textContent,
    rows: [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) =>
      [...cell.childNodes].map((one) => one.textContent.trim()).filter(Boolean).join('|'))),
  })))"""


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Made:
    desk = lived(tmp_path_factory.mktemp("partnership"))
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


def tables(page: Browser) -> dict[str, list[list[str]]]:
    return {one["caption"]: one["rows"] for one in json.loads(page.run(TABLES))}


def text(page: Browser, id_: str) -> str:
    said: str = page.run(f"document.getElementById('{id_}').textContent")
    return said


def moments(replay: Made, most: int) -> list[tuple[Quarter, int, tuple[str, ...]]]:
    """Quarters and positions, and the command line's options for the two times."""
    points = [(quarter, position) for quarter in QUARTERS
              for position in range(12, replay.last + 1)]  # fmt: skip
    chosen = Random(7).sample(points, most)  # noqa: S311
    chosen += [(QUARTERS[0], replay.last), (QUARTERS[3], replay.last), (QUARTERS[4], replay.last)]
    return [(quarter, position, ("--as-of", str(min(quarter.last_day, NEWEST)), "--known-at",
                                 str(position))) for quarter, position in chosen]  # fmt: skip


def test_the_deliverables_are_those_of_the_report(page: Browser, replay: Made) -> None:
    seen = set()
    for quarter, position, times in moments(replay, 25):
        page.go(at(quarter, position))
        (rows,) = tables(page).values()
        paper = replay.desk.ok("report", "deliverables", *times, "--format", "json")
        asked = json.loads(paper)["deliverables"]
        titles = {one.code: one.title for one in FLOW.states}  # type: ignore[union-attr]
        assert len(rows) == len(asked) == 10
        for n, (row, one) in enumerate(zip(rows, asked, strict=True), 1):
            assert row[0] == str(n)
            assert row[1] == f"{one['title']}|{one['code']}"
            assert row[2] == titles[one["state"]]
            assert row[3] == indicator_words.day(date.fromisoformat(one["since"]))
            assert row[4].startswith(f"{one['version']}: " if one["version"] else "")
            assert bool(row[4]) == bool(one["version"])
            seen.add((one["code"], one["state"]))
        done = sum(one["state"] == "godkendt" for one in asked)
        assert text(page, "lead") == f"{done} af 10 leverancer er godkendt."
        assert text(page, "standing") == f"Pr. {indicator_words.day(date.fromisoformat(times[1]))}"
        assert f"position {position}" in text(page, "basis")
    assert len(seen) > 13, "they were seen at different moments"


def test_the_wheel_is_that_of_the_command_line(page: Browser, replay: Made) -> None:
    late = set()
    for quarter, position, times in moments(replay, 25):
        page.go(at(quarter, position, visning="aarshjul"))
        told = replay.desk.ok("forum", "wheel", quarter.year, *times)
        asked: dict[str, list[str]] = {}
        for line in told.splitlines()[2:]:
            if line.startswith("  "):
                asked[next(reversed(asked))].append(line)
            elif not line.startswith("Bestemmer selv"):
                asked[line] = []
        shown = tables(page)
        assert list(shown) == list(asked)
        for forum, turns in shown.items():
            assert len(turns) == len(asked[forum])
            for (period, owed, held, planned, state), line in zip(turns, asked[forum], strict=True):
                assert line.split("  ")[1].startswith(period[:5])
                assert owed.lower() in line
                assert days(held, quarter.year) == found("holdt", line)
                assert days(planned, quarter.year) == found("indkaldt", line)
                assert (state == "For sent") == ("FOR SENT" in line)
                assert state.startswith("Mangler") == ("mangler at indkalde" in line)
                late |= {(forum, period)} if state == "For sent" else set()
        gone = sum("FOR SENT" in line for line in told.splitlines())
        assert ("ingen møder er forsinkede" in text(page, "lead")) == (gone == 0)
    assert len(late) >= 2


def days(words: str, year: int) -> list[str]:
    """Days as the page writes them (``3. marts``), as the command line does (``03.03``)."""
    names = [indicator_words.day(date(year, month, 1)).split()[1] for month in range(1, 13)]
    told = [one.split(". ") for one in words.split(", ") if one]
    return [f"{int(day):02}.{names.index(month) + 1:02}" for day, month in told]


def found(key: str, line: str) -> list[str]:
    said = re.search(rf"{key} ((?:\d\d\.\d\d(?:, )?)+)", line)
    return said[1].rstrip(", ").split(", ") if said else []


def test_the_homes_and_their_chart_are_those_of_the_paper(page: Browser, replay: Made) -> None:
    figures = set()
    columns = ("JSON.stringify([...document.querySelectorAll('.column')].map((one) =>"
               "[one.style.getPropertyValue('--used'), one.style.getPropertyValue('--planned')]"
               ".map(Number)))")  # fmt: skip
    for quarter, position, times in moments(replay, 20):
        page.go(at(quarter, position, visning="boliger"))
        paper = json.loads(replay.desk.ok("home", "report", *times, "--format", "json"))
        now = paper["days"][-1]
        drawn = json.loads(page.run(columns))
        n = QUARTERS.index(quarter)
        assert drawn[n] == [now["in_use"], now["planned"]]
        assert drawn[n + 1 :] == [[0, 0]] * (len(QUARTERS) - n - 1)
        for before, (used, planned) in zip(QUARTERS[:n], drawn[:n], strict=True):
            told = [one for one in paper["days"] if one["date"] <= str(before.last_day)]
            last = told[-1] if told else {"in_use": 0, "planned": 0}
            assert [used, planned] == [last["in_use"], last["planned"]], (quarter, before)
        assert text(page, "lead").startswith(
            f"{now['in_use']} af 112 boliger er i brug, og {now['planned']} er planlagt."
        )
        label = page.run("document.querySelector('.columns').getAttribute('aria-label')")
        assert label.endswith(f": {now['in_use']} i brug, {now['planned']} planlagt")
        rows = tables(page).get("Byggeprojekter", [])
        assert [row[0] for row in rows] == [
            f"{one['title']}|{one['code']}" for one in paper["projects"]
        ]
        assert [row[3] for row in rows] == [
            str(sum(site["homes"] for site in one["sites"])) for one in paper["projects"]
        ]
        figures.add((now["in_use"], now["planned"]))
    assert figures >= {(12, 14), (0, 20)}


def test_the_reviews_are_those_of_the_command_line(page: Browser, replay: Made) -> None:
    page.go(at(QUARTERS[4], replay.last, visning="boliger"))
    told = replay.desk.ok("review", "list", 2027, "--as-of", NEWEST)
    (row,) = tables(page)["Årlig gennemgang 2027"]
    assert row[0] == "Solvej og Åvej"
    assert [one.split(",")[0].lower() for one in row[1:]] == ["mangler", "ikke i orden", "mangler"]
    assert row[2].removeprefix("Ikke i orden, ") in told
    assert "Én afdeling er ikke færdig." in told
    assert "Én afdeling er ikke færdig." in page.run("document.querySelector('.free').textContent")
    page.go(at(QUARTERS[4], replay.last - 4, visning="boliger"))
    assert "Ikke i orden" not in tables(page)["Årlig gennemgang 2027"][0][2]


def test_only_what_there_is_has_a_view(page: Browser, replay: Made) -> None:
    names = ("JSON.stringify([...document.querySelectorAll('nav button')]"
             ".filter((one) => !one.hidden).map((one) => one.textContent))")  # fmt: skip
    assert json.loads(page.run(names)) == ["Leverancer", "Årshjul", "Boliger"]
    desk = Desk(replay.desk.folder / "hovedaftale.db")
    desk.ok("init", "--example")
    desk.ok("replay", "-o", desk.folder / "hovedaftale.html")
    page.open(desk.folder / "hovedaftale.html")
    shown = json.loads(page.run(names))
    assert shown == ["Bilag 1", "Overblik", "Tidslinje", "Indikatorer", "Eftersyn"]
    desk.ok("meeting", "call", "samarbejdsforum", "2017-02-01", "--time", "09:00", "--place", "Her",
            "--item", "Status")  # fmt: skip
    desk.ok("replay", "-o", desk.folder / "hovedaftale.html")
    page.open(desk.folder / "hovedaftale.html", "#visning=aarshjul")
    assert json.loads(page.run(names)) == [*shown, "Årshjul"]
    assert "Samarbejdsforum" in tables(page)
    assert page.run("document.documentElement.classList.contains('beside-goals')")
    page.run("document.querySelector('[data-view=bilag1]').click(); 0")
    page.settle()
    assert "målsætninger er indfriet" in text(page, "lead")


def test_the_keys_lead_through_the_times(page: Browser, replay: Made) -> None:
    page.go(at(QUARTERS[4], replay.last))
    first = tables(page)
    page.run("document.getElementById('quarter').focus(); 0")
    for _ in range(4):
        page.key("ArrowLeft", 37)
    page.settle()
    assert text(page, "quarter-told") == "1. kvartal 2026"
    assert tables(page) != first
    page.run("document.querySelector('[data-view=boliger]').focus(); 0")
    page.key("Enter", 13, "\r")
    page.settle()
    assert "boliger er i brug" in text(page, "lead")


def test_it_prints(page: Browser, replay: Made) -> None:
    for view in VIEWS:
        page.go(at(QUARTERS[4], replay.last, visning=view))
        assert page.pdf().startswith(b"%PDF")


def test_the_same_ledger_gives_the_same_bytes(replay: Made, tmp_path: Path) -> None:
    for name in "ab":
        replay.desk.ok("replay", "--known-at", replay.last, "-o", tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").read_bytes() == replay.page.read_bytes()
    told = replay.desk.ok("replay", "2. kvartal 2026", "-o", tmp_path / "c")
    assert told.endswith(f"er skrevet (position {replay.last}).\n")
    assert "Der var endnu ingen mål" in replay.desk.fails("replay", "2. kvartal 2026")


def test_ten_years_of_a_partnership_have_room(ledger: Ledger) -> None:
    """Of the page's budget, 1 MB for 39 goals and 40 quarters, the partnership takes a fifth."""
    lodge = Lodge(ledger).opened().seated()
    first = Quarter.of(LAUG.start)
    quarters = [first]
    for _ in range(39):
        quarters.append(quarters[-1].next())
    for n, quarter in enumerate(quarters[:36]):
        _quarter(lodge, n, max(quarter.first_day, LAUG.start))
    questions = Questions(ledger.recorder)
    story = story_questions.of(questions, LAUG, quarters[-1], questions.last_position())
    story = replace(story, quarters=tuple(quarters), seals=((),) * 40)
    alone = as_replay.render(story)
    events = partnership_story.events(questions, LAUG, story.position)
    assert len(events) > 400
    both = as_replay.render(partnership_story.joined(story, events, False),
                            story_beside.Beside(partnership=events))  # fmt: skip
    assert len(both) - len(alone) < 0.2e6


def _quarter(lodge: Lodge, n: int, day: date) -> None:
    """What happens in a quarter: two meetings, a draft, a project and the milestones before."""
    lodge.today = day
    lodge.tell(h.PlanProject(f"p{n}", f"Projekt nummer {n}", "SMED", (Site(f"Vej {n}", 1),), day))
    for last in range(max(0, n - 4), n):
        milestone = ("tegnet", "grundsten", "vand", "taget")[n - last - 1]
        lodge.tell(h.ReachMilestone(f"p{last}", milestone, day))
    version = f"{n:064x}"
    lodge.tell(c.DraftDeliverable("regnplan", f"plan-{n}.docx", version), SMITH)
    lodge.tell(c.HandDeliverable("regnplan", version), PARKER)
    for number, forum in enumerate(("oldermaend", "baenk")):
        lodge.today = day + timedelta(days=number)
        lodge.met(forum, n + 1)
    lodge.tell(c.ReturnDeliverable("regnplan", version, "Ikke endnu"), MAYOR)
    if n > 6:
        review = h.ReviewSection(f"p{n - 7}", lodge.today.year, "kasse", True, "", lodge.today)
        lodge.tell(review, GARDENER)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_is_wider_than_the_window(
    page: Browser, replay: Made, view: str, width: int
) -> None:
    page.size(width, 800, phone=width < 500)
    page.open(replay.page, at(QUARTERS[4], replay.last, visning=view))
    assert page.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("view", VIEWS)
def test_everyone_can_read_it(
    page: Browser, replay: Made, view: str, width: int, dark: bool
) -> None:
    page.size(width, 900, dark)
    page.open(replay.page, at(QUARTERS[4], replay.last, visning=view))
    page.run(axe().read_text("utf-8") + "; 0")
    rules = json.dumps(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    found = page.run(
        f"axe.run(document, {{ runOnly: {rules} }}).then((said) => JSON.stringify(said.violations"
        ".map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)])))"
    )
    assert json.loads(found) == []


def test_an_amendment_of_a_later_day_is_not_shown_early(opened: Browser, tmp_path: Path) -> None:
    """Homes, a deliverable and other titles that are so from November on."""
    desk = Desk(tmp_path / "tovholder.db", micros(2026, 2, 1), date(2026, 2, 1))
    desk.ok("init", "--agreement-file", desk.file("uden.toml", without_homes()))
    desk.today, desk.now = date(2026, 11, 22), micros(2026, 11, 22)
    before = len(desk.ok("events", "export").splitlines())
    new = BUNDLED.read_text("utf-8").replace('title = "Styregruppen"', 'title = "Styret"').replace(
        "[[organisation.deliverables]]", PAMPHLET + "[[organisation.deliverables]]", 1
    )  # fmt: skip
    desk.ok("agreement", "amend", desk.file("ny.toml", new), "--effective", "2026-11-01",
            "--reason", "Tillæg")  # fmt: skip
    desk.ok("home", "plan", "engen", "Engen", "--site", "Engvej 2:6", "--effective", "2026-11-02")
    desk.ok("replay", "-o", tmp_path / "page.html")
    opened.size(1440, 900)
    opened.open(tmp_path / "page.html")
    last = desk.events()[-1]["position"]
    for quarter, position in ((QUARTERS[2], last), (QUARTERS[3], before), (QUARTERS[3], last)):
        is_new = (quarter, position) == (QUARTERS[3], last)
        opened.go(at(quarter, position))
        (rows,) = tables(opened).values()
        assert len(rows) == 10 + is_new
        assert any(row[1] == "Pjece|pjece" for row in rows) == is_new
        assert any(row[5] == "Styret" for row in rows) == is_new
        opened.go(at(quarter, position, visning="aarshjul"))
        assert ("Styret" in tables(opened)) == is_new
        assert ("Styregruppen" in tables(opened)) != is_new
        opened.go(at(quarter, position, visning="boliger"))
        lead = "0 af 112 boliger" if is_new else "Aftalen siger endnu intet om boliger."
        assert text(opened, "lead").startswith(lead)
        assert ("Byggeprojekter" in tables(opened)) == is_new
    assert opened.complaints() == []
