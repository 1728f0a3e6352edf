"""What a document states that the ledger does not hold yet, and where the two differ.

A statement that the ledger holds already is a repetition and is not recorded. A statement about
something nobody has stated is new. Where both state something and it is not the same, that is a
difference: it is shown, and recorded as a correction only when a person accepts it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cli.importing.matching import Match, match, title_and_aliases
from cli.reading import Document, Row
from domain import commands as c
from domain import events as e
from domain import facts, names
from domain.agreements import Agreement
from domain.facts import SAID, UNCHANGED, Fact, InForce
from domain.quarters import Quarter
from projections.bilag1 import UNCHANGED_WORDS, Picture
from projections.goals_by_name import GoalRef
from projections.log_questions import LogEntry

PREVIOUS = "previous"
"""The step that takes over what a document says of the quarter before; in its command's id too."""

KEPT = "kept"
"""The step that lets a later quarter say what it said; in its command's id too."""

STATED = ("fulfilment", "delay_reason", "expected_completion")


@dataclass(frozen=True, slots=True)
class Step:
    """A command, with the row that it comes from and which of the row's statements it is."""

    row: Row
    what: str
    command: c.GoalCommand


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell where the ledger and the document state different things.

    ``steps`` would make the ledger say what the document says.
    """

    row: Row
    number: str
    column: str
    ledger: str
    document: str
    steps: tuple[Step, ...]


@dataclass(slots=True)
class Plan:
    """What the import of a document would do."""

    steps: list[Step] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    moved: list[tuple[Match, Step]] = field(default_factory=list)
    new: list[tuple[Match, str]] = field(default_factory=list)
    backdated: list[tuple[Match, date]] = field(default_factory=list)
    absent: list[Picture] = field(default_factory=list)
    misnumbered: list[Match] = field(default_factory=list)
    before_agreement: int = 0
    """Rows whose status of the quarter before lies before the agreement, and is not recorded."""


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
            asked = _Asked(self, one, c.ReportStatus(goal, self.effective))
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
            self.agreement.goal_id(one.number), self._since(row), self._reason(), row.wording,
            row.theme, row.deadline, row.content, row.responsible,
        )  # fmt: skip
        return Step(row, "backdated", command)

    def _reword(self, one: Match, known: Picture) -> Step:
        goal, day = self.agreement.goal_id(one.number), self._from(known.own["wording"])
        command = c.RewordGoal(goal, day, self._reason(), wording=one.row.wording)
        return Step(one.row, "wording", command)

    def _from(self, said: InForce) -> date:
        """The day from which the document's words take the place of those that hold: the quarter's
        first, or a later one in it on which they were said."""
        return max(self.document.quarter.first_day, said.effective)

    def _reason(self) -> str:
        return f"Bilag 1 for {self.document.quarter.danish}"

    def _called(self, one: Match) -> Iterator[Difference]:
        """Where the document gives a goal another title, or a name that it does not have."""
        row, ref = one.row, self.called[one.number]
        if row.title and not _same(ref.title, row.title):
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
        goal, reason, row = self.agreement.goal_id(one.number), self._reason(), one.row
        day = {column: self._from(known.own[column]) for column in facts.DEFINITION}
        changes: dict[str, c.GoalCommand] = {
            "theme": c.RewordGoal(goal, day["theme"], reason, theme=row.theme),
            "deadline": c.MoveDeadline(goal, day["deadline"], reason, row.deadline),
            "content": c.RewordGoal(goal, day["content"], reason, content=row.content),
            "responsible": c.ChangeResponsible(goal, day["responsible"], reason, row.responsible),
        }
        for column, command in changes.items():
            here, there = known.own[column].value, getattr(row, column)
            if _same(here, there):
                continue
            step = Step(row, f"accept:{column}", command)
            yield Difference(row, one.number, column, here, there, (step,))


@dataclass(frozen=True, slots=True)
class _Asked:
    """One row's statements about its quarter and the one before, against what is in force."""

    planner: Planner
    one: Match
    blank: c.ReportStatus

    @property
    def _row(self) -> Row:
        return self.one.row

    def _now(self, name: str) -> InForce | None:
        return self.one.known.now.get(name) if self.one.known else None

    def _then(self, name: str) -> InForce | None:
        """What was in force at the end of the quarter before."""
        then = self.planner.then.get(self.one.number)
        return then.now.get(name) if then else None

    def _in(self, quarter: Quarter, name: str) -> InForce | None:
        """What was stated for the quarter itself, not carried into it."""
        found = self._now(name)
        return found if found and found.effective in quarter else None

    # --- new statements -----------------------------------------------------------------------

    def news(self) -> Iterator[Step]:
        """The statements about something nobody has stated."""
        yield from self._previous_news()
        if self._row.unreported:
            yield from self._carried_news()
            yield from self._taken_back(self._carried_too_late())
            return
        quarter = self.planner.document.quarter
        said = self._in(quarter, "status")
        told = {name: value for name in STATED if (value := self._new_value(name)) is not None}
        text = self._row.status
        before = self._text_before() or self._row.previous_status
        if said is None and not self._row.unchanged and (text or (told and before)):
            told["text"] = text  # an empty cell beside others says that the status is empty
        if told:
            yield self._step("status", c.ReportStatus(
                self.blank.goal, self.planner.effective, **told))  # fmt: skip
        early = self._told_too_late()
        if early is not None:
            yield from self._taken_back([early])
        if self._row.unchanged and (said is None or early is not None):
            confirm = c.ConfirmUnchanged(self.blank.goal, self.planner.effective, quarter)
            yield self._step("unchanged", confirm)

    def _told_too_late(self) -> InForce | None:
        """The text of the quarter that a later document told, where it only repeats what this one
        tells of the quarter before: the text is older than could be seen then."""
        said = self._in(self.planner.document.quarter, "text")
        if said is None or not self._row.unchanged or self.planner.outside():
            return None
        same = _same(said.value, self._row.previous_status)
        return said if same and self.planner.of_quarter_before(said.position) else None

    def _carried_too_late(self) -> list[InForce]:
        """What a later document told of the quarter, which this one says nobody reported on: all
        of it, where it only repeats what this one tells of the quarter before."""
        told = {"status": SAID, "text": self._row.previous_status} | {
            name: getattr(self._row, name) for name in STATED
        }
        found = {name: said for name in told
                 if (said := self._in(self.planner.document.quarter, name))}  # fmt: skip
        only_repeats = not self.planner.outside() and all(
            self.planner.of_another_quarter(said.position) and _same(said.value, told[name])
            for name, said in found.items()
        )
        return list(found.values()) if only_repeats else []

    def _taken_back(self, found: Iterable[InForce]) -> Iterator[Step]:
        versions = dict.fromkeys(self.planner.version_at(one.position) for one in found)
        for n, version in enumerate(versions):
            retract = c.RetractFact(self.blank.goal, version, self.planner._reason())
            yield self._step("earlier" + (f":{n}" if n else ""), retract)

    def _new_value(self, name: str) -> str | None:
        """What the row states about a column of its quarter that nobody has stated for it.

        With "Uændret", what was in force before is repeated, in a row as in the ledger. An empty
        cell states something only where something was in force.
        """
        value: str = getattr(self._row, name)
        now = self._now(name)
        if self._in(self.planner.document.quarter, name) is not None:
            return None
        if self._row.unchanged and now is not None and _same(now.value, value):
            return None
        if now is not None and self._confirmed:
            return None
        return value if value or (now is not None and now.value) else None

    @property
    def _confirmed(self) -> bool:
        """Whether the quarter was said to be unchanged, with what was in force then."""
        said = self._in(self.planner.document.quarter, "status")
        return (
            said is not None
            and said.value == UNCHANGED
            and not self.planner.of_another_quarter(said.position)
        )

    def _previous_news(self) -> Iterator[Step]:
        said, known = self._row.previous_status, self._text_before()
        if self.planner.outside():
            return
        if not said or (known is not None and _same(known.value, said)):
            return
        if known is None:
            yield self._previous_text(said)
        elif known.effective not in self.planner.document.previous:
            if _same(said, UNCHANGED_WORDS):
                previous = self.planner.document.previous
                confirm = c.ConfirmUnchanged(self.blank.goal, self.planner.before, previous)
                yield self._step(PREVIOUS, confirm)
            elif self.one.number not in self.planner.confirmed:
                yield self._previous_text(said)

    def _carried_news(self) -> Iterator[Step]:
        """What was carried into an unreported quarter: it is told of the one before."""
        told = {
            name: value
            for name in STATED
            if not _same(value := getattr(self._row, name), _value(then := self._then(name)))
            and not self._told_before(then)
        }
        if told and not self.planner.outside():
            report = c.ReportStatus(self.blank.goal, self.planner.before, **told)
            yield self._step(f"{PREVIOUS}:carried", report)

    def _told_before(self, then: InForce | None) -> bool:
        """Whether it was stated for the quarter before itself, or confirmed for it."""
        if then is None:
            return False
        return (
            then.effective in self.planner.document.previous
            or self.one.number in self.planner.confirmed
        )

    def _previous_text(self, said: str) -> Step:
        report = c.ReportStatus(self.blank.goal, self.planner.before, text=said)
        return self._step(PREVIOUS, report)

    def _text_before(self) -> InForce | None:
        return self.one.known.before if self.one.known else None

    # --- differences --------------------------------------------------------------------------

    def differences(self) -> Iterator[Difference]:
        """The cells where the ledger states something else for the same quarter."""
        quarter, row = self.planner.document.quarter, self._row
        yield from self._previous_difference()
        if row.unreported:
            yield from self._carried_differences()
            return
        said = self._in(quarter, "status")
        text = self._now("text")
        withdrawn: list[int] = []
        if said is not None and said.value == UNCHANGED and not row.unchanged:
            day = max(self.planner.effective, said.effective)
            report = c.ReportStatus(self.blank.goal, day, text=row.status, **self._repeated())
            yield self._differs("status", UNCHANGED_WORDS, row.status, report)
        elif self._told_too_late() is not None:
            pass
        elif said and text and said.value == SAID and row.unchanged:
            withdrawn = self.planner.with_a_text(self.one.number)
            yield self._differs("status", text.value, UNCHANGED_WORDS, *self._unsaid(withdrawn))
        elif said and text and said.value == SAID and not _same(text.value, row.status):
            correction = self._correction(text, text=row.status)
            yield self._differs("status", text.value, row.status, correction)
        for name in STATED:
            now, found = self._now(name), self._in(quarter, name)
            value = getattr(row, name)
            if now is None or _same(now.value, value):
                continue
            if found is not None:
                # Where the quarter's reports are taken back, `_unsaid` states it anew.
                told = [] if withdrawn else [self._correction(found, **{name: value})]
                yield self._differs(name, found.value, value, *told)
            elif self._confirmed:
                report = c.ReportStatus(self.blank.goal, self.planner.effective, **{name: value})
                yield self._differs(name, now.value, value, report)

    def _repeated(self) -> dict[str, str]:
        """What was carried into a confirmed quarter and the row states beside its own text."""
        told = {name: value for name in STATED if (value := getattr(self._row, name))}
        quarter = self.planner.document.quarter
        return {
            name: value
            for name, value in told.items()
            if self._in(quarter, name) is None and _same(value, _value(self._now(name)))
        }

    def _unsaid(self, versions: Iterable[int]) -> tuple[c.GoalCommand, ...]:
        """Take the quarter's reports back, state the row's other cells, and confirm "Uændret".

        The other cells are stated anew, as a report that is taken back may have stated them.
        """
        planner, goal, row = self.planner, self.blank.goal, self._row
        told = {
            name: value
            for name in STATED
            if (value := getattr(row, name)) or self._now(name) is not None
        }
        said = (self._in(planner.document.quarter, name) for name in STATED)
        day = max([planner.effective, *(found.effective for found in said if found)])
        again = (c.ReportStatus(goal, day, **told),) if told else ()
        return (
            *(c.RetractFact(goal, version, planner._reason()) for version in versions),
            *again,
            c.ConfirmUnchanged(goal, planner.effective, planner.document.quarter),
        )

    def _previous_difference(self) -> Iterator[Difference]:
        said, known = self._row.previous_status, self._text_before()
        if not said or known is None or _same(known.value, said):
            return
        if known.effective in self.planner.document.previous:
            correction = self._correction(known, text=said)
            yield self._differs("previous_status", known.value, said, correction)
        elif self.one.number in self.planner.confirmed and not _same(said, UNCHANGED_WORDS):
            report = c.ReportStatus(self.blank.goal, self.planner.before, text=said)
            yield self._differs("previous_status", known.value, said, report)

    def _carried_differences(self) -> Iterator[Difference]:
        for name in STATED:
            then, value = self._then(name), getattr(self._row, name)
            if then is None or not self._told_before(then) or _same(then.value, value):
                continue
            command: c.GoalCommand = c.ReportStatus(
                self.blank.goal, self.planner.before, **{name: value}
            )
            if then.effective in self.planner.document.previous:
                command = self._correction(then, **{name: value})
            yield self._differs(name, then.value, value, command)

    def _correction(self, found: InForce, **told: str) -> c.CorrectFact:
        version = self.planner.version_at(found.position)
        return c.CorrectFact(self.blank.goal, version, self.planner._reason(), **told)

    def _differs(
        self, column: str, ledger: str, document: str, *commands: c.GoalCommand
    ) -> Difference:
        steps = tuple(
            self._step(f"accept:{column}" + (f":{n}" if n else ""), command)
            for n, command in enumerate(commands)
        )
        return Difference(self._row, self.one.number, column, ledger, document, steps)

    def _step(self, what: str, command: c.GoalCommand) -> Step:
        return Step(self._row, what, command)


def _tells_of_before(row: Row) -> bool:
    carried = row.unreported and any(getattr(row, name) for name in STATED)
    return bool(row.previous_status) or carried


def _value(found: InForce | None) -> str:
    return found.value if found else ""


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())


def counted(steps: Iterable[Step]) -> dict[str, int]:
    """How many statements of each sort there are."""
    counts: dict[str, int] = {}
    for step in steps:
        counts[step.what.split(":")[0]] = counts.get(step.what.split(":")[0], 0) + 1
    return counts
