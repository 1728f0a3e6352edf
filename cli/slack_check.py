"""What Slack says about the bot's installation: its token, scopes, Socket Mode and channels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.manifest import SCOPES


class Finding(NamedTuple):
    """A line of the check: a key of the catalogue and its values; ``right`` says that it is well,
    and is None where it could not be seen."""

    right: bool | None
    key: str
    values: dict[str, Any]


class SlackAway(Exception):
    """Slack could not be reached."""


def asked(client: WebClient, app_token: str, channels: Sequence[str]) -> Iterator[Finding]:
    """Ask Slack, one thing after another; raises `SlackAway`.

    Scopes are read off the header ``x-oauth-scopes`` that Slack sends with every answer
    (https://docs.slack.dev/authentication/tokens).
    """
    try:
        answer: Any = client.auth_test()
    except SlackApiError as error:
        yield Finding(False, "bot.token-refused", {"told": _why(error)})
        return
    except OSError as error:
        raise SlackAway(str(getattr(error, "reason", error))) from None
    told = {"team": answer.get("team") or "", "id": answer.get("team_id") or ""}
    yield Finding(True, "bot.token-taken", told)
    yield _scopes(answer.headers)
    if app_token:
        yield _socket_mode(client, app_token)
    for channel in channels:
        yield _channel(client, channel)


def _scopes(headers: Any) -> Finding:
    found = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), "")
    has = {scope.strip() for scope in str(found).split(",")} - {""}
    missing = [scope for scope in SCOPES if scope not in has]
    if not has:
        return Finding(None, "bot.scopes-unseen", {})
    if missing:
        return Finding(False, "bot.scopes-missing", {"scopes": ", ".join(missing)})
    return Finding(True, "bot.scopes-right", {})


def _socket_mode(client: WebClient, app_token: str) -> Finding:
    try:
        client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        return Finding(False, "bot.app-token-refused", {"told": _why(error)})
    except OSError as error:
        raise SlackAway(str(getattr(error, "reason", error))) from None
    return Finding(True, "bot.app-token-taken", {})


def shared(client: WebClient, channel: str) -> bool:
    """Whether Slack says that another workspace shares the channel; it does not say so to an app
    that has no scope for it."""
    try:
        info: Any = client.conversations_info(channel=channel)["channel"]
    except (SlackApiError, OSError):
        return False
    return bool(info.get("is_ext_shared") or info.get("is_shared"))


def _channel(client: WebClient, channel: str) -> Finding:
    try:
        info: Any = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        unseen = _why(error) == "missing_scope"
        key = "bot.channel-unseen" if unseen else "bot.channel-unknown"
        return Finding(None if unseen else False, key, {"channel": channel, "told": _why(error)})
    except OSError as error:
        raise SlackAway(str(getattr(error, "reason", error))) from None
    if info.get("is_ext_shared") or info.get("is_shared"):
        return Finding(False, "bot.channel-shared", {"channel": channel})
    member = bool(info.get("is_member"))
    key = "bot.channel-right" if member else "bot.channel-outside"
    return Finding(member, key, {"channel": channel})


def _why(error: SlackApiError) -> str:
    response: Any = error.response
    return str(response.get("error") or response.get("status_code") or "?")
