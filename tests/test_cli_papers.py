"""The papers of a partnership: agenda, minutes and the status of the deliverables."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from cli_helpers import Desk
from test_cli_partnership import at, desk, met, submitted

__all__ = ["desk"]

CALL = ("meeting", "call", "styregruppe", "2026-09-10", "--time", "09:30", "--place", "KAB",
        "--item", "Referat", "--item", "Eventuelt")  # fmt: skip


@pytest.fixture
def year(desk: Desk) -> Desk:
    at(desk, 2026, 3, 12)
    file = submitted(desk)
    met(desk, "approved", "--about", "deliverable:forretningsorden", "--responsible", "SOF-BB",
        "--due", "2026-04-01", "--dissent", "KAB-JUR: For kort", "--presented",
        "Udkastet")  # fmt: skip
    desk.ok("deliverable", "approve", "forretningsorden", "--file", file, "--decision",
            "styregruppe-1/1", "--as", "Anna")  # fmt: skip
    return desk


def test_the_minutes_of_a_meeting(year: Desk) -> None:
    year.ok("meeting", "minutes", "styregruppe-1", "--text", "Vi talte om naboerne.")
    told = year.ok("report", "meeting", "Styregruppen")
    for words in ("# Referat: Styregruppen, 12. marts 2026", "**Til stede:** Anna",
                  "**Afbud:** Bo", "**Referatet:** Ikke godkendt endnu", "Forelagt: Udkastet",
                  "**Godkendt (styregruppe-1/1):** Sådan bliver det",
                  "- Leverance: Forretningsorden for partnerskabets organisering (versionen med",
                  "- Uenig, KAB-JUR: For kort", "- Følger op: SOF-BB inden 1. april 2026",
                  "## 2. Eventuelt\n\nIngen beslutning.", "Vi talte om naboerne.",
                  "Forummet har ikke mødtes før."):  # fmt: skip
        assert words in told


def test_the_agenda_tells_what_lies_there_and_what_came_of_the_last_decisions(year: Desk) -> None:
    file = year.file("plan.txt", "Naboerne")
    year.ok("deliverable", "draft", "nabokommunikation", "--file", file, "--as", "Dora")
    year.ok("deliverable", "hand", "nabokommunikation", "--as", "Dora")
    year.ok("deliverable", "hand", "nabokommunikation", "--as", "Carl")
    year.ok(*CALL)
    told = year.ok("report", "meeting", "styregruppe")
    for words in ("# Dagsorden: Styregruppen, 10. september 2026", "1. Referat\n2. Eventuelt",
                  "| 1: plan.txt |", "**Indbudt:** Anna, Bo",
                  "| styregruppe-1/1 | Sådan bliver det | Opfølgning venter: SOF-BB, frist 1. "
                  "april 2026; Forretningsorden for partnerskabets organisering: Godkendt |",
                  ):  # fmt: skip
        assert words in told
    late = year.ok("report", "meeting", "styregruppe", "--as-of", "2026-05-01")
    assert "Opfølgning overskredet: SOF-BB" in late
    year.ok("meeting", "done", "styregruppe-1/1", "Sendt ud")
    assert "Fulgt op 12. marts 2026: Sendt ud" in year.ok("report", "meeting", "styregruppe")
    year.ok("meeting", "cancel", "styregruppe-2", "--reason", "Sygdom")
    told = year.ok("report", "meeting", "styregruppe", "--meeting", 2)
    assert ("# Aflyst møde: Styregruppen" in told, "**Aflyst:** Sygdom" in told) == (True, True)


def test_minutes_with_addenda_and_a_meeting_with_nothing_before_it(year: Desk) -> None:
    year.ok("meeting", "minutes", "styregruppe-1", "--file", year.file("ref.txt", "Referat"))
    at(year, 2026, 9, 10)
    year.ok(*CALL)
    year.ok("meeting", "hold", "styregruppe-2", "--present", "Anna")
    year.ok("meeting", "minutes", "styregruppe-1", "--approved-at", "styregruppe-2")
    year.ok("meeting", "addendum", "styregruppe-1", "Fristen er aftalt med KAB")
    told = year.ok("report", "meeting", "styregruppe", "--meeting", 2)
    assert "**Godkendte referater:** styregruppe-1" in told
    told = year.ok("report", "meeting", "styregruppe", "--meeting", 1)
    for words in ("Se ref.txt.", "**Referatet:** Godkendt på styregruppe-2",
                  "- Fristen er aftalt med KAB"):  # fmt: skip
        assert words in told
    at(year, 2026, 12, 1)
    year.ok("meeting", "call", "styregruppe", "2026-12-10", "--time", "09:30", "--place", "KAB",
            "--item", "Plan")  # fmt: skip
    told = year.ok("report", "meeting", "styregruppe")
    assert "Ingen beslutninger på styregruppe-2." in told
    assert "Der ligger ingen leverancer hos forummet." in told


def test_the_status_of_the_deliverables_at_two_times(year: Desk) -> None:
    at(year, 2026, 5, 1)
    told = year.ok("report", "deliverables")
    for words in ("| 1 | Forretningsorden for partnerskabets organisering | Godkendt | 12. marts "
                  "2026 |", "### Koordinationsgruppen", "### Arbejdsgruppen for udlejning og anv",
                  "| Ved udgangen af | Planlagt | Godkendt |", "| 1. kvartal 2026 | 9 | 1 |",
                  ):  # fmt: skip
        assert words in told
    before = year.ok("report", "deliverables", "--as-of", "2026-03-01")
    assert "organisering | Planlagt | 1. januar 2026 |" in before
    assert "organisering | Planlagt |" in year.ok("report", "deliverables", "--known-at", 20)


def test_papers_are_told_by_the_agreement_of_their_day(year: Desk) -> None:
    at(year, 2026, 5, 1)
    year.ok("seal", "deliverables", "--as-of", "2026-03-31")
    bundled = Path(__file__).parent.parent / "cli" / "bundled"
    was = (bundled / "kommissorium-skaeve-boliger-2025.toml").read_text("utf-8")
    before = len(year.ok("events", "export").splitlines())
    new = was.replace('title = "Forretningsorden for', 'title = "Vedtægter for').replace(
        "Godkender leverancerne og", "Vedtager leverancerne og"
    ).replace('title = "Styregruppen"', 'title = "Styret"').replace(
        "[[organisation.deliverables]]",
        '[[organisation.deliverables]]\ncode = "pjece"\ntitle = "Pjece"\n'
        'forum = "koordinationsgruppe"\n\n[[organisation.deliverables]]', 1,
    )  # fmt: skip
    year.ok("agreement", "amend", year.file("ny.toml", new), "--effective", "2026-04-15",
            "--reason", "Tillæg")  # fmt: skip
    early = (("--as-of", "2026-04-14"), ("--known-at", before))
    for words in (("report", "deliverables"), ("deliverable", "list")):
        assert "jece" in year.ok(*words)
        assert not any("jece" in year.ok(*words, *asked) for asked in early)
    for words in (("report", "deliverables"), ("report", "meeting", "styregruppe"),
                  ("deliverable", "show", "forretningsorden"), ("trace", "forretningsorden"),
                  ):  # fmt: skip
        assert "Vedtægter for" in year.ok(*words)
        for asked in early:
            told = year.ok(*words, *asked)
            assert "Forretningsorden for" in told
            assert "Vedtægter for" not in told
    assert "Vedtager leverancerne" in year.ok("forum", "show", "styregruppe")
    assert "Styret" in year.ok("forum", "wheel", 2026).splitlines()
    assert "Pjece (pjece)" in year.ok("deliverable", "show", "pjece")
    for asked in early:
        assert "Styregruppen" in year.ok("forum", "wheel", 2026, *asked).splitlines()
        assert "Aftalen har ingen leverance «pjece»." in year.fails(
            "deliverable", "show", "pjece", *asked
        )
        assert "Godkender leverancerne" in year.ok("forum", "show", "styregruppe", *asked)
    assert "uændret" in year.run("regenerate", "deliverables-2026-03-31").output
    assert year.run("projections", "verify").exit_code == 0


@pytest.mark.parametrize("what", [("deliverables",), ("meeting", "styregruppe")])
def test_papers_in_all_formats_are_the_same_each_time(
    year: Desk, tmp_path: Path, what: tuple[str, ...]
) -> None:
    for form in ("pdf", "docx", "html", "md", "json"):
        one, two = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
        for file in (one, two):
            year.ok("report", *what, "-o", file)
        assert one.read_bytes() == two.read_bytes()
    told = json.loads((tmp_path / "a.json").read_text("utf-8"))
    with sqlite3.connect(year.folder / "tovholder.db") as connection:
        (last,) = connection.execute("SELECT max(position) FROM tovholder_log").fetchone()
    assert told["position"] == last
    assert "Anna" not in (tmp_path / "a.json").read_text("utf-8"), "members by their ids"


def test_what_there_is_no_paper_of(year: Desk) -> None:
    assert "hverken holdt eller indkaldt" in year.fails("report", "meeting", "koordinationsgruppe")
    assert "intet møde «styregruppe-7»" in year.fails("report", "meeting", "styregruppe",
                                                      "--meeting", 7)  # fmt: skip
