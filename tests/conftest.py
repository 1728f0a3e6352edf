"""Fixtures that all tests share: an empty store on each backend, and ledgers over it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from builders import Office
from databases import DRIVER, Databases, make_ledger, own_server
from hypothesis import settings
from slack_bolt import BoltResponse
from slack_schema import problems
from sqlalchemy import make_url

from bot.pretend import Door, Sent
from domain.ledger import Ledger

BACKENDS = ("sqlite", "postgresql")

settings.register_profile("tovholder", deadline=None, print_blob=True)
settings.load_profile("tovholder")

OpenLedger = Callable[..., Ledger]


@pytest.fixture(autouse=True)
def terminal_of_a_usual_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever window the tests run in."""
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture(autouse=True)
def slack_takes_it(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every payload that leaves for Slack, in every test, is one that Slack takes."""
    refused: list[str] = []
    take = Sent.take

    def checked(sent: Sent, method: str, payload: dict[str, Any]) -> None:
        refused.extend(f"{method}: {why}" for why in problems(payload))
        take(sent, method, payload)

    send = Door.send

    def acknowledged(door: Door, *request: str, **headers: str) -> BoltResponse:
        response = send(door, *request, **headers)
        told = json.loads(response.body) if (response.body or "").startswith("{") else {}
        refused.extend(f"acknowledgement: {why}" for why in problems(told))
        return response

    monkeypatch.setattr(Sent, "take", checked)
    monkeypatch.setattr(Door, "send", acknowledged)
    yield
    assert refused == []


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Databases on the server that the environment names, or on one of our own."""
    given = os.environ.get("TOVHOLDER_TEST_POSTGRES")
    server = nullcontext(make_url(given).set(drivername=DRIVER)) if given else own_server()
    with server as url:
        made = Databases(url)
        yield made
        made.close(drop=bool(given))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables of an empty store, to be copied."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    make_ledger(f"sqlite:///{path}").recorder.engine.dispose()
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
    databases: Databases = request.getfixturevalue("databases")
    name = databases.take()
    yield databases.url(name)
    databases.give_back(name)


@pytest.fixture
def open_ledger() -> Iterator[OpenLedger]:
    """Open a ledger over a store that has its tables; it is closed after the test."""
    opened: list[Ledger] = []

    def open_at(url: str, **env: str) -> Ledger:
        opened.append(make_ledger(url, **{"CREATE_TABLE": "no", **env}))
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
