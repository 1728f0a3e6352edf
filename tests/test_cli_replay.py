"""`tovholder replay`: the page as a file, and the story on the terminal."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest
import replay_desk
from cli_helpers import Desk, desk_with
from replay_desk import Made

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return replay_desk.made(tmp_path_factory.mktemp("replay"))


def test_the_same_question_gives_the_same_file(replay: Made, tmp_path: Path) -> None:
    for name, known_at in (("a", replay.last), ("b", replay.last), ("c", replay.last - 1)):
        told = replay.desk.ok("replay", "1. kvartal 2017", "--known-at", known_at,
                              "-o", tmp_path / f"{name}.html")  # fmt: skip
        assert told == f"{tmp_path / name}.html er skrevet (position {known_at}).\n"
    a, b, c = ((tmp_path / f"{name}.html").read_bytes() for name in "abc")
    assert a == b != c


def test_the_file_is_the_same_under_another_clock_and_locale(replay: Made, tmp_path: Path) -> None:
    made = []
    for name, zone in (("a", "UTC"), ("b", "Pacific/Auckland")):
        file = tmp_path / f"{name}.html"
        env = {"PATH": os.environ["PATH"], "LANG": "C", "TZ": zone, "HOME": str(tmp_path),
               "PYTHONHASHSEED": str(ord(name))}  # fmt: skip
        subprocess.run([sys.executable, "-m", "cli.main", "--db", replay.desk.db, "replay", "-o",
                        file], cwd=ROOT, env=env, check=True, capture_output=True)  # fmt: skip
        made.append(file.read_bytes())
    assert made[0] == made[1] == replay.page.read_bytes()


def test_the_story_of_a_quarter(replay: Made) -> None:
    told = replay.desk.ok("replay", "2017-Q1", "--width", "100")
    assert told.startswith("Sådan blev Bilag 1 til: 1. kvartal 2017\nHavnebyaftalen 2015-2018\n")
    for line in ("4 mål kom med i opfølgningen", "sekretariat · indlæst dokument", "M1 E-mærker",
                 "  Målopfyldelse: [-I proces-] {+Opfyldt+}", "Kvartalet blev forseglet",
                 "  Efterregistreret", "H1 Naboskab", "2 af 3 målsætninger er indfriet."
                 ):  # fmt: skip
        assert line in told.splitlines(), line
    assert "Opgivet" not in told, "the quarter has nothing of what came after"
    assert max(map(len, told.splitlines())) <= 100


def test_the_story_of_the_whole_agreement_names_the_quarters(replay: Made) -> None:
    told = replay.desk.ok("replay")
    assert told.startswith("Sådan blev Bilag 1 til: 1. kvartal 2015 – 4. kvartal 2017\n")
    assert "M1 E-mærker (4. kvartal 2016)" in told
    assert "2. kvartal 2017: 2 af 3 målsætninger er indfriet." in told


def test_the_story_in_english(replay: Made) -> None:
    desk = Desk(replay.desk.db, lang="en")
    told = desk.ok("replay", "2017-Q1")
    assert told.startswith("How Bilag 1 came to be: Q1 2017\n")
    assert "The quarter was sealed" in told


def test_nothing_that_was_written_steers_the_terminal(replay: Made) -> None:
    told = replay.desk.ok("replay", "2017-Q1")
    assert "fed" in told
    assert not set(told) & set("\u202e\u202c\u200f\x1b")


def test_a_quarter_in_which_nothing_was_told(tmp_path: Path) -> None:
    desk = desk_with("imported", tmp_path)
    assert "Der var endnu ingen mål" in desk.fails("replay", "2017-Q1", "--known-at", "2")
    assert "4 mål kom med" in desk.ok("replay", "2015-Q1")


@pytest.mark.parametrize(
    "args", [("2017-Q9",), ("2017-Q1", "--known-at", "9999"), ("2017-Q1", "-o", "/nowhere/x.html")]
)
def test_what_cannot_be_done_is_told(replay: Made, args: tuple[str, ...]) -> None:
    replay.desk.fails("replay", *args)


def test_a_page_is_written_under_the_name_of_a_page_only(replay: Made, tmp_path: Path) -> None:
    told = replay.desk.fails("replay", "2017-Q1", "-o", tmp_path / "side.pdf")
    assert "side.pdf har en endelse, som ikke kan skrives." in told
    assert list(tmp_path.iterdir()) == []
    replay.desk.ok("replay", "2017-Q1", "-o", tmp_path / "SIDE.HTM")


def test_the_story_of_all_quarters_names_the_sealed_one(replay: Made) -> None:
    told = replay.desk.ok("replay").splitlines()
    assert "1. kvartal 2017 blev forseglet" in told
    assert "Kvartalet blev forseglet" not in told


def test_step_waits_for_a_key(replay: Made) -> None:
    steps = replay.desk.ok("replay", "2017-Q1").count(" · position")
    assert _on_a_terminal(replay, b" " * 20).count(b"position") == steps
    for stops in (b"q", b"\x03", b"\x04"):
        assert _on_a_terminal(replay, b" " + stops).count(b"position") == 1


PROMPT = "En tast viser næste trin; q stopper.".encode()


def _on_a_terminal(replay: Made, keys: bytes) -> bytes:
    """What the command shows on a terminal where one of these keys is pressed at each prompt."""
    ours, theirs = pty.openpty()
    env = {"PATH": os.environ["PATH"], "TERM": "xterm", "NO_COLOR": "1", "HOME": "/nowhere"}
    command = [sys.executable, "-m", "cli.main", "--db", str(replay.desk.db), "replay", "2017-Q1"]
    shown, pressed = b"", 0
    with subprocess.Popen([*command, "--step", "--width", "100"], cwd=ROOT, env=env, stdin=theirs,
                          stdout=theirs, stderr=theirs) as process:  # fmt: skip
        os.close(theirs)
        while process.poll() is None or select.select([ours], [], [], 0)[0]:
            if not select.select([ours], [], [], 0.3)[0]:
                if shown.count(PROMPT) > pressed:  # it waits, with the terminal set up for a key
                    os.write(ours, keys[pressed : pressed + 1])
                    pressed += 1
                continue
            try:
                shown += os.read(ours, 65536)
            except OSError:  # the terminal closed with the process
                break
        assert process.wait(30) == 0
    os.close(ours)
    return shown
