"""Members at every door: signed requests into the app, and what is recorded and answered."""

from __future__ import annotations

from datetime import date

import pytest
from bot_helpers import METTE, OLE, SECRETARY, Bot, Clock
from builders import NOON, Office, goal_id, register, report

from bot.app import Settings
from domain import commands as c
from domain.quarters import Quarter
from projections.links import Person

Q1 = Quarter(2017, 1)


@pytest.fixture
def backend() -> str:
    """What differs between the backends is tested where it is: see test_bot_links.py."""
    return "sqlite"


@pytest.fixture
def bot(office: Office) -> Bot:
    """M1 is E-mærker, of TMF (Mette); A1 is Tage, of SOF; Ole sits in SOF, in another workspace."""
    office.tell(
        c.RetitleGoal(goal_id("M1"), "E-mærker"), c.AddAlias(goal_id("M1"), "energimærker"),
        c.RetitleGoal(goal_id("A1"), "Projekter i proces"),
        c.RetitleGoal(goal_id("H1"), "Naboskab"),
        report("M1", date(2016, 12, 1), "Halvt", fulfilment="I proces"),
        report("A1", date(2016, 12, 1), "Ja", fulfilment="I proces"),
    )  # fmt: skip
    made = Bot(office, Clock(NOON + 1_000_000_000))
    made.link(METTE, "Mette Holm", "TMF", Person("T1", "U1"))
    made.link(OLE, "Ole Berg", "SOF", Person("T2", "U1"))
    return made


def test_a_slash_command_records_and_answers_only_the_sender(bot: Bot) -> None:
    response = bot.mette.command("E-mærker opfyldt, alle vinduer er skiftet")

    assert (response.status, response.body) == (200, "")
    told = bot.text()
    assert "*E-mærker* (M1), 2. kvartal 2017" in told
    assert "I proces → *Opfyldt*" in told
    assert "alle vinduer er skiftet" in told
    assert f"position {bot.positions()} af Mette Holm" in told
    assert bot.last()["response_type"] == "ephemeral"
    entry = bot.desk.questions.entries_at([bot.positions()])[0]
    assert (entry.actor, entry.channel) == (str(METTE), "slack")
    assert "U1" not in f"{entry.source}{entry.command_id}"


@pytest.mark.parametrize("command", ["/maal", "/status"])
def test_both_commands_are_answered(bot: Bot, command: str) -> None:
    bot.mette.command("E-mærker", command)
    assert "Målopfyldelse: *I proces*" in bot.text()
    assert "Pr. 30. juni 2017, som kendt" in bot.text()


def test_a_mention_in_a_thread_is_answered_in_the_thread(bot: Bot) -> None:
    bot.mette.mention("status E-mærker i proces: nu", {"thread_ts": "1.5"})

    method, payload = bot.sent.calls[-1]
    assert method == "chat.postEphemeral"
    assert (payload["user"], payload["thread_ts"]) == ("U1", "1.5")
    assert "Status: nu" in bot.text()


def test_what_is_recorded_may_be_public_in_named_channels(bot: Bot) -> None:
    settings = Settings("xoxb-1", "s", public_in=frozenset({"C1"}), wait=True)
    public = Bot(bot.office, bot.clock, settings=settings)
    public.mette.signing_secret = "s"  # noqa: S105
    public.mette.mention("E-mærker opfyldt")
    assert public.sent.calls[-1][0] == "chat.postMessage"
    public.mette.command("E-mærker i proces")
    assert public.last()["response_type"] == "in_channel"
    public.mette.command("E-mærker")
    assert public.last()["response_type"] == "ephemeral"
    public.mette.mention("E-mærker opfyldt", is_ext_shared_channel=True)
    assert public.sent.calls[-1][0] == "chat.postEphemeral"


def test_a_direct_message_is_answered(bot: Bot) -> None:
    bot.mette.direct("E-mærker og mere &amp; opfyldt")
    assert "«E-mærker og mere &amp;»" in bot.text()
    bot.mette.direct("“E\u2011mærkerne” opfyldt")
    assert bot.status() == "Opfyldt"


@pytest.mark.parametrize(
    "event",
    [{"subtype": "message_changed"}, {"bot_id": "B7"}, {"channel_type": "channel"},
     {"subtype": "channel_join"}],
)  # fmt: skip
def test_what_nobody_said_to_the_bot_is_left_alone(bot: Bot, event: dict[str, str]) -> None:
    before = bot.positions()
    assert bot.mette.direct("E-mærker opfyldt", event).status == 200
    assert bot.sent.calls == []
    assert bot.positions() == before


