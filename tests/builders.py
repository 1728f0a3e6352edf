"""What tests are made of: a small invented agreement, commands, members, provenance and moments.

Nothing here is random and no clock is read: ids and times are arguments, or count up from one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import reduce
from typing import Any
from uuid import UUID

import pytest

from domain import commands as c
from domain import events as e
from domain import goals
from domain.agreements import Agreement
from domain.decisions import decide
from domain.ledger import Ledger
from domain.members import AddMember, Member
from domain.quarters import Quarter
from domain.recording import Moment, Outcome, Provenance
from domain.refusals import Refusal
from domain.seals import SealQuarter
from domain.work import LoadAgreement

AGREEMENT_TOML = """
slug = "havneby"
title = "Havnebyaftalen 2015-2018"
report_title = "Bilag 1"
start = 2015-01-01
end = 2018-12-31

parties = [
    {code = "KK", name = "Kommunen"},
    {code = "BL's 1. kreds", name = "Boligselskaberne"},
]
units = [
    {code = "TMF", name = "Teknik", party = "KK"},
    {code = "SOF", name = "Social", party = "KK"},
]
sections = [
    {letter = "A", title = "Analyser", kind = "analysis", words = ["analyse"]},
    {letter = "M", title = "Målbare mål", kind = "measurable", words = ["målbare"]},
    {letter = "H", title = "Hensigter", kind = "intent", words = ["hensigt"]},
]
themes = [{code = "1", title = "Boliger"}, {code = "2", title = "Energi"}]
scale = [
    {label = "Opfyldt", kinds = ["analysis", "measurable", "intent"], fulfilled = true},
    {label = "I proces", kinds = ["analysis", "measurable"]},
    {label = "Indtænkes", kinds = ["intent"]},
    {label = "Udgået", kinds = ["analysis", "measurable", "intent"], withdrawn = true},
]
goals = [{number = "M1", title = "E-mærker", aliases = ["energimærker"], words = ["energi"]}]
"""

AGREEMENT = Agreement.from_toml(AGREEMENT_TOML, "havneby.toml")


def member_id(n: int) -> UUID:
    """Members have ids that can be told apart in a failure: 00..0001, 00..0002 ..."""
    return UUID(int=n)


SECRETARIAT = member_id(1)
MEMBER = Member(SECRETARIAT, "Sekretariatet", "secretariat")


def goal_id(number: str) -> UUID:
    return AGREEMENT.goal_id(number)


def micros(year: int, month: int, day: int, hour: int = 12) -> int:
    """Microseconds since 1970 UTC."""
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp()) * 1_000_000


NOON = micros(2017, 4, 3)
TODAY = date(2018, 12, 31)


def moment(now: int = NOON, today: date = TODAY) -> Moment:
    return Moment(now, today)


def by(command_id: str, actor: UUID = SECRETARIAT, source: str = "test") -> Provenance:
    return Provenance(actor, "test", source, command_id)


def register(number: str, effective: date = date(2015, 1, 1), **more: Any) -> c.RegisterGoal:
    told: dict[str, Any] = {
        "title": f"Mål {number}", "wording": f"Vi når {number}.", "theme": "1",
        "deadline": "2015-2018", "content": f"Indhold {number}", "responsible": "KK (TMF)",
    }  # fmt: skip
    return c.RegisterGoal(goal_id(number), number, effective, **{**told, **more})


def registered(number: str = "M1", effective: date = date(2015, 1, 1), **more: Any) -> Any:
    """The event of `register`, through the decision itself."""
    command = register(number, effective, **more)
    return decide(AGREEMENT, None, MEMBER, TODAY, command)[0]


def report(number: str, effective: date, text: str | None = None, **more: Any) -> c.ReportStatus:
    return c.ReportStatus(goal_id(number), effective, text, **more)


def confirm(number: str, quarter: Quarter, effective: date | None = None) -> c.ConfirmUnchanged:
    return c.ConfirmUnchanged(goal_id(number), effective or quarter.last_day, quarter)


def correct(number: str, version: int, text: str | None = None, **more: Any) -> c.CorrectFact:
    return c.CorrectFact(goal_id(number), version, "Skrivefejl", text, **more)


def retract(number: str, version: int) -> c.RetractFact:
    return c.RetractFact(goal_id(number), version, "Skulle ikke have stået")


def fold(events: Iterable[e.GoalEvent]) -> goals.Goal | None:
    """The goal that these events tell."""
    return reduce(lambda goal, event: goals.evolve(goal_id("M1"), goal, event), events, None)


@dataclass(frozen=True, slots=True)
class Given:
    """``given(*events).when(command).then(*events)``, or ``.refused(reason)``."""

    events: tuple[e.GoalEvent, ...]
    command: c.GoalCommand | None = None
    actor: Member = MEMBER
    today: date = TODAY

    def when(self, command: c.GoalCommand, actor: Member = MEMBER, today: date = TODAY) -> Given:
        return Given(self.events, command, actor, today)

    def then(self, *events: e.GoalEvent) -> None:
        assert self._decide() == events

    def refused(self, refusal: Refusal) -> None:
        before = fold(self.events)
        with pytest.raises(type(refusal)) as found:
            self._decide(before)
        assert found.value == refusal
        assert before == fold(self.events), "a refusal changes nothing"

    def _decide(self, goal: goals.Goal | None = None) -> tuple[e.GoalEvent, ...]:
        assert self.command is not None
        goal = goal or fold(self.events)
        return decide(AGREEMENT, goal, self.actor, self.today, self.command)


def given(*events: e.GoalEvent) -> Given:
    return Given(events)


@dataclass(slots=True)
class Office:
    """A ledger in use: each command gets the next id, and comes a second after the last one."""

    ledger: Ledger
    now: int = NOON
    told: int = 0
    prefix: str = "command"
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def recorder(self) -> Any:
        return self.ledger.recorder

    def opened(self, *numbers: str) -> Office:
        """Load the agreement and register these goals."""
        self.tell(LoadAgreement(AGREEMENT, "Sekretariatet"), *(register(n) for n in numbers))
        return self

    def tell(
        self,
        *commands: Any,
        actor: UUID = SECRETARIAT,
        ids: Sequence[str] = (),
        now: int | None = None,
        today: date = TODAY,
    ) -> list[Outcome]:
        """Record the commands in one transaction, and give the outcomes."""
        first, self.told = self.told + 1, self.told + len(commands)
        self.now = self.now + 1_000_000 if now is None else now
        names = ids or [f"{self.prefix}-{first + n}" for n in range(len(commands))]
        items = [(one, by(name, actor)) for one, name in zip(commands, names, strict=True)]
        return self.ledger.handle_all(AGREEMENT.id, items, Moment(self.now, today))

    def seal(
        self, quarter: Quarter, position: int | None = None, reason: str | None = None
    ) -> SealQuarter:
        """The command that seals the quarter as the ledger holds it, and keeps no files."""
        at = self.recorder.max_notification_id() if position is None else position
        report = self.recorder.report_at(AGREEMENT, quarter, at)
        digest = report.sha256 if report else ""
        return SealQuarter(AGREEMENT.id, quarter, at, digest, reason=reason)

    def add_member(self, member: UUID, unit: str, role: e.Role) -> None:
        self.tell(AddMember(member, unit, role))
