"""`read`: the whole way from a file's bytes to a `Document`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from rapidfuzz import fuzz

from cli.reading import heads, limits, text
from cli.reading.align import Setting
from cli.reading.blocks import Block, blocks, hollow, tell_unread
from cli.reading.lines import Sheet
from cli.reading.model import (
    Document,
    DocumentRefused,
    Fault,
    Notes,
    Row,
    SectionRows,
    Sentence,
    Unreadable,
)
from cli.reading.tables import Found, Walker
from cli.reading.words import Vocabulary
from domain import names
from domain.agreements import Agreement

_SAME_GOAL = 97
_SAME_LENGTH = 0.03
# Longer goals are compared whole: distances of hundreds of long texts take seconds.
_LONGEST_COMPARED = 1000
_OF_ALL = frozenset({"quarters-disagree", "quarters-not-adjacent", "quarter-unreadable"})
"""Faults after which it is in doubt which quarter the rows tell of."""
_TEXTS = frozenset({".txt", ".tsv", ".text", ".md"})
_ZIP = b"PK\x03\x04"
_OTHERS = {
    b"\xd0\xcf\x11\xe0": Sentence(
        "filen er en gammel eller krypteret Office-fil; gem den som XLSX eller DOCX"
    ),
    b"%PDF": Sentence("filen er en PDF-fil; gem tabellen som XLSX, DOCX, CSV eller tekst"),
    b"{\\rtf": Sentence("filen er en RTF-fil; gem den som DOCX"),
}


def read(data: bytes, file: str, agreement: Agreement) -> Document:
    """Read a document of Bilag 1.

    ``data`` are the file's bytes and ``file`` its name, whose suffix tells the format (``.txt``,
    ``.tsv``, ``.csv``, ``.json``, ``.xlsx``, ``.docx``). Raises `DocumentRefused`
    with all faults found.
    """
    notes = Notes()
    document: Document | None = None
    try:
        document = _document(data, file, agreement, notes)
    except Unreadable as unreadable:
        notes.faults.append(unreadable.fault)
    if notes.faults or document is None:
        faults = sorted(dict.fromkeys(notes.faults), key=lambda fault: fault.line or 0)
        raise DocumentRefused(file, faults[: limits.FAULTS], _rest(document, faults))
    return document


def _rest(document: Document | None, faults: Sequence[Fault]) -> Document | None:
    """The rows that no fault is about; None where the whole is in doubt."""
    if document is None or any(one.line is None or one.what in _OF_ALL for one in faults):
        return None
    bad = {(one.detail.sheet, one.line) for one in faults}
    sections = (
        replace(part, rows=tuple(row for row in part.rows if (row.sheet, row.line) not in bad))
        for part in document.sections
    )
    return replace(document, sections=tuple(sections))


def _document(data: bytes, file: str, agreement: Agreement, notes: Notes) -> Document | None:
    vocabulary = Vocabulary(agreement)
    found = blocks(_sheets(data, file, notes), vocabulary, notes)
    layouts = [block.layout for _, block in found if block.layout]
    if not layouts:
        _no_table(notes)
        return None
    one_quarter = _check_quarters(found, notes)
    rows = _rows(found, Setting(vocabulary, layouts[0].quarter, hollow(found, vocabulary)), notes)
    if not rows and not notes.faults:
        detail = Sentence("tabellen har overskrifter, men ingen rækker")
        notes.fault("no-rows", layouts[0].line, None, detail)
    sections = _sections(rows)
    for section in sections if one_quarter else ():
        _check_twice(section, notes)
    return Document(
        quarter=layouts[0].quarter,
        previous=layouts[0].previous,
        sections=sections,
        repairs=tuple(sorted(notes.repairs, key=lambda repair: repair.line)),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _sheets(data: bytes, file: str, notes: Notes) -> Sequence[Sheet]:
    """The lines of the file, by its suffix and its first bytes, which must agree."""
    suffix = PurePath(file).suffix.lower()
    if not data.strip():
        raise Unreadable("empty-file", Sentence("filen er tom"))
    if len(data) > limits.FILE:
        raise Unreadable(
            "too-large", Sentence("filen er større end {mib} MiB", mib=limits.FILE // 2**20)
        )
    for magic, what in _OTHERS.items():
        if data.startswith(magic):
            raise Unreadable("unknown-format", what)
    if data.startswith(_ZIP) != (suffix in (".xlsx", ".docx")):
        raise Unreadable(
            "wrong-suffix",
            Sentence("filens indhold passer ikke til endelsen “{suffix}”", suffix=suffix),
        )
    if suffix == ".xlsx":
        from cli.reading import xlsx

        return xlsx.sheets(data)
    if suffix == ".docx":
        from cli.reading import docx

        return docx.sheets(data)
    if suffix == ".json":
        from cli.reading import json

        return json.sheets(data)
    if suffix == ".csv":
        return text.table(data, notes, heads.count)
    if suffix in _TEXTS:
        return text.memo(data, notes)
    raise Unreadable(
        "wrong-suffix",
        Sentence(
            "endelsen “{suffix}” er ikke .txt, .tsv, .csv, .json, .xlsx, .docx", suffix=suffix
        ),
    )


def _no_table(notes: Notes) -> None:
    if not notes.faults:
        detail = Sentence(
            "der er ingen tabel med overskrifterne Målsætning, Tema, Tid, Indhold, "
            "Status - <kvartal>, Målopfyldelse og Tovholder"
        )
        notes.fault("no-table", None, None, detail)


def _check_quarters(found: Sequence[tuple[Sheet, Block]], notes: Notes) -> bool:
    """Whether all tables are for one quarter; each that is for another is a fault."""
    layouts = [(sheet, block.layout) for sheet, block in found if block.layout]
    _, first = layouts[0]
    others = [one for one in layouts if one[1].quarter != first.quarter]
    for sheet, layout in others:
        detail = Sentence(
            "tabellen er for {quarter}, men den i linje {line} er for {first}; "
            "gem hvert kvartal i sin egen fil",
            quarter=layout.quarter.danish,
            line=first.line,
            first=first.quarter.danish,
        )
        notes.sheet = sheet.name
        notes.fault("quarters-disagree", layout.line, "status", detail)
    notes.sheet = ""
    return not others


def _rows(found: Sequence[tuple[Sheet, Block]], setting: Setting, notes: Notes) -> list[Found]:
    rows: list[Found] = []
    like = next(block.layout for _, block in found if block.layout)
    for sheet, block in found:
        notes.sheet = sheet.name
        walker = Walker(sheet, block.layout or like, setting, notes)
        if block.layout is None:
            walker.stray(block.lines)
        else:
            rows += walker.walk(block.lines)
            tell_unread(block, notes)
        if len(rows) > limits.ROWS:
            raise Unreadable(
                "too-many-rows", Sentence("der er mere end {n} målsætninger", n=limits.ROWS)
            )
    notes.sheet = ""
    return rows


def _sections(rows: Sequence[Found]) -> tuple[SectionRows, ...]:
    by_letter: dict[str, list[Row]] = {}
    for section, row in rows:
        by_letter.setdefault(section.letter, []).append(row)
    return tuple(SectionRows(letter, tuple(found)) for letter, found in by_letter.items())


def _check_twice(section: SectionRows, notes: Notes) -> None:
    """A goal stands once under its section, however OCR spelt it, and so does its number."""
    keys = [(names.key(row.wording), row) for row in section.rows]
    for at, (key, row) in enumerate(keys):
        for other_key, other in keys[at + 1 :]:
            if len(notes.faults) >= limits.FAULTS:
                return
            if _same(key, other_key):
                _tell_twice(section, row, other, "wording", notes)
            elif row.number == other.number and re.fullmatch(rf"{section.letter}\d+", row.number):
                _tell_twice(section, row, other, "number", notes)


def _tell_twice(section: SectionRows, row: Row, other: Row, column: str, notes: Notes) -> None:
    for one, two in ((row, other), (other, row)):
        there = {"line": two.line, "section": section.letter}
        if two.sheet:
            detail = Sentence("det samme står også i linje {line} på arket “{there}” i afsnit "
                              "{section}", there=two.sheet, **there)  # fmt: skip
        elif column == "number":
            detail = Sentence("nummeret står også i linje {line} i afsnit {section}", **there)
        else:
            detail = Sentence("målsætningen står også i linje {line} i afsnit {section}", **there)
        notes.sheet = one.sheet
        notes.fault("goal-twice", one.line, column, detail)


def _same(one: str, two: str) -> bool:
    if abs(len(one) - len(two)) > _SAME_LENGTH * max(len(one), len(two)):
        return False
    if max(len(one), len(two)) > _LONGEST_COMPARED:
        return one == two
    return one == two or fuzz.ratio(one, two, score_cutoff=_SAME_GOAL) >= _SAME_GOAL
