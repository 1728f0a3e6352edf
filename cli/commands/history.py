"""`tovholder history` and `explain`: what was recorded, by whom, and why a cell is as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli import clock, terminal
from cli.errors import Told
from cli.session import Session
from cli.terminal import wrapped
from cli.words import CATALOGUES, in_words, say
from domain import events as e
from domain import facts, figures, names
from domain.quarters import Quarter
from domain.rounds import round_id
from projections.bilag1 import COLUMNS, FIELD_OF_COLUMN

if TYPE_CHECKING:
    from projections.goals_by_name import GoalRef
    from projections.log_questions import LogEntry

HIDDEN = ("agreement", "section", "kind", "effective", "quarter", "corrects", "versions", "files",
          "known_at", "indicator", "goal", "value", "unit")  # fmt: skip
"""Fields of an event that the history tells in another way, or not at all."""

OF_QUARTERS = (e.QuarterSealed, e.RoundOpened, e.RoundToldInChannel, e.RoundDeadlineMoved,
               e.RoundClosed)  # fmt: skip
"""What is told of a quarter in one sentence."""


@click.command()
@click.argument("goal", required=False)
@click.option("--quarter", metavar="QUARTER", help="What was recorded for a quarter.")
@click.option(
    "--known-at", metavar="DATE|TIMESTAMP|POSITION|seal", help="Only what was known then."
)
@click.pass_obj
def history(session: Session, goal: str | None, quarter: str | None, known_at: str | None) -> None:
    """Tell what was recorded: for a goal, for a quarter, or for a goal in a quarter.

    Each line has the position, when it was recorded and by whom, from where, and what it says. For
    a quarter its round and its seals are told too. Late entries (recorded after the quarter was
    sealed) are marked.
    """
    if goal is None and quarter is None:
        raise Told("error.history-of-what")
    ref = session.goal(goal) if goal else None
    asked = session.quarter(quarter) if quarter is not None else None
    position = session.position(known_at, asked)
    questions = session.questions
    if asked is not None:
        agreement = session.agreement.id
        positions = questions.positions_about(agreement, asked, position)
        if ref is None:
            seals = (at for at, _, _ in questions.seals(agreement, asked))
            asking = (one.position for one in questions.entries_of(round_id(agreement, asked)))
            positions += (at for at in (*seals, *asking) if at <= position)
        entries = questions.entries_at(sorted(positions))
        entries = [one for one in entries if ref is None or one.originator_id == ref.id]
        title = f"{ref.title} ({ref.number})" if ref else ""
        key = "history.of-goal-in-quarter" if ref else "history.of-quarter"
        session.echo(key, title=title, quarter=asked, n=len(entries))
    else:
        entries = questions.entries_of(ref.id) if ref else []
        entries = [one for one in entries if one.position <= position]
        title = f"{ref.title} ({ref.number})" if ref else ""
        session.echo("history.of-goal", title=title, n=len(entries))
    teller = Teller(session)
    for entry in entries:
        teller.tell(entry, with_goal=ref is None)


@click.command()
@click.argument("goal")
@click.argument("column")
@click.option("--quarter", metavar="QUARTER", help="Default: the current one.")
@click.option("--known-at", metavar="DATE|TIMESTAMP|POSITION|seal", help="As it was known then.")
@click.pass_obj
def explain(
    session: Session, goal: str, column: str, quarter: str | None, known_at: str | None
) -> None:
    """Tell which events are behind one cell of Bilag 1, and which of them holds.

    COLUMN is one of goal, theme, deadline, content, previous_status, status, delay_reason,
    expected_completion, fulfilment, responsible, or its Danish head.
    """
    from cli.commands.status import row_of, tell_basis

    asked = session.quarter(quarter)
    name = _column(session, column, asked)
    ref = session.goal(goal)
    position = session.position(known_at, asked)
    row = row_of(session, ref, asked, position)
    head = session.say(f"column.{name}")
    session.echo("explain.cell", title=ref.title, number=ref.number, column=head,
                 quarter=asked, value=row.cells[name] or "-")  # fmt: skip
    day = (asked.previous() if name == "previous_status" else asked).last_day
    about = [FIELD_OF_COLUMN[name], "status"] if name == "status" else [FIELD_OF_COLUMN[name]]
    about += ["withdrawn"] if name in ("status", "fulfilment") else []
    said = {
        said_at: fact.effective
        for field in about
        for fact, said_at in session.questions.statements(ref.key, field, position)
        if fact.effective <= day
    }
    holds = row.sources.get(name, 0)
    older = name == "status" and not row.missing and said.get(holds, day.min) not in asked
    beside = _beside(session, ref, asked, position) if older else set()
    teller = Teller(session)
    for entry in session.questions.entries_at(sorted(said.keys() | beside)):
        taken_back = isinstance(entry.recorded.event, e.GoalFactRetracted)
        marked = entry.position in said and not taken_back
        teller.tell(entry, winner=entry.position == holds if marked else None)
    if not said and not beside:
        session.echo("explain.nothing")
    tell_basis(session, asked, position)


def _beside(session: Session, ref: GoalRef, quarter: Quarter, position: int) -> set[int]:
    """The positions of what was reported for the quarter beside its text. It lets an older text
    stand there; without it nobody would have reported."""
    return {
        said_at
        for field in ("fulfilment", "delay_reason", "expected_completion")
        for fact, said_at in session.questions.statements(ref.key, field, position)
        if fact.effective in quarter
    }


def _column(session: Session, words: str, quarter: Quarter) -> str:
    """The column that is named by its key, or by a head as the terminal or Bilag 1 writes it."""
    from projections.rendering import words as reports

    wanted = names.key(words)
    for name in COLUMNS:
        printed = (
            head.format(quarter=quarter.danish, previous=quarter.previous().danish)
            for report in reports.CATALOGUES.values()
            for head in (report.columns[name], report.short.get(name, name))
        )
        heads = (*printed, *(say(lang, f"column.{name}") for lang in CATALOGUES))
        if wanted in map(names.key, (name, *heads)):
            return name
    known = ", ".join(session.say(f"column.{name}") for name in COLUMNS)
    raise Told("error.column", words=words, known=known)


class Teller:
    """Tells log entries in words, with names from the directory."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._names = {str(one.id): one.name for one in session.directory.members()}
        self._goals = {ref.id: ref for ref in session.questions.goals(session.agreement.id)}
        self._seals: dict[str, int | None] = {}

    def tell(self, entry: LogEntry, with_goal: bool = False, winner: bool | None = None) -> None:
        """Print one entry: position, time, who, from where; then what it says."""
        event = entry.recorded.event
        who = self.who(entry)
        marks = [self.session.say("history.late")] if self._late(entry, event) else []
        if winner is not None:
            marks.append(self.session.say("explain.holds" if winner else "explain.superseded"))
        goal = self._goals.get(entry.originator_id) if with_goal else None
        at = in_words(self.session.lang, clock.in_copenhagen(entry.recorded_at))
        head = "  ".join((at, who, *(f"[{mark}]" for mark in marks)))
        terminal.echo(f"{entry.position:>6}  {click.style(head, bold=True)}", at=8)
        told = self.session.say(f"event.{entry.topic}", **self._values(event))
        wrapped(f"{f'{goal.number} {goal.title}: ' if goal else ''}{told}", "        ")
        for name, value in self._fields(event):
            wrapped(f"{name}: {value}", "          ")
        source = ", ".join(part for part in (entry.channel, entry.source) if part)
        wrapped(f"{self.session.say('history.source')}: {source}", "          ")

    def who(self, entry: LogEntry) -> str:
        """The member's name; where it was erased, that it was, and the beginning of the id."""
        erased = f"{self.session.say('member.erased')} {entry.actor[:8]}"
        return self._names.get(entry.actor) or erased

    def _values(self, event: e.Event) -> dict[str, object]:
        values: dict[str, object] = {
            field: getattr(event, field) for field in event.__struct_fields__
        }
        if isinstance(quarter := values.get("quarter"), str):
            values["quarter"] = Quarter.parse(quarter)
        if isinstance(value := values.get("value"), str):
            values["value"] = figures.danish(value)
        return values

    def _fields(self, event: e.Event) -> list[tuple[str, str]]:
        told = []
        for field in ("reason",) if isinstance(event, OF_QUARTERS) else event.__struct_fields__:
            value = getattr(event, field, None)
            if field not in HIDDEN and value not in (None, ()):
                shown = ", ".join(value) if isinstance(value, tuple) else str(value)
                name = "status" if field == "text" else field
                told.append((self.session.say(f"field.{name}"), shown or "-"))
        return told

    def _late(self, entry: LogEntry, event: e.Event) -> bool:
        """Whether the entry states something for a quarter that was sealed before."""
        if not facts.of(event, 1) or facts.of(event, 1)[0].field not in facts.STATUS_FIELDS:
            return False
        quarter = Quarter.of(facts.of(event, 1)[0].effective)
        if str(quarter) not in self._seals:
            seals = self.session.questions.seals(self.session.agreement.id, quarter)
            self._seals[str(quarter)] = seals[0][1] if seals else None
        sealed = self._seals[str(quarter)]
        return sealed is not None and entry.position > sealed
