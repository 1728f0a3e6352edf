"""The oracle: Bilag 1 by pure replay of the events, with no view and no SQL.

It is slow and plain on purpose. `verify` and the property tests compare it with the views.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from domain import events as e
from domain import facts, standing
from domain.agreements import Agreement
from domain.facts import Fact
from domain.quarters import Quarter
from domain.standing import Version
from projections.bilag1 import Picture
from projections.views import Recorded

Statements = dict[str, list[tuple[Fact, int]]]


@dataclass(slots=True)
class History:
    """All that the events of one agreement state, up to a position."""

    versions: list[Version] = field(default_factory=list)
    goals: dict[UUID, e.GoalRegistered] = field(default_factory=dict)
    statements: dict[UUID, Statements] = field(default_factory=lambda: defaultdict(dict))
    seals: dict[str, int] = field(default_factory=dict)

    def take(self, one: Recorded) -> None:
        """Add what one event states. ``seals`` keeps a quarter's first seal."""
        if isinstance(one.event, e.AgreementLoaded | e.AgreementAmended):
            since = getattr(one.event, "effective", facts.ALWAYS)
            self.versions.append((since, one.event.agreement))
        if isinstance(one.event, e.QuarterSealed):
            self.seals.setdefault(one.event.quarter, one.event.position)
        if isinstance(one.event, e.GoalRegistered):
            self.goals[one.originator_id] = one.event
        for fact in facts.of(one.event, one.version):
            statements = self.statements[one.originator_id]
            statements.setdefault(fact.field, []).append((fact, one.position))

    def agreement(self, as_of: date) -> Agreement:
        """The agreement as it was on a day."""
        return standing.on(self.versions, as_of)


def history(recorded: Iterable[Recorded], agreement: UUID, position: int) -> History:
    """What the events up to the position state about the goals of the agreement."""
    found = History()
    for one in recorded:
        if one.position > position:
            break
        if belongs(one, found, agreement):
            found.take(one)
    return found


def belongs(one: Recorded, found: History, agreement: UUID) -> bool:
    """Whether an event is the agreement's or one of its goals', after those found so far."""
    if isinstance(one.event, e.GoalRegistered):
        return one.event.agreement == agreement
    return one.originator_id == agreement or one.originator_id in found.goals


def pictures(found: History, quarter: Quarter) -> list[Picture]:
    """What is in force for each goal, for the quarter."""
    return [
        picture(registered, found.statements[goal_id], quarter)
        for goal_id, registered in found.goals.items()
        if _belongs_on(found.statements[goal_id], quarter.last_day)
    ]


def _belongs_on(said: Statements, day: date) -> bool:
    """Whether the goal belonged to the agreement on the day: whether it had a wording."""
    return facts.in_force(said.get("wording", ()), day) is not None


def picture(registered: e.GoalRegistered, said: Statements, quarter: Quarter) -> Picture:
    """What is in force for one goal, by what was said of it, for the quarter."""
    before = quarter.previous().last_day
    return Picture(
        registered.number,
        registered.section,
        _in_force(said, ("title", *facts.DEFINITION, "withdrawn"), quarter.last_day),
        _in_force(said, facts.STATUS_FIELDS, quarter.last_day),
        facts.in_force(said.get("text", ()), before),
    )  # fmt: skip


def _in_force(said: Statements, names: Iterable[str], day: date) -> dict[str, facts.InForce]:
    found = ((name, facts.in_force(said.get(name, ()), day)) for name in names)
    return {name: one for name, one in found if one is not None}
