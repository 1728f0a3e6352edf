"""The recorder: one transaction appends events, their log entries and the views (docs/adr/0001).

It derives from the library's SQLAlchemy recorder (by way of `projections.reader`) and keeps its
table and its interface, but speaks SQLAlchemy Core: the library's ORM objects make an append six to
eight times slower.

Order is kept by one writer at a time: on SQLite the write transaction itself (BEGIN IMMEDIATE), on
PostgreSQL an advisory lock, which needs no right on the table. Positions are given under that lock,
so they have no gaps, and a reader that sees a position sees all before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.persistence import (
    DatabaseError,
    IntegrityError,
    StoredEvent,
)
from eventsourcing_sqlalchemy.factory import SQLAlchemyFactory
from sqlalchemy import (
    Connection,
    Engine,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    null,
    select,
    text,
    update,
)

from domain import facts
from domain.agreements import Agreement
from domain.quarters import Quarter
from domain.recording import NOTHING, Appended, Beside, Entry, Filed, Seen
from domain.seals import ReportAt, SealPaper
from projections import guards, schema
from projections.announcing import Reply, announce, note
from projections.datastore import LedgerDatastore, library_errors
from projections.driver import (
    Into,
    Prepared,
    Rows,
    insert_all,
    listed,
    one_of,
    one_trip,
    together,
    uuid_of,
)
from projections.reader import LedgerReader
from projections.reports_on_server import ReportsOnServer
from projections.schema import DIRECTORY, KEPT, LIVE, LOG, NOTHING_NEW, VIEW_STATE
from projections.snapshots import LAST
from projections.views import VERSION, Recorded, Row, Views

ADVISORY_LOCK = 0x746F7668  # "tovh"


class Last(NamedTuple):
    """Where the ledger ends: its last position and when that was recorded (µs since 1970 UTC)."""

    position: int
    recorded_at: int


class ViewsOutOfDate(Exception):
    """The views in the store are of another version, or behind: they must be rebuilt first.

    ``newer``: a later version of Tovholder made them, which had better be used instead.
    """

    def __init__(self, newer: bool = False) -> None:
        super().__init__(newer)
        self.newer = newer


class LedgerRecorder(LedgerReader):
    """Records events with their log entries and views."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._into_events = Into(self.events)
        self._reports_on_server = ReportsOnServer(self.events, LIVE.goal_reports)

    @cached_property
    def views(self) -> Views:
        """Writes the live views."""
        return Views(LIVE)

    def create_table(self) -> None:
        """Create what is missing: tables, guards, and the empty views."""
        from projections.slack_schema import SLACK

        with self.writing() as connection:
            ledger = [self.events, *schema.LEDGER.sorted_tables, *SLACK.sorted_tables]
            for table in [*ledger, *self.views.tables.all()]:
                table.create(connection, checkfirst=True)
            for index in schema.LOG.indexes:  # a ledger that is older than an index gets it
                index.create(connection, checkfirst=True)
            guards.put(connection)
            if connection.execute(select(VIEW_STATE)).first() is None:
                state = {"id": 1, "version": VERSION, "generation": 1, "position": 0}
                connection.execute(insert(VIEW_STATE).values(state))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that nobody else writes beside; committed at the end, or nothing is."""
        with self._writing_on(self.engine) as connection:
            if not self._as_bytes:
                _LOCK.run(connection)
            yield connection

    @contextmanager
    def _writing_on(self, engine: Engine) -> Iterator[Connection]:
        """A transaction for writing. On SQLite nobody else writes beside it; a server must be asked
        for the lock."""
        with library_errors(), engine.connect() as connection:
            connection.execution_options(writing=True)
            with connection.begin():
                yield connection

    @contextmanager
    def owing(self, reply: Reply | None) -> Iterator[None]:
        """What this thread appends inside, or has nothing new to append, is noted with an answer
        that is owed for it."""
        self._open.reply = reply
        try:
            yield
        finally:
            self._open.reply = None

    # --- append -------------------------------------------------------------------------------

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """The library's way in to `append`: ``filed`` and ``entries`` come as keywords."""
        if not stored_events:
            return []
        return list(self.append(stored_events, kwargs["filed"], kwargs["entries"]).positions)

    def append(
        self, stored: Sequence[StoredEvent], filed: Sequence[Filed], entries: Sequence[Entry],
        beside: Beside = NOTHING, seen: Seen | None = None, nothing_new: Sequence[str] = (),
    ) -> Appended:  # fmt: skip
        """Append events with their log entries, what they mean to the views, and beside them files,
        names, and the ids of commands that had nothing new.

        Raises the library's `IntegrityError` where a stream's version or a command was recorded by
        somebody else, or a stream that was seen has changed since; and `ViewsOutOfDate`. Nothing is
        recorded then.
        """
        more = beside.files or beside.names or nothing_new or self._owed
        if not (self._as_bytes or more) and all(facts.is_report(one.event) for one in filed):
            return self._append_reports(stored, filed, entries, seen)
        with self._writing_on(self._statements) as connection:
            ids = list(dict.fromkeys(one.by.command_id for one in entries))
            last = self._last_under_lock(connection, seen, ids, nothing_new)
            recorded_at = max(last.recorded_at, entries[-1].now)
            positions = range(last.position + 1, last.position + 1 + len(stored))
            rows = self.views.rows(connection, _recorded(positions, filed))
            _keep(connection, beside.files)
            write_names(connection, beside.names)
            inserts = [
                *self._ledger_rows(positions, recorded_at, stored, entries),
                (_INTO_NOTHING_NEW, _answers(nothing_new, last.position, recorded_at)),
                *self.views.inserts(rows),
            ]
            with one_trip(connection):
                insert_all(connection, inserts)
                announce(connection, positions[0], recorded_at)
                self._owe(connection, positions, recorded_at)
                self._end(connection, last.position, positions[-1])
        return Appended(positions, recorded_at)

    def _append_reports(
        self, stored: Sequence[StoredEvent], filed: Sequence[Filed], entries: Sequence[Entry],
        seen: Seen | None,
    ) -> Appended:  # fmt: skip
        """The same for reports alone on a server: one trip, and nothing is asked before."""
        positions, now = range(1, 1 + len(stored)), entries[-1].now
        try:
            with self._writing_on(self._statements) as connection:
                viewed = self.views.rows(connection, _recorded(positions, filed))
                ledger = self._ledger_rows(positions, now, stored, entries)
                rows = [*(rows for _, rows in ledger), *viewed.values()]
                with one_trip(connection):
                    _BEGIN.run(connection)
                    _LOCK.run(connection)
                    recorded = self._reports_on_server.begun(
                        connection, rows, seen, now, self.channel_name
                    )
                    _COMMIT.run(connection)
                told = recorded.fetchone()
                recorded.close()
        except DatabaseError:  # what is there may be older than the statement, or damaged
            if lag := self.lag():
                raise lag from None
            raise
        if told is None:
            raise ViewsOutOfDate  # nothing says how far they reach
        last, recorded_at, _ = told
        return Appended(range(last + 1 - len(stored), last + 1), recorded_at)

    def _ledger_rows(
        self, positions: Sequence[int], recorded_at: int, stored: Sequence[StoredEvent],
        entries: Sequence[Entry],
    ) -> list[tuple[Into, Rows]]:  # fmt: skip
        """The events and their log entries, each with the table that it goes into."""
        events = zip(positions, stored, strict=True)
        log = zip(positions, entries, stored, strict=True)
        return [
            (self._into_events, [self._event_row(*row) for row in events]),
            (_INTO_LOG, [_log_row(recorded_at, *row) for row in log]),
        ]

    def answer(self, nothing_new: Sequence[str], now: int, seen: Seen) -> Appended:
        """Take down the ids of commands that had nothing new, where nothing else is recorded.

        Raises the same errors as `append`.
        """
        with self._writing_on(self._statements) as connection:
            last = self._last_under_lock(connection, seen, (), nothing_new)
            recorded_at = max(last.recorded_at, now)
            rows = _answers(nothing_new, last.position, recorded_at)
            with one_trip(connection):
                insert_all(connection, [(_INTO_NOTHING_NEW, rows)])
                self._owe(connection, (), recorded_at)
        return Appended((), recorded_at)

    def _owe(self, connection: Connection, positions: Sequence[int], now: int) -> None:
        """Note the answer that is owed for what this thread asks to be recorded."""
        if self._owed is not None:
            note(connection, self._owed, positions, now)

    @property
    def _owed(self) -> Reply | None:
        """The answer that is owed for what this thread records."""
        return getattr(self._open, "reply", None)

    def _last_under_lock(
        self, connection: Connection, seen: Seen | None, recording: Sequence[str],
        nothing_new: Sequence[str],
    ) -> Last:  # fmt: skip
        """Where the ledger ends; what was seen must stand as it did, and none of the commands may
        have an outcome of the other kind, which no key refuses. A server gets the lock and the
        questions in one trip, and answers when it has given the lock."""
        lock = [] if self._as_bytes else [_BEGIN, _LOCK]
        kinds = ((recording, _HAD_NOTHING_NEW), (nothing_new, _RECORDED))
        handled = [asked for ids, asked in kinds if ids]
        found = together(
            connection, *lock, _LAST, self._written_since, *handled,
            position=LAST if seen is None else seen.position,
            recording=listed(connection, recording), nothing_new=listed(connection, nothing_new),
        )  # fmt: skip
        last, written, *outcomes = found[len(lock) :]
        _unchanged(seen, written)
        if any(outcomes):
            raise IntegrityError("a command was handled by somebody else")
        ((version, viewed, position, recorded_at),) = last or _NO_VIEWS
        if lag := _lag(version, viewed, position):
            raise lag
        return Last(position or 0, recorded_at or 0)

    def lag(self) -> ViewsOutOfDate | None:
        """Why what the views show may lack something; None where they show all."""
        with self.reading() as connection:
            ((version, viewed, position, _),) = _LAST.rows(connection) or _NO_VIEWS
        return _lag(version, viewed, position)

    def still(self, seen: Seen) -> None:
        """That nothing was recorded since in these streams; else the library's `IntegrityError`."""
        if seen.streams:
            with self.reading() as connection:
                _unchanged(seen, self._written_since.rows(connection, position=seen.position))

    def _event_row(self, position: int, stored: StoredEvent) -> Row:
        stream = self.stream(stored.originator_id)
        return (position, stream, stored.originator_version, stored.topic, stored.state)

    def _end(self, connection: Connection, before: int, last: int) -> None:
        """Say how far the views reach. A server also wakes the library's subscriptions, and is told
        here to commit: told later, it would be a trip more."""
        if self._as_bytes:
            _VIEWED.run(connection, last=last, before=before, version=VERSION)
        else:
            _VIEWED_ON_SERVER.run(connection, last=last, before=before, version=VERSION,
                                  channel=self.channel_name)  # fmt: skip
            _COMMIT.run(connection)

    def report_at(self, agreement: Agreement, quarter: Quarter, position: int) -> ReportAt | None:
        """The report that a seal of the quarter at the position closes; None where nothing is
        recorded there."""
        from projections.questions import Questions  # which asks this recorder
        from projections.rendering import as_json

        report = Questions(self).bilag1(agreement, quarter, position)
        if (known_at := report.basis.known_at) is None:
            return None
        sha256 = hashlib.sha256(as_json.render(report)).hexdigest()
        return ReportAt(known_at, sha256, empty=not report.rows())

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


