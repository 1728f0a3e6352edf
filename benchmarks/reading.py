"""Rows 4, 5 and 7: everything read, the views rebuilt, Bilag 1 by replay.

Each runs in a process of its own (`python -m benchmarks.reading WORK URL`), which tells how long it
took and how much memory it used at most.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.floors import decode_all, library
from benchmarks.measure import Line, p50, progress, timed
from benchmarks.stores import ROOT, Backend, close, open_ledger
from domain.quarters import Quarter
from projections import replay, upkeep
from projections.bilag1 import assemble
from projections.questions import Questions

MIB = 1024
QUARTER = Quarter(2021, 3)


def _read(questions: Questions) -> None:
    for _ in questions.recorded():
        pass


def _rebuild(questions: Questions) -> None:
    upkeep.rebuild(questions.recorder, lambda *_: None)


def _replay(questions: Questions) -> None:
    agreement, last = data.SMALL_AGREEMENT, questions.last_position()
    history = replay.history(questions.recorded(upto=last), agreement.id, last)
    basis = questions.basis(agreement.id, QUARTER, last)
    assemble(agreement, QUARTER, basis, replay.pictures(history, QUARTER))


WORKS: dict[str, Callable[[Questions], None]] = {
    "read": _read,
    "rebuild": _rebuild,
    "replay": _replay,
}


def measured(work: str, url: str) -> tuple[float, float]:
    """Seconds, and MiB at most, of a work in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.reading", work, url]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    seconds, mib = json.loads(done.stdout)
    return seconds, mib


def _own_process(work: str, url: str) -> None:
    if work == "floor":
        seconds = timed(lambda: decode_all(url))
    else:
        ledger = open_ledger(url)
        recorder: Any = ledger.recorder
        seconds = timed(lambda: WORKS[work](Questions(recorder)))
        close(ledger)
    print(json.dumps([seconds, _peak()]))


def _peak() -> float:
    """The most memory that this process held, and one that it started beside it, in MiB.

    Linux tells a child's ``ru_maxrss`` no lower than its parent's, so VmHWM is read where it is.
    """
    beside = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MIB
    status = Path("/proc/self/status")
    if status.exists():
        told = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(told["VmHWM"].split()[0]) / MIB + beside
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB + beside


def everything(backend: Backend, size: str) -> list[Line]:
    """The three rows; also at 10k, to see that they grow with the number of events only."""
    progress(f"rows 4, 5, 7: read, rebuild, replay, {backend.name}, {size}")
    sizes = ["10k"] if size == "10k" else ["10k", size]
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    with ExitStack() as stack:
        urls = {one: backend.filled(one) for one in sizes}
        copies = {one: stack.enter_context(backend.copied(one)) for one in sizes}
        rounds = {"10k": 5, "100k": 3, "1m": 2}
        for one in sizes:
            for _ in range(rounds[one]):
                for work in ("floor", *WORKS):
                    url = copies[one] if work == "rebuild" else urls[one]
                    found.setdefault((work, one), []).append(measured(work, url))
    lines = _read_lines(backend, size, found)
    if size != "10k":
        lines += _linear_lines(backend, size, found)
    return lines


def _rate(size: str, taken: list[tuple[float, float]]) -> float:
    return _events(size) / p50([seconds for seconds, _ in taken])


def _events(size: str) -> int:
    return data.SIZES[size] + data.LARGE + data.SMALL + 3


def _read_lines(
    backend: Backend, size: str, found: dict[tuple[str, str], list[tuple[float, float]]]
) -> list[Line]:
    rate = {work: _rate(size, found[work, size]) for work in ("floor", *WORKS)}
    peak = {work: max(mib for _, mib in found[work, size]) for work in WORKS}
    floor, sqlite = rate["floor"], backend.name == "sqlite"
    name = "sqlite3 + msgspec" if sqlite else "psycopg + msgspec"
    where = f"{backend.name}, {size}"
    return [
        Line("4", f"read and decode all, {where}", "facts/s", rate["read"], floor,
             _library_rate(backend), "<= 2x", rate["read"] * 2 >= floor, floor_name=name),
        Line("4", f"its peak memory, {where}", "MiB", peak["read"], budget="< 150 MiB",
             holds=peak["read"] < 150),
        Line("5", f"rebuild all views, {where}", "facts/s", rate["rebuild"], floor,
             budget="<= 5x of row 4's floor", holds=rate["rebuild"] * 5 >= floor),
        Line("5", f"its peak memory, {where}", "MiB", peak["rebuild"], budget="< 300 MiB",
             holds=peak["rebuild"] < 300),
        Line("7", f"Bilag 1 of 39 by replay, {where}", "facts/s", rate["replay"], rate["read"],
             budget="<= 2x of row 4", holds=rate["replay"] * 2 >= rate["read"]),
    ]  # fmt: skip


def _linear_lines(
    backend: Backend, size: str, found: dict[tuple[str, str], list[tuple[float, float]]]
) -> list[Line]:
    lines = []
    for row, work in (("5", "rebuild"), ("7", "replay")):
        large, small = (_rate(one, found[work, one]) for one in (size, "10k"))
        told = f"{work}, {backend.name}, {size} against 10k"
        lines.append(Line(row, told, "facts/s", large, small, budget="linear: <= 1.5x of 10k",
                          holds=large * 1.5 >= small))  # fmt: skip
    return lines


def _library_rate(backend: Backend, some: int = 10_000) -> float:
    """The library through SQLAlchemy, on 10,000 events of the same kind."""
    from eventsourcing.persistence import StoredEvent

    from benchmarks.appending import stored_rows

    rows = stored_rows()
    stored = [StoredEvent(*next(rows)[1:]) for _ in range(some)]
    with backend.empty() as url:
        insert, read = library(url)
        for start in range(0, some, 1_000):
            insert(stored[start : start + 1_000])
        return some / p50([timed(read) for _ in range(3)])


if __name__ == "__main__":
    _own_process(sys.argv[1], sys.argv[2])
