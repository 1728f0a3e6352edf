"""The recorder: one transaction appends events, their log entries and the views.

It derives from the library's SQLAlchemy recorder and keeps its table and its interface, but speaks
SQLAlchemy Core: the library's ORM objects make an append six to eight times slower.

Order is kept by one writer at a time: on SQLite the write transaction itself (BEGIN IMMEDIATE), on
PostgreSQL an advisory lock, which needs no right on the table. Positions are given under that lock,
so they have no gaps, and a reader that sees a position sees all before it.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID

import sqlalchemy.exc
from eventsourcing.persistence import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    Notification,
    NotSupportedError,
    OperationalError,
    PersistenceError,
    ProgrammingError,
    StoredEvent,
)
from eventsourcing_sqlalchemy.datastore import SQLAlchemyDatastore
from eventsourcing_sqlalchemy.factory import SQLAlchemyFactory
from eventsourcing_sqlalchemy.recorders import SQLAlchemyApplicationRecorder
from sqlalchemy import (
    Connection,
    Engine,
    Select,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy import event as sqlalchemy_event

from domain.agreements import Agreement
from domain.quarters import Quarter
from domain.recording import Appended, Entry, Filed, Outcome, Seen
from domain.seals import ReportAt, SealPaper
from projections import guards, schema, views
from projections.announcing import announce
from projections.driver import Into, Prepared, one_of, one_trip, together
from projections.schema import KEPT, LIVE, LOG, VIEW_STATE

LAST = 2**62
"""More than any version or number of rows."""

ADVISORY_LOCK = 0x746F7668  # "tovh"
_ERRORS = {
    error.__name__: error
    for error in (DatabaseError, DataError, IntegrityError, InterfaceError, InternalError,
                  NotSupportedError, OperationalError, ProgrammingError)
}  # fmt: skip


class ViewsOutOfDate(Exception):
    """The views in the store are of another version, or behind: they must be rebuilt first."""


@contextmanager
def library_errors() -> Iterator[None]:
    """SQLAlchemy's errors as the library's, which have the same names."""
    try:
        yield
    except sqlalchemy.exc.DBAPIError as error:
        raise _ERRORS.get(type(error).__name__, PersistenceError)(str(error.orig)) from error


def _prepare(engine: Engine) -> None:
    """SQLite: durable at every commit, readers never wait, writers queue for half a minute."""
    if engine.dialect.name != "sqlite":
        return

    @sqlalchemy_event.listens_for(engine, "connect")
    def _connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, see below
        for pragma in ("busy_timeout = 30000", "journal_mode = WAL", "synchronous = FULL",
                       "recursive_triggers = ON", "cache_size = -32000",
                       "secure_delete = ON"):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}").close()

    @sqlalchemy_event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


class LedgerDatastore(SQLAlchemyDatastore):
    """The library's datastore, with the project's SQLite settings."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if isinstance(self.engine, Engine):
            _prepare(self.engine)


