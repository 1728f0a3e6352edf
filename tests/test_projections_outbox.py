"""What Slack must be told is never lost, goes out in order, and once; on both backends."""

from __future__ import annotations

import logging
import re
import signal
from datetime import date
from typing import Any
from urllib.error import URLError

import pytest
from bot_helpers import METTE, Bot, Clock
from builders import AGREEMENT, NOON, Office, confirm, goal_id, member_id, report
from conftest import OpenLedger
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from writers import PROCESSES, carry_all, carry_and_die

from bot.courier import LONGEST_WAIT, Courier
from bot.pretend import PretendClient
from domain import commands as c
from domain.quarters import Quarter
from domain.refusals import Refusal
from domain.rounds import CloseRound, OpenRound
from projections.links import Links, Person
from projections.outbox import (
    FAILED,
    KEPT,
    LEASE,
    SECOND,
    SENT,
    WAITING,
    Notice,
    Outbox,
    Post,
    lane_of,
)

Q1 = Quarter(2017, 1)
DAY = date(2017, 4, 7)
NOW = 1_000_000
PERSON = Person("T1", "U1")


def notice(key: str, lane: str = "U1", team: str = "T1", again: bool = False) -> Notice:
    to = lane_of(AGREEMENT.id, lane) if team else lane
    return Notice(key, "ask", team, to, "m", {"said": "æ"}, again)


@pytest.fixture
def outbox(office: Office) -> Outbox:
    return Outbox(office.recorder)


def waiting(outbox: Outbox) -> list[tuple[str, str]]:
    return [(one.kind, one.lane) for one in entries(outbox, WAITING)]


def entries(outbox: Outbox, *states: str) -> list[Any]:
    with outbox._recorder.reading() as connection:
        from projections.schema import OUTBOX

        rows = connection.execute(OUTBOX.select().order_by(OUTBOX.c.id)).all()
    return [row for row in rows if row.state in states]


# --- in the recording transaction ---------------------------------------------------------------


def test_what_is_recorded_in_a_round_is_noted_with_it(office: Office, outbox: Outbox) -> None:
    office.tell(report("M1", date(2016, 12, 1), "Før"))
    assert waiting(outbox) == []
    office.tell(OpenRound(Q1, DAY))
    work = [("rounds", str(AGREEMENT.id))]
    assert waiting(outbox) == work
    office.tell(confirm("M1", Q1))
    assert waiting(outbox) == work, "one that nobody has begun on is enough"

    due = outbox.claim("T1", AGREEMENT.id, office.now)
    assert due is not None
    office.tell(c.AddAlias(goal_id("M1"), "Lys"))
    assert waiting(outbox) == work * 2, "what was begun on may have seen too little"
    outbox.finish(due, [], office.now)
    last = outbox.claim("T1", AGREEMENT.id, office.now)
    assert last is not None
    outbox.finish(last, [], office.now)

    office.tell(CloseRound(Q1, 8, (), frozenset()))
    assert waiting(outbox) == work
    closing = outbox.claim("T1", AGREEMENT.id, office.now)
    assert closing is not None
    outbox.finish(closing, [], office.now)
    office.tell(report("M1", date(2017, 3, 2), "Efter"))
    assert waiting(outbox) == []


def test_what_is_refused_notes_nothing(office: Office, outbox: Outbox) -> None:
    office.tell(OpenRound(Q1, DAY))
    due = outbox.claim("T1", AGREEMENT.id, office.now)
    assert due is not None
    outbox.finish(due, [], office.now)
    with pytest.raises(Refusal):
        office.tell(confirm("M1", Q1))
    assert waiting(outbox) == []


def test_a_link_in_a_round_is_noted_with_it(office: Office, outbox: Outbox) -> None:
    links = Links(office.recorder)
    links.link(PERSON, member_id(7), 1)
    assert waiting(outbox) == []
    office.tell(OpenRound(Q1, DAY))
    due = outbox.claim("T1", AGREEMENT.id, office.now)
    links.link(PERSON, member_id(8), 1)
    assert len(waiting(outbox)) == 2
    assert due is not None


