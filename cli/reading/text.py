"""Text and CSV files as lines of cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable

from cli.reading import limits
from cli.reading.lines import LineMaker, Sheet
from cli.reading.model import Notes, Sentence, Unreadable
from projections.rendering.as_csv import original

_PAGE = re.compile(r"Side\s*\d{1,3}(?:\s*(?:af|/)\s*\d{1,3})?")
_DELIMITERS = ";,\t"
_TWO_BYTES = re.compile(rb"\xc3[\x80-\xbf]")
"""A letter like æ, ø or å in UTF-8; in Windows-1252 no Danish text has these two signs."""


def decode(data: bytes, notes: Notes) -> str:
    """The text of a file: UTF-8, or UTF-16 with a BOM, or else Windows-1252, which is told."""
    if len(data) > limits.TEXT:
        raise Unreadable(
            "too-large", Sentence("tekstfilen er større end {mib} MiB", mib=limits.TEXT // 2**20)
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # Excel writes it so as "Unicode-tekst".
        data = _unicode_text(data).encode()
    if b"\0" in data:
        raise Unreadable(
            "not-text",
            Sentence("filen indeholder NUL-tegn og er ikke almindelig tekst; gem den som UTF-8"),
        )
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        text = _windows(data, data.count(b"\n", 0, error.start) + 1, notes)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unicode_text(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise Unreadable(
            "not-text", Sentence("filen er hverken UTF-8 eller Windows-1252")
        ) from error


def _windows(data: bytes, line: int, notes: Notes) -> str:
    if _TWO_BYTES.search(data):
        # Read as Windows-1252 such a file would give "mÃ¥l" for "mål", and nobody would be told.
        why = Sentence("linjen er ikke UTF-8, men resten af filen er; gem den som UTF-8")
        raise Unreadable("mixed-encoding", why, line)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(
            "not-text", Sentence("filen er hverken UTF-8 eller Windows-1252")
        ) from error
    why = Sentence("Filen er ikke UTF-8 og er læst som Windows-1252.")
    notes.repair("encoding", 1, "", "UTF-8", "Windows-1252", why)
    return text


def memo(data: bytes, notes: Notes) -> list[Sheet]:
    """A memo with tab-separated tables somewhere inside it."""
    maker = LineMaker([])
    number, new_page = 0, False
    for number, line in enumerate(io.StringIO(decode(data, notes), newline="\n"), 1):
        cells = line.count("\t") + 1
        # Counted before it is split: a line of a million tabs must not become a million cells.
        if cells > limits.CELLS:
            raise Unreadable("too-many-columns", Sentence("linjen har {n} celler", n=cells), number)
        if _PAGE.fullmatch(line.strip()):
            new_page = True
            continue
        if new_page and line.strip():
            # Where the page ended, nothing did: what stands below follows what stands above.
            maker.follows, new_page = True, False
        maker.add(number, line.split("\t"))
    return [Sheet(tuple(maker.lines), prose=True)]


def table(data: bytes, notes: Notes, heads: Callable[[list[str]], int]) -> list[Sheet]:
    """A CSV file. ``heads`` counts the known column heads among cells, to find the delimiter."""
    text = decode(data, notes)
    best = max(_DELIMITERS, key=lambda delimiter: _most_heads(text, delimiter, heads))
    maker = LineMaker([])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=best, strict=True)
    start = 1
    try:
        for cells in reader:
            # The apostrophe that keeps a spreadsheet from running a cell is no part of its text.
            maker.add(start, [original(cell) for cell in cells])
            start = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(
            "broken-file", Sentence("CSV-filen kan ikke læses: {error}", error=error), start
        ) from error
    return [Sheet(tuple(maker.lines), prose=False)]


def _most_heads(text: str, delimiter: str, heads: Callable[[list[str]], int]) -> int:
    most = 0
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for _, cells in zip(range(limits.LINES), rows, strict=False):
            if 3 < len(cells) <= limits.CELLS:
                most = max(most, heads(cells))
                if most > 6:
                    break
    except csv.Error:
        return most
    return most
