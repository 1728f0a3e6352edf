"""Homes and reviews in Slack: the way to the target, projects, reviews, at any two times."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bot_helpers import Bot, Clock, check, words
from builders import Office, micros, register
from partnership_helpers import CLERK, DAY, FIRST, GARDENER, PARKER, SMITH
from test_bot_partnership import door, lodge, opened
from test_domain_amendments import lauget

from bot import partnership_language as p
from bot.blocks import draw
from bot.language import parse, readings
from bot.partnership import about
from domain import home_commands as h
from domain import partnership_commands as c
from domain.amendments import AmendAgreement
from domain.home_events import Site
from domain.ledger import Ledger
from domain.quarters import Quarter
from projections.links import Person

LATER = date(2027, 6, 1)


@pytest.fixture
def bot(ledger: Ledger) -> Bot:
    """Two projects; of the first one site is under its roof since May, and one fell back."""
    made = opened(ledger)
    sites = (Site("Smedegade 1", 12), Site("Ågade 2", 8))
    lodge(made).tell(h.PlanProject("lund", "Lund <og> Å", "SMED", sites, FIRST), SMITH)
    lodge(made).tell(h.PlanProject("eng", "Engen", "", (Site("Engvej 9", 1),), DAY), SMITH)
    for milestone in ("tegnet", "grundsten"):
        lodge(made).tell(h.ReachMilestone("lund", milestone, DAY), PARKER)
    lodge(made).today = made.clock.today = LATER
    made.clock.now = micros(2027, 6, 1, 12)
    lodge(made).tell(c.SetUpForum("gaardraad", "lund", "Gårdråd Lund", LATER))
    lodge(made).tell(h.ReachMilestone("lund", "vand", LATER, ("Smedegade 1",)))
    lodge(made).tell(h.ReachMilestone("lund", "taget", LATER, ("Smedegade 1",), "Rejsegilde & øl"))
    lodge(made).tell(h.SetBackProject("lund", "grundsten", "Sat *skævt*", LATER, ("Ågade 2",)))
    lodge(made).tell(h.ReviewSection("lund", 2027, "kasse", False, "To bilag", LATER), GARDENER)
    made.asker = door(made, CLERK)  # type: ignore[attr-defined]
    return made


def asked(bot: Bot, said: str) -> str:
    bot.asker.command(said)  # type: ignore[attr-defined]
    return bot.text()


def test_the_way_to_the_target(bot: Bot) -> None:
    told = asked(bot, "boliger")
    for part in (
        "*Vejen mod 40 boliger*", "I brug: *12* · Planlagt: *9* · Mangler en plan: *19*",
        "Mål: 40 boliger inden 31. januar 2036",
        "• *Lund &lt;og&gt; Å* (lund), 20 boliger: Smedegade 1: Under tag; Ågade 2: Tegnet",
        "• *Engen* (eng), én bolig: Ingen milepæl endnu", "`/maal boliger pdf`",
        "Pr. 1. juni 2027, som kendt 1. juni 2027",
    ):  # fmt: skip
        assert part in told, part
    position = bot.positions()
    assert f"(position {position})" in told


def test_an_amendment_of_a_later_day_is_not_told_early(bot: Bot) -> None:
    named = AmendAgreement(lauget(("Regnplan", "Vandplan")), LATER, "Nyt navn")
    lodge(bot).tell(named)
    assert "*Vandplan* (regnplan)" in asked(bot, "leverancer")
    assert "Vandplan" in asked(bot, "leverance regnplan")
    for early in ("1. kvartal 2027", "pr. 31. maj 2027"):
        assert "*Regnplan* (regnplan)" in asked(bot, f"leverancer {early}")
        assert "Regnplan" in asked(bot, f"leverance regnplan {early}")


def test_as_it_was_known_and_as_of_a_quarter(bot: Bot) -> None:
    told = asked(bot, "boliger pr. 2. marts 2027")
    assert "I brug: *0* · Planlagt: *21*" in told
    assert "Pr. 2. marts 2027, som kendt 1. marts 2027" in told
    told = asked(bot, "boliger 1. kvartal 2027")
    assert "I brug: *0* · Planlagt: *21*" in told
    assert "Pr. 31. marts 2027, som kendt 1. juni 2027" in told
    assert "Der er ingen byggeprojekter endnu." in asked(bot, "boliger pr. 1. februar 2027")
    assert "ikke kommet endnu" in asked(bot, "boliger pr. 2. juni 2027")
    assert "Idé" in asked(bot, "leverance regnplan pr. 2. marts 2027")
    assert "1. *Regnplan* (regnplan): Idé" in asked(bot, "leverancer 1. kvartal 2027")
    told = asked(bot, "årshjul 2028 pr. 2. marts 2027")
    assert "*Årshjul 2028" in told
    assert "Pr. 2. marts 2027, som kendt 1. marts 2027" in told


def test_one_project_by_code_or_title(bot: Bot) -> None:
    for said in ("projekt lund", "Projektet LUND?", 'projekt "Lund <og> Å"'):
        told = asked(bot, said)
        for part in ("*Lund &lt;og&gt; Å* (lund)", "Boligorganisation: SMED",
                     "Byggeudvalg: Gårdråd Lund",
                     "• *Smedegade 1*, 12 boliger: Under tag 1. juni 2027\n",
                     "• *Ågade 2*, 8 boliger: Tegnet 1. marts 2027 · mangler: Grundsten, Vand lagt "
                     "ind, Under tag",
                     "• 1. juni 2027: Under tag (Smedegade 1): «Rejsegilde &amp; øl»",
                     "• 1. juni 2027: gælder ikke længere: Grundsten (Ågade 2): «Sat *skævt*»",
                     "som kendt 1. juni 2027"):  # fmt: skip
            assert part in told, (said, part)
    told = asked(bot, "projekt eng")
    for part in ("Boligorganisation: ikke valgt", "Byggeudvalg: ikke nedsat", "én bolig",
                 "ingen milepæl endnu"):  # fmt: skip
        assert part in told, part
    told = asked(bot, "projekt lund pr. 2. marts 2027")
    assert "Grundsten 1. marts 2027" in told
    assert "Under tag 1." not in told
    told = asked(bot, "projekt hus")
    assert "intet byggeprojekt «hus» på det tidspunkt. Projekterne er: lund, eng" in told
    lodge(bot).tell(h.AbandonProject("eng", "Solgt", LATER), SMITH)
    assert "*Opgivet 1. juni 2027*: Solgt" in asked(bot, "projekt eng")


def test_two_projects_of_one_title_are_told_apart_by_their_codes(bot: Bot) -> None:
    lodge(bot).tell(h.PlanProject("eng-b", "Engen", "", (Site("Engvej 7", 2),), LATER), SMITH)
    assert "Projekterne er: lund, eng, eng-b" in asked(bot, "projekt engen")
    assert "*Engvej 7*" in asked(bot, "projekt eng-b")


def test_the_yearly_reviews_with_what_is_missing(bot: Bot) -> None:
    told = asked(bot, "gennemgang")
    for part in ("*Årlig gennemgang 2027*", "*Lund &lt;og&gt; Å* (lund)",
                 "• Kassen: *ikke i orden*, 1. juni 2027: To bilag", "• Taget: *mangler*",
                 "Én afdeling er ikke færdig.", "som kendt 1. juni 2027"):  # fmt: skip
        assert part in told, part
    lodge(bot).tell(h.ReviewSection("gaarden", 2027, "kasse", True, "", LATER), GARDENER)
    assert "\n*gaarden*\n" in asked(bot, "gennemgang"), "where only a code is known"
    lodge(bot).tell(h.ReviewSection("gaarden", 2027, "tag", True, "", LATER), GARDENER)
    for part in ("kasse", "tag"):
        lodge(bot).tell(h.ReviewSection("lund", 2027, part, True, "", LATER), GARDENER)
    assert "Alt er gennemgået og i orden." in asked(bot, "gennemgange for 2027")
    assert "• Kassen: i orden, 1. juni 2027" in asked(bot, "gennemgang lund")
    assert "Ingen boligafdelinger skal gennemgås for 2026" in asked(bot, "gennemgang 2026")
    assert "Afdelingerne er: gaarden, lund" in asked(bot, "gennemgang af eng 2027")
    told = asked(bot, "gennemgang 2027 pr. 2. marts 2027")
    assert "Ingen boligafdelinger skal gennemgås for 2027" in told


@pytest.mark.parametrize(("form", "starts"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_paper_and_the_picture_of_its_chart_are_sent(
    bot: Bot, form: str, starts: bytes
) -> None:
    told = asked(bot, f"boliger {form} pr. 1. juni 2027")
    assert f"Vejen mod 40 boliger er sendt til dig som {form.upper()}" in told
    assert bot.last()["response_type"] == "ephemeral"
    made, picture = bot.sent.files
    assert made.startswith(starts)
    assert picture.startswith(b"\x89PNG")
    uploads = [one for method, one in bot.sent.calls if method == "files.getUploadURLExternal"]
    assert [one["filename"] for one in uploads] == [
        f"boliger-2027-06-01.{form}", "boliger-2027-06-01.png",
    ]  # fmt: skip
    assert uploads[1]["alt_txt"] == "1. juni 2027: 12 boliger i brug og 9 planlagt ud af 40"
    posts = [one for method, one in bot.sent.calls if method == "chat.postMessage"]
    assert posts[-1]["channel"] == "U5"
    assert "I brug: *12*" in words(posts[-1])


def test_help_tells_of_homes_where_there_are_any(bot: Bot) -> None:
    told = asked(bot, "hjælp")
    for part in ("`/maal boliger`", "`/maal projekt NAVN`", "`/maal gennemgang NAVN 2026`"):
        assert part in told
    check(bot.last())


def test_without_homes_the_words_may_name_a_goal(office: Office) -> None:
    office.tell(register("M2", title="Projekt Basisboliger"))
    made = Bot(office, Clock(micros(2017, 4, 3)))
    made.link(SMITH, "Svend", "TMF", Person("T1", "U1"))
    made.mette.command("projekt basisboliger")
    assert "*Projekt Basisboliger* (M2)" in made.text()
    before = made.positions()
    made.mette.command("projekt basisboliger i proces")
    assert "Målopfyldelse" in made.text()
    assert made.positions() == before + 1
    made.mette.command("projekt hus")
    assert "Aftalen beskriver ingen boliger." in made.text()
    made.mette.command("hjælp")
    assert "projekt NAVN" not in made.text()


Q1, FEB = Quarter(2027, 1), date(2027, 2, 20)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("boliger", p.Homes()), ("Boligerne?", p.Homes()), ("boliger PDF", p.Homes("pdf")),
        ("boliger pr. 20. februar 2027", p.Homes(known_at=FEB)),
        ("boliger pdf pr. 20. februar 2027", p.Homes("pdf", known_at=FEB)),
        ("boliger 1. kvartal 2027 docx", p.Homes("docx", quarter=Q1)),
        ("projekt Solvej 4", p.Project("Solvej 4")),
        ("projektet «Solvej» 1. kvartal 2027 pr. 20/2 2027",
         p.Project("Solvej", quarter=Q1, known_at=FEB)),
        ("gennemgang", p.Reviews()), ("Gennemgangene for 2026?", p.Reviews("", 2026)),
        ("gennemgange 2026 pr. 20. februar 2027", p.Reviews("", 2026, known_at=FEB)),
        ("gennemgang af solvej", p.Reviews("solvej")),
        ("gennemgang solvej 2026", p.Reviews("solvej", 2026)),
        ("leverancer pr. 20. februar 2027", p.Deliverables(known_at=FEB)),
        ("leverance husorden 1. kvartal 2027", p.OneDeliverable("husorden", quarter=Q1)),
        ("årshjul 2027 pr. 20. februar 2027", p.Wheel(2027, known_at=FEB)),
    ],
)  # fmt: skip
def test_words_about_homes(said: str, meant: p.About) -> None:
    assert parse(said, ["Nået"]) == meant


@pytest.mark.parametrize("said", ["projekt", "boliger i 2027", "boligerne i proces", "boligplan"])
def test_words_about_something_else(said: str) -> None:
    assert not isinstance(parse(said, ["I proces"]), p.About)


def test_a_long_line_is_read_at_once() -> None:
    for said in ("gennemgang " + " ." * 5_000, "projekt " + "a 2026 " * 1_700, "boliger " * 1_500):
        assert list(readings(said, ["Nået"]))


def test_many_projects_with_long_names_fit_in_a_message(ledger: Ledger) -> None:
    made = opened(ledger)
    sites = tuple(Site(f"{'Langt sted <!here> ' * 10}{n}", 10) for n in range(30))
    for n in range(60):
        plan = h.PlanProject(f"p{n}", f"{'<*Navn*> ' * 40}{n}", "", sites, DAY)
        lodge(made).tell(plan, SMITH)
    lodge(made).tell(h.ReachMilestone("p1", "tegnet", DAY, (), "<!channel> " * 200), SMITH)
    for said in (p.Homes(), p.Project("p1"), p.Reviews()):
        message = draw(about(made.desk, said), "/maal")
        payload: dict[str, Any] = {"text": message.text, "blocks": list(message.blocks)}
        check(payload)
        assert "<!" not in words(payload)
