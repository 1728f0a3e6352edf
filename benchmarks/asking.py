"""Row 6: Bilag 1 at any quarter, as known at any position."""

from __future__ import annotations

import random
from contextlib import ExitStack
from functools import partial
from typing import Any

from benchmarks import data
from benchmarks.floors import psycopg_url, raw_sqlite, sqlite_path
from benchmarks.measure import Line, Maker, Work, in_turn, p50, p99, progress
from benchmarks.stores import Backend, close, open_ledger
from domain.agreements import Agreement
from projections.questions import Questions
from projections.views import day_number

LIMITS = {"sqlite": (3.0, 12.0), "postgresql": (6.0, 25.0)}
"""p50 and p99 in milliseconds."""

_SEEK = """
SELECT g.goal, (SELECT f.text FROM tovholder_view_goal_reports f
                WHERE f.goal = g.goal AND (f.text IS NOT NULL OR f.retracted = 1)
                  AND f.effective <= {day}
                  AND f.position <= {position}
                ORDER BY f.effective DESC, f.place DESC, f.position DESC LIMIT 1)
FROM tovholder_view_goals g WHERE g.agreement = {agreement}"""


class Asker:
    """Asks one store for Bilag 1 at random times."""

    def __init__(self, url: str, backend: Backend) -> None:
        self.ledger = open_ledger(url)
        recorder: Any = self.ledger.recorder
        self._questions = Questions(recorder)
        self._last = self._questions.last_position()
        self._random = random.Random(data.SEED)
        self._quarters = data.quarters()
        sqlite = backend.name == "sqlite"
        mark = ":{}" if sqlite else "%({})s"
        self._seek = _SEEK.format(**{n: mark.format(n) for n in ("day", "position", "agreement")})
        if sqlite:
            self.raw: Any = raw_sqlite(sqlite_path(url))
        else:
            import psycopg

            self.raw = psycopg.connect(psycopg_url(url), autocommit=True)

    def ours(self, agreement: Agreement) -> Work:
        """The whole report: all columns, and the quarter before."""
        known_at = self._random.randint(self._last // 50, self._last)
        return partial(self._questions.bilag1, agreement, self._random.choice(self._quarters),
                       known_at)  # fmt: skip

    def floor(self, agreement: Agreement) -> Work:
        """One column: which status text was in force for each goal, by the bare driver."""
        asked = {
            "agreement": str(agreement.id),
            "day": day_number(self._random.choice(self._quarters).last_day),
            "position": self._random.randint(self._last // 50, self._last),
        }
        return lambda: self.raw.execute(self._seek, asked).fetchall()

    def close(self) -> None:
        self.raw.close()
        close(self.ledger)


def bilag1(backend: Backend, size: str) -> list[Line]:
    """39 goals, and 5,000, at random times."""
    progress(f"row 6: Bilag 1 at two times, {backend.name}, {size}")
    sizes = ["10k"] if size == "10k" else ["10k", size]
    small, large = data.SMALL_AGREEMENT, data.LARGE_AGREEMENT
    with ExitStack() as stack:
        askers = {one: Asker(backend.filled(one), backend) for one in sizes}
        for asker in askers.values():
            stack.callback(asker.close)
        few: dict[str, Maker] = {"floor": partial(askers[size].floor, small)}
        few |= {one: partial(asker.ours, small) for one, asker in askers.items()}
        taken = in_turn(few, rounds=12, calls=25)
        many: dict[str, Maker] = {
            "floor 5,000": partial(askers[size].floor, large),
            "5,000": partial(askers[size].ours, large),
        }
        taken |= in_turn(many, rounds=6, calls=2)
    ms = {name: p50(seconds) * 1e3 for name, seconds in taken.items()}
    worst = {name: p99(seconds) * 1e3 for name, seconds in taken.items()}
    limit, tail = LIMITS[backend.name]
    where = f"{backend.name}, {size}"
    lines = [
        Line("6", f"Bilag 1 of 39 goals, {where}", "ms", ms[size], ms["floor"],
             budget=f"p50 < {limit:g} ms, p99 < {tail:g} ms",
             holds=ms[size] < limit and worst[size] < tail, ours_p99=worst[size],
             floor_name="raw seek, one column"),
        Line("6", f"Bilag 1 of 5,000 goals, {where}", "ms", ms["5,000"], ms["floor 5,000"],
             budget="< 300 ms", holds=ms["5,000"] < 300, ours_p99=worst["5,000"],
             floor_name="raw seek, one column"),
    ]  # fmt: skip
    if size != "10k":
        lines.append(Line("6", f"39 goals, {where} against 10k", "ms", ms[size], ms["10k"],
                          budget="<= 1.5x of 10k", holds=ms[size] <= 1.5 * ms["10k"]))  # fmt: skip
    return lines
