"""`tovholder report integrity`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import Desk, desk_with


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with("imported", tmp_path)


def test_integrity_tells_what_became_of_the_promises(desk: Desk) -> None:
    desk.ok("goal", "deadline", "E-mærker", "2020", "--reason", "x", "--effective", "2017-02-01")
    told = desk.ok("report", "integrity", "--quarter", "2017-Q1")
    assert "Fristen er flyttet én gang, i alt" not in told
    assert "Fristen er flyttet én gang, 24 måneder senere: 2015-2018 → 2020." in told
    desk.lang = "en"
    assert "24 months later" in desk.ok("report", "integrity", "--quarter", "2017-Q1")


def test_integrity_as_known_before(desk: Desk) -> None:
    position = len(desk.events())
    desk.ok("goal", "deadline", "E-mærker", "2020", "--reason", "x", "--effective", "2017-02-01")
    asked = ("report", "integrity", "--quarter", "2017-Q1", "--format", "json")
    before = json.loads(desk.ok(*asked, "--known-at", position))
    now = json.loads(desk.ok(*asked))
    assert (before["counts"]["moved"], now["counts"]["moved"]) == (0, 1)
    assert before["position"] == position


@pytest.mark.parametrize("suffix", ["md", "csv", "json", "html", "pdf", "docx"])
def test_the_suffix_chooses_the_format(desk: Desk, suffix: str) -> None:
    file = desk.folder / f"eftersyn.{suffix}"
    asked = ("report", "integrity", "--quarter", "2017-Q1")
    assert "er skrevet" in desk.ok(*asked, "-o", file)
    piped = desk.run(*asked, "--format", suffix)
    assert piped.stdout_bytes == file.read_bytes()


def test_integrity_of_nothing_is_told(desk: Desk) -> None:
    assert "endnu ingen mål" in desk.fails("report", "integrity", "--known-at", "1")
