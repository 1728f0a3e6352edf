"""Care of the views: their state, and their rebuild beside the live ones.

A rebuild makes new tables from the events while writers go on, takes in what came meanwhile under
the write lock, and renames the tables into place in that same transaction. A crash before the end
leaves the live views as they were; the half-built tables are dropped by the next rebuild.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, Table, func, inspect, select, text, update
from sqlalchemy.exc import OperationalError

from projections import rebuild_ahead, rights
from projections.driver import insert_all
from projections.questions import Questions
from projections.recorder import LedgerRecorder
from projections.schema import LIVE, LOG, VIEW_PREFIX, VIEW_STATE, ViewTables
from projections.views import VERSION, Views

T = TypeVar("T")

BATCH = 5_000
TRIES = 500
"""How often the swap asks for the tables that readers hold: for ten seconds."""

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
    """How the views stand. A table that this version knows and the store does not has no rows."""
    how = select(VIEW_STATE.c.version, VIEW_STATE.c.generation, VIEW_STATE.c.position)
    with recorder.reading() as connection:
        version, generation, position = connection.execute(how).one_or_none() or (0, 0, 0)
        last = connection.execute(select(func.max(LOG.c.position))).scalar() or 0
        there = set(inspect(connection).get_table_names())
        rows = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            if table.name in there
            else 0
            for table in LIVE.all()
        }
    return State(version, VERSION, generation, position, last, rows)


def _there(connection: Connection) -> list[Table]:
    """The live tables that the store has; one that an older version made lacks some until it is
    rebuilt."""
    names = set(inspect(connection).get_table_names())
    return [table for table in LIVE.all() if table.name in names]


class ViewsInUse(Exception):
    """Readers held the views for too long; the live views are as they were. Try again."""


class RebuildOvertaken(Exception):
    """Another rebuild began after this one, and has put its own tables in the place of these."""


def rebuild(recorder: LedgerRecorder, progress: Progress) -> State:
    """Make all views anew from the events, and put them in the place of the live ones.

    A store of an older version gets the tables that it does not have yet, and loses those views
    that this version does not know. Raises `RebuildOvertaken` where somebody began another rebuild
    meanwhile; theirs goes on.
    """
    questions = Questions(recorder)
    recorder.create_table()  # a store of an earlier version may lack a table
    with recorder.writing() as connection:
        _generation(connection)  # raises where there is no ledger
    recorder.create_table()
    with recorder.writing() as connection:
        generation = _generation(connection) + 1
        connection.execute(update(VIEW_STATE).values(generation=generation))
        tables = ViewTables("_next", generation)
        tables.metadata.drop_all(connection)
        tables.metadata.create_all(connection)
        for index in tables.goal_reports.indexes:
            index.drop(connection)
    made = Views(tables)
    done = 0
    for position, rows in rebuild_ahead.rows(recorder):
        with _mine(recorder, generation) as connection:
            insert_all(connection, made.inserts(rows))
        done = position
        progress(done, max(questions.last_position(), done))
    for batch in batches(questions.recorded(after=done)):
        with _mine(recorder, generation) as connection:
            made.apply(connection, batch)
        done = batch[-1].position
        progress(done, max(questions.last_position(), done))
    with _mine(recorder, generation) as connection:
        for index in tables.goal_reports.indexes:
            index.create(connection)  # sorted at once, not row by row in random places
    with _mine(recorder, generation) as connection:
        for batch in batches(questions.recorded(after=done)):
            made.apply(connection, batch)
        _swap(connection, tables)
        last = connection.execute(select(func.max(LOG.c.position))).scalar() or 0
        connection.execute(update(VIEW_STATE).values(version=VERSION, position=last))
    recorder.views = Views(LIVE)
    return state(recorder)


def _generation(connection: Connection) -> int:
    return int(connection.execute(select(VIEW_STATE.c.generation)).scalar_one())


@contextmanager
def _mine(recorder: LedgerRecorder, generation: int) -> Iterator[Connection]:
    """A writing transaction, as long as the tables beside the live ones are this rebuild's."""
    with recorder.writing() as connection:
        if _generation(connection) != generation:
            raise RebuildOvertaken
        yield connection


def _swap(connection: Connection, tables: ViewTables) -> None:
    """Rename the new tables into place; the old ones go. All in the caller's transaction."""
    _hold(connection)
    kept = rights.kept(connection, [table.name for table in _there(connection)])
    with kept, _not_overwriting(connection):
        for live, made in zip(LIVE.all(), tables.all(), strict=True):
            live.drop(connection, checkfirst=True)
            connection.exec_driver_sql(f"ALTER TABLE {made.name} RENAME TO {live.name}")
        known = {table.name for table in LIVE.all()}
        for name in inspect(connection).get_table_names():
            if name.startswith(VIEW_PREFIX) and name not in known:
                connection.exec_driver_sql(f"DROP TABLE {name}")


@contextmanager
def _not_overwriting(connection: Connection) -> Iterator[None]:
    """On SQLite, do not overwrite what goes: the views hold nothing that must be erased, and every
    page of theirs would be written once more."""
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA secure_delete = OFF")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def _hold(connection: Connection) -> None:
    """On PostgreSQL, take all live tables at once, or none and try again.

    Taken one by one, a reader that holds one of them and wants another would wait for us while we
    wait for it.
    """
    if connection.dialect.name != "postgresql":
        return
    names = ", ".join(table.name for table in _there(connection))
    for _ in range(TRIES):
        try:
            with connection.begin_nested():
                connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE NOWAIT"))
        except OperationalError:
            connection.execute(text("SELECT pg_sleep(0.02)"))
        else:
            return
    raise ViewsInUse
