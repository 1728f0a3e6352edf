"""What can be asked of the store about agreements and their goals, at the two times that are named.

``as_of`` is the effective time (a quarter or a day), ``known_at`` the recorded time, always as a
position: the last one that counts. What was recorded is asked for in `projections.log_questions`,
which goals there are in `projections.goals_by_name`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    select,
    true,
)

from domain import facts
from domain.agreements import Agreement
from domain.facts import Fact, InForce
from domain.quarters import Quarter
from projections import seeks, versions
from projections.bilag1 import Basis, Bilag1, Picture, Row, assemble
from projections.driver import Prepared, one_of, together
from projections.goals_by_name import GoalsByName
from projections.log_questions import LogQuestions
from projections.recorder import LedgerRecorder, ViewsOutOfDate
from projections.schema import LIVE, LOG, VIEW_STATE, states
from projections.seeks import SEEN_GOALS, word
from projections.view_schema import REGISTERED
from projections.views import VERSION, day_number, day_of

_GOALS, _FIELDS, _REPORTS = LIVE.goals.c, LIVE.goal_fields.c, LIVE.goal_reports.c
_SEALS = LIVE.seals.c
_BASIS = Prepared(
    select(
        VIEW_STATE.c.version,
        VIEW_STATE.c.position,
        select(LOG.c.recorded_at).where(LOG.c.position == bindparam("position")).scalar_subquery(),
        select(func.min(_SEALS.sealed_position))
        .where(_SEALS.agreement == bindparam("agreement"), _SEALS.quarter == bindparam("quarter"))
        .where(_SEALS.position <= bindparam("position"))
        .scalar_subquery(),
    )
)


def _changes(*these: ColumnElement[bool]) -> Prepared:
    """What was stated of the goals' own fields after their registration.

    PostgreSQL is made to look goal by goal: a plan that it keeps would read all fields of all
    agreements, and join them.
    """
    stated = (
        _FIELDS.goal == _GOALS.goal, _FIELDS.position > _GOALS.goal,
        _FIELDS.position <= bindparam("position"), _FIELDS.effective <= bindparam("day"),
        _FIELDS.field.not_in([word("alias"), word("unalias")]),
    )  # fmt: skip

    def asked(said: FromClause, on: ColumnElement[bool]) -> Select[Any]:
        return (
            select(said.c.goal, said.c.field, said.c.value, said.c.effective, said.c.position)
            .select_from(LIVE.goals.join(said, on))
            .where(*these)
            .order_by(said.c.goal, said.c.effective, said.c.place)
        )

    each = select(LIVE.goal_fields).where(*stated).offset(literal_column("0")).lateral("said")
    return Prepared(asked(LIVE.goal_fields, and_(*stated)), postgresql=asked(each, true()))


ALL_GOALS = (versions.IN_FORCE, _BASIS, _changes(*SEEN_GOALS), seeks.PLAIN)
ONE_GOAL = (versions.IN_FORCE, _BASIS, _changes(*SEEN_GOALS, seeks.ONE_GOAL), seeks.PLAIN_ONE)
SOME_GOALS = (_changes(one_of(_GOALS.goal), *SEEN_GOALS[1:]), seeks.PLAIN_SOME)
"""What is asked for Bilag 1, and for one row and some rows of it."""


class Registered(NamedTuple):
    """A goal as it was registered, which nothing changes: kept in memory once read."""

    number: str
    section: str
    own: dict[str, InForce]


class Questions(LogQuestions, GoalsByName):
    """The questions, over one store."""

    def __init__(self, recorder: LedgerRecorder, mapped: bool = True) -> None:
        """``mapped`` is how reports read a SQLite file (`LedgerRecorder.reading`)."""
        super().__init__(recorder)
        self._mapped = mapped
        self._known: dict[int, Registered] = {}

    # --- agreements ---------------------------------------------------------------------------

    def agreements(self) -> list[tuple[UUID, str, str]]:
        """Id, slug and title of every agreement, in the order in which they were loaded."""
        c = LIVE.agreements.c
        query = select(c.id, c.slug, c.title).order_by(c.position)  # an amendment comes after
        with self.recorder.reading() as connection:
            last = {row.id: row for row in connection.execute(query)}
        return [(UUID(row.id), row.slug, row.title) for row in last.values()]

    def agreement(self, agreement: Agreement, as_of: date, known_at: int) -> Agreement:
        """The agreement as it was on a day, as known at a position."""
        return versions.in_force(self.recorder, agreement, as_of, known_at)

    def seals(self, agreement: UUID, quarter: Quarter) -> list[tuple[int, int, str]]:
        """Every seal of the quarter: its position, the position it sealed, the report's hash."""
        c = LIVE.seals.c
        query = (
            select(c.position, c.sealed_position, c.report_sha256)
            .where(c.agreement == str(agreement), c.quarter == str(quarter))
            .order_by(c.position)
        )
        with self.recorder.reading() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def first_seals(self, agreement: UUID, position: int) -> dict[str, int]:
        """The position that the first seal of each quarter rests on, as known at a position."""
        c = LIVE.seals.c
        query = (
            select(c.quarter, c.sealed_position)
            .where(c.agreement == str(agreement), c.position <= position)
            .order_by(c.position.desc())
        )
        with self.recorder.reading() as connection:
            return {row.quarter: row.sealed_position for row in connection.execute(query)}

    # --- Bilag 1 ------------------------------------------------------------------------------

    def basis(self, agreement: UUID, quarter: Quarter, position: int) -> Basis:
        """What a report of the quarter as known at the position rests on."""
        with self.recorder.reading() as connection:
            rows = _BASIS.rows(
                connection, agreement=str(agreement), quarter=str(quarter), position=position
            )
        return _basis(rows, position)

    def bilag1(self, agreement: Agreement, quarter: Quarter, position: int) -> Bilag1:
        """The report of a quarter as it was known at a position."""
        then, basis, pictures = self._asked(agreement.id, quarter, position)
        return assemble(versions.found(then, agreement), quarter, basis, pictures)

    def bilag1_of(
        self, agreement: Agreement, quarter: Quarter, position: int, goals: Sequence[int]
    ) -> Bilag1:
        """The report with the rows of these goals (by their keys) alone."""
        then, basis, pictures = self._asked(agreement.id, quarter, position, goals=goals)
        return assemble(versions.found(then, agreement), quarter, basis, pictures)

    def row(self, agreement: Agreement, quarter: Quarter, position: int, goal: int) -> Row | None:
        """The row of one goal (by its key) in that report; None where it was not a goal then."""
        then, basis, pictures = self._asked(agreement.id, quarter, position, goal)
        made = assemble(versions.found(then, agreement), quarter, basis, pictures)
        return next(iter(made.rows()), None)

    def pictures(self, agreement: UUID, quarter: Quarter, position: int) -> list[Picture]:
        """What is in force for each goal, for a quarter as known at a position."""
        return self._asked(agreement, quarter, position)[2]

    def _asked(
        self, agreement: UUID, quarter: Quarter, position: int, goal: int | None = None,
        goals: Sequence[int] | None = None,
    ) -> tuple[list[Any], Basis, list[Picture]]:  # fmt: skip
        """The agreement's row, the basis, and the pictures."""
        asked: dict[str, Any] = {
            "agreement": str(agreement),
            "quarter": str(quarter),
            "position": position,
            "day": day_number(quarter.last_day),
            "day_before": day_number(quarter.previous().last_day),
        }
        statements = ALL_GOALS
        if goal is not None:
            statements, asked["goal"] = ONE_GOAL, goal
        with self.recorder.reading(self._mapped) as connection:
            if goals is None:
                then, basis, changes, plain = together(
                    connection, *statements, planned_once=True, **asked
                )
            else:
                then, basis = together(connection, versions.IN_FORCE, _BASIS, **asked)
                changes, plain = (one.among(connection, goals, **asked) for one in SOME_GOALS)
            found = seeks.in_force(connection, plain, **asked)
            if any(one.goal not in self._known for one in found):
                self._known.update(_registrations(connection, agreement, position))
        changed: dict[int, dict[str, InForce]] = defaultdict(dict)
        for goal, field, value, effective, said_at in changes:
            changed[goal][field] = InForce(value, day_of(effective), said_at)
        pictures: list[Picture] = []
        for goal, now in found:
            number, section, own = self._known[goal]
            if goal in changed:
                own = _after(own, changed[goal], quarter.last_day)
            pictures.append(Picture(number, section, own, now, now.pop(seeks.BEFORE, None)))
        return then, _basis(basis, position), pictures

    def last_reported_quarter(self, agreement: Agreement) -> Quarter | None:
        """The latest quarter that anything was reported for; None where nothing was."""

        newest = select(func.max(_REPORTS.effective)).where(_REPORTS.goal == _GOALS.goal)
        query = select(func.max(newest.correlate(LIVE.goals).scalar_subquery()))
        with self.recorder.reading() as connection:
            day = connection.execute(query.where(_GOALS.agreement == str(agreement.id))).scalar()
        return Quarter.of(day_of(day)) if day else None

    def positions_about(self, agreement: UUID, quarter: Quarter, position: int) -> list[int]:
        """The positions that state something effective in the quarter, known at the position."""
        positions: set[int] = set()
        days = day_number(quarter.first_day), day_number(quarter.last_day)
        with self.recorder.reading() as connection:
            for table in (LIVE.goal_reports, LIVE.goal_fields):
                query = (
                    select(table.c.position)
                    .select_from(LIVE.goals.join(table, table.c.goal == _GOALS.goal))
                    .where(_GOALS.agreement == str(agreement))
                    .where(table.c.effective.between(*days), table.c.position <= position)
                )
                positions.update(connection.execute(query).scalars())
        return sorted(positions)

    def statements(self, goal: int, field: str, position: int) -> list[tuple[Fact, int]]:
        """Everything stated about one field of a goal, with the positions, in their order."""
        with self.recorder.reading() as connection:
            return _statements(connection, goal, field, position)


