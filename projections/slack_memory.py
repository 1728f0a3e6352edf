"""What the Slack edge must remember between two requests, for every process on the same store.

*Asked*: what a member wrote, and is asked about with buttons; a button carries only its id, so that
nothing that came from a button is taken for what the member said. *Seen*: the requests of the last
minutes, so that a request that comes again (a retry, a replay) does no work.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from projections.recorder import LedgerRecorder
from projections.slack_schema import SLACK_ASKED, SLACK_SEEN

SECOND = 1_000_000
REMEMBERED = 600 * SECOND
"""How long a request is remembered: a signature counts for five minutes, and so does the last
retry of an event come after five."""
LEASE = 30 * SECOND
"""How long somebody may be at work on a request before it is taken for dead."""
ASKED_FOR = 24 * 3_600 * SECOND


class Asked(NamedTuple):
    """What a member wrote and was asked about, with the id of that command."""

    id: str
    member: UUID
    command_id: str
    said: str


class SlackMemory:
    """The memory of the Slack edge in one store. Moments are in µs since 1970 UTC."""

    def __init__(self, recorder: LedgerRecorder) -> None:
        self._recorder = recorder

    def ask(self, member: UUID, command_id: str, said: str, now: int) -> Asked:
        """Remember what the member is asked about; the same command again is the same question."""
        asked = Asked(_key(command_id)[:32], member, command_id, said)
        row = {"id": asked.id, "member": str(member), "command_id": command_id, "said": said,
               "asked_at": now}  # fmt: skip
        c = SLACK_ASKED.c
        with self._recorder.writing() as connection:
            old = (c.asked_at < now - ASKED_FOR) | (c.id == asked.id)
            connection.execute(delete(SLACK_ASKED).where(old))
            connection.execute(insert(SLACK_ASKED).values(row))
        return asked

    def asked(self, id_: str, now: int) -> Asked | None:
        """What was asked about under that id; None where it is not known, or a day old."""
        c = SLACK_ASKED.c
        query = select(c.id, c.member, c.command_id, c.said)
        query = query.where(c.id == id_, c.asked_at >= now - ASKED_FOR)
        with self._recorder.reading() as connection:
            row = connection.execute(query).first()
        return Asked(row[0], UUID(row[1]), row[2], row[3]) if row else None

    def begin(self, keys: list[str], now: int) -> bool:
        """Whether to work on the request with these keys: whether none of them came lately.

        What was begun and not done counts again after `LEASE`: its process may have died.
        """
        c = SLACK_SEEN.c
        hashed = [_key(key) for key in keys]
        with self._recorder.writing() as connection:
            connection.execute(delete(SLACK_SEEN).where(c.seen_at < now - REMEMBERED))
            query = select(c.done, c.seen_at).where(c.key.in_(hashed))
            for done, seen_at in connection.execute(query).all():
                if done or seen_at > now - LEASE:
                    return False
            connection.execute(delete(SLACK_SEEN).where(c.key.in_(hashed)))
            rows = [{"key": key, "seen_at": now, "done": 0} for key in hashed]
            if rows:
                connection.execute(insert(SLACK_SEEN), rows)
        return True

    def done(self, keys: list[str]) -> None:
        """The work on the request is done, and told."""
        c = SLACK_SEEN.c
        hashed = [_key(key) for key in keys]
        with self._recorder.writing() as connection:
            connection.execute(update(SLACK_SEEN).where(c.key.in_(hashed)).values(done=1))


def _key(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
