"""The same table as text, CSV, XLSX and DOCX, in whatever order its columns stand."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font
from test_cli_reading_builders import (
    AGREEMENT,
    COLUMNS,
    GOALS,
    QUARTER,
    Goal,
    as_csv,
    as_docx,
    as_xlsx,
    goals_of,
    grid,
    heads,
    memo,
    memo_lines,
    read_memo,
    refused,
    without_lines,
)

from cli.reading import Document, read

Write = Callable[[list[list[str]]], bytes]
STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
FORMATS: dict[str, Write] = {"csv": as_csv, "xlsx": as_xlsx, "docx": as_docx}
formats = pytest.mark.parametrize("suffix", FORMATS)


def read_as(suffix: str, lines: list[list[str]]) -> Document:
    return read(FORMATS[suffix](lines), f"bilag.{suffix}", AGREEMENT)


@formats
@settings(max_examples=8, deadline=None)
@given(order=st.permutations(range(10)))
def test_any_order_of_columns_gives_the_rows_of_the_text(suffix: str, order: list[int]) -> None:
    text = read_memo(memo_lines(GOALS))
    other = read_as(suffix, grid(GOALS, order))

    assert without_lines(other) == without_lines(text)
    assert (other.quarter, other.previous) == (text.quarter, text.previous)


@formats
def test_lines_are_rows_of_the_table(suffix: str) -> None:
    document = read_as(suffix, grid(GOALS, range(10)))
    assert [row.line for part in document.sections for row in part.rows] == [2, 3, 5, 6, 8, 9]


@formats
def test_a_section_column_in_place_of_headings(suffix: str) -> None:
    names = {"A": "A", "M": "Direkte målbare", "H": "hensigtserklæring"}
    lines = [["Afsnit", "Målsætning", *heads("A")[1:]]]
    lines += [[names[letter], *goal.cells()] for letter in "AMH" for goal in GOALS[letter]]
    assert goals_of(read_as(suffix, lines)) == GOALS


@formats
def test_number_title_and_aliases(suffix: str) -> None:
    lines = [["Nr.", "Mål", *heads("M")[1:], "Kort titel", "Aliaser"]]
    lines += [["M1", *GOALS["M"][0].cells(), "Træer", "byens træer; ti træer"]]
    lines += [["M2", *GOALS["M"][1].cells(), "", ""]]
    first, second = read_as(suffix, lines).sections[0].rows
    assert (first.title, first.aliases, first.number) == (
        "Træer",
        ("byens træer", "ti træer"),
        "M1",
    )
    assert (second.title, second.aliases, second.number) == (None, (), "M2")


@formats
def test_a_column_that_is_not_read_is_told(suffix: str) -> None:
    lines = [[*heads("M"), "Farve"], [*Goal("At male").cells(), "blå"]]
    (repair,) = read_as(suffix, lines).repairs
    assert (repair.rule, repair.line, repair.column) == ("unread-column", 1, "Farve")


@formats
def test_one_status_column_has_no_previous_text(suffix: str) -> None:
    lines = [[cells for at, cells in enumerate(line) if at != 4] for line in grid(GOALS, range(10))]
    document = read_as(suffix, lines)
    assert (document.quarter, document.previous) == (QUARTER, QUARTER.previous())
    assert {row.previous_status for part in document.sections for row in part.rows} == {""}


@formats
def test_the_later_quarter_is_the_documents_whichever_stands_first(suffix: str) -> None:
    order = [0, 1, 2, 3, 5, 4, 6, 7, 8, 9]
    assert goals_of(read_as(suffix, grid(GOALS, order))) == GOALS


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_delimiters_of_csv(delimiter: str) -> None:
    data = as_csv(grid(GOALS, range(10)), delimiter)
    assert goals_of(read(data, "bilag.csv", AGREEMENT)) == GOALS


@pytest.mark.parametrize("suffix", ["csv", "txt"])
def test_encodings(suffix: str) -> None:
    lines = grid(GOALS, range(10))
    data = as_csv(lines) if suffix == "csv" else "\n".join(map("\t".join, lines)).encode()
    plain = read(data, f"b.{suffix}", AGREEMENT)
    marked = read(b"\xef\xbb\xbf" + data, f"b.{suffix}", AGREEMENT)
    windows = read(data.decode().encode("cp1252"), f"b.{suffix}", AGREEMENT)
    unicode_text = read(data.decode().encode("utf-16"), f"b.{suffix}", AGREEMENT)

    assert plain.sections == marked.sections == windows.sections == unicode_text.sections
    assert plain.repairs == marked.repairs == ()
    assert [repair.rule for repair in windows.repairs] == ["encoding"]
    assert plain.sha256 != marked.sha256


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_title_above_the_table_is_as_wide_as_the_table(suffix: str) -> None:
    lines = [["Bilag 1", *[""] * 9], [""] * 10, *grid(GOALS, range(10))]
    assert goals_of(read_as(suffix, lines)) == GOALS


def test_a_cell_of_csv_over_several_lines() -> None:
    goal = Goal("At male", content="Først det ene\n\nog så det andet")
    (part,) = read_as("csv", [heads("M"), goal.cells(), Goal("At bygge").cells()]).sections
    assert part.rows[0].content == "Først det ene og så det andet"
    assert [row.line for row in part.rows] == [2, 5]


def test_numbers_in_a_sheet_are_read_as_they_are_shown() -> None:
    cells: list[Any] = [*Goal("At male", theme="", deadline="").cells()]
    cells[1:3] = [3, 2017.0]
    (part,) = read(as_xlsx([heads("M"), cells]), "b.xlsx", AGREEMENT).sections
    assert (part.rows[0].theme, part.rows[0].deadline) == ("3", "2017")


@pytest.mark.parametrize("shown_as", ["dd\\-mm\\-yyyy", "mm-dd-yy", r"[$-406]d\.\ mmmm\ yyyy;@"])
def test_a_day_in_a_sheet_is_read_as_a_day(shown_as: str) -> None:
    def change(sheet: Any) -> None:
        sheet["C2"] = date(2021, 10, 1)
        sheet["C2"].number_format = shown_as

    document = read(changed(change), "bilag.xlsx", AGREEMENT)
    assert document.sections[0].rows[0].deadline == "01-10-2021"


def changed(change: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(grid(GOALS, range(10)))))
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _formula(sheet: Any) -> None:
    sheet["D2"] = '="a"&"b"'


def _share(sheet: Any) -> None:
    sheet["F2"] = 0.199
    sheet["F2"].number_format = "0.0%"


def _month(sheet: Any) -> None:
    sheet["C2"] = date(2021, 10, 1)
    sheet["C2"].number_format = "mmm-yy"


def _hide_row(sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def _hide_column(sheet: Any) -> None:
    sheet.column_dimensions["D"].hidden = True


def _hide_empty_column(sheet: Any) -> None:
    sheet.column_dimensions["N"].hidden = True


def _hide_sheet(sheet: Any) -> None:
    sheet.sheet_state = "hidden"
    sheet.parent.create_sheet("Noter")


def _strike(sheet: Any) -> None:
    sheet["D2"].font = Font(strike=True)


def _strike_a_word(sheet: Any) -> None:
    struck = TextBlock(InlineFont(strike=True), " ikke")
    sheet["D2"] = CellRichText("Der lægges", struck, " en plan")


def _shared(data: bytes) -> bytes:
    """The texts of the cells in a part of their own, as Excel writes them."""
    spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    told: list[str] = []

    def taken(found: re.Match[str]) -> str:
        told.append(found[1])
        return f't="s"><v>{len(told) - 1}</v></c>'

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        parts = {name: old.read(name).decode() for name in old.namelist()}
        sheet = "xl/worksheets/sheet1.xml"
        parts[sheet] = re.sub(r't="inlineStr"><is>(.*?)</is></c>', taken, parts[sheet])
        texts = "".join(f"<si>{text}</si>" for text in told)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{spreadsheet}">{texts}</sst>'
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            "</Types>",
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{STRINGS}"/></Types>',
        )
        for name, text in parts.items():
            new.writestr(name, text)
    assert told
    return out.getvalue()


@pytest.mark.parametrize("where", [bytes, _shared])
@pytest.mark.parametrize(("before", "what"), [("60", ["raised-figure"]), ("20 kWh/m", [])])
def test_a_raised_figure_is_not_read_into_the_figure_before_it(
    before: str, what: list[str], where: Callable[[bytes], bytes]
) -> None:
    def note(sheet: Any) -> None:
        raised = TextBlock(InlineFont(vertAlign="superscript"), "2")
        sheet["D2"] = CellRichText("I alt ", before, raised, " i år")

    data = where(changed(note))
    if what:
        assert [fault.what for fault in refused(data, "bilag.xlsx")] == what
    else:
        first = read(data, "bilag.xlsx", AGREEMENT).sections[0].rows[0]
        assert "I alt 20 kWh/m2 i år" in str(first)


@pytest.mark.parametrize("where", [bytes, _shared])
def test_a_word_with_a_line_through_it_stops_as_in_word(where: Callable[[bytes], bytes]) -> None:
    faults = refused(where(changed(_strike_a_word)), "bilag.xlsx")
    assert [(fault.what, fault.line) for fault in faults] == [("struck-through", 2)]


@pytest.mark.parametrize("where", [bytes, _shared])
def test_a_word_in_bold_is_read(where: Callable[[bytes], bytes]) -> None:
    def embolden(sheet: Any) -> None:
        bold = TextBlock(InlineFont(b=True), str(sheet["D2"].value))
        sheet["D2"] = CellRichText(bold, " nu")

    plain = read(changed(lambda _: None), "bilag.xlsx", AGREEMENT).sections[0].rows[0]
    bold = read(where(changed(embolden)), "bilag.xlsx", AGREEMENT).sections[0].rows[0]
    assert bold.content == f"{plain.content} nu"


def test_a_column_that_is_hidden_and_empty_is_no_fault() -> None:
    assert read(changed(_hide_empty_column), "bilag.xlsx", AGREEMENT).sections


@pytest.mark.parametrize(
    ("change", "what", "line"),
    [
        (_hide_column, "hidden", 1),
        (_formula, "formula", 2),
        (_share, "cell-type", 2),
        (_month, "cell-type", 2),
        (lambda sheet: sheet.merge_cells("B2:B3"), "merged-cells", 2),
        (_hide_row, "hidden", 3),
        (_hide_sheet, "hidden", 1),
        (_strike, "struck-through", 2),
    ],
)
def test_cells_of_a_sheet_that_cannot_be_trusted(
    change: Callable[[Any], None], what: str, line: int
) -> None:
    faults = refused(changed(change), "bilag.xlsx")
    assert (faults[0].what, faults[0].line) == (what, line)


def changed_word(change: Callable[[Any], None]) -> bytes:
    document = docx.Document(io.BytesIO(as_docx(grid(GOALS, range(10)))))
    change(document.tables[0])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _inserted(table: Any) -> None:
    paragraph = table.rows[1].cells[3].paragraphs[0]._p
    mark = OxmlElement("w:ins")
    paragraph.append(mark)
    mark.append(paragraph.r_lst[0])


def _note_at_a_figure(table: Any) -> None:
    paragraph = table.rows[1].cells[3].paragraphs[0]
    paragraph.add_run(" i alt 60")
    paragraph.add_run("1").font.superscript = True


def _note_in_a_link(table: Any) -> None:
    paragraph = table.rows[1].cells[3].paragraphs[0]
    link = OxmlElement("w:hyperlink")
    _note_at_a_figure(table)
    mark = paragraph._p.r_lst[-1]
    mark.addprevious(link)
    link.append(mark)


def _arrow(table: Any) -> None:
    _run(table)._r.append(OxmlElement("w:sym"))


def _formula(table: Any) -> None:
    _run(table)._r.addnext(OxmlElement("m:oMath"))


def _styled(feature: str) -> Callable[[Any], None]:
    def change(table: Any) -> None:
        paragraph = table.rows[1].cells[3].paragraphs[0]
        styles = table.part.document.styles
        style = styles.add_style("Mærket", WD_STYLE_TYPE.CHARACTER)
        setattr(style.font, feature, True)
        paragraph.add_run(" i alt 60")
        paragraph.add_run("1", style)

    return change


def _hidden_row(table: Any) -> None:
    table.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))


def _run(table: Any) -> Any:
    return table.rows[1].cells[3].paragraphs[0].runs[0]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_inserted, "tracked-changes"),
        (lambda table: table.rows[1].cells[3].add_table(1, 1), "nested-table"),
        (lambda table: setattr(_run(table).font, "strike", True), "struck-through"),
        (lambda table: setattr(_run(table).font, "hidden", True), "struck-through"),
        (_note_at_a_figure, "raised-figure"),
        (_note_in_a_link, "raised-figure"),
        (_styled("superscript"), "raised-figure"),
        (_styled("strike"), "struck-through"),
        (_hidden_row, "struck-through"),
        (_arrow, "symbol"),
        (_formula, "symbol"),
        (lambda table: table.cell(1, 6).merge(table.cell(1, 7)), "merged-cells"),
    ],
)
def test_cells_of_a_word_table_that_cannot_be_trusted(
    change: Callable[[Any], None], what: str
) -> None:
    (fault,) = refused(changed_word(change), "bilag.docx")
    assert (fault.what, fault.line) == (what, 2)


def _picture(table: Any) -> None:
    for cell in (table.rows[1].cells[7], table.rows[0].cells[5], table.rows[2].cells[3]):
        cell.paragraphs[0].add_run()._r.append(OxmlElement("w:drawing"))


def _remark(table: Any) -> None:
    run = _run(table)
    table.part.document.add_comment(run, "Er det nu rigtigt?")


def _footnote(table: Any) -> None:
    _run(table)._r.append(OxmlElement("w:footnoteReference"))


@pytest.mark.parametrize(
    ("change", "places"),
    [
        (_picture, [(1, "status"), (2, "expected_completion"), (3, "content")]),
        (_remark, [(2, "content")]),
        (_footnote, [(2, "content")]),
    ],
)
def test_what_lies_beside_the_text_of_a_word_table_is_told(
    change: Callable[[Any], None], places: list[tuple[int, str]]
) -> None:
    document = read(changed_word(change), "bilag.docx", AGREEMENT)
    assert goals_of(document) == GOALS
    assert [(one.line, one.column) for one in document.repairs] == places
    assert all("læses ikke" in one.why for one in document.repairs)


def _drop_down(table: Any) -> None:
    _run(table)._r.append(OxmlElement("w:ddList"))


def _deleted_row(table: Any) -> None:
    for cell in table.rows[1].cells:
        paragraph = cell.paragraphs[0]._p
        mark = OxmlElement("w:del")
        for run in paragraph.r_lst:
            run.clear_content()
            mark.append(run)
        paragraph.append(mark)


def _only_a_picture(table: Any) -> None:
    table.add_row()
    table._tbl.insert(3, table.rows[-1]._tr)
    table.rows[1].cells[0].paragraphs[0].add_run()._r.append(OxmlElement("w:pict"))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_drop_down, "form-field"),
        (_deleted_row, "tracked-changes"),
        (_only_a_picture, "picture"),
    ],
)
def test_what_a_word_table_holds_beside_text_is_not_left_out(
    change: Callable[[Any], None], what: str
) -> None:
    (fault,) = refused(changed_word(change), "bilag.docx")
    assert (fault.what, fault.line) == (what, 2)


def _forms(newer: Any, older: Any) -> Any:
    """The same thing for newer and older versions of Word."""
    name = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
    several = newer.makeelement(f"{name}AlternateContent")
    for form, held in (("Choice", newer), ("Fallback", older)):
        several.append(several.makeelement(f"{name}{form}"))
        several[-1].append(held)
    return several


def test_what_stands_in_several_forms_is_read_once() -> None:
    """An emoji is text in the older form only; in a text box even a table stands twice."""

    def change(table: Any) -> None:
        run = _run(table)._r
        run.append(_forms(deepcopy(run.t_lst[0]), run.t_lst[0]))
        run = table.rows[2].cells[3].paragraphs[0].runs[0]._r
        run.append(_forms(OxmlElement("w:drawing"), run.t_lst[0]))
        place = table._tbl.getprevious()
        place.append(_forms(deepcopy(table._tbl), table._tbl))

    document = docx.Document(io.BytesIO(as_docx(grid(GOALS, range(10)))))
    table = document.tables[0]
    table._tbl.addprevious(OxmlElement("w:p"))
    change(table)
    out = io.BytesIO()
    document.save(out)
    read_once = read(out.getvalue(), "bilag.docx", AGREEMENT)
    assert goals_of(read_once) == GOALS
    assert not read_once.repairs


def _comment_and_chart(sheet: Any) -> None:
    sheet["F1"].comment = Comment("Kun til os", "A")
    sheet["J2"] = None
    sheet["J2"].comment = Comment("Spørg dem", "A")
    sheet.add_chart(BarChart(), "D3")
    sheet.add_chart(BarChart(), "D40")


def test_comments_and_pictures_on_a_sheet_are_told() -> None:
    document = read(changed(_comment_and_chart), "bilag.xlsx", AGREEMENT)
    assert document.sections[0].rows[0].responsible == ""
    assert [(one.line, one.column, one.rule) for one in document.repairs] == [
        (1, "status", "comment"),
        (2, "responsible", "comment"),
        (3, "content", "picture"),
    ]


@pytest.mark.parametrize("head", ["Bemærkning", "Kort"])
def test_a_picture_in_a_column_that_is_not_read_is_told(head: str) -> None:
    lines = [[*line, head if n == 0 else ""] for n, line in enumerate(grid(GOALS, range(10)))]
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(lines)))
    book.active["K2"].comment = Comment("Spørg dem", "A")
    out = io.BytesIO()
    book.save(out)
    (repair,) = read(out.getvalue(), "bilag.xlsx", AGREEMENT).repairs
    assert (repair.rule, repair.column) == ("unread-column", head)


def test_paragraphs_and_content_controls_of_word_are_read() -> None:
    def change(table: Any) -> None:
        cell = table.rows[1].cells[3]
        cell.text = "Først"
        cell.add_paragraph("og så")
        paragraph = cell.add_paragraph("til sidst")._p
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        control.append(content)
        paragraph.append(control)
        content.append(paragraph.r_lst[0])

    document = read(changed_word(change), "bilag.docx", AGREEMENT)
    assert document.sections[0].rows[0].content == "Først og så til sidst"


def test_the_prompt_of_an_empty_field_of_word_is_no_text() -> None:
    def change(table: Any) -> None:
        paragraph = table.rows[1].cells[6].paragraphs[0]
        paragraph.text = "Klik her for at angive tekst."
        control, shown = OxmlElement("w:sdt"), OxmlElement("w:sdtPr")
        content = OxmlElement("w:sdtContent")
        shown.append(OxmlElement("w:showingPlcHdr"))
        control.extend([shown, content])
        paragraph._p.append(control)
        content.append(paragraph._p.r_lst[0])

    assert goals_of(read(changed_word(change), "bilag.docx", AGREEMENT)) == GOALS


def test_a_table_that_stands_in_a_table_of_word_for_the_layout_is_read() -> None:
    def change(table: Any) -> None:
        outer = docx.Document().add_table(1, 1)
        table._tbl.addprevious(outer._tbl)
        outer.cell(0, 0)._tc.insert(1, table._tbl)

    assert goals_of(read(changed_word(change), "bilag.docx", AGREEMENT)) == GOALS


def test_a_table_of_word_without_a_heading_is_not_skipped() -> None:
    document = docx.Document(io.BytesIO(as_docx(grid(GOALS, range(10)))))
    table = document.add_table(rows=1, cols=len(COLUMNS))
    for cell, text in zip(table.rows[0].cells, Goal("At glemme").cells(), strict=True):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    (fault,) = refused(out.getvalue(), "bilag.docx")
    assert (fault.what, fault.line) == ("row-outside-table", 10)


@pytest.mark.parametrize("suffix", ["csv", "txt"])
def test_letters_and_accents_apart_are_the_same_letters(suffix: str) -> None:
    lines = grid(GOALS, range(10))
    data = as_csv(lines) if suffix == "csv" else "\n".join(map("\t".join, lines)).encode()
    apart = unicodedata.normalize("NFD", data.decode()).encode()
    assert apart != data
    assert read(apart, f"b.{suffix}", AGREEMENT).sections == (
        read(data, f"b.{suffix}", AGREEMENT).sections
    )


@pytest.mark.parametrize("suffix", ["txt", *FORMATS])
def test_where_a_word_may_be_broken_is_no_part_of_it(suffix: str) -> None:
    write = FORMATS.get(suffix, memo)
    lines = grid(GOALS, range(10))
    divided = [
        [re.sub(r"(?<=\w\w)(?=\w\w)", "\u00ad", cell, count=1) + "\u200b" for cell in cells]
        for cells in lines
    ]
    document = read(write(divided), f"b.{suffix}", AGREEMENT)
    assert goals_of(document) == GOALS
    assert not document.repairs


def test_a_quarter_alone_heads_its_status() -> None:
    lines = grid(GOALS, range(10))
    for cells in lines:
        cells[4] = cells[4].removeprefix("Status - ")
        cells[5] = cells[5].removeprefix("Status - ")
    document = read(as_csv(lines), "b.csv", AGREEMENT)
    assert (document.quarter, goals_of(document)) == (QUARTER, GOALS)


def workbook(*sheets: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for n, lines in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Ark{n}")
        for cells in lines:
            sheet.append([cell or None for cell in cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_fault_names_its_sheet_where_there_are_several() -> None:
    sheets = [[heads(letter), *(goal.cells() for goal in GOALS[letter])] for letter in "AM"]
    assert set(goals_of(read(workbook(*sheets), "b.xlsx", AGREEMENT))) == {"A", "M"}
    sheets[1][1][8] = "Hvad"
    (fault,) = refused(workbook(*sheets), "b.xlsx")
    assert (fault.line, fault.what) == (2, "unknown-fulfilment")
    assert fault.detail.endswith("(arket “Ark2”)")


def test_a_goal_twice_names_the_sheets() -> None:
    lines = [heads("A"), GOALS["A"][0].cells()]
    first, second = refused(workbook(lines, lines), "b.xlsx")
    assert first.detail.endswith("(arket “Ark1”)")
    assert second.detail.endswith("(arket “Ark2”)")


def test_a_workbook_of_a_sheet_for_each_quarter_is_told_so_and_nothing_else() -> None:
    before = [heads("A", QUARTER.previous()), GOALS["A"][0].cells()]
    (fault,) = refused(workbook([heads("A"), GOALS["A"][0].cells()], before), "b.xlsx")
    assert (fault.what, fault.line, fault.column) == ("quarters-disagree", 1, "status")
    assert fault.detail.endswith("gem hvert kvartal i sin egen fil (arket “Ark2”)")
