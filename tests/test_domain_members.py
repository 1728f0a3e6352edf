"""Who may do what: members, their units, and the goals that they answer for."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from builders import (
    AGREEMENT,
    MEMBER,
    Given,
    confirm,
    correct,
    fold,
    given,
    goal_id,
    member_id,
    register,
    registered,
    report,
    retract,
)

from domain import commands as c
from domain import events as e
from domain import members
from domain import refusals as no
from domain.decisions import decide
from domain.members import AddMember, Member, ReleaseMember
from domain.quarters import Quarter

DAY = date(2017, 2, 1)
SAID = e.GoalStatusReported(date(2016, 12, 1), "Vi er i gang")
BL = "BL's 1. kreds"


def tovholder(unit: str) -> Member:
    return Member(member_id(7), unit, "tovholder")


BY_UNIT = [
    report("M1", DAY, "Nyt"),
    confirm("M1", Quarter(2017, 1)),
    correct("M1", 2, "Andet"),
    retract("M1", 2),
    c.AddAlias(goal_id("M1"), "Lys"),
]
BY_SECRETARIAT = [
    c.RetitleGoal(goal_id("M1"), "Lys"),
    c.RewordGoal(goal_id("M1"), DAY, "r", "Nye ord"),
    c.MoveDeadline(goal_id("M1"), DAY, "r", "2018"),
    c.ChangeResponsible(goal_id("M1"), DAY, "r", "KK"),
    c.WithdrawGoal(goal_id("M1"), DAY, "r"),
]
AUTHORITY = [
    # who answers for the goal, the member's unit, whether the member may report
    ("KK (TMF)", "TMF", True),
    ("KK (TMF)", "SOF", False),
    ("KK (TMF)", "KK", True),  # the whole party, over its unit
    ("KK (TMF)", BL, False),
    ("KK (TMF/SOF)", "SOF", True),
    ("KK", "TMF", True),  # a unit of the party that answers
    ("KK", BL, False),
    (BL, BL, True),
    (BL, "KK", False),
    ("KK (TMF) og BL's 1. kreds", BL, True),
    ("KK (TMF) og BL's 1. kreds", "SOF", False),
    ("", "TMF", False),
]


def goal_of(responsible: str) -> Given:
    return given(registered("M1", responsible=responsible), SAID)


@pytest.mark.parametrize(("responsible", "unit", "may"), AUTHORITY)
@pytest.mark.parametrize("command", BY_UNIT, ids=lambda command: type(command).__name__)
def test_a_responsible_unit_reports(
    command: c.GoalCommand, responsible: str, unit: str, may: bool
) -> None:
    asked = goal_of(responsible).when(command, tovholder(unit))
    if may:
        assert asked._decide()
    elif responsible:
        asked.refused(no.UnitNotResponsible("M1", unit, responsible))
    else:
        asked.refused(no.NoUnitResponsible("M1"))


@pytest.mark.parametrize("command", [*BY_UNIT, *BY_SECRETARIAT], ids=lambda c: type(c).__name__)
def test_the_secretariat_may_all(command: c.GoalCommand) -> None:
    assert goal_of(BL).when(command, MEMBER)._decide()


@pytest.mark.parametrize("command", BY_SECRETARIAT, ids=lambda command: type(command).__name__)
@pytest.mark.parametrize("role", ["tovholder", "auditor"])
def test_only_the_secretariat_changes_the_agreement(command: c.GoalCommand, role: e.Role) -> None:
    refusal = no.SecretariatOnly(type(command).__name__)
    goal_of("KK (TMF)").when(command, Member(member_id(7), "TMF", role)).refused(refusal)


def test_only_the_secretariat_registers_goals() -> None:
    given().when(register("M1"), tovholder("TMF")).refused(no.SecretariatOnly("RegisterGoal"))


@pytest.mark.parametrize("command", BY_UNIT, ids=lambda command: type(command).__name__)
def test_an_auditor_only_reads(command: c.GoalCommand) -> None:
    auditor = Member(member_id(7), "TMF", "auditor")
    goal_of("KK (TMF)").when(command, auditor).refused(no.AuditorsDoNotReport())


def test_who_answers_today_reports_about_yesterday() -> None:
    moved = e.GoalResponsibleChanged(date(2017, 3, 1), "r", "KK (SOF)")
    goal = given(registered("M1"), SAID, moved)
    command = report("M1", DAY, "Nyt")
    told = e.GoalStatusReported(DAY, "Nyt")
    goal.when(command, tovholder("TMF"), date(2017, 2, 28)).then(told)
    goal.when(command, tovholder("SOF"), date(2017, 3, 1)).then(told)
    goal.when(command, tovholder("TMF"), date(2017, 3, 1)).refused(
        no.UnitNotResponsible("M1", "TMF", "KK (SOF)")
    )


@pytest.mark.parametrize("in_round", [False, True])
def test_who_is_asked_in_a_round_may_answer(in_round: bool) -> None:
    moved = e.GoalResponsibleChanged(date(2017, 4, 1), "r", "KK (SOF)")
    goal = fold((registered("M1"), SAID, moved))
    ask = partial(decide, AGREEMENT, goal, tovholder("TMF"), date(2017, 4, 3), in_round=in_round)
    asked, later = (report("M1", day, "Nyt") for day in (date(2017, 3, 31), date(2017, 4, 3)))
    for command in [later] if in_round else [asked, later]:
        with pytest.raises(no.UnitNotResponsible):
            ask(command)
    if in_round:
        assert ask(asked) == (e.GoalStatusReported(asked.effective, "Nyt"),)


def decided(member: Member | None, actor: Member, command: members.MemberCommand) -> tuple:
    return members.decide(AGREEMENT, member, actor, command)


def test_members_come_and_go() -> None:
    new = member_id(9)
    (added,) = decided(None, MEMBER, AddMember(new, "TMF", "tovholder"))
    assert added == e.MemberAdded("TMF", "tovholder")
    member = members.evolve(new, None, added)
    assert members.acting(new, member) == Member(new, "TMF", "tovholder")
    (released,) = decided(member, MEMBER, ReleaseMember(new, "Ny stilling"))
    gone = members.evolve(new, member, released)
    assert decided(gone, MEMBER, ReleaseMember(new, "igen")) == ()
    with pytest.raises(no.MemberIsReleased):
        members.acting(new, gone)


def test_units_of_members() -> None:
    new = member_id(9)
    known = ("KK", BL, "TMF", "SOF")
    for unit in known:
        assert decided(None, MEMBER, AddMember(new, unit, "tovholder"))
    assert decided(None, MEMBER, AddMember(new, "Revisionen", "auditor"))
    with pytest.raises(no.UnknownUnit) as refused:
        decided(None, MEMBER, AddMember(new, "ABC", "tovholder"))
    assert refused.value == no.UnknownUnit("ABC", known)


@pytest.mark.parametrize(
    ("member", "actor", "command", "refusal"),
    [
        (None, tovholder("TMF"), AddMember(member_id(9), "TMF", "tovholder"),
         no.SecretariatOnly("AddMember")),
        (MEMBER, tovholder("TMF"), ReleaseMember(MEMBER.id, "r"),
         no.SecretariatOnly("ReleaseMember")),
        (MEMBER, MEMBER, AddMember(MEMBER.id, "TMF", "tovholder"), no.MemberAlreadyAdded()),
        (None, MEMBER, ReleaseMember(member_id(9), "r"), no.UnknownMember(str(member_id(9)))),
    ],
)  # fmt: skip
def test_refused(
    member: Member | None, actor: Member, command: members.MemberCommand, refusal: no.Refusal
) -> None:
    with pytest.raises(type(refusal)) as found:
        decided(member, actor, command)
    assert found.value == refusal


def test_nobody_acts_unknown() -> None:
    with pytest.raises(no.UnknownMember):
        members.acting(member_id(9), None)
    with pytest.raises(no.UnknownMember):
        members.evolve(member_id(9), None, e.MemberReleased("r"))
