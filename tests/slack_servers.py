"""Slack servers that we did not write, from npm packages, on loopback; and the bot as a process.

`make e2e` installs them under ``.e2e`` at the versions and hashes of ``tests/e2e``. *local-slack*
(MIT) keeps channels, messages, modals and Homes, and speaks Socket Mode and signed HTTP; its
``/_control`` endpoints and its UI's socket do what a person does. *emulate* (Apache-2.0) answers
the Web API and asks for the scopes of a token.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from slack_schema import problems
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.builtin.connection import Connection, ConnectionState

ROOT = Path(__file__).parents[1]
PACKAGES = ROOT / ".e2e" / "node_modules"
LOOPBACK = ROOT / "tests" / "e2e" / "loopback.cjs"
TEAM, BOT_USER, CHANNEL = "T1", "UBOT", "C1"
BOT_TOKEN = "xoxb-1-2-endtoend"  # noqa: S105
PERSON_TOKEN = "xoxp-1-2-person"  # noqa: S105
PERSON_SCOPES = ("channels:read", "channels:history", "im:read", "im:history", "files:read",
                 "chat:write", "users:read")  # fmt: skip
APP_TOKEN = "xapp-1-2-endtoend"  # noqa: S105
SIGNING_SECRET = "end-to-end-secret"  # noqa: S105
PATIENCE = 20.0
"""Seconds to wait for what must happen."""

Found = TypeVar("Found")
Payload = dict[str, Any]


def missing(package: str) -> str | None:
    """Why a test against the package cannot run here; None where it can."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        return "npm and node are not on this machine"
    if not (PACKAGES / package).is_dir():
        odd = package.endswith("linux-x64") and (sys.platform, platform.machine()) != (
            "linux", "x86_64",
        )  # fmt: skip
        return f"{package} has no build for this machine" if odd else "run `make e2e`"
    return None


def until(look: Callable[[], Found | None], what: str) -> Found:
    """What is found, as soon as it is there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} did not happen in {PATIENCE} s")


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def process(
    command: list[str], env: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A process while the block runs; it is asked to stop, and must."""
    with log.open("wb") as out:
        running = subprocess.Popen(command, env=dict(env), stdout=out, stderr=out, cwd=log.parent)
        try:
            yield running
        finally:
            running.send_signal(signal.SIGTERM)
            try:
                running.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                running.kill()
                raise


@dataclass
class LocalSlack:
    """A workspace at *local-slack*: what a person can do there, and what the person then sees."""

    url: str

    def post(self, path: str, **body: Any) -> Any:
        return call(f"{self.url}/_control/{path}", body)

    def get(self, path: str) -> Any:
        return call(f"{self.url}/_control/{path}")

    def command(self, user: str, text: str, command: str = "/maal") -> None:
        self.post("command", channel=CHANNEL, user=user, command=command, text=text)

    def mention(self, user: str, text: str, thread: str | None = None) -> str:
        said = f"<@{BOT_USER}> {text}"
        told = self.post("message", channel=CHANNEL, user=user, text=said, thread_ts=thread)
        return str(told["message"]["ts"])

    def direct(self, user: str, text: str) -> str:
        """Write to the bot alone; gives the channel of the two."""
        return str(self.post("message", channel=user, user=user, text=text)["message"]["channel"])

    def click(self, user: str, message: Payload, label: str) -> None:
        """Press the button with that label."""
        action = next(one for one in pressables(message) if one["text"]["text"] == label)
        self.interact(user, message, action)

    def interact(self, user: str, message: Payload, action: Payload) -> None:
        """Press a button of a message."""
        self.post("interact", channel=message["channel"], messageTs=message["ts"], user=user,
                  action=action)  # fmt: skip

    def messages(self, channel: str = CHANNEL) -> list[Payload]:
        """The bot's messages in the channel, the oldest first."""
        told = [one for one in self.get(f"messages/{channel}")["messages"]
                if one["user"] == BOT_USER]  # fmt: skip
        for one in told:
            assert problems(one) == []
        return told

    def said(self, words: str, channel: str = CHANNEL) -> Payload:
        """The bot's message that holds the words, as soon as it is there."""

        def look() -> Payload | None:
            return next((one for one in self.messages(channel) if words in shown(one)), None)

        try:
            return until(look, f"a message with «{words}»")
        except AssertionError as error:
            told = "\n---\n".join(shown(one) for one in self.messages(channel))
            log = self.get("log")["log"][-4:]
            raise AssertionError(f"{error}; there is:\n{told}\n{log}") from None

    def home(self, user: str) -> Payload:
        """Open the bot's Home; gives what it shows."""
        with self.screen() as screen:
            self.post("open-home", user=user)
            home = until(lambda: screen.home(user), "a Home")
            assert problems({"view": {"type": "home", "blocks": home["blocks"]}}) == []
            return home

    @contextmanager
    def screen(self) -> Iterator[Screen]:
        """The socket that the server's own web page uses: modals and Homes are there."""
        screen = Screen()
        address = f"{self.url.replace('http', 'ws')}/ui"
        connection = Connection(
            address, logging.getLogger("test.screen"), ping_interval=60,
            on_message_listener=lambda text: screen.take(json.loads(text)),
        )  # fmt: skip
        connection.connect()
        screen.send = lambda body: connection.send(json.dumps(body))
        state = ConnectionState()
        reading = Thread(target=connection.run_until_completion, args=(state,), daemon=True)
        reading.start()
        try:
            until(lambda: screen.ready, "the first state")
            yield screen
        finally:
            state.terminated = True
            connection.close()
            reading.join(PATIENCE)


