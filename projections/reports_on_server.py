"""Reports are recorded on a server in one trip: PostgreSQL itself gives them their positions.

Reports are what many record at once. Nothing in their rows but the position depends on where the
ledger ends; so they are sent counted from 1, and put behind what is recorded when the lock is had.
Nobody has the lock while a process works, or an answer travels (docs/adr/0013).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, literal_column
from sqlalchemy.dialects import postgresql

from domain.recording import Seen
from projections.announcing import for_rounds
from projections.driver import Into, Rows, filled, told_together
from projections.schema import LOG, NOTHING_NEW, VIEW_STATE
from projections.snapshots import LAST
from projections.views import VERSION

_BEHIND = {
    "id": "base.position + {}",
    "position": "base.position + {}",
    "recorded_at": "greatest(base.recorded_at, {})",
}


class _IntoBehind(Into):
    """Inserts rows that are counted from 1 behind what is recorded."""

    @cached_property
    def one_row(self) -> str:
        values = [f"%s::{one}" for one in self.types]
        return f"{self.head} SELECT {self._placed(values)} FROM base"  # noqa: S608 - our own names

    @cached_property
    def many_rows(self) -> str:
        values = [f"told.{name}" for name in self.names]
        told = f"{self.arrays} AS told ({', '.join(self.names)})"
        return f"{self.head} SELECT {self._placed(values)} FROM base, {told}"  # noqa: S608

    def _placed(self, values: Sequence[str]) -> str:
        named = zip(self.names, values, strict=True)
        return ", ".join(_BEHIND.get(name, "{}").format(value) for name, value in named)


class ReportsOnServer:
    """Records reports; whoever calls begins the transaction, takes the lock, and commits."""

    def __init__(self, events: Table, reports: Table) -> None:
        self._into = [_IntoBehind(table) for table in (events, LOG, reports)]
        # There is nothing to stand behind where the views lag, a stream that was seen has changed,
        # or one of the commands had nothing new meanwhile: the last position becomes NULL, which is
        # refused, and with it the whole. What was written since is sought by position, since it is
        # little, however long the streams are.
        self._base = f"""
            SELECT views.position, greatest(log.recorded_at, %s) AS recorded_at
            FROM {VIEW_STATE.name} AS views
            LEFT JOIN {LOG.name} AS log ON log.position = views.position
            WHERE views.version = {VERSION}
            AND views.position = (SELECT coalesce(max(position), 0) FROM {LOG.name})
            AND NOT EXISTS (SELECT FROM (SELECT originator_id FROM {events.name} WHERE id > %s
                                         ORDER BY id OFFSET 0) AS since
                            WHERE originator_id = ANY(%s::uuid[]))
            AND NOT EXISTS (SELECT FROM {NOTHING_NEW.name}
                            WHERE command_id = ANY(%s::text[]))"""  # noqa: S608 - our own names
        self._reached = f"""
            UPDATE {VIEW_STATE.name} SET position = (SELECT position + %s FROM base)
            RETURNING position, (SELECT recorded_at FROM base), pg_notify(%s, '')"""  # noqa: S608

    def begun(
        self, connection: Connection, rows: Sequence[Rows], seen: Seen | None, now: int,
        channel: str,
    ) -> Any:  # fmt: skip
        """The driver's cursor, with the statement sent: it gives the last position, and when that
        was recorded (µs since 1970 UTC). ``rows`` are those of the events, the log and the view."""
        since, streams = (seen.position, seen.streams) if seen else (LAST, ())
        told, values = told_together([*zip(self._into, rows, strict=True)])
        at = self._into[1].names.index("command_id")
        ids = list(dict.fromkeys(row[at] for row in rows[1]))
        seen_streams = f"{{{','.join(map(str, streams))}}}"
        cursor = connection.connection.cursor()
        cursor.execute(
            f"WITH base AS ({self._base}), {told}, rounds AS ({self._rounds}) {self._reached}",
            [now, since, seen_streams, filled(ids, ids[-1]), *values, len(rows[0]), channel],
        )
        return cursor

    @cached_property
    def _rounds(self) -> str:
        """Notes that rounds may look otherwise; no report closes one."""
        now: ColumnElement[int] = literal_column("(SELECT recorded_at FROM base)")
        noted = for_rounds(literal_column(str(LAST)), now)
        dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
        return str(noted.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
