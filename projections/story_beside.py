"""What stands beside the story of Bilag 1: the figures of the indicators, the integrity, and what
was recorded of the partnership."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from domain.agreements import Indicator
from projections import integrity_questions, memo_questions, partnership_story
from projections.indicators import Said
from projections.integrity import Integrity, by_standing, standing
from projections.log_questions import LogEntry
from projections.questions import Questions
from projections.story import Progress, Story


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


def of(questions: Questions, story: Story, progress: Progress = lambda _done, _all: None) -> Beside:
    """What stands beside the story, as known at its position. ``progress`` counts quarters."""
    agreement, position = story.agreement, story.position
    measured = memo_questions.measured(questions, agreement, position)
    stood = standing(integrity_questions.statements(questions, agreement, position))
    evidence_of = integrity_questions.evidence_by_quarter(questions, agreement, position)
    found = []
    for done, quarter in enumerate(story.quarters, 1):
        report = questions.bilag1(agreement, quarter, position)
        found.append(by_standing(report, stood, evidence_of(quarter)))
        progress(done, len(story.quarters))
    told = partnership_story.events(questions, agreement, position)
    return Beside(tuple(Measured(*one) for one in measured), tuple(found), told)
