"""What stands beside the story of Bilag 1: the figures of the indicators, the integrity, and what
was recorded of the partnership."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from domain.agreements import Indicator
from projections import commitments, memo_questions, partnership_telling
from projections.indicators import Said
from projections.integrity import Integrity, integrity
from projections.questions import LogEntry, Questions
from projections.story import Story


class Measured(NamedTuple):
    """An indicator, the short title of its goal, and all that was said of its measurements."""

    indicator: Indicator
    goal_title: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """``integrity`` is that of each quarter of the story, as known at its position; ``partnership``
    are the events of forums, meetings, deliverables and homes up to it."""

    measured: tuple[Measured, ...] = ()
    integrity: tuple[Integrity, ...] = ()
    partnership: tuple[LogEntry, ...] = ()


def of(questions: Questions, story: Story) -> Beside:
    """What stands beside the story, as known at its position."""
    agreement, position = story.agreement, story.position
    measured = memo_questions.measured(questions, agreement, position)
    statements = commitments.statements(questions, agreement, position)
    found = tuple(
        integrity(
            questions.bilag1(agreement, quarter, position), statements,
            commitments.evidence_of(questions, agreement, quarter, position),
        )
        for quarter in story.quarters
    )  # fmt: skip
    told = partnership_telling.events(questions, agreement, position)
    return Beside(tuple(Measured(*one) for one in measured), found, told)
