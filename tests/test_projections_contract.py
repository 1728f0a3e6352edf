"""The recorder keeps the contract of the `eventsourcing` library, by the library's own tests.

What differs from a recorder of the library, and how the tests meet it:

* Our recorder never appends an event without its log entry (who, from where, which command) and the
  event's meaning to the views. The library's tests know neither, so `ContractRecorder` gives each
  call a command id of its own, and views that see nothing in ``topic1``.
* An aggregate recorder returns None from `insert_events`, an application recorder the positions.
  Ours is only an application recorder; `AsAggregateRecorder` drops the positions, so that all
  else of the aggregate contract can be asked of it.

Not run, and why:

* `ProcessRecorderTestCase`, `TrackingRecorderTestCase`, and of the factory's contract
  `test_create_tracking_recorder` and `test_create_process_recorder`: they are about following
  another application's events. Tovholder follows none, and its factory leaves those recorders to
  `eventsourcing_sqlalchemy`, whose own tests they are; their tables would not have our guards.
* `test_create_aggregate_recorder`: a second recorder over the same events, without log and views,
  is what must not exist. The factory's aggregate recorder is only there for snapshots, which the
  ledger does not take.
* `test_mapper_with_cipher`, `test_mapper_with_cipher_and_compressor`, `test_mapper_with_compressor`
  and `test_mapper_with_wrong_cipher_key`: our mapper (`domain.ledger.FiledMapper`) neither encrypts
  nor compresses, since the stored bytes are what is hashed. They need `pycryptodome`, which the
  library's test module imports at its top; `_no_cipher` stands in for it.
* `optional_test_insert_subscribe` on SQLite: `eventsourcing_sqlalchemy` has subscriptions on
  PostgreSQL only, and raises `NotImplementedError` elsewhere.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from threading import Event
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from builders import by
from eventsourcing.persistence import StoredEvent
from eventsourcing.utils import Environment
from eventsourcing_sqlalchemy.recorders import (
    SQLAlchemyAggregateRecorder,
    SQLAlchemyProcessRecorder,
    SQLAlchemyTrackingRecorder,
)

from domain.recording import Entry, Filed
from projections.recorder import Factory, LedgerRecorder
from projections.schema import ViewTables
from projections.subscription import LedgerSubscription
from projections.views import Views


def _no_cipher() -> ModuleType:
    """What `eventsourcing.tests.persistence` imports at its top; nothing run here uses it."""
    module = ModuleType("eventsourcing.cipher")
    module.AESCipher = type("AESCipher", (), {})  # type: ignore[attr-defined]
    return module


with pytest.MonkeyPatch.context() as patch:
    patch.setitem(sys.modules, "eventsourcing.cipher", _no_cipher())
    from eventsourcing.tests import persistence as contract


class NoViews(Views):
    """The library's topics mean nothing to the views."""

    def rows(self, *_: Any) -> dict[str, list[dict[str, Any]]]:
        return {}


class ContractRecorder(LedgerRecorder):
    """Our recorder, told by each call what only the ledger could tell it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.views = NoViews(ViewTables())
        self._calls = count(1)

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Any:
        who = by(f"call-{next(self._calls)}")
        filed = [
            Filed(one.originator_id, one.originator_version, None)  # type: ignore[arg-type]
            for one in stored_events
        ]
        entries = [Entry(who, ordinal, 0) for ordinal in range(len(stored_events))]
        return super().insert_events(stored_events, filed=filed, entries=entries)


class AsAggregateRecorder(ContractRecorder):
    """Our recorder, as an aggregate recorder would answer."""

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> None:
        super().insert_events(stored_events)


class ContractFactory(Factory):
    application_recorder_class = ContractRecorder


class AggregateFactory(Factory):
    application_recorder_class = AsAggregateRecorder


def run(case: type[Any], name: str, **settings: Any) -> None:
    """Run one of the library's tests; what fails in it fails here."""
    test = type(case.__name__, (case,), {**settings, "runTest": lambda self: None})()
    test.setUp()
    try:
        getattr(test, name)()
    finally:
        test.tearDown()


