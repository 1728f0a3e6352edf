"""The ledger: commands in, facts recorded once, the first outcome again for a command seen before.

It is the application on the `eventsourcing` library, and with the recorder the only place that
names it. One call of `Ledger.handle_all` is one transaction: all its events, their log entries and
the views, or nothing.

A crash before the commit leaves nothing. A crash after the commit but before the answer leaves the
facts with their command id, or that the command had nothing new, so that the same command, sent
again, gets the first outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.persistence import IntegrityError, Mapper, PersistenceError, StoredEvent
from eventsourcing.utils import Environment
from msgspec.structs import replace

from domain import refusals as no
from domain import standing
from domain.agreements import Agreement
from domain.codec import CODEC
from domain.quarters import Quarter
from domain.recording import (
    NOTHING,
    Appended,
    Beside,
    Entry,
    Filed,
    Moment,
    Outcome,
    Provenance,
    Seen,
    Snapshot,
    Stored,
)
from domain.seals import ReportAt, SealCommand, SealPaper, SealQuarter

if TYPE_CHECKING:
    from domain.work import Command, Evolve, Load, UnitOfWork

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
        """The outcomes of those commands that were handled before, with or without effect."""
        ...

    def snapshot(self, command_ids: Sequence[str], versions: Mapping[UUID, int]) -> Snapshot:
        """The outcomes of these commands, and what is newer in these streams than the versions:
        all of one state.

        Read one after the other, a command that somebody else records meanwhile could be refused
        for what it made true itself.
        """
        ...

    def still(self, seen: Seen) -> None:
        """That nothing was recorded since in the streams that were seen; else `IntegrityError`."""
        ...

    def append(
        self, stored: Sequence[StoredEvent], filed: Sequence[Filed], entries: Sequence[Entry],
        beside: Beside = NOTHING, seen: Seen | None = None, nothing_new: Sequence[str] = (),
    ) -> Appended:  # fmt: skip
        """Record events with their log entries and views, what stands beside them, and the ids of
        the commands that had nothing new, in one transaction.

        Raises `IntegrityError` where one of the streams that were seen has changed since.
        """
        ...

    def answer(self, nothing_new: Sequence[str], now: int, seen: Seen) -> Appended:
        """Record no more than the ids of commands that had nothing new; raises the same."""
        ...

    def report_at(self, agreement: Agreement, quarter: Quarter, position: int) -> ReportAt | None:
        """The report that a seal of the quarter at the position closes; None where nothing is
        recorded there."""
        ...

    def paper_at(self, agreement: Agreement, sealed: SealPaper) -> ReportAt | None:
        """The same for a paper: as the ledger makes it of what was asked, at the position."""
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

    def would(
        self, agreement: UUID, items: Sequence[tuple[Command, Provenance]], at: Moment
    ) -> list[list[Filed]]:
        """What `handle_all` would record for each command now; nothing is recorded.

        Raises the same `Refusal`.
        """
        return self._decided(agreement, items, at)[1]

    def _attempt(
        self, agreement: UUID, items: Sequence[tuple[Command, Provenance]], at: Moment
    ) -> list[Outcome]:
        outcomes, told, work, seen = self._decided(agreement, items, at)
        new = [
            (by, events)
            for (_, by), events in zip(items, told, strict=True)
            if by.command_id not in outcomes
        ]
        if new:
            outcomes |= self._write(new, at, work.beside, seen)
        return [outcomes[by.command_id] for _, by in items]

    def _decided(
        self, agreement: UUID, items: Sequence[tuple[Command, Provenance]], at: Moment
    ) -> tuple[dict[str, Outcome], list[list[Filed]], UnitOfWork, Seen]:
        """The outcomes of the commands that were recorded before; what each leads to, which is
        nothing for those; and what that was decided on."""
        from domain.work import UnitOfWork, foreseen  # all rules, which a question does not need

        recorder = cast(LedgerRecorder, self.recorder)
        held = {stream: self._known.get(stream, (None, 0)) for stream in foreseen(agreement, items)}
        ids = [by.command_id for _, by in items]
        now = recorder.snapshot(ids, {stream: version for stream, (_, version) in held.items()})
        before = dict(now.outcomes)
        work = UnitOfWork(self._loading(held, now), agreement, self._reports(agreement, items))
        try:
            told = [
                [] if by.command_id in before else work.decide(command, by, at)
                for command, by in items
            ]
        except no.Refusal:
            recorder.still(Seen(now.position, work.streams - held.keys()))
            raise
        return before, told, work, Seen(now.position, work.streams)

    def _write(
        self,
        told: Sequence[tuple[Provenance, Sequence[Filed]]],
        at: Moment,
        beside: Beside,
        seen: Seen,
    ) -> dict[str, Outcome]:
        """Record what each command led to, or that it had nothing new."""
        recorder = cast(LedgerRecorder, self.recorder)
        filed = [one for _, events in told for one in events]
        nothing_new = [by.command_id for by, events in told if not events]
        if filed:
            stored = [self.mapper.to_stored_event(cast(Any, one)) for one in filed]
            entries = [
                Entry(by, ordinal, at.now) for by, events in told for ordinal in range(len(events))
            ]
            appended = recorder.append(stored, filed, entries, beside, seen, nothing_new)
        else:
            appended = recorder.answer(nothing_new, at.now, seen)
        positions = iter(appended.positions)
        return {
            by.command_id: Outcome(tuple(islice(positions, len(events))), appended.recorded_at)
            for by, events in told
        }

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
        known = self._known.get(originator_id, (None, 0))
        newer = self.recorder.select_events(originator_id, gt=known[1])
        events = [(one.originator_version, one.topic, one.state) for one in newer]
        return self._fold(originator_id, evolve, known, events)

    def _loading(self, held: Mapping[UUID, tuple[Any, int]], now: Snapshot) -> Load:
        """How the streams are loaded that commands are decided on: those that are held in memory
        come up to date with the snapshot, any other is read when it is asked for."""

        def load(stream: UUID, evolve: Evolve) -> tuple[Any, int]:
            if stream not in held:
                return self.load(stream, evolve)
            return self._fold(stream, evolve, held[stream], now.events.get(stream, ()))

        return load

    def _fold(
        self, stream: UUID, evolve: Callable[[UUID, Any, Any], S], known: tuple[Any, int],
        newer: Sequence[Stored],
    ) -> tuple[S | None, int]:  # fmt: skip
        state, version = known
        for at, topic, stored in newer:
            state, version = evolve(stream, state, CODEC.decode(topic, stored)), at
        self._known[stream] = state, version
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
