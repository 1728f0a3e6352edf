"""Numbers in a document, as our own reports carry them: each leads to the goal of its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_helpers import Desk, desk_with


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with("imported", tmp_path)


def exported(desk: Desk, swap: dict[str, str]) -> Path:
    """Our own report as CSV, with other numbers."""
    file = desk.folder / "egen.csv"
    desk.ok("report", "bilag1", "--quarter", "2017-Q1", "-o", file)
    lines = file.read_text("utf-8").split("\n")
    for at, line in enumerate(lines):
        cells = line.split(";")
        if len(cells) > 1 and cells[1] in swap:
            lines[at] = ";".join([cells[0], swap[cells[1]], *cells[2:]])
    file.write_text("\n".join(lines), "utf-8")
    return file


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--accept-rewordings",)])
def test_a_number_of_another_goal_than_the_text_is_refused(
    desk: Desk, options: tuple[str, ...]
) -> None:
    file = exported(desk, {"M1": "M2", "M2": "M1"})
    before = desk.content()
    told = desk.fails("import", "bilag1", file, *options)
    assert "2 steder" in told
    assert f"{file}:3: Nr.: nummeret hører til «Grønne gårde», men teksten til M1" in told
    assert f"{file}:4: Nr.: nummeret hører til «E-mærker», men teksten til M2" in told
    assert "slet nummeret" in told
    assert desk.content() == before
    desk.lang = "en"
    assert "the number belongs to" in desk.fails("import", "bilag1", file, *options)


def test_a_number_that_leads_elsewhere_than_a_moved_text_is_refused(desk: Desk) -> None:
    file = exported(desk, {"M1": "M2", "M2": "M1"})
    file.write_text(file.read_text("utf-8").replace("At alle", "At nu alle"), "utf-8")
    told = desk.fails("import", "bilag1", file, "--accept-rewordings")
    assert "teksten til M1 («E-mærker»)" in told


def test_a_new_goal_with_the_number_of_another_is_refused(desk: Desk) -> None:
    file = exported(desk, {"M1": "M7"})
    row = "M;M1;Nyt mål;At male hegnet rødt;1;2015-2018;Der males;;Malet;;;Opfyldt;KK (TMF);"
    file.write_text(f"{file.read_text('utf-8')}{row}\n", "utf-8")
    assert "6: Nr.: nummeret hører til «E-mærker», men det" in desk.fails("import", "bilag1", file)


@pytest.mark.parametrize("swap", [{"M1": ""}, {"M1": "M7"}])
def test_a_number_that_is_missing_or_nobodys_says_nothing(desk: Desk, swap: dict[str, str]) -> None:
    assert "intet nyt" in desk.ok("import", "bilag1", exported(desk, swap))
