"""Writing processes for the tests of concurrency and crashes; each has a ledger of its own.

They are started by a fork server that has the ledger imported already, so that twenty of them do
not take twenty seconds, and no thread of the test's own process is copied.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from datetime import date
from multiprocessing.connection import Connection
from typing import Any

from builders import AGREEMENT, Office, report
from databases import make_ledger

from domain.ledger import ConcurrentWrites, StoreError

PROCESSES: Any = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["writers"])


def open_office(url: str, prefix: str) -> Office:
    return Office(make_ledger(url, CREATE_TABLE="no"), prefix=prefix)


def write_many(url: str, prefix: str, numbers: list[str], commands: int, told: Connection) -> None:
    """Report on these goals in turn, a conflict told by the ledger is tried again."""
    office = open_office(url, prefix)
    outcomes = []
    for n in range(commands):
        number = numbers[n % len(numbers)]
        said = report(number, date(2017, 1, 1 + n % 28), f"{prefix} {n}", fulfilment="")
        outcome = None
        while outcome is None:
            try:
                (outcome,) = office.tell(said, ids=[f"{prefix}-{n}"])
            except ConcurrentWrites:
                continue
        outcomes.append((f"{prefix}-{n}", outcome.positions))
    told.send(outcomes)
    told.close()


def write_until_killed(url: str, prefix: str, told: Connection) -> None:
    """Append for ever; the id of each command is told when its outcome is there."""
    office = open_office(url, prefix)
    n = 0
    while True:
        number = ("A1", "M1", "H1")[n % 3]
        said = report(number, date(2017, 1, 1 + n % 28), f"{prefix} {n}")
        office.tell(
            said, report("A1", date(2017, 2, 1), "også"), ids=[f"{prefix}-{n}", f"{n}-{prefix}"]
        )
        told.send(n)
        n += 1


def write_on_a_full_disk(url: str, path: str, told: Connection) -> None:
    """Append while no file may grow by more than a little, and again when it may."""
    office = open_office(url, "full")
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    office.tell(report("M1", date(2017, 1, 1), "før"), ids=["before"])
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    errors, recorded, n = [], 0, 0
    while len(errors) < 3 and n < 500:
        n += 1
        try:
            office.tell(report("M1", date(2017, 1, 2), "x" * 5_000), ids=[f"full-{n}"])
            recorded += 1
        except StoreError as error:
            errors.append(type(error).__name__)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    (after,) = office.tell(report("M1", date(2017, 1, 3), "efter"), ids=["after"])
    told.send((errors, recorded, after.positions))
    told.close()


def carry_all(url: str, told: Connection) -> None:
    """Claim rows of the outbox, and take them for sent, until there are none."""
    from projections.outbox import Outbox

    outbox = Outbox(make_ledger(url, CREATE_TABLE="no").recorder)
    carried = []
    now = 1_000_000
    while (due := outbox.claim("T1", AGREEMENT.id, now)) is not None:
        carried.append((due.to, due.key))
        outbox.sent(due)
    told.send(carried)
    told.close()


def carry_and_die(url: str, told: Connection) -> None:
    """Claim a row, tell which, and die before it is marked."""
    from projections.outbox import Outbox

    outbox = Outbox(make_ledger(url, CREATE_TABLE="no").recorder)
    due = outbox.claim("T1", AGREEMENT.id, 1_000_000)
    told.send(due.key if due else None)
    told.close()
    os.kill(os.getpid(), signal.SIGKILL)
