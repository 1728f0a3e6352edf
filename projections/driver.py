"""What is said to the driver in its own words, where SQLAlchemy would take most of the time.

A statement of SQLAlchemy Core is compiled once per backend and then only given its values; rows are
inserted as tuples. Values must be what the driver takes: the types of SQLAlchemy are not asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    Table,
    Text,
    bindparam,
    func,
    select,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ClauseElement, Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from domain.codec import UnreadableEvent

Rows = Sequence[tuple[Any, ...]]
Statement = Executable | Callable[[], Executable]


_AS_MANY = 10
"""How many values PostgreSQL takes an array for that it does not know. Where it gets no fewer, a
plan that it makes once and keeps is as good as one that it makes each time, and it keeps it."""


def as_bytes(stored: bytes | str) -> bytes:
    """Bytes as they stand there. SQLite would give text, where somebody put text there."""
    return stored.encode() if isinstance(stored, str) else bytes(stored)


def uuid_of(stored: UUID | bytes) -> UUID:
    """A stream's id as the driver gives it; raises `UnreadableEvent` where it is none."""
    return stored if isinstance(stored, UUID) else _from_bytes(stored)


@lru_cache(maxsize=20_000)
def _from_bytes(stored: bytes) -> UUID:
    try:
        return UUID(bytes=as_bytes(stored))
    except ValueError as error:
        raise UnreadableEvent(f"stream {stored!r}") from error


def filled(values: Sequence[Any], last: Any) -> list[Any]:
    """The values, and the last one again until there are as many as PostgreSQL expects."""
    return [*values, *[last] * (_AS_MANY - len(values))]


def listed(connection: Connection, keys: Sequence[Any]) -> str | list[Any]:
    """The keys as a statement with `one_of` takes them; where there are none, they are texts."""
    sqlite = connection.dialect.name == "sqlite"
    return json.dumps(keys) if sqlite else filled(keys, keys[-1] if keys else "")


def chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The items, as many at a time as a statement of SQLAlchemy's own may list."""
    return (items[start : start + 500] for start in range(0, len(items), 500))


class one_of(ColumnElement[bool]):  # noqa: N801 - reads as the operator that it is
    """That the column is one of the keys that are given by that name, as `listed` makes them."""

    inherit_cache = False

    def __init__(self, column: ColumnElement[Any], keys: str = "keys") -> None:
        self.column = column
        self.keys = keys

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002
        """As it is: SQLite would be asked for «... = 1», which is no seek in an index."""
        return self


@compiles(one_of)
def _in_list(element: one_of, compiler: SQLCompiler, **options: Any) -> str:
    told = func.json_each(bindparam(element.keys, type_=Text)).table_valued("value", name="told")
    return compiler.process(element.column.in_(select(told.c.value)), **options)


@compiles(one_of, "postgresql")
def _in_array(element: one_of, compiler: SQLCompiler, **options: Any) -> str:
    keys: Any = bindparam(element.keys, type_=postgresql.ARRAY(_type(element.column)))
    return compiler.process(element.column == func.any(keys), **options)


def _type(column: ColumnElement[Any]) -> TypeEngine[Any]:
    """The type of a column. Text has no length here: a cast would cut what is too long."""
    return Text() if isinstance(column.type, String) else column.type


class Prepared:
    """A statement that is compiled once per backend; another one where a backend needs it. One that
    takes long to put together may be given as a function, which is called when it is needed."""

    def __init__(self, statement: Statement, **others: Statement) -> None:
        self._statement = statement
        self._others = others
        self._compiled: dict[str, tuple[str, dict[str, Any], list[str] | None]] = {}

    def rows(self, connection: Connection, **values: Any) -> list[Any]:
        """All rows that the statement leads to with these values, as plain tuples."""
        with _its_errors(connection):
            cursor = self.begun(connection, **values)
            found: list[Any] = cursor.fetchall()
        cursor.close()
        return found

    def among(self, connection: Connection, keys: Sequence[Any], **values: Any) -> list[Any]:
        """All rows for these keys, numbers or texts; the statement asks for `one_of` them."""
        return self.rows(connection, **values, keys=listed(connection, keys)) if keys else []

    def run(self, connection: Connection, **values: Any) -> None:
        """The same for a statement that leads to no rows."""
        with _its_errors(connection):
            self.begun(connection, **values).close()

    def begun(self, connection: Connection, **values: Any) -> Any:
        """The driver's cursor, with the statement sent; its errors are still the driver's."""
        cursor = connection.connection.cursor()
        cursor.execute(*self._words(connection, values))
        return cursor

    def _words(self, connection: Connection, values: dict[str, Any]) -> tuple[str, Any]:
        backend = connection.dialect.name
        if backend not in self._compiled:
            statement: Any = self._others.get(backend, self._statement)
            statement = statement if isinstance(statement, ClauseElement) else statement()
            made = statement.compile(dialect=connection.dialect)
            self._compiled[backend] = str(made), made.params, made.positiontup
        words, fixed, order = self._compiled[backend]
        given = {**fixed, **values}
        return words, given if order is None else tuple(given[name] for name in order)


