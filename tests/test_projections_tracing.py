"""From decision to effect and back, on both backends: the views' answer is that of the replay."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from partnership_helpers import DAY, GARDENER, MASTER, MAYOR, PARKER, SMITH, Lodge

from domain import home_commands as h
from domain import partnership_commands as c
from domain.commands import RegisterGoal, ReportStatus
from domain.home_events import Site
from domain.ledger import Ledger
from projections import integrity_questions, partnership_replay, replay, tracing
from projections.happenings import Change, Happened, Subject
from projections.homes import Stage
from projections.open_ends import Answering, OpenEnds
from projections.open_ends import open_ends as ends
from projections.partnership import StepTaken
from projections.partnership_questions import partnership
from projections.questions import Questions
from projections.tracing import Trace, Traced

MARCH, APRIL, MAY = date(2027, 3, 20), date(2027, 4, 10), date(2027, 5, 20)


@pytest.fixture
def lodge(ledger: Ledger) -> Lodge:
    return Lodge(ledger).opened().seated()


def asked(lodge: Lodge, position: int | None = None) -> tuple[Any, Any]:
    """What the views say, after the replay was seen to say the same."""
    questions = Questions(lodge.recorder)
    known_at = lodge.recorder.position() if position is None else position
    recorded = [entry.recorded for entry in questions.entries()]
    told = partnership(lodge.recorder, lodge.agreement, known_at)
    assert told == partnership_replay.partnership(recorded, lodge.agreement, known_at)
    said = integrity_questions.statements(questions, lodge.agreement, known_at)
    history = replay.history(recorded, lodge.agreement.id, known_at)
    again = {one.number: history.statements[goal] for goal, one in history.goals.items()}
    for day in (DAY, MARCH, APRIL, MAY):
        assert ends(told, said, day) == ends(told, again, day)
    return told, said


def traced(lodge: Lodge, kind: Any, name: str, day: date = MAY, at: int | None = None) -> Trace:
    told, said = asked(lodge, at)
    return tracing.trace(told, said, Subject(kind, name), day)


def open_ends(lodge: Lodge, day: date = MAY, at: int | None = None) -> OpenEnds:
    return ends(*asked(lodge, at), day)


def names(some: Any) -> list[str]:
    return [one.name for one in some]


def outline(found: Trace) -> list[Any]:
    """Each decision with the targets of its effects, and what stands alone by its target."""
    return [
        (one.decision.name, [effect.target for effect in one.effects])
        if isinstance(one, Traced) else one.target
        for one in found.entries
    ]  # fmt: skip


def decide(lodge: Lodge, kind: Any, *refers: str, **more: Any) -> str:
    told = partnership(lodge.recorder, lodge.agreement, lodge.recorder.position())
    meeting = f"oldermaend-{len(told.meetings)}"
    outcome = lodge.tell(c.RecordDecision(meeting, 1, kind, "Sådan", refers=refers, **more))
    told = partnership(lodge.recorder, lodge.agreement, outcome.positions[0])
    return next(one.name for one in told.decisions() if one.position == outcome.positions[0])


def goal(lodge: Lodge) -> Any:
    stream = lodge.agreement.goal_id("G1")
    lodge.tell(RegisterGoal(stream, "G1", lodge.today, "Grønne gårde", "Gårdene bliver grønne"))
    return stream


def report(lodge: Lodge, stream: Any, fulfilment: str | None, text: str) -> None:
    lodge.tell(ReportStatus(stream, lodge.today, text, fulfilment))


def test_a_decision_leads_to_a_deliverable_and_back(lodge: Lodge) -> None:
    lodge.met()
    task = decide(lodge, "assigned", "deliverable:regnplan", responsible="SMED", due=MARCH)
    before = lodge.recorder.position()
    assert names(open_ends(lodge).overdue) == [task]
    assert not open_ends(lodge, MARCH), "the due day itself is in time"
    version = lodge.submitted()
    approval = decide(lodge, "approved", "deliverable:regnplan", f"decision:{task}")
    assert [one.subject.name for one in open_ends(lodge).without_effect] == ["regnplan"]
    lodge.tell(c.ApproveDeliverable("regnplan", version, approval), MAYOR)
    assert open_ends(lodge).without_effect, "two approvals are asked for"
    lodge.tell(c.ApproveDeliverable("regnplan", version, approval), MASTER)
    assert not open_ends(lodge).without_effect
    whole = [(task, ["regnplan"] * 2), (approval, ["regnplan"] * 3)]
    for kind, name in (("decision", task), ("decision", approval), ("deliverable", "regnplan")):
        assert outline(traced(lodge, kind, name)) == whole
    assert outline(traced(lodge, "decision", task, at=before)) == [(task, [])]
    assert outline(traced(lodge, "deliverable", "regnplan", date(2027, 2, 27))) == []
    assert outline(traced(lodge, "deliverable", "fest")) == []


def test_what_happened_without_a_decision_stands_alone(lodge: Lodge) -> None:
    lodge.met()
    noted = decide(lodge, "noted", "deliverable:regnplan")
    lodge.submitted()
    approval = decide(lodge, "approved", "deliverable:regnplan")
    found = traced(lodge, "deliverable", "regnplan")
    assert outline(found) == [(noted, []), "regnplan", "regnplan", (approval, [])]
    steps = [one.told.what for one in found.entries
             if isinstance(one, Happened) and isinstance(one.told, StepTaken)]  # fmt: skip
    assert steps == ["draft", "hand"]
    assert outline(traced(lodge, "decision", approval)) == [(approval, [])]


def test_a_goal_s_change_comes_of_the_decision_about_it(lodge: Lodge) -> None:
    stream = goal(lodge)
    lodge.met()
    aim = decide(lodge, "other", "goal:G1")
    approval = decide(lodge, "approved", "goal:G1")
    other = decide(lodge, "noted")
    lodge.today = APRIL
    found = open_ends(lodge)
    assert (names(found.without_follow_up), found.without_effect[0].subject.name) == ([aim], "G1")
    report(lodge, stream, None, f"Efter {other.upper()}, ikke {other}1 eller x-{other}")
    assert outline(traced(lodge, "goal", "G1")) == [(aim, []), (approval, []), (other, ["G1"])]
    lodge.today = MAY
    report(lodge, stream, "Nået", "Færdig")
    report(lodge, stream, "Nået", "Stadig færdig")
    whole = outline(traced(lodge, "goal", "G1"))
    assert whole == [(aim, []), (approval, ["G1"]), (other, ["G1"])]
    (alone,) = traced(lodge, "decision", approval).entries
    assert isinstance(alone, Traced)
    assert [one.told for one in alone.effects][-1:] == [Change("", "Nået", "Færdig")]
    assert not open_ends(lodge)
    assert open_ends(lodge, APRIL) == found, "as it stood on an earlier day"


def test_follow_up_and_supersession_are_as_of_the_day(lodge: Lodge) -> None:
    lodge.met()
    old = decide(lodge, "other")
    task = decide(lodge, "noted", responsible="SMED")
    assert names(open_ends(lodge).without_follow_up) == [old, task], "nobody is bound to a day"
    position = lodge.recorder.position()
    lodge.today = APRIL
    lodge.tell(c.FinishFollowUp(task, APRIL, "Gjort"))
    lodge.met(number=2)
    new = decide(lodge, "noted", supersedes=old)
    assert not open_ends(lodge)
    assert names(open_ends(lodge, MARCH).without_follow_up) == [old, task]
    assert names(open_ends(lodge, at=position).without_follow_up) == [old, task]
    assert [one[0] for one in outline(traced(lodge, "decision", new))] == [old, new]
    assert [one[0] for one in outline(traced(lodge, "decision", old))] == [old, new]
    then = traced(lodge, "decision", old, MARCH).entries
    assert [one.decision.superseded_by for one in then if isinstance(one, Traced)] == [""]


EAST, WEST = Site("Østmark 1", 8), Site("Vestmark 2", 4)


def built(lodge: Lodge) -> str:
    """A project that the bench decided about, with a committee and homes in use; the decision."""
    lodge.tell(h.PlanProject("mark", "Marken", "SMED", (EAST, WEST), lodge.today))
    meeting = lodge.met("baenk")
    lodge.tell(c.RecordDecision(meeting, 1, "other", "Marken bygges", refers=("project:mark",)))
    lodge.today = MARCH
    lodge.tell(c.SetUpForum("gaardraad", "mark", "Markråd", MARCH))
    for milestone in ("tegnet", "grundsten", "vand", "taget"):
        text = "Efter baenk-1/1" if milestone == "taget" else ""
        lodge.tell(h.ReachMilestone("mark", milestone, MARCH, ("Østmark 1",), text))
    return f"{meeting}/1"


def effects(found: Trace, name: str) -> list[Any]:
    (entry,) = (one for one in found.entries
                if isinstance(one, Traced) and one.decision.name == name)  # fmt: skip
    return [one.told.step.what if isinstance(one.told, Stage) else one.what
            for one in entry.effects]  # fmt: skip


def test_a_decision_leads_to_a_project_and_its_homes_and_back(lodge: Lodge) -> None:
    decision = built(lodge)
    planned, *_ = traced(lodge, "project", "mark").entries
    assert isinstance(planned, Happened)
    assert isinstance(planned.told, Stage)
    assert planned.told.step.what == "planned"
    for kind, name in (("project", "mark"), ("decision", decision)):
        found = traced(lodge, kind, name)
        assert effects(found, decision) == ["set-up", *["reached"] * 4]
        (entry,) = (one for one in found.entries if isinstance(one, Traced))
        (last,) = entry.effects[-1:]
        assert isinstance(last.told, Stage)
        assert (last.names, last.told.was, last.told.now) == ((decision,), 0, 8)
    assert effects(traced(lodge, "project", "mark", date(2027, 3, 19)), decision) == []
    position = lodge.recorder.position()
    lodge.today = APRIL
    lodge.tell(h.SetBackProject("mark", "grundsten", "Skred", APRIL))
    lodge.tell(h.AbandonProject("mark", "Solgt", APRIL, decision))
    whole = traced(lodge, "project", "mark")
    assert effects(whole, decision)[-2:] == ["set-back", "abandoned"]
    assert effects(traced(lodge, "project", "mark", at=position), decision)[-1] == "reached"
    stages = [one.told for one in whole.entries[-1].effects  # type: ignore[union-attr]
              if isinstance(one.told, Stage)]  # fmt: skip
    assert [(one.was, one.now) for one in stages[-3:]] == [(0, 8), (8, 0), (0, 0)]


def test_what_the_committee_decides_belongs_to_its_project(lodge: Lodge) -> None:
    built(lodge)
    lodge.tell(c.TakeSeat("gaardraad-mark", GARDENER, "GART", MARCH))
    meeting = lodge.met("gaardraad-mark")
    lodge.tell(c.RecordDecision(meeting, 1, "noted", "Naboerne er glade"))
    found = outline(traced(lodge, "project", "mark"))
    assert ("gaardraad-mark-1/1", []) in found
    assert ("gaardraad-mark-1/1", []) not in outline(traced(lodge, "decision", "baenk-1/1"))


def test_one_chain_over_goal_deliverable_and_home(lodge: Lodge) -> None:
    stream = goal(lodge)
    lodge.tell(h.PlanProject("mark", "Marken", "", (EAST,), lodge.today))
    lodge.met()
    one = decide(lodge, "other", "goal:G1", "deliverable:regnplan", "project:mark")
    lodge.submitted()
    lodge.tell(h.ReachMilestone("mark", "tegnet", lodge.today))
    report(lodge, stream, "Nået", "Færdig")
    came = [(one, ["regnplan", "regnplan", "mark", "G1"])]
    assert outline(traced(lodge, "goal", "G1")) == came
    assert outline(traced(lodge, "deliverable", "regnplan")) == came
    assert outline(traced(lodge, "project", "mark")) == ["mark", *came]


def test_an_approved_project_in_which_nothing_happens_is_without_effect(lodge: Lodge) -> None:
    lodge.tell(h.PlanProject("mark", "Marken", "", (EAST,), lodge.today))
    lodge.tell(h.ReachMilestone("mark", "tegnet", lodge.today))
    lodge.met()
    decide(lodge, "approved", "project:mark")
    waits = [Subject("project", "mark")]
    assert [one.subject for one in open_ends(lodge).without_effect] == waits
    lodge.tell(h.SetBackProject("mark", "tegnet", "Nej", lodge.today))
    assert [one.subject for one in open_ends(lodge).without_effect] == waits, "no effect either"
    lodge.today = APRIL
    lodge.tell(h.ReachMilestone("mark", "tegnet", APRIL))
    assert not open_ends(lodge)
    assert [one.subject for one in open_ends(lodge, MARCH).without_effect] == waits


def test_each_answers_for_what_is_theirs(lodge: Lodge) -> None:
    stream = lodge.agreement.goal_id("G1")
    lodge.tell(RegisterGoal(stream, "G1", lodge.today, "Grøn", "Grønne gårde", responsible="PARK"))
    lodge.tell(h.PlanProject("mark", "Marken", "", (EAST,), lodge.today))
    lodge.submitted()
    lodge.met()
    owed = decide(lodge, "assigned", responsible="SMED", due=MARCH)
    task = decide(lodge, "other")
    for about in ("goal:G1", "deliverable:regnplan", "project:mark"):
        decide(lodge, "approved", about)
    told, said = asked(lodge)

    def of(member: UUID, unit: str) -> tuple[list[str], list[str], list[str]]:
        mine = Answering(told, said, MAY, ends(told, said, MAY)).of(member, unit)
        effect = [one.subject.kind for one in mine.without_effect]
        return names(mine.overdue), names(mine.without_follow_up), effect

    assert of(SMITH, "SMED") == ([owed], [], ["deliverable", "project"]), "sits on the bench"
    assert of(PARKER, "PARK") == ([], [], ["goal", "deliverable", "project"])
    assert of(MASTER, "LAUG") == ([owed], [task], []), "the party of the unit, and of the forum"
    assert of(GARDENER, "GART") == ([], [], [])
    lodge.tell(c.SetUpForum("gaardraad", "mark", "Markråd", lodge.today))
    lodge.tell(c.TakeSeat("gaardraad-mark", GARDENER, "GART", lodge.today))
    told, said = asked(lodge)
    assert of(GARDENER, "GART") == ([], [], []), "the committee was set up: something came of it"


def test_order_and_lapse_are_effects(lodge: Lodge) -> None:
    lodge.met()
    order = decide(lodge, "prioritised", "deliverable:fest")
    lapse = decide(lodge, "lapse", responsible="SMED")
    assert names(open_ends(lodge).without_follow_up) == [order, lapse]
    lodge.tell(c.PrioritiseDeliverable("fest", 1, order, DAY))
    lodge.tell(c.LapseAgreement(lapse, DAY, "Slut"))
    assert not open_ends(lodge)
    for name, what in ((order, "order"), (lapse, "lapse")):
        (entry,) = traced(lodge, "decision", name).entries
        assert isinstance(entry, Traced)
        assert [one.what for one in entry.effects] == [what]


def test_a_withdrawn_deliverable_is_waited_for_no_longer(lodge: Lodge) -> None:
    version = lodge.submitted()
    lodge.met()
    approval = decide(lodge, "approved", "deliverable:regnplan")
    lodge.tell(c.ReturnDeliverable("regnplan", version, "Uklar"), MAYOR)
    assert [one.decision.name for one in open_ends(lodge).without_effect] == [approval]
    lodge.tell(c.WithdrawDeliverable("regnplan", "Opgivet"), MAYOR)
    assert not open_ends(lodge)
