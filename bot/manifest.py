"""The manifest by which a workspace installs the app: least scopes, no reserved command. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

SCOPES = ("app_mentions:read", "chat:write", "commands", "files:write", "im:history")
"""What the bot may do: hear its mentions and direct messages, take commands, answer, and send
Bilag 1 as a file."""

EVENTS = ("app_home_opened", "app_mention", "message.im")

SHORTCUTS = {
    "use-as-status": ("message", "Brug som status", "Meld en status ud fra denne besked"),
    "report-status": ("global", "Rapportér status", "Meld status på et af dine mål"),
}
"""The shortcuts: type, name and description by callback id. Slack takes names of 24 letters."""

RESERVED = frozenset({
    "/active", "/apps", "/archive", "/away", "/call", "/canvas", "/close", "/collapse", "/dm",
    "/dnd", "/expand", "/feed", "/feedback", "/giphy", "/huddle", "/invite", "/invite_people",
    "/join", "/keys", "/kick", "/leave", "/me", "/msg", "/mute", "/open", "/part", "/prefs",
    "/pro", "/purpose", "/remind", "/remove", "/rename", "/search", "/shortcuts", "/shrug", "/star",
    "/status", "/todo", "/topic", "/who",
})  # fmt: skip
"""Slack's own commands, those of https://slack.com/help/articles/201259356 and those that are not
told there. An app that registers one of them never hears it: Slack does."""

LONGEST_COMMAND = 32
_COMMAND = re.compile("/[a-z0-9][a-z0-9_-]*")


class NotACommand(ValueError):
    """The name cannot be a slash command; ``reserved`` says that Slack has it itself."""

    def __init__(self, name: str, reserved: bool) -> None:
        super().__init__(name)
        self.name, self.reserved = name, reserved


def commands(names: Sequence[str]) -> tuple[str, ...]:
    """The names of slash commands, each once; raises `NotACommand`."""
    for name in names:
        if name in RESERVED:
            raise NotACommand(name, True)
        if len(name) > LONGEST_COMMAND or not _COMMAND.fullmatch(name):
            raise NotACommand(name, False)
    return tuple(dict.fromkeys(names))


def manifest(names: Sequence[str], url: str | None = None) -> dict[str, Any]:
    """The manifest: over HTTP at ``url``, or in Socket Mode where there is none."""
    address = {"url": url} if url else {}
    request = {"request_url": url} if url else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "Tovholder",
            "description": "Meld status på aftalens mål, og spørg, hvordan de står.",
            "background_color": "#1d3557",
        },
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True,
                         "messages_tab_read_only_enabled": False},
            "bot_user": {"display_name": "Tovholder", "always_online": False},
            "shortcuts": [
                {"name": name, "type": kind, "callback_id": id_, "description": description}
                for id_, (kind, name, description) in SHORTCUTS.items()
            ],
            "slash_commands": [
                {"command": name, **address, "description": "Meld status, eller spørg",
                 "usage_hint": "E-mærker i proces | E-mærker | overblik | hjælp",
                 "should_escape": True}
                for name in commands(names)
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**request, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **request},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }  # fmt: skip


def as_yaml(value: Any) -> str:
    """A manifest as YAML: plain maps and lists, every text in double quotes."""
    return "\n".join(_lines(value, "")) + "\n"


def _lines(value: Any, indent: str) -> Iterator[str]:
    pairs = value.items() if isinstance(value, dict) else ((None, one) for one in value)
    for name, one in pairs:
        head = f"{indent}-" if name is None else f"{indent}{name}:"
        if isinstance(one, dict | list):
            yield head
            yield from _lines(one, indent + "  ")
        else:
            yield f"{head} {_scalar(one)}"


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
