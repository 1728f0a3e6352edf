"""A year of the partnership as one story: 2026, month by month, in Slack and on the command line.

The forums are those of the bundled kommissorium; the people are invented. The bot is a process that
a Slack server reaches over signed HTTP, and whose clock is that of the story.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import micros
from cli_helpers import Desk
from slack_servers import (
    TEAM,
    LocalSlack,
    bot,
    free_port,
    local_slack,
    missing,
    pressables,
    shown,
    until,
)

WHY_NOT = missing("local-slack-linux-x64")
pytestmark = [pytest.mark.e2e, pytest.mark.skipif(WHY_NOT is not None, reason=str(WHY_NOT))]

PEOPLE = {
    "Anna Lind": ("KAB-DIR", "styregruppe"), "Bo Krag": ("SOF-DIR", "styregruppe"),
    "Kim Dahl": ("KMTF-DIR", "styregruppe"),
    "Ole Falk": ("KAB-BO", "koordinationsgruppe"), "Dora Munk": ("KAB-BYG", "koordinationsgruppe"),
    "Jes Juhl": ("KAB-JUR", "koordinationsgruppe"), "Sif Holm": ("KAB-SOC", "koordinationsgruppe"),
    "Carl Beck": ("SOF-BB", "koordinationsgruppe"), "Pia Skov": ("KMTF-AB", "koordinationsgruppe"),
    "Rie Toft": ("SOF-SKB", "koordinationsgruppe"), "Gro Vang": ("KAB-DRIFT", "drift-og-oekonomi"),
    "Tue Bang": ("SOF-BAR", "udlejning-og-anvisning"), "Ulla Ring": ("KAB-BS", ""),
}  # fmt: skip
"""Everybody: the unit, and the forum in which the year begins for them."""
ANNA, BO, KIM, CARL, GRO = "U1ANNA", "U2BO", "U3KIM", "U4CARL", "U5GRO"
IN_SLACK = {ANNA: "Anna Lind", BO: "Bo Krag", KIM: "Kim Dahl", CARL: "Carl Beck", GRO: "Gro Vang"}
ORDER = "Forretningsorden for partnerskabets organisering"
RULES = "Standardhusorden og standardreglement for vedligeholdelse"


@dataclass
class Year:
    """The ledger, Slack, and the day that the story has come to."""

    desk: Desk
    clock: Path
    slack: LocalSlack = field(default_factory=lambda: LocalSlack(""))
    direct: dict[str, str] = field(default_factory=dict)

    def comes(self, month: int, day: int) -> None:
        """Let a day of 2026 come, at noon, here and for the bot."""
        self.desk.today = date(2026, month, day)
        self.desk.now = max(self.desk.now, micros(2026, month, day))
        self.clock.write_text(str(micros(2026, month, day)), "ascii")

    def tell(self, *words: object, by: str | None = None) -> str:
        """A command that must be done; what it says, on one line."""
        told = self.desk.ok(*words, *(("--as", by) if by else ()))
        return " ".join(told.split())

    def refused(self, *words: object, by: str | None = None) -> str:
        """A command that must be refused, having changed nothing; why."""
        return " ".join(self.desk.fails(*words, *(("--as", by) if by else ())).split())

    def paper(self, name: str, *words: object) -> str:
        """A paper in Markdown; the same is made as PDF and as Word beside the ledger."""
        for form in ("pdf", "docx"):
            self.desk.ok("report", *words, "-o", self.desk.folder / f"{name}.{form}")
        return self.desk.ok("report", *words)

    def written(self, name: str, words: str) -> Path:
        return self.desk.file(name, words)

    def asks(self, user: str, words: str) -> str:
        """What the bot answers to a question of somebody who writes to it alone; every answer says
        as known when."""
        channel = self.direct[user]
        before = len(self.slack.messages(channel))
        self.slack.direct(user, words)
        there = until(lambda: [one for one in map(shown, self.slack.messages(channel)[before:])
                               if "som kendt" in one], f"an answer to «{words}»")  # fmt: skip
        return there[0]

    def card(self, user: str, words: str) -> dict[str, Any]:
        """Somebody's approval card, once it says these words."""
        return self.slack.said(words, self.direct[user])

    def presses(
        self, user: str, card: dict[str, Any], label: str, until_: str, **typed: str
    ) -> str:  # fmt: skip
        """Press a button of a card, fill in the form that it opens, if any; what is told then."""
        with self.slack.screen() as screen:
            self.slack.click(user, card, label)
            if typed:
                until(lambda: screen.modals and "submit" in screen.modals[-1], "a form")
                screen.submit(user, {name: {name: _value(name, said)}
                                     for name, said in typed.items()})  # fmt: skip
            top = until(lambda: [one for one in screen.modals[-1:] if until_ in shown(one)],
                        f"«{until_}» in {[shown(one) for one in screen.modals]}")  # fmt: skip
            return shown(top[0])


