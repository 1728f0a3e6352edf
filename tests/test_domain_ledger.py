"""The ledger's promises, on both backends: one transaction, one order, each command once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from builders import (
    AGREEMENT,
    NOON,
    SECRETARIAT,
    TODAY,
    Office,
    by,
    confirm,
    goal_id,
    member_id,
    moment,
    register,
    report,
    retract,
)
from conftest import OpenLedger
from msgspec.structs import replace
from sqlalchemy import delete, select, update

from domain import commands as c
from domain import refusals as no
from domain.ledger import Ledger
from domain.members import AddMember, ReleaseMember
from domain.quarters import Quarter
from domain.recording import Outcome
from domain.work import LoadAgreement
from projections import upkeep
from projections.directory import Directory
from projections.questions import Questions
from projections.recorder import ViewsOutOfDate
from projections.schema import DIRECTORY, LOG, NOTHING_NEW, VIEW_STATE

DAY = date(2017, 2, 1)
Q1 = Quarter(2017, 1)
SECOND = 1_000_000


def log(ledger: Ledger) -> Sequence[Any]:
    with ledger.recorder.reading() as connection:
        return connection.execute(select(LOG).order_by(LOG.c.position)).all()


def everything(ledger: Ledger) -> dict[str, Sequence[Any]]:
    """Every row of every table of the store."""
    recorder = ledger.recorder
    tables = [recorder.events, LOG, VIEW_STATE, *recorder.views.tables.all()]
    with recorder.reading() as connection:
        return {t.name: sorted(map(tuple, connection.execute(select(t)))) for t in tables}


# --- positions and times -------------------------------------------------------------------------


def test_positions_have_no_gaps(office: Office) -> None:
    for n in range(3):
        with pytest.raises(no.NothingReported):  # a refusal takes no position
            office.tell(report("A1", DAY, f"{n}"), report("M1", DAY))
        (first, second) = office.tell(report("M1", DAY, f"{n}"), report("A1", DAY, f"{n}"))
        assert first.positions == (6 + 2 * n,)
        assert second.positions == (7 + 2 * n,)
    assert [row.position for row in log(office.ledger)] == list(range(1, 12))
    assert Questions(office.recorder).last_position() == 11


def test_recorded_time_never_runs_backwards(office: Office) -> None:
    clock = [NOON + 50 * SECOND, NOON - 3600 * SECOND, NOON + 51 * SECOND, 0]
    told = [office.tell(report("M1", DAY, f"{now}"), now=now)[0] for now in clock]
    expected = [max(clock[: n + 1]) for n in range(len(clock))]
    assert [outcome.recorded_at for outcome in told] == expected
    times = [row.recorded_at for row in log(office.ledger)]
    assert times == sorted(times)
    assert times[-4:] == expected


def test_the_log_says_who_from_where_and_with_which_bytes(office: Office) -> None:
    office.add_member(member_id(7), "TMF", "tovholder")
    command = report("M1", DAY, "Vinduer", fulfilment="I proces")
    told = by("slack-1", member_id(7), "message 9")
    outcome = office.ledger.handle(AGREEMENT.id, command, told, moment(office.now))
    (row,) = (row for row in log(office.ledger) if row.position == outcome.positions[0])
    assert (row.actor, row.channel, row.source) == (str(member_id(7)), "test", "message 9")
    assert (row.command_id, row.ordinal) == ("slack-1", 0)
    (entry,) = Questions(office.recorder).entries_at(outcome.positions)
    assert bytes(row.sha256) == hashlib.sha256(entry.state).digest() == entry.sha256
    assert entry.state == (b'{"effective":"2017-02-01","text":"Vinduer","fulfilment":"I proces"}')


def test_every_stored_hash_is_of_the_stored_bytes(office: Office) -> None:
    for entry in Questions(office.recorder).entries():
        assert entry.sha256 == hashlib.sha256(entry.state).digest()


# --- the same command again ----------------------------------------------------------------------


def test_the_same_command_again_gets_the_first_outcome(office: Office) -> None:
    (first,) = office.tell(report("M1", DAY, "Nyt"), ids=["x"])
    before = everything(office.ledger)
    (again,) = office.tell(report("M1", DAY, "Nyt"), ids=["x"])
    assert again == replace(first, repeated=True)
    assert everything(office.ledger) == before


def test_also_when_it_would_now_be_refused(office: Office) -> None:
    (first,) = office.tell(c.AddAlias(goal_id("M1"), "Lys"), ids=["x"])
    (again,) = office.tell(c.AddAlias(goal_id("M1"), "Lys"), ids=["x"])
    assert again == replace(first, repeated=True)
    office.tell(c.WithdrawGoal(goal_id("M1"), date(2016, 1, 1), "Opgivet"))
    (again,) = office.tell(report("M1", DAY, "for sent"), ids=["x"])
    assert again == replace(first, repeated=True)


def test_also_from_another_ledger(office: Office, store_url: str, open_ledger: OpenLedger) -> None:
    (first,) = office.tell(report("M1", DAY, "Nyt"), ids=["x"])
    other = Office(open_ledger(store_url))
    assert other.tell(report("M1", DAY, "Nyt"), ids=["x"]) == [replace(first, repeated=True)]


def test_also_with_new_commands_beside_it(office: Office) -> None:
    (first,) = office.tell(report("M1", DAY, "Nyt"), ids=["x"])
    told = office.tell(
        report("A1", DAY, "a"), report("M1", DAY, "Nyt"), report("H1", DAY, "h"),
        ids=["new-1", "x", "new-2"],
    )  # fmt: skip
    assert [outcome.positions for outcome in told] == [(7,), first.positions, (8,)]
    assert [outcome.repeated for outcome in told] == [False, True, False]


def test_also_within_a_transaction(office: Office) -> None:
    alias = c.AddAlias(goal_id("M1"), "Lys")
    first, again, other = office.tell(alias, alias, report("A1", DAY, "a"), ids=["x", "x", "y"])
    assert again == replace(first, repeated=True)
    assert (first.positions, other.positions) == ((6,), (7,))
    assert len(log(office.ledger)) == 7


def test_a_command_of_several_events_is_one_command(ledger: Ledger) -> None:
    office = Office(ledger)
    (first,) = office.tell(LoadAgreement(AGREEMENT, "Sekretariatet"), ids=["x"])
    assert first.positions == (1, 2)
    assert [row.ordinal for row in log(ledger)] == [0, 1]
    assert office.tell(LoadAgreement(AGREEMENT, "Andre"), ids=["x"]) == [
        replace(first, repeated=True)
    ]


def test_nothing_new_is_nothing_recorded(office: Office) -> None:
    office.tell(report("M1", date(2016, 12, 1), "Før"))
    office.tell(confirm("M1", Q1))
    before = everything(office.ledger)
    assert office.tell(confirm("M1", Q1)) == [Outcome((), office.now)]
    assert everything(office.ledger) == before


# --- nothing new, and the same command again -----------------------------------------------------


def answered(ledger: Ledger) -> Sequence[Any]:
    with ledger.recorder.reading() as connection:
        return connection.execute(select(NOTHING_NEW)).all()


def with_nothing_new(office: Office) -> Outcome:
    """A confirmation that had nothing new, and would have something new by now."""
    office.tell(report("M1", date(2016, 12, 1), "Før"))
    office.tell(confirm("M1", Q1), ids=["first"])
    (outcome,) = office.tell(confirm("M1", Q1), ids=["again"])
    office.tell(retract("M1", 3))
    return outcome


def test_a_command_with_nothing_new_has_nothing_new_for_ever(
    office: Office, store_url: str, open_ledger: OpenLedger
) -> None:
    first = with_nothing_new(office)
    before = everything(office.ledger), answered(office.ledger)
    other = Office(open_ledger(store_url))
    for one in (office, other):
        assert one.tell(confirm("M1", Q1), ids=["again"]) == [replace(first, repeated=True)]
    assert (everything(office.ledger), answered(office.ledger)) == before
    (new,) = office.tell(confirm("M1", Q1), ids=["new"])
    assert new.positions == (9,)  # it would have: another command of the same words records it


def test_what_had_nothing_new_stands_with_when_and_on_what_it_was_decided(office: Office) -> None:
    first = with_nothing_new(office)
    assert answered(office.ledger) == [("again", 7, first.recorded_at)]
    (late,) = office.tell(c.RetitleGoal(goal_id("M1"), "Mål M1"), ids=["late"], now=0)
    assert late == Outcome((), log(office.ledger)[-1].recorded_at)  # time never runs backwards


def test_nothing_new_beside_something_new_stands_in_the_same_transaction(office: Office) -> None:
    office.tell(c.RetitleGoal(goal_id("M1"), "Lys"))
    same = c.RetitleGoal(goal_id("M1"), "Lys")
    first, second, third = office.tell(
        same, report("A1", DAY, "a"), c.RetitleGoal(goal_id("M1"), "Mørke"), ids=["x", "y", "z"]
    )
    assert [one.positions for one in (first, second, third)] == [(), (7,), (8,)]
    assert office.tell(same, report("A1", DAY, "b"), ids=["x", "new"]) == [
        replace(first, repeated=True), Outcome((9,), office.now),
    ]  # fmt: skip


def test_a_refusal_beside_it_leaves_no_answer(office: Office) -> None:
    office.tell(c.RetitleGoal(goal_id("M1"), "Lys"))
    with pytest.raises(no.NothingReported):
        office.tell(c.RetitleGoal(goal_id("M1"), "Lys"), report("A1", DAY))
    assert answered(office.ledger) == []


def test_no_command_at_all_leads_to_nothing(office: Office) -> None:
    before = everything(office.ledger)
    assert office.ledger.would(AGREEMENT.id, [], moment()) == []
    assert office.tell() == []
    assert everything(office.ledger) == before


def test_a_thousand_with_nothing_new(office: Office) -> None:
    office.tell(c.RetitleGoal(goal_id("M1"), "Lys"))
    many = [c.RetitleGoal(goal_id("M1"), "Lys")] * 1_000
    ids = [f"m-{n}" for n in range(1_000)]
    first = office.tell(*many, ids=ids)
    assert {one.positions for one in first} == {()}
    assert len(answered(office.ledger)) == 1_000
    assert office.tell(*many, ids=ids) == [replace(one, repeated=True) for one in first]
    assert len(answered(office.ledger)) == 1_000


def test_what_was_decided_on_an_older_state_is_decided_again(
    office: Office, store_url: str, open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody changes the goal between the decision that there is nothing new and its record."""
    office.tell(c.RetitleGoal(goal_id("M1"), "Lys"))
    other = Office(open_ledger(store_url), prefix="other")
    answer = office.recorder.answer
    meanwhile = iter([lambda: other.tell(c.RetitleGoal(goal_id("M1"), "Mørke"))])

    def overtaken(*given: Any) -> Any:
        for change in meanwhile:
            change()
        return answer(*given)

    monkeypatch.setattr(office.recorder, "answer", overtaken)
    (outcome,) = office.tell(c.RetitleGoal(goal_id("M1"), "Lys"), ids=["x"])
    assert outcome.positions == (8,)
    assert answered(office.ledger) == []


