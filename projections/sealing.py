"""Seals over a store: what goes into one, which there are, and the files that they keep.

A seal keeps its paper in every format (`projections.sealable`); that of Bilag 1, where it restates
another, also the bridge from it. Nobody is named in them, so that a name can still be erased.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select

from domain.agreements import Agreement
from domain.events import PaperSealed, QuarterSealed
from domain.quarters import Quarter
from domain.seals import SealPaper, SealQuarter
from projections import rendering, sealable
from projections.driver import as_bytes
from projections.log_questions import LogEntry
from projections.questions import Questions
from projections.recorder import LedgerRecorder
from projections.schema import KEPT
from projections.sealable import TEMPLATE, Paper
from projections.sources import Viewed

Sealed = QuarterSealed | PaperSealed


class Seal(NamedTuple):
    """A seal in the ledger: its log entry, what it says, and which of its quarter's or paper's it
    is, from 1. ``restates`` is the position that the one before it rests on."""

    entry: LogEntry
    event: Sealed
    number: int
    restates: int | None

    @property
    def name(self) -> str:
        """What was sealed: ``2017-Q1``, ``memo-2017-Q1``."""
        return name_of_sealed(self.event)

    @property
    def paper(self) -> Paper:
        """The paper as it was asked for."""
        event = self.event
        if isinstance(event, QuarterSealed):
            return Paper("bilag1", event.quarter, {}, event.position, self.restates)
        return Paper(event.paper, event.about, event.asked, event.position, self.restates)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The kept files that the paper was made of."""
        asked = self.paper.asked
        return (asked[TEMPLATE],) if TEMPLATE in asked else ()


def name_of_sealed(event: Sealed) -> str:
    """What a seal says that it sealed."""
    return event.quarter if isinstance(event, QuarterSealed) else event.name


def seals(questions: Questions, agreement: Agreement, name: str | None = None) -> list[Seal]:
    """The seals of the agreement, or of one quarter or paper, in the order in which they were
    made."""
    found: list[Seal] = []
    last: dict[str, Seal] = {}
    for entry in questions.entries_of(agreement.id):
        event = entry.recorded.event
        if isinstance(event, QuarterSealed | PaperSealed):
            one = name_of_sealed(event)
            before = last.get(one)
            number, restates = (before.number + 1, before.event.position) if before else (1, None)
            last[one] = Seal(entry, event, number, restates)
            found.append(last[one])
    return [one for one in found if name in (None, one.name)]


def prepare(
    questions: Questions, agreement: Agreement, quarter: Quarter, position: int,
    reason: str | None = None,
) -> SealQuarter:  # fmt: skip
    """The command that seals the quarter as it is known at the position, with its files.

    ``reason`` makes it a restatement: the bridge from the seal before is kept with it.
    """
    before = seals(questions, agreement, str(quarter)) if reason is not None else []
    restates = before[-1].event.position if before else None
    paper = Paper("bilag1", str(quarter), {}, position, restates)
    made = sealable.files(Viewed(questions, agreement), paper, {})
    return SealQuarter(agreement.id, quarter, position, _digest(made, paper), made,
                       rendering.versions(), reason)  # fmt: skip


def prepare_paper(
    questions: Questions, agreement: Agreement, paper: Paper, inputs: Mapping[str, bytes],
    reason: str | None = None,
) -> SealPaper:  # fmt: skip
    """The command that seals a paper with its files and ``inputs``, the files it is made of.

    Raises `NoSuchPaper`, and `TemplateFault`.
    """
    made = {**sealable.files(Viewed(questions, agreement), paper, inputs), **inputs}
    return SealPaper(agreement.id, paper.sort, paper.about, paper.asked, paper.position,
                     _digest(made, paper), made, rendering.versions(), reason)  # fmt: skip


def _digest(made: Mapping[str, bytes], paper: Paper) -> str:
    return hashlib.sha256(made[sealable.name_of(paper, "json")]).hexdigest()


def name_of(quarter: Quarter, form: str) -> str:
    """The name of the quarter's Bilag 1 in a format: ``bilag1-2017-Q1.pdf``."""
    return f"bilag1-{quarter}.{form}"


def kept(recorder: LedgerRecorder, seal: Sealed) -> dict[str, bytes]:
    """The bytes that stand in the store for the seal's files, by name; a lost file is left out.

    They are as they stand there; whoever uses them compares their hashes.
    """
    digests = {name: bytes.fromhex(digest) for name, digest in seal.files.items()}
    query = select(KEPT.c.sha256, KEPT.c.content).where(KEPT.c.sha256.in_(digests.values()))
    with recorder.reading() as connection:
        rows = {bytes(row.sha256): as_bytes(row.content) for row in connection.execute(query)}
    return {name: rows[digest] for name, digest in digests.items() if digest in rows}
