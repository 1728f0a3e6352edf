"""Killed in the middle, or out of space: what was acknowledged is there, once, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

import pytest
from builders import Office, goal_id, report
from conftest import OpenLedger
from sqlalchemy import event, text
from writers import PROCESSES, write_on_a_full_disk, write_until_killed

from domain.commands import AddAlias
from domain.ledger import StoreError
from projections import verification
from projections.questions import Questions

ROUNDS = 10
END_OTHERS = text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def found(office: Office) -> list[Any]:
    return list(Questions(office.recorder).entries())


def verified(office: Office) -> bool:
    return list(verification.verify(office.recorder, lambda *_: None)) == []


def kill_one(url: str, prefix: str, chance: Random) -> int:
    """Let a process append, kill it at a random point, and say how many it acknowledged."""
    here, there = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=write_until_killed, args=(url, prefix, there))
    process.start()
    there.close()
    acknowledged, enough = 0, chance.randint(1, 6)
    try:
        while acknowledged < enough:
            acknowledged = here.recv() + 1
        Event().wait(chance.random() * 0.004)  # somewhere in the next appends
        process.kill()
        while True:  # what it told before it died was acknowledged too
            acknowledged = here.recv() + 1
    except EOFError:
        process.join()
    assert process.exitcode == -9
    return acknowledged


def test_kill_9_in_the_middle_of_appends(
    office: Office, store_url: str, open_ledger: OpenLedger
) -> None:
    chance = Random(2017)  # noqa: S311
    acknowledged = {}
    for n in range(ROUNDS):
        prefix = f"round-{n}"
        acknowledged[prefix] = kill_one(store_url, prefix, chance)
        again = Office(open_ledger(store_url))
        in_flight = acknowledged[prefix]
        said = report("M1", date(2017, 1, 1), f"{prefix} {in_flight}")
        (outcome,) = again.tell(said, ids=[f"{prefix}-{in_flight}"])
        assert len(outcome.positions) == 1
        again.recorder.engine.dispose()

    entries = found(office)
    assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
    commands = Counter(entry.command_id for entry in entries[5:])
    assert set(commands.values()) == {1}
    for prefix, count in acknowledged.items():
        for n in range(count):  # both commands of the transaction, or neither
            assert commands[f"{prefix}-{n}"] == commands[f"{n}-{prefix}"] == 1
        assert commands[f"{prefix}-{count}"] == 1  # the one in flight, sent again
        assert commands[f"{prefix}-{count + 1}"] == 0
    assert verified(office)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_full_disk_records_nothing_by_half(
    office: Office, store_url: str, tmp_path: Path
) -> None:
    """No file may grow: a write fails wherever it comes, in the log or in the file itself."""
    here, there = PROCESSES.Pipe(duplex=False)
    office.recorder.engine.dispose()
    arguments = (store_url, str(tmp_path), there)
    process = PROCESSES.Process(target=write_on_a_full_disk, args=arguments)
    process.start()
    there.close()
    errors, recorded, after = here.recv()
    process.join()
    assert errors == ["OperationalError"] * 3
    assert after == (5 + 1 + recorded + 1,)
    commands = [entry.command_id for entry in found(office)[5:]]
    assert len(commands) == recorded + 2
    assert (commands[0], commands[-1]) == ("before", "after")
    assert verified(office)


def fill(office: Office) -> None:
    for n in range(100):
        office.tell(report("M1", date(2017, 1, 1), "x" * 8_000), ids=[f"full-{n}"])


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_database_that_may_not_grow_records_nothing_by_half(office: Office) -> None:
    engine = office.recorder.engine
    limit = {"pages": 1}

    @event.listens_for(engine, "checkout")
    def limited(connection: Any, *_: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {limit['pages']}").close()

    before = found(office)
    with pytest.raises(StoreError, match="full"):
        fill(office)
    grown = found(office)
    assert grown[: len(before)] == before
    limit["pages"] = 2**30
    (outcome,) = office.tell(report("M1", date(2017, 1, 1), "igen"))
    assert outcome.positions == (len(grown) + 1,)
    assert verified(office)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_server_that_left_between_two_commands_is_connected_to_anew(
    office: Office, store_url: str, open_ledger: OpenLedger
) -> None:
    before = len(found(office))
    with open_ledger(store_url).recorder.engine.connect() as connection:
        assert all(connection.execute(END_OTHERS).scalars())
    (outcome,) = office.tell(report("M1", date(2017, 1, 1), "igen"))
    assert outcome.positions == (before + 1,)
    assert verified(office)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("command", "owner", "step"),
    [(report("M1", date(2017, 1, 1), "x"), "_reports_on_server", "begun"),
     (AddAlias(goal_id("M1"), "Lys"), "views", "inserts")],
)  # fmt: skip
def test_a_lost_connection_records_nothing_by_half(
    office: Office, monkeypatch: pytest.MonkeyPatch, command: Any, owner: str, step: str
) -> None:
    """The server goes away between the statements of an append, before it is told to commit."""
    before = len(found(office))
    told = getattr(getattr(office.recorder, owner), step)

    def cut(*given: Any) -> Any:
        with office.recorder.engine.connect() as other:
            assert all(other.execute(END_OTHERS).scalars())
        return told(*given)

    monkeypatch.setattr(getattr(office.recorder, owner), step, cut)
    with pytest.raises(StoreError):
        office.tell(command, ids=["cut"])
    monkeypatch.undo()
    assert len(found(office)) == before
    assert office.tell(command, ids=["cut"])[0].positions == (6,)
    assert verified(office)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_server_that_leaves_in_the_middle_of_a_trip_is_told_as_one_that_is_gone(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Its last words may be read before it is seen that it left: the driver cannot end the trip."""
    from psycopg import Connection

    @contextmanager
    def left_in(driver: Any) -> Iterator[None]:
        driver.pgconn.enter_pipeline_mode()
        yield
        raise Connection.OperationalError("cannot exit pipeline mode while busy")

    with monkeypatch.context() as broken:
        broken.setattr(Connection, "pipeline", left_in)
        with pytest.raises(StoreError, match="the connection is closed"):
            office.tell(AddAlias(goal_id("M1"), "Lys"), ids=["cut"])
    assert caplog.records == []
    assert office.tell(AddAlias(goal_id("M1"), "Lys"), ids=["cut"])[0].positions == (6,)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_connection_that_is_ended_as_soon_as_it_is_made_is_an_error_of_the_store(
    office: Office, store_url: str, open_ledger: OpenLedger
) -> None:
    other = open_ledger(store_url).recorder.engine
    office.recorder.engine.dispose()

    @event.listens_for(office.recorder.engine, "connect")
    def end(*_: Any) -> None:
        with other.connect() as connection:
            assert all(connection.execute(END_OTHERS).scalars())

    with pytest.raises(StoreError):
        office.tell(AddAlias(goal_id("M1"), "Lys"))
