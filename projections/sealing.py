"""Seals over a store: what goes into one, which there are, and the files that they keep.

The files of a seal are Bilag 1 in every format, and with a restatement the bridge from the seal
before. Nobody is named in them: the bridge tells units where a report on request tells members, so
that a name can still be erased.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from sqlalchemy import select

from domain.agreements import Agreement
from domain.events import QuarterSealed
from domain.quarters import Quarter
from domain.seals import SealQuarter
from projections import bridging, rendering
from projections.bilag1 import Bilag1
from projections.bridge import Bridge
from projections.questions import LogEntry, Questions
from projections.recorder import LedgerRecorder
from projections.rendering import as_bridge
from projections.schema import KEPT

BRIDGE_FORMATS = ("html", "json")
"""The formats in which a restatement keeps its bridge."""


class Seal(NamedTuple):
    """A seal in the ledger: its log entry, what it says, and which of its quarter's it is, from
    1."""

    entry: LogEntry
    event: QuarterSealed
    number: int

    @property
    def quarter(self) -> Quarter:
        """The quarter that was closed."""
        return Quarter.parse(self.event.quarter)


def seals(questions: Questions, agreement: Agreement, quarter: Quarter | None = None) -> list[Seal]:
    """The seals of the agreement, or of one quarter, in the order in which they were made."""
    found: list[Seal] = []
    for entry in questions.entries_of(agreement.id):
        event = entry.recorded.event
        if isinstance(event, QuarterSealed) and quarter in (None, Quarter.parse(event.quarter)):
            number = 1 + sum(one.event.quarter == event.quarter for one in found)
            found.append(Seal(entry, event, number))
    return found


def prepare(
    questions: Questions, agreement: Agreement, quarter: Quarter, position: int,
    reason: str | None = None,
) -> SealQuarter:  # fmt: skip
    """The command that seals the quarter as it is known at the position, with its files.

    ``reason`` makes it a restatement: the bridge from the seal before is kept with it.
    """
    report = questions.bilag1(agreement, quarter, position)
    before = seals(questions, agreement, quarter) if reason is not None else []
    bridge = None
    if before:
        old = questions.bilag1(agreement, quarter, before[-1].event.position)
        bridge = bridging.explained(questions, old, report)
    made = files(report, bridge)
    digest = hashlib.sha256(made[name_of(quarter, "json")]).hexdigest()
    versions = rendering.versions()
    return SealQuarter(agreement.id, quarter, position, digest, made, versions, reason)


def files(report: Bilag1, bridge: Bridge | None) -> dict[str, bytes]:
    """The files that a seal keeps, by name."""
    made = {
        name_of(report.quarter, form): render(report) for form, render in rendering.FORMATS.items()
    }
    if bridge is not None:
        for form in BRIDGE_FORMATS:
            made[f"bro-{report.quarter}.{form}"] = as_bridge.FORMATS[form](bridge)
    return made


def name_of(quarter: Quarter, form: str) -> str:
    """The name of the quarter's Bilag 1 in a format: ``bilag1-2017-Q1.pdf``."""
    return f"bilag1-{quarter}.{form}"


def kept(recorder: LedgerRecorder, seal: QuarterSealed) -> dict[str, bytes]:
    """The bytes that stand in the store for the seal's files, by name; a lost file is left out.

    They are as they stand there; whoever uses them compares their hashes.
    """
    digests = {name: bytes.fromhex(digest) for name, digest in seal.files.items()}
    query = select(KEPT.c.sha256, KEPT.c.content).where(KEPT.c.sha256.in_(digests.values()))
    with recorder.reading() as connection:
        rows = {bytes(row.sha256): as_bytes(row.content) for row in connection.execute(query)}
    return {name: rows[digest] for name, digest in digests.items() if digest in rows}


def as_bytes(content: bytes | str) -> bytes:
    """A kept file as it stands there. SQLite would give text, where somebody put text there."""
    return content.encode() if isinstance(content, str) else bytes(content)