def test_an_edited_mention_is_no_second_report(bot: Bot) -> None:
    before = bot.positions()
    bot.mette.mention("E-mærker opfyldt", {"edited": {"user": "U1", "ts": "1"}})
    assert bot.positions() == before


# --- who ----------------------------------------------------------------------------------------


def test_a_stranger_is_told_what_to_do(bot: Bot) -> None:
    before = bot.positions()
    for send in (bot.stranger.command, bot.stranger.mention, bot.stranger.direct):
        send("E-mærker opfyldt")
        assert "Bed sekretariatet om en engangskode" in bot.text()
    assert bot.positions() == before


def test_a_code_makes_a_stranger_a_member(bot: Bot) -> None:
    bot.desk.links.offer("ABCD2345", METTE, bot.clock.now + 10**9)
    bot.stranger.direct("kode abcd2345")
    assert "tilmeldt som *Mette Holm* (TMF)" in bot.text()
    bot.stranger.command("E-mærker opfyldt")
    assert bot.status() == "Opfyldt"
    bot.ole.direct("kode abcd2345")
    assert "Koden gælder ikke" in bot.text()


def test_a_bot_is_refused_once_and_not_in_a_thread(bot: Bot) -> None:
    bot.mette.mention("E-mærker opfyldt", {"bot_id": "B7"})
    assert "Jeg svarer kun mennesker" in bot.text()
    bot.mette.mention("E-mærker opfyldt", {"bot_id": "B7", "thread_ts": "1.1"})
    assert len(bot.sent.calls) == 1


def test_in_a_shared_channel_the_persons_own_team_counts(bot: Bot) -> None:
    own = {"user_team": "T2", "team": "T2"}
    bot.ole.mention("mine", own, team_id="T1", is_ext_shared_channel=True)
    assert "SOF" in bot.text()
    bot.ole.mention("mine", {"user_team": "T3"}, team_id="T2", is_ext_shared_channel=True)
    assert "Bed sekretariatet" in bot.text()
    bot.ole.mention("mine", {"user_team": "E1"}, team_id="T2", is_ext_shared_channel=True)
    assert "hvilket arbejdsområde" in bot.text()


def test_the_ledger_is_asked_who_may(bot: Bot) -> None:
    before = bot.positions()
    bot.ole.command("E-mærker opfyldt")
    assert "M1 hører under KK (TMF), så SOF kan ikke indberette" in bot.text()
    assert bot.positions() == before


def test_a_released_member_gets_no_answer(bot: Bot) -> None:
    from domain.members import ReleaseMember

    bot.office.tell(ReleaseMember(METTE, ""))
    bot.mette.command("overblik")
    assert "ikke længere med" in bot.text()


# --- never a wrong write ------------------------------------------------------------------------


def test_two_goals_of_one_name_are_asked_about(bot: Bot) -> None:
    bot.office.tell(c.AddAlias(goal_id("A1"), "energimærker"))
    before = bot.positions()

    bot.mette.command("energimærker opfyldt, nu")

    assert bot.positions() == before
    assert "Intet er registreret endnu" in bot.text()
    assert "Opfyldt: nu" in bot.text()
    labels = [button["text"]["text"] for button in bot.buttons()]
    assert labels == ["A1 Projekter i proces", "M1 E-mærker"]
    bot.mette.click(bot.buttons()[1])
    assert bot.status() == "Opfyldt"
    assert bot.last()["replace_original"] is True


def test_more_than_five_candidates_are_a_list(bot: Bot) -> None:
    numbers = [f"M{n}" for n in range(2, 9)]
    bot.office.tell(*(register(n, aliases=("Tage",)) for n in numbers))
    bot.mette.command("Tage opfyldt")
    (select,) = bot.buttons()
    assert len(select["options"]) == 7
    bot.mette.click(select, option=2)
    assert bot.status("M4") == "Opfyldt"


def test_no_hit_is_only_suggestions(bot: Bot) -> None:
    before = bot.positions()
    bot.mette.command("E-mærkat opfyldt")
    assert "*M1* E-mærker" in bot.text()
    assert "goal alias add" in bot.text()
    assert bot.buttons() == []
    assert bot.positions() == before


