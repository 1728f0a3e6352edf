"""The Word document: tables as the model, real headings, heads repeated, the same bytes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
import rendering_example as example
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from office import converted

from projections.bilag1 import COLUMNS, Bilag1
from projections.rendering import as_docx, foundation, sentences
from projections.rendering.text import lines
from projections.rendering.words import DANISH


@pytest.fixture(scope="module")
def rendered() -> bytes:
    return as_docx.render(example.report())


@pytest.fixture
def document(rendered: bytes) -> Any:
    return docx.Document(io.BytesIO(rendered))


def cells(data: bytes) -> list[list[list[str]]]:
    """The text of every cell of every table."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in docx.Document(io.BytesIO(data)).tables
    ]


def expected(report: Bilag1) -> list[list[list[str]]]:
    heads = ["Nr.", "Titel", *sentences.heads(report, DANISH).values(), "Bemærkning"]
    heads = [head.replace("indfrielsest", "indfrielses\u00adt") for head in heads]
    return [
        [heads] + [
            [lines(text) for text in (row.goal, row.title, *(row.cells[name] for name in COLUMNS),
                                      "; ".join(sentences.marks(row, DANISH)))]
            for row in section.rows
        ]
        for section in report.sections
    ]  # fmt: skip


def test_every_cell_is_the_models(rendered: bytes) -> None:
    *goals, basis, marks = cells(rendered)
    assert goals == expected(example.report())
    assert basis == [list(pair) for pair in foundation.facts(example.report(), as_docx.MADE_WITH)]
    assert marks == [list(pair) for pair in sentences.meanings(example.report().rows(), DANISH)]


def test_headings_are_headings(document: Any) -> None:
    told = [(one.style.name, one.text) for one in document.paragraphs
            if one.style.name.startswith("Heading")]  # fmt: skip
    assert told == [
        ("Heading 1", "Bilag 1: Status på havnens mål"),
        ("Heading 2", "Undersøgelser (1 af 2 indfriet)"),
        ("Heading 2", "Mål, der kan tælles (1 af 2 indfriet)"),
        ("Heading 2", "Hensigter & ønsker <fælles> (0 af 2 indfriet)"),
        ("Heading 2", "Hvad rapporten bygger på"),
        ("Heading 2", "Mærkerne betyder"),
    ]


def test_heads_are_repeated_and_tables_have_alternative_texts(document: Any) -> None:
    for table in document.tables[:3]:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
    for table in document.tables:
        for name in ("w:tblCaption", "w:tblDescription"):
            assert table._tbl.tblPr.find(qn(name)).get(qn("w:val"))


def test_it_is_landscape_danish_and_numbered(document: Any) -> None:
    page = document.sections[0]
    assert page.orientation == WD_ORIENT.LANDSCAPE
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (297, 210)
    fields = page.footer._element.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]
    told = document.core_properties
    assert (told.title, told.language) == (
        "Bilag 1: Status på havnens mål, 1. kvartal 2026", "da-DK")  # fmt: skip
    assert f"{told.created:%Y-%m-%d %H:%M}" == "2026-11-22 07:15"


def test_word_finds_its_settings_and_styles_in_the_order_of_the_standard(document: Any) -> None:
    names = [child.tag for child in document.settings.element]
    assert names.index(qn("w:autoHyphenation")) == names.index(qn("w:defaultTabStop")) + 1
    for style in document.styles.element.iter(qn("w:rPr")):
        told = [child.tag for child in style]
        assert len(told) == len(set(told))


def test_a_row_stays_together_unless_it_is_long(document: Any) -> None:
    rows = {row.cells[0].text: row._tr for table in document.tables[:3] for row in table.rows}
    assert rows["A1"].trPr.find(qn("w:cantSplit")) is not None
    assert rows["M1"].trPr.find(qn("w:cantSplit")) is None


def test_the_archive_has_one_time_and_one_order(rendered: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered)) as archive:
        entries = archive.infolist()
        assert archive.testzip() is None
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert rendered == as_docx.render(example.report())


def test_signs_that_xml_cannot_hold_are_replaced() -> None:
    row = example.row("M1", "\ufffe\x00&<", "measurable", {"goal": "]]> \uffff\x0b"})
    whole = example.report()
    report = replace(whole, sections=(replace(whole.sections[1], rows=(row,), title="<\x01>"),))
    assert cells(as_docx.render(report))[0][1][1:3] == ["\ufffd\ufffd&<", "]]> \ufffd\n"]


@pytest.mark.parametrize("report", [example.empty(), example.incomplete()])
def test_what_is_empty_or_incomplete_says_so(report: Bilag1) -> None:
    made = docx.Document(io.BytesIO(as_docx.render(report)))
    told = " ".join(one.text for one in made.paragraphs)
    assert ("ingen mål" if not report.rows() else "kan mangle") in told


def test_libreoffice_reads_the_same_cells(rendered: bytes, tmp_path: Path) -> None:
    made = converted(rendered, ".docx", "docx:MS Word 2007 XML", tmp_path)
    # A soft hyphen in a head becomes LibreOffice's own kind of break.
    wanted = [[[text.replace("\u00ad", "") for text in row] for row in table]
              for table in expected(example.report())]  # fmt: skip
    assert cells(made)[:3] == wanted
