"""The small charts of Bilag 1: at both times, in words too, and never in the way of the cells."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import memo_example
import msgspec
import pytest
import rendering_example as example
from cli_helpers import Desk
from defusedxml import ElementTree
from docx.oxml.ns import qn
from test_cli_memo import desk as desk
from test_projections_rendering_pdf import ask

from projections.bilag1 import Bilag1
from projections.indicators import Point
from projections.rendering import FORMATS, glyphs, indicator_words, sparks

UNTOUCHED = ("md", "csv", "json", "xlsx")


def drawn() -> Bilag1:
    """The example with its indicators: hostile titles, a figure talked of again, none at all."""
    return replace(example.report(), measured=memo_example.series())


def test_only_formats_that_draw_are_other_bytes() -> None:
    same = {form for form, make in FORMATS.items() if make(drawn()) == make(example.report())}
    assert same == set(UNTOUCHED)
    for form, make in FORMATS.items():
        assert make(drawn()) == make(drawn()), form


def test_a_chart_is_well_formed_names_itself_and_stays_inside() -> None:
    for series in memo_example.series():
        for one in sparks.of_goals(replace(drawn(), measured=(series,))).get(
            series.indicator.goal, []
        ):
            root = ElementTree.fromstring(one.svg)
            assert root.get("role") == "img"
            assert root[0].text == glyphs.shown(indicator_words.alternative(series))
            for part in root.iter():
                for name in ("x", "x1", "x2", "cx"):
                    assert 0 <= float(part.get(name, 0)) <= sparks.WIDTH
                for name in ("y", "y1", "y2", "cy"):
                    assert 0 <= float(part.get(name, 0)) <= sparks.height(series)
                if part.tag.endswith("text"):  # a wide font: more than half as wide as it is high
                    size, words = float(part.get("font-size", 0)), part.text or ""
                    assert float(part.get("x", 0)) + 0.54 * size * len(words) <= sparks.WIDTH


def test_what_shows_no_movement_is_not_drawn() -> None:
    one = memo_example.series()[0]
    point = Point(date(2026, 1, 1), "5", "X", None, 1, None)
    aimless = replace(
        one, indicator=msgspec.structs.replace(one.indicator, target=None), points=(point,)
    )
    assert sparks.of_goals(replace(drawn(), measured=(aimless,))) == {}
    assert sparks.of_goals(replace(drawn(), measured=(replace(one, points=()),))) == {}
    aimed = replace(aimless, indicator=msgspec.structs.replace(one.indicator, target="7"))
    assert len(sparks.of_goals(replace(drawn(), measured=(aimed,)))[one.indicator.goal]) == 1


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    file = tmp_path / "bilag1.pdf"
    file.write_bytes(FORMATS["pdf"](drawn()))
    return file


def test_the_pdf_tells_each_chart_in_words(pdf: Path) -> None:
    wanted = [one.alt for some in sparks.of_goals(drawn()).values() for one in some]
    assert len(re.findall(r"^ *Figure\b", ask("pdfinfo", "-struct", pdf), re.M)) == len(wanted)
    assert "No syntax or stream encoding errors found" in ask("qpdf", "--check", pdf)
    whole = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, "-"],
                           capture_output=True, check=True).stdout  # fmt: skip
    for alt in wanted:
        shown = glyphs.shown(alt)
        assert shown.encode("utf-16-be").hex().upper().encode() in whole.upper() or (
            shown.encode("latin-1", "replace") in whole
        ), alt


def test_the_docx_tells_each_chart_in_words_and_its_cells_are_as_before() -> None:
    plain, told = (docx.Document(io.BytesIO(FORMATS["docx"](one)))
                   for one in (example.report(), drawn()))  # fmt: skip
    wanted = [one.alt for some in sparks.of_goals(drawn()).values() for one in some]
    pictures = list(told.element.body.iter(qn("wp:docPr")))
    assert [one.get("descr") for one in pictures] == wanted
    assert len({one.get("id") for one in pictures}) == len(pictures)
    for before, after in zip(plain.tables, told.tables, strict=True):
        for row, same in zip(before.rows, after.rows, strict=True):
            assert [c.text for c in row.cells] == [c.text.rstrip("\n") for c in same.cells]


def test_the_html_holds_no_more_than_the_charts() -> None:
    plain, told = (FORMATS["html"](one).decode() for one in (example.report(), drawn()))
    assert re.sub(r'<span class="spark"><svg.*?</svg></span>', "", told, flags=re.S) == plain
    cells = re.findall(r'<td class="c-status">.*?</td>', told, re.S)
    assert sum(cell.count("<svg") for cell in cells) == told.count("<svg") > 0
    assert "<script" not in told


def alts(desk: Desk, *options: str) -> dict[str, str]:
    """The charts' words in Bilag 1 as HTML, by the beginning of their titles."""
    told = desk.ok("report", "bilag1", "--format", "html", *options)
    found = re.findall(r"<title>([^<]*)</title>", told.partition("<body")[2])
    return {one.partition(":")[0]: one for one in found}


def test_a_report_draws_what_was_known_then_and_held_by_then(desk: Desk) -> None:
    quarter = ("--quarter", "2017-Q1")
    now = alts(desk, *quarter)["Udsættelser på et år"]
    assert "361 pr. 31. december 2015" in now
    before = desk.ok("events", "export").count("\n")
    desk.ok("measure", "Udsættelser", "300", "--date", "2016-12-31", "--source", "X")
    assert "300 pr. 31. december 2016" in alts(desk, *quarter)["Udsættelser på et år"]
    assert alts(desk, *quarter, "--known-at", str(before))["Udsættelser på et år"] == now
    assert "300" not in alts(desk, "--quarter", "2016-Q3")["Udsættelser på et år"]
    assert "300 pr." in alts(desk, "--quarter", "2016-Q4")["Udsættelser på et år"]


def test_a_document_with_charts_is_imported_as_the_same_facts(desk: Desk) -> None:
    file = desk.folder / "b.docx"
    desk.ok("report", "bilag1", "--quarter", "2017-Q1", "-o", file)
    with zipfile.ZipFile(file) as archive:
        assert [one for one in archive.namelist() if one.endswith(".png")]
    before = len(desk.events())
    told = desk.ok("import", "bilag1", file)
    assert len(desk.events()) == before, told
