"""The workbook: every cell a string as the model has it, nothing runs, the same bytes anywhere."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
import rendering_example as example
from office import converted
from office_rules import broken

from projections.bilag1 import COLUMNS, Bilag1
from projections.rendering import as_xlsx, foundation, sentences
from projections.rendering.text import lines
from projections.rendering.words import DANISH


@pytest.fixture(scope="module")
def rendered() -> bytes:
    return as_xlsx.render(example.report())


@pytest.fixture
def book(rendered: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(rendered))


def expected(report: Bilag1) -> list[list[str]]:
    """The heads and the rows, as the model has them."""
    heads = ["Afsnit", "Nr.", "Titel", *sentences.heads(report, DANISH).values(), "Bemærkning"]
    return [heads] + [
        [section.letter, row.goal, row.title, *(row.cells[name] for name in COLUMNS),
         "; ".join(sentences.marks(row, DANISH))]
        for section in report.sections
        for row in section.rows
    ]  # fmt: skip


def test_every_cell_is_the_models_and_a_string(book: Any) -> None:
    found = list(book["Bilag 1"].iter_rows(min_row=as_xlsx.HEAD_ROW + 1))
    texts = [[cell.value or "" for cell in row] for row in found]
    assert texts == [[lines(text) for text in row] for row in expected(example.report())]
    assert {cell.data_type for row in found for cell in row if cell.value} == {"s"}


def test_the_head_is_frozen_filtered_and_printed_on_every_page(book: Any) -> None:
    sheet = book["Bilag 1"]
    assert sheet.freeze_panes == "D5"
    assert sheet.auto_filter.ref == "A4:N10"
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert all(cell.alignment.wrap_text for cell in sheet[5])
    assert max(dimension.height or 0 for dimension in sheet.row_dimensions.values()) <= 409
    assert "Side &P af &N" in f"Side {sheet.oddFooter.right.text.partition('Side ')[2]}"


@pytest.mark.parametrize("title", ["2015: & mål", "&" * 500])
def test_a_title_steers_no_footer(title: str) -> None:
    whole = example.report()
    agreement = msgspec.structs.replace(whole.agreement, report_title=title)
    made = as_xlsx.render(replace(whole, agreement=agreement))
    foot = zipfile.ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet1.xml").decode()
    told = re.search(r"<oddFooter>&amp;L&amp;8(.*?)&amp;R&amp;8Side", foot)
    assert told is not None
    shown = told[1].replace("&amp;", "&")
    assert not shown[0].isdigit()
    assert "&" not in shown.replace("&&", "")
    assert broken(made) == []


def test_the_fulfilment_is_told_by_word_and_colour(book: Any) -> None:
    sheet = book["Bilag 1"]
    column = 1 + expected(example.report())[0].index("Målopfyldelse")
    told = {cell.value: cell.fill.fgColor.rgb for (cell,) in
            sheet.iter_rows(min_row=5, min_col=column, max_col=column) if cell.value}  # fmt: skip
    assert told == {"Opfyldt": "FFE4F2E8", "I proces": "FFE6EDF5", "Udgået": "FFECEFF1"}


def test_the_second_sheet_says_what_it_rests_on(book: Any) -> None:
    told = {row[0]: row[1] for row in book["Grundlag"].iter_rows(min_row=3, values_only=True)}
    facts = dict(foundation.facts(example.report(), as_xlsx.MADE_WITH))
    assert told[foundation.POSITION] == 42
    assert told["Registreret (UTC)"] == datetime(2026, 11, 22, 7, 15)  # noqa: DTZ001
    for label, value in facts.items():
        assert str(told[label]) == value


def test_nothing_in_the_file_runs_or_leads_away(rendered: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert b"<f>" not in content, name
            assert b"<hyperlink" not in content, name
            assert b"externalLink" not in content, name


def test_the_archive_has_one_time_and_one_order(rendered: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered)) as archive:
        entries = archive.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    names = [entry.filename for entry in entries[1:]]
    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert rendered == as_xlsx.render(example.report())


def test_an_incomplete_and_an_empty_report_say_so() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx.render(example.incomplete())))["Bilag 1"]
    assert sheet["A2"].value.startswith("Rapporten kan være ufuldstændig")
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx.render(example.empty())))["Bilag 1"]
    assert sheet["A3"].value == "Rapporten indeholder ingen mål."


def test_signs_that_xml_cannot_hold_are_replaced() -> None:
    rows = (example.row("M1", "\ufffe\x00&", "measurable", {"goal": "_x0041_ \uffff"}),)
    whole = example.report()
    report = replace(whole, sections=(replace(whole.sections[1], rows=rows),))
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx.render(report)))["Bilag 1"]
    assert (sheet["C5"].value, sheet["D5"].value) == ("\ufffd\ufffd&", "_x0041_ \ufffd")


def test_libreoffice_reads_the_same_cells(rendered: bytes, tmp_path: Path) -> None:
    sheet = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,1"
    made = _first_sheet(rendered, sheet, tmp_path)
    found = list(csv.reader(io.StringIO(made, newline=""), delimiter=";"))[as_xlsx.HEAD_ROW :]
    assert found == [[lines(text) for text in row] for row in expected(example.report())]


def _first_sheet(data: bytes, to: str, folder: Path) -> str:
    try:
        return converted(data, ".xlsx", to, folder).decode()
    except FileNotFoundError:  # newer versions name the sheet in the file's name
        return (folder / "out" / "bilag1-Bilag 1.csv").read_text("utf-8")
