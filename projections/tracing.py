"""From decision to effect and back, as of a day, as known at a position.

A decision refers to deliverables, goals, building projects and earlier decisions. What came of it
is what was recorded in its name (an approval, an order of priority, the lapse, a status or a
milestone that names it) and what happened afterwards to a thing that it is about. Pure: made of a
`Partnership` and of what was stated of the goals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from projections.happenings import Change, Happened, Kind, Statements, Subject, happened
from projections.partnership import DecisionMade, Partnership


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


@dataclass(frozen=True, slots=True)
class Ground:
    """What was decided and what happened up to a day, in the order of days.

    ``committees`` are the projects of the forums that were set up for one.
    """

    decisions: tuple[DecisionMade, ...]
    happened: tuple[Happened, ...]
    committees: Mapping[str, str]


def ground(told: Partnership, statements: Statements, as_of: date) -> Ground:
    """What was decided and what happened up to a day."""
    made = {one.name: one for one in told.decisions() if one.day <= as_of}
    return Ground(
        tuple(_on(one, made, as_of) for one in made.values()),
        tuple(happened(told, statements, as_of, made)),
        {one.code: one.project for one in told.set_up if one.effective <= as_of},
    )


def trace(told: Partnership, statements: Statements, subject: Subject, as_of: date) -> Trace:
    """The way to and from a subject. It is empty where nothing is known of the subject then."""
    known = ground(told, statements, as_of)
    found = {one.name: one for one in _around(known, subject)}
    effects: dict[str, list[Happened]] = {name: [] for name in found}
    own: list[Happened] = []
    for one in known.happened:
        claimed = [decision for decision in found.values() if claims(decision, one)]
        if claimed:
            named = [decision for decision in claimed if decision.name in one.names]
            by = max(named or claimed, key=lambda decision: (decision.day, decision.position))
            effects[by.name].append(one)
        elif one.subject == subject:
            own.append(one)
    decisions = [Traced(one, tuple(effects[one.name])) for one in found.values()]
    entries: list[Traced | Happened] = [*decisions, *own]
    entries.sort(key=lambda one: (one.day, one.position))
    return Trace(subject, as_of, told.known_at, tuple(entries))


def claims(decision: DecisionMade, one: Happened) -> bool:
    """Whether something came of a decision: it names it, or happened afterwards to what the
    decision is about. Of taking note, and of approving a version, comes only what names it."""
    if decision.name in one.names or decision.kind == "noted":
        return decision.name in one.names
    if one.subject is None or one.position < decision.position or one.day < decision.day:
        return False
    match one.what:
        case "step":
            free = (about.target for about in decision.about if not about.sha256)
            return not one.names and f"deliverable:{one.target}" in free
        case "status":
            changed = isinstance(one.told, Change) and one.told.was != one.told.now
            return changed and one.target in targets(decision, "goal")
        case _:
            return one.target in targets(decision, "project")


def targets(one: DecisionMade, kind: Kind) -> list[str]:
    """The names of what a decision is about, of one kind."""
    found = (about.target.partition(":") for about in one.about)
    return [name for what, _, name in found if what == kind]


def _on(one: DecisionMade, made: Mapping[str, DecisionMade], as_of: date) -> DecisionMade:
    """The decision as it stood on a day."""
    later = one.done is not None and one.done > as_of
    return replace(
        one,
        superseded_by=one.superseded_by if one.superseded_by in made else "",
        done=None if later else one.done,
        done_text="" if later else one.done_text,
    )


def _around(known: Ground, subject: Subject) -> list[DecisionMade]:
    """The decisions on the way to and from a subject, in their order. To a project belongs what
    its own committee decides."""
    if subject.kind == "decision":
        reached = {subject.name}
    else:
        reached = {one.name for one in known.decisions
                   if subject.name in targets(one, subject.kind)}  # fmt: skip
        reached |= {name for one in known.happened for name in one.names
                    if one.subject == subject}  # fmt: skip
    if subject.kind == "project":
        reached |= {one.name for one in known.decisions
                    if known.committees.get(one.forum) == subject.name}  # fmt: skip
    links = list(_links(known.decisions))
    forward = _closure(reached, links)
    back = _closure(reached, [(later, earlier) for earlier, later in links])
    return [one for one in known.decisions if one.name in forward | back]


def _links(decisions: Iterable[DecisionMade]) -> Iterator[tuple[str, str]]:
    """Each decision that another refers to or takes the place of, with that later one."""
    for one in decisions:
        yield from ((earlier, one.name) for earlier in targets(one, "decision"))
        if one.superseded_by:
            yield one.name, one.superseded_by


def _closure(start: set[str], links: list[tuple[str, str]]) -> set[str]:
    """All that is reached from the start by following the links."""
    found, fresh = set(start), set(start)
    while fresh:
        fresh = {to for come, to in links if come in fresh} - found
        found |= fresh
    return found
