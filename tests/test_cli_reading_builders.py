"""Builders for documents of Bilag 1 in every format, in our own short Danish words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

import docx
import openpyxl
import pytest

from cli.reading import Document, DocumentRefused, Fault, Row, read
from domain.agreements import Agreement
from domain.quarters import Quarter

AGREEMENT = Agreement.from_toml(
    """
slug = "prove"
title = "Prøveaftale"
report_title = "Bilag 1"
start = 2015-01-01
end = 2018-12-31
parties = [
  { code = "KK", name = "Københavns Kommune" },
  { code = "BL's 1. kreds", name = "Boligselskabernes Landsforening" },
]
units = [
  { code = "TMF", name = "Teknik- og Miljøforvaltningen", party = "KK" },
  { code = "SUF", name = "Sundheds- og Omsorgsforvaltningen", party = "KK" },
  { code = "SOF", name = "Socialforvaltningen", party = "KK" },
  { code = "ØKF", name = "Økonomiforvaltningen", party = "KK" },
]
sections = [
  { letter = "A", title = "Analyser", kind = "analysis", words = ["analyser"] },
  { letter = "M", title = "Direkte målbare", kind = "measurable", words = ["direkte", "målbare"] },
  { letter = "H", title = "Erklæringer", kind = "intent", words = ["hensigtserklæringer"] },
]
themes = [
  { code = "1", title = "Boliger til alle" },
  { code = "2", title = "Byområder" },
  { code = "3", title = "Drift og miljø" },
]
scale = [
  { label = "Opfyldt", kinds = ["analysis", "measurable", "intent"], fulfilled = true },
  { label = "Delvist opfyldt", kinds = ["analysis", "measurable", "intent"] },
  { label = "I proces", kinds = ["analysis", "measurable"] },
  { label = "Indtænkes", kinds = ["intent"] },
  { label = "Ikke opfyldt", kinds = ["analysis", "measurable", "intent"] },
  { label = "Udgået", kinds = ["analysis", "measurable", "intent"], withdrawn = true },
]
""",
    "prove.toml",
)

COLUMNS = (
    "wording", "theme", "deadline", "content", "previous_status", "status", "delay_reason",
    "expected_completion", "fulfilment", "responsible",
)  # fmt: skip
HEADINGS = {
    "A": "Målsætninger - Analyser (efter tidspunkt)",
    "M": "Direkte målbare målsætninger (opdelt efter temaer)",
    "H": "Målsætninger - hensigtserklæringer (opdelt efter temaer)",
}
QUARTER = Quarter(2017, 1)


@dataclass(frozen=True)
class Goal:
    """The cells of a row, as they should be read."""

    wording: str
    theme: str = "2"
    deadline: str = "2015-2018"
    content: str = "Der laves en plan"
    previous_status: str = "Planen er under udarbejdelse"
    status: str = "Uændret"
    delay_reason: str = ""
    expected_completion: str = ""
    fulfilment: str = "Opfyldt"
    responsible: str = "KK (TMF)"

    def cells(self) -> list[str]:
        return [getattr(self, name) for name in COLUMNS]


GOALS: dict[str, list[Goal]] = {
    "A": [
        Goal("At tælle cykelkældre", theme="", deadline="1. halvdel 2015"),
        Goal(
            "At undersøge tagboliger",
            deadline="2016",
            status="Undersøgelsen er halvt færdig",
            delay_reason="Rådgiveren er forsinket",
            expected_completion="Sommeren 2018",
            fulfilment="I proces",
            responsible="KK (TMF/ØKF)",
        ),
    ],
    "M": [
        Goal("At plante ti træer", theme="1", deadline="2017", responsible="BL's 1. kreds"),
        Goal("At lave grønne gårde", theme="3", fulfilment="Delvist opfyldt", responsible=""),
    ],
    "H": [
        Goal("At naboer mødes oftere", fulfilment="Indtænkes", responsible=""),
        Goal("At lave grønne gårde", theme="3", fulfilment="Ikke opfyldt", responsible="KK"),
    ],
}


def heads(letter: str, quarter: Quarter = QUARTER) -> list[str]:
    """The column heads of a section."""
    return [
        HEADINGS[letter],
        "Tema",
        "Tid",
        "Indhold",
        f"Status - {quarter.previous().danish}",
        f"Status - {quarter.danish}",
        "Angiv grund til forsinkelse (hvis tidspunkt angivet i kolonne D er overskredet)",
        "Angiv forventet indfrielsestidspunkt for målsætning",
        "Målopfyldelse",
        "Tovholder",
    ]


def memo_lines(goals: dict[str, list[Goal]], quarter: Quarter = QUARTER) -> list[list[str]]:
    """The lines of a memo as cells; the table's first heading stands on line 5."""
    lines = [["Til udvalget"], [""], ["Bilag 1: opfølgning"], [""]]
    for letter, rows in goals.items():
        lines.append(heads(letter, quarter))
        lines += [goal.cells() for goal in rows]
    return [*lines, [""], ["Bilag 2"], [""], ["Mere tekst om målsætninger."]]


def memo(lines: Iterable[Sequence[str]]) -> bytes:
    return "\n".join("\t".join(cells) for cells in lines).encode()


def grid(
    goals: dict[str, list[Goal]], order: Sequence[int], quarter: Quarter = QUARTER
) -> list[list[str]]:
    """One table with a heading row for each section, columns in the given order."""
    lines: list[list[str]] = []
    for letter, rows in goals.items():
        table = (heads(letter, quarter), *(goal.cells() for goal in rows))
        lines += [[cells[at] for at in order] for cells in table]
    return lines


def as_csv(lines: Sequence[Sequence[str]], delimiter: str = ";") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(lines)
    return out.getvalue().encode()


def as_xlsx(lines: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for cells in lines:
        book.active.append([cell if cell != "" else None for cell in cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_docx(lines: Sequence[Sequence[str]]) -> bytes:
    document = docx.Document()
    document.add_paragraph("Til udvalget")
    table = document.add_table(rows=0, cols=max(len(cells) for cells in lines))
    for cells in lines:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read_memo(lines: Iterable[Sequence[str]]) -> Document:
    return read(memo(lines), "bilag.txt", AGREEMENT)


def goals_of(document: Document) -> dict[str, list[Goal]]:
    """The model as goals, to compare with what a document was made of."""
    return {section.letter: [goal_of(row) for row in section.rows] for section in document.sections}


def goal_of(row: Row) -> Goal:
    assert row.unchanged == (row.status == "Uændret")
    return Goal(**{name: getattr(row, name) for name in COLUMNS})


def refused(data: bytes, file: str = "bilag.txt") -> list[Fault]:
    """The faults of a document that must be refused."""
    with pytest.raises(DocumentRefused) as caught:
        read(data, file, AGREEMENT)
    assert caught.value.file == file
    assert len(str(caught.value).splitlines()) == len(caught.value.faults)
    return list(caught.value.faults)


def without_lines(document: Document) -> list[tuple[str, list[Row]]]:
    """The rows with their lines taken out, which differ from format to format."""
    return [
        (section.letter, [replace(row, line=0) for row in section.rows])
        for section in document.sections
    ]


def test_the_built_memo_is_read_as_it_was_built() -> None:
    document = read_memo(memo_lines(GOALS))

    assert goals_of(document) == GOALS
    assert document.quarter == QUARTER
    assert document.previous == Quarter(2016, 4)
    assert document.repairs == ()
    assert [row.line for row in document.sections[0].rows] == [6, 7]


def test_a_goal_has_every_column_of_a_row() -> None:
    assert {part.name for part in fields(Goal)} == set(COLUMNS)