def _value(name: str, said: str) -> dict[str, Any]:
    if name == "reason":
        return {"type": "plain_text_input", "value": said}
    return {"type": "static_select", "selected_option": {"value": said}}


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """1 January: the agreement is loaded, everybody is a member, and some are in Slack."""
    folder = tmp_path_factory.mktemp("year")
    made = Year(Desk(folder / "tovholder.db"), folder / "clock")
    made.desk.now = micros(2026, 1, 1)
    made.comes(1, 1)
    made.tell("init", "--agreement-file", "kommissorium-skaeve-boliger-2025")
    for name, (unit, _) in PEOPLE.items():
        role = "secretariat" if name == "Bo Krag" else "tovholder"
        made.tell("member", "add", name, "--unit", unit, "--role", role)
    for user, name in IN_SLACK.items():
        made.tell("member", "link", name, TEAM, user)
    port = free_port()
    users = {user: name.split()[0].lower() for user, name in IN_SLACK.items()}
    with (
        local_slack(folder, users, f"http://127.0.0.1:{port}/slack/events") as slack,
        bot(str(made.desk.db), slack.url, folder / "bot.log", http=port, clock=made.clock),
    ):
        made.slack = slack
        made.direct = {user: slack.direct(user, "hjælp") for user in IN_SLACK}
        for channel in made.direct.values():
            told = shown(slack.said("*Boligerne*", channel))
            assert "Meld en status" not in told, "the partnership has no goals"
        yield made


def test_january_everybody_takes_a_seat(year: Year) -> None:
    year.comes(1, 15)
    alone = ("forum", "appoint", "drift-og-oekonomi", "Gro Vang", "--unit", "KAB-DRIFT")
    assert "ingen kan udpege sig selv" in year.refused(*alone, by="Gro Vang")
    for name, (unit, forum) in PEOPLE.items():
        if forum:
            year.tell("forum", "appoint", forum, name, "--unit", unit)
    for forum, name, unit in (("drift-og-oekonomi", "Rie Toft", "SOF-SKB"),
                              ("udlejning-og-anvisning", "Jes Juhl", "KAB-JUR"),
                              ("udlejning-og-anvisning", "Rie Toft", "SOF-SKB")):  # fmt: skip
        year.tell("forum", "appoint", forum, name, "--unit", unit)
    assert "7 pladser besat" in year.tell("forum", "list")
    wheel = year.tell("forum", "wheel")
    assert "01.01.2026 – 31.12.2026 2 møder; mangler at indkalde 2" in wheel
    assert wheel.count("ét møde; mangler at indkalde ét") == 4
    told = year.asks(CARL, "årshjul")
    assert "*Årshjul 2026: Partnerskab om skæve boliger*" in told
    assert "Pr. 15. januar 2026, som kendt 15. januar 2026" in told


