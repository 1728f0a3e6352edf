"""What each command makes true, and how a goal's state follows from its events."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from builders import AGREEMENT, confirm, correct, fold, given, goal_id, register, registered, report
from builders import retract as take_back

from domain import commands as c
from domain import events as e
from domain.goals import Said
from domain.quarters import Quarter
from domain.refusals import UnknownGoal

Q1 = Quarter(2017, 1)
M1 = goal_id("M1")
DAY = date(2017, 2, 1)
NEW = registered("M1")
DAY_2015 = date(2015, 7, 1)
LATER = registered("M1", date(2016, 1, 1))
SAID = e.GoalStatusReported(date(2016, 12, 1), "Vi er i gang", "I proces")

TOLD = [
    ((), register("M1", aliases=("a", "b")),
     (e.GoalRegistered(AGREEMENT.id, "M1", "M", "measurable", date(2015, 1, 1), "Mål M1",
                       ("a", "b"), "Vi når M1.", "1", "2015-2018", "Indhold M1", "KK (TMF)"),)),
    ((LATER,), c.BackdateGoal(M1, DAY_2015, "Ældre dokument", "Ord", "2", "2015", "Før", "KK"),
     (e.GoalBackdated(DAY_2015, "Ældre dokument", "Ord", "2", "2015", "Før", "KK"),)),
    ((NEW,), c.RetitleGoal(M1, "Lys"), (e.GoalTitled("Lys"),)),
    ((NEW,), c.RetitleGoal(M1, "Mål M1"), ()),
    ((NEW,), c.AddAlias(M1, "Lys"), (e.GoalAliasAdded("Lys"),)),
    ((NEW, e.GoalAliasAdded("Lys")), c.RemoveAlias(M1, "LYS"), (e.GoalAliasRemoved("Lys"),)),
    ((NEW,), c.RewordGoal(M1, DAY, "Ny aftale", wording="Nye ord"),
     (e.GoalReworded(DAY, "Ny aftale", "Nye ord"),)),
    ((NEW,), c.MoveDeadline(M1, DAY, "Forsinket", "2018"),
     (e.GoalDeadlineMoved(DAY, "Forsinket", "2018"),)),
    ((NEW,), c.ChangeResponsible(M1, DAY, "Flyttet", "KK (SOF)"),
     (e.GoalResponsibleChanged(DAY, "Flyttet", "KK (SOF)"),)),
    ((NEW,), c.WithdrawGoal(M1, DAY, "Opgivet"), (e.GoalWithdrawn(DAY, "Opgivet"),)),
    ((NEW,),
     report("M1", DAY, "Nyt", fulfilment="OPFYLDT", delay_reason="", expected_completion="2018"),
     (e.GoalStatusReported(DAY, "Nyt", "Opfyldt", "", "2018"),)),
    ((NEW, SAID), confirm("M1", Q1), (e.GoalConfirmedUnchanged(Q1.last_day, "2017-Q1"),)),
    ((NEW, SAID, e.GoalConfirmedUnchanged(Q1.last_day, "2017-Q1")), confirm("M1", Q1, DAY), ()),
    ((NEW, SAID), correct("M1", 2, "Andet", fulfilment="i  proces"),
     (e.GoalFactCorrected(SAID.effective, 2, "Skrivefejl", "Andet", "I proces"),)),
    ((NEW, SAID), take_back("M1", 2),
     (e.GoalFactRetracted(SAID.effective, 2, "Skulle ikke have stået"),)),
]  # fmt: skip


@pytest.mark.parametrize(("events", "command", "told"), TOLD, ids=lambda x: type(x).__name__)
def test_told(events: tuple, command: c.GoalCommand, told: tuple) -> None:
    given(*events).when(command).then(*told)


def test_every_command_is_told() -> None:
    assert {type(command) for _, command, _ in TOLD} == set(get_args(c.GoalCommand))


def test_every_goal_event_makes_a_version() -> None:
    every = (
        NEW, e.GoalBackdated(date(2014, 7, 1), "r", "w", "1", "2014", "i", "KK"),
        e.GoalTitled("T"), e.GoalAliasAdded("x"), e.GoalAliasRemoved("x"),
        e.GoalReworded(DAY, "r", "w"), e.GoalDeadlineMoved(DAY, "r", "2018"),
        e.GoalResponsibleChanged(DAY, "r", "KK (SOF)"), SAID,
        e.GoalConfirmedUnchanged(Q1.last_day, "2017-Q1"),
        e.GoalFactCorrected(SAID.effective, 9, "r", fulfilment="Opfyldt"),
        e.GoalFactRetracted(SAID.effective, 9, "r"), e.GoalWithdrawn(DAY, "r"),
    )  # fmt: skip
    assert {type(event) for event in every} == set(get_args(e.GoalEvent))
    for n in range(1, len(every) + 1):
        assert fold(every[:n]).version == n
    goal = fold(every)
    assert (goal.title, goal.aliases, goal.withdrawn) == ("T", (), DAY)
    assert goal.said == (
        Said(9, SAID.effective, True, None, retracted=True, fulfilment="Opfyldt"),
        Said(10, Q1.last_day, False, "2017-Q1"),
    )


def test_a_corrected_text_is_what_can_be_unchanged() -> None:
    emptied = e.GoalFactCorrected(SAID.effective, 2, "Fejl", text="")
    again = e.GoalFactCorrected(SAID.effective, 2, "Fejl i fejl", text="Dog")
    assert fold((NEW, SAID, emptied)).said[0].text is False
    given(NEW, SAID, emptied, again).when(confirm("M1", Q1)).then(
        e.GoalConfirmedUnchanged(Q1.last_day, "2017-Q1")
    )


def test_a_goal_is_withdrawn_from_the_earliest_day() -> None:
    goal = fold((NEW, e.GoalWithdrawn(DAY, "r"), e.GoalWithdrawn(date(2016, 1, 1), "r")))
    assert goal.withdrawn == date(2016, 1, 1)


def test_the_responsible_on_a_day_is_the_latest_said_of_the_greatest_date() -> None:
    changed = [
        e.GoalResponsibleChanged(date(2017, 1, 1), "r", "KK (SOF)"),
        e.GoalResponsibleChanged(date(2016, 1, 1), "r", "KK"),
        e.GoalResponsibleChanged(date(2017, 1, 1), "r", "BL's 1. kreds"),
    ]
    goal = fold((NEW, *changed))
    assert goal.responsible_on(date(2014, 1, 1)) == "KK (TMF)"
    assert goal.responsible_on(date(2015, 12, 31)) == "KK (TMF)"
    assert goal.responsible_on(date(2016, 12, 31)) == "KK"
    assert goal.responsible_on(date(2017, 1, 1)) == "BL's 1. kreds"


def test_no_goal_without_its_registration() -> None:
    with pytest.raises(UnknownGoal):
        fold((SAID,))
