"""Measuring in turn: A B A B, so that a noisy moment of the machine hits both."""

from __future__ import annotations

import math
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

Work = Callable[[], object]
Maker = Callable[[], Work]


def progress(told: str) -> None:
    """Say on stderr what is going on."""
    print(told, file=sys.stderr, flush=True)


def timed(work: Work) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(
    makers: Mapping[str, Maker], rounds: int, calls: int = 1, warm: int = 1
) -> dict[str, list[float]]:
    """Seconds of each call: in every round, each work is called so many times in a row.

    A maker prepares what one call needs, outside the time. The ``warm`` first rounds do not count.
    """
    taken: dict[str, list[float]] = {name: [] for name in makers}
    for number in range(warm + rounds):
        for name, make in makers.items():
            ready = [make() for _ in range(calls)]
            seconds = [timed(work) for work in ready]
            taken[name] += seconds if number >= warm else []
    return taken


def p50(seconds: list[float]) -> float:
    return statistics.median(seconds)


def p99(seconds: list[float]) -> float:
    return sorted(seconds)[math.ceil(0.99 * len(seconds)) - 1]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table. ``holds`` is None where the line has no budget of its own.

    ``ours``, ``floor`` and ``library`` are in ``unit``; a rate's ratio is floor / ours, a time's
    ours / floor, so that a smaller ratio is always the better one.
    """

    row: str
    work: str
    unit: str
    ours: float
    floor: float | None = None
    library: float | None = None
    budget: str = ""
    holds: bool | None = None
    ours_p99: float | None = None
    floor_name: str = ""

    @property
    def ratio(self) -> float | None:
        if not self.floor or not self.ours:
            return None
        return self.floor / self.ours if self.unit.endswith("/s") else self.ours / self.floor

    def as_dict(self) -> dict[str, object]:
        return {**asdict(self), "ratio": self.ratio}


HEADS = ("row", "work", "ours", "p99", "floor", "ratio", "library", "unit", "budget", "holds")


def table(lines: list[Line]) -> str:
    """All lines, in aligned columns."""
    rows = [HEADS, *(_cells(line) for line in lines)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEADS))]
    right = {"ours", "p99", "floor", "ratio", "library"}
    return "\n".join(
        "  ".join(
            cell.rjust(width) if head in right else cell.ljust(width)
            for head, cell, width in zip(HEADS, row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def _cells(line: Line) -> tuple[str, ...]:
    ratio = line.ratio
    return (
        line.row, line.work, _number(line.ours), _number(line.ours_p99), _number(line.floor),
        "" if ratio is None else f"{ratio:.2f}", _number(line.library), line.unit, line.budget,
        "" if line.holds is None else "yes" if line.holds else "NO",
    )  # fmt: skip


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"
