"""What must not happen: forged, replayed, retried requests, hostile text, secrets in logs."""

from __future__ import annotations

import json
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from urllib.parse import urlencode

import pytest
from bot_helpers import METTE, SECRET, TOKEN, Bot, Clock, check
from builders import NOON, Office, goal_id, register, report
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from slack_bolt import BoltRequest
from slack_sdk.errors import SlackApiError

from bot import answers as a
from bot.app import Settings
from bot.blocks import draw
from bot.hearing import heard
from bot.logs import HIDDEN, SecretsKeptOut
from bot.meanings import Report
from bot.words import DANISH, escaped, say
from domain import commands as c
from domain import refusals
from domain.events import TOPICS
from domain.ledger import StoreError
from domain.quarters import Quarter
from projections.goals_by_name import GoalRef
from projections.links import Person

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def backend() -> str:
    return "sqlite"


@pytest.fixture
def bot(office: Office) -> Bot:
    office.tell(
        c.RetitleGoal(goal_id("M1"), "E-mærker"),
        report("M1", date(2016, 12, 1), "Halvt", fulfilment="I proces"),
    )
    made = Bot(office, Clock(NOON + 1_000_000_000))
    made.link(METTE, "Mette Holm", "TMF", Person("T1", "U1"))
    return made


def signed(bot: Bot, body: str, when: float, secret: str = SECRET) -> BoltRequest:
    from slack_sdk.signature import Clock as SlackClock
    from slack_sdk.signature import SignatureVerifier

    stamp = str(int(when))
    made = SignatureVerifier(secret, SlackClock()).generate_signature(timestamp=stamp, body=body)
    headers = {"content-type": [FORM], "x-slack-request-timestamp": [stamp],
               "x-slack-signature": [made or ""]}  # fmt: skip
    return BoltRequest(body=body, headers=headers)


def command(text: str, trigger: str = "t1") -> str:
    return urlencode({
        "command": "/maal", "text": text, "team_id": "T1", "user_id": "U1", "channel_id": "C1",
        "response_url": "https://hooks.slack.com/x", "trigger_id": trigger,
    })  # fmt: skip


# --- requests -----------------------------------------------------------------------------------


def test_a_forged_request_is_turned_away(bot: Bot) -> None:
    before = bot.positions()
    body = command("E-mærker opfyldt")
    forged = [
        signed(bot, body, time.time(), "another secret"),
        signed(bot, body, time.time() - 60 * 6),
        signed(bot, body, time.time() + 60 * 6),
        BoltRequest(body=body, headers={"content-type": [FORM]}),
    ]
    changed = signed(bot, body, time.time())
    forged.append(BoltRequest(body=body + "&user_id=U2", headers=dict(changed.headers)))
    for request in forged:
        assert bot.app.dispatch(request).status == 401
    assert (bot.positions(), bot.sent.calls) == (before, [])


@settings(max_examples=1000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["secret", "age", "body", "stamp", "signature", "none"]),
    st.text(min_size=1, max_size=30), st.integers(301, 10**7), st.booleans(),
)  # fmt: skip
def test_nothing_forged_or_stale_gets_in(
    bot: Bot, how: str, text: str, seconds: int, later: bool
) -> None:
    """Signed with another secret, older or newer than five minutes, or changed on the way."""
    before, now = bot.positions(), time.time()
    body = command(f"E-mærker opfyldt, {text}", "t-forged")
    when = now + seconds * (1 if later else -1) if how == "age" else now
    request = signed(bot, body, when, f"x{text}" if how == "secret" else SECRET)
    headers = {name: list(values) for name, values in request.headers.items()}
    match how:
        case "body":
            body += "&x=1"
        case "stamp":
            headers["x-slack-request-timestamp"] = [str(int(now) + 1 + seconds % 200)]
        case "signature":
            headers["x-slack-signature"] = [f"v0={text.encode().hex():0<64}"[:67]]
        case "none":
            del headers["x-slack-signature"]
    answer = bot.app.dispatch(BoltRequest(body=body, headers={**headers}))
    assert (answer.status, bot.positions(), bot.sent.calls) == (401, before, [])


