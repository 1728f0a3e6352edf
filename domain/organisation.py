"""The organisation of an agreement, as its file describes it: forums, seats, deliverables, rules.

Nothing about a particular partnership is in code: who meets how often, which way a deliverable goes
and who may approve it are tables of the file. `domain.organisation_checks` says what a file may not
say.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

Per = Literal["quarter", "half-year", "year"]
Action = Literal["draft", "contribute", "hand", "approve", "return", "withdraw"]
"""What may be done to a deliverable; which of it leads where is the workflow's table."""

RESPONSIBLE, CONTRIBUTING, SECRETARIAT = "responsible", "contributing", "secretariat"
ROLES = (RESPONSIBLE, CONTRIBUTING, SECRETARIAT)
"""Who may take a step, beside forums by their code: a seat in the forum that answers for the
deliverable, a seat in one that contributes to it, or the secretariat."""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the agreement file; unknown keys are refused."""


class Seats(Part, frozen=True):
    """How many seats a unit or party has in a forum; None where the agreement gives no number."""

    unit: str
    seats: int | None = None


class Phase(Part, frozen=True):
    """How often a forum meets in some years of the agreement, the first year being 1.

    ``to_year`` None means: from then on. ``meetings`` are owed in each ``per``.
    """

    meetings: int
    per: Per
    from_year: int = 1
    to_year: int | None = None


class Duty(Part, frozen=True):
    """Something that a forum does in each ``per`` beside its meetings."""

    title: str
    per: Per = "year"


class Forum(Part, frozen=True):
    """A forum: who staffs it, how often it meets, and what for.

    No ``cadence`` means that it decides by itself. ``per_project`` forums are set up one for each
    building project. ``receives`` are papers laid before it. ``reports_to`` is the forum above it.
    """

    code: str
    title: str
    purpose: str = ""
    seats: tuple[Seats, ...] = ()
    cadence: tuple[Phase, ...] = ()
    chair: str = ""
    secretariat: str = ""
    themes: tuple[str, ...] = ()
    reports_to: str = ""
    per_project: bool = False
    duties: tuple[Duty, ...] = ()
    receives: tuple[str, ...] = ()

    def seats_of(self, unit: str) -> Seats | None:
        """The seats that the unit has here; None where it has none."""
        return next((one for one in self.seats if one.unit == unit), None)


class Deliverable(Part, frozen=True):
    """What the parties deliver. Their order in the file is their order of priority."""

    code: str
    title: str
    forum: str
    theme: str = ""
    contributing: tuple[str, ...] = ()


class State(Part, frozen=True):
    """A state of a deliverable. ``forum`` is where it lies then; from ``final`` ones it goes
    nowhere."""

    code: str
    title: str
    forum: str = ""
    final: bool = False


class Step(Part, frozen=True):
    """A line of the workflow: what leads from which states to which, and who may do it."""

    action: Action
    origins: tuple[str, ...] = msgspec.field(name="from")
    to: str
    by: tuple[str, ...] = ()


class Workflow(Part, frozen=True):
    """The way of every deliverable, as a table."""

    initial: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]

    def state(self, code: str) -> State | None:
        """The state with that code, or None."""
        return next((one for one in self.states if one.code == code), None)

    def steps_from(self, state: str, action: Action) -> tuple[Step, ...]:
        """The lines by which the action leads on from a state."""
        return tuple(one for one in self.steps if one.action == action and state in one.origins)


class Approval(Part, frozen=True):
    """Which forum approves, how many of its members, and whether a decision must name it.

    Whoever drafted or handed on the version is never among them.
    """

    forum: str
    approvals: int = 1
    by_decision: bool = True


class Lapse(Part, frozen=True):
    """When the agreement ends early, in words, and which forum decides that it does."""

    condition: str
    forum: str


class Signatory(Part, frozen=True):
    """For which party or unit somebody signed, and in which office; never a person's name."""

    unit: str
    office: str


class Target(Part, frozen=True):
    """A figure to reach, such as homes, by a day."""

    code: str
    title: str
    amount: int
    by: date


class Milestone(Part, frozen=True):
    """A milestone of a building project; those of ``after`` must be reached before it."""

    code: str
    title: str
    after: tuple[str, ...] = ()


class Review(Part, frozen=True):
    """A part of the yearly review of a housing section, such as its budget."""

    code: str
    title: str


class Homes(Part, frozen=True):
    """How homes are followed: towards which target, by whom, over which milestones.

    ``forum`` answers for the projects, ``committee`` is the forum that is set up for each;
    ``finished`` is the milestone from which homes are in use. ``reviewed_by`` reviews the sections.
    ``organisations`` are the units that may build; where the file names none, any party or unit.
    """

    target: str
    forum: str
    milestones: tuple[Milestone, ...]
    finished: str
    committee: str = ""
    reviewed_by: str = ""
    reviews: tuple[Review, ...] = ()
    organisations: tuple[str, ...] = ()

    def milestone(self, code: str) -> Milestone | None:
        """The milestone with that code, or None."""
        return next((one for one in self.milestones if one.code == code), None)

    def title(self, code: str) -> str:
        """What the milestone is called; its code where the table has none such."""
        one = self.milestone(code)
        return one.title if one is not None else code

    def before(self, code: str) -> tuple[str, ...]:
        """The milestones that must be reached before that one."""
        one = self.milestone(code)
        return one.after if one is not None else ()

    def following(self, code: str) -> tuple[str, ...]:
        """That milestone and all that build on it, in the order of the table."""
        found = {code}
        for _ in self.milestones:
            found |= {one.code for one in self.milestones if found & set(one.after)}
        return tuple(one.code for one in self.milestones if one.code in found)


class Organisation(Part, frozen=True):
    """How an agreement is organised."""

    forums: tuple[Forum, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    workflow: Workflow | None = None
    approval: Approval | None = None
    lapse: Lapse | None = None
    signatories: tuple[Signatory, ...] = ()
    targets: tuple[Target, ...] = ()
    homes: Homes | msgspec.UnsetType = msgspec.UNSET
    """How homes are followed; left out of the stored bytes where the file has none."""

    @property
    def building(self) -> Homes | None:
        """How homes are followed; None where the agreement builds none."""
        return None if isinstance(self.homes, msgspec.UnsetType) else self.homes

    def aim(self, homes: Homes) -> Target:
        """The target that homes are built for; the agreement's file was checked for it."""
        return next(one for one in self.targets if one.code == homes.target)

    def forum(self, code: str) -> Forum | None:
        """The forum with that code, or None."""
        return next((one for one in self.forums if one.code == code), None)

    def deliverable(self, code: str) -> Deliverable | None:
        """The deliverable with that code, or None."""
        return next((one for one in self.deliverables if one.code == code), None)
