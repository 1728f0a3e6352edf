"""Deadlines as the agreement writes them, and the period that they mean where that is plain.

The column *Tid* of Bilag 1 holds words: ``1. halvdel 2015``, ``Inden 2018``, ``2015-2018``. What
cannot be read in one way only (``3. halvdel 2015`` exists in the real document) stays words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from domain import days
from domain.quarters import YEARS, NotAQuarter, Quarter


@dataclass(frozen=True, slots=True)
class Period:
    """A closed span of days. ``start`` is None where the words only give an end."""

    start: date | None
    end: date


def _half(match: re.Match[str]) -> Period:
    year = int(match["year"])
    if match["half"] == "1":
        return Period(date(year, 1, 1), date(year, 6, 30))
    return Period(date(year, 7, 1), date(year, 12, 31))


def _before(match: re.Match[str]) -> Period:
    return Period(None, date(int(match["year"]), 1, 1) - timedelta(days=1))


def _years(match: re.Match[str]) -> Period:
    start = int(match["year"])
    return Period(date(start, 1, 1), date(int(match["to"] or start), 12, 31))


_YEAR = r"(?:19|20|21)\d\d"
_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]]] = [
    (re.compile(rf"(?:i )?(?P<half>[12])\. ?(?:halvdel|halvår)(?: af)? (?P<year>{_YEAR})"), _half),
    (re.compile(rf"(?:inden|før) (?P<year>{_YEAR})"), _before),
    (re.compile(rf"(?:i |ultimo |senest (?:ultimo )?)?(?P<year>{_YEAR})(?P<to>\Z)"), _years),
    (re.compile(rf"(?P<year>{_YEAR}) ?[-–] ?(?P<to>{_YEAR})"), _years),
]


def is_past(deadline: str, day: date) -> bool:
    """Whether the deadline's words name a time that ended before the day."""
    meant = period(deadline)
    return meant is not None and meant.end < day


@lru_cache(maxsize=4096)
def period(words: str) -> Period | None:
    """The period that a deadline means, or None where the words have no single reading.

    >>> period("1. halvdel 2015")
    Period(start=datetime.date(2015, 1, 1), end=datetime.date(2015, 6, 30))
    >>> period("3. halvdel 2015") is None
    True
    """
    text = " ".join(words.casefold().split()).rstrip(".")
    for form, read in _FORMS:
        if match := form.fullmatch(text):
            found = read(match)
            return found if found.start is None or found.start <= found.end else None
    named = days.day(text.removeprefix("senest "))
    if named is not None and named.year in YEARS:
        return Period(named, named)
    try:
        quarter = Quarter.parse(text)
    except NotAQuarter:
        return None
    return Period(quarter.first_day, quarter.last_day)