def test_a_replayed_request_is_acknowledged_and_does_nothing(bot: Bot) -> None:
    request = signed(bot, command("E-mærker opfyldt"), time.time())
    first = bot.app.dispatch(request)
    after, sent = bot.positions(), len(bot.sent.calls)
    again = bot.app.dispatch(BoltRequest(body=request.raw_body, headers=dict(request.headers)))
    assert (again.status, again.body) == (first.status, first.body) == (200, "")
    assert (bot.positions(), len(bot.sent.calls)) == (after, sent)


def test_a_command_that_comes_again_gives_one_fact_and_the_same_answer(bot: Bot) -> None:
    """The memory lasts ten minutes; the command id lasts for ever."""
    bot.app.dispatch(signed(bot, command("E-mærker opfyldt, nu"), time.time()))
    after, told = bot.positions(), bot.text()
    bot.clock.now += 3_600_000_000
    bot.app.dispatch(signed(bot, command("E-mærker opfyldt, nu"), time.time() - 1))
    assert bot.positions() == after
    assert bot.text() == told


def test_retries_are_acknowledged_without_double_work(bot: Bot) -> None:
    before = bot.positions()
    for n in range(4):
        headers = {"x-slack-retry-num": str(n), "x-slack-retry-reason": "http_timeout"}
        response = bot.mette.mention("E-mærker opfyldt", event_id="Ev1", headers=headers)
        assert response.status == 200
    assert bot.positions() == before + 1
    assert len(bot.sent.calls) == 1


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_events_in_any_order_and_number_give_one_fact_each(bot: Bot, ids: list[int]) -> None:
    seen = set(slack_commands(bot))
    for n in ids:
        bot.mette.mention("E-mærker opfyldt", event_id=f"Ev{n}")
    now = slack_commands(bot)
    assert len(now) == len(set(now))
    assert set(now) == seen | {f"slack:event:Ev{n}" for n in ids}


STEP = st.tuples(
    st.sampled_from(["mention", "command", "replay", "retry", "forged", "later"]), st.integers(0, 3)
)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=1, max_size=25))
def test_whatever_comes_again_late_or_out_of_order_each_command_is_one_fact(
    bot: Bot, steps: list[tuple[str, int]]
) -> None:
    """New requests, the same ones again to the letter, Slack's four retries, forged ones, and all
    of it again after the ten minutes of the memory."""
    seen, requests, told = set(slack_commands(bot)), {}, set(slack_commands(bot))
    for what, n in steps:
        match what:
            case "mention":
                bot.mette.mention("E-mærker opfyldt", event_id=f"Ev-m{n}")
                told.add(f"slack:event:Ev-m{n}")
            case "command":
                made = requests.setdefault(n, signed(bot, command("E-mærker opfyldt", f"c{n}"),
                                                     time.time()))  # fmt: skip
                bot.app.dispatch(BoltRequest(body=made.raw_body, headers=dict(made.headers)))
                told.add(f"slack:trigger:c{n}")
            case "replay" if n in requests:
                made = requests[n]
                bot.app.dispatch(BoltRequest(body=made.raw_body, headers=dict(made.headers)))
            case "retry":
                for again in range(4):
                    headers = {"x-slack-retry-num": str(again)}
                    bot.mette.mention("E-mærker opfyldt", event_id=f"Ev-m{n}", headers=headers)
                told.add(f"slack:event:Ev-m{n}")
            case "forged":
                bot.app.dispatch(signed(bot, command("M1", f"f{n}"), time.time(), "another"))
            case "later":
                bot.clock.now += 700_000_000
    now = slack_commands(bot)
    assert len(now) == len(set(now))
    assert set(now) == seen | told


