"""What can be asked of the store: all queries, each at the two times that it names.

``as_of`` is the effective time (a quarter or a day), ``known_at`` the recorded time, always as a
position: the last one that counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, Select, bindparam, func, literal, select, union_all

from domain import facts, names
from domain.agreements import Agreement
from domain.codec import CODEC
from domain.facts import Fact, InForce
from domain.quarters import Quarter
from projections.bilag1 import Basis, Bilag1, Picture, assemble
from projections.recorder import LAST, LedgerRecorder
from projections.schema import LOG, VIEW_STATE, ViewTables
from projections.views import VERSION, Recorded, day_number, day_of

_LIVE = ViewTables()
_GOALS, _FIELDS, _FACTS = _LIVE.goals.c, _LIVE.goal_fields.c, _LIVE.goal_facts.c
_BEFORE = "before"


class NothingKnown(LookupError):
    """Nothing was recorded yet at the time asked about."""


class LogEntry(NamedTuple):
    """The log entry of an event, with the event."""

    position: int
    recorded_at: int
    actor: str
    channel: str
    source: str
    command_id: str
    originator_id: UUID
    version: int
    topic: str
    state: bytes
    sha256: bytes

    @property
    def recorded(self) -> Recorded:
        """The event that the stored bytes mean."""
        event = CODEC.decode(self.topic, self.state)
        return Recorded(self.position, self.originator_id, self.version, event)


class GoalRef(NamedTuple):
    """A goal, as names lead to it."""

    key: int
    id: UUID
    number: str
    title: str
    aliases: tuple[str, ...]


def _winners() -> Select[Any]:
    """Per goal and asked-about field, the row in force: one seek in (goal, field, effective, ...).

    The latest statement about the greatest (effective, place) comes first. Where that one is a
    retraction (value NULL), the caller looks further down.
    """
    asked = union_all(
        *(select(literal(name).label("which"), literal(name).label("field"),
                 bindparam("day").label("day")) for name in facts.STATUS_FIELDS),
        select(literal(_BEFORE), literal("text"), bindparam("day_before")),
    ).cte("asked")  # fmt: skip
    inner = _LIVE.goal_facts.alias("seek")
    seek = (
        select(inner.c.id)
        .where(inner.c.goal == _GOALS.goal, inner.c.field == asked.c.field)
        .where(inner.c.effective <= asked.c.day, inner.c.position <= bindparam("position"))
        .order_by(inner.c.effective.desc(), inner.c.place.desc(), inner.c.position.desc())
        .limit(1)
        .correlate(_LIVE.goals, asked)
        .scalar_subquery()
    )
    return (
        select(_FACTS.goal, asked.c.which, _FACTS.effective, _FACTS.position, _FACTS.value)
        .select_from(_LIVE.goals)
        .join(asked, literal(True))
        .join(_LIVE.goal_facts, _FACTS.id == seek)
        .where(_GOALS.agreement == bindparam("agreement"))
        .where(_GOALS.effective <= bindparam("day"), _GOALS.goal <= bindparam("position"))
    )


def _goal_fields() -> Select[Any]:
    return (
        select(_FIELDS.goal, _FIELDS.field, _FIELDS.effective, _FIELDS.place, _FIELDS.position,
               _FIELDS.value, _GOALS.number, _GOALS.section)
        .select_from(_LIVE.goals.join(_LIVE.goal_fields, _FIELDS.goal == _GOALS.goal))
        .where(_GOALS.agreement == bindparam("agreement"))
        .where(_GOALS.effective <= bindparam("day"), _GOALS.goal <= bindparam("position"))
        .where(_FIELDS.position <= bindparam("position"))
        .where(_FIELDS.effective <= bindparam("day"))
        .where(_FIELDS.field.not_in(("alias", "unalias")))
        .order_by(_FIELDS.goal, _FIELDS.effective, _FIELDS.place)
    )  # fmt: skip


_WINNERS, _GOAL_FIELDS = _winners(), _goal_fields()


class Questions:
    """The questions, over one store."""

    def __init__(self, recorder: LedgerRecorder) -> None:
        self.recorder = recorder

    # --- the two times ------------------------------------------------------------------------

    def last_position(self) -> int:
        """The last position, 0 where nothing is recorded."""
        return self.recorder.max_notification_id() or 0

    def position_at(self, instant: int) -> int:
        """The last position recorded not after the instant (µs since 1970 UTC); 0 before all."""
        query = (
            select(LOG.c.position)
            .where(LOG.c.recorded_at <= instant)
            .order_by(LOG.c.recorded_at.desc(), LOG.c.position.desc())
        )
        with self.recorder.reading() as connection:
            return connection.execute(query.limit(1)).scalar() or 0

    def basis(self, agreement: UUID, quarter: Quarter, position: int) -> Basis:
        """What a report of the quarter as known at the position rests on."""
        seals = _LIVE.seals.c
        seal = (
            select(func.min(seals.sealed_position))
            .where(seals.agreement == str(agreement), seals.quarter == str(quarter))
            .where(seals.position <= position)
        )
        with self.recorder.reading() as connection:
            known_at = select(LOG.c.recorded_at).where(LOG.c.position == position)
            state = connection.execute(select(VIEW_STATE)).one()
            complete = state.version == VERSION and state.position >= position
            return Basis(
                position,
                connection.execute(known_at).scalar(),
                complete,
                connection.execute(seal).scalar(),
            )

    # --- agreements ---------------------------------------------------------------------------

    def agreements(self) -> list[tuple[UUID, str, str]]:
        """Id, slug and title of every agreement, in the order in which they were loaded."""
        table = _LIVE.agreements
        with self.recorder.reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.position))
            return [(UUID(row.id), row.slug, row.title) for row in rows]

    def seals(self, agreement: UUID, quarter: Quarter) -> list[tuple[int, int, str]]:
        """Every seal of the quarter: its position, the position it sealed, the report's hash."""
        c = _LIVE.seals.c
        query = (
            select(c.position, c.sealed_position, c.report_sha256)
            .where(c.agreement == str(agreement), c.quarter == str(quarter))
            .order_by(c.position)
        )
        with self.recorder.reading() as connection:
            return [tuple(row) for row in connection.execute(query)]

    # --- Bilag 1 ------------------------------------------------------------------------------

    def bilag1(self, agreement: Agreement, quarter: Quarter, position: int) -> Bilag1:
        """The report of a quarter as it was known at a position."""
        with self.recorder.reading() as connection:
            basis = self.basis(agreement.id, quarter, position)
            pictures = _pictures(connection, agreement.id, quarter, position)
        return assemble(agreement, quarter, basis, pictures)

    def pictures(self, agreement: UUID, quarter: Quarter, position: int) -> list[Picture]:
        """What is in force for each goal, for a quarter as known at a position."""
        with self.recorder.reading() as connection:
            return _pictures(connection, agreement, quarter, position)

    def last_reported_quarter(self, agreement: Agreement) -> Quarter | None:
        """The latest quarter that anything was reported for; None where nothing was."""
        latest = (
            select(func.max(_FACTS.effective))
            .where(_FACTS.goal == _GOALS.goal, _FACTS.field == bindparam("field"))
            .correlate(_LIVE.goals)
            .scalar_subquery()
        )
        query = select(func.max(latest)).where(_GOALS.agreement == str(agreement.id))
        with self.recorder.reading() as connection:
            found = (connection.execute(query, {"field": f}).scalar() for f in facts.STATUS_FIELDS)
            newest = max((day for day in found if day), default=None)
        return Quarter.of(day_of(newest)) if newest else None

    # --- goals by name ------------------------------------------------------------------------

    def goals_named(self, agreement: UUID, name: str) -> list[GoalRef]:
        """The goals that a name leads to: by id, number, title or alias; else by stem; else none.

        A former title or a removed alias no longer leads anywhere.
        """
        with self.recorder.reading() as connection:
            try:
                by_id = select(_GOALS.goal).where(_GOALS.id == str(UUID(name)))
                return self._refs(connection, set(connection.execute(by_id).scalars()))
            except ValueError:
                pass
            c = _LIVE.goal_names.c
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
        for some in _chunks(sorted(keys)):
            query = (
                select(_GOALS.goal, _GOALS.id, _GOALS.number, _GOALS.section, _GOALS.ordinal,
                       _FIELDS.field, _FIELDS.value)
                .select_from(_LIVE.goals.join(_LIVE.goal_fields, _FIELDS.goal == _GOALS.goal))
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

    # --- history ------------------------------------------------------------------------------

    def entries(self, after: int = 0, upto: int = LAST, batch: int = 5_000) -> Iterator[LogEntry]:
        """Every event with its log entry, in the order of positions, in batches of memory."""
        while True:
            with self.recorder.reading() as connection:
                query = self._entries().where(LOG.c.position > after, LOG.c.position <= upto)
                rows = connection.execute(query.order_by(LOG.c.position).limit(batch)).all()
            yield from (_entry(row) for row in rows)
            if len(rows) < batch:
                return
            after = rows[-1].position

    def entries_at(self, positions: Sequence[int]) -> list[LogEntry]:
        """The events at these positions, with their log entries."""
        found: list[LogEntry] = []
        with self.recorder.reading() as connection:
            for some in _chunks(sorted(set(positions))):
                query = self._entries().where(LOG.c.position.in_(some)).order_by(LOG.c.position)
                found.extend(_entry(row) for row in connection.execute(query))
        return found

    def entries_of(self, originator_id: UUID) -> list[LogEntry]:
        """The events of one stream, with their log entries."""
        query = self._entries().where(self.recorder.events.c.originator_id == originator_id)
        with self.recorder.reading() as connection:
            return [_entry(row) for row in connection.execute(query.order_by(LOG.c.position))]

    def positions_about(self, agreement: UUID, quarter: Quarter, position: int) -> list[int]:
        """The positions that state something effective in the quarter, known at the position."""
        positions: set[int] = set()
        days = day_number(quarter.first_day), day_number(quarter.last_day)
        with self.recorder.reading() as connection:
            for name in facts.STATUS_FIELDS:
                query = (
                    select(_FACTS.position)
                    .select_from(_LIVE.goals.join(_LIVE.goal_facts, _FACTS.goal == _GOALS.goal))
                    .where(_GOALS.agreement == str(agreement), _FACTS.field == name)
                    .where(_FACTS.effective.between(*days), _FACTS.position <= position)
                )
                positions.update(connection.execute(query).scalars())
        return sorted(positions)

    def statements(self, goal: int, field: str, position: int) -> list[tuple[Fact, int]]:
        """Everything stated about one field of a goal, with the positions, in their order."""
        table = _LIVE.goal_facts if field in facts.STATUS_FIELDS else _LIVE.goal_fields
        with self.recorder.reading() as connection:
            return _statements(connection, table, goal, field, position)

    def _entries(self) -> Select[Any]:
        c = self.recorder.events.c
        return select(
            LOG.c.position, LOG.c.recorded_at, LOG.c.actor, LOG.c.channel, LOG.c.source,
            LOG.c.command_id, c.originator_id, c.originator_version, c.topic, c.state, LOG.c.sha256,
        ).join_from(LOG, self.recorder.events, c.id == LOG.c.position)  # fmt: skip


def _entry(row: Row[Any]) -> LogEntry:
    return LogEntry._make((*row[:6], UUID(str(row[6])), *row[7:9], bytes(row[9]), bytes(row[10])))


def _names(ref: GoalRef) -> tuple[str, ...]:
    return (ref.number, ref.title, *ref.aliases)


def _chunks(items: Sequence[int]) -> Iterable[Sequence[int]]:
    return (items[start : start + 500] for start in range(0, len(items), 500))


def _statements(
    connection: Connection, table: Any, goal: int, field: str, position: int
) -> list[tuple[Fact, int]]:
    c = table.c
    query = (
        select(c.effective, c.place, c.position, c.value)
        .where(c.goal == goal, c.field == field, c.position <= position)
        .order_by(c.position)
    )
    return [
        (Fact(field, day_of(row.effective), row.place, row.value), row.position)
        for row in connection.execute(query)
    ]


def _pictures(
    connection: Connection, agreement: UUID, quarter: Quarter, position: int
) -> list[Picture]:
    days = {"day": quarter.last_day, "day_before": quarter.previous().last_day}
    asked = {
        "agreement": str(agreement),
        "position": position,
        **{name: day_number(day) for name, day in days.items()},
    }
    own: dict[int, tuple[str, str, dict[str, InForce]]] = {}
    for goal, field, effective, _, said_at, value, number, section in connection.execute(
        _GOAL_FIELDS, asked
    ):
        told = own.setdefault(goal, (number, section, {}))[2]
        told[field] = InForce(value, day_of(effective), said_at)  # the last one is the greatest
    status: dict[int, dict[str, InForce]] = defaultdict(dict)
    for goal, which, effective, said_at, value in connection.execute(_WINNERS, asked):
        if value is not None:
            status[goal][which] = InForce(value, day_of(effective), said_at)
            continue
        day, field = (days["day_before"], "text") if which == _BEFORE else (days["day"], which)
        below = _statements(connection, _LIVE.goal_facts, goal, field, position)
        if (found := facts.in_force(below, day)) is not None:
            status[goal][which] = found
    return [
        Picture(number, section, told, now, now.pop(_BEFORE, None))
        for goal, (number, section, told) in own.items()
        for now in (status[goal],)
    ]