def test_a_title_that_holds_a_fulfilment(bot: Bot) -> None:
    bot.office.tell(c.ChangeResponsible(goal_id("A1"), date(2017, 1, 1), "Ny", "KK (TMF)"))
    bot.mette.command("Projekter i proces opfyldt")
    assert bot.status("A1") == "Opfyldt"
    before = bot.positions()
    bot.mette.command("Projekter i proces")
    assert "Målopfyldelse: *Opfyldt*" in bot.text()
    assert bot.positions() == before


def test_two_goals_by_two_readings_are_asked_about(bot: Bot) -> None:
    bot.office.tell(c.ChangeResponsible(goal_id("A1"), date(2017, 1, 1), "Ny", "KK (TMF)"),
                    c.AddAlias(goal_id("M1"), "Projekter"))  # fmt: skip
    before = bot.positions()
    bot.mette.command("Projekter i proces opfyldt")
    assert bot.positions() == before
    assert "bliver dette registreret" not in bot.text()
    first, second, *_ = bot.buttons()
    assert second["text"]["text"] == "A1 Projekter i proces"
    bot.mette.click(first)
    assert "to målopfyldelser" in bot.text()
    assert bot.positions() == before
    bot.mette.click(second)
    assert (bot.status("A1"), bot.status("M1")) == ("Opfyldt", "I proces")


def test_a_past_quarter_is_asked_about_first(bot: Bot) -> None:
    before = bot.positions()
    bot.mette.command("E-mærker opfyldt 1. kvartal 2017: nået i marts")
    assert "efterregistrering" in bot.text()
    assert bot.positions() == before
    confirm, cancel = bot.buttons()
    bot.mette.click(cancel)
    assert "Annulleret" in bot.text()
    bot.mette.click(confirm)
    assert "1. kvartal 2017" in bot.text()
    assert "Efterregistreret: kvartalet var gået eller forseglet." in bot.text()
    assert bot.positions() == before + 1
    bot.mette.command("E-mærker opfyldt: nået i april")
    assert "Efterregistreret" not in bot.text()


@pytest.mark.parametrize("asked", ["overblik", "mangler"])
def test_what_was_not_known_then_is_told_with_both_times(bot: Bot, asked: str) -> None:
    bot.mette.command(f"{asked} 1. kvartal 2017 pr. 1. april 2017")
    assert "Der var ingen mål i opfølgningen på det tidspunkt." in bot.text()
    assert "Pr. 31. marts 2017. Der var intet registreret på det tidspunkt." in bot.text()


def test_a_sealed_quarter_is_asked_about_first_and_marked(bot: Bot) -> None:
    bot.office.tell(bot.office.seal(Quarter(2017, 2), 3), today=date(2017, 4, 3))
    bot.mette.command("E-mærker opfyldt")
    assert "er forseglet" in bot.text()
    bot.mette.click(bot.buttons()[0])
    assert "Efterregistreret" in bot.text()


def test_a_quarter_to_come_is_refused(bot: Bot) -> None:
    before = bot.positions()
    bot.mette.command("E-mærker opfyldt 3. kvartal 2017")
    assert "Intet er registreret" in bot.text()
    assert bot.positions() == before


@pytest.mark.parametrize("value", ["", "x", "0" * 32 + "|" + "0" * 36, f"{'a' * 32}|{'-' * 36}",
                                   "9" * 3_000])  # fmt: skip
@pytest.mark.parametrize("action", ["choose-0", "confirm", "cancel", "undo", "choose-one"])
def test_nothing_from_a_button_is_trusted(bot: Bot, value: str, action: str) -> None:
    before = bot.positions()
    bot.mette.click({"type": "button", "action_id": action, "value": value})
    assert "for gammel" in bot.text()
    assert bot.positions() == before


def test_a_button_is_only_for_whom_it_was_made(bot: Bot) -> None:
    before = bot.positions()
    bot.mette.command("E-mærker opfyldt 1. kvartal 2017")
    confirm = bot.buttons()[0]
    for other in (bot.ole, bot.stranger):
        other.click(confirm)
        assert bot.last()["replace_original"] is False
    assert bot.positions() == before


def test_a_choice_of_a_goal_that_was_not_asked_about_writes_nothing(bot: Bot) -> None:
    before = bot.positions()
    bot.mette.command("E-mærker opfyldt 1. kvartal 2017")
    asked = bot.buttons()[0]["value"].split("|")[0]
    value = f"{asked}|{goal_id('H1')}"
    bot.mette.click({"type": "button", "action_id": "confirm", "value": value})
    assert bot.positions() == before


