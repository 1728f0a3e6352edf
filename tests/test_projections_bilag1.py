"""Bilag 1 by example: what each cell shows, and what is counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import AGREEMENT, Office, confirm, correct, goal_id, micros, register, report, retract

from domain import commands as c
from domain.quarters import Quarter
from projections.bilag1 import COLUMNS, FIELD_OF_COLUMN, Bilag1, Row, is_past
from projections.questions import Questions

Q4, Q1, Q2 = Quarter(2016, 4), Quarter(2017, 1), Quarter(2017, 2)
IN_Q4, IN_Q1 = date(2016, 11, 1), date(2017, 2, 1)
MISSING = "Ikke indberettet"


def bilag1(office: Office, quarter: Quarter = Q1, position: int | None = None) -> Bilag1:
    questions = Questions(office.recorder)
    known = questions.last_position() if position is None else position
    return questions.bilag1(AGREEMENT, quarter, known)


def row(office: Office, number: str, quarter: Quarter = Q1, position: int | None = None) -> Row:
    (found,) = [r for r in bilag1(office, quarter, position).rows() if r.goal == number]
    return found


def shown(office: Office, number: str, *columns: str, **asked: Any) -> tuple[str, ...]:
    cells = row(office, number, **asked).cells
    return tuple(cells[column] for column in columns)


def test_silence_is_missing_and_never_unchanged(office: Office) -> None:
    office.tell(report("M1", IN_Q4, "I gang"))
    found = row(office, "M1")
    assert (found.cells["previous_status"], found.cells["status"]) == ("I gang", MISSING)
    assert (found.missing, found.unchanged) == (True, False)
    assert bilag1(office).missing == 3
    assert bilag1(office, Q4).missing == 2


def test_a_confirmation_is_unchanged(office: Office) -> None:
    office.tell(report("M1", IN_Q4, "I gang"), confirm("M1", Q1))
    found = row(office, "M1")
    assert (found.cells["previous_status"], found.cells["status"]) == ("I gang", "Uændret")
    assert (found.missing, found.unchanged) == (False, True)
    assert shown(office, "M1", "previous_status", "status", quarter=Q2) == ("I gang", MISSING)


def test_a_text_that_says_unchanged_is_a_text(office: Office) -> None:
    office.tell(report("M1", IN_Q1, "Uændret indsats"), report("A1", IN_Q1, "Uændret"))
    assert not row(office, "M1").unchanged
    assert not row(office, "A1").unchanged, "a first document's column for the quarter before"


def test_the_latest_in_effect_is_shown_whenever_it_was_recorded(office: Office) -> None:
    office.tell(report("M1", date(2017, 3, 1), "marts"))
    office.tell(report("M1", date(2017, 2, 1), "februar"))
    assert shown(office, "M1", "status") == ("marts",)
    office.tell(report("M1", date(2017, 3, 1), "marts igen"))  # a tie: the later one
    assert shown(office, "M1", "status") == ("marts igen",)
    assert shown(office, "M1", "status", position=6) == ("marts",)
    assert shown(office, "M1", "status", position=5) == (MISSING,)


def test_each_column_stands_for_itself(office: Office) -> None:
    office.tell(report("M1", IN_Q4, "I gang", fulfilment="I proces", delay_reason="Regn"))
    office.tell(report("M1", IN_Q1, fulfilment="Opfyldt", delay_reason=""))
    columns = ("status", "fulfilment", "delay_reason", "expected_completion")
    assert shown(office, "M1", *columns) == ("I gang", "Opfyldt", "", "")
    assert shown(office, "M1", *columns, quarter=Q4) == ("I gang", "I proces", "Regn", "")
    assert shown(office, "M1", *columns, quarter=Q2) == (MISSING, "Opfyldt", "", "")


def test_a_correction_takes_the_place_of_what_it_corrects(office: Office) -> None:
    office.tell(report("M1", IN_Q4, "fejl", fulfilment="I proces"), report("M1", IN_Q1, "nyt"))
    office.tell(correct("M1", 2, "rettet"))
    assert shown(office, "M1", "previous_status", "status") == ("rettet", "nyt")
    assert shown(office, "M1", "fulfilment", quarter=Q4) == ("I proces",)
    office.tell(correct("M1", 2, "rettet igen", fulfilment=""))
    assert shown(office, "M1", "previous_status", "status") == ("rettet igen", "nyt")
    assert shown(office, "M1", "previous_status", position=7) == ("fejl",)
    assert shown(office, "M1", "previous_status", position=8) == ("rettet",)
    assert row(office, "M1").sources["previous_status"] == 9


def test_a_retraction_lets_what_stood_before_stand_again(office: Office) -> None:
    office.tell(report("M1", IN_Q4, "gammelt"), report("M1", IN_Q1, "forkert mål"))
    office.tell(retract("M1", 3))
    assert shown(office, "M1", "previous_status", "status") == ("gammelt", MISSING)
    office.tell(confirm("M1", Q1))
    office.tell(retract("M1", 5))
    assert shown(office, "M1", "status") == (MISSING,)
    office.tell(retract("M1", 2))
    assert shown(office, "M1", "previous_status", "status") == ("", MISSING)


def test_a_withdrawn_goal_is_not_missing(office: Office) -> None:
    office.tell(report("M1", IN_Q4, "I gang", fulfilment="I proces"))
    office.tell(c.WithdrawGoal(goal_id("M1"), IN_Q1, "Opgivet af parterne"))
    found = row(office, "M1")
    assert found.cells["status"] == "Opgivet af parterne"
    assert found.cells["fulfilment"] == "Udgået"
    assert (found.withdrawn, found.missing, found.overdue) == (True, False, False)
    before = row(office, "M1", quarter=Q4)
    assert (before.withdrawn, before.cells["fulfilment"]) == (False, "I proces")


def test_the_agreements_own_words_follow_their_dates(office: Office) -> None:
    goal = goal_id("M1")
    office.tell(
        c.RewordGoal(goal, IN_Q1, "Ny aftale", wording="Nye ord", theme="2"),
        c.MoveDeadline(goal, IN_Q1, "Forsinket", "2018"),
        c.ChangeResponsible(goal, IN_Q1, "Flyttet", "KK (SOF)"),
        c.RetitleGoal(goal, "Lys"),
    )
    columns = ("goal", "theme", "deadline", "content", "responsible")
    after = ("Nye ord", "2", "2018", "Indhold M1", "KK (SOF)")
    before = ("Vi når M1.", "1", "2015-2018", "Indhold M1", "KK (TMF)")
    assert shown(office, "M1", *columns) == after
    assert shown(office, "M1", *columns, quarter=Q4) == before
    assert row(office, "M1").title == row(office, "M1", quarter=Q4).title == "Lys"
    assert row(office, "M1", position=5).title == "Mål M1"


def test_a_goal_has_no_row_before_it_joined_or_was_known(office: Office) -> None:
    office.tell(register("M2", date(2017, 1, 1)))
    assert "M2" not in [r.goal for r in bilag1(office, Q4).rows()]
    assert "M2" not in [r.goal for r in bilag1(office, Q1, 5).rows()]
    assert "M2" in [r.goal for r in bilag1(office, Q1).rows()]


def test_rows_stand_as_in_the_document(office: Office) -> None:
    office.tell(*(register(number) for number in ("M10", "M2", "H2", "A2")))
    report_ = bilag1(office)
    assert [section.letter for section in report_.sections] == ["A", "M", "H"]
    assert [r.goal for r in report_.rows()] == ["A1", "A2", "M1", "M2", "M10", "H1", "H2"]
    assert all(tuple(r.cells) == COLUMNS for r in report_.rows())
    assert set(FIELD_OF_COLUMN) == set(COLUMNS)


def test_nine_of_nineteen(office: Office) -> None:
    office.tell(report("A1", IN_Q1, "x", fulfilment="Opfyldt"))
    office.tell(report("H1", IN_Q1, "x", fulfilment="Indtænkes"))
    told = bilag1(office)
    assert (told.concrete.fulfilled, told.concrete.total) == (1, 2)
    assert (told.intent.fulfilled, told.intent.total) == (0, 1)


def test_what_comes_after_the_seal_is_late(office: Office) -> None:
    office.tell(report("M1", IN_Q1, "i tide"), report("A1", IN_Q1, "i tide"))
    office.tell(office.seal(Q1, 7))
    office.tell(report("M1", IN_Q1, "for sent"), report("H1", IN_Q1, "for sent"))
    office.tell(office.seal(Q1, 10, "Sent"))  # the first seal still tells what is late
    assert [(r.goal, r.late) for r in bilag1(office).rows()] == [
        ("A1", False), ("M1", True), ("H1", True),
    ]  # fmt: skip
    assert not any(r.late for r in bilag1(office, position=7).rows())
    assert not any(r.late for r in bilag1(office, Q2).rows())
    assert bilag1(office).basis.sealed_position == 7


@pytest.mark.parametrize(
    ("deadline", "fulfilment", "overdue"),
    [("2016", "I proces", True), ("2016", "Opfyldt", False), ("2017", "I proces", False),
     ("1. kvartal 2017", "I proces", False), ("inden 2017", "", True), ("løbende", "", False),
     ("", "", False), ("inden 0001", "", False)],
)  # fmt: skip
def test_overdue(office: Office, deadline: str, fulfilment: str, overdue: bool) -> None:
    office.tell(register("M2", deadline=deadline), report("M2", IN_Q1, "x", fulfilment=fulfilment))
    assert row(office, "M2").overdue is overdue


def test_a_deadline_passes_with_its_last_day() -> None:
    assert not is_past("1. halvdel 2017", date(2017, 6, 30))
    assert is_past("1. halvdel 2017", date(2017, 7, 1))


def test_the_basis_tells_what_the_report_rests_on(office: Office) -> None:
    office.tell(report("M1", IN_Q1, "x"), now=micros(2017, 4, 4))
    basis = bilag1(office).basis
    assert (basis.position, basis.known_at, basis.complete) == (6, micros(2017, 4, 4), True)
    assert bilag1(office, position=0).basis.known_at is None
    assert not bilag1(office, position=99).basis.complete


def test_a_position_is_known_at_an_instant(office: Office) -> None:
    questions, now = Questions(office.recorder), office.now
    office.tell(report("M1", IN_Q1, "a"), now=now + 10)
    office.tell(report("M1", IN_Q1, "b"), now=now)  # a clock that was set back
    asked = [questions.position_at(now + n) for n in (-1, 0, 9, 10, 11)]
    assert asked == [0, 5, 5, 7, 7]


def test_goals_are_found_by_what_they_are_called(office: Office) -> None:
    goal, questions = goal_id("M1"), Questions(office.recorder)
    office.tell(c.RetitleGoal(goal, "E-mærker"), c.AddAlias(goal, "Lys"), c.AddAlias(goal, "Sol"))
    office.tell(c.RemoveAlias(goal, "sol"))

    def called(name: str) -> list[str]:
        return [ref.number for ref in questions.goals_named(AGREEMENT.id, name)]

    for name in ("m1", "E-maerkerne", "LYS", str(goal)):
        assert called(name) == ["M1"]
    for name in ("Mål M1", "Sol", "M9", "", str(AGREEMENT.id)):
        assert called(name) == []
    assert [ref.number for ref in questions.goals(AGREEMENT.id)] == ["A1", "H1", "M1"]
