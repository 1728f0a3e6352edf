"""The bridge: old report + bridge = new report; every change has events and a right class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import reduce
from random import Random
from typing import Any
from uuid import UUID

import histories
import pytest
from builders import (
    AGREEMENT,
    MEMBER,
    TODAY,
    Office,
    confirm,
    correct,
    goal_id,
    register,
    report,
    retract,
)
from databases import make_ledger
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain import commands as c
from domain import events as e
from domain import goals
from domain.decisions import decide
from domain.ledger import Ledger
from domain.quarters import Quarter
from domain.refusals import Refusal
from projections import replay
from projections.bilag1 import Basis, Bilag1, assemble
from projections.bridge import Bridge, bridge, word_edits
from projections.bridge_goals import touched
from projections.bridge_questions import between
from projections.causes import CLASSES, SHOWN, shown
from projections.questions import Questions
from projections.views import Recorded

Q4, Q1, Q2 = Quarter(2016, 4), Quarter(2017, 1), Quarter(2017, 2)
START = date(2015, 1, 1)
NUMBERS = ("M1", "A1", "H1", "M2")
QUARTERS = [Quarter(2016, 3), Q4, Q1, Q2, Quarter(2017, 3)]
LATE = {"M2": Q4.first_day}
"""This goal joins the agreement later than the others."""


class Book:
    """A history in memory: the events that the commands lead to, and the reports that follow."""

    def __init__(self) -> None:
        self.events: list[Recorded] = []
        self.states: dict[UUID, goals.Goal | None] = {}

    def tell(self, *commands: c.GoalCommand) -> Book:
        for command in commands:
            goal = self.states.get(command.goal)
            for event in decide(AGREEMENT, goal, MEMBER, TODAY, command):
                self._record(command.goal, event)
        return self

    def seal(self, quarter: Quarter, back: int = 0) -> Book:
        sealed = max(1, len(self.events) - back)
        self._record(AGREEMENT.id, e.QuarterSealed(str(quarter), sealed, "ab", {}, {}))
        return self

    def _record(self, stream: UUID, event: Any) -> None:
        version = 1 + sum(one.originator_id == stream for one in self.events)
        self.events.append(Recorded(len(self.events) + 1, stream, version, event))
        if stream != AGREEMENT.id:
            self.states[stream] = goals.evolve(stream, self.states.get(stream), event)

    def play(self, history: list[Any]) -> Book:
        """Tell it all; what is refused is left out."""
        for command in history:
            try:
                self.seal(*command) if isinstance(command, tuple) else self.tell(command)
            except Refusal:
                continue
        return self

    def report(self, quarter: Quarter, position: int | None = None) -> Bilag1:
        at = len(self.events) if position is None else position
        history = replay.history(self.events, AGREEMENT.id, at)
        basis = Basis(at, at, True, history.seals.get(str(quarter)))
        return assemble(AGREEMENT, quarter, basis, replay.pictures(history, quarter))

    def bridge(self, old: tuple[Quarter, int | None], new: tuple[Quarter, int | None]) -> Bridge:
        one, other = self.report(*old), self.report(*new)
        upto = max(one.basis.position, other.basis.position)
        seals = replay.history(self.events, AGREEMENT.id, upto).seals
        return bridge(one, other, self.events[:upto], seals)


def book() -> Book:
    return Book().tell(*(register(number, LATE.get(number, START)) for number in NUMBERS))


def told(made: Bridge, goal: str = "M1") -> dict[str, tuple[str, str, str | None, tuple[int, ...]]]:
    return {one.column: (one.old, one.new, one.kind, one.positions)
            for one in made.changes if one.goal == goal}  # fmt: skip


# --- the classes ------------------------------------------------------------------------------


def test_a_new_report_is_a_new_fact() -> None:
    made = book().tell(report("M1", Q1.last_day, "Halvvejs", fulfilment="I proces"))
    assert told(made.bridge((Q1, 4), (Q1, 5))) == {
        "status": ("Ikke indberettet", "Halvvejs", "new fact", (5,)),
        "fulfilment": ("", "I proces", "new fact", (5,)),
    }


def test_the_next_quarter_moves_the_text_and_asks_anew() -> None:
    made = book().tell(report("M1", Q4.last_day, "a"), report("M1", Q1.last_day, "b"))
    assert told(made.bridge((Q4, None), (Q1, None))) == {
        "previous_status": ("", "a", "new fact", (5,)),
        "status": ("a", "b", "new fact", (6,)),
    }
    assert told(made.bridge((Q1, None), (Q2, None))) == {
        "previous_status": ("a", "b", "new fact", (6,)),
        "status": ("b", "Ikke indberettet", "new fact", (6,)),
    }


def test_a_correction_and_a_retraction_are_corrections() -> None:
    made = book().tell(report("M1", Q4.last_day, "a"), report("M1", Q1.last_day, "b"),
                       correct("M1", 3, "c"), retract("M1", 3))  # fmt: skip
    assert told(made.bridge((Q1, 6), (Q1, 7)))["status"] == ("b", "c", "correction", (7,))
    after = told(made.bridge((Q1, 7), (Q1, 8)))
    assert after["status"] == ("c", "Ikke indberettet", "correction", (8,))
    back = told(made.bridge((Q1, 8), (Q1, 7)))
    assert back["status"][:3] == ("Ikke indberettet", "c", "correction")


def test_what_came_after_the_seal_is_a_late_entry() -> None:
    made = book().tell(report("M1", Q1.last_day, "a")).seal(Q1).tell(
        report("M1", Q1.last_day, "b"), report("A1", Q2.first_day, "c"))  # fmt: skip
    assert told(made.bridge((Q1, 6), (Q1, None))) == {"status": ("a", "b", "late entry", (7,))}
    assert told(made.bridge((Q2, 6), (Q2, None)), "A1")["status"][2] == "new fact"


def test_between_two_moments_of_a_quarter_an_earlier_quarters_fact_is_late() -> None:
    made = book().tell(confirm_from("M1"), report("M1", Q4.first_day, "sent"))
    assert told(made.bridge((Q1, 5), (Q1, None)))["previous_status"][2] == "late entry"


def confirm_from(number: str) -> c.GoalCommand:
    return report(number, Q1.last_day, "nu")


def test_deadline_responsible_and_withdrawal_are_scope_and_words_are_wording() -> None:
    made = book().tell(
        c.MoveDeadline(goal_id("M1"), Q1.first_day, "r", "2019"),
        c.ChangeResponsible(goal_id("M1"), Q1.first_day, "r", "KK (SOF)"),
        c.RewordGoal(goal_id("M1"), Q1.first_day, "r", "Nye ord"),
        c.RetitleGoal(goal_id("M1"), "Ny titel"),
        c.WithdrawGoal(goal_id("A1"), Q1.first_day, "Opgivet"),
    )
    bridged = made.bridge((Q1, 4), (Q1, None))
    assert {column: one[2:] for column, one in told(bridged).items()} == {
        "deadline": ("scope change", (5,)), "responsible": ("scope change", (6,)),
        "goal": ("wording", (7,)), "title": ("wording", (8,)),
    }  # fmt: skip
    assert {column: one[1:3] for column, one in told(bridged, "A1").items()} == {
        "status": ("Opgivet", "scope change"), "fulfilment": ("Udgået", "scope change"),
    }  # fmt: skip
    assert [row.goal for row in bridged.withdrawn] == ["A1"]


def test_a_goal_is_told_as_withdrawn_where_its_cells_said_so_before(office: Office) -> None:
    office.tell(report("M1", Q1.last_day, "Opgivet", fulfilment="Udgået"))
    office.tell(c.WithdrawGoal(goal_id("M1"), Q1.first_day, "Opgivet"))
    questions = Questions(office.recorder)
    last = questions.last_position()
    bridged = between(questions, AGREEMENT, (Q1, last - 1), (Q1, last))
    assert (bridged.changes, [row.goal for row in bridged.withdrawn]) == ((), ["M1"])
    assert between(questions, AGREEMENT, (Q1, last), (Q1, last - 1)).withdrawn == ()


def test_goals_that_came_or_were_not_there_yet_are_shown() -> None:
    made = book()
    there = made.bridge((Quarter(2016, 3), None), (Q4, None))
    assert [row.goal for row in there.added] == ["M2"]
    assert {one.kind for one in there.changes if one.goal == "M2"} == {"scope change"}
    back = made.bridge((Q4, None), (Quarter(2016, 3), None))
    assert [row.goal for row in back.gone] == ["M2"]
    assert not back.unexplained


# --- random histories -------------------------------------------------------------------------

numbers, days, quarters = map(st.sampled_from, (
    NUMBERS, [day for q in QUARTERS for day in (q.first_day, q.last_day)], QUARTERS))  # fmt: skip
texts = st.sampled_from(["", "a", "b", "ø", "Uændret"])
told_of = {"fulfilment": st.sampled_from([None, "", "Opfyldt", "Udgået"]),
           "delay_reason": st.none() | texts, "expected_completion": st.none() | texts}  # fmt: skip
reports = st.one_of(
    st.builds(report, numbers, days, texts),
    st.builds(report, numbers, days, st.none() | texts, **told_of),
    st.builds(confirm, numbers, quarters),
    st.builds(lambda n, q: confirm(n, q, q.first_day), numbers, quarters),
    st.builds(correct, numbers, st.integers(2, 9), st.none() | texts, **told_of),
    st.builds(retract, numbers, st.integers(2, 9)),
)
others = st.one_of(
    st.builds(lambda n, d, t: c.RewordGoal(goal_id(n), d, "r", f"Ord {t}"), numbers, days, texts),
    st.builds(lambda n, d, t: c.MoveDeadline(goal_id(n), d, "r", t), numbers, days, texts),
    st.builds(lambda n, d, t: c.ChangeResponsible(goal_id(n), d, "r", t), numbers, days,
              st.sampled_from(["KK", "KK (SOF)"])),
    st.builds(lambda n, t: c.RetitleGoal(goal_id(n), f"Titel {t}"), numbers, texts),
    st.builds(lambda d, t: c.BackdateGoal(goal_id("M2"), d, "r", f"Før {t}", "", "2016", t, "KK"),
              days, texts),
    st.builds(lambda n, d: c.WithdrawGoal(goal_id(n), d, "Opgivet"), numbers, days),
    st.tuples(quarters, st.integers(0, 5)),  # a seal, at some position
)  # fmt: skip
told_histories = st.lists(st.one_of(reports, reports, reports, others), min_size=1, max_size=40)
ENDS = st.tuples(st.sampled_from(QUARTERS), st.integers(0, 100))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def spans(events: int, ends: list[tuple[Quarter, int]]) -> Iterator[tuple[Any, Any]]:
    at = [(quarter, percent * events // 100) for quarter, percent in ends]
    yield from ((one, other) for one in at for other in at)


def cells_of(report: Bilag1) -> dict[str, dict[str, str]]:
    """The texts of a report that a bridge compares: by goal, then by column."""
    return {row.goal: {name: shown(row, name) for name in SHOWN} for row in report.rows()}


def applied(bridged: Bridge, cells: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The old report's texts with the bridge laid on: the new report's."""
    gone = {row.goal for row in bridged.gone}
    told = {goal: dict(texts) for goal, texts in cells.items() if goal not in gone}
    told.update({row.goal: dict.fromkeys(SHOWN, "") for row in bridged.added})
    for change in bridged.changes:
        if change.goal in told:
            told[change.goal][change.column] = change.new
    return told