def test_february_the_koordinationsgruppe_asks_for_the_first_deliverable(year: Year) -> None:
    year.comes(1, 20)
    year.tell("meeting", "call", "koordinationsgruppe", "2026-02-03", "--time", "09:30", "--place",
              "Budget og Byggeri, lokale 2", "--item", "Velkomst", "--item", "Forretningsorden",
              *(part for name, (_, forum) in PEOPLE.items() if forum == "koordinationsgruppe"
                for part in ("--invite", name)))  # fmt: skip
    agenda = year.paper("01-dagsorden-koordinationsgruppen", "meeting", "koordinationsgruppe")
    assert "# Dagsorden: Koordinationsgruppen, 3. februar 2026" in agenda
    assert "Ole Falk, Dora Munk" in agenda
    year.comes(2, 3)
    year.tell("meeting", "hold", "koordinationsgruppe-1", "--present", "Carl Beck", "--present",
              "Dora Munk", "--present", "Rie Toft", "--apology", "Pia Skov")  # fmt: skip
    year.tell("meeting", "decide", "koordinationsgruppe-1", "KAB's byggeafdeling skriver udkastet",
              "--item", 2, "--kind", "assigned", "--about", "deliverable:forretningsorden",
              "--responsible", "KAB-BYG", "--due", "2026-02-20")  # fmt: skip
    file = year.written("Forretningsorden.docx", "Styregruppen mødes to gange om året.")
    year.comes(2, 16)
    year.tell("deliverable", "draft", "forretningsorden", "--file", file, by="Dora Munk")
    year.tell("meeting", "done", "koordinationsgruppe-1/1", "Udkastet er skrevet", by="Dora Munk")
    assert "kan kun tages af" in year.refused("deliverable", "hand", "forretningsorden",
                                              by="Gro Vang")  # fmt: skip
    year.tell("deliverable", "hand", "forretningsorden", by="Bo Krag")
    told = year.tell("deliverable", "hand", "forretningsorden", by="Carl Beck")
    assert "forretningsorden: Hos styregruppen" in told
    for user in (ANNA, BO, KIM):
        card = shown(year.card(user, f"Til godkendelse: *{ORDER}*"))
        assert "Sendt til Styregruppen af Carl Beck 16. februar 2026" in card
        assert "endnu ingen beslutning i Styregruppen" in card


def test_march_the_styregruppe_approves_it_by_card(year: Year) -> None:
    year.comes(2, 24)
    year.tell("meeting", "call", "styregruppe", "2026-03-12", "--time", "10:00", "--place",
              "Rådhuset, værelse 12", "--item", "Forretningsorden", "--item", "Eventuelt",
              "--invite", "Anna Lind", "--invite", "Bo Krag", "--invite", "Kim Dahl")  # fmt: skip
    agenda = year.paper("02-dagsorden-styregruppen", "meeting", "styregruppe")
    assert f"| {ORDER} | 1: Forretningsorden.docx |" in agenda
    card = year.card(ANNA, f"Til godkendelse: *{ORDER}*")
    told = year.presses(ANNA, card, "Godkend", "Bed sekretariatet")
    assert "endnu ingen beslutning" in told
    year.comes(3, 12)
    year.tell("meeting", "hold", "styregruppe-1", "--present", "Anna Lind", "--present", "Bo Krag",
              "--present", "Kim Dahl")  # fmt: skip
    year.tell("meeting", "decide", "styregruppe-1", "Forretningsordenen godkendes", "--item", 1,
              "--kind", "approved", "--about", "deliverable:forretningsorden", "--presented",
              "Udkastet fra koordinationsgruppen", "--dissent",
              "KMTF-DIR: Evalueres efter et år")  # fmt: skip
    for user in (ANNA, BO, KIM):
        until(lambda user=user: "endnu ingen beslutning" not in shown(  # type: ignore[misc]
            year.card(user, f"*{ORDER}*")), "a card that knows the decision")  # fmt: skip
    decision = {"decision": "styregruppe-1/1"}

    before = len(year.desk.events())
    whose = year.card(BO, f"*{ORDER}*")
    told = year.presses(BO, whose, "Godkend", "kan ikke selv godkende den")
    assert "den, der har skrevet eller sendt en version videre" in told
    told = year.presses(GRO, year.card(ANNA, f"*{ORDER}*"), "Godkend", "godkendes af dem")
    assert "der sidder i Styregruppen nu" in told
    assert len(year.desk.events()) == before, "neither was recorded"

    stale = year.card(KIM, f"*{ORDER}*")
    told = year.presses(ANNA, year.card(ANNA, f"*{ORDER}*"), "Godkend", "er registreret",
                        **decision)  # fmt: skip
    assert f"Din godkendelse af *{ORDER}* er registreret. Leverancen er nu: Godkendt" in told
    for user in (ANNA, BO, KIM):
        settled = year.card(user, "*Godkendt* 12. marts 2026 efter beslutning styregruppe-1/1")
        assert pressables(settled) == []
    assert "er nu: Godkendt" in year.presses(KIM, stale, "Returnér", "er nu: Godkendt")

    minutes = year.written("Referat.txt", "Styregruppen drøftede forretningsordenen.")
    year.tell("meeting", "minutes", "styregruppe-1", "--text", minutes.read_text("utf-8"))
    paper = year.paper("03-referat-styregruppen", "meeting", "styregruppe")
    for words in ("# Referat: Styregruppen, 12. marts 2026", "Referatet:** Ikke godkendt endnu",
                  "Uenig, KMTF-DIR: Evalueres efter et år"):  # fmt: skip
        assert words in paper
    told = year.asks(KIM, "leverance forretningsorden")
    for words in ("Godkendt siden 12. marts 2026", "version 1 godkendt af Anna Lind (KAB-DIR)"):
        assert words in told


