"""Rounds: opened one at a time, moved and closed by the secretariat; what they ask of reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import Any

import pytest
from builders import (
    AGREEMENT,
    MEMBER,
    SECRETARIAT,
    Office,
    confirm,
    correct,
    fold,
    goal_id,
    member_id,
    registered,
    report,
    retract,
)

from domain import commands as c
from domain import events as e
from domain import refusals as no
from domain import rounds
from domain.decisions import decide
from domain.members import Member
from domain.quarters import Quarter
from domain.rounds import LONGEST_REMINDER, MOST_REMINDERS, CloseRound, MoveRound, OpenRound, Round

Q1 = Quarter(2017, 1)
DAY, TODAY = date(2017, 3, 31), date(2017, 3, 1)
METTE = Member(member_id(11), "TMF", "tovholder")
OPENED = e.RoundOpened(AGREEMENT.id, "2017-Q1", DAY, (7, 1))
CLOSED = e.RoundClosed(9, ())
LEFT = (e.Missed("M1", "KK (TMF)"), e.Missed("A1", ""))
DA = "1. kvartal 2017"


def told(events: Sequence[e.RoundEvent]) -> Round | None:
    ident = rounds.round_id(AGREEMENT.id, Q1)
    return reduce(lambda state, event: rounds.evolve(ident, state, event), events, None)


def asked(events: Sequence[e.RoundEvent], command: Any, actor: Member = MEMBER) -> Any:
    return rounds.decide(AGREEMENT, told(events), actor, TODAY, command)


def test_a_round_is_opened_with_reminders_in_order() -> None:
    assert asked((), OpenRound(Q1, DAY, (1, 7, 1))) == (OPENED,)
    assert told((OPENED,)) == Round(AGREEMENT.id, Q1, DAY, (7, 1))


def test_a_channel_is_told_of_the_round_for_which_it_was_named() -> None:
    followed = asked((), OpenRound(Q1, DAY, channel="C0123ABCD"))
    assert followed == (OPENED, e.RoundToldInChannel("C0123ABCD"))
    assert told(followed) == Round(AGREEMENT.id, Q1, DAY, (7, 1), channel="C0123ABCD")
    again = told((*followed, CLOSED, *asked((*followed, CLOSED), OpenRound(Q1, DAY))))
    assert again is not None
    assert again.channel == ""


def test_a_closed_round_may_be_opened_again() -> None:
    again = told((OPENED, e.RoundClosed(9, LEFT), *asked((OPENED, CLOSED), OpenRound(Q1, DAY))))
    assert again == Round(AGREEMENT.id, Q1, DAY, (7, 1), times=2)


def test_a_deadline_is_moved_and_the_same_one_is_nothing_new() -> None:
    later = date(2017, 4, 7)
    assert asked((OPENED,), MoveRound(Q1, later)) == (e.RoundDeadlineMoved(later),)
    assert asked((OPENED,), MoveRound(Q1, DAY)) == ()
    moved = told((OPENED, e.RoundDeadlineMoved(later)))
    assert moved is not None
    assert moved.deadline == later


def test_closing_states_what_was_missing_and_accepted() -> None:
    assert asked((OPENED,), CloseRound(Q1, 9, ())) == (CLOSED,)
    closed = asked((OPENED,), CloseRound(Q1, 9, LEFT, frozenset({"M1", "A1", "H1"})))
    assert closed == (e.RoundClosed(9, LEFT),)
    state = told((OPENED, *closed))
    assert state is not None
    assert (state.open, state.missing) == (False, LEFT)


REFUSED: list[tuple[Sequence[e.RoundEvent], Any, no.Refusal]] = [
    ((OPENED,), OpenRound(Q1, DAY), no.RoundAlreadyOpen(DA)),
    ((), OpenRound(Quarter(2019, 1), date(2019, 3, 1)),
     no.QuarterOutsideAgreement("1. kvartal 2019")),
    ((), OpenRound(Quarter(2017, 2), date(2017, 6, 1)),
     no.QuarterOutsideAgreement("2. kvartal 2017")),
    ((), OpenRound(Q1, date(2016, 12, 31)), no.RoundDeadlineTooEarly(DA, date(2016, 12, 31))),
    ((OPENED,), MoveRound(Q1, date(2016, 12, 31)),
     no.RoundDeadlineTooEarly(DA, date(2016, 12, 31))),
    ((), OpenRound(Q1, DAY, (-1,)), no.UnusableReminders(MOST_REMINDERS, LONGEST_REMINDER)),
    ((), OpenRound(Q1, DAY, (91,)), no.UnusableReminders(MOST_REMINDERS, LONGEST_REMINDER)),
    ((), OpenRound(Q1, DAY, tuple(range(11))),
     no.UnusableReminders(MOST_REMINDERS, LONGEST_REMINDER)),
    ((), OpenRound(Q1, DAY, channel="#opfølgning"), no.UnusableChannel("#opfølgning")),
    ((), MoveRound(Q1, DAY), no.NoOpenRound(DA)),
    ((OPENED, CLOSED), MoveRound(Q1, DAY), no.NoOpenRound(DA)),
    ((OPENED, CLOSED), CloseRound(Q1, 9, ()), no.NoOpenRound(DA)),
    ((OPENED,), CloseRound(Q1, 9, LEFT), no.ReportsMissing(DA, ("M1", "A1"))),
    ((OPENED,), CloseRound(Q1, 9, LEFT, frozenset({"M1"})), no.ReportsMissing(DA, ("A1",))),
]  # fmt: skip


@pytest.mark.parametrize(("events", "command", "refusal"), REFUSED, ids=lambda x: str(x)[:40])
def test_refused(events: Any, command: Any, refusal: no.Refusal) -> None:
    with pytest.raises(type(refusal)) as found:
        asked(events, command)
    assert found.value == refusal


@pytest.mark.parametrize(
    "command", [OpenRound(Q1, DAY), MoveRound(Q1, DAY), CloseRound(Q1, 9, ())], ids=str
)
def test_only_the_secretariat_opens_moves_and_closes(command: Any) -> None:
    with pytest.raises(no.SecretariatOnly):
        asked((OPENED,), command, METTE)


# --- the reason for a delay ---------------------------------------------------------------------

LATE = registered("M1", deadline="2. halvdel 2016")
SAID = e.GoalStatusReported(date(2016, 12, 1), "Halvt", "I proces")
EXCUSED = e.GoalStatusReported(date(2016, 12, 1), "Halvt", "I proces", "Vejret")
ASKED = no.DelayReasonRequired("M1", DA, "2. halvdel 2016")
IN_Q1 = date(2017, 2, 1)


def reports(*events: e.GoalEvent, command: Any, actor: Member = METTE, asks: bool = True) -> Any:
    return decide(AGREEMENT, fold(events), actor, TODAY, command, asks)


@pytest.mark.parametrize(
    ("events", "command"),
    [
        ((LATE, SAID), report("M1", IN_Q1, "Stadig")),
        ((LATE, SAID), report("M1", IN_Q1, fulfilment="I proces")),
        ((LATE, SAID), report("M1", IN_Q1, "Stadig", delay_reason=" – ")),
        ((LATE, SAID), confirm("M1", Q1, IN_Q1)),
        ((LATE, EXCUSED), report("M1", IN_Q1, "Stadig", delay_reason="")),
        ((LATE, EXCUSED, e.GoalFactRetracted(EXCUSED.effective, 2, "r"), SAID),
         confirm("M1", Q1, IN_Q1)),
        ((LATE, EXCUSED, e.GoalFactCorrected(EXCUSED.effective, 2, "r", delay_reason="")),
         confirm("M1", Q1, IN_Q1)),
        ((LATE,), report("M1", IN_Q1, "Intet om opfyldelsen")),
        ((registered("M1"), SAID, e.GoalDeadlineMoved(date(2016, 6, 1), "r", "2. halvdel 2016")),
         confirm("M1", Q1, IN_Q1)),
    ],
)  # fmt: skip
def test_in_a_round_a_late_goal_needs_its_reason(events: Any, command: Any) -> None:
    with pytest.raises(no.DelayReasonRequired) as found:
        reports(*events, command=command)
    assert found.value == ASKED
    assert reports(*events, command=command, asks=False)
    assert reports(*events, command=command, actor=MEMBER)


@pytest.mark.parametrize(
    ("events", "command"),
    [
        ((LATE, SAID), report("M1", IN_Q1, "Stadig", delay_reason="Vejret")),
        ((LATE, SAID), report("M1", IN_Q1, fulfilment="opfyldt")),
        ((LATE, SAID), report("M1", IN_Q1, fulfilment="Udgået")),
        ((LATE, EXCUSED), report("M1", IN_Q1, "Stadig")),
        ((LATE, EXCUSED), confirm("M1", Q1, IN_Q1)),
        ((LATE, SAID, e.GoalFactCorrected(SAID.effective, 2, "r", fulfilment="Opfyldt")),
         confirm("M1", Q1, IN_Q1)),
        ((registered("M1"), SAID), confirm("M1", Q1, IN_Q1)),
        ((registered("M1", deadline="løbende"), SAID), confirm("M1", Q1, IN_Q1)),
        ((registered("M1", deadline="1. kvartal 2017"), SAID), confirm("M1", Q1, IN_Q1)),
        ((LATE, SAID, e.GoalDeadlineMoved(date(2017, 1, 1), "r", "2018")),
         confirm("M1", Q1, IN_Q1)),
    ],
)  # fmt: skip
def test_a_reason_in_force_or_a_goal_that_is_not_late_is_enough(events: Any, command: Any) -> None:
    assert reports(*events, command=command)


@pytest.mark.parametrize(
    ("command", "event"),
    [(correct("M1", 2, "Ret"), e.GoalFactCorrected), (retract("M1", 2), e.GoalFactRetracted)],
)
def test_what_was_wrong_is_put_right_without_a_reason_for_delay(command: Any, event: Any) -> None:
    assert isinstance(reports(LATE, SAID, command=command)[0], event)


def test_the_ledger_knows_which_quarter_is_open(office: Office) -> None:
    office.add_member(METTE.id, "TMF", "tovholder")
    moved = c.MoveDeadline(goal_id("M1"), date(2016, 1, 1), "Ny", "2. halvdel 2016")
    office.tell(moved, report("M1", SAID.effective, "Halvt"))
    office.tell(OpenRound(Q1, DAY))
    with pytest.raises(no.DelayReasonRequired):
        office.tell(confirm("M1", Q1), actor=METTE.id)
    office.tell(report("M1", date(2017, 4, 1), "Andet kvartal"), actor=METTE.id)
    office.tell(confirm("M1", Q1), report("M1", Q1.last_day, fulfilment="I proces"),
                actor=SECRETARIAT)  # fmt: skip
    office.tell(CloseRound(Q1, 9, (), frozenset()))
    office.tell(report("M1", IN_Q1, fulfilment="I proces"), actor=METTE.id)
    with pytest.raises(no.EffectiveOutsideAgreement):
        office.tell(report("M1", date(1800, 1, 1), "x"), actor=METTE.id)


def test_two_who_open_at_once_open_one_round(office: Office) -> None:
    first, second = office.tell(OpenRound(Q1, DAY))[0], None
    with pytest.raises(no.RoundAlreadyOpen):
        second = office.tell(OpenRound(Q1, DAY))
    assert len(first.positions) == 1
    assert second is None
