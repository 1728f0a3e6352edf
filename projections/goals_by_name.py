"""Which goals of an agreement there are, and which of them a name leads to."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from domain import names
from projections.driver import chunks
from projections.recorder import LedgerRecorder
from projections.schema import LIVE

_GOALS, _FIELDS = LIVE.goals.c, LIVE.goal_fields.c


class GoalRef(NamedTuple):
    """A goal, as names lead to it."""

    key: int
    id: UUID
    number: str
    title: str
    aliases: tuple[str, ...]


class GoalsByName:
    """The questions about goals and their names, over one store."""

    recorder: LedgerRecorder

    def goals_named(self, agreement: UUID, name: str) -> list[GoalRef]:
        """The goals that a name leads to: by id, number, title or alias; else by stem; else none.

        A former title or a removed alias no longer leads anywhere.
        """
        with self.recorder.reading() as connection:
            try:
                mine = _GOALS.agreement == str(agreement)
                by_id = select(_GOALS.goal).where(_GOALS.id == str(UUID(name)), mine)
                return self._refs(connection, set(connection.execute(by_id).scalars()))
            except ValueError:
                pass
            c = LIVE.goal_names.c
            for column, make in ((c.key, names.key), (c.stem, names.stem)):
                query = select(c.goal).where(c.agreement == str(agreement), column == make(name))
                found = self._refs(connection, set(connection.execute(query).scalars()))
                called = [ref for ref in found if make(name) in {make(n) for n in _names(ref)}]
                if called:
                    return called
        return []

    def goals(self, agreement: UUID) -> list[GoalRef]:
        """All goals of the agreement, in the order of their numbers within their sections."""
        query = select(_GOALS.goal).where(_GOALS.agreement == str(agreement))
        with self.recorder.reading() as connection:
            return self._refs(connection, set(connection.execute(query).scalars()))

    def _refs(self, connection: Connection, keys: set[int]) -> list[GoalRef]:
        refs: dict[int, tuple[Any, dict[str, list[str]]]] = {}
        for some in chunks(sorted(keys)):
            query = (
                select(_GOALS.goal, _GOALS.id, _GOALS.number, _GOALS.section, _GOALS.ordinal,
                       _FIELDS.field, _FIELDS.value)
                .select_from(LIVE.goals.join(LIVE.goal_fields, _FIELDS.goal == _GOALS.goal))
                .where(_GOALS.goal.in_(some), _FIELDS.field.in_(("title", "alias", "unalias")))
                .order_by(_GOALS.section, _GOALS.ordinal, _FIELDS.id)
            )  # fmt: skip
            for row in connection.execute(query):
                told = refs.setdefault(row.goal, (row, defaultdict(list)))[1]
                if row.field == "unalias":
                    told["alias"] = [alias for alias in told["alias"] if alias != row.value]
                else:
                    told[row.field].append(row.value)
        return [
            GoalRef(key, UUID(row.id), row.number, told["title"][-1], tuple(told["alias"]))
            for key, (row, told) in refs.items()
        ]


def _names(ref: GoalRef) -> tuple[str, ...]:
    return (ref.number, ref.title, *ref.aliases)
