"""What is recorded is never changed: the database itself refuses, whoever asks it.

Everything here goes to the database directly, as somebody with a password and an idea would.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from builders import Office, goal_id, report
from click.testing import CliRunner
from conftest import OpenLedger
from databases import Databases
from sqlalchemy import Connection, create_engine, make_url, select, text
from sqlalchemy.exc import DBAPIError

from cli.main import tovholder
from domain.quarters import Quarter
from domain.rounds import OpenRound
from projections import upkeep, verification
from projections.recorder import LedgerRecorder
from projections.schema import LIVE, LOG

EVENTS = "tovholder_events"
EVENT = "id, originator_id, originator_version, topic, state"
ENTRY = "position, recorded_at, actor, channel, source, command_id, ordinal, sha256"
FIELDS = {EVENTS: EVENT, "tovholder_log": ENTRY}
KEPT = "tovholder_kept"
NOTHING_NEW = "tovholder_nothing_new"
LAST = 6


@pytest.fixture
def raw(office: Office, store_url: str) -> Iterator[Connection]:
    """A connection of nobody's program, to a store with six positions."""
    office.tell(report("M1", date(2017, 2, 1), "Nyt"))
    engine = create_engine(store_url)
    with engine.connect() as connection:
        yield connection
        connection.rollback()
    engine.dispose()


def rows(connection: Connection) -> list[Any]:
    return [
        connection.execute(text(f"SELECT * FROM {table} ORDER BY 1")).all()  # noqa: S608
        for table in FIELDS
    ]


def refused(connection: Connection, statement: str, **values: Any) -> None:
    before = rows(connection)
    with pytest.raises(DBAPIError) as found, connection.begin_nested():
        connection.execute(text(statement), values)
    connection.commit()
    assert rows(connection) == before
    assert "syntax" not in str(found.value)
    assert "no such" not in str(found.value)


@pytest.mark.parametrize("table", FIELDS)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {text} = 'x'",
        "UPDATE {table} SET {text} = {text}",
        "UPDATE {table} SET {key} = {key} + 100",
        "UPDATE {table} SET {text} = 'x' WHERE {key} = 6",
        "DELETE FROM {table}",
        "DELETE FROM {table} WHERE {key} = 6",
    ],
)
def test_no_change_and_no_deletion(raw: Connection, table: str, statement: str) -> None:
    names = (
        {"key": "id", "text": "topic"} if table == EVENTS else {"key": "position", "text": "actor"}
    )
    refused(raw, statement.format(table=table, **names))


@pytest.mark.parametrize("table", FIELDS)
def test_no_emptying_and_no_change_on_the_side(raw: Connection, table: str, backend: str) -> None:
    key = "id" if table == EVENTS else "position"
    if backend == "sqlite":
        refused(raw, f"UPDATE OR REPLACE {table} SET {key} = 1 WHERE {key} = 6")  # noqa: S608
        return
    refused(raw, f"TRUNCATE {table}")
    refused(raw, f"TRUNCATE {table} CASCADE")
    refused(raw, f"MERGE INTO {table} t USING (SELECT 6 AS n) s ON t.{key} = s.n "
                 "WHEN MATCHED THEN DELETE")  # fmt: skip


def event(**change: Any) -> dict[str, Any]:
    """The row of an event that would be next, but for the change."""
    like = {"id": LAST + 1, "originator_version": 1, "topic": "goal-titled", "state": b"{}"}
    return {**like, "originator_id": uuid4().hex, **change}


def entry(**change: Any) -> dict[str, Any]:
    """The row of a log entry that would be next, but for the change."""
    like = {
        "position": LAST + 1, "recorded_at": 2**60, "actor": "a", "channel": "c", "source": "s",
        "command_id": "forged", "ordinal": 0, "sha256": b"\0" * 32,
    }  # fmt: skip
    return {**like, **change}


def insert(table: str, verb: str = "INSERT", more: str = "") -> str:
    names = FIELDS[table]
    values = ", ".join(f":{name}" for name in names.split(", "))
    return f"{verb} INTO {table} ({names}) VALUES ({values}) {more}"


def stream_id(number: str, backend: str) -> bytes | str:
    """A goal's id, as the database stores it."""
    return goal_id(number).bytes if backend == "sqlite" else str(goal_id(number))


POSITIONS = [1, LAST, LAST + 2, 0, -1, None, 2**62]


@pytest.mark.parametrize("position", POSITIONS)
def test_only_the_next_position_is_taken(raw: Connection, position: int | None) -> None:
    refused(raw, insert(EVENTS), **event(id=position))
    refused(raw, insert("tovholder_log"), **entry(position=position))


def test_the_next_position_would_be_taken(raw: Connection) -> None:
    """The rows that are refused here are refused for what they say, not for how they say it."""
    raw.execute(text(insert(EVENTS)), event())
    raw.execute(text(insert("tovholder_log")), entry())


