"""The real document: its figures, and every word of every row against the source itself.

The check of words knows nothing of columns: it reads the source line with tags stripped and asks
that the model's row holds the same words in the same order, so that nothing is lost or invented.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from test_cli_reading_builders import AGREEMENT, COLUMNS

from cli.reading import Document, Row, read
from domain.quarters import Quarter

FOLDER = Path(
    os.environ.get("TOVHOLDER_SOURCES") or Path(__file__).parents[1] / ".." / "shared" / "sources"
)
SOURCE = FOLDER / "hovedaftale-redegoerelse-2017.txt"
DAMAGED = {"Oplydt": "Opfyldt", "Opfykt": "Opfyldt", "Indtrækes": "Indtænkes"}

pytestmark = pytest.mark.skipif(
    not SOURCE.exists(), reason=f"the real document is not at {SOURCE} (TOVHOLDER_SOURCES)"
)


@pytest.fixture(scope="module")
def document() -> Document:
    return read(SOURCE.read_bytes(), SOURCE.name, AGREEMENT)


@pytest.fixture(scope="module")
def lines() -> dict[int, str]:
    text = SOURCE.read_text(encoding="utf-8")
    return {n: line for n, line in enumerate(text.split("\n"), 1) if "\t" in line}


def rows(document: Document, letters: str = "AMH") -> list[Row]:
    return [row for part in document.sections if part.letter in letters for row in part.rows]


def test_the_figures_of_the_memo(document: Document) -> None:
    assert (document.quarter, document.previous) == (Quarter(2017, 1), Quarter(2016, 4))
    assert [(part.letter, len(part.rows)) for part in document.sections] == [
        ("A", 10),
        ("M", 9),
        ("H", 20),
    ]
    concrete = Counter(row.fulfilment for row in rows(document, "AM"))
    assert concrete == {"Opfyldt": 9, "I proces": 10}
    assert Counter(row.fulfilment for row in rows(document, "H")) == {"Opfyldt": 3, "Indtænkes": 17}
    assert sum(row.unchanged for row in rows(document)) == 26
    assert {row.responsible for row in rows(document)} == {
        "KK (TMF)", "KK (TMF/SUF)", "KK (TMF/ØKF)", "KK (SOF)", "KK", "BL's 1. kreds", "",
    }  # fmt: skip


def test_four_rows_lost_the_cell_before_the_expected_completion(document: Document) -> None:
    lost = [repair for repair in document.repairs if repair.rule == "lost-cell"]

    assert [(repair.line, repair.column) for repair in lost] == [
        (line, "expected_completion") for line in (110, 111, 112, 113)
    ]
    for row in rows(document, "A")[6:]:
        assert row.delay_reason == ""
        assert row.expected_completion
        assert row.fulfilment == "I proces"


def test_twelve_rows_have_a_surplus_cell(document: Document) -> None:
    surplus = [repair.line for repair in document.repairs if repair.rule == "surplus-cell"]

    assert surplus == list(range(136, 148))
    for row in rows(document, "H"):
        assert (row.delay_reason, row.expected_completion, row.responsible) == ("", "", "")


def test_theme_and_time_that_ran_together(document: Document) -> None:
    first = rows(document, "M")[0]

    assert (first.theme, first.deadline) == ("1", "2015-2018")
    assert [r.line for r in document.repairs if r.rule == "theme-and-time"] == [115]


def test_every_word_of_every_row_is_there_in_order(
    document: Document, lines: dict[int, str]
) -> None:
    goals = {line: text for line, text in lines.items() if line not in (102, 114, 126)}
    assert [row.line for row in rows(document)] == sorted(goals)
    for row in rows(document):
        source = re.sub("</?p>", " ", goals[row.line]).split()
        read_words = " ".join(getattr(row, name) for name in COLUMNS).split()
        assert read_words == [DAMAGED.get(word, word) for word in source]


def test_rows_that_fit_have_every_cell_where_the_source_has_it(
    document: Document, lines: dict[int, str]
) -> None:
    moved = {r.line for r in document.repairs if r.rule in ("lost-cell", "surplus-cell")}
    checked = 0
    for row in rows(document):
        cells = lines[row.line].split("\t")
        if row.line in moved or row.line == 115:
            continue
        for name, cell in zip(COLUMNS, cells, strict=True):
            text = " ".join(re.sub("</?p>", " ", cell).split())
            assert getattr(row, name) == DAMAGED.get(text, text), (row.line, name)
        checked += 1
    assert checked == 39 - 4 - 12 - 1


def test_columns_that_are_typed_hold_nothing_else(document: Document) -> None:
    for row in rows(document):
        assert row.theme in ("", "1", "2", "3")
        assert re.search(r"20\d\d", row.deadline)
        assert len(row.deadline) < 30
        assert row.wording.startswith(("At ", "En "))
        assert all("<" not in getattr(row, name) for name in COLUMNS)


def test_every_repair_tells_what_stood_in_the_source(
    document: Document, lines: dict[int, str]
) -> None:
    assert {repair.rule for repair in document.repairs} == {
        "lost-cell", "surplus-cell", "scale-word", "tags", "theme-and-time",
    }  # fmt: skip
    for repair in document.repairs:
        assert repair.before in lines[repair.line]
        assert repair.why


def test_without_the_surplus_cells_the_model_is_the_same(document: Document) -> None:
    """The same document, its rows mended by hand, gives the same rows."""
    text = SOURCE.read_text(encoding="utf-8").split("\n")
    for line in range(110, 114):
        cells = text[line - 1].split("\t")
        text[line - 1] = "\t".join([*cells[:6], "", *cells[6:9]])
    for line in range(136, 148):
        cells = text[line - 1].split("\t")
        text[line - 1] = "\t".join([*cells[:7], *cells[8:]])
    mended = read("\n".join(text).encode(), "mended.txt", AGREEMENT)

    assert mended.sections == document.sections
    assert not {r.rule for r in mended.repairs} & {"lost-cell", "surplus-cell"}
