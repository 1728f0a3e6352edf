"""What is read of the ledger itself: the library's questions, and what commands are decided on.

Like the append (`projections.recorder`), it speaks SQLAlchemy Core and not the library's ORM.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID

from eventsourcing.persistence import (
    ApplicationRecorder,
    Notification,
    StoredEvent,
    Subscription,
)
from eventsourcing_sqlalchemy.recorders import SQLAlchemyApplicationRecorder
from sqlalchemy import Connection, Engine, Select, bindparam, func, select

from domain.recording import Outcome, Snapshot
from projections import snapshots
from projections.datastore import LedgerDatastore, library_errors
from projections.driver import Prepared, as_bytes
from projections.snapshots import LAST

MAPPED = 2**31
"""How much of a SQLite file is read as memory at most, in bytes; SQLite itself takes no more."""


class LedgerReader(SQLAlchemyApplicationRecorder):
    """Reads the events back, as the library expects."""

    datastore: LedgerDatastore

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.engine = cast(Engine, self.datastore.engine)
        postgres = self.engine.dialect.name == "postgresql"
        self._statements = self.engine
        if postgres:
            self._statements = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self.events = self.events_record_cls.__table__
        self._open = threading.local()
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
        since = select(c.originator_id).where(c.id > bindparam("position"))
        self._written_since = Prepared(since)
        self._position = Prepared(select(func.max(c.id)))
        self._on_server = snapshots.OnServer(self.events)

    @contextmanager
    def reading(self, mapped: bool | None = None) -> Iterator[Connection]:
        """A transaction for what is read together; inside another, it is that one.

        SQLite shows one state of the store to all of it. On PostgreSQL each statement sees what is
        committed by then, and questions bound what they read by position.

        ``mapped`` says how a SQLite file is read from here on: as memory, which halves what a
        thousand seeks take; or not, since who goes through the whole file would hold it all.
        """
        if (outer := getattr(self._open, "connection", None)) is not None:
            yield outer
            return
        with library_errors(), self._statements.connect() as connection, connection.begin():
            if self._as_bytes and mapped not in (None, connection.info.get("mapped", False)):
                most = MAPPED if mapped else 0
                connection.connection.execute(f"PRAGMA mmap_size = {most}").close()
                connection.info["mapped"] = mapped
            self._open.connection = connection
            try:
                yield connection
            finally:
                self._open.connection = None

    def stream(self, originator_id: UUID | str) -> UUID | bytes:
        """A stream's id as the driver takes it."""
        known = originator_id if isinstance(originator_id, UUID) else UUID(originator_id)
        return known.bytes if self._as_bytes else known

    def position(self) -> int:
        """The last position, 0 where nothing is recorded."""
        with self.reading() as connection:
            return self._position.rows(connection)[0][0] or 0

    def outcomes(self, command_ids: Sequence[str]) -> dict[str, Outcome]:
        """The outcomes of those commands that were handled before, with or without effect."""
        with self.reading() as connection:
            return snapshots.outcomes(snapshots.OUTCOMES.among(connection, command_ids))

    def snapshot(self, command_ids: Sequence[str], versions: Mapping[UUID, int]) -> Snapshot:
        """What commands are decided on, of one state: on SQLite in one transaction, of a server in
        one statement, which is one trip."""
        with self.reading() as connection:
            if not self._as_bytes:
                return self._on_server.ask(connection, command_ids, versions)
            events = {
                stream: [(e.originator_version, e.topic, e.state) for e in found]
                for stream, version in versions.items()
                if (found := self.select_events(stream, gt=version))
            }
            return Snapshot(self.position(), self.outcomes(command_ids), events)

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
        return [StoredEvent(originator_id, row[0], row[1], as_bytes(row[2])) for row in rows]

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
            return [Notification(row[0], row[1], row[2], as_bytes(row[3]), row[4]) for row in rows]

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """The events after a position as they come, on PostgreSQL; the library has no subscription
        on SQLite, and says so."""
        if self._as_bytes:
            return super().subscribe(gt, topics)
        from projections.subscription import LedgerSubscription  # nothing else needs it

        return LedgerSubscription(self, gt, topics)

    def max_notification_id(self) -> int | None:
        """The last position, or None where nothing is recorded."""
        with self.reading() as connection:
            return connection.execute(select(func.max(self.events.c.id))).scalar()
