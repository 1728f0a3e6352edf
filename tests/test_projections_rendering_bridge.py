"""The bridge in its formats: old beside new, marked, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
import rendering_example as example

from domain.quarters import Quarter
from projections.bilag1 import Basis
from projections.bridge import Bridge, End
from projections.causes import Change
from projections.rendering import as_bridge

HOSTILE = "<script>x</script> =cmd|'/C calc'!A0 \u202e \x1b[31m | **a** ~~b~~"


def made() -> Bridge:
    basis = Basis(42, example.KNOWN_AT)
    row = next(row for row in example.report().rows() if row.goal == "H1")
    return Bridge(
        "Havneaftale <2024>",
        End(Quarter(2025, 4), replace(basis, position=36)),
        End(Quarter(2026, 1), basis),
        changes=(
            Change("M1", "Pladser", "status", "Der er 190 pladser.", "Der er 200 pladser nu.",
                   "new fact", (40,)),
            Change("M1", "Pladser", "fulfilment", "", "=1+1", "correction", (41, 42)),
            Change("M2", HOSTILE, "goal", HOSTILE, "", "wording", (42,)),
        ),
        added=(), gone=(), withdrawn=(row,),
    )  # fmt: skip


def test_the_lead_counts_the_classes_and_the_remainder() -> None:
    assert as_bridge.lead(made()) == [
        "Fra 4. kvartal 2025, kendt pr. 22. november 2026 kl. 08.15 (position 36)",
        "til 1. kvartal 2026, kendt pr. 22. november 2026 kl. 08.15 (position 42).",
        "3 celler er ændret: 1 ny oplysning, 1 rettelse, 1 omformulering.",
        "Uforklarede celler: 0.",
        "Udgået: H1 Havbad.",
    ]


def test_the_terminal_shows_the_words_that_went_and_came() -> None:
    told = as_bridge.text(made()).decode()
    assert "    Der er [-190-]{+200+} pladser{+ nu+}.\n" in told
    assert "  Målopfyldelse: Rettelse (position 41, 42)\n" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_markdown_and_html_mark_words_and_run_nothing() -> None:
    told = as_bridge.markdown(made()).decode()
    assert "| Der er ~~190~~ pladser. | Der er **200** pladser **nu**. |" in told
    assert "<script" not in told
    assert all(line.count(" | ") == 6 for line in told.splitlines() if line.startswith("| M"))
    page = as_bridge.html(made()).decode()
    assert "Der er <del>190</del> pladser." in page
    assert "Der er <ins>200</ins> pladser<ins> nu</ins>." in page
    assert '<span class="empty">(tom)</span>' in page
    assert "<script" not in page


def test_csv_and_json_hold_the_cells() -> None:
    rows = list(
        csv.reader(io.StringIO(as_bridge.as_csv(made()).decode("utf-8-sig")), delimiter=";")
    )
    assert rows[2] == ["M1", "Pladser", "Målopfyldelse", "", "'=1+1", "Rettelse", "41, 42"]
    told = json.loads(as_bridge.as_json(made()))
    assert (told["unexplained"], told["withdrawn"]) == (0, ["H1"])
    assert told["changes"][1] == {
        "goal": "M1", "title": "Pladser", "column": "fulfilment", "old": "", "new": "=1+1",
        "class": "correction", "positions": [41, 42],
    }  # fmt: skip


@pytest.mark.parametrize("form", as_bridge.FORMATS)
def test_two_equal_reports_have_an_empty_bridge(form: str) -> None:
    nothing = replace(made(), changes=(), withdrawn=())
    told = as_bridge.FORMATS[form](nothing)
    assert told == as_bridge.FORMATS[form](nothing)
    if form in ("table", "md", "html"):
        assert "0 celler er ændret." in told.decode()
