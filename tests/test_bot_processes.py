"""Two processes on one PostgreSQL: the same requests reach both, and each is worked on once."""

from __future__ import annotations

import json
import logging
import time
from collections import Counter
from datetime import date
from multiprocessing.connection import Connection
from typing import Any

import pytest
from bot_helpers import METTE, SECRET, TOKEN, Bot, Clock
from builders import AGREEMENT, NOON, Office, goal_id, report
from databases import make_ledger
from writers import PROCESSES

from bot.app import Settings, make_app
from bot.desk import Desk
from bot.pretend import BOT, Door, PretendClient, PretendWebhook, Sent
from bot.service import Service
from domain import commands as c
from domain.recording import Moment
from projections import verification
from projections.directory import Directory
from projections.links import Links, Person
from projections.questions import Questions
from projections.slack_memory import SlackMemory

REQUESTS = 20
TODAY = date(2017, 4, 3)


@pytest.fixture
def backend() -> str:
    return "postgresql"


def hear(url: str, name: str, pipe: Connection) -> None:
    """A bot of its own process: hears every request when it is told to, and tells its answers."""
    ledger = make_ledger(url, CREATE_TABLE="no")
    recorder: Any = ledger.recorder
    desk = Desk(
        ledger, Questions(recorder), Directory(recorder), Links(recorder), SlackMemory(recorder),
        AGREEMENT, lambda: Moment(NOON + time.time_ns() // 1_000 % 10**9, TODAY),
    )  # fmt: skip
    sent = Sent()
    app = make_app(
        Service(desk), Settings(TOKEN, SECRET, wait=True), PretendClient(sent),
        lambda address: PretendWebhook(address, sent), logging.getLogger(name), BOT,
    )  # fmt: skip
    door = Door(app, SECRET, time.time)
    pipe.send("ready")
    pipe.recv()
    for n in range(REQUESTS):
        door.mention(f"E-mærker i proces: melding nummer {n}.", event_id=f"Ev{n}")
    pipe.send([json.dumps(payload, ensure_ascii=False) for _, payload in sent.calls])
    ledger.close()
    recorder.engine.dispose()


def press(url: str, name: str, pipe: Connection) -> None:
    """A bot of its own process that hears the same click, again and again."""
    bot = Bot(Office(make_ledger(url, CREATE_TABLE="no"), prefix=name), Clock(NOON + 10**9))
    confirm = pipe.recv()
    for n in range(5):
        click = {"container": {"type": "message", "message_ts": "1.5", "channel_id": "C1"}}
        bot.mette.click(confirm, trigger_id=f"{name}-{n}", **click)
    pipe.send([json.dumps(payload, ensure_ascii=False) for _, payload in bot.sent.calls])


def test_a_button_that_is_clicked_in_two_processes_at_once_is_one_fact(
    office: Office, store_url: str
) -> None:
    office.tell(c.RetitleGoal(goal_id("M1"), "E-mærker"))
    here = Bot(office, Clock(NOON + 10**9))
    here.link(METTE, "Mette Holm", "TMF", Person("T1", "U1"))
    here.mette.command("E-mærker opfyldt 4. kvartal 2016, nået")
    confirm, before = here.buttons()[0], here.positions()
    pipes, processes = [], []
    for n in range(2):
        mine, there = PROCESSES.Pipe()
        processes.append(PROCESSES.Process(target=press, args=(store_url, f"p{n}", there)))
        processes[-1].start()
        there.close()
        pipes.append(mine)
    for pipe in pipes:
        pipe.send(confirm)
    answers = [told for pipe in pipes for told in pipe.recv()]
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert here.positions() == before + 1
    assert answers
    assert all("*E-mærker* (M1), 4. kvartal 2016" in told for told in answers)
    assert here.outbox.entries("waiting", "failed") == []


def test_the_same_events_in_two_processes_give_one_fact_and_one_answer_each(
    office: Office, store_url: str
) -> None:
    office.tell(
        c.RetitleGoal(goal_id("M1"), "E-mærker"),
        report("M1", date(2016, 12, 1), "Halvt", fulfilment="I proces"),
    )
    office.add_member(METTE, "TMF", "tovholder")
    Directory(office.recorder).name(METTE, "Mette Holm")
    Links(office.recorder).link(Person("T1", "U1"), METTE, 1)
    before = Questions(office.recorder).last_position()

    pipes, processes = [], []
    for n in range(2):
        here, there = PROCESSES.Pipe()
        processes.append(PROCESSES.Process(target=hear, args=(store_url, f"bot-{n}", there)))
        processes[-1].start()
        there.close()
        pipes.append(here)
    assert [pipe.recv() for pipe in pipes] == ["ready", "ready"]
    for pipe in pipes:
        pipe.send("go")
    answers = [told for pipe in pipes for told in pipe.recv()]
    for process in processes:
        process.join()
        assert process.exitcode == 0

    entries = [one for one in Questions(office.recorder).entries() if one.position > before]
    assert Counter(one.command_id for one in entries) == Counter(
        f"slack:event:Ev{n}" for n in range(REQUESTS)
    )
    for n in range(REQUESTS):
        assert sum(f"melding nummer {n}." in told for told in answers) >= 1
    assert len(answers) == REQUESTS
    assert list(verification.verify(office.recorder, lambda *_: None)) == []
