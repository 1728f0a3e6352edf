"""Bilag 1 once more, from the exported events alone and straight from the words of DESIGN.md.

It shares no code with `domain.facts` or the views, and knows events only as what an export holds:
position, version in the goal's stream, topic and body. The rules, as chosen for the project:

* Per goal and field, the report with the greatest (effective date, version) that is not after the
  last day of the quarter is in force. A correction takes the place of the report that it corrects,
  column by column; a retracted report is as if it had not been made.
* The column of the quarter Q shows, in this order:
  1. "Uændret", where the greatest (effective, version) among the status texts and confirmations
     that stand and are effective not after the last day of Q lies in Q and is a confirmation;
  2. the text in force at the end of Q, where anything at all that stands was reported with an
     effective date in Q;
  3. the reason of the withdrawal, where the goal was withdrawn;
  4. "Ikke indberettet".
* The column of the quarter before shows the text in force at the end of Q-1.
* A withdrawn goal's fulfilment is the scale's step for that.
* A row is late where a statement in force for Q was recorded after the first position that a seal
  of Q rests on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

COLUMNS = ("text", "fulfilment", "delay_reason", "expected_completion")
LAST_DAYS = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}
FIRST_DAYS = {1: "01-01", 2: "04-01", 3: "07-01", 4: "10-01"}
Place = tuple[str, int]


@dataclass
class OneGoal:
    """A goal as told so far. Days are strings such as ``2017-03-31``, which compare as days do."""

    number: str
    start: str
    reports: dict[int, dict[str, Any]] = field(default_factory=dict)
    confirmed: dict[int, dict[str, Any]] = field(default_factory=dict)
    withdrawn: dict[int, dict[str, Any]] = field(default_factory=dict)

    def take(self, version: int, position: int, topic: str, body: dict[str, Any]) -> None:
        if topic == "goal-status-reported":
            told = {name: (body[name], position) for name in COLUMNS if name in body}
            self.reports[version] = {"day": body["effective"], **told}
        elif topic == "goal-confirmed-unchanged":
            self.confirmed[version] = {"day": body["effective"], "position": position}
        elif topic == "goal-backdated":
            self.start = min(self.start, body["effective"])
        elif topic == "goal-withdrawn":
            self.withdrawn[version] = {"day": body["effective"], "reason": body["reason"]}
        elif topic == "goal-fact-corrected":
            told = {name: (body[name], position) for name in COLUMNS if name in body}
            self.reports[body["corrects"]].update(told)
        elif topic == "goal-fact-retracted":
            self.reports.pop(body["corrects"], None)
            self.confirmed.pop(body["corrects"], None)

    def in_force(self, column: str, day: str) -> tuple[Place, str, int] | None:
        """The place, the value and the position of what is in force on the day."""
        standing = [
            ((one["day"], version), *one[column])
            for version, one in self.reports.items()
            if column in one and one["day"] <= day
        ]
        return max(standing, default=None)

    def withdrawal(self, day: str) -> str | None:
        said = [
            (one["day"], v, one["reason"]) for v, one in self.withdrawn.items() if one["day"] <= day
        ]
        return max(said)[2] if said else None


def goals_of(entries: Iterable[Any], position: int) -> dict[str, OneGoal]:
    """The goals that the events up to a position tell."""
    goals: dict[str, OneGoal] = {}
    for entry in entries:
        if entry.position > position or not entry.topic.startswith("goal-"):
            continue
        body = json.loads(entry.state)
        if entry.topic == "goal-registered":
            goals[entry.originator_id] = OneGoal(body["number"], body["effective"])
        else:
            goals[entry.originator_id].take(entry.version, entry.position, entry.topic, body)
    return {goal.number: goal for goal in goals.values()}


def sealed_at(entries: Iterable[Any], quarter: str, position: int) -> int | None:
    seals = [json.loads(e.state) for e in entries
             if e.position <= position and e.topic.startswith("quarter-sealed")]  # fmt: skip
    return min((s["position"] for s in seals if s["quarter"] == quarter), default=None)


def row(goal: OneGoal, year: int, number: int, sealed: int | None) -> dict[str, Any] | None:
    """The cells of a goal that depend on what was reported; None where it has no row yet."""
    first, last = f"{year}-{FIRST_DAYS[number]}", f"{year}-{LAST_DAYS[number]}"
    before = f"{year - (number == 1)}-{LAST_DAYS[number - 1 or 4]}"
    if goal.start > last:
        return None
    winners = {name: goal.in_force(name, last) for name in COLUMNS}
    texts = [(place, "text") for place, *_ in filter(None, [winners["text"]])]
    confirmations = [
        ((one["day"], version), "confirmation", one["position"])
        for version, one in goal.confirmed.items()
        if one["day"] <= last
    ]
    newest = max([*texts, *((c[0], c[1]) for c in confirmations)], default=None)
    said_in_quarter = [w for w in winners.values() if w and w[0][0] >= first]
    confirmed_in_quarter = [c for c in confirmations if c[0][0] >= first]
    withdrawn = goal.withdrawal(last)
    previous = goal.in_force("text", before)
    cells = {name: winners[name][1] if winners[name] else "" for name in COLUMNS}
    if newest and newest[1] == "confirmation" and newest[0][0] >= first:
        status = "Uændret"
    elif said_in_quarter or confirmed_in_quarter:
        status = cells["text"]
    elif withdrawn is not None:
        status = withdrawn
    else:
        status = "Ikke indberettet"
    newest_confirmed = [c[2] for c in confirmed_in_quarter if newest and c[0] == newest[0]]
    positions = [w[2] for w in said_in_quarter] + newest_confirmed
    return {
        "status": status,
        "previous_status": previous[1] if previous else "",
        "fulfilment": "Udgået" if withdrawn is not None else cells["fulfilment"],
        "delay_reason": cells["delay_reason"],
        "expected_completion": cells["expected_completion"],
        "late": sealed is not None and any(position > sealed for position in positions),
    }