def test_positions_within_a_statement_follow_on_each_other(raw: Connection) -> None:
    names = FIELDS[EVENTS]
    one = "'" + uuid4().hex + "', {v}, 'goal-titled', {blob})"
    blob = "x''" if raw.dialect.name == "sqlite" else "''::bytea"
    for first, second in ((7, 9), (8, 9), (7, 7), (6, 7)):
        values = f"({first}, {one.format(v=1, blob=blob)}, ({second}, {one.format(v=2, blob=blob)}"
        refused(raw, f"INSERT INTO {EVENTS} ({names}) VALUES {values}")  # noqa: S608


def test_no_replacement(raw: Connection, backend: str) -> None:
    same_stream = {"originator_id": stream_id("M1", backend), "originator_version": 1}
    over_stream = event(**same_stream)
    over_command = entry(command_id="command-1", ordinal=0)
    if backend == "sqlite":
        for verb in ("INSERT OR REPLACE", "REPLACE"):
            for position in (1, LAST):
                refused(raw, insert(EVENTS, verb), **event(id=position))
                refused(raw, insert("tovholder_log", verb), **entry(position=position))
            refused(raw, insert(EVENTS, verb), **over_stream)
            refused(raw, insert("tovholder_log", verb), **over_command)
    upsert = "ON CONFLICT ({}) DO UPDATE SET {} = 'x'"
    for position in (1, LAST, LAST + 1):
        by_id = insert(EVENTS, more=upsert.format("id", "topic"))
        refused(raw, by_id, **event(id=position, **({} if position <= LAST else same_stream)))
        by_position = insert("tovholder_log", more=upsert.format("position", "actor"))
        if position <= LAST:
            refused(raw, by_position, **entry(position=position))
    by_stream = upsert.format("originator_id, originator_version", "topic")
    refused(raw, insert(EVENTS, more=by_stream), **over_stream)
    by_command = upsert.format("command_id, ordinal", "actor")
    refused(raw, insert("tovholder_log", more=by_command), **over_command)


def test_a_conflict_that_is_ignored_changes_nothing(raw: Connection, backend: str) -> None:
    before = rows(raw)
    nothing = "ON CONFLICT DO NOTHING"
    for statement, values in (
        (insert(EVENTS, more=nothing), event(id=1)),
        (insert(EVENTS, more=nothing), event(originator_id=stream_id("M1", backend))),
        (insert("tovholder_log", more=nothing), entry(position=1)),
        (insert("tovholder_log", more=nothing), entry(command_id="command-1")),
    ):
        with suppress(DBAPIError), raw.begin_nested():  # refused or ignored, either is well
            raw.execute(text(statement), values)
    assert rows(raw) == before


def test_recorded_time_does_not_run_backwards(raw: Connection) -> None:
    last = raw.execute(select(LOG.c.recorded_at).where(LOG.c.position == LAST)).scalar_one()
    refused(raw, insert("tovholder_log"), **entry(recorded_at=last - 1))
    raw.execute(text(insert("tovholder_log")), entry(recorded_at=last))


def test_an_answer_of_nothing_new_is_never_changed(raw: Connection, backend: str) -> None:
    answer = {"command_id": "a", "position": LAST, "recorded_at": 1}
    into = f"INTO {NOTHING_NEW} (command_id, position, recorded_at) VALUES " + (
        "(:command_id, :position, :recorded_at)"
    )
    raw.execute(text(f"INSERT {into}"), answer)
    raw.commit()
    statements = [
        f"UPDATE {NOTHING_NEW} SET position = :position + 1, recorded_at = :recorded_at",  # noqa: S608
        f"DELETE FROM {NOTHING_NEW} WHERE command_id = :command_id AND position = :position",  # noqa: S608
        f"INSERT {into}",
        f"INSERT {into} ON CONFLICT (command_id) DO UPDATE SET position = 1",
    ]
    if backend == "sqlite":
        statements += [f"REPLACE {into}", f"INSERT OR REPLACE {into}"]
    else:
        raw.commit()
        with pytest.raises(DBAPIError):
            raw.execute(text(f"TRUNCATE {NOTHING_NEW}"))
        raw.rollback()
    for statement in statements:
        with pytest.raises(DBAPIError), raw.begin_nested():
            raw.execute(text(statement), {**answer, "recorded_at": 2})
        raw.commit()
    found = raw.execute(text(f"SELECT * FROM {NOTHING_NEW}")).all()  # noqa: S608
    assert found == [("a", LAST, 1)]


