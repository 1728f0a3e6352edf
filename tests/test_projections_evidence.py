"""What bears a fulfilment out: measurements, decisions and approved deliverables, at two times."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from builders import (
    AGREEMENT_TOML,
    SECRETARIAT,
    Office,
    by,
    goal_id,
    member_id,
    micros,
    register,
    report,
)

from domain import commands as c
from domain import partnership_commands as p
from domain.agreements import Agreement
from domain.indicators import Measure, Restate, WithdrawMeasurement
from domain.ledger import Ledger
from domain.members import AddMember
from domain.quarters import Quarter
from domain.recording import Moment
from domain.work import LoadAgreement
from projections import bridge_questions, integrity_questions, partnership_replay
from projections.bridge import Bridge
from projections.evidence import Evidence, evidence
from projections.indicators import Series, said, series
from projections.integrity import Commitment
from projections.questions import Questions
from projections.rendering import as_bridge, as_integrity
from projections.rendering import integrity_words as words

EXTRA = """
indicators = [
    {id = "lys", goal = "M1", title = "Lys", unit = "lygter", target = "9", direction = "at most"},
    {id = "ro", goal = "H1", title = "Ro", unit = "dB"},
]
"""
ORGANISATION = """
[organisation]
approval = {forum = "raad", approvals = 1, by_decision = true}
forums = [{code = "raad", title = "Rådet", seats = [{unit = "KK"}]},
          {code = "udvalg", title = "Udvalget", seats = [{unit = "SOF"}]}]
deliverables = [{code = "plan", title = "Planen", forum = "udvalg"}]

[organisation.workflow]
initial = "ide"
states = [{code = "ide", title = "Idé"}, {code = "klar", title = "Klar", forum = "raad"},
          {code = "vedtaget", title = "Vedtaget"},
          {code = "opgivet", title = "Opgivet", final = true}]
