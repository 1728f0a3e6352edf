"""The views: what the events state, laid out so that a report is a handful of index seeks.

`apply` is called in the transaction that appends the events, and by the rebuild for all events from
the first. It only inserts; nothing it wrote is ever changed. An event that it cannot apply raises,
and the append fails with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, insert, select

from domain import events as e
from domain import facts, names
from projections.schema import ViewTables

VERSION = 1
"""Raise this when the views hold something else than before; an older store is then rebuilt."""

ROOM = 64
"""Rows per position and table that an id has room for."""

FIELD_TABLE = {
    **dict.fromkeys(facts.STATUS_FIELDS, "goal_facts"),
    **dict.fromkeys(facts.GOAL_FIELDS, "goal_fields"),
}


class UnknownStream(Exception):
    """An event of a goal that was never registered: the store is damaged."""


class Recorded(NamedTuple):
    """An event with its place in the ledger."""

    position: int
    originator_id: UUID
    version: int
    event: e.Event


def day_number(day: date) -> int:
    """A day as the views store it: 20170331."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_of(number: int) -> date:
    """The day that a stored number means."""
    return date(number // 10_000, number // 100 % 100, number % 100)


class Views:
    """Writes the views of one set of tables."""

    def __init__(self, tables: ViewTables) -> None:
        self.tables = tables
        self._known: dict[UUID, tuple[int, str]] = {}

    def apply(self, connection: Connection, recorded: Sequence[Recorded]) -> None:
        """Insert the rows that these events lead to, in the order of their positions."""
        for name, rows in self.rows(connection, recorded).items():
            connection.execute(insert(getattr(self.tables, name)), rows)

    def rows(
        self, connection: Connection, recorded: Sequence[Recorded]
    ) -> dict[str, list[dict[str, Any]]]:
        """The rows that these events lead to, by the name of the table."""
        found: dict[str, list[dict[str, Any]]] = {}
        fresh: dict[UUID, tuple[int, str]] = {}
        for one in recorded:
            if isinstance(one.event, e.GoalRegistered):
                fresh[one.originator_id] = (one.position, str(one.event.agreement))
            for name, row in self._rows(connection, one, fresh):
                found.setdefault(name, []).append(row)
        return found

    def _rows(
        self, connection: Connection, one: Recorded, fresh: dict[UUID, tuple[int, str]]
    ) -> Iterable[tuple[str, dict[str, Any]]]:
        match one.event:
            case e.AgreementLoaded(agreement):
                yield "agreements", {
                    "position": one.position, "id": str(agreement.id), "slug": agreement.slug,
                    "title": agreement.title,
                }  # fmt: skip
            case e.QuarterSealed(quarter, position, digest):
                yield "seals", {
                    "position": one.position, "agreement": str(one.originator_id),
                    "quarter": quarter, "sealed_position": position, "report_sha256": digest,
                }  # fmt: skip
            case e.MemberAdded(unit, role):
                yield "members", _member(one, unit, role)
            case e.MemberReleased():
                yield "members", _member(one, "", "released")
            case _:
                goal, agreement_id = self._goal(connection, one.originator_id, fresh)
                yield from _goal_rows(one, goal, agreement_id)

    def _goal(
        self, connection: Connection, goal_id: UUID, fresh: dict[UUID, tuple[int, str]]
    ) -> tuple[int, str]:
        """The goal's key and agreement. Only what is committed is remembered between appends."""
        found = fresh.get(goal_id) or self._known.get(goal_id)
        if found is None:
            table = self.tables.goals
            row = connection.execute(
                select(table.c.goal, table.c.agreement).where(table.c.id == str(goal_id))
            ).first()
            if row is None:
                raise UnknownStream(str(goal_id))
            found = self._known[goal_id] = (row.goal, row.agreement)
        return found


def _member(one: Recorded, unit: str, role: str) -> dict[str, Any]:
    return {"position": one.position, "id": str(one.originator_id), "unit": unit, "role": role}


def _goal_rows(one: Recorded, goal: int, agreement: str) -> Iterable[tuple[str, dict[str, Any]]]:
    event = one.event
    named: list[str] = []
    if isinstance(event, e.GoalRegistered):
        named.append(event.number)
        yield "goals", {
            "goal": goal, "id": str(one.originator_id), "agreement": agreement,
            "number": event.number, "section": event.section, "ordinal": int(event.number[1:]),
            "effective": day_number(event.effective),
        }  # fmt: skip
    for ordinal, fact in enumerate(facts.of(event, one.version)):
        if fact.field in ("title", "alias") and fact.value:
            named.append(fact.value)
        yield FIELD_TABLE[fact.field], {
            "id": one.position * ROOM + ordinal, "goal": goal, "field": fact.field,
            "effective": day_number(fact.effective), "place": fact.place,
            "position": one.position, "value": fact.value,
        }  # fmt: skip
    for ordinal, name in enumerate(named):
        yield "goal_names", {
            "id": one.position * ROOM + ordinal, "agreement": agreement, "goal": goal,
            "key": names.key(name), "stem": names.stem(name),
        }  # fmt: skip