# --- claims -------------------------------------------------------------------------------------


def test_a_row_is_claimed_by_one_until_its_lease_has_gone(outbox: Outbox) -> None:
    outbox.put([notice("a")], NOW)
    first = outbox.claim("T1", AGREEMENT.id, NOW)
    assert first is not None
    assert (first.key, first.payload, first.attempts) == ("a", {"said": "æ"}, 1)
    assert outbox.claim("T1", AGREEMENT.id, NOW + LEASE - 1) is None
    second = outbox.claim("T1", AGREEMENT.id, NOW + LEASE)
    assert second is not None
    assert (second.id, second.attempts) == (first.id, 2)
    outbox.fail(first, "too late to say")
    outbox.later(first, 0, "too late to say")
    outbox.sent(second, told="ok")
    assert [(one.state, one.told) for one in entries(outbox, SENT)] == [("sent", "ok")]


def test_a_lane_goes_in_order_and_keeps_no_other_waiting(outbox: Outbox) -> None:
    outbox.put(
        [notice("a1", "A"), notice("a2", "A"), notice("b1", "B"), notice("x", "A", "T2")], NOW
    )
    first = outbox.claim("T1", AGREEMENT.id, NOW)
    assert first is not None
    assert first.key == "a1"
    outbox.later(first, NOW + 60 * SECOND, "ratelimited")
    other = outbox.claim("T1", AGREEMENT.id, NOW)
    assert other is not None
    assert other.key == "b1"
    outbox.sent(other)
    assert outbox.claim("T1", AGREEMENT.id, NOW) is None
    again = outbox.claim("T1", AGREEMENT.id, NOW + 60 * SECOND)
    assert again is not None
    assert again.key == "a1"
    outbox.fail(again, "channel_not_found")
    after = outbox.claim("T1", AGREEMENT.id, NOW)
    assert after is not None
    assert after.key == "a2", "what failed for good lets the lane go on"
    assert outbox.claim("T3", AGREEMENT.id, NOW) is None
    assert outbox.claim("", AGREEMENT.id, NOW) is None


def test_what_failed_is_shown_and_can_be_tried_again(outbox: Outbox) -> None:
    outbox.put([notice("a")], NOW)
    due = outbox.claim("T1", AGREEMENT.id, NOW)
    assert due is not None
    outbox.fail(due, "channel_not_found")
    (shown,) = outbox.entries(WAITING, FAILED)
    assert (shown.state, shown.told, shown.attempts) == (FAILED, "channel_not_found", 1)
    assert outbox.claim("T1", AGREEMENT.id, NOW) is None
    assert outbox.again(NOW) == 1
    assert outbox.claim("T1", AGREEMENT.id, NOW) is not None


def test_a_key_is_told_once_and_again_only_to_bring_a_message_up_to_date(outbox: Outbox) -> None:
    outbox.put([notice("a"), notice("work", str(AGREEMENT.id), "")], NOW)
    outbox.put([notice("a"), notice("b", "B")], NOW)
    work = outbox.claim("", AGREEMENT.id, NOW)
    assert work is not None
    more = [notice("a"), notice("b", "B", again=True), notice("c", "C", again=True)]
    outbox.finish(work, more, NOW)
    outbox.finish(work, more, NOW)
    keys = [one.key for one in entries(outbox, WAITING)]
    assert keys == ["a", "b", f"b#{work.id}", "c"]
    outbox.put([notice("a", again=True)], NOW)
    assert len(entries(outbox, WAITING)) == 4


