"""Which member a person in Slack is: linked by an explicit step, never guessed, erasable.

A person in Slack is a pair (team id, user id): a user id alone is only unique within its workspace.
A link is made by the secretariat, or by the member with a one-time code from the secretariat. Codes
are stored hashed, count once, and only until their last moment.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from domain import names
from projections.announcing import announce
from projections.recorder import LedgerRecorder
from projections.schema import OUTBOX
from projections.slack_schema import SLACK_ASKED, SLACK_CODES, SLACK_LINKS, SLACK_POSTS
from projections.snapshots import LAST

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""What codes are made of: nothing that is read as something else."""
CODE_LENGTH = 8
CODE_HOURS = 24


class Person(NamedTuple):
    """Somebody in Slack: the id of the workspace that the person belongs to, and the user id."""

    team: str
    user: str


class Links:
    """The links of a store."""

    def __init__(self, recorder: LedgerRecorder) -> None:
        self._recorder = recorder

    def member(self, person: Person) -> UUID | None:
        """The member that the person is linked to; None where there is no link."""
        query = select(SLACK_LINKS.c.member).where(
            SLACK_LINKS.c.team == person.team, SLACK_LINKS.c.person == person.user
        )
        with self._recorder.reading() as connection:
            found = connection.execute(query).scalar()
        return UUID(found) if found else None

    def people(self, member: UUID) -> list[Person]:
        """The persons that are linked to the member: one in each workspace, as a rule."""
        c = SLACK_LINKS.c
        query = select(c.team, c.person).where(c.member == str(member)).order_by(c.team, c.person)
        with self._recorder.reading() as connection:
            return [Person(row[0], row[1]) for row in connection.execute(query)]

    def linked(self) -> dict[UUID, list[Person]]:
        """The persons of every member who has a link."""
        c = SLACK_LINKS.c
        query = select(c.member, c.team, c.person).order_by(c.team, c.person)
        found: dict[UUID, list[Person]] = {}
        with self._recorder.reading() as connection:
            for member, team, user in connection.execute(query):
                found.setdefault(UUID(member), []).append(Person(team, user))
        return found

    def link(self, person: Person, member: UUID, now: int) -> None:
        """Link a person to a member, in the place of an earlier link. ``now`` in µs UTC."""
        with self._recorder.writing() as connection:
            _link(connection, person, member, now)

    def offer(self, code: str, member: UUID, until: int) -> None:
        """Let a code link whoever types it to the member; an earlier code no longer counts."""
        with self._recorder.writing() as connection:
            connection.execute(delete(SLACK_CODES).where(SLACK_CODES.c.member == str(member)))
            row = {"digest": _digest(code), "member": str(member), "until": until}
            connection.execute(insert(SLACK_CODES).values(row))

    def redeem(self, code: str, person: Person, now: int) -> UUID | None:
        """Link the person to the member that the code was made for; None where it does not count.

        A crash before the commit leaves the code as it was; after it, the person is linked.
        """
        digest = _digest(code)
        with self._recorder.writing() as connection:
            connection.execute(delete(SLACK_CODES).where(SLACK_CODES.c.until < now))
            query = select(SLACK_CODES.c.member).where(SLACK_CODES.c.digest == digest)
            found = connection.execute(query).scalar()
            if found is None:
                return None
            connection.execute(delete(SLACK_CODES).where(SLACK_CODES.c.digest == digest))
            _link(connection, person, UUID(found), now)
        return UUID(found)

    def erase(self, member: UUID) -> None:
        """Erase all that is known about the member in Slack."""
        with self._recorder.writing() as connection:
            for table in (SLACK_LINKS, SLACK_CODES, SLACK_ASKED, OUTBOX, SLACK_POSTS):
                connection.execute(delete(table).where(table.c.member == str(member)))


def _link(connection: Connection, person: Person, member: UUID, now: int) -> None:
    c = SLACK_LINKS.c
    connection.execute(delete(SLACK_LINKS).where(c.team == person.team, c.person == person.user))
    row = {"team": person.team, "person": person.user, "member": str(member), "linked_at": now}
    connection.execute(insert(SLACK_LINKS).values(row))
    announce(connection, LAST, now)  # in a round, the person is asked from now


def _digest(code: str) -> bytes:
    """Slow on purpose: whoever reads the database cannot try all codes within their day."""
    said = names.key(code).upper().encode()
    return hashlib.scrypt(said, salt=b"tovholder one-time code", n=2**14, r=8, p=1, dklen=32)
