"""What an older document must not change: the next quarter that was reported.

A statement holds until a later one. So what a document states of its quarter would be carried into
a later quarter whose own document says otherwise, or has an empty cell that nobody needed to state
as long as nothing was in force. That quarter then states once more what it said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from uuid import UUID

from domain import commands as c
from domain import facts
from domain.agreements import Agreement
from domain.facts import Fact, InForce
from domain.quarters import Quarter
from domain.recording import Filed
from domain.rules import COLUMNS
from projections.bilag1 import Picture
from projections.questions import Questions

Stated = list[tuple[Fact, int]]
"""What a document states of a field, each with its place in the document's order."""


class Later(NamedTuple):
    """The first quarter after a document's in which a goal was reported on, and the goal in it."""

    quarter: Quarter
    picture: Picture


def later_reports(
    questions: Questions, agreement: Agreement, quarter: Quarter, position: int
) -> dict[UUID, Later]:
    """For each goal, the first later quarter in which it was reported on, as known at a position.

    A text alone is no report: a document gives it for the quarter before its own as well, and says
    nothing of that quarter's other columns.
    """
    found: dict[UUID, Later] = {}
    last = questions.last_reported_quarter(agreement)
    while last is not None and quarter < last:
        quarter = quarter.next()
        for one in questions.pictures(agreement.id, quarter, position):
            told = (name for name, said in one.now.items() if said.effective in quarter)
            if one.confirmed(quarter) or not {"status", "text"}.issuperset(told):
                found.setdefault(agreement.goal_id(one.number), Later(quarter, one))
    return found


def kept(
    goal: UUID, filed: Iterable[Filed], document: Quarter, later: Later
) -> Iterator[c.GoalCommand]:
    """What lets the later quarter say of the goal what it said before these events, which are what
    the document leads to."""
    if "withdrawn" in later.picture.own:
        return
    stated: dict[str, Stated] = defaultdict(list)
    for n, one in enumerate(filed):
        for fact in facts.of(one.event, one.originator_version):
            stated[fact.field].append((fact, n))
    now, own = later.picture.now, later.picture.own
    told = {name: _said(now.get(name)) for name in COLUMNS
            if _carried(stated[name], now.get(name), document)}  # fmt: skip
    if later.picture.confirmed(later.quarter):
        told.pop("text", None)
    if told:
        day = min(said.effective for said in now.values() if said.effective in later.quarter)
        yield c.ReportStatus(goal, day, **told)
    was = {name: own[name].value for name in facts.DEFINITION
           if _carried(stated[name], own[name], document)}  # fmt: skip
    yield from _defined(goal, document, later, was)


def _carried(stated: Stated, found: InForce | None, document: Quarter) -> bool:
    """Whether what the document states would take the place of what was found in the later quarter,
    which says nothing of it itself."""
    if not stated:
        return False
    new = facts.in_force(stated, document.last_day)
    since = new.effective if new else max(fact.effective for fact, _ in stated)
    differs = _said(new) != _said(found)
    return differs and (found is None or found.effective <= min(since, document.last_day))


def _said(found: InForce | None) -> str:
    return found.value if found else ""


def _defined(
    goal: UUID, document: Quarter, later: Later, was: Mapping[str, str]
) -> Iterator[c.GoalCommand]:
    day = later.quarter.first_day
    reason = f"Fra {later.quarter.danish} som før Bilag 1 for {document.danish} blev taget ind"
    words = {name: was[name] for name in ("wording", "theme", "content") if name in was}
    if words:
        yield c.RewordGoal(goal, day, reason, **words)
    if "deadline" in was:
        yield c.MoveDeadline(goal, day, reason, was["deadline"])
    if "responsible" in was:
        yield c.ChangeResponsible(goal, day, reason, was["responsible"])
