"""The floors: the same bytes through the bare drivers. And the library's own recorders."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.persistence import StoredEvent
from eventsourcing.utils import Environment

from domain.events import TOPICS
from projections.schema import EVENTS_TABLE

Row = tuple[int, UUID, int, str, bytes]
DECODERS = {topic: msgspec.json.Decoder(shape).decode for topic, shape in TOPICS.items()}
EVENTS = (
    f"SELECT id, originator_id, originator_version, topic, state FROM {EVENTS_TABLE} ORDER BY id"
)


def sqlite_path(url: str) -> str:
    return url.removeprefix("sqlite:///")


def psycopg_url(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def raw_sqlite(path: str) -> sqlite3.Connection:
    """Durable at every commit, as the ledger is."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL").close()
    connection.execute("PRAGMA synchronous = FULL").close()
    connection.execute("PRAGMA cache_size = -32000").close()
    return connection


class SqliteFloor:
    """Events in one table with the index of the streams, through sqlite3."""

    def __init__(self, path: str) -> None:
        self._connection = raw_sqlite(path)
        self._connection.execute(
            "CREATE TABLE raw (id INTEGER PRIMARY KEY, stream BLOB NOT NULL, version INTEGER"
            " NOT NULL, topic TEXT NOT NULL, state BLOB NOT NULL)"
        )
        self._connection.execute("CREATE UNIQUE INDEX raw_stream ON raw (stream, version)")

    def append(self, rows: Sequence[Row]) -> None:
        """One transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(
            "INSERT INTO raw VALUES (?, ?, ?, ?, ?)",
            [(n, stream.bytes, version, topic, state) for n, stream, version, topic, state in rows],
        )
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()


class PostgresFloor:
    """The same through psycopg."""

    def __init__(self, url: str) -> None:
        import psycopg

        self._connection = psycopg.connect(psycopg_url(url))
        self._connection.execute(
            "CREATE TABLE raw (id BIGINT PRIMARY KEY, stream UUID NOT NULL, version BIGINT"
            " NOT NULL, topic TEXT NOT NULL, state BYTEA NOT NULL)"
        )
        self._connection.execute("CREATE UNIQUE INDEX raw_stream ON raw (stream, version)")
        self._connection.commit()

    def append(self, rows: Sequence[Row]) -> None:
        """One transaction."""
        insert = "INSERT INTO raw VALUES (%s, %s, %s, %s, %s)"
        if len(rows) == 1:
            self._connection.execute(insert, rows[0])
        else:
            self._connection.cursor().executemany(insert, rows)
        self._connection.commit()

    def close(self) -> None:
        self._connection.close()


def decode_all(url: str) -> int:
    """Read and decode every event of a store with the bare driver; how many there were."""
    if url.startswith("sqlite"):
        connection: Any = raw_sqlite(sqlite_path(url))
        rows: Iterable[Any] = connection.execute(EVENTS)
    else:
        import psycopg

        connection = psycopg.connect(psycopg_url(url))
        rows = connection.cursor("floor")
        rows.itersize = 5_000  # type: ignore[attr-defined]
        rows.execute(EVENTS)  # type: ignore[attr-defined]
    done = 0
    for _, _, _, topic, state in rows:
        DECODERS[topic](state)
        done += 1
    connection.close()
    return done


LibraryRecorder = tuple[Callable[[Sequence[StoredEvent]], object], Callable[[], int]]


def library(url: str, own: bool = False) -> LibraryRecorder:
    """The library's defaults on an empty database: append in a transaction, read and decode all.

    ``own`` takes the library's own SQLite recorder instead of the one through SQLAlchemy.
    """
    recorder: Any
    if own:
        from eventsourcing.sqlite import SQLiteFactory

        path = sqlite_path(url)
        recorder = SQLiteFactory(Environment("library", {"SQLITE_DBNAME": path}))
        recorder = recorder.application_recorder()
    else:
        from eventsourcing_sqlalchemy.factory import SQLAlchemyFactory

        factory: Any = SQLAlchemyFactory(Environment("library", {"SQLALCHEMY_URL": url}))
        if url.startswith("sqlite"):
            with factory.datastore.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        recorder = factory.application_recorder()

    def read() -> int:
        done = 0
        while some := recorder.select_notifications(start=done + 1, limit=1_000):
            for one in some:
                DECODERS[one.topic](one.state)
            done = some[-1].id
        return done

    return recorder.insert_events, read
