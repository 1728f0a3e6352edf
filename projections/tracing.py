"""From decision to effect and back, as of a day, as known at a position.

A decision refers to deliverables, goals and earlier decisions. What came of it is what was recorded
in its name (an approval, an order of priority, the lapse, a report that names it) and what happened
afterwards to a thing that it is about. Pure: made of a `Partnership` and of what was stated of the
goals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

from domain import facts
from domain.facts import Fact
from projections.partnership import DecisionMade, Partnership, StepTaken

Kind = Literal["decision", "deliverable", "goal"]
What = Literal["step", "status", "order", "lapse"]
Statements = Mapping[str, Mapping[str, Sequence[tuple[Fact, int]]]]
"""Of each goal by its number: what was stated of each of its fields, with the positions."""


class Subject(NamedTuple):
    """What is traced: a decision by its name, a deliverable by its code, a goal by its number."""

    kind: Kind
    name: str


class Change(NamedTuple):
    """A goal's fulfilment before and after a report, empty where unknown; and what it said."""

    was: str
    now: str
    text: str


class Happened(NamedTuple):
    """Something that was recorded of a deliverable, a goal or the agreement (``target``).

    ``names`` are the decisions that it states itself; ``change`` is given for a goal, ``step`` for
    a deliverable.
    """

    day: date
    position: int
    what: What
    target: str
    names: tuple[str, ...] = ()
    step: StepTaken | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Traced:
    """A decision as it stood on the day, with what came of it in the order of days."""

    decision: DecisionMade
    effects: tuple[Happened, ...] = ()

    @property
    def day(self) -> date:
        """The day of its meeting."""
        return self.decision.day

    @property
    def position(self) -> int:
        """Where it is recorded."""
        return self.decision.position


@dataclass(frozen=True, slots=True)
class Trace:
    """The way to and from a subject: decisions with their effects, and what happened to it that no
    decision asked for, in the order of days."""

    subject: Subject
    as_of: date
    known_at: int
    entries: tuple[Traced | Happened, ...]


class Unfulfilled(NamedTuple):
    """A decision approved something (``target``), and nothing came of that."""

    decision: DecisionMade
    target: str


@dataclass(frozen=True, slots=True)
class OpenEnds:
    """What was decided and has led to nothing, by the day of the decisions.

    ``without_follow_up`` ask for something, but of nobody by any day, and nothing came of them;
    ``overdue`` should have been followed up before the day; ``without_effect`` approved something
    that did not change.
    """

    without_follow_up: tuple[DecisionMade, ...]
    overdue: tuple[DecisionMade, ...]
    without_effect: tuple[Unfulfilled, ...]

    def __bool__(self) -> bool:
        return any(self.counts().values())

    def counts(self) -> dict[str, int]:
        """How many there are of each, by the names of the fields."""
        return {
            "without_follow_up": len(self.without_follow_up),
            "overdue": len(self.overdue),
            "without_effect": len(self.without_effect),
        }


def trace(told: Partnership, statements: Statements, subject: Subject, as_of: date) -> Trace:
    """The way to and from a subject. It is empty where nothing is known of the subject then."""
    ground = _Ground.of(told, statements, as_of)
    found = {one.name: one for one in ground.around(subject)}
    effects: dict[str, list[Happened]] = {name: [] for name in found}
    own: list[Happened] = []
    for one in ground.happened:
        claimed = [decision for decision in found.values() if claims(decision, one)]
        if claimed:
            named = [decision for decision in claimed if decision.name in one.names]
            by = max(named or claimed, key=lambda decision: (decision.day, decision.position))
            effects[by.name].append(one)
        elif (_kind_of(one), one.target) == subject:
            own.append(one)
    decisions = [Traced(one, tuple(effects[one.name])) for one in found.values()]
    entries: list[Traced | Happened] = [*decisions, *own]
    entries.sort(key=lambda one: (one.day, one.position))
    return Trace(subject, as_of, told.known_at, tuple(entries))


def open_ends(told: Partnership, statements: Statements, as_of: date) -> OpenEnds:
    """What was decided up to a day and had led to nothing by then."""
    ground = _Ground.of(told, statements, as_of)
    standing = [one for one in ground.decisions if not one.superseded_by]
    led_on = {target for one in ground.decisions for target in _about(one, "decision")}
    asking = [one for one in standing if _asks(one) and one.due is None and one.done is None]
    return OpenEnds(
        tuple(
            one for one in asking
            if one.name not in led_on and not any(claims(one, then) for then in ground.happened)
        ),
        tuple(one for one in standing if one.overdue(as_of)),
        tuple(ground.unfulfilled(standing)),
    )  # fmt: skip


