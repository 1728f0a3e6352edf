"""The courier: carries the outbox to one workspace, and writes down reminders when they are due.

Several processes may carry at once: a row is claimed by one of them (`projections.outbox`). What
fails for a moment is tried again, later each time, and keeps only its own lane waiting; what Slack
will never take is marked as failed, logged, and shown by `tovholder bot outbox`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import NAMESPACE_URL, uuid5

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

from bot import cards, letters, replies, sealed
from bot.desk import Desk
from bot.kit import Message
from bot.replies import NotTold, Replies, Webhook, passing, seconds, why
from projections.announcing import REPLY
from projections.outbox import SECOND, Due, Outbox, Post

LONGEST_WAIT = 600
"""Seconds between two attempts, at the most."""

NOTHING = "nothing to tell any more"

_SPACE = uuid5(NAMESPACE_URL, "urn:tovholder:outbox")


class Courier:
    """Carries messages to one workspace. ``client`` and ``webhook`` must not retry on their own;
    ``command`` is the slash command that members type."""

    def __init__(
        self, desk: Desk, outbox: Outbox, client: WebClient, team: str, log: logging.Logger,
        command: str, webhook: Webhook = WebhookClient,
    ) -> None:  # fmt: skip
        self._desk, self._outbox, self._client = desk, outbox, client
        self._team, self._log = team, log
        self._replies = Replies(desk, client, webhook, command)

    def round(self, stopped: Callable[[], bool] = lambda: False) -> int:
        """Carry all that is due now; how many rows were worked on. Never raises."""
        done = 0
        try:
            self._outbox.put(letters.reminders(self._desk, self._now()), self._now())
            self._outbox.put(cards.notices(self._desk, self._outbox), self._now())
            while not stopped() and self._one():
                done += 1
        except Exception:
            self._log.exception("the outbox could not be worked on; it is tried again")
        return done

    def _one(self) -> bool:
        due = self._outbox.claim(self._team, self._desk.agreement.id, self._now())
        if due is None:
            return False
        if due.kind in letters.OWN_WORK:
            notices = letters.following(self._desk, self._outbox, due, self._team)
            self._outbox.finish(due, notices, self._now())
        else:
            self._send(due)
        return True

    def _send(self, due: Due) -> None:
        try:
            if due.kind == sealed.FILES:
                self._upload(due)
            elif due.kind == REPLY:
                self._reply(due)
            else:
                self._tell(due)
        except (NotTold, SlackClientError, OSError) as error:
            self._not_taken(due, error)

    def _reply(self, due: Due) -> None:
        """Tell an answer that the request itself could not tell; nothing of it is kept then."""
        if not self._replies.tell(due, self._now()):
            self._log.info("outbox row %s: %s", due.id, NOTHING)
        self._outbox.answered(due)

    def _tell(self, due: Due) -> None:
        kept = due.kind in letters.KEPT
        post = self._outbox.post(due.post) if kept else None
        draw = cards.letter if due.kind == cards.KIND else letters.letter
        letter = draw(self._desk, due, post is not None)
        if letter is None or (post and post.digest == letter.digest):
            self._outbox.sent(due, told=NOTHING)
            return
        message = letter.message
        place = self._update(post, message) if post else self._post(due, message)
        self._outbox.sent(due, Post(due.post, *place, letter.digest) if kept else None)

    def _upload(self, due: Due) -> None:
        """Send the files of a sealed report to where its message stands."""
        post = self._outbox.post(sealed.message_key(due.post))
        made = sealed.of(self._desk, due.payload)
        if post is None or made is None or not letters.reachable(self._desk, due):
            self._outbox.sent(due, told=NOTHING)
            return
        try:
            uploads = sealed.uploads(self._desk, made)
        except sealed.FileLost as lost:
            self._log.error("outbox row %s: the store does not hold %s as sealed", due.id, lost)
            self._outbox.fail(due, f"{lost} is not as it was sealed")
            return
        self._client.files_upload_v2(file_uploads=uploads, channel=post.channel)
        self._outbox.sent(due)

    def _post(self, due: Due, message: Message) -> tuple[str, str]:
        """Post a message; the same id each time lets Slack know it again."""
        answer = self._client.chat_postMessage(
            channel=due.to, text=message.text, blocks=list(message.blocks),
            unfurl_links=False, unfurl_media=False, client_msg_id=str(uuid5(_SPACE, due.key)),
        )  # fmt: skip
        return str(answer.get("channel") or due.to), str(answer["ts"])

    def _update(self, post: Post, message: Message) -> tuple[str, str]:
        self._client.chat_update(
            channel=post.channel, ts=post.ts, text=message.text, blocks=list(message.blocks)
        )
        return post.channel, post.ts

    def _not_taken(self, due: Due, error: Exception) -> None:
        now, told = self._now(), why(error)
        again = passing(error)
        if due.kind == REPLY and not (again and replies.fresh(due, now)):
            due = replies.without_address(due)
        if not again:
            self._log.error("outbox row %s cannot be told: %s", due.id, told)
            self._outbox.fail(due, told)
            return
        wait = seconds(error, due.attempts, LONGEST_WAIT)
        self._log.warning("outbox row %s waits for %s s: %s", due.id, wait, told)
        self._outbox.later(due, now + wait * SECOND, told)

    def _now(self) -> int:
        return self._desk.clock().now
