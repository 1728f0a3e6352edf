"""The layout of a table: its columns, its section and its two quarters, from the heading row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cli.reading.cells import tell
from cli.reading.heads import UNREAD, Heads, quarter, recognise
from cli.reading.lines import Line
from cli.reading.model import TITLES, Notes, Sentence
from cli.reading.words import Vocabulary
from domain import names
from domain.agreements import Section
from domain.quarters import NotAQuarter, Quarter


@dataclass(frozen=True, slots=True)
class Layout:
    """``section`` is None where a column of the table tells each row's section."""

    line: int
    columns: tuple[str, ...]
    texts: tuple[str, ...]
    section: Section | None
    quarter: Quarter
    previous: Quarter


def layout(line: Line, vocabulary: Vocabulary, notes: Notes) -> Layout | None:
    """Read a line as a heading row; None where it is not one, or where faults were noted."""
    heads = heading(line, vocabulary)
    if heads is None:
        return None
    faults = len(notes.faults)
    if line.flaw:
        notes.fault(line.flaw[0], line.number, None, line.flaw[1])
    _check_columns(heads, line, notes)
    quarters = _quarters(heads, line, notes)
    section = _section(heads, line, vocabulary, notes)
    if len(notes.faults) > faults or quarters is None:
        return None
    columns = list(heads.columns)
    for cell, column in zip(line.cells, columns, strict=False):
        tell(cell, line.number, column.removeprefix(UNREAD), notes)
    if len(heads.statuses) == 2:
        columns[quarters.previous_at] = "previous_status"
    return Layout(
        line.number, tuple(columns), heads.texts, section, quarters.quarter, quarters.previous
    )


def heading(line: Line, vocabulary: Vocabulary) -> Heads | None:
    """The heading row that a line is, or None. A head that names a section is the goals' own."""
    heads = recognise([cell.text for cell in line.cells])
    if heads is None or "wording" in heads.columns:
        return heads
    columns = list(heads.columns)
    for at, text in enumerate(heads.texts):
        if columns[at].startswith("unread:") and text and vocabulary.sections(text):
            columns[at] = "wording"
            break
    return replace(heads, columns=tuple(columns))


def _check_columns(heads: Heads, line: Line, notes: Notes) -> None:
    unread = [head for name in heads.columns if (head := name.removeprefix(UNREAD)) != name]
    unknown = ", ".join(f"“{head}”" for head in unread if head)
    for name in heads.missing():
        detail = Sentence("tabellen mangler kolonnen {column}", column=TITLES[name])
        if unknown:
            detail = Sentence(
                "tabellen mangler kolonnen {column}; giv den dens navn, hvis den er en af de "
                "ukendte: {unknown}",
                column=TITLES[name],
                unknown=unknown,
            )
        notes.fault("missing-column", line.number, name, detail)
    for head in unread:
        if any(word in names.key(head) for word in ("status", "kvartal")):
            detail = Sentence(
                "“{head}” kan være en statuskolonne; skriv fx “Status - 1. kvartal 2017”",
                head=head,
            )
            notes.fault("status-unclear", line.number, "status", detail)
    for name in heads.repeated():
        if name != "status":
            notes.fault(
                "repeated-column", line.number, name, Sentence("kolonnen står der to gange")
            )


@dataclass(frozen=True, slots=True)
class _Quarters:
    quarter: Quarter
    previous: Quarter
    previous_at: int


def _quarters(heads: Heads, line: Line, notes: Notes) -> _Quarters | None:
    found: list[tuple[Quarter, int]] = []
    for at in heads.statuses:
        text = heads.texts[at]
        try:
            read, damaged = quarter(text)
        except NotAQuarter:
            detail = Sentence(
                "kvartalet kan ikke læses i overskriften “{text}”; "
                "skriv fx “Status - 1. kvartal 2017”",
                text=text,
            )
            notes.fault("quarter-unreadable", line.number, "status", detail)
            continue
        if damaged:
            why = Sentence("Kvartalet i overskriften er læst trods læsefejl.")
            notes.repair("quarter-head", line.number, "status", text, read.danish, why)
        found.append((read, at))
    return _pair(sorted(found), line, notes) if len(found) == len(heads.statuses) else None


def _pair(found: list[tuple[Quarter, int]], line: Line, notes: Notes) -> _Quarters | None:
    if not found:
        return None  # told as a missing column
    latest, _ = found[-1]
    first, at = found[0]
    if len(found) == 1:
        return _Quarters(latest, latest.previous(), at)
    if len(found) > 2 or first != latest.previous():
        read = ", ".join(quarter.danish for quarter, _ in found)
        detail = Sentence(
            "statuskolonnerne skal være to kvartaler i træk, men er {read}", read=read
        )
        notes.fault("quarters-not-adjacent", line.number, "status", detail)
        return None
    return _Quarters(latest, first, at)


def _section(heads: Heads, line: Line, vocabulary: Vocabulary, notes: Notes) -> Section | None:
    text = heads.text("wording")
    fits = vocabulary.sections(text)
    if len(fits) == 1:
        return fits[0]
    if fits:
        letters = ", ".join(section.letter for section in fits)
        detail = Sentence(
            "overskriften “{text}” passer på flere afsnit: {letters}", text=text, letters=letters
        )
        notes.fault("section-ambiguous", line.number, "wording", detail)
    elif text and not {"section", "number"} & set(heads.columns):
        detail = Sentence(
            "overskriften “{text}” nævner ikke et af aftalens afsnit ({known})",
            text=text,
            known="; ".join(vocabulary.titles),
        )
        notes.fault("section-unknown", line.number, "wording", detail)
    return None
