"""From decision to effect over a store: what to ask for."""

from __future__ import annotations

from datetime import date

from domain.agreements import Agreement
from projections import tracing
from projections.commitments import statements
from projections.partnership_questions import partnership
from projections.questions import Questions
from projections.tracing import OpenEnds, Subject, Trace


def trace(
    questions: Questions, agreement: Agreement, subject: Subject, as_of: date, known_at: int
) -> Trace:
    """The way to and from a subject as of a day, as known at a position."""
    told = partnership(questions.recorder, agreement, known_at)
    return tracing.trace(told, statements(questions, agreement, known_at), subject, as_of)


def open_ends(questions: Questions, agreement: Agreement, as_of: date, known_at: int) -> OpenEnds:
    """What was decided up to a day and had led to nothing by then, as known at a position."""
    told = partnership(questions.recorder, agreement, known_at)
    if not told.meetings:
        return OpenEnds((), (), ())
    return tracing.open_ends(told, statements(questions, agreement, known_at), as_of)
