"""The Slack app: a Bolt app whose listeners turn payloads into visits, and answers into messages.

Doors: slash commands (and ``/status``, where a platform delivers it), mentions of the bot, direct
messages, the buttons of its own messages, shortcuts, modals, and the App Home. Bolt checks every
request's signature.
"""

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot import answers as a
from bot import cards, modals, people
from bot.blocks import draw
from bot.desk import Visit
from bot.files import ReportFiles
from bot.hearing import heard
from bot.home_doors import HomeDoors
from bot.kit import Message
from bot.manifest import SHORTCUTS
from bot.modal_doors import ModalDoors
from bot.places import Place
from bot.reception import Reception, Request, Tell, signature_keys
from bot.replies import Webhook, respond
from bot.service import Press, Service
from projections.links import Person

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the app is set up. ``public_in`` are the channels where what is recorded is told to all;
    elsewhere only the sender sees it. ``wait`` answers before the request returns (for `bot try`
    and tests)."""

    token: str
    signing_secret: str
    commands: tuple[str, ...] = ("/maal",)
    public_in: frozenset[str] = frozenset()
    wait: bool = False

    def __repr__(self) -> str:
        return f"Settings(commands={self.commands})"


def make_app(
    service: Service, settings: Settings, client: WebClient | None = None,
    webhook: Webhook = WebhookClient, logger: logging.Logger | None = None,
    bot: AuthorizeResult | None = None, pause: Callable[[float], None] = time.sleep,
) -> App:  # fmt: skip
    """The app over a service; ``client`` and ``webhook`` are how it reaches Slack.

    ``bot`` is who the app is in Slack; without it, Slack is asked with the token. Raises Bolt's
    `BoltError` where Slack does not take the token. ``pause`` waits so many seconds.
    """
    log = logger or logging.getLogger("tovholder.bot")
    client = client or WebClient(settings.token)
    app = App(
        logger=log, signing_secret=settings.signing_secret, client=client,
        authorize=(lambda: bot) if bot else None,
        process_before_response=settings.wait,
    )  # fmt: skip
    doors = Doors(Reception(service, settings.commands[0], log, pause), settings, client, webhook)
    for command in dict.fromkeys((*settings.commands, "/status")):
        app.command(command)(doors.command)
    app.event("app_mention")(doors.mention)
    app.event("message")(doors.direct_message)
    app.action(re.compile("^(?:choose-[a-z0-9]+|confirm|cancel|undo)$"))(doors.click)
    app.action(re.compile("^(?:round_[a-z]+|card_[a-z]+|(?:unchanged|update)-.{1,10})$"))(
        doors.round_click
    )
    for end in ("", modals.FROM_HOME):
        app.view(modals.REPORT + end)(doors.modals.submission)
        app.view(modals.PICK + end)(doors.modals.chosen)
    for kind in cards.KINDS:
        app.view(kind)(doors.modals.card_submission)
    for shortcut in SHORTCUTS:
        app.shortcut(shortcut)(doors.modals.shortcut)
    app.event("app_home_opened")(doors.home.opened)
    app.action(re.compile("^home_[a-z]+(?:-.{1,10})?$"))(doors.home.click)
    return app


class Doors:
    """The listeners, one for each door."""

    def __init__(
        self, reception: Reception, settings: Settings, client: WebClient, webhook: Webhook
    ) -> None:
        self._reception, self._settings = reception, settings
        self._service = reception.service
        self._client, self._webhook = client, webhook
        self.modals = ModalDoors(reception, client)
        self.home = HomeDoors(reception, self.modals)
        self._files = ReportFiles(client)

    def command(self, ack: Ack, body: Body, request: BoltRequest) -> None:
        """A slash command; its trigger id is the command id."""
        ack()
        person = people.of_command(body)
        command_id = f"slack:trigger:{body.get('trigger_id', '')}"
        source = _source(body.get("team_id"), body.get("channel_id"), "")
        said = heard(str(body.get("text") or ""))
        channel = str(body.get("channel_id") or "")
        place = Place(
            people.installed(request, body), str(body.get("user_id")), channel,
            url=str(body.get("response_url") or ""), public=channel in self._settings.public_in,
        )  # fmt: skip

        def tell(answer: a.Answer, message: Message) -> None:
            kind = "in_channel" if _public(answer, place) else "ephemeral"
            respond(self._webhook, place.url, message, response_type=kind)

        self._receive(request, person, said, command_id, source, tell, place)

    def mention(self, ack: Ack, body: Body, request: BoltRequest) -> None:
        """A message that names the bot, in a channel or thread; the event id is the command id."""
        ack()
        event = body["event"]
        if "edited" in event:
            return
        if people.is_bot(body):
            if not event.get("thread_ts"):  # a bot that answers us in the thread gets no answer
                self._refuse_bot(request, body)
            return
        channel, thread = str(event.get("channel") or ""), event.get("thread_ts")
        shared = body.get("is_ext_shared_channel") is True
        public = channel in self._settings.public_in and not shared
        place = Place(
            people.installed(request, body), str(event.get("user")), channel,
            str((thread or event.get("ts") if public else thread) or ""), public=public,
        )  # fmt: skip

        def tell(answer: a.Answer, message: Message) -> None:
            if _public(answer, place):
                self._post(channel, message, place.thread)
                return
            self._client.chat_postEphemeral(
                channel=channel, user=place.user, text=message.text, blocks=list(message.blocks),
                thread_ts=thread,
            )  # fmt: skip

        self._event(request, body, tell, place)

    def direct_message(self, ack: Ack, body: Body, request: BoltRequest) -> None:
        """A message to the bot alone. Edits, joins and the like are not said to it."""
        ack()
        event = body["event"]
        said = event.get("subtype") in (None, "file_share", "thread_broadcast")
        if event.get("channel_type") != "im" or not said or people.is_bot(body):
            return

        place = Place(
            people.installed(request, body), str(event.get("user")),
            str(event.get("channel") or ""), str(event.get("thread_ts") or ""),
        )  # fmt: skip

        def tell(_: a.Answer, message: Message) -> None:
            self._post(place.channel, message, place.thread)

        self._event(request, body, tell, place)

    def click(self, ack: Ack, body: Body, request: BoltRequest) -> None:
        """A button or select of our messages; message, action and user are the command id."""
        ack()
        person = people.of_click(body)
        action = body["actions"][0]
        press = Press(_kind(str(action.get("action_id"))), _value(action))
        where = body.get("container") or {}
        told = (str(where.get("channel_id")), str(where.get("message_ts")),
                str(action.get("action_id")), str(person))  # fmt: skip
        # Hashed: it stays in the ledger for ever, and a user id is personal data.
        command_id = f"slack:click:{hashlib.sha256('|'.join(told).encode()).hexdigest()[:40]}"
        source = _source(body.get("team", {}).get("id"), told[0], told[1])
        place = _place_of_click(request, body)

        def tell(answer: a.Answer, message: Message) -> None:
            keep = isinstance(answer, a.Sorry) and answer.keep
            self._replace(place, message, not keep)

        def work() -> a.Answer:
            if person is None:
                return a.Sorry("sorry.unknown-workspace", keep=True)
            return self._service.pressed(Visit(person, "", command_id, source, place), press)

        keys = [*signature_keys(request.headers), f"trigger:{body.get('trigger_id')}"]
        self._reception.receive(Request(keys, work, tell, place))

    def round_click(self, ack: Ack, body: Body, request: BoltRequest) -> None:
        """A button of a round's messages or of an approval card; the trigger id is the command id,
        since a message that is kept up to date may show the same button again."""
        ack()
        person, trigger = people.of_click(body), str(body.get("trigger_id") or "")
        action = body["actions"][0]
        press = Press(_kind(str(action.get("action_id"))), _value(action))
        where = body.get("container") or {}
        told = (body.get("team", {}).get("id"), where.get("channel_id"), where.get("message_ts"))
        source, place = _source(*told), _place_of_click(request, body)
        view: list[str] = []

        def work() -> a.Answer:
            if person is None:
                return a.Sorry("sorry.unknown-workspace", keep=True)
            if press.kind == "update":
                view.append(self.modals.open(trigger))
            if press.kind in cards.KINDS:
                view.append(self.modals.open(trigger, "card"))
            return self._service.pressed(
                Visit(person, "", f"slack:trigger:{trigger}", source, place), press
            )

        def tell(answer: a.Answer, message: Message) -> None:
            if isinstance(answer, a.Form) and not view:
                view.append(self.modals.open(trigger))
            if view:
                self.modals.fill(view[0], answer, message)
            elif isinstance(answer, a.Recorded | a.NothingNew) and person:
                shown = Press("round_mine", press.value.partition("|")[0])
                after = self._service.pressed(Visit(person, "", ""), shown)
                self._replace(place, draw(after, self._settings.commands[0]), True)
            else:
                keep = press.kind != "round_yes" or (isinstance(answer, a.Sorry) and answer.keep)
                self._replace(place, message, not keep)

        keys = [*signature_keys(request.headers), f"trigger:{trigger}"]
        self._reception.receive(Request(keys, work, tell, place))

    # --- what the doors have in common --------------------------------------------------------

    def _event(self, request: BoltRequest, body: Body, tell: Tell, place: Place) -> None:
        event = body["event"]
        said = heard(str(event.get("text") or ""), request.context.bot_user_id)
        source = _source(body.get("team_id"), event.get("channel"), event.get("ts"))
        command_id = f"slack:event:{body.get('event_id', '')}"
        self._receive(request, people.of_event(body), said, command_id, source, tell, place)

    def _receive(
        self, request: BoltRequest, person: Person | None, said: str, command_id: str,
        source: str, tell: Tell, place: Place,
    ) -> None:  # fmt: skip
        """Answer what somebody says."""
        direct = place.channel if place.direct else None

        def work() -> a.Answer:
            if person is None:
                return a.Sorry("sorry.unknown-workspace")
            return self._service.answer(Visit(person, said, command_id, source, place))

        def told(answer: a.Answer, message: Message) -> None:
            asked = answer if isinstance(answer, a.Reported | a.HomesShown) else None
            if person and asked and asked.format in a.SENT_AS_FILES:
                self._files.send(direct or person.user, asked, message)
                if direct:
                    return
                answer = a.FileSent(asked, str(asked.format))
                message = draw(answer, self._settings.commands[0])
            tell(answer, message)

        keys = [*signature_keys(request.headers), command_id]
        self._reception.receive(Request(keys, work, told, place))

    def _refuse_bot(self, request: BoltRequest, body: Body) -> None:
        event = body["event"]
        keys = [*signature_keys(request.headers), f"slack:event:{body.get('event_id', '')}"]

        def tell(_: a.Answer, message: Message) -> None:
            self._post(event.get("channel"), message, event.get("ts"))

        self._reception.receive(Request(keys, lambda: a.Sorry("sorry.bot"), tell))

    def _post(self, channel: object, message: Message, thread: str | None) -> None:
        self._client.chat_postMessage(
            channel=str(channel), text=message.text, blocks=list(message.blocks),
            thread_ts=thread or None, unfurl_links=False, unfurl_media=False,
        )  # fmt: skip

    def _replace(self, place: Place, message: Message, replace: bool) -> None:
        respond(self._webhook, place.url, message, replace_original=replace,
                response_type="ephemeral")  # fmt: skip


def _public(answer: a.Answer, place: Place) -> bool:
    return place.public and isinstance(answer, a.Recorded | a.Undone)


def _place_of_click(request: BoltRequest, body: Body) -> Place:
    where = body.get("container") or {}
    return Place(
        people.installed(request, body), str((body.get("user") or {}).get("id") or ""),
        str(where.get("channel_id") or ""), url=str(body.get("response_url") or ""),
    )  # fmt: skip


def _kind(action_id: str) -> str:
    return action_id.partition("-")[0]


def _value(action: Body) -> str:
    option = action.get("selected_option") or {}
    return str(action.get("value") or option.get("value") or "")


def _source(team: object, channel: object, ts: object) -> str:
    """The place in Slack that a fact came from."""
    return "/".join(str(part) for part in (team, channel, ts) if part)[:200]