_NO_VIEWS = [(0, 0, 0, None)]
_HAD_NOTHING_NEW = Prepared(
    select(NOTHING_NEW.c.command_id).where(one_of(NOTHING_NEW.c.command_id, "recording"))
)
_RECORDED = Prepared(select(LOG.c.command_id).where(one_of(LOG.c.command_id, "nothing_new")))
_INTO_LOG = Into(LOG)
_INTO_NOTHING_NEW = Into(NOTHING_NEW)
_reached = update(VIEW_STATE).values(
    # NULL is refused, and with it the whole append: somebody else recorded something, or put views
    # of another version into place, since this process looked.
    position=case(
        (
            (VIEW_STATE.c.version == bindparam("version"))
            & (VIEW_STATE.c.position == bindparam("before")),
            bindparam("last"),
        ),
        else_=null(),
    )
)
_VIEWED = Prepared(_reached)
_VIEWED_ON_SERVER = Prepared(_reached.returning(func.pg_notify(bindparam("channel"), "")))
_BEGIN = Prepared(text("BEGIN ISOLATION LEVEL READ COMMITTED"))
_COMMIT = Prepared(text("COMMIT"))


def _lag(version: int, viewed: int, last: int | None) -> ViewsOutOfDate | None:
    """What is wrong with views that reach so far, where the ledger ends at ``last``."""
    if version == VERSION and viewed == (last or 0):
        return None
    return ViewsOutOfDate(version > VERSION)


