"""An agreement at the two times: as it was on a day, as known at a position.

What was loaded holds always, an amendment from its effective date on. Where an agreement was not
yet recorded at a position, it is as it was loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import bindparam, column, func, or_, select, table

from domain.agreements import Agreement
from domain.codec import CODEC
from domain.events import AgreementAmended, AgreementLoaded
from domain.standing import Version
from projections.driver import Prepared
from projections.recorded import day_number, day_of
from projections.recorder import LedgerRecorder
from projections.schema import EVENTS_TABLE, LIVE

_C = LIVE.agreements.c
_EVENTS = table(EVENTS_TABLE, column("id"), column("topic"), column("state"))
_LOADED = select(func.min(_C.position)).where(_C.id == bindparam("agreement")).scalar_subquery()
_KNOWN = (
    select(_C.effective, _EVENTS.c.topic, _EVENTS.c.state)
    .select_from(LIVE.agreements.join(_EVENTS, _EVENTS.c.id == _C.position))
    .where(_C.id == bindparam("agreement"))
    .where(or_(_C.position <= bindparam("position"), _C.position == _LOADED))
)
_VERSIONS = Prepared(_KNOWN.order_by(_C.position))

IN_FORCE = Prepared(
    _KNOWN.where(_C.effective <= bindparam("day"))
    .order_by(_C.effective.desc(), _C.position.desc())
    .limit(1)
)
"""The agreement's row in force on a ``day`` (a number), as known at a ``position``."""


def found(rows: Sequence[Any], otherwise: Agreement) -> Agreement:
    """The agreement of the row that `IN_FORCE` found; ``otherwise`` where the store has none."""
    return _agreement(rows[0][1], bytes(rows[0][2])) if rows else otherwise


def in_force(
    recorder: LedgerRecorder, agreement: Agreement, as_of: date, known_at: int
) -> Agreement:
    """The agreement as it was on a day, as known at a position."""
    asked = {"agreement": str(agreement.id), "day": day_number(as_of), "position": known_at}
    with recorder.reading() as connection:
        return found(IN_FORCE.rows(connection, **asked), agreement)


def known(recorder: LedgerRecorder, agreement: Agreement, known_at: int) -> list[Version]:
    """Every version known at a position, with the day from which it holds, as recorded."""
    with recorder.reading() as connection:
        rows = _VERSIONS.rows(connection, agreement=str(agreement.id), position=known_at)
    return [(day_of(day), _agreement(topic, bytes(state))) for day, topic, state in rows]


@lru_cache(maxsize=32)
def _agreement(topic: str, state: bytes) -> Agreement:
    return cast("AgreementLoaded | AgreementAmended", CODEC.decode(topic, state)).agreement
