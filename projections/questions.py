"""What can be asked of the store: all queries, each at the two times that it names.

``as_of`` is the effective time (a quarter or a day), ``known_at`` the recorded time, always as a
position: the last one that counts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
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

from domain import facts, names
from domain.agreements import Agreement
from domain.codec import CODEC, UnreadableEvent
from domain.events import CORRECTIONS, TOPICS
from domain.facts import Fact, InForce
from domain.quarters import Quarter
from projections import seeks, versions
from projections.bilag1 import Basis, Bilag1, Picture, Row, assemble
from projections.driver import Prepared, as_bytes, one_of, together
from projections.recorder import LedgerRecorder, ViewsOutOfDate
from projections.schema import LIVE, LOG, REGISTERED, VIEW_STATE, states
from projections.seeks import SEEN_GOALS, word
from projections.snapshots import LAST
from projections.views import VERSION, Recorded, day_number, day_of

_GOALS, _FIELDS, _REPORTS = LIVE.goals.c, LIVE.goal_fields.c, LIVE.goal_reports.c


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


_RECORDED_AT = Prepared(select(LOG.c.recorded_at).where(LOG.c.position == bindparam("position")))

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


_ACTORS = Prepared(select(LOG.c.position, LOG.c.actor).where(one_of(LOG.c.position)))


_CORRECTING = [topic for topic, shape in TOPICS.items() if shape in CORRECTIONS]


class Registered(NamedTuple):
    """A goal as it was registered, which nothing changes: kept in memory once read."""

    number: str
    section: str
    own: dict[str, InForce]


class Questions:
    """The questions, over one store."""

    def __init__(self, recorder: LedgerRecorder, mapped: bool = True) -> None:
        """``mapped`` is how reports read a SQLite file (`LedgerRecorder.reading`)."""
        self.recorder = recorder
        self._mapped = mapped
        self._known: dict[int, Registered] = {}
        c = recorder.events.c
        whole = select(c.id, c.originator_id, c.originator_version, c.topic, c.state)
        between = (c.id > bindparam("after"), c.id <= bindparam("upto"))
        self._events = Prepared(whole.where(*between).order_by(c.id).limit(bindparam("most")))
        self._each = Prepared(whole.where(one_of(c.id)))
        stream = c.originator_id == bindparam("stream", type_=c.originator_id.type)
        self._of_stream = Prepared(whole.where(stream).order_by(c.originator_version))
        self._corrections = Prepared(whole.where(*between, c.topic.in_(map(word, _CORRECTING))))

    # --- the two times ------------------------------------------------------------------------

    def last_position(self) -> int:
        """The last position, 0 where nothing is recorded."""
        return self.recorder.max_notification_id() or 0

    def position_at(self, instant: int) -> int:
        """The last position recorded not after the instant (µs since 1970 UTC); 0 before all."""
        with self.recorder.reading():
            positions = range(1, self.last_position() + 1)
            return bisect_right(positions, instant, key=lambda one: self.recorded_at(one) or 0)

    def recorded_at(self, position: int) -> int | None:
        """When the position was recorded (µs since 1970 UTC); None where there is no such."""
        with self.recorder.reading() as connection:
            rows = _RECORDED_AT.rows(connection, position=position)
        return rows[0][0] if rows else None

    def basis(self, agreement: UUID, quarter: Quarter, position: int) -> Basis:
        """What a report of the quarter as known at the position rests on."""
        with self.recorder.reading() as connection:
            rows = _BASIS.rows(
                connection, agreement=str(agreement), quarter=str(quarter), position=position
            )
        return _basis(rows, position)

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
                then, basis, changes, plain = together(connection, *statements, **asked)
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

    # --- goals by name ------------------------------------------------------------------------

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
        for some in _chunks(sorted(keys)):
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

    # --- history ------------------------------------------------------------------------------

    def entries(self, after: int = 0, upto: int = LAST, batch: int = 5_000) -> Iterator[LogEntry]:
        """Every event with its log entry, in the order of positions, in batches of memory."""
        while True:
            with self.recorder.reading(mapped=False) as connection:
                query = self._entries().where(LOG.c.position > after, LOG.c.position <= upto)
                rows = connection.execute(query.order_by(LOG.c.position).limit(batch)).all()
            yield from (_entry(row) for row in rows)
            if len(rows) < batch:
                return
            after = rows[-1].position

    def recorded(self, after: int = 0, upto: int = LAST) -> Iterator[Recorded]:
        """Every event without its log entry, in the order of positions, in batches of memory."""
        decode = CODEC.decode
        while rows := self._events_after(after, upto):
            for position, stored, version, topic, state in rows:
                yield Recorded(position, uuid_of(stored), version, decode(topic, state))
            after = rows[-1][0]

    def _events_after(self, after: int, upto: int) -> list[Any]:
        with self.recorder.reading(mapped=False) as connection:
            return self._events.rows(connection, after=after, upto=upto, most=2_000)

    def entries_at(self, positions: Sequence[int]) -> list[LogEntry]:
        """The events at these positions, with their log entries."""
        found: list[LogEntry] = []
        with self.recorder.reading() as connection:
            for some in _chunks(sorted(set(positions))):
                query = self._entries().where(LOG.c.position.in_(some)).order_by(LOG.c.position)
                found.extend(_entry(row) for row in connection.execute(query))
        return found

    def actors_at(self, positions: Sequence[int]) -> dict[int, str]:
        """Who recorded what stands at these positions: the members' ids."""
        with self.recorder.reading() as connection:
            rows = _ACTORS.among(connection, positions)
        return {position: _known_as_id(position, actor) for position, actor in rows}

    def recorded_each(self, positions: Sequence[int]) -> list[Recorded]:
        """The events at these positions, without their log entries."""
        with self.recorder.reading() as connection:
            rows = self._each.among(connection, sorted(set(positions)))
        return list(map(_recorded, rows))

    def recorded_of(self, originator_id: UUID) -> list[Recorded]:
        """The events of one stream, in their order, without their log entries."""
        stream = self.recorder.stream(originator_id)
        with self.recorder.reading() as connection:
            rows = self._of_stream.rows(connection, stream=stream)
        return list(map(_recorded, rows))

    def corrections(self, after: int, upto: int) -> list[Recorded]:
        """The corrections and retractions that were recorded after a position, up to another."""
        with self.recorder.reading() as connection:
            rows = self._corrections.rows(connection, after=after, upto=upto)
        return list(map(_recorded, rows))

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

    def _entries(self) -> Select[Any]:
        c = self.recorder.events.c
        return select(
            LOG.c.position, LOG.c.recorded_at, LOG.c.actor, LOG.c.channel, LOG.c.source,
            LOG.c.command_id, c.originator_id, c.originator_version, c.topic, c.state, LOG.c.sha256,
        ).join_from(LOG, self.recorder.events, c.id == LOG.c.position)  # fmt: skip


