"""A bot to test at: a ledger, linked people, and Slack's side of it; every payload is checked."""

from __future__ import annotations

import json
import logging
import time
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from builders import AGREEMENT, Office, member_id
from partnership_helpers import Lodge
from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks.basic_components import MarkdownTextObject, PlainTextObject
from slack_sdk.models.views import View

from bot.app import Settings, make_app
from bot.courier import Courier
from bot.desk import Desk
from bot.pretend import BOT, Door, PretendClient, PretendWebhook, Sent, pressable
from bot.service import Service
from domain.agreements import Agreement
from domain.recording import Moment
from projections.directory import Directory
from projections.links import Links, Person
from projections.outbox import Outbox
from projections.questions import Questions
from projections.slack_memory import SlackMemory

METTE, OLE, SECRETARY = member_id(11), member_id(12), member_id(1)
SECRET = "not-so-secret-signing-secret"  # noqa: S105
TOKEN = "xoxb-1234-5678-abcdef"  # noqa: S105


@dataclass
class Clock:
    """A clock that we set; it goes on by a second each time it is looked at."""

    now: int
    today: date = date(2017, 4, 3)

    def __call__(self) -> Moment:
        self.now += 1_000_000
        return Moment(self.now, self.today)


@dataclass
class Bot:
    """A bot over an office's ledger."""

    office: Office | Lodge
    clock: Clock
    sent: Sent = field(default_factory=Sent)
    settings: Settings = field(default_factory=lambda: Settings(TOKEN, SECRET, wait=True))
    agreement: Agreement = AGREEMENT
    pauses: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        recorder = self.office.recorder
        self.desk = Desk(
            self.office.ledger, Questions(recorder), Directory(recorder), Links(recorder),
            SlackMemory(recorder), self.agreement, self.clock, self.settings.public_in,
        )  # fmt: skip
        self.service = Service(self.desk)
        self.app = make_app(
            self.service, self.settings, PretendClient(self.sent),
            lambda url: PretendWebhook(url, self.sent), logging.getLogger("test.bot"),
            BOT, self.pauses.append,
        )  # fmt: skip
        self.mette = Door(self.app, SECRET, time.time)
        self.ole = Door(self.app, SECRET, time.time, "T2", "U1", 1000)
        self.stranger = Door(self.app, SECRET, time.time, "T1", "U9", 2000)

    @property
    def outbox(self) -> Outbox:
        return Outbox(self.office.recorder)

    def courier(self, team: str = "T1") -> Courier:
        """Somebody who carries the outbox to a workspace."""
        log = logging.getLogger("test.courier")
        return Courier(
            self.desk, self.outbox, PretendClient(self.sent), team, log, "/maal",
            lambda url: PretendWebhook(url, self.sent),
        )  # fmt: skip

    def carried(self, team: str = "T1") -> list[tuple[str, dict[str, Any]]]:
        """What the outbox tells now, checked."""
        before = len(self.sent.calls)
        self.courier(team).round()
        told = self.sent.calls[before:]
        for method, payload in told:
            if method.startswith("chat."):
                check(payload)
        return told

    def view(self) -> dict[str, Any]:
        """The modal that stands, checked."""
        shown = [payload["view"] for method, payload in self.sent.calls if method[:6] == "views."]
        check_view(shown[-1])
        return shown[-1]

    def link(self, member: UUID, name: str, unit: str, person: Person) -> None:
        self.office.add_member(member, unit, "tovholder")
        self.desk.directory.name(member, name)
        self.desk.links.link(person, member, 1)

    def last(self) -> dict[str, Any]:
        """What was sent last, checked."""
        payload = self.sent.calls[-1][1]
        check(payload)
        return payload

    def text(self) -> str:
        """All the words of what was sent last."""
        return words(self.last())

    def buttons(self) -> list[dict[str, Any]]:
        return pressable(self.last())

    def positions(self) -> int:
        return self.desk.questions.last_position()

    def status(self, number: str = "M1") -> str:
        quarter = self.desk.reporting()
        report = self.desk.questions.bilag1(AGREEMENT, quarter, self.positions())
        return next(row.cells["fulfilment"] for row in report.rows() if row.goal == number)


def words(payload: dict[str, Any]) -> str:
    found: list[str] = []

    def look(part: Any) -> None:
        if isinstance(part, dict):
            if isinstance(part.get("text"), str) and "type" in part:
                found.append(part["text"])
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for value in part:
                look(value)

    look(payload["blocks"])
    return "\n".join(found)


def check(payload: dict[str, Any]) -> None:
    """That Slack would take the message: by its own models, and by what they miss."""
    blocks = payload["blocks"]
    assert payload["text"].strip()
    assert len(payload["text"]) <= 3_000
    assert 0 < len(blocks) <= 50
    for block in Block.parse_all(json.loads(json.dumps(blocks))):
        block.validate_json()
    ids = [element["action_id"] for element in pressable(payload)]
    assert len(ids) == len(set(ids))
    for block in blocks:
        _check_block(block)


def check_view(view: dict[str, Any]) -> None:
    """That Slack would take the modal."""
    assert len(json.dumps(view)) < 250_000
    View(**json.loads(json.dumps(view))).validate_json()
    assert 0 < len(view["blocks"]) <= 100
    assert len(view["private_metadata"]) <= 3_000
    assert all(0 < len(view[name]["text"]) <= 24 for name in ("title", "close", "submit")
               if name in view)  # fmt: skip
    for block in Block.parse_all(json.loads(json.dumps(view["blocks"]))):
        block.validate_json()
    names = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    assert len(names) == len(set(names))
    assert ("submit" in view) == any(block["type"] == "input" for block in view["blocks"])
    for block in view["blocks"]:
        _check_block(block)


def _check_input(block: dict[str, Any]) -> None:
    element = block["element"]
    assert 0 < len(block["label"]["text"]) <= 2_000
    assert 0 < len(block.get("hint", {"text": "x"})["text"]) <= 2_000
    if element["type"] == "plain_text_input":
        assert len(element.get("initial_value", "x")) <= element["max_length"] <= 3_000
        assert element.get("initial_value") != ""
        return
    _check_element(element)
    assert element.get("initial_option", element["options"][0]) in element["options"]


def _check_block(block: dict[str, Any]) -> None:
    assert block["type"] in {"section", "context", "actions", "divider", "input"}
    if block["type"] == "input":
        _check_input(block)
    if block["type"] == "section":
        assert 0 < len(block["text"]["text"]) <= 3_000
        MarkdownTextObject.from_str(block["text"]["text"]).validate_json()
    if block["type"] == "context":
        assert 0 < len(block["elements"]) <= 10
        assert all(element["text"].strip() for element in block["elements"])
    if block["type"] == "actions":
        assert 0 < len(block["elements"]) <= 25
        for element in block["elements"]:
            _check_element(element)


def _check_element(element: dict[str, Any]) -> None:
    assert 0 < len(element["action_id"]) <= 255
    if element["type"] == "button":
        assert 0 < len(element["text"]["text"]) <= 75
        assert 0 < len(element["value"]) <= 2_000
        PlainTextObject(**{k: v for k, v in element["text"].items() if k != "type"}).validate_json()
        return
    assert element["type"] == "static_select"
    assert 0 < len(element["options"]) <= 100
    for option in element["options"]:
        assert 0 < len(option["text"]["text"]) <= 75
        assert 0 < len(option["value"]) <= 150
