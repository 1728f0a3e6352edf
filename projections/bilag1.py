"""Bilag 1: the report model, pure. From what is in force for each goal to the cells of the table.

Two ways lead here: the index seeks of `projections.questions` and the pure replay of
`projections.replay`. Both answer with a `Picture` per goal; `assemble` makes the report, so that
the two can only differ in what they found in force, which is what `verify` compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from domain.agreements import CONCRETE, Agreement, Kind
from domain.deadlines import is_past
from domain.facts import UNCHANGED, InForce
from domain.quarters import Quarter

if TYPE_CHECKING:
    from projections.indicators import Series

COLUMNS = (
    "goal", "theme", "deadline", "content", "previous_status", "status", "delay_reason",
    "expected_completion", "fulfilment", "responsible",
)  # fmt: skip
"""The cells of a row, in the order of the document."""

UNCHANGED_WORDS = "Uændret"
MISSING_WORDS = "Ikke indberettet"

FIELD_OF_COLUMN = {
    "goal": "wording",
    "previous_status": "text",
    "status": "text",
    **{name: name for name in COLUMNS if name not in ("goal", "previous_status", "status")},
}
"""The field of `domain.facts` that a column shows."""


class Picture(NamedTuple):
    """What is in force for one goal: its own fields and its status at the end of the quarter, and
    the status text at the end of the quarter before."""

    number: str
    section: str
    own: Mapping[str, InForce]
    now: Mapping[str, InForce]
    before: InForce | None

    def confirmed(self, quarter: Quarter) -> bool:
        """Whether what is in force says that the goal is unchanged in that quarter."""
        said = self.now.get("status")
        return said is not None and said.value == UNCHANGED and said.effective in quarter


class Row(NamedTuple):
    """A goal in the report. ``sources`` gives the position behind each cell that has one.

    ``missing``: nobody reported anything for the quarter. ``late``: something for the quarter was
    recorded after it was sealed. ``overdue``: the deadline has passed and the goal is not reached.
    """

    goal: str
    title: str
    kind: Kind
    cells: Mapping[str, str]
    sources: Mapping[str, int]
    fulfilled: bool
    unchanged: bool
    missing: bool
    late: bool
    overdue: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class SectionRows:
    """A section of the report."""

    letter: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many goals, and how many of them are reached: «9 af 19»."""

    total: int
    fulfilled: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What a report rests on: the last position it knows, and when that was recorded (UTC µs).

    ``complete`` is False where the views had not taken in all that the ledger holds.
    """

    position: int
    known_at: int | None
    complete: bool = True
    sealed_position: int | None = None


@dataclass(frozen=True, slots=True)
class Bilag1:
    """The follow-up of an agreement for a quarter, as it was known at a position.

    ``measured`` are the indicators of its goals with the figures up to the quarter's last day, as
    known at the same position. They are for those who draw them: no cell is made of them, and they
    are there only where they were asked for.
    """

    agreement: Agreement
    quarter: Quarter
    basis: Basis
    sections: tuple[SectionRows, ...]
    concrete: Count = field(default=Count(0, 0))
    intent: Count = field(default=Count(0, 0))
    missing: int = 0
    measured: tuple[Series, ...] = ()

    def rows(self) -> list[Row]:
        """All rows, in the order of the document."""
        return [row for section in self.sections for row in section.rows]


def assemble(
    agreement: Agreement, quarter: Quarter, basis: Basis, pictures: Iterable[Picture],
    measured: tuple[Series, ...] = (),
) -> Bilag1:  # fmt: skip
    """The report that these pictures make."""
    kinds = {section.letter: section.kind for section in agreement.sections}
    by_section: dict[str, list[Row]] = {letter: [] for letter in kinds}
    make = Maker(agreement, quarter, basis.sealed_position)
    for picture in sorted(pictures, key=lambda one: int(one.number[1:])):
        by_section[picture.section].append(make.row(picture, kinds[picture.section]))
    sections = tuple(
        SectionRows(section.letter, section.title, tuple(by_section[section.letter]))
        for section in agreement.sections
    )
    rows = [row for section in sections for row in section.rows]
    return Bilag1(
        agreement, quarter, basis, sections,
        _count(row for row in rows if row.kind in CONCRETE),
        _count(row for row in rows if row.kind not in CONCRETE),
        sum(row.missing for row in rows), measured,
    )  # fmt: skip


def _count(rows: Iterable[Row]) -> Count:
    fulfilled = [row.fulfilled for row in rows]
    return Count(len(fulfilled), sum(fulfilled))


class Maker:
    """Makes the rows of one report. What many rows share is worked out once.

    ``sealed`` is the first position that a seal of the quarter rests on, as far as it is known.
    """

    def __init__(self, agreement: Agreement, quarter: Quarter, sealed: int | None) -> None:
        self._first, self._last = quarter.first_day, quarter.last_day
        self._sealed = sealed
        self._withdrawn_step = next((s.label for s in agreement.scale if s.withdrawn), "Udgået")

        @cache
        def is_fulfilled(words: str) -> bool:
            step = agreement.fulfilment(words)
            return step is not None and step.fulfilled

        self._is_fulfilled = is_fulfilled

    def row(self, picture: Picture, kind: Kind) -> Row:
        """The row of a goal of this kind. The quarter's own column holds its text, or that it is
        unchanged; a text still in force where something else was reported; the reason where the
        goal was withdrawn; else that nobody reported.
        """
        own, now = picture.own, picture.now
        first, last, sealed = self._first, self._last, self._sealed
        in_quarter = [one.position for one in now.values() if first <= one.effective <= last]
        withdrawn = own.get("withdrawn")
        confirmed = self._confirmed(now)
        status = confirmed or (now.get("text") if in_quarter else withdrawn)
        missing = not in_quarter and not withdrawn
        shown = (
            own.get("wording"), own.get("theme"), own.get("deadline"), own.get("content"),
            picture.before, status, now.get("delay_reason"), now.get("expected_completion"),
            withdrawn or now.get("fulfilment"), own.get("responsible"),
        )  # fmt: skip
        cells = dict.fromkeys(COLUMNS, "")
        sources: dict[str, int] = {}
        for name, one in zip(COLUMNS, shown, strict=True):
            if one is not None:
                cells[name], sources[name] = one.value, one.position
        if missing:
            cells["status"] = MISSING_WORDS
        if withdrawn:
            cells["fulfilment"] = self._withdrawn_step
        fulfilled = self._is_fulfilled(cells["fulfilment"])
        return Row(
            goal=picture.number,
            title=own["title"].value,
            kind=kind,
            cells=cells,
            sources=sources,
            fulfilled=fulfilled,
            unchanged=confirmed is not None,
            missing=missing,
            late=sealed is not None and any(position > sealed for position in in_quarter),
            overdue=not fulfilled and not withdrawn and is_past(cells["deadline"], last),
            withdrawn=withdrawn is not None,
        )

    def _confirmed(self, now: Mapping[str, InForce]) -> InForce | None:
        """That somebody confirmed the quarter to be unchanged; None where nobody did."""
        said = now.get("status")
        if said and said.value == UNCHANGED and self._first <= said.effective <= self._last:
            return InForce(UNCHANGED_WORDS, said.effective, said.position)
        return None
