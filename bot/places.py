"""Where in Slack an answer goes, and how an answer that is owed for a record names that place."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from domain.commands import ConfirmUnchanged
from domain.rounds import MoveRound
from domain.work import Command
from projections.announcing import Reply
from projections.outbox import lane_of


@dataclass(frozen=True, slots=True)
class Place:
    """The place of one request: ``team`` is the workspace whose app was asked, ``user`` the person
    there, ``thread`` the message in whose thread it is.

    ``url`` is the request's response address: whoever has it may answer there, for half an hour and
    five times. ``public``: all in the channel may see what was recorded. ``request`` names the
    request, as no other is named.
    """

    team: str
    user: str
    channel: str = ""
    thread: str = ""
    url: str = field(default="", repr=False)
    public: bool = False
    request: str = field(default_factory=lambda: secrets.token_hex(8))

    @classmethod
    def of(cls, told: dict[str, Any]) -> Place:
        """The place that a row of the outbox names."""
        return cls(**told, request="")

    @property
    def direct(self) -> bool:
        """Whether it is the person's own conversation with the bot."""
        return self.channel.startswith("D")


def reply(place: Place, agreement: UUID, member: UUID, command_id: str, about: str) -> Reply:
    """The answer that is owed for what a command records, or for that it had nothing new about
    ``about``: one for each command."""
    told = asdict(place)
    del told["request"]
    key = f"reply:{hashlib.sha256(command_id.encode('utf-8', 'replace')).hexdigest()[:40]}"
    lane = reply_lane(place, agreement)
    return Reply(key, place.team, lane, str(member), place.request, told, about)


def subject(command: Command) -> str:
    """What a command is about that may have nothing new to record: a goal, or a round's quarter."""
    match command:
        case MoveRound(quarter):
            return f"round:{quarter}"
        case ConfirmUnchanged(goal):
            return about_goal(goal)
        case _:
            return ""


def about_goal(goal: UUID) -> str:
    """How an answer that is owed says which goal it is about."""
    return f"goal:{goal}"


def reply_lane(place: Place, agreement: UUID) -> str:
    """Where answers keep their order: a channel hears in order what is public there, and a person
    what is for that person."""
    to = place.channel if place.public else f"answers:{place.user}"
    return lane_of(agreement, to[:50])
