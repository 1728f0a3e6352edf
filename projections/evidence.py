"""What bears a goal's reported fulfilment out («belæg»), as known, for days up to one.

- *decision*: a meeting's decision that refers to the goal, and that none has superseded;
- *deliverable*: one that is approved now, where such a decision names it together with the goal;
- *measurement*: the last one of an indicator of the goal, for a day within the agreement's time.
  One on the wrong side of the target is evidence that shows nothing: see `Evidence.shows`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from projections.indicators import Series
from projections.partnership import DecisionMade, DeliverableTold, Partnership

Kind = Literal["decision", "deliverable", "measurement"]


class Evidence(NamedTuple):
    """A piece of evidence: its kind, the position that it stands at, and whether it shows that the
    goal is reached."""

    kind: Kind
    position: int
    shows: bool = True


def evidence(
    told: Partnership, measured: Iterable[Series], as_of: date
) -> dict[str, list[Evidence]]:
    """The evidence by the goals' numbers, in the order of positions."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    decided = standing(told, as_of)
    for decision in decided:
        for goal in goals_of(decision):
            found[goal].append(Evidence("decision", decision.position))
    for one in told.deliverables:
        step = one.at(as_of)
        if step.what == "approve":
            for goal in _spoken_for(one, decided):
                found[goal].append(Evidence("deliverable", step.position))
    for series in measured:
        days = [one for one in series.points if told.agreement.start <= one.effective <= as_of]
        if days:
            last = days[-1]
            shows = last.reached is not False
            found[series.indicator.goal].append(Evidence("measurement", last.position, shows))
    return {goal: sorted(some, key=lambda one: one.position) for goal, some in found.items()}


def standing(told: Partnership, as_of: date) -> list[DecisionMade]:
    """The decisions of meetings up to a day that no other of them supersedes."""
    made = [one for one in told.decisions() if one.day <= as_of]
    names = {one.name for one in made}
    return [one for one in made if one.superseded_by not in names]


def goals_of(decision: DecisionMade) -> Iterator[str]:
    """The numbers of the goals that a decision refers to, each once."""
    return _named(decision, "goal")


def _spoken_for(one: DeliverableTold, decided: Iterable[DecisionMade]) -> dict[str, None]:
    """The goals that are decided on together with the deliverable."""
    naming = (decision for decision in decided if one.code in _named(decision, "deliverable"))
    return dict.fromkeys(goal for decision in naming for goal in goals_of(decision))


def _named(decision: DecisionMade, what: str) -> Iterator[str]:
    told = (one.target.partition(":") for one in decision.about)
    return iter(dict.fromkeys(name for kind, _, name in told if kind == what))
