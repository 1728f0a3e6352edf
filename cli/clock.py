"""The clock and the calendar of Copenhagen. Only the edge reads the time."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.ledger import Moment

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def moment() -> Moment:
    """Now: microseconds since 1970 UTC, and the day that it is in Copenhagen."""
    now = time.time_ns() // 1_000
    return Moment(now, day_in_copenhagen(now))


def day_in_copenhagen(instant: int) -> date:
    """The day in Copenhagen at an instant in microseconds since 1970 UTC."""
    return datetime.fromtimestamp(instant / 1_000_000, COPENHAGEN).date()


def end_of_day(day: date) -> int:
    """The last microsecond of a day in Copenhagen, since 1970 UTC."""
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), COPENHAGEN)
    return microseconds(midnight) - 1


def microseconds(at: datetime) -> int:
    """A time with a zone as microseconds since 1970 UTC, exactly."""
    since = at.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return since // timedelta(microseconds=1)


def danish_time(instant: int) -> str:
    """An instant as people in Copenhagen write it: ``22. november 2026 kl. 08.15.03``."""
    at = datetime.fromtimestamp(instant / 1_000_000, COPENHAGEN)
    return f"{danish_day(at.date())} kl. {at:%H.%M.%S}"


_MONTHS = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
           "oktober", "november", "december"]  # fmt: skip


def danish_day(day: date) -> str:
    """A day as people in Copenhagen write it: ``22. november 2026``."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"
