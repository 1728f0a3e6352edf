"""Commitment integrity: what became of each promise, beside what is reported."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from builders import AGREEMENT, Office, confirm, correct, goal_id, register, report, retract
from test_domain_amendments import DAY, havneby

from domain import commands as c
from domain.amendments import AmendAgreement
from domain.quarters import Quarter
from projections import integrity_questions, replay
from projections.evidence import Evidence
from projections.integrity import Commitment, Integrity, integrity, unexplained_delays
from projections.questions import Questions
from projections.rendering import as_integrity
from projections.rendering.integrity_words import CATALOGUES, findings

Q4 = Quarter(2017, 4)
M1 = goal_id("M1")


def asked(office: Office, quarter: Quarter = Q4, position: int | None = None) -> Integrity:
    questions = Questions(office.recorder)
    upto = questions.last_position() if position is None else position
    return integrity_questions.ask(questions, AGREEMENT, quarter, upto)


def of(office: Office, goal: str = "M1", **when: Any) -> Commitment:
    return next(row for row in asked(office, **when).rows() if row.goal == goal)


def told(row: Commitment) -> list[str]:
    return list(findings(row))


def move(deadline: str, day: date) -> c.MoveDeadline:
    return c.MoveDeadline(M1, day, "Forsinket", deadline)


def test_a_deadline_that_was_moved_twice(office: Office) -> None:
    office.tell(move("2019", date(2016, 5, 1)), move("1. halvdel 2020", date(2017, 5, 1)))
    row = of(office)
    assert (len(row.moves), row.months) == (2, 18)
    assert told(row)[0] == (
        "Fristen er flyttet 2 gange, i alt 18 måneder senere: 2015-2018 → 1. halvdel 2020."
    )
    before = of(office, quarter=Quarter(2016, 2))
    assert (len(before.moves), before.months) == (1, 12)
    assert of(office, position=5).moves == ()


@pytest.mark.parametrize(
    ("deadline", "months", "far"),
    [("2018", 0, "men slutter samme dag"), ("inden 2018", -12, "12 måneder tidligere"),
     ("løbende", None, "uvist hvor langt"), ("1. halvdel 2018", -6, "6 måneder tidligere")],
)  # fmt: skip
def test_how_far_a_deadline_was_moved(
    office: Office, deadline: str, months: int | None, far: str
) -> None:
    office.tell(move(deadline, date(2016, 5, 1)))
    row = of(office)
    assert row.months == months
    assert f"én gang, {far}: 2015-2018 → {deadline}." in told(row)[0]


def test_rewordings_are_counted_with_their_days(office: Office) -> None:
    office.tell(
        c.RewordGoal(M1, date(2017, 5, 1), "r", wording="Andre ord"),
        c.RewordGoal(M1, date(2016, 5, 1), "r", content="Andet  indhold"),
        c.RewordGoal(M1, date(2017, 6, 1), "r", content="Andet indhold"),
        c.RewordGoal(M1, date(2017, 7, 1), "r", theme="2"),
    )
    assert told(of(office))[0] == "Målet er omformuleret 2 gange: 1. maj 2016, 1. maj 2017."


def test_a_fulfilment_that_went_back(office: Office) -> None:
    steps = ("I proces", "Opfyldt", "I proces", "", "Opfyldt")
    for n, step in enumerate(steps):
        office.tell(report("M1", date(2017, 1 + n, 1), fulfilment=step))
    row = of(office)
    assert [(one.old, one.new, one.effective) for one in row.back] == [
        ("Opfyldt", "I proces", date(2017, 3, 1)),
    ]  # fmt: skip
    assert told(row)[0] == "Målopfyldelsen er gået tilbage: Opfyldt → I proces (1. marts 2017)."


def test_a_step_that_reaches_the_goal_is_never_back_wherever_it_was_added(office: Office) -> None:
    added = '{label = "Indfriet", kinds = ["measurable"], fulfilled = true}'
    amended = havneby(("withdrawn = true},", f"withdrawn = true}}, {added},"))
    office.tell(AmendAgreement(amended, DAY, "Tillægsaftale"))
    for day, step in enumerate(("I proces", "Indfriet", "I proces"), 10):
        office.tell(report("M1", date(2017, 3, day), fulfilment=step))

    found = integrity_questions.ask(
        Questions(office.recorder), amended, Q4, office.recorder.max_notification_id() or 0
    )
    row = next(row for row in found.rows() if row.goal == "M1")
    assert [(one.old, one.new) for one in row.back] == [("Indfriet", "I proces")]


def test_what_was_corrected_or_retracted_never_went_back(office: Office) -> None:
    office.tell(report("M1", date(2017, 1, 1), fulfilment="Opfyldt"),
                report("M1", date(2017, 2, 1), fulfilment="I proces"))  # fmt: skip
    wrong = office.recorder.max_notification_id()
    assert of(office).back != ()
    office.tell(correct("M1", 3, fulfilment="Opfyldt"))
    assert of(office).back == ()
    assert of(office, position=wrong).back != ()
    office.tell(retract("M1", 3))
    assert of(office).back == ()


def test_texts_that_are_copied_forward(office: Office) -> None:
    office.tell(report("M1", date(2016, 11, 1), "Vi er i gang", fulfilment="I proces"))
    office.tell(confirm("M1", Quarter(2017, 1)), report("M1", date(2017, 6, 30), "Vi er  i gang"))
    assert of(office, quarter=Quarter(2017, 3)).copied == 3
    assert "copied" not in of(office, quarter=Quarter(2017, 3)).findings
    row = of(office)
    assert (row.copied, row.silent) == (4, 2)
    assert told(row) == [
        "Statusteksten er den samme som for 4 kvartaler siden.",
        "Ikke indberettet i 2 kvartaler i træk.",
    ]
    office.tell(report("M1", date(2017, 12, 1), "Noget andet"))
    assert (of(office).copied, of(office).silent) == (0, 0)


def test_a_goal_that_nobody_reported_on_is_silent_from_its_first_quarter(office: Office) -> None:
    office.tell(register("M2", date(2017, 4, 1)))
    assert of(office, "M2").silent == 3
    assert of(office, "M1").silent == 12
    office.tell(confirm_text := report("M2", date(2017, 12, 1), delay_reason="Ferie"))
    assert of(office, "M2").silent == 0
    assert confirm_text.text is None


def test_a_delay_needs_a_reason(office: Office) -> None:
    office.tell(register("M2", deadline="2016"), register("M3", deadline="2016"))
    office.tell(report("M2", date(2017, 11, 1), "x", delay_reason="Rådgiver mangler"),
                report("M3", date(2017, 11, 1), "x", delay_reason=" "))  # fmt: skip
    assert "no reason" not in of(office, "M2").findings
    assert "no reason" in of(office, "M3").findings
    assert (of(office, "M2").timeliness, of(office, "M1").timeliness) == ("overdue", "open")
    questions = Questions(office.recorder)
    bilag1 = questions.bilag1(AGREEMENT, Q4, questions.last_position())
    assert [row.goal for row in unexplained_delays(bilag1)] == ["M3"]


@pytest.mark.parametrize(
    ("deadline", "timeliness"),
    [("2016", "after"), ("2017", "in time"), ("løbende", "unknown"), ("", "unknown")],
)
def test_when_it_was_reported_as_reached(office: Office, deadline: str, timeliness: str) -> None:
    office.tell(register("M2", deadline=deadline))
    for day, step in ((date(2016, 2, 1), "Opfyldt"), (date(2016, 3, 1), "I proces"),
                      (date(2017, 2, 1), "Opfyldt"), (date(2017, 8, 1), "Opfyldt")):  # fmt: skip
        office.tell(report("M2", day, fulfilment=step))
    assert of(office, "M2").timeliness == timeliness


def test_a_withdrawn_goal_owes_nothing(office: Office) -> None:
    office.tell(move("2016", date(2016, 1, 1)),
                c.WithdrawGoal(M1, date(2017, 1, 1), "Opgivet"))  # fmt: skip
    row = of(office)
    assert (row.timeliness, row.findings) == ("withdrawn", ("moved",))


def test_reached_needs_evidence(office: Office) -> None:
    office.tell(report("M1", date(2017, 11, 1), "Færdig", fulfilment="Opfyldt"))
    assert told(of(office)) == [
        "Meldt indfriet, uden at en beslutning, en leverance eller en måling viser det."
    ]
    questions = Questions(office.recorder)
    last = questions.last_position()
    bilag1 = questions.bilag1(AGREEMENT, Q4, last)
    said = integrity_questions.statements(questions, AGREEMENT, last)
    borne = {"M1": [Evidence("decision", 3), Evidence("measurement", 4), Evidence("decision", 5)]}
    row = integrity(bilag1, said, borne).rows()[1]
    assert (row.goal, row.findings) == ("M1", ())
    assert "2 beslutninger, 1 måling" in as_integrity.html(integrity(bilag1, said, borne)).decode()


def test_the_views_and_the_replay_state_the_same(office: Office) -> None:
    office.tell(report("M1", date(2017, 2, 1), "a", fulfilment="I proces"),
                correct("M1", 2, "b"), move("2016", date(2016, 1, 1)),
                report("H1", date(2017, 2, 1), "x"), retract("H1", 2))  # fmt: skip
    questions = Questions(office.recorder)
    last = questions.last_position()
    for upto in (5, 7, last):
        history = replay.history(questions.recorded(), AGREEMENT.id, upto)
        said = {history.goals[goal].number: dict(told)
                for goal, told in history.statements.items() if goal in history.goals}  # fmt: skip
        assert integrity_questions.statements(questions, AGREEMENT, upto) == said


# --- rendering --------------------------------------------------------------------------------

HOSTILE = "<script>x</script> =cmd|'/C calc'!A0 | **a**"


@pytest.fixture
def found(office: Office) -> Integrity:
    office.tell(c.RetitleGoal(M1, HOSTILE), move("2016", date(2016, 1, 1)),
                report("A1", date(2017, 11, 1), "x", fulfilment="Opfyldt"))  # fmt: skip
    return asked(office)


def test_the_formats_say_the_same(found: Integrity) -> None:
    document = json.loads(as_integrity.as_json(found))
    assert document["counts"] == {
        "moved": 1, "reworded": 0, "back": 0, "copied": 0, "silent": 2, "no reason": 1,
        "no evidence": 1,
    }  # fmt: skip
    assert [one["timeliness"] for one in document["goals"]] == ["in time", "overdue", "open"]
    rows = list(csv.reader(io.StringIO(as_integrity.as_csv(found).decode("utf-8-sig")),
                           delimiter=";"))  # fmt: skip
    assert rows[0] == ["Nr.", "Titel", "Målopfyldelse", "Belæg", "Rettidighed", "Tid",
                       "Bemærkninger"]  # fmt: skip
    assert rows[1][:6] == ["A1", "Mål A1", "Opfyldt", "Intet", "Meldt indfriet inden fristen",
                           "2015-2018"]  # fmt: skip
    for form in ("md", "html"):
        page = as_integrity.FORMATS[form](found).decode()
        assert "<script" not in page
        for row in found.rows():
            for sentence in findings(row):
                assert sentence in page
    table = as_integrity.text(found).decode()
    assert "3 af 3 mål har bemærkninger.\n" in table
    assert "    Målopfyldelse: Opfyldt · Belæg: intet · Rettidighed: meldt indfriet" in table
    assert "0 mål uden bemærkninger." in table


def test_the_terminal_speaks_english(found: Integrity) -> None:
    table = as_integrity.text(found, told=CATALOGUES["en"]).decode()
    assert "3 goals of 3 have findings.\n" in table
    assert "    - The deadline was moved once, 24 months earlier: 2015-2018 → 2016." in table


def test_a_goal_without_findings_is_counted(office: Office) -> None:
    for goal in ("A1", "M1", "H1"):
        office.tell(report(goal, date(2017, 11, 1), "Nyt"))
    assert "Ingen mål har bemærkninger.\n\n3 mål uden" in as_integrity.text(asked(office)).decode()
