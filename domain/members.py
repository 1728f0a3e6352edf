"""Members: who may act in the ledger, for which organisational unit, in which role.

A member is a random id. The name belongs to an erasable directory outside the events.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from msgspec import Struct

from domain.agreements import Agreement
from domain.events import MemberAdded, MemberEvent, MemberReleased, Role
from domain.refusals import (
    MemberAlreadyAdded,
    MemberIsReleased,
    SecretariatOnly,
    UnknownMember,
    UnknownUnit,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A member as the events tell it."""

    id: UUID
    unit: str
    role: Role
    released: bool = False

    @property
    def is_secretariat(self) -> bool:
        """Whether the member may report for all, and change what a goal is."""
        return self.role == "secretariat"


def evolve(member_id: UUID, state: Member | None, event: MemberEvent) -> Member:
    """The member after one more event."""
    match event:
        case MemberAdded(unit, role):
            return Member(member_id, unit, role)
        case MemberReleased():
            if state is None:
                raise UnknownMember(str(member_id))
            return replace(state, released=True)


def acting(member_id: UUID, member: Member | None) -> Member:
    """The member, if it may act; raises `UnknownMember` or `MemberIsReleased`."""
    if member is None:
        raise UnknownMember(str(member_id))
    if member.released:
        raise MemberIsReleased(str(member_id))
    return member


class AddMember(Struct, frozen=True):
    """Let somebody act in the ledger. ``name`` goes into the directory, not into the event."""

    member: UUID
    unit: str
    role: Role
    name: str = ""


class ReleaseMember(Struct, frozen=True):
    """End a member's right to act."""

    member: UUID
    reason: str


MemberCommand = AddMember | ReleaseMember


def decide(
    agreement: Agreement, member: Member | None, actor: Member, command: MemberCommand
) -> tuple[MemberEvent, ...]:
    """What adding or releasing a member makes true; raises a `Refusal`."""
    if not actor.is_secretariat:
        raise SecretariatOnly(type(command).__name__)
    match command:
        case AddMember(_, unit, role, _):
            if member is not None:
                raise MemberAlreadyAdded
            check_unit(agreement, unit, role)
            return (MemberAdded(unit, role),)
        case ReleaseMember(member_id, reason):
            if member is None:
                raise UnknownMember(str(member_id))
            return () if member.released else (MemberReleased(reason),)


def check_unit(agreement: Agreement, unit: str, role: Role) -> None:
    """A tovholder sits in a party or unit of the agreement; raises `UnknownUnit`."""
    known = agreement.codes()
    if role == "tovholder" and unit not in known:
        raise UnknownUnit(unit, known)
