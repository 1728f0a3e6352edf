"""`tovholder agreement amend`: what it shows, what it records, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_helpers import AGREEMENT_TOML, Desk, desk_with
from test_domain_amendments import MEASURED

from domain.quarters import Quarter

NEW = AGREEMENT_TOML.replace("2018-12-31", "2019-12-31").replace(
    "themes = [", 'themes = [{code = "4", title = "Klima"}, '
)
HOW = ("--effective", "2018-01-01", "--reason", "Tillæg 1")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with("imported", tmp_path)


def test_the_changes_are_shown_and_then_recorded(desk: Desk) -> None:
    file, before = desk.file("ny.toml", NEW + MEASURED), desk.content()
    told = desk.ok("agreement", "amend", file, *HOW, "--dry-run")
    assert told.splitlines() == [
        "~ end: 2018-12-31 → 2019-12-31",
        "+ themes.4: Klima",
        "+ indicators: Boliger med mærke E eller lavere",
        "Intet er registreret. Kør igen uden --dry-run for at ændre aftalen.",
    ]
    assert desk.content() == before

    told = desk.ok("agreement", "amend", file, *HOW)
    assert "«Havnebyaftalen 2015-2018» er ændret med virkning fra 1. januar 2018." in told
    shown = desk.ok("agreement", "show")
    assert "Gælder fra 1. januar 2015 til 31. december 2019." in shown
    assert "Ændret med virkning fra 1. januar 2018: Tillæg 1" in shown
    assert "4  Klima" in shown
    (event,) = (one for one in desk.events() if one["topic"] == "agreement-amended")
    assert event["body"]["effective"] == "2018-01-01"
    desk.ok("measure", "M1", "24", "--date", "2017-12-31", "--source", "BBR")
    assert desk.run("projections", "verify").exit_code == 0


def test_earlier_reports_stay(desk: Desk) -> None:
    before = desk.report(), desk.report(Quarter(2017, 4))
    desk.ok("agreement", "amend", desk.file("ny.toml", NEW.replace("Havneby", "Havn")), *HOW)
    old, new = desk.report(), desk.report(Quarter(2018, 1))
    assert old["agreement"] == before[0]["agreement"]
    assert old["sections"] == before[0]["sections"]
    assert new["agreement"] == "Havnaftalen 2015-2018"


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    file = desk.file("ny.toml", NEW)
    desk.ok("agreement", "amend", file, *HOW)
    assert "er allerede sådan. Intet nyt er registreret." in desk.ok(
        "agreement", "amend", file, *HOW
    )


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_what_may_not_change_is_told_by_its_place(desk: Desk, more: tuple[str, ...]) -> None:
    short = NEW.replace('{code = "2", title = "Byer"}, ', "").replace("2019-12-31", "2018-06-30")
    before = desk.content()
    result = desk.run("agreement", "amend", desk.file("ny.toml", short), *HOW, *more)
    assert result.exit_code == 1
    assert "end, themes.2" in result.stderr
    assert desk.content() == before


@pytest.mark.parametrize(
    ("words", "how", "told"),
    [
        (NEW, ("--effective", "2019-03-01", "--reason", "x"), "1. marts 2019"),
        (NEW, ("--effective", "forleden", "--reason", "x"), "forleden"),
        (NEW, ("--effective", "2018-01-01", "--reason", " "), "begrundelse"),
        (NEW.replace("havneby", "skovby"), HOW, "Havnebyaftalen"),
        ("slug = 1", HOW, "ny.toml"),
    ],
)
def test_wrong_input(desk: Desk, words: str, how: tuple[str, ...], told: str) -> None:
    result = desk.run("agreement", "amend", desk.file("ny.toml", words), *how)
    assert result.exit_code == 1
    assert told in result.stderr
