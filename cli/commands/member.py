"""`tovholder member`: who may act, for which unit, in which role."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, cast
from uuid import uuid4

import click

from cli import terminal
from cli.errors import Told
from cli.session import Session
from domain import names
from domain.events import Role
from domain.members import AddMember, ReleaseMember

if TYPE_CHECKING:
    from projections.directory import Listed

LONGEST_NAME = 200
LONGEST_REASON = 1_000

_AS = click.option("--as", "acting_as", metavar="MEMBER", help="Who does it.")


@click.group()
def member() -> None:
    """List, add, link and erase members.

    The events hold random ids only; the names stand in a directory of their own and can be erased.
    """


@member.command("list")
@click.pass_obj
def list_(session: Session) -> None:
    """List the members."""
    for one in session.directory.members():
        name = one.name or session.say("member.erased")
        released = f"  [{session.say('member.released')}]" if one.released else ""
        role = session.say(f"role.{one.role}")
        terminal.echo(f"{name:<28} {one.unit:<14} {role:<12} {one.id}{released}")


@member.command()
@click.argument("name")
@click.option("--unit", required=True, help='The unit or party: TMF, KK, "BL\'s 1. kreds".')
@click.option("--role", type=click.Choice(["tovholder", "secretariat", "auditor"]),
              default="tovholder", show_default=True, help="What the member may do.")  # fmt: skip
@_AS
@click.pass_obj
def add(session: Session, name: str, unit: str, role: str, acting_as: str | None) -> None:
    """Let somebody act in the ledger under NAME."""
    name = session.line(name, "name", LONGEST_NAME)
    known = [one for one in session.directory.members() if one.name and not one.released]
    if any(names.key(one.name or "") == names.key(name) for one in known):
        raise Told("error.member-name", name=name)
    session.about(lambda one: names.key(unit) in {names.key(code) for code in one.codes()})
    codes = {names.key(code): code for code in session.agreement.codes()}
    member_id = uuid4()
    command = AddMember(member_id, codes.get(names.key(unit), unit), cast(Role, role), name)
    session.handle(command, session.provenance(session.member(acting_as).id))
    session.echo("member.added", name=name, unit=command.unit, id=member_id)


@member.command()
@click.argument("name")
@click.option("--reason", default="", help="Why the member no longer acts.")
@_AS
@click.pass_obj
def erase(session: Session, name: str, reason: str, acting_as: str | None) -> None:
    """Erase a member's name for good, and end the member's right to act.

    What the member recorded stays, under the random id.
    """
    one = session.member(name)
    actor = session.member(acting_as)
    if actor.id == one.id:
        raise Told("error.erase-oneself", name=name)
    if reason:
        reason = session.line(reason, "reason", LONGEST_REASON)
    first = session.questions.agreements()[0][0]  # any will do: members are the ledger's
    session.about(lambda agreement: agreement.id == first)
    command = ReleaseMember(one.id, reason)
    session.handle(command, session.provenance(actor.id))
    session.links.erase(one.id)
    session.directory.erase(one.id)  # last: until then the same command finds the member again
    session.echo("member.erased-now", id=one.id)


@member.command()
@click.argument("member")
@click.argument("team")
@click.argument("user")
@_AS
@click.pass_obj
def link(session: Session, member: str, team: str, user: str, acting_as: str | None) -> None:
    """Say that USER of the workspace TEAM in Slack is MEMBER.

    TEAM is the id of the workspace that the person belongs to (T...), USER the person's id in it
    (U... or W...). Only the secretariat can do this; a later link takes the place of this one.
    """
    from projections.links import Person

    one = _linkable(session, member, acting_as)
    for words, pattern in ((team, "T[A-Z0-9]{1,30}"), (user, "[UW][A-Z0-9]{1,30}")):
        if not re.fullmatch(pattern, words):
            raise Told("error.slack-id", words=words)
    session.links.link(Person(team, user), one.id, session.clock().now)
    session.echo("member.linked", name=one.name or one.id, team=team, user=user)


@member.command()
@click.argument("member")
@_AS
@click.pass_obj
def code(session: Session, member: str, acting_as: str | None) -> None:
    """Make a one-time code that lets a person in Slack say that they are MEMBER.

    The person writes it to the bot within 24 hours. The code is shown once and stored hashed; a
    new one takes its place. Only the secretariat can do this.
    """
    from projections.links import CODE_HOURS, CODE_LENGTH, CODE_LETTERS

    one = _linkable(session, member, acting_as)
    made = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    until = session.clock().now + CODE_HOURS * 3_600 * 1_000_000
    session.links.offer(made, one.id, until)
    session.echo("member.code", name=one.name or one.id, code=made, hours=CODE_HOURS)


def _linkable(session: Session, name: str, acting_as: str | None) -> Listed:
    """The member, where the one who asks may link it; raises `Told`."""
    if session.member(acting_as).role != "secretariat":
        raise Told("refused.SecretariatOnly")
    one = session.member(name)
    if one.released:
        raise Told("refused.MemberIsReleased", member=one.id)
    return one
