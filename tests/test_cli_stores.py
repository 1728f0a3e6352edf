"""Ledgers that are not there, not ledgers, or cannot be written: told, and never touched."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from pathlib import Path

import pytest
from builders import Office
from cli_helpers import Desk, desk_with
from click.testing import CliRunner, Result
from databases import Databases
from sqlalchemy import make_url

from cli.main import tovholder

COMMANDS = [
    ["status"], ["status", "M1", "opfyldt"], ["report", "bilag1"], ["history", "M1"],
    ["goal", "list"], ["member", "list"], ["member", "add", "Bo", "--unit", "KK"],
    ["events", "export"], ["projections", "status"], ["projections", "rebuild"],
    ["projections", "verify"], ["seal", "2017-Q1"], ["explain", "M1", "status"],
    ["correct", "3", "--reason", "x", "--text", "y"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_ledger_is_told_with_the_way_to_one(tmp_path: Path, command: list[str]) -> None:
    desk = Desk(tmp_path / "ingen.db")
    told = desk.run(*command)
    assert told.exit_code == 1
    assert f"Der er ingen hovedbog i {desk.db}. Opret den med: tovholder --db" in told.stderr
    assert list(tmp_path.iterdir()) == [], "asking creates nothing"


@pytest.mark.parametrize("command", [*COMMANDS, ["init"]], ids=" ".join)
def test_what_is_not_a_ledger_is_told_and_not_touched(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "tekst.db").write_text("Hej")
    (tmp_path / "kort.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 300)
    with sqlite3.connect(tmp_path / "andres.db") as other:
        other.execute("CREATE TABLE moz_places (id)")
    other.close()
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    for name, told in {
        "tekst.db": "Filen er ikke en hovedbog",
        "andres.db": "hører til et andet program",
        "kort.db": "Fejl: ",
        ".": "kan ikke åbnes",
    }.items():
        desk = Desk(tmp_path / name)
        result = desk.run(*command)
        assert result.exit_code == 1, result.output
        assert told in result.stderr
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    "url",
    ["mysql://x/y", "nonsense://x", "://", "postgresql+asyncpg://x/y", "http://[x", "sqlite://x/y"],
)  # fmt: skip
def test_an_address_of_another_kind_is_told(tmp_path: Path, url: str) -> None:
    for command in (["status"], ["init"]):
        result = CliRunner().invoke(tovholder, ["--db", url, *command])
        assert result.exit_code == 1, result.output
        assert result.stderr.startswith(f"Fejl: «{url}» kan ikke bruges som hovedbog.")
        assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_server_that_does_not_answer_is_told_without_the_password(scheme: str) -> None:
    db = f"{scheme}://nobody:hemmelig@127.0.0.1:1/x"
    for command in (["status"], ["init"], ["member", "list"]):
        result = CliRunner().invoke(tovholder, ["--db", db, *command])
        assert result.exit_code == 1, result.output
        assert "Databasen svarer ikke." in result.stderr
        assert "hemmelig" not in result.output


def at(url: str, *args: str) -> Result:
    return CliRunner().invoke(tovholder, ["--db", url, *args])


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_cannot_hold_all_characters_is_told(
    databases: Databases, encoding: str
) -> None:
    how = f"ENCODING '{encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
    url = databases.url(databases.create(how))
    for command in (["init"], ["status"], ["--lang", "en", "init"]):
        told = at(url, *command)
        assert told.exit_code == 1, told.output
        assert f"server_encoding = {encoding}" in told.stderr
        assert "createdb --encoding UTF8 --template template0" in " ".join(told.stderr.split())


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_server_is_told_which_encoding_we_speak(
    office: Office, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    told = at(store_url, "status", "M1", "i proces", "--text", "Lys → “varmt”")
    assert told.exit_code == 0, told.output
    assert "Lys → “varmt”" in at(store_url, "status", "M1").stdout
    assert office.recorder.position() == 6


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("office")
def test_a_server_that_is_only_read_answers_and_refuses(store_url: str) -> None:
    """A copy that follows another server, as an auditor may be given."""
    only_read = {"options": "-c default_transaction_read_only=on"}
    url = make_url(store_url).update_query_dict(only_read).render_as_string(hide_password=False)
    for asked in (["status"], ["report", "bilag1"], ["projections", "verify"], ["history", "M1"]):
        told = at(url, *asked)
        assert told.exit_code == 0, told.output
    for command in (["status", "M1", "opfyldt"], ["projections", "rebuild"]):
        told = at(url, *command)
        assert told.exit_code == 1, told.output
        assert "Databasen kan kun læses, og intet er registreret." in told.stderr


def test_a_ledger_by_url_is_the_same_as_by_file(tmp_path: Path) -> None:
    desk = desk_with("imported", tmp_path)
    said = CliRunner().invoke(tovholder, ["--db", f"sqlite:///{desk.db}", "goal", "list"])
    assert said.output == desk.ok("goal", "list")
    none = CliRunner().invoke(tovholder, ["--db", f"sqlite:///{tmp_path}/ingen.db", "status"])
    assert "Der er ingen hovedbog" in none.stderr
    assert not (tmp_path / "ingen.db").exists()


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "tom.db")
    desk.db.touch()
    assert "ingen hovedbog" in desk.fails("status")
    assert "er oprettet" in desk.ok("init")


def test_a_ledger_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "mappe" / "tovholder.db")
    assert "i en mappe, der findes" in desk.fails("init")


def test_what_does_not_hold_is_told_in_danish(tmp_path: Path) -> None:
    desk = desk_with("imported", tmp_path)
    with sqlite3.connect(desk.db) as store:
        store.execute("DROP TRIGGER tovholder_log_no_update")
        store.execute("UPDATE tovholder_log SET actor = 'x' WHERE position = 3")
    store.close()
    told = desk.run("projections", "verify").stdout
    assert "værn tovholder_log_no_update\n  fundet:   mangler eller er ændret" in told
    assert "position 3\n  fundet:   aktør x\n  ventet:   et medlems id" in told
    assert "kan ikke læses: position 3: actor 'x'" in desk.fails("replay")


def test_views_of_another_version_are_told_with_the_way_out(tmp_path: Path) -> None:
    desk = desk_with("imported", tmp_path)
    with sqlite3.connect(desk.db) as store:
        store.execute("UPDATE tovholder_views SET version = 0")
    store.close()
    told = desk.fails("status", "M1", "opfyldt", "--quarter", "2017-Q1")
    assert "Kør: tovholder projections rebuild" in told
    assert "noget kan mangle" in desk.run("status", "M1", "--quarter", "2017-Q1").stderr
    assert "IKKE opdaterede" in desk.ok("projections", "status")
    told = desk.run("report", "bilag1", "--quarter", "2017-Q1", "--format", "json").stdout
    assert json.loads(told)["complete"] is False
    assert desk.run("projections", "rebuild").exit_code == 0
    assert desk.report()["complete"] is True
    assert desk.run("projections", "verify").exit_code == 0


BRIDGE = ["report", "bridge", "--from", "2016-Q4", "--to", "2017-Q1"]


@pytest.mark.parametrize(
    "command", [BRIDGE, ["report", "integrity"], ["goal", "list"], ["history", "M1"]], ids=" ".join
)
def test_what_is_asked_of_views_that_lag_behind_is_told_as_such(
    tmp_path: Path, command: list[str]
) -> None:
    desk = desk_with("imported", tmp_path)
    desk.ok(*command)
    with sqlite3.connect(desk.db) as store:
        store.execute("UPDATE tovholder_views SET position = position - 1")
    store.close()
    told = desk.run(*command)
    assert told.exit_code == 0
    assert told.stderr.startswith("Bemærk: visningerne er ikke opdaterede")
    if command[0] == "report":
        for made in ("table", "md", "html"):
            assert "Rapporten kan være ufuldstændig" in desk.run(*command, "--format", made).stdout


def test_views_of_a_newer_version_are_not_to_be_built_down(tmp_path: Path) -> None:
    desk = desk_with("imported", tmp_path)
    with sqlite3.connect(desk.db) as store:
        store.execute("UPDATE tovholder_views SET version = version + 1")
    store.close()
    told = desk.fails("status", "M1", "opfyldt", "--quarter", "2017-Q1")
    assert "Brug den nyere udgave" in told
    assert "Brug den nyere udgave" in desk.ok("projections", "status")
    note = desk.run("status", "M1", "--quarter", "2017-Q1").stderr
    assert note == (
        "Bemærk: visningerne er lavet af en nyere udgave af Tovholder, så noget kan mangle. "
        "Brug den nyere udgave.\n"
    )


@pytest.mark.parametrize("command", [["report", "bilag1"], ["events", "export"]], ids=" ".join)
def test_output_is_written_whole_or_not_at_all(tmp_path: Path, command: list[str]) -> None:
    desk = desk_with("imported", tmp_path)
    out = tmp_path / "ud.json"
    out.write_text("Det gamle")
    (tmp_path / "genvej.json").symlink_to(out)
    for name, told in {
        "ingen/ud.json": "filen eller mappen findes ikke",
        ".": "det er en mappe og ikke en fil",
        "tovholder.db/ud.json": "en del af stien er ikke en mappe",
        "x" * 300: "navnet er for langt",
    }.items():
        assert told in desk.fails(*command, "-o", tmp_path / name)
    desk.ok(*command, "-o", tmp_path / "genvej.json")
    assert out.read_text("utf-8").startswith("{")
    assert (tmp_path / "genvej.json").is_symlink()
    out.chmod(0o600)
    desk.ok(*command, "-o", out)
    assert out.stat().st_mode & 0o777 == 0o600, "who may read it is as it was"
    assert {one.name for one in tmp_path.iterdir()} == {"ud.json", "genvej.json", "tovholder.db"}


def test_a_database_kept_open_by_a_writer_does_not_stop_questions(tmp_path: Path) -> None:
    desk = desk_with("imported", tmp_path)
    writer = sqlite3.connect(desk.db, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert "E-mærker" in desk.ok("status", "M1", "--quarter", "2017-Q1")
    writer.close()


@pytest.mark.parametrize("command", [["report", "bilag1"], ["events", "export"]], ids=" ".join)
def test_a_pipe_or_device_is_written_to_and_never_replaced(
    tmp_path: Path, command: list[str]
) -> None:
    desk = desk_with("imported", tmp_path)
    pipe = tmp_path / "rør"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    desk.ok(*command, "-o", pipe)
    reader.join(timeout=30)

    assert pipe.is_fifo()
    assert got[0].decode() == desk.ok(
        *command, *(["--width", "120"] if "report" in command else [])
    )


def test_a_store_from_before_answers_were_kept_gets_their_table(tmp_path: Path) -> None:
    desk = desk_with("imported", tmp_path)
    with sqlite3.connect(desk.db) as store:
        store.execute("DROP TABLE tovholder_nothing_new")
    store.close()
    report = ["status", "M1", "opfyldt", "--quarter", "2017-Q1"]
    assert "tovholder projections rebuild" in desk.fails(*report)
    assert desk.run("projections", "rebuild").exit_code == 0
    assert "position" in desk.ok(*report)


def test_a_store_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    desk = desk_with("imported", tmp_path)
    before = desk.report()
    with sqlite3.connect(desk.db) as store:
        store.execute("UPDATE tovholder_views SET version = 1")
        store.execute("DROP TABLE tovholder_view_goal_reports")
        store.execute("CREATE TABLE tovholder_view_of_old (position INTEGER)")
        store.execute("DROP TABLE tovholder_slack_seen")
    store.close()
    for args in (["status", "M1"], ["status", "M1", "opfyldt", "--quarter", "2017-Q1"]):
        assert "tovholder projections rebuild" in desk.fails(*args)
    assert "IKKE opdaterede" in desk.ok("projections", "status")
    assert desk.run("projections", "rebuild").exit_code == 0
    assert desk.report() == before
    with sqlite3.connect(desk.db) as store:
        tables = {name for (name,) in store.execute("SELECT name FROM sqlite_master")}
    store.close()
    assert {"tovholder_slack_seen", "tovholder_view_goal_reports"} <= tables
    assert "tovholder_view_of_old" not in tables
    assert desk.run("projections", "verify").exit_code == 0
