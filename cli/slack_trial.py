"""The bot without a workspace: signed requests through the same app, answers on the terminal."""

from __future__ import annotations

import json
import logging
import secrets
import time
from dataclasses import replace
from typing import Any
from uuid import UUID

from rich.console import Console

from bot.app import Settings, make_app
from bot.desk import Desk
from bot.pretend import BOT, Door, PretendClient, PretendWebhook, Sent
from bot.service import Service
from cli.slack_drawing import choices, drawn
from projections.links import Links, Person


class TrialLinks(Links):
    """Takes whoever tries for the member that was named; what is in the store stays as it is."""

    def __init__(self, links: Links, member: UUID) -> None:
        super().__init__(links._recorder)
        self._member = member

    def member(self, person: Person) -> UUID | None:  # noqa: ARG002
        return self._member


class Trial:
    """A member at the bot, and a terminal that shows what the bot sends."""

    def __init__(self, desk: Desk, member: UUID, commands: tuple[str, ...]) -> None:
        self.sent = Sent()
        self._secret = secrets.token_hex(16)
        service = Service(replace(desk, links=TrialLinks(desk.links, member)))
        settings = Settings("", self._secret, commands, wait=True)
        self._app = make_app(
            service, settings, PretendClient(self.sent),
            lambda url: PretendWebhook(url, self.sent), logging.getLogger("tovholder.bot"), BOT,
        )  # fmt: skip
        self._door = Door(self._app, self._secret, time.time, told=secrets.randbelow(2**40))
        self._console = Console(highlight=False)

    def say(self, text: str) -> None:
        """Say something: a slash command, or else a direct message."""
        if text.startswith("/"):
            command, _, rest = text.partition(" ")
            self._door.command(rest, command)
        else:
            self._door.direct(text)
        self._show()

    def press(self, n: int) -> bool:
        """Press what has that number in the last answer; False where nothing has."""
        pressed = choices(self._last() or {})
        if n > len(pressed):
            return False
        element, option, label = pressed[n - 1]
        self._console.print(f"> [{n}] {label}", markup=False, style="bold")
        self._door.click(element, option)
        self._show()
        return True

    def _last(self) -> dict[str, Any] | None:
        """What was said last; a file that goes with it says nothing itself."""
        said = (told for _, told in reversed(self.sent.calls) if "blocks" in told or "view" in told)
        return next(said, None)

    def _show(self) -> None:
        if (told := self._last()) is None:
            return
        view = told.get("view")
        title = view["title"]["text"] if view else "Tovholder"
        self._console.print(drawn(view or told, title))
        for method, sent in self.sent.calls:
            if method == "files.completeUploadExternal":
                for file in json.loads(sent["files"]):
                    self._console.print(f"+ {file['title']}", markup=False)
