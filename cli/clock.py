"""The clock and the calendar of Copenhagen. Only the edge reads the time."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

from domain.recording import Moment
from projections.copenhagen import COPENHAGEN, end_of_day, in_copenhagen

__all__ = ["COPENHAGEN", "day_in_copenhagen", "end_of_day", "in_copenhagen", "microseconds",
           "moment"]  # fmt: skip


def moment() -> Moment:
    """Now: microseconds since 1970 UTC, and the day that it is in Copenhagen."""
    now = time.time_ns() // 1_000
    return Moment(now, day_in_copenhagen(now))


def day_in_copenhagen(instant: int) -> date:
    """The day in Copenhagen at an instant in microseconds since 1970 UTC."""
    return in_copenhagen(instant).date()


def microseconds(at: datetime) -> int:
    """A time with a zone as microseconds since 1970 UTC, exactly."""
    since = at.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return since // timedelta(microseconds=1)
