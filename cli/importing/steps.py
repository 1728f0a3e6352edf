"""What the import of a document would do: its steps, and where it differs from the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from domain import commands as c

if TYPE_CHECKING:
    from cli.importing.matching import Match
    from cli.reading import Row
    from projections.bilag1 import Picture

PREVIOUS = "previous"
"""The step that takes over what a document says of the quarter before; in its command's id too."""

KEPT = "kept"
"""The step that lets a later quarter say what it said; in its command's id too."""

STATED = ("fulfilment", "delay_reason", "expected_completion")


@dataclass(frozen=True, slots=True)
class Step:
    """A command, with the row that it comes from and which of the row's statements it is."""

    row: Row
    what: str
    command: c.GoalCommand


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell where the ledger and the document state different things.

    ``steps`` would make the ledger say what the document says.
    """

    row: Row
    number: str
    column: str
    ledger: str
    document: str
    steps: tuple[Step, ...]


@dataclass(slots=True)
class Plan:
    """What the import of a document would do."""

    steps: list[Step] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    moved: list[tuple[Match, Step]] = field(default_factory=list)
    new: list[tuple[Match, str]] = field(default_factory=list)
    backdated: list[tuple[Match, date]] = field(default_factory=list)
    absent: list[Picture] = field(default_factory=list)
    misnumbered: list[Match] = field(default_factory=list)
    before_agreement: int = 0
    """Rows whose status of the quarter before lies before the agreement, and is not recorded."""


def counted(steps: Iterable[Step]) -> dict[str, int]:
    """How many statements of each sort there are."""
    counts: dict[str, int] = {}
    for step in steps:
        counts[step.what.split(":")[0]] = counts.get(step.what.split(":")[0], 0) + 1
    return counts


def same(one: str, other: str) -> bool:
    """Whether two texts are the same but for their blanks."""
    return " ".join(one.split()) == " ".join(other.split())