def test_may_the_house_rules_are_contributed_to_and_returned(year: Year) -> None:
    year.comes(4, 14)
    first = year.written("Husorden v1.docx", "Ro efter kl. 22.")
    year.tell("deliverable", "draft", "husorden", "--file", first, by="Gro Vang")
    year.tell("deliverable", "contribute", "husorden", "--forum", "drift-og-oekonomi", "--text",
              "Affald og fællesarealer skal med", by="Rie Toft")  # fmt: skip
    assert "kan kun tages af" in year.refused(
        "deliverable", "contribute", "husorden", "--forum", "udlejning-og-anvisning", "--text",
        "Også os", by="Tue Bang",
    )  # fmt: skip
    year.tell("deliverable", "hand", "husorden", by="Gro Vang")
    year.tell("meeting", "call", "koordinationsgruppe", "2026-05-05", "--time", "09:30", "--place",
              "KAB, lokale 4", "--item", "Godkendelse af referat", "--item",
              "Husorden")  # fmt: skip
    agenda = year.paper("04-dagsorden-koordinationsgruppen", "meeting", "koordinationsgruppe")
    assert "Fulgt op 16. februar 2026: Udkastet er skrevet" in agenda
    assert "Husorden v1.docx" in agenda
    year.comes(5, 5)
    year.tell("meeting", "hold", "koordinationsgruppe-2", "--present", "Carl Beck", "--present",
              "Ole Falk", "--present", "Jes Juhl")  # fmt: skip
    year.tell("deliverable", "hand", "husorden", by="Carl Beck")
    card = year.card(KIM, f"Til godkendelse: *{RULES}")
    year.comes(5, 19)
    told = year.presses(KIM, card, "Returnér", "er returneret",
                        reason="Husdyr mangler, og sproget er for juridisk")  # fmt: skip
    assert "Leverancen er nu: Returneret" in told
    for user in (ANNA, BO, KIM):
        settled = shown(year.card(user, "*Returneret* 19. maj 2026"))
        assert "> Husdyr mangler, og sproget er for juridisk" in settled
    told = year.asks(GRO, "leverance husorden")
    assert "Returneret siden 19. maj 2026" in told
    assert "version 1 returneret af Styregruppen: «Husdyr mangler" in told
    second = year.written("Husorden v2.docx", "Ro efter kl. 22. Husdyr efter aftale.")
    year.comes(6, 2)
    year.tell("deliverable", "draft", "husorden", "--file", second, by="Gro Vang")
    year.tell("deliverable", "hand", "husorden", by="Gro Vang")


