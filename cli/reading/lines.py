"""What every format becomes: sheets of numbered lines of cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from cli.reading import limits
from cli.reading.cells import RAISED_FIGURE, Cell, clean, raises_figure
from cli.reading.model import Sentence, Unreadable

Beside = dict[int, tuple[str, ...]]
"""What lies beside the text of a line's cells and is not read, by `cli.reading.cells` rules."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. ``follows`` says that no blank line stands before it.

    ``flaw`` is a fault's slug and sentence for a line that must not become a row, because
    its cells cannot be told apart (merged cells, tracked changes, a formula without a value).
    """

    number: int
    cells: tuple[Cell, ...]
    follows: bool
    flaw: tuple[str, Sentence] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines that belong together: a text file, a worksheet, a Word table.

    In ``prose`` text stands around and between the tables; elsewhere every line counts. ``name``
    tells one sheet of a workbook from the others, where there are several.
    """

    lines: tuple[Line, ...]
    prose: bool
    name: str = ""


@dataclass(slots=True)
class LineMaker:
    """Makes lines of raw cells, leaves blank ones out, and stops at the limits."""

    lines: list[Line]
    cell: Callable[[str], Cell] = clean
    follows: bool = False
    wide: int = 0

    def add(
        self, number: int, raw: list[str], flaw: tuple[str, Sentence] | None = None,
        beside: Beside | None = None,
    ) -> None:  # fmt: skip
        if len(raw) > limits.CELLS:
            raise Unreadable(
                "too-many-columns",
                Sentence(
                    "linjen har {n} celler; grænsen er {limit}", n=len(raw), limit=limits.CELLS
                ),
                number,
            )
        if len(raw) == 1 and self.lines and len(self.lines[-1].cells) == 1:
            # Of text between tables only the first line matters, and a memo may have a million.
            self.follows = bool(raw[0].strip())
            return
        cells = tuple(self.cell(text) for text in raw)
        if beside:
            cells = tuple(
                replace(cell, rules=(*cell.rules, *beside.get(at, ())))
                for at, cell in enumerate(cells)
            )
        if flaw or any(cell.text for cell in cells):
            if len(cells) > 1:
                self.wide += 1
                _check_count(self.wide, number)
                if self.cell is clean and any(map(raises_figure, raw)):
                    flaw = flaw or RAISED_FIGURE
            self.lines.append(Line(number, cells, self.follows, flaw))
            self.follows = True
        else:
            self.follows = False


def _check_count(wide: int, number: int) -> None:
    if wide > limits.LINES:
        raise Unreadable(
            "too-many-rows",
            Sentence("filen har mere end {n} linjer med celler", n=limits.LINES),
            number,
        )
