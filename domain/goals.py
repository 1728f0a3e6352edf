"""A goal as its events tell it: the little that the rules need to know.

The report itself is not made here, but from the facts (`domain.facts`).
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain import events as e
from domain import refusals as no
from domain.agreements import Kind


class Said(Struct, frozen=True):
    """A report or confirmation in the goal's history; ``version`` is its place in the stream."""

    version: int
    effective: date
    text: bool
    confirms: str | None
    retracted: bool = False
    fulfilment: str | None = None
    delay_reason: str | None = None


class Goal(Struct, frozen=True):
    """A goal as its rules need it."""

    id: UUID
    version: int
    agreement: UUID
    number: str
    kind: Kind
    start: date
    title: str
    aliases: tuple[str, ...]
    responsible: tuple[tuple[date, str], ...]
    deadlines: tuple[tuple[date, str], ...] = ()
    withdrawn: date | None = None
    said: tuple[Said, ...] = ()

    def responsible_on(self, day: date) -> str:
        """Who answers for the goal on a day, as the column *Tovholder* writes it."""
        return _holding(self.responsible, day)

    def deadline_on(self, day: date) -> str:
        """The goal's deadline on a day, as the column *Tid* writes it."""
        return _holding(self.deadlines, day) if self.deadlines else ""

    def in_force(self, column: Literal["fulfilment", "delay_reason"], day: date) -> str:
        """What that column of Bilag 1 holds on a day: the rule of `domain.facts`, for one goal."""
        standing = (one for one in self.said if not one.retracted and one.effective <= day)
        stated = [one for one in standing if getattr(one, column) is not None]
        last = max(stated, key=lambda one: (one.effective, one.version), default=None)
        return getattr(last, column) if last is not None else ""

    def fact(self, version: int) -> Said | None:
        """The report or confirmation at that version, if it still stands."""
        return next((s for s in self.said if s.version == version and not s.retracted), None)


def _holding(entries: tuple[tuple[date, str], ...], day: date) -> str:
    """The last entry, by day and then as told, that is not after the day; else the first."""
    return max(
        (entry for entry in enumerate(entries) if entry[1][0] <= day),
        key=lambda entry: (entry[1][0], entry[0]),
        default=(0, entries[0]),
    )[1][1]


def evolve(goal_id: UUID, state: Goal | None, event: e.GoalEvent) -> Goal:
    """The goal after one more event of its stream."""
    if isinstance(event, e.GoalRegistered):
        answering = ((event.effective, event.responsible),)
        return Goal(goal_id, 1, event.agreement, event.number, event.kind, event.effective,
                    event.title, event.aliases, answering,
                    ((event.effective, event.deadline),))  # fmt: skip
    if state is None:
        raise no.UnknownGoal
    return replace(state, version=state.version + 1, **_change(state, event))


def _change(goal: Goal, event: e.GoalEvent) -> dict[str, Any]:
    version = goal.version + 1
    match event:
        case e.GoalBackdated(effective, deadline=deadline, responsible=responsible):
            return {
                "start": effective,
                "responsible": (*goal.responsible, (effective, responsible)),
                "deadlines": (*goal.deadlines, (effective, deadline)),
            }
        case e.GoalTitled(title):
            return {"title": title}
        case e.GoalAliasAdded(alias):
            return {"aliases": (*goal.aliases, alias)}
        case e.GoalAliasRemoved(alias):
            return {"aliases": tuple(old for old in goal.aliases if old != alias)}
        case e.GoalResponsibleChanged(effective, _, responsible):
            return {"responsible": (*goal.responsible, (effective, responsible))}
        case e.GoalDeadlineMoved(effective, _, deadline):
            return {"deadlines": (*goal.deadlines, (effective, deadline))}
        case e.GoalWithdrawn(effective):
            return {"withdrawn": min(effective, goal.withdrawn or effective)}
        case e.GoalStatusReported(effective, text, fulfilment, delay):
            said = Said(version, effective, bool(text), None, False, fulfilment, delay)
            return {"said": (*goal.said, said)}
        case e.GoalConfirmedUnchanged(effective, quarter):
            return {"said": (*goal.said, Said(version, effective, False, quarter))}
        case e.GoalFactCorrected(_, corrects, _, text, fulfilment, delay):
            told = {"text": None if text is None else bool(text), "fulfilment": fulfilment,
                    "delay_reason": delay}  # fmt: skip
            stated = {name: value for name, value in told.items() if value is not None}
            return {"said": _with(goal.said, corrects, **stated)}
        case e.GoalFactRetracted(_, corrects):
            return {"said": _with(goal.said, corrects, retracted=True)}
        case _:
            return {}


def _with(said: tuple[Said, ...], version: int, **change: Any) -> tuple[Said, ...]:
    return tuple(replace(one, **change) if one.version == version else one for one in said)
