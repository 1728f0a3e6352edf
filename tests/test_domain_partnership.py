"""Who may do what in a partnership, and what is refused: by the ledger itself, on both backends."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from conftest import OpenLedger
from msgspec.structs import replace
from partnership_helpers import (
    AUDITOR,
    CLERK,
    DAY,
    FIRST,
    GARDENER,
    MASTER,
    MAYOR,
    PARKER,
    SECRETARY,
    SMITH,
    Lodge,
    sha,
)

from domain import partnership_commands as c
from domain import partnership_refusals as no
from domain import refusals
from domain.ledger import Ledger
from domain.members import AddMember, ReleaseMember
from domain.partnership_events import Dissent
from projections.partnership_questions import partnership

TWICE, LATER = "ab" * 32, date(2027, 6, 1)


@pytest.fixture
def lodge(ledger: Ledger) -> Lodge:
    return Lodge(ledger).opened().seated()


def told(lodge: Lodge, position: int | None = None) -> Any:
    last = lodge.recorder.position()
    return partnership(lodge.recorder, lodge.agreement, last if position is None else position)


def state(lodge: Lodge, code: str = "regnplan") -> str:
    return next(one for one in told(lodge).deliverables if one.code == code).at(LATER).state


def refused(lodge: Lodge, refusal: Exception, command: Any, actor: Any = SECRETARY) -> None:
    before = lodge.recorder.position()
    with pytest.raises(type(refusal)) as found:
        lodge.tell(command, actor)
    assert found.value == refusal
    assert lodge.recorder.position() == before, "a refusal records nothing"


def test_a_deliverable_goes_its_way(lodge: Lodge) -> None:
    assert state(lodge) == "ide"
    lodge.tell(c.DraftDeliverable("regnplan", "v1.docx", sha("v1")), SMITH)
    lodge.tell(c.ContributeToDeliverable("regnplan", "gartnerlag", sha("v1"), "Vand"), GARDENER)
    lodge.tell(c.HandDeliverable("regnplan", sha("v1")), PARKER)
    assert state(lodge) == "forelagt"
    assert len(lodge.tell(c.ApproveDeliverable("regnplan", sha("v1")), MAYOR).positions) == 1
    assert state(lodge) == "forelagt", "the agreement asks for two"
    assert len(lodge.tell(c.ApproveDeliverable("regnplan", sha("v1")), MASTER).positions) == 2
    assert state(lodge) == "vedtaget"
    refused(lodge, no.NoSuchStep("regnplan", "Vedtaget", ()),
            c.DraftDeliverable("regnplan", "v2", sha("v2")), SMITH)  # fmt: skip


def test_what_is_sent_back_needs_all_approvals_again(lodge: Lodge) -> None:
    one = lodge.submitted()
    lodge.tell(c.ApproveDeliverable("regnplan", one), MAYOR)
    lodge.tell(c.ReturnDeliverable("regnplan", one, "Uklar"), MASTER)
    assert state(lodge) == "paa-baenken"
    lodge.tell(c.HandDeliverable("regnplan", one), PARKER)
    lodge.tell(c.ApproveDeliverable("regnplan", one), MASTER)
    assert state(lodge) == "forelagt"


def test_only_a_seat_at_that_moment_approves(lodge: Lodge) -> None:
    one = lodge.submitted()
    no_seat = no.NoSeatToApprove("regnplan", "Oldermændene")
    for actor in (SECRETARY, CLERK, GARDENER, AUDITOR, SMITH):
        refused(lodge, no_seat, c.ApproveDeliverable("regnplan", one), actor)
    lodge.tell(c.ReleaseSeat("oldermaend", MAYOR, DAY, "Ny post"))
    refused(lodge, no_seat, c.ApproveDeliverable("regnplan", one), MAYOR)
    lodge.tell(c.TakeSeat("oldermaend", MAYOR, "BY", LATER))
    refused(lodge, no_seat, c.ApproveDeliverable("regnplan", one), MAYOR)
    lodge.today = LATER
    lodge.tell(c.ApproveDeliverable("regnplan", one), MAYOR)
    refused(lodge, no.AlreadyApproved("regnplan"), c.ApproveDeliverable("regnplan", one), MAYOR)
    lodge.tell(ReleaseMember(MASTER, ""))
    refused(lodge, refusals.MemberIsReleased(str(MASTER)),
            c.ApproveDeliverable("regnplan", one), MASTER)  # fmt: skip


def test_nobody_approves_their_own(lodge: Lodge) -> None:
    lodge.tell(c.TakeSeat("oldermaend", PARKER, "BY", FIRST))
    one = lodge.submitted()
    refused(lodge, no.OwnSubmission("regnplan"), c.ApproveDeliverable("regnplan", one), PARKER)
    lodge.tell(c.ReturnDeliverable("regnplan", one, "Uklar"), MAYOR)
    lodge.tell(c.DraftDeliverable("regnplan", "v2", sha("v2")), SMITH)
    lodge.tell(c.HandDeliverable("regnplan", sha("v2")))
    lodge.tell(c.ApproveDeliverable("regnplan", sha("v2")), PARKER)


def test_what_is_approved_is_the_version_that_was_shown(lodge: Lodge) -> None:
    old = lodge.submitted("v1")
    stale = no.StaleVersion("regnplan", TWICE, old)
    refused(lodge, stale, c.ApproveDeliverable("regnplan", TWICE), MAYOR)
    lodge.tell(c.ReturnDeliverable("regnplan", old, "Uklar"), MAYOR)
    new = lodge.submitted("v2")
    for command in (c.ApproveDeliverable("regnplan", old),
                    c.ReturnDeliverable("regnplan", old, "x")):  # fmt: skip
        refused(lodge, no.StaleVersion("regnplan", old, new), command, MAYOR)
    refused(lodge, no.NotASha256("v2"), c.ApproveDeliverable("regnplan", "v2"), MAYOR)
    refused(lodge, no.NoSuchStep("regnplan", "Forelagt", ("return", "approve")),
            c.DraftDeliverable("regnplan", "v3", sha("v3")), SMITH)  # fmt: skip


def test_a_seat_that_is_lost_meanwhile_approves_nothing(
    lodge: Lodge, store_url: str, open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else releases the seat after the approval was decided, before it is recorded."""
    one = lodge.submitted()
    other = Lodge(open_ledger(store_url), prefix="other")
    append, calls = lodge.recorder.append, []

    def append_late(*args: Any) -> Any:
        if not calls:
            calls.append(other.tell(c.ReleaseSeat("oldermaend", MAYOR, DAY, "Ny post")))
        return append(*args)

    monkeypatch.setattr(lodge.recorder, "append", append_late)
    with pytest.raises(no.NoSeatToApprove):
        lodge.tell(c.ApproveDeliverable("regnplan", one), MAYOR)
    assert calls
    assert state(lodge) == "forelagt"
    lodge.tell(c.ApproveDeliverable("regnplan", one), MASTER)  # others' seats are as they were