steps = [
    {action = "draft", from = ["ide"], to = "ide", by = ["responsible"]},
    {action = "hand", from = ["ide"], to = "klar", by = ["responsible"]},
    {action = "approve", from = ["klar"], to = "vedtaget"},
    {action = "withdraw", from = ["vedtaget"], to = "opgivet", by = ["raad"]},
]
"""
AGREEMENT = Agreement.from_toml(EXTRA + AGREEMENT_TOML + ORGANISATION, "havneby.toml")
Q1, Q2, Q3 = (Quarter(2017, n) for n in (1, 2, 3))
MAYOR, CLERK = member_id(2), member_id(3)
SHA = hashlib.sha256(b"v1").hexdigest()


@dataclass
class Desk(Office):
    """An office of an agreement with indicators and a council; its day is what each tells."""

    def tell(self, *commands: Any, actor: UUID = SECRETARIAT, today: date = date(2017, 12, 1),
             **_: Any) -> Any:  # fmt: skip
        self.told += len(commands)
        now = micros(today.year, today.month, today.day) + self.told * 1_000_000
        items = [(one, by(f"c-{self.told}-{n}", actor)) for n, one in enumerate(commands)]
        return self.ledger.handle_all(AGREEMENT.id, items, Moment(now, today))

    @property
    def questions(self) -> Questions:
        return Questions(self.recorder)

    @property
    def last(self) -> int:
        return self.questions.last_position()

    def row(self, goal: str = "M1", quarter: Quarter = Q2, position: int = 0) -> Commitment:
        found = integrity_questions.ask(self.questions, AGREEMENT, quarter, position or self.last)
        return next(one for one in found.rows() if one.goal == goal)

    def decide(self, number: int, day: date, *refers: str, **more: Any) -> None:
        """A meeting of the council on that day, with one decision."""
        name = f"raad-{number}"
        self.tell(p.CallMeeting("raad", number, day, "09:00", 60, "Salen", ("Sag",), (MAYOR,)))
        self.tell(p.HoldMeeting(name, (MAYOR,), ()))
        kind = more.pop("kind", "other")
        self.tell(p.RecordDecision(name, 1, kind, "Vedtaget", refers=refers, **more))

    def bridge(self, old: tuple[Quarter, int], new: tuple[Quarter, int]) -> Bridge:
        return bridge_questions.between(self.questions, AGREEMENT, old, new)


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    made = Desk(ledger)
    made.tell(LoadAgreement(AGREEMENT, "Sekretariatet"))
    made.tell(AddMember(MAYOR, "KK", "tovholder"), AddMember(CLERK, "SOF", "tovholder"))
    made.tell(*(register(number) for number in ("A1", "M1", "H1")))
    made.tell(*(report(number, date(2017, 2, 1), "Færdig", fulfilment="Opfyldt")
                for number in ("A1", "M1", "H1")))  # fmt: skip
    return made


def kinds(row: Commitment) -> list[str]:
    return [one.kind for one in row.evidence]


def test_a_measurement_of_the_goals_own_indicator(desk: Desk) -> None:
    desk.tell(Measure("lys", date(2017, 3, 31), "8", "Optælling"))
    assert (kinds(desk.row()), desk.row().findings) == (["measurement"], ())
    for other in ("A1", "H1"):
        assert desk.row(other).findings == ("no evidence",)
    assert desk.row(position=desk.last - 1).findings == ("no evidence",)
    assert desk.row(quarter=Quarter(2017, 1)).findings == ()
    desk.tell(WithdrawMeasurement("lys", 1, "Forkert"))
    assert desk.row().findings == ("no evidence",)
    assert desk.row(position=desk.last - 1).findings == ()


@pytest.mark.parametrize("day", [date(2014, 12, 31), date(2017, 7, 1)])
def test_a_figure_of_another_time_is_no_evidence(desk: Desk, day: date) -> None:
    desk.tell(Measure("lys", day, "8", "Optælling"))
    assert (desk.row().evidence, desk.row().findings) == ((), ("no evidence",))


def test_a_figure_on_the_wrong_side_of_the_target_shows_nothing(desk: Desk) -> None:
    desk.tell(Measure("lys", date(2016, 12, 31), "8", "x"),
              Measure("lys", date(2017, 3, 31), "10", "x"))  # fmt: skip
    row = desk.row()
    assert row.evidence == (Evidence("measurement", desk.last, shows=False),)
    assert row.findings == ("no evidence",)
    assert words.evidence(row) == "1 måling (viser det ikke)"
    desk.tell(Restate("lys", 2, "Talt om", "9"))
    assert (desk.row().findings, words.evidence(desk.row())) == ((), "1 måling")
    desk.tell(Measure("ro", date(2017, 3, 31), "99", "x"))
    assert desk.row("H1").findings == (), "without a target, any figure is evidence"


def test_a_decision_until_another_takes_its_place(desk: Desk) -> None:
    desk.decide(1, date(2017, 5, 2), "goal:M1", "goal:H1", "goal:M1")
    first = desk.last
    assert (kinds(desk.row()), kinds(desk.row("H1"))) == (["decision"], ["decision"])
    assert desk.row("A1").findings == desk.row(quarter=Q1).findings == ("no evidence",)
    desk.decide(2, date(2017, 8, 2), "goal:H1", supersedes="raad-1/1")
    assert kinds(desk.row(quarter=Q2)) == ["decision"], "it held until the later meeting"
    assert "no evidence" in desk.row(quarter=Q3).findings
    assert kinds(desk.row(quarter=Q3, position=first)) == ["decision"]
    assert kinds(desk.row("H1", Q3)) == ["decision"]


def test_an_approved_deliverable_speaks_for_the_goals_it_was_decided_with(desk: Desk) -> None:
    desk.tell(p.TakeSeat("udvalg", CLERK, "SOF", date(2017, 1, 1)),
              p.TakeSeat("raad", MAYOR, "KK", date(2017, 1, 1)))  # fmt: skip
    day = date(2017, 5, 2)
    desk.tell(p.DraftDeliverable("plan", "plan.docx", SHA), actor=CLERK, today=day)
    desk.tell(p.HandDeliverable("plan", SHA), actor=CLERK, today=day)
    desk.decide(1, day, "deliverable:plan", "goal:M1", kind="approved")
    assert kinds(desk.row()) == ["decision"]
    desk.tell(p.ApproveDeliverable("plan", SHA, "raad-1/1"), actor=MAYOR, today=day)
    approved = desk.last
    assert kinds(desk.row()) == ["decision", "deliverable"]
    assert desk.row("H1").evidence == ()
    found = integrity_questions.ask(desk.questions, AGREEMENT, Q2, desk.last)
    assert "1 beslutning, 1 godkendt leverance" in as_integrity.html(found).decode()
    desk.decide(2, date(2017, 8, 2), "deliverable:plan")
    desk.tell(p.WithdrawDeliverable("plan", "Opgivet", "raad-2/1"), actor=MAYOR,
              today=date(2017, 8, 3))  # fmt: skip
    assert kinds(desk.row(quarter=Q3)) == ["decision"]
    assert kinds(desk.row(quarter=Q3, position=approved)) == ["decision", "deliverable"]


def test_the_store_finds_what_the_events_alone_tell(desk: Desk) -> None:
    desk.decide(1, date(2017, 5, 2), "goal:M1")
    desk.tell(
        Measure("lys", date(2017, 3, 31), "10", "x"), Measure("ro", date(2017, 6, 1), "3", "x")
    )
    desk.decide(2, date(2017, 6, 2), "goal:A1", supersedes="raad-1/1")
    events = list(desk.questions.recorded())
    for quarter in (Q1, Q2, Q3):
        for upto in range(1, desk.last + 1):
            told = partnership_replay.partnership(events, AGREEMENT, upto)
            figures = [one for one in (said(r.position, r.version, r.event) for r in events) if one]
            measured: list[Series] = [
                series(one, "", figures, quarter.last_day, upto) for one in AGREEMENT.measured
            ]
            alone = evidence(told, measured, quarter.last_day)
            assert (
                integrity_questions.evidence_by_quarter(desk.questions, AGREEMENT, upto)(quarter)
                == alone
            )


def test_a_bridge_names_the_decisions_behind_its_cells(desk: Desk) -> None:
    desk.decide(1, date(2017, 3, 31), "goal:M1")
    before = desk.last
    desk.decide(2, date(2017, 5, 2), "goal:M1", "goal:H1")
    desk.decide(3, date(2017, 6, 30), "goal:M1", supersedes="raad-2/1")
    desk.decide(4, date(2017, 7, 1), "goal:M1")
    desk.tell(c.MoveDeadline(goal_id("M1"), date(2017, 5, 3), "Vedtaget", "2019"),
              report("A1", date(2017, 5, 3), "Andet"),
              report("H1", date(2017, 5, 3), "Mere"))  # fmt: skip
    made = desk.bridge((Q1, before), (Q2, desk.last))
    told = {(one.goal, one.column): made.of(one, made.decisions) for one in made.changes}
    assert told["M1", "deadline"] == ["raad-2/1, raad-3/1"]
    assert told["H1", "status"] == ["raad-2/1"]
    assert told["A1", "status"] == []
    assert made.unexplained == ()
    back = desk.bridge((Q2, desk.last), (Q1, before))
    assert set(back.decisions.values()) == set(made.decisions.values())
    same = desk.bridge((Q2, before), (Q2, desk.last))
    assert set(same.decisions.values()) == {"raad-2/1, raad-3/1", "raad-2/1"}
    assert "raad-2/1, raad-3/1" in as_bridge.FORMATS["html"](made).decode()
    plain = desk.bridge((Quarter(2016, 4), before), (Q1, before))
    assert set(plain.decisions.values()) == {"raad-1/1"}


def test_a_bridge_knows_no_decision_that_was_not_recorded_yet(desk: Desk) -> None:
    desk.tell(c.MoveDeadline(goal_id("M1"), date(2017, 5, 3), "Vedtaget", "2019"))
    moved = desk.last
    desk.decide(1, date(2017, 5, 2), "goal:M1")
    assert desk.bridge((Q1, moved), (Q2, moved)).decisions == {}
    assert set(desk.bridge((Q1, moved), (Q2, desk.last)).decisions.values()) == {"raad-1/1"}
