"""A section without goals: one line says so, the same in every format, in the place of a table."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import rendering_example as example
from test_projections_rendering_pdf import ask

from projections.bilag1 import Bilag1
from projections.integrity import Integrity, integrity
from projections.rendering import FORMATS, as_integrity
from projections.rendering.terminal import table

NOTHING = "Ingen mål i dette afsnit."


@pytest.fixture(scope="module")
def report() -> Bilag1:
    whole = example.report()
    first, second, third = whole.sections
    return replace(whole, sections=(first, replace(second, rows=()), third))


@pytest.fixture(scope="module")
def inspected(report: Bilag1) -> Integrity:
    return integrity(report, {}, {})


@pytest.mark.parametrize("form", ["html", "md"])
def test_pages_tell_it_in_the_place_of_the_table(
    report: Bilag1, inspected: Integrity, form: str
) -> None:
    head = {"html": "<thead>", "md": "--- |\n"}[form]
    for made in (FORMATS[form](report), as_integrity.FORMATS[form](inspected)):
        told = made.decode()
        assert told.count(NOTHING) == 1
        assert told.count(head) == 2
        assert "0 af 0" not in told


def test_word_tells_it_in_the_place_of_the_table(report: Bilag1, inspected: Integrity) -> None:
    for made in (FORMATS["docx"](report), as_integrity.FORMATS["docx"](inspected)):
        document = docx.Document(io.BytesIO(made))
        told = [one.text for one in document.paragraphs]
        assert told.count(NOTHING) == 1
        assert told[told.index(NOTHING) - 1] == report.sections[1].title
        heads = [one.rows[0].cells[0].text for one in document.tables]
        assert heads.count("Nr.") == 2


def test_a_pdf_tells_it_in_the_place_of_the_table(
    report: Bilag1, inspected: Integrity, tmp_path: Path
) -> None:
    for made in (FORMATS["pdf"](report), as_integrity.FORMATS["pdf"](inspected)):
        file = tmp_path / "made.pdf"
        file.write_bytes(made)
        told = ask("pdftotext", "-raw", file, "-")
        assert told.count(NOTHING) == 1
        assert "0 af 0" not in told


@pytest.mark.parametrize(
    ("lang", "nothing"), [("da", NOTHING), ("en", "No goals in this section.")]
)
def test_a_terminal_tells_it_in_the_place_of_the_table(
    report: Bilag1, lang: str, nothing: str
) -> None:
    told = table(report, 100, False, lang).splitlines()
    at = told.index(f"{report.sections[1].title}  {nothing}")
    assert told[at + 1] == ""
    assert told[at + 2].startswith(example.AGREEMENT.sections[2].title)