def test_something_else_recorded_meanwhile_is_no_hindrance(
    lodge: Lodge, store_url: str, open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = lodge.submitted()
    other = Lodge(open_ledger(store_url), prefix="other")
    append, calls = lodge.recorder.append, []

    def append_late(*args: Any) -> Any:
        calls.append(other.tell(c.DraftDeliverable("fest", "x", sha(str(len(calls)))), GARDENER))
        return append(*args)

    monkeypatch.setattr(lodge.recorder, "append", append_late)
    lodge.tell(c.ApproveDeliverable("regnplan", one), MAYOR)
    assert len(calls) == 1


def decided(lodge: Lodge, kind: Any = "approved", **more: Any) -> str:
    meeting = lodge.met()
    lodge.tell(c.RecordDecision(meeting, 1, kind, "Sådan bliver det", **more))
    return f"{meeting}/1"


def test_a_lapse_ends_it_all_but_the_questions(lodge: Lodge) -> None:
    lapse = decided(lodge, "lapse")
    other = c.LapseAgreement("oldermaend-1/9", DAY, "Slut")
    refused(lodge, no.UnknownDecision("oldermaend-1/9"), other)
    refused(lodge, refusals.SecretariatOnly("LapseAgreement"),
            replace(other, decision=lapse), MAYOR)  # fmt: skip
    refused(lodge, refusals.EffectiveInFuture(LATER, DAY),
            replace(other, decision=lapse, effective=LATER))  # fmt: skip
    lodge.tell(replace(other, decision=lapse))
    over = no.AgreementHasLapsed("Gårdlaugsaftalen", DAY, lapse)
    for command, actor in (
        (c.DraftDeliverable("regnplan", "v1", sha("v1")), SMITH),
        (c.TakeSeat("baenk", GARDENER, "SMED", DAY), SECRETARY),
        (replace(other, decision=lapse), SECRETARY),
        (AddMember(AUDITOR, "PARK", "auditor"), SECRETARY),
        (c.FinishFollowUp(lapse, DAY, "Gjort"), SECRETARY),
    ):
        refused(lodge, over, command, actor)
    assert told(lodge).lapsed.decision == lapse
    assert len(told(lodge).composition("oldermaend", LATER)) == 2
    lodge.tell(ReleaseMember(SMITH, "Fratrådt"))  # names must still be erased


def test_an_approval_by_decision_is_of_that_version(ledger: Ledger) -> None:
    lodge = Lodge(ledger)
    rule = lodge.agreement.organised.approval
    strict = replace_rule(lodge, replace(rule, by_decision=True, approvals=1))
    lodge = strict.opened().seated()
    old = lodge.submitted("v1")
    decision = decided(lodge, refers=("deliverable:regnplan",))
    lodge.tell(c.ReturnDeliverable("regnplan", old, "Uklar"), MAYOR)
    new = lodge.submitted("v2")
    wrong = no.NotThatDecision(decision, "Oldermændene", "approved")
    refused(lodge, wrong, c.ApproveDeliverable("regnplan", new, decision), MAYOR)
    refused(lodge, no.UnknownDecision(""), c.ApproveDeliverable("regnplan", new), MAYOR)
    lodge.tell(c.RecordDecision("oldermaend-1", 1, "approved", "Nu",
                                refers=("deliverable:regnplan",), supersedes=decision))  # fmt: skip
    superseded = no.DecisionIsSuperseded(decision, "oldermaend-1/2")
    refused(lodge, superseded, c.ApproveDeliverable("regnplan", new, decision), MAYOR)
    lodge.tell(c.ApproveDeliverable("regnplan", new, "oldermaend-1/2"), MAYOR)
    assert state(lodge) == "vedtaget"
    both = told(lodge).decisions()
    assert [one.superseded_by for one in both] == ["oldermaend-1/2", ""]


def replace_rule(lodge: Lodge, rule: Any) -> Lodge:
    organisation = replace(lodge.agreement.organised, approval=rule)
    return dataclasses.replace(lodge, agreement=replace(lodge.agreement, organisation=organisation))


def test_seats_are_known_at_both_times(lodge: Lodge) -> None:
    before = lodge.recorder.position()
    new = UUID(int=77)
    lodge.tell(AddMember(new, "SMED", "tovholder"))
    lodge.tell(c.TakeSeat("baenk", new, "SMED", LATER, replaces=SMITH), MASTER)
    after = lodge.recorder.position()
    sat = [one.member for one in told(lodge, before).composition("baenk", LATER)]
    assert sat == [SMITH, PARKER]
    now = told(lodge, after)
    assert [one.member for one in now.composition("baenk", DAY)] == [SMITH, PARKER]
    assert {one.member for one in now.composition("baenk", LATER)} == {PARKER, new}


CALL = c.CallMeeting("baenk", 1, DAY, "09:00", 60, "Smedjen", ("Sager",), (SMITH,))
DECIDE = c.RecordDecision("oldermaend-1", 1, "other", "Ja")
OUTSIDE = refusals.EffectiveOutsideAgreement(date(2026, 1, 1), FIRST, date(2036, 1, 31))

REFUSED: list[tuple[Exception, Any, Any]] = [
    (no.UnknownForum("raad", ("oldermaend", "baenk", "gartnerlag", "gaardraad")),
     c.TakeSeat("raad", SMITH, "SMED", DAY), SECRETARY),
    (no.ForumOfEachProject("gaardraad"), c.TakeSeat("gaardraad", GARDENER, "GART", DAY), SECRETARY),
    (no.UnitHasNoSeat("Bænken", "GART", ("SMED", "PARK")),
     c.TakeSeat("baenk", GARDENER, "GART", DAY), SECRETARY),
    (no.SeatsAreTaken("Bænken", "SMED", 1), c.TakeSeat("baenk", MASTER, "SMED", DAY), SECRETARY),
    (no.AlreadySeated("Oldermændene"), c.TakeSeat("oldermaend", MAYOR, "BY", DAY), SECRETARY),
    (no.MemberOfAnotherUnit("PARK", "SMED"), c.TakeSeat("baenk", SMITH, "PARK", DAY), SECRETARY),
    (no.AuditorsDoNotSit(), c.TakeSeat("oldermaend", AUDITOR, "BY", DAY), SECRETARY),
    (no.NotYoursToFill("LAUG"), c.TakeSeat("oldermaend", SMITH, "LAUG", DAY), MAYOR),
    (no.NotYoursToFill("BY"), c.TakeSeat("oldermaend", CLERK, "BY", DAY), CLERK),
    (no.NotYoursToFill("BY"), c.ReleaseSeat("oldermaend", MAYOR, DAY, "Nej"), MASTER),
    (no.NotSeated("Bænken"), c.ReleaseSeat("baenk", MAYOR, DAY, "Nej"), SECRETARY),
    (no.NotSeated("Bænken"), c.TakeSeat("baenk", MASTER, "SMED", DAY, MAYOR), SECRETARY),
    (OUTSIDE, c.TakeSeat("gartnerlag", MASTER, "GART", date(2026, 1, 1)), SECRETARY),
    (no.NotAPattern("baenk"), c.SetUpForum("baenk", "nord", "Nord", DAY), SECRETARY),
    (no.NotACode("Nord!"), c.SetUpForum("gaardraad", "Nord!", "Nord", DAY), SECRETARY),
    (no.NotACode("nord-2"), c.SetUpForum("gaardraad", "nord-2", "Nord", DAY), SECRETARY),
    (refusals.SecretariatOnly("SetUpForum"), c.SetUpForum("gaardraad", "nord", "N", DAY), MAYOR),
    (no.NotOfTheForum("Bænken"), CALL, GARDENER),
    (no.NotOfTheForum("Bænken"), CALL, AUDITOR),
    (no.MeetingAlreadyCalled("baenk-2"), replace(CALL, number=2), SMITH),
    (no.MeetingAlreadyCalled("oldermaend-1"), replace(CALL, forum="oldermaend"), CLERK),
    (no.NotATime("25:00, 60 min."), replace(CALL, time="25:00"), SMITH),
    (no.NotATime("09:00, 0 min."), replace(CALL, minutes=0), SMITH),
    (no.NothingOnTheAgenda("baenk-1", 0), replace(CALL, agenda=()), SMITH),
    (refusals.EmptyText("agenda"), replace(CALL, agenda=(" ",)), SMITH),
    (refusals.TextTooLong("agenda", 30), replace(CALL, agenda=("x",) * 31), SMITH),
    (refusals.UnknownMember(str(UUID(int=99))),
     replace(CALL, invited=(UUID(int=99),)), SMITH),
    (no.UnknownMeeting("baenk-1"), c.CancelMeeting("baenk-1", "Nej"), SMITH),
    (no.MeetingIsOver("oldermaend-1"), c.CancelMeeting("oldermaend-1", "Nej"), MAYOR),
    (no.NothingMoved("oldermaend-2"), c.MoveMeeting("oldermaend-2", "x", LATER, "09:00"), MAYOR),
    (no.MeetingNotHeld("oldermaend-2", LATER), c.HoldMeeting("oldermaend-2", (MAYOR,)), MAYOR),
    (no.NobodyPresent("oldermaend-2"), c.HoldMeeting("oldermaend-2", ()), MAYOR),
    (no.NobodyPresent("oldermaend-2"), c.HoldMeeting("oldermaend-2", (MAYOR,), (MAYOR,)), MAYOR),
    (no.MeetingNotHeld("oldermaend-2", LATER), replace(DECIDE, meeting="oldermaend-2"), MAYOR),
    (no.NothingOnTheAgenda("oldermaend-1", 3), replace(DECIDE, item=3), MAYOR),
    (no.NotOfTheForum("Oldermændene"), DECIDE, SMITH),
    (no.UnknownReference("goal:G1"), replace(DECIDE, refers=("goal:G1",)), MAYOR),
    (no.UnknownReference("sag:9"), replace(DECIDE, refers=("sag:9",)), MAYOR),
    (no.UnknownReference("project:syd"), replace(DECIDE, refers=("project:syd",)), MAYOR),
    (no.UnknownReference("deliverable:fest"),
     replace(DECIDE, kind="approved", refers=("deliverable:fest",)), MAYOR),
    (no.UnknownDecision("oldermaend-1/7"), replace(DECIDE, supersedes="oldermaend-1/7"), MAYOR),
    (no.UnknownDecision("oldermaend-1/x"),
     replace(DECIDE, refers=("decision:oldermaend-1/x",)), MAYOR),
    (refusals.UnknownUnit("XX", ("BY", "LAUG", "PARK", "VAND", "SMED", "GART")),
     replace(DECIDE, responsible="XX"), MAYOR),
    (no.DueBeforeMeeting(LATER), replace(DECIDE, due=LATER), MAYOR),
    (no.DueBeforeMeeting(FIRST), replace(DECIDE, due=FIRST, responsible="SMED"), MAYOR),
    (no.NoFollowUp("oldermaend-1/2"), c.FinishFollowUp("oldermaend-1/2", DAY, "x"), MAYOR),
    (no.NotOfTheForum("Oldermændene"), c.FinishFollowUp("oldermaend-1/1", DAY, "x"), PARKER),
    (refusals.EffectiveInFuture(LATER, DAY), c.FinishFollowUp("oldermaend-1/1", LATER, "x"), SMITH),
    (no.MinutesNotApproved("oldermaend-1"), c.AddToMinutes("oldermaend-1", "Mere"), MAYOR),
    (no.MinutesNotWritten("oldermaend-1"),
     c.ApproveMinutes("oldermaend-1", "oldermaend-2", ""), MAYOR),
    (no.MinutesNotWritten("oldermaend-1"),
     c.ApproveMinutes("oldermaend-1", "oldermaend-2", TWICE), MAYOR),
    (no.NotASha256("x"), c.DraftMinutes("oldermaend-1", "x", "Ord"), MAYOR),
    (refusals.EmptyText("text"), c.DraftMinutes("oldermaend-1", TWICE), MAYOR),
    (no.UnknownDeliverable("brød", ("regnplan", "smedeskik", "fest")),
     c.DraftDeliverable("brød", "x", TWICE), SMITH),
    (no.NotForYou("regnplan", ("Bænken", "Gartnerlaget")),
     c.DraftDeliverable("regnplan", "x", TWICE), MAYOR),
    (no.NoSuchStep("regnplan", "Idé", ("draft", "withdraw")),
     c.HandDeliverable("regnplan", TWICE), SMITH),
    (no.NotForYou("regnplan", ("Oldermændene",)), c.WithdrawDeliverable("regnplan", "x"), SMITH),
    (no.SameVersion("smedeskik"), c.DraftDeliverable("smedeskik", "x", sha("s")), SMITH),
    (no.StaleVersion("smedeskik", TWICE, sha("s")), c.HandDeliverable("smedeskik", TWICE), SMITH),
    (no.NoSuchStep("smedeskik", "På bænken", ("draft", "contribute", "hand", "withdraw")),
     c.HandDeliverable("smedeskik", sha("s"), "baenk"), SMITH),
    (no.NotForYou("smedeskik", ()),
     c.ContributeToDeliverable("smedeskik", "baenk", sha("s"), "x"), SMITH),
    (no.NotThatDecision("oldermaend-1/1", "Oldermændene", "prioritised"),
     c.PrioritiseDeliverable("fest", 1, "oldermaend-1/1", DAY), MAYOR),
    (no.NoSuchPlace(9, 3), c.PrioritiseDeliverable("fest", 9, "oldermaend-1/3", DAY), MAYOR),
    (no.NoSuchPlace(3, 3), c.PrioritiseDeliverable("fest", 3, "oldermaend-1/3", DAY), MAYOR),
    (no.NotThatDecision("oldermaend-1/1", "Oldermændene", "lapse"),
     c.LapseAgreement("oldermaend-1/1", DAY, "Slut"), SECRETARY),
    (refusals.UnprintableText("reason"), c.ReleaseSeat("baenk", SMITH, DAY, "\x00"), SECRETARY),
    (refusals.TextTooLong("text", 8000), replace(DECIDE, text="x" * 8001), MAYOR),
    (refusals.EmptyText("text"), replace(DECIDE, text="-"), MAYOR),
    (refusals.EmptyText("dissent"), replace(DECIDE, dissent=(Dissent("GART", ""),)), MAYOR),
]  # fmt: skip


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Lodge:
    """A partnership with a meeting held, another called, and three decisions."""
    from databases import make_ledger

    path = tmp_path_factory.mktemp("busy") / "busy.db"
    lodge = Lodge(make_ledger(f"sqlite:///{path}")).opened().seated()
    lodge.met()
    lodge.tell(c.CallMeeting("oldermaend", 2, LATER, "09:00", 60, "Smedjen", ("Sager",), ()))
    lodge.tell(replace(DECIDE, responsible="SMED", due=LATER, dissent=(Dissent("GART", "Nej"),)))
    lodge.tell(DECIDE, MAYOR)
    lodge.tell(replace(DECIDE, kind="prioritised", refers=("deliverable:fest",)), CLERK)
    lodge.tell(c.DraftDeliverable("smedeskik", "x", sha("s")), SMITH)
    return lodge


@pytest.mark.parametrize(("refusal", "command", "actor"), REFUSED, ids=lambda x: str(x)[:50])
def test_refused(busy: Lodge, refusal: Exception, command: Any, actor: Any) -> None:
    refused(busy, refusal, command, actor)


def test_every_refusal_has_a_test() -> None:
    elsewhere = {no.AgreementHasLapsed, no.NoSeatToApprove, no.OwnSubmission, no.AlreadyApproved,
                 no.DecisionIsSuperseded, no.ForumAlreadySetUp, no.MinutesAreApproved,
                 no.NotAnEarlierDecision,
                 no.NotALaterMeeting, no.NoLapse}  # fmt: skip
    own = {one for one in refusals.Refusal.__subclasses__() if one.__module__ == no.__name__}
    assert {type(one) for one, _, _ in REFUSED if type(one) in own} | elsewhere == own


def test_minutes_are_approved_by_a_later_meeting_and_then_only_added_to(lodge: Lodge) -> None:
    first = lodge.met()
    lodge.tell(c.DraftMinutes(first, sha("a"), "Vi mødtes"), MAYOR)
    lodge.tell(c.DraftMinutes(first, sha("b"), "Vi mødtes alle"), MAYOR)
    second = lodge.met(number=2)
    for at in (first, lodge.met("baenk")):
        refused(lodge, no.NotALaterMeeting(first, at), c.ApproveMinutes(first, at, sha("b")))
    refused(lodge, no.StaleVersion(first, sha("a"), sha("b")),
            c.ApproveMinutes(first, second, sha("a")))  # fmt: skip
    lodge.tell(c.ApproveMinutes(first, second, sha("b")), CLERK)
    approved = no.MinutesAreApproved(first)
    changes: list[Callable[[], Any]] = [
        lambda: c.DraftMinutes(first, sha("c"), "Andet"),
        lambda: replace(DECIDE, meeting=first),
        lambda: c.ApproveMinutes(first, second, sha("b")),
    ]
    for change in changes:
        refused(lodge, approved, change())
    lodge.tell(c.AddToMinutes(first, "Smeden var der også"))
    (meeting,) = [one for one in told(lodge).meetings if one.name == first]
    assert (meeting.approved_at, meeting.addenda) == (second, ["Smeden var der også"])


def test_a_decision_takes_the_place_of_an_earlier_one_by_the_days(lodge: Lodge) -> None:
    lodge.tell(c.CallMeeting("oldermaend", 1, LATER, "09:00", 60, "Smedjen", ("Sager",), ()))
    earlier = lodge.met(number=2)
    lodge.tell(replace(DECIDE, meeting=earlier), MAYOR)
    lodge.today = LATER
    lodge.tell(c.HoldMeeting("oldermaend-1", (MAYOR,)))
    lodge.tell(DECIDE, MAYOR)
    refused(lodge, no.NotAnEarlierDecision("oldermaend-1/1", LATER),
            replace(DECIDE, meeting=earlier, supersedes="oldermaend-1/1"))  # fmt: skip
    lodge.tell(replace(DECIDE, supersedes="oldermaend-2/1"), MAYOR)


def test_a_forum_of_a_project_is_set_up_once(lodge: Lodge) -> None:
    lodge.tell(c.SetUpForum("gaardraad", "nord", "Gårdråd Nord", DAY))
    again = c.SetUpForum("gaardraad", "nord", "Igen", DAY)
    refused(lodge, no.ForumAlreadySetUp("Gårdråd Nord"), again)
    lodge.tell(c.TakeSeat("gaardraad-nord", GARDENER, "GART", DAY))
    refused(lodge, no.UnitHasNoSeat("Gårdråd Nord", "SMED", ("GART", "PARK")),
            c.TakeSeat("gaardraad-nord", SMITH, "SMED", DAY))  # fmt: skip
    meeting = lodge.met()
    lodge.tell(replace(DECIDE, meeting=meeting, refers=("project:nord",)))
    assert [code for code, _, _ in told(lodge).forums(DAY)][-1] == "gaardraad-nord"
    assert [code for code, _, _ in told(lodge).forums(FIRST)][-1] == "gartnerlag"


def test_an_order_holds_from_its_day(lodge: Lodge) -> None:
    decision = decided(lodge, "prioritised", refers=("deliverable:fest",))
    lodge.tell(c.PrioritiseDeliverable("fest", 1, decision, DAY), CLERK)
    codes = lambda day: [one.code for one in told(lodge).in_order(day)]  # noqa: E731
    assert codes(FIRST) == ["regnplan", "smedeskik", "fest"]
    assert codes(DAY) == ["fest", "regnplan", "smedeskik"]


def test_an_agreement_that_does_not_say_how_it_lapses(ledger: Ledger) -> None:
    lodge = Lodge(ledger)
    organisation = replace(lodge.agreement.organised, lapse=None)
    lodge.agreement = replace(lodge.agreement, organisation=organisation)
    lodge.opened()
    refused(lodge, no.NoLapse(), c.LapseAgreement("x-1/1", DAY, "Slut"))
