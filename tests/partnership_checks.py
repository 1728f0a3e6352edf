"""What must never have happened in a partnership, told from the stored bytes alone.

It shares nothing with the rules of the domain: it reads JSON, and keeps its own few notes of it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from domain.organisation import Approval

AFTER = {"grundsten": {"tegnet"}, "vand": {"tegnet"}, "taget": {"grundsten", "vand"}}
"""The milestones that the invented agreement asks for before others."""

Body = dict[str, Any]


class Stored(NamedTuple):
    """As much of a log entry as is looked at."""

    stream: UUID
    actor: str
    topic: str
    state: bytes


def check(entries: Iterable[Stored], rule: Approval) -> Counter[str]:
    """Raise `AssertionError` at what must never have happened; how often each topic was seen."""
    watch, seen = _Watch(rule), Counter[str]()
    for one in entries:
        seen[one.topic] += 1
        watch.take(one.stream, one.actor, one.topic, json.loads(one.state))
    return seen


class _Watch:
    def __init__(self, rule: Approval) -> None:
        self.rule = rule
        self.lapsed = False
        self.seats: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
        self.meetings: dict[UUID, Body] = {}
        self.minutes: dict[UUID, Body] = {}
        self.decisions: dict[str, Body] = {}
        self.deliverables: dict[UUID, Body] = {}
        self.reached: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
        self.given_up: set[UUID] = set()

    def take(self, stream: UUID, who: str, topic: str, body: Body) -> None:
        assert not self.lapsed or topic == "member-released", "something after the lapse"
        assert stream not in self.given_up, "something after it was given up"
        look = getattr(self, topic.replace("-", "_"), None)
        if look is not None:
            look(stream, who, body)

    # --- who sits where, and what was decided -----------------------------------------------------

    def agreement_lapsed(self, _: UUID, __: str, ___: Body) -> None:
        self.lapsed = True

    def seat_taken(self, _: UUID, __: str, body: Body) -> None:
        self.seats[body["forum"], body["member"]].append([body["effective"], "9999"])

    def seat_released(self, _: UUID, __: str, body: Body) -> None:
        self.seats[body["forum"], body["member"]][-1][1] = body["effective"]

    def meeting_called(self, stream: UUID, _: str, body: Body) -> None:
        self.meetings[stream] = body

    def meeting_moved(self, stream: UUID, _: str, body: Body) -> None:
        assert stream not in self.minutes, "moved after it was held"
        self.meetings[stream] |= body

    def meeting_held(self, stream: UUID, _: str, __: Body) -> None:
        assert stream not in self.minutes, "held twice"
        self.minutes[stream] = {"draft": 0, "sha256": "", "approved": False}

    def decision_recorded(self, stream: UUID, _: str, body: Body) -> None:
        meeting = self.meetings[stream]
        assert not self.minutes[stream]["approved"], "decided after the minutes were approved"
        name = f"{meeting['forum']}-{meeting['number']}/{body['number']}"
        self.decisions[name] = {"forum": meeting["forum"], "superseded": False, **body}

    def decision_superseded(self, stream: UUID, _: str, body: Body) -> None:
        meeting = self.meetings[stream]
        name = f"{meeting['forum']}-{meeting['number']}/{body['number']}"
        self.decisions[name]["superseded"] = True
        by = body["by"].partition("/")[0]
        day = next(one["day"] for one in self.meetings.values()
                   if f"{one['forum']}-{one['number']}" == by)  # fmt: skip
        assert meeting["day"] <= day, "by an earlier decision"

    # --- minutes: written anew until a later meeting approves them, then added to -----------

    def minutes_drafted(self, stream: UUID, _: str, body: Body) -> None:
        minutes = self.minutes[stream]
        assert not minutes["approved"], "approved minutes were written anew"
        assert body["draft"] == minutes["draft"] + 1
        self.minutes[stream] |= {"draft": body["draft"], "sha256": body["sha256"]}

    def minutes_approved(self, stream: UUID, _: str, body: Body) -> None:
        minutes, meeting = self.minutes[stream], self.meetings[stream]
        assert not minutes["approved"], "minutes approved twice"
        assert 0 < body["draft"] == minutes["draft"], "another draft of the minutes"
        assert body["sha256"] == minutes["sha256"], "another draft of the minutes"
        at, later = next((which, one) for which, one in self.meetings.items()
                         if f"{one['forum']}-{one['number']}" == body["meeting"])  # fmt: skip
        assert at in self.minutes, "minutes approved where nobody met"
        assert later["forum"] == meeting["forum"], "minutes approved by another forum"
        order = [(one["day"], one["number"]) for one in (meeting, later)]
        assert order[0] < order[1], "minutes approved by an earlier meeting"
        minutes["approved"] = True

    def minutes_addendum(self, stream: UUID, _: str, __: Body) -> None:
        assert self.minutes[stream]["approved"], "added to minutes that nobody approved"

    # --- deliverables: the version that lies there, who submitted it, who approved it -------------

    def deliverable_planned(self, stream: UUID, _: str, body: Body) -> None:
        self.deliverables[stream] = {"code": body["code"], "sha256": "", "by": set(), "said": set()}

    def deliverable_drafted(self, stream: UUID, who: str, body: Body) -> None:
        self.deliverables[stream] |= {"sha256": body["sha256"], "by": {who}, "said": set()}

    def deliverable_handed(self, stream: UUID, who: str, _: Body) -> None:
        self.deliverables[stream]["by"].add(who)

    def deliverable_returned(self, stream: UUID, _: str, __: Body) -> None:
        self.deliverables[stream]["said"] = set()

    def deliverable_approval_given(self, stream: UUID, who: str, body: Body) -> None:
        one = self.deliverables[stream]
        held = self.seats[self.rule.forum, who]
        assert any(since <= body["effective"] < until for since, until in held), "no seat"
        assert who == body["by"], "in somebody else's name"
        assert who not in one["by"], "the submitter approved"
        assert body["sha256"] == one["sha256"], "another version"
        assert who not in one["said"], "twice"
        one["said"].add(who)
        assert body["decision"] or not self.rule.by_decision, "without a decision"
        if body["decision"]:
            decided = self.decisions[body["decision"]]
            assert (decided["forum"], decided["kind"]) == (self.rule.forum, "approved")
            assert not decided["superseded"], "by a decision that fell"
            about = f"deliverable:{one['code']}@{one['sha256']}"
            assert about in decided["refers"], "by a decision about another version"

    def deliverable_approved(self, stream: UUID, _: str, body: Body) -> None:
        one = self.deliverables[stream]
        assert len(one["said"]) == body["approvals"] == self.rule.approvals, "too few"
        assert body["sha256"] == one["sha256"], "another version is approved"

    # --- homes: no milestone before those that it builds on, and none that stays without them -----

    def milestone_reached(self, stream: UUID, _: str, body: Body) -> None:
        reached = self.reached[stream]
        for site in body["sites"]:
            assert (site, body["milestone"]) not in reached, "reached twice"
            before = {(site, one) for one in AFTER.get(body["milestone"], ())}
            assert before <= reached, "out of order"
            reached.add((site, body["milestone"]))

    def project_set_back(self, stream: UUID, _: str, body: Body) -> None:
        reached = self.reached[stream]
        reached -= {(site, one) for site in body["sites"] for one in body["undone"]}
        for site, milestone in reached:
            before = {(site, one) for one in AFTER.get(milestone, ())}
            assert before <= reached, "stays without what it builds on"

    def project_abandoned(self, stream: UUID, _: str, __: Body) -> None:
        self.given_up.add(stream)
