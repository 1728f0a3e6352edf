"""Row 9: a request from Slack, from its signature to its acknowledgement, and to the answer.

Bolt looks every 10 ms whether a request is acknowledged, so that the bare dispatch takes as long.
"""

from __future__ import annotations

import logging
import time
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import partial
from threading import Event
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from benchmarks import data
from benchmarks.measure import Line, Maker, Work, in_turn, p50, p99, progress
from benchmarks.stores import Backend, close, open_ledger
from bot.app import Settings, make_app
from bot.desk import Desk
from bot.pretend import BOT, Door, PretendClient, PretendWebhook, Sent
from bot.service import Service
from domain.recording import Moment
from projections.directory import Directory
from projections.links import Links, Person
from projections.questions import Questions
from projections.slack_memory import SlackMemory

SECRET = "bench-signing-secret"
TODAY = date(2024, 12, 16)
QUESTION, REPORT = "question", "report"
LONGEST = 30.0


class Awaited(Sent):
    """What the app sent, for somebody who waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self.there = Event()

    def take(self, method: str, payload: dict[str, Any]) -> None:
        """Keep a payload; the answer has left."""
        super().take(method, payload)
        self.there.set()


class Bot:
    """The bot over a store, with nothing but the network left out."""

    def __init__(self, url: str) -> None:
        self.ledger = open_ledger(url)
        recorder: Any = self.ledger.recorder
        questions, links = Questions(recorder), Links(recorder)
        links.link(Person("T1", "U1"), data.SECRETARIAT, 1)
        desk = Desk(self.ledger, questions, Directory(recorder), links, SlackMemory(recorder),
                    data.SMALL_AGREEMENT, _now)  # fmt: skip
        self.sent = Awaited()
        app = make_app(
            Service(desk), Settings("", SECRET), PretendClient(self.sent),
            lambda address: PretendWebhook(address, self.sent), logging.getLogger("bench"), BOT,
        )  # fmt: skip
        self._door, self._told = Door(app, SECRET, time.time), 0
        self._work = app.listener_runner.listener_executor

    def answered(self, kind: str) -> Work:
        """A slash command, until its answer has left."""
        ask = self.ask(kind)
        self.sent.there.clear()

        def work() -> None:
            ask()
            self.sent.there.wait(LONGEST)

        return work

    def ask(self, kind: str) -> Work:
        """A slash command, until it is acknowledged; made when the one before is answered."""
        end = time.monotonic() + LONGEST
        while len(self.sent.calls) < self._told and time.monotonic() < end:
            time.sleep(0.002)
        self._told += 1
        number = f"M{1 + self._told % 9}"
        asks = f"{number} 3. kvartal 2019"
        said = asks if kind == QUESTION else f"{number} i proces, melding nummer {self._told}"
        return partial(self._door.command, said)

    def close(self) -> None:
        self._work.shutdown()  # what follows an answer is done too
        close(self.ledger)


def _now() -> Moment:
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    return Moment(int(moment.timestamp() * 1e6) + time.perf_counter_ns() // 1_000, TODAY)


def _bare() -> Door:
    """Bolt, with a listener that acknowledges and does nothing."""
    app = App(signing_secret=SECRET, client=WebClient(""), authorize=lambda: BOT)

    def acknowledge(ack: Ack) -> None:
        ack()

    app.command("/maal")(acknowledge)
    return Door(app, SECRET, time.time)


def answers(backend: Backend, size: str) -> list[Line]:
    """Acknowledgement, and the whole answer to a question and to a report."""
    progress(f"row 9: Slack, {backend.name}, {size}")
    logging.getLogger("bench").setLevel(logging.ERROR)
    with ExitStack() as stack:
        url = stack.enter_context(backend.copied(size))
        bot = Bot(url)
        stack.callback(bot.close)
        bare = _bare()
        makers: dict[str, Maker] = {
            "bare": lambda: partial(bare.command, "M1"),
            "ack": partial(bot.ask, REPORT),
            QUESTION: partial(bot.answered, QUESTION),
            REPORT: partial(bot.answered, REPORT),
        }
        taken = in_turn(makers, rounds=200, warm=10)
        refused = [one for one in bot.sent.calls if "Intet er registreret" in str(one)]
        if refused:
            raise RuntimeError(f"a report was refused: {refused[0]}")
    ms = {name: p50(seconds) * 1e3 for name, seconds in taken.items()}
    worst = {name: p99(seconds) * 1e3 for name, seconds in taken.items()}
    where = f"{backend.name}, {size}"
    over = worst["ack"] - worst["bare"]
    name = "bare Bolt dispatch"
    promised = backend.name == "sqlite"
    lines = [
        Line("9", f"Slack: acknowledged, {where}", "ms", ms["ack"], ms["bare"],
             budget="p99 < 20 ms over bare Bolt", holds=over < 20, ours_p99=worst["ack"],
             floor_name=name),
    ]  # fmt: skip
    lines += [
        Line("9", f"Slack: {kind} answered, {where}", "ms", ms[kind], ms["bare"],
             budget="p99 < 60 ms" if promised else "",
             holds=worst[kind] < 60 if promised else None, ours_p99=worst[kind], floor_name=name)
        for kind in (QUESTION, REPORT)
    ]  # fmt: skip
    return lines
