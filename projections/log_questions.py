"""What was recorded, and when: the events of the ledger, with their log entries and without.

``known_at`` is a position, the last one that counts. Whoever needs only what happened asks for
`Recorded`: a log entry costs about as much again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, select, type_coerce
from sqlalchemy.types import NullType

from domain.codec import CODEC, UnreadableEvent
from domain.events import CORRECTIONS, TOPICS
from projections.driver import Prepared, as_bytes, chunks, one_of, uuid_of
from projections.recorded import Recorded
from projections.recorder import LedgerRecorder
from projections.schema import LOG
from projections.seeks import word
from projections.snapshots import LAST


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


_RECORDED_AT = Prepared(select(LOG.c.recorded_at).where(LOG.c.position == bindparam("position")))
_ACTORS = Prepared(select(LOG.c.position, LOG.c.actor).where(one_of(LOG.c.position)))
_CORRECTING = [topic for topic, shape in TOPICS.items() if shape in CORRECTIONS]


class LogQuestions:
    """The questions about the ledger itself, over one store."""

    def __init__(self, recorder: LedgerRecorder) -> None:
        self.recorder = recorder
        c = recorder.events.c
        whole = select(c.id, c.originator_id, c.originator_version, c.topic, c.state)
        between = (c.id > bindparam("after"), c.id <= bindparam("upto"))
        self._events = Prepared(whole.where(*between).order_by(c.id).limit(bindparam("most")))
        self._each = Prepared(whole.where(one_of(c.id)))
        stream = c.originator_id == bindparam("stream", type_=c.originator_id.type)
        self._of_stream = Prepared(whole.where(stream).order_by(c.originator_version))
        self._corrections = Prepared(whole.where(*between, c.topic.in_(map(word, _CORRECTING))))

    # --- when ---------------------------------------------------------------------------------

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

    # --- events -------------------------------------------------------------------------------

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
            for some in chunks(sorted(set(positions))):
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

    def _entries(self) -> Select[Any]:
        c = self.recorder.events.c
        stream = type_coerce(c.originator_id, NullType())  # as the driver gives it
        return select(
            LOG.c.position, LOG.c.recorded_at, LOG.c.actor, LOG.c.channel, LOG.c.source,
            LOG.c.command_id, stream, c.originator_version, c.topic, c.state, LOG.c.sha256,
        ).join_from(LOG, self.recorder.events, c.id == LOG.c.position)  # fmt: skip


def _recorded(row: Sequence[Any]) -> Recorded:
    position, stream, version, topic, state = row
    return Recorded(position, uuid_of(stream), version, CODEC.decode(topic, as_bytes(state)))


def _entry(row: Sequence[Any]) -> LogEntry:
    _known_as_id(row[0], row[2])
    if not isinstance(row[1], int):  # SQLite takes text in the place of a number
        raise UnreadableEvent(f"position {row[0]}: recorded_at {row[1]!r}")
    stored = map(as_bytes, row[9:11])
    return LogEntry._make((*row[:6], uuid_of(row[6]), *row[7:9], *stored))


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
