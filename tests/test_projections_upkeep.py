"""Views are made anew beside the live ones, while others write and read, and take their place."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import AGREEMENT, Office, confirm, goal_id, report
from sqlalchemy import inspect, select, update
from test_projections_verification import by_owner

from domain import commands as c
from domain.codec import UnreadableEvent
from domain.quarters import Quarter
from projections import rebuild_ahead, upkeep, verification
from projections.questions import Questions
from projections.recorder import ViewsOutOfDate
from projections.schema import SELDOM, VIEW_STATE, ViewTables
from projections.views import VERSION

Q1 = Quarter(2017, 1)


def nothing(*_: Any) -> None:
    """Progress that nobody looks at."""


def rows(office: Office) -> dict[str, list[Any]]:
    with office.recorder.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=str)
            for table in ViewTables().all()
        }


def indexes(office: Office) -> dict[str, set[tuple[str, ...]]]:
    """The columns of the indexes of each table of the views."""
    found = inspect(office.recorder.engine)
    return {
        table.name: {tuple(index["column_names"]) for index in found.get_indexes(table.name)}
        for table in ViewTables().all()
    }


def verified(office: Office) -> bool:
    return list(verification.verify(office.recorder, nothing)) == []


@pytest.fixture
def busy(office: Office) -> Office:
    """A ledger with a little of everything."""
    for n in range(4):
        office.tell(*(report(number, date(2016, 1 + 3 * n, 2), f"{n}") for number in ("A1", "M1")))
    office.tell(confirm("M1", Q1), c.AddAlias(goal_id("M1"), "Lys"))
    return office


def test_a_rebuild_makes_the_same_rows_and_indexes(busy: Office) -> None:
    made, indexed = rows(busy), indexes(busy)
    answer = Questions(busy.recorder).bilag1(AGREEMENT, Q1, 13)
    for generation in (2, 3, 4):
        state = upkeep.rebuild(busy.recorder, nothing)
        assert (state.generation, state.position, state.last_position) == (generation, 15, 15)
        assert state.current
        assert rows(busy) == made
        assert indexes(busy) == indexed
        assert Questions(busy.recorder).bilag1(AGREEMENT, Q1, 13) == answer
    busy.tell(report("M1", date(2017, 2, 1), "Efter"))
    assert upkeep.state(busy.recorder).current
    assert verified(busy)


def test_an_empty_store_is_rebuilt(ledger: Any) -> None:
    state = upkeep.rebuild(ledger.recorder, nothing)
    assert (state.position, state.current) == (0, True)


def test_views_of_another_version_are_told_and_rebuilt(busy: Office) -> None:
    with busy.recorder.writing() as connection:
        connection.execute(update(VIEW_STATE).values(version=VERSION + 1, position=3))
    state = upkeep.state(busy.recorder)
    assert (state.version, state.wanted_version, state.current) == (VERSION + 1, VERSION, False)
    assert not Questions(busy.recorder).bilag1(AGREEMENT, Q1, 13).basis.complete
    with pytest.raises(ViewsOutOfDate):
        busy.tell(report("M1", date(2017, 2, 1), "x"))
    assert upkeep.rebuild(busy.recorder, nothing).current
    assert Questions(busy.recorder).bilag1(AGREEMENT, Q1, 13).basis.complete
    assert busy.tell(report("M1", date(2017, 2, 1), "x"))[0].positions == (16,)


def test_a_store_that_an_earlier_version_made_is_rebuilt(busy: Office) -> None:
    with busy.recorder.writing() as connection:
        for name in ("tovholder_view_rounds", "tovholder_outbox", "tovholder_slack_posts"):
            connection.exec_driver_sql(f"DROP TABLE {name}")
        connection.execute(update(VIEW_STATE).values(version=1))
    assert not upkeep.state(busy.recorder).current
    with pytest.raises(ViewsOutOfDate):
        busy.tell(report("M1", date(2017, 2, 1), "x"))
    assert upkeep.rebuild(busy.recorder, nothing).current
    busy.tell(report("M1", date(2017, 2, 1), "x"))
    assert verified(busy)


def test_progress_is_told(busy: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "BATCH", 4)
    told: list[tuple[int, int]] = []
    upkeep.rebuild(busy.recorder, lambda *done: told.append(done))
    assert told == [(4, 15), (8, 15), (12, 15), (15, 15)]
    assert verified(busy)


class Crash(Exception):
    """The process ends here."""


def crash(*_: Any) -> None:
    raise Crash


def test_a_crash_in_a_rebuild_leaves_the_live_views(
    busy: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "BATCH", 4)
    made = rows(busy)
    with pytest.raises(Crash):
        upkeep.rebuild(busy.recorder, crash)
    assert rows(busy) == made
    assert verified(busy)
    busy.tell(report("M1", date(2017, 2, 1), "efter"))
    assert upkeep.rebuild(busy.recorder, nothing).current
    assert verified(busy)


def test_a_crash_in_the_swap_leaves_the_live_views(
    busy: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, swap = rows(busy), upkeep._swap
    with monkeypatch.context() as patch:
        patch.setattr(upkeep, "_swap", lambda *given: (swap(*given), crash()))
        with pytest.raises(Crash):
            upkeep.rebuild(busy.recorder, nothing)
    assert rows(busy) == made
    busy.tell(report("M1", date(2017, 2, 1), "efter"))
    assert upkeep.rebuild(busy.recorder, nothing).current
    assert verified(busy)


def plan_of_a_report(office: Office, generation: int) -> str:
    """How SQLite finds what a report asks for."""
    asked: list[str] = []
    with office.recorder.reading() as connection:
        driver = connection.connection.driver_connection
        driver.set_trace_callback(asked.append)
        Questions(office.recorder).bilag1(AGREEMENT, Q1, 15)
        driver.set_trace_callback(None)
    queries = [one for one in asked if one.startswith(("SELECT", "WITH"))]
    assert len(queries) > 2
    # An EXPLAIN that the driver has prepared before would tell the plan of that time.
    asked_how = [f"EXPLAIN QUERY PLAN {query} -- {generation}" for query in queries]
    plans = [driver.execute(query) for query in asked_how]
    return "\n".join(detail for plan in plans for *_, detail in plan)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_what_is_in_force_is_sought_by_index(busy: Office) -> None:
    for generation in (1, 2, 3):
        plan = plan_of_a_report(busy, generation)
        for name in ("seek", *SELDOM):
            index = f"tovholder_goal_reports_{name}_{generation}"
            assert f"INDEX {index} (goal=? AND effective<?" in plan
        scanned = {line for line in plan.splitlines() if line.startswith("SCAN")}
        assert scanned <= {"SCAN tovholder_views", "SCAN CONSTANT ROW", "SCAN asked"}
        upkeep.rebuild(busy.recorder, nothing)


def test_a_store_of_an_older_version_is_rebuilt_with_the_tables_it_lacks(busy: Office) -> None:
    """The views of version 1 had no tables for partnerships."""
    before = rows(busy)
    with busy.recorder.engine.begin() as connection:
        for table in ViewTables().partnership.values():
            table.drop(connection)
        connection.execute(update(VIEW_STATE).values(version=1))
    old = upkeep.state(busy.recorder)
    assert (old.version, old.current) == (1, False)
    with pytest.raises(ViewsOutOfDate):
        busy.tell(report("M1", date(2017, 3, 1), "Nej"))
    assert upkeep.rebuild(busy.recorder, lambda *_: None).current
    assert rows(busy) == before


def test_a_large_store_is_rebuilt_by_two_processes(
    busy: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The rows come from another process; what that one leaves is made in this one."""
    monkeypatch.setattr(rebuild_ahead, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(rebuild_ahead, "BATCH", 4)
    for name in ("projections", "domain"):  # a folder to stand in, and not to take code from
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    before, told = rows(busy), list[tuple[int, int]]()
    asked_here: list[int] = []
    recorded = Questions.recorded
    monkeypatch.setattr(
        Questions, "recorded",
        lambda self, after=0, **how: asked_here.append(after) or recorded(self, after, **how),
    )  # fmt: skip
    assert upkeep.rebuild(busy.recorder, lambda *done: told.append(done)).current
    assert asked_here == [15, 15]
    assert told == [(4, 15), (8, 15), (12, 15), (15, 15)]
    assert rows(busy) == before
    assert verified(busy)


@pytest.mark.parametrize("fault", ["no Python", "ends at once", "ends early"])
def test_where_the_other_process_cannot_do_it_this_one_does(
    busy: Office, monkeypatch: pytest.MonkeyPatch, fault: str, tmp_path: Path
) -> None:
    monkeypatch.setattr(rebuild_ahead, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(rebuild_ahead, "BATCH", 4)
    python = tmp_path / "python"
    if fault != "no Python":
        cut = "exit 1" if fault == "ends at once" else f'"{sys.executable}" "$@" | head -c 3000'
        python.write_text(f"#!/bin/sh\n{cut}\n")
        python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    before = rows(busy)
    assert upkeep.rebuild(busy.recorder, nothing).current
    assert rows(busy) == before
    assert verified(busy)


def test_an_event_that_cannot_be_applied_is_told_by_whoever_asked(
    busy: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild_ahead, "WORTH_A_PROCESS", 1)
    by_owner(busy, "UPDATE tovholder_events SET topic = 'nonsense' WHERE id = 9")
    with pytest.raises(UnreadableEvent, match="nonsense: no such topic"):
        upkeep.rebuild(busy.recorder, nothing)
