"""What people mean when they leave something out, for every door: the command line and Slack.

Which quarter is reported now, on which day a report holds, which goals a misspelt name is like,
which report was a member's last. All is read from the store; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from domain import events as e
from domain import names
from domain.agreements import Agreement
from domain.quarters import Quarter
from projections.rounds import Rounds
from projections.schema import LOG

if TYPE_CHECKING:
    from projections.goals_by_name import GoalRef
    from projections.log_questions import LogEntry
    from projections.questions import Questions


MOST_LIKE = 5
"""Goals that are suggested at once."""


def goals_like(questions: Questions, agreement: UUID, name: str) -> list[GoalRef]:
    """The goals whose title or alias looks like the name, or holds it; for suggestions only."""
    import difflib  # here, since most names lead to a goal

    refs = questions.goals(agreement)
    by_key = {names.key(said): ref for ref in refs for said in (ref.title, *ref.aliases)}
    wanted = names.key(name)
    close = difflib.get_close_matches(wanted, by_key, n=MOST_LIKE, cutoff=0.6)
    close += [key for key in by_key if len(wanted) > 2 and (wanted in key or key in wanted)]
    return list({by_key[key].key: by_key[key] for key in close}.values())[:MOST_LIKE]


def is_called(ref: GoalRef, name: str) -> bool:
    """Whether the name is the goal's number, title or an alias, as `names.key` spells it."""
    return names.means(name, ref.number, ref.title, *ref.aliases)


def reporting_quarter(questions: Questions, agreement: Agreement, today: date) -> Quarter:
    """The quarter that is meant where none is named: the one whose round is open, where just one
    is; else today's; when the agreement has ended, the last one that anything was reported for."""
    asked = Rounds(questions.recorder).open(agreement.id)
    if len(asked) == 1:
        return asked[0].quarter
    if agreement.start <= today <= agreement.end:
        return Quarter.of(today)
    first, last = agreement.quarters()
    if today < agreement.start:
        return first
    return questions.last_reported_quarter(agreement) or last


def effective_day(agreement: Agreement, quarter: Quarter, today: date) -> date:
    """The day on which a report for the quarter holds: today, or the quarter's last day."""
    return min(today, quarter.last_day, agreement.end)


def last_report(questions: Questions, member: UUID) -> LogEntry | None:
    """The last report or confirmation by the member that still stands, through any channel."""
    return next((one for one in _own(questions, member) if stands(questions, one)), None)


def stands(questions: Questions, entry: LogEntry) -> bool:
    """Whether the entry is a report or confirmation that nobody has taken back."""
    if not isinstance(entry.recorded.event, e.GoalStatusReported | e.GoalConfirmedUnchanged):
        return False
    return not any(
        isinstance(one.event, e.GoalFactRetracted) and one.event.corrects == entry.version
        for one in questions.recorded_of(entry.originator_id)
    )


def _own(questions: Questions, member: UUID, batch: int = 20) -> Iterator[LogEntry]:
    """What the member recorded, the latest first."""
    before = questions.last_position() + 1
    while True:
        query = (
            select(LOG.c.position)
            .where(LOG.c.actor == str(member), LOG.c.position < before)
            .order_by(LOG.c.position.desc())
            .limit(batch)
        )
        with questions.recorder.reading() as connection:
            positions = list(connection.execute(query).scalars())
        yield from reversed(questions.entries_at(positions))
        if len(positions) < batch:
            return
        before = positions[-1]
