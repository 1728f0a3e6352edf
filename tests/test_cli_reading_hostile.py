"""Hostile files are refused within two seconds and 256 MiB, each in a process of its own."""

from __future__ import annotations

import hashlib
import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from test_cli_reading_builders import (
    AGREEMENT,
    GOALS,
    Goal,
    as_docx,
    as_xlsx,
    grid,
    heads,
    memo,
    refused,
)

from cli.reading import DocumentRefused, read

MEBI = 2**20
SECONDS, MEMORY = 2.0, 256 * MEBI
ROOT = Path(__file__).parents[1]
# Reads one file and prints the fault, the CPU seconds and the peak memory of its own process. The
# CPU clock and not the wall clock: a busy machine must not make a refusal look slow.
READER = """
import sys, time
from pathlib import Path
from cli.reading import DocumentRefused, read
from domain.agreements import Agreement
file = Path(sys.argv[1])
agreement = Agreement.from_toml(Path(sys.argv[2]).read_text(encoding="utf-8"), "a")
data = file.read_bytes()
begin = time.process_time()
try:
    read(data, file.name, agreement)
    what = "read"
except DocumentRefused as refusal:
    what = refusal.faults[0].what
seconds = time.process_time() - begin
# Not ru_maxrss: a child begins with the peak of the process that started it.
status = Path("/proc/self/status").read_text()
peak = int(status.split("VmHWM:")[1].split()[0]) * 1024
print(what, seconds, peak)
"""
TOML = """
slug = "p"
title = "p"
report_title = "p"
start = 2015-01-01
end = 2018-12-31
parties = [{ code = "KK", name = "KK" }]
units = [{ code = "TMF", name = "TMF", party = "KK" }]
sections = [{ letter = "M", title = "M", kind = "measurable", words = ["direkte", "målbare"] }]
themes = [{ code = "1", title = "Et" }, { code = "2", title = "To" }]
scale = [{ label = "Opfyldt", kinds = ["measurable"] }]
"""
NS = "http://schemas.openxmlformats.org"
SHEET = f'<worksheet xmlns="{NS}/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The package with some parts replaced; names are written with ``__`` for ``/``."""
    out = io.BytesIO()
    named = {name.replace("__", "/") + ".xml": part for name, part in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            new.writestr(info.filename, named.pop(info.filename, None) or old.read(info))
        for name, part in named.items():
            new.writestr(name, part)
    return out.getvalue()


def xlsx(**parts: bytes) -> bytes:
    return repacked(as_xlsx(grid(GOALS, range(10))), **parts)


def docx(**parts: bytes) -> bytes:
    return repacked(as_docx(grid(GOALS, range(10))), **parts)


def sheet(cells: str) -> bytes:
    return xlsx(xl__worksheets__sheet1=(SHEET % cells).encode())


def lying() -> bytes:
    """A package whose directory says that its bomb is one byte."""
    data = bytearray(xlsx(xl__bomb=b" " * (100 * MEBI)))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/bomb.xml"))
    data[at + 24 : at + 28] = struct.pack("<I", 1)
    return bytes(data)


def many_entries() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number in range(20_000):
            package.writestr(f"xl/{number}.xml", b"<a/>")
    return out.getvalue()


def bomb_as_picture() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a", 8) as package:
        package.writestr("word/media/image1.png", bytes(100 * MEBI))
    return out.getvalue()


LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "&b;</w:document>"
)


def near_rows() -> bytes:
    """Rows that are costly to align: none fits, and all might with some cells moved."""
    cells = Goal("", fulfilment="Hvad", responsible="").cells()
    return memo([heads("M"), *([f"At {n}", *["", "", "x"] * 3, "y"] for n in range(1900)), cells])


