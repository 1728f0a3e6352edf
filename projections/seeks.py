"""What is in force of all goals, in one statement: a row per goal, and in it what holds per field.

A seek is the first row at or before both times in the index (goal, effective, place, position): the
latest report about the greatest (effective, place). What it states is in force; a field of which it
says nothing is sought by itself, among the reports that state it. Where a seek ends on a retraction
the place must be passed over, which needs a look at every place's latest statement. Retractions are
rare, so the plain seek is asked first, and the thorough one only where the plain one ended on a
retraction.

PostgreSQL would rather read all facts than look rows up by the seek's key, so there a seek is a
LATERAL join; SQLite has none, and looks the rows up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Text,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    true,
)

from domain import facts
from domain.facts import InForce
from projections.driver import Prepared, one_of
from projections.schema import LIVE, states
from projections.views import day_of

BEFORE = "before"
ASKED = (*((name, name, "day") for name in facts.STATUS_FIELDS), (BEFORE, "text", "day_before"))
"""What is asked of each goal: by which name, which field, and at the end of which day."""

_GOALS, _WORDED = LIVE.goals.c, LIVE.goal_fields.alias("worded").c

_BACKDATED = (
    # Not EXISTS: PostgreSQL would read all fields for it at once, and not look up this goal's.
    select(_WORDED.position)
    .where(_WORDED.goal == _GOALS.goal, _WORDED.field == literal_column("'wording'"))
    .where(_WORDED.effective <= bindparam("day"), _WORDED.position <= bindparam("position"))
    .limit(literal_column("1"))
    .correlate(LIVE.goals)
    .scalar_subquery()
    .is_not(None)
)
SEEN_GOALS = (
    _GOALS.agreement == bindparam("agreement"),
    or_(_GOALS.effective <= bindparam("day"), _BACKDATED),
    _GOALS.goal <= bindparam("position"),
)
"""The goals that belonged to the agreement on the day, as known at the position: those registered
or backdated to it. Who does either says the goal's wording, and nobody says it of an earlier day.
"""

ONE_GOAL = _GOALS.goal == bindparam("goal")


class Found(NamedTuple):
    """What is in force of a goal's status, by the names in `ASKED`."""

    goal: int
    now: dict[str, InForce]


def word(name: str) -> ColumnElement[str]:
    """One of our own words as it stands in the statement."""
    return literal_column(f"'{name}'", Text)


def _latest(said: FromClause, day: str) -> Select[Any]:
    """The last report of a goal by both times."""
    return (
        select(said)
        .where(said.c.goal == _GOALS.goal)
        .where(said.c.effective <= bindparam(day), said.c.position <= bindparam("position"))
        .order_by(said.c.effective.desc(), said.c.place.desc(), said.c.position.desc())
        .limit(literal_column("1"))
        .correlate(LIVE.goals)
    )


def _seek(field: str, day: str, thorough: bool) -> Select[Any]:
    """The last report that states the field."""
    said = LIVE.goal_reports.alias("said")
    seek = _latest(said, day).where(states(said, field))
    seek = seek.with_only_columns(said.c.position, said.c.effective, said.c[field].label("value"))
    if not thorough:
        return seek
    here = LIVE.goal_reports.alias("here")
    latest_here = (
        select(func.max(here.c.position))
        .where(here.c.goal == said.c.goal, states(here, field))
        .where(here.c.effective == said.c.effective, here.c.place == said.c.place)
        .where(here.c.position <= bindparam("position"))
        .correlate(said)
        .scalar_subquery()
    )
    return seek.where(said.c[field].is_not(None), said.c.position == latest_here)


def _on_sqlite(these: Sequence[ColumnElement[bool]], thorough: bool) -> Select[Any]:
    latest = LIVE.goal_reports.alias("latest")
    whole: FromClause = LIVE.goals
    key: ColumnElement[Any] = _position_of(_latest(LIVE.goal_reports.alias("said"), "day"))
    whole = whole.join(latest, latest.c.position == key, isouter=True)
    found: list[ColumnElement[Any]] = []
    for n, (which, field, day) in enumerate(ASKED):
        row = LIVE.goal_reports.alias(f"row_{n}")
        key = _position_of(_seek(field, day, thorough))
        if which != BEFORE:
            key = case((latest.c[field].is_(None), key))
        whole = whole.join(row, row.c.position == key, isouter=True)
        sought = (row.c[field], row.c.effective, row.c.position)
        found += sought if which == BEFORE else _first_of(latest.c, field, sought)
    return select(_GOALS.goal, *found).select_from(whole).where(*these)


def _position_of(seek: Select[Any]) -> ColumnElement[int]:
    return seek.with_only_columns(seek.selected_columns.position).scalar_subquery()


def _on_server(these: Sequence[ColumnElement[bool]], thorough: bool) -> Select[Any]:
    latest = _latest(LIVE.goal_reports.alias("said"), "day").lateral("latest")
    whole = LIVE.goals.join(latest, true(), isouter=True)
    found: list[ColumnElement[Any]] = []
    for n, (which, field, day) in enumerate(ASKED):
        seek = _seek(field, day, thorough)
        if which != BEFORE:
            seek = seek.where(latest.c[field].is_(None)).correlate(LIVE.goals, latest)
        row = seek.lateral(f"row_{n}")
        whole = whole.join(row, true(), isouter=True)
        sought = (row.c.value, row.c.effective, row.c.position)
        found += sought if which == BEFORE else _first_of(latest.c, field, sought)
    return select(_GOALS.goal, *found).select_from(whole).where(*these)


def _first_of(
    latest: Any, field: str, sought: tuple[ColumnElement[Any], ...]
) -> Iterator[ColumnElement[Any]]:
    """Value, day and position of the field: as the latest report states it, else as sought."""
    stated = latest[field].is_not(None)
    of_latest = (latest[field], latest.effective, latest.position)
    for one, other in zip(of_latest, sought, strict=True):
        yield case((stated, one), else_=other)


def _statement(*these: ColumnElement[bool], thorough: bool = False) -> Prepared:
    return Prepared(
        partial(_on_sqlite, these, thorough), postgresql=partial(_on_server, these, thorough)
    )


PLAIN = _statement(*SEEN_GOALS)
PLAIN_ONE = _statement(*SEEN_GOALS, ONE_GOAL)
PLAIN_SOME = _statement(one_of(_GOALS.goal), *SEEN_GOALS[1:])
_THOROUGH = _statement(one_of(_GOALS.goal), thorough=True)
_NAMES = [which for which, _, _ in ASKED]


def in_force(connection: Connection, plain: Sequence[tuple[Any, ...]], **asked: Any) -> list[Found]:
    """The goals with what is in force, from the rows of `PLAIN`, `PLAIN_ONE` or `PLAIN_SOME`, asked
    with the same values: agreement, position, day and day_before, and goal for one."""
    found: list[Found] = []
    retracted: list[int] = []
    for row in plain:
        one = _read(row)
        if one is None:
            retracted.append(row[0])
        else:
            found.append(one)
    again = (_read(row) for row in _THOROUGH.among(connection, sorted(set(retracted)), **asked))
    return [*found, *(one for one in again if one is not None)]


def _read(row: tuple[Any, ...]) -> Found | None:
    """What a row of the statement says; None where a seek ended on a retraction."""
    told = iter(row)
    goal = next(told)
    now: dict[str, InForce] = {}
    for which, value, effective, position in zip(_NAMES, told, told, told, strict=True):
        if value is not None:
            now[which] = InForce(value, day_of(effective), position)
        elif position is not None:
            return None
    return Found(goal, now)
