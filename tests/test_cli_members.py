"""Members: who acts where nobody is named, what their units may do, and erasing a name."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from cli_helpers import AGREEMENT_TOML, Desk, desk_with

IN_Q1 = ("--quarter", "2017-Q1")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with("imported", tmp_path)


def added(desk: Desk, name: str, unit: str, role: str = "tovholder") -> str:
    told = desk.ok("member", "add", name, "--unit", unit, "--role", role)
    found = re.search(r"[0-9a-f-]{36}", told)
    assert found is not None
    return found[0]


def test_without_a_name_the_secretariat_acts(desk: Desk) -> None:
    assert "af Sekretariatet," in desk.ok("status", "M1", "opfyldt", *IN_Q1)


def test_a_member_is_named_by_name_id_or_the_beginning_of_it(desk: Desk) -> None:
    anna = added(desk, "Anna Bek", "tmf")
    for n, named in enumerate(("Anna Bek", "anna bek", "ANNA-BEK", anna, anna[:8], anna.upper())):
        told = desk.ok("status", "M1", "--text", f"Nr. {n}", *IN_Q1, "--as", named)
        assert "af Anna Bek," in told
    for nobody in (anna[:3], "", " "):
        told = desk.fails("status", "M1", "--text", "x", *IN_Q1, "--as", nobody)
        assert "ét medlem" in told
    assert {one["actor"] for one in desk.events()[-6:]} == {anna}


def test_the_environment_names_who_acts(desk: Desk) -> None:
    added(desk, "Anna Bek", "TMF")
    desk.member = "Anna Bek"
    assert "af Anna Bek," in desk.ok("status", "M1", "opfyldt", *IN_Q1)
    assert "af Sekretariatet," in desk.ok(
        "status", "M1", "i proces", *IN_Q1, "--as", "sekretariatet"
    )
    desk.member = "Ingen"
    told = desk.fails("status", "M1", "opfyldt", *IN_Q1)
    assert "«Ingen» er ikke navnet på netop ét medlem" in told
    assert "  Anna Bek  (TMF, " in told
    desk.member = ""
    assert "af Sekretariatet," in desk.ok("status", "M1", "delvist opfyldt", *IN_Q1)


def test_two_members_of_one_name_are_told_apart(desk: Desk) -> None:
    added(desk, "Bo Dal", "TMF")
    assert "allerede et medlem, der hedder «BO DAL»" in desk.fails(
        "member", "add", "BO DAL", "--unit", "SOF"
    )


def test_only_the_responsible_unit_reports(desk: Desk) -> None:
    added(desk, "Anna", "SOF")
    told = desk.fails("status", "M1", "opfyldt", *IN_Q1, "--as", "Anna")
    assert "M1 hører under KK (TMF), så SOF kan ikke indberette om målet" in told
    assert "M1 hører under KK (TMF)" in desk.fails(
        "status", "M1", "uændret", "--quarter", "2017-Q2", "--as", "Anna"
    )
    assert "Opfyldt" in desk.ok("status", "A1", "opfyldt", *IN_Q1, "--as", "Anna")
    assert "Det kan kun sekretariatet." in desk.fails("goal", "title", "A1", "Tage", "--as", "Anna")


def test_a_whole_party_reports_for_its_units_and_an_auditor_never(desk: Desk) -> None:
    added(desk, "Karl", "KK")
    added(desk, "Rita", "TMF", "auditor")
    assert "Opfyldt" in desk.ok("status", "M1", "opfyldt", *IN_Q1, "--as", "Karl")
    assert "En revisor kan læse alt" in desk.fails(
        "status", "M1", "i proces", *IN_Q1, "--as", "Rita"
    )
    assert "Det kan kun sekretariatet." in desk.fails("seal", "2017-Q1", "--as", "Karl")
    assert "Det kan kun sekretariatet." in desk.fails(
        "member", "add", "Ny", "--unit", "KK", "--as", "Karl"
    )


@pytest.mark.parametrize("unit", ["XYZ", "", "{x}", "KK (TMF)"])
def test_an_unknown_unit_is_refused_with_the_units(desk: Desk, unit: str) -> None:
    assert "Enhederne er: KK, BL, TMF, SOF" in desk.fails("member", "add", "Ny", "--unit", unit)


@pytest.mark.parametrize(
    ("name", "told"),
    [("", "må ikke være tomt"), ("  ", "må ikke være tomt"), ("-", "må ikke være tomt"),
     ("a\x00b", "tegn, der ikke kan skrives ud"), ("a\x1b[31m", "ikke kan skrives ud"),
     ("x" * 10_000, "der er plads til 200"), ("\udcff", "ikke kan skrives ud")],
)  # fmt: skip
def test_a_name_must_be_a_name(desk: Desk, name: str, told: str) -> None:
    assert told in desk.fails("member", "add", "--unit", "TMF", "--", name)
    new = Desk(desk.folder / "new.db")
    assert told in new.fails("init", f"--secretariat={name}")
    assert not new.db.exists()


def test_members_are_listed(desk: Desk) -> None:
    anna = added(desk, "Anna Bek", "TMF")
    lines = desk.ok("member", "list").splitlines()
    assert [line[:12].strip() for line in lines] == ["Sekretariate", "Anna Bek"]
    assert lines[1].split() == ["Anna", "Bek", "TMF", "tovholder", anna]


def test_erasing_a_member_leaves_the_events_and_no_name(desk: Desk) -> None:
    anna = added(desk, "Annabella Quistorff", "TMF")
    desk.ok("status", "M1", "opfyldt", *IN_Q1, "--as", "Annabella Quistorff")
    before = desk.ok("events", "export")
    assert "Quistorff" not in before
    assert b"Quistorff" in (desk.content() or b"")
    other = sqlite3.connect(desk.db)  # somebody else has the ledger open meanwhile
    other.execute("SELECT count(*) FROM tovholder_log").fetchone()
    told = desk.ok("member", "erase", "Annabella Quistorff", "--reason", "Fratrådt")

    for file in desk.folder.glob("tovholder.db*"):
        assert b"Quistorff" not in file.read_bytes(), f"the name is gone from {file.name}"
    other.close()
    assert anna in told
    assert desk.ok("events", "export").startswith(before)
    assert "Quistorff" not in desk.ok("member", "list")
    assert "(slettet)" in desk.ok("member", "list")
    assert f"(slettet) {anna[:8]}" in desk.ok("history", "M1")
    for file in desk.folder.glob("tovholder.db*"):
        assert b"Quistorff" not in file.read_bytes(), f"the name is gone from {file.name}"
    told = desk.fails("status", "M1", "--text", "x", *IN_Q1, "--as", "Annabella Quistorff")
    assert "netop ét medlem" in told
    assert anna not in told, "nobody is told to act as somebody who may not"
    told = desk.fails("status", "M1", "--text", "x", *IN_Q1, "--as", anna)
    assert f"Medlemmet {anna} kan ikke længere indberette." in told
    assert "slettet" in desk.ok("member", "erase", anna), "twice does no harm"


def test_another_agreement_is_taken_in_by_a_secretariat_that_is_there(desk: Desk) -> None:
    another = desk.file("lys.toml", AGREEMENT_TOML.replace("havneby", "lysby"))
    added(desk, "Bo Dam", "KK", "secretariat")
    desk.ok("member", "erase", "Sekretariatet", "--as", "Bo Dam")
    assert "Bo Dam er sekretariat." in desk.ok("agreement", "load", another)
    assert "Bo Dam" in desk.ok("member", "list")


def test_nobody_erases_themselves_or_somebody_unknown(desk: Desk) -> None:
    assert "kan ikke slette sig selv" in desk.fails("member", "erase", "Sekretariatet")
    assert "netop ét medlem" in desk.fails("member", "erase", "Ingen")
    anna = added(desk, "Anna", "TMF")
    assert "kun sekretariatet" in desk.fails("member", "erase", "Sekretariatet", "--as", anna)


def test_somebody_new_may_have_an_erased_name(desk: Desk) -> None:
    first = added(desk, "Anna", "TMF")
    desk.ok("member", "erase", "Anna")
    second = added(desk, "Anna", "TMF")
    desk.ok("status", "M1", "opfyldt", *IN_Q1, "--as", "Anna")
    assert desk.events()[-1]["actor"] == second != first
