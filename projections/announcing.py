"""The notes of what Slack must be told: written in the recording transaction.

*Rounds*: one row of the outbox per agreement that has an open round, and none where a row that
nobody has begun on is waiting already. What is told, and to whom, is found out when the row is
worked on: an append pays for one statement, and a ledger without open rounds for a look at a small
table.

*Replies*: whoever asked for what is recorded is owed an answer, also where there was nothing new to
record. The row holds the positions, or what the command was about, and the place in Slack, and the
words are made when it is told. The request that recorded it tells it, as a
rule, and holds the row meanwhile; where its process dies, the row is anybody's after `HELD`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    Text,
    bindparam,
    case,
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


REPLY = "reply"
"""The outbox's name for an answer to what was recorded."""

HELD = 30 * 1_000_000
"""How long (µs) the request that recorded something has for telling its answer itself."""


class Reply(NamedTuple):
    """Who is owed an answer: told in the order of the lane, under a key that its command has.

    ``holder`` names the request that asks, as no other is named; ``place`` is where the answer
    goes. ``about`` is what the command was about, for where nothing is recorded to tell of.
    """

    key: str
    team: str
    lane: str
    member: str
    holder: str
    place: dict[str, Any]
    about: str = ""


_LANE = OUTBOX.alias("lane").c
_KNOWN = OUTBOX.alias("known").c
_given = {name: bindparam(name, type_=Text) for name in ("key", "team", "lane", "member")}
_busy = exists().where(
    _LANE.state == "waiting", _LANE.team == _given["team"], _LANE.lane == _given["lane"]
)
_NOTE = Prepared(
    insert(OUTBOX).from_select(
        ["key", "kind", "team", "lane", "member", "payload", "made_at", "next_at", "attempts",
         "state", "told"],
        select(
            _given["key"], literal(REPLY), _given["team"], _given["lane"], _given["member"],
            case((_busy, bindparam("left", type_=Text)), else_=bindparam("held", type_=Text)), _now,
            case((_busy, literal(0)), else_=bindparam("until", type_=BigInteger)),
            case((_busy, literal(0)), else_=literal(1)).cast(Integer), literal("waiting"),
            literal(""),
        ).where(~exists().where(_KNOWN.key == _given["key"])),
    )
)  # fmt: skip


def note(connection: Connection, reply: Reply, positions: Sequence[int], now: int) -> None:
    """Note, in the caller's transaction, that somebody is owed an answer about these positions, or
    that there was nothing new.

    The row is held by the request that asks, unless an earlier answer of its lane is still waiting.
    """
    payload = {"positions": list(positions), "about": reply.about, "place": reply.place,
               "holder": reply.holder}  # fmt: skip
    held, left = (json.dumps({**payload, "held": one}, ensure_ascii=False) for one in (True, False))
    _NOTE.run(
        connection, key=reply.key, team=reply.team, lane=reply.lane, member=reply.member, now=now,
        until=now + HELD, held=held, left=left,
    )  # fmt: skip
