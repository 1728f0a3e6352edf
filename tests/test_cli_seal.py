"""`tovholder seal`, its list and files, restatement, and `tovholder regenerate`."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from cli_helpers import Q1, Desk, desk_with

IN_Q1 = ("--quarter", "2017-Q1")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with("imported", tmp_path)


@pytest.fixture
def restated(desk: Desk) -> Desk:
    """Sealed, told more, and sealed again."""
    desk.ok("seal", "2017-Q1")
    desk.ok("status", "Grønne gårde", "--text", "Træerne står der nu", *IN_Q1)
    desk.ok("seal", "1K2017", "--restate", "Træerne kom med")
    return desk


def test_a_second_seal_needs_a_reason(desk: Desk) -> None:
    assert "Gemte filer: 7" in desk.ok("seal", "2017-Q1")
    assert "er allerede forseglet" in desk.fails("seal", "2017-Q1")
    assert "begrundelse" in desk.fails("seal", "2017-Q1", "--restate", " ")
    told = desk.ok("seal", "quarter", "2017-Q1", "--restate", "Vi så forkert")
    assert "forseglet på ny" in told
    assert "Gemte filer: 13" in told


def test_what_was_never_sealed_cannot_be_restated(desk: Desk) -> None:
    assert "er ikke forseglet endnu" in desk.fails("seal", "2017-Q1", "--restate", "Hvorfor?")


def test_a_quarter_without_goals_is_not_sealed(tmp_path: Path) -> None:
    told = desk_with("empty", tmp_path).fails("seal", "2017-Q1")
    assert "Der var endnu ingen mål i opfølgningen for 1. kvartal 2017" in told


def test_the_list_tells_every_seal_with_its_files(restated: Desk) -> None:
    told = restated.ok("seal", "list")
    assert "1. kvartal 2017, segl 1:" in told
    assert "Begrundelse: Træerne kom med" in told
    assert told.count("bilag1-2017-Q1.pdf") == 2
    assert restated.ok("seal", "list", "--quarter", "2017-Q2").startswith("Intet er forseglet")


def test_the_files_are_taken_out_as_they_were_sealed(restated: Desk) -> None:
    for number in ("1", "2"):
        restated.ok("seal", "files", "2017-Q1", "--seal", number, "-o", restated.folder / number)
    restated.ok("seal", "files", "2017-Q1", "-o", restated.folder / "last")
    listed = restated.ok("seal", "list")
    for number, n in (("1", 7), ("2", 13), ("last", 13)):
        files = sorted((restated.folder / number).iterdir())
        assert len(files) == n
        for file in files:
            assert f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" in listed
    bridge = (restated.folder / "2" / "bro-2017-Q1.html").read_text("utf-8")
    assert "Træerne" in bridge
    assert "Sekretariatet" not in bridge  # a name that may have to be erased stands in no kept file
    for form in ("pdf", "json", "xlsx"):
        out = restated.folder / f"now.{form}"
        restated.ok("report", "bilag1", *IN_Q1, "--known-at", "seal:1", "-o", out)
        sealed = restated.folder / "1" / f"bilag1-2017-Q1.{form}"
        assert out.read_bytes() == sealed.read_bytes()


def test_known_at_a_seal(restated: Desk) -> None:
    first, last = (
        restated.cells("M2", Q1, "--known-at", seal)["status"] for seal in ("seal:1", "seal")
    )
    assert (first, last) == ("Uændret", "Træerne står der nu")
    assert restated.cells("M2", Q1, "--known-at", "segl:2")["status"] == last
    told = restated.ok("report", "bridge", "--from", "2017-Q1@seal:1", "--to", "2017-Q1@seal:2")
    assert "1 celle er ændret" in told
    for none in ("seal:0", "seal:3"):
        told = restated.fails("report", "bilag1", *IN_Q1, "--known-at", none)
        assert "intet segl nummer" in told
    assert "der er 2" in restated.fails("seal", "files", "2017-Q1", "--seal", "3", "-o", "x")
    assert "er ikke forseglet" in restated.fails("seal", "files", "2017-Q2", "-o", "x")


def test_regenerate_tells_that_all_is_the_same(restated: Desk) -> None:
    result = restated.run("regenerate", "2017-Q1")
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "1. kvartal 2017, segl 1: uændret (7 filer).\n"
        "1. kvartal 2017, segl 2: uændret (13 filer).\n"
        "2 af 2 segl er uændrede.\n"
    )
    assert restated.run("regenerate", "--all").stdout == result.stdout
    assert "Nævn et kvartal" in restated.fails("regenerate")
    assert "Nævn et kvartal" in restated.fails("regenerate", "2017-Q1", "--all")
    assert "er ikke forseglet" in restated.fails("regenerate", "2017-Q2")


def tampered(desk: Desk, statement: str) -> None:
    with sqlite3.connect(desk.db) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            connection.execute(f"DROP TRIGGER {name}")
        assert connection.execute(statement).rowcount > 0


def test_regenerate_names_the_cell_and_the_event(restated: Desk) -> None:
    tampered(restated, "UPDATE tovholder_events SET state = "
             "CAST(replace(CAST(state AS TEXT), 'der nu', 'der nok') AS BLOB) "
             "WHERE CAST(state AS TEXT) LIKE '%der nu%'")  # fmt: skip
    result = restated.run("regenerate", "--all")
    assert result.exit_code == 1
    at = next(
        line for line in result.stdout.splitlines() if line.startswith("  Hændelsen på position")
    ).split()[3]
    assert "1. kvartal 2017, segl 1: uændret (7 filer).\n" in result.stdout
    assert "  Første celle: M2 Grønne gårde, Status\n" in result.stdout
    assert "    gemt: Træerne står der nu\n    nu: Træerne står der nok\n" in result.stdout
    assert f"    hændelse: position {at}, 30. december 2018 kl. 13.00.0" in result.stdout
    assert "Ét af 2 segl er uændret." in result.stdout


def test_a_kept_file_that_was_changed_is_told_and_not_taken_out(restated: Desk) -> None:
    tampered(restated, "UPDATE tovholder_kept SET content = 'x'")
    result = restated.run("regenerate", "2017-Q1")
    assert result.exit_code == 1
    assert "Den gemte fil bilag1-2017-Q1.pdf er ikke længere den" in result.stdout
    assert "er ikke længere den" in restated.fails("seal", "files", "2017-Q1", "-o", "x")
    assert not (restated.folder / "x").exists()


def test_a_folder_that_cannot_be_made_is_told(restated: Desk) -> None:
    file = restated.file("file", "x")
    assert "kan ikke skrives" in restated.fails("seal", "files", "2017-Q1", "-o", file / "under")


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo"])
def test_another_zone_locale_and_folder_make_the_same_bytes(
    restated: Desk, zone: str, tmp_path: Path
) -> None:
    """In a process of its own: regenerate compares every format with what this process sealed."""
    tovholder = Path(sys.executable).with_name("tovholder")
    env = {"PATH": os.environ["PATH"], "TZ": zone, "LANG": "tr_TR.UTF-8", "LC_ALL": "C",
           "HOME": str(tmp_path), "PYTHONHASHSEED": zone[:1].encode().hex()}  # fmt: skip
    away = tmp_path / "elsewhere"
    away.mkdir()
    done = subprocess.run(
        [tovholder, "--db", restated.db, "regenerate", "--all"], cwd=away, env=env, check=False,
        capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout.decode()
    assert "2 af 2 segl er uændrede." in done.stdout.decode()
