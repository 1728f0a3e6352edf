"""Writers, readers and other rebuilds, all at the same time as a rebuild."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from builders import AGREEMENT, Office, report
from conftest import OpenLedger
from sqlalchemy import select, text
from test_projections_upkeep import Q1, Crash, busy, crash, nothing, verified

from projections import upkeep
from projections.questions import Questions
from projections.schema import ViewTables

__all__ = ["busy"]


def test_others_write_while_the_views_are_rebuilt(
    busy: Office, store_url: str, open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some between the batches, and some between the last batch and the swap."""
    monkeypatch.setattr(upkeep, "BATCH", 4)
    other = Office(open_ledger(store_url), prefix="other")

    def write(done: int, _: int) -> None:
        if other.told < 10:
            other.tell(report("A1", date(2017, 1, 5), f"under {done}"))

    state = upkeep.rebuild(busy.recorder, write)
    assert other.told > 2
    assert state.position == state.last_position == 15 + other.told
    assert verified(busy)
    # Each of them goes on with the new views.
    for office in (other, busy):
        office.tell(report("M1", date(2017, 1, 6), "efter"))
    assert verified(busy)


def test_a_thread_writes_and_one_reads_while_the_views_are_rebuilt(
    busy: Office, store_url: str, open_ledger: OpenLedger
) -> None:
    writer, reader = Office(open_ledger(store_url), prefix="w"), open_ledger(store_url)
    done, failed, known = threading.Event(), [], Questions(busy.recorder).last_position()
    expected = Questions(busy.recorder).bilag1(AGREEMENT, Q1, known)

    def until_done(act: Any) -> None:
        try:
            while not done.is_set():
                act()
        except Exception as error:
            failed.append(error)

    def read() -> None:
        assert Questions(reader.recorder).bilag1(AGREEMENT, Q1, known) == expected

    said = report("H1", date(2017, 1, 5), "imens")
    threads = [threading.Thread(target=until_done, args=(act,))
               for act in (read, lambda: writer.tell(said))]  # fmt: skip
    for thread in threads:
        thread.start()
    for _ in range(5):
        upkeep.rebuild(busy.recorder, nothing)
    done.set()
    for thread in threads:
        thread.join()
    assert failed == []
    assert writer.told > 0
    assert verified(busy)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_reader_in_its_transaction_and_the_swap_do_not_wait_for_each_other(
    busy: Office, store_url: str, open_ledger: OpenLedger
) -> None:
    """The reader holds the last table of the swap, and then asks for the first one."""
    reader = open_ledger(store_url).recorder
    tables, failed = ViewTables().all(), []

    def rebuild() -> None:
        try:
            upkeep.rebuild(busy.recorder, nothing)
        except Exception as error:
            failed.append(error)

    with reader.reading() as connection:
        connection.execute(select(tables[-1])).all()
        thread = threading.Thread(target=rebuild)
        thread.start()
        _until_somebody_waits(busy, thread)
        connection.execute(select(tables[0])).all()
    thread.join()
    assert failed == []
    assert verified(busy)


def _until_somebody_waits(office: Office, thread: threading.Thread) -> None:
    """Until the rebuild stands at the swap: waiting for a lock, or trying again for it."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
        "state = 'active' AND wait_event IN ('relation', 'PgSleep')"
    )
    while thread.is_alive():
        with office.recorder.engine.connect() as connection:
            if connection.execute(waiting).scalar_one():
                return


def test_two_rebuilds_at_once_do_not_spoil_each_other(
    busy: Office, store_url: str, open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second starts in the middle of the first; the first is overtaken and told so."""
    monkeypatch.setattr(upkeep, "BATCH", 4)
    other = open_ledger(store_url).recorder
    started: list[upkeep.State] = []

    def start_another(*_: Any) -> None:
        if not started:
            started.append(upkeep.state(other))
            started[0] = upkeep.rebuild(other, nothing)

    with pytest.raises(upkeep.RebuildOvertaken):
        upkeep.rebuild(busy.recorder, start_another)
    assert started[0].current
    assert verified(busy)
    assert upkeep.rebuild(busy.recorder, nothing).current
    assert verified(busy)


def test_a_rebuild_that_is_overtaken_at_its_end_does_not_swap(
    busy: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another one has made its empty tables just before the first would put its own in place."""

    def overtake(done: int, last: int) -> None:
        if done < last:
            return
        monkeypatch.setattr(upkeep, "batches", crash)
        with pytest.raises(Crash):
            upkeep.rebuild(busy.recorder, nothing)
        monkeypatch.undo()

    with pytest.raises(upkeep.RebuildOvertaken):
        upkeep.rebuild(busy.recorder, overtake)
    assert verified(busy)
