"""Our own reports, read again: each format gives the rows that it was made of."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import memo_example
import pytest
from cli_helpers import AGREEMENT_TOML
from rendering_example import row

from cli.reading import Document, DocumentRefused, Row, read
from domain.agreements import Agreement
from domain.quarters import Quarter
from projections import bilag1
from projections.bilag1 import MISSING_WORDS, UNCHANGED_WORDS, Basis, Bilag1, SectionRows
from projections.rendering import FORMATS

AGREEMENT = Agreement.from_toml(AGREEMENT_TOML, "havneby.toml")
IMPORTED = ("csv", "json", "xlsx", "docx")


def report() -> Bilag1:
    """What a report can hold that a reader might mistake."""
    rows = {
        "A": [row("A1", "Tagboliger", "analysis", {
            "goal": "At undersøge tagboliger", "deadline": "2. halvdel 2016", "theme": "1",
            "content": "=1+1 løsninger", "previous_status": "+3 boliger", "status": "-2 % i år",
            "delay_reason": "@ventetid", "expected_completion": "Foråret 2018",
            "fulfilment": "I proces", "responsible": "KK (SOF)",
        }, overdue=True, late=True)],
        "M": [row("M1", "=cmd|'/C calc'!A0", "measurable", {
            "goal": "At alle ejendomme har et energimærke", "deadline": "2015-2018", "theme": "3",
            "content": "Plan; “citat” \"x\" | y", "previous_status": "Halvdelen er nået",
            "status": UNCHANGED_WORDS, "fulfilment": "Opfyldt", "responsible": "KK (TMF)",
        }, unchanged=True, fulfilled=True),
        row("M2", "Grønne gårde", "measurable", {
            "goal": "At plante træer i alle gårde", "deadline": "2015-2018", "theme": "3",
            "content": "Træer", "previous_status": "Ti træer er plantet",
            "status": MISSING_WORDS, "fulfilment": "Delvist opfyldt", "responsible": "KK (TMF)",
        }, missing=True)],
        "H": [row("H1", "Naboskab", "intent", {
            "goal": "At naboer mødes oftere", "deadline": "2015-2018", "theme": "2",
            "content": "Hensigt", "previous_status": "Intet møde", "status": "Opgivet",
            "fulfilment": "Udgået",
        }, withdrawn=True)],
    }  # fmt: skip
    sections = tuple(
        SectionRows(part.letter, part.title, tuple(rows[part.letter]))
        for part in AGREEMENT.sections
    )
    return Bilag1(AGREEMENT, Quarter(2017, 1), Basis(9, 1_500_000_000_000_000), sections)


def cells(one: Row) -> dict[str, str]:
    """The cells of a row that was read, by the columns of the report."""
    told = {name: getattr(one, "wording" if name == "goal" else name) for name in bilag1.COLUMNS}
    return told | ({"status": MISSING_WORDS} if one.unreported else {})


def again(form: str, model: Bilag1) -> Document:
    return read(FORMATS[form](model), f"bilag1.{form}", AGREEMENT)


@pytest.mark.parametrize("form", IMPORTED)
def test_a_report_is_read_as_the_rows_it_was_made_of(form: str) -> None:
    document = again(form, report())
    assert (document.quarter, document.previous) == (Quarter(2017, 1), Quarter(2016, 4))
    assert document.repairs == ()
    found = [(section.letter, one) for section in document.sections for one in section.rows]
    wanted = [(part.letter, one) for part in report().sections for one in part.rows]
    for (letter, one), (part, model) in zip(found, wanted, strict=True):
        assert (letter, one.number, one.title) == (part, model.goal, model.title)
        assert cells(one) == dict(model.cells)
        assert (one.unchanged, one.unreported) == (model.unchanged, model.missing)


def test_json_keeps_what_looks_like_a_tag() -> None:
    data = FORMATS["json"](report()).replace(b"Halvdelen er", "Fra <b> til &amp; e\u00adr".encode())
    document = read(data, "bilag1.json", AGREEMENT)
    texts = [one.previous_status for part in document.sections for one in part.rows]
    assert "Fra <b> til &amp; e\u00adr nået" in texts
    assert document.repairs == ()


@pytest.mark.parametrize("form", IMPORTED)
def test_what_we_draw_beside_a_status_is_nothing_to_tell(form: str) -> None:
    drawn = replace(report(), measured=(memo_example.series()[0],))
    assert again(form, drawn).repairs == ()


@pytest.mark.parametrize("form", IMPORTED)
def test_not_reported_is_read_as_nothing_said(form: str) -> None:
    missing = [one for part in again(form, report()).sections for one in part.rows
               if one.unreported]  # fmt: skip
    assert [(one.number, one.status, one.unchanged) for one in missing] == [("M2", "", False)]


def test_a_remark_of_somebody_elses_is_told_as_unread() -> None:
    data = FORMATS["csv"](report()).replace(b"Frist overskredet", b"Ring til Ole")
    (repair,) = read(data, "bilag1.csv", AGREEMENT).repairs
    assert (repair.rule, repair.column) == ("unread-column", "Bemærkning")


@pytest.mark.parametrize(
    "data", [b"[]", b"{}", b"{", b'{"quarter": "2017-Q9", "sections": []}', b"[" * 100_000]
)
def test_other_json_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read(data, "bilag1.json", AGREEMENT)
    assert [fault.what for fault in refused.value.faults] == ["broken-file"]


def test_json_without_a_column_is_refused() -> None:
    told = json.loads(FORMATS["json"](report()))
    del told["sections"][0]["rows"][0]["cells"]["theme"]
    with pytest.raises(DocumentRefused, match="theme"):
        read(json.dumps(told).encode(), "bilag1.json", AGREEMENT)


def test_the_position_is_no_part_of_what_is_read() -> None:
    other = replace(report(), basis=Basis(10, None))
    assert again("csv", other).sections == again("csv", report()).sections
    assert date(2017, 1, 1) in again("json", other).quarter
