"""Answers to what was recorded, as the outbox tells them: where the request itself could not.

The words are made of what stands at the recorded positions, or of what there was nothing new about.
The ways, one after the other: the response address while it is good (half an hour, five uses; the
last use is left, since the request may have used one that we do not know of), then the channel, as
the person alone sees it unless what is recorded is public there, then a direct message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot import answers as a
from bot import cards, rounds
from bot.blocks import draw
from bot.desk import Desk
from bot.kit import Message
from bot.places import Place
from bot.reporting import recorded
from domain import events as e
from domain import partnership_events as pe
from domain.quarters import Quarter
from domain.recording import Outcome
from projections.outbox import SECOND, Due

Webhook = Callable[[str], WebhookClient]

GOOD_FOR = 29 * 60 * SECOND
"""How long a response address is used and kept: Slack takes it for half an hour."""
USES = 4

PASSING = frozenset({
    "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable",
    "request_timeout", "team_added_to_org", "invalid_auth", "not_authed", "token_revoked",
    "token_expired", "account_inactive", "missing_scope", "access_denied", "no_permission",
    "accesslimited", "not_allowed_token_type",
})  # fmt: skip
"""What Slack answers when the same message may be taken later, when it has recovered or somebody
has mended the app's installation. Any other answer is about this message or this person."""


class NotTold(Exception):
    """Slack did not take an answer at a response address; ``status`` is HTTP's."""

    def __init__(self, status: int, retry_after: str = "") -> None:
        super().__init__(status)
        self.status, self.retry_after = status, retry_after


def respond(webhook: Webhook, url: str, message: Message, **how: Any) -> None:
    """Answer at a response address; raises `NotTold`."""
    told = webhook(url).send_dict({"text": message.text, "blocks": list(message.blocks), **how})
    if told.status_code != 200:
        after = {name.lower(): value for name, value in told.headers.items()}.get("retry-after")
        raise NotTold(told.status_code, str(after or ""))


def passing(error: Exception) -> bool:
    """Whether the same may be taken later."""
    if isinstance(error, NotTold):
        return error.status == 429 or error.status >= 500
    if not isinstance(error, SlackApiError):
        return isinstance(error, OSError | SlackClientError)
    response: Any = error.response
    status: int = getattr(response, "status_code", 200)
    return status == 429 or status >= 500 or why(error) in PASSING


def why(error: Exception) -> str:
    """What Slack answered, in a word."""
    if isinstance(error, NotTold):
        return f"HTTP {error.status}"
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    response: Any = error.response
    return str(response.get("error") or getattr(response, "status_code", "?"))


def seconds(error: Exception, attempts: int, longest: int) -> int:
    """How long to wait before the next attempt: as long as Slack says, or longer each time."""
    if isinstance(error, NotTold):
        after = error.retry_after
    else:
        headers: Any = getattr(getattr(error, "response", None), "headers", {})
        after = str({name.lower(): value for name, value in headers.items()}.get("retry-after", ""))
    if after.isdecimal() and len(after) < 6:
        return int(after)
    return int(min(2 ** min(attempts, 20), longest))


def answer(desk: Desk, due: Due) -> a.Answer | None:
    """What a row's positions say, or that there was nothing new; None where the member is not there
    any more."""
    member = desk.listed(UUID(due.member))
    if member is None or member.released:
        return None
    entries = desk.questions.entries_at(due.payload["positions"])
    if not entries:
        return _nothing_new(desk, due.payload.get("about", ""))
    match entries[0].recorded.event:
        case e.RoundOpened() | e.RoundDeadlineMoved() | e.RoundClosed():
            return rounds.told(desk, entries[0])
        case (
            pe.DeliverableApprovalGiven() | pe.DeliverableApproved() | pe.DeliverableReturned()
        ):  # fmt: skip
            return cards.told(desk, entries[0])
        case _:
            return recorded(desk, Outcome(tuple(due.payload["positions"]), entries[0].recorded_at))


def _nothing_new(desk: Desk, about: str) -> a.Answer | None:
    """That what a command says of a goal or a round was so already; None where it is of neither."""
    kind, _, name = about.partition(":")
    match kind:
        case "goal":
            ref = desk.goal(UUID(name))
            return a.NothingNew(ref) if ref else None
        case "round":
            return rounds.unmoved(desk, Quarter.parse(name))
        case _:
            return None


class Replies:
    """Tells answers in one workspace. ``client`` and ``webhook`` must not retry on their own."""

    def __init__(self, desk: Desk, client: WebClient, webhook: Webhook, command: str) -> None:
        self._desk, self._client, self._webhook = desk, client, webhook
        self._command = command

    def tell(self, due: Due, now: int) -> bool:
        """Tell the answer of a row; False where there is nothing to tell any more. Raises `NotTold`
        or slack_sdk's errors where no way was left, or one is to be tried later."""
        found = answer(self._desk, due)
        if found is None:
            return False
        place, message = Place.of(due.payload["place"]), draw(found, self._command)
        ways = list(self._ways(place, isinstance(found, a.Recorded | a.Undone), fresh(due, now)))
        for last, way in ((way is ways[-1], way) for way in ways):
            try:
                way(message)
            except (NotTold, SlackApiError) as error:
                if last or passing(error):
                    raise
                continue
            break
        return True

    def _ways(self, place: Place, open_: bool, fresh: bool) -> Iterator[Callable[[Message], None]]:
        public = place.public and open_
        if place.url and fresh:
            kind = "in_channel" if public else "ephemeral"
            yield lambda told: respond(self._webhook, place.url, told, response_type=kind,
                                       replace_original=False)  # fmt: skip
        if place.channel and (public or place.direct):
            yield lambda told: self._post(place.channel, told, place.thread)
        elif place.channel:
            yield lambda told: self._whisper(place, told)
        yield lambda told: self._post(place.user, told)

    def _post(self, channel: str, told: Message, thread: str = "") -> None:
        self._client.chat_postMessage(
            channel=channel, text=told.text, blocks=list(told.blocks), thread_ts=thread or None,
            unfurl_links=False, unfurl_media=False,
        )  # fmt: skip

    def _whisper(self, place: Place, told: Message) -> None:
        self._client.chat_postEphemeral(
            channel=place.channel, user=place.user, text=told.text, blocks=list(told.blocks),
            thread_ts=place.thread or None,
        )  # fmt: skip


def fresh(due: Due, now: int) -> bool:
    """Whether the response address of a row may still be used."""
    return now - due.made_at < GOOD_FOR and due.attempts <= USES


def without_address(due: Due) -> Due:
    """The row without its response address: so it is kept where that is of no more use."""
    place = {**due.payload["place"], "url": ""}
    return due._replace(payload={**due.payload, "place": place})
