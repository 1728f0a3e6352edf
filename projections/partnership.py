"""A partnership as it was known at a position: pure data, and what follows from it on a day.

`known_at` is the position up to which facts were taken in; each question then asks `as_of` a day.
The views (`projections.partnership_questions`) and the replay (`projections.partnership_replay`)
both make a `Partnership`, and must make the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.agreements import Agreement
from domain.facts import ALWAYS
from domain.meetings import name_of
from domain.organisation import Forum as ForumRules
from domain.standing import Order, Version, latest, on
from projections.homes import ProjectTold, ReviewTold


class SetUp(NamedTuple):
    """A forum that was set up for a project."""

    position: int
    code: str
    pattern: str
    title: str
    project: str
    effective: date


class SeatFact(NamedTuple):
    """A seat was taken or released from a day on."""

    position: int
    forum: str
    member: UUID
    unit: str
    effective: date
    taken: bool


class SeatHeld(NamedTuple):
    """A seat as it is held on a day, since when, and until when where that is known."""

    member: UUID
    unit: str
    since: date
    until: date | None


class About(NamedTuple):
    """What a decision refers to; ``sha256`` of the version that it approves, else empty."""

    target: str
    sha256: str


@dataclass(slots=True)
class DecisionMade:
    """A decision with what became of it. ``day`` is that of its meeting."""

    name: str
    position: int
    forum: str
    day: date
    item: int
    kind: str
    text: str
    presented: str
    responsible: str | None
    due: date | None
    about: list[About] = field(default_factory=list)
    dissent: list[tuple[str, str]] = field(default_factory=list)
    superseded_by: str = ""
    done: date | None = None
    done_text: str = ""

    def overdue(self, as_of: date) -> bool:
        """Whether its follow-up should have been done before the day, and is not."""
        open_still = self.done is None or self.done > as_of
        return self.due is not None and open_still and not self.superseded_by and self.due < as_of


class Draft(NamedTuple):
    """The minutes in a draft: their text, or a file by name, with the SHA-256."""

    draft: int
    text: str
    file: str
    sha256: str


@dataclass(slots=True)
class MeetingTold:
    """A meeting with all that is known of it. ``changed`` is the last position about its time."""

    forum: str
    number: int
    called: int
    day: date
    time: str
    minutes: int
    place: str
    agenda: list[str] = field(default_factory=list)
    invited: list[UUID] = field(default_factory=list)
    present: list[UUID] = field(default_factory=list)
    apologies: list[UUID] = field(default_factory=list)
    moves: int = 0
    changed: int = 0
    cancelled: str | None = None
    held: bool = False
    decisions: list[DecisionMade] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    approved_at: str = ""
    addenda: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """How people name the meeting: ``styregruppe-3``."""
        return name_of(self.forum, self.number)


class StepTaken(NamedTuple):
    """What was done to a deliverable, and the state that it led to."""

    position: int
    what: str
    effective: date
    state: str
    draft: int | None
    source: str
    sha256: str
    text: str
    forum: str
    unit: str
    decision: str
    member: UUID | None


@dataclass(slots=True)
class DeliverableTold:
    """A deliverable with its steps, in the order of the ledger."""

    code: str
    forum: str
    planned: StepTaken
    steps: list[StepTaken] = field(default_factory=list)

    def at(self, as_of: date) -> StepTaken:
        """The last step on or before a day."""
        done = [one for one in self.steps if one.effective <= as_of]
        return done[-1] if done else self.planned

    def version(self, as_of: date) -> StepTaken | None:
        """The version that lies there on a day; None where nothing is drafted."""
        drafted = [one for one in self.steps if one.what == "draft" and one.effective <= as_of]
        return drafted[-1] if drafted else None


class Lapsed(NamedTuple):
    """By which decision the agreement ended, when and why."""

    position: int
    decision: str
    effective: date
    reason: str


class Prioritised(NamedTuple):
    """A decision gave the deliverables another order from a day on."""

    position: int
    decision: str
    effective: date


@dataclass(slots=True)
class Partnership:
    """All that is known of a partnership at a position. ``agreement`` is its last version known,
    ``versions`` are all of them as recorded, each with the day from which it holds, and ``since``
    are the days from which there are the forums that an amendment added."""

    agreement: Agreement
    known_at: int
    set_up: list[SetUp] = field(default_factory=list)
    seats: list[SeatFact] = field(default_factory=list)
    meetings: list[MeetingTold] = field(default_factory=list)
    deliverables: list[DeliverableTold] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    projects: list[ProjectTold] = field(default_factory=list)
    reviews: list[ReviewTold] = field(default_factory=list)
    prioritised: list[Prioritised] = field(default_factory=list)
    lapsed: Lapsed | None = None
    since: dict[str, date] = field(default_factory=dict)
    versions: list[Version] = field(default_factory=list)

    def loaded(self, agreement: Agreement) -> None:
        """Take in the agreement as it was loaded, which holds always."""
        self.agreement, self.versions = agreement, [(ALWAYS, agreement)]

    def amended(self, effective: date, agreement: Agreement) -> None:
        """Take in an amendment."""
        known = {one.code for one in self.agreement.organised.forums}
        new = (one.code for one in agreement.organised.forums if one.code not in known)
        self.since |= dict.fromkeys(new, effective)
        self.agreement = agreement
        self.versions.append((effective, agreement))

    def on(self, as_of: date) -> Partnership:
        """The same with the agreement as it was on a day, for a paper of that day: an amendment
        of a later day tells neither its words nor its deliverables early."""
        agreement = on(self.versions, as_of) if self.versions else self.agreement
        if agreement == self.agreement:
            return self
        there = {one.code for one in agreement.organised.deliverables}
        kept = [one for one in self.deliverables if one.code in there]
        return replace(self, agreement=agreement, deliverables=kept)

    def forums(self, as_of: date) -> list[tuple[str, str, ForumRules]]:
        """Code, title and rules of each forum that meets, as of a day."""
        organised = self.agreement.organised
        own = [
            (one.code, one.title, one)
            for one in organised.forums
            if not one.per_project and self.since.get(one.code, as_of) <= as_of
        ]
        for one in self.set_up:
            rules = organised.forum(one.pattern)
            if rules is not None and one.effective <= as_of:
                own.append((one.code, one.title, rules))
        return own

    def committees(self, as_of: date) -> dict[str, str]:
        """The titles of the building committees set up by a day, by project."""
        return {one.project: one.title for one in self.set_up if one.effective <= as_of}

    def composition(self, forum: str, as_of: date) -> list[SeatHeld]:
        """Who sits in a forum as of a day, in the order in which the seats were taken."""
        held: dict[UUID, list[SeatHeld]] = {}
        for one in self.seats:
            if one.forum != forum:
                continue
            if one.taken:
                seat = SeatHeld(one.member, one.unit, one.effective, None)
                held.setdefault(one.member, []).append(seat)
            else:
                held[one.member][-1] = held[one.member][-1]._replace(until=one.effective)
        return [
            seat
            for seats in held.values()
            for seat in seats
            if seat.since <= as_of and (seat.until is None or as_of < seat.until)
        ]

    def meetings_of(self, forum: str) -> list[MeetingTold]:
        """The meetings of a forum, in the order of their numbers."""
        return sorted((one for one in self.meetings if one.forum == forum), key=lambda m: m.number)

    def decisions(self) -> list[DecisionMade]:
        """All decisions, by the day of their meetings and in the order of the ledger."""
        every = (decision for one in self.meetings for decision in one.decisions)
        return sorted(every, key=lambda one: (one.day, one.position))

    def in_order(self, as_of: date) -> list[DeliverableTold]:
        """The deliverables by priority, as of a day."""
        told = [one for one in self.orders if one[0] <= as_of]
        order = [*(latest(told) if told else ()), *(one.code for one in self.deliverables)]
        return sorted(self.deliverables, key=lambda one: order.index(one.code))
