"""What happens to every request from Slack, whatever the door: acknowledge, look whether it came
before, answer, tell.

Recording comes first, and notes that an answer is owed (`bot.places`): the request tells it at
once, and where it cannot, the outbox does. The answer to a question is tried a few times. What was
not told is in the log, with a reference number. An error that nobody foresaw is told to the member
with its number.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot import answers as a
from bot.blocks import draw
from bot.kit import Message
from bot.places import Place, about_goal, reply_lane
from bot.replies import passing, seconds, why
from bot.service import Service
from domain.ledger import ConcurrentWrites, StoreError
from projections.announcing import REPLY
from projections.outbox import SECOND, Due

Tell = Callable[[a.Answer, Message], None]

TRIES, PATIENCE = 3, 30
"""How often the answer to a question is told, where Slack does not take it for the moment, and how
long (seconds) it may let us wait."""
TURNS, PAUSE = 20, 0.1
"""How often, and at which distance (seconds), a request looks whether its answer's turn has come;
after that the answer is left to the outbox."""
LONGEST_WAIT = 60
"""Seconds until an answer that was not told is tried again, at the most, unless Slack says more."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request: the keys under which it is remembered, what to do, how to tell the answer, and the
    place where one is owed for what is recorded."""

    keys: Sequence[str]
    work: Callable[[], a.Answer]
    tell: Tell
    place: Place | None = None


class Reception:
    """The one way of every request, in one process."""

    def __init__(
        self, service: Service, command: str, logger: logging.Logger, pause: Callable[[float], None]
    ) -> None:  # fmt: skip
        self.service, self.command, self._log = service, command, logger
        self._outbox, self._pause = service.desk.outbox, pause

    def receive(self, request: Request) -> None:
        """Do the work of a request that is acknowledged already; never raises.

        A crash in here leaves the request begun and not done: Slack's next retry does it, and what
        was recorded is found by its command id.
        """
        memory = self.service.desk.memory
        try:
            if not memory.begin(list(request.keys), self.service.desk.clock().now):
                self._log.info("a request that came before is not worked on again")
                return
            answer = request.work()
        except Exception as error:
            answer = self._failed(error)
        self.tell(answer, request.tell, request.place)
        try:
            memory.done(list(request.keys))
        except Exception as error:
            self._failed(error)

    def attempt(self, work: Callable[[], a.Answer]) -> a.Answer:
        """The answer of work that must be done before the acknowledgement; never raises."""
        try:
            return work()
        except Exception as error:
            return self._failed(error)

    def tell(self, answer: a.Answer, tell: Tell, place: Place | None) -> None:
        """Tell an answer; never raises. One that is owed for a record is told by one of us, and
        stays in the outbox until it is."""
        owed: Due | None = None
        try:
            if place is not None and a.is_owed(answer):
                mine, owed = self._turn(answer, place)
                if not mine:
                    return
            message = draw(answer, self.command)
            if owed is None:
                self._patiently(lambda: tell(answer, message))
                return
            tell(answer, message)
            self._outbox.answered(owed)
        except Exception as error:
            self._not_told(answer, owed, error)

    def _patiently(self, tell: Callable[[], None]) -> None:
        for n in range(1, TRIES + 1):
            try:
                tell()
            except Exception as error:
                wait = seconds(error, n - 1, PATIENCE)
                if n == TRIES or wait > PATIENCE or not passing(error):
                    raise
                self._pause(wait)
            else:
                return

    def _turn(self, answer: a.Answer, place: Place) -> tuple[bool, Due | None]:
        """Whether to tell the answer here, and the row of the outbox that is done with then."""
        desk = self.service.desk
        lane = self._outbox.owed(place.team, reply_lane(place, desk.agreement.id))
        rows = [one for one in lane if one.kind == REPLY]
        row = next((one for one in rows if one.payload["holder"] == place.request), None)
        if row is None:  # recorded by an earlier request: is that one's answer still to be told?
            return not any(_tells(one, answer) for one in rows), None
        if row.payload["held"]:
            return row.attempts == 1, row
        for _ in range(TURNS):
            claimed = self._outbox.claim(place.team, desk.agreement.id, desk.clock().now, row.key)
            if claimed is not None:
                return True, claimed
            self._pause(PAUSE)
        return False, None

    def _not_told(self, answer: a.Answer, owed: Due | None, error: Exception) -> None:
        reference = _reference()
        position = getattr(answer, "position", None)
        told = f"position {position} is recorded" if position else "nothing new"
        if owed is None:
            self._log.exception("%s: the answer was not told; %s", reference, told)
            return
        wait = seconds(error, owed.attempts, LONGEST_WAIT) if passing(error) else 0
        self._log.warning("%s: the answer was not told (%s); %s, and the outbox tells it",
                          reference, why(error), told)  # fmt: skip
        try:
            now = self.service.desk.clock().now
            self._outbox.later(owed, now + wait * SECOND, why(error))
        except Exception as lost:
            self._failed(lost)  # its row is still there, and is anybody's when its time has gone

    def _failed(self, error: Exception) -> a.Answer:
        reference = _reference()
        self._log.error("%s: %s", reference, type(error).__name__, exc_info=error)
        store = isinstance(error, StoreError | ConcurrentWrites)
        return a.Sorry("sorry.store" if store else "sorry.error", {"reference": reference}, True)


def _tells(row: Due, answer: a.Answer) -> bool:
    """Whether a row of the outbox tells the same."""
    positions = row.payload["positions"]
    if isinstance(answer, a.NothingNew):
        return not positions and row.payload.get("about") == about_goal(answer.ref.id)
    return getattr(answer, "position", None) in positions


def signature_keys(headers: Mapping[str, Sequence[str]]) -> list[str]:
    """The key of a signed request: its signature. A socket's request has none."""
    return [f"signature:{one}" for one in headers.get("x-slack-signature", ())]


def _reference() -> str:
    """A number that the member and the log have in common."""
    return f"F{secrets.token_hex(4).upper()}"
