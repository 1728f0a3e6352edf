"""The oracle: Bilag 1 by pure replay of the events, with no view and no SQL.

It is slow and plain on purpose. `verify` and the property tests compare it with the views.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from domain import events as e
from domain import facts, standing
from domain.agreements import Agreement
from domain.facts import Fact, Places
from domain.quarters import Quarter
from domain.standing import Version
from projections.bilag1 import Picture
from projections.views import Recorded

Statements = dict[str, list[tuple[Fact, int]]]
"""What was stated of a goal, by field, with the positions, in their order."""

Said = Mapping[str, list[tuple[Fact, int]] | Places]
"""The same, or laid out for who asks about many days."""


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


def pictures(
    found: History, quarter: Quarter, said: Mapping[UUID, Said] | None = None
) -> list[Picture]:
    """What is in force for each goal, for the quarter; from `places`, where they were made."""
    goals = [(registered, found.statements[goal] if said is None else said[goal])
             for goal, registered in found.goals.items()]  # fmt: skip
    return [
        picture(registered, told, quarter)
        for registered, told in goals
        if _in_force(told, "wording", quarter.last_day) is not None
    ]


def places(found: History) -> dict[UUID, Said]:
    """What was stated of each goal, laid out for who asks about many quarters."""
    return {goal: {name: _places(told) for name, told in found.statements[goal].items()}
            for goal in found.goals}  # fmt: skip


def _places(stated: list[tuple[Fact, int]]) -> Places:
    made = Places()
    for fact, position in stated:
        made.tell(fact, position)
    return made


def picture(registered: e.GoalRegistered, said: Said, quarter: Quarter) -> Picture:
    """What is in force for one goal, by what was said of it, for the quarter."""
    before = quarter.previous().last_day
    return Picture(
        registered.number,
        registered.section,
        _all_in_force(said, ("title", *facts.DEFINITION, "withdrawn"), quarter.last_day),
        _all_in_force(said, facts.STATUS_FIELDS, quarter.last_day),
        _in_force(said, "text", before),
    )


def _all_in_force(said: Said, names: Iterable[str], day: date) -> dict[str, facts.InForce]:
    found = ((name, _in_force(said, name, day)) for name in names)
    return {name: one for name, one in found if one is not None}


def _in_force(said: Said, name: str, day: date) -> facts.InForce | None:
    told = said.get(name, ())
    return told.in_force(day) if isinstance(told, Places) else facts.in_force(told, day)
