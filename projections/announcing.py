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
    ColumnElement,
    Connection,
    Executable,
    Insert,
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

_now = bindparam("now", type_=BigInteger)
_COLUMNS = ("key", "kind", "team", "lane", "member", "payload", "made_at", "next_at", "attempts",
            "state", "told")  # fmt: skip


def for_rounds(first: ColumnElement[int], now: ColumnElement[int]) -> Insert:
    """The statement of `announce`."""
    opened, closed = LIVE.rounds.alias("opened").c, LIVE.rounds.alias("closed").c
    waiting = OUTBOX.alias("waiting").c
    number = cast(select(func.coalesce(func.max(OUTBOX.c.id), 0) + 1).scalar_subquery(), Text)
    asked = (
        select(opened.agreement)
        .where(opened.step == "opened")
        .where(
            ~exists().where(
                closed.round == opened.round, closed.step == "closed",
                closed.position > opened.position,
                closed.position < first,
            )
        )
        .distinct()
        .subquery("asked")
    )  # fmt: skip
    return insert(OUTBOX).from_select(
        _COLUMNS,
        select(
            literal("rounds:") + asked.c.agreement + literal(":") + number, literal("rounds"),
            literal(""), asked.c.agreement, literal(""), literal("{}"), now, literal(0),
            literal(0), literal("waiting"), literal(""),
        ).where(
            ~exists().where(
                waiting.state == "waiting", waiting.team == "",
                waiting.lane == asked.c.agreement, waiting.kind == "rounds",
                waiting.attempts == 0,
            )
        ),
    )  # fmt: skip


_ANNOUNCE = Prepared(lambda: for_rounds(bindparam("first", type_=BigInteger), _now))


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


def _for_a_reply() -> Executable:
    lane, known = OUTBOX.alias("lane").c, OUTBOX.alias("known").c
    given = {name: bindparam(name, type_=Text) for name in ("key", "team", "lane", "member")}
    busy = exists().where(
        lane.state == "waiting", lane.team == given["team"], lane.lane == given["lane"]
    )
    return insert(OUTBOX).from_select(
        _COLUMNS,
        select(
            given["key"], literal(REPLY), given["team"], given["lane"], given["member"],
            case((busy, bindparam("left", type_=Text)), else_=bindparam("held", type_=Text)), _now,
            case((busy, literal(0)), else_=bindparam("until", type_=BigInteger)),
            case((busy, literal(0)), else_=literal(1)).cast(Integer), literal("waiting"),
            literal(""),
        ).where(~exists().where(known.key == given["key"])),
    )  # fmt: skip


_NOTE = Prepared(_for_a_reply)


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
