"""What one row of a document states of its quarter and the one before, against the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.importing.steps import PREVIOUS, STATED, Difference, Step, same
from domain import commands as c
from domain.facts import SAID, UNCHANGED, InForce
from domain.quarters import Quarter
from projections.bilag1 import UNCHANGED_WORDS

if TYPE_CHECKING:
    from cli.importing.matching import Match
    from cli.importing.plan import Planner
    from cli.reading import Row


@dataclass(frozen=True, slots=True)
class RowAsked:
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
        repeated = same(said.value, self._row.previous_status)
        return said if repeated and self.planner.of_quarter_before(said.position) else None

    def _carried_too_late(self) -> list[InForce]:
        """What a later document told of the quarter, which this one says nobody reported on: all
        of it, where it only repeats what this one tells of the quarter before."""
        told = {"status": SAID, "text": self._row.previous_status} | {
            name: getattr(self._row, name) for name in STATED
        }
        found = {name: said for name in told
                 if (said := self._in(self.planner.document.quarter, name))}  # fmt: skip
        only_repeats = not self.planner.outside() and all(
            self.planner.of_another_quarter(said.position) and same(said.value, told[name])
            for name, said in found.items()
        )
        return list(found.values()) if only_repeats else []

    def _taken_back(self, found: Iterable[InForce]) -> Iterator[Step]:
        versions = dict.fromkeys(self.planner.version_at(one.position) for one in found)
        for n, version in enumerate(versions):
            retract = c.RetractFact(self.blank.goal, version, self.planner.reason())
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
        if self._row.unchanged and now is not None and same(now.value, value):
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
        if not said or (known is not None and same(known.value, said)):
            return
        if known is None:
            yield self._previous_text(said)
        elif known.effective not in self.planner.document.previous:
            if same(said, UNCHANGED_WORDS):
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
            if not same(value := getattr(self._row, name), _value(then := self._then(name)))
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
        elif said and text and said.value == SAID and not same(text.value, row.status):
            correction = self._correction(text, text=row.status)
            yield self._differs("status", text.value, row.status, correction)
        for name in STATED:
            now, found = self._now(name), self._in(quarter, name)
            value = getattr(row, name)
            if now is None or same(now.value, value):
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
            if self._in(quarter, name) is None and same(value, _value(self._now(name)))
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
            *(c.RetractFact(goal, version, planner.reason()) for version in versions),
            *again,
            c.ConfirmUnchanged(goal, planner.effective, planner.document.quarter),
        )

    def _previous_difference(self) -> Iterator[Difference]:
        said, known = self._row.previous_status, self._text_before()
        if not said or known is None or same(known.value, said):
            return
        if known.effective in self.planner.document.previous:
            correction = self._correction(known, text=said)
            yield self._differs("previous_status", known.value, said, correction)
        elif self.one.number in self.planner.confirmed and not same(said, UNCHANGED_WORDS):
            report = c.ReportStatus(self.blank.goal, self.planner.before, text=said)
            yield self._differs("previous_status", known.value, said, report)

    def _carried_differences(self) -> Iterator[Difference]:
        for name in STATED:
            then, value = self._then(name), getattr(self._row, name)
            if then is None or not self._told_before(then) or same(then.value, value):
                continue
            command: c.GoalCommand = c.ReportStatus(
                self.blank.goal, self.planner.before, **{name: value}
            )
            if then.effective in self.planner.document.previous:
                command = self._correction(then, **{name: value})
            yield self._differs(name, then.value, value, command)

    def _correction(self, found: InForce, **told: str) -> c.CorrectFact:
        version = self.planner.version_at(found.position)
        return c.CorrectFact(self.blank.goal, version, self.planner.reason(), **told)

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


def _value(found: InForce | None) -> str:
    return found.value if found else ""
