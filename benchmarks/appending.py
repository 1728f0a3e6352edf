"""Rows 1 to 3: one status, many at once, many processes."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from itertools import count, cycle
from typing import Any, cast
from uuid import UUID, uuid4

from eventsourcing.persistence import StoredEvent

from benchmarks import data
from benchmarks.floors import PostgresFloor, Row, SqliteFloor, library, sqlite_path
from benchmarks.measure import Line, Maker, Work, in_turn, p50, p99, progress
from benchmarks.stores import Backend, close, open_ledger
from domain.codec import CODEC
from domain.commands import ReportStatus
from domain.ledger import Ledger
from domain.recording import Entry, Filed, Moment, Provenance

AT = Moment(2_000_000_000_000_000, date(2024, 12, 31))
DAY = date(2024, 12, 30)
PROCESSES = 8
SECONDS = 3.0


class Writer:
    """Appends statuses to a store, in each of the ways that are measured.

    Each method prepares one call, and gives it back.
    """

    def __init__(self, url: str, size: str) -> None:
        self.ledger: Ledger = open_ledger(url)
        self._recorder: Any = self.ledger.recorder
        self._made = data.Generator(data.SIZES[size])
        self._versions: dict[UUID, int] = {}
        goals = [data.LARGE_AGREEMENT.goal_id(number) for number in data.numbers(data.LARGE)]
        random.Random(data.SEED).shuffle(goals)
        self._unread, self._targets = iter(goals[:1_000]), cycle(goals[1_000:])
        small = data.SMALL_AGREEMENT
        self._known = cycle([small.goal_id(number) for number in data.numbers(data.SMALL)])

    def handle(self) -> Work:
        """The whole way, for a goal that was asked for before: load, decide, append."""
        return self._handle(data.SMALL_AGREEMENT.id, next(self._known))

    def handle_unread(self) -> Work:
        """The whole way, for a goal whose events are not in memory yet."""
        return self._handle(data.LARGE_AGREEMENT.id, next(self._unread))

    def _handle(self, agreement: UUID, goal: UUID) -> Work:
        item = (self._report(goal), self._by())
        return lambda: self.ledger.handle(agreement, *item, AT)

    def handle_all(self, many: int) -> Work:
        """So many reports on the 39 goals in one transaction, as an import gives them."""
        items = [(self._report(next(self._known)), self._by()) for _ in range(many)]
        return lambda: self.ledger.handle_all(data.SMALL_AGREEMENT.id, items, AT)

    def append(self, many: int = 1) -> Work:
        """The recorder's part alone: one report to each of so many goals."""
        filed = [self._filed(next(self._targets)) for _ in range(many)]
        stored = [self.ledger.mapper.to_stored_event(cast(Any, one)) for one in filed]
        entries = [Entry(self._by(), 0, AT.now) for _ in filed]
        return lambda: self._recorder.append(stored, filed, entries)

    def _by(self) -> Provenance:
        return Provenance(data.SECRETARIAT, "cli", "", f"bench:{uuid4()}")

    def _report(self, goal: UUID) -> ReportStatus:
        new = self._made.report(DAY)
        return ReportStatus(goal, DAY, new.text, new.fulfilment, new.delay_reason)

    def _filed(self, goal: UUID) -> Filed:
        version = self._versions.get(goal)
        if version is None:
            version = self._recorder.select_events(goal, desc=True, limit=1)[0].originator_version
        self._versions[goal] = version + 1
        return Filed(goal, version + 1, self._made.report(DAY))


def stored_rows(size: int = 3_000) -> Iterator[Row]:
    """Reports in streams of their own, as stored bytes, without end."""
    made = data.Generator(size)
    streams = [data.LARGE_AGREEMENT.goal_id(number) for number in data.numbers(data.LARGE)]
    for n in count(1):
        event = made.report(DAY)
        stream = streams[(n * 7919) % data.LARGE]
        yield n, stream, 1 + n // data.LARGE, CODEC.topic(event), CODEC.encode(event)


def _library_append(url: str, own: bool = False) -> Callable[[list[Row]], object]:
    insert, _ = library(url, own)
    return lambda rows: insert([StoredEvent(*row[1:]) for row in rows])


def _floor(backend: Backend, url: str) -> SqliteFloor | PostgresFloor:
    return SqliteFloor(sqlite_path(url)) if backend.name == "sqlite" else PostgresFloor(url)


def _making(append: Callable[[list[Row]], object], many: int = 1) -> Maker:
    rows = stored_rows()
    return lambda: partial(append, [next(rows) for _ in range(many)])


def one_status(backend: Backend, size: str, rounds: int = 8) -> list[Line]:
    """Rows 1 and 2: p50 of one durable append, beside the bare driver's."""
    row, limit = ("1", 3.0) if backend.name == "sqlite" else ("2", 4.0)
    progress(f"row {row}: one status, {backend.name}, {size}")
    sizes = ["10k"] if size == "10k" else ["10k", size]
    with ExitStack() as stack:
        writers = {one: Writer(stack.enter_context(backend.copied(one)), one) for one in sizes}
        floor_url, lib_url = (stack.enter_context(backend.empty()) for _ in range(2))
        floor = _floor(backend, floor_url)
        makers = {"floor": _making(floor.append), "library": _making(_library_append(lib_url))}
        if backend.name == "sqlite":
            makers["own"] = _making(_library_append(f"{lib_url}.own", own=True))
        for one, writer in writers.items():
            makers[f"append {one}"] = writer.append
            makers[f"handle {one}"] = writer.handle
            makers[f"unread {one}"] = writer.handle_unread
        taken = in_turn(makers, rounds, calls=25)
        floor.close()
        for writer in writers.values():
            close(writer.ledger)
    return _status_lines(row, limit, backend, sizes, taken)


