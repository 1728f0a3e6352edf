"""What a command may look at beyond its own stream.

Each look is remembered by the unit of work: if any of these streams changes before the command is
recorded, it is decided again (docs/adr/0008). So whoever holds a seat here holds it at the very
position at which the command's facts are recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from domain import deliverables, forums, goals, homes, meetings, members
from domain import partnership_refusals as no
from domain.agreements import Agreement
from domain.deliverables import Deliverable
from domain.forums import Forum
from domain.homes import Project
from domain.meetings import Decision, Meeting
from domain.members import Member
from domain.organisation import Forum as ForumRules
from domain.standing import Standing

Load = Callable[[UUID, Callable[[UUID, Any, Any], Any]], Any]
"""The state of a stream, by its id and its fold; None where nothing is recorded in it."""


class Records:
    """The streams of one agreement, by the names that people use."""

    def __init__(self, standing: Standing, load: Load) -> None:
        self.standing = standing
        self.agreement: Agreement = standing.agreement
        self._load = load

    def member(self, member_id: UUID) -> Member:
        """A member who may act; raises `UnknownMember` or `MemberIsReleased`."""
        return members.acting(member_id, self._load(member_id, members.evolve))

    def has_goal(self, number: str) -> bool:
        """Whether the agreement has a goal with that number."""
        return self._load(self.agreement.goal_id(number), goals.evolve) is not None

    def has_forum(self, code: str) -> bool:
        """Whether the agreement has such a forum, or one was set up."""
        if self.agreement.organised.forum(code) is not None:
            return True
        forum: Forum | None = self._load(self.agreement.stream("forum", code), forums.evolve)
        return forum is not None

    def has_project(self, project: str) -> bool:
        """Whether that project was planned, or a forum set up for it."""
        if self.project_or_none(project) is not None:
            return True
        patterns = (one.code for one in self.agreement.organised.forums if one.per_project)
        return any(self.has_forum(forums.code_of(pattern, project)) for pattern in patterns)

    def project_or_none(self, code: str) -> Project | None:
        """The building project with that code, or None."""
        found: Project | None = self._load(self.agreement.stream("project", code), homes.evolve)
        return found

    def forum(self, code: str) -> Forum:
        """A forum that meets; raises `UnknownForum` or `ForumOfEachProject`."""
        rules = self.agreement.organised.forum(code)
        if rules is not None and rules.per_project:
            raise no.ForumOfEachProject(code)
        forum: Forum | None = self._load(self.agreement.stream("forum", code), forums.evolve)
        if rules is None and forum is None:
            known = tuple(one.code for one in self.agreement.organised.forums)
            raise no.UnknownForum(code, known)
        return forum or Forum()

    def forum_rules(self, code: str) -> ForumRules:
        """What the agreement says of a forum, or of its pattern; raises `UnknownForum`."""
        forum = self.forum(code)
        rules = self.agreement.organised.forum(forum.pattern or code)
        if rules is None:
            raise no.UnknownForum(code, ())
        return rules

    def forum_title(self, code: str) -> str:
        """What people call a forum; its code where nothing else is known."""
        rules = self.agreement.organised.forum(code)
        if rules is not None:
            return rules.title
        forum: Forum | None = self._load(self.agreement.stream("forum", code), forums.evolve)
        return forum.title if forum is not None and forum.title else code

    def meeting(self, name: str) -> Meeting:
        """The meeting with that name (``styregruppe-3``); raises `UnknownMeeting`."""
        meeting: Meeting | None = self.meeting_or_none(name)
        if meeting is None:
            raise no.UnknownMeeting(name)
        return meeting

    def meeting_or_none(self, name: str) -> Meeting | None:
        """The meeting with that name, or None."""
        found: Meeting | None = self._load(self.agreement.stream("meeting", name), meetings.evolve)
        return found

    def decision(self, name: str) -> tuple[Meeting, Decision]:
        """A decision (``styregruppe-3/2``) that holds; raises `UnknownDecision`,
        `DecisionIsSuperseded`."""
        meeting_name, _, number = name.partition("/")
        meeting = self.meeting_or_none(meeting_name) if number.isdecimal() else None
        decision = meeting.decision(int(number)) if meeting is not None else None
        if meeting is None or decision is None:
            raise no.UnknownDecision(name)
        if decision.superseded_by:
            raise no.DecisionIsSuperseded(name, decision.superseded_by)
        return meeting, decision

    def decided(self, name: str, forum: str, kind: str, about: str | None) -> None:
        """That the decision is one of that forum and kind, about that; raises a `Refusal`."""
        meeting, decision = self.decision(name)
        wrong = meeting.forum != forum or decision.kind != kind
        if wrong or (about is not None and about not in decision.refers):
            raise no.NotThatDecision(name, self.forum_title(forum), kind)

    def deliverable(self, code: str) -> Deliverable:
        """The deliverable with that code; raises `UnknownDeliverable`."""
        found: Deliverable | None = self._load(
            self.agreement.stream("deliverable", code), deliverables.evolve
        )
        if found is None:
            known = tuple(one.code for one in self.agreement.organised.deliverables)
            raise no.UnknownDeliverable(code, known)
        return found
