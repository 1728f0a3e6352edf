"""The commands by which a round closes: what is missing is stated, and the quarter is sealed."""

from __future__ import annotations

from collections.abc import Collection

from domain.agreements import Agreement
from domain.quarters import Quarter
from domain.rounds import CloseRound
from domain.seals import SealQuarter
from projections import sealing
from projections.progress import missed
from projections.questions import Questions

RESTATED = "Indberetningsrunden blev lukket, efter at kvartalet var forseglet"
"""Why a quarter that is sealed already is sealed again; it stands in the history for ever."""


def closing(
    questions: Questions, agreement: Agreement, quarter: Quarter, accepted: Collection[str]
) -> CloseRound:
    """The closing of a quarter's round, as known now.

    ``accepted`` are the numbers of the goals that may stay without a report; the ledger refuses
    where another one is missing.
    """
    position = questions.last_position()
    report = questions.bilag1(agreement, quarter, position)
    return CloseRound(quarter, position, missed(report), frozenset(accepted))


def seal(questions: Questions, agreement: Agreement, closed: CloseRound) -> SealQuarter | None:
    """The seal that ends the round: of the report that its closing rests on. None where that has
    no goals: a round may also remind of decisions alone."""
    if not questions.bilag1(agreement, closed.quarter, closed.position).rows():
        return None
    sealed = questions.seals(agreement.id, closed.quarter)
    reason = RESTATED if sealed else None
    return sealing.prepare(questions, agreement, closed.quarter, closed.position, reason)
