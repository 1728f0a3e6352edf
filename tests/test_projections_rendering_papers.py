"""The memo, Bilag 2 and the indicators in every format: golden bytes, hostile text, standards."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import docx
import memo_example as example
import pytest
from defusedxml import ElementTree
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from office import converted
from test_projections_rendering_pdf import ask

from projections.rendering import (
    as_bilag2,
    as_indicators,
    as_memo,
    charts,
    glyphs,
    indicator_words,
    memo_words,
    paper,
    paper_docx,
    paper_pdf,
)

HERE = Path(__file__).parent
UPDATE = bool(os.environ.get("TOVHOLDER_UPDATE_GOLDEN"))
BINARY = ("pdf", "docx")

GOLDEN: Mapping[str, Callable[[], bytes]] = {
    **{f"memo.{name}": partial(render, example.memo(), example.TEMPLATE)
       for name, render in as_memo.FORMATS.items()},
    **{f"bilag2.{name}": partial(render, example.edition())
       for name, render in as_bilag2.FORMATS.items()},
    **{f"indicators.{name.replace('table', 'txt')}": partial(render, example.overview())
       for name, render in as_indicators.FORMATS.items()},
    "chart.large.svg": lambda: charts.chart(example.series()[1], charts.LARGE).encode(),
}  # fmt: skip

DIGESTS = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
import test_projections_rendering_papers as papers
for name, render in papers.GOLDEN.items():
    print(name, hashlib.sha256(render()).hexdigest())
"""


@pytest.mark.parametrize("name", GOLDEN)
def test_the_bytes_are_those_of_the_golden_file(name: str) -> None:
    rendered, file = GOLDEN[name](), HERE / "golden" / name
    if name.rpartition(".")[2] in BINARY:
        file = file.with_name(f"{name}.sha256")
        rendered = f"{hashlib.sha256(rendered).hexdigest()}\n".encode()
    if UPDATE:
        file.write_bytes(rendered)
    assert rendered == file.read_bytes()


