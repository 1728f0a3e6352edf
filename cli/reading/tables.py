"""Walks the lines of a sheet: headings open tables, rows fill them, and nothing is skipped.

In prose a table ends at the first line without cells. What then still looks like a row is a fault,
for a line between two rows may be half of a broken cell. A row that was broken over two lines is
put together when that gives one reading and the lines alone give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cli.reading import limits
from cli.reading.align import Reading, Setting, possible, readings
from cli.reading.cells import Cell, clean
from cli.reading.layout import Layout
from cli.reading.lines import Line, Sheet
from cli.reading.model import TITLES, Notes, Row, Sentence
from cli.reading.rows import Maker
from cli.reading.words import unchanged
from domain.agreements import Section

Found = tuple[Section, Row]
_LINES = 2
# A line with this many cells and one fulfilment is at least a piece of a row.
_PIECE = 4
_APART = re.compile(r" {2,}|\|")


@dataclass(slots=True)
class Walker:
    """Reads the rows of one block."""

    sheet: Sheet
    layout: Layout
    setting: Setting
    notes: Notes
    rows: list[Found] = field(default_factory=list)
    begun: bool = False
    ended: Line | None = None

    def walk(self, lines: Sequence[Line]) -> list[Found]:
        at = 0
        while at < len(lines) and len(self.notes.faults) < limits.FAULTS:
            following = lines[at + 1] if at + 1 < len(lines) else None
            at += self._step(lines[at], following)
        return self.rows

    def stray(self, lines: Sequence[Line]) -> None:
        """Fault the lines outside a table that would be rows of one like this."""
        for line in lines:
            if len(self.notes.faults) >= limits.FAULTS:
                break
            if self._looks_like_row(line):
                detail = Sentence(
                    "linjen ligner en række, men står uden for en tabel med overskrifter"
                )
                if self.ended:
                    detail = Sentence(
                        "linjen ligner en række, men teksten i linje {line} slutter tabellen; "
                        "slet eller flyt den tekst, eller sæt overskrifterne over rækken",
                        line=self.ended.number,
                    )
                self.notes.fault("row-outside-table", line.number, None, detail)

    def _looks_like_row(self, line: Line) -> bool:
        if not _filled(line.cells):
            return False
        if len(line.cells) >= _PIECE and self._status_words(line) == 1:
            return True
        if len(line.cells) < len(self.layout.columns) - _LINES - 1 or self._is_text(line):
            return False
        # The wording may stand on the line above, when that was taken for text.
        whole = Cell("?", "?")
        tries = (line.cells, (whole, *line.cells), (whole, *line.cells[1:]))
        return any(self._readings(cells, loose) for cells in tries for loose in (False, True))

    def _status_words(self, line: Line) -> int:
        """How many different fulfilments or "Uændret" stand alone in cells; a summary has more."""
        fulfilment = self.setting.vocabulary.fulfilment
        labels = {step.label for cell in line.cells if (step := fulfilment(cell.text))}
        return len(labels) or any(unchanged(cell.text) for cell in line.cells)

    def _step(self, line: Line, following: Line | None) -> int:
        """Read one line, or two that belong together; answers how many."""
        if self.ended:
            self.stray([line])
        elif line.flaw:
            self.notes.fault(line.flaw[0], line.number, None, line.flaw[1])
        elif self._is_text(line):
            self._text(line)
        else:
            return self._row(line, following)
        return 1

    def _is_text(self, line: Line) -> bool:
        return len(line.cells) == 1 if self.sheet.prose else _filled(line.cells) == 1

    def _text(self, line: Line) -> None:
        if self._continued(line) or (self.rows and self._responsible_below(line)):
            self._two_readings(
                line, Sentence("teksten kan være slutningen på rækken lige over den")
            )
            return
        if self._without_tabs(line):
            detail = Sentence(
                "linjen ligner en række, men dens celler er ikke skilt med tabulatorer"
            )
            self.notes.fault("row-without-tabs", line.number, None, detail)
            return
        if self.sheet.prose and self.begun:
            self.ended = line
            return
        self._loose(line)

    def _without_tabs(self, line: Line) -> bool:
        """Whether a line of text would be a row, were its blanks or bars the tabs of a memo."""
        parts = _APART.split(line.cells[0].raw, maxsplit=limits.CELLS)
        cells = tuple(clean(part) for part in parts)
        return self.sheet.prose and self._looks_like_row(replace(line, cells=cells))

    def _loose(self, line: Line) -> None:
        detail = Sentence(
            "teksten står i tabellen, men er ikke en række; "
            "slet den, eller flyt den op over tabellen"
        )
        self.notes.fault("loose-text", line.number, None, detail)

    def _row(self, line: Line, following: Line | None) -> int:
        self.begun = True
        alone = self._readings(line.cells)
        joined = list(self._joined(line, following))
        if alone and joined:
            self._two_readings(
                line, Sentence("rækken kan slutte på denne linje eller på den næste")
            )
            return 2
        if joined:
            return self._choose_joined(line, joined)
        chosen = possible(alone, self.setting)
        if alone and _filled(line.cells) == 1:
            self._loose(line)
        elif len(chosen) == 1:
            self._make(line, line.cells, chosen[0])
        elif alone:
            self._two_readings(line, _differing(alone))
        else:
            self._no_reading(line)
        return 1

    def _joined(
        self, line: Line, following: Line | None
    ) -> Iterator[tuple[tuple[Cell, ...], Reading]]:
        """The readings of the line and the next one as one row."""
        if not self.sheet.prose or following is None or not following.follows or following.flaw:
            return
        if len(line.cells) + len(following.cells) > len(self.layout.columns) + _LINES:
            return
        if len(following.cells) == 1 and not self._continued(following):
            return
        merged = (*line.cells[:-1], line.cells[-1].join(following.cells[0]), *following.cells[1:])
        apart = (*line.cells, *following.cells)
        for cells in (merged, apart):
            for reading in self._readings(cells):
                yield cells, reading

    def _continued(self, following: Line | None) -> bool:
        """Whether a line of text can be the end of the last cell of the row just above it."""
        if following is None or not self.sheet.prose or len(following.cells) > 1:
            return False
        last = self.layout.columns[-1]
        text = following.cells[0].text
        return following.follows and (last != "responsible" or self.setting.vocabulary.units(text))

    def _responsible_below(self, line: Line) -> bool:
        """Whether a line of text is the tovholder that the row above it lacks."""
        if not self.sheet.prose:
            return False
        text = line.cells[0].text
        lacking = not self.rows[-1][1].responsible or not text[0].isalnum()
        return lacking and self.setting.vocabulary.units(text)

    def _choose_joined(self, line: Line, joined: list[tuple[tuple[Cell, ...], Reading]]) -> int:
        chosen = possible([reading for _, reading in joined], self.setting)
        if len({reading.texts for reading in chosen}) != 1:
            self._two_readings(
                line, Sentence("rækken er brudt over to linjer, som kan samles på flere måder")
            )
            return 2
        cells = next(cells for cells, reading in joined if reading is chosen[0])
        self._tell_joined(line, cells, chosen[0])
        self._make(line, cells, chosen[0])
        return 2

    def _tell_joined(self, line: Line, cells: Sequence[Cell], reading: Reading) -> None:
        """Tell where the second line begins: inside a cell, or with a cell of its own."""
        own = line.cells
        broken = next(at for at, cell in enumerate(cells) if own[at : at + 1] != (cell,))
        column, place = next(
            (column, place)
            for column, place in zip(reading.columns, reading.places, strict=True)
            if place is not None and place >= broken
        )
        before = own[place].text if place < len(own) else ""
        why = Sentence("Rækken var brudt over to linjer og er samlet.")
        self.notes.repair("broken-row", line.number, column, before, cells[place].text, why)

    def _make(self, line: Line, cells: Sequence[Cell], reading: Reading) -> None:
        maker = Maker(self.layout, self.setting.vocabulary, self.notes)
        if made := maker.make(line.number, cells, reading):
            self.rows.append(made)

    def _readings(self, cells: Sequence[Cell], loose: bool = False) -> list[Reading]:
        texts = [cell.text for cell in cells]
        return readings(texts, self.layout.columns, self.setting.vocabulary, loose)

    def _two_readings(self, line: Line, detail: Sentence, column: str | None = None) -> None:
        self.notes.fault("two-readings", line.number, column, detail)

    def _no_reading(self, line: Line) -> None:
        told = len(self.notes.faults)
        for column, what, detail in self._wrong_cells(line):
            self.notes.fault(what, line.number, column, detail)
        if len(self.notes.faults) == told:
            detail = Sentence(
                "linjens {n} celler kan ikke fordeles på tabellens {columns} kolonner",
                n=len(line.cells),
                columns=len(self.layout.columns),
            )
            self.notes.fault("row-unreadable", line.number, None, detail)

    def _wrong_cells(self, line: Line) -> Iterator[tuple[str, str, Sentence]]:
        """What stands wrong in a row, where its cells can be told apart all the same."""
        vocabulary = self.setting.vocabulary
        texts = dict(zip(self.layout.columns, (cell.text for cell in line.cells), strict=False))
        fits = len(line.cells) == len(self.layout.columns)
        if not fits or vocabulary.units(texts["fulfilment"]):
            for reading in self._readings(line.cells, loose=True)[:1]:
                yield self._unknown_step(reading["fulfilment"])
            return
        if not texts["wording"]:
            yield "wording", "no-wording", Sentence("rækken har ingen målsætning")
        theme, step = texts["theme"], texts["fulfilment"]
        if theme and not vocabulary.theme(theme):
            known = ", ".join(vocabulary.themes)
            yield (
                "theme",
                "unknown-theme",
                Sentence(
                    "“{theme}” er ikke et af aftalens temaer ({known})", theme=theme, known=known
                ),
            )
        if step and not vocabulary.fulfilment(step):
            yield self._unknown_step(step)
        elif not step and texts["responsible"]:
            detail = Sentence(
                "“{text}” ligner ikke en enhed, og målopfyldelse mangler", text=texts["responsible"]
            )
            yield "responsible", "unknown-responsible", detail

    def _unknown_step(self, word: str) -> tuple[str, str, Sentence]:
        known = ", ".join(self.setting.vocabulary.labels)
        detail = Sentence("“{word}” er ikke på aftalens skala ({known})", word=word, known=known)
        return "fulfilment", "unknown-fulfilment", detail


def _filled(cells: Sequence[Cell]) -> int:
    return sum(bool(cell.text) for cell in cells)


def _differing(found: Sequence[Reading]) -> Sentence:
    names = [
        TITLES.get(column, column)
        for at, column in enumerate(found[0].columns)
        if len({reading.texts[at] for reading in found}) > 1
    ]
    return Sentence(
        "rækkens celler kan fordeles på flere måder ({columns})", columns=", ".join(names)
    )
