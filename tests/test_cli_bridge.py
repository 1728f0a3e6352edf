"""`tovholder report bridge`, and the formats of `report bilag1` that are no text."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import tovholder
from cli.reading import read
from domain.agreements import Agreement


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bridge") / "l.db"
    for args in (
        ["init", "--example"],
        ["status", "E-mærker", "delvist opfyldt", "--quarter", "2017-Q1"],
        ["seal", "2017-Q1"],
        ["status", "Støj", "--text", "Nyt om støj.", "--quarter", "2017-Q1"],
    ):
        code, told = ask(path, *args)
        assert code == 0, told.decode()
    return path


def ask(db: Path, *args: object) -> tuple[int, bytes]:
    result = CliRunner().invoke(tovholder, ["--db", str(db), *map(str, args)])
    return result.exit_code, result.stdout_bytes + result.stderr.encode()


def test_the_bridge_from_a_position_to_now(db: Path) -> None:
    code, told = ask(db, "report", "bridge", "--from", "2017-Q1@164", "--to", "2017-Q1",
                     "--format", "json")  # fmt: skip
    assert code == 0
    changes = [(one["goal"], one["column"], one["class"], one["positions"])
               for one in json.loads(told)["changes"]]  # fmt: skip
    assert changes == [
        ("M9", "fulfilment", "new fact", [165]),
        ("H18", "status", "late entry", [167]),
    ]


def test_the_bridge_from_the_seal_as_a_table_and_a_file(db: Path, tmp_path: Path) -> None:
    code, told = ask(db, "report", "bridge", "--from", "1K2017@seal", "--to", "2017-Q1")
    assert code == 0
    assert "Uforklarede celler: 0." in told.decode()
    assert ask(db, "report", "bridge", "--from", "2016-Q4", "--to", "2017-Q1",
               "-o", tmp_path / "b.html")[0] == 0  # fmt: skip
    assert b"<ins>" in (tmp_path / "b.html").read_bytes()


def test_who_is_told_by_name_until_it_is_erased(db: Path, tmp_path: Path) -> None:
    mine = tmp_path / "l.db"
    with sqlite3.connect(db) as source, sqlite3.connect(mine) as copy:
        source.backup(copy)
    assert ask(mine, "member", "add", "Mette Holm", "--unit", "TMF")[0] == 0
    code, told = ask(mine, "status", "E-mærker", "--text", "Nyt.", "--quarter", "2017-Q1",
                     "--as", "Mette Holm")  # fmt: skip
    assert code == 0, told.decode()
    bridge = ("report", "bridge", "--from", "2017-Q1@145", "--to", "2017-Q1")
    assert "; Mette Holm)" in ask(mine, *bridge)[1].decode()
    assert ask(mine, "--lang", "en", *bridge)[1].startswith(b"The bridge: ")
    assert ask(mine, "member", "erase", "Mette Holm")[0] == 0
    told = ask(mine, *bridge)[1].decode()
    assert "; TMF)" in told
    assert "Mette" not in told


@pytest.mark.parametrize("end", ["2017-Q9", "2017-Q1@9999", "2017-Q1@forleden", "2016-Q4@seal"])
def test_an_end_that_is_none_is_told(db: Path, end: str) -> None:
    code, told = ask(db, "report", "bridge", "--from", end, "--to", "2017-Q1")
    assert code == 1
    assert told.startswith(b"Fejl")


@pytest.mark.parametrize(
    ("suffix", "magic"), [("pdf", b"%PDF-1.7"), ("docx", b"PK"), ("xlsx", b"PK")]
)
def test_the_suffix_chooses_the_format(db: Path, tmp_path: Path, suffix: str, magic: bytes) -> None:
    file = tmp_path / f"bilag1.{suffix}"
    assert ask(db, "report", "bilag1", "--quarter", "2017-Q1", "-o", file)[0] == 0
    assert file.read_bytes().startswith(magic)
    code, piped = ask(db, "report", "bilag1", "--quarter", "2017-Q1", "--format", suffix)
    assert (code, piped) == (0, file.read_bytes())


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "command",
    [
        ("report", "bilag1", "--quarter", "2017-Q1"),
        ("report", "bridge", "--from", "2017-Q1@164", "--to", "2017-Q1"),
        ("report", "integrity", "--quarter", "2017-Q1"),
        ("report", "memo", "--quarter", "2017-Q1"),
        ("report", "bilag2", "--year", "2017"),
        ("indicators",),
    ],
)
def test_a_suffix_that_is_no_format_is_told(
    db: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    file = tmp_path / "rapport.foo"
    code, told = ask(db, *command, "-o", file)
    assert (code, file.exists()) == (1, False)
    assert "rapport.foo" in told.decode()
    assert ".html" in told.decode()
    code, told = ask(db, *command, "-o", tmp_path / "rapport.txt")
    assert code == 0, told.decode()


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_a_terminal_gets_no_bytes(db: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from cli.commands import report
    from cli.errors import Told
    from cli.session import Session

    monkeypatch.setattr(sys, "stdout", Terminal(io.BytesIO()))
    with pytest.raises(Told) as refused:
        report.bilag1.main(["--format", form], standalone_mode=False, obj=Session(str(db), "da"))
    assert refused.value.key == "error.binary-to-terminal"


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx", "docx"])
def test_an_exported_report_imports_to_nothing_new(db: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"bilag1.{suffix}"
    assert ask(db, "report", "bilag1", "--quarter", "2017-Q1", "-o", file)[0] == 0
    toml = Path("cli/bundled/hovedaftale-2015-2018.toml")
    agreement = Agreement.from_toml(toml.read_text("utf-8"), toml.name)
    assert (
        sum(len(part.rows) for part in read(file.read_bytes(), file.name, agreement).sections) == 39
    )
    code, told = ask(db, "import", "bilag1", file, "--dry-run")
    assert code == 0, told.decode()
    assert "Dette ville blive registreret (0)" in told.decode()