def _recorded(row: Sequence[Any]) -> Recorded:
    position, stream, version, topic, state = row
    return Recorded(position, uuid_of(stream), version, CODEC.decode(topic, as_bytes(state)))


def _entry(row: Sequence[Any]) -> LogEntry:
    _known_as_id(row[0], row[2])
    stored = map(as_bytes, row[9:11])
    return LogEntry._make((*row[:6], UUID(str(row[6])), *row[7:9], *stored))


def _known_as_id(position: int, actor: str) -> str:
    """Who recorded something, as the log has it; raises `UnreadableEvent` where it is no id."""
    if not is_id(actor):
        raise UnreadableEvent(f"position {position}: actor {actor!r}")
    return actor


@lru_cache(maxsize=20_000)
def is_id(stored: str) -> bool:
    """Whether the log's text is a member's id, as it was written."""
    try:
        return str(UUID(stored)) == stored
    except ValueError:
        return False


def uuid_of(stored: UUID | bytes) -> UUID:
    """A stream's id as the driver gives it."""
    return stored if isinstance(stored, UUID) else _from_bytes(stored)


@lru_cache(maxsize=20_000)
def _from_bytes(stored: bytes) -> UUID:
    return UUID(bytes=stored)


def _names(ref: GoalRef) -> tuple[str, ...]:
    return (ref.number, ref.title, *ref.aliases)


def _chunks(items: Sequence[int]) -> Iterable[Sequence[int]]:
    return (items[start : start + 500] for start in range(0, len(items), 500))


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