def test_a_kept_file_is_never_changed(raw: Connection, backend: str) -> None:
    one, other = (
        {"sha256": b"\x01" * 32, "content": b"a"},
        {"sha256": b"\x01" * 32, "content": b"b"},
    )
    into = f"INTO {KEPT} (sha256, content) VALUES (:sha256, :content)"
    raw.execute(text(f"INSERT {into}"), one)
    raw.commit()
    statements = [
        f"UPDATE {KEPT} SET content = :content WHERE sha256 = :sha256",  # noqa: S608
        f"DELETE FROM {KEPT} WHERE sha256 = :sha256 OR content = :content",  # noqa: S608
        f"INSERT {into}",
        f"INSERT {into} ON CONFLICT (sha256) DO UPDATE SET content = 'x'",
    ]
    statements += [f"INSERT OR REPLACE {into}"] if backend == "sqlite" else [f"TRUNCATE {KEPT}"]
    for statement in statements:
        refused(raw, statement, **(other if ":sha256" in statement else {}))
    kept = raw.execute(text(f"SELECT content FROM {KEPT}")).scalars().all()  # noqa: S608
    assert [bytes(content) for content in kept] == [b"a"]


def test_a_command_is_recorded_once(raw: Connection) -> None:
    refused(raw, insert("tovholder_log"), **entry(command_id="command-1"))


def test_the_store_is_sound_after_all_that(office: Office, raw: Connection) -> None:
    refused(raw, f"DELETE FROM {EVENTS}")  # noqa: S608
    assert list(verification.verify(office.recorder, lambda *_: None)) == []
    assert office.tell(report("M1", date(2017, 2, 2), "Mere"))[0].positions == (7,)


@pytest.fixture
def writer_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A PostgreSQL store, as a role that may only add to the ledger."""
    databases: Databases = request.getfixturevalue("databases")
    name, role = databases.take(), f"tovholder_writer_{uuid4().hex}"
    owner = create_engine(databases.url(name))
    tables = ", ".join((EVENTS, "tovholder_log", KEPT, NOTHING_NEW, *(t.name for t in LIVE.all())))
    with owner.begin() as connection:
        for statement in (
            f"CREATE ROLE {role} LOGIN PASSWORD 'secret'",
            f"GRANT SELECT, INSERT ON {tables} TO {role}",
            f"GRANT SELECT, UPDATE ON tovholder_views TO {role}",
            f"GRANT SELECT, INSERT ON tovholder_outbox TO {role}",
        ):
            connection.execute(text(statement))
    yield (
        make_url(databases.url(name))
        .set(username=role, password="secret")  # noqa: S106
        .render_as_string(hide_password=False)
    )
    with owner.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {role}"))
        connection.execute(text(f"DROP ROLE {role}"))
    owner.dispose()
    databases.give_back(name)


def test_the_operations_guide_grants_every_view() -> None:
    guide = (Path(__file__).parents[1] / "docs" / "operations.md").read_text("utf-8")
    assert [table.name for table in LIVE.all() if table.name not in guide] == []


def test_a_role_that_may_only_add_can_append(writer_url: str, open_ledger: OpenLedger) -> None:
    office = Office(open_ledger(writer_url)).opened("A1", "M1", "H1")
    assert office.tell(report("M1", date(2017, 2, 1), "Nyt"))[0].positions == (6,)
    office.tell(OpenRound(Quarter(2017, 1), date(2017, 3, 31)))  # and note it in the outbox
    assert list(verification.verify(office.recorder, lambda *_: None)) == []
    with office.recorder.engine.connect() as connection:
        for statement in (
            f"LOCK TABLE {EVENTS} IN EXCLUSIVE MODE",
            f"TRUNCATE {EVENTS}",
            f"ALTER TABLE {EVENTS} DISABLE TRIGGER USER",
            f"DELETE FROM {EVENTS}",  # noqa: S608
        ):
            with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
                connection.execute(text(statement))
            connection.rollback()


def test_a_rebuild_leaves_the_rights_as_they_were(
    writer_url: str, databases: Databases, open_ledger: OpenLedger
) -> None:
    office = Office(open_ledger(writer_url)).opened("A1", "M1", "H1")
    owner = open_ledger(databases.url(str(make_url(writer_url).database))).recorder
    assert isinstance(owner, LedgerRecorder)
    assert upkeep.rebuild(owner, lambda *_: None).generation == 2
    assert office.tell(report("M1", date(2017, 2, 1), "Nyt"))[0].positions == (6,)
    with office.recorder.engine.connect() as connection, pytest.raises(DBAPIError, match="denied"):
        connection.execute(text("DELETE FROM tovholder_view_goals"))


def test_a_role_without_the_right_is_told_who_has_it(writer_url: str) -> None:
    told = CliRunner().invoke(tovholder, ["--db", writer_url, "projections", "rebuild"])
    assert told.exit_code == 1
    assert "køres af den bruger, der ejer tabellerne" in told.stderr