class LedgerRecorder(SQLAlchemyApplicationRecorder):
    """Records events with their log entries and views; reads them back as the library expects."""

    datastore: LedgerDatastore

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.engine = cast(Engine, self.datastore.engine)
        postgres = self.engine.dialect.name == "postgresql"
        self._snapshots = self._statements = self.engine
        if postgres:
            self._snapshots = self.engine.execution_options(isolation_level="REPEATABLE READ")
            self._statements = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self.events = self.events_record_cls.__table__
        self.views = views.Views(LIVE)
        self._open = threading.local()
        self._into_events = Into(self.events)
        self._as_bytes = not postgres
        c = self.events.c
        stream = (
            select(c.originator_version, c.topic, c.state)
            .where(c.originator_id == bindparam("stream", type_=c.originator_id.type))
            .where(c.originator_version > bindparam("gt"))
            .where(c.originator_version <= bindparam("lte"))
            .limit(bindparam("most"))
        )
        self._oldest_first = Prepared(stream.order_by(c.originator_version))
        self._newest_first = Prepared(stream.order_by(c.originator_version.desc()))
        since = select(c.originator_id).distinct().where(c.id > bindparam("position"))
        self._written_since = Prepared(since)
        self._position = Prepared(select(func.max(c.id)))

    def create_table(self) -> None:
        """Create what is missing: tables, guards, and the empty views."""
        with library_errors(), self.writing() as connection:
            tables = [self.events, *schema.LEDGER.sorted_tables, *self.views.tables.all()]
            for table in tables:
                table.create(connection, checkfirst=True)
            for index in schema.LOG.indexes:  # a ledger that is older than an index gets it
                index.create(connection, checkfirst=True)
            postgres = connection.dialect.name == "postgresql"
            for guard in guards.POSTGRES if postgres else guards.SQLITE:
                connection.exec_driver_sql(guard)
            if connection.execute(select(VIEW_STATE)).first() is None:
                state = {"id": 1, "version": views.VERSION, "generation": 1, "position": 0}
                connection.execute(insert(VIEW_STATE).values(state))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that nobody else writes beside; committed at the end, or nothing is."""
        with self._locked() as (connection, _):
            yield connection

    @contextmanager
    def _locked(self, *asked: Prepared) -> Iterator[tuple[Connection, list[list[Any]]]]:
        """The same, with what is asked first. A server gets the lock and the questions in one trip,
        and answers them when it has given the lock."""
        options = {"writing": True}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                _, *found = together(connection, _LOCK, *asked)
            else:
                found = together(connection, *asked)
            yield connection, found

    @contextmanager
    def reading(self, snapshot: bool = False) -> Iterator[Connection]:
        """A transaction for what is read together; inside another, it is that one.

        SQLite always shows one state of the store to all of it. PostgreSQL does so only with
        ``snapshot``, which is for events and log only: an older snapshot would not see the rows of
        views that a rebuild puts into place meanwhile. Without it, each statement sees what is
        committed by then, and questions bound what they read by position.
        """
        if (outer := getattr(self._open, "connection", None)) is not None:
            yield outer
            return
        engine = self._snapshots if snapshot else self._statements
        with library_errors(), engine.connect() as connection, connection.begin():
            self._open.connection = connection
            try:
                yield connection
            finally:
                self._open.connection = None

    # --- append -------------------------------------------------------------------------------

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """The library's way in to `append`: ``filed`` and ``entries`` come as keywords."""
        if not stored_events:
            return []
        return list(self.append(stored_events, kwargs["filed"], kwargs["entries"]).positions)

    def append(
        self, stored: Sequence[StoredEvent], filed: Sequence[Filed], entries: Sequence[Entry],
        kept: Sequence[bytes] = (), seen: Seen | None = None,
    ) -> Appended:  # fmt: skip
        """Append events with their log entries, the files they keep, and what they mean to the
        views.

        Raises the library's `IntegrityError` where a stream's version or a command was recorded by
        somebody else, or a stream that was seen has changed since; and `ViewsOutOfDate`. Nothing is
        recorded then.
        """
        with library_errors(), self._locked(_LAST) as (connection, [rows_of_last]):
            last, recorded_at = _last(rows_of_last)
            if seen is not None and last != seen.position:
                self._still(connection, seen)
            recorded_at = max(recorded_at, entries[-1].now)
            positions = range(last + 1, last + 1 + len(stored))
            recorded = [
                views.Recorded(position, one.originator_id, one.originator_version, one.event)
                for position, one in zip(positions, filed, strict=True)
            ]
            rows = self.views.rows(connection, recorded)
            events = zip(positions, stored, strict=True)
            log = zip(positions, entries, stored, strict=True)
            _keep(connection, kept)
            with one_trip(connection):
                self._into_events.insert(connection, [self._event_row(*row) for row in events])
                _INTO_LOG.insert(connection, [_log_row(recorded_at, *row) for row in log])
                self.views.insert(connection, rows)
                _UPDATE_VIEW_STATE.run(connection, last=positions[-1])
                announce(connection, positions[0], recorded_at)
                self._notify(connection)
        return Appended(positions, recorded_at)

    def _still(self, connection: Connection, seen: Seen) -> None:
        """That nothing was recorded since in the streams on which the commands were decided."""
        rows = self._written_since.rows(connection, position=seen.position)
        if not seen.streams.isdisjoint(_id(stream) for (stream,) in rows):
            raise IntegrityError("a stream that was seen has changed")

    def _event_row(self, position: int, stored: StoredEvent) -> views.Row:
        stream = self.stream(stored.originator_id)
        return (position, stream, stored.originator_version, stored.topic, stored.state)

    def stream(self, originator_id: UUID | str) -> UUID | bytes:
        """A stream's id as the driver takes it."""
        known = originator_id if isinstance(originator_id, UUID) else UUID(originator_id)
        return known.bytes if self._as_bytes else known

    def _notify(self, connection: Connection) -> None:
        """Wake the library's subscriptions (PostgreSQL only)."""
        if connection.dialect.name == "postgresql":
            connection.connection.cursor().execute(f"NOTIFY {self.channel_name}")

    def report_at(self, agreement: Agreement, quarter: Quarter, position: int) -> ReportAt | None:
        """The report that a seal of the quarter at the position closes; None where nothing is
        recorded there."""
        from projections.questions import Questions  # which asks this recorder
        from projections.rendering import as_json

        report = Questions(self).bilag1(agreement, quarter, position)
        if (known_at := report.basis.known_at) is None:
            return None
        return ReportAt(known_at, hashlib.sha256(as_json.render(report)).hexdigest())

    def paper_at(self, agreement: Agreement, sealed: SealPaper) -> ReportAt | None:
        """The paper that a seal keeps, made of the views; None where there is no such."""
        from projections.questions import Questions  # which asks this recorder
        from projections.sealable import Paper, told
        from projections.sources import Viewed

        questions = Questions(self)
        known_at = questions.recorded_at(sealed.position)
        paper = Paper(sealed.paper, sealed.about, sealed.asked, sealed.position)
        made = told(Viewed(questions, agreement), paper, sealed.files)
        if known_at is None or made is None:
            return None
        return ReportAt(known_at, hashlib.sha256(made).hexdigest())

    # --- read ---------------------------------------------------------------------------------

    def position(self) -> int:
        """The last position, 0 where nothing is recorded."""
        with self.reading() as connection:
            return self._position.rows(connection)[0][0] or 0

    def outcomes(self, command_ids: Sequence[str]) -> dict[str, Outcome]:
        """The outcomes of those commands that were recorded before."""
        found: dict[str, list[tuple[int, int]]] = {}
        with self.reading() as connection:
            for command_id, position, recorded_at in _OUTCOMES.among(connection, command_ids):
                found.setdefault(command_id, []).append((position, recorded_at))
        return {
            command_id: Outcome(tuple(p for p, _ in rows), rows[0][1], repeated=True)
            for command_id, rows in found.items()
        }

    def select_events(
        self,
        originator_id: UUID | str,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[StoredEvent]:
        """The events of one stream, by version."""
        query = self._newest_first if desc else self._oldest_first
        with self.reading() as connection:
            rows = query.rows(
                connection,
                stream=self.stream(originator_id),
                gt=-1 if gt is None else gt,
                lte=LAST if lte is None else lte,
                most=LAST if limit is None else limit,
            )
        return [StoredEvent(originator_id, row[0], row[1], bytes(row[2])) for row in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> list[Notification]:
        """The events of all streams, by position."""
        c = self.events.c
        query: Select[Any] = select(
            c.originator_id, c.originator_version, c.topic, c.state, c.id
        ).order_by(c.id)
        if start is not None:
            query = query.where(c.id >= start if inclusive_of_start else c.id > start)
        query = query.where(c.id <= stop) if stop is not None else query
        query = query.where(c.topic.in_(topics)) if topics else query
        with self.reading() as connection:
            rows = connection.execute(query.limit(limit))
            return [Notification(row[0], row[1], row[2], bytes(row[3]), row[4]) for row in rows]

    def max_notification_id(self) -> int | None:
        """The last position, or None where nothing is recorded."""
        with self.reading() as connection:
            return connection.execute(select(func.max(self.events.c.id))).scalar()


_LOCK = Prepared(select(func.pg_advisory_xact_lock(literal_column(str(ADVISORY_LOCK)))))
_LAST = Prepared(
    select(
        VIEW_STATE.c.version,
        VIEW_STATE.c.position.label("viewed"),
        LOG.c.position,
        LOG.c.recorded_at,
    )
    .select_from(VIEW_STATE)
    .outerjoin(LOG, LOG.c.position == select(func.max(LOG.c.position)).scalar_subquery())
)


def _last(rows: Sequence[Any]) -> tuple[int, int]:
    """The last position and its time; the views must hold exactly that."""
    ((version, viewed, position, recorded_at),) = rows
    if version != views.VERSION or viewed != (position or 0):
        raise ViewsOutOfDate
    return position or 0, recorded_at or 0


_OUTCOMES = Prepared(
    select(LOG.c.command_id, LOG.c.position, LOG.c.recorded_at)
    .where(one_of(LOG.c.command_id))
    .order_by(LOG.c.position)
)
_INTO_LOG = Into(LOG)
_UPDATE_VIEW_STATE = Prepared(update(VIEW_STATE).values(position=bindparam("last")))


def _id(stored: UUID | bytes) -> UUID:
    """A stream's id as the driver gives it."""
    return stored if isinstance(stored, UUID) else UUID(bytes=bytes(stored))


def _log_row(recorded_at: int, position: int, entry: Entry, stored: StoredEvent) -> views.Row:
    by = entry.by
    digest = hashlib.sha256(stored.state).digest()
    return (position, recorded_at, str(by.actor), by.channel, by.source, by.command_id,
            entry.ordinal, digest)  # fmt: skip


def _keep(connection: Connection, kept: Sequence[bytes]) -> None:
    """Put files into the store that are not there yet; nobody else writes meanwhile."""
    if not kept:
        return
    by_hash = {hashlib.sha256(content).digest(): content for content in kept}
    there = select(KEPT.c.sha256).where(KEPT.c.sha256.in_(by_hash))
    for found in connection.execute(there).scalars().all():
        del by_hash[bytes(found)]
    rows = [{"sha256": digest, "content": content} for digest, content in by_hash.items()]
    if rows:
        connection.execute(insert(KEPT), rows)


class Factory(SQLAlchemyFactory):
    """The library's factory, with the project's datastore and recorder."""

    datastore_class = LedgerDatastore
    application_recorder_class = LedgerRecorder
