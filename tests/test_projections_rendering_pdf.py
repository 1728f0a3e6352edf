"""The PDF: standards, reading order, hostile text, and the same bytes anywhere."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import rendering_example as example

from projections.bilag1 import COLUMNS, Basis, Bilag1, SectionRows
from projections.rendering import as_pdf, foundation, glyphs, sentences
from projections.rendering.words import DANISH

HERE = Path(__file__).parent
pytestmark = pytest.mark.filterwarnings("error")


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed (apt-get install poppler-utils qpdf)")
    return found


def ask(name: str, *args: object) -> str:
    command = [tool(name), *map(str, args)]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode(
        "utf-8", "replace"
    )


@pytest.fixture(scope="module")
def rendered() -> bytes:
    return as_pdf.render(example.report())


@pytest.fixture
def file(rendered: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "bilag1.pdf"
    path.write_bytes(rendered)
    return path


def test_it_is_tagged_danish_and_names_both_standards(rendered: bytes, file: Path) -> None:
    assert b"<pdfuaid:part>1</pdfuaid:part>" in rendered
    assert b"<pdfaid:part>2</pdfaid:part>" in rendered
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in rendered
    assert b"/Lang(da-DK)" in rendered
    told = ask("pdfinfo", file)
    assert re.search(r"Tagged: +yes", told)
    assert re.search(r"Title: +Bilag 1: Status på havnens mål, status pr\. 1\. kvartal 2026", told)
    assert "A4" in told


def test_qpdf_finds_nothing_wrong(file: Path) -> None:
    assert "No syntax or stream encoding errors found" in ask("qpdf", "--check", file)


def test_its_date_is_the_recorded_time_that_it_rests_on(rendered: bytes) -> None:
    known = example.report().basis.known_at
    assert known is not None
    at = datetime.fromtimestamp(known // 1_000_000, UTC)
    assert f"/CreationDate(D:{at:%Y%m%d%H%M%S}Z)".encode() in rendered
    nothing = replace(example.report(), basis=Basis(0, None))
    assert b"/CreationDate(D:19700101000000Z)" in as_pdf.render(nothing)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_the_same_bytes_elsewhere(rendered: bytes, tmp_path: Path, zone: str) -> None:
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]\n"
        "import rendering_example as e; from projections.rendering import as_pdf\n"
        "print(hashlib.sha256(as_pdf.render(e.report())).hexdigest())"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, str(HERE), str(HERE.parent)],
        env={"TZ": zone, "LANG": "C", "HOME": str(tmp_path), "SOURCE_DATE_EPOCH": "1"},
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert made.stdout.strip() == hashlib.sha256(rendered).hexdigest()


def bare(text: str) -> str:
    """Without what a line break adds or takes: blanks and hyphens."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", text)


def in_order(report: Bilag1) -> Iterator[str]:
    """What a reader is told, in the order of the document."""
    yield from (report.agreement.title, report.agreement.report_title)
    yield f"Status pr. {sentences.quarter(report.quarter, DANISH)}"
    yield f"· {sentences.known(report.basis, DANISH)}"
    yield from (" ".join(sentences.reached(report, DANISH)),
                " ".join(sentences.standing(report, DANISH)))  # fmt: skip
    for section in report.sections:
        yield from (section.title, sentences.section_count(section, DANISH))
        yield from ("Nr. og titel", *sentences.heads(report, DANISH).values())
        for row in section.rows:
            yield from (row.goal, row.title)
            for name in COLUMNS:
                yield row.cells[name]
                yield DANISH.overdue if name == "deadline" and row.overdue else ""
                yield DANISH.late if name == "status" and row.late else ""
    yield foundation.HEADING
    for pair in foundation.facts(report, as_pdf.MADE_WITH):
        yield from pair


def with_short_words(report: Bilag1) -> Bilag1:
    """Poppler's tree (not its text, which the next test reads) loses what follows some slashes."""
    short = {"goal": "#panic() <b> & $x^2$ *s* _t_ `k` @ref", "theme": "#pan", "content": "=1+1"}
    sections = tuple(
        replace(section, rows=tuple(
            row._replace(cells={**row.cells, **short}) if row.goal == "M2" else row
            for row in section.rows))
        for section in report.sections
    )  # fmt: skip
    return replace(report, sections=sections)


