"""What commands are decided on: which were handled before, and what is new in the streams.

On SQLite it is asked in one transaction. Of a server it is asked in one statement: that is one
trip, and all of it is of one state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    LargeBinary,
    Text,
    Uuid,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY

from domain.recording import Outcome, Snapshot, Stored
from projections.driver import Prepared, filled, one_of
from projections.schema import LOG, NOTHING_NEW

LAST = 2**62
"""More than any version or number of rows."""

_LOG, _NOTHING = LOG.c, NOTHING_NEW.c

OUTCOMES = Prepared(
    union_all(
        select(_LOG.command_id, _LOG.position, _LOG.recorded_at).where(one_of(_LOG.command_id)),
        select(_NOTHING.command_id, null(), _NOTHING.recorded_at).where(
            one_of(_NOTHING.command_id)
        ),
    )
)
"""Of each command: the positions that it was recorded at, or none where it had nothing new."""


def outcomes(rows: Iterable[tuple[str, int | None, int]]) -> dict[str, Outcome]:
    """The outcome of each command, from the rows of `OUTCOMES`."""
    found: dict[str, Outcome] = {}
    for command_id, position, recorded_at in rows:
        before = found[command_id].positions if command_id in found else ()
        at = before if position is None else tuple(sorted((*before, position)))
        found[command_id] = Outcome(at, recorded_at, repeated=True)
    return found


class OnServer:
    """The snapshot of a server, in one statement."""

    def __init__(self, events: FromClause) -> None:
        self._statement = Prepared(_statement(events))

    def ask(
        self, connection: Connection, command_ids: Sequence[str], versions: Mapping[UUID, int]
    ) -> Snapshot:
        """The outcomes of these commands, and what is newer in these streams than the versions."""
        rows = self._statement.rows(
            connection,
            command_ids=filled(command_ids, command_ids[-1] if command_ids else ""),
            streams=filled(list(versions), UUID(int=0)),
            versions=filled(list(versions.values()), LAST),
        )
        found: dict[str, list[Any]] = {"position": [], "outcome": [], "event": []}
        for what, *row in rows:
            found[what].append(row)
        events: dict[UUID, list[Stored]] = {}
        for version, stream, topic, state, _ in sorted(found["event"], key=itemgetter(0)):
            events.setdefault(stream, []).append((version, topic, state))
        told = ((command_id, at, time) for at, _, command_id, _, time in found["outcome"])
        return Snapshot(found["position"][0][0] or 0, outcomes(told), events)


def _statement(events: FromClause) -> Any:
    """All that is asked, in rows of one shape: what, number, stream, text, bytes, time."""
    c = events.c
    held = (
        func.unnest(
            bindparam("streams", type_=ARRAY(Uuid())),
            bindparam("versions", type_=ARRAY(BigInteger())),
        )
        .table_valued("stream", "version", name="held")
        .render_derived()
    )
    no_number, no_time = (cast(null(), BigInteger()) for _ in range(2))
    no_stream, no_text = cast(null(), Uuid()), cast(null(), Text())
    no_bytes = cast(null(), LargeBinary())
    asked = bindparam("command_ids", type_=ARRAY(Text()))
    newer = (c.originator_id == held.c.stream) & (c.originator_version > held.c.version)
    return union_all(
        select(_word("position"), func.max(c.id), no_stream, no_text, no_bytes, no_time),
        select(
            _word("outcome"), _LOG.position, no_stream, _LOG.command_id, no_bytes, _LOG.recorded_at
        ).where(_LOG.command_id == func.any(asked)),
        select(
            _word("outcome"), no_number, no_stream, _NOTHING.command_id, no_bytes,
            _NOTHING.recorded_at,
        ).where(_NOTHING.command_id == func.any(asked)),
        select(
            _word("event"), c.originator_version, c.originator_id, c.topic, c.state, no_time
        ).select_from(held.join(events, newer)),
    )  # fmt: skip


def _word(name: str) -> ColumnElement[str]:
    return literal_column(f"'{name}'", Text)