# --- undo ---------------------------------------------------------------------------------------


def test_undo_by_button_and_once(bot: Bot) -> None:
    bot.mette.command("E-mærker opfyldt")
    (button,) = bot.buttons()
    bot.mette.click(button)
    assert "Fortrudt: *E-mærker*" in bot.text()
    assert "Opfyldt → *I proces*" in bot.text()
    after = bot.positions()
    told = bot.text()
    bot.mette.click(button)
    assert bot.text() == told
    assert bot.positions() == after


def test_undo_by_words_takes_back_ones_own_last_report(bot: Bot) -> None:
    bot.mette.command("E-mærker opfyldt")
    bot.office.tell(report("M1", date(2017, 4, 1), "Andet"), today=date(2017, 4, 3))
    bot.mette.command("fortryd")
    assert "Opfyldt → *I proces*" in bot.text()
    bot.mette.command("fortryd")
    assert "ingen indberetning" in bot.text()
    bot.mette.command("historik E-mærker")
    assert "trukket tilbage" in bot.text()


def test_the_history_says_from_when_a_goal_was_there(bot: Bot) -> None:
    earlier = c.BackdateGoal(goal_id("A7"), date(2016, 1, 1), "Fundet", "Vi nåede A7.")
    bot.office.tell(register("A7", date(2017, 1, 1)), earlier)
    bot.mette.command("historik A7")
    assert "med i aftalen allerede fra 1. januar 2016 · Fundet" in bot.text()


def test_nobody_undoes_what_another_said(bot: Bot) -> None:
    bot.mette.command("E-mærker opfyldt")
    (button,) = bot.buttons()
    before = bot.positions()
    bot.desk.links.link(Person("T1", "U9"), SECRETARY, 1)
    bot.stranger.click(button)
    assert "Kun den, der indberettede" in bot.text()
    assert bot.positions() == before


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("E-mærker i proces og H1 opfyldt", "H1 opfyldt"),
        ("E-mærker opfyldt, Naboskab i proces", "Naboskab i proces"),
        ("E-mærker opfyldt\nH1 uændret", "H1 uændret"),
        (
            "E-mærker opfyldt, alle vinduer\nNaboskab: opfyldt, alle kender alle",
            "Naboskab: opfyldt",
        ),
        ("E-mærker: vinduer skiftes\nog H1 uændret", "H1 uændret"),
        ("E-mærker i proces, Naboskab er også i proces", "Naboskab er også i proces"),
        ("E-mærker opfyldt (og Naboskab i proces)", "Naboskab i proces"),
        ("E-mærker i proces\nNaboskab: ny forening", "Naboskab: ny forening"),
        ("E-mærker opfyldt, alle vinduer. Naboskab i proces", "Naboskab i proces"),
        ("E-mærker opfyldt, alle vinduer, H1 uændret", "H1 uændret"),
        ("E-mærker: vinduer skiftes; Naboskab: ny forening", "Naboskab: ny forening"),
        ("E-mærker opfyldt, Naboskab også", "Naboskab også"),
        ("E-mærker opfyldt, det samme gælder Naboskab", "det samme gælder Naboskab"),
        ("E-mærker opfyldt og H1", "H1"),
        ("sæt E-mærker til opfyldt og Naboskab til i proces", "Naboskab til i proces"),
    ],
)
def test_two_goals_in_one_message_are_not_one_text(bot: Bot, said: str, other: str) -> None:
    before = bot.positions()
    bot.mette.direct(said)
    assert "Det ligner status for to mål" in bot.text()
    assert f"«{other}" in bot.text()
    assert bot.positions() == before


@pytest.mark.parametrize(
    "text",
    [
        "naboskab kommer senere",
        "haver, naboskab og tage",
        "opfyldt i tre afdelinger",
        "og E-mærker igen opfyldt",
    ],
)
def test_a_text_that_only_names_things_is_a_text(bot: Bot, text: str) -> None:
    bot.mette.direct(f"E-mærker opfyldt, {text}")
    assert f"Status: {text}" in bot.text()


