"""Goals: listing, showing, naming and changing them; a correction of the agreement has a date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cli_helpers import LINES, Q1, Desk, desk_with

from domain.quarters import Quarter


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with("imported", tmp_path)


def test_goals_are_listed_in_the_order_of_the_document(desk: Desk) -> None:
    assert desk.ok("goal", "list").splitlines() == [
        "A1   Tagboliger", "M1   E-mærker  (energimærker)", "M2   Grønne gårde", "H1   Naboskab",
    ]  # fmt: skip


def test_a_goal_is_shown_with_its_names(desk: Desk) -> None:
    told = desk.ok("goal", "show", "emærker", "--quarter", "2017-Q1")
    for line in ("E-mærker (M1)", "Målsætning: At alle ejendomme har et energimærke bedre end E",
                 "Tovholder: KK (TMF)", "Kaldenavne: energimærker"):  # fmt: skip
        assert line in told.splitlines()


def test_a_new_title_names_the_goal_at_all_times(desk: Desk) -> None:
    told = desk.ok("goal", "title", "M1", "  Bedre\n mærker ")

    assert told.startswith("Bedre mærker (M1) er ændret: position ")
    assert desk.rows()["M1"]["title"] == "Bedre mærker"
    assert "intet mål" in desk.fails("status", "E-mærker")
    assert "intet nyt" in desk.ok("goal", "title", "M1", "Bedre mærker")


def test_a_title_that_is_the_name_of_another_goal_is_told(desk: Desk) -> None:
    assert "bruges også om A1 Tagboliger" in desk.ok("goal", "title", "M1", "Tagboliger")
    assert "bruges også" not in desk.ok("goal", "title", "M1", "Energi")


def test_a_tovholder_that_the_agreement_does_not_know_is_told(desk: Desk) -> None:
    new = ("--reason", "Omlagt", "--effective", "2017-07-01")
    assert "Bemærk" not in desk.ok("goal", "responsible", "M1", "KK (TMF/SOF) og BL", *new)
    told = desk.ok("goal", "responsible", "M1", "KK (TMF/TFM)", *new)
    assert "Bemærk: aftalen har ingen enhed «TFM»" in told
    assert "Enhederne er: KK, BL, TMF, SOF" in told


def test_aliases_come_and_go(desk: Desk) -> None:
    desk.ok("goal", "alias", "add", "M1", "mærkningen")
    assert "E-mærker" in desk.ok("status", "mærkningen")
    assert "hedder allerede «Mærkningen»" in desk.fails("goal", "alias", "add", "M1", "Mærkningen")
    desk.ok("goal", "alias", "remove", "M1", "mærkningen")
    assert "intet mål" in desk.fails("status", "mærkningen")
    assert "ikke kaldenavnet" in desk.fails("goal", "alias", "remove", "M1", "mærkningen")


@pytest.mark.parametrize("name", ["", "\x00", "x" * 8_001, "-", "\udcff", "   "])
def test_names_that_are_no_names_are_refused(desk: Desk, name: str) -> None:
    assert "Feltet «kaldenavn»" in desk.fails("goal", "alias", "add", "--", "M1", name)
    assert "Feltet «titel»" in desk.fails("goal", "title", "--", "M1", name)


def test_a_change_holds_from_its_day_on(desk: Desk) -> None:
    from_july = ("--reason", "Tillæg til aftalen", "--effective", "2017-07-01")
    desk.ok("goal", "deadline", "M1", "2018", *from_july)
    desk.ok("goal", "responsible", "M1", "KK (SOF)", *from_july)
    desk.ok("goal", "reword", "M1", "--wording", "At alle har A", "--content", "Måles",
            "--theme", "2", *from_july)  # fmt: skip
    before, after = desk.cells("M1", Quarter(2017, 2)), desk.cells("M1", Quarter(2017, 3))

    assert before["deadline"] == "2015-2018"
    assert before["goal"].startswith("At alle ejendomme")
    changed = ("deadline", "responsible", "goal", "content", "theme")
    assert [after[name] for name in changed] == ["2018", "KK (SOF)", "At alle har A", "Måles", "2"]
    assert "begrundelse: Tillæg til aftalen" in desk.ok("history", "M1")


def test_a_withdrawn_goal_stays_and_is_no_longer_reported(desk: Desk) -> None:
    desk.ok("goal", "withdraw", "M2", "--reason", "Gårdene er solgt", "--effective", "2017-06-01")

    cells = desk.cells("M2", Quarter(2017, 2))
    assert (cells["status"], cells["fulfilment"]) == ("Gårdene er solgt", "Udgået")
    assert desk.cells("M2", Q1)["fulfilment"] == "Opfyldt"
    told = desk.fails("status", "M2", "--text", "x", "--quarter", "2017-Q2")
    assert "M2 udgik 1. juni 2017 og indberettes ikke længere." in told
    desk.ok("status", "M2", "--text", "Sidste ord", "--quarter", "2017-Q1")


def test_the_reason_of_a_withdrawal_is_one_line_as_every_cell(desk: Desk) -> None:
    reason = "Gårdene\ner  solgt "
    desk.ok("goal", "withdraw", "M2", "--reason", reason, "--effective", "2017-06-01")

    assert desk.cells("M2", Quarter(2017, 2))["status"] == "Gårdene er solgt"


def test_a_goal_is_backdated_as_it_was_at_first(desk: Desk) -> None:
    new = replace(LINES[2], goal="At male facaderne", previous_status="", status="Malet")
    desk.take_in([*LINES, new], Quarter(2017, 3))
    desk.ok("goal", "deadline", "M3", "2018", "--reason", "r", "--effective", "2018-01-01")
    told = desk.fails("status", "M3", "--text", "x", "--quarter", "2017-Q1")
    assert "M3 er først med i aftalen fra 1. juli 2017" in told
    assert "tovholder goal backdate M3 DATO" in told
    desk.ok("goal", "backdate", "M3", "2017-01-01", "--reason", "Stod i referatet")
    desk.ok("status", "M3", "--text", "x", "--quarter", "2017-Q1")

    cells = desk.cells("M3", Q1)
    assert (cells["status"], cells["deadline"], cells["goal"]) == ("x", new.deadline, new.goal)
    assert "M3" not in desk.rows(Quarter(2016, 4))
    assert "M3 er allerede med i aftalen fra 1. januar 2017." in desk.fails(
        "goal", "backdate", "M3", "2017-02-01", "--reason", "r"
    )


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["reword", "M1", "--theme", "9"], "aftalen har intet tema «9». Temaerne er: 1, 2, 3"),
        (["reword", "M1"], "ikke angivet noget"),
        (["reword", "M1", "--wording", ""], "«målsætning» må ikke være tomt"),
        (
            ["deadline", "M1", "2018", "--effective", "2019-01-01"],
            "til 31. december 2018. Vælg en dag eller et kvartal i den tid.",
        ),
        (["deadline", "M1", "2018", "--effective", "fra 2017"], "er ikke en dato"),
        (["withdraw", "M1", "--effective", "2014-01-01"], "uden for aftalen"),
    ],
)
def test_what_cannot_be_changed_says_why(desk: Desk, args: list[str], told: str) -> None:
    assert told in desk.fails("goal", *args, "--reason", "Derfor")


def test_every_change_needs_a_reason(desk: Desk) -> None:
    for args in (["withdraw", "M1"], ["deadline", "M1", "2018"], ["responsible", "M1", "KK"]):
        assert desk.run("goal", *args).exit_code == 2
        assert "«begrundelse» må ikke være tomt" in desk.fails("goal", *args, "--reason", " ")


def test_the_overview_counts_only_the_kinds_that_there_are(tmp_path: Path) -> None:
    desk = desk_with("empty", tmp_path)
    desk.take_in([line for line in LINES if line.section == "H"], Q1)

    for lang, told in (("da", "0 af 1 hensigtserklæring er indfriet."),
                       ("en", "0 of 1 declaration of intent is reached.")):  # fmt: skip
        desk.lang = lang
        assert desk.ok("status", "--quarter", "2017-Q1").splitlines()[1] == told


def test_the_overview_counts_and_names(desk: Desk) -> None:
    told = desk.ok("status", "--quarter", "2017-Q2")
    assert told.startswith("Havnebyaftalen 2015-2018, 2. kvartal 2017\n")
    for line in ("1 af 3 målsætninger er indfriet.", "0 af 1 hensigtserklæring er indfriet.",
                 "Mangler indberetning (4):", "  M1   E-mærker  (2015-2018, KK (TMF))",
                 "Frist overskredet og ikke indfriet (1):"):  # fmt: skip
        assert line in told.splitlines()


def test_the_overview_does_not_count_goals_of_a_sort_that_there_is_none_of(tmp_path: Path) -> None:
    desk = desk_with("empty", tmp_path)
    desk.take_in([line for line in LINES if line.section != "H"], Q1)
    told = desk.ok("status", "--quarter", "2017-Q1")
    assert "1 af 3 målsætninger er indfriet." in told
    assert "hensigtserklæringer" not in told


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    desk = desk_with("empty", tmp_path)
    assert "tovholder import bilag1 FIL" in desk.ok("status")
    assert "tovholder import bilag1 FIL" in desk.ok("goal", "list")
    assert "intet mål" in desk.fails("status", "M1")
    assert "ingen mål" in desk.fails("report", "bilag1")
