"""The story of an agreement: at any two times it has the rows of the report."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from builders import AGREEMENT, Office, confirm, correct, goal_id, report, retract
from databases import make_ledger
from histories import Step, begin, histories, play
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, event

from domain import commands as c
from domain.quarters import Quarter
from projections import story_questions
from projections.questions import Questions
from projections.story import Seal, Story, late_from, quarters_of

Q4, Q1, Q2 = Quarter(2016, 4), Quarter(2017, 1), Quarter(2017, 2)


def told(office: Office, quarter: Quarter | None = None, position: int | None = None) -> Story:
    questions = Questions(office.recorder)
    last = questions.last_position() if position is None else position
    return story_questions.of(questions, AGREEMENT, quarter, last)


def agrees(office: Office, story: Story, quarter: int, position: int) -> None:
    asked = Questions(office.recorder).bilag1(AGREEMENT, story.quarters[quarter], position)
    found = [row for goal in story.goals if (row := goal.row(quarter, position))]
    assert found == asked.rows(), (str(story.quarters[quarter]), position)


def test_every_row_of_every_report_is_told(office: Office) -> None:
    office.tell(
        report("M1", Q4.last_day, "et", fulfilment="I proces"), report("H1", Q4.last_day, "h")
    )
    office.tell(report("M1", Q1.last_day, "to", fulfilment="Opfyldt"), confirm("H1", Q1))
    office.tell(office.seal(Q1))
    office.tell(correct("M1", 2, "et rettet"), report("H1", Q1.first_day, "for sent"))
    office.tell(c.MoveDeadline(goal_id("M1"), Q2.first_day, "r", "2016"), retract("M1", 3))
    story = told(office, Q2)

    assert (story.quarters[0], story.quarters[-1]) == (Quarter(2015, 1), Q2)
    for quarter in range(len(story.quarters)):
        for position in range(1, story.position + 1):
            agrees(office, story, quarter, position)


def test_the_events_of_all_goals_are_read_in_one_transaction(office: Office) -> None:
    last = Questions(office.recorder).last_position()
    begun: list[Connection] = []
    noted = begun.append
    event.listen(Engine, "begin", noted)
    try:
        told(office, Q1, last)
    finally:
        event.remove(Engine, "begin", noted)
    assert len(begun) == 1


def test_what_is_recorded_at_once_is_one_moment(office: Office) -> None:
    office.tell(report("M1", Q1.last_day, "et"), report("H1", Q1.last_day, "to"))
    office.tell(report("M1", Q1.last_day, "tre"))
    story = told(office)

    last = story.position
    assert [moment.position for moment in story.moments[-2:]] == [last - 1, last]


def test_a_story_up_to_a_position_is_not_changed_by_what_comes(office: Office) -> None:
    office.tell(report("M1", Q1.last_day, "et"))
    position = office.recorder.max_notification_id()
    before = told(office, position=position)
    office.tell(report("M1", Q2.last_day, "to"))
    office.tell(office.seal(Q1, position))

    assert told(office, position=position) == before
    assert before.quarters[-1] == Q1
    assert told(office).quarters[-1] == Q2


def test_an_event_changes_no_more_rows_than_it_must(office: Office) -> None:
    for quarter in quarters_of(Quarter(2015, 1), Quarter(2018, 4)):
        office.tell(report("M1", quarter.last_day, f"i {quarter}"))
    late = Quarter(2015, 1)
    office.tell(report("M1", late.last_day, "i stedet"))
    goal = next(one for one in told(office).goals if one.number == "M1")

    assert [(span.first, span.last) for span in goal.spans[-2:]] == [(0, 0), (1, 1)]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that holds the agreement and its goals, for each example to be copied."""
    path = tmp_path_factory.mktemp("begun") / "begun.db"
    begin(Office(make_ledger(f"sqlite:///{path}"))).recorder.engine.dispose()
    return path


@contextmanager
def fresh(begun: Path) -> Iterator[Office]:
    with TemporaryDirectory() as folder:
        path = shutil.copy(begun, Path(folder) / "tovholder.db")
        office = Office(make_ledger(f"sqlite:///{path}", CREATE_TABLE="no"))
        try:
            yield office
        finally:
            office.recorder.engine.dispose()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(steps=histories, chance=st.randoms(use_true_random=False))
def test_random_histories_are_told_as_they_are_reported(
    begun: Path, steps: list[Step], chance: Random
) -> None:
    with fresh(begun) as office:
        play(office, steps)
        story = told(office, Q2)
        for _ in range(25):
            quarter = chance.randrange(len(story.quarters))
            agrees(office, story, quarter, chance.randint(1, story.position))


def test_what_is_late_by_which_seal() -> None:
    seals = (Seal(10, 8), Seal(20, 6))
    assert [late_from(seals, at) for at in (6, 7, 9)] == [None, 20, 10]


def test_quarters_of_an_agreement_that_begins_later() -> None:
    assert quarters_of(Q2, Q4) == (Q4,)
