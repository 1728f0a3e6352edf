"""Which goals can differ between two Bilag 1: those that something between the two bears on.

A row is a function of what was stated of its goal up to a position, effective not after a day; from
the first day of the quarter on it is the quarter's own. So a goal whose rows differ has a statement
that was recorded between the two positions, or one that was known at both and takes effect after
the quarter before the earlier one, and not after the later one. Where both have the same quarter,
the days tell nothing apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Integer, bindparam, func, literal_column, or_, select, union

from domain.agreements import Agreement
from domain.quarters import Quarter
from projections.driver import Prepared
from projections.recorder import LedgerRecorder
from projections.schema import LIVE
from projections.views import ROOM, day_number

Moment = tuple[Quarter, int]
"""A quarter, and the position up to which it is known."""

_GOALS, _FIELDS, _REPORTS = LIVE.goals.c, LIVE.goal_fields.c, LIVE.goal_reports.c
_FROM, _TO = bindparam("lower", type_=Integer), bindparam("upper", type_=Integer)
_FROM_DAY, _TO_DAY = bindparam("after_day", type_=Integer), bindparam("to_day", type_=Integer)


_REPORTED = (
    select(_REPORTS.position)
    .where(_REPORTS.goal == _GOALS.goal, _REPORTS.position <= _FROM)
    .where(_REPORTS.effective > _FROM_DAY, _REPORTS.effective <= _TO_DAY)
    .limit(literal_column("1"))
    .scalar_subquery()
)
_CHANGED = (
    select(_FIELDS.position)
    .where(_FIELDS.goal == _GOALS.goal, _FIELDS.position > _GOALS.goal, _FIELDS.position <= _FROM)
    .where(_FIELDS.effective > _FROM_DAY, _FIELDS.effective <= _TO_DAY)
    .limit(literal_column("1"))
    .scalar_subquery()
)
_RECORDED = union(
    select(_REPORTS.goal).where(_REPORTS.position > _FROM, _REPORTS.position <= _TO),
    select(_FIELDS.goal).where(_FIELDS.id >= bindparam("first_id"))
    .where(_FIELDS.id < bindparam("end_id")),
)  # fmt: skip
_OURS = _GOALS.agreement == bindparam("agreement")
_BY_POSITION = Prepared(select(_GOALS.goal).where(_OURS, _GOALS.goal.in_(_RECORDED)))
_BY_DAY = Prepared(
    select(_GOALS.goal).where(
        _OURS,
        or_(
            (_GOALS.effective > _FROM_DAY) & (_GOALS.effective <= _TO_DAY),
            func.coalesce(_REPORTED, _CHANGED).is_not(None),
        ),
    )
)


def touched(
    recorder: LedgerRecorder, agreement: Agreement, one: Moment, other: Moment
) -> list[int]:
    """The keys of the agreement's goals whose rows can differ."""
    first, last = sorted((one[0], other[0]))
    lower, upper = sorted((one[1], other[1]))
    asked = {
        "agreement": str(agreement.id), "lower": lower, "upper": upper,
        "after_day": day_number(first.previous().last_day), "to_day": day_number(last.last_day),
        "first_id": (lower + 1) * ROOM, "end_id": (upper + 1) * ROOM,
    }  # fmt: skip
    statements = (_BY_POSITION, _BY_DAY) if first != last else (_BY_POSITION,)
    with recorder.reading() as connection:
        rows: Iterable[tuple[int]] = (
            row for some in statements for row in some.rows(connection, **asked)
        )
        return sorted({goal for (goal,) in rows})