@settings(max_examples=60, suppress_health_check=SLOW)
@given(history=told_histories, ends=st.lists(ENDS, min_size=2, max_size=5))
def test_old_and_bridge_is_new_and_nothing_is_unexplained(
    history: list[Any], ends: list[tuple[Quarter, int]]
) -> None:
    made = book().play(history)
    for old, new in spans(len(made.events), ends):
        one, other = made.report(*old), made.report(*new)
        bridged = made.bridge(old, new)
        assert applied(bridged, cells_of(one)) == cells_of(other)
        assert bridged.unexplained == ()
        assert sum(bridged.counts().values()) == len(bridged.changes)
        assert {change.kind for change in bridged.changes} <= set(CLASSES)
        for change in bridged.changes:
            _has_a_right_class(made, change, other)


def _has_a_right_class(made: Book, change: Any, new: Bilag1) -> None:
    """The class again, from the events alone."""
    behind = [made.events[at - 1] for at in change.positions]
    assert {one.originator_id for one in behind} == {goal_id(change.goal)}
    kinds = {type(one.event) for one in behind}
    corrected = bool(kinds & {e.GoalFactCorrected, e.GoalFactRetracted})
    assert (change.kind == "correction") == corrected
    if change.kind == "wording":
        assert kinds <= {e.GoalReworded, e.GoalTitled, e.GoalRegistered, e.GoalBackdated}
        assert change.column in ("goal", "theme", "content", "title")
    if change.kind == "late entry":
        assert kinds & {e.GoalStatusReported, e.GoalConfirmedUnchanged}
    winner = next((row.sources.get(change.column) for row in new.rows()
                   if row.goal == change.goal), None)  # fmt: skip
    if winner and isinstance(made.events[winner - 1].event, e.GoalFactCorrected):
        assert change.kind == "correction" or winner not in change.positions


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("begun") / "begun.db"
    office = Office(make_ledger(f"sqlite:///{path}")).opened("A1", "M1", "H1", "M2")
    yield office
    office.recorder.engine.dispose()


