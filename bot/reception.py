"""What happens to every request from Slack, whatever the door: acknowledge, look whether it came
before, answer, tell.

Recording comes first: what cannot be told afterwards is recorded all the same, and the log says so
with a reference number. An error that nobody foresaw is told to the member with its number.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot import answers as a
from bot.blocks import draw
from bot.kit import Message
from bot.service import Service
from domain.ledger import ConcurrentWrites, StoreError

Tell = Callable[[a.Answer, Message], None]


@dataclass(frozen=True, slots=True)
class Request:
    """A request: the keys under which it is remembered, what to do, and how to tell the answer."""

    keys: Sequence[str]
    work: Callable[[], a.Answer]
    tell: Tell


class Reception:
    """The one way of every request, in one process."""

    def __init__(self, service: Service, command: str, logger: logging.Logger) -> None:
        self.service, self.command, self._log = service, command, logger

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
        self._tell(request, answer)
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

    def _tell(self, request: Request, answer: a.Answer) -> None:
        try:
            request.tell(answer, draw(answer, self.command))
        except Exception:
            recorded = "nothing new"
            if isinstance(answer, a.Recorded | a.Undone):
                recorded = f"position {answer.position} is recorded"
            self._log.exception("%s: the answer was not told; %s", _reference(), recorded)

    def _failed(self, error: Exception) -> a.Answer:
        reference = _reference()
        self._log.error("%s: %s", reference, type(error).__name__, exc_info=error)
        store = isinstance(error, StoreError | ConcurrentWrites)
        return a.Sorry("sorry.store" if store else "sorry.error", {"reference": reference}, True)


def signature_keys(headers: Mapping[str, Sequence[str]]) -> list[str]:
    """The key of a signed request: its signature. A socket's request has none."""
    return [f"signature:{one}" for one in headers.get("x-slack-signature", ())]


def _reference() -> str:
    """A number that the member and the log have in common."""
    return f"F{secrets.token_hex(4).upper()}"