def test_forms_that_come_out_of_order_and_again_are_one_fact_each(bot: Bot) -> None:
    bot.mette.shortcut("use-as-status", "E-mærker opfyldt, den første")
    first = bot.view()
    bot.mette.shortcut("use-as-status", "E-mærker i proces, den anden")
    second = bot.view()
    before = bot.positions()
    answers = {}
    for view, id_ in ((second, "V2"), (first, "V1"), (second, "V2"), (first, "V1"), (second, "V2")):
        body = bot.mette.submit(view, {}, id=id_).body
        assert answers.setdefault(id_, body) == body, "the same form gets the first outcome"
    assert bot.positions() == before + 2
    assert slack_commands(bot)[-2:] == ["slack:view:V2", "slack:view:V1"]


def slack_commands(bot: Bot) -> list[str]:
    ids = [entry.command_id for entry in bot.desk.questions.entries()]
    return [one for one in ids if one.startswith("slack:")]


def test_many_at_once_lose_and_double_nothing(office: Office, bot: Bot) -> None:
    before = bot.positions()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: bot.mette.mention("E-mærker opfyldt", event_id=f"E{n % 10}"),
                      range(30)))  # fmt: skip
    assert bot.positions() == before + 10


def test_a_double_click_is_one_fact(bot: Bot) -> None:
    bot.mette.command("E-mærker opfyldt 1. kvartal 2017")
    confirm = bot.buttons()[0]
    before = bot.positions()
    for _ in range(3):
        bot.mette.click(confirm)
    assert bot.positions() == before + 1


def test_the_acknowledgement_does_not_wait_for_the_work(bot: Bot) -> None:
    quick = Bot(bot.office, bot.clock, settings=Settings(TOKEN, SECRET))
    slow: list[float] = []
    quick.sent.fails = lambda _: (time.sleep(0.5), slow.append(time.monotonic()))[0]
    assert quick.mette.command("overblik").status == 200
    acknowledged = time.monotonic()
    while not slow:
        time.sleep(0.01)
    assert slow[0] - acknowledged > 0.2


# --- failures -----------------------------------------------------------------------------------


def test_what_cannot_be_told_is_recorded_and_logged(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_: str) -> None:
        raise SlackApiError("no", {"ok": False, "error": "ratelimited"})

    bot.sent.fails = refuse
    assert bot.mette.direct("E-mærker opfyldt").status == 200
    assert bot.status() == "Opfyldt"
    assert f"position {bot.positions()} is recorded" in caplog.text


