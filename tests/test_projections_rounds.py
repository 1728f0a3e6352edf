"""Rounds as they are read back, and how far they have come; on both backends."""

from __future__ import annotations

from datetime import date

import pytest
from builders import AGREEMENT, Office, confirm, goal_id, member_id, report

from domain import commands as c
from domain import rounds as domain_rounds
from domain.events import Missed, RoundClosed, RoundDeadlineMoved, RoundOpened
from domain.quarters import Quarter
from domain.rounds import CloseRound, MoveRound, OpenRound, Round
from projections import lookup, upkeep, verification
from projections.directory import Directory
from projections.progress import Progress, missed, progress, reason_is_asked_for
from projections.questions import Questions
from projections.rounds import Rounds

Q4, Q1 = Quarter(2016, 4), Quarter(2017, 1)
DAY = date(2017, 3, 31)
METTE, OLE, GONE = member_id(11), member_id(12), member_id(13)
LEFT = (Missed("A1", "KK (TMF)"),)


@pytest.fixture
def busy(office: Office) -> Office:
    """Two rounds: Q4 closed without A1, Q1 open with another deadline."""
    office.tell(OpenRound(Q4, date(2017, 1, 5)), OpenRound(Q1, DAY, (3,)))
    office.tell(CloseRound(Q4, 7, LEFT, frozenset({"A1"})), MoveRound(Q1, date(2017, 4, 7)))
    return office


def test_rounds_are_read_back_as_they_were_told(busy: Office) -> None:
    rounds = Rounds(busy.recorder)
    q1 = Round(AGREEMENT.id, Q1, date(2017, 4, 7), (3,))
    q4 = Round(AGREEMENT.id, Q4, date(2017, 1, 5), (7, 1), open=False, missing=LEFT)
    assert rounds.all(AGREEMENT.id) == [q4, q1]
    assert rounds.open(AGREEMENT.id) == [q1]
    assert rounds.one(AGREEMENT.id, Q1) == q1
    assert rounds.one(AGREEMENT.id, Quarter(2015, 1)) is None
    assert rounds.all(member_id(9)) == []


def test_a_round_is_told_as_it_was_known(busy: Office) -> None:
    rounds = Rounds(busy.recorder)
    before = rounds.one(AGREEMENT.id, Q4, 7)
    assert before is not None
    assert before.open
    assert rounds.one(AGREEMENT.id, Q4, 5) is None


def test_a_round_has_its_deadline_since_it_was_opened_or_moved(busy: Office) -> None:
    rounds = Rounds(busy.recorder)
    opened, moved = (entry.recorded_at for entry in Questions(busy.recorder).entries_at([7, 9]))
    assert rounds.since(AGREEMENT.id, Q4) == opened
    assert rounds.since(AGREEMENT.id, Q1) == moved > opened
    assert rounds.since(AGREEMENT.id, Quarter(2015, 1)) == 0


def test_the_quarter_of_the_only_open_round_is_reported_now(busy: Office) -> None:
    questions, today = Questions(busy.recorder), date(2017, 4, 3)
    assert lookup.reporting_quarter(questions, AGREEMENT, today) == Q1
    busy.tell(OpenRound(Q4, date(2017, 5, 1)))
    assert lookup.reporting_quarter(questions, AGREEMENT, today) == Quarter(2017, 2)


def test_the_view_tells_what_the_events_tell(busy: Office) -> None:
    kinds = RoundOpened | RoundDeadlineMoved | RoundClosed
    state: dict[object, Round | None] = {}
    for one in Questions(busy.recorder).recorded():
        if isinstance(one.event, kinds):
            stream = one.originator_id
            state[stream] = domain_rounds.evolve(stream, state.get(stream), one.event)
    told = Rounds(busy.recorder)
    assert sorted(map(str, state.values())) == sorted(map(str, told.all(AGREEMENT.id)))
    upkeep.rebuild(busy.recorder, lambda *_: None)
    assert sorted(map(str, state.values())) == sorted(map(str, told.all(AGREEMENT.id)))
    assert list(verification.verify(busy.recorder, lambda *_: None)) == []


# --- how far it has come ------------------------------------------------------------------------


def come(office: Office, *linked: object) -> Progress:
    questions = Questions(office.recorder)
    round_ = Rounds(office.recorder).one(AGREEMENT.id, Q1)
    assert round_ is not None
    report_ = questions.bilag1(AGREEMENT, Q1, questions.last_position())
    return progress(round_, report_, Directory(office.recorder).members(), set(linked))  # type: ignore[arg-type]


def test_progress_counts_goals_units_and_members(busy: Office) -> None:
    busy.add_member(METTE, "TMF", "tovholder")
    busy.add_member(OLE, "SOF", "tovholder")
    busy.add_member(GONE, "BL's 1. kreds", "tovholder")
    other = c.ChangeResponsible(goal_id("A1"), date(2015, 2, 1), "r", "KK (TMF/SOF)")
    busy.tell(other, c.ChangeResponsible(goal_id("H1"), date(2015, 2, 1), "r", ""))
    found = come(busy, METTE)
    assert (found.reported, len(found.rows)) == (0, 3)
    assert [(one.code, len(one.rows)) for one in found.units] == [("TMF", 2), ("SOF", 1), ("", 1)]
    asked = [(one.member.id, one.linked, [row.goal for row in one.rows]) for one in found.asked]
    assert asked == [(METTE, True, ["A1", "M1"]), (OLE, False, ["A1"])]
    assert [row.goal for row in found.unasked] == ["H1"]

    busy.tell(report("A1", date(2017, 2, 1), "Nu"), report("M1", date(2016, 12, 1), "Før"))
    busy.tell(confirm("M1", Q1))
    found = come(busy, METTE)
    assert (found.reported, [row.goal for row in found.missing]) == (2, ["H1"])
    assert [len(one.missing) for one in found.units] == [0, 0, 1]
    assert [one.missing for one in found.asked] == [(), ()]
    assert missed(found.report) == (Missed("H1", ""),)


def test_who_was_released_and_what_was_withdrawn_is_not_asked_about(busy: Office) -> None:
    from domain.members import ReleaseMember

    busy.add_member(METTE, "TMF", "tovholder")
    busy.tell(ReleaseMember(METTE, "Ny stilling"))
    busy.tell(c.WithdrawGoal(goal_id("A1"), date(2017, 1, 1), "Opgivet"))
    found = come(busy)
    assert found.asked == ()
    assert [row.goal for row in found.rows] == ["M1", "H1"]


def test_a_reason_is_asked_for_where_a_late_goal_has_none(busy: Office) -> None:
    busy.tell(c.MoveDeadline(goal_id("M1"), date(2016, 1, 1), "Ny", "2. halvdel 2016"))
    asked = {row.goal: reason_is_asked_for(row) for row in come(busy).rows}
    assert asked == {"A1": False, "M1": True, "H1": False}
    busy.tell(report("M1", date(2017, 1, 1), "x", delay_reason="Vejret"))
    assert not any(reason_is_asked_for(row) for row in come(busy).rows)
