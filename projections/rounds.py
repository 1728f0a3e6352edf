"""Which rounds there are: read from their view, and told by the domain's own fold."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import select

from domain import events as e
from domain import rounds
from domain.quarters import Quarter
from domain.rounds import Round, round_id
from projections.recorder import LedgerRecorder
from projections.schema import LIVE, LOG
from projections.snapshots import LAST
from projections.views import day_of

_ROUNDS = LIVE.rounds.c


class Closing(NamedTuple):
    """A closing of a quarter's round, and the position that it rests on."""

    quarter: Quarter
    position: int


class Rounds:
    """The rounds of a store, as known at a position."""

    def __init__(self, recorder: LedgerRecorder) -> None:
        self._recorder = recorder

    def one(self, agreement: UUID, quarter: Quarter, position: int = LAST) -> Round | None:
        """The round of a quarter; None where none was ever opened."""
        query = select(LIVE.rounds).where(_ROUNDS.round == str(round_id(agreement, quarter)))
        query = query.where(_ROUNDS.position <= position).order_by(_ROUNDS.position)
        with self._recorder.reading() as connection:
            return _folded(connection.execute(query))

    def all(self, agreement: UUID) -> list[Round]:
        """All rounds of an agreement, by quarter."""
        mine = select(_ROUNDS.round).where(_ROUNDS.agreement == str(agreement))
        query = select(LIVE.rounds).where(_ROUNDS.round.in_(mine))
        with self._recorder.reading() as connection:
            rows = connection.execute(query.order_by(_ROUNDS.round, _ROUNDS.position)).all()
        found = (_folded(some) for _, some in groupby(rows, key=lambda row: row.round))
        return sorted((one for one in found if one), key=lambda one: one.quarter)

    def since(self, agreement: UUID, quarter: Quarter) -> int:
        """When the round got the deadline that it has (µs UTC); 0 where there is none."""
        query = (
            select(LOG.c.recorded_at)
            .join_from(LIVE.rounds, LOG, LOG.c.position == _ROUNDS.position)
            .where(
                _ROUNDS.round == str(round_id(agreement, quarter)),
                _ROUNDS.step.in_(("opened", "moved")),
            )
            .order_by(_ROUNDS.position.desc())
        )
        with self._recorder.reading() as connection:
            return connection.execute(query.limit(1)).scalar() or 0

    def closings(self, agreement: UUID, since: int) -> list[Closing]:
        """The closings of rounds that were recorded at ``since`` (µs UTC) or later, in order."""
        ids = {str(round_id(agreement, one.quarter)): one.quarter for one in self.all(agreement)}
        query = (
            select(_ROUNDS.round, _ROUNDS.closed_position)
            .join_from(LIVE.rounds, LOG, LOG.c.position == _ROUNDS.position)
            .where(_ROUNDS.round.in_(ids), _ROUNDS.step == "closed", LOG.c.recorded_at >= since)
            .order_by(_ROUNDS.position)
        )
        with self._recorder.reading() as connection:
            rows = connection.execute(query).all()
        return [Closing(ids[row.round], row.closed_position) for row in rows]

    def open(self, agreement: UUID) -> list[Round]:
        """The rounds that are open, by quarter."""
        return [one for one in self.all(agreement) if one.open]


def _folded(rows: Iterable[Any]) -> Round | None:
    return reduce(lambda state, row: rounds.evolve(UUID(row.round), state, _event(row)), rows, None)


def _event(row: Any) -> e.RoundEvent:
    """The event that a row was made from."""
    if row.step == "told":
        return e.RoundToldInChannel(row.channel)
    if row.step == "moved":
        return e.RoundDeadlineMoved(day_of(row.deadline))
    if row.step == "closed":
        missing = msgspec.json.decode(row.missing, type=tuple[e.Missed, ...])
        return e.RoundClosed(row.closed_position, missing)
    remind = tuple(int(days) for days in row.remind.split(",") if days)
    return e.RoundOpened(UUID(row.agreement), row.quarter, day_of(row.deadline), remind)
