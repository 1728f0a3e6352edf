"""Deliverables, the wheel and homes as data of the replay page, in the manner of `replay_data`.

Each of the three has ``h``, spans as those of goals, whose row is the number of a table in ``t``
(`partnership_tables`): from a position on, for some quarters in a row, this is the table. A table
answers as of the day in ``days`` of its quarter: the quarter's last one, or the day on which the
last fact of the page was recorded, where that is earlier. The page only looks up.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from domain import home_events as h
from domain import partnership_events as e
from domain.events import AgreementAmended
from projections import partnership_replay
from projections.copenhagen import in_copenhagen
from projections.log_questions import LogEntry
from projections.partnership import Partnership
from projections.recorded import Recorded
from projections.rendering import partnership_tables as tables
from projections.rendering.indicator_words import day as in_words
from projections.rendering.interned import Interned, Texts
from projections.rendering.partnership_words import PAGE
from projections.story import Story

Day = tuple[date, int]
"""The day as of which a quarter is told, and the quarter's year."""

Make = Callable[[Partnership, date, int, tables.Rows], tables.Table]


def document(story: Story, told: Sequence[LogEntry], texts: Texts) -> dict[str, Any] | None:
    """What the page shows of the partnership; None where nothing of it was recorded."""
    if not told:
        return None
    newest = in_copenhagen(told[-1].recorded_at).date()
    days = [(min(one.last_day, newest), one.year) for one in story.quarters]
    organised = story.agreement.organised
    rows = tables.Rows(texts)
    made = _Made(days, rows)
    recorded = [one.recorded for one in told]
    for one, known in zip(
        recorded, partnership_replay.growing(recorded, story.agreement), strict=True
    ):
        made.hear(one, known)
    homes = organised.building
    return {
        "words": PAGE,
        "days": [in_words(day) for day, _ in days],
        "rows": rows.all(),
        "deliverables": made.deliverables.document() if organised.deliverables else None,
        "wheel": made.wheel.document(),
        "homes": None if homes is None else {
            **made.homes.document(), **tables.scale(organised, homes, made.homes.tables.all())
        },
    }  # fmt: skip


class _View:
    """The table of each quarter, as it was after each event: spans over both times.

    Quarters with the same ``key`` have the same table after an event, which is made once.
    """

    def __init__(
        self, days: Sequence[Day], rows: tables.Rows, make: Make, key: Callable[[int], object]
    ) -> None:
        self._days, self._rows, self._make, self._key = days, rows, make, key
        self.tables = Interned()
        self._shown = [-1] * len(days)
        self._spans: list[int] = []
        self._before = 0

    def take(self, known: Partnership, quarters: Iterable[int] | None) -> None:
        """Make the tables of these quarters anew; None: of all, which is so at the first event."""
        runs: list[list[int]] = []
        first = not self._spans
        made: dict[object, int] = {}
        for n in range(len(self._days)) if first or quarters is None else quarters:
            if (key := self._key(n)) not in made:
                day, year = self._days[n]
                made[key] = self.tables.number(self._make(known.on(day), day, year, self._rows))
            if (number := made[key]) == self._shown[n]:
                continue
            self._shown[n] = number
            if runs and runs[-1][1:] == [n - 1, number]:
                runs[-1][1] = n
            else:
                runs.append([n, n, number])
        for run in runs:
            self._spans += [known.known_at - self._before, *run]
            self._before = known.known_at

    def document(self) -> dict[str, Any]:
        return {"h": self._spans, "t": self.tables.all()}


class _Made:
    """The three views, and what each event bears on."""

    def __init__(self, days: Sequence[Day], rows: tables.Rows) -> None:
        self._days = days
        self._met: dict[UUID, date] = {}
        self._effects: list[date] = []
        self.deliverables = _View(days, rows, tables.deliverables, self._calm)
        self.wheel = _View(days, rows, tables.wheel, lambda n: n)
        self.homes = _View(days, rows, tables.homes, self._calm)

    def hear(self, one: Recorded, known: Partnership) -> None:
        event, stream = one.event, one.originator_id
        since = getattr(event, "effective", date.min)
        insort(self._effects, since)
        later = [n for n, (day, _) in enumerate(self._days) if day >= since]
        bears: dict[str, list[int] | None] = {"deliverables": [], "wheel": [], "homes": []}
        match event:
            case e.MeetingCalled() | e.MeetingMoved() | e.MeetingCancelled() | e.MeetingHeld():
                bears["wheel"] = self._years(stream, getattr(event, "day", None))
            case e.ForumSetUp():
                bears |= {"wheel": None, "homes": later}
            case e.AgreementLapsed():
                bears["wheel"] = None
            case AgreementAmended():
                bears = {"deliverables": later, "wheel": None, "homes": later}
            case h.ProjectPlanned() | h.ProjectRevised() | h.MilestoneReached():
                bears["homes"] = later
            case h.ProjectSetBack() | h.ProjectAbandoned() | h.SectionReviewed():
                bears["homes"] = later
            case _:
                bears["deliverables"] = later
        for name, quarters in bears.items():
            getattr(self, name).take(known, quarters)

    def _calm(self, n: int) -> object:
        """The same for quarters of a year between which nothing takes effect."""
        day, year = self._days[n]
        return bisect_right(self._effects, day), year

    def _years(self, meeting: UUID, day: date | None) -> list[int]:
        """The quarters of the years whose wheel a meeting has a part in, where it was and is: a
        period counts in the year in which it ends."""
        days = [one for one in (self._met.get(meeting), day) if one is not None]
        self._met[meeting] = days[-1]
        years = {one.year + n for one in days for n in (0, 1)}
        return [n for n, (_, year) in enumerate(self._days) if year in years]
