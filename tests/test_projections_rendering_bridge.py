"""The bridge in its formats: old beside new, marked, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import rendering_example as example

from domain.quarters import Quarter
from projections.bilag1 import Basis
from projections.bridge import Bridge, End
from projections.causes import Change
from projections.rendering import as_bridge
from projections.rendering.bridge_words import CATALOGUES

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
        added=(), gone=(), withdrawn=(row,), who={40: "Mette Holm", 41: "Mette Holm", 42: "TMF"},
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
    assert "  Målopfyldelse: Rettelse (position 41, 42; Mette Holm, TMF)\n" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_markdown_and_html_mark_words_and_run_nothing() -> None:
    told = as_bridge.markdown(made()).decode()
    assert "| Der er ~~190~~ pladser. | Der er **200** pladser **nu**. |" in told
    assert "<script" not in told
    assert all(line.count(" | ") == 7 for line in told.splitlines() if line.startswith("| M"))
    page = as_bridge.html(made()).decode()
    assert "Der er <del>190</del> pladser." in page
    assert "Der er <ins>200</ins> pladser<ins> nu</ins>." in page
    assert '<span class="empty">(tom)</span>' in page
    assert "<script" not in page


def test_csv_and_json_hold_the_cells() -> None:
    rows = list(
        csv.reader(io.StringIO(as_bridge.as_csv(made()).decode("utf-8-sig")), delimiter=";")
    )
    assert rows[2] == ["M1", "Pladser", "Målopfyldelse", "", "'=1+1", "Rettelse",
                       "Mette Holm, TMF", "41, 42"]  # fmt: skip
    told = json.loads(as_bridge.as_json(made()))
    assert (told["unexplained"], told["withdrawn"]) == (0, ["H1"])
    assert told["changes"][1] == {
        "goal": "M1", "title": "Pladser", "column": "fulfilment", "old": "", "new": "=1+1",
        "class": "correction", "positions": [41, 42], "who": ["Mette Holm", "TMF"],
    }  # fmt: skip


@pytest.mark.parametrize("form", as_bridge.FORMATS)
def test_two_equal_reports_have_an_empty_bridge(form: str) -> None:
    nothing = replace(made(), changes=(), withdrawn=())
    told = as_bridge.FORMATS[form](nothing)
    assert told == as_bridge.FORMATS[form](nothing)
    if form in ("table", "md", "html"):
        assert "0 celler er ændret." in told.decode()


def test_the_terminal_speaks_english_too() -> None:
    told = as_bridge.text(made(), words_of=CATALOGUES["en"]).decode()
    assert "The bridge: Havneaftale <2024>\n" in told
    assert "From Q4 2025, known at 22 November 2026 at 08:15 (position 36)\n" in told
    assert "3 cells have changed: 1 new fact, 1 correction, 1 rewording.\n" in told
    assert "  Fulfilment: Correction (position 41, 42; Mette Holm, TMF)\n" in told


@pytest.mark.parametrize("form", [*as_bridge.FORMATS, "en"])
def test_decisions_have_a_column_where_there_are_any(form: str) -> None:
    """Without decisions the column is not there, and never an empty one."""
    decided = replace(made(), decisions={41: "Styregruppen 3. maj 2026, punkt 4"})
    if form in ("pdf", "docx"):
        plain, told = (text_of(form, one) for one in (made(), decided))
    elif form == "en":
        plain, told = (as_bridge.text(one, 200, CATALOGUES["en"]).decode()
                       for one in (made(), decided))  # fmt: skip
    else:
        plain, told = (as_bridge.FORMATS[form](one).decode() for one in (made(), decided))
    assert "Styregruppen 3. maj 2026, punkt 4" in " ".join(told.split())
    assert "Beslutning" not in plain
    assert "decision" not in plain


def text_of(form: str, bridge: Bridge) -> str:
    """The words of a printable bridge, in the order in which they are read."""
    data = as_bridge.FORMATS[form](bridge)
    if form == "docx":
        document = docx.Document(io.BytesIO(data))
        rows = (row for table in document.tables for row in table.rows)
        told = [one.text for one in document.paragraphs]
        return "\n".join([*told, *(cell.text for row in rows for cell in row.cells)])
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (apt-get install poppler-utils)")
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_printable_bridge_holds_every_change(form: str) -> None:
    assert as_bridge.FORMATS[form](made()) == as_bridge.FORMATS[form](made())
    told = " ".join(text_of(form, made()).split())
    for words in ("Broen: Havneaftale <2024>", "Uforklarede celler: 0.", "M1 Pladser", "Hvem",
                  "Der er 190 pladser.", "Der er 200 pladser nu.", "=1+1", "(tom)",
                  "Mette Holm, TMF", "41, 42", "<script>x</script>"):  # fmt: skip
        assert words in told, words


def test_the_pdf_is_tagged_and_sound(tmp_path: Path) -> None:
    for program in ("pdfinfo", "qpdf"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed (apt-get install poppler-utils qpdf)")
    file = tmp_path / "bro.pdf"
    file.write_bytes(as_bridge.FORMATS["pdf"](made()))
    told = subprocess.run(["pdfinfo", file], capture_output=True, check=True).stdout.decode()
    assert "Tagged:          yes" in told
    assert subprocess.run(["qpdf", "--check", file], check=False).returncode == 0
    metadata = subprocess.run(["pdfinfo", "-meta", file], capture_output=True, check=True).stdout
    assert b"pdfuaid:part>1<" in metadata
    assert b"pdfaid:conformance>A<" in metadata


def test_the_pdf_is_read_in_the_order_of_the_bridge() -> None:
    """The text as a reader gets it: goal after goal, cell, before, now, class, who, position."""
    told = " ".join(text_of("pdf", made()).split())
    wanted = [
        "Broen: Havneaftale <2024>", "Uforklarede celler: 0.", "M1 Pladser", "Celle", "Før", "Nu",
        "Der er 190 pladser.", "Der er 200 pladser nu.", "Ny oplysning", "40", "Målopfyldelse",
        "(tom)", "=1+1", "Rettelse", "41, 42", "M2 <script>", "Omformulering",
    ]  # fmt: skip
    at = 0
    for words in wanted:
        at = told.find(words, at)
        assert at >= 0, words


def bilag1() -> bytes:
    from projections.rendering import as_pdf

    return as_pdf.render(example.report())


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
@pytest.mark.parametrize("make", [bilag1, lambda: as_bridge.FORMATS["pdf"](made())])
def test_verapdf_finds_the_pdfs_valid(
    make: Callable[[], bytes], flavour: str, tmp_path: Path
) -> None:
    if shutil.which("verapdf") is None:
        pytest.skip("verapdf is not installed (https://verapdf.org; not in apt, PyPI or npm)")
    file = tmp_path / "made.pdf"
    file.write_bytes(make())
    done = subprocess.run(
        ["verapdf", "--flavour", flavour, "--format", "text", file],
        capture_output=True,
        check=False,
    )
    assert done.stdout.startswith(b"PASS"), done.stdout.decode()