def test_a_store_is_asked_for_few_events_and_gives_the_same_bridge(begun: Office) -> None:
    begun.tell(
        report("M1", Q4.last_day, "a"), report("A1", Q4.last_day, "y"),
        report("H1", Q4.last_day, "x"),
        report("M1", Q1.last_day, None, fulfilment="Opfyldt"), report("A1", Q1.last_day, "b"),
    )  # fmt: skip
    sealed = begun.recorder.max_notification_id()
    begun.tell(begun.seal(Q1, sealed))
    begun.tell(
        correct("A1", 3, "c"), retract("H1", 2), report("M1", Q1.last_day, "sent"),
        c.WithdrawGoal(goal_id("H1"), Q1.last_day, "Opgivet"),
    )  # fmt: skip
    questions = Questions(begun.recorder)
    events = [one.recorded for one in questions.entries()]
    last = questions.last_position()
    ends = [(quarter, at) for quarter in (Q4, Q1, Q2) for at in (6, sealed + 1, last)]
    for old in ends:
        for new in ends:
            few = between(questions, AGREEMENT, old, new)
            reports = [questions.bilag1(AGREEMENT, *end) for end in (old, new)]
            upto = max(old[1], new[1])
            seals = {str(Q1): sealed} if upto >= _seal_of(events) else {}
            assert replace(few, who={}) == bridge(reports[0], reports[1], events, seals)
            assert few.unexplained == ()
            assert applied(few, cells_of(reports[0])) == cells_of(reports[1])


