"""The views: what the events state, laid out so that a report is a handful of index seeks.

`apply` is called in the transaction that appends the events, and by the rebuild for all events from
the first. It only inserts; nothing it wrote is ever changed. An event that it cannot apply raises,
and the append fails with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import get_args
from uuid import UUID

import msgspec
from sqlalchemy import Connection, select

from domain import events as e
from domain import facts, names
from domain import memo_events as m
from domain.agreements import Agreement
from domain.partnership_events import PARTNERSHIP_TOPICS
from projections import partnership_views
from projections.driver import Into, Prepared, Rows, insert_all, one_of
from projections.recorded import Recorded, Row, ViewRows, day_number, day_of
from projections.schema import ALL_VIEWS, ViewTables
from projections.view_schema import REGISTERED

__all__ = ["ID_ROOM", "ROOM", "VERSION", "Recorded", "Row", "UnknownStream", "ViewRows", "Views",
           "day_number", "day_of"]  # fmt: skip

VERSION = 4
"""Raise this when the views hold something else than before; an older store is then rebuilt."""

ROOM = 64
"""Rows per position and table that an id has room for."""

ID_ROOM = {name: ROOM if view.key == "id" else 1 for name, view in ALL_VIEWS.items()}
"""The view tables, and how many rows' ids one position has room for."""


_Keys = dict[UUID, tuple[int, str]]
"""The goals' keys and agreements."""


class UnknownStream(Exception):
    """An event of a goal that was never registered: the store is damaged."""


class Views:
    """Writes the views of one set of tables."""

    def __init__(self, tables: ViewTables) -> None:
        self.tables = tables
        self._into = {name: Into(tables.named(name)) for name in ID_ROOM}
        self._known: _Keys = {}
        goals = tables.goals.c
        self._find = Prepared(select(goals.id, goals.goal, goals.agreement).where(one_of(goals.id)))

    def apply(self, connection: Connection, recorded: Sequence[Recorded]) -> None:
        """Insert the rows that these events lead to, in the order of their positions."""
        insert_all(connection, self.inserts(self.rows(connection, recorded)))

    def inserts(self, rows: ViewRows) -> list[tuple[Into, Rows]]:
        """What `rows` found, each with the table that it goes into."""
        return [(self._into[name], some) for name, some in rows.items()]

    def rows(self, connection: Connection, recorded: Sequence[Recorded]) -> ViewRows:
        """The rows that these events lead to, by the name of the table."""
        fresh = _registered(recorded)
        of_goals = (one.originator_id for one in recorded if type(one.event) in _OF_GOALS)
        self._learn(connection, set(of_goals) - fresh.keys())
        return self._rows(recorded, fresh)

    def rows_of_next(self, recorded: Sequence[Recorded]) -> ViewRows:
        """The same for one who is given all events, a piece at a time, and long committed."""
        self._known.update(_registered(recorded))
        return self._rows(recorded, {})

    def _rows(self, recorded: Sequence[Recorded], fresh: _Keys) -> ViewRows:
        found: ViewRows = defaultdict(list)
        for one in recorded:
            position, stream, version, event = one
            if type(event) in _OF_OTHER_STREAMS:
                name, row = _other_row(one)
                found[name].append(row)
                continue
            if type(event) in _OF_PARTNERSHIP:
                partnership_views.add(found, one, position * ROOM)
                continue
            known = self._known.get(stream) or fresh.get(stream)
            if known is None:
                raise UnknownStream(str(stream))
            told = facts.report(event, version)
            if told is None:
                _own_rows(found, one, *known)
                continue
            effective, place, retracted, *values = told
            day = day_number(effective)
            found["goal_reports"].append((position, known[0], day, place, int(retracted), *values))
        return dict(found)

    def _learn(self, connection: Connection, streams: set[UUID]) -> None:
        """The keys and agreements of these goals. Only what is committed is remembered."""
        unknown = {str(stream): stream for stream in streams if stream not in self._known}
        for goal_id, goal, agreement in self._find.among(connection, list(unknown)):
            self._known[unknown[goal_id]] = (goal, agreement)


def _registered(recorded: Sequence[Recorded]) -> _Keys:
    return {
        one.originator_id: (one.position, str(one.event.agreement))
        for one in recorded
        if isinstance(one.event, e.GoalRegistered)
    }