def _status_lines(
    row: str, limit: float, backend: Backend, sizes: list[str], taken: dict[str, list[float]]
) -> list[Line]:
    base, lib = p50(taken["floor"]) * 1e3, p50(taken["library"]) * 1e3
    told = {
        "append": "recorder.append",
        "handle": "Ledger.handle",
        "unread": "handle, goal not in memory",
    }
    lines = []
    for one in sizes:
        for way, words in told.items():
            seconds = taken[f"{way} {one}"]
            ours = p50(seconds) * 1e3
            judged = way != "unread"
            lines.append(Line(
                row, f"{words}, {backend.name}, {one}", "ms", ours, base, lib,
                f"p50 <= {limit:g}x" if judged else "", ours <= limit * base if judged else None,
                p99(seconds) * 1e3, "raw durable insert",
            ))  # fmt: skip
    if "own" in taken:
        lines.append(Line(row, "the library's own recorder, sqlite", "ms", p50(taken["own"]) * 1e3,
                          base, ours_p99=p99(taken["own"]) * 1e3))  # fmt: skip
    lines.append(Line(row, f"the floor itself, {backend.name}", "ms", base, base,
                      ours_p99=p99(taken["floor"]) * 1e3))  # fmt: skip
    if len(sizes) == 2:
        for way in ("append", "handle"):
            small, large = (p50(taken[f"{way} {one}"]) * 1e3 for one in sizes)
            lines.append(Line(row, f"{told[way]}, {sizes[1]} against 10k", "ms", large, small,
                              budget="<= 1.5x of 10k", holds=large <= 1.5 * small))  # fmt: skip
    return lines


# --- eight processes -----------------------------------------------------------------------------


def _keep_writing(url: str, number: int, gate: Any, counts: Any) -> None:
    """A process of its own: reports on goals of its own for some seconds."""
    ledger = open_ledger(url)
    made, agreement = data.Generator(3_000), data.LARGE_AGREEMENT
    goals = [agreement.goal_id(n) for n in data.numbers(data.LARGE)[number * 100 :][:100]]

    def report(n: int) -> None:
        new = made.report(DAY)
        by = Provenance(data.SECRETARIAT, "cli", "", f"bench:{uuid4()}")
        command = ReportStatus(goals[n % 100], DAY, new.text, new.fulfilment)
        ledger.handle(agreement.id, command, by, AT)

    done, error = 0, ""
    try:
        for n in range(100):
            report(n)
        gate.wait()
        end = time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            report(done)
            done += 1
    except Exception as caught:
        error = f"{type(caught).__name__}: {caught}"
        gate.abort()
    counts.put((done, error))
    close(ledger)


def at_once(backend: Backend, size: str) -> list[Line]:
    """Row 2: 8 processes at once against one, in reports per second."""
    progress(f"row 2: {PROCESSES} processes at once, {backend.name}")
    rates: dict[int, list[float]] = {1: [], PROCESSES: []}
    errors: list[str] = []
    with backend.copied(size if size != "1m" else "100k") as url:
        for processes in (1, PROCESSES, 1, PROCESSES):
            context = multiprocessing.get_context("spawn")
            gate, counts = context.Barrier(processes), context.Queue()
            workers = [
                context.Process(target=_keep_writing, args=(url, number, gate, counts))
                for number in range(processes)
            ]
            for worker in workers:
                worker.start()
            found = [counts.get(timeout=120) for _ in workers]
            for worker in workers:
                worker.join()
            rates[processes].append(sum(done for done, _ in found) / SECONDS)
            errors += [error for _, error in found if error]
    one, many = p50(rates[1]), p50(rates[PROCESSES])
    for error in errors:
        progress(f"  {error}")
    return [Line("2", f"{PROCESSES} processes against one, {backend.name}", "facts/s", many, one,
                 budget="more than one, no error", holds=many > one and not errors)]  # fmt: skip


# --- bulk ----------------------------------------------------------------------------------------


def bulk(backend: Backend, size: str, rounds: int = 7) -> list[Line]:
    """Row 3: 1,000 reports in a transaction."""
    progress(f"row 3: bulk append, {backend.name}, {size}")
    many = 1_000
    with ExitStack() as stack:
        url, floor_url, lib_url = (
            stack.enter_context(opened)
            for opened in (backend.copied(size), backend.empty(), backend.empty())
        )
        writer, floor = Writer(url, size), _floor(backend, floor_url)
        makers: dict[str, Maker] = {
            "floor": _making(floor.append, many),
            "append": lambda: writer.append(many),
            "handle_all": lambda: writer.handle_all(many),
        }
        taken = in_turn(makers, rounds)
        taken |= in_turn({"library": _making(_library_append(lib_url), many)}, 2)
        floor.close()
        close(writer.ledger)
    rate = {name: many / p50(seconds) for name, seconds in taken.items()}
    sqlite = backend.name == "sqlite"
    holds = rate["append"] >= 12_000 and rate["append"] * 4 >= rate["floor"] if sqlite else None
    return [
        Line("3", f"recorder.append of 1,000, {backend.name}, {size}", "facts/s", rate["append"],
             rate["floor"], rate["library"], ">= 12,000/s, >= 1/4 of raw" if sqlite else "", holds,
             floor_name="raw executemany"),
        Line("3", f"Ledger.handle_all of 1,000, {backend.name}, {size}", "facts/s",
             rate["handle_all"], rate["floor"], rate["library"]),
    ]  # fmt: skip
