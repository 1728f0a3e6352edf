"""The bundled example in a browser that has no Danish hyphens and only a wide font."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
import rendering_example as example
import test_hostile_papers as hostile
from browser import Browser, browser
from cli_helpers import Desk
from test_projections_rendering_pdf import ask

from projections.integrity import integrity
from projections.rendering import FORMATS, as_bridge, as_integrity, paper, paper_html
from projections.rendering.paper_formats import table

DIVIDED = r"""JSON.stringify([...document.querySelectorAll('table .title, table .step')]
  .filter((one) => one.offsetParent && !/\s/.test(one.textContent.trim()))
  .filter((one) => one.getClientRects().length > 1 || one.offsetHeight > 30)
  .map((one) => one.textContent))"""
"""Titles and steps of one word that stand on more than one line."""
OVER = """[...document.querySelectorAll('.scroll')]
  .reduce((most, one) => Math.max(most, one.scrollWidth - one.clientWidth), 0)"""


LONG_WORD = "Boligsocialhelhedsplanssekretariatsmedarbejderuddannelsesfondsbestyrelsesforsamlingen"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("looks") / "tovholder.db")
    made.ok("init", "--example")
    made.ok("report", "bilag1", "--quarter", "2017-Q1", "-o", made.folder / "bilag1.html")
    made.ok("replay", "2017-Q1", "-o", made.folder / "replay.html")
    return made


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as made:
        yield made


def shown(opened: Browser, page: Path, width: int) -> None:
    opened.size(width, 1000)
    if page.stem == "replay":
        return opened.open(page)
    opened.call("Page.navigate", url=page.as_uri())
    opened.run("new Promise((done) => document.readyState === 'complete' ? done(0) : "
               "addEventListener('load', () => done(0)))")  # fmt: skip
    return None


@pytest.mark.parametrize("page", ["bilag1.html", "replay.html"])
@pytest.mark.parametrize("width", [1100, 1248, 1280, 1376, 1400, 1900])
def test_no_title_or_step_is_divided(opened: Browser, desk: Desk, page: str, width: int) -> None:
    shown(opened, desk.folder / page, width)
    assert json.loads(opened.run(DIVIDED)) == []
    assert (opened.run(OVER) > 0) == (width < 1248)


def test_the_overview_on_a_phone_begins_with_the_shown_quarter(opened: Browser, desk: Desk) -> None:
    opened.size(390, 844, phone=True)
    opened.open(desk.folder / "replay.html", "#visning=overblik")
    opened.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    inside = """JSON.stringify([...document.querySelectorAll('.heat thead .current')]
      .map((one) => one.getBoundingClientRect()).map((at) => at.left >= 0 && at.right <= 390))"""
    assert json.loads(opened.run(inside)) == [True, True, True]


def test_the_printed_timeline_holds_every_entry(opened: Browser, desk: Desk) -> None:
    opened.size(1400, 1000)
    opened.open(desk.folder / "replay.html", "#visning=tidslinje")
    entries = "document.querySelectorAll('.moments ul li').length"
    told = opened.run("document.querySelector('.moments .by').textContent")
    assert told.endswith("143 registreringer")
    assert opened.run(entries) == 6
    opened.run("dispatchEvent(new Event('beforeprint')); 0")
    assert opened.run(entries) == 143


def test_a_long_word_in_a_heading_stays_in_a_phones_window(opened: Browser, tmp_path: Path) -> None:
    report = example.report()
    agreement = msgspec.structs.replace(report.agreement, title=LONG_WORD, report_title=LONG_WORD)
    sections = tuple(replace(one, title=LONG_WORD) for one in report.sections)
    report = replace(report, agreement=agreement, sections=sections)
    for name, made in (("bilag1", FORMATS["html"](report)),
                       ("integrity", as_integrity.html(integrity(report, {}, {})))):  # fmt: skip
        page = tmp_path / f"{name}.html"
        page.write_bytes(made)
        shown(opened, page, 390)
        assert opened.run("document.scrollingElement.scrollWidth") == 390


def test_a_phone_divides_no_head_of_a_table(opened: Browser, tmp_path: Path) -> None:
    page = tmp_path / "integrity.html"
    page.write_bytes(as_integrity.html(integrity(example.report(), {}, {})))
    shown(opened, page, 390)
    tall = "Math.max(...[...document.querySelectorAll('thead th')].map((one) => one.offsetHeight))"
    assert opened.run(tall) < 40


def test_a_long_word_in_a_table_of_a_paper_stays_on_the_page(
    opened: Browser, tmp_path: Path
) -> None:
    page = tmp_path / "paper.html"
    rows = [("Kilde", "Sted"), (LONG_WORD, LONG_WORD), ("Domstolsstyrelsen", "Rådhuset")]
    told = paper.Paper("", "Kilder", (), example.report().basis, table("ll", rows))
    page.write_bytes(paper_html.render(told))
    shown(opened, page, 1280)
    assert opened.run(OVER) == 0


def test_no_goal_of_a_printed_bridge_begins_at_the_foot_of_a_page(
    opened: Browser, tmp_path: Path
) -> None:
    page, printed = tmp_path / "bridge.html", tmp_path / "bridge.pdf"
    whole = hostile.bridge()
    page.write_bytes(as_bridge.html(replace(whole, changes=whole.changes[:150])))
    shown(opened, page, 1280)
    printed.write_bytes(opened.pdf())
    pages = ask("pdftotext", "-layout", printed, "-").rstrip("\f").split("\f")
    assert len(pages) > 20
    last = [one.rstrip().rsplit("\n", 1)[-1].split() for one in pages]
    assert [one for one in last if one[:2] == ["Celle", "Før"]] == []
