"""What the bot answers, before it is drawn: the models of its messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from bot.meanings import Ask, History, Report, Unchanged
from domain.organisation import Homes
from domain.quarters import Quarter
from projections.approvals import Case
from projections.bilag1 import Basis, Bilag1, Row
from projections.directory import Listed
from projections.goals_by_name import GoalRef
from projections.homes import ProjectAt, ProjectStep, Reviewed, Way
from projections.log_questions import LogEntry
from projections.open_ends import OpenEnds
from projections.partnership import DecisionMade, DeliverableTold, Partnership
from projections.progress import Asked, Progress

SENT_AS_FILES = frozenset({"pdf", "docx", "xlsx"})
"""The formats in which what was asked for is sent as a file."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A report was recorded (or was before, by the same command): what it changed."""

    ref: GoalRef
    quarter: Quarter
    was: str
    now: str
    status: str
    position: int
    recorded_at: int
    who: str
    late: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """A report was taken back: what holds instead."""

    ref: GoalRef
    quarter: Quarter
    was: str
    now: str
    status: str
    position: int
    recorded_at: int
    who: str


@dataclass(frozen=True, slots=True)
class NothingNew:
    """What was reported is so already."""

    ref: GoalRef


@dataclass(frozen=True, slots=True)
class Shown:
    """How a goal stands."""

    row: Row
    report: Bilag1


@dataclass(frozen=True, slots=True)
class Choose:
    """Several goals have that name. ``asked`` is the id under which the words are remembered;
    ``alike`` says that the same would be recorded about each of them."""

    asked: str
    words: Report | Unchanged | Ask | History
    candidates: tuple[GoalRef, ...]
    alike: bool = True


@dataclass(frozen=True, slots=True)
class Confirm:
    """A report for a quarter that has gone, or is sealed: it is asked for first."""

    asked: str
    words: Report | Unchanged
    ref: GoalRef
    quarter: Quarter
    sealed: bool


@dataclass(frozen=True, slots=True)
class ConfirmUndo:
    """The last report is for a quarter that has gone, or is sealed: taking it back is asked for."""

    ref: GoalRef
    quarter: Quarter
    sealed: bool
    position: int


@dataclass(frozen=True, slots=True)
class NoGoal:
    """No goal has that name; these look like it."""

    name: str
    near: tuple[GoalRef, ...]


@dataclass(frozen=True, slots=True)
class Overviewed:
    """How the whole agreement stands; ``open_ends`` where it has forums."""

    report: Bilag1
    open_ends: OpenEnds | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """The goals that nobody has reported on."""

    report: Bilag1


@dataclass(frozen=True, slots=True)
class Owned:
    """The goals that the member's unit answers for."""

    report: Bilag1
    unit: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """Bilag 1, in short. ``format`` is the file's that was asked for."""

    report: Bilag1
    format: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What was recorded about a goal, the latest last; ``names`` are the members' by id."""

    ref: GoalRef
    entries: tuple[LogEntry, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Linked:
    """The person is linked to a member from now."""

    who: str
    unit: str


@dataclass(frozen=True, slots=True)
class Helped:
    """What one can write; ``forums`` and ``homes`` say that the agreement has them, and an empty
    ``scale`` that it has no goals."""

    scale: tuple[str, ...]
    forums: bool = False
    homes: bool = False


@dataclass(frozen=True, slots=True)
class RoundShown:
    """How far a round has come; ``news`` is a key of the catalogue for what just happened to it."""

    progress: Progress
    news: str | None = None


@dataclass(frozen=True, slots=True)
class RoundAsked:
    """What a tovholder is asked about in a round."""

    progress: Progress
    asked: Asked


@dataclass(frozen=True, slots=True)
class RoundIncomplete:
    """A round is to be closed, and something is missing: it is asked for first."""

    asked: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class NoRounds:
    """No round is open, or several are and none was named."""

    open: tuple[Quarter, ...]


@dataclass(frozen=True, slots=True)
class At:
    """The partnership as known then, the day as of which it is asked about, and the basis."""

    told: Partnership
    day: date
    basis: Basis


@dataclass(frozen=True, slots=True)
class DeliverablesShown:
    """The deliverables of the partnership."""

    at: At


@dataclass(frozen=True, slots=True)
class DeliverableShown:
    """One deliverable; ``names`` are the members' by id."""

    at: At
    one: DeliverableTold
    title: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WheelShown:
    """What each forum owes in a year."""

    at: At
    year: int


@dataclass(frozen=True, slots=True)
class HomesShown:
    """The way towards the target of homes. ``format`` is the file's that was asked for."""

    at: At
    way: Way
    format: str | None


@dataclass(frozen=True, slots=True)
class ProjectShown:
    """One building project, with the steps that it has taken."""

    at: At
    homes: Homes
    one: ProjectAt
    steps: tuple[ProjectStep, ...]


@dataclass(frozen=True, slots=True)
class ReviewsShown:
    """The reviews of a year."""

    at: At
    homes: Homes
    year: int
    rows: tuple[Reviewed, ...]


@dataclass(frozen=True, slots=True)
class FileSent:
    """What was asked for was sent as a file, to the member alone."""

    asked: Reported | HomesShown
    format: str


@dataclass(frozen=True, slots=True)
class CardForm:
    """What is to be said when a version is approved or returned; ``decisions`` are those by which
    it may be approved, where the agreement asks for one."""

    action: Literal["approve", "return"]
    case: Case
    decisions: tuple[DecisionMade, ...] = ()


@dataclass(frozen=True, slots=True)
class CardDone:
    """A version was approved or returned, and where the deliverable lies now."""

    title: str
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class Form:
    """A report to be filled in: a goal, as it is known at a position.

    ``late``: the quarter is sealed. ``text`` is offered in the place of the status in force.
    """

    ref: GoalRef
    row: Row
    quarter: Quarter
    position: int
    steps: tuple[str, ...]
    late: bool
    text: str | None = None
    fulfilment: str | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """Which goal a report is about, before its form: ``text`` is offered as the status."""

    goals: tuple[Row, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Home:
    """What the App Home shows: a tovholder's goals, or how far the whole has come.

    ``progress`` is that of the open round, where there is one of the report's quarter.
    """

    report: Bilag1
    member: Listed
    rows: tuple[Row, ...]
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class FieldsWrong:
    """A filled-in form cannot be recorded: what is wrong, by the name of the field."""

    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sorry:
    """No, and why: a key of the catalogue and its values. ``keep`` leaves the buttons there."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    keep: bool = False


Answer = (
    Recorded | Undone | NothingNew | Shown | Choose | Confirm | NoGoal | Overviewed | Missed
    | Owned | Pick | Home | Reported | FileSent | Told | Linked | Helped | Sorry | RoundShown
    | RoundAsked | RoundIncomplete | NoRounds | Form | FieldsWrong | DeliverablesShown
    | DeliverableShown | WheelShown | HomesShown | ProjectShown | ReviewsShown | CardForm
    | CardDone | ConfirmUndo
)  # fmt: skip


def is_owed(answer: Answer) -> bool:
    """Whether the answer says that something was recorded, or that there was nothing new to record:
    such an answer must get there."""
    news = isinstance(answer, RoundShown) and answer.news is not None
    return news or isinstance(answer, Recorded | Undone | NothingNew | CardDone)
