"""What people type: goals, members, quarters and the times of knowing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from builders import micros
from cli_helpers import LINES, Q1, Desk, desk_with

from domain.quarters import Quarter

NAMES = ["E-mærker", "emærker", "E-maerke", "e mærkerne", '"E-mærker"', "E‑MÆRKER", "“e-mærke”",
         "M1", "m1", "energimærker", "energimaerke", "  E-mærker  "]  # fmt: skip
QUARTERS = ["2017-Q1", "Q1 2017", "1. kvartal 2017", "1K2017", "2017K1", "2017-q1",
            "1.kvartal 2017", " 1. Kvartal  2017 ", "K1 2017", "2017 Q1"]  # fmt: skip
NO_QUARTERS = ["", "2017", "2017-Q5", "2017-Q0", "5. kvartal 2017", "1900-Q1", "2200-Q4", "0000-Q1",
               "17-Q1", "{}", "%s", "\x00", "Q1", "٢٠١٧-Q9"]  # fmt: skip
TO_COME = ["2019-01-01", "2018-12-30T15:00", "9999-12-31", "2999-01-01T00:00Z",
           "9999-12-31T23:59-14:00", "31.12.2018", "31. december 9999", "i morgen"]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with("imported", tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_goal_is_known_by_many_names(desk: Desk, name: str) -> None:
    assert desk.ok("status", name).startswith("E-mærker (M1)\n")


def test_a_goal_is_known_by_its_id(desk: Desk) -> None:
    identifier = desk.ok("goal", "show", "M1").splitlines()[-1].removeprefix("Id: ")

    assert desk.ok("status", identifier).startswith("E-mærker (M1)\n")
    assert desk.ok("status", identifier.upper()).startswith("E-mærker (M1)\n")
    assert "intet mål" in desk.fails("status", identifier[:-1] + "0")


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("written", [(), ("opfyldt",), ("uændret",), ("--text", "x")])
def test_two_candidates_are_shown_and_nothing_is_written(
    desk: Desk, lang: str, written: tuple[str, ...]
) -> None:
    desk.ok("goal", "alias", "add", "M1", "gård")
    desk.ok("goal", "alias", "add", "A1", "gården")
    desk.ok("goal", "alias", "remove", "A1", "gården")
    told = desk.ok("goal", "alias", "add", "H1", "Gård!")
    assert "M1 E-mærker" in told
    desk.lang = lang

    told = desk.fails("status", "gård", *written, "--quarter", "2017-Q1")

    assert told.splitlines()[1:] == ["  H1   Naboskab", "  M1   E-mærker"]


def test_nearby_names_are_suggested(desk: Desk) -> None:
    assert "  M1   E-mærker" in desk.fails("status", "emærkning", "opfyldt")
    assert "goal list" in desk.fails("status", "xyzzy")


@pytest.mark.parametrize(
    "name", ["", " ", "---", "🙂", "\u200f", "{}", "%s", "{name}", "\x01", "\n"]
)
def test_a_name_without_letters_is_no_goal(desk: Desk, name: str) -> None:
    assert "intet mål" in desk.fails("status", "--", name)


def test_a_long_or_hostile_name_is_told_short_and_harmless(desk: Desk) -> None:
    told = desk.fails("status", "x" * 10_000)
    assert len(told) < 400
    assert "\x1b" not in desk.fails("status", "\x1b[31mrød")


@pytest.mark.parametrize("words", QUARTERS)
def test_a_quarter_is_understood_in_every_form(desk: Desk, words: str) -> None:
    assert "Status 1. kvartal 2017" in desk.ok("status", "M1", "--quarter", words)


@pytest.mark.parametrize("words", NO_QUARTERS)
def test_what_is_not_a_quarter_is_told(desk: Desk, words: str) -> None:
    for command in (["status"], ["status", "M1"], ["report", "bilag1"], ["history"]):
        assert "er ikke et kvartal" in desk.fails(*command, "--quarter", words)


def test_the_quarter_is_the_current_one_within_the_agreement(desk: Desk) -> None:
    desk.today = Quarter(2017, 2).first_day
    assert "2. kvartal 2017" in desk.ok("status")
    desk.today = Quarter(2014, 2).first_day
    assert "begynder 1. januar 2015" in desk.ok("status", "--quarter", "2017-Q1")
    desk.today = Quarter(2026, 2).first_day
    told = desk.ok("status")
    assert "1. kvartal 2017" in told, "the last one that was reported"
    assert "løb til 31. december 2018" in told


@pytest.fixture
def known(tmp_path: Path) -> Desk:
    """E-mærker was reported on 10 January and on 20 February 2018, Danish time."""
    desk = desk_with("empty", tmp_path)
    desk = replace(desk, now=micros(2018, 1, 10, 9), today=Quarter(2018, 1).first_day)
    desk.take_in(LINES, Q1)
    desk.now = micros(2018, 2, 20, 12)
    desk.ok("status", "M1", "--text", "Ny tekst", "--quarter", "2017-Q1")
    desk.now, desk.today = micros(2018, 12, 30), Quarter(2018, 4).last_day
    return desk


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("2018-02-19", "Halvdelen er nået"),
        ("2018-02-20", "Ny tekst"),
        ("2018-02-20T13:00", "Halvdelen er nået"),
        ("2018-02-20T13:01", "Ny tekst"),
        ("2018-02-20T12:00Z", "Halvdelen er nået"),
        ("2018-02-20T12:01Z", "Ny tekst"),
        ("2018-02-20T07:00-05:00", "Halvdelen er nået"),
        ("2018-02-20 13:01:00", "Ny tekst"),
        ("2018-12-30", "Ny tekst"),
        ("19.2.2018", "Halvdelen er nået"),
        ("20/2-2018", "Ny tekst"),
        ("den 20. februar 2018", "Ny tekst"),
        ("20. februar 2018 kl. 13.00.00", "Halvdelen er nået"),
        ("20.2.2018, kl. 13.01", "Ny tekst"),
        ("i går", "Ny tekst"),
        ("i går kl. 9.30", "Ny tekst"),
    ],
)
def test_known_at_is_a_day_or_a_time(known: Desk, words: str, text: str) -> None:
    assert known.cells("M1", Q1, "--known-at", words)["status"] == text
    assert text in known.ok("status", "M1", "--quarter", "2017-Q1", "--known-at", words)


def test_a_time_as_it_is_shown_is_the_whole_second(known: Desk) -> None:
    """Whoever copies the time of an entry from the history means it with that entry."""
    known.now = micros(2018, 12, 30, 13) + 400_000
    known.ok("status", "M1", "--text", "Til allersidst", "--quarter", "2017-Q1")
    known.now += 60_000_000
    *_, shown = re.findall(r"30\. december 2018 kl\. 14\.00\.[0-9]{2}", known.ok("history", "M1"))
    second = f"2018-12-30T14:00:{shown[-2:]}"
    for words, text in {
        shown: "Til allersidst",
        second: "Til allersidst",
        f"{second}+01:00": "Til allersidst",
        f"{second}.400000": "Til allersidst",
        f"{second}.399999": "Ny tekst",
        f"{second}.399999+01:00": "Ny tekst",
    }.items():
        assert known.cells("M1", Q1, "--known-at", words)["status"] == text, words


def test_known_at_is_a_position(known: Desk) -> None:
    last = known.report()["position"]

    assert known.cells("M1", Q1, "--known-at", str(last))["status"] == "Ny tekst"
    assert known.cells("M1", Q1, "--known-at", str(last - 1))["status"] == "Halvdelen er nået"
    assert known.report(Q1, "--known-at", str(last - 1))["position"] == last - 1
    assert "den sidste er" in known.fails("report", "bilag1", "--known-at", last + 1)


def test_known_at_before_everything_has_no_goals(known: Desk) -> None:
    for words in ("0", "2018-01-09", "1066-10-14", "0001-01-01", "0001-01-01T00:00+14:00"):
        asked = ("--quarter", "2017-Q1", "--known-at", words)
        assert "endnu ingen mål" in known.fails("report", "bilag1", *asked)
        assert "var ikke med" in known.fails("status", "M1", *asked)
        assert "endnu ingen mål i opfølgningen" in known.ok("status", *asked)
        assert known.ok("history", *asked) == "1. kvartal 2017: 0 registreringer\n"


@pytest.mark.parametrize(
    "asked", [("history", "M1"), ("replay",), ("report", "bilag2"), ("focus", "list")]
)
def test_a_seal_without_a_quarter_is_asked_about(known: Desk, asked: tuple[str, ...]) -> None:
    assert "Nævn kvartalet" in known.fails(*asked, "--known-at", "seal")


@pytest.mark.parametrize("words", TO_COME)
def test_known_at_in_the_future_is_refused(known: Desk, words: str) -> None:
    known.today = known.today.replace(day=30)  # it is shortly after 13.00
    for command in (["report", "bilag1"], ["status"], ["status", "M1"], ["history", "M1"]):
        assert "ligger i fremtiden" in known.fails(*command, "--known-at", words)


@pytest.mark.parametrize(
    "words",
    ["", "forleden", "20.2.18", "20/2", "2/20/2018", "2018-02-30", "2018-13-01", "-1", "+1", "{}",
     "1e3", "2018-02-20T25:00", "20. feb kl. 14.30", "2018-W08-2", "\x00", "9" * 5000],
)  # fmt: skip
def test_what_is_no_time_of_knowing_is_told(known: Desk, words: str) -> None:
    assert "hverken en dato" in known.fails("status", f"--known-at={words}")


def test_known_at_cannot_be_written_at(known: Desk) -> None:
    assert "kan ikke bruges" in known.fails("status", "M1", "opfyldt", "--known-at", "3")


def test_known_at_the_seal(known: Desk) -> None:
    asked = ("status", "M1", "--quarter", "2017-Q1", "--known-at", "seal")
    assert "ikke forseglet" in known.fails(*asked)
    known.ok("seal", "2017-Q1")
    known.ok("status", "M1", "--text", "Bagefter", "--quarter", "2017-Q1")

    assert "Ny tekst" in known.ok(*asked)
    assert known.cells("M1", Q1, "--known-at", "segl")["status"] == "Ny tekst"
    assert known.cells("M1")["status"] == "Bagefter"
