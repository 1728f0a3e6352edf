"""Shortcuts, the App Home, and Bilag 1 as a file: signed requests, and what is told."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from bot_helpers import METTE, OLE, SECRETARY, Bot, Clock, words
from builders import AGREEMENT, NOON, Office, goal_id, register, report
from slack_sdk.errors import SlackApiError

from bot.pretend import Door, pressable
from domain import commands as c
from domain.quarters import Quarter
from domain.rounds import OpenRound
from projections.links import Person


@pytest.fixture
def backend() -> str:
    return "sqlite"


@pytest.fixture
def bot(office: Office) -> Bot:
    """TMF (Mette) answers for E-mærker and Tage; SOF (Ole) for Naboskab."""
    office.tell(
        c.RetitleGoal(goal_id("M1"), "E-mærker"), c.RetitleGoal(goal_id("A1"), "Tage"),
        c.RetitleGoal(goal_id("H1"), "Naboskab"),
        c.ChangeResponsible(goal_id("H1"), date(2015, 1, 2), "r", "KK (SOF)"),
        report("M1", date(2016, 12, 1), "Halvt <!channel>", fulfilment="I proces"),
        report("A1", date(2017, 4, 1), "Taget er tæt", fulfilment="Opfyldt"),
    )  # fmt: skip
    made = Bot(office, Clock(NOON))
    made.link(METTE, "Mette Holm", "TMF", Person("T1", "U1"))
    made.link(OLE, "Ole Berg", "SOF", Person("T2", "U1"))
    made.desk.links.link(Person("T1", "U2"), SECRETARY, 1)
    return made


@pytest.fixture
def boss(bot: Bot) -> Door:
    return Door(bot.app, bot.settings.signing_secret, bot.mette.now, "T1", "U2", 5_000)


def calls(bot: Bot, method: str) -> list[dict[str, Any]]:
    return [payload for name, payload in bot.sent.calls if name == method]


def shown(bot: Bot) -> dict[str, Any]:
    """The Home that stands."""
    return calls(bot, "views.publish")[-1]["view"]  # type: ignore[no-any-return]


def field(view: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one["element"] for one in view["blocks"] if one.get("block_id") == name)  # type: ignore[no-any-return]


# --- shortcuts ----------------------------------------------------------------------------------


def test_a_message_that_names_a_goal_becomes_its_form(bot: Bot) -> None:
    before = bot.positions()
    bot.mette.shortcut("use-as-status", "<@UBOT> E-mærker opfyldt, alt &amp; mere")

    opened, filled = bot.sent.calls[-2:]
    assert (opened[0], filled[0]) == ("views.open", "views.update")
    assert "Henter" in words(opened[1]["view"])
    view = bot.view()
    assert "*E-mærker* (M1), 2. kvartal 2017" in words(view)
    assert field(view, "text")["initial_value"] == "alt & mere"
    assert "Skriv «uændret», hvis den hidtidige status stadig passer." in str(view)
    assert field(view, "fulfilment")["initial_option"]["value"] == "Opfyldt"
    assert bot.positions() == before

    done = json.loads(bot.mette.submit(view, {}).body)
    assert "I proces → *Opfyldt*" in words(done["view"])
    assert bot.status() == "Opfyldt"
    assert calls(bot, "views.publish") == []


def test_any_other_message_is_offered_as_the_status_of_a_goal_to_choose(bot: Bot) -> None:
    bot.mette.shortcut("use-as-status", "Vinduerne er skiftet i tre afdelinger")
    pick = bot.view()
    assert [one["value"] for one in field(pick, "goal")["options"]] == ["A1", "M1"]

    before = bot.positions()
    answer = json.loads(bot.mette.submit(pick, {"goal": "M1"}).body)
    assert answer["response_action"] == "update"
    assert "Henter" in words(answer["view"])
    form = bot.view()
    assert field(form, "text")["initial_value"] == "Vinduerne er skiftet i tre afdelinger"
    assert bot.positions() == before
    bot.mette.submit(form, {})
    assert (
        "Vinduerne er skiftet"
        in bot.desk.row(
            bot.desk.questions.goals_named(AGREEMENT.id, "M1")[0], Quarter(2017, 2), bot.positions()
        ).cells["status"]
    )  # type: ignore[union-attr]


def test_a_message_that_says_unchanged_leaves_the_text_that_stands_in_the_form(bot: Bot) -> None:
    bot.mette.shortcut("use-as-status", "Uændret.")
    bot.mette.submit(bot.view(), {"goal": "M1"})
    assert field(bot.view(), "text")["initial_value"] == "Halvt <!channel>"
    assert "Lad teksten stå, hvis den stadig passer" in str(bot.view())
    bot.mette.submit(bot.view(), {})
    row = bot.desk.row(bot.desk.goal(goal_id("M1")), Quarter(2017, 2), bot.positions())  # type: ignore[arg-type]
    assert row is not None
    assert (row.unchanged, row.cells["previous_status"]) == (True, "Halvt <!channel>")


def test_the_global_shortcut_offers_ones_own_goals(bot: Bot, boss: Door) -> None:
    bot.mette.shortcut("report-status")
    assert [one["value"] for one in field(bot.view(), "goal")["options"]] == ["A1", "M1"]
    bot.ole.shortcut("report-status")
    assert [one["value"] for one in field(bot.view(), "goal")["options"]] == ["H1"]
    boss.shortcut("report-status")
    assert len(field(bot.view(), "goal")["options"]) == 3


def test_who_has_no_goals_or_is_a_stranger_is_told(bot: Bot) -> None:
    bot.stranger.shortcut("report-status")
    assert "Bed sekretariatet om en engangskode" in words(bot.view())
    bot.office.tell(c.ChangeResponsible(goal_id("H1"), date(2017, 1, 1), "r", "KK (TMF)"))
    bot.ole.shortcut("report-status")
    assert "SOF er ikke tovholder" in words(bot.view())


def test_a_shortcut_that_comes_again_opens_nothing_more(bot: Bot) -> None:
    bot.mette.shortcut("report-status", trigger_id="t9")
    sent = len(bot.sent.calls)
    bot.mette.shortcut("report-status", trigger_id="t9")
    assert len(bot.sent.calls) == sent


@pytest.mark.parametrize("number", ["", "Z9", "M1|x", "|", "x" * 200, "\x00"])
def test_nothing_from_the_choice_is_trusted(bot: Bot, number: str) -> None:
    bot.mette.shortcut("report-status")
    pick = bot.view()
    before = bot.positions()
    bot.mette.submit(pick, {"goal": number})
    assert "Ikke registreret" in bot.view()["title"]["text"]
    assert bot.positions() == before


def test_many_goals_and_long_texts_fit(bot: Bot, boss: Door) -> None:
    bot.office.tell(*(register(f"M{n}", title="Et langt navn " * 20) for n in range(2, 130)))
    boss.shortcut("use-as-status", "æ&<" * 3_500)
    assert len(field(bot.view(), "goal")["options"]) == 100
    assert "første 100" in words(bot.view())
    boss.home()
    assert len(shown(bot)["blocks"]) <= 100
    bot.mette.home()
    assert len(shown(bot)["blocks"]) <= 100
    assert "… og 90 til" in words(shown(bot))


# --- the App Home -------------------------------------------------------------------------------


def test_a_tovholder_sees_their_goals_and_answers_with_one_click(bot: Bot) -> None:
    bot.mette.home()
    home = shown(bot)
    assert calls(bot, "views.publish")[-1]["user_id"] == "U1"
    assert "*Dine mål i 2. kvartal 2017* (TMF)\n1 af 2 mål mangler indberetning." in words(home)
    assert "Halvt &lt;!channel&gt;" in words(home)
    labels = [one["text"]["text"] for one in pressable(home)]
    assert labels == ["Uændret", "Opdatér", "Opdatér", "Rapportér status"]

    bot.mette.click_home(pressable(home)[0])
    assert "Alle 2 mål er indberettet." in words(shown(bot))
    assert bot.desk.questions.entries_at([bot.positions()])[0].actor == str(METTE)


def test_a_form_from_the_home_shows_it_anew(bot: Bot) -> None:
    bot.mette.home()
    bot.mette.click_home(pressable(shown(bot))[1])
    assert "*E-mærker* (M1)" in words(bot.view())
    published = len(calls(bot, "views.publish"))
    form = [one["view"] for name, one in bot.sent.calls if name == "views.update"][-1]
    bot.mette.submit(form, {"fulfilment": "Opfyldt"})
    assert len(calls(bot, "views.publish")) == published + 1
    assert "*E-mærker* (M1): Opfyldt" in words(shown(bot))

    bot.mette.click_home(pressable(shown(bot))[-1])
    pick = bot.view()
    bot.mette.submit(pick, {"goal": "A1", "text": "Nyt tag"})
    bot.mette.submit(bot.view(), {}, id="V2")
    assert "Status: Nyt tag" in words(shown(bot))


def test_the_secretariat_sees_what_is_missing_of_each_unit_and_the_round(
    bot: Bot, boss: Door
) -> None:
    boss.home()
    told = words(shown(bot))
    assert "*Indberettet for 2. kvartal 2017*" in told
    assert "TMF: 1 af 2. Mangler M1" in told
    assert "SOF: 0 af 1. Mangler H1" in told

    bot.office.tell(OpenRound(Quarter(2017, 1), date(2017, 4, 7), ()), today=date(2017, 4, 3))
    boss.home()
    assert "*Indberetningsrunde, 1. kvartal 2017*" in words(shown(bot))
    bot.mette.home()
    assert "Fristen er *7. april 2017*" in words(shown(bot))


def test_a_stranger_sees_how_to_be_linked_and_the_messages_tab_is_left_alone(bot: Bot) -> None:
    bot.stranger.home()
    assert "Bed sekretariatet om en engangskode" in words(shown(bot))
    sent = len(bot.sent.calls)
    bot.mette.home("messages")
    assert len(bot.sent.calls) == sent


def test_what_the_ledger_refuses_is_told_in_a_modal(bot: Bot) -> None:
    before = bot.positions()
    element = {"type": "button", "action_id": "home_unchanged-H1", "value": "2017-Q2|H1"}
    bot.mette.click_home(element)
    assert "så TMF kan ikke indberette" in words(bot.view())
    for value in ("", "2017-Q9|M1", "x|y", "2017-Q2|Z1"):
        bot.mette.click_home({**element, "value": value})
        assert "for gammel" in words(bot.view())
    assert bot.positions() == before


def test_a_sealed_quarter_is_asked_about_in_the_form(bot: Bot) -> None:
    bot.office.tell(bot.office.seal(Quarter(2017, 2)), today=date(2017, 4, 3))
    before = bot.positions()
    bot.mette.home()
    bot.mette.click_home(pressable(shown(bot))[0])
    assert "efterregistrering" in words(bot.view())
    assert bot.positions() == before


# --- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "starts"), [("pdf", b"%PDF-"), ("docx", b"PK\x03\x04"), ("xlsx", b"PK\x03\x04")]
)
def test_bilag1_is_sent_as_a_file_to_the_member_alone(bot: Bot, form: str, starts: bytes) -> None:
    bot.mette.command(f"rapport 2. kvartal 2017 {form}")

    assert calls(bot, "chat.postMessage")[-1]["channel"] == "U1"
    assert "*Bilag 1, 2. kvartal 2017*" in words(calls(bot, "chat.postMessage")[-1])
    made, picture = bot.sent.files
    assert made.startswith(starts)
    assert picture.startswith(b"\x89PNG")
    first, second = calls(bot, "files.getUploadURLExternal")
    assert (first["filename"], first["length"]) == (f"bilag1-2017-Q2.{form}", len(made))
    assert "1 af 2 målsætninger er indfriet" in second["alt_txt"]
    assert calls(bot, "files.completeUploadExternal")[-1]["channel_id"] == "U1"
    assert f"er sendt til dig som {form.upper()}" in bot.text()
    assert bot.last()["response_type"] == "ephemeral"


def test_where_it_was_asked_for_it_is_told_once(bot: Bot) -> None:
    bot.mette.direct("rapport 2. kvartal 2017 pdf")
    assert [name for name, _ in bot.sent.calls] == [
        "chat.postMessage", "files.getUploadURLExternal", "files.getUploadURLExternal",
        "files.completeUploadExternal",
    ]  # fmt: skip


def test_other_formats_and_none_are_told_in_the_message(bot: Bot) -> None:
    for said in ("rapport 2. kvartal 2017", "rapport 2. kvartal 2017 csv"):
        bot.mette.command(said)
        assert "`/maal rapport 2. kvartal 2017 pdf`" in bot.text()
    assert bot.sent.files == []


def test_where_slack_takes_no_file_the_log_says_so(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(method: str) -> None:
        if method.startswith("files."):
            raise SlackApiError("missing_scope", {"ok": False})  # type: ignore[arg-type]

    bot.sent.fails = fails
    assert bot.mette.command("rapport 2. kvartal 2017 pdf").status == 200
    assert "missing_scope" in caplog.text