def test_june_a_building_project_moves_on(year: Year) -> None:
    year.comes(6, 9)
    year.tell("home", "plan", "solvej", "Solvej og Åvej", "--site", "Solvej 4:12", "--site",
              "Åvej 9:8", "--organisation", "SAB", "--effective", "2026-01-20",
              by="Carl Beck")  # fmt: skip
    for milestone, day in (("behov", "01-20"), ("placering", "02-10"), ("bygherre", "03-02"),
                           ("bevilling", "04-15")):  # fmt: skip
        year.tell("home", "milestone", "solvej", milestone, "--effective", f"2026-{day}")
    year.tell("forum", "setup", "byggeudvalg", "solvej", "--title", "Byggeudvalget for Solvej")
    for name, unit in (("Dora Munk", "KAB-BYG"), ("Carl Beck", "SOF-BB"), ("Ulla Ring", "KAB-BS")):
        year.tell("forum", "appoint", "byggeudvalg-solvej", name, "--unit", unit)
    assert "Det kan kun de, der sidder i" in year.refused(
        "home", "milestone", "solvej", "raadgiver", by="Gro Vang"
    )
    for milestone in ("raadgiver", "naboer", "udbud"):
        year.tell("home", "milestone", "solvej", milestone, by="Ulla Ring")
    told = year.asks(ANNA, "boliger")
    for words in ("I brug: *0* · Planlagt: *20* · Mangler en plan: *92*",
                  "*Solvej og Åvej* (solvej), 20 boliger: Udbudt til entreprenør",
                  "Mål: 112 boliger inden 1. januar 2050"):  # fmt: skip
        assert words in told
    assert "ingen byggeprojekter" in year.asks(ANNA, "boliger pr. 1. juni 2026")
    year.comes(6, 23)
    year.tell("home", "set-back", "solvej", "udbud", "--site", "Åvej 9", "--reason",
              "Tilbuddene var for dyre", by="Ulla Ring")  # fmt: skip
    told = year.asks(ANNA, "projekt solvej")
    for words in ("Byggeudvalg: Byggeudvalget for Solvej",
                  "• *Åvej 9*, 8 boliger: Naboer orienteret 9. juni 2026",
                  "gælder ikke længere: Udbudt til entreprenør (Åvej 9): «Tilbuddene var for dyre»",
                  ):  # fmt: skip
        assert words in told


def test_september_the_styregruppe_meets_again(year: Year) -> None:
    year.comes(8, 18)
    for forum, day in (("koordinationsgruppe", "2026-08-25"), ("styregruppe", "2026-09-10")):
        year.tell("meeting", "call", forum, day, "--time", "09:30", "--place", "KAB, lokale 4",
                  "--item", "Godkendelse af referat", "--item", "Husorden", "--item",
                  "Boligerne")  # fmt: skip
    year.comes(8, 25)
    year.tell("meeting", "hold", "koordinationsgruppe-3", "--present", "Carl Beck", "--present",
              "Sif Holm")  # fmt: skip
    year.tell("deliverable", "hand", "husorden", by="Carl Beck")
    agenda = year.paper("05-dagsorden-styregruppen", "meeting", "styregruppe")
    for words in ("2: Husorden v2.docx", "| styregruppe-1/1 | Forretningsordenen godkendes |"):
        assert words in agenda
    year.comes(9, 10)
    year.tell("meeting", "hold", "styregruppe-2", "--present", "Anna Lind", "--present", "Kim Dahl",
              "--apology", "Bo Krag")  # fmt: skip
    year.tell("meeting", "minutes", "styregruppe-1", "--approved-at", "styregruppe-2")
    assert "er godkendt og ændres ikke" in year.refused("meeting", "minutes", "styregruppe-1",
                                                        "--text", "Andet")  # fmt: skip
    year.tell("meeting", "decide", "styregruppe-2", "Husordenen godkendes", "--item", 2, "--kind",
              "approved", "--about", "deliverable:husorden")  # fmt: skip
    card = year.card(KIM, f"Til godkendelse: *{RULES}")
    until(lambda: "endnu ingen beslutning" not in shown(
        year.card(KIM, f"Til godkendelse: *{RULES}")), "a card that knows it")  # fmt: skip
    year.presses(KIM, card, "Godkend", "Leverancen er nu: Godkendt", decision="styregruppe-2/1")
    year.tell("meeting", "decide", "styregruppe-2", "Åvej 9 udbydes igen inden jul", "--item", 3,
              "--kind", "assigned", "--about", "project:solvej", "--responsible", "KAB-BYG",
              "--due", "2026-12-20")  # fmt: skip
    year.tell("meeting", "minutes", "styregruppe-2", "--text",
              "Styregruppen godkendte husordenen og drøftede boligerne.")  # fmt: skip
    paper = year.paper("06-referat-styregruppen", "meeting", "styregruppe")
    for words in (
        "**Afbud:** Bo Krag",
        "**Godkendte referater:** styregruppe-1",
        "Følger op: KAB-BYG inden 20. december 2026",
    ):
        assert words in paper
    assert "styregruppe-2/1" in year.tell("trace", "husorden")


