"""The note that something changed which Slack must be told: written in the recording transaction.

One row of the outbox per agreement that has an open round, and none where a row that nobody has
begun on is waiting already. What is told, and to whom, is found out when the row is worked on: an
append pays for one statement, and a ledger without open rounds for a look at a small table.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Connection,
    Text,
    bindparam,
    cast,
    exists,
    func,
    insert,
    literal,
    select,
)

from projections.driver import Prepared
from projections.schema import LIVE, OUTBOX

_OPENED, _CLOSED = LIVE.rounds.alias("opened").c, LIVE.rounds.alias("closed").c
_OUT, _WAITING = OUTBOX.c, OUTBOX.alias("waiting").c
_now = bindparam("now", type_=BigInteger)
_next = cast(select(func.coalesce(func.max(_OUT.id), 0) + 1).scalar_subquery(), Text)

_IN_ROUND = (
    select(_OPENED.agreement)
    .where(_OPENED.step == "opened")
    .where(
        ~exists().where(
            _CLOSED.round == _OPENED.round, _CLOSED.step == "closed",
            _CLOSED.position > _OPENED.position,
            _CLOSED.position < bindparam("first", type_=BigInteger),
        )
    )
    .distinct()
    .subquery("asked")
)  # fmt: skip
_ANNOUNCE = Prepared(
    insert(OUTBOX).from_select(
        ["key", "kind", "team", "lane", "member", "payload", "made_at", "next_at", "attempts",
         "state", "told"],
        select(
            literal("rounds:") + _IN_ROUND.c.agreement + literal(":") + _next, literal("rounds"),
            literal(""), _IN_ROUND.c.agreement, literal(""), literal("{}"), _now, literal(0),
            literal(0), literal("waiting"), literal(""),
        ).where(
            ~exists().where(
                _WAITING.state == "waiting", _WAITING.team == "",
                _WAITING.lane == _IN_ROUND.c.agreement, _WAITING.kind == "rounds",
                _WAITING.attempts == 0,
            )
        ),
    )
)  # fmt: skip


def announce(connection: Connection, first: int, now: int) -> None:
    """Note that rounds may look otherwise from now (µs UTC), in the caller's transaction.

    ``first`` is the first position that the transaction records: a round that it closes itself is
    told of too.
    """
    _ANNOUNCE.run(connection, first=first, now=now)
