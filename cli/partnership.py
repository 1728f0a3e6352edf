"""What words mean to the commands of a partnership: forums, meetings, days, versions, members."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

import click

from cli import clock
from cli.errors import Told, told
from cli.files import read
from cli.session import Session
from domain import names
from domain.recording import Outcome
from domain.work import Command

if TYPE_CHECKING:
    from domain.agreements import Agreement
    from projections.partnership import DeliverableTold, MeetingTold, Partnership

LARGEST_FILE = 200 * 1024 * 1024

AS = click.option("--as", "acting_as", metavar="MEMBER", help="Who does it.")
KNOWN_AT = click.option("--known-at", metavar="DATE|TIMESTAMP|POSITION",
                        help="As it was known then. Default: all that is known.")  # fmt: skip
AS_OF = click.option("--as-of", metavar="DATE", help="As of which day. Default: today.")
EFFECTIVE = click.option("--effective", metavar="DATE", help="From which day. Default: today.")
REASON = click.option("--reason", required=True, help="Why; it stands in the history for ever.")
COMMAND_ID = click.option("--command-id", metavar="ID",
                          help="The same id again records nothing.")  # fmt: skip


def known(session: Session, known_at: str | None = None) -> Partnership:
    """All that was known of the partnership then."""
    from projections.partnership_questions import partnership

    with told():
        return partnership(session.recorder, session.agreement, session.position(known_at))


def today(session: Session, words: str | None) -> date:
    """The day that the words mean; today where there are none."""
    return session.day(words) or session.clock().today


def as_of(session: Session, words: str | None, known_at: str | None) -> tuple[date, Partnership]:
    """The day that the words mean, and what was known then, told by the agreement of that day;
    raises `Told`."""
    day = today(session, words)
    return day, known(session, known_at).on(day)


def organised(session: Session) -> None:
    """Where several agreements are loaded and none is named: the one with forums, or of several
    such the one that is in force today."""
    now = session.clock().today
    session.about(lambda one: bool(one.organised.forums))
    session.about(lambda one: bool(one.organised.forums) and one.start <= now <= one.end)


class Coded(Protocol):
    """What an agreement file lists by code and title."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...


def code_of(listed: Iterable[Coded], name: str) -> str:
    """The code of the one that a code or title leads to; where it is none, the words as typed,
    which the ledger refuses with those that it knows."""
    return next((one.code for one in listed if names.means(name, one.code, one.title)), name)


def forum(session: Session, name: str) -> str:
    """The code of the forum that a code or title leads to; see `code_of`."""

    def knows(agreement: Agreement) -> bool:
        return any(names.means(name, one.code, one.title)
                   or (one.per_project and name.startswith(f"{one.code}-"))
                   for one in agreement.organised.forums)  # fmt: skip

    session.about(knows)
    return code_of(session.agreement.organised.forums, name)


def known_of(
    session: Session, name: str | None, known_at: str | None
) -> tuple[Partnership, str | None]:
    """The partnership, and the code of the one forum that is asked for; raises `Told`."""
    code = forum(session, name) if name is not None else None
    told = known(session, known_at)
    there = [one for one, _, _ in told.forums(date.max)]
    if code is not None and code not in there:
        raise Told("refused.UnknownForum", forum=code, known=", ".join(there))
    return told, code


def meeting(session: Session, name: str) -> str:
    """The name of a meeting (``styregruppe-3``), where the forum may be written otherwise."""
    where, dash, number = name.rpartition("-")
    return f"{forum(session, where)}{dash}{number}" if dash else name


def decision(session: Session, name: str) -> str:
    """The name of a decision (``styregruppe-3/2``)."""
    where, slash, number = name.partition("/")
    return f"{meeting(session, where)}{slash}{number}"


def deliverable(session: Session, name: str) -> str:
    """The code of the deliverable that a code or title leads to; see `code_of`."""

    def knows(agreement: Agreement) -> bool:
        return any(names.means(name, one.code, one.title)
                   for one in agreement.organised.deliverables)  # fmt: skip

    session.about(knows)
    return code_of(session.agreement.organised.deliverables, name)


