"""What the bot works at: a ledger and its questions, an agreement, the clock that it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from uuid import UUID

from msgspec.structs import replace

from bot.places import Place, reply, subject
from domain.agreements import Agreement
from domain.ledger import Ledger
from domain.quarters import Quarter
from domain.recording import Moment, Outcome, Provenance
from domain.refusals import QuarterOutsideAgreement
from domain.rounds import Round
from domain.work import Command
from projections import copenhagen, lookup
from projections.bilag1 import Bilag1, Row
from projections.directory import Directory, Listed
from projections.goals_by_name import GoalRef
from projections.links import Links, Person
from projections.memo_questions import measured_bilag1
from projections.open_ends import Answering, OpenEnds
from projections.outbox import Outbox
from projections.partnership import Partnership
from projections.partnership_questions import partnership
from projections.progress import Progress, progress
from projections.questions import Questions
from projections.rounds import Rounds
from projections.slack_memory import SlackMemory
from projections.snapshots import LAST
from projections.tracing_questions import answering


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at a door: who, saying what, as which command; ``source`` is kept with the fact, and
    ``place`` is where the answer is owed."""

    person: Person
    said: str
    command_id: str
    source: str = ""
    place: Place | None = None


class InFuture(Exception):
    """Somebody asks what is known on a day that has not come."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


@dataclass(frozen=True)
class Desk:
    """All that answering needs. One desk serves all threads of a process.

    ``opened`` is the agreement as it was when the desk was opened; `agreement` is as it is now.
    ``channels`` are those where what is recorded may be told to all.
    """

    ledger: Ledger
    questions: Questions
    directory: Directory
    links: Links
    memory: SlackMemory
    opened: Agreement
    clock: Callable[[], Moment]
    channels: frozenset[str] = frozenset()
    _one_at_a_time: Lock = field(default_factory=Lock)
    _partnership: dict[int, Partnership] = field(default_factory=dict)
    _open_now: dict[tuple[int, date], Answering] = field(default_factory=dict)

    @property
    def agreement(self) -> Agreement:
        """The agreement as it is now: it may be amended while the bot runs."""
        return self.questions.agreement(self.opened, date.max, LAST)

    def member(self, person: Person) -> Listed | None:
        """The member that the person is linked to; None for a stranger."""
        found = self.links.member(person)
        return self.listed(found) if found is not None else None

    def listed(self, member: UUID) -> Listed | None:
        """The member as the directory lists it."""
        return next((one for one in self.directory.members() if one.id == member), None)

    def names(self) -> dict[str, str]:
        """The members' names by id; whose name was erased is not among them."""
        return {str(one.id): one.name for one in self.directory.members() if one.name}

    def quarter(self, named: Quarter | None) -> Quarter:
        """The quarter that is meant: the one named, or the one that is reported now. Raises
        `QuarterOutsideAgreement`, also where it has not begun: nobody knows anything of it."""
        if named is None:
            return self.reporting()
        first, last = self.agreement.quarters()
        if not first <= named <= last or named.first_day > self.clock().today:
            raise QuarterOutsideAgreement(named.danish)
        return named

    def reporting(self) -> Quarter:
        """The quarter that is reported now."""
        return lookup.reporting_quarter(self.questions, self.agreement, self.clock().today)

    def position(self, known_at: date | None) -> int:
        """The last position known at the end of the day; raises `InFuture`."""
        if known_at is None:
            return self.questions.last_position()
        if known_at > self.clock().today:
            raise InFuture(known_at)
        return self.questions.position_at(copenhagen.end_of_day(known_at))

    def report(self, quarter: Quarter | None, known_at: date | None) -> Bilag1:
        """Bilag 1 as of a quarter, as known at the end of a day."""
        position = self.position(known_at)
        return self.questions.bilag1(self.agreement, self.quarter(quarter), position)

    def file_of(self, quarter: Quarter | None) -> Bilag1:
        """Bilag 1 as it is known now, with the figures that a file draws."""
        asked, position = self.quarter(quarter), self.questions.last_position()
        return measured_bilag1(self.questions, self.agreement, asked, position)

    def partnership(self, position: int | None = None) -> Partnership:
        """All that is known of the agreement's partnership at a position, or now; what was known at
        a position never changes, so the last one is kept."""
        last = self.questions.last_position()
        asked = last if position is None else position
        known = self._partnership.get(asked)
        if known is None:
            known = partnership(self.questions.recorder, self.agreement, asked)
            if asked >= last:
                self._partnership.clear()
                self._partnership[asked] = known
        return known

    def open_ends(self, report: Bilag1) -> OpenEnds | None:
        """What was decided and had led to nothing, at a report's two times; None where the
        agreement has no forums."""
        if not self.agreement.organised.forums:
            return None
        day = min(report.quarter.last_day, self.clock().today)
        told = partnership(self.questions.recorder, self.agreement, report.basis.position)
        return answering(self.questions, told, day).ends

    def open_now(self) -> Answering:
        """What was decided and has led to nothing by today, as known now, and who answers for it;
        kept as `partnership` is."""
        told, today = self.partnership(), self.clock().today
        known = self._open_now.get((told.known_at, today))
        if known is None:
            known = answering(self.questions, told, today)
            self._open_now.clear()
            self._open_now[told.known_at, today] = known
        return known

    def row(self, ref: GoalRef, quarter: Quarter, position: int) -> Row | None:
        """The goal's row as of a quarter, as known at a position."""
        return self.questions.row(self.agreement, quarter, position, ref.key)

    @property
    def rounds(self) -> Rounds:
        """The reporting rounds."""
        return Rounds(self.questions.recorder)

    def progress(self, found: Round) -> Progress:
        """How far a round has come, as known now."""
        report = self.report(found.quarter, None)
        members, linked = self.directory.members(), self.links.linked()
        return progress(found, report, members, linked, self.open_now().ends)

    def handle(self, command: Command, visit: Visit, member: UUID) -> Outcome:
        """Give a command to the ledger; raises a `Refusal`. The ledger asks who may."""
        return self.handle_all([command], visit, member)[0]

    def handle_all(self, commands: Sequence[Command], visit: Visit, member: UUID) -> list[Outcome]:
        """Give the commands of one visit to the ledger, in one transaction."""
        first = Provenance(member, "slack", visit.source, visit.command_id)
        items = [
            (command, replace(first, command_id=f"{visit.command_id}:{n}") if n else first)
            for n, command in enumerate(commands)
        ]
        place, owed = visit.place, None
        if place is not None:
            about = subject(commands[0])
            owed = reply(place, self.agreement.id, member, visit.command_id, about)
        with self._one_at_a_time, self.questions.recorder.owing(owed):
            return self.ledger.handle_all(self.agreement.id, items, self.clock())

    @property
    def outbox(self) -> Outbox:
        """What Slack must be told."""
        return Outbox(self.questions.recorder)

    def goal(self, goal: UUID) -> GoalRef | None:
        """The goal with that id, where it is one of this agreement."""
        refs = self.questions.goals_named(self.agreement.id, str(goal))
        mine = any(ref.id == goal for ref in refs) and goal == self.agreement.goal_id(
            refs[0].number
        )
        return refs[0] if mine else None
