"""The clock and the calendar of Copenhagen. Only the edge reads the time."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta

from domain import days
from domain.recording import Moment
from projections.copenhagen import COPENHAGEN, end_of_day, in_copenhagen

__all__ = ["COPENHAGEN", "day_in_copenhagen", "end_of_day", "hour", "in_copenhagen",
           "microseconds", "moment", "time_of_a_day"]  # fmt: skip

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].+")
_FRACTION = re.compile(r"[0-9]{2}[.,][0-9]")
_DANISH = re.compile(
    r"(?P<day>.+?),? (?:kl\.? ?)?(?P<hour>[0-9]{1,2})[.:](?P<rest>[0-9]{2}(?:[.:][0-9]{2})?)", re.I
)


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


def hour(words: str) -> str:
    """A time of the clock as ``09:30``, however a Dane writes it; other words as they are.

    >>> hour("kl. 9.30"), hour("14:30"), hour("snart")
    ('09:30', '14:30', 'snart')
    """
    written = re.fullmatch(r"(?:kl\.? ?)?([0-9]{1,2})[.:]([0-9]{2})", words.strip().lower())
    return f"{written[1]:0>2}:{written[2]}" if written else words


def time_of_a_day(words: str, today: date) -> datetime:
    """The time that the words name, in Copenhagen where they name no zone; raises `ValueError`.

    Times are shown to the second: one that names no fraction is the whole second.

    >>> str(time_of_a_day("20. februar 2017 kl. 9.30", date(2018, 1, 1)))
    '2017-02-20 09:30:00.999999+01:00'
    """
    said = " ".join(words.split())
    if (written := _DANISH.fullmatch(said)) and (day := days.day(written["day"], today)):
        said = f"{day}T{written['hour']:0>2}:{written['rest'].replace('.', ':')}"
    elif not _ISO.fullmatch(said):
        raise ValueError(words)
    found = datetime.fromisoformat(said)
    if not _FRACTION.search(said):
        found = found.replace(microsecond=999_999)
    return found if found.tzinfo else found.replace(tzinfo=COPENHAGEN)
