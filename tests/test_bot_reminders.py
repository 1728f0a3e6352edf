"""Decisions that led to nothing, in the reminders of a round: told to those whose they are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bot_helpers import Bot, Clock, words
from builders import micros
from partnership_helpers import (
    AUDITOR,
    CLERK,
    DAY,
    GARDENER,
    LAUG,
    MASTER,
    PARKER,
    SECRETARY,
    SMITH,
    Lodge,
)

from bot.pretend import pressable
from domain import partnership_commands as c
from domain.commands import RegisterGoal, ReportStatus
from domain.ledger import Ledger
from domain.quarters import Quarter
from domain.rounds import OpenRound
from projections.links import Person
from projections.outbox import lane_of

PEOPLE = {SECRETARY: "U0", MASTER: "U2", PARKER: "U3", SMITH: "U4", CLERK: "U5", GARDENER: "U6",
          AUDITOR: "U7"}  # fmt: skip
REMINDER = date(2027, 4, 6)


@pytest.fixture
def bot(ledger: Ledger) -> Bot:
    """An open round, in which PARK (the parker) owes a report, and decisions about all sorts."""
    lodge = Lodge(ledger).opened().seated()
    goal = lodge.agreement.goal_id("G1")
    lodge.tell(RegisterGoal(goal, "G1", DAY, "Grøn gård", "Gårdene bliver grønne",
                            responsible="PARK"))  # fmt: skip
    made = Bot(lodge, Clock(micros(2027, 3, 2), DAY), agreement=LAUG)
    for member, user in PEOPLE.items():
        made.desk.links.link(Person("T1", user), member, 1)
    lodge.submitted()
    lodge.met()
    return made


def lodge(bot: Bot) -> Lodge:
    assert isinstance(bot.office, Lodge)
    return bot.office


def decide(bot: Bot, kind: Any, text: str, *refers: str, **more: Any) -> None:
    lodge(bot).tell(c.RecordDecision("oldermaend-1", 1, kind, text, refers=refers, **more))


def reminded(bot: Bot) -> dict[str, dict[str, Any]]:
    """Who is reminded of what, the day before the deadline."""
    lodge(bot).tell(OpenRound(Quarter(2027, 1), date(2027, 4, 7), (1,)))
    bot.carried()
    bot.clock.now, bot.clock.today = micros(2027, 4, 6), REMINDER
    told = [payload for method, payload in bot.carried() if method == "chat.postMessage"]
    return {payload["channel"]: payload for payload in told}


def test_each_is_told_of_what_is_theirs_and_nobody_of_nothing(bot: Bot) -> None:
    decide(bot, "assigned", "Smedene <hamrer>", responsible="SMED", due=date(2027, 3, 20))
    decide(bot, "approved", "Gårdene er grønne", "goal:G1")
    decide(bot, "approved", "Planen godkendes", "deliverable:regnplan")
    decide(bot, "other", "Nogen ser på det")
    told = reminded(bot)
    assert set(told) == {"U2", "U3", "U4"}, "neither gardener, clerk, auditor nor secretariat"
    smith = words(told["U4"])
    assert "*2 beslutninger, du skal følge op på*" in smith
    assert "*oldermaend-1/1*: Smedene &lt;hamrer&gt;\n  ↳ Fristen var 20. marts 2027." in smith
    assert "*oldermaend-1/3*: Planen godkendes\n  ↳ «Regnplan» er ikke endeligt godkendt" in smith
    assert "indberetning" not in smith
    assert told["U4"]["text"] == "Beslutninger, du skal følge op på"
    parker = words(told["U3"])
    assert "Der mangler indberetning om ét mål: G1." in parker
    assert "Målopfyldelsen for «Grøn gård» er ikke ændret siden 1. marts 2027." in parker
    assert [one["action_id"] for one in pressable(told["U3"])] == ["round_mine"]
    assert "↳ Besluttet 1. marts 2027 og ikke fulgt op." in words(told["U2"]), "sits in the forum"


def test_who_has_nothing_open_is_reminded_of_goals_alone(bot: Bot) -> None:
    told = reminded(bot)
    assert set(told) == {"U3"}
    assert "beslutning" not in words(told["U3"])
    assert told["U3"]["text"] == "Husk indberetningen for 1. kvartal 2027"


def test_who_followed_up_before_the_reminder_is_sent_is_not_reminded(bot: Bot) -> None:
    decide(bot, "assigned", "Smedene hamrer", responsible="SMED", due=date(2027, 3, 20))
    lodge(bot).tell(ReportStatus(LAUG.goal_id("G1"), DAY, "Der er plantet"))
    lodge(bot).tell(OpenRound(Quarter(2027, 1), date(2027, 4, 7), (1,)))
    bot.carried()
    bot.clock.now, bot.clock.today = micros(2027, 4, 6), REMINDER
    from bot import letters

    bot.outbox.put(letters.reminders(bot.desk, bot.clock.now), bot.clock.now)
    work = bot.outbox.claim("T1", LAUG.id, bot.clock.now)
    assert work is not None
    nudges = letters.following(bot.desk, bot.outbox, work, "T1")
    assert {one.lane for one in nudges} == {lane_of(LAUG.id, user) for user in ("U2", "U4")}
    bot.outbox.finish(work, nudges, bot.clock.now)
    lodge(bot).today = REMINDER
    lodge(bot).tell(c.FinishFollowUp("oldermaend-1/1", REMINDER, "Hamret"), SMITH)
    assert bot.carried() == []


def test_many_decisions_keep_within_the_limits(bot: Bot) -> None:
    for n in range(30):
        decide(bot, "assigned", f"{n} " + "Lang & trang " * 200, responsible="SMED",
               due=date(2027, 3, 20))  # fmt: skip
    smith = reminded(bot)["U4"]
    assert "*30 beslutninger, du skal følge op på*" in words(smith)
    assert "… og 22 til." in words(smith)
    assert len(smith["blocks"]) <= 3


def test_the_secretariat_sees_how_many_there_are(bot: Bot) -> None:
    decide(bot, "assigned", "Smedene hamrer", responsible="SMED", due=date(2027, 3, 20))
    decide(bot, "approved", "Gårdene er grønne", "goal:G1")
    lodge(bot).tell(OpenRound(Quarter(2027, 1), date(2027, 4, 7), (1,)))
    (told,) = (one for _, one in bot.carried() if one["channel"] == "U0")
    counted = "*Beslutninger:* 0 uden opfølgning · 0 over fristen · 1 godkendt uden virkning"
    assert counted in words(told)
    bot.clock.today = REMINDER
    lodge(bot).tell(ReportStatus(LAUG.goal_id("G1"), DAY, "Der er plantet", "Nået"))
    (told,) = (one for _, one in bot.carried() if one["channel"] == "U0")
    assert "0 uden opfølgning · 1 over fristen · 0 godkendt" in words(told)
