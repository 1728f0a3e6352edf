"""The story over a store: which events to ask for, and which quarters it covers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from domain import events as e
from domain.agreements import Agreement
from domain.quarters import Quarter
from projections.directory import Directory
from projections.log_questions import LogEntry
from projections.questions import Questions
from projections.story import Progress, Story, Told, quarters_of, story


def of(
    questions: Questions, agreement: Agreement, quarter: Quarter | None, position: int,
    progress: Progress = lambda _done, _all: None,
) -> Story:  # fmt: skip
    """The story up to a quarter, and to a position.

    It begins with the first quarter of the agreement. Without a quarter it ends with the last one
    that anything was reported for.
    """
    with questions.recorder.reading():  # one transaction, not one for each goal
        agreement = questions.agreement(agreement, date.max, position)
        units = {one.id: one.unit for one in Directory(questions.recorder).members()}
        own = _told(questions.entries_of(agreement.id), units, position)
        refs = [ref for ref in questions.goals(agreement.id) if ref.key <= position]
        streams = []
        for done, ref in enumerate(refs, 1):
            streams.append(_told(questions.entries_of(ref.id), units, position))
            progress(done, 2 * len(refs))
    first, _ = agreement.quarters()
    quarters = quarters_of(first, quarter or _last_reported(streams) or first)
    return story(agreement, quarters, position, own, streams,
                 lambda done, n: progress(n + done, 2 * n))  # fmt: skip


def _told(entries: list[LogEntry], units: Mapping[UUID, str], position: int) -> list[Told]:
    return [
        Told(one.position, one.recorded_at, units.get(UUID(one.actor), ""), one.channel,
             one.source, one.version, one.recorded.event)
        for one in entries
        if one.position <= position
    ]  # fmt: skip


def _last_reported(streams: list[list[Told]]) -> Quarter | None:
    reported = (e.GoalStatusReported, e.GoalConfirmedUnchanged)
    days = (one.event.effective for told in streams for one in told
            if isinstance(one.event, reported))  # fmt: skip
    newest = max(days, default=None)
    return Quarter.of(newest) if newest else None
