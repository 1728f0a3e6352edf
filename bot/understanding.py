"""Which goal a member means: never a guess that could become a wrong write.

A reading (`bot.language`) counts when its name leads to one goal by number, title, alias or stem.
The reading whose name is exactly a goal's wins. Where several goals are left, the member is asked;
where none is, names that look alike are told, and nothing can be pressed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeGuard
from uuid import UUID

from bot.desk import Desk
from bot.doubts import doubt
from bot.language import readings
from bot.meanings import Ask, History, NotUnderstood, Report, Unchanged, Words
from bot.partnership_language import OfHomes
from projections import lookup
from projections.goals_by_name import GoalRef

About = Report | Unchanged | Ask | History

_AND = re.compile(r"^\s*(?:og|samt|men|mens)\s+", re.IGNORECASE)
_ALIKE = re.compile(
    r"(?P<before>(?:det\s+samme(?:\s+gælder)?(?:\s+for)?|ligeledes|ligesom|også|heller\s+ikke)\s+)?"
    r"(?P<goal>.+?)"
    r"(?P<after>\s+(?:er\s+)?(?:også|ligeså|ligeledes|ikke|heller\s+ikke|det\s+samme))?[.!\s]*",
    re.IGNORECASE,
)
"""Another goal of which the same is said, or not: «det samme gælder Støj», «Støj også»."""
MOST_READINGS = 12
MOST_PARTS = 40
LONGEST_NAME = 300
"""Letters that a goal's name may have; what is longer is not looked up."""


@dataclass(frozen=True, slots=True)
class Meant:
    """One goal, and what is said about it."""

    words: About
    ref: GoalRef


@dataclass(frozen=True, slots=True)
class Several:
    """More than one goal that may be meant; ``alike``: the same is said of each of them."""

    words: About
    refs: tuple[GoalRef, ...]
    alike: bool


@dataclass(frozen=True, slots=True)
class Nobody:
    """No goal has that name."""

    name: str


def understand(desk: Desk, said: str) -> Words | Meant | Several | Nobody:
    """What the member means: a goal with what is said about it, or words about no goal."""
    ways = list(islice(readings(said, _scale(desk)), MOST_READINGS))
    first = ways[0]
    hits = _hits(desk, [words for words in ways if isinstance(words, About)])
    if hits and isinstance(first, OfHomes) and desk.agreement.organised.building is None:
        first = hits[0][0]
    if not isinstance(first, About | NotUnderstood):
        return first
    exact = [hit for hit in hits if _exactly(hit)]
    for some in (exact, hits):
        refs = {ref.id: ref for _, found in some for ref in found}
        if refs and (more := _of_another(desk, said, some[0][0], refs)):
            return NotUnderstood("two-goals", more)
        doubts = [_doubt(desk, words) for words, _ in some]
        if refs and doubts[0] and (len(refs) == 1 or all(doubts)):
            return doubts[0]
        if len(refs) == 1:
            return Meant(some[0][0], some[0][1][0])
        if refs:
            statements = {replace(words, goal_words="") for words, _ in some}
            return Several(some[0][0], tuple(refs.values()), len(statements) == 1)
    return first if isinstance(first, NotUnderstood) else Nobody(first.goal_words)


def _doubt(desk: Desk, words: About) -> NotUnderstood | None:
    return doubt(words, _scale(desk)) if isinstance(words, Report) else None


def _of_another(desk: Desk, said: str, words: About, refs: Mapping[UUID, GoalRef]) -> str:
    """What a report's text, or a later line, states of another goal: not to be taken as text."""
    if not isinstance(words, Report) or not words.text:
        return ""
    lines = said.splitlines()[1:]
    later = re.split(r"[.;,]\s+", words.text, maxsplit=MOST_PARTS)[1:]
    for n, part in enumerate((words.text, *lines, *later)):
        more = _AND.sub("", part.strip("()"))
        ways = islice(readings(more, _scale(desk)), MOST_READINGS)
        stated: list[About] = [
            one for one in ways
            if isinstance(one, Unchanged) or _has_step(one)
            or (n and isinstance(one, Report))
        ]  # fmt: skip
        hits = [hit for hit in _hits(desk, stated) if n <= len(lines) or _exactly(hit)]
        alike = _ALIKE.fullmatch(more)
        if alike and (not n or alike["before"] or alike["after"]):
            hits += [hit for hit in _hits(desk, [Ask(alike["goal"])]) if _exactly(hit)]
        if any(ref.id not in refs for _, found in hits for ref in found):
            return " ".join(more.split())[:100]
    return ""


def _has_step(words: Words) -> TypeGuard[Report]:
    return isinstance(words, Report) and words.fulfilment is not None


def about(desk: Desk, said: str, ref: GoalRef) -> About | NotUnderstood | None:
    """What was said about a goal that the member has chosen since; None where nothing was."""
    ways = islice(readings(said, _scale(desk)), MOST_READINGS)
    hits = _hits(desk, [words for words in ways if isinstance(words, About)])
    chosen = [hit for hit in hits if ref.id in {one.id for one in hit[1]}]
    exact = [hit for hit in chosen if _exactly(hit)]
    words = next((words for words, _ in (*exact, *chosen)), None)
    return (_doubt(desk, words) or words) if words else None


def _scale(desk: Desk) -> list[str]:
    return [step.label for step in desk.agreement.scale]


def _hits(desk: Desk, ways: Sequence[About]) -> list[tuple[About, list[GoalRef]]]:
    """The readings whose names lead to goals."""
    named = (words for words in ways if len(words.goal_words) <= LONGEST_NAME)
    found = (
        (words, desk.questions.goals_named(desk.agreement.id, words.goal_words)) for words in named
    )
    return [(words, refs) for words, refs in found if refs]


def _exactly(hit: tuple[About, list[GoalRef]]) -> bool:
    words, refs = hit
    return all(lookup.is_called(ref, words.goal_words) for ref in refs)
