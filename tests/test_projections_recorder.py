"""What the recorder promises beyond the library's contract (`test_projections_contract`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from builders import (
    AGREEMENT,
    NOON,
    Office,
    by,
    confirm,
    correct,
    goal_id,
    registered,
    report,
    retract,
)
from conftest import OpenLedger
from databases import make_ledger
from eventsourcing.persistence import IntegrityError, StoredEvent
from msgspec.structs import replace
from sqlalchemy import inspect, make_url, text, update
from test_projections_contract import application_recorder

from domain import commands as c
from domain.events import GoalStatusReported
from domain.focus import AddFocusPoint
from domain.ledger import Ledger
from domain.quarters import Quarter
from domain.recording import Entry, Filed, Seen
from projections import verification
from projections.driver import filled
from projections.questions import ALL_GOALS, ONE_GOAL, SOME_GOALS, Questions
from projections.schema import VIEW_STATE
from projections.snapshots import OUTCOMES

__all__ = ["application_recorder"]


def test_select_events_takes_every_bound(application_recorder: Any) -> None:
    stream = uuid4()
    events = [StoredEvent(stream, version, "topic", b"x") for version in range(4)]
    application_recorder.insert_events(events)

    def versions(**asked: Any) -> list[int]:
        found = application_recorder.select_events(stream, **asked)
        return [one.originator_version for one in found]

    assert versions() == [0, 1, 2, 3]
    assert versions(gt=0) == [1, 2, 3]
    assert versions(lte=0) == [0]
    assert versions(gt=0, lte=2) == [1, 2]
    assert versions(desc=True, limit=2) == [3, 2]
    assert versions(limit=0) == []


def test_what_is_read_inside_a_reading_is_read_in_it(office: Office) -> None:
    with office.recorder.reading() as connection, office.recorder.reading() as inner:
        assert inner is connection


def test_a_snapshot_tells_outcomes_and_what_is_newer(office: Office) -> None:
    told = office.tell(report("M1", date(2017, 2, 1), "new"), ids=["x"])[0]
    goal, nobody = goal_id("M1"), UUID(int=7)
    now = office.recorder.snapshot(["x", "y"], {goal: 1, AGREEMENT.id: 1, nobody: 0})
    assert now.position == told.positions[-1]
    assert now.outcomes == {"x": replace(told, repeated=True)}
    assert [version for version, _, _ in now.events[goal]] == [2]
    assert now.events.keys() == {goal}
    many = office.recorder.snapshot(
        [f"{n}" for n in range(60)], {UUID(int=100 + n): 0 for n in range(60)}
    )
    assert (many.position, many.outcomes, many.events) == (now.position, {}, {})


Q2 = Quarter(2017, 2)
REPORT = report("M1", date(2017, 2, 1), "Lys")


@pytest.mark.parametrize("command", [c.AddAlias(goal_id("M1"), "Lys"), REPORT])
def test_a_command_that_two_processes_send_at_once_has_one_outcome(
    office: Office, store_url: str, open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch,
    command: Any,
) -> None:  # fmt: skip
    """The other records it after we looked, and before we record."""
    other, recorder = Office(open_ledger(store_url)), office.recorder
    asked, first = recorder.snapshot, []

    def snapshot(command_ids: Sequence[str], versions: Any) -> Any:
        found = asked(command_ids, versions)
        if not first:
            first.extend(other.tell(command, ids=["x"]))
        return found

    monkeypatch.setattr(recorder, "snapshot", snapshot)
    assert office.tell(command, ids=["x"]) == [replace(first[0], repeated=True)]


def test_a_refusal_rests_on_one_state(
    office: Office, store_url: str, open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same command, where what it makes true is read after the other has made it true: it is
    not refused for that."""
    other, recorder = Office(open_ledger(store_url)), office.recorder
    added = AddFocusPoint(1, date(2017, 2, 1), "Lys", "Gadelys", "Flere lygter")
    asked, first = recorder.select_events, []

    def select_events(*args: Any, **kwargs: Any) -> Any:
        if not first:
            first.extend(other.tell(added, ids=["x"]))
        return asked(*args, **kwargs)

    monkeypatch.setattr(recorder, "select_events", select_events)
    assert office.tell(added, ids=["x"]) == [replace(first[0], repeated=True)]


def filed(office: Office, version: int, event: Any) -> tuple[list[StoredEvent], list[Filed]]:
    """An event at a version of M1's stream, as the recorder takes it."""
    one = Filed(goal_id("M1"), version, event)
    return [office.ledger.mapper.to_stored_event(cast(Any, one))], [one]