_KEPT_PLANS = Prepared(text("SET plan_cache_mode = force_generic_plan"))
_ANY_PLANS = Prepared(text("RESET plan_cache_mode"))


def together(
    connection: Connection, *asked: Prepared, planned_once: bool = False, **values: Any
) -> list[list[Any]]:
    """The rows of several statements with the same values, asked of a server in one trip.

    ``planned_once``: by plans that the server makes without looking at the values, and keeps. It
    would rather plan these anew each time, and take as long for that as for the answer.
    """
    if connection.dialect.name == "sqlite":
        return [one.rows(connection, **values) for one in asked]
    with one_trip(connection):
        if planned_once:
            _KEPT_PLANS.run(connection)
        cursors = [one.begun(connection, **values) for one in asked]
        if planned_once:
            _ANY_PLANS.run(connection)
    found = [cursor.fetchall() if cursor.description else [] for cursor in cursors]
    for cursor in cursors:
        cursor.close()
    return found


class Into:
    """Inserts into a table: its columns in their order, many rows in one statement."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.names = [column.name for column in table.columns]
        self.head = f"INSERT INTO {table.name} ({', '.join(self.names)})"

    @cached_property
    def sqlite(self) -> str:
        """On SQLite: for one row and for many."""
        return f"{self.head} VALUES ({', '.join('?' for _ in self.names)})"

    @cached_property
    def one_row(self) -> str:
        """On a server: one row's values."""
        return f"{self.head} VALUES ({', '.join('%s' for _ in self.names)})"

    @cached_property
    def many_rows(self) -> str:
        """On a server: each column's values are one array."""
        return f"{self.head} SELECT * FROM {self.arrays}"  # noqa: S608 - our own names

    @property
    def arrays(self) -> str:
        """The rows that one array per column makes."""
        return f"unnest({', '.join(f'%s::{one}[]' for one in self.types)})"

    @property
    def types(self) -> list[str]:
        """What a server calls the columns' types."""
        dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
        return [_type(column).compile(dialect) for column in self._table.columns]

    def on_server(self, rows: Rows) -> tuple[str, list[Any]]:
        """The statement and its values on PostgreSQL; of many rows each column is one array."""
        if len(rows) == 1:
            return self.one_row, list(rows[0])
        return self.many_rows, [list(column) for column in zip(*rows, strict=True)]


def insert_all(connection: Connection, inserts: Sequence[tuple[Into, Rows]]) -> None:
    """Insert into several tables; a server is told so in one statement."""
    inserts = [(into, rows) for into, rows in inserts if rows]
    if not inserts:
        return
    with _its_errors(connection):
        cursor = connection.connection.cursor()
        if connection.dialect.name == "sqlite":
            for into, rows in inserts:
                cursor.executemany(into.sqlite, rows)
        else:
            told, values = told_together(inserts)
            cursor.execute(f"WITH {told} SELECT", values)
        cursor.close()


def told_together(inserts: Sequence[tuple[Into, Rows]]) -> tuple[str, list[Any]]:
    """On a server: the inserts as parts of one statement, and their values."""
    parts = [into.on_server(rows) for into, rows in inserts]
    texts = ", ".join(f"into_{n} AS ({insert})" for n, (insert, _) in enumerate(parts))
    return texts, [value for _, values in parts for value in values]


@contextmanager
def one_trip(connection: Connection) -> Iterator[None]:
    """What is run inside goes to a PostgreSQL server in one trip, without waiting in between.

    An error comes out at the end at the latest; until then nothing is known to be done. What comes
    out is the first one: the driver would print a warning ("pipeline aborted") about each statement
    behind it, which hides what it was, and a conflict that is decided again is no news.
    """
    if connection.dialect.name == "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    first: Exception | None = None
    with _its_errors(connection):
        try:
            with driver.pipeline():
                try:
                    yield
                except Exception as error:
                    first = error
        except connection.dialect.loaded_dbapi.Error:
            if driver.info.pipeline_status:  # the server left in the middle: it stays in the trip
                driver.close()
            if first is None:
                raise
        if first is not None:
            raise first


class _its_errors:  # noqa: N801 - a context manager, as a class because it is entered so often
    """The driver's errors as SQLAlchemy's."""

    def __init__(self, connection: Connection) -> None:
        self._dialect = connection.dialect

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        base = self._dialect.loaded_dbapi.Error
        if isinstance(error, base):
            raise DBAPIError.instance(None, None, error, base, dialect=self._dialect) from error
