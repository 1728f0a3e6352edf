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
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, Protocol, TypeVar, cast
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.persistence import IntegrityError, Mapper, PersistenceError, StoredEvent
from eventsourcing.utils import Environment

from domain import (
    decisions,
    focus,
    goals,
    indicators,
    members,
    partnership,
    rounds,
    seals,
    standing,
)
from domain import refusals as no
from domain.agreements import Agreement
from domain.codec import CODEC
from domain.commands import ConfirmUnchanged, GoalCommand, ReportStatus
from domain.events import AgreementLoaded, Event, MemberAdded
from domain.focus import FocusCommand
from domain.indicators import IndicatorCommand
from domain.members import AddMember, Member, MemberCommand, ReleaseMember
from domain.partnership_commands import PartnershipCommand
from domain.partnership_refusals import AgreementHasLapsed
from domain.quarters import Quarter
from domain.records import Records
from domain.rounds import CloseRound, MoveRound, OpenRound, RoundCommand, round_id
from domain.seals import ReportAt
from domain.seals import SealQuarter as SealQuarter
from domain.standing import Standing

S = TypeVar("S")

KNOWN_STREAMS = 1_000
"""How many streams a ledger keeps in memory between commands."""

StoreError = PersistenceError
"""What the store raises when it cannot be read or written: locked, full, gone, not a ledger."""

TRIES = 20
"""How often a command is decided anew when others wrote to the same goal in between."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who asks, through which channel (``cli``, ``slack``, ``import``), and where it came from.

    ``source`` is free for the channel: a file's hash and line, a Slack message. ``command_id`` is
    what makes a command the same command when it comes again.
    """

    actor: UUID
    channel: str
    source: str
    command_id: str


@dataclass(frozen=True, slots=True)
class Moment:
    """The clock's answer when the command came: microseconds since 1970 UTC, and the day there."""

    now: int
    today: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command led to. ``positions`` is empty where there was nothing new to record.

    ``recorded_at`` is in microseconds since 1970 UTC; ``repeated`` says that the command was seen
    before and that this is the outcome of the first time.
    """

    positions: tuple[int, ...]
    recorded_at: int | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """An event at its place in a stream."""

    originator_id: UUID
    originator_version: int
    event: Event


@dataclass(frozen=True, slots=True)
class Entry:
    """The log entry of an event, before the recorder gives it position, time and hash.

    ``ordinal`` counts the events of one command.
    """

    by: Provenance
    ordinal: int
    now: int


@dataclass(frozen=True, slots=True)
class LoadAgreement:
    """Take an agreement into the ledger; its secretariat is the member who asks, and is added."""

    agreement: Agreement
    unit: str


Command = (
    GoalCommand
    | MemberCommand
    | RoundCommand
    | IndicatorCommand
    | FocusCommand
    | PartnershipCommand
    | LoadAgreement
    | SealQuarter
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What commands were decided on: these streams, as they stood at a position of the ledger."""

    position: int
    streams: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Appended:
    """What the recorder made of events: their positions, and when they were recorded."""

    positions: Sequence[int]
    recorded_at: int


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
        work = UnitOfWork(self, agreement, self._reports(agreement, items))
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
    ) -> dict[SealQuarter, ReportAt | None]:
        """What the seals among the commands close. The past does not change, so it is looked up
        before the transaction."""
        recorder = cast(LedgerRecorder, self.recorder)
        return {
            command: recorder.report_at(
                self.agreement(agreement), command.quarter, command.position
            )
            for command, _ in items
            if isinstance(command, SealQuarter)
        }

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