STATED = GoalStatusReported(effective=date(2017, 2, 1), text="Lys")


@pytest.mark.parametrize("event", [registered("M1"), STATED])
def test_what_was_decided_on_streams_that_changed_is_not_recorded(
    office: Office, event: Any
) -> None:
    """Somebody else's events in other streams are no matter."""
    seen = Seen(office.recorder.position(), frozenset([AGREEMENT.id, goal_id("A1")]))
    office.tell(report("M1", date(2017, 2, 1), "beside"))
    told = filed(office, 3, STATED)
    assert office.recorder.append(*told, [Entry(by("a"), 0, NOON)], seen=seen).positions[0] == 7
    office.tell(report("A1", date(2017, 2, 1), "in the way"))
    with pytest.raises(IntegrityError):
        office.recorder.append(*filed(office, 4, event), [Entry(by("b"), 0, NOON)], seen=seen)
    assert office.recorder.position() == 8


@pytest.mark.parametrize("event", [registered("M1"), STATED])
def test_a_conflict_in_the_store_is_told_as_what_it_is_and_makes_no_noise(
    office: Office, caplog: pytest.LogCaptureFixture, event: Any
) -> None:
    """Inside a trip to a server, psycopg warned «pipeline aborted» of all that came behind it."""
    told = filed(office, 1, event)
    before = office.recorder.position()
    for n in range(20):
        entries = [Entry(by(f"taken-{n}"), 0, NOON)]
        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            office.recorder.append(*told, entries)
    assert (office.recorder.position(), caplog.records) == (before, [])
    office.tell(report("M1", date(2017, 2, 1), "after"))
    assert office.recorder.position() == before + 1


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_server_gives_reports_their_positions_without_being_asked_before(
    office: Office, store_url: str, open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many who report at once do not wait for each other's answers; see `ReportsOnServer`."""
    other = Office(open_ledger(store_url), prefix="other")
    monkeypatch.delattr(type(office.recorder), "_last_under_lock")
    commands = [
        [report("M1", date(2017, 2, 1), "one", fulfilment="Opfyldt")],
        [report("A1", date(2017, 2, 1), "two"), confirm("M1", Q2), retract("M1", 2)],
        [correct("A1", 2, "three", delay_reason="Vejret"), report("A1", date(2017, 3, 1), "four")],
    ]
    times = [None, NOON, NOON - 5_000_000]
    told = [
        (office, other)[n % 2].tell(*some, now=now)
        for n, (some, now) in enumerate(zip(commands, times, strict=True))
    ]
    assert [one.positions for some in told for one in some] == [(n,) for n in range(6, 12)]
    entries = list(Questions(office.recorder).entries())
    assert [entry.recorded_at for entry in entries[5:]] == [
        one.recorded_at for some in told for one in some
    ]
    assert list(verification.verify(office.recorder, lambda *_: None)) == []


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@pytest.mark.parametrize("command", [c.AddAlias(goal_id("M1"), "Lys"), REPORT])
def test_who_waited_for_the_lock_sees_what_was_recorded_meanwhile(
    office: Office, store_url: str, open_ledger: OpenLedger, command: Any
) -> None:
    """Also on a server whose transactions would see nothing that came after they began."""
    strictly = {"options": "-c default_transaction_isolation=serializable"}
    url = make_url(store_url).update_query_dict(strictly).render_as_string(hide_password=False)
    strict = Office(open_ledger(url), prefix="strict")
    waits = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with ThreadPoolExecutor(1) as pool:
        with office.recorder.writing() as connection:
            told = pool.submit(strict.tell, command)
            while not connection.execute(waits).scalar_one():
                assert not told.done()
            connection.execute(update(VIEW_STATE).values(generation=VIEW_STATE.c.generation))
        assert told.result()[0].positions == (6,)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@pytest.mark.parametrize("setting", ["standard_conforming_strings", "array_nulls"])
def test_what_is_stored_does_not_hang_on_how_a_server_reads_what_it_is_sent(
    office: Office, store_url: str, open_ledger: OpenLedger, setting: str
) -> None:
    otherwise = {"options": f"-c {setting}=off"}
    url = make_url(store_url).update_query_dict(otherwise).render_as_string(hide_password=False)
    told = Office(open_ledger(url), prefix="otherwise")
    told.tell(REPORT, report("A1", date(2017, 1, 1), "\\x'æ"))
    told.tell(c.AddAlias(goal_id("M1"), "Lys\\"), c.AddAlias(goal_id("A1"), "x"))
    assert list(verification.verify(office.recorder, lambda *_: None)) == []


def test_tables_are_created_once_and_kept(
    office: Office, store_url: str, open_ledger: OpenLedger
) -> None:
    again = open_ledger(store_url, CREATE_TABLE="yes")
    assert again.recorder.max_notification_id() == 5
    assert Office(again, prefix="again").tell(report("M1", date(2017, 2, 1), "x"))[0].positions == (
        6,
    )


def test_threads_share_a_ledger(office: Office) -> None:
    """Slack's listeners are threads of one process."""

    def tell(n: int) -> tuple[int, ...]:
        number = ("A1", "M1", "H1")[n % 3]
        own = Office(office.ledger, prefix=f"thread-{n}")
        return own.tell(report(number, date(2017, 2, 1), f"{n}"))[0].positions

    with ThreadPoolExecutor(6) as threads:
        positions = [position for told in threads.map(tell, range(30)) for position in told]
    assert sorted(positions) == list(range(6, 36))


def test_the_process_environment_does_not_count(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SQLALCHEMY_URL", "sqlite:////nowhere/at/all.db")
    monkeypatch.setenv("TOVHOLDER_SQLALCHEMY_URL", "sqlite:////nowhere/at/all.db")
    url = ledger.recorder.engine.url.render_as_string(hide_password=False)
    again = make_ledger(url)
    assert again.recorder.engine.url == ledger.recorder.engine.url
    again.recorder.engine.dispose()


def test_an_older_ledger_gets_the_index_by_which_ones_last_report_is_found(
    store_url: str, open_ledger: OpenLedger
) -> None:
    recorder: Any = open_ledger(store_url).recorder
    with recorder.writing() as connection:
        connection.exec_driver_sql("DROP INDEX tovholder_log_actor")
    open_ledger(store_url, CREATE_TABLE="yes")
    with recorder.reading() as connection:
        names = {one["name"] for one in inspect(connection).get_indexes("tovholder_log")}
    assert "tovholder_log_actor" in names


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_what_every_command_asks_is_sought_and_not_scanned(office: Office) -> None:
    """At a million events a scan is the whole time of an answer."""
    recorder = office.recorder
    keys = {"keys": '["x"]'}
    asked = {recorder._written_since: {"position": 1}, OUTCOMES: keys, recorder.views._find: keys}
    with recorder.reading() as connection:
        for statement, values in asked.items():
            text, given = statement._words(connection, values)
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", given).all()
            scanned = {row.detail for row in plan if row.detail.startswith("SCAN")}
            assert scanned <= {"SCAN told VIRTUAL TABLE INDEX 1:"}, text  # the keys


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_server_looks_goal_by_goal_for_a_report(office: Office) -> None:
    """A plan that is kept for agreements of any size, or made before a table has grown, would
    rather read the fields of all goals of all agreements, and join them."""
    asked = {"agreement": str(AGREEMENT.id), "quarter": "2017-Q1", "day": 20170331,
             "day_before": 20161231, "position": 5, "goal": 2, "keys": filled([2], 2)}  # fmt: skip
    with office.recorder.engine.begin() as connection:
        for another_way in ("nestloop", "seqscan"):
            connection.exec_driver_sql(f"SET LOCAL enable_{another_way} = off")
        driver = cast(Any, connection.connection.driver_connection)
        for statement in (*ALL_GOALS[-2:], *ONE_GOAL[-2:], *SOME_GOALS):
            words, given = statement._words(connection, asked)
            ways = ["EXPLAIN", "EXPLAIN (GENERIC_PLAN)"]  # which servers older than 16 do not tell
            for way in ways if driver.info.server_version >= 160_000 else ways[:1]:
                plan = "\n".join(row[0] for row in driver.execute(f"{way} {words}", given))
                assert not re.search("Hash|Merge|hashed|Seq Scan on tovholder_view_goal_", plan), (
                    plan
                )


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_server_keeps_the_plans_of_a_report(office: Office) -> None:
    """It would plan some of them anew each time, which takes as long as the answer."""
    questions = Questions(office.recorder)
    for _ in range(12):
        questions.bilag1(AGREEMENT, Q2, 5)
    planned = text("SELECT sum(custom_plans), sum(generic_plans) FROM pg_prepared_statements")
    with office.recorder.engine.connect() as connection:
        anew, kept = connection.execute(planned).one()
        mode = connection.exec_driver_sql("SHOW plan_cache_mode").scalar_one()
    assert (anew, mode) == (0, "auto")
    assert kept >= len(ALL_GOALS)
