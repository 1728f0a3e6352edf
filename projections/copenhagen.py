"""The calendar of Copenhagen: which day an instant falls on there, and when a day ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def end_of_day(day: date) -> int:
    """The last microsecond of a day in Copenhagen, since 1970 UTC."""
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), COPENHAGEN)
    return (midnight.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(
        microseconds=1
    ) - 1


def morning(day: date, hour: int) -> int:
    """The instant at which it is that hour of a day in Copenhagen, in µs since 1970 UTC."""
    at = datetime.combine(day, time(hour), COPENHAGEN)
    return (at.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def in_copenhagen(instant: int) -> datetime:
    """The time on a Danish clock at an instant in microseconds since 1970 UTC."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=instant)).astimezone(
        COPENHAGEN
    )
