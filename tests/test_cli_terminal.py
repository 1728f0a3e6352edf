"""How what is said stands in a terminal: within its width, and no word is divided."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from datetime import date
from pathlib import Path

import click
import pytest
from cli_helpers import Desk, desk_with

from cli.terminal import fitted

HASH = "sha256:" + "0123456789abcdef" * 4


def in_terminal(desk: Desk, columns: int, *args: str, typed: str = "") -> str:
    """What a terminal of that width is sent, on standard output and on standard error."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "--db", str(desk.db), *args],
        cwd=Path(__file__).parents[1], env=env, stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, typed.encode())
    told = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        told += part
    os.close(ours)
    process.wait(timeout=60)
    return told.decode().replace("\r\n", "\n")


def test_a_text_is_broken_between_words_and_a_line_that_fits_keeps_its_blanks() -> None:
    told = f"  M1   Andel  almene boliger\nTovholder er registreret som kendt i kilden {HASH} her"
    assert fitted(told, 30).split("\n") == [
        "  M1   Andel  almene boliger",
        "Tovholder er registreret som",
        "    kendt i kilden",
        f"    {HASH}",
        "    her",
    ]
    assert fitted("A9   Vedligehold  (planer, tilstandsrapporter)", 30, at=5).split("\n") == [
        "A9   Vedligehold  (planer,",
        "     tilstandsrapporter)",
    ]


@pytest.mark.parametrize(
    "args",
    [("status", "--quarter", "2017-Q1"), ("explain", "E-mærker", "status", "--quarter", "2017-Q1"),
     ("goal", "list"), ("report", "integrity", "--quarter", "2017-Q1"), ("history", "Naboskab")],
)  # fmt: skip
def test_a_narrow_terminal_gets_lines_that_fit(tmp_path: Path, args: tuple[str, ...]) -> None:
    desk = desk_with("imported", tmp_path)
    lines = click.unstyle(in_terminal(desk, 40, *args)).splitlines()
    assert [line for line in lines if len(line) > 40 and "sha256" not in line] == []
    piped = desk.run(*args).output
    assert " ".join(" ".join(lines).split()).startswith(" ".join(piped.split()))


def test_an_error_fits_the_terminal_as_well(tmp_path: Path) -> None:
    lines = in_terminal(desk_with("imported", tmp_path), 40, "status", "Ukendt").splitlines()
    assert len(lines) > 1
    assert max(map(len, lines)) <= 40


def test_a_question_is_answered_in_danish(tmp_path: Path) -> None:
    desk = desk_with("imported", tmp_path)
    desk.today = date(2017, 6, 20)
    desk.ok("round", "open", "2017-Q2", "--deadline", "2017-07-07")
    close = ("round", "close", "2017-Q2")
    said = in_terminal(desk, 80, *close, typed="nej\n")
    assert "Luk runden for 2. kvartal 2017 alligevel? [j/N]: " in said
    assert "runden er ikke lukket" in " ".join(said.split())
    assert "runden er ikke lukket" in " ".join(in_terminal(desk, 80, *close, typed="\n").split())
    assert "Fejl: Afbrudt." in in_terminal(desk, 80, *close, typed="\x04")
    assert "er lukket" in in_terminal(desk, 80, *close, typed="måske\nJa\n")
