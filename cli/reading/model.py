"""What a document of Bilag 1 says: the model that the readers fill, and the refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.quarters import Quarter

TITLES: dict[str, str] = {
    "wording": "Målsætning",
    "theme": "Tema",
    "deadline": "Tid",
    "content": "Indhold",
    "previous_status": "Status (forrige kvartal)",
    "status": "Status",
    "delay_reason": "Grund til forsinkelse",
    "expected_completion": "Forventet indfrielsestidspunkt",
    "fulfilment": "Målopfyldelse",
    "responsible": "Tovholder",
    "number": "Nr.",
    "title": "Titel",
    "aliases": "Aliaser",
    "section": "Afsnit",
}
"""The columns by field name, with the name that caseworkers know them by."""


class Sentence(str):
    """A Danish sentence about a document. ``form`` has names in braces where ``values`` stand in
    it, so that it can be told in another language; ``sheet`` names the sheet that it is about."""

    form: str
    values: Mapping[str, object]
    sheet: str

    def __new__(cls, form: str, sheet: str = "", /, **values: object) -> Sentence:
        there = f" (arket “{sheet}”)" if sheet else ""
        made = super().__new__(cls, form.format(**values) + there)
        made.form, made.values, made.sheet = form, values, sheet
        return made

    def on(self, sheet: str) -> Sentence:
        """The sentence with the sheet that it is about."""
        return Sentence(self.form, sheet, **self.values)


@dataclass(frozen=True, slots=True)
class Repair:
    """One correction of what the file holds, or one thing in it that is not read.

    ``column`` is a field name of `Row` (``""`` where it concerns the whole file, the column's own
    head for an unread column); ``rule`` is a stable slug; ``why`` says why.
    """

    line: int
    column: str
    before: str
    after: str
    why: Sentence
    rule: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that stops the import. ``what`` is a stable slug, ``detail`` tells it."""

    line: int | None
    column: str | None
    what: str
    detail: Sentence


class DocumentRefused(Exception):
    """The document cannot be read in one way only; nothing of it may be recorded.

    ``faults`` are all that were found, in the order of the file. The text has one line for each,
    ``FILE:LINE: COLUMN: what is wrong``. ``rest`` are the rows without a fault, where it is plain
    which quarter they tell of; they are of use only to tell what else is wrong.
    """

    def __init__(self, file: str, faults: Sequence[Fault], rest: Document | None = None) -> None:
        self.file = file
        self.faults = tuple(faults)
        self.rest = rest
        super().__init__(file, self.faults)

    def __str__(self) -> str:
        return "\n".join(self._line(fault) for fault in self.faults)

    def _line(self, fault: Fault) -> str:
        place = self.file if fault.line is None else f"{self.file}:{fault.line}"
        column = f"{TITLES.get(fault.column, fault.column)}: " if fault.column else ""
        return f"{place}: {column}{fault.detail}"


@dataclass(frozen=True, slots=True)
class Row:
    """A goal as the document states it: whitespace normalised, repairs applied, wording kept.

    ``line`` is the line of a text or CSV file, the row of a sheet, or the running number of a
    table row in a Word document. ``unchanged`` says that the status cell holds "Uændret".
    ``number`` is the goal's number where the document has a column for it, else ``""``.
    ``unreported`` says that the status cell holds "Ikke indberettet", as our own reports write it:
    nobody said anything about the quarter, and ``status`` is empty. ``sheet`` is the sheet of a
    workbook that the row stands in, where there are several.
    """

    line: int
    wording: str
    theme: str
    deadline: str
    content: str
    previous_status: str
    status: str
    unchanged: bool
    delay_reason: str
    expected_completion: str
    fulfilment: str
    responsible: str
    title: str | None
    aliases: tuple[str, ...]
    number: str = ""
    unreported: bool = False
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class SectionRows:
    """The rows of one section of the agreement, in the order of the document."""

    letter: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole Bilag 1. ``sha256`` is the hexadecimal digest of the file's bytes."""

    quarter: Quarter
    previous: Quarter
    sections: tuple[SectionRows, ...]
    repairs: tuple[Repair, ...]
    sha256: str


@dataclass(slots=True)
class Notes:
    """Collects repairs and faults while a file is read; one for each call of `read`.

    ``sheet`` is the sheet of a workbook that is being read, where there are several.
    """

    repairs: list[Repair] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    sheet: str = ""

    def repair(
        self, rule: str, line: int, column: str, before: str, after: str, why: Sentence
    ) -> None:
        self.repairs.append(Repair(line, column, before, after, why.on(self.sheet), rule))

    def fault(self, what: str, line: int | None, column: str | None, detail: Sentence) -> None:
        self.faults.append(Fault(line, column, what, detail.on(self.sheet)))


class Unreadable(Exception):
    """The file as a whole cannot be read; ends the reading at once with one fault."""

    def __init__(self, what: str, detail: Sentence, line: int | None = None) -> None:
        self.fault = Fault(line, None, what, detail)
        super().__init__(detail)
