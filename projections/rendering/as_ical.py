"""Meetings and the yearly wheel as iCalendar (RFC 5545), in the time of Copenhagen.

The same facts give the same bytes: times come from the ledger, and the rules of the time zone stand
in the file itself, as they have been since 1996 (last Sunday of March and October).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from projections.copenhagen import COPENHAGEN
from projections.partnership import MeetingTold

ZONE = "Europe/Copenhagen"


MEETING, AGENDA, OWED = "Møde i {}", "Dagsorden", "Sidste dag for møde i {}"
"""What the calendar says; ``{}`` is the title of the forum."""


class Invitation(NamedTuple):
    """A meeting with its stream, the title of its forum, and when its time was last changed
    (microseconds since 1970 UTC)."""

    id: UUID
    title: str
    meeting: MeetingTold
    changed_at: int


class Owed(NamedTuple):
    """A forum has until this day to meet; ``since`` (µs since 1970 UTC) it has been known."""

    id: str
    title: str
    last_day: date
    known_at: int


def ical(name: str, invitations: Iterable[Invitation], owed: Iterable[Owed]) -> bytes:
    """The calendar's bytes."""
    calendar = Calendar()
    for key, value in (
        ("prodid", "-//Tovholder//DA"), ("version", "2.0"), ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"), ("x-wr-calname", name), ("x-wr-timezone", ZONE),
    ):  # fmt: skip
        calendar.add(key, value)
    calendar.add_component(_zone())
    for one in invitations:
        calendar.add_component(_meeting(one))
    for last in owed:
        calendar.add_component(_owed(last))
    return bytes(calendar.to_ical())


def _zone() -> Timezone:
    zone = Timezone()
    zone.add("tzid", ZONE)
    kinds: Mapping[type[TimezoneStandard | TimezoneDaylight], tuple[str, int, int, int]] = {
        TimezoneDaylight: ("CEST", 3, 1, 2), TimezoneStandard: ("CET", 10, 2, 1),
    }  # fmt: skip
    for kind, (name, month, before, after) in kinds.items():
        part = kind()
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, before + 1))  # noqa: DTZ001
        part.add("rrule", vRecur(freq="yearly", byday="-1SU", bymonth=month))
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("tzname", name)
        zone.add_component(part)
    return zone


def _meeting(one: Invitation) -> Event:
    told, event = one.meeting, Event()
    start = datetime.combine(told.day, time.fromisoformat(told.time), COPENHAGEN)
    event.add("uid", f"{one.id}@tovholder")
    event.add("dtstamp", _utc(one.changed_at))
    event.add("sequence", told.moves + (told.cancelled is not None))
    event.add("status", "CONFIRMED" if told.cancelled is None else "CANCELLED")
    event.add("dtstart", start)
    event.add("duration", timedelta(minutes=told.minutes))
    event.add("summary", MEETING.format(one.title))
    event.add("location", told.place)
    items = "\n".join(f"{n}. {item}" for n, item in enumerate(told.agenda, start=1))
    event.add("description", f"{AGENDA}:\n{items}")
    return event


def _owed(one: Owed) -> Event:
    event = Event()
    event.add("uid", f"{one.id}@tovholder")
    event.add("dtstamp", _utc(one.known_at))
    event.add("dtstart", one.last_day)
    event.add("transp", "TRANSPARENT")
    event.add("summary", OWED.format(one.title))
    return event


def _utc(instant: int) -> datetime:
    return datetime.fromtimestamp(instant // 1_000_000, UTC)
