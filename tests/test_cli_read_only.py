"""A ledger that can only be read, as an auditor gets it: every question is answered, nothing is
left beside it, and what would write says so."""

from __future__ import annotations

import ctypes
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_helpers import desk_with

CAP_DAC_OVERRIDE, PR_CAPBSET_DROP = 1, 24

QUESTIONS = (
    ("status",), ("status", "M1"), ("report", "bilag1", "--quarter", "2017-Q1"),
    ("history", "M1"), ("explain", "M1", "status", "--quarter", "2017-Q1"), ("goal", "list"),
    ("member", "list"), ("events", "export"), ("projections", "status"), ("projections", "verify"),
    ("replay",), ("seal", "list"), ("bot", "outbox"),
)  # fmt: skip

WRITES = (
    ("status", "M1", "opfyldt", "--quarter", "2017-Q1"), ("projections", "rebuild"),
    ("seal", "2017-Q1"), ("member", "add", "Ib", "--unit", "TMF"), ("bot", "try", "/maal overblik"),
)  # fmt: skip


def _without_rights_of_root() -> None:
    """Root may write everywhere; the process that is started may not."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def run(db: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli.main", "--db", str(db), *arguments],
        preexec_fn=_without_rights_of_root, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "kopi?"
    made.mkdir()
    yield made
    made.chmod(0o755)


@pytest.mark.parametrize(("file", "around"), [(0o444, 0o555), (0o644, 0o555), (0o444, 0o755)])
def test_a_copy_that_is_read_only_answers_and_says_what_it_cannot(
    tmp_path: Path, folder: Path, file: int, around: int
) -> None:
    db = folder / "tovholder.db"
    shutil.copy(desk_with("imported", tmp_path).db, db)
    db.chmod(file)
    folder.chmod(around)
    if run(db, "projections", "rebuild").returncode == 0:
        pytest.skip("the rights of root cannot be dropped here")
    for question in QUESTIONS if (file, around) == (0o444, 0o555) else QUESTIONS[2:4]:
        asked = run(db, *question)
        assert (asked.returncode, asked.stdout != "") == (0, True), (question, asked.stderr)
    for command in WRITES:
        told = run(db, *command)
        assert told.returncode == 1, command
        assert "Hovedbogen kan kun læses, og intet er registreret." in told.stderr
        assert "Traceback" not in told.stderr
    assert list(folder.iterdir()) == [db]


def test_a_copy_without_the_half_that_stands_beside_it(tmp_path: Path, folder: Path) -> None:
    desk = desk_with("imported", tmp_path)
    with sqlite3.connect(desk.db) as reader:
        reader.execute("SELECT * FROM tovholder_log").fetchone()
        desk.ok("status", "M1", "opfyldt", "--quarter", "2017-Q1")
        shutil.copy(desk.db, folder / "tovholder.db")
        shutil.copy(f"{desk.db}-wal", folder / "tovholder.db-wal")
    reader.close()
    folder.chmod(0o555)
    told = run(folder / "tovholder.db", "status", "M1")
    assert told.returncode == 1
    assert "-wal ved siden af" in told.stderr


def test_who_reads_without_a_lock_is_told_that_somebody_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cli.errors import Told
    from cli.session import Session
    from projections import sqlite_file

    desk = desk_with("imported", tmp_path)
    session = Session(str(desk.db), "da")
    monkeypatch.setattr(sqlite_file, "read_only", lambda _: True)
    assert session.questions.last_position()
    session.still_the_same()
    monkeypatch.undo()
    desk.ok("status", "M1", "opfyldt", "--quarter", "2017-Q1")
    monkeypatch.setattr(sqlite_file, "read_only", lambda _: True)
    with pytest.raises(Told, match="store-changed"):
        session.still_the_same()


@pytest.mark.parametrize("name", ["a?b.db", "a#b.db", "a%20b.db", "a b.db", "æ&mode=ro.db"])
def test_a_ledger_may_have_any_name(tmp_path: Path, name: str) -> None:
    desk = desk_with("imported", tmp_path)
    desk.db = desk.db.rename(tmp_path / name)
    desk.ok("status", "M1", "opfyldt", "--quarter", "2017-Q1")
    assert {file.name for file in tmp_path.glob("*") if "a" in file.name[:1]} <= {name}