def test_an_error_has_a_number_that_the_log_has_too(
    bot: Bot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error, told in (
        (StoreError("locked"), "Hovedbogen svarer ikke"),
        (KeyError("x"), "gik ikke"),
    ):

        def broken(*_: object, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr(bot.service, "_member", broken)
        assert bot.mette.command("overblik").status == 200
        assert told in bot.text()
        reference = next(word for word in bot.text().replace(")", " ").replace(";", " ").split()
                         if word.startswith("F") and len(word) == 9)  # fmt: skip
        assert reference in caplog.text


def test_no_secret_stands_in_a_log() -> None:
    formatter = SecretsKeptOut("%(message)s", (SECRET,))
    try:
        raise ValueError(f"Authorization: Bearer {TOKEN} {SECRET}")
    except ValueError as error:
        info = (ValueError, error, error.__traceback__)
    record = logging.LogRecord(
        "x", 40, "f", 1, "%s xapp-1-A-%s https://hooks.slack.com/commands/T1/2/abc?x",
        (TOKEN, "f" * 64), info,
    )  # fmt: skip
    line = formatter.format(record)
    assert HIDDEN in line
    for secret in (TOKEN, SECRET, "xapp-", "ffff", "/commands/T1", "abcdef"):
        assert secret not in line


def test_nothing_secret_is_logged_on_the_way(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    bot.mette.command("E-mærker opfyldt")
    bot.app.dispatch(signed(bot, command("x"), time.time(), "forged"))
    formatter = SecretsKeptOut("%(message)s", (SECRET,))
    lines = "\n".join(formatter.format(record) for record in caplog.records)
    assert SECRET not in lines
    assert "xoxb-" not in lines


def test_settings_do_not_show_their_secrets() -> None:
    assert TOKEN not in repr(Settings(TOKEN, SECRET))
    assert SECRET not in str(Settings(TOKEN, SECRET))


# --- hostile text -------------------------------------------------------------------------------


HOSTILE = [
    "<!channel> <@U1> <https://evil|klik> &amp; <", "a" * 20_000, "*_~`" * 500, "{command} {0} %s",
    "&" * 4_000, "\u202e\u0000\ud800", "😀" * 3_000, "E-mærker: " + "opfyldt " * 1_000,
    "E-mærker opfyldt, " + "<" * 7_900, '"' * 3_000, "status " * 2_000, "1. kvartal " * 1_000,
]  # fmt: skip


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_answered_as_text(bot: Bot, text: str) -> None:
    for said in (text, escaped(text)):
        bot.mette.direct(said)
        check(bot.sent.calls[-1][1])
        told = json.dumps(bot.sent.calls[-1][1], ensure_ascii=False)
        assert "<!" not in told
        assert "<@" not in told
        assert "<http" not in told


@settings(max_examples=60)
@given(st.text(max_size=400), st.text(max_size=4_000), st.text(max_size=200))
@example("&" * 400, "<" * 4_000, ">" * 200)
def test_every_message_is_one_that_slack_takes(title: str, text: str, name: str) -> None:
    ref = GoalRef(1, goal_id("M1"), "M1", title, ())
    quarter = Quarter(2017, 1)
    asked = "a" * 32
    for n in (2, 5, 6, 150):
        refs = tuple(ref._replace(number=f"M{i}") for i in range(n))
        payload(a.Choose(asked, Report(name, "Opfyldt", text), refs))
        payload(a.NoGoal(name, refs[:5]))
    payload(a.Recorded(ref, quarter, name, text, text, 7, NOON, name, True))
    payload(a.Undone(ref, quarter, name, text, text, 7, NOON, name))
    payload(a.Confirm(asked, Report(name, None, text), ref, quarter, True))
    payload(a.ConfirmUndo(ref, quarter, True, 7))
    payload(a.NothingNew(ref))
    payload(a.Linked(name, title))
    payload(a.Helped((name, title)))
    payload(a.Sorry("unclear.after-name", {"about": text}))


def payload(answer: a.Answer) -> None:
    message = draw(answer, "/maal")
    check({"text": message.text, "blocks": list(message.blocks)})


def test_many_goals_fit_in_a_message(bot: Bot) -> None:
    many = [register(f"H{n}", title="Langt navn " * 20 + str(n)) for n in range(2, 402)]
    bot.office.tell(*many)
    for said in ("overblik", "mangler", "mine", "rapport", "historik M1"):
        bot.mette.command(said)
        check(bot.last())
    assert "… og" in draw_missing(bot)


def draw_missing(bot: Bot) -> str:
    bot.mette.command("mangler")
    return bot.text()


@given(st.text())
def test_what_is_heard_holds_no_markup_of_slack(text: str) -> None:
    assert heard(escaped(text)) == text.strip()


def test_links_and_mentions_are_heard_as_they_were_shown() -> None:
    said = "<@UBOT|bot> hej <@UBOT> se <https://a.dk|a.dk> <#C1|kanal> <!subteam^S1|@alle>"
    assert heard(said, "UBOT") == "hej   se a.dk #kanal @alle"


# --- words --------------------------------------------------------------------------------------


def test_every_refusal_and_event_has_words() -> None:
    for refusal in refusals.Refusal.__subclasses__():
        names = dict.fromkeys(refusal.__dataclass_fields__, "x")
        assert say(f"refused.{refusal.__name__}", **names)
    assert {f"event.{topic}" for topic in TOPICS} <= set(DANISH)
