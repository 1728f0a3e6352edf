"""Headings and the lines under them, and what the whole document says about its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cli.reading.align import readings
from cli.reading.cells import clean
from cli.reading.heads import UNREAD
from cli.reading.layout import Layout, heading, layout
from cli.reading.lines import Line, Sheet
from cli.reading.model import Notes, Sentence
from cli.reading.words import Vocabulary
from projections.rendering.words import DANISH


@dataclass(slots=True)
class Block:
    """A heading and the lines up to the next one. ``layout`` is None before the first heading."""

    layout: Layout | None
    lines: list[Line] = field(default_factory=list)


def blocks(
    sheets: Sequence[Sheet], vocabulary: Vocabulary, notes: Notes
) -> list[tuple[Sheet, Block]]:
    """The tables of all sheets, and the lines before them."""
    found: list[tuple[Sheet, Block]] = []
    for sheet in sheets:
        notes.sheet = sheet.name
        block = Block(None)
        found.append((sheet, block))
        broken = False
        for line in sheet.lines:
            if heading(line, vocabulary):
                read = layout(line, vocabulary, notes)
                broken = read is None
                block = Block(read)
                found.append((sheet, block))
            elif not broken:
                # Under a heading with faults every row would be a fault too.
                block.lines.append(_fitted(line, block.layout, sheet))
    notes.sheet = ""
    return found


def _fitted(line: Line, layout: Layout | None, sheet: Sheet) -> Line:
    """A grid's line has as many cells as its table: empty ones at the end come and go."""
    if sheet.prose or layout is None:
        return line
    cells, width = line.cells, len(layout.columns)
    while len(cells) > width and not cells[-1].text:
        cells = cells[:-1]
    return replace(line, cells=cells + (clean(""),) * (width - len(cells)))


def hollow(found: Sequence[tuple[Sheet, Block]], vocabulary: Vocabulary) -> frozenset[str]:
    """The columns that rows of the document leave empty where they fit as they stand."""
    empty: set[str] = set()
    for _, block in found:
        if block.layout is None:
            continue
        for line in block.lines:
            texts = [cell.text for cell in line.cells]
            if len(texts) != len(block.layout.columns):
                continue
            for reading in readings(texts, block.layout.columns, vocabulary):
                if not reading.changes:
                    empty.update(name for name in reading.columns if not reading[name])
    return frozenset(empty)


def tell_unread(block: Block, notes: Notes) -> None:
    """Note the columns with content that nobody reads."""
    if block.layout is None:
        return
    for at, column in enumerate(block.layout.columns):
        if not column.startswith(UNREAD):
            continue
        head = column.removeprefix(UNREAD) or f"(kolonne {at + 1} uden overskrift)"
        cells = [line.cells[at] for line in block.lines if at < len(line.cells)]
        marks = head == DANISH.remark and all(
            _only_marks(cell.text) and not cell.rules for cell in cells
        )
        if any(cell.text or cell.rules for cell in cells) and not marks:
            why = Sentence("Kolonnen “{head}” læses ikke.", head=head)
            notes.repair("unread-column", block.layout.line, head, head, "", why)


def _only_marks(text: str) -> bool:
    """Whether a cell holds nothing but the marks that our own reports write."""
    marks = {"", DANISH.missing, DANISH.overdue, DANISH.late}
    return all(part.strip() in marks for part in text.split(";"))
