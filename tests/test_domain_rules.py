"""Every refusal has a test, and every refusal leaves the goal as it was."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args
from uuid import uuid5

import pytest
from builders import (
    AGREEMENT,
    MEMBER,
    TODAY,
    confirm,
    correct,
    given,
    goal_id,
    register,
    registered,
    report,
    retract,
)

from domain import commands as c
from domain import events as e
from domain import refusals as no
from domain.quarters import Quarter
from domain.rules import LONGEST_TEXT, MOST_ALIASES, RULES

START, END = AGREEMENT.start, AGREEMENT.end
Q1 = Quarter(2017, 1)
DAY = date(2017, 2, 1)
M1 = goal_id("M1")
NEW = registered("M1", theme="1")
LATER = registered("M1", date(2016, 1, 1))
INTENT = registered("H1")
SAID = e.GoalStatusReported(date(2016, 12, 1), "Vi er i gang")
CONFIRMED = e.GoalConfirmedUnchanged(Q1.last_day, "2017-Q1")
GONE = e.GoalWithdrawn(date(2017, 1, 1), "Opgivet")
CONCRETE_STEPS = ("Opfyldt", "I proces", "Udgået")

REFUSED: list[tuple[tuple[Any, ...], Any, no.Refusal]] = [
    ((), report("M1", DAY, "x"), no.UnknownGoal()),
    ((NEW,), register("M1"), no.GoalAlreadyRegistered("M1")),
    ((), register("X1"), no.UnknownSection("X1")),
    ((), register(""), no.UnknownSection("")),
    ((), register("M1", theme="9"), no.UnknownTheme("M1", "9", ("1", "2"))),
    ((NEW,), c.RewordGoal(M1, DAY, "Ny", theme="9"), no.UnknownTheme("M1", "9", ("1", "2"))),
    ((), register("M1", title=" - "), no.EmptyText("title")),
    ((), register("M1", wording=""), no.EmptyText("wording")),
    ((NEW,), c.RetitleGoal(M1, ""), no.EmptyText("title")),
    ((NEW,), c.AddAlias(M1, "…"), no.EmptyText("alias")),
    ((NEW,), c.WithdrawGoal(M1, DAY, " "), no.EmptyText("reason")),
    ((NEW, SAID), c.RetractFact(M1, 2, ""), no.EmptyText("reason")),
    ((NEW,), report("M1", DAY, "x" * (LONGEST_TEXT + 1)), no.TextTooLong("text", LONGEST_TEXT)),
    ((), register("M1", aliases=("ok", "a\x00b")), no.UnprintableText("aliases")),
    ((NEW,), report("M1", DAY, "en\ud800"), no.UnprintableText("text")),
    ((NEW,), report("M1", DAY, delay_reason="\x1b[31m"), no.UnprintableText("delay_reason")),
    ((NEW,), report("M1", DAY), no.NothingReported("M1")),
    ((NEW, SAID), correct("M1", 2), no.NothingReported("M1")),
    ((NEW,), c.RewordGoal(M1, DAY, "Ny"), no.NothingReported("M1")),
    ((NEW,), report("M1", DAY, fulfilment="Næsten"),
     no.UnknownFulfilment("M1", "Næsten", CONCRETE_STEPS)),
    ((NEW,), report("M1", DAY, fulfilment="indtænkes"),
     no.FulfilmentNotForKind("M1", "Indtænkes", "measurable", CONCRETE_STEPS)),
    ((NEW, SAID), correct("M1", 2, fulfilment="Indtænkes"),
     no.FulfilmentNotForKind("M1", "Indtænkes", "measurable", CONCRETE_STEPS)),
    ((INTENT,), report("M1", DAY, fulfilment="I proces"),
     no.FulfilmentNotForKind("H1", "I proces", "intent", ("Opfyldt", "Indtænkes", "Udgået"))),
    ((NEW,), report("M1", date(2014, 12, 31), "x"),
     no.EffectiveOutsideAgreement(date(2014, 12, 31), START, END)),
    ((NEW,), report("M1", date(2019, 1, 1), "x"),
     no.EffectiveOutsideAgreement(date(2019, 1, 1), START, END)),
    ((), register("M1", date(2019, 1, 1)),
     no.EffectiveOutsideAgreement(date(2019, 1, 1), START, END)),
    ((LATER,), report("M1", date(2015, 12, 31), "x"),
     no.EffectiveBeforeGoal("M1", date(2015, 12, 31), date(2016, 1, 1))),
    ((LATER,), c.BackdateGoal(M1, date(2016, 1, 1), "r", "Ord"),
     no.GoalHadBegun("M1", date(2016, 1, 1))),
    ((LATER, e.GoalBackdated(START, "r", "Ord", "", "", "", "")),
     c.BackdateGoal(M1, START, "r", "x"), no.GoalHadBegun("M1", START)),
    ((LATER,), c.BackdateGoal(M1, date(2014, 12, 31), "r", "Ord"),
     no.EffectiveOutsideAgreement(date(2014, 12, 31), START, END)),
    ((LATER,), c.BackdateGoal(M1, START, "r", ""), no.EmptyText("wording")),
    ((LATER,), c.BackdateGoal(M1, START, "r", "Ord", "9"), no.UnknownTheme("M1", "9", ("1", "2"))),
    ((NEW, SAID), confirm("M1", Q1, date(2017, 4, 1)),
     no.EffectiveOutsideQuarter(date(2017, 4, 1), "2017-Q1")),
    ((NEW,), confirm("M1", Q1), no.NothingToConfirm("M1", "1. kvartal 2017")),
    ((NEW, SAID), confirm("M1", Quarter(2016, 3)),
     no.NothingToConfirm("M1", "3. kvartal 2016")),
    ((NEW, SAID, e.GoalFactRetracted(SAID.effective, 2, "Fejl")), confirm("M1", Q1),
     no.NothingToConfirm("M1", "1. kvartal 2017")),
    ((NEW, SAID, e.GoalStatusReported(DAY, "Nyt")), confirm("M1", Q1),
     no.StatusChangedInQuarter("M1", "1. kvartal 2017")),
    ((NEW, SAID), correct("M1", 1, "x"), no.NothingToCorrect("M1")),
    ((NEW, SAID), correct("M1", 3, "x"), no.NothingToCorrect("M1")),
    ((NEW, SAID, CONFIRMED), correct("M1", 3, "x"), no.ConfirmationHasNoColumns("M1")),
    ((NEW, SAID, e.GoalFactRetracted(SAID.effective, 2, "Fejl")), correct("M1", 2, "x"),
     no.NothingToCorrect("M1")),
    ((NEW, SAID, e.GoalFactRetracted(SAID.effective, 2, "Fejl")), retract("M1", 2),
     no.NothingToCorrect("M1")),
    ((NEW, GONE), report("M1", DAY, "x"), no.GoalIsWithdrawn("M1", date(2017, 1, 1))),
    ((NEW, GONE), c.MoveDeadline(M1, date(2017, 1, 1), "Ny", "2018"),
     no.GoalIsWithdrawn("M1", date(2017, 1, 1))),
    ((NEW, e.GoalAliasAdded("Lys")), c.AddAlias(M1, "LYS"), no.AliasIsTaken("M1", "LYS")),
    ((NEW,), c.AddAlias(M1, "maal m1"), no.AliasIsTaken("M1", "maal m1")),
    ((NEW,), c.RemoveAlias(M1, "Lys"), no.UnknownAlias("M1", "Lys")),
    ((), register("M1", aliases=tuple(str(n) for n in range(MOST_ALIASES + 1))),
     no.TextTooLong("aliases", MOST_ALIASES)),
    *(((), register(number), no.UnknownSection(number))
      for number in ("M", "M0", "M01", "Mx", "M1_0", "M²", "M 1", "M-1", "M٣", "M1000000")),
]  # fmt: skip

TESTED_ELSEWHERE = {
    no.EffectiveInFuture, no.UnitNotResponsible, no.NoUnitResponsible, no.SecretariatOnly,  # below
    no.AuditorsDoNotReport,  # members
    no.UnknownMember, no.MemberAlreadyAdded, no.MemberIsReleased, no.UnknownUnit,  # members
    no.UnknownAgreement, no.AgreementAlreadyLoaded, no.QuarterOutsideAgreement,  # ledger
    no.SealOfAnotherReport, no.AlreadySealed, no.NothingToRestate,  # seals
    no.NothingToSeal,  # seals
    no.RoundAlreadyOpen, no.NoOpenRound, no.RoundDeadlineTooEarly, no.UnusableReminders,  # rounds
    no.ReportsMissing, no.DelayReasonRequired, no.UnusableChannel,  # rounds
    no.AmendedSince, no.MayNotBeAmended,  # amendments
}  # fmt: skip


@pytest.mark.parametrize(("events", "command", "refusal"), REFUSED, ids=lambda x: str(x)[:40])
def test_refused(events: Any, command: Any, refusal: no.Refusal) -> None:
    given(*events).when(command).refused(refusal)


def test_nobody_reports_what_has_not_been_yet() -> None:
    command = report("M1", date(2017, 2, 2), "x")
    given(NEW).when(command, today=DAY).refused(no.EffectiveInFuture(date(2017, 2, 2), DAY))
    given(NEW).when(command, today=date(2017, 2, 2)).then(
        e.GoalStatusReported(date(2017, 2, 2), "x")
    )


def test_a_number_belongs_to_one_goal() -> None:
    stranger = c.RegisterGoal(uuid5(AGREEMENT.id, "another"), "M1", DAY, "Mål", "Ord")
    given().when(stranger).refused(no.GoalAlreadyRegistered("M1"))


def test_every_command_has_rules() -> None:
    assert set(RULES) == set(get_args(c.GoalCommand))
    assert all(RULES.values())


def test_every_refusal_has_a_test() -> None:
    here = {type(refusal) for _, _, refusal in REFUSED}
    own = {one for one in no.Refusal.__subclasses__() if one.__module__ == no.__name__}
    assert here | TESTED_ELSEWHERE == own
    assert not here & TESTED_ELSEWHERE


def test_a_refusal_tells_its_name_and_details() -> None:
    refusal = no.UnknownAlias("M1", "Lys")
    assert refusal.code == "UnknownAlias"
    assert refusal.details() == {"goal": "M1", "alias": "Lys"}
    assert str(refusal) == "UnknownAlias(goal=M1, alias=Lys)"
    assert refusal != no.UnknownAlias("M1", "Mørke")


def test_the_agreements_own_days_are_inside() -> None:
    for day in (START, END):
        given(NEW).when(report("M1", day, "x"), MEMBER, TODAY).then(e.GoalStatusReported(day, "x"))