def test_rows_that_only_brought_something_up_to_date_are_not_kept_for_ever(outbox: Outbox) -> None:
    outbox.put([notice("a"), Notice("w1", "rounds", "", str(AGREEMENT.id), "", {})], NOW)
    for n in range(2):
        outbox.put([Notice(f"w{n}", "rounds", "", str(AGREEMENT.id), "", {})], NOW)
    later = NOW + KEPT + 1
    for _ in range(4):
        due = outbox.claim("T1", AGREEMENT.id, later)
        if due is not None and due.kind == "rounds":
            outbox.finish(due, [notice("a", again=True)], later)
        elif due is not None:
            outbox.sent(due)
    left = [one.key for one in entries(outbox, SENT, WAITING)]
    assert "a" in left, "who was asked is kept, so that nobody is asked twice"
    assert not {"w0"} & set(left)


def test_where_a_message_stands_is_kept_with_it(outbox: Outbox) -> None:
    outbox.put([notice("a")], NOW)
    due = outbox.claim("T1", AGREEMENT.id, NOW)
    assert due is not None
    outbox.sent(due, Post("a", "D1", "1.5", "x"))
    outbox.sent(due, Post("a", "D1", "1.6", "y"))
    assert outbox.post("a") == Post("a", "D1", "1.6", "y")
    assert outbox.posts("a", "b") == {"a": Post("a", "D1", "1.6", "y")}


# --- several processes --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def _helpers() -> None:
    """The fork server is started before any of the test's threads are."""
    process = PROCESSES.Process(target=int)
    process.start()
    process.join()


def start(target: Any, *arguments: object) -> tuple[Any, Any]:
    here, there = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=target, args=(*arguments, there))
    process.start()
    there.close()
    return process, here


@pytest.mark.usefixtures("_helpers")
def test_several_processes_send_each_row_once(outbox: Outbox, store_url: str) -> None:
    keys = [(f"U{n % 7}", f"k{n:03}") for n in range(60)]
    outbox.put([notice(key, lane) for lane, key in keys], NOW)
    running = [start(carry_all, store_url) for _ in range(3)]
    carried = [pipe.recv() for _, pipe in running]
    for process, _ in running:
        process.join()
        assert process.exitcode == 0
    assert sorted(one for some in carried for one in some) == sorted(keys)
    for some in carried:
        for lane in {lane for lane, _ in some}:
            mine = [key for its, key in some if its == lane]
            assert mine == sorted(mine), "each lane in its order"
    assert len(entries(outbox, SENT)) == 60


@pytest.mark.usefixtures("_helpers")
def test_a_process_that_dies_between_sending_and_marking_loses_nothing(
    outbox: Outbox, store_url: str
) -> None:
    outbox.put([notice("a"), notice("b")], NOW)
    process, pipe = start(carry_and_die, store_url)
    assert pipe.recv() == "a"
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert outbox.claim("T1", AGREEMENT.id, NOW) is None, "b waits for a"
    due = outbox.claim("T1", AGREEMENT.id, NOW + LEASE)
    assert due is not None
    assert (due.key, due.attempts) == ("a", 2)


# --- the courier --------------------------------------------------------------------------------


class Refusing:
    """Slack, answering with these refusals first, and the message then."""

    def __init__(self, *answers: tuple[int, str, dict[str, str]] | Exception) -> None:
        self.answers = list(answers)

    def __call__(self, method: str) -> None:
        if not self.answers:
            return
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        status, code, headers = answer
        told = SlackResponse(
            client=None, http_verb="POST", api_url=method, req_args={},
            data={"ok": False, "error": code}, headers=headers, status_code=status,
        )  # fmt: skip
        raise SlackApiError(code, told)