def test_november_the_homes_are_in_use_and_the_year_is_reviewed(year: Year) -> None:
    year.comes(10, 20)
    year.tell("meeting", "call", "koordinationsgruppe", "2026-11-03", "--time", "09:30", "--place",
              "KAB, lokale 4", "--item", "Årets gang")  # fmt: skip
    year.comes(11, 3)
    year.tell("meeting", "hold", "koordinationsgruppe-4", "--present", "Carl Beck", "--present",
              "Ole Falk")  # fmt: skip
    year.tell("home", "milestone", "solvej", "byggestart", "--site", "Solvej 4", by="Ulla Ring")
    year.tell("home", "milestone", "solvej", "ibrugtagning", "--site", "Solvej 4", "--text",
              "Nøglerne er udleveret", by="Ulla Ring")  # fmt: skip
    year.comes(11, 17)
    year.tell("review", "record", "gaarden", 2026, "budget", by="Gro Vang")
    year.tell("review", "record", "gaarden", 2026, "regnskab", "--not-in-order", "--text",
              "To bilag mangler", by="Rie Toft")  # fmt: skip
    assert "Det kan kun de, der sidder i" in year.refused(
        "review", "record", "gaarden", 2026, "vedligeholdelse", by="Tue Bang"
    )
    told = year.asks(GRO, "gennemgang 2026")
    for words in ("• Budget: i orden, 17. november 2026", "• Regnskab: *ikke i orden*",
                  "• Årets planlagte vedligeholdelse: *mangler*"):  # fmt: skip
        assert words in told
    assert "I brug: *12* · Planlagt: *8*" in year.asks(ANNA, "boliger pdf")
    made = until(lambda: [one for message in year.slack.messages(year.direct[ANNA])
                          for one in message.get("files") or ()], "the paper")  # fmt: skip
    assert [one["name"] for one in made] == ["boliger-2026-11-17.pdf", "boliger-2026-11-17.png"]
    wheel = year.tell("forum", "wheel", 2026, "--as-of", "2026-12-31")
    assert "2 møder; holdt 12.03, 10.09" in wheel
    assert "FOR SENT" not in wheel
    paper = year.paper("07-leverancer", "deliverables")
    for words in (f"| 1 | {ORDER} | Godkendt | 12. marts 2026 |", "| Ved udgangen af |"):
        assert words in paper
    for form in ("pdf", "docx"):
        year.tell("home", "report", "--since", "2026-06-30", "-o",
                  year.desk.folder / f"08-boliger.{form}")  # fmt: skip
    paper = year.desk.ok("home", "report", "--since", "2026-06-30")
    assert "12 af 112 boliger er i brug, og 8 er planlagt." in paper


