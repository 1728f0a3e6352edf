"""A reporting round in Slack, from its opening to its seal: signed requests, and what is told."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bot_helpers import METTE, OLE, SECRETARY, Bot, Clock, check_view, words
from builders import AGREEMENT, NOON, Office, goal_id, register, report
from databases import make_ledger
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot import letters
from bot.hearing import heard
from bot.pretend import Door, pressable
from domain import commands as c
from domain.commands import ReportStatus
from domain.events import GoalConfirmedUnchanged, GoalStatusReported
from domain.ledger import Ledger
from domain.members import ReleaseMember
from domain.quarters import Quarter
from domain.rounds import OpenRound
from projections import closing, sealing
from projections.links import Person
from projections.outbox import FAILED, WAITING, lane_of
from projections.schema import KEPT_TABLE

Q1 = Quarter(2017, 1)
OPEN = "runde åbn 1. kvartal 2017 frist 7. april"
SEALED = ["chat.postMessage", *["files.getUploadURLExternal"] * 2, "files.completeUploadExternal"]
"""How the sealed report is told: a message, the file and its picture."""
HOUR, DAY = 3_600_000_000, 24 * 3_600_000_000


@pytest.fixture
def backend() -> str:
    """What differs between the backends is tested where it is: see test_projections_outbox.py."""
    return "sqlite"


@pytest.fixture
def bot(office: Office) -> Bot:
    """TMF (Mette) answers for E-mærker, which is late, and Tage; SOF (Ole) for Naboskab."""
    office.tell(
        c.RetitleGoal(goal_id("M1"), "E-mærker"), c.RetitleGoal(goal_id("A1"), "Tage"),
        c.RetitleGoal(goal_id("H1"), "Naboskab"),
        c.MoveDeadline(goal_id("M1"), date(2015, 1, 2), "r", "2. halvdel 2016"),
        c.ChangeResponsible(goal_id("H1"), date(2015, 1, 2), "r", "KK (SOF)"),
        report("M1", date(2016, 12, 1), "Halvt <!channel>", fulfilment="I proces"),
        report("A1", date(2016, 12, 1), "Taget er tæt", fulfilment="Opfyldt"),
    )  # fmt: skip
    made = Bot(office, Clock(NOON))
    made.link(METTE, "Mette Holm", "TMF", Person("T1", "U1"))
    office.add_member(OLE, "SOF", "tovholder")
    made.desk.directory.name(OLE, "Ole Berg")
    made.desk.directory.name(SECRETARY, "Sekretariatet")
    made.desk.links.link(Person("T1", "U2"), SECRETARY, 1)
    return made


@pytest.fixture
def boss(bot: Bot) -> Door:
    """The secretariat at the door."""
    return Door(bot.app, bot.settings.signing_secret, bot.mette.now, "T1", "U2", 5_000)


def button(payload: dict[str, Any], action_id: str) -> dict[str, Any]:
    return next(one for one in pressable(payload) if one["action_id"] == action_id)


def actions(payload: dict[str, Any]) -> list[str]:
    return [one["action_id"] for one in pressable(payload)]


def to(told: list[tuple[str, dict[str, Any]]], channel: str) -> list[dict[str, Any]]:
    return [payload for _, payload in told if payload["channel"] == channel]


# --- opening ------------------------------------------------------------------------------------


def test_the_secretariat_opens_a_round_and_each_linked_tovholder_gets_one_message(
    bot: Bot, boss: Door
) -> None:
    boss.command(OPEN)
    assert "Runden for 1. kvartal 2017 er åbnet med frist 7. april 2017. Én tovholder" in bot.text()
    assert "Ole Berg (SOF)" in bot.text()

    told = bot.carried()
    assert [method for method, _ in told] == ["chat.postMessage"] * 2
    (asked,) = to(told, "U1")
    assert actions(asked) == ["unchanged-A1", "update-A1", "unchanged-M1", "update-M1"]
    said = words(asked)
    assert "*Indberetning for 1. kvartal 2017*" in said
    assert "*E-mærker* (M1): I proces" in said
    assert "Halvt &lt;!channel&gt;" in said
    assert "Fristen (2. halvdel 2016) er overskredet, så der skal en grund med." in said
    (progress,) = to(told, "U2")
    assert "0 af 3 mål er indberettet." in words(progress)
    assert "*Ikke i Slack*, og derfor ikke spurgt her: Ole Berg (SOF)" in words(progress)
    assert bot.carried() == []


def test_a_round_that_is_opened_on_the_command_line_is_told_in_slack(bot: Bot) -> None:
    bot.office.tell(OpenRound(Q1, date(2017, 4, 7)))
    assert len(bot.carried()) == 2


@pytest.mark.parametrize("said", [OPEN, "runde luk", "runde flyt til 8. april 2017"])
def test_nobody_but_the_secretariat_opens_moves_and_closes(bot: Bot, boss: Door, said: str) -> None:
    if said != OPEN:
        boss.command(OPEN)
    before = bot.positions()
    bot.mette.command(said)
    assert "Det kan kun sekretariatet." in bot.text()
    assert bot.positions() == before


def test_who_is_linked_while_a_round_is_open_is_asked_then(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    bot.carried()
    bot.desk.links.link(Person("T1", "U7"), OLE, 5)
    told = bot.carried()
    (asked,) = to(told, "U7")
    assert actions(asked) == ["update-H1"]  # there is no status that could be unchanged
    assert "Ikke i Slack" not in words(to(told, "U2")[0])


def test_each_workspace_is_told_by_its_own_bot(bot: Bot, boss: Door) -> None:
    bot.desk.links.link(Person("T2", "U1"), OLE, 5)
    boss.command(OPEN)
    assert {payload["channel"] for _, payload in bot.carried("T1")} == {"U1", "U2"}
    (asked,) = bot.carried("T2")
    assert actions(asked[1]) == ["update-H1"]


# --- answering ----------------------------------------------------------------------------------


def test_unchanged_is_one_click_and_the_buttons_go(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    assert "TMF svarer for 2 mål, og ingen af dem er indberettet endnu." in words(asked)
    before = bot.positions()
    pressed = button(asked, "unchanged-A1")
    bot.mette.click(pressed)
    assert bot.positions() == before + 1
    assert bot.last()["replace_original"] is True
    assert actions(bot.last()) == ["unchanged-M1", "update-M1"]
    assert "TMF svarer for 2 mål, og ét er ikke indberettet endnu." in bot.text()
    assert "✓ *A1* Tage: Opfyldt" in bot.text()

    told = bot.carried()
    assert [method for method, _ in told] == ["chat.update"] * 2
    kept = next(payload for _, payload in told if "Indberetning for" in words(payload))
    assert (kept["channel"], kept["ts"]) == ("U1", bot.outbox.post(key_of(bot, "ask", "U1")).ts)  # type: ignore[union-attr]
    assert actions(kept) == ["unchanged-M1", "update-M1"]

    bot.mette.click(pressed)
    assert bot.positions() == before + 1, "a stale click records nothing"
    assert "✓ *A1* Tage" in bot.text()
    assert bot.carried() == []


def test_who_is_asked_answers_though_another_unit_took_the_goal_over_since(
    bot: Bot, boss: Door
) -> None:
    boss.command(OPEN)
    bot.office.tell(c.ChangeResponsible(goal_id("A1"), date(2017, 4, 1), "Ny", "KK (SOF)"))
    (asked,) = to(bot.carried(), "U1")
    bot.mette.click(button(asked, "unchanged-A1"))
    assert "✓ *A1* Tage: Opfyldt" in bot.text()
    bot.mette.command("Tage opfyldt 2. kvartal 2017")
    assert "A1 hører under KK (SOF)" in bot.text()


def key_of(bot: Bot, kind: str, user: str) -> str:
    return f"{kind}:{AGREEMENT.id.hex[:8]}:2017-Q1:1:T1:{user}"


def test_unchanged_asks_for_the_reason_where_the_goal_is_late(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    before = bot.positions()
    bot.mette.click(button(asked, "unchanged-M1"))
    assert bot.positions() == before
    assert [method for method, _ in bot.sent.calls[-2:]] == ["views.open", "views.update"]

    view = bot.view()
    answer = json.loads(bot.mette.submit(view, {}).body)
    assert answer["response_action"] == "errors"
    assert "Der er intet nyt" not in str(answer)
    assert answer["errors"]["delay_reason"].startswith("Fristen (2. halvdel 2016) er overskredet")
    assert bot.positions() == before

    done = json.loads(bot.mette.submit(view, {"delay_reason": "Vejret"}).body)
    assert done["response_action"] == "update"
    check_view(done["view"])
    assert "*E-mærker* (M1), 1. kvartal 2017" in words(done["view"])
    row = bot.desk.row(bot.desk.goal(goal_id("M1")), Q1, bot.positions())  # type: ignore[arg-type]
    assert row is not None
    assert row.unchanged
    assert row.cells["delay_reason"] == "Vejret"
    assert ["unchanged-A1", "update-A1"] in [actions(payload) for _, payload in bot.carried()]


def test_a_form_records_what_was_changed_and_no_more(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    bot.mette.click(button(asked, "update-M1"))
    view = bot.view()
    names = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    assert names == ["text", "fulfilment", "delay_reason", "expected_completion"]
    offered = next(b["element"] for b in view["blocks"] if b.get("block_id") == "fulfilment")
    assert [one["value"] for one in offered["options"]] == ["Opfyldt", "I proces", "Udgået"]
    typed = {"text": "Alle\n skiftet & tæt", "fulfilment": "Opfyldt"}
    first = bot.mette.submit(view, typed)
    after = bot.positions()
    entry = bot.desk.questions.entries_at([after])[0]
    assert entry.recorded.event == e_reported("Alle skiftet & tæt", "Opfyldt")
    assert (entry.command_id, entry.actor) == ("slack:view:V1", str(METTE))

    again = bot.mette.submit(view, typed)
    assert bot.positions() == after, "the same view is the same command"
    assert json.loads(again.body) == json.loads(first.body)


def e_reported(text: str, fulfilment: str) -> Any:
    from domain.events import GoalStatusReported

    return GoalStatusReported(date(2017, 3, 31), text, fulfilment)


UNCHANGED = [
    "Uændret",
    "uændret.",
    " UÆNDRET\n",
    "«Uændret»",
    "Uaendret",
    "uforandret!",
    "*Uændret*",
]


@pytest.mark.parametrize("typed", UNCHANGED)
def test_a_status_that_says_unchanged_in_a_form_is_a_confirmation(
    bot: Bot, boss: Door, typed: str
) -> None:
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    bot.mette.click(button(asked, "update-A1"))
    done = json.loads(bot.mette.submit(bot.view(), {"text": typed}).body)
    assert "Status: Uændret" in words(done["view"])
    (entry,) = bot.desk.questions.entries_at([bot.positions()])
    assert entry.recorded.event == GoalConfirmedUnchanged(date(2017, 3, 31), "2017-Q1")


def test_unchanged_beside_another_fulfilment_keeps_the_text(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    bot.mette.click(button(asked, "update-M1"))
    bot.mette.submit(bot.view(), {"text": "Uændret", "fulfilment": "Opfyldt"})
    (entry,) = bot.desk.questions.entries_at([bot.positions()])
    assert entry.recorded.event == GoalStatusReported(date(2017, 3, 31), None, "Opfyldt")


def test_unchanged_is_neither_a_reason_nor_a_status_where_none_stood(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    before = bot.positions()
    bot.mette.click(button(asked, "update-M1"))
    typed = {"text": "Uændret", "delay_reason": "Uændret"}
    answer = json.loads(bot.mette.submit(bot.view(), typed).body)
    assert answer["errors"]["delay_reason"].startswith("Fristen (2. halvdel 2016) er overskredet")
    boss.shortcut("use-as-status", "Naboskab i proces")
    assert "Der er ikke indberettet en status før." in str(bot.view())
    answer = json.loads(boss.submit(bot.view(), {"text": "Uændret"}).body)
    assert answer["errors"] == {
        "text": "Der er ikke indberettet en status før, som kan være uændret. Skriv en status."
    }
    assert bot.positions() == before


def test_a_form_compares_with_what_stood_in_it(bot: Bot, boss: Door) -> None:
    """Somebody else reported meanwhile: what was not touched is not put back."""
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    bot.mette.click(button(asked, "update-A1"))
    view = bot.view()
    bot.office.tell(report("A1", date(2017, 3, 1), "En andens ord", fulfilment="I proces"))
    bot.mette.submit(view, {"expected_completion": "2018"})
    row = bot.desk.row(bot.desk.goal(goal_id("A1")), Q1, bot.positions())  # type: ignore[arg-type]
    assert row is not None
    cells = row.cells
    assert (cells["status"], cells["fulfilment"]) == ("En andens ord", "I proces")
    assert cells["expected_completion"] == "2018"


def test_a_text_that_does_not_fit_a_field_is_kept(bot: Bot, boss: Door) -> None:
    bot.office.tell(report("A1", date(2016, 12, 2), "lang " * 900))
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    bot.mette.click(button(asked, "update-A1"))
    view = bot.view()
    assert "for lang til at stå her" in str(view)
    bot.mette.submit(view, {"fulfilment": "I proces"})
    row = bot.desk.row(bot.desk.goal(goal_id("A1")), Q1, bot.positions())  # type: ignore[arg-type]
    assert row is not None
    assert (row.cells["status"][:4], row.cells["fulfilment"]) == ("lang", "I proces")


@pytest.mark.parametrize(
    "metadata", ["", "x", "2017-Q1|x|9", f"2017-Q1|{goal_id('M1')}|999999999",
                 f"2017-Q9|{goal_id('M1')}|9", f"2017-Q1|{OLE}|9"],
)  # fmt: skip
def test_what_comes_back_from_a_form_is_not_trusted(bot: Bot, boss: Door, metadata: str) -> None:
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    bot.mette.click(button(asked, "update-A1"))
    before = bot.positions()
    answer = json.loads(bot.mette.submit(bot.view(), {"text": "x"}, private_metadata=metadata).body)
    assert answer["view"]["title"]["text"] == "Ikke registreret"
    assert bot.positions() == before


def test_the_ledger_is_asked_who_may_at_each_click_and_form(bot: Bot, boss: Door) -> None:
    bot.link(OLE_TOO, "Oline", "SOF", Person("T1", "U8"))
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    oline = Door(bot.app, bot.settings.signing_secret, bot.mette.now, "T1", "U8", 9_000)
    before = bot.positions()
    oline.click(button(asked, "unchanged-A1"))
    assert "hører under KK (TMF)" in bot.text()
    bot.stranger.click(button(asked, "unchanged-A1"))
    assert "engangskode" in bot.text()
    bot.mette.click(button(asked, "update-A1"))
    answer = json.loads(oline.submit(bot.view(), {"text": "x"}).body)
    assert "hører under KK (TMF)" in words(answer["view"])
    answer = json.loads(bot.stranger.submit(bot.view(), {"text": "x"}).body)
    assert "engangskode" in words(answer["view"])
    assert bot.positions() == before


OLE_TOO = METTE.__class__(int=14)


@pytest.mark.parametrize(
    "value", ["", "x", "2017-Q1|X9", "2017-Q9|M1", "2016-Q4|M1", f"2017-Q1|{goal_id('M1')}"]
)
def test_a_button_that_was_made_up_records_nothing(bot: Bot, boss: Door, value: str) -> None:
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    before = bot.positions()
    bot.mette.click({**button(asked, "unchanged-A1"), "value": value})
    assert bot.positions() == before
    assert bot.last()["replace_original"] is False


def test_typing_means_the_quarter_of_the_open_round(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    bot.mette.command("Tage uændret")
    assert "*Tage* (A1), 1. kvartal 2017" in bot.text()
    bot.mette.command("E-mærker i proces: nu")
    assert "fristen (2. halvdel 2016) er overskredet" in bot.text()


def test_a_report_that_is_undone_gets_its_buttons_back(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    bot.mette.click(button(asked, "unchanged-A1"))
    bot.carried()
    bot.mette.command("fortryd")
    kept = next(p for _, p in bot.carried() if "unchanged-A1" in actions(p))
    before = bot.positions()
    bot.mette.click(button(kept, "unchanged-A1"))
    assert bot.positions() == before + 1


def test_many_goals_keep_within_the_blocks_and_follow_as_others_are_answered(
    bot: Bot, boss: Door
) -> None:
    numbers = [f"A{n}" for n in range(2, 90)]
    bot.office.tell(*(register(n, title=f"Langt navn {'æ' * 150} {n}") for n in numbers))
    bot.office.tell(*(report(n, date(2016, 12, 1), "& <tekst> " * 100) for n in numbers))
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    assert len(pressable(asked)) == 40
    assert "70 mål til kommer her" in words(asked)
    bot.office.tell(*(ReportStatus(goal_id(n), date(2017, 1, 2), "Nu") for n in numbers[:80]))
    bot.mette.command("runde")
    assert "update-A89" in actions(bot.last())


# --- reminders ----------------------------------------------------------------------------------


def test_who_is_missing_is_reminded_once_and_who_is_done_never(bot: Bot, boss: Door) -> None:
    boss.command(f"{OPEN} påmind 3 og 1")  # opened on 3 April at noon
    bot.desk.links.link(Person("T1", "U7"), OLE, 5)
    (asked,) = to(bot.carried(), "U1")
    bot.office.tell(report("H1", date(2017, 3, 1), "Ja"))
    bot.carried()

    bot.clock.now += 18 * HOUR  # 4 April, a quarter to nine in Denmark
    assert bot.carried() == []
    bot.clock.now += 2 * HOUR
    ((method, nudge),) = bot.carried()
    assert (method, nudge["channel"]) == ("chat.postMessage", "U1")
    assert "Der mangler indberetning om 2 mål: A1, M1. Fristen er *7. april 2017*" in words(nudge)
    assert bot.carried() == []

    bot.mette.click(button(nudge, "round_mine"))
    assert actions(bot.last()) == actions(asked)
    bot.clock.now += 2 * DAY
    assert "Der mangler indberetning om 2 mål" in words(bot.carried()[0][1])
    bot.clock.now += 3 * DAY
    assert bot.carried() == []


def test_who_answers_before_a_reminder_is_sent_is_not_reminded(bot: Bot, boss: Door) -> None:
    boss.command(f"{OPEN} påmind 3")
    bot.carried()
    bot.clock.now += 22 * HOUR
    bot.outbox.put([], bot.clock.now)

    due = letters.reminders(bot.desk, bot.clock.now)
    bot.outbox.put(due, bot.clock.now)
    work = bot.outbox.claim("T1", AGREEMENT.id, bot.clock.now)
    assert work is not None
    nudges = letters.following(bot.desk, bot.outbox, work, "T1")
    assert [one.lane for one in nudges] == [lane_of(AGREEMENT.id, "U1")]
    bot.outbox.finish(work, nudges, bot.clock.now)
    bot.office.tell(report("A1", date(2017, 3, 1), "Ja"), report("M1", date(2017, 3, 1), "Ja"))
    told = bot.carried()
    assert all(method == "chat.update" for method, _ in told)


def test_a_moved_deadline_is_reminded_of_anew(bot: Bot, boss: Door) -> None:
    boss.command(f"{OPEN} påmind 1")
    bot.carried()
    bot.clock.now += 3 * DAY
    assert len(bot.carried()) == 1
    boss.command("runde flyt til 20. april 2017")
    assert "har nu frist 20. april 2017" in bot.text()
    assert {method for method, _ in bot.carried()} == {"chat.update"}
    bot.clock.now += 13 * DAY
    (told,) = bot.carried()
    assert "20. april 2017" in words(told[1])


def test_a_reminder_whose_time_had_gone_when_the_round_opened_is_not_sent(
    bot: Bot, boss: Door
) -> None:
    boss.command(f"{OPEN} påmind 30")
    assert len(bot.carried()) == 2
    bot.clock.now += DAY
    assert bot.carried() == []


# --- closing ------------------------------------------------------------------------------------


def test_closing_says_what_is_missing_and_asks(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    (progress,) = to(bot.carried(), "U2")
    before = bot.positions()
    boss.click(button(progress, "round_close"))
    assert "Der mangler indberetninger om 3 mål for 1. kvartal 2017." in bot.text()
    assert bot.last()["replace_original"] is False
    assert bot.positions() == before
    incomplete = bot.last()

    bot.office.tell(report("A1", date(2017, 3, 1), "Ja"))
    boss.click(button(incomplete, "round_yes"))
    assert "er lukket, og kvartalet er forseglet. 2 mål blev ikke indberettet." in bot.text()
    closed, sealed = bot.desk.questions.entries_at([before + 2, before + 3])
    assert [one.goal for one in closed.recorded.event.missing] == ["M1", "H1"]  # type: ignore[union-attr]
    assert sealed.topic == "quarter-sealed-2"
    told = bot.carried()
    assert [method for method, _ in told] == ["chat.update"] * 2 + SEALED
    asked = next(p for _, p in told if "Indberetning for" in words(p))
    assert "Runden er lukket." in words(asked)
    assert actions(asked) == []
    boss.click(button(incomplete, "round_yes"))
    assert bot.positions() == before + 3


def test_unchanged_in_a_sealed_quarter_is_a_late_entry_and_asks_first(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    boss.command("runde luk")
    boss.click(button(bot.last(), "round_yes"))
    bot.carried()
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    before = bot.positions()
    bot.mette.click(button(asked, "unchanged-A1"))
    assert bot.positions() == before
    assert "er forseglet: det bliver en efterregistrering" in words(bot.view())
    done = json.loads(bot.mette.submit(bot.view(), {}).body)
    assert "Efterregistreret" in words(done["view"])
    assert bot.positions() == before + 1


def test_what_goes_missing_after_it_was_shown_is_asked_about_again(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    bot.mette.command("Tage uændret")
    boss.command("runde luk")
    incomplete = bot.last()
    bot.mette.command("fortryd")
    before = bot.positions()
    boss.click(button(incomplete, "round_yes"))
    assert "Der mangler indberetninger om 3 mål" in bot.text()
    assert bot.positions() == before
    boss.click(button(bot.last(), "cancel"))
    assert "Annulleret" in bot.text()
    assert bot.positions() == before


def test_buttons_of_a_closed_round_get_an_answer(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    (asked,) = to(bot.carried(), "U1")
    boss.command("runde luk")
    boss.click(button(bot.last(), "round_yes"))
    before = bot.positions()
    bot.mette.click(button(asked, "unchanged-A1"))
    assert "Runden for 1. kvartal 2017 er lukket." in bot.text()
    bot.mette.click(button(asked, "update-A1"))
    assert "Runden for 1. kvartal 2017 er lukket." in words(bot.view())
    assert bot.positions() == before


def test_a_round_that_is_opened_again_is_asked_about_anew(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    bot.carried()
    boss.command("runde luk")
    boss.click(button(bot.last(), "round_yes"))
    boss.command(OPEN)
    told = bot.carried()
    posted = [words(payload) for method, payload in told if method == "chat.postMessage"]
    assert len(posted) == 3
    assert sum("er forseglet" in one for one in posted) == 1, "the report of the first closing"
    boss.command("runde luk")
    boss.click(button(bot.last(), "round_yes"))
    assert "er lukket, og kvartalet er forseglet" in bot.text()
    assert len(bot.desk.questions.seals(AGREEMENT.id, Q1)) == 2, "the second seal restates"


def test_messages_of_a_closed_round_are_final(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    bot.carried()
    boss.command("runde luk")
    boss.click(button(bot.last(), "round_yes"))
    bot.carried()
    bot.office.tell(report("A1", date(2017, 3, 1), "Sent"))
    boss.command("runde åbn 2. kvartal 2017 frist 7. juli")
    told = bot.carried()
    assert [method for method, _ in told] == ["chat.postMessage"] * 2
    assert all("2. kvartal 2017" in words(payload) for _, payload in told)


# --- the sealed report ----------------------------------------------------------------------------


def closed(bot: Bot, boss: Door) -> None:
    """A round that was opened, told, and closed."""
    boss.command(OPEN)
    bot.carried()
    bot.mette.command("Tage uændret")
    boss.command("runde luk")
    boss.click(button(bot.last(), "round_yes"))


def kept(bot: Bot, which: int = -1) -> bytes:
    """The PDF that a seal keeps."""
    seal = sealing.seals(bot.desk.questions, AGREEMENT, str(Q1))[which]
    return sealing.kept(bot.desk.questions.recorder, seal.event)["bilag1-2017-Q1.pdf"]


def test_the_end_of_a_round_sends_the_report_as_it_was_sealed(bot: Bot, boss: Door) -> None:
    closed(bot, boss)
    bot.office.tell(report("A1", date(2017, 3, 1), "Efter forseglingen"))
    told = bot.carried()
    assert [method for method, _ in told if method != "chat.update"] == SEALED
    message, *_, done = [payload for method, payload in told if method != "chat.update"]
    assert message["channel"] == "U2", "the secretariat followed the round"
    said = words(message)
    assert "*Bilag 1 for 1. kvartal 2017 er forseglet*" in said
    assert "1 af 2 målsætninger er indfriet." in said
    assert "Mangler indberetning: 2" in said
    assert f"SHA-256: {hashlib.sha256(kept(bot)).hexdigest()}" in said
    pdf, picture = bot.sent.files
    assert pdf == kept(bot)
    assert picture.startswith(b"\x89PNG")
    assert done["channel_id"] == "U2"
    assert [one["title"] for one in json.loads(done["files"])] == [
        "Bilag 1, 1. kvartal 2017", "Bilag 1, 1. kvartal 2017, side 1"
    ]  # fmt: skip
    assert bot.carried() == []


def test_a_round_without_goals_closes_and_seals_nothing(ledger: Ledger) -> None:
    bot = Bot(Office(ledger).opened(), Clock(NOON))
    bot.desk.directory.name(SECRETARY, "Sekretariatet")
    bot.desk.links.link(Person("T1", "U1"), SECRETARY, 1)
    bot.mette.command(OPEN)
    assert "*Enheder*" not in bot.text()
    bot.mette.command("runde luk")
    assert "Kvartalet har ingen mål, så der er intet at forsegle." in bot.text()
    assert sealing.seals(bot.desk.questions, AGREEMENT, str(Q1)) == []


def test_a_round_that_is_closed_on_the_command_line_sends_it_too(bot: Bot) -> None:
    bot.office.tell(OpenRound(Q1, date(2017, 4, 7)))
    accepted = {"A1", "M1", "H1"}
    ending = closing.closing(bot.desk.questions, AGREEMENT, Q1, accepted)
    sealed = closing.seal(bot.desk.questions, AGREEMENT, ending)
    assert sealed is not None
    bot.office.tell(ending, sealed)
    told = bot.carried()
    assert [method for method, _ in told] == SEALED, "nobody was asked while it was open"


def test_a_file_that_must_wait_does_not_tell_the_message_again(bot: Bot, boss: Door) -> None:
    closed(bot, boss)

    def fail(method: str) -> None:
        if method == "files.completeUploadExternal":
            raise OSError("the network is down")

    bot.sent.fails = fail
    bot.carried()
    assert [one.kind for one in bot.outbox.entries(WAITING)] == ["sealed-files"]
    bot.sent.fails = lambda _: None
    bot.clock.now += HOUR
    told = bot.carried()
    assert [method for method, _ in told] == SEALED[1:]
    assert bot.sent.files[-2] == kept(bot)
    assert bot.outbox.entries(WAITING, FAILED) == []


def test_each_seal_is_sent_as_itself(bot: Bot, boss: Door) -> None:
    closed(bot, boss)
    boss.command(OPEN)
    bot.office.tell(report("M1", date(2017, 3, 1), "Nyt"))
    boss.command("runde luk")
    boss.click(button(bot.last(), "round_yes"))
    told = [payload for method, payload in bot.carried() if method == "chat.postMessage"]
    sealed = [words(one) for one in told if "er forseglet" in words(one)]
    assert ["på ny" in one for one in sealed] == [False, True]
    assert "Det er kvartalets segl nr. 2; de tidligere består." in sealed[1]
    assert [bot.sent.files[0], bot.sent.files[2]] == [kept(bot, 0), kept(bot, 1)]
    assert kept(bot, 0) != kept(bot, 1)


def test_a_kept_file_that_was_changed_is_never_sent(bot: Bot, boss: Door) -> None:
    closed(bot, boss)
    with bot.office.recorder.engine.begin() as connection:
        for name in connection.execute(text(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :t"
        ), {"t": KEPT_TABLE}).scalars().all():  # fmt: skip
            connection.execute(text(f"DROP TRIGGER {name}"))
        changed = "UPDATE tovholder_kept SET content = :c"
        connection.execute(text(changed), {"c": b"%PDF-1.7 andet"})
    bot.carried()
    assert bot.sent.files == []
    (row,) = bot.outbox.entries(FAILED)
    assert (row.kind, row.told) == ("sealed-files", "bilag1-2017-Q1.pdf is not as it was sealed")


def test_who_left_before_it_was_sent_gets_nothing(bot: Bot, boss: Door) -> None:
    closed(bot, boss)
    bot.desk.links.link(Person("T1", "U2"), OLE, 9)
    assert "U2" not in {payload.get("channel") for _, payload in bot.carried()}
    assert bot.sent.files == []


STEPS = st.lists(
    st.sampled_from(["report", "undo", "carry", "other", "refuse", "wait", "link"]), max_size=14
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_happens_each_is_asked_once_and_sees_what_is_so(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    """Two couriers, a Slack that refuses now and then, reports and regrets in between."""
    path = tmp_path_factory.mktemp("history") / "tovholder.db"
    shutil.copy(sqlite_template, path)
    office = Office(make_ledger(f"sqlite:///{path}", CREATE_TABLE="no")).opened("A1", "M1", "H1")
    office.tell(report("A1", date(2016, 12, 1), "Taget er tæt", fulfilment="Opfyldt"))
    bot = Bot(office, Clock(NOON))
    bot.link(METTE, "Mette Holm", "TMF", Person("T1", "U1"))
    office.tell(OpenRound(Q1, date(2017, 4, 7)))
    couriers = bot.courier(), bot.courier()
    for n, step in enumerate(steps):
        match step:
            case "report":
                bot.mette.command(f"A1 opfyldt, tekst {n}")
            case "undo":
                bot.mette.command("fortryd")
            case "carry":
                couriers[0].round()
            case "other":
                couriers[1].round()
            case "refuse":
                bot.sent.fails = once(bot)
            case "wait":
                bot.clock.now += HOUR
            case "link":
                bot.desk.links.link(Person("T1", f"U{n + 20}"), METTE, n)
    bot.sent.fails = lambda _: None
    for _ in range(3):
        bot.clock.now += HOUR
        bot.carried()
    told = [(m, p) for m, p in bot.sent.calls if m.startswith("chat.")]
    linked = {person.user for person in bot.desk.links.people(METTE)}
    assert sorted(p["channel"] for m, p in told if m == "chat.postMessage") == sorted(linked)
    bot.mette.command("runde")
    now = actions(bot.last())
    for user in linked:
        assert actions([p for _, p in told if p["channel"] == user][-1]) == now
    assert bot.outbox.entries(WAITING, FAILED) == []
    office.recorder.engine.dispose()


def once(bot: Bot) -> Any:
    """The network fails once."""

    def fail(method: str) -> None:
        if method.startswith("chat."):
            bot.sent.fails = lambda _: None
            raise OSError("the network is down")

    return fail


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("runde", "Der er ingen åben indberetningsrunde."),
        ("runde luk", "Der er ingen åben indberetningsrunde."),
        ("runde 1. kvartal 2017", "Der er ingen åben indberetningsrunde for 1. kvartal 2017."),
        ("runde åbn", "Hvilket kvartal?"),
        ("runde åbn 1. kvartal 2017", "Hvilken frist?"),
        ("runde åbn 1. kvartal 2017 frist 31. marts påmind snart", "Hvor mange dage før"),
        ("runde åbn 1. kvartal 2017 frist 1. april 2016", "ligger, før 1. kvartal 2017 begynder"),
        ("runde åbn 1. kvartal 2019 frist 1. april", "uden for aftalen"),
        ("runde åbn 1. kvartal 2017 frist 1. april påmind 365", "tidligst 90 dage"),
    ],
)
def test_what_cannot_be_done_is_told(bot: Bot, boss: Door, said: str, answer: str) -> None:
    before = bot.positions()
    boss.command(said)
    assert answer in bot.text()
    assert bot.positions() == before


def test_two_open_rounds_must_be_named(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    boss.command("runde åbn 4. kvartal 2016 frist 15. april 2017 uden påmindelse")
    boss.command("runde luk")
    assert "Der er flere åbne runder: 4. kvartal 2016, 1. kvartal 2017." in bot.text()
    bot.mette.command("runde 4. kvartal 2016")
    assert "Tak! Alle 2 mål" in bot.text()


def test_who_left_is_told_nothing(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    bot.office.tell(ReleaseMember(METTE, "Ny stilling"))
    assert to(bot.carried(), "U1") == []
    assert bot.outbox.entries(WAITING, FAILED) == []


def test_erasing_a_member_erases_what_was_to_be_told(bot: Bot, boss: Door) -> None:
    boss.command(OPEN)
    bot.carried()
    bot.desk.links.erase(METTE)
    assert bot.outbox.post(key_of(bot, "ask", "U1")) is None
    with bot.office.recorder.reading() as connection:
        for table in ("tovholder_outbox", "tovholder_slack_posts"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608
            assert "U1" not in str(rows)


# --- a channel that follows the round -------------------------------------------------------------


@pytest.fixture
def open_bot(bot: Bot) -> Bot:
    """The same, where what is recorded is open to all in C7."""
    settings = replace(bot.settings, public_in=frozenset({"C70"}))
    return Bot(bot.office, bot.clock, settings=settings)


@pytest.fixture
def open_boss(open_bot: Bot) -> Door:
    return Door(open_bot.app, open_bot.settings.signing_secret, time.time, "T1", "U2", 5_000)


IN_CHANNEL = f"{OPEN} kanal <#C70|opfølgning>"


@pytest.mark.parametrize("say", ["command", "mention", "direct"])
def test_a_round_is_followed_in_its_channel_to_the_sealed_report(
    open_bot: Bot, open_boss: Door, say: str
) -> None:
    getattr(open_boss, say)(IN_CHANNEL)
    assert "er åbnet med frist 7. april 2017" in open_bot.text()
    (told,) = to(open_bot.carried(), "C70")
    assert "0 af 3 mål er indberettet." in words(told)
    assert actions(told) == [], "who reads along closes nothing"
    open_bot.mette.command("E-mærker opfyldt 1. kvartal 2017")
    ((_, again),) = [(m, p) for m, p in open_bot.carried() if p["channel"] == "C70"]
    assert "1 af 3 mål er indberettet." in words(again)
    assert "ts" in again, "the same message, brought up to date"

    open_boss.command("runde luk 1. kvartal 2017")
    open_boss.click(button(open_bot.last(), "round_yes"))
    before = len(open_bot.sent.files)
    told_now = open_bot.carried()
    sealed = [p for m, p in told_now if m == "chat.postMessage" and p["channel"] == "C70"]
    assert ["er forseglet" in words(one) for one in sealed] == [True]
    sent_to = [p["channel_id"] for m, p in told_now if m == "files.completeUploadExternal"]
    assert "C70" in sent_to
    assert kept(open_bot) in open_bot.sent.files[before:]
    assert open_bot.carried() == []


def test_a_channel_that_is_not_open_to_all_is_refused_and_hears_nothing(
    bot: Bot, boss: Door
) -> None:
    before = bot.positions()
    boss.command(IN_CHANNEL)
    assert "`tovholder bot run --public-in C70`" in bot.text()
    assert bot.positions() == before
    bot.office.tell(OpenRound(Q1, date(2017, 4, 7), channel="C70"))  # on the command line
    assert to(bot.carried(), "C70") == []


def test_a_channel_that_is_closed_meanwhile_hears_nothing_more(
    open_bot: Bot, bot: Bot, open_boss: Door
) -> None:
    open_boss.command(IN_CHANNEL)
    due = open_bot.outbox.claim("T1", AGREEMENT.id, open_bot.clock.now)
    assert due is not None
    while due is not None and due.kind == "reply":
        due = open_bot.outbox.claim("T1", AGREEMENT.id, open_bot.clock.now)
    assert due is not None
    notices = letters.following(open_bot.desk, open_bot.outbox, due, "T1")
    open_bot.outbox.finish(due, notices, open_bot.clock.now)
    assert to(bot.carried(), "C70") == []
    assert bot.outbox.entries(WAITING, FAILED) == []


@pytest.mark.parametrize("channel", ["kanal #opfølgning", "kanal", "kanal x", "kanal D123456"])
def test_a_channel_must_be_one_that_slack_names(
    open_bot: Bot, open_boss: Door, channel: str
) -> None:
    before = open_bot.positions()
    open_boss.command(f"{OPEN} {channel}")
    assert "vælg kanalen på Slacks liste" in open_bot.text()
    assert open_bot.positions() == before


def test_a_channel_in_other_words_is_told_by_its_name() -> None:
    assert heard("E-mærker i proces, se kanal <#C70|nyt>") == "E-mærker i proces, se kanal #nyt"
    assert heard("status runde åbn kanal <#C70|nyt>") == "status runde åbn kanal C70"
