"""Random members say random things to a partnership; what must never happen does not.

No approval is recorded by somebody without a seat in the approving forum at that moment, by who
submitted the version, of another version than the one that lies there, or after the lapse. The
checks read the stored events only, and share nothing with the rules. And views = replay = rebuilt.

``TOVHOLDER_SEQUENCES`` sets how many sequences are played.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from databases import make_ledger
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from partnership_helpers import (
    CLERK,
    GARDENER,
    LAUG,
    MASTER,
    MAYOR,
    MEMBERS,
    PARKER,
    SECRETARY,
    SMITH,
    Lodge,
    sha,
)

from domain import home_commands as h
from domain import partnership_commands as c
from domain.codec import CODEC
from domain.home_events import Site
from domain.ledger import Ledger
from domain.members import ReleaseMember
from domain.recording import Moment, Outcome, Provenance
from domain.refusals import Refusal
from domain.work import UnitOfWork
from projections import partnership_replay, upkeep, verification
from projections.homes import on
from projections.partnership_questions import partnership
from projections.questions import LogEntry, Questions

SEQUENCES = int(os.environ.get("TOVHOLDER_SEQUENCES", "40"))
PEOPLE = [SECRETARY, *MEMBERS]
DRAFTS = [sha(str(n)) for n in range(4)]
DELIVERABLES = ("regnplan", "smedeskik", "fest")
FORUMS = ("oldermaend", "baenk", "gartnerlag", "gaardraad-nord")
UNITS = ("BY", "LAUG", "PARK", "SMED", "GART")
MILESTONES = ("tegnet", "grundsten", "vand", "taget")
SITES = (Site("Eng", 3), Site("Mose", 5), Site("Bakke", 2))


def command(chance: Random, today: date, lying: dict[str, str]) -> Any:
    """Something that somebody may say. Most is about one deliverable and the version of it that is
    ``lying`` there, so that it gets somewhere."""
    one = chance.choice(("regnplan", "regnplan", *DELIVERABLES))
    new, forum = chance.choice(DRAFTS), chance.choice(("oldermaend", *FORUMS))
    draft = lying.get(one, new) if chance.random() < 0.8 else new
    member, unit = chance.choice(PEOPLE), chance.choice(UNITS)
    day = today + timedelta(days=chance.choice((-3, 0, 0, 0, 5)))
    meeting, decision = f"{forum}-{chance.randint(1, 2)}", f"oldermaend-1/{chance.randint(1, 4)}"
    kind = chance.choice(("approved", "prioritised", "lapse", "other"))
    at = chance.choice(((), (), ("eng",), ("Mose",)))
    options = {
        "draft": lambda: c.DraftDeliverable(one, "fil", new),
        "contribute": lambda: c.ContributeToDeliverable(one, "gartnerlag", draft, "Ord"),
        "hand": lambda: c.HandDeliverable(one, draft),
        "approve": lambda: c.ApproveDeliverable(one, draft, chance.choice(("", "", decision))),
        "return": lambda: c.ReturnDeliverable(one, draft, "Uklar"),
        "withdraw": lambda: c.WithdrawDeliverable(one, "Opgivet"),
        "sit": lambda: c.TakeSeat(forum, member, unit, day, chance.choice((None, None, *PEOPLE))),
        "rise": lambda: c.ReleaseSeat(forum, chance.choice((MAYOR, MASTER, member)), day, "Ny"),
        "set up": lambda: c.SetUpForum("gaardraad", "nord", "Nord", day),
        "call": lambda: c.CallMeeting(forum, chance.randint(1, 2), day, "09:00", 60, "Her", ("a",),
                                      (member,)),
        "move": lambda: c.MoveMeeting(meeting, "Sygdom", day),
        "cancel": lambda: c.CancelMeeting(meeting, "Nej"),
        "hold": lambda: c.HoldMeeting(meeting, (member,)),
        "decide": lambda: c.RecordDecision(
            meeting, 1, kind, "Ja", refers=(f"deliverable:{one}",), responsible="BY",
            supersedes=chance.choice((None, None, None, decision)),
        ),
        "done": lambda: c.FinishFollowUp(decision, day, "Gjort"),
        "minutes": lambda: c.DraftMinutes(meeting, draft, "Ord"),
        "minutes approved": lambda: c.ApproveMinutes(meeting, f"{forum}-2", draft),
        "addendum": lambda: c.AddToMinutes(meeting, "Mere"),
        "order": lambda: c.PrioritiseDeliverable(one, chance.randint(1, 3), decision, day),
        "lapse": lambda: c.LapseAgreement(decision, day, "Slut"),
        "plan": lambda: h.PlanProject("nord", "Nord", "", SITES[: chance.randint(1, 2)], day),
        "revise": lambda: h.ReviseProject("nord", "Ny", day, None, SITES[chance.randint(0, 1) :]),
        "reach": lambda: h.ReachMilestone("nord", chance.choice(MILESTONES), day, at),
        "set back": lambda: h.SetBackProject("nord", chance.choice(MILESTONES), "Nej", day, at),
        "abandon": lambda: h.AbandonProject("nord", "Solgt", day),
        "review": lambda: h.ReviewSection("nord", 2027, chance.choice(("kasse", "tag")),
                                          chance.random() < 0.5, "", day),
        "release": lambda: ReleaseMember(chance.choice(PEOPLE[1:]), ""),
    }  # fmt: skip
    often = dict.fromkeys(options, 3.0)
    often |= {"draft": 8, "hand": 12, "approve": 25, "sit": 9, "rise": 6, "call": 7, "hold": 10,
              "decide": 9, "withdraw": 0.5, "release": 0.1, "lapse": 2, "plan": 4, "reach": 14,
              "abandon": 0.3, "set back": 1, "revise": 1, "review": 1}  # fmt: skip
    return chance.choices([*options.values()], [often[name] for name in options])[0]()


def actor(chance: Random, said: Any) -> UUID:
    """Anybody; most often somebody who has a chance."""
    likely = {
        c.DraftDeliverable: (SMITH, PARKER, GARDENER), c.HandDeliverable: (PARKER, SMITH),
        c.ApproveDeliverable: (MAYOR, MASTER, CLERK, PARKER),
        c.ReturnDeliverable: (MAYOR, MASTER), c.ContributeToDeliverable: (GARDENER,),
    }  # fmt: skip
    wanted = likely.get(type(said), (SECRETARY, SECRETARY, CLERK))
    return chance.choice(wanted if chance.random() < 0.7 else PEOPLE)


def play(lodge: Lodge, chance: Random, length: int) -> Counter[str]:
    """Say so many things; how many of each sort were recorded."""
    told: Counter[str] = Counter()
    lying: dict[str, str] = {}
    for _ in range(length):
        lodge.today += timedelta(days=chance.choice((0, 0, 0, 1, 4)))
        said = command(chance, lodge.today, lying)
        try:
            outcome = lodge.tell(said, actor(chance, said))
        except Refusal:
            told["refused"] += 1
        else:
            told[type(said).__name__] += len(outcome.positions)
            if isinstance(said, c.DraftDeliverable):
                lying[said.deliverable] = said.sha256
    return told


def check(entries: Iterable[LogEntry | Told]) -> Counter[str]:
    """What must never have happened, from the bytes of the events alone; how much was seen."""
    seats: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    drafted: dict[UUID, dict[str, Any]] = {}
    reached: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    given_up: set[UUID] = set()
    lapsed, seen = False, Counter[str]()
    for entry in entries:
        body, topic, who = json.loads(entry.state), entry.topic, str(entry.actor)
        seen[topic] += 1
        assert not lapsed or topic == "member-released", "nothing after the lapse"
        if topic == "agreement-lapsed":
            lapsed = True
        elif topic == "seat-taken":
            seats[body["forum"], body["member"]].append([body["effective"], "9999"])
        elif topic == "seat-released":
            seats[body["forum"], body["member"]][-1][1] = body["effective"]
        elif topic.startswith(("project-", "milestone-")):
            _project(topic, body, reached[entry.originator_id])
            assert entry.originator_id not in given_up, "nothing after it was given up"
            if topic == "project-abandoned":
                given_up.add(entry.originator_id)
        elif topic == "deliverable-drafted":
            drafted[entry.originator_id] = {"sha256": body["sha256"], "by": {who}, "said": set()}
        elif topic == "deliverable-handed":
            drafted[entry.originator_id]["by"].add(who)
        elif topic == "deliverable-returned":
            drafted[entry.originator_id]["said"] = set()
        elif topic == "deliverable-approval-given":
            one = drafted[entry.originator_id]
            held = seats["oldermaend", who]
            assert any(since <= body["effective"] < until for since, until in held), "no seat"
            assert who == body["by"]
            assert who not in one["by"], "the submitter approved"
            assert body["sha256"] == one["sha256"], "another version"
            assert who not in one["said"], "twice"
            one["said"].add(who)
        elif topic == "deliverable-approved":
            one = drafted[entry.originator_id]
            assert len(one["said"]) == body["approvals"] == 2
            assert body["sha256"] == one["sha256"]
    return seen


AFTER = {"grundsten": {"tegnet"}, "vand": {"tegnet"}, "taget": {"grundsten", "vand"}}


def _project(topic: str, body: dict[str, Any], reached: set[tuple[str, str]]) -> None:
    """No milestone before those that it builds on, and none that stays without them."""
    if topic == "milestone-reached":
        for site in body["sites"]:
            assert (site, body["milestone"]) not in reached, "twice"
            assert {(site, one) for one in AFTER.get(body["milestone"], ())} <= reached
            reached.add((site, body["milestone"]))
    elif topic == "project-set-back":
        reached -= {(site, one) for site in body["sites"] for one in body["undone"]}
        for site, milestone in reached:
            assert {(site, one) for one in AFTER.get(milestone, ())} <= reached


def all_agree(lodge: Lodge, chance: Random, length: int) -> Counter[str]:
    """Play, check, and compare views with replay at some times; what was seen."""
    play(lodge, chance, length)
    questions = Questions(lodge.recorder)
    entries = list(questions.entries())
    recorded = [entry.recorded for entry in entries]
    for position in {len(entries), chance.randint(0, len(entries))}:
        found = partnership(lodge.recorder, LAUG, position)
        assert found == partnership_replay.partnership(recorded, LAUG, position)
        for project in on(found.projects, lodge.today):
            for site, milestone in project.reached:
                before = {(site, one) for one in AFTER.get(milestone, ())}
                assert before <= set(project.reached), "by the days as by the ledger"
        for code, _, rules in found.forums(lodge.today):
            seats = found.composition(code, lodge.today)
            for unit in rules.seats:
                if unit.seats is not None:
                    assert sum(one.unit == unit.unit for one in seats) <= unit.seats
    return check(entries)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("begun") / "begun.db"
    lodge = Lodge(make_ledger(f"sqlite:///{path}")).opened().seated()
    lodge.recorder.engine.dispose()
    return path


SEEN: Counter[str] = Counter()


class Told(NamedTuple):
    """As much of a log entry as `check` reads."""

    originator_id: UUID
    actor: UUID
    topic: str
    state: bytes


class Memory:
    """A ledger without a store, for many sequences: the same unit of work, on lists of events."""

    def __init__(self) -> None:
        self.streams: dict[UUID, list[Any]] = defaultdict(list)
        self.entries: list[Told] = []

    def load(self, stream: UUID, evolve: Any) -> tuple[Any, int]:
        events = self.streams.get(stream, [])
        return reduce(lambda state, event: evolve(stream, state, event), events, None), len(events)

    def handle(self, agreement: UUID, said: Any, by: Provenance, at: Moment) -> Outcome:
        filed = UnitOfWork(self.load, agreement, {}).decide(said, by, at)
        for stream, event in ((one.originator_id, one.event) for one in filed):
            self.streams[stream].append(event)
            state = CODEC.encode(event)
            self.entries.append(Told(stream, by.actor, CODEC.topic(event), state))
        return Outcome(tuple(range(len(filed))), at.now)


@settings(max_examples=SEQUENCES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.randoms(use_true_random=True), length=st.integers(10, 60))
def test_the_rules_alone_hold(chance: Random, length: int) -> None:
    memory = Memory()
    lodge = Lodge(memory, prefix="play").opened().seated()  # type: ignore[arg-type]
    play(lodge, chance, length)
    SEEN.update(check(memory.entries))
    SEEN["sequences"] += 1


@settings(max_examples=SEQUENCES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.randoms(use_true_random=True), length=st.integers(10, 60))
def test_what_must_never_happen_does_not(begun: Path, chance: Random, length: int) -> None:
    with TemporaryDirectory() as folder:
        path = shutil.copy(begun, Path(folder) / "tovholder.db")
        lodge = Lodge(make_ledger(f"sqlite:///{path}", CREATE_TABLE="no"), prefix="play")
        try:
            SEEN.update(all_agree(lodge, chance, length))
        finally:
            lodge.recorder.engine.dispose()


@pytest.mark.parametrize("seed", range(7, 10))
def test_long_sequences_on_both_backends(ledger: Ledger, seed: int) -> None:
    lodge = Lodge(ledger).opened().seated()
    seen = all_agree(lodge, Random(seed), 250)  # noqa: S311
    assert seen["deliverable-approval-given"] > 0
    assert seen["milestone-reached"] > 0
    before = partnership(lodge.recorder, LAUG, lodge.recorder.position())
    upkeep.rebuild(lodge.recorder, lambda *_: None)
    assert partnership(lodge.recorder, LAUG, lodge.recorder.position()) == before
    assert list(verification.verify(lodge.recorder, lambda *_: None)) == []
