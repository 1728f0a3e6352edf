"""The unit of work: which state each command is decided on, and where its events go.

Every concept has its own `decide` and `evolve`; this is the one place that knows all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from uuid import UUID

from domain import (
    amendments,
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
from domain.amendments import AmendAgreement
from domain.commands import ConfirmUnchanged, GoalCommand, ReportStatus
from domain.events import AgreementAmended, AgreementLoaded, Event, MemberAdded
from domain.focus import FocusCommand
from domain.indicators import IndicatorCommand
from domain.members import AddMember, Member, MemberCommand, ReleaseMember
from domain.partnership_commands import PartnershipCommand
from domain.partnership_refusals import AgreementHasLapsed
from domain.quarters import YEARS, Quarter
from domain.recording import Beside, Filed, Moment, Provenance
from domain.records import Records
from domain.rounds import CloseRound, MoveRound, OpenRound, RoundCommand, round_id
from domain.seals import ReportAt, SealCommand, SealPaper, SealQuarter
from domain.standing import Standing

S = TypeVar("S")

Evolve = Callable[[UUID, Any, Any], Any]
"""The state of a stream after one more event of it: (stream, state or None, event) -> state."""

Load = Callable[[UUID, Evolve], tuple[Any, int]]
"""The state and version of a stream, folded with its concept's `evolve`."""


@dataclass(frozen=True, slots=True)
class LoadAgreement:
    """Take an agreement into the ledger; its secretariat is the member who asks, and is added under
    ``name``."""

    agreement: Agreement
    unit: str
    name: str = ""


Command = (
    GoalCommand
    | MemberCommand
    | RoundCommand
    | IndicatorCommand
    | FocusCommand
    | PartnershipCommand
    | LoadAgreement
    | AmendAgreement
    | SealCommand
)


def foreseen(agreement: UUID, items: Sequence[tuple[Command, Provenance]]) -> set[UUID]:
    """The streams that nearly every decision on these commands looks at, to be read in one go."""
    streams = {agreement}
    for command, by in items:
        streams.add(by.actor)
        match command:
            case AddMember() | ReleaseMember():
                streams.add(command.member)
            case ReportStatus() | ConfirmUnchanged():
                streams.add(command.goal)
                if command.effective.year in YEARS:  # no rounds in others, and no quarters
                    streams.add(round_id(agreement, Quarter.of(command.effective)))
            case _ if isinstance(command, GoalCommand):
                streams.add(command.goal)
    return streams


class UnitOfWork:
    """What one transaction works on: the states it loaded, and what it decided so far.

    All that it loaded is told to the recorder (`streams`), so that what is decided holds at the
    position at which it is recorded, whichever stream it was read from.

    ``load`` gives the state and the version of a stream, (None, 0) where there is none; ``reports``
    are what the seals among the commands close; ``beside`` is what goes into the store with the
    events.
    """

    def __init__(
        self, load: Load, agreement: UUID, reports: Mapping[SealCommand, ReportAt | None]
    ) -> None:
        self._load_state = load
        self._agreement = agreement
        self._reports = reports
        self.beside = Beside()
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
            case SealQuarter() | SealPaper():
                report = self._reports[command]
                sealed = seals.decide(told.followed, actor, at.today, command, report)
                self.beside.files.extend(command.files.values())
                return self._file(self._agreement, sealed, standing.evolve)
            case AmendAgreement():
                amended = amendments.decide(told, actor, at.today, command)
                return self._amend(agreement, amended)
            case AddMember() | ReleaseMember():
                member = self._state(command.member, members.evolve)
                told_of = members.decide(agreement, member, actor, command)
                if isinstance(command, AddMember):
                    self._name(command.member, command.name)
                return self._file(command.member, told_of, members.evolve)
            case OpenRound() | MoveRound() | CloseRound():
                stream = round_id(agreement.id, command.quarter)
                state = self._state(stream, rounds.evolve)
                opened = rounds.decide(agreement, state, actor, at.today, command)
                return self._file(stream, opened, rounds.evolve)
            case _:
                goal = self._state(command.goal, goals.evolve)
                asked = self._in_round(agreement, actor, command)
                then = told.on(decisions.day(goal, command))
                events = decisions.decide(then, goal, actor, at.today, command, asked, agreement)
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
        for part in partnership.planned(agreement, agreement.start):
            filed += self._write(part)
        if known is None:
            self._name(by.actor, command.name)
            added = MemberAdded(command.unit, "secretariat")
            filed += self._file(by.actor, [added], members.evolve)
        return filed

    def _amend(self, old: Agreement, amended: Sequence[AgreementAmended]) -> list[Filed]:
        """An amendment, and the deliverables that it promises beside those of before."""
        filed = self._file(old.id, amended, standing.evolve)
        known = [one.code for one in old.organised.deliverables]
        for one in amended:
            for part in partnership.planned(one.agreement, one.effective, known):
                filed += self._write(part)
        return filed

    def _name(self, member: UUID, name: str) -> None:
        if name:
            self.beside.names[member] = name

    def _state(self, originator_id: UUID, evolve: Callable[[UUID, Any, Any], S]) -> S | None:
        if originator_id not in self._states:
            self._states[originator_id] = self._load_state(originator_id, evolve)
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
