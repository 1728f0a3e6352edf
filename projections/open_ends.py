"""What was decided and has led to nothing, as of a day, and whose it is to go on with. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain import facts
from domain.rules import answers_for
from projections import tracing
from projections.happenings import Statements, Subject
from projections.homes import Stage
from projections.partnership import DecisionMade, Partnership, StepTaken
from projections.tracing import Ground, claims, targets


class Unfulfilled(NamedTuple):
    """A decision approved something (``subject``), and nothing came of that."""

    decision: DecisionMade
    subject: Subject


@dataclass(frozen=True, slots=True)
class OpenEnds:
    """What was decided and has led to nothing, by the day of the decisions.

    ``without_follow_up`` ask for something, but of nobody by any day, and nothing came of them;
    ``overdue`` should have been followed up before the day; ``without_effect`` approved something
    that did not change.
    """

    without_follow_up: tuple[DecisionMade, ...] = ()
    overdue: tuple[DecisionMade, ...] = ()
    without_effect: tuple[Unfulfilled, ...] = ()

    def __bool__(self) -> bool:
        return any(self.counts().values())

    def counts(self) -> dict[str, int]:
        """How many there are of each, by the names of the fields."""
        return {
            "without_follow_up": len(self.without_follow_up),
            "overdue": len(self.overdue),
            "without_effect": len(self.without_effect),
        }


def open_ends(told: Partnership, statements: Statements, as_of: date) -> OpenEnds:
    """What was decided up to a day and had led to nothing by then."""
    known = tracing.ground(told, statements, as_of)
    standing = [one for one in known.decisions if not one.superseded_by]
    led_on = {target for one in known.decisions for target in targets(one, "decision")}
    asking = [one for one in standing if _asks(one) and one.due is None and one.done is None]
    return OpenEnds(
        tuple(
            one for one in asking
            if one.name not in led_on and not any(claims(one, then) for then in known.happened)
        ),
        tuple(one for one in standing if one.overdue(as_of)),
        tuple(Unfulfilled(one, subject) for one in standing if one.kind == "approved"
              for subject in _unfulfilled(known, one)),
    )  # fmt: skip


def _asks(one: DecisionMade) -> bool:
    """Whether a decision asks for something; taking note and ending the agreement do not, and what
    an approval leads to is told apart."""
    return one.responsible is not None or one.kind in ("assigned", "prioritised", "other")


def _unfulfilled(known: Ground, one: DecisionMade) -> Iterator[Subject]:
    """What the decision approved and what did not come of it."""
    for code in targets(one, "deliverable"):
        later = (then.told for then in known.happened
                 if then.target == code and then.position > one.position)  # fmt: skip
        if not any(isinstance(step, StepTaken) and step.what in ("approve", "withdraw")
                   for step in later):  # fmt: skip
            yield Subject("deliverable", code)
    others = [*(Subject("goal", number) for number in targets(one, "goal")),
              *(Subject("project", code) for code in targets(one, "project"))]  # fmt: skip
    for subject in others:
        came = [then.told for then in known.happened
                if then.subject == subject and claims(one, then)]  # fmt: skip
        if all(isinstance(told, Stage) and told.step.what == "set-back" for told in came):
            yield subject


@dataclass(frozen=True, slots=True)
class Answering:
    """What was open on a day, and who answers for it: the unit that a decision names, or else
    whoever answers for what it is about, or sits in the forum that took it."""

    told: Partnership
    statements: Statements
    as_of: date
    ends: OpenEnds

    def of(self, member: UUID, unit: str) -> OpenEnds:
        """What is open and the member's: their unit answers for it, or they sit where it lies."""

        def mine(one: DecisionMade, subject: Subject | None = None) -> bool:
            if one.responsible is not None:
                return answers_for(self.told.agreement, unit, one.responsible)
            if subject is not None and subject.kind == "goal":
                said = self.statements.get(subject.name, {}).get("responsible", ())
                found = facts.in_force(said, self.as_of)
                return found is not None and answers_for(self.told.agreement, unit, found.value)
            forum = self._forum(subject) or one.forum
            return any(seat.member == member for seat in self.told.composition(forum, self.as_of))

        return OpenEnds(
            tuple(one for one in self.ends.without_follow_up if mine(one)),
            tuple(one for one in self.ends.overdue if mine(one)),
            tuple(one for one in self.ends.without_effect if mine(one.decision, one.subject)),
        )

    def _forum(self, subject: Subject | None) -> str:
        """The forum that answers for a deliverable or project; empty where there is no such."""
        if subject is None:
            return ""
        if subject.kind == "deliverable":
            found = (one.forum for one in self.told.deliverables if one.code == subject.name)
            return next(found, "")
        homes = self.told.agreement.organised.building
        committees = (one.code for one in self.told.set_up
                      if one.project == subject.name and one.effective <= self.as_of)  # fmt: skip
        return next(committees, homes.forum if homes is not None else "")