def claims(decision: DecisionMade, one: Happened) -> bool:
    """Whether something came of a decision: it names it, or happened afterwards to what the
    decision is about. Of taking note, and of approving a version, comes only what names it."""
    if decision.name in one.names or decision.kind == "noted":
        return decision.name in one.names
    later = one.position > decision.position and one.day >= decision.day
    if one.what == "step":
        about = (t.target for t in decision.about if not t.sha256)
        return later and not one.names and f"deliverable:{one.target}" in about
    changed = one.change is not None and one.change.was != one.change.now
    return changed and later and one.target in _about(decision, "goal")


@dataclass(slots=True)
class _Ground:
    """What was decided and what happened up to a day."""

    decisions: list[DecisionMade]
    happened: list[Happened] = field(default_factory=list)

    @classmethod
    def of(cls, told: Partnership, statements: Statements, as_of: date) -> _Ground:
        made = {one.name: one for one in told.decisions() if one.day <= as_of}
        ground = cls([_on(one, made, as_of) for one in made.values()])
        ground.happened = sorted(
            [*_steps(told, as_of), *_ended(told, as_of),
             *_changes(statements, as_of, tuple(made))],
            key=lambda one: (one.day, one.position),
        )  # fmt: skip
        return ground

    def around(self, subject: Subject) -> list[DecisionMade]:
        """The decisions on the way to and from a subject, in their order."""
        if subject.kind == "decision":
            reached = {subject.name}
        else:
            target = f"{subject.kind}:{subject.name}"
            reached = {one.name for one in self.decisions
                       if any(target == about.target for about in one.about)}  # fmt: skip
            reached |= {name for one in self.happened for name in one.names
                        if (_kind_of(one), one.target) == subject}  # fmt: skip
        links = list(_links(self.decisions))
        forward = _closure(reached, links)
        back = _closure(reached, [(later, earlier) for earlier, later in links])
        return [one for one in self.decisions if one.name in forward | back]

    def unfulfilled(self, standing: Iterable[DecisionMade]) -> Iterator[Unfulfilled]:
        """What the decisions approved and what did not come of it."""
        for one in standing:
            if one.kind != "approved":
                continue
            for code in _about(one, "deliverable"):
                if not any(self._settled(one, code)):
                    yield Unfulfilled(one, code)
            for number in _about(one, "goal"):
                goal = ("status", number)
                changed = (then for then in self.happened if (then.what, then.target) == goal)
                if not any(claims(one, then) for then in changed):
                    yield Unfulfilled(one, number)

    def _settled(self, decision: DecisionMade, code: str) -> Iterator[bool]:
        """Whether each later step ended the deliverable's way, by this decision or a later one."""
        for one in self.happened:
            if one.target == code and one.step is not None and one.position > decision.position:
                yield one.step.what in ("approve", "withdraw")


def _on(one: DecisionMade, made: Mapping[str, DecisionMade], as_of: date) -> DecisionMade:
    """The decision as it stood on a day."""
    later = one.done is not None and one.done > as_of
    return replace(
        one,
        superseded_by=one.superseded_by if one.superseded_by in made else "",
        done=None if later else one.done,
        done_text="" if later else one.done_text,
    )


def _asks(one: DecisionMade) -> bool:
    """Whether a decision asks for something; taking note and ending the agreement do not, and what
    an approval leads to is told apart."""
    return one.responsible is not None or one.kind in ("assigned", "prioritised", "other")


def _about(one: DecisionMade, kind: Kind) -> list[str]:
    """The names of what a decision is about, of one kind."""
    found = (about.target.partition(":") for about in one.about)
    return [name for what, _, name in found if what == kind]


def _links(decisions: Iterable[DecisionMade]) -> Iterator[tuple[str, str]]:
    """Each decision that another refers to or takes the place of, with that later one."""
    for one in decisions:
        yield from ((earlier, one.name) for earlier in _about(one, "decision"))
        if one.superseded_by:
            yield one.name, one.superseded_by


def _kind_of(one: Happened) -> Kind:
    return "goal" if one.what == "status" else "deliverable"


def _closure(start: set[str], links: list[tuple[str, str]]) -> set[str]:
    """All that is reached from the start by following the links."""
    found, fresh = set(start), set(start)
    while fresh:
        fresh = {to for come, to in links if come in fresh} - found
        found |= fresh
    return found


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


def _changes(statements: Statements, as_of: date, made: Iterable[str]) -> Iterator[Happened]:
    """The reports that changed a goal's fulfilment, or name a decision in their text."""
    patterns = [(name, re.compile(rf"(?<![\w-]){re.escape(name)}(?!\w)", re.IGNORECASE))
                for name in made]  # fmt: skip
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
            names = tuple(name for name, pattern in patterns if pattern.search(text))
            if was != now or names:
                change = Change(was, now, text)
                yield Happened(day, position, "status", number, names, change=change)