_OF_GOALS = frozenset(get_args(e.GoalEvent))
_OF_PARTNERSHIP = frozenset(PARTNERSHIP_TOPICS.values())
_OF_OTHER_STREAMS = frozenset(
    (
        *get_args(e.AgreementEvent),
        *get_args(e.MemberEvent),
        *get_args(e.RoundEvent),
        *get_args(m.MemoEvent),
    )
)


def _other_row(one: Recorded) -> tuple[str, Row]:
    position, stream = one.position, str(one.originator_id)
    match one.event:
        case e.AgreementLoaded(agreement):
            return "agreements", _agreement_row(position, agreement, facts.ALWAYS)
        case e.AgreementAmended(agreement, effective):
            return "agreements", _agreement_row(position, agreement, effective)
        case e.QuarterSealed(quarter, sealed, digest):
            return "seals", (position, stream, quarter, sealed, digest)
        case e.PaperSealed() as event:
            return "seals", (position, stream, event.name, event.position, event.report_sha256)
        case e.MemberAdded(unit, role):
            return "members", (position, stream, unit, role)
        case e.MemberReleased():
            return "members", (position, stream, "", "released")
        case e.RoundOpened(agreement, quarter, deadline, remind):
            days = ",".join(map(str, remind))
            opened = (str(agreement), quarter, "opened", day_number(deadline), days, 0, "", "")
            return "rounds", (position, stream, *opened)
        case e.RoundToldInChannel(channel):
            return "rounds", (position, stream, "", "", "told", 0, "", 0, "", channel)
        case e.RoundDeadlineMoved(deadline):
            moved = ("moved", day_number(deadline), "", 0, "", "")
            return "rounds", (position, stream, "", "", *moved)
        case e.RoundClosed(upto, missing):
            left = msgspec.json.encode(missing).decode()
            return "rounds", (position, stream, "", "", "closed", 0, "", upto, left, "")
        case m.IndicatorMeasured() | m.IndicatorRestated() | m.MeasurementWithdrawn() as event:
            return "measurements", _measurement_row(position, one.version, event)
        case m.FocusPointAdded() | m.FocusPointReworded() | m.FocusPointClosed() as event:
            day, closed = day_number(event.effective), isinstance(event, m.FocusPointClosed)
            words = (getattr(event, name, None) for name in ("theme", "title", "content"))
            return "focus_points", (position, str(event.agreement), event.number, day, one.version,
                                    int(closed), *words)  # fmt: skip
        case _:
            raise UnknownStream(stream)


def _agreement_row(position: int, agreement: Agreement, effective: date) -> Row:
    return (position, str(agreement.id), agreement.slug, agreement.title, day_number(effective))


def _measurement_row(position: int, version: int, event: m.IndicatorEvent) -> Row:
    """A measurement's row; without a value where the measurement was withdrawn."""
    place = version if isinstance(event, m.IndicatorMeasured) else event.corrects
    published = getattr(event, "published", None)
    return (position, str(event.agreement), event.indicator, day_number(event.effective), place,
            getattr(event, "value", None), getattr(event, "source", None),
            None if published is None else day_number(published),
            getattr(event, "reason", None))  # fmt: skip


def _own_rows(found: ViewRows, one: Recorded, goal: int, agreement: str) -> None:
    """Add what an event states of a goal's own fields, and the names that it gives."""
    position, event = one.position, one.event
    first = position * ROOM
    named: list[str] = []
    for n, (field, day, place, value) in enumerate(facts.of(event, one.version)):
        row = (first + n, goal, field, day_number(day), place, position, value)
        found["goal_fields"].append(row)
        if value and field in _NAMES:
            named.append(value)
    if isinstance(event, e.GoalRegistered):
        own = (getattr(event, name) for name in REGISTERED)
        number, section, since = event.number, event.section, day_number(event.effective)
        key = (goal, str(one.originator_id), agreement)
        row = (*key, number, section, int(number[1:]), since, *own)
        found["goals"].append(row)
        named = [number, *named]
    for n, name in enumerate(named):
        found["goal_names"].append((first + n, agreement, goal, names.key(name), names.stem(name)))


_NAMES = ("title", "alias")
