"""The report on integrity over a store: what to ask for."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from domain.agreements import Agreement
from domain.facts import Fact
from domain.quarters import Quarter
from projections import evidence as ev
from projections.integrity import Integrity, Statements, integrity
from projections.questions import Questions
from projections.schema import LIVE
from projections.views import day_of


def ask(questions: Questions, agreement: Agreement, quarter: Quarter, position: int) -> Integrity:
    """The integrity of the commitments for a quarter, as it was known at a position."""
    report = questions.bilag1(agreement, quarter, position)
    found = ev.evidence(questions.recorded_as(ev.topics(), position))
    numbers = {agreement.goal_id(row.goal): row.goal for row in report.rows()}
    by_number = {numbers[goal]: some for goal, some in found.items() if goal in numbers}
    return integrity(report, statements(questions, agreement, position), by_number)


def statements(questions: Questions, agreement: Agreement, position: int) -> dict[str, Statements]:
    """All that was stated of each goal up to a position, by the goal's number."""
    told: dict[str, dict[str, list[tuple[Fact, int]]]] = defaultdict(lambda: defaultdict(list))
    goals = LIVE.goals.c
    with questions.recorder.reading() as connection:
        for table in (LIVE.goal_fields, LIVE.goal_facts):
            c = table.c
            query = (
                select(goals.number, c.field, c.effective, c.place, c.value, c.position)
                .select_from(LIVE.goals.join(table, c.goal == goals.goal))
                .where(goals.agreement == str(agreement.id), c.position <= position)
                .order_by(c.position, c.id)
            )
            for number, field, effective, place, value, said_at in connection.execute(query):
                fact = Fact(field, day_of(effective), place, value)
                told[number][field].append((fact, said_at))
    return {number: dict(fields) for number, fields in told.items()}