def _statements(
    connection: Connection, goal: int, field: str, position: int
) -> list[tuple[Fact, int]]:
    if field in facts.STATUS_FIELDS:
        c, value, told = _REPORTS, _REPORTS[field], states(LIVE.goal_reports, field)
    else:
        c, value, told = _FIELDS, _FIELDS.value, _FIELDS.field == field
    query = (
        select(c.effective, c.place, c.position, value)
        .where(c.goal == goal, told, c.position <= position)
        .order_by(c.position)
    )
    return [
        (Fact(field, day_of(effective), place, value), here)
        for effective, place, here, value in connection.execute(query)
    ]


def _basis(rows: Sequence[Any], position: int) -> Basis:
    if not rows:
        raise ViewsOutOfDate
    ((version, viewed, known_at, sealed),) = rows
    return Basis(position, known_at, version == VERSION and viewed >= position, sealed)


def _registrations(
    connection: Connection, agreement: UUID, position: int
) -> Iterator[tuple[int, Registered]]:
    query = select(
        _GOALS.goal, _GOALS.number, _GOALS.section, _GOALS.effective,
        *(_GOALS[name] for name in REGISTERED),
    ).where(_GOALS.agreement == str(agreement), _GOALS.goal <= position)  # fmt: skip
    for goal, number, section, start, *values in connection.execute(query):
        since = day_of(start)
        own = {
            field: InForce(value, facts.ALWAYS if field == "title" else since, goal)
            for field, value in zip(REGISTERED, values, strict=True)
        }
        yield goal, Registered(number, section, own)


def _after(
    own: dict[str, InForce], changes: dict[str, InForce], day: date
) -> dict[str, InForce]:  # fmt: skip
    """The goal's own fields on a day, after the greatest change of each by then."""
    later = {
        field: one
        for field, one in changes.items()
        if field not in own or not one.effective < own[field].effective <= day
    }
    return {**own, **later}
