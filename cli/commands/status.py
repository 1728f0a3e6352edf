"""`tovholder status`: how things stand, how a goal stands, or how it stands from now on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from cli import clock, terminal
from cli.errors import Told
from cli.session import Session
from cli.terminal import wrapped
from cli.words import in_words
from domain import names
from domain.commands import ConfirmUnchanged, ReportStatus
from domain.events import GoalConfirmedUnchanged
from domain.facts import STATUS_FIELDS, is_report
from domain.quarters import Quarter

if TYPE_CHECKING:
    from domain.agreements import Agreement
    from domain.events import Event
    from domain.work import Command
    from projections.bilag1 import Bilag1, Row
    from projections.goals_by_name import GoalRef
    from projections.log_questions import LogEntry

_UNCHANGED = frozenset({"uaendret", "uforandret", "unchanged"})


@click.command()
@click.argument("goal", required=False)
@click.argument("fulfilment", required=False)
@click.option("--text", help="The status in words.")
@click.option("--reason", help="The reason for the delay.")
@click.option("--expected", help="When the goal is expected to be reached.")
@click.option("--quarter", metavar="QUARTER",
              help="Which quarter: 2017-Q1, '1. kvartal 2017', 1K2017. Default: that of "
              "the open round, else the current one; where the agreement has ended, the last one "
              "reported.")  # fmt: skip
@click.option("--effective", metavar="DATE",
              help="From which day. Default: today, or the quarter's last day.")  # fmt: skip
@click.option("--known-at", metavar="DATE|TIMESTAMP|POSITION|seal",
              help="Ask what was known then. Default: all that is known.")  # fmt: skip
@click.option("--as", "acting_as", metavar="MEMBER", help="Who reports. Default: the secretariat.")
@click.option("--command-id", metavar="ID",
              help="The same id again records nothing and gives the first outcome.")  # fmt: skip
@click.pass_obj
def status(
    session: Session, goal: str | None, fulfilment: str | None, text: str | None,
    reason: str | None, expected: str | None, quarter: str | None, effective: str | None,
    known_at: str | None, acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Show how things stand, or report a status.

    GOAL is a title, alias, number or id. FULFILMENT is a step of the agreement's scale, or
    "uændret" to confirm that nothing changed.

    \b
    tovholder status                                  the whole quarter
    tovholder status E-mærker                         one goal
    tovholder status E-mærker "i proces" --text "..." report a status
    tovholder status E-mærker uændret                 confirm that nothing changed
    """
    told_day = session.day(effective)
    ref = session.goal(goal) if goal is not None else None
    asked = session.quarter(quarter)
    stated = [part for part in (fulfilment, text, reason, expected) if part is not None]
    if told_day is not None and not stated:
        raise Told("error.effective-of-what")
    if ref is None:
        if stated:
            raise Told("error.status-of-what")
        overview(session, asked, known_at)
        return
    if not stated:
        show(session, ref, asked, known_at)
        return
    if known_at is not None:
        raise Told("error.known-at-when-writing")
    asked, day = _when(session, asked, told_day, quarter is not None)
    command: Command
    if fulfilment is not None and names.key(fulfilment) in _UNCHANGED:
        if (text, reason, expected) != (None, None, None):
            raise Told("error.unchanged-with-more")
        command = ConfirmUnchanged(ref.id, day, asked)
    else:
        step, reason, expected = one_line(fulfilment), one_line(reason), one_line(expected)
        command = ReportStatus(ref.id, day, status_text(text), step, reason, expected)
    record(session, ref, command, asked, acting_as, command_id)


def _when(
    session: Session, asked: Quarter, told_day: date | None, named: bool
) -> tuple[Quarter, date]:
    """The quarter that a report is for, and the day on which it holds; raises `Told`."""
    if told_day is None:
        day = session.effective(asked)
        return asked, day if day in asked else asked.first_day  # which the ledger then refuses
    if named and told_day not in asked:
        raise Told("refused.EffectiveOutsideQuarter", effective=told_day, quarter=asked)
    return Quarter.of(told_day), told_day


