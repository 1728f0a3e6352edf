"""Reporting on a goal: what is said, who may say it, what is refused, and undoing by correction."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from cli_helpers import AGREEMENT_TOML, Desk, desk_with

from domain.quarters import Quarter

IN_Q1 = ("--quarter", "2017-Q1")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with("imported", tmp_path)


def position(told: str) -> str:
    found = re.search(r"position (\d+)", told)
    assert found is not None
    return found[1]


def test_a_status_is_recorded_and_told(desk: Desk) -> None:
    told = desk.ok("status", "emærker", "opfyldt", "--text", "Alt er nået", *IN_Q1)

    assert told.splitlines()[:2] == [
        "E-mærker (M1), 1. kvartal 2017: I proces → Opfyldt", "  Status: Alt er nået",
    ]  # fmt: skip
    assert re.search(
        r"Registreret som position \d+ af Sekretariatet, 30\. december 2018 kl\.", told
    )
    assert desk.cells("M1")["fulfilment"] == "Opfyldt"
    assert desk.cells("M1")["delay_reason"] == ""


def test_a_status_in_english(desk: Desk) -> None:
    desk.lang = "en"
    told = desk.ok("status", "emærker", "opfyldt", *IN_Q1)

    assert told.startswith("E-mærker (M1), Q1 2017: I proces → Opfyldt\n")
    assert "Recorded as position" in told
    assert "30 December 2018 at " in told
    assert "Responsible: KK (TMF)" in desk.ok("status", "M1", *IN_Q1)
    assert "goals are reached" in desk.ok("status", *IN_Q1)


def test_every_column_can_be_reported(desk: Desk) -> None:
    desk.ok("status", "M1", "delvist opfyldt", "--text", "  To\n linjer ", "--reason", "Regn",
            "--expected", "2018", *IN_Q1)  # fmt: skip

    cells = desk.cells("M1")
    assert cells["status"] == "To linjer"
    assert cells["delay_reason"] == "Regn"
    assert cells["expected_completion"] == "2018"
    assert cells["fulfilment"] == "Delvist opfyldt"


@pytest.mark.parametrize("text", ["{} {x} %s %d {{", "🙂 ÆØÅ", "\u202eabc", "=1+1", "a|b", "<b>&"])
def test_strange_texts_are_kept_and_shown(desk: Desk, text: str) -> None:
    desk.ok("status", "M1", "--text", text, *IN_Q1)

    assert desk.cells("M1")["status"] == text
    for command in (["status", "M1", *IN_Q1], ["history", "M1"], ["report", "bilag1", *IN_Q1]):
        assert desk.run(*command).exit_code == 0


@pytest.mark.parametrize("text", ["a\x01b", "a\x00b", "\x1b[31m", "x" * 8_001, "\udcff", "\x85"])
def test_unprintable_texts_are_refused(desk: Desk, text: str) -> None:
    for option in ("--text", "--reason", "--expected"):
        if " ".join(text.split()) != text:
            continue
        assert "Feltet «" in desk.fails("status", "M1", option, text, *IN_Q1)


def test_unchanged_confirms_the_quarter(desk: Desk) -> None:
    desk.ok("status", "M1", "uændret", "--quarter", "2017-Q2")
    desk.ok("status", "A1", "unchanged", "--quarter", "2017-Q2")

    row = desk.rows(Quarter(2017, 2))["M1"]
    assert row["unchanged"] is True
    assert row["cells"]["status"] == "Uændret"
    assert row["cells"]["previous_status"] == "Halvdelen er nået"
    assert "intet nyt" in desk.ok("status", "M1", "Uaendret", "--quarter", "2017-Q2")
    assert desk.report(Quarter(2017, 2))["summary"]["missing"] == 2


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["M1", "vrøvl {x} %s"], "«vrøvl {x} %s» er ikke en målopfyldelse. Vælg en af: Opfyldt"),
        (["M1", "Indtænkes"], "«Indtænkes» kan ikke bruges om den slags mål"),
        (["H1", "i proces"], "Vælg en af: Opfyldt, Delvist opfyldt, Indtænkes, Udgået"),
        (["M1", "uændret"], "allerede fået en ny status i 1. kvartal 2017"),
        (["M1", "uændret", "--text", "x"], "kan ikke følges af tekst"),
        (["M1", "--text", " Uændret. "], "tovholder status MÅL uændret"),
        (["M1", "--text", "x", "--effective", "2017-04-01"], "1. april 2017 ligger ikke i 1. kv"),
        (["M1", "--text", "x", "--effective", "2017-02-30"], "er ikke en dato"),
        (["M1", "--effective", "20x"], "er ikke en dato"),
        (["M1", "--text", "x", "--command-id", ""], "«--command-id» må ikke være tomt"),
        (["M1", "--text", "x", "--command-id", "x" * 201], "der er plads til 200"),
        (["M1", "--text", "x", "--command-id", "a\x00"], "tegn, der ikke kan skrives ud"),
        (["M1", "--text", "x", "--as", "Ingen"], "«Ingen» er ikke navnet på netop ét medlem"),
    ],
)
def test_what_is_refused_says_why(desk: Desk, args: list[str], told: str) -> None:
    assert told in desk.fails("status", *args, *IN_Q1)


@pytest.mark.parametrize("option", ["--text", "--reason", "--expected"])
def test_a_report_that_names_no_goal_is_not_lost_without_a_word(desk: Desk, option: str) -> None:
    assert "Nævn det mål, der indberettes om" in desk.fails("status", option, "Nyt", *IN_Q1)


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (["--quarter", "2014-Q4"], "31. december 2014 ligger uden for aftalen, der gælder fra 1. "),
        (["--quarter", "2019-Q1"], "1. januar 2019 ligger uden for aftalen"),
        (["--quarter", "2018-Q2"], "1. april 2018 er ikke kommet endnu; i dag er det 30. december"),
        (["--effective", "2018-01-01"], "1. januar 2018 er ikke kommet endnu"),
        (["--effective", "2014-12-31"], "uden for aftalen"),
        (["--effective", "9999-01-01"], "er ikke en dato"),
    ],
)
def test_effective_outside_the_agreement_or_in_the_future(
    desk: Desk, when: list[str], told: str
) -> None:
    desk.today = desk.today.replace(year=2017)
    assert told in desk.fails("status", "M1", "--text", "x", *when)


def test_unchanged_needs_something_said_before(desk: Desk) -> None:
    told = desk.fails("status", "M1", "uændret", "--quarter", "2016-Q4")
    assert "allerede fået en ny status i 4. kvartal 2016" in told
    told = desk.fails("status", "M1", "uændret", "--quarter", "2016-Q3")
    assert "før 3. kvartal 2016 er der ikke indberettet" in told


@pytest.mark.parametrize("asked", [(), ("M1",)])
def test_a_day_without_a_report_is_not_passed_over(desk: Desk, asked: tuple[str, ...]) -> None:
    told = desk.fails("status", *asked, "--effective", "2017-05-01")
    assert "--effective hører til en indberetning" in told


@pytest.mark.parametrize("day", ["1.5.2017", "1/5-2017", "01-05-2017", "1. maj 2017"])
def test_an_effective_day_is_written_as_danes_write_one(desk: Desk, day: str) -> None:
    desk.ok("status", "M1", "--text", "x", "--effective", day)
    assert "gældende fra 1. maj 2017" in desk.ok("history", "M1")


def test_today_is_the_sessions_day(desk: Desk) -> None:
    desk.today = date(2017, 7, 1)
    desk.ok("status", "M1", "--text", "x", "--effective", "i går")
    assert "gældende fra 30. juni 2017" in desk.ok("history", "M1")
    desk.ok("goal", "withdraw", "M1", "--reason", "Væk", "--effective", "i dag")
    assert "udgik 1. juli 2017" in desk.ok("history", "M1")


def test_an_effective_day_names_its_quarter(desk: Desk) -> None:
    assert "2. kvartal 2017" in desk.ok("status", "M1", "uændret", "--effective", "2017-05-01")
    assert "3. kvartal 2017" in desk.ok("status", "M1", "--text", "x", "--effective", "2017-07-01")


def test_what_a_later_day_overtakes_is_told(desk: Desk) -> None:
    """The answer shows the row as it stands, which is not what was just reported."""
    later = ("status", "M1", "opfyldt", "--text", "Nået", "--effective", "31.3.2017")
    assert "senere dag" not in desk.ok(*later)
    earlier = ("status", "M1", "i proces", "--text", "På vej", "--effective", "1.3.2017")
    told = " ".join(desk.ok(*earlier, "--command-id", "x").split())
    assert "M1), 1. kvartal 2017: Opfyldt Status: Nået Registreret som" in told
    assert "noget andet, og det er det, der står i rapporten: Status, Målopfyldelse." in told
    assert "Se hvad: tovholder explain M1 status --quarter 2017-Q1" in told
    assert "senere dag" in desk.ok(*earlier, "--command-id", "x"), "the answer of the first time"
    one = desk.ok("status", "M1", "--reason", "Vejret", "--effective", "2.3.2017")
    assert "senere dag" not in one, "nobody said anything else of it"
    position = desk.events()[-2]["position"]
    assert "senere dag" in desk.ok("correct", position, "--reason", "Tal", "--text", "Snart")
    assert "senere dag" not in desk.ok("retract", position, "--reason", "Fejl")


def test_a_command_id_counts_once(desk: Desk) -> None:
    say = ("status", "M1", "--text", "Én gang", *IN_Q1, "--command-id", "min-id")
    first = desk.ok(*say)
    before = desk.content()
    again = desk.ok(*say)
    other = desk.ok("status", "A1", "--text", "Noget andet", *IN_Q1, "--command-id", "min-id")
    point = ("focus", "add", "Tema", "Titel", "--text", "Tekst", "--effective", "2018-01-01")

    assert again.splitlines()[0].startswith("Den indberetning er modtaget før")
    assert position(first) == position(again) == position(other)
    assert other == again, "the first outcome is about the goal that it was told of"
    assert desk.ok("status", "M1", "uændret", "--quarter", "2017-Q2", *say[-2:]) == again
    used = f"er brugt før, om noget andet (position {position(first)})"
    assert used in desk.fails(*point, "--command-id", "min-id")
    assert desk.content() == before
    assert desk.cells("A1")["status"] == "Undersøgelsen er i gang"


def test_a_correction_takes_the_place_of_what_it_corrects(desk: Desk) -> None:
    wrong = position(desk.ok("status", "M1", "opfyldt", "--text", "Forkert", *IN_Q1))
    desk.ok("correct", wrong, "--reason", "Skrivefejl", "--text", "Rigtigt")
    cells = desk.cells("M1")

    assert (cells["status"], cells["fulfilment"]) == ("Rigtigt", "Opfyldt")
    told = desk.ok("history", "M1")
    for words in ("Forkert", "rettelse af en status", "begrundelse: Skrivefejl", "Rigtigt"):
        assert words in told
    again = position(desk.ok("correct", wrong, "--reason", "Igen", "--text", "Rettet igen"))
    assert desk.cells("M1")["status"] == "Rettet igen"
    desk.ok("correct", again, "--reason", "Rettelsens egen position duer", "--text", "Sidste")
    assert desk.cells("M1")["status"] == "Sidste"


def test_a_retraction_lets_what_was_before_hold_again(desk: Desk) -> None:
    wrong = position(desk.ok("status", "M1", "opfyldt", "--text", "Forkert", *IN_Q1))
    desk.ok("retract", wrong, "--reason", "Forkert mål")

    assert desk.cells("M1")["status"] == "Halvdelen er nået"
    assert desk.cells("M1")["fulfilment"] == "I proces"
    told = desk.ok("history", "M1")
    assert "Forkert" in told
    assert "blev trukket tilbage" in told
    gone = "allerede trukket tilbage"
    assert gone in desk.fails("retract", wrong, "--reason", "Igen")
    assert gone in desk.fails("correct", wrong, "--reason", "x", "--text", "y")
    assert "ingen statustekst" in desk.fails("correct", wrong, "--reason", "x", "--text", "Uændret")
    unchanged = position(desk.ok("status", "M1", "uændret", "--quarter", "2017-Q2"))
    assert "kan ikke rettes" in desk.fails("correct", unchanged, "--reason", "x", "--text", "y")
    desk.ok("retract", unchanged, "--reason", "Fejl")
    assert desk.rows(Quarter(2017, 2))["M1"]["cells"]["status"] == "Ikke indberettet"


def test_a_report_of_another_agreement_is_told_as_such(desk: Desk) -> None:
    slug, title = ('slug = "havneby"', 'slug = "skovby"'), ("Havnebyaftalen", "Skovbyaftalen")
    other = AGREEMENT_TOML.replace(*slug).replace(*title)
    wrong = position(desk.ok("status", "M1", "opfyldt", *IN_Q1))
    desk.ok("agreement", "load", desk.file("skovby.toml", other))
    desk.agreement = "skovby"

    for command in (("correct", wrong, "--text", "y"), ("retract", wrong)):
        told = desk.fails(*command, "--reason", "x")
        assert f"Position {wrong} hører ikke til Skovbyaftalen 2015-2018" in told
    desk.agreement = None
    desk.ok("retract", wrong, "--reason", "Forkert mål")


@pytest.mark.parametrize("place", [1, 2, 3])
def test_what_is_not_a_report_cannot_be_corrected(desk: Desk, place: int) -> None:
    assert "ikke en indberetning" in desk.fails("correct", place, "--reason", "x", "--text", "y")
    assert "ikke en indberetning" in desk.fails("retract", place, "--reason", "x")


@pytest.mark.parametrize("place", [999, 2**63, 10**30])
def test_a_position_that_is_not_there_is_told(desk: Desk, place: int) -> None:
    assert "findes ikke; den sidste er" in desk.fails("retract", place, "--reason", "x")


def test_a_reason_must_be_given(desk: Desk) -> None:
    last = desk.report()["position"]
    assert "«begrundelse» må ikke være tomt" in desk.fails("retract", last, "--reason", " ")
    assert desk.run("retract", last).exit_code == 2
