"""Slack without Slack: signed requests into the app, and a client that keeps what would be sent.

`tovholder bot try` and the tests go through the same app as Slack's own requests: the signature is
made with the signing secret, and checked by Bolt.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.signature import Clock, SignatureVerifier
from slack_sdk.web import SlackResponse
from slack_sdk.web.file_upload_v2_result import FileUploadV2Result
from slack_sdk.webhook import WebhookClient, WebhookResponse

DIRECT = "D1"
"""The conversation of a user and the bot."""
RESPONSE_URL = "https://hooks.slack.com/commands/T1/1/pretend"
BOT_USER, CHANNEL, VIEW = "UBOT", "C1", "V1"
BOT = AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id=BOT_USER, bot_id="BBOT")


@dataclass
class Sent:
    """What the app sent: the method (or ``respond``) and the payload, in order."""

    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)
    fails: Callable[[str], None] = lambda _: None

    def take(self, method: str, payload: dict[str, Any]) -> None:
        """Keep a payload; ``fails`` may raise, as the network does."""
        self.fails(method)
        self.calls.append((method, payload))


class PretendClient(WebClient):
    """A Web API client that reaches nobody."""

    def __init__(self, sent: Sent) -> None:
        super().__init__()
        self.sent = sent

    def api_call(self, api_method: str, **how: Any) -> SlackResponse:
        """Keep the call, and answer as Slack does when all is well."""
        told = _payload(how)
        self.sent.take(api_method, told)
        data: dict[str, Any] = {
            "ok": True, "ts": f"1700000000.{len(self.sent.calls):06}", "view": {"id": VIEW},
            "channel": told.get("channel"), "file_id": f"F{len(self.sent.files)}", "files": [],
            "upload_url": "https://files.slack.com/upload/v1/pretend",
        }  # fmt: skip
        return SlackResponse(
            client=self, http_verb="POST", api_url=api_method, req_args={}, data=data, headers={},
            status_code=200,
        )  # fmt: skip

    def _upload_file(self, *, data: bytes, **_: Any) -> FileUploadV2Result:
        """Keep a file that would be sent to an upload address."""
        self.sent.files.append(data)
        return FileUploadV2Result(200, "OK")


class PretendWebhook(WebhookClient):
    """A response address that reaches nobody."""

    def __init__(self, url: str, sent: Sent) -> None:
        super().__init__(url)
        self._sent = sent

    def send_dict(
        self, body: dict[str, Any], headers: dict[str, str] | None = None
    ) -> WebhookResponse:
        self._sent.take("respond", body)
        return WebhookResponse(url=self.url, status_code=200, body="ok", headers=headers or {})


def _payload(how: Mapping[str, Any]) -> dict[str, Any]:
    told = how.get("json") or how.get("params") or how.get("data") or {}
    return {name: value for name, value in dict(told).items() if value is not None}


@dataclass
class Door:
    """Somebody at the doors of an app: makes the payloads that Slack makes, and signs them."""

    app: App
    signing_secret: str
    now: Callable[[], float]
    team: str = "T1"
    user: str = "U1"
    told: int = 0

    def send(self, body: str, content_type: str, **headers: str) -> BoltResponse:
        """A request signed at this moment."""
        stamp = str(int(self.now()))
        signature = SignatureVerifier(self.signing_secret, Clock()).generate_signature(
            timestamp=stamp, body=body
        )
        signed = {"content-type": content_type, "x-slack-request-timestamp": stamp,
                  "x-slack-signature": signature or "", **headers}  # fmt: skip
        given: dict[str, str | Sequence[str]] = {name: [value] for name, value in signed.items()}
        return self.app.dispatch(BoltRequest(body=body, headers=given))

    def _id(self) -> str:
        self.told += 1
        return f"{self.told}-{self.now():.6f}"

    def command(self, text: str, command: str = "/maal", **more: str) -> BoltResponse:
        """A slash command."""
        payload = {
            "command": command, "text": text, "team_id": self.team, "user_id": self.user,
            "channel_id": CHANNEL, "response_url": RESPONSE_URL, "trigger_id": self._id(), **more,
        }  # fmt: skip
        return self.send(urlencode(payload), "application/x-www-form-urlencoded")

    def event(self, event: dict[str, Any], **outer: Any) -> BoltResponse:
        """An event, as the Events API tells it."""
        headers = outer.pop("headers", {})
        event = {"user": self.user, "team": self.team, "ts": "1700000000.000100", **event}
        payload = {
            "type": "event_callback", "team_id": self.team, "api_app_id": "A1",
            "event_id": f"Ev{self._id()}", "event": event, **outer,
        }  # fmt: skip
        return self.send(json.dumps(payload), "application/json", **headers)

    def mention(
        self, text: str, event: Mapping[str, Any] | None = None, **outer: Any
    ) -> BoltResponse:
        """A message that names the bot."""
        said = {"type": "app_mention", "text": f"<@{BOT_USER}> {text}", "channel": CHANNEL}
        return self.event({**said, **(event or {})}, **outer)

    def direct(
        self, text: str, event: Mapping[str, Any] | None = None, **outer: Any
    ) -> BoltResponse:
        """A direct message to the bot."""
        said = {"type": "message", "channel_type": "im", "text": text, "channel": DIRECT}
        return self.event({**said, **(event or {})}, **outer)

    def click(self, element: Mapping[str, Any], option: int = 0, **more: Any) -> BoltResponse:
        """A press on a button, or the choice of an option of a select, of a message."""
        action: dict[str, Any] = {"type": element["type"], "action_id": element["action_id"],
                                  "block_id": "b"}  # fmt: skip
        if element["type"] == "static_select":
            action["selected_option"] = element["options"][option]
        else:
            action["value"] = element["value"]
        payload = {
            "type": "block_actions", "team": {"id": self.team, "domain": "d"},
            "user": {"id": self.user, "team_id": self.team}, "api_app_id": "A1",
            "container": {"type": "message", "message_ts": "1700000000.000200",
                          "channel_id": CHANNEL},
            "channel": {"id": CHANNEL}, "response_url": RESPONSE_URL, "trigger_id": self._id(),
            "actions": [action], **more,
        }  # fmt: skip
        return self._interact(payload)

    def submit(
        self, view: Mapping[str, Any], typed: Mapping[str, str], **more: Any
    ) -> BoltResponse:
        """A form that is sent: what stood in it, and what was typed over that."""
        payload = {
            "type": "view_submission", "team": {"id": self.team, "domain": "d"},
            "user": {"id": self.user, "team_id": self.team}, "api_app_id": "A1",
            "trigger_id": self._id(),
            "view": {**view, "id": VIEW, "state": {"values": dict(_values(view, typed))}, **more},
        }  # fmt: skip
        return self._interact(payload)

    def shortcut(self, callback_id: str, message: str | None = None, **more: Any) -> BoltResponse:
        """A shortcut: on a message, where there is one."""
        on: dict[str, Any] = {"type": "shortcut"}
        if message is not None:
            on = {"type": "message_action", "message": {"type": "message", "text": message},
                  "channel": {"id": CHANNEL}}  # fmt: skip
        return self._interact({
            **on, "callback_id": callback_id, "trigger_id": self._id(),
            "team": {"id": self.team, "domain": "d"},
            "user": {"id": self.user, "team_id": self.team}, **more,
        })  # fmt: skip

    def home(self, tab: str = "home") -> BoltResponse:
        """The App Home is opened."""
        return self.event({"type": "app_home_opened", "tab": tab, "channel": DIRECT})

    def click_home(self, element: Mapping[str, Any]) -> BoltResponse:
        """A press on a button of the App Home."""
        return self.click(element, container={"type": "view", "view_id": VIEW}, response_url=None)

    def _interact(self, payload: Mapping[str, Any]) -> BoltResponse:
        body = urlencode({"payload": json.dumps(payload)})
        return self.send(body, "application/x-www-form-urlencoded")


def _values(view: Mapping[str, Any], typed: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """The state of a form, as Slack tells it: what stood in the fields, or was typed."""
    for block in (one for one in view["blocks"] if one["type"] == "input"):
        element, name = block["element"], block["block_id"]
        if element["type"] == "static_select":
            first = (element.get("initial_option") or {}).get("value")
            value = typed.get(name, first)
            option = {"selected_option": {"value": value} if value else None}
            yield name, {element["action_id"]: {"type": element["type"], **option}}
        else:
            value = typed.get(name, element.get("initial_value"))
            yield name, {element["action_id"]: {"type": element["type"], "value": value or None}}


def pressable(payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The buttons and selects of a message, in order."""
    rows = (block for block in payload.get("blocks", ()) if block["type"] == "actions")
    return [element for row in rows for element in row["elements"]]