def test_the_same_bytes_wherever_they_are_made() -> None:
    surroundings = {"LANG": "C", "LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}
    made = subprocess.run(
        [sys.executable, "-c", DIGESTS, str(HERE)], env=surroundings, cwd=HERE.parent,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    expected = [f"{name} {hashlib.sha256(render()).hexdigest()}" for name, render in GOLDEN.items()]
    assert made.stdout.splitlines() == expected


@pytest.fixture(params=["memo", "bilag2"])
def pdf(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file = tmp_path / f"{request.param}.pdf"
    file.write_bytes(GOLDEN[file.name]())
    return file


def test_the_pdf_is_tagged_names_its_standards_and_is_whole(pdf: Path) -> None:
    data = pdf.read_bytes()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"/Lang(da-DK)" in data
    assert re.search(r"Tagged: +yes", ask("pdfinfo", pdf))
    assert "No syntax or stream encoding errors found" in ask("qpdf", "--check", pdf)


def test_hostile_words_are_shown_and_nothing_runs_over_the_edge(pdf: Path) -> None:
    told = re.sub(r"[\s\u00ad\u200b\u2010-]+", "", ask("pdftotext", "-raw", pdf, "-"))
    for words in ("#panic()$x^2$=cmd|'/Ccalc'!A0<script>alert(1)</script>[a](b){{7*7}}*s*om",):
        assert words in told
    boxes = ask("pdftotext", "-bbox", pdf, "-")
    assert max(float(x) for x in re.findall(r'xMax="([\d.]+)"', boxes)) < 595 - 60
    assert max(float(y) for y in re.findall(r'yMax="([\d.]+)"', boxes)) < 842 - 30


def test_the_memos_figures_have_alternative_texts_and_levels_do_not_jump(tmp_path: Path) -> None:
    file = tmp_path / "memo.pdf"
    file.write_bytes(GOLDEN["memo.pdf"]())
    tree = ask("pdfinfo", "-struct", file)
    assert len(re.findall(r"^ *Figure\b", tree, re.M)) == 2
    levels = [int(n) for n in re.findall(r"^ *H([1-6])\b", tree, re.M)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", ["memo.docx", "bilag2.docx"])
def test_the_docx_says_what_the_blocks_say(name: str, tmp_path: Path) -> None:
    data = GOLDEN[name]()
    made = example.memo(), example.TEMPLATE
    wanted = as_memo.paper(*made) if name.startswith("memo") else as_bilag2.paper(example.edition())
    document = docx.Document(io.BytesIO(data))
    headings = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]
    told = [paper.plain(b.spans) for b in wanted.blocks if isinstance(b, paper.Heading)]
    assert headings == [wanted.title, *told, "Hvad rapporten bygger på"]
    pictures = document.element.body.iter(qn("wp:docPr"))
    assert all(one.get("descr") for one in pictures)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    again = converted(data, ".docx", "docx:MS Word 2007 XML", tmp_path)
    said = " ".join(one.text for one in docx.Document(io.BytesIO(again)).paragraphs)
    assert "#panic() $x^2$" in said


def test_nothing_that_people_wrote_becomes_markup() -> None:
    for name in ("memo.html", "bilag2.html", "indicators.html"):
        page = GOLDEN[name]().decode()
        assert "<script" not in page
        assert "alert(1)" in page
        assert "<b>" not in page.partition("<body>")[2]
        assert page.count("<h1>") == 1
        assert not re.search(r'(?:src|href)="(?!https://example\.org/)', page)
    for name in ("memo.md", "bilag2.md", "indicators.md"):
        told = GOLDEN[name]().decode()
        assert "<script" not in told
        assert "chart:" not in told


def test_the_docx_looks_as_the_pdf() -> None:
    """Figures stand to the right, the basis is on one page, and there is a line to sign on."""
    document = docx.Document(io.BytesIO(GOLDEN["indicators.docx"]()))
    aligned = {cell.text: cell.paragraphs[0].alignment for table in document.tables
               for cell in table.rows[0].cells}  # fmt: skip
    assert (aligned["Tal"], aligned["Kilde"]) == (WD_ALIGN_PARAGRAPH.RIGHT, None)
    *rows, last = document.tables[-1].rows
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in (*rows, last)]
    assert kept == [*[True for _ in rows], None]
    memo = docx.Document(io.BytesIO(GOLDEN["memo.docx"]()))
    lines = [one.text for one in memo.paragraphs if [*one._p.iter(qn("w:pBdr"))]]
    assert lines == [name for name, _ in as_memo.paper(example.memo(), example.TEMPLATE).signed]


@pytest.mark.parametrize("lines", range(29, 36))
def test_what_a_table_is_about_is_on_its_page(lines: int, tmp_path: Path) -> None:
    before = "\n\n".join("Mere." for _ in range(lines))
    table = "| Pr. | Tal |\n|---|---|\n| 2016 | 242 |\n"
    told = f"{before}\n\n## Boliger\n\nSmå boliger i alt.\n\n{table}"
    one = replace(as_bilag2.paper(example.edition()), markdown=told)
    file = tmp_path / "table.pdf"
    file.write_bytes(paper_pdf.render(one))
    [page] = [page for page in ask("pdftotext", file, "-").split("\f") if "242" in page]
    assert "Boliger" in page
    assert "Små boliger i alt." in page
    document = docx.Document(io.BytesIO(paper_docx.render(one)))
    [about] = [line for line in document.paragraphs if line.text == "Små boliger i alt."]
    assert about.paragraph_format.keep_with_next


def test_the_svg_is_well_formed_and_names_itself() -> None:
    for one in example.series():
        for size in (charts.SMALL, charts.LARGE):
            drawn = charts.chart(one, size)
            root = ElementTree.fromstring(drawn)
            assert root.get("role") == "img"
            assert root[0].tag.endswith("title")
            assert root[0].text == glyphs.shown(indicator_words.alternative(one))
            assert charts.chart(one, size) == drawn
    assert paper_pdf.png(charts.chart(example.series()[0])).startswith(b"\x89PNG")


def test_a_chart_is_as_wide_as_it_says_with_many_points() -> None:
    one = example.series()[1]
    points = tuple(replace(p, effective=p.effective.replace(month=m, day=28))
                   for p in one.points for m in range(1, 13))  # fmt: skip
    drawn = charts.chart(replace(one, points=points))
    across = [float(x) for x in re.findall(r'<circle[^>]* cx="([\d.]+)"', drawn)]
    assert len(across) == 36
    assert 0 < min(across) < max(across) < charts.SMALL.width


def test_json_holds_the_exact_figures() -> None:
    told = json.loads(GOLDEN["memo.json"]())
    assert (
        told["results"]["sentence"] == "Pr. 1. kvartal 2026 er to ud af fire målsætninger indfriet."
    )
    assert told["moved"]["fulfilment"] == [
        {"goal": "A1", "title": "Titel A1", "old": "I proces", "new": "Opfyldt"}]  # fmt: skip
    point = told["indicators"][0]["points"][1]
    assert (point["value"], point["reached"]) == ("19.9", False)
    assert point["earlier"] == [{"value": "19.8", "position": 51, "reason": "Talt om | igen"}]


@pytest.mark.parametrize(
    ("total", "fulfilled", "told"),
    [
        (19, 9, "Pr. Q er ni ud af 19 målsætninger indfriet."),
        (19, 0, "Pr. Q er ingen af de 19 målsætninger indfriet."),
        (19, 19, "Pr. Q er alle 19 målsætninger indfriet."),
        (13, 13, "Pr. Q er alle 13 målsætninger indfriet."),
        (5, 1, "Pr. Q er én ud af fem målsætninger indfriet."),
        (1, 1, "Pr. Q er den ene målsætning indfriet."),
        (1, 0, "Pr. Q er den ene målsætning ikke indfriet."),
        (0, 0, "Pr. Q er der ingen konkrete målsætninger."),
        (1200, 13, "Pr. Q er 13 ud af 1.200 målsætninger indfriet."),
    ],
)
def test_the_counting_sentence(total: int, fulfilled: int, told: str) -> None:
    assert memo_words.reached(memo_words.Count(total, fulfilled), "Q") == told


def test_what_moved_is_told_and_what_was_unknown_has_not_moved() -> None:
    assert list(memo_words.moved(example.memo())) == [
        "Titel A1 (A1) er gået fra »I proces« til »Opfyldt«.",
        "Fristen for Titel A2 (A2) er flyttet fra »2024« til »1. halvdel 2025«.",
        "Den forventede tid for Titel A2 (A2) er ændret fra »2025« til »Sommeren 2026«.",
        "Nye mål i opfølgningen: Fællesskab (H2).",
        "Målopfyldelsen er oplyst for første gang for ét mål.",
        "Ét mål har fået en ny status.",
        "Én oplysning er rettet.",
        "Én oplysning er registreret efter forseglingen.",
    ]
    quiet = replace(example.memo(), bridge=replace(example.memo().bridge, changes=(), added=()))
    assert list(memo_words.moved(quiet)) == ["Ingen oplysninger er ændret."]
