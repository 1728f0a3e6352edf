"""The real document through the command line, against a reading of its raw lines written here.

The reading knows nothing of `cli.reading`: it splits lines on tabs, strips tags, and lists by line
number the damage that a person sees when looking at the file.
"""

from __future__ import annotations

import html
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import COLUMNS, Desk

FOLDER = Path(
    os.environ.get("TOVHOLDER_SOURCES") or Path(__file__).parents[1] / ".." / "shared" / "sources"
)
SOURCE = FOLDER / "hovedaftale-redegoerelse-2017.txt"
SPELT = {"Oplydt": "Opfyldt", "Opfykt": "Opfyldt", "Indtrækes": "Indtænkes"}
LOST_BEFORE_EXPECTED = (110, 111, 112, 113)

pytestmark = pytest.mark.skipif(
    not SOURCE.exists(), reason=f"the real document is not at {SOURCE} (TOVHOLDER_SOURCES)"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("real") / "tovholder.db")
    made.ok("init")
    made.ok("import", "bilag1", SOURCE)
    return made


@pytest.fixture(scope="module")
def report(desk: Desk) -> dict[str, Any]:
    return desk.report()


def plain(cell: str) -> str:
    return " ".join(html.unescape(re.sub(r"</?p>", " ", cell)).split())


def transcribed() -> list[list[str]]:
    """The cells of the 39 rows, as a person reads the raw lines."""
    rows = []
    for number, line in enumerate(SOURCE.read_text("utf-8").split("\n"), 1):
        cells = [plain(cell) for cell in line.split("\t")]
        if len(cells) < 2 or "Tema" in cells:
            continue
        if number in LOST_BEFORE_EXPECTED:
            cells = [*cells[:6], "", *cells[6:9]]
        if number == 115:  # theme and time run together
            cells[1:3] = cells[2].split(" ", 1)
        if 136 <= number <= 147:  # a surplus empty cell before the fulfilment
            del cells[6]
        cells[8] = SPELT.get(cells[8], cells[8])
        rows.append(cells)
    return rows


def test_every_cell_is_the_documents(report: dict[str, Any]) -> None:
    rows = [row for section in report["sections"] for row in section["rows"]]
    expected = transcribed()

    assert len(rows) == len(expected) == 39
    for row, cells in zip(rows, expected, strict=True):
        assert len(cells) == len(COLUMNS), cells
        assert row["cells"] == dict(zip(COLUMNS, cells, strict=True)), row["goal"]


def test_the_figures_of_the_memo(report: dict[str, Any]) -> None:
    assert report["summary"] == {
        "concrete": {"total": 19, "fulfilled": 9},
        "intent": {"total": 20, "fulfilled": 3},
        "missing": 0,
    }
    rows = [row for section in report["sections"] for row in section["rows"]]
    assert sum(row["unchanged"] for row in rows) == 26
    assert [len(section["rows"]) for section in report["sections"]] == [10, 9, 20]
    assert Counter(row["cells"]["fulfilment"] for row in rows) == {
        "Opfyldt": 12, "I proces": 10, "Indtænkes": 17,
    }  # fmt: skip
    assert not any(row["late"] for row in rows)
    assert (report["quarter"], report["complete"]) == ("2017-Q1", True)


def test_the_goals_have_short_titles(report: dict[str, Any], desk: Desk) -> None:
    rows = {row["goal"]: row["title"] for part in report["sections"] for row in part["rows"]}

    assert rows["M9"] == "E-mærker"
    assert len(set(rows.values())) == 39
    assert all(len(title) <= 40 for title in rows.values())
    for name in ("emærker", "E-maerke", "e mærkerne", '"E-mærker"', "M9"):
        assert desk.ok("status", name).startswith("E-mærker (M9)\n")


def test_the_earlier_quarter_has_its_text_and_nothing_more(desk: Desk) -> None:
    told = desk.ok("report", "bilag1", "--quarter", "2016-Q4", "--format", "json")
    earlier = json.loads(told)
    rows = [row["cells"] for section in earlier["sections"] for row in section["rows"]]

    assert [row["status"] for row in rows] == [cells[4] for cells in transcribed()]
    for name in ("fulfilment", "delay_reason", "expected_completion", "previous_status"):
        assert {row[name] for row in rows} == {""}, name


def test_importing_it_again_records_nothing(desk: Desk) -> None:
    before = desk.content()
    assert desk.ok("import", "bilag1", SOURCE).endswith(
        "1. kvartal 2017: intet nyt at registrere.\n"
    )
    assert desk.content() == before


def test_a_dry_run_tells_every_repair(desk: Desk) -> None:
    told = desk.ok("import", "bilag1", SOURCE, "--dry-run")
    for wrong, right in SPELT.items():
        assert f"«{wrong}» → «{right}»" in told
    assert told.endswith("Prøvekørsel: intet er registreret.\n")
