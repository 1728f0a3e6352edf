"""The calendar of Copenhagen: which day an instant falls on there, and when a day ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def end_of_day(day: date) -> int:
    """The last microsecond of a day in Copenhagen, since 1970 UTC."""
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), COPENHAGEN)
    return (midnight.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(
        microseconds=1
    ) - 1


def in_copenhagen(instant: int) -> datetime:
    """The time on a Danish clock at an instant in microseconds since 1970 UTC."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=instant)).astimezone(
        COPENHAGEN
    )
