"""Who is asking, from the place in the payload that is the person's own.

A user id means something only together with the workspace that the person belongs to. In a channel
that two organisations share, the payload's ``team_id`` is the workspace where the app is
installed, and not the person's: then ``user_team`` of the event counts. The rule is the one of
Bolt's ``extract_actor_team_id``: in shared channels ``event.user_team``, else ``event.team``;
where that is the id of an Enterprise organisation (E...), the person's workspace cannot be told,
and nobody is taken for somebody. In a click, ``user.team_id`` is the person's. The ``team_id`` of
a slash command is the workspace where the person typed it; who is a guest there from elsewhere has
no link under that pair, and is a stranger.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import BoltRequest

from projections.links import Person

Payload = Mapping[str, Any]


def of_command(body: Payload) -> Person | None:
    """Who gave a slash command."""
    return _person(body.get("team_id"), body.get("user_id"))


def of_click(body: Payload) -> Person | None:
    """Who pressed a button."""
    user, team = body.get("user") or {}, body.get("team") or {}
    return _person(user.get("team_id") or team.get("id"), user.get("id"))


def of_event(body: Payload) -> Person | None:
    """Who wrote the message of an event."""
    event = body.get("event") or {}
    own = event.get("user_team") or event.get("team")
    shared = body.get("is_ext_shared_channel") is True
    return _person(own or (None if shared else body.get("team_id")), event.get("user"))


def is_bot(body: Payload) -> bool:
    """Whether a program wrote the message of an event."""
    event = body.get("event") or {}
    return bool(event.get("bot_id") or event.get("bot_profile")) or (
        event.get("subtype") == "bot_message"
    )


def installed(request: BoltRequest, body: Payload) -> str:
    """The workspace in which the app was asked: the one that its token is for, which need not be
    the person's."""
    bot = request.context.authorize_result
    team = body.get("team")
    typed = body.get("team_id") or (team.get("id") if isinstance(team, dict) else "")
    return str((bot.team_id if bot else None) or typed or "")[:32]


def _person(team: object, user: object) -> Person | None:
    if not (isinstance(team, str) and isinstance(user, str)):
        return None
    known = team.startswith("T") and user[:1] in ("U", "W") and max(len(team), len(user)) <= 32
    return Person(team, user) if known else None
