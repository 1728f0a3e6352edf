"""What the views are made of: an event at its place, and rows with days as numbers."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from domain import events as e

Row = tuple[Any, ...]
"""The values of a row, in the order of the table's columns."""

ViewRows = dict[str, list[Row]]


class Recorded(NamedTuple):
    """An event with its place in the ledger."""

    position: int
    originator_id: UUID
    version: int
    event: e.Event


@lru_cache(maxsize=20_000)
def day_number(day: date) -> int:
    """A day as the views store it: 20170331."""
    return day.year * 10_000 + day.month * 100 + day.day


@lru_cache(maxsize=20_000)
def day_of(number: int) -> date:
    """The day that a stored number means."""
    return date(number // 10_000, number // 100 % 100, number % 100)