class UnitOfWork:
    """What one transaction works on: the states it loaded, and what it decided so far.

    All that it loaded is told to the recorder (`streams`), so that what is decided holds at the
    position at which it is recorded, whichever stream it was read from.


    ``kept`` are the files that go into the store with the events.
    """

    def __init__(
        self, ledger: Ledger, agreement: UUID, reports: Mapping[SealQuarter, ReportAt | None]
    ) -> None:
        self._ledger = ledger
        self._agreement = agreement
        self._reports = reports
        self.kept: list[bytes] = []
        self._states: dict[UUID, tuple[Any, int]] = {}

    def decide(self, command: Command, by: Provenance, at: Moment) -> list[Filed]:
        """The events of one more command, at their places in their streams."""
        if isinstance(command, LoadAgreement):
            return self._load(command, by)
        told = self._standing(command)
        agreement = told.agreement
        actor = members.acting(by.actor, self._state(by.actor, members.evolve))
        if isinstance(command, IndicatorCommand):
            return self._measure(agreement, actor, command, at)
        if isinstance(command, FocusCommand):
            stream = agreement.focus_id(command.number)
            point = self._state(stream, focus.evolve)
            return self._file(stream, focus.decide(agreement, point, actor, command), focus.evolve)
        if isinstance(command, PartnershipCommand):
            made = partnership.decide(Records(told, self._state), actor, at.today, command)
            return [one for part in made for one in self._write(part)]
        match command:
            case SealQuarter():
                report = self._reports[command]
                sealed = seals.decide(told.followed, actor, at.today, command, report)
                self.kept += command.files.values()
                return self._file(self._agreement, sealed, standing.evolve)
            case AddMember() | ReleaseMember():
                member = self._state(command.member, members.evolve)
                added = members.decide(agreement, member, actor, command)
                return self._file(command.member, added, members.evolve)
            case OpenRound() | MoveRound() | CloseRound():
                stream = round_id(agreement.id, command.quarter)
                state = self._state(stream, rounds.evolve)
                opened = rounds.decide(agreement, state, actor, at.today, command)
                return self._file(stream, opened, rounds.evolve)
            case _:
                goal = self._state(command.goal, goals.evolve)
                asked = self._in_round(agreement, actor, command)
                events = decisions.decide(agreement, goal, actor, at.today, command, asked)
                return self._file(command.goal, events, goals.evolve)

    def _in_round(self, agreement: Agreement, actor: Member, command: GoalCommand) -> bool:
        """Whether a report falls in an open round; only asked where a rule wants to know."""
        if actor.is_secretariat or not isinstance(command, ReportStatus | ConfirmUnchanged):
            return False
        if not agreement.start <= command.effective <= agreement.end:
            return False
        stream = round_id(agreement.id, Quarter.of(command.effective))
        state = self._state(stream, rounds.evolve)
        return state is not None and state.open

    def _measure(
        self, agreement: Agreement, actor: Member, command: IndicatorCommand, at: Moment
    ) -> list[Filed]:
        code = indicators.indicator_of(agreement, command.indicator)
        stream = agreement.indicator_id(code.id)
        goal = self._state(agreement.goal_id(code.goal), goals.evolve)
        measured = self._state(stream, indicators.evolve)
        told = indicators.decide(agreement, goal, measured, actor, at.today, command)
        return self._file(stream, told, indicators.evolve)

    @property
    def streams(self) -> frozenset[UUID]:
        """Every stream that was looked at."""
        return frozenset(self._states)

    def _standing(self, command: Command) -> Standing:
        """The agreement; once it has lapsed it takes no commands, but members may still go."""
        told = self._state(self._agreement, standing.evolve)
        if told is None:
            raise no.UnknownAgreement
        if (lapse := told.lapsed) is not None and not isinstance(command, ReleaseMember):
            raise AgreementHasLapsed(told.agreement.title, lapse.effective, lapse.decision)
        return told

    def _write(self, part: partnership.Written) -> list[Filed]:
        self._state(part.stream, part.evolve)
        return self._file(part.stream, part.events, part.evolve)

    def _load(self, command: LoadAgreement, by: Provenance) -> list[Filed]:
        agreement = command.agreement
        if self._state(agreement.id, standing.evolve) is not None:
            raise no.AgreementAlreadyLoaded(agreement.title)
        known = self._state(by.actor, members.evolve)
        if known is not None and not members.acting(by.actor, known).is_secretariat:
            raise no.SecretariatOnly("LoadAgreement")
        filed = self._file(agreement.id, [AgreementLoaded(agreement)], standing.evolve)
        for part in partnership.planned(agreement):
            filed += self._write(part)
        if known is None:
            added = MemberAdded(command.unit, "secretariat")
            filed += self._file(by.actor, [added], members.evolve)
        return filed

    def _state(self, originator_id: UUID, evolve: Callable[[UUID, Any, Any], S]) -> S | None:
        if originator_id not in self._states:
            self._states[originator_id] = self._ledger.load(originator_id, evolve)
        return cast("S | None", self._states[originator_id][0])

    def _file(
        self, originator_id: UUID, events: Sequence[Event], evolve: Callable[[UUID, Any, Any], Any]
    ) -> list[Filed]:
        """Give the events their versions, and let later commands of this transaction see them."""
        filed = []
        for event in events:
            state, version = self._states[originator_id]
            self._states[originator_id] = evolve(originator_id, state, event), version + 1
            filed.append(Filed(originator_id, version + 1, event))
        return filed