def environment(url: str, factory: str = "projections.recorder:Factory") -> Environment:
    settings = {"PERSISTENCE_MODULE": factory, "SQLALCHEMY_URL": url}
    return Environment("tovholder", settings)


@pytest.fixture
def application_recorder(store_url: str) -> Any:
    recorder = ContractFactory(environment(store_url)).application_recorder()
    yield recorder
    recorder.engine.dispose()


@pytest.fixture
def aggregate_recorder(store_url: str) -> Any:
    recorder = AggregateFactory(environment(store_url)).application_recorder()
    yield recorder
    recorder.engine.dispose()


@pytest.mark.parametrize("name", ["test_insert_and_select", "test_performance"])
def test_aggregate_recorder_contract(name: str, aggregate_recorder: Any) -> None:
    recorder = aggregate_recorder
    run(contract.AggregateRecorderTestCase, name, create_recorder=lambda _: recorder)


@pytest.mark.parametrize(
    "name",
    [
        "test_insert_select",
        "test_performance",
        "test_concurrent_no_conflicts",
        "test_concurrent_throughput",
    ],
)
def test_application_recorder_contract(name: str, application_recorder: Any) -> None:
    recorder = application_recorder
    run(contract.ApplicationRecorderTestCase, name, create_recorder=lambda _: recorder)


def test_subscription_contract(application_recorder: Any, backend: str) -> None:
    recorder = application_recorder
    if backend == "sqlite":
        with pytest.raises(NotImplementedError):
            recorder.subscribe()
        return
    name = "optional_test_insert_subscribe"
    run(contract.ApplicationRecorderTestCase, name, create_recorder=lambda _: recorder)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_what_is_recorded_before_a_subscription_listens_wakes_it_too(
    application_recorder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder, listens, now = application_recorder, LedgerSubscription._listen, Event()

    def late(subscription: LedgerSubscription) -> None:
        now.wait()
        listens(subscription)

    monkeypatch.setattr(LedgerSubscription, "_listen", late)
    told = [StoredEvent(uuid4(), 1, "topic1", state) for state in (b"before", b"in between")]
    recorder.insert_events(told[:1])
    with recorder.subscribe(gt=0) as subscription:
        assert next(subscription).state == b"before"
        recorder.insert_events(told[1:])
        now.set()
        assert next(subscription).state == b"in between"


def test_notification_ids_do_not_interleave(application_recorder: Any) -> None:
    recorder = application_recorder
    case = contract.NonInterleavingNotificationIDsBaseCase
    run(case, "test", create_recorder=lambda _: recorder)


class FactoryCase(contract.InfrastructureFactoryTestCase[Factory]):
    """The contract of the library's factory, with our classes."""

    __test__ = False

    def expected_factory_class(self) -> Any:
        return Factory

    def expected_application_recorder_class(self) -> Any:
        return LedgerRecorder

    def expected_aggregate_recorder_class(self) -> Any:
        return SQLAlchemyAggregateRecorder

    def expected_tracking_recorder_class(self) -> Any:
        return SQLAlchemyTrackingRecorder

    def tracking_recorder_subclass(self) -> Any:
        return SQLAlchemyTrackingRecorder

    def expected_process_recorder_class(self) -> Any:
        return SQLAlchemyProcessRecorder

    def tearDown(self) -> None:
        super().tearDown()
        self.factory.datastore.engine.dispose()


@pytest.mark.parametrize("name", ["test_create_application_recorder", "test_mapper"])
def test_factory_contract(name: str, store_url: str) -> None:
    run(FactoryCase, name, env=environment(store_url))


def test_every_contract_test_is_run_or_explained() -> None:
    cases = {
        contract.AggregateRecorderTestCase,
        contract.ApplicationRecorderTestCase,
        contract.NonInterleavingNotificationIDsBaseCase,
        contract.InfrastructureFactoryTestCase,
    }
    told = Path(__file__).read_text(encoding="utf-8")
    for case in cases:
        for name in dir(case):
            if name.startswith(("test_", "optional_test")):
                assert f'"{name}"' in told or f"`{name}`" in told
