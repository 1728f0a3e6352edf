"""The ledger: commands in, facts recorded once, the first outcome again for a command seen before.

It is the application on the `eventsourcing` library, and with the recorder the only place that
names it. One call of `Ledger.handle_all` is one transaction: all its events, their log entries and
the views, or nothing.

A crash before the commit leaves nothing. A crash after the commit but before the answer leaves the
facts with their command id, so that the same command, sent again, gets the first outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import islice
from typing import Any, Protocol, TypeVar, cast
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.persistence import IntegrityError, Mapper, PersistenceError, StoredEvent
from eventsourcing.utils import Environment

from domain import refusals as no
from domain import standing
from domain.agreements import Agreement
from domain.codec import CODEC
from domain.quarters import Quarter
from domain.recording import Appended, Entry, Filed, Moment, Outcome, Provenance, Seen
from domain.seals import ReportAt, SealCommand, SealPaper, SealQuarter
from domain.work import Command, UnitOfWork

S = TypeVar("S")

KNOWN_STREAMS = 1_000
"""How many streams a ledger keeps in memory between commands."""

StoreError = PersistenceError
"""What the store raises when it cannot be read or written: locked, full, gone, not a ledger."""

TRIES = 20
"""How often a command is decided anew when others wrote to the same goal in between."""


class LedgerRecorder(Protocol):
    """What the ledger asks of its recorder beyond the library's interface."""

    def outcomes(self, command_ids: Sequence[str]) -> dict[str, Outcome]:
        """The outcomes of those commands that were recorded before."""
        ...

    def position(self) -> int:
        """The last position, 0 where nothing is recorded."""
        ...

    def append(
        self, stored: Sequence[StoredEvent], filed: Sequence[Filed], entries: Sequence[Entry],
        kept: Sequence[bytes] = (), seen: Seen | None = None,
    ) -> Appended:  # fmt: skip
        """Record events with their log entries and views, and the files that they keep, in one
        transaction.

        Raises `IntegrityError` where one of the streams that were seen has changed since.
        """
        ...

    def report_at(self, agreement: Agreement, quarter: Quarter, position: int) -> ReportAt | None:
        """The report that a seal of the quarter at the position closes; None where nothing is
        recorded there."""
        ...

    def paper_at(self, agreement: Agreement, sealed: SealPaper) -> ReportAt | None:
        """The same for a paper: as the ledger makes it of what was asked, at the position."""
        ...

    def reading(self, snapshot: bool = False) -> AbstractContextManager[object]:
        """One transaction for all that is read inside it; ``snapshot``: of one state of the log.

        Without that, a command that somebody else records meanwhile could be refused for what it
        made true itself.
        """
        ...


class ConcurrentWrites(Exception):
    """Others kept writing to the same goals; nothing was recorded. Try again."""