class Screen:
    """What a person sees beside the messages: the modals and the Homes."""

    def __init__(self) -> None:
        self.ready = False
        self.modals: list[Payload] = []
        self.errors: Payload = {}
        self._homes: dict[str, Payload] = {}
        self.send: Callable[[Payload], None] = lambda _: None

    def take(self, told: Payload) -> None:
        """What the server tells its page."""
        match told["t"]:
            case "init":
                self.modals = told["state"]["modalStack"]
                self._homes = {
                    user: next(iter(views.values()))
                    for user, views in told["state"]["homeViews"].items() if views
                }  # fmt: skip
                self.ready = True
            case "view":
                self.modals = told["stack"]
            case "view_errors":
                self.errors = told["errors"]
            case "home":
                self._homes[told["user"]] = told["view"]

    def home(self, user: str) -> Payload | None:
        return self._homes.get(user)

    def submit(self, user: str, values: Payload) -> None:
        """Send the modal on top with these values, by block and action."""
        self.send({"t": "view_submit", "user": user, "values": values})


def shown(payload: Payload) -> str:
    """All the words of a message or view."""
    found: list[str] = []

    def look(part: Any) -> None:
        if isinstance(part, dict):
            found.extend([part["text"]] if isinstance(part.get("text"), str) else [])
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for value in part:
                look(value)

    look(payload.get("blocks") or payload)
    return "\n".join(found)


def pressables(payload: Payload) -> list[Payload]:
    rows = [block for block in payload.get("blocks") or () if block["type"] == "actions"]
    return [element for row in rows for element in row["elements"]]


