"""The terminal table: as wide as the window, plain without colour, marks in words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
import rendering_example as example

from projections.rendering.terminal import table

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def cells(line: str) -> int:
    """How many cells of a terminal the line takes, counted by Unicode's own table."""
    marks = {"Mn", "Me", "Cf"}
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in line
        if unicodedata.category(char) not in marks
    )


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_no_line_is_wider_than_the_window(lang: str, colour: bool) -> None:
    for width in [*range(1, 45), 59, 60, 79, 80, 99, 100, 117, 118, 140, 149, 150, 200, 400]:
        text = ESCAPES.sub("", table(example.report(), width, colour, lang))
        assert max(map(cells, text.splitlines())) <= width, width


def test_without_colour_there_is_no_escape_code() -> None:
    text = table(example.report(), 100, False, "da")
    assert "\x1b" not in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    assert "\x1b" in table(example.report(), 100, True, "da")


def test_colour_changes_no_word() -> None:
    plain = table(example.report(), 100, False, "da").splitlines()
    coloured = ESCAPES.sub("", table(example.report(), 100, True, "da")).splitlines()
    assert [line.rstrip() for line in coloured] == plain


@pytest.mark.parametrize("colour", [True, False])
def test_what_people_wrote_cannot_steer_the_terminal(colour: bool) -> None:
    text = ESCAPES.sub("", table(example.report(), 200, colour, "da"))
    assert "[31mrød" in text
    for sign in ("\x1b", "\u202e", "\u200f", "\u200d"):
        assert sign not in text


def heads(width: int, lang: str = "da") -> list[str]:
    lines = table(example.report(), width, False, lang).splitlines()
    number = {"da": "Nr.", "en": "No."}[lang]
    return re.split(r"\s{2,}", next(line for line in lines if line.startswith(number)))


def test_columns_leave_in_the_stated_order() -> None:
    full = ["Nr.", "Titel", "Status", "Målopfyldelse", "Tid", "Tovholder", "Ventes indfriet"]
    assert heads(150) == full
    assert heads(140) == full[:6]
    assert heads(100) == full[:5]
    assert heads(80) == full[:4]
    assert heads(59) == ["Nr.", "Titel", "Målopfyldelse"]


def test_english_heads_and_labels_with_the_cells_as_reported() -> None:
    text = table(example.report(), 150, False, "en")
    assert heads(150, "en") == [
        "No.", "Title", "Status", "Fulfilment", "Deadline", "Responsible", "Expected",
    ]  # fmt: skip
    assert "Known at 22 November 2026 at 08:15 (position 42)" in text
    assert "2 of 4 goals are reached." in text
    for words in ("Not reported", "Overdue", "Late entry", "Uændret", "Opfyldt", "Udgået"):
        assert words in text


def test_long_texts_end_in_an_ellipsis_after_four_lines() -> None:
    lines = table(example.report(), 80, False, "da").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("M1"))
    end = next(at for at, line in enumerate(lines) if line.startswith("M2"))
    assert end - start == 4
    assert lines[end - 1].endswith("…")


def test_missing_is_told_also_where_there_is_no_room_for_status() -> None:
    wide, narrow = (table(example.report(), width, False, "da") for width in (80, 50))
    assert "Ikke indberettet" in wide
    assert "Ikke indberettet" not in narrow
    assert "Mangler" in narrow
    assert "Frist overskredet" in wide
    assert "Frist overskredet" in narrow


def test_head_of_a_report() -> None:
    lines = table(example.report(), 100, False, "da").splitlines()
    assert lines[0] == "Havneaftale 2024-2027 · Bilag 1 · 1. kvartal 2026"
    assert lines[1] == "Kendt pr. 22. november 2026 kl. 08.15 (position 42)"
    assert "2 af 4 målsætninger er indfriet." in lines[3]
    assert "Rapporten kan være ufuldstændig." in table(example.incomplete(), 100, False, "da")
    assert "Der er intet registreret endnu" in table(example.empty(), 100, False, "da")


@pytest.mark.parametrize(
    ("known_at", "told"),
    [
        (1_500_000_000_000_000, "14. juli 2017 kl. 04.40"),
        (1_509_238_800_000_000 - 1, "29. oktober 2017 kl. 02.59"),
        (1_509_238_800_000_000, "29. oktober 2017 kl. 02.00"),
        (1_483_225_200_000_000, "1. januar 2017 kl. 00.00"),
    ],
)
def test_moments_are_told_as_a_danish_clock_shows_them(known_at: int, told: str) -> None:
    report = example.report()
    moved = replace(report, basis=replace(report.basis, known_at=known_at))
    assert f"Kendt pr. {told} (" in table(moved, 100, False, "da")