class FiledMapper(Mapper[UUID]):
    """The library's mapper, with the project's pinned topics and bytes (`domain.codec`)."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """A filed event as the library stores it: its topic and its exact bytes."""
        event = domain_event.event
        return StoredEvent(
            originator_id=domain_event.originator_id,
            originator_version=domain_event.originator_version,
            topic=CODEC.topic(event),
            state=CODEC.encode(event),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """A stored event at its place; raises `UnreadableEvent`."""
        return Filed(
            cast(UUID, stored_event.originator_id),
            stored_event.originator_version,
            CODEC.decode(stored_event.topic, stored_event.state),
        )


class Ledger(Application[UUID]):
    """Handles commands against the recorded facts. One agreement's id is given with each call."""

    name = "tovholder"

    def __init__(self, env: Mapping[str, str]) -> None:
        super().__init__(dict(env))
        self._known: dict[UUID, tuple[Any, int]] = {}

    def construct_env(self, name: str, env: Mapping[str, str] | None = None) -> Environment:
        """Only what the caller gives counts; the process environment is read in cli/ alone."""
        return Environment(name, dict(env or {}))

    def construct_mapper(self) -> FiledMapper:
        """The project's own mapper, for the library."""
        return FiledMapper(transcoder=self.construct_transcoder())

    def handle(self, agreement: UUID, command: Command, by: Provenance, at: Moment) -> Outcome:
        """Record what the command makes true; see `handle_all`."""
        return self.handle_all(agreement, [(command, by)], at)[0]

    def handle_all(
        self, agreement: UUID, items: Sequence[tuple[Command, Provenance]], at: Moment
    ) -> list[Outcome]:
        """Record what the commands make true, in one transaction, each seeing those before it.

        Raises a `Refusal` (nothing is recorded, of any of them) or `ConcurrentWrites`.
        """
        once: dict[str, tuple[Command, Provenance]] = {}
        for command, by in items:
            once.setdefault(by.command_id, (command, by))
        for _ in range(TRIES):
            try:
                outcomes = self._attempt(agreement, list(once.values()), at)
            except IntegrityError:
                continue  # somebody wrote in between: decide again on what is true now
            return _to_each(items, dict(zip(once, outcomes, strict=True)))
        raise ConcurrentWrites

    def _attempt(
        self, agreement: UUID, items: Sequence[tuple[Command, Provenance]], at: Moment
    ) -> list[Outcome]:
        recorder = cast(LedgerRecorder, self.recorder)
        work = UnitOfWork(self.load, agreement, self._reports(agreement, items))
        with recorder.reading(snapshot=True):
            position = recorder.position()
            seen = recorder.outcomes([by.command_id for _, by in items])
            told = [
                [] if by.command_id in seen else work.decide(command, by, at)
                for command, by in items
            ]
        filed = [one for events in told for one in events]
        if not filed:
            return [seen.get(by.command_id, Outcome(())) for _, by in items]
        entries = [
            Entry(by, ordinal, at.now)
            for (_, by), events in zip(items, told, strict=True)
            for ordinal in range(len(events))
        ]
        stored = [self.mapper.to_stored_event(cast(Any, one)) for one in filed]
        now = Seen(position, work.streams)
        appended = recorder.append(stored, filed, entries, work.kept, now)
        positions = iter(appended.positions)
        return [
            seen.get(by.command_id)
            or Outcome(tuple(islice(positions, len(events))), appended.recorded_at)
            for (_, by), events in zip(items, told, strict=True)
        ]

    def _reports(
        self, agreement: UUID, items: Sequence[tuple[Command, Provenance]]
    ) -> dict[SealCommand, ReportAt | None]:
        """What the seals among the commands close. The past does not change, so it is looked up
        before the transaction."""
        recorder = cast(LedgerRecorder, self.recorder)
        found: dict[SealCommand, ReportAt | None] = {}
        for command, _ in items:
            if isinstance(command, SealQuarter):
                found[command] = recorder.report_at(
                    self.agreement(agreement), command.quarter, command.position
                )
            elif isinstance(command, SealPaper):
                found[command] = recorder.paper_at(self.agreement(agreement), command)
        return found

    def agreement(self, agreement_id: UUID) -> Agreement:
        """The agreement as it was loaded; raises `UnknownAgreement`."""
        state = self.load(agreement_id, standing.evolve)[0]
        if state is None:
            raise no.UnknownAgreement
        return state.agreement

    def load(
        self, originator_id: UUID, evolve: Callable[[UUID, Any, Any], S]
    ) -> tuple[S | None, int]:
        """The state and version of a stream; what was read before is only brought up to date."""
        state, version = self._known.get(originator_id, (None, 0))
        for stored in self.recorder.select_events(originator_id, gt=version):
            event = CODEC.decode(stored.topic, stored.state)
            state, version = evolve(originator_id, state, event), stored.originator_version
        self._known[originator_id] = state, version
        if len(self._known) > KNOWN_STREAMS:
            self._known.pop(next(iter(self._known)))
        return state, version


def _to_each(
    items: Sequence[tuple[Command, Provenance]], outcomes: Mapping[str, Outcome]
) -> list[Outcome]:
    """Each command's outcome; a command that came twice in the transaction was decided once."""
    told: dict[str, Outcome] = {}
    given = []
    for _, by in items:
        given.append(told.get(by.command_id, outcomes[by.command_id]))
        told[by.command_id] = replace(outcomes[by.command_id], repeated=True)
    return given