def call(url: str, body: Payload | None = None, token: str | None = None) -> Any:
    """A request on loopback, with its JSON answer."""
    headers = {"content-type": "application/json"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        return json.loads(answer.read() or b"null")


@contextmanager
def local_slack(
    folder: Path, users: Mapping[str, str], request_url: str | None = None
) -> Iterator[LocalSlack]:
    """The server with one workspace and one channel; events go to ``request_url``, or in Socket
    Mode where there is none. ``users``: name by id."""
    app: Payload = {
        "appId": "A1", "botUserId": BOT_USER, "botName": "tovholder", "botToken": BOT_TOKEN,
        "appToken": APP_TOKEN, "signingSecret": SIGNING_SECRET, "mode": "socket",
    }  # fmt: skip
    if request_url:
        app |= {"mode": "events", "requestUrl": request_url}
    config = {
        "workspace": {"name": "Havneby", "domain": "havneby", "teamId": TEAM},
        "apps": [app],
        "users": [{"id": id_, "name": name} for id_, name in users.items()],
        "channels": [{"id": CHANNEL, "name": "aftalen", "members": [*users, BOT_USER]}],
    }
    (folder / "slack.json").write_text(json.dumps(config), encoding="utf-8")
    binary = PACKAGES / "local-slack-linux-x64" / "bin" / "local-slack"
    port, log = free_port(), folder / "local-slack.log"
    command = [str(binary), "--config", "slack.json", "--port", str(port),
               "--base-host", "127.0.0.1", "--files-dir", str(folder / "files")]  # fmt: skip
    (folder / "files").mkdir()
    env = {**os.environ, "BUN_OPTIONS": f"--preload {LOOPBACK}"}
    with process(command, env, log) as running:
        slack = LocalSlack(f"http://127.0.0.1:{port}")
        until(lambda: _answers(f"{slack.url}/_control/state", running, log), "local-slack")
        yield slack


@contextmanager
def emulate(folder: Path, scopes: list[str]) -> Iterator[str]:
    """The address of *emulate*'s Slack, where our token has just these scopes."""
    app = {"client_id": "1.2", "client_secret": "x", "app_id": "A000000009", "name": "Tovholder",
           "scopes": scopes, "bot_id": "B000000009", "bot_user_id": "U000000009",
           "bot_name": "tovholder", "redirect_uris": []}  # fmt: skip
    token = {"token": BOT_TOKEN, "type": "bot", "scopes": scopes, "app_id": app["app_id"],
             "bot_id": app["bot_id"], "bot_user_id": app["bot_user_id"],
             "user_id": app["bot_user_id"]}  # fmt: skip
    person = {"token": PERSON_TOKEN, "type": "user", "scopes": list(PERSON_SCOPES)}
    seed = {"slack": {"strict_scopes": True, "oauth_apps": [app], "tokens": [token, person],
                      "users": [{"name": "mette"}], "channels": [{"name": "aftalen"}]}}  # fmt: skip
    (folder / "emulate.json").write_text(json.dumps(seed), encoding="utf-8")
    port, log = free_port(), folder / "emulate.log"
    command = ["node", "--require", str(LOOPBACK), str(PACKAGES / "emulate/dist/index.js"),
               "start", "--service", "slack", "--port", str(port),
               "--seed", "emulate.json"]  # fmt: skip
    with process(command, os.environ, log) as running:
        url = f"http://127.0.0.1:{port}"
        until(lambda: _answers(f"{url}/", running, log), "emulate")
        yield url


def _answers(url: str, running: subprocess.Popen[bytes], log: Path) -> bool:
    if running.poll() is not None:
        raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))
    try:
        with urllib.request.urlopen(url, timeout=1):  # noqa: S310
            return True
    except OSError:
        return False


@contextmanager
def bot(
    db: str, slack_url: str, log: Path, *options: str, http: int | None = None,
    clock: Path | None = None,
) -> Iterator[Path]:  # fmt: skip
    """`tovholder bot run` as a process, in Socket Mode, or over HTTP at the port. Gives its log.

    ``clock`` is a file that says what time it is (µs UTC), where it is not now.
    """
    env = {
        "PATH": "/usr/bin:/bin", "HOME": str(log.parent), "LANG": "C", "PYTHONPATH": str(ROOT),
        "TOVHOLDER_DB": db, "SLACK_API_URL": f"{slack_url}/api/", "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_SIGNING_SECRET": SIGNING_SECRET,
    }  # fmt: skip
    if clock is not None:
        env["CLOCK"] = str(clock)
    program = ["-m", "cli.main"] if clock is None else [str(LOOPBACK.with_name("bot_in_time.py"))]
    command = [sys.executable, *program, "bot", "run", *options]
    command += [] if http is None else ["--http", str(http)]
    with process(command, env, log) as running:
        ready = re.compile("Socket Mode|http://")

        def started() -> bool:
            text = log.read_text(encoding="utf-8", errors="replace")
            assert running.poll() is None, text
            return bool(ready.search(text))

        until(started, "the bot's start")
        yield log
    assert running.returncode == 0, log.read_text(encoding="utf-8", errors="replace")


def signed(url: str, body: str, content_type: str, timeout: float = PATIENCE) -> int:
    """Send the bot a request that is signed as Slack signs; gives the status."""
    stamp = str(int(time.time()))
    made = SignatureVerifier(SIGNING_SECRET).generate_signature(timestamp=stamp, body=body)
    headers = {"content-type": content_type, "x-slack-request-timestamp": stamp,
               "x-slack-signature": made or ""}  # fmt: skip
    request = urllib.request.Request(url, body.encode(), headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
        return int(answer.status)
