"""What cannot be taken in: told with file, line and column, and nothing is recorded."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from cli_helpers import LINES, Q1, Desk, changed, desk_with, memo


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with("empty", tmp_path)


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        ({"fulfilment": "Vrøvl"}, "bilag1-2017-Q1.txt:8: Målopfyldelse: "),
        ({"fulfilment": "Indtænkes"}, "bilag1-2017-Q1.txt:8: Målopfyldelse: "),
        ({"theme": "9"}, "bilag1-2017-Q1.txt:8: Tema: "),
        ({"goal": LINES[2].goal}, "bilag1-2017-Q1.txt:8: Målsætning: "),
        ({"status": "x" * 8_001}, "bilag1-2017-Q1.txt:8: "),
        ({"status": "Halvdelen\x07 er nået"}, "bilag1-2017-Q1.txt:8: Feltet «tekst»"),
        ({"goal": "..."}, "bilag1-2017-Q1.txt:8: Feltet «titel»"),
    ],
)
def test_a_row_without_one_reading_stops_the_import(
    desk: Desk, edit: dict[str, str], place: str
) -> None:
    told = desk.fails("import", "bilag1", desk.document(changed(1, **edit), Q1))
    assert "intet er registreret" in told
    assert place in told


def test_unchanged_from_nothing_tells_what_to_do_with_the_document(desk: Desk) -> None:
    lines = changed(1, status="Uændret", previous_status="")
    told = desk.fails("import", "bilag1", desk.document(lines, Q1, f"{'lang' * 40}.txt"))
    assert "lang.txt:8: Status: " in told
    assert "Importér et tidligere kvartal først" in told
    assert "--text" not in told


def test_every_unchanged_from_nothing_is_told_at_once(desk: Desk) -> None:
    """With what else the ledger refuses, in the order of the document."""
    lines = [replace(line, previous_status="") for line in LINES]
    for at in (0, 1):
        lines[at] = replace(lines[at], status="x" * 8_001)
    told = desk.fails("import", "bilag1", desk.document(lines, Q1, "ny.csv"))
    places = [line for line in told.splitlines() if "ny.csv:" in line]
    assert "4 steder" in told
    assert [place.split(": ")[0].strip()[-1] for place in places] == ["2", "4", "5", "7"]
    assert "M2: før 1. kvartal 2017 er der ikke indberettet en status" in places[2]


def test_what_cannot_be_read_and_what_the_ledger_refuses_are_told_in_one_round(desk: Desk) -> None:
    lines = [replace(LINES[0], fulfilment="Vrøvl"), replace(LINES[1], status="x" * 8_001),
             replace(LINES[2], previous_status=""), LINES[3]]  # fmt: skip
    before = desk.content()
    for options in ((), ("--dry-run",)):
        told = desk.fails("import", "bilag1", desk.document(lines, Q1, "ny.csv"), *options)
        places = [line for line in told.splitlines() if "ny.csv:" in line]
        assert "3 steder" in told
        assert [place.split(": ")[0].strip()[-1] for place in places] == ["2", "4", "5"]
        assert "Målopfyldelse: " in places[0]
        assert "for langt" in places[1]
        assert "M2: før 1. kvartal 2017" in places[2]
    assert desk.content() == before


def test_rows_of_which_it_is_in_doubt_what_they_are_meet_no_rules(desk: Desk) -> None:
    """A goal that stands twice is told as that, and not as a new goal that nothing is known of."""
    lines = [*LINES[:2], replace(LINES[1], previous_status=""), LINES[3]]
    told = desk.fails("import", "bilag1", desk.document(lines, Q1, "ny.csv"))
    assert "2 steder" in told
    assert told.count("målsætningen står også i linje") == 2


def test_all_places_are_told(desk: Desk) -> None:
    lines = [replace(line, fulfilment="Vrøvl") for line in LINES]
    told = desk.fails("import", "bilag1", desk.document(lines, Q1, "hel.csv"))
    assert told.count("hel.csv:") == 4
    assert "4 steder" in told


def test_faults_and_repairs_are_told_in_english(desk: Desk) -> None:
    desk.lang = "en"
    told = desk.fails("import", "bilag1", desk.document(changed(1, fulfilment="Vrøvl"), Q1))
    assert "bilag1-2017-Q1.txt:8: Fulfilment: “Vrøvl” is not on the agreement's scale" in told
    hurt = desk.document(changed(1, fulfilment="I prozes", previous_status="<p>Før</p>"), Q1)
    told = desk.ok("import", "bilag1", hurt, "--dry-run")
    assert "Fulfilment: «I prozes» → «I proces»  The word is read as “I proces”" in told
    assert "Marks like <p> are formatting and no part of the text." in told


def test_a_withdrawn_goal_in_a_document_is_told_with_its_line(tmp_path: Path) -> None:
    desk = desk_with("imported", tmp_path)
    desk.ok("goal", "withdraw", "M2", "--reason", "Solgt", "--effective", "2017-04-01")
    told = desk.fails("import", "bilag1", desk.document(changed(2, status="Ny"), Q1.next()))
    assert "bilag1-2017-Q2.txt:9: " in told
    assert "M2 udgik 1. april 2017" in told


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tom.txt", b""), ("tom.csv", b"\n\n"), ("prosa.txt", b"Kun prosa, ingen tabel."),
        ("slut.pdf", b"%PDF-1.7"), ("nul.txt", b"\x00" * 1000), ("latin.txt", b"M\xe5l\t\n" * 9),
        ("zip.xlsx", b"PK\x03\x04 not really"), ("uden-endelse", memo(LINES, Q1)),
        ("forkert.xlsx", memo(LINES, Q1)), ("to.txt", memo(LINES, Q1) * 2),
    ],
)  # fmt: skip
def test_what_is_not_bilag_1_is_told_with_its_name(desk: Desk, name: str, content: bytes) -> None:
    told = desk.fails("import", "bilag1", desk.file(name, content))
    assert name in told
    assert "intet er registreret" in told


@pytest.mark.parametrize("command", [["import", "bilag1"], ["init", "--agreement-file"]])
def test_files_that_cannot_be_read_are_told(desk: Desk, command: list[str]) -> None:
    os.mkfifo(desk.folder / "rør.csv")
    with (desk.folder / "stor.csv").open("wb") as large:
        large.truncate(21 * 1024 * 1024)
    for name, told in {
        ".": "det er en mappe og ikke en fil",
        "ingen.csv": "findes ikke",
        "rør.csv": "er ikke en almindelig fil",
        "stor.csv": "fylder mere end",
        "tovholder.db/x.csv": "en del af stien er ikke en mappe",
        "x" * 300: "navnet er for langt",
    }.items():
        assert told in desk.fails(*command, desk.folder / name)
    assert "er ikke en almindelig fil" in desk.fails(*command, "/dev/zero")


def test_a_file_without_access_is_told(desk: Desk) -> None:
    file = desk.document(LINES, Q1)
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user reads every file")
    assert "du har ikke adgang" in desk.fails("import", "bilag1", file)


@pytest.mark.parametrize("content", [b"", b"slug = 1", b"\xff\xfe", b"a = {", b"[[x]]"])
def test_an_agreement_file_that_cannot_be_used_is_told(tmp_path: Path, content: bytes) -> None:
    desk = Desk(tmp_path / "ny.db")
    told = desk.fails("init", "--agreement-file", desk.file("aftale.toml", content))
    assert "Aftalefilen kan ikke bruges" in told
    assert not desk.db.exists()


def test_the_example_belongs_to_its_agreement(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ny.db")
    told = desk.fails("init", "--example", "--agreement-file", desk.file("aftale.toml", b""))
    assert "Aftalefilen" in told or "Eksemplet" in told
    assert "39" in desk.ok("init", "--example")
    assert "9 af 19 målsætninger er indfriet." in desk.ok("status")
    assert "Intet er ændret" in desk.ok("init")