def test_december_the_partnership_lapses(year: Year) -> None:
    year.comes(12, 1)
    file = year.written("Funktionsprogram.docx", "Boligerne skal kunne tåle meget.")
    year.tell("deliverable", "draft", "funktionsprogram", "--file", file, by="Dora Munk")
    year.tell("deliverable", "hand", "funktionsprogram", by="Dora Munk")
    year.tell("deliverable", "hand", "funktionsprogram", by="Carl Beck")
    year.tell("meeting", "call", "styregruppe", "2026-12-15", "--time", "13:00", "--place",
              "Rådhuset, værelse 12", "--item", "Støtten bortfalder", "--item",
              "Funktionsprogram")  # fmt: skip
    year.comes(12, 15)
    year.tell("meeting", "hold", "styregruppe-3", "--present", "Anna Lind", "--present", "Bo Krag",
              "--present", "Kim Dahl")  # fmt: skip
    year.tell("meeting", "decide", "styregruppe-3", "Funktionsprogrammet godkendes", "--item", 2,
              "--kind", "approved", "--about", "deliverable:funktionsprogram")  # fmt: skip
    year.tell("meeting", "decide", "styregruppe-3", "Partnerskabet bortfalder", "--item", 1,
              "--kind", "lapse", "--presented", "Statens støtte ophører")  # fmt: skip
    card = year.card(ANNA, "Til godkendelse: *Funktionsprogram")
    until(lambda: "endnu ingen beslutning" not in shown(
        year.card(ANNA, "Til godkendelse: *Funktionsprogram")), "a card that knows it")  # fmt: skip
    year.tell("agreement", "lapse", "styregruppe-3/2", "--reason", "Statens støtte ophører")

    why = "bortfaldt 15. december 2026 efter beslutning styregruppe-3/2"
    before = len(year.desk.events())
    told = year.presses(ANNA, card, "Godkend", why, decision="styregruppe-3/1")
    assert "spørgsmål og rapporter virker stadig" in told
    for words in (("meeting", "call", "styregruppe", "2027-01-05", "--time", "09:00", "--place",
                   "Her", "--item", "Nyt"),
                  ("home", "milestone", "solvej", "udbud"),
                  ("review", "record", "gaarden", 2026, "vedligeholdelse"),
                  ("deliverable", "draft", "forlig", "--link", "https://x.example")):  # fmt: skip
        assert why in year.refused(*words)
    assert len(year.desk.events()) == before
    for user in (ANNA, BO, KIM):
        settled = year.card(user, "*Aftalen bortfaldt* 15. december 2026")
        assert pressables(settled) == []
    assert "Hos styregruppen siden 1. december 2026" in year.asks(KIM, "leverance funktionsprogram")
    assert "I brug: *12*" in year.asks(KIM, "boliger")
    assert "# Referat: Styregruppen, 15. december 2026" in year.paper(
        "09-referat-styregruppen", "meeting", "styregruppe"
    )


def test_afterwards_everything_can_be_told_as_it_was_then(year: Year) -> None:
    told = year.asks(ANNA, "årshjul")
    assert "holdt 25.08" in told
    assert "Skal ikke holde møder i 2026: Styregruppen" in told, "its period ended with the lapse"
    told = year.asks(ANNA, "leverancer pr. 20. maj 2026")
    assert f"1. *{ORDER}* (forretningsorden): Godkendt" in told
    assert "(husorden): Returneret" in told
    year.tell("replay", "-o", year.desk.folder / "10-replay.html")
    assert "Alt stemmer" in year.desk.run("projections", "verify").stdout
    history = [one["topic"] for one in year.desk.events()]
    for topic in ("deliverable-approved", "deliverable-returned", "agreement-lapsed",
                  "project-set-back", "section-reviewed", "minutes-approved"):  # fmt: skip
        assert topic in history
    slack = [json.dumps(one) for one in year.desk.events() if one["channel"] == "slack"]
    assert len(slack) == 5, "two approvals of two events each, and a return"