def _unchanged(seen: Seen | None, written: Sequence[tuple[Any]]) -> None:
    """That none of the streams that were seen is among those that were written since."""
    if seen is not None and not seen.streams.isdisjoint(uuid_of(stream) for (stream,) in written):
        raise IntegrityError("a stream that was seen has changed")


def _recorded(positions: Sequence[int], filed: Sequence[Filed]) -> list[Recorded]:
    """The events at their positions, as the views take them."""
    return [
        Recorded(position, one.originator_id, one.originator_version, one.event)
        for position, one in zip(positions, filed, strict=True)
    ]


def _log_row(recorded_at: int, position: int, entry: Entry, stored: StoredEvent) -> Row:
    by = entry.by
    digest = hashlib.sha256(stored.state).digest()
    return (position, recorded_at, str(by.actor), by.channel, by.source, by.command_id,
            entry.ordinal, digest)  # fmt: skip


def _answers(command_ids: Sequence[str], last: int, recorded_at: int) -> list[Row]:
    """The rows that take down that these commands had nothing new, decided on at ``last``."""
    return [(command_id, last, recorded_at) for command_id in command_ids]


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


def write_names(connection: Connection, names: Mapping[UUID, str]) -> None:
    """Write down the names of members, in the place of earlier ones."""
    if not names:
        return
    rows = [{"member": str(member), "name": told} for member, told in names.items()]
    connection.execute(
        delete(DIRECTORY).where(DIRECTORY.c.member.in_([row["member"] for row in rows]))
    )
    connection.execute(insert(DIRECTORY), rows)


class Factory(SQLAlchemyFactory):
    """The library's factory, with the project's datastore and recorder."""

    datastore_class = LedgerDatastore
    application_recorder_class = LedgerRecorder
