"""A ledger in which a partnership has lived for some quarters, made at the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from builders import micros
from cli_helpers import Desk

NAME = "kommissorium-skaeve-boliger-2025"
HOSTILE = "</script><b>fed</b> & {n} \u202eabc\u202c \u200f 🚢"
SEATS = (
    ("styregruppe", "Anna", "KAB-DIR"), ("styregruppe", "Bo", "SOF-DIR"),
    ("koordinationsgruppe", "Carl", "SOF-BB"), ("koordinationsgruppe", "Dora", "KAB-BYG"),
    ("drift-og-oekonomi", "Gro", "KAB-DRIFT"),
)  # fmt: skip
MILESTONES = ("behov", "placering", "bygherre", "bevilling", "raadgiver", "naboer", "udbud",
              "byggestart")  # fmt: skip


def at(desk: Desk, year: int, month: int, day: int) -> None:
    """Let the day come."""
    desk.today, desk.now = date(year, month, day), micros(year, month, day)


def lived(folder: Path) -> Desk:
    """Five quarters: meetings held, moved and missed, deliverables on their way, homes in use."""
    desk = Desk(folder / "tovholder.db", micros(2026, 1, 5), date(2026, 1, 5))
    desk.ok("init", "--agreement-file", NAME)
    for forum, name, unit in SEATS:
        desk.ok("member", "add", name, "--unit", unit)
        desk.ok("forum", "appoint", forum, name, "--unit", unit)
    desk.ok("home", "plan", "solvej", "Solvej og Åvej", "--site", "Solvej 4:12", "--site",
            "Åvej 9:8", "--organisation", "SAB")  # fmt: skip
    _call(desk, "koordinationsgruppe", "2026-02-03")
    at(desk, 2026, 2, 3)
    desk.ok("meeting", "hold", "koordinationsgruppe-1", "--present", "Carl")
    file = desk.file("Forretningsorden.docx", "Vi mødes")
    desk.ok("deliverable", "draft", "forretningsorden", "--file", file, "--as", "Dora")
    desk.ok("deliverable", "hand", "forretningsorden", "--as", "Dora")
    desk.ok("deliverable", "draft", "husorden", "--link", "https://kab.example/husorden", "--as",
            "Gro")  # fmt: skip
    for number, milestone in enumerate(MILESTONES, 1):
        at(desk, 2026, 2 + number, 1)
        desk.ok("home", "milestone", "solvej", milestone)
        if number == 1:
            desk.ok("deliverable", "hand", "forretningsorden", "--as", "Carl")
            _call(desk, "styregruppe", "2026-03-12")
        if number == 2:
            desk.ok("meeting", "move", "styregruppe-1", "--day", "2026-04-02", "--reason", "Syg")
            at(desk, 2026, 4, 2)
            _approved(desk, file)
    desk.ok("forum", "setup", "byggeudvalg", "solvej", "--title", "Byggeudvalget for Solvej")
    desk.ok("home", "plan", "engen", HOSTILE, "--site", "Engvej 2:6")
    at(desk, 2026, 11, 22)
    desk.ok("home", "milestone", "solvej", "ibrugtagning", "--site", "Solvej 4")
    desk.ok("home", "set-back", "solvej", "udbud", "--site", "Åvej 9", "--reason", "For dyrt")
    desk.ok("deliverable", "contribute", "husorden", "--forum", "drift-og-oekonomi", "--text",
            "Ro efter 22", "--as", "Gro")  # fmt: skip
    at(desk, 2027, 1, 20)
    desk.ok("review", "record", "solvej", "2027", "regnskab", "--not-in-order", "--text", HOSTILE)
    _call(desk, "koordinationsgruppe", "2027-03-03")
    _call(desk, "styregruppe", "2027-05-03")
    return desk


def _call(desk: Desk, forum: str, day: str) -> None:
    desk.ok("meeting", "call", forum, day, "--time", "10:00", "--place", "Rådhuset", "--item",
            "Leverancer")  # fmt: skip


def _approved(desk: Desk, file: Path) -> None:
    desk.ok("meeting", "hold", "styregruppe-1", "--present", "Anna")
    desk.ok("meeting", "decide", "styregruppe-1", "Godkendt", "--item", 1, "--kind", "approved",
            "--about", "deliverable:forretningsorden")  # fmt: skip
    desk.ok("deliverable", "approve", "forretningsorden", "--file", file, "--decision",
            "styregruppe-1/1", "--as", "Anna")  # fmt: skip
