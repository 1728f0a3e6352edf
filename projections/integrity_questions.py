"""The report on integrity over a store: what to ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, select

from domain.agreements import Agreement
from domain.facts import STATUS_FIELDS, Fact
from domain.quarters import Quarter
from projections.evidence import Evidence, evidence
from projections.integrity import Integrity, Statements, integrity
from projections.memo_questions import series_by_day
from projections.partnership_questions import partnership
from projections.questions import Questions
from projections.schema import LIVE
from projections.views import day_of


def ask(questions: Questions, agreement: Agreement, quarter: Quarter, position: int) -> Integrity:
    """The integrity of the commitments for a quarter, as it was known at a position."""
    report = questions.bilag1(agreement, quarter, position)
    found = evidence_by_quarter(questions, agreement, position)(quarter)
    return integrity(report, statements(questions, agreement, position), found)


def evidence_by_quarter(
    questions: Questions, agreement: Agreement, position: int
) -> Callable[[Quarter], dict[str, list[Evidence]]]:
    """What bears the goals' fulfilment out up to a quarter, by the goals' numbers. The store is
    asked once for what is the same in all quarters."""
    told = partnership(questions.recorder, agreement, position)
    series_until = series_by_day(questions, agreement, position)
    return lambda one: evidence(told, series_until(one.last_day), one.last_day)


def statements(questions: Questions, agreement: Agreement, position: int) -> dict[str, Statements]:
    """All that was stated of each goal up to a position, by the goal's number."""
    told: dict[str, dict[str, list[tuple[Fact, int]]]] = defaultdict(lambda: defaultdict(list))
    with questions.recorder.reading() as connection:
        for number, fact, said_at in _facts(connection, agreement, position):
            told[number][fact.field].append((fact, said_at))
    return {number: dict(fields) for number, fields in told.items()}


def _facts(
    connection: Connection, agreement: Agreement, position: int
) -> Iterator[tuple[str, Fact, int]]:
    """Goal, fact and position: the goals' own fields, then their reports, each in its order."""
    goals, own, reports = LIVE.goals.c, LIVE.goal_fields.c, LIVE.goal_reports.c
    of_it = goals.agreement == str(agreement.id)
    fields = (
        select(goals.number, own.field, own.effective, own.place, own.value, own.position)
        .select_from(LIVE.goals.join(LIVE.goal_fields, own.goal == goals.goal))
        .where(of_it, own.position <= position)
        .order_by(own.position, own.id)
    )
    for number, field, effective, place, value, said_at in connection.execute(fields):
        yield number, Fact(field, day_of(effective), place, value), said_at
    said = (
        select(goals.number, reports.effective, reports.place, reports.position, reports.retracted,
               *(reports[name] for name in STATUS_FIELDS))
        .select_from(LIVE.goals.join(LIVE.goal_reports, reports.goal == goals.goal))
        .where(of_it, reports.position <= position)
        .order_by(reports.position)
    )  # fmt: skip
    for number, effective, place, said_at, retracted, *values in connection.execute(said):
        for name, value in zip(STATUS_FIELDS, values, strict=True):
            if retracted or value is not None:
                yield number, Fact(name, day_of(effective), place, value), said_at