@pytest.fixture
def bot(office: Office) -> Bot:
    office.tell(report("M1", date(2016, 12, 1), "Halvt", fulfilment="I proces"))
    made = Bot(office, Clock(NOON))
    made.link(METTE, "Mette Holm", "TMF", PERSON)
    office.tell(OpenRound(Q1, DAY))
    return made


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        ((429, "ratelimited", {"Retry-After": "30"}), 30),
        ((200, "ratelimited", {"retry-after": "7"}), 7),
        ((503, "service_unavailable", {}), 2),
        ((500, "", {}), 2),
        ((200, "internal_error", {}), 2),
        ((200, "token_revoked", {}), 2),
        (URLError("refused"), 2),
        (TimeoutError(), 2),
        ((429, "ratelimited", {"Retry-After": "soon"}), 2),
    ],
)
def test_what_fails_for_a_moment_is_tried_again_in_time(
    bot: Bot, answer: Any, seconds: int
) -> None:
    bot.sent.fails = Refusing(answer)
    assert bot.carried() == []
    bot.clock.now += (seconds - 2) * SECOND  # the clock goes on by itself, too
    (row,) = bot.outbox.entries(WAITING)
    assert row.next_at > bot.clock.now
    bot.clock.now += 4 * SECOND
    assert [method for method, _ in bot.carried()] == ["chat.postMessage"]
    assert bot.outbox.entries(WAITING, FAILED) == []


def test_the_wait_grows_and_ends_growing(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    bot.sent.fails = Refusing(*[URLError("x")] * 15)
    for _ in range(15):
        bot.carried()
        bot.clock.now = bot.outbox.entries(WAITING)[0].next_at
    waits = [int(seconds) for seconds in re.findall(r"waits for ([0-9]+) s", caplog.text)]
    assert waits == [*(2**n for n in range(1, 10)), *[LONGEST_WAIT] * 6]
    assert len(bot.carried()) == 1


def test_the_same_message_carries_the_same_id_each_time(bot: Bot) -> None:
    taken: list[dict[str, Any]] = []
    client = PretendClient(bot.sent)
    real = client.chat_postMessage

    def post(**payload: Any) -> Any:
        taken.append(payload)
        if len(taken) == 1:
            raise TimeoutError
        return real(**payload)

    client.chat_postMessage = post  # type: ignore[method-assign, assignment]
    log = logging.getLogger("test.courier")
    courier = Courier(bot.desk, bot.outbox, client, "T1", log, "/maal")
    courier.round()
    bot.clock.now += 10 * SECOND
    courier.round()
    assert len(taken) == 2
    assert taken[0]["client_msg_id"] == taken[1]["client_msg_id"]


@pytest.mark.parametrize("code", ["channel_not_found", "user_not_found", "invalid_blocks"])
def test_what_slack_never_takes_is_kept_and_shown(
    bot: Bot, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    bot.desk.links.link(Person("T1", "U3"), METTE, 1)
    bot.sent.fails = Refusing((200, code, {}))
    told = bot.carried()
    assert [payload["channel"] for _, payload in told] == ["U3"], "the others are told all the same"
    (row,) = bot.outbox.entries(FAILED)
    assert (row.told, row.lane) == (code, lane_of(AGREEMENT.id, "U1"))
    assert code in caplog.text
    bot.office.tell(confirm("M1", Q1))
    assert [payload["channel"] for _, payload in bot.carried()] == ["U3"]
    assert len(bot.outbox.entries(FAILED)) == 1, "it is not told anew at each change"
    assert bot.outbox.again(bot.clock.now) == 1
    assert [payload["channel"] for _, payload in bot.carried()] == ["U1"]


def test_an_outbox_that_cannot_be_read_is_logged_and_tried_again(
    bot: Bot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    courier = bot.courier()
    with monkeypatch.context() as patched:
        patched.setattr(bot.desk.questions.recorder.engine, "connect", _gone)
        assert courier.round() == 0
    assert "tried again" in caplog.text
    assert courier.round() == 2


def _gone(*_: Any, **__: Any) -> Any:
    raise OSError("gone")


def test_what_was_noted_is_told_after_a_restart(
    bot: Bot, store_url: str, open_ledger: OpenLedger
) -> None:
    bot.office.tell(confirm("M1", Q1))
    later = Bot(Office(open_ledger(store_url)), bot.clock)
    assert [method for method, _ in later.carried()] == ["chat.postMessage"]
    assert bot.carried() == []
