"""A partnership in Slack: questions, and approval cards from the outbox to the last click."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bot_helpers import Bot, Clock, check, check_view, words
from builders import micros
from partnership_helpers import (
    CLERK,
    DAY,
    LAUG,
    MASTER,
    MAYOR,
    PARKER,
    SMITH,
    Lodge,
    sha,
    with_rule,
)

from bot import partnership_language as p
from bot.language import parse
from bot.pretend import Door, pressable
from domain import partnership_commands as c
from domain.agreements import Agreement
from domain.ledger import Ledger
from projections.links import Person
from projections.outbox import FAILED, WAITING

PEOPLE = {MAYOR: ("U1", "Maja Mester"), MASTER: ("U2", "Orla Older"), PARKER: ("U3", "Pia Park"),
          SMITH: ("U4", "Svend Smed"), CLERK: ("U5", "Karl Kontor")}  # fmt: skip


def opened(ledger: Ledger, agreement: Agreement = LAUG) -> Bot:
    lodge = Lodge(ledger, agreement).opened().seated()
    made = Bot(lodge, Clock(micros(2027, 3, 2), DAY), agreement=agreement)
    for member, (user, name) in PEOPLE.items():
        made.desk.directory.name(member, name)
        made.desk.links.link(Person("T1", user), member, 1)
    return made


@pytest.fixture
def bot(ledger: Ledger) -> Bot:
    """Two approvals by those in their seats, and no decision asked for."""
    return opened(ledger)


@pytest.fixture
def strict(ledger: Ledger) -> Bot:
    """One approval, by decision."""
    return opened(ledger, with_rule(by_decision=True, approvals=1))


def lodge(bot: Bot) -> Lodge:
    assert isinstance(bot.office, Lodge)
    return bot.office


def door(bot: Bot, member: Any) -> Door:
    user, _ = PEOPLE[member]
    return Door(bot.app, bot.settings.signing_secret, bot.mette.now, "T1", user, 100 * int(user[1]))


def cards(told: list[tuple[str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    return {payload["channel"]: payload for _, payload in told}


def pick(card: dict[str, Any], action: str) -> dict[str, Any]:
    return next(one for one in pressable(card) if one["action_id"] == action)


def press(bot: Bot, member: Any, card: dict[str, Any], action: str) -> dict[str, Any]:
    """The modal that a press leads to."""
    door(bot, member).click(pick(card, action))
    return bot.view()


def sent(bot: Bot, member: Any, view: dict[str, Any], view_id: str, **typed: str) -> dict[str, Any]:
    """What Slack is told when a form is sent."""
    answer: dict[str, Any] = json.loads(door(bot, member).submit(view, typed, id=view_id).body)
    if "view" in answer:
        check_view(answer["view"])
    return answer


def state(bot: Bot) -> str:
    told = bot.desk.partnership().deliverables
    return next(one for one in told if one.code == "regnplan").at(DAY).state


# --- the card -----------------------------------------------------------------------------------


def test_two_approve_by_card_and_everybody_s_card_is_settled(bot: Bot) -> None:
    assert bot.carried() == []
    version = lodge(bot).submitted("Første")
    first = cards(bot.carried())
    assert set(first) == {"U1", "U2"}, "those with a seat, and nobody else"
    said = words(first["U1"])
    for part in ("*Regnplan* (regnplan)", "Version 1: Første.docx", f"SHA-256 `{version}`",
                 "Sendt til Oldermændene af Pia Park 1. marts 2027", "0 af 2"):  # fmt: skip
        assert part in said, part
    assert pick(first["U1"], "card_approve")["value"].endswith(version)
    assert bot.carried() == []

    view = press(bot, MAYOR, first["U1"], "card_approve")
    assert "netop denne version" in words(view)
    answer = sent(bot, MAYOR, view, "V10")
    assert "Din godkendelse af *Regnplan* er registreret" in words(answer["view"])
    position = bot.positions()
    assert sent(bot, MAYOR, view, "V10") == answer, "the same form again"
    assert bot.positions() == position
    again = words(press(bot, MAYOR, first["U1"], "card_approve"))
    assert "du har allerede godkendt" in again
    assert "du har allerede godkendt" in words(sent(bot, MAYOR, view, "V11")["view"])
    told = bot.carried()
    assert [method for method, _ in told] == ["chat.update"] * 2
    assert "Godkendt af Maja Mester (BY) 1. marts 2027" in words(cards(told)["U2"])
    assert "1 af 2" in words(told[0][1])

    late = press(bot, MASTER, first["U2"], "card_approve")
    sent(bot, MASTER, late, "V12")
    assert state(bot) == "vedtaget"
    told = bot.carried()
    assert len(told) == 2
    for _, payload in told:
        assert "*Godkendt* 1. marts 2027" in words(payload)
        assert pressable(payload) == []
    assert bot.carried() == []
    assert bot.outbox.entries(WAITING, FAILED) == []
    assert "er nu: Vedtaget" in words(press(bot, MASTER, first["U2"], "card_return"))


def test_the_wrong_people_are_told_why_and_nothing_is_recorded(bot: Bot) -> None:
    lodge(bot).submitted()
    card = cards(bot.carried())["U1"]
    position = bot.positions()
    for member in (CLERK, PARKER):
        for action in ("card_approve", "card_return"):
            refused = words(press(bot, member, card, action))
            assert "Regnplan godkendes af dem, der sidder i Oldermændene nu" in refused
    open_form = press(bot, MAYOR, card, "card_approve")
    refused = words(sent(bot, CLERK, open_form, "V20")["view"])
    assert "godkendes af dem, der sidder i Oldermændene nu" in refused
    bot.stranger.click(pick(card, "card_approve"))
    assert "sekretariatet" in words(bot.view()).lower()
    assert bot.positions() == position
    lodge(bot).tell(c.ReleaseSeat("oldermaend", MAYOR, DAY, "Ny post"))
    assert "sidder i Oldermændene nu" in words(sent(bot, MAYOR, open_form, "V21")["view"])
    told = cards(bot.carried())
    assert set(told) == {"U1"}
    assert "Du sidder ikke længere i Oldermændene" in words(told["U1"])
    assert pressable(told["U1"]) == []


def test_whoever_submitted_it_is_refused(bot: Bot) -> None:
    lodge(bot).tell(c.DraftDeliverable("regnplan", "a.docx", sha("a")), SMITH)
    lodge(bot).tell(c.ReleaseSeat("oldermaend", MASTER, DAY, "Ny post"))
    lodge(bot).tell(c.HandDeliverable("regnplan", sha("a")), PARKER)
    lodge(bot).tell(c.TakeSeat("oldermaend", SMITH, "LAUG", DAY))
    told = cards(bot.carried())
    assert set(told) == {"U1", "U4"}
    refused = words(press(bot, SMITH, told["U4"], "card_approve"))
    assert "kan ikke selv godkende den" in refused


def test_a_return_needs_a_reason_and_a_stale_card_does_nothing(bot: Bot) -> None:
    lodge(bot).submitted()
    first = cards(bot.carried())
    stale = press(bot, MASTER, first["U2"], "card_approve")
    view = press(bot, MAYOR, first["U1"], "card_return")
    assert (
        "Hvorfor returneres den?" in sent(bot, MAYOR, view, "V30", reason=" ")["errors"]["reason"]
    )
    assert state(bot) == "forelagt"
    sent(bot, MAYOR, view, "V31", reason="Afsnit 2 <!channel> mangler")
    assert state(bot) == "paa-baenken"
    assert "er nu: På bænken" in words(sent(bot, MASTER, stale, "V32")["view"])
    told = bot.carried()
    assert len(told) == 2
    for _, payload in told:
        assert "*Returneret* 1. marts 2027" in words(payload)
        assert "> Afsnit 2 &lt;!channel&gt; mangler" in words(payload)
    version = lodge(bot).submitted("v2")
    second = cards(bot.carried())
    assert set(second) == {"U1", "U2"}, "a new card, since it is a new version"
    assert "er nu: Forelagt" in words(sent(bot, MASTER, stale, "V33")["view"])
    forged = {**pick(second["U1"], "card_approve"), "value": f"1|{version}"}
    door(bot, MAYOR).click(forged)
    assert "for gammel" in words(bot.view())
    assert state(bot) == "forelagt"


def test_where_a_decision_is_asked_for_the_card_asks_for_it(strict: Bot) -> None:
    lodge(strict).submitted()
    card = cards(strict.carried())["U1"]
    assert "endnu ingen beslutning i Oldermændene" in words(card)
    refused = words(press(strict, MAYOR, card, "card_approve"))
    assert "Bed sekretariatet" in refused
    meeting = lodge(strict).met()
    for kind, refers in (("noted", ()), ("approved", ("deliverable:regnplan",))):
        lodge(strict).tell(c.RecordDecision(meeting, 1, kind, "Planen gælder", refers=refers))  # type: ignore[arg-type]
    told = cards(strict.carried())
    assert "endnu ingen beslutning" not in words(told["U1"])
    view = press(strict, MAYOR, told["U1"], "card_approve")
    (field,) = [block for block in view["blocks"] if block["type"] == "input"]
    assert [one["text"]["text"] for one in field["element"]["options"]] == [
        "oldermaend-1/2: Planen gælder"
    ]
    sent(strict, MAYOR, view, "V40", decision="oldermaend-1/1")
    assert state(strict) == "forelagt", "another decision than those that were shown"
    sent(strict, MAYOR, view, "V41", decision="oldermaend-1/2")
    assert state(strict) == "vedtaget"
    settled = words(strict.carried()[0][1])
    assert "*Godkendt* 1. marts 2027 efter beslutning oldermaend-1/2" in settled


def test_after_the_lapse_the_card_says_so_and_nothing_can_be_pressed(bot: Bot) -> None:
    lodge(bot).submitted()
    card = cards(bot.carried())["U1"]
    view = press(bot, MAYOR, card, "card_approve")
    meeting = lodge(bot).met()
    lodge(bot).tell(c.RecordDecision(meeting, 1, "lapse", "Lauget ophører"))
    lodge(bot).tell(c.LapseAgreement(f"{meeting}/1", DAY, "Ingen gårde"))
    position = bot.positions()
    assert "bortfaldt 1. marts 2027" in words(sent(bot, MAYOR, view, "V50")["view"])
    assert bot.positions() == position
    told = bot.carried()
    assert len(told) == 2
    for _, payload in told:
        assert "*Aftalen bortfaldt* 1. marts 2027 efter beslutning oldermaend-1/1" in words(payload)
        assert pressable(payload) == []


def test_whoever_takes_a_seat_meanwhile_gets_the_card_and_a_settled_one_is_not_sent(
    bot: Bot,
) -> None:
    version = lodge(bot).submitted()
    lodge(bot).tell(c.ReturnDeliverable("regnplan", version, "Uklar"), MAYOR)
    assert bot.carried() == [], "it was settled before anybody was told"
    lodge(bot).submitted("v2")
    assert set(cards(bot.carried())) == {"U1", "U2"}
    lodge(bot).tell(c.TakeSeat("oldermaend", CLERK, "BY", DAY))
    assert set(cards(bot.carried())) == {"U5"}


# --- questions ----------------------------------------------------------------------------------


def test_deliverables_one_of_them_and_the_wheel(bot: Bot) -> None:
    lodge(bot).submitted()
    asker = door(bot, CLERK)
    asker.command("leverancer")
    assert "1. *Regnplan* (regnplan): Forelagt" in bot.text()
    assert "3. *Høstfest* (fest): Idé" in bot.text()
    for name in ("regnplan", "Regnplan", '"Regnplan"?'):
        asker.command(f"leverance {name}")
        for part in ("*Regnplan* (regnplan)", "Forelagt siden 1. marts 2027", "Bænken",
                     "Gartnerlaget", "version 1 sendt til Oldermændene af Pia Park"):  # fmt: skip
            assert part in bot.text(), part
    asker.command("leverance tagplan")
    assert "ingen leverance «tagplan»" in bot.text()
    asker.command("årshjul")
    assert "*Årshjul 2027: Gårdlaugsaftalen*" in bot.text()
    assert "01.02–31.07.2027: 2 møder · mangler at indkalde 2" in bot.text()
    asker.command("årshjul 2031")
    assert "*Årshjul 2031" in bot.text()
    asker.command("hjælp")
    assert "`/maal leverance NAVN`" in bot.text()
    check(bot.last())


def test_the_overview_counts_what_led_to_nothing(bot: Bot) -> None:
    door(bot, CLERK).command("overblik")
    assert "Beslutninger" not in bot.text()
    meeting = lodge(bot).met()
    lodge(bot).tell(c.RecordDecision(meeting, 1, "other", "Nogen ser på det"))
    door(bot, CLERK).command("overblik")
    assert "*Beslutninger:* 1 uden opfølgning" in bot.text()


def test_words_about_a_partnership() -> None:
    for said, meant in (
        ("leverancer", p.Deliverables()), ("Leverancerne?", p.Deliverables()),
        ("leverance Standard: husorden", p.OneDeliverable("Standard: husorden")),
        ("årshjul", p.Wheel()), ("Årshjulet for 2027", p.Wheel(2027)),
        ("aarshjul 2027", p.Wheel(2027)),
    ):  # fmt: skip
        assert parse(said, ["Nået"]) == meant
    for said in ("leverance", "årshjul 20", "leverancerne i proces", "årshjulet uændret"):
        assert not isinstance(parse(said, ["I proces"]), p.About)
