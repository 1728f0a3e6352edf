"""Care of the views: their state, and their rebuild beside the live ones.

A rebuild makes new tables from the events while writers go on, takes in what came meanwhile under
the write lock, and renames the tables into place in that same transaction. A crash before the end
leaves the live views as they were; the half-built tables are dropped by the next rebuild.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, func, select, update

from projections.questions import LogEntry, Questions
from projections.recorder import LedgerRecorder, library_errors
from projections.schema import LOG, VIEW_STATE, ViewTables
from projections.views import VERSION, Views

T = TypeVar("T")

BATCH = 2_000
Progress = Callable[[int, int], None]
"""Called with how many positions are done, and how many there are."""


class State(NamedTuple):
    """How the views stand: the version in the store and in the code, and how far they reach."""

    version: int
    wanted_version: int
    generation: int
    position: int
    last_position: int
    rows: dict[str, int]

    @property
    def current(self) -> bool:
        """Whether reports from the views are complete."""
        return self.version == self.wanted_version and self.position == self.last_position


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists of at most `BATCH`."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def state(recorder: LedgerRecorder) -> State:
    """How the views stand."""
    with recorder.reading() as connection:
        row = connection.execute(select(VIEW_STATE)).one()
        last = connection.execute(select(func.max(LOG.c.position))).scalar() or 0
        rows = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in ViewTables().all()
        }
    return State(row.version, VERSION, row.generation, row.position, last, rows)


def rebuild(recorder: LedgerRecorder, progress: Progress) -> State:
    """Make all views anew from the events, and put them in the place of the live ones."""
    questions = Questions(recorder)
    generation = state(recorder).generation + 1
    tables = ViewTables("_next", generation)
    made = Views(tables)
    with library_errors(), recorder.writing() as connection:
        tables.metadata.drop_all(connection)
        tables.metadata.create_all(connection)
    done = _build(recorder, made, questions.entries(), progress, questions.last_position())
    with library_errors(), recorder.writing() as connection:
        for batch in batches(questions.entries(after=done)):
            made.apply(connection, [entry.recorded for entry in batch])
        _swap(connection, tables)
        last = connection.execute(select(func.max(LOG.c.position))).scalar() or 0
        values = {"version": VERSION, "generation": generation, "position": last}
        connection.execute(update(VIEW_STATE).values(values))
    recorder.views = Views(ViewTables())
    return state(recorder)


def _build(
    recorder: LedgerRecorder,
    made: Views,
    entries: Iterator[LogEntry],
    progress: Progress,
    last: int,
) -> int:
    done = 0
    for batch in batches(entries):
        with library_errors(), recorder.writing() as connection:
            made.apply(connection, [entry.recorded for entry in batch])
        done = batch[-1].position
        progress(done, max(last, done))
    return done


def _swap(connection: Connection, tables: ViewTables) -> None:
    """Rename the new tables into place; the old ones go. All in the caller's transaction."""
    for live, made in zip(ViewTables().all(), tables.all(), strict=True):
        live.drop(connection, checkfirst=True)
        connection.exec_driver_sql(f"ALTER TABLE {made.name} RENAME TO {live.name}")
