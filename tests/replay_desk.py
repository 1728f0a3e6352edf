"""A ledger with everything that a replay can show, made by the command line, and its page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cli_helpers import Desk, desk_with

HOSTILE = "</script><b>fed</b> & {n} \u202eabc\u202c \u200f 🚢 =cmd|' /C calc'!A0 \"#panic\""
LONG = "Æblegrødshavnekajsbelysning på kajen. " * 100


@dataclass(frozen=True)
class Made:
    """The desk, the page, and the last position."""

    desk: Desk
    page: Path
    last: int


def made(folder: Path) -> Made:
    desk = desk_with("imported", folder)
    for args in (
        ("status", "M1", "opfyldt", "--text", "Alt er nået.", "--quarter", "2017-Q1"),
        ("seal", "2017-Q1"),
        ("status", "H1", "--text", HOSTILE, "--quarter", "2017-Q1"),
        ("status", "A1", "uændret", "--quarter", "2017-Q2"),
        ("status", "M2", "delvist opfyldt", "--text", LONG, "--quarter", "2017-Q2"),
        ("status", "M1", "--text", "Alt er nået.\nOgså i 2016.", "--quarter", "2016-Q4"),
        (
            "goal",
            "deadline",
            "M2",
            "2. halvdel 2017",
            "--effective",
            "2017-04-01",
            "--reason",
            "aftalt",
        ),
        ("goal", "title", "H1", "Naboer"),
        ("seal", "2017-Q2"),
        ("goal", "withdraw", "A1", "--effective", "2017-09-30", "--reason", "Opgivet af parterne"),
        ("status", "H1", "opfyldt", "--quarter", "2017-Q4"),
    ):
        desk.ok(*args)
    texts = [one for one in desk.events() if one["topic"] == "goal-status-reported"]
    late = next(one for one in texts if one["body"].get("text") == HOSTILE)["position"]
    desk.ok("correct", str(late), "--reason", "Slåfejl", "--text", f"Rettet: {HOSTILE}")
    last = desk.events()[-1]["position"]
    page = folder / "replay.html"
    desk.ok("replay", "-o", page)
    return Made(desk, page, last)