# --- questions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("overblik", "0 af 2 målsætninger er indfriet."),
        ("overblik", "0 af 1 hensigtserklæring er indfriet."),
        ("mangler", "*Mangler indberetning for 2. kvartal 2017* (3)"),
        ("mine", "*Mål, som TMF svarer for, 2. kvartal 2017* (3)"),
        ("historik E-mærker", "*E-mærker* (M1): 4 registreringer"),
        ("rapport 1. kvartal 2017", "*Bilag 1, 1. kvartal 2017*"),
        ("E-mærker 4. kvartal 2016", "Pr. 31. december 2016"),
        ("E-mærker pr. 1. april 2017", "E-mærker: den 1. april 2017 stod der intet om målet"),
        ("E-mærker 3. kvartal 2017", "ligger uden for aftalen eller er ikke begyndt"),
        ("overblik 1. kvartal 2099", "ligger uden for aftalen eller er ikke begyndt"),
        ("rapport 1. kvartal 1999", "ligger uden for aftalen eller er ikke begyndt"),
        ("mangler 4. kvartal 2018", "ligger uden for aftalen eller er ikke begyndt"),
        ("mine 5. kvartal 2017", "«5. kvartal 2017» er hverken et kvartal eller en dag"),
        ("E-mærker opfyldt 5. kvartal 2017", "«5. kvartal 2017» er hverken et kvartal"),
        ("E-mærker pr. 31. februar 2017", "«pr. 31. februar 2017» er hverken et kvartal"),
        ("uændret", "Hvilket mål er «uændret»? Skriv fx `/maal E-mærker uændret`"),
        ("👍", "Det forstod jeg ikke, og intet er registreret"),
        ("...", "Det forstod jeg ikke, og intet er registreret"),
        ("x" * 4_000, "xxx…». Intet er registreret"),
        ("E-mærker pr. 1. maj 2017", "er ikke kommet endnu"),
        ("hjælp", "Skriv ikke `/status` i Slack"),
        ("hvad?", "intet mål"),
        ("E-mærker uændret nej", "«Uændret» og så et forbehold"),
        ("Naboskab uændret", "H1: før 2. kvartal 2017"),
    ],
)
def test_questions(bot: Bot, said: str, told: str) -> None:
    before = bot.positions()
    bot.mette.command(said)
    assert told in bot.text()
    assert bot.positions() == before


def test_unchanged_is_confirmed_once(bot: Bot) -> None:
    bot.mette.command("E-mærker uændret")
    assert "Status: Uændret" in bot.text()
    bot.mette.command("E-mærker uændret")
    assert "allerede bekræftet" in bot.text()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("E-mærker opfyldt, eller hvad?", "er et spørgsmål"),
        ("E-mærker opfyldt: nej", "jeg tør ikke gætte"),
        ("E-mærker opfyldt eller udgået", "to målopfyldelser"),
        ("E-mærker: målet er nu opfyldt", "Er «Opfyldt» målopfyldelsen"),
        ("E-mærker opfyldt pr. 20. februar 2017", "Hvad gælder «pr. 20. februar 2017»"),
        ("E-mærker pr. 20. februar 2017 opfyldt", "Hvad gælder «pr. 20. februar 2017»"),
    ],
)
def test_what_can_be_read_in_two_ways_is_not_recorded(bot: Bot, said: str, told: str) -> None:
    before = bot.positions()
    bot.mette.direct(said)
    assert told in bot.text()
    assert "ntet er registreret" in bot.text()
    assert bot.positions() == before


def test_a_quarter_behind_the_fulfilment_is_the_quarter(bot: Bot) -> None:
    before = bot.positions()
    bot.mette.direct("E-mærker opfyldt (1. kvartal 2017)")
    assert "1. kvartal 2017: Opfyldt" in bot.text()
    assert bot.positions() == before


def test_taking_a_late_entry_back_is_asked_for_first(bot: Bot) -> None:
    bot.mette.command("E-mærker opfyldt 1. kvartal 2017")
    bot.mette.click(bot.buttons()[0])
    before = bot.positions()
    bot.mette.command("fortryd")
    assert "efterregistrering" in bot.text()
    assert "E-mærker (M1), 1. kvartal 2017: din sidste indberetning trækkes tilbage" in bot.text()
    assert bot.positions() == before
    (undo,) = bot.buttons()
    bot.ole.click(undo)
    assert bot.positions() == before
    bot.mette.click(undo)
    assert "Fortrudt: *E-mærker*" in bot.text()
    assert bot.positions() == before + 1
