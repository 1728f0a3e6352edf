"""The bridge («Broen»): every cell that differs between two Bilag 1, with its class and its events.

Old report + bridge = new report, and no change is without an event; `projections.causes` defines
the classes and says why. Goals that came, went or were given up are shown, never dropped.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from domain.quarters import Quarter
from projections.bilag1 import Basis, Bilag1, Row
from projections.causes import (
    CLASSES,
    Change,
    Class,
    Events,
    Explainer,
    Pair,
    differing,
)
from projections.evidence import goals_of
from projections.partnership import Partnership
from projections.views import Recorded

Edit = tuple[Literal["same", "gone", "new"], str]
"""A piece of text that stands in both texts, in the old one only, or in the new one only."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a bridge: a quarter, and what was known of it."""

    quarter: Quarter
    basis: Basis


@dataclass(frozen=True, slots=True)
class Bridge:
    """All that differs. ``agreement`` is its title.

    ``who`` and ``decisions`` tell who recorded the event at a position, and which decisions about
    its goal stand behind it, where there are any (`decided`). ``added`` and ``gone`` are goals that
    stand in one report only (``gone``: only in the old one), ``withdrawn`` those that the parties
    gave up in between.
    """

    agreement: str
    old: End
    new: End
    changes: tuple[Change, ...]
    added: tuple[Row, ...]
    gone: tuple[Row, ...]
    withdrawn: tuple[Row, ...]
    who: Mapping[int, str] = field(default_factory=dict)
    decisions: Mapping[int, str] = field(default_factory=dict)

    def of(self, change: Change, told: Mapping[int, str]) -> list[str]:
        """What is told of the events behind a change, each once, in their order."""
        found = (told[position] for position in change.positions if position in told)
        return list(dict.fromkeys(found))

    @property
    def unexplained(self) -> tuple[Change, ...]:
        """The changes without an event; there are none."""
        return tuple(change for change in self.changes if not change.positions)

    def counts(self) -> dict[Class, int]:
        """How many changes there are of each class."""
        kinds = [change.kind for change in self.changes]
        return {name: kinds.count(name) for name in CLASSES}


def bridge(
    old: Bilag1, new: Bilag1, pool: Iterable[Recorded], seals: Mapping[str, int],
    whole: Events | None = None, pairs: Sequence[Pair] | None = None,
) -> Bridge:  # fmt: skip
    """The bridge from one report to another of the same agreement.

    ``pool`` are events of its goals: all, or at least those that `bridge_questions` asks for;
    ``whole`` then gives all events of a goal, where they are needed. ``seals`` is the first sealed
    position of each quarter that was sealed. ``pairs`` are those that `differing` finds, where they
    were found before.
    """
    pairs = differing(old, new) if pairs is None else pairs
    explainer = Explainer(old, new, _by_stream(pool), seals, whole)
    return Bridge(
        new.agreement.title,
        End(old.quarter, old.basis),
        End(new.quarter, new.basis),
        tuple(change for pair in pairs for change in explainer.changes(pair)),
        added=tuple(after for before, after, _ in pairs if after and not before),
        gone=tuple(before for before, after, _ in pairs if before and not after),
        withdrawn=tuple(after for before, after, _ in pairs
                        if after and after.withdrawn and not (before and before.withdrawn)),
    )  # fmt: skip


def decided(made: Bridge, told: Partnership) -> dict[int, str]:
    """The decisions that stand behind the changed cells, by the positions of the cells' events.

    Those are the decisions that refer to the cell's goal, of meetings in the time that the bridge
    spans: after the earlier quarter to the end of the later one, or in the quarter where both ends
    have the same. Decisions that were superseded since are among them: they were carried out.
    """
    first, last = sorted((made.old.quarter, made.new.quarter))
    since = last.first_day if first == last else first.next().first_day
    by_goal: dict[str, list[str]] = defaultdict(list)
    for one in told.decisions():
        if since <= one.day <= last.last_day:
            for goal in goals_of(one):
                by_goal[goal].append(one.name)
    return {
        position: ", ".join(by_goal[change.goal])
        for change in made.changes if change.goal in by_goal
        for position in change.positions
    }  # fmt: skip


def word_edits(old: str, new: str) -> list[Edit]:
    """The words of both texts in order: those that stayed, went and came.

    Blanks between two words that changed go with them, so that a new sentence is one edit.

    >>> word_edits("I tre afdelinger", "I fire store afdelinger")
    [('same', 'I '), ('gone', 'tre'), ('new', 'fire store'), ('same', ' afdelinger')]
    """
    one, other = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (old, new))
    edits: list[Edit] = []
    gone = came = ""
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, other, False).get_opcodes():
        was, now = "".join(one[a:b]), "".join(other[c:d])
        if tag != "equal" or (was.isspace() and (gone or came)):
            gone, came = gone + was, came + now
            continue
        edits += _edit(gone, came)
        edits.append(("same", was))
        gone = came = ""
    return edits + _edit(gone, came)


def _edit(gone: str, came: str) -> list[Edit]:
    edits: list[Edit] = [("gone", gone), ("new", came)]
    return [edit for edit in edits if edit[1]]


def _by_stream(pool: Iterable[Recorded]) -> dict[UUID, list[Recorded]]:
    found: dict[UUID, dict[int, Recorded]] = defaultdict(dict)
    for one in pool:
        found[one.originator_id][one.position] = one
    return {goal: [said[at] for at in sorted(said)] for goal, said in found.items()}
