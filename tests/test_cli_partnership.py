"""A partnership at the command line: seats, meetings, a deliverable's way, the wheel, the lapse."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from builders import micros
from cli_helpers import AGREEMENT_TOML, Desk
from databases import make_ledger
from partnership_helpers import DAY, TOML, Lodge

from domain import partnership_commands as c
from domain.commands import RegisterGoal, ReportStatus

NAME = "kommissorium-skaeve-boliger-2025"
BY_DECISION = ("--decision", "styregruppe-1/1")


def at(desk: Desk, year: int, month: int, day: int) -> None:
    """Let the day come."""
    desk.today, desk.now = date(year, month, day), micros(year, month, day)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "tovholder.db", micros(2026, 1, 5), date(2026, 1, 5))
    made.ok("init", "--agreement-file", NAME)
    for name, unit in (("Anna", "KAB-DIR"), ("Bo", "SOF-DIR"), ("Carl", "SOF-BB"),
                       ("Dora", "KAB-BYG"), ("Eva", "KAB")):  # fmt: skip
        made.ok("member", "add", name, "--unit", unit)
    for forum, name, unit in (
        ("styregruppe", "Anna", "KAB-DIR"), ("Styregruppen", "Bo", "SOF-DIR"),
        ("koordinationsgruppe", "Carl", "SOF-BB"), ("koordinationsgruppe", "Dora", "KAB-BYG"),
    ):  # fmt: skip
        made.ok("forum", "appoint", forum, name, "--unit", unit)
    return made


def submitted(desk: Desk) -> Path:
    """A version that Dora drafted and Carl handed to the styregruppe."""
    file = desk.file("forretningsorden.txt", "Vi mødes")
    desk.ok("deliverable", "draft", "forretningsorden", "--file", file, "--as", "Dora")
    desk.ok("deliverable", "hand", "forretningsorden", "--as", "Dora")
    desk.ok("deliverable", "hand", "forretningsorden", "--as", "Carl")
    return file


def met(desk: Desk, kind: str = "approved", *about: str) -> None:
    desk.ok("meeting", "call", "styregruppe", desk.today, "--time", "10:00", "--place", "Rådhuset",
            "--item", "Leverancer", "--item", "Eventuelt")  # fmt: skip
    desk.ok("meeting", "hold", "styregruppe-1", "--present", "Anna", "--apology", "Bo")
    desk.ok("meeting", "decide", "styregruppe-1", "Sådan bliver det", "--item", 1, "--kind", kind,
            *about)  # fmt: skip


def test_a_deliverable_from_draft_to_approval(desk: Desk) -> None:
    at(desk, 2026, 3, 12)
    file = submitted(desk)
    assert "forretningsorden         Hos styregruppen" in desk.ok("deliverable", "list")
    met(desk, "approved", "--about", "deliverable:forretningsorden", "--responsible", "SOF-BB",
        "--due", "2026-04-01", "--dissent", "KAB-JUR: For kort")  # fmt: skip
    told = desk.ok("deliverable", "approve", "forretningsorden", "--file", file, *BY_DECISION,
                   "--as", "Anna")  # fmt: skip
    assert "forretningsorden: Godkendt" in told
    told = desk.ok("deliverable", "show", "Forretningsorden for partnerskabets organisering")
    for words in ("Godkendt pr. 12. marts 2026", "version 1 endeligt godkendt (styregruppe-1/1)",
                  "KAB-DIR, styregruppe-1/1, Anna"):  # fmt: skip
        assert words in " ".join(told.split())
    told = desk.ok("meeting", "show", "styregruppe-1")
    for words in ("12. marts 2026 kl. 10.00, 120 minutter, Rådhuset", "Til stede: Anna",
                  "Afbud: Bo", "styregruppe-1/1 [godkendt] Sådan bliver det", "Uenig: KAB-JUR",
                  "Følger op: SOF-BB, frist 1. april 2026, gjort -"):  # fmt: skip
        assert words in told, words
    desk.ok("meeting", "done", "styregruppe-1/1", "Sendt ud", "--as", "Carl")
    assert "gjort 12. marts 2026" in desk.ok("meeting", "show", "styregruppe-1")
    assert "Planlagt" in desk.ok("deliverable", "show", "forretningsorden", "--as-of", "2026-02-01")
    assert "Alt stemmer" in desk.run("projections", "verify").stdout


def test_an_agreement_without_goals_sends_nobody_to_import_bilag1(tmp_path: Path) -> None:
    made = Desk(tmp_path / "tovholder.db", micros(2026, 1, 5), date(2026, 1, 5))
    for told in (made.ok("init", "--agreement-file", NAME), made.ok("status")):
        assert "tovholder agreement show" in " ".join(told.split())
        assert "bilag1" not in told
        assert "alle mål" not in told


def test_what_was_changed_after_it_was_submitted_is_not_approved(desk: Desk) -> None:
    file = submitted(desk)
    met(desk, "approved", "--about", "deliverable:forretningsorden")
    file.write_text("Vi mødes aldrig")
    approve = ("deliverable", "approve", "forretningsorden", *BY_DECISION, "--as", "Anna")
    assert "ligger nu i en anden version" in desk.fails(*approve, "--file", file)
    assert "ikke en SHA-256" in desk.fails(*approve, "--sha256", "abc")
    assert "enten --sha256 eller --file" in desk.fails(*approve)
    assert "kan ikke læses" in desk.fails(*approve, "--file", desk.folder / "væk.docx")
    assert "dem, der sidder i Styregruppen nu" in desk.fails(*approve[:-1], "Carl", "--file", file)


def test_a_part_replaces_its_representative(desk: Desk) -> None:
    desk.ok("member", "add", "Finn", "--unit", "KAB-DIR")
    at(desk, 2026, 6, 1)
    told = desk.fails("forum", "appoint", "styregruppe", "Finn", "--unit", "KAB-DIR",
                      "--replaces", "Anna", "--as", "Bo")  # fmt: skip
    assert "Pladserne for KAB-DIR besættes af parten selv" in told
    desk.ok("forum", "appoint", "styregruppe", "Finn", "--unit", "kab-dir", "--replaces", "Anna",
            "--as", "Eva")  # fmt: skip
    now = desk.ok("forum", "show", "styregruppe")
    assert "Finn" in now
    assert "Anna" not in now
    before = desk.ok("forum", "show", "styregruppe", "--as-of", "2026-05-31")
    assert "Anna                         KAB-DIR    5. januar 2026 – 1. juni 2026" in before
    assert "Anna" in desk.ok("forum", "show", "styregruppe", "--known-at", "2026-03-01")
    assert "2 pladser besat" in desk.ok("forum", "list")
    desk.ok("forum", "release", "styregruppe", "Bo", "--reason", "Fratrådt")
    assert "én plads besat" in desk.ok("forum", "list")
    assert "intet forum «raad»" in desk.fails("forum", "show", "raad")


def test_minutes_and_a_project_forum(desk: Desk) -> None:
    met(desk, "other")
    for nothing in ("", " "):
        assert "«tekst» må ikke være tom" in desk.fails(
            "meeting", "minutes", "styregruppe-1", "--text", nothing
        )
    at(desk, 2026, 9, 1)
    desk.ok("meeting", "call", "styregruppe", "2026-09-02", "--time", "09:30", "--place", "KAB",
            "--item", "Referat", "--invite", "Carl")  # fmt: skip
    desk.ok("meeting", "move", "styregruppe-2", "--day", "2026-09-01", "--reason", "Sygdom")
    hold = ("meeting", "hold", "styregruppe-2", "--present", "Anna")
    desk.today = date(2026, 8, 31)
    assert "styregruppe-2 (1. september 2026) er ikke afholdt" in desk.fails(*hold)
    desk.today = date(2026, 9, 1)
    desk.ok(*hold)
    approved = ("meeting", "minutes", "styregruppe-1", "--approved-at", "styregruppe-2")
    assert "Referatet af styregruppe-1 er ikke skrevet endnu" in desk.fails(*approved)
    desk.ok("meeting", "minutes", "styregruppe-1", "--text", "Vi enedes")
    desk.ok(*approved)
    assert "er godkendt og ændres ikke" in desk.fails(
        "meeting", "minutes", "styregruppe-1", "--text", "Andet"
    )
    desk.ok("meeting", "addendum", "styregruppe-1", "Og kaffe")
    told = desk.ok("meeting", "show", "styregruppe-1")
    assert "Referatet er godkendt på styregruppe-2." in told
    assert "Tilføjet: Og kaffe" in told
    desk.ok("forum", "setup", "byggeudvalg", "solhoej", "--title", "Byggeudvalg Solhøj")
    desk.ok("forum", "appoint", "byggeudvalg-solhoej", "Dora", "--unit", "KAB-BYG")
    assert "Byggeudvalg Solhøj" in desk.ok("forum", "list")
    desk.ok("meeting", "call", "byggeudvalg-solhoej", "2026-10-01", "--time", "09:30", "--place",
            "Solhøj", "--item", "Naboer")  # fmt: skip
    desk.ok("meeting", "cancel", "byggeudvalg-solhoej-1", "--reason", "Regn")
    listed = desk.ok("meeting", "list")
    assert [line.split()[-1] for line in listed.splitlines()] == ["holdt", "holdt", "aflyst"]


@pytest.mark.parametrize(
    ("day", "time", "told"),
    [("2026-02-30", "10:00", "er ikke en dato"), ("2026-03-29", "02:30", "uret stilles frem"),
     ("2026-03-29", "25:00", "kan ikke være et mødes tid"), ("snart", "10:00", "ikke en dato"),
     ("2025-12-31", "10:00", "ligger uden for aftalen"), ("2026-03-29", "x", "et mødes tid")],
)  # fmt: skip
def test_meetings_on_days_and_times_that_do_not_exist(
    desk: Desk, day: str, time: str, told: str
) -> None:
    call = ("meeting", "call", "styregruppe", day, "--time", time, "--place", "Her", "--item", "a")
    assert told in desk.fails(*call)


def test_a_meetings_day_and_time_are_written_as_danes_write_them(desk: Desk) -> None:
    told = desk.ok("meeting", "call", "styregruppe", "12. marts 2026", "--time", "9.30",
                   "--place", "Her", "--item", "a")  # fmt: skip
    assert "12. marts 2026 kl. 09.30" in told
    moved = ("meeting", "move", "STYREGRUPPE-1", "--reason", "Sygdom")
    assert "19. marts 2026 kl. 09.30" in desk.ok(*moved, "--day", "19/3-2026")
    assert "19. marts 2026 kl. 14.00" in desk.ok(*moved, "--time", "kl. 14.00")


def test_the_wheel_before_and_after_the_third_year(desk: Desk) -> None:
    met(desk, "other")
    at(desk, 2026, 7, 1)
    told = desk.ok("forum", "wheel")
    assert "01.01.2026 – 31.12.2026  2 møder; holdt 05.01; mangler at indkalde ét" in told
    assert told.count("FOR SENT") == 2, "two quarters are over"
    late = desk.ok("forum", "wheel", "2026", "--as-of", "2026-03-31")
    assert "FOR SENT" not in late
    told = desk.ok("forum", "wheel", "2029")
    assert "01.01.2029 – 31.12.2029  ét møde;" in told
    assert "01.01.2029 – 31.12.2029  2 møder;" in told


def test_the_calendar_is_the_same_bytes(desk: Desk) -> None:
    met(desk, "other")
    desk.ok("meeting", "call", "koordinationsgruppe", "2026-07-01", "--time", "09:00", "--place",
            "Her; der, og hist", "--item", "æøå")  # fmt: skip
    desk.ok("meeting", "move", "koordinationsgruppe-1", "--time", "09:30", "--reason", "Tog")
    one, two = desk.folder / "a.ics", desk.folder / "b.ics"
    assert "2 møder er skrevet" in desk.ok("meeting", "calendar", "-o", one)
    assert "intet forum «ukendt»" in desk.fails(
        "meeting", "calendar", "--forum", "ukendt", "-o", two
    )
    assert "intet forum «ukendt»" in desk.fails("meeting", "list", "--forum", "ukendt")
    assert not two.exists()
    desk.ok("meeting", "calendar", "-o", two)
    assert one.read_bytes() == two.read_bytes()
    from icalendar import Calendar

    calendar = Calendar.from_ical(one.read_bytes())
    events = {
        str(event["summary"]): event for event in calendar.walk("VEVENT") if "location" in event
    }
    told = events["Møde i Koordinationsgruppen"]
    assert told.decoded("dtstart").isoformat() == "2026-07-01T09:30:00+02:00"
    assert (told["sequence"], str(told["location"])) == (1, "Her; der, og hist")
    last = [
        event.decoded("dtstart") for event in calendar.walk("VEVENT") if "location" not in event
    ]
    assert last == [date(2026, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 12, 31)]
    desk.ok("meeting", "calendar", "-o", two, "--forum", "styregruppe", "--year", "2027")
    assert two.read_bytes().count(b"BEGIN:VEVENT") == 1
    assert desk.run("meeting", "calendar", "-o", desk.folder).exit_code == 1


def test_after_the_lapse_only_questions_are_answered(desk: Desk) -> None:
    at(desk, 2026, 3, 12)
    met(desk, "lapse")
    desk.ok("agreement", "lapse", "styregruppe-1/1", "--reason", "Støtten er faldet bort")
    for command in (
        ("deliverable", "draft", "husorden", "--link", "https://x.dk/a"),
        ("member", "add", "Ny", "--unit", "KAB"),
        ("forum", "release", "styregruppe", "Bo", "--reason", "x"),
        ("meeting", "call", "styregruppe", "2026-04-01", "--time", "09:00", "--place", "x",
         "--item", "x"),
    ):  # fmt: skip
        told = desk.fails(*command)
        assert "bortfaldt 12. marts 2026 efter beslutning styregruppe-1/1" in told
    desk.ok("member", "erase", "Bo")
    assert "Aftalen bortfaldt 12. marts 2026" in desk.ok("agreement", "show")
    for question in (("forum", "list"), ("deliverable", "list"), ("meeting", "list"),
                     ("forum", "wheel"), ("events", "export")):  # fmt: skip
        assert desk.ok(*question)
    told = desk.ok("forum", "wheel", 2026)
    assert "Skal ikke holde møder i 2026: Styregruppen, Koordinationsgruppen" in told
    assert "Bestemmer selv, hvor tit de mødes: Arbejdsgruppen for drift" in told


def test_priorities_links_contributions_and_returns(desk: Desk) -> None:
    desk.ok("member", "add", "Gro", "--unit", "KAB-DRIFT")
    desk.ok("forum", "appoint", "drift-og-oekonomi", "Gro", "--unit", "KAB-DRIFT")
    link = ("--link", "https://kab.example/husorden")
    desk.ok("deliverable", "draft", "husorden", *link, "--as", "Gro")
    assert "den version er der allerede" in desk.fails("deliverable", "draft", "husorden", *link)
    desk.ok("deliverable", "contribute", "husorden", "--forum", "drift-og-oekonomi", "--text",
            "Ro efter 22", "--as", "Gro")  # fmt: skip
    desk.ok("deliverable", "hand", "husorden", "--to", "koordinationsgruppe", "--as", "Gro")
    desk.ok("deliverable", "return", "husorden", "--reason", "For streng", "--as", "Carl")
    shown = desk.ok("deliverable", "show", "husorden")
    for words in ("Returneret", "For streng", "Ro efter 22", "ny version → I udkast"):
        assert words in shown
    assert "kan kun tages af: Styregruppen, sekretariatet" in desk.fails(
        "deliverable", "withdraw", "husorden", "--reason", "x", "--as", "Gro"
    )
    met(desk, "prioritised", "--about", "deliverable:husorden")
    desk.ok("deliverable", "prioritise", "husorden", 1, *BY_DECISION)
    assert desk.ok("deliverable", "list").split()[1] == "husorden"
    desk.ok("deliverable", "withdraw", "husorden", "--reason", "Opgivet")
    assert "husorden                 Udgået" in desk.ok("deliverable", "list")
    assert "Leverancerne er: " in desk.fails("deliverable", "show", "brød")
    for wrong in ((), (*link, "--file", desk.db), ("--link", "ftp://x")):
        assert desk.fails("deliverable", "draft", "husorden", *wrong)


def test_several_agreements_in_one_ledger(desk: Desk) -> None:
    desk.ok("agreement", "load", desk.file("laug.toml", TOML))
    desk.ok("agreement", "load", desk.file("havneby.toml", AGREEMENT_TOML))
    assert "har allerede" in desk.ok("agreement", "load", desk.file("laug.toml", TOML))
    slugs = [line.split()[0] for line in desk.ok("agreement", "list").splitlines()]
    assert slugs == ["skaeve-boliger", "gaardlaug", "havneby"]
    assert "Gårdlaugsaftalen" in desk.ok("agreement", "show", "gaardlaug")
    assert "Bænken" in desk.ok("forum", "show", "baenk"), "the forum leads to its agreement"
    assert "Planlagt" in desk.ok("deliverable", "show", "husorden")
    assert "Idé" in desk.ok("deliverable", "show", "regnplan")
    assert "Styregruppen" in desk.ok("forum", "wheel"), "the one that is in force today"
    assert "(leverance regnplan)" in desk.ok("trace", "Regnplan")
    assert "(leverance husorden)" in desk.ok("trace", "husorden")
    assert "Der er ingen" in desk.ok("trace", "--open")
    assert "Vælg en af hovedbogens aftaler" in desk.fails("trace", "E-mærker")
    for command in (("agreement", "show"), ("deliverable", "list")):
        assert "Vælg en af hovedbogens aftaler" in desk.fails(*command)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [("", "", "Aftalefilen er i orden: «Gårdlaugsaftalen» med 4 fora og 3 leverancer"),
     ('forum = "gartnerlag"', 'forum = "raad"', "deliverables.fest: raad er ikke et forum"),
     ('code = "fest"', 'code = "smedeskik"', "har begge ansvaret for smedeskik"),
     ("[organisation]", "[organisation", "overskriften mangler sin afsluttende ]")],
)  # fmt: skip
def test_agreement_files_are_checked(desk: Desk, old: str, new: str, told: str) -> None:
    file = desk.file("laug.toml", TOML.replace(old, new, 1) if old else TOML)
    if not old:
        assert told in desk.ok("agreement", "check", file)
        return
    for command in ("check", "load"):
        said = desk.fails("agreement", command, file)
        assert told in said
        assert "laug.toml" in said


def test_what_comes_twice_is_recorded_once(desk: Desk) -> None:
    call = ("meeting", "call", "styregruppe", "2026-04-01", "--time", "09:00", "--place", "x",
            "--item", "x", "--command-id", "a")  # fmt: skip
    assert desk.ok(*call) == desk.ok(*call)
    assert len(desk.ok("meeting", "list").splitlines()) == 1
    assert re.search("position 2[0-9]", desk.ok(*call))


def test_a_decision_is_traced_to_its_effect_and_back(desk: Desk) -> None:
    at(desk, 2026, 3, 12)
    met(desk, "assigned", "--about", "deliverable:forretningsorden", "--responsible", "SOF-BB",
        "--due", "2026-04-01")  # fmt: skip
    desk.ok("meeting", "decide", "styregruppe-1", "Nogen ser på grunden", "--item", 2)
    file = submitted(desk)
    desk.ok("meeting", "decide", "styregruppe-1", "Det godkendes", "--item", 1, "--kind",
            "approved", "--about", "deliverable:forretningsorden")  # fmt: skip
    at(desk, 2026, 5, 1)
    found = desk.ok("trace", "--open")
    for words in ("Én beslutning uden opfølgning", "styregruppe-1/2 (12. marts 2026)",
                  "Én opfølgning over fristen", "SOF-BB skulle følge op senest 1. april 2026",
                  "Én godkendelse uden virkning"):  # fmt: skip
        assert words in found, words
    counted = "Beslutninger: 1 uden opfølgning, 1 over fristen, 1 godkendt uden virkning."
    assert counted in desk.ok("status")
    desk.ok("deliverable", "approve", "forretningsorden", "--file", file, "--decision",
            "styregruppe-1/3", "--as", "Anna")  # fmt: skip
    desk.ok("meeting", "done", "styregruppe-1/1", "Lagt frem", "--effective", "2026-03-30")
    assert "uden virkning" not in desk.ok("trace", "--open")
    for name in ("forretningsorden", "Forretningsorden for partnerskabets organisering"):
        told = desk.ok("trace", name)
        for words in ("beslutning styregruppe-1/1 [opgave]", "→ 12. marts 2026: version 1 lavet",
                      "frist 1. april 2026: gjort 30. marts 2026. Lagt frem",
                      "version 1 sendt videre: Hos styregruppen (Carl)",
                      "→ 1. maj 2026: version 1 endeligt godkendt"):  # fmt: skip
            assert words in told, words
    then = desk.ok("trace", "styregruppe-1/1", "--as-of", "2026-03-20", "--known-at", "2026-04-30")
    assert "frist 1. april 2026: ikke gjort endnu" in then
    assert "IKKE GJORT" in desk.ok("trace", "styregruppe-1/1", "--known-at", "2026-04-30")
    assert "uden opfølgning" not in desk.ok("trace", "--open", "--as-of", "2026-03-01")
    assert "Der er intet registreret" in desk.ok("trace", "deliverable:husorden")
    assert "ingen beslutning «styregruppe-1/9»" in desk.fails("trace", "styregruppe-1/9")
    assert "Aftalen har ingen leverance «x»" in desk.fails("trace", "deliverable:x")
    assert "eller kun --open" in desk.fails("trace")
    assert "eller kun --open" in desk.fails("trace", "husorden", "--open")
    told = desk.fails("trace", "Noget andet")
    assert "«Noget andet» er hverken en beslutning (FORUM-1/2), et mål, en leverance" in told
    assert "ingen beslutning «styregruppe»" in desk.fails("trace", "decision:styregruppe")
    assert "intet møde «styregruppe»" in desk.fails("meeting", "show", "styregruppe")
    desk.lang = "en"
    for words in ("One decision without follow-up", "as of 1 May 2026, as known at position"):
        assert words in " ".join(desk.ok("trace", "--open").split())
    assert "due 1 April 2026: done 30 March 2026" in desk.ok("trace", "styregruppe-1/1")


def test_a_goal_is_traced_back_to_what_was_decided(tmp_path: Path) -> None:
    lodge = Lodge(make_ledger(f"sqlite:///{tmp_path}/tovholder.db")).opened().seated()
    goal = lodge.agreement.goal_id("G1")
    lodge.tell(RegisterGoal(goal, "G1", DAY, "Grønne gårde", "Gårdene bliver grønne"))
    lodge.tell(ReportStatus(goal, DAY, "Lauget ser på det"))
    meeting = lodge.met()
    refers = ("goal:G1", "deliverable:regnplan")
    lodge.tell(c.RecordDecision(meeting, 1, "other", "Der plantes", refers=refers))
    lodge.today = date(2027, 4, 10)
    lodge.tell(ReportStatus(goal, lodge.today, "Alle gårde er plantet", "Nået"))
    lodge.submitted()
    lodge.recorder.engine.dispose()
    desk = Desk(tmp_path / "tovholder.db", micros(2027, 5, 1), date(2027, 5, 1))
    told = desk.ok("trace", "grønne gårde")
    for words in ("Grønne gårde (mål G1)", "1. marts 2027: beslutning oldermaend-1/1 [beslutning]",
                  "  Handler om mål G1", "  → 10. april 2027: målopfyldelse: - → Nået",
                  "«Alle gårde er plantet»",
                  "  → 10. april 2027: leverance regnplan: version 1 lavet"):  # fmt: skip
        assert words in told, told
    assert "→ 10. april 2027: mål G1: målopfyldelse: - → Nået" in desk.ok("trace", "oldermaend-1/1")
    assert "Nået" not in desk.ok("trace", "G1", "--as-of", "2027-04-09")