def one_line(words: str | None) -> str | None:
    """Words as a cell holds them: blanks and line ends as single blanks."""
    return words if words is None else " ".join(words.split())


def status_text(words: str | None) -> str | None:
    """A status in words; raises `Told` for "uændret", which is confirmed and is no text."""
    if words is not None and names.key(words) in _UNCHANGED:
        raise Told("error.unchanged-is-no-text")
    return one_line(words)


def record(
    session: Session, ref: GoalRef, command: Command, quarter: Quarter,
    acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Give a report to the ledger, and tell what it changed."""
    member = session.member(acting_as)
    told: Command | Event = command
    before = _row(session, ref, quarter, session.questions.last_position())
    outcome = session.handle(command, session.provenance(member.id, "", command_id))
    if not outcome.positions:
        session.echo("status.nothing-new", title=ref.title, number=ref.number)
        return
    if first := session.repeated(outcome, lambda first: is_report(first.recorded.event)):
        told, member = first.recorded.event, session.member(first.actor)
        ref, quarter = _first_told(session, first, ref, quarter)
    after = row_of(session, ref, quarter, outcome.positions[-1])
    was, now = before.cells["fulfilment"] if before else "", after.cells["fulfilment"]
    change = now if was == now or outcome.repeated else f"{was or '-'} → {now or '-'}"
    session.echo("status.recorded", title=ref.title, number=ref.number, quarter=quarter,
                 change=change or "-", status=after.cells["status"] or "-",
                 position=outcome.positions[-1], name=member.name or member.id,
                 recorded=clock.in_copenhagen(outcome.recorded_at))  # fmt: skip
    _tell_overtaken(session, ref, quarter, after, _stated(told), outcome.positions[-1])


def _tell_overtaken(
    session: Session, ref: GoalRef, quarter: Quarter, row: Row, stated: list[str], position: int
) -> None:
    """Tell of which cells something else holds, since it was said for a later day."""
    hidden = [cell for cell in stated if row.sources.get(cell, position) != position]
    if hidden:
        columns = ", ".join(session.say(f"column.{cell}") for cell in hidden)
        command = f"tovholder explain {ref.number} {hidden[0]} --quarter {quarter}"
        wrapped(session.say("status.overtaken", columns=columns, quarter=quarter), "  ", "")
        session.echo("status.overtaken-by", command=command)


def _stated(told: Command | Event) -> list[str]:
    """The cells that a report states."""
    if isinstance(told, ConfirmUnchanged | GoalConfirmedUnchanged):
        return ["status"]
    cells = {"text": "status"} | {field: field for field in STATUS_FIELDS[2:]}
    return [cell for field, cell in cells.items() if getattr(told, field, None) is not None]


def _first_told(
    session: Session, entry: LogEntry, ref: GoalRef, quarter: Quarter
) -> tuple[GoalRef, Quarter]:
    """The goal and the quarter that the first outcome is about: the same id may name others now."""
    effective = getattr(entry.recorded.event, "effective", None)
    found = session.questions.goals_named(session.agreement.id, str(entry.originator_id))
    return (found[0], Quarter.of(effective)) if found and effective else (ref, quarter)


def row_of(session: Session, ref: GoalRef, quarter: Quarter, position: int) -> Row:
    """The goal's row in Bilag 1 for a quarter as known at a position; raises `Told`."""
    row = _row(session, ref, quarter, position)
    if row is None:
        raise Told("error.not-in-quarter", title=ref.title, quarter=quarter)
    return row


def _row(session: Session, ref: GoalRef, quarter: Quarter, position: int) -> Row | None:
    return session.questions.row(session.agreement, quarter, position, ref.key)


def show(session: Session, ref: GoalRef, quarter: Quarter, known_at: str | None) -> None:
    """One goal, as of the end of a quarter, as known at a time."""
    position = session.position(known_at, quarter)
    row = row_of(session, ref, quarter, position)
    terminal.echo(f"{ref.title} ({ref.number})", bold=True)
    lines = ("goal", "responsible", "deadline", "fulfilment", "status", "delay_reason",
             "expected_completion", "previous_status")  # fmt: skip
    labels = {name: session.say(f"column.{name}") for name in lines}
    labels["status"] = session.say("column.status-of", quarter=quarter)
    labels["previous_status"] = session.say("column.status-of", quarter=quarter.previous())
    for name in lines:
        if row.cells[name] or name in ("fulfilment", "status"):
            wrapped(f"{labels[name]}: {row.cells[name] or '-'}")
    for mark in ("overdue", "late"):
        if getattr(row, mark):
            session.echo(f"mark.{mark}")
    tell_basis(session, quarter, position)


def tell_basis(session: Session, quarter: Quarter, position: int) -> None:
    """The last line of an answer: its two times."""
    basis = session.questions.basis(session.agreement.id, quarter, position)
    known = clock.in_copenhagen(basis.known_at) if basis.known_at is not None else "-"
    session.echo("status.basis", day=quarter.last_day, known=known, position=position)


def overview(session: Session, quarter: Quarter, known_at: str | None) -> None:
    """The whole quarter: counts, who is missing, what is overdue."""
    from projections.rendering import sentences
    from projections.rendering.words import CATALOGUES

    position = session.position(known_at, quarter)
    report = session.questions.bilag1(session.agreement, quarter, position)
    title = f"{report.agreement.title}, {in_words(session.lang, quarter)}"
    terminal.echo(title, bold=True)
    day = min(quarter.last_day, session.clock().today)
    if not report.rows():
        session.echo(_without_goals(session, report.agreement), quarter=quarter)
        _open_ends(session, day, position)
        return
    for line in sentences.reached(report, CATALOGUES[session.lang]):
        terminal.echo(line)
    _steps(session, report)
    rows = report.rows()
    _several(session, "overview.missing", [row for row in rows if row.missing])
    _several(session, "overview.overdue", [row for row in rows if row.overdue])
    _several(session, "overview.late", [row for row in rows if row.late])
    _open_ends(session, day, position)
    tell_basis(session, quarter, position)
    today = session.clock().today
    if not quarter_is_now(session, today):
        early = today < session.agreement.start
        session.echo("overview.not-begun" if early else "overview.ended",
                     start=session.agreement.start, end=session.agreement.end)  # fmt: skip


def _without_goals(session: Session, agreement: Agreement) -> str:
    """Why a quarter has no goals: the agreement has none, none was taken in, or none was known."""
    if not agreement.sections:
        return "overview.without-goals"
    known = session.questions.goals(agreement.id)
    return "error.nothing-known" if known else "overview.no-goals"


def _open_ends(session: Session, day: date, position: int) -> None:
    """Count what was decided and has led to nothing, where the agreement has forums."""
    if not session.agreement.organised.forums:
        return
    from projections.partnership_questions import partnership
    from projections.tracing_questions import answering

    told = partnership(session.recorder, session.agreement, position)
    found = answering(session.questions, told, day).ends
    if found:
        wrapped(session.say("overview.open-ends", **found.counts()))


def quarter_is_now(session: Session, today: date) -> bool:
    """Whether the agreement holds today."""
    return session.agreement.start <= today <= session.agreement.end


def _steps(session: Session, report: Bilag1) -> None:
    unknown = session.say("overview.unknown")
    labels = [step.label for step in report.agreement.scale] + [""]
    for label in labels:
        rows = [row for row in report.rows() if row.cells["fulfilment"] == label]
        if rows:
            terminal.echo(f"  {label or unknown:<16} {len(rows):>4}")


def _several(session: Session, key: str, rows: list[Row]) -> None:
    if not rows:
        return
    session.echo(key, n=len(rows))
    for row in rows[:20]:
        told = [row.cells["deadline"], row.cells["responsible"]]
        more = ", ".join(part for part in told if part)
        terminal.echo(f"  {row.goal:<4} {row.title}" + (f"  ({more})" if more else ""), at=7)
    if len(rows) > 20:
        session.echo("overview.more", n=len(rows) - 20)