def test_the_same_command_from_two_at_once_is_answered_once(
    office: Office, store_url: str, open_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.tell(c.RetitleGoal(goal_id("M1"), "Lys"))
    other = Office(open_ledger(store_url), prefix="other")
    answer = office.recorder.answer

    def overtaken(*given: Any) -> Any:
        other.tell(c.RetitleGoal(goal_id("M1"), "Lys"), ids=["x"])
        return answer(*given)

    monkeypatch.setattr(office.recorder, "answer", overtaken)
    (outcome,) = office.tell(c.RetitleGoal(goal_id("M1"), "Lys"), ids=["x"])
    assert (outcome.positions, outcome.repeated) == ((), True)
    assert len(answered(office.ledger)) == 1


@pytest.mark.parametrize("new", [report("A1", DAY, "a"), c.RetitleGoal(goal_id("A1"), "Mørke")])
@pytest.mark.parametrize("new_first", [True, False])
def test_an_id_that_two_use_at_once_has_one_outcome(
    office: Office, open_ledger: OpenLedger, store_url: str,
    monkeypatch: pytest.MonkeyPatch, new: Any, new_first: bool,
) -> None:  # fmt: skip
    """For different commands, of which one has nothing new; both look before either is recorded."""
    office.tell(c.RetitleGoal(goal_id("M1"), "Lys"))
    same = c.RetitleGoal(goal_id("M1"), "Lys")
    faster, slower = (new, same) if new_first else (same, new)
    other, told = Office(open_ledger(store_url), prefix="other", now=office.now), []
    snapshot = office.recorder.snapshot

    def overtaken(*given: Any) -> Any:
        seen = snapshot(*given)
        told.append(other.tell(faster, ids=["x"]))
        return seen

    monkeypatch.setattr(office.recorder, "snapshot", overtaken)
    outcome = office.tell(slower, ids=["x"], now=office.now + 5_000_000)
    ((first,), *_) = told
    assert first.positions == ((7,) if new_first else ())
    assert outcome == [replace(first, repeated=True)] == other.tell(slower, ids=["x"])
    assert len(answered(office.ledger)) == (0 if new_first else 1)


# --- all or nothing ------------------------------------------------------------------------------


def test_a_member_and_the_name_are_written_together_or_not_at_all(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory, new = Directory(office.recorder), AddMember(member_id(7), "TMF", "tovholder", "Anna")
    with monkeypatch.context() as broken:
        broken.setattr(office.recorder, "_end", crash)  # the last thing before the commit
        with pytest.raises(KeyboardInterrupt):
            office.tell(new, ids=["x"])
    assert [one.name for one in directory.members()] == [None]
    assert names_in(office) == []
    (outcome,) = office.tell(new, ids=["x"])
    assert outcome.positions == (6,)
    assert [one.name for one in directory.members()] == [None, "Anna"]


def test_a_command_that_comes_again_does_not_write_an_erased_name_again(office: Office) -> None:
    directory, new = Directory(office.recorder), AddMember(member_id(7), "TMF", "tovholder", "Anna")
    office.tell(new, ids=["x"])
    directory.erase(member_id(7))
    office.tell(new, ids=["x"])
    with pytest.raises(no.MemberAlreadyAdded):
        office.tell(new, ids=["y"])
    assert names_in(office) == []


def test_an_agreement_and_its_secretariat_are_written_together(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, load = Office(ledger), LoadAgreement(AGREEMENT, "sekretariat", "Sekretariatet")
    with monkeypatch.context() as broken:
        broken.setattr(office.recorder, "_end", crash)
        with pytest.raises(KeyboardInterrupt):
            office.tell(load)
    assert (names_in(office), log(ledger)) == ([], [])
    office.tell(load)
    assert names_in(office) == ["Sekretariatet"]


def crash(*_: Any) -> None:
    raise KeyboardInterrupt


def names_in(office: Office) -> list[str]:
    with office.recorder.reading() as connection:
        return list(connection.execute(select(DIRECTORY.c.name)).scalars())


def test_a_refusal_in_the_middle_records_nothing(office: Office) -> None:
    before = everything(office.ledger)
    with pytest.raises(no.UnknownFulfilment):
        office.tell(
            report("M1", DAY, "ok"),
            report("A1", DAY, fulfilment="Næsten"),
            report("H1", DAY, "ok"),
        )
    assert everything(office.ledger) == before
    (outcome,) = office.tell(report("M1", DAY, "ok"))
    assert outcome.positions == (6,)


def test_each_command_sees_those_before_it(office: Office) -> None:
    told = office.tell(register("M2"), report("M2", DAY, "Nyt"), c.AddAlias(goal_id("M2"), "Lys"))
    assert [outcome.positions for outcome in told] == [(6,), (7,), (8,)]
    with pytest.raises(no.AliasIsTaken):
        office.tell(c.AddAlias(goal_id("A1"), "Sol"), c.AddAlias(goal_id("A1"), "sol"))


def test_an_error_of_the_views_records_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(office.ledger)

    def broken(*_: Any) -> None:
        raise RuntimeError("a view that cannot take the event")

    with monkeypatch.context() as patch:
        patch.setattr(office.recorder.views, "rows", broken)
        with pytest.raises(RuntimeError):
            office.tell(report("M1", DAY, "x"))
    assert everything(office.ledger) == before
    assert office.tell(report("M1", DAY, "x"))[0].positions == (6,)


@pytest.mark.parametrize("stale", [{"version": 999}, {"position": 4}, {"position": 6}])
def test_no_append_beside_views_that_are_out_of_date(office: Office, stale: dict[str, int]) -> None:
    with office.recorder.writing() as connection:
        connection.execute(update(VIEW_STATE).values(**stale))
    before = everything(office.ledger)
    with pytest.raises(ViewsOutOfDate):
        office.tell(report("M1", DAY, "x"))
    assert everything(office.ledger) == before


@pytest.mark.parametrize("command", [report("M1", DAY, "x"), c.AddAlias(goal_id("M1"), "Lys")])
def test_no_append_where_nothing_says_how_far_the_views_reach(office: Office, command: Any) -> None:
    with office.recorder.writing() as connection:
        connection.execute(delete(VIEW_STATE))
    with pytest.raises(ViewsOutOfDate):
        office.tell(command)
    upkeep.rebuild(office.recorder, lambda *_: None)
    assert office.tell(command)[0].positions == (6,)


# --- refusals that only the ledger makes ---------------------------------------------------------


def refused(office: Office, command: Any, refusal: no.Refusal, actor: UUID = SECRETARIAT) -> None:
    before = everything(office.ledger)
    with pytest.raises(type(refusal)) as found:
        office.tell(command, actor=actor, today=DAY)
    assert found.value == refusal
    assert everything(office.ledger) == before


def test_refused(office: Office) -> None:
    tmf, gone, nobody = member_id(7), member_id(8), member_id(9)
    office.add_member(tmf, "TMF", "tovholder")
    office.add_member(gone, "TMF", "tovholder")
    office.tell(ReleaseMember(gone, "Ny stilling"))
    said = report("M1", DAY, "x")
    again = LoadAgreement(AGREEMENT, "Sekretariatet")
    refused(office, again, no.AgreementAlreadyLoaded(AGREEMENT.title))
    refused(office, said, no.UnknownMember(str(nobody)), nobody)
    refused(office, said, no.MemberIsReleased(str(gone)), gone)
    refused(office, AddMember(tmf, "SOF", "tovholder"), no.MemberAlreadyAdded())
    refused(office, AddMember(nobody, "XX", "tovholder"),
            no.UnknownUnit("XX", ("KK", "BL's 1. kreds", "TMF", "SOF")))  # fmt: skip
    refused(office, report("M9", DAY, "x"), no.UnknownGoal())
    seal = office.seal(Q1, 5)
    refused(office, seal, no.SecretariatOnly("SealQuarter"), tmf)
    for quarter in (Quarter(2014, 4), Quarter(2019, 1), Quarter(2017, 2)):
        out = no.QuarterOutsideAgreement(quarter.danish)
        refused(office, replace(seal, quarter=quarter), out)


def test_no_agreement_no_command(ledger: Ledger) -> None:
    with pytest.raises(no.UnknownAgreement):
        Office(ledger).tell(report("M1", DAY, "x"))
    with pytest.raises(no.UnknownAgreement):
        ledger.agreement(AGREEMENT.id)
    assert log(ledger) == []


def test_what_was_loaded_is_what_is_read(office: Office) -> None:
    assert office.ledger.agreement(AGREEMENT.id) == AGREEMENT
    office.tell(office.seal(Q1, 5), today=TODAY)
    assert office.ledger.agreement(AGREEMENT.id) == AGREEMENT