def long_goals() -> bytes:
    """As many goals as may be, all of one length and unlike: each is compared with each."""
    rows = [Goal(hashlib.shake_128(bytes([n // 256, n % 256])).hexdigest(490)) for n in range(298)]
    return memo([heads("M"), *(row.cells() for row in rows)])


Make = Callable[[], bytes]
HOSTILE: dict[str, tuple[str, Make, str]] = {
    "a bomb in a part": ("b.xlsx", lambda: xlsx(xl__bomb=b"<a>" + b" " * (100 * MEBI)), "bomb"),
    "a bomb that lies": ("b.xlsx", lying, "broken-file"),
    "a bomb as a picture": ("b.docx", bomb_as_picture, "bomb"),
    "many parts": ("b.xlsx", many_entries, "bomb"),
    "xml just below the limit": (
        "b.xlsx",
        lambda: xlsx(xl__sharedStrings=b"<sst>" + b"<si><t>a</t></si>" * 400_000 + b"</sst>"),
        "bomb",
    ),
    "entities": ("b.docx", lambda: docx(word__document=LAUGHS.encode()), "entities"),
    "entities in utf-16": (
        "b.docx",
        lambda: docx(word__document=LAUGHS.encode("utf-16")),
        "entities",
    ),
    "deep xml": ("b.docx", lambda: docx(word__styles=b"<a>" * 200_000), "bomb"),
    "a cell at XFD": (
        "b.xlsx",
        lambda: sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        "too-many-columns",
    ),
    "a million columns": (
        "b.xlsx",
        lambda: sheet("<row>" + "<c/>" * 1_000_000 + "</row>"),
        "too-many-columns",
    ),
    "a million rows of a sheet": ("b.xlsx", lambda: sheet("<row/>" * 1_000_000), "too-many-rows"),
    "a row far down": (
        "b.xlsx",
        lambda: sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        "too-many-rows",
    ),
    "rows out of order": (
        "b.xlsx",
        lambda: sheet('<row r="5"/><row r="4"/>'),
        "broken-file",
    ),
    "as much as may be in word": (
        "b.docx",
        lambda: docx(word__footnotes=b"<a>" + b"<b/>" * 100_000 + b"</a>"),
        "section-unknown",
    ),
    "a million tabs": ("b.txt", lambda: b"a" + b"\t" * 1_000_000, "too-many-columns"),
    "a million columns of csv": ("b.csv", lambda: b"a;" * 1_000_000, "too-many-columns"),
    "half a million rows": ("b.txt", lambda: b"a\tb\n" * 500_000, "too-many-rows"),
    "half a million rows of csv": ("b.csv", lambda: b"a;b\n" * 500_000, "too-many-rows"),
    "many lines of text": ("b.txt", lambda: "å\n".encode() * 690_000, "no-table"),
    "millions of tags": (
        "b.txt",
        lambda: memo([heads("M"), Goal("At male", content="<p>" * 600_000).cells()]),
        "read",
    ),
    "half tags": (
        "b.txt",
        lambda: memo([heads("M"), Goal("At male", content="<p " * 600_000).cells()]),
        "read",
    ),
    "a wide alphabet": ("b.txt", lambda: ("\U0001f3e0" + "a\n" * 1_000_000).encode(), "no-table"),
    "a quote without end": ("b.csv", lambda: b'a;"' + b"b" * 2_000_000, "broken-file"),
    "rows that almost fit": ("b.txt", near_rows, "row-unreadable"),
    "long goals": ("b.txt", long_goals, "read"),
    "too large": ("b.docx", lambda: b"PK\x03\x04" + bytes(17 * MEBI), "too-large"),
    "too large a text": ("b.txt", lambda: b"a" * (5 * MEBI), "too-large"),
}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is Linux's VmHWM")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_cost_little(name: str, tmp_path: Path) -> None:
    file, make, expected = HOSTILE[name]
    (tmp_path / file).write_bytes(make())
    (tmp_path / "a.toml").write_text(TOML, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", READER, tmp_path / file, tmp_path / "a.toml"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    what, seconds, peak = done.stdout.split()
    assert what == expected
    assert float(seconds) < SECONDS
    assert int(peak) < MEMORY


@pytest.mark.parametrize(
    ("data", "file", "what"),
    [
        (b"", "b.txt", "empty-file"),
        (b" \n\n", "b.csv", "empty-file"),
        (b"a\0b", "b.txt", "not-text"),
        (b"a\x81\xff", "b.txt", "not-text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "b.xls", "unknown-format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "b.xlsx", "unknown-format"),
        (b"%PDF-1.7", "b.txt", "unknown-format"),
        (b"tekst", "b.pdf", "wrong-suffix"),
        (b"tekst", "b", "wrong-suffix"),
        (b"tekst", "b.xlsx", "wrong-suffix"),
        (as_xlsx([["a"]]), "b.txt", "wrong-suffix"),
        (as_xlsx([["a"]]), "b.docx", "unknown-format"),
        (as_docx([["a"]]), "b.xlsx", "unknown-format"),
        (b"PK\x03\x04 og saa noget andet", "b.xlsx", "broken-file"),
        (as_xlsx([["a"]])[:-400], "b.xlsx", "broken-file"),
        (as_xlsx([["a"]]), "b.xlsx", "no-table"),
        (as_docx([["a"]]), "b.docx", "no-table"),
    ],
)
def test_files_that_are_something_else(data: bytes, file: str, what: str) -> None:
    (fault,) = refused(data, file)
    assert (fault.what, fault.line, fault.column) == (what, None, None)


def test_every_broken_byte_of_a_package_is_refused_or_harmless() -> None:
    whole = as_xlsx(grid(GOALS, range(10)))
    for at in range(0, len(whole), 97):
        data = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
        # Any other error than a refusal fails the test.
        with suppress(DocumentRefused):
            read(data, "b.xlsx", AGREEMENT)
