"""How often a forum owes a meeting: periods, what was held in them, what is planned, what is late.

Periods are counted from the first day of the agreement; its years are those between the same days.
All is a pure function of the agreement file, the meetings and the day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.organisation import Forum, Per, Phase

MONTHS: dict[Per, int] = {"quarter": 3, "half-year": 6, "year": 12}
"""How long each kind of period is, in months."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period in which a forum owes meetings; both days are part of it."""

    start: date
    end: date
    per: Per
    owed: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A period with the days of the meetings held in it and of those that are called."""

    period: Period
    held: tuple[date, ...]
    planned: tuple[date, ...]
    as_of: date

    @property
    def missing(self) -> int:
        """How many meetings are neither held nor called."""
        return max(0, self.period.owed - len(self.held) - len(self.planned))

    @property
    def late(self) -> bool:
        """Whether the period is over and too few meetings were held."""
        return self.period.end < self.as_of and len(self.held) < self.period.owed


def after(start: date, months: int) -> date:
    """The day so many months later, or the last of that month where it has no such day.

    >>> after(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def periods(forum: Forum, start: date, end: date) -> Iterator[Period]:
    """The periods of a forum in an agreement's time, each with what is owed in it.

    A last period that the agreement's end cuts short owes nothing.
    """
    year = 1
    while after(start, 12 * (year - 1)) <= end:
        if (phase := _phase(forum, year)) is None:
            return
        months = MONTHS[phase.per]
        for n in range(12 // months):
            begin = after(start, 12 * (year - 1) + n * months)
            last = after(start, 12 * (year - 1) + (n + 1) * months) - timedelta(days=1)
            if last <= end:
                yield Period(begin, last, phase.per, phase.meetings)
        year += 1


def _phase(forum: Forum, year: int) -> Phase | None:
    for phase in forum.cadence:
        if phase.from_year <= year and (phase.to_year is None or year <= phase.to_year):
            return phase
    return None


def turns(
    owed: Iterable[Period], held: Iterable[date], planned: Iterable[date], as_of: date
) -> list[Turn]:
    """Each period with its meetings, as they stand on a day."""
    done, called = sorted(held), sorted(planned)
    return [
        Turn(
            one,
            tuple(day for day in done if one.start <= day <= one.end),
            tuple(day for day in called if one.start <= day <= one.end),
            as_of,
        )
        for one in owed
    ]
