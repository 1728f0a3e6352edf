"""One row: from a line's cells and their reading to a goal, with every repair told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cli.reading import words
from cli.reading.align import Reading
from cli.reading.cells import Cell, tell
from cli.reading.heads import UNREAD
from cli.reading.layout import Layout
from cli.reading.model import TITLES, Notes, Row, Sentence
from cli.reading.words import Vocabulary
from domain.agreements import Section

_TEXTS = (
    "wording", "content", "previous_status", "delay_reason", "expected_completion", "responsible",
    "number",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the rows of one table."""

    layout: Layout
    vocabulary: Vocabulary
    notes: Notes

    def make(
        self, line: int, cells: Sequence[Cell], reading: Reading
    ) -> tuple[Section, Row] | None:
        """The goal of a line and its section; None where faults were noted."""
        faults = len(self.notes.faults)
        self._tell_cells(line, cells, reading)
        self._tell_moves(line, cells, reading)
        theme, deadline = self._theme_and_time(line, reading)
        status, unchanged = self._status(line, reading["status"])
        section = self._section(line, reading)
        fulfilment = self._fulfilment(line, reading["fulfilment"], section)
        if section is None or len(self.notes.faults) > faults:
            return None
        texts = {name: reading[name] for name in _TEXTS}
        row = Row(
            line=line,
            sheet=self.notes.sheet,
            theme=theme,
            deadline=deadline,
            status="" if (unreported := words.unreported(status)) else status,
            unreported=unreported,
            unchanged=unchanged,
            fulfilment=fulfilment,
            title=reading["title"] or None,
            aliases=tuple(
                part for name in re.split("[;,]", reading["aliases"]) if (part := name.strip())
            ),
            **texts,
        )
        return section, row

    def _tell_cells(self, line: int, cells: Sequence[Cell], reading: Reading) -> None:
        for column, place in zip(reading.columns, reading.places, strict=True):
            if place is not None and not column.startswith(UNREAD):
                tell(cells[place], line, column, self.notes)

    def _tell_moves(self, line: int, cells: Sequence[Cell], reading: Reading) -> None:
        if not reading.changes:
            return
        lost = [at for at, place in enumerate(reading.places) if place is None]
        at, rule = (lost[0], "lost-cell") if lost else (0, "surplus-cell")
        moved = next(
            (
                column
                for column in range(at, len(reading.columns))
                if reading.texts[column] and reading.texts[column] != _text(cells, column)
            ),
            at,
        )
        before, after = _text(cells, moved), reading.texts[moved]
        why = (
            Sentence(
                "En tom celle ({column}) var faldet ud af rækken; "
                "cellerne efter den er rykket på plads.",
                column=_title(reading.columns[lost[0]]),
            )
            if lost
            else Sentence(
                "Rækken havde en tom celle for meget; cellerne efter den er rykket på plads."
            )
        )
        self.notes.repair(rule, line, reading.columns[moved], before, after, why)

    def _theme_and_time(self, line: int, reading: Reading) -> tuple[str, str]:
        theme, deadline = reading["theme"], reading["deadline"]
        where = "deadline" if not theme else "theme"
        if not (theme and deadline):
            together = self.vocabulary.theme_and_time(theme or deadline)
            if together:
                why = Sentence("Tema og tid stod i samme celle og er skilt ad.")
                after = f"{together[0]} | {together[1]}"
                self.notes.repair("theme-and-time", line, where, theme or deadline, after, why)
                return together
        if not theme and self.vocabulary.perhaps_theme(deadline):
            detail = Sentence(
                "“{text}” kan være tema og tid eller kun en tid; skriv dem i hver sin celle",
                text=deadline,
            )
            self.notes.fault("two-readings", line, "deadline", detail)
        code = self.vocabulary.theme(theme) or theme
        if code != theme:
            why = Sentence("Temaet er skrevet med sin kode fra aftalen.")
            self.notes.repair("theme-code", line, "theme", theme, code, why)
        return code, deadline

    def _status(self, line: int, text: str) -> tuple[str, bool]:
        if words.perhaps_changed(text):
            detail = Sentence("“{text}” kan være “Ændret” og et beskadiget “Uændret”", text=text)
            self.notes.fault("two-readings", line, "status", detail)
        if not words.unchanged(text):
            return text, False
        if text != words.UNCHANGED:
            why = Sentence("Ordet er læst som “Uændret”.")
            self.notes.repair("unchanged-word", line, "status", text, words.UNCHANGED, why)
        return words.UNCHANGED, True

    def _fulfilment(self, line: int, text: str, section: Section | None) -> str:
        step = self.vocabulary.fulfilment(text)
        if step is None:
            return ""
        if section and section.kind not in step.kinds:
            detail = Sentence(
                "“{step}” kan ikke bruges i afsnit {section}",
                step=step.label,
                section=section.letter,
            )
            self.notes.fault("fulfilment-not-for-section", line, "fulfilment", detail)
        if step.label != text:
            why = Sentence("Ordet er læst som “{step}” fra aftalens skala.", step=step.label)
            self.notes.repair("scale-word", line, "fulfilment", text, step.label, why)
        return step.label

    def _section(self, line: int, reading: Reading) -> Section | None:
        """The section of the heading, the section column and the number: they must agree."""
        told: dict[str, Section] = {}
        if self.layout.section:
            told["wording"] = self.layout.section
        if text := reading["section"]:
            fits = self.vocabulary.section_cell(text)
            if len(fits) != 1:
                detail = Sentence("“{text}” er ikke et af aftalens afsnit", text=text)
                self.notes.fault("section-unknown", line, "section", detail)
                return None
            told["section"] = fits[0]
        if letter := reading["number"][:1].strip("0123456789"):
            for section in self.vocabulary.section_cell(letter):
                told["number"] = section
        return self._agreed(line, told)

    def _agreed(self, line: int, told: dict[str, Section]) -> Section | None:
        letters = {section.letter for section in told.values()}
        if len(letters) == 1:
            return next(iter(told.values()))
        if letters:
            places = ", ".join(f"{TITLES[name]}: {part.letter}" for name, part in told.items())
            detail = Sentence("rækken hører til flere afsnit ({places})", places=places)
            self.notes.fault("section-ambiguous", line, "section", detail)
        else:
            detail = Sentence(
                "hverken overskriften eller rækken siger, hvilket afsnit målsætningen hører til"
            )
            self.notes.fault("section-unknown", line, "section", detail)
        return None


def _text(cells: Sequence[Cell], at: int) -> str:
    return cells[at].text if at < len(cells) else ""


def _title(column: str) -> str:
    return TITLES.get(column, column.removeprefix(UNREAD))