def test_the_text_in_reading_order_is_the_model(tmp_path: Path) -> None:
    report = with_short_words(example.report())
    file = tmp_path / "short.pdf"
    file.write_bytes(as_pdf.render(report))
    tree = ask("pdfinfo", "-struct-text", file)
    # Poppler writes a quote in a text as it is: what counts is the first and the last of a line.
    told = bare("".join(re.findall(r'^ *"(.*)"$', tree, re.M)))
    assert told.startswith(bare("".join(map(glyphs.shown, in_order(report)))))


def test_hostile_cells_are_shown_as_they_were_written(file: Path) -> None:
    told = bare(ask("pdftotext", "-raw", file, "-"))
    row = next(row for row in example.report().rows() if row.goal == "M2")
    cells = "".join(glyphs.shown(row.cells[name]) for name in COLUMNS)
    assert bare(f"M2{row.title}{cells}") in told


def test_head_cells_and_headings_are_marked_as_such(file: Path) -> None:
    tree = ask("pdfinfo", "-struct", file)
    assert len(re.findall(r"^ *TH\b", tree, re.M)) == 3 * 11
    assert len(re.findall(r"^ *THead\b", tree, re.M)) == 3
    levels = re.findall(r"^ *H([1-6])\b", tree, re.M)
    assert levels == ["1", *"22222"]


def wide() -> Bilag1:
    """4,000 letters without a blank in every cell, and the worst of everything else."""
    nasty = (
        "#panic() $x^2$ \\u{1} @ref <l> // /* =cmd|' שלום \u202e 日本 🚢 \ufffe \x00 \x1b"
        + "W" * 40
    )
    texts = ("x" * 4_000, "https://example.org/" + "abcdefghij/" * 9 + "?q=" + "1" * 50, nasty,
             "a\n" * 300, "Boligorganisationsbestyrelsesmedlemsgodkendelse " * 3)  # fmt: skip
    rows = tuple(
        example.row(f"M{n}", "W" * 60, "measurable", dict.fromkeys(COLUMNS, text))
        for n, text in enumerate(texts, 1)
    )
    return replace(example.report(), sections=(SectionRows("M", "Z" * 300, rows),))


def test_nothing_runs_over_the_edge_and_heads_stand_on_every_page(tmp_path: Path) -> None:
    file = tmp_path / "wide.pdf"
    file.write_bytes(as_pdf.render(wide()))
    words = ask("pdftotext", "-bbox", file, "-")
    edges = [float(x) for x in re.findall(r'xMax="([\d.]+)"', words)]
    lows = [float(y) for y in re.findall(r'yMax="([\d.]+)"', words)]
    assert max(edges) < 842 - 26
    assert max(lows) < 595 - 14
    pages = ask("pdftotext", file, "-").split("\f")[:-1]
    assert all(f"af {len(pages)}" in page for page in pages)
    assert all("Tovholder" in page for page in pages)


def test_characters_without_a_glyph_are_shown_and_told() -> None:
    assert glyphs.shown("Kaj\u202efuld 🚢\u200d\ufe0f æøå ① \u2009½") == "Kajfuld ■ æøå 1 \u0020½"
    assert "note" in as_pdf._document(example.report())
    assert as_pdf._document(example.report())["note"].startswith("Tegn, som dokumentets skrift")
    assert as_pdf._document(example.empty())["note"] == ""


@pytest.mark.parametrize("report", [example.empty(), example.incomplete()])
def test_what_is_empty_or_incomplete_says_so(report: Bilag1, tmp_path: Path) -> None:
    file = tmp_path / "some.pdf"
    file.write_bytes(as_pdf.render(report))
    told = " ".join(ask("pdftotext", file, "-").split())
    expected = "ingen mål" if not report.rows() else "kan mangle"
    assert expected in told
