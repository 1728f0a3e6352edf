"""The outbox: what Slack must be told, kept until Slack has taken it. All of its SQL.

A row is written in the transaction that records what it is about (`projections.announcing`), or in
the one that finishes the row which led to it: nothing is told that is not recorded, and nothing
recorded is left untold. Rows of a *lane* (a person or a channel of a workspace, as an agreement
speaks to it) go out in their order; a lane that must wait keeps no other lane waiting. A lane
belongs to an agreement: two bots in one workspace carry each their own.

Whoever delivers *claims* the first row of a lane for `LEASE`; nobody else takes it meanwhile. A
crash after Slack took the message and before the row is marked leaves it claimed, and after the
lease it is sent again: delivery is at least once. Every message carries the same ``client_msg_id``
each time, by which Slack can know it again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, delete, exists, insert, or_, select, update

from projections.recorder import LedgerRecorder
from projections.schema import OUTBOX
from projections.slack_schema import SLACK_POSTS

SECOND = 1_000_000
LEASE = 90 * SECOND
"""How long somebody may be at work on a row before it is taken for dead."""
KEPT = 30 * 24 * 3_600 * SECOND
"""How long rows that only brought messages up to date are kept. What was asked of somebody, or
reminded of, is kept for ever: its key is what keeps it from being told twice."""

WAITING, SENT, FAILED = "waiting", "sent", "failed"


def lane_of(agreement: UUID, to: str) -> str:
    """The lane in which an agreement speaks to a person or a channel."""
    return f"{agreement.hex[:12]}/{to}"


class Notice(NamedTuple):
    """Something to tell. ``again``: where the key was told before, it is told once more, which
    brings a message up to date; else a key is told once."""

    key: str
    kind: str
    team: str
    lane: str
    member: str
    payload: dict[str, Any]
    again: bool = False


class Due(NamedTuple):
    """A row that is to be worked on now, and is claimed. ``made_at`` is in µs since 1970 UTC."""

    id: int
    key: str
    kind: str
    team: str
    lane: str
    member: str
    payload: dict[str, Any]
    attempts: int
    made_at: int

    @property
    def to(self) -> str:
        """The channel or person that the lane leads to."""
        return self.lane.partition("/")[2]

    @property
    def post(self) -> str:
        """The key of the message that the row is about, however often it is told."""
        return self.key.partition("#")[0]


class Post(NamedTuple):
    """A message that stands in Slack: where, and the hash of its words."""

    key: str
    channel: str
    ts: str
    digest: str


class Entry(NamedTuple):
    """A row as it is shown to people. Moments are in µs since 1970 UTC."""

    id: int
    kind: str
    team: str
    lane: str
    member: str
    made_at: int
    next_at: int
    attempts: int
    state: str
    told: str


_ROW = OUTBOX.c


class Outbox:
    """The outbox of a store. Moments are in µs since 1970 UTC."""

    def __init__(self, recorder: LedgerRecorder) -> None:
        self._recorder = recorder

    def claim(self, team: str, agreement: UUID, now: int, key: str | None = None) -> Due | None:
        """The next row of an agreement for a workspace, or of its own work; None where none is
        due. Nobody else gets it before `LEASE` has gone. ``key``: only that row."""
        query = _heads(team, agreement).where(_ROW.next_at <= now).order_by(_ROW.id).limit(1)
        query = query if key is None else query.where(_ROW.key == key)
        with self._recorder.reading() as connection:
            if connection.execute(query).first() is None:
                return None
        with self._recorder.writing() as connection:
            row = connection.execute(query).first()
            if row is None:
                return None  # somebody else was faster
            attempts = row.attempts + 1
            connection.execute(
                update(OUTBOX)
                .where(_ROW.id == row.id)
                .values(next_at=now + LEASE, attempts=attempts)
            )
        return _due(row, attempts)

    def owed(self, team: str, lane: str) -> list[Due]:
        """What is waiting in a lane, whoever is at work on it."""
        query = select(OUTBOX).where(_ROW.state == WAITING, _ROW.team == team, _ROW.lane == lane)
        with self._recorder.reading() as connection:
            rows = connection.execute(query.order_by(_ROW.id)).all()
        return [_due(row, row.attempts) for row in rows]

    def answered(self, due: Due) -> None:
        """An answer was told: nothing of it is kept."""
        with self._recorder.writing() as connection:
            connection.execute(delete(OUTBOX).where(_ROW.id == due.id))

    def sent(self, due: Due, post: Post | None = None, told: str = "") -> None:
        """The row is done with; where a message stands now, if it is to be kept up to date."""
        with self._recorder.writing() as connection:
            _done(connection, due, told)
            if post is not None:
                c = SLACK_POSTS.c
                connection.execute(delete(SLACK_POSTS).where(c.key == post.key))
                row = {**post._asdict(), "team": due.team, "member": due.member}
                connection.execute(insert(SLACK_POSTS).values(row))

    def finish(self, due: Due, notices: Sequence[Notice], now: int) -> None:
        """A row of our own work is done with: what it leads to is written with it, or nothing."""
        with self._recorder.writing() as connection:
            row = connection.execute(select(_ROW.state).where(_ROW.id == due.id)).first()
            if row is None or row.state != WAITING:
                return  # its lease had gone, and somebody else has done it
            _put(connection, notices, now, f"#{due.id}")
            _done(connection, due, "")
            brought = or_(_ROW.kind == "rounds", _ROW.key.contains("#"))
            old = and_(_ROW.state == SENT, brought, _ROW.made_at < now - KEPT)
            connection.execute(delete(OUTBOX).where(old))

    def put(self, notices: Sequence[Notice], now: int) -> None:
        """Write down what is to be told, each key once."""
        query = select(_ROW.key).where(_ROW.key.in_([one.key for one in notices]))
        with self._recorder.reading() as connection:
            known = set(connection.execute(query).scalars())
        if fresh := [one for one in notices if one.key not in known]:
            with self._recorder.writing() as connection:
                _put(connection, fresh, now, "")

    def later(self, due: Due, at: int, told: str) -> None:
        """Try the row again at that moment; ``told`` is what stood in the way."""
        self._change(due, next_at=at, told=told, payload=_json(due.payload))

    def fail(self, due: Due, told: str) -> None:
        """The row cannot be told, ever; it is kept, and shown, and the lane goes on."""
        self._change(due, state=FAILED, told=told, payload=_json(due.payload))

    def post(self, key: str) -> Post | None:
        """Where a message stands; None where it does not yet."""
        c = SLACK_POSTS.c
        query = select(c.key, c.channel, c.ts, c.digest).where(c.key == key)
        with self._recorder.reading() as connection:
            row = connection.execute(query).first()
        return Post(*row) if row else None

    def posts(self, *keys: str) -> dict[str, Post]:
        """Where these messages stand, by key; without those that do not yet."""
        c = SLACK_POSTS.c
        query = select(c.key, c.channel, c.ts, c.digest).where(c.key.in_(keys))
        with self._recorder.reading() as connection:
            return {row.key: Post(*row) for row in connection.execute(query)}

    def failing(self) -> set[str]:
        """The keys of the messages that Slack does not take: to tell them anew is no use."""
        query = select(_ROW.key).where(_ROW.state == FAILED)
        with self._recorder.reading() as connection:
            return {key.partition("#")[0] for key in connection.execute(query).scalars()}

    def entries(self, *states: str) -> list[Entry]:
        """The rows in these states, in their order."""
        columns = [_ROW[name] for name in Entry._fields]
        query = select(*columns).where(_ROW.state.in_(states)).order_by(_ROW.id)
        with self._recorder.reading() as connection:
            return [Entry(*row) for row in connection.execute(query)]

    def again(self, now: int) -> int:
        """Try all rows that failed once more; how many there are."""
        failed = update(OUTBOX).where(_ROW.state == FAILED)
        with self._recorder.writing() as connection:
            changed = connection.execute(failed.values(state=WAITING, next_at=now, attempts=0))
            return int(changed.rowcount)

    def _change(self, due: Due, **values: Any) -> None:
        """Change the row, as long as nobody else has claimed it since."""
        mine = (_ROW.id == due.id, _ROW.state == WAITING, _ROW.attempts == due.attempts)
        with self._recorder.writing() as connection:
            connection.execute(update(OUTBOX).where(*mine).values(**values))


def _due(row: Any, attempts: int) -> Due:
    return Due(row.id, row.key, row.kind, row.team, row.lane, row.member, json.loads(row.payload),
               attempts, row.made_at)  # fmt: skip


def _json(payload: dict[str, Any]) -> str:
    return json.dumps(payload, ensure_ascii=False)


def _heads(team: str, agreement: UUID) -> Any:
    """The first waiting row of each lane of an agreement in a workspace, and of its own work."""
    earlier = OUTBOX.alias("earlier").c
    before = exists().where(
        earlier.state == WAITING, earlier.team == _ROW.team, earlier.lane == _ROW.lane,
        earlier.id < _ROW.id,
    )  # fmt: skip
    ours = or_(
        and_(_ROW.team == team, _ROW.team != "", _ROW.lane.startswith(lane_of(agreement, ""))),
        and_(_ROW.team == "", _ROW.lane == str(agreement)),
    )
    return select(OUTBOX).where(_ROW.state == WAITING, ours, ~before)


def _done(connection: Connection, due: Due, told: str) -> None:
    connection.execute(update(OUTBOX).where(_ROW.id == due.id).values(state=SENT, told=told))


def _put(connection: Connection, notices: Sequence[Notice], now: int, suffix: str) -> None:
    query = select(_ROW.key).where(_ROW.key.in_([one.key for one in notices]))
    known = set(connection.execute(query).scalars())
    rows = [
        {"key": one.key + suffix if one.key in known else one.key, "kind": one.kind,
         "team": one.team, "lane": one.lane, "member": one.member,
         "payload": _json(one.payload), "made_at": now, "next_at": 0,
         "attempts": 0, "state": WAITING, "told": ""}
        for one in notices if one.key not in known or (one.again and suffix)
    ]  # fmt: skip
    if rows:
        connection.execute(insert(OUTBOX), rows)
