"""The CSV: read back by the csv module and by the importer; formulas are only text."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
import rendering_example as example
from hypothesis import given
from hypothesis import strategies as st

from cli import reading
from domain.agreements import Agreement
from domain.quarters import Quarter
from projections.bilag1 import COLUMNS, Basis, Bilag1, SectionRows
from projections.rendering import as_csv

BUNDLED = Path(__file__).parents[1] / "cli" / "bundled"


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=";", strict=True))


def test_read_back_the_cells_are_those_of_the_report() -> None:
    report = example.report()
    found = cells(as_csv.render(report))
    expected = [
        [section.letter, row.goal, row.title, *(row.cells[name] for name in COLUMNS)]
        for section in report.sections
        for row in section.rows
    ]
    assert [[as_csv.original(cell) for cell in line[:-1]] for line in found[1:]] == expected


def test_heads_and_remarks() -> None:
    found = cells(as_csv.render(example.report()))
    assert found[0] == [
        "Afsnit", "Nr.", "Titel", "Målsætning", "Tema", "Tid", "Indhold",
        "Status - 4. kvartal 2025", "Status - 1. kvartal 2026", "Angiv grund til forsinkelse",
        "Angiv forventet indfrielsestidspunkt", "Målopfyldelse", "Tovholder", "Bemærkning",
    ]  # fmt: skip
    assert [line[-1] for line in found[1:]] == [
        "", "Mangler indberetning; Frist overskredet", "Efterregistreret", "", "",
        "Mangler indberetning",
    ]  # fmt: skip


def test_lines_end_in_crlf_and_a_bom_stands_only_where_it_is_asked_for() -> None:
    data = as_csv.render(example.report())
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 7
    assert as_csv.render(example.report(), bom=True) == b"\xef\xbb\xbf" + data


def test_no_cell_is_a_formula() -> None:
    found = [cell for line in cells(as_csv.render(example.report())) for cell in line]
    assert not [cell for cell in found if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=cmd|'/C calc'!A0" in found


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1", "'=1"])
def test_neutralised_and_back(cell: str) -> None:
    assert as_csv.neutral(cell) == f"'{cell}"
    assert as_csv.original(f"'{cell}") == cell


@given(st.text(alphabet="'=+-@\t\r\nx ＝", max_size=6))
def test_neutralising_loses_nothing(cell: str) -> None:
    assert as_csv.original(as_csv.neutral(cell)) == cell
    assert as_csv.neutral(cell)[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "＝"}


def bundled_report() -> Bilag1:
    """The bundled example as a report, straight from its cells."""
    file = "hovedaftale-2015-2018.toml"
    agreement = Agreement.from_toml((BUNDLED / file).read_text(encoding="utf-8"), file)
    lines = cells((BUNDLED / "hovedaftale-eksempel.csv").read_bytes())[1:]
    titles = {name.number: name.title for name in agreement.goals}
    sections = tuple(
        SectionRows(part.letter, part.title, tuple(
            example.row(line[1], titles[line[1]], part.kind,
                        dict(zip(COLUMNS, line[2:], strict=True)))
            for line in lines if line[0] == part.letter
        ))
        for part in agreement.sections
    )  # fmt: skip
    return Bilag1(agreement, Quarter(2017, 1), Basis(42, example.KNOWN_AT), sections)


def test_the_importer_reads_it_again() -> None:
    report = bundled_report()
    document = reading.read(as_csv.render(report), "bilag1.csv", report.agreement)
    assert (document.quarter, document.previous) == (Quarter(2017, 1), Quarter(2016, 4))
    found = [row for section in document.sections for row in section.rows]
    assert [(row.number, row.title) for row in found] == [
        (row.goal, row.title) for row in report.rows()
    ]
    for read, row in zip(found, report.rows(), strict=True):
        told = {name: getattr(read, name) for name in COLUMNS if name != "goal"}
        assert {"goal": read.wording, **told} == row.cells


def test_a_report_without_rows_has_its_heads() -> None:
    assert len(cells(as_csv.render(replace(example.report(), sections=())))) == 1
