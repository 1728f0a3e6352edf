"""What a document states that the ledger does not hold yet, and where the two differ.

A statement that the ledger holds already is a repetition and is not recorded. A statement about
something nobody has stated is new. Where both state something and it is not the same, that is a
difference: it is shown, and recorded as a correction only when a person accepts it.

Here the goals themselves are compared; what a row states of a quarter, in `statements`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cli.importing.matching import Match, match, title_and_aliases
from cli.importing.statements import RowAsked
from cli.importing.steps import KEPT, PREVIOUS, STATED, Difference, Plan, Step, same
from cli.reading import Document, Row
from domain import commands as c
from domain import events as e
from domain import facts, names
from domain.agreements import Agreement
from domain.facts import Fact, InForce
from projections.bilag1 import Picture
from projections.goals_by_name import GoalRef
from projections.log_questions import LogEntry


@dataclass(frozen=True)
class Planner:
    """Compares one document with what the ledger holds.

    ``known`` are the pictures of the document's quarter, ``known_before`` those of the one before,
    and ``later`` those of the goals that are known from a later quarter on. ``effective`` and
    ``before`` are the days on which what it states about its quarter and the one before holds.
    ``entry_at`` gives the log entry at a position, ``texts`` every statement of a goal's status
    text, and ``called`` how a goal is called, by number.
    """

    agreement: Agreement
    document: Document
    known: list[Picture]
    known_before: list[Picture]
    later: list[Picture]
    effective: date
    before: date
    entry_at: Callable[[int], LogEntry]
    texts: Callable[[GoalRef], list[tuple[Fact, int]]]
    called: Mapping[str, GoalRef]

    @cached_property
    def confirmed(self) -> frozenset[str]:
        """The numbers of the goals that were confirmed unchanged for the quarter before."""
        quarter = self.document.previous
        return frozenset(one.number for one in self.known_before if one.confirmed(quarter))

    @cached_property
    def then(self) -> Mapping[str, Picture]:
        """The goals in the quarter before, by their numbers."""
        return {one.number: one for one in self.known_before}

    def version_at(self, position: int) -> int:
        """The version, in its goal's stream, of the report that the position is or is about."""
        entry = self.entry_at(position)
        event = entry.recorded.event
        return event.corrects if isinstance(event, e.GoalFactCorrected) else entry.version

    def with_a_text(self, number: str) -> list[int]:
        """The versions of the reports that state a goal's text in the document's quarter."""
        quarter = self.document.quarter
        stood = facts.standing(self.texts(self.called[number]), quarter.last_day)
        return [self.version_at(one.position) for one in stood if one.effective in quarter]

    def of_quarter_before(self, position: int) -> bool:
        """Whether the position is what a document told of the quarter before its own."""
        return self._came_as(PREVIOUS, position)

    def of_another_quarter(self, position: int) -> bool:
        """Whether the position came with a document for another quarter than the one it is of."""
        return self.of_quarter_before(position) or self._came_as(KEPT, position)

    def _came_as(self, what: str, position: int) -> bool:
        entry = self.entry_at(position)
        return entry.channel == "import" and f":{what}:" in entry.command_id

    def plan(self) -> Plan:
        """Everything that the document leads to."""
        plan = Plan()
        matches = match(self.agreement, self.document, self.known, self.later)
        taken = {names.key(one.own["title"].value) for one in (*self.known, *self.later)}
        for one in matches:
            goal = self.agreement.goal_id(one.number)
            if one.new:
                title, aliases = title_and_aliases(self.agreement, one, taken)
                taken.add(names.key(title))
                plan.new.append((one, title))
                plan.steps.append(self._register(one, title, aliases))
            elif one.known is not None:
                plan.differences.extend(self._definition(one, one.known))
                if one.moved is not None:
                    plan.moved.append((one, self._reword(one, one.known)))
            if not one.new:
                plan.differences.extend(self._called(one))
            if not one.new and self._began_earlier(one):
                plan.backdated.append((one, self._since(one.row)))
                step = self._backdate(one)
                if one.known is None and one.moved is not None:
                    plan.moved.append((one, step))
                else:
                    plan.steps.append(step)
            asked = RowAsked(self, one, c.ReportStatus(goal, self.effective))
            plan.steps.extend(asked.news())
            plan.differences.extend(asked.differences())
        plan.misnumbered = [one for one in matches if one.numbered]
        here = {one.number for one in matches}
        if self.outside():
            plan.before_agreement = sum(bool(one.row.previous_status) for one in matches)
        plan.absent = sorted((one for one in self.known if one.number not in here), key=self._place)
        return plan

    def _place(self, picture: Picture) -> tuple[int, int]:
        """Where a goal stands in Bilag 1: A2 before A10."""
        letters = [section.letter for section in self.agreement.sections]
        return letters.index(picture.section), int(picture.number[1:])

    def outside(self) -> bool:
        """Whether the quarter before the document's lies before the agreement."""
        return self.before < self.agreement.start

    def _register(self, one: Match, title: str, aliases: tuple[str, ...]) -> Step:
        row, first = one.row, not (self.known or self.later)
        start = self.agreement.start if first else self._since(row)
        command = c.RegisterGoal(
            self.agreement.goal_id(one.number), one.number, start, title, row.wording, aliases,
            row.theme, row.deadline, row.content, row.responsible,
        )  # fmt: skip
        return Step(row, "goal", command)

    def _since(self, row: Row) -> date:
        """The first day of the earliest quarter that the row states something about."""
        quarter = self.document.previous if _tells_of_before(row) else self.document.quarter
        return max(quarter.first_day, self.agreement.start)

    def _began_earlier(self, one: Match) -> bool:
        """Whether the row states something about a quarter in which its goal was not known yet."""
        if one.known is None:
            return True
        return _tells_of_before(one.row) and not (one.number in self.then or self.outside())

    def _backdate(self, one: Match) -> Step:
        row = one.row
        command = c.BackdateGoal(
            self.agreement.goal_id(one.number), self._since(row), self.reason(), row.wording,
            row.theme, row.deadline, row.content, row.responsible,
        )  # fmt: skip
        return Step(row, "backdated", command)

    def _reword(self, one: Match, known: Picture) -> Step:
        goal, day = self.agreement.goal_id(one.number), self._from(known.own["wording"])
        command = c.RewordGoal(goal, day, self.reason(), wording=one.row.wording)
        return Step(one.row, "wording", command)

    def _from(self, said: InForce) -> date:
        """The day from which the document's words take the place of those that hold: the quarter's
        first, or a later one in it on which they were said."""
        return max(self.document.quarter.first_day, said.effective)

    def reason(self) -> str:
        """Why what the document states takes the place of something."""
        return f"Bilag 1 for {self.document.quarter.danish}"

    def _called(self, one: Match) -> Iterator[Difference]:
        """Where the document gives a goal another title, or a name that it does not have."""
        row, ref = one.row, self.called[one.number]
        if row.title and not same(ref.title, row.title):
            retitle = Step(row, "accept:title", c.RetitleGoal(ref.id, row.title))
            yield Difference(row, one.number, "title", ref.title, row.title, (retitle,))
        known = {names.key(name) for name in (row.title or ref.title, *ref.aliases)}
        told = {names.key(alias): alias for alias in row.aliases}
        missing = [alias for key, alias in told.items() if key not in known]
        if missing:
            yield Difference(
                row, one.number, "aliases", "; ".join(ref.aliases), "; ".join(row.aliases),
                tuple(Step(row, f"accept:aliases:{n}", c.AddAlias(ref.id, alias))
                      for n, alias in enumerate(missing)),
            )  # fmt: skip

    def _definition(self, one: Match, known: Picture) -> Iterator[Difference]:
        """Where the document gives a goal another theme, deadline, content or tovholder."""
        goal, reason, row = self.agreement.goal_id(one.number), self.reason(), one.row
        day = {column: self._from(known.own[column]) for column in facts.DEFINITION}
        changes: dict[str, c.GoalCommand] = {
            "theme": c.RewordGoal(goal, day["theme"], reason, theme=row.theme),
            "deadline": c.MoveDeadline(goal, day["deadline"], reason, row.deadline),
            "content": c.RewordGoal(goal, day["content"], reason, content=row.content),
            "responsible": c.ChangeResponsible(goal, day["responsible"], reason, row.responsible),
        }
        for column, command in changes.items():
            here, there = known.own[column].value, getattr(row, column)
            if same(here, there):
                continue
            step = Step(row, f"accept:{column}", command)
            yield Difference(row, one.number, column, here, there, (step,))


def _tells_of_before(row: Row) -> bool:
    carried = row.unreported and any(getattr(row, name) for name in STATED)
    return bool(row.previous_status) or carried
