"""A small report in invented Danish words, with everything that can go wrong in a cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.agreements import CONCRETE, Agreement, Fulfilment, Kind, Party, Section
from domain.quarters import Quarter
from projections.bilag1 import (
    COLUMNS,
    MISSING_WORDS,
    UNCHANGED_WORDS,
    Basis,
    Bilag1,
    Count,
    Row,
    SectionRows,
)

ALL_KINDS: tuple[Kind, ...] = ("analysis", "measurable", "intent")
KNOWN_AT = int(datetime(2026, 11, 22, 7, 15, 0, 250_000, tzinfo=UTC).timestamp() * 1_000_000)

AGREEMENT = Agreement(
    slug="havneaftale",
    title="Havneaftale 2024-2027",
    report_title="Bilag 1: Status på havnens mål",
    start=date(2024, 1, 1),
    end=date(2027, 12, 31),
    parties=(Party("HK", "Havnekommunen"), Party("BH", "Bådelauget")),
    units=(),
    sections=(
        Section("A", "Undersøgelser", "analysis", ()),
        Section("M", "Mål, der kan tælles", "measurable", ()),
        Section("H", "Hensigter & ønsker <fælles>", "intent", ()),
    ),
    themes=(),
    scale=(
        Fulfilment("Opfyldt", ALL_KINDS, fulfilled=True),
        Fulfilment("I proces", ALL_KINDS),
        Fulfilment("Udgået", ALL_KINDS, withdrawn=True),
    ),
)

LONG = "Æbleskivegrødshavnekajsbelysningsanlæg og lys på kajen. " * 71 + "Punktum færdigt nu slut."
"""4,000 characters."""

HOSTILE = {
    "goal": "<script>alert('kaj')</script> & <b>fed</b> \\| `kode` *stjerne* _streg_ [link](x:y)",
    "theme": "#panic",
    "deadline": "|pipe|",
    "content": "=cmd|'/C calc'!A0",
    "previous_status": '+45 "gåseøjne"; semikolon',
    "status": "Kaj\u202efuld\u202c\u200f 🚢👩\u200d🔧 \x1b[31mrød",
    "delay_reason": "-2+3",
    "expected_completion": "@SUM(1)\nanden linje",
    "fulfilment": "I proces",
    "responsible": "'=1",
}


def row(goal: str, title: str, kind: Kind, cells: dict[str, str], **flags: bool) -> Row:
    """A row with the cells given and the others empty."""
    states = dict.fromkeys(
        ("fulfilled", "unchanged", "missing", "late", "overdue", "withdrawn"), False
    )
    filled = {name: cells.get(name, "") for name in COLUMNS}
    return Row(goal=goal, title=title, kind=kind, cells=filled, sources={}, **(states | flags))


def _rows() -> list[Row]:
    return [
        row("A1", "Kajlys", "analysis", {
            "goal": "Kajen undersøges for mørke hjørner.", "theme": "1", "deadline": "2024",
            "content": "En optælling om natten.", "previous_status": "Alle hjørner er talt.",
            "status": UNCHANGED_WORDS, "fulfilment": "Opfyldt", "responsible": "HK (LYS/VEJ)",
        }, fulfilled=True, unchanged=True),
        row("A2", "Mågekortlægning", "analysis", {
            "goal": "Mågernes reder kortlægges.", "theme": "2", "deadline": "1. halvdel 2025",
            "previous_status": "Fem reder er fundet.", "status": MISSING_WORDS,
            "delay_reason": "Stigen var for kort.", "expected_completion": "Sommeren 2026",
            "fulfilment": "I proces", "responsible": "BH",
        }, missing=True, overdue=True),
        row("M1", "Pladser", "measurable", {
            "goal": "Der er 200 pladser til småbåde.", "theme": "1", "deadline": "2024-2027",
            "content": "Tælles hvert år.", "previous_status": "190 pladser.",
            "status": LONG, "fulfilment": "Opfyldt", "responsible": "HK",
        }, fulfilled=True, late=True),
        row("M2", "=cmd|' /C calc'!A0", "measurable", HOSTILE),
        row("H1", "Havbad", "intent", {
            "goal": "Et havbad overvejes.", "deadline": "2024-2027", "content": "Hensigt",
            "previous_status": "Vandet er koldt.", "status": "Parterne har opgivet havbadet.",
            "fulfilment": "Udgået",
        }, withdrawn=True),
        row("H2", "Fællesskab", "intent", {
            "goal": "Naboer inviteres på kaffe.", "deadline": "2024-2027", "content": "Hensigt",
            "status": MISSING_WORDS,
        }, missing=True),
    ]  # fmt: skip


def report() -> Bilag1:
    """The report: sealed at position 36, known at position 42, complete."""
    rows = _rows()
    concrete = [one.fulfilled for one in rows if one.kind in CONCRETE]
    intent = [one.fulfilled for one in rows if one.kind not in CONCRETE]
    return Bilag1(
        agreement=AGREEMENT,
        quarter=Quarter(2026, 1),
        basis=Basis(42, KNOWN_AT, complete=True, sealed_position=36),
        sections=tuple(
            SectionRows(part.letter, part.title, tuple(r for r in rows if r.goal[0] == part.letter))
            for part in AGREEMENT.sections
        ),
        concrete=Count(len(concrete), sum(concrete)),
        intent=Count(len(intent), sum(intent)),
        missing=sum(one.missing for one in rows),
    )


def incomplete() -> Bilag1:
    """The same report from views that had not taken in everything."""
    whole = report()
    return replace(whole, basis=replace(whole.basis, complete=False))


def empty() -> Bilag1:
    """A report on an agreement where nothing was ever recorded."""
    sections = tuple(SectionRows(part.letter, part.title, ()) for part in AGREEMENT.sections)
    return Bilag1(AGREEMENT, Quarter(2026, 1), Basis(0, None), sections)
