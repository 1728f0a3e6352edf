"""What bears a goal's reported fulfilment out: a decision, an approved deliverable, a measurement.

`KINDS` says which events are evidence, of which kind, and for which goals. None of these events is
recorded yet; each gets a line when it is, and the report on integrity then counts it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple
from uuid import UUID

from domain.codec import OLD_SHAPES
from domain.events import TOPICS, Event
from projections.views import Recorded

Kind = Literal["decision", "deliverable", "measurement"]

Kinds = Mapping[type[Event], tuple[Kind, Callable[[Recorded], Iterable[UUID]]]]
"""The events that are evidence: their kind, and the goals that they speak for."""

KINDS: Kinds = {}


class Evidence(NamedTuple):
    """A piece of evidence: its kind, and the position that it stands at."""

    kind: Kind
    position: int


def evidence(recorded: Iterable[Recorded], kinds: Kinds = KINDS) -> dict[UUID, list[Evidence]]:
    """The evidence among these events, by goal, in their order."""
    found: dict[UUID, list[Evidence]] = defaultdict(list)
    for one in recorded:
        if type(one.event) in kinds:
            kind, goals = kinds[type(one.event)]
            for goal in goals(one):
                found[goal].append(Evidence(kind, one.position))
    return dict(found)


def topics(kinds: Kinds = KINDS) -> list[str]:
    """The topics, of today and of earlier versions, that hold evidence."""
    today = {topic for topic, shape in TOPICS.items() if shape in kinds}
    return sorted(today | {old for old, shape in OLD_SHAPES.items() if shape.topic in today})
