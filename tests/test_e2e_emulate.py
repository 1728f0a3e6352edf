"""The manifest's scopes are enough, and none is too many: a server that asks for each of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Desk, desk_with
from slack_servers import (
    PERSON_TOKEN,
    bot,
    call,
    emulate,
    free_port,
    missing,
    shown,
    signed,
    until,
)

from bot.manifest import SCOPES

WHY_NOT = missing("emulate")
pytestmark = [pytest.mark.e2e, pytest.mark.skipif(WHY_NOT is not None, reason=str(WHY_NOT))]


class Workspace:
    """A workspace at *emulate*, with the bot, and what a person sees in its channel."""

    def __init__(self, url: str, events: str, team: str, user: str, channel: str) -> None:
        self.url, self.events, self.team = url, events, team
        self.user, self.channel = user, channel

    def api(self, method: str, **arguments: Any) -> Any:
        return call(f"{self.url}/api/{method}", arguments, PERSON_TOKEN)

    def mention(self, text: str) -> str:
        """Write in the channel, and let the bot hear it; gives the message's ts."""
        said = f"<@U000000009> {text}"
        ts = self.api("chat.postMessage", channel=self.channel, text=said)["ts"]
        event = {"type": "app_mention", "text": said, "user": self.user, "channel": self.channel,
                 "ts": ts}  # fmt: skip
        body = {"type": "event_callback", "team_id": self.team, "api_app_id": "A1",
                "event_id": f"Ev{ts}", "event": event}  # fmt: skip
        assert signed(self.events, json.dumps(body), "application/json") == 200
        return str(ts)

    def answered(self, ts: str, words: str) -> Any:
        """The answer in the thread of a message, as soon as it is there."""

        def look() -> Any:
            told = self.api("conversations.replies", channel=self.channel, ts=ts)["messages"]
            return next((one for one in told[1:] if words in shown(one)), None)

        return until(look, f"an answer with «{words}»")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Callable[..., Workspace]]:
    """Opens a workspace where the bot has the scopes, and what it records is public."""
    desk: Desk = desk_with("imported", tmp_path)
    desk.ok("member", "add", "Mette Holm", "--unit", "TMF")
    with ExitStack() as stack:

        def open_(scopes: list[str]) -> Workspace:
            url = stack.enter_context(emulate(tmp_path, scopes))
            me = call(f"{url}/api/auth.test", {}, PERSON_TOKEN)
            channels = call(f"{url}/api/conversations.list", {}, PERSON_TOKEN)["channels"]
            channel = next(one["id"] for one in channels if one["name"] == "aftalen")
            desk.ok("member", "link", "Mette Holm", me["team_id"], me["user_id"])
            port = free_port()
            stack.enter_context(bot(str(desk.db), url, tmp_path / "bot.log", "--public-in",
                                    channel, http=port))  # fmt: skip
            events = f"http://127.0.0.1:{port}/slack/events"
            return Workspace(url, events, me["team_id"], me["user_id"], channel)

        yield open_


def test_the_manifests_scopes_are_enough(
    workspace: Callable[..., Workspace], tmp_path: Path
) -> None:
    slack = workspace(list(SCOPES))
    ts = slack.mention("E-mærker opfyldt, alle vinduer er skiftet")
    slack.answered(ts, "alle vinduer er skiftet")
    slack.mention("E-mærker")
    assert "missing_scope" not in (tmp_path / "bot.log").read_text(encoding="utf-8")


def test_without_a_scope_the_log_says_which(
    workspace: Callable[..., Workspace], tmp_path: Path
) -> None:
    slack = workspace([scope for scope in SCOPES if scope != "chat:write"])
    slack.mention("E-mærker opfyldt")
    log = tmp_path / "bot.log"
    until(lambda: "missing_scope" in log.read_text(encoding="utf-8"), "a word in the log")
    assert "is recorded" in log.read_text(encoding="utf-8")


def test_a_file_needs_its_scope_and_gets_there(
    workspace: Callable[..., Workspace], tmp_path: Path
) -> None:
    slack = workspace(list(SCOPES))
    slack.mention("rapport 1. kvartal 2017 pdf")

    def files() -> Any:
        return slack.api("files.list")["files"] or None

    names = {one["name"] for one in until(files, "two files")}
    assert names == {"bilag1-2017-Q1.pdf", "bilag1-2017-Q1-side-1.png"}
    assert "missing_scope" not in (tmp_path / "bot.log").read_text(encoding="utf-8")
