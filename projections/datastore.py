"""The connections to the store: how each backend is set up, and its errors as the library's."""

from __future__ import annotations

import selectors
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy.exc
from eventsourcing.persistence import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    NotSupportedError,
    OperationalError,
    PersistenceError,
    ProgrammingError,
)
from eventsourcing_sqlalchemy.datastore import SQLAlchemyDatastore
from sqlalchemy import Connection, Engine
from sqlalchemy import event as sqlalchemy_event

_ERRORS = {
    error.__name__: error
    for error in (DatabaseError, DataError, IntegrityError, InterfaceError, InternalError,
                  NotSupportedError, OperationalError, ProgrammingError)
}  # fmt: skip


@contextmanager
def library_errors() -> Iterator[None]:
    """SQLAlchemy's errors as the library's, which have the same names."""
    try:
        yield
    except sqlalchemy.exc.DBAPIError as error:
        raise _ERRORS.get(type(error).__name__, PersistenceError)(str(error.orig)) from error


def _prepare(engine: Engine) -> None:
    """SQLite: durable at every commit, readers never wait, writers queue for half a minute. A
    server's connections are not used again where the server has ended them, and are as we need
    them, whatever the server and the environment are set to."""
    if engine.dialect.name != "sqlite":
        sqlalchemy_event.listen(engine, "do_connect", _in_unicode)
        sqlalchemy_event.listen(engine, "connect", _as_we_need_it, insert=True)
        sqlalchemy_event.listen(engine, "checkout", _still_there)
        return

    reads = ("busy_timeout = 30000", "cache_size = -32000")
    writes = ("journal_mode = WAL", "synchronous = FULL", "recursive_triggers = ON",
              "secure_delete = ON", "wal_autocheckpoint = 4000")  # fmt: skip
    asked = reads if engine.url.query.get("mode") == "ro" else reads + writes

    @sqlalchemy_event.listens_for(engine, "connect")
    def _connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, see below
        for pragma in asked:
            connection.execute(f"PRAGMA {pragma}").close()

    @sqlalchemy_event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _in_unicode(_dialect: Any, _record: Any, _args: Any, given: dict[str, Any]) -> None:
    given["client_encoding"] = "UTF8"


def _as_we_need_it(driver: Any, *_: Any) -> None:
    """That the database can hold any text; that a transaction sees what was committed while it
    waited for the lock; and that bytes and arrays arrive as the driver sends them."""
    from psycopg import IsolationLevel  # not on SQLite

    if (encoding := driver.info.parameter_status("server_encoding")) != "UTF8":
        raise DatabaseError(f"server_encoding = {encoding}")
    driver.autocommit = True
    driver.execute(_AS_SENT).close()
    driver.autocommit = False
    driver.isolation_level = IsolationLevel.READ_COMMITTED


# Set otherwise, bytes get more backslashes, and NULL in an array becomes the text «NULL».
_AS_SENT = """SELECT set_config('standard_conforming_strings', 'on', false),
                     set_config('array_nulls', 'on', false)"""

# One is made at each use, and that is quick where the system keeps nothing for it.
_Selector = getattr(selectors, "PollSelector", selectors.DefaultSelector)


def _still_there(driver: Any, record: Any, _: Any) -> None:
    """That the server has not ended a connection since it was used last: a server says nothing to
    who asked nothing, unless it leaves. To ask it would be a trip. SQLAlchemy connects anew, and
    would not take it that a new connection is ended too: that is told when it is used."""
    if not record.info.get("used"):
        record.info["used"] = True
        return
    with _Selector() as heard:
        heard.register(driver.fileno(), selectors.EVENT_READ)
        if heard.select(0):
            raise sqlalchemy.exc.DisconnectionError


class LedgerDatastore(SQLAlchemyDatastore):
    """The library's datastore, with the project's SQLite settings."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if isinstance(self.engine, Engine):
            _prepare(self.engine)
