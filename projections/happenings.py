"""What happened to the deliverables, goals and building projects of a partnership up to a day.

Each is told with the decisions that it states itself: by its field for one, or named in its text.
Pure: made of a `Partnership` and of what was stated of the goals.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from domain import facts
from domain.facts import Fact
from projections.homes import Stage
from projections.partnership import Partnership, SetUp, StepTaken

Kind = Literal["decision", "deliverable", "goal", "project"]
What = Literal["step", "status", "project", "set-up", "order", "lapse"]
Statements = Mapping[str, Mapping[str, Sequence[tuple[Fact, int]]]]
"""Of each goal by its number: what was stated of each of its fields, with the positions."""

_NAMED = re.compile(r"(?<![\w-])[a-zæøå][a-zæøå0-9-]*-[0-9]+/[0-9]+(?!\w)", re.IGNORECASE)
"""A decision in running text: its meeting, and its number."""

_KINDS: Mapping[What, Kind] = {
    "step": "deliverable", "status": "goal", "project": "project", "set-up": "project",
}  # fmt: skip
"""Of which kind that is to which something happened; orders and the lapse happen to them all."""


class Subject(NamedTuple):
    """A decision by its name, a deliverable or project by its code, a goal by its number."""

    kind: Kind
    name: str


class Change(NamedTuple):
    """A goal's fulfilment before and after a report, empty where unknown; and what it said."""

    was: str
    now: str
    text: str


class Happened(NamedTuple):
    """Something that was recorded of a deliverable, goal, project or the agreement (``target``).

    ``names`` are the decisions that it states itself; ``told`` is what it was, None for an order
    of priority and the lapse.
    """

    day: date
    position: int
    what: What
    target: str
    names: tuple[str, ...] = ()
    told: StepTaken | Change | Stage | SetUp | None = None

    @property
    def subject(self) -> Subject | None:
        """To what it happened; None for all of them."""
        kind = _KINDS.get(self.what)
        return Subject(kind, self.target) if kind is not None else None

    @property
    def text(self) -> str:
        """What was said of it, or why it was done; empty where nothing."""
        match self.told:
            case StepTaken() | Change():
                return self.told.text
            case Stage(step):
                return step.text
        return ""


def happened(
    told: Partnership, statements: Statements, as_of: date, made: Collection[str]
) -> list[Happened]:
    """All that happened up to a day, in the order of days; ``made`` are the decisions by then."""
    found = [*_steps(told, as_of), *_ended(told, as_of), *_changes(statements, as_of, made),
             *_built(told, as_of, made)]  # fmt: skip
    return sorted(found, key=lambda one: (one.day, one.position))


def _steps(told: Partnership, as_of: date) -> Iterator[Happened]:
    for one in told.deliverables:
        for step in one.steps:
            if step.effective <= as_of:
                names = (step.decision,) if step.decision else ()
                yield Happened(step.effective, step.position, "step", one.code, names, step)


def _ended(told: Partnership, as_of: date) -> Iterator[Happened]:
    """What changed the agreement itself: new orders of priority, and the lapse."""
    for one in told.prioritised:
        if one.effective <= as_of:
            yield Happened(one.effective, one.position, "order", "", (one.decision,))
    end = told.lapsed
    if end is not None and end.effective <= as_of:
        yield Happened(end.effective, end.position, "lapse", "", (end.decision,))


def _built(told: Partnership, as_of: date, made: Collection[str]) -> Iterator[Happened]:
    """The steps of the building projects, and the forums that were set up for them."""
    homes = told.agreement.organised.building
    stages = ((one.code, stage) for one in told.projects if homes is not None
              for stage in one.stages(homes, as_of))  # fmt: skip
    for code, stage in stages:
        step = stage.step
        named = [step.decision] if step.decision else []
        names = tuple(dict.fromkeys([*named, *_named(step.text, made)]))
        yield Happened(step.effective, step.position, "project", code, names, stage)
    for forum in told.set_up:
        if forum.effective <= as_of:
            yield Happened(forum.effective, forum.position, "set-up", forum.project, (), forum)


def _changes(statements: Statements, as_of: date, made: Collection[str]) -> Iterator[Happened]:
    """The reports that changed a goal's fulfilment, or name a decision in their text."""
    for number, said in statements.items():
        reported = facts.standing(said.get("fulfilment", ()), as_of)
        before = ("", *(one.value for one in reported))
        told = {one.position: (was, one.value)
                for was, one in zip(before, reported, strict=False)}  # fmt: skip
        said_then = facts.standing(said.get("text", ()), as_of)
        texts = {one.position: one.value for one in said_then}
        for position, day in {
            one.position: one.effective for one in (*reported, *said_then)
        }.items():
            text, (was, now) = texts.get(position, ""), told.get(position, ("", ""))
            names = tuple(_named(text, made))
            if was != now or names:
                yield Happened(day, position, "status", number, names, Change(was, now, text))


def _named(text: str, made: Collection[str]) -> list[str]:
    """The decisions that a text names, in its order."""
    return [name for name in map(str.lower, _NAMED.findall(text)) if name in made]
