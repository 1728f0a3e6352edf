"""Whoever wrote hears what was recorded: in order, whatever Slack answers and whichever process
dies; and nothing of a response address is left."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from datetime import date
from multiprocessing.connection import Connection
from typing import Any
from urllib.error import URLError

import pytest
from bot_helpers import METTE, SECRETARY, Bot, Clock, words
from builders import NOON, Office, goal_id, report
from databases import make_ledger
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from test_bot_partnership import MAYOR, cards, door, lodge, opened, press
from writers import PROCESSES

from bot import letters, sealed
from bot.app import Settings, make_app
from bot.pretend import BOT, RESPONSE_URL, Door, PretendClient, PretendWebhook
from cli import words_da, words_en
from domain import commands as c
from domain.ledger import Ledger
from domain.quarters import Quarter
from domain.rounds import OpenRound
from projections.announcing import HELD, REPLY
from projections.links import Person
from projections.outbox import FAILED, SECOND, WAITING, Outbox
from projections.schema import OUTBOX

Q1 = Quarter(2017, 1)
MINUTE = 60 * SECOND


class Died(BaseException):
    """The process is gone: nothing behind this happens."""


def dies(_: str) -> None:
    raise Died


def refuses(code: str, status: int = 200, **headers: str) -> Callable[[str], None]:
    def refuse(method: str) -> None:
        told = SlackResponse(
            client=None, http_verb="POST", api_url=method, req_args={},
            data={"ok": False, "error": code}, headers=headers, status_code=status,
        )  # fmt: skip
        raise SlackApiError(code, told)

    return refuse


def only(methods: tuple[str, ...], fails: Callable[[str], None]) -> Callable[[str], None]:
    """Fails at these methods; anything else is taken."""
    return lambda method: fails(method) if method in methods else None


def works(_: str) -> None:
    pass


@pytest.fixture
def bot(office: Office) -> Bot:
    office.tell(
        c.RetitleGoal(goal_id("M1"), "E-mærker"),
        report("M1", date(2016, 12, 1), "Halvt", fulfilment="I proces"),
    )
    made = Bot(office, Clock(NOON + 1_000_000_000))
    made.link(METTE, "Mette Holm", "TMF", Person("T1", "U1"))
    made.desk.links.link(Person("T1", "U2"), SECRETARY, 1)
    return made


@pytest.fixture
def boss(bot: Bot) -> Door:
    return Door(bot.app, bot.settings.signing_secret, bot.mette.now, "T1", "U2", 5_000)


def stored(bot: Bot) -> str:
    """All that stands in the outbox."""
    with bot.outbox._recorder.reading() as connection:
        return str(connection.execute(OUTBOX.select()).all())


def replies(bot: Bot) -> list[Any]:
    return [one for one in bot.outbox.entries(WAITING, FAILED) if one.kind == "reply"]


def told(bot: Bot) -> list[tuple[str, dict[str, Any]]]:
    """What the outbox tells of answers now."""
    return [
        (method, payload)
        for method, payload in bot.carried()
        if "Indberetning" not in payload["text"]
    ]


# --- the process dies between the commit and the answer -------------------------------------------


def round_message(bot: Bot) -> dict[str, Any]:
    bot.office.tell(OpenRound(Q1, date(2017, 4, 7)))
    (asked,) = (payload for _, payload in bot.carried() if payload["channel"] == "U1")
    return asked


def pressed(bot: Bot, _: Door) -> None:
    buttons = round_message(bot)["blocks"]
    same = next(one for block in buttons for one in block.get("elements", [])
                if one.get("action_id") == "unchanged-M1")  # fmt: skip
    bot.sent.fails = dies
    bot.mette.click(same)


def undone(bot: Bot, _: Door) -> None:
    bot.mette.command("E-mærker opfyldt")
    bot.sent.fails = dies
    bot.mette.command("fortryd")


def moved(bot: Bot, boss: Door) -> None:
    bot.office.tell(OpenRound(Q1, date(2017, 4, 7)))
    bot.carried()
    bot.sent.fails = dies
    boss.command("runde flyt 1. kvartal 2017 til 9. april")


def unmoved(bot: Bot, boss: Door) -> None:
    bot.office.tell(OpenRound(Q1, date(2017, 4, 7)))
    bot.carried()
    bot.sent.fails = dies
    boss.command("runde flyt 1. kvartal 2017 til 7. april")


def unchanged_again(bot: Bot, _: Door) -> None:
    bot.mette.command("E-mærker uændret")
    bot.sent.fails = dies
    bot.mette.mention("E-mærker uændret")


def confirmed(bot: Bot, _: Door) -> None:
    bot.mette.command("E-mærker opfyldt 4. kvartal 2016")
    yes = bot.buttons()[0]
    bot.sent.fails = dies
    bot.mette.click(yes)


@pytest.mark.parametrize(
    ("write", "says"),
    [
        (lambda bot, _: bot.mette.command("E-mærker opfyldt, nu"), "I proces → *Opfyldt*"),
        (lambda bot, _: bot.mette.mention("E-mærker opfyldt"), "I proces → *Opfyldt*"),
        (lambda bot, _: bot.mette.direct("E-mærker uændret"), "E-mærker"),
        (lambda _, boss: boss.command("runde åbn 1. kvartal 2017 frist 7. april"), "er åbnet"),
        (moved, "har nu frist 9. april 2017"),
        (undone, "Fortrudt: *E-mærker*"),
        (confirmed, "4. kvartal 2016"),
        (pressed, "E-mærker"),
        (unmoved, "har nu frist 7. april 2017"),
        (unchanged_again, "intet nyt"),
    ],
    ids=["slash", "mention", "direct", "round", "moved", "undo", "late", "press", "same", "more"],
)
def test_what_is_recorded_is_told_though_the_process_died(
    bot: Bot, boss: Door, write: Any, says: str
) -> None:
    if write.__name__ == "<lambda>":
        bot.sent.fails = dies
    before = bot.positions()
    with pytest.raises(Died):
        write(bot, boss)
    bot.sent.fails = works
    assert bot.positions() > before
    assert told(bot) == [], "the request that recorded it may still be at work"
    bot.clock.now += HELD
    ((_, payload),) = told(bot)
    assert says in words(payload)
    bot.clock.now += HELD
    assert told(bot) == []
    assert replies(bot) == []


def test_a_form_that_was_recorded_is_told_where_the_form_could_not(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot.mette.shortcut("use-as-status", "E-mærker opfyldt")
    form = bot.view()
    with monkeypatch.context() as patched:
        patched.setattr("bot.modals.told", lambda *_: dies(""))
        with pytest.raises(Died):
            bot.mette.submit(form, {})
    assert bot.status() == "Opfyldt"
    bot.clock.now += HELD
    ((method, payload),) = told(bot)
    assert (method, payload["channel"]) == ("chat.postMessage", "U1")
    assert "*Opfyldt*" in words(payload)


def test_an_approval_is_told_where_the_form_could_not(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = opened(ledger)
    lodge(bot).submitted("Første")
    view = press(bot, MAYOR, cards(bot.carried())["U1"], "card_return")
    with monkeypatch.context() as patched:
        patched.setattr("bot.modals.told", lambda *_: dies(""))
        with pytest.raises(Died):
            door(bot, MAYOR).submit(view, {"reason": "Uklar"}, id="V7")
    bot.clock.now += HELD
    said = [words(payload) for _, payload in bot.carried() if payload["channel"] == "U1"]
    assert any("*Regnplan* er returneret" in one for one in said), said


def die_at_the_answer(url: str, told: Connection, said: str) -> None:
    """A bot of its own process, which is killed when it is about to answer."""
    bot = Bot(Office(make_ledger(url, CREATE_TABLE="no")), Clock(NOON + 1_000_000_000))
    bot.sent.fails = lambda _: os.kill(os.getpid(), signal.SIGKILL)
    told.send("ready")
    bot.mette.command(said)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("E-mærker opfyldt, alle vinduer er skiftet", "alle vinduer er skiftet"),
        ("E-mærker uændret", "Der er intet nyt at registrere"),
    ],
    ids=["recorded", "nothing-new"],
)
def test_a_killed_process_leaves_its_answer_to_the_others(
    bot: Bot, store_url: str, said: str, answer: str
) -> None:
    if "intet nyt" in answer:
        bot.mette.command(said)
    here, there = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=die_at_the_answer, args=(store_url, there, said))
    process.start()
    assert here.recv() == "ready"
    process.join()
    assert process.exitcode == -signal.SIGKILL
    bot.clock.now += HELD + MINUTE
    ((method, payload),) = told(bot)
    assert (method, payload["response_type"]) == ("respond", "ephemeral")
    assert answer in words(payload)


# --- Slack does not take it -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fails", "wait"),
    [
        (refuses("ratelimited", 429, **{"Retry-After": "30"}), 30),
        (refuses("fatal_error", 503), 2),
        (refuses("internal_error"), 2),
        (lambda _: (_ for _ in ()).throw(URLError("gone")), 2),
    ],
    ids=["429", "503", "internal", "network"],
)
def test_an_answer_that_slack_does_not_take_goes_by_the_outbox(
    bot: Bot, fails: Any, wait: int, caplog: pytest.LogCaptureFixture
) -> None:
    bot.sent.fails = fails
    bot.mette.direct("E-mærker opfyldt")
    assert f"position {bot.positions()} is recorded, and the outbox tells it" in caplog.text
    assert bot.pauses == [], "a recorded answer does not keep its thread waiting"
    bot.sent.fails = works
    (row,) = replies(bot)
    assert wait - 2 <= (row.next_at - bot.clock.now) // SECOND <= wait
    bot.clock.now += (wait + 1) * SECOND
    ((method, payload),) = told(bot)
    assert (method, payload["channel"]) == ("chat.postMessage", "D1")
    assert "*Opfyldt*" in words(payload)


def test_answers_keep_their_order(bot: Bot) -> None:
    """The second is not told before the first, though Slack would take it by then."""
    bot.sent.fails = refuses("ratelimited", 429, **{"Retry-After": "30"})
    bot.mette.command("E-mærker opfyldt, først")
    bot.sent.fails = works
    bot.mette.command("E-mærker i proces, så")
    assert bot.sent.calls == []
    bot.mette.command("E-mærker")
    assert len(bot.sent.calls) == 1, "a question is answered meanwhile"
    bot.ole.command("overblik")
    bot.clock.now += MINUTE
    first, second = (words(payload) for _, payload in told(bot))
    assert "først" in first
    assert "så" in second
    assert replies(bot) == []


def test_an_answer_waits_its_turn_for_a_moment(bot: Bot) -> None:
    """The one before it is told while it waits: then it is told by its own request."""
    bot.sent.fails = dies
    with pytest.raises(Died):
        bot.mette.command("E-mærker opfyldt, først")
    bot.sent.fails = works
    (first,) = bot.outbox.owed("T1", replies(bot)[0].lane)
    looked: list[float] = []

    def pause(seconds: float) -> None:
        looked.append(seconds)
        if len(looked) == 3:
            bot.outbox.answered(first)

    app = make_app(
        bot.service, bot.settings, PretendClient(bot.sent),
        lambda url: PretendWebhook(url, bot.sent), logging.getLogger("test.bot"), BOT, pause,
    )  # fmt: skip
    Door(app, bot.settings.signing_secret, bot.mette.now, told=9_000).command("E-mærker i proces")
    assert len(looked) == 3
    assert "Opfyldt → *I proces*" in bot.text()
    assert replies(bot) == []


def test_a_response_address_is_used_while_it_is_good_and_forgotten_then(bot: Bot) -> None:
    bot.sent.fails = refuses("x", 503)
    bot.mette.command("E-mærker opfyldt")
    assert RESPONSE_URL in stored(bot)
    while replies(bot)[0].attempts < 4:
        bot.clock.now = replies(bot)[0].next_at
        bot.carried()
    tried: list[str] = []
    bot.sent.fails = lambda method: (tried.append(method), refuses("x", 503)(method))[0]
    bot.clock.now += 40 * MINUTE
    bot.carried()
    assert tried == ["chat.postEphemeral"]
    assert "hooks.slack.com" not in stored(bot)
    bot.sent.fails = only(("chat.postEphemeral",), refuses("not_in_channel"))
    bot.clock.now += 40 * MINUTE
    ((method, payload),) = told(bot)
    assert (method, payload["channel"]) == ("chat.postMessage", "U1")
    assert replies(bot) == []


def test_an_address_that_slack_knows_no_more_leads_to_the_next_way(bot: Bot) -> None:
    bot.sent.fails = refuses("x", 503)
    bot.mette.command("E-mærker opfyldt")
    bot.sent.fails = only(("respond",), refuses("expired_url", 404))
    bot.clock.now += MINUTE
    ((method, payload),) = told(bot)
    assert (method, payload["channel"], payload["user"]) == ("chat.postEphemeral", "C1", "U1")
    assert "hooks.slack.com" not in stored(bot)


def test_what_no_way_leads_to_is_kept_without_its_address(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    bot.sent.fails = refuses("user_not_found")
    bot.mette.command("E-mærker opfyldt")
    assert bot.carried() == []
    (row,) = replies(bot)
    assert (row.state, row.told) == (FAILED, "user_not_found")
    assert "hooks.slack.com" not in stored(bot) + caplog.text
    bot.sent.fails = works
    bot.outbox.again(bot.clock.now)
    assert len(told(bot)) == 1


def test_what_is_public_in_a_channel_is_told_there_in_the_end(bot: Bot) -> None:
    settings = Settings(bot.settings.token, bot.settings.signing_secret,
                        public_in=frozenset({"C1"}), wait=True)  # fmt: skip
    open_ = Bot(bot.office, bot.clock, settings=settings)
    for shared, there in (
        (False, ("chat.postMessage", "C1")),
        (True, ("chat.postEphemeral", "C1")),
    ):
        open_.sent.fails = refuses("x", 503)
        open_.mette.mention(f"E-mærker opfyldt, {shared}", is_ext_shared_channel=shared)
        open_.sent.fails = works
        open_.clock.now += MINUTE
        ((method, payload),) = told(open_)
        assert (method, payload["channel"]) == there


def test_a_channel_that_follows_a_round_hears_an_answer_behind_its_message(bot: Bot) -> None:
    """The lane of a channel holds other rows than answers, and keeps its order."""
    settings = Settings(bot.settings.token, bot.settings.signing_secret,
                        public_in=frozenset({"C1X"}), wait=True)  # fmt: skip
    open_ = Bot(bot.office, bot.clock, settings=settings)
    open_.office.tell(OpenRound(Q1, date(2017, 4, 7), channel="C1X"))
    open_.sent.fails = refuses("x", 503)
    open_.carried()
    open_.sent.fails = works
    open_.mette.mention("E-mærker opfyldt", {"channel": "C1X"})
    assert open_.sent.calls == [], "what the channel is to hear first is still waiting"
    open_.clock.now += MINUTE
    there = [words(payload) for _, payload in open_.carried() if payload["channel"] == "C1X"]
    assert "Indberetningsrunde" in there[0]
    assert "*Opfyldt*" in there[1]
    open_.mette.mention("E-mærker i proces", {"channel": "C1X"})
    assert "Opfyldt → *I proces*" in open_.text()


def test_who_left_meanwhile_is_told_nothing(bot: Bot) -> None:
    bot.sent.fails = refuses("x", 503)
    bot.mette.command("E-mærker opfyldt")
    bot.sent.fails = works
    bot.desk.links.erase(METTE)
    bot.clock.now += MINUTE
    assert told(bot) == []
    assert replies(bot) == []


# --- the same request again -----------------------------------------------------------------------


def test_a_retry_does_not_tell_what_is_still_to_be_told(bot: Bot) -> None:
    bot.sent.fails = dies
    with pytest.raises(Died):
        bot.mette.mention("E-mærker opfyldt", event_id="Ev7")
    bot.sent.fails = works
    after = bot.positions()
    bot.clock.now += 31 * SECOND
    bot.mette.mention("E-mærker opfyldt", event_id="Ev7")
    assert (bot.positions(), bot.sent.calls) == (after, [])
    bot.clock.now += HELD
    assert len(told(bot)) == 1
    bot.clock.now += 3_600 * SECOND
    bot.mette.mention("E-mærker opfyldt", event_id="Ev7")
    assert bot.positions() == after
    assert "*Opfyldt*" in bot.text(), "who asks again after that is answered again"


def test_that_there_was_nothing_new_is_told_once_where_slack_retries(bot: Bot) -> None:
    bot.mette.mention("E-mærker uændret", event_id="Ev6")
    bot.sent.calls.clear()
    bot.sent.fails = dies
    with pytest.raises(Died):
        bot.mette.mention("E-mærker uændret", event_id="Ev7")
    bot.sent.fails = works
    bot.clock.now += 31 * SECOND
    bot.mette.mention("E-mærker uændret", event_id="Ev7")
    assert bot.sent.calls == []
    assert len(told(bot)) == 1
    assert replies(bot) == []


# --- shown, and kept apart ------------------------------------------------------------------------


def test_every_kind_of_row_has_words() -> None:
    kinds = {REPLY, "nudge", sealed.FILES, *letters.KEPT, *letters.OWN_WORK}
    for catalogue in (words_da.DANISH, words_en.ENGLISH):
        assert {f"bot.outbox-kind.{kind}" for kind in kinds} <= set(catalogue)


def test_two_agreements_in_one_workspace_carry_each_their_own(ledger: Ledger) -> None:
    """Two bots, two agreements, one store, one workspace, one person."""
    laug = opened(ledger)
    haven = Bot(Office(ledger, laug.clock.now, prefix="haven"), Clock(laug.clock.now))
    assert isinstance(haven.office, Office)
    haven.office.opened("A1", "M1", "H1")
    haven.link(METTE, "Mette Holm", "TMF", Person("T1", "U6"))
    haven.desk.links.link(Person("T1", "U1"), METTE, 1)
    lodge(laug).submitted("Første")
    haven.office.tell(OpenRound(Q1, date(2017, 4, 7)))
    haven.sent.fails = refuses("x", 503)
    haven.mette.command("M1 opfyldt")
    haven.sent.fails = works
    haven.clock.now = laug.clock.now = haven.clock.now + MINUTE

    kinds = [one.kind for one in haven.outbox.entries(WAITING)]
    assert "reply" in kinds
    carried = laug.carried()
    assert [payload["channel"] for _, payload in carried] == ["U2"], "the master alone is linked"
    assert "Regnplan" in words(carried[0][1])
    mine = haven.carried()
    assert {method for method, _ in mine} == {"chat.postMessage", "respond"}
    assert not any("Regnplan" in words(payload) for _, payload in mine)
    assert laug.carried() == haven.carried() == []
    assert haven.outbox.entries(WAITING, FAILED) == []


# --- questions ------------------------------------------------------------------------------------


def test_the_answer_to_a_question_is_tried_a_few_times(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    left = [refuses("x", 503), refuses("ratelimited", 429, **{"Retry-After": "7"})]
    bot.sent.fails = lambda method: left.pop(0)(method) if left else None
    bot.mette.command("overblik")
    assert bot.pauses == [1, 7]
    assert "Havnebyaftalen" in bot.text()
    assert caplog.records == []

    bot.sent.fails = refuses("x", 503)
    bot.mette.command("overblik")
    assert bot.pauses == [1, 7, 1, 2]
    (line,) = [one for one in caplog.records if "was not told" in one.getMessage()]
    assert line.levelname == "ERROR"
    assert line.getMessage().startswith("F")
    assert Outbox(bot.office.recorder).entries(WAITING, FAILED) == []


@pytest.mark.parametrize("fails", [refuses("x", 429, **{"Retry-After": "900"}), refuses("no_text")])
def test_a_question_is_given_up_at_once_where_waiting_is_no_use(bot: Bot, fails: Any) -> None:
    bot.sent.fails = fails
    bot.mette.command("overblik")
    assert bot.pauses == []
