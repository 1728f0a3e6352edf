"""`tovholder member`: who may act, for which unit, in which role."""

from __future__ import annotations

from typing import cast
from uuid import uuid4

import click

from cli.errors import Told
from cli.session import Session
from domain import names
from domain.events import Role
from domain.members import AddMember, ReleaseMember

_AS = click.option("--as", "acting_as", metavar="MEMBER", help="Who does it.")


@click.group()
def member() -> None:
    """List, add and erase members.

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
        click.echo(f"{name:<28} {one.unit:<14} {role:<12} {one.id}{released}")


@member.command()
@click.argument("name")
@click.option("--unit", required=True, help='The unit or party: TMF, KK, "BL\'s 1. kreds".')
@click.option("--role", type=click.Choice(["tovholder", "secretariat", "auditor"]),
              default="tovholder", show_default=True)  # fmt: skip
@_AS
@click.pass_obj
def add(session: Session, name: str, unit: str, role: str, acting_as: str | None) -> None:
    """Let somebody act in the ledger."""
    known = [one for one in session.directory.members() if one.name and not one.released]
    if not names.key(name) or any(names.key(one.name or "") == names.key(name) for one in known):
        raise Told("error.member-name", name=name)
    codes = {names.key(code): code for code in session.agreement.codes()}
    member_id = uuid4()
    command = AddMember(member_id, codes.get(names.key(unit), unit), cast(Role, role))
    session.handle(command, session.provenance(session.member(acting_as).id))
    session.directory.name(member_id, name)
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
    command = ReleaseMember(one.id, reason)
    session.handle(command, session.provenance(actor.id))
    session.directory.erase(one.id)
    session.echo("member.erased-now", id=one.id)
