"""The calendar of a partnership: its meetings, and the last days for those not called yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cli import clock
from cli.session import Session
from projections.rendering.as_ical import Invitation, Owed, ical
from projections.wheel import wheel

if TYPE_CHECKING:
    from projections.partnership import Partnership


def calendar_of(
    session: Session, told: Partnership, year: int | None, forum: str | None
) -> tuple[bytes, int]:
    """The iCalendar file and how many meetings are in it."""
    agreement, today = told.agreement, session.clock().today
    titles = {code: title for code, title, _ in told.forums(date.max)}
    meetings = [one for one in sorted(told.meetings, key=lambda one: (one.day, one.name))
                if forum in (None, one.forum) and year in (None, one.day.year)]  # fmt: skip
    entries = session.questions.entries_at([one.changed for one in meetings])
    recorded = {entry.position: entry.recorded_at for entry in entries}
    invitations = [
        Invitation(agreement.stream("meeting", one.name), titles.get(one.forum, one.forum), one,
                   recorded[one.changed])
        for one in meetings
    ]  # fmt: skip
    since = clock.end_of_day(agreement.start)
    owed = [
        Owed(f"{agreement.slug}-{spoke.forum}-{turn.period.end.isoformat()}", spoke.title,
             turn.period.end, since)
        for spoke in wheel(told, year or today.year, today)
        if forum in (None, spoke.forum)
        for turn in spoke.turns
        if turn.missing
    ]  # fmt: skip
    return ical(agreement.title, invitations, owed), len(meetings)
