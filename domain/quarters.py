"""Quarters and the ways people write them.

A quarter is the unit of follow-up in Bilag 1. Its canonical form is ``2017-Q1``; people also write
``1. kvartal 2017``, ``1K2017``, ``Q1 2017`` and ``2017K1``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})\s*[-/ ]?\s*[qk]\s*(?P<number>[1-4])",
        r"[qk]\s*(?P<number>[1-4])\s*[-/ ]?\s*(?P<year>\d{4})",
        r"(?P<number>[1-4])\s*\.?\s*(?:kvartal|kvt|kv|[qk])\.?\s*[-/ ]?\s*(?P<year>\d{4})",
    )
]


YEARS = range(1900, 2201)
"""The years whose quarters are told."""


class NotAQuarter(ValueError):
    """The text is not a quarter in any of the forms that Tovholder knows."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year.

    >>> Quarter.parse("1. kvartal 2017")
    Quarter(year=2017, number=1)
    >>> str(Quarter(2017, 1)), Quarter(2017, 1).previous()
    ('2017-Q1', Quarter(year=2016, number=4))
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 4 and self.year in YEARS):
            raise NotAQuarter(f"{self.year}-Q{self.number}")

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read a quarter from any of the known forms; raises `NotAQuarter`."""
        stripped = " ".join(text.split())
        for form in _FORMS:
            if match := form.fullmatch(stripped):
                return cls(int(match["year"]), int(match["number"]))
        raise NotAQuarter(text)

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that contains the day."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first_day(self) -> date:
        """The first day of the quarter."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The last day of the quarter."""
        day_after = date(self.year + self.number // 4, self.number * 3 % 12 + 1, 1)
        return day_after - timedelta(days=1)

    def next(self) -> Quarter:
        """The quarter after this one; raises `NotAQuarter` after 2200."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def previous(self) -> Quarter:
        """The quarter before this one; raises `NotAQuarter` before 1900."""
        return Quarter.of(self.first_day - timedelta(days=1))

    def __contains__(self, day: date) -> bool:
        return day.year == self.year and (day.month + 2) // 3 == self.number

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def danish(self) -> str:
        """As Bilag 1 writes it: ``1. kvartal 2017``."""
        return f"{self.number}. kvartal {self.year}"