def deliverable_told(told: Partnership, code: str) -> DeliverableTold:
    """What is known of a deliverable; raises `Told`."""
    for one in told.deliverables:
        if one.code == code:
            return one
    listed = ", ".join(one.code for one in told.deliverables)
    raise Told("refused.UnknownDeliverable", deliverable=code, known=listed or "-")


def project(session: Session, name: str) -> str:
    """The code of the building project that a code or title leads to; empty where it is none. A
    forum may be set up for one that is not planned yet."""
    from projections.partnership_questions import partnership

    wanted, at = names.key(name), session.position(None)

    def found(agreement: Agreement) -> list[str]:
        if not agreement.organised.forums:
            return []
        told = partnership(session.recorder, agreement, at)
        codes = {one.code for one in told.projects} | {one.project for one in told.set_up}
        coded = [code for code in codes if names.key(code) == wanted]
        return coded or [one.code for one in told.projects if names.key(one.title) == wanted]

    session.about(lambda one: bool(found(one)))
    try:
        codes = found(session.agreement)
    except Told:  # several agreements are loaded; a goal says which
        return ""
    return codes[0] if len(codes) == 1 else ""


def meeting_told(told: Partnership, name: str) -> MeetingTold:
    """What is known of a meeting; raises `Told`."""
    for one in told.meetings:
        if one.name == name:
            return one
    raise Told("refused.UnknownMeeting", meeting=name)


def unit(session: Session, words: str) -> str:
    """The code of the unit or party that a code or name leads to; where it is none, the words."""
    wanted = names.key(words)
    named = [(one.code, one.name) for one in session.agreement.parties]
    named += [(one.code, one.name) for one in session.agreement.units]
    for code, name in named:
        if wanted and wanted in (names.key(code), names.key(name)):
            return code
    return words


def people(session: Session, members: Iterable[str]) -> tuple[UUID, ...]:
    """The members that names or ids lead to."""
    return tuple(session.member(one).id for one in members)


class Names:
    """Members by name, for what is told."""

    def __init__(self, session: Session) -> None:
        self._erased = session.say("member.erased")
        self._names = {one.id: one.name for one in session.directory.members()}

    def of(self, member: UUID) -> str:
        """The member's name, or that it was erased."""
        return self._names.get(member) or f"{self._erased} {str(member)[:8]}"


def version(file: Path | None, link: str | None) -> tuple[str, str]:
    """What a version is called and the SHA-256 of its bytes, or of the link's letters.

    A link is only known by its address: what stands behind it is not read.
    """
    if (file is None) == (link is None):
        raise Told("error.file-or-link")
    if file is not None:
        return file.name, hashlib.sha256(read(file, LARGEST_FILE)).hexdigest()
    words = (link or "").strip()
    if not words.startswith(("https://", "http://")):
        raise Told("error.link", words=words)
    return words, hashlib.sha256(words.encode()).hexdigest()


def time_of(day: date, words: str) -> str:
    """A time of the clock in Copenhagen on a day; raises `Told` where the clock skips it."""
    words = clock.hour(words)
    try:
        at = datetime.fromisoformat(f"{day.isoformat()}T{words}")
    except ValueError:
        return words  # which the ledger refuses
    local = at.replace(tzinfo=clock.COPENHAGEN)
    if clock.in_copenhagen(clock.microseconds(local)).replace(tzinfo=None) != at:
        raise Told("error.no-such-time", time=words, day=day)
    return words


def clock_words(session: Session, time: str) -> str:
    """A time as the language writes it: ``09.30`` in Danish."""
    return time.replace(":", ".") if session.lang == "da" else time


def do(
    session: Session, command: Command, acting_as: str | None, command_id: str | None = None
) -> Outcome:
    """Give a command to the ledger as a member."""
    member = session.member(acting_as)
    return session.handle(command, session.provenance(member.id, "", command_id))


def done(session: Session, key: str, outcome: Outcome, **values: object) -> None:
    """Tell what was recorded, and where."""
    session.echo(key, **values)
    if outcome.positions:
        session.echo("partnership.recorded", position=outcome.positions[-1],
                     recorded=clock.in_copenhagen(outcome.recorded_at))  # fmt: skip