def _seal_of(events: list[Recorded]) -> int:
    return next(one.position for one in events if isinstance(one.event, e.QuarterSealed))


@pytest.mark.parametrize("seed", [*range(4), 1009])
def test_few_goals_and_events_give_the_whole_bridge(ledger: Ledger, seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    office = histories.begin(Office(ledger))
    histories.play(office, histories.history(chance, 150))
    questions = Questions(office.recorder)
    events = [one.recorded for one in questions.entries()]
    quarters = [*histories.QUARTERS, histories.QUARTERS[0].previous(), Quarter(2017, 3)]
    for _ in range(60):
        old, new = ((chance.choice(quarters), chance.randint(0, len(events))) for _ in "ab")
        upto = max(old[1], new[1])
        seals = replay.history(events, AGREEMENT.id, upto).seals
        one, other = (questions.bilag1(AGREEMENT, *end) for end in (old, new))
        found = between(questions, AGREEMENT, old, new)
        assert replace(found, who={}) == bridge(one, other, events[:upto], seals), (old, new)
        assert found.unexplained == ()


def test_only_goals_that_something_bears_on_are_asked_for(ledger: Ledger) -> None:
    office = Office(ledger).opened("A1", "M1", "H1", "M2")
    office.tell(report("M1", Q4.last_day, "a"), report("A1", Q1.last_day, "b"))
    questions = Questions(office.recorder)
    last = questions.last_position()
    office.tell(c.RewordGoal(goal_id("H1"), START, "r", "Nye ord"))
    names = {ref.key: ref.number for ref in questions.goals(AGREEMENT.id)}

    def asked(old: Quarter, new: Quarter, upto: int) -> set[str]:
        keys = touched(office.recorder, AGREEMENT, (old, last), (new, upto))
        return {names[key] for key in keys}

    assert asked(Q1, Q1, last) == set()
    assert asked(Q1, Q1, last + 1) == {"H1"}
    assert asked(Q4, Q1, last) == asked(Q1, Q4, last) == {"M1", "A1"}
    assert asked(Q1, Q2, last) == {"A1"}
    assert asked(Q2, Quarter(2017, 3), last + 1) == {"H1"}


# --- words ------------------------------------------------------------------------------------


@given(old=st.text(max_size=60), new=st.text(max_size=60))
def test_the_words_that_stayed_and_went_are_the_old_text(old: str, new: str) -> None:
    edits = word_edits(old, new)
    assert "".join(text for kind, text in edits if kind != "new") == old
    assert "".join(text for kind, text in edits if kind != "gone") == new


def test_word_edits_of_a_long_text_are_whole() -> None:
    old = " ".join(f"ord{n}" for n in range(600))
    changed = reduce(lambda text, n: text.replace(f"ord{n}0 ", "x "), range(9), old)
    assert ("gone", "ord10") in word_edits(old, changed)
