"""From decision to effect over a store: what to ask for."""

from __future__ import annotations

from datetime import date

from domain.agreements import Agreement
from projections import tracing
from projections.happenings import Subject
from projections.integrity_questions import statements
from projections.open_ends import Answering, open_ends
from projections.partnership import Partnership
from projections.partnership_questions import partnership
from projections.questions import Questions
from projections.tracing import Trace


def trace(
    questions: Questions, agreement: Agreement, subject: Subject, as_of: date, known_at: int
) -> Trace:
    """The way to and from a subject as of a day, as known at a position."""
    told = partnership(questions.recorder, agreement, known_at)
    return tracing.trace(told, statements(questions, agreement, known_at), subject, as_of)


def answering(questions: Questions, told: Partnership, as_of: date) -> Answering:
    """What was decided up to a day and had led to nothing by then, as known at the position of
    ``told``, and who answers for it."""
    said = statements(questions, told.agreement, told.known_at) if told.meetings else {}
    return Answering(told, said, as_of, open_ends(told, said, as_of))
