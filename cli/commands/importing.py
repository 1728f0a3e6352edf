"""`tovholder import bilag1`: take a document into the ledger, whole or not at all."""

from __future__ import annotations

import sys
from collections import defaultdict
from contextlib import suppress
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import click

from cli import files, terminal
from cli.errors import Told, told
from cli.importing import stops
from cli.importing.stops import Source, at_its_line, column_name, on_sheet, refused
from cli.session import Session
from cli.words import in_words
from domain.refusals import Refusal
from domain.work import Command

if TYPE_CHECKING:
    from cli.importing.steps import Plan, Step
    from cli.reading import Document, Row
    from domain.recording import Filed

LONGEST_FILE = 20 * 1024 * 1024


class Options(NamedTuple):
    """How a document is taken in; see `tovholder import bilag1 --help`."""

    dry_run: bool = False
    effective: date | None = None
    accept_corrections: bool = False
    accept_rewordings: bool = False
    acting_as: str | None = None


DEFAULTS = Options()


@click.group("import")
def import_() -> None:
    """Take documents into the ledger."""


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would be recorded, and every repair.")
@click.option("--effective", metavar="DATE",
              help="From which day the quarter's statements hold. Default: its last day, or today "
              "if that is earlier.")  # fmt: skip
@click.option("--accept-corrections", is_flag=True,
              help="Record as corrections what differs from the ledger.")  # fmt: skip
@click.option("--accept-rewordings", is_flag=True,
              help="Accept that a goal's wording has moved.")  # fmt: skip
@click.option("--as", "acting_as", metavar="MEMBER", help="Who imports. Default: the secretariat.")
@click.pass_obj
def bilag1(
    session: Session, file: Path, dry_run: bool, effective: str | None, accept_corrections: bool,
    accept_rewordings: bool, acting_as: str | None,
) -> None:  # fmt: skip
    """Read Bilag 1 from FILE (text, CSV, XLSX, DOCX, a report's JSON) and record what it states.

    Repairs are made only where there is one reading, and are told. A row that can be read in two
    ways stops the import, and nothing is recorded. Importing the same file again records nothing.
    """
    options = Options(dry_run, session.day(effective), accept_corrections, accept_rewordings,
                      acting_as)  # fmt: skip
    take_in(session, file, options)


def take_in(session: Session, file: Path, options: Options = DEFAULTS) -> None:
    """Import a document, or show what its import would do; raises `Told`."""
    document = read_document(session, file, options)
    source = Source(document, file, options.acting_as)
    plan = make_plan(session, document, options.effective)
    steps = _steps(plan, options)
    if plan.misnumbered:
        raise refused(stops.of_plan(session, source, plan, steps))
    _tell_repairs(session, document, all_of_them=options.dry_run)
    _tell_plan(session, plan, options.accept_corrections)
    if plan.moved and not options.dry_run:
        _accept_moved(session, plan, options.accept_rewordings)
    with at_its_line(session, source, steps):
        steps += _kept(session, source, steps)
    items = stops.items(session, source, steps)
    if options.dry_run:
        with at_its_line(session, source, steps):
            leads_to = session.ledger.would(session.agreement.id, items, session.clock())
        _tell_steps(session, steps, [len(events) for events in leads_to])
        session.echo("import.dry-run")
        if plan.moved and not options.accept_rewordings:
            session.echo("import.dry-run-moved")
        return
    with at_its_line(session, source, steps):
        outcomes = session.ledger.handle_all(session.agreement.id, items, session.clock())
    recorded = sorted(p for one in outcomes if not one.repeated for p in one.positions)
    session.echo("import.done" if recorded else "import.nothing", n=len(recorded),
                 quarter=document.quarter, first=recorded[0] if recorded else 0,
                 last=recorded[-1] if recorded else 0)  # fmt: skip


def _steps(plan: Plan, options: Options) -> list[Step]:
    """What the import is to record, of what the plan found."""
    accepted = (step for one in plan.differences for step in one.steps)
    return [
        *(step for _, step in plan.moved),
        *plan.steps,
        *(accepted if options.accept_corrections else ()),
    ]


def read_document(session: Session, file: Path, options: Options = DEFAULTS) -> Document:
    """The document in the file; raises `Told` with every place that cannot be read, and those that
    the ledger would refuse of the rest."""
    from cli.reading import DocumentRefused, read

    session.about(lambda one: bool(one.sections))
    agreement = session.agreement
    try:
        return read(files.read(file, LONGEST_FILE), str(file), agreement)
    except DocumentRefused as unread:
        found = [stops.unread(session, unread.file, one) for one in unread.faults]
        if unread.rest is not None:
            with suppress(Told, Refusal):  # what is wrong with the whole is told once it is read
                plan = make_plan(session, unread.rest, options.effective)
                source = Source(unread.rest, file, options.acting_as)
                found += stops.of_plan(session, source, plan, _steps(plan, options))
        raise refused(found) from unread


def make_plan(session: Session, document: Document, effective: date | None) -> Plan:
    """What the import of the document would do to the ledger."""
    from cli.importing.plan import Planner

    agreement, questions = session.agreement, session.questions
    first, last = agreement.quarters()
    if not first <= document.quarter <= last:
        raise Told("import.outside", quarter=document.quarter, title=agreement.title)
    if effective is not None and effective not in document.quarter:
        raise Told("refused.EffectiveOutsideQuarter", effective=effective,
                   quarter=document.quarter)  # fmt: skip
    if document.quarter.first_day > (today := session.clock().today):
        raise Told("refused.EffectiveInFuture", effective=document.quarter.first_day, today=today)
    with told():
        position = questions.last_position()
        before, known, ever = (
            questions.pictures(agreement.id, quarter, position)
            for quarter in (document.previous, document.quarter, last)
        )
        here = {one.number for one in known}
        planner = Planner(
            agreement, document, known, before,
            [one for one in ever if one.number not in here],
            effective or session.effective(document.quarter),
            session.effective(document.previous),
            lambda at: questions.entries_at([at])[0],
            lambda ref: questions.statements(ref.key, "text", position),
            {ref.number: ref for ref in questions.goals(agreement.id)},
        )  # fmt: skip
        return planner.plan()


def _kept(session: Session, source: Source, steps: list[Step]) -> list[Step]:
    """The steps that let later quarters say what they said before an older document's steps."""
    from cli.importing.keeping import kept, later_reports
    from cli.importing.steps import KEPT, Step

    agreement, questions = session.agreement, session.questions
    document = source.document
    with told():
        position = questions.last_position()
        later = later_reports(questions, agreement, document.quarter, position)
    if not later:
        return []
    items = stops.items(session, source, steps)
    leads_to = session.ledger.would(agreement.id, items, session.clock())
    stated: dict[UUID, list[Filed]] = defaultdict(list)
    for filed in chain.from_iterable(leads_to):
        stated[filed.originator_id].append(filed)
    rows = {step.command.goal: step.row for step in steps}
    return [
        Step(rows[goal], f"{KEPT}:{n}", command)
        for goal, events in stated.items() if goal in later
        for n, command in enumerate(kept(goal, events, document.quarter, later[goal]))
    ]  # fmt: skip


def _accept_moved(session: Session, plan: Plan, accepted: bool) -> None:
    """A person says yes to each moved wording, or to all of them beforehand; else it stops."""
    for one, _ in plan.moved:
        if accepted:
            continue
        if not sys.stdin.isatty():
            raise Told("import.moved-stops", n=len(plan.moved))
        if not session.confirmed("import.moved-ask", number=one.number):
            raise Told("import.moved-stops", n=len(plan.moved))


# --- telling ----------------------------------------------------------------------------------


def _tell_repairs(session: Session, document: Document, all_of_them: bool) -> None:
    if not document.repairs:
        return
    from cli.words_reading import in_language

    session.echo("import.repairs", n=len(document.repairs))
    if not all_of_them:
        session.echo("import.repairs-hint")
        return
    for one in document.repairs:
        why = in_language(session.lang, one.why)
        column = f"{column_name(session, one.column)}: " if one.column else ""
        repair = f"«{short(one.before)}» → «{short(one.after)}»"
        terminal.echo(f"  {one.line:>5}  {column}{repair}  {why}")


def _tell_plan(session: Session, plan: Plan, accept: bool) -> None:
    if plan.new:
        session.echo("import.new", n=len(plan.new))
        for new, title in plan.new:
            terminal.echo(
                f"  {new.row.line:>5}  {new.number:<4} {title}{on_sheet(session, new.row)}"
            )
    for backdated, since in plan.backdated:
        session.echo("import.backdated", line=_line(session, backdated.row),
                     number=backdated.number, since=since)  # fmt: skip
    for absent in plan.absent:
        session.echo("import.absent", number=absent.number, title=absent.own["title"].value)
    if plan.before_agreement:
        session.echo("import.before-agreement", n=plan.before_agreement)
    for one, _ in plan.moved:
        session.echo("import.moved", line=_line(session, one.row), number=one.number,
                     was=one.moved, now=one.row.wording)  # fmt: skip
    if plan.differences:
        session.echo("import.differences", n=len(plan.differences))
        for one_difference in plan.differences:
            column = column_name(session, one_difference.column)
            row = one_difference.row
            terminal.echo(f"  {row.line:>5}  {one_difference.number:<4} {column}"
                          f"{on_sheet(session, row)}")  # fmt: skip
            terminal.echo(f"           {session.say('import.ledger')}: "
                       f"{short(one_difference.ledger) or '-'}")  # fmt: skip
            terminal.echo(f"           {session.say('import.document')}: "
                       f"{short(one_difference.document) or '-'}")  # fmt: skip
        session.echo("import.accepted" if accept else "import.left")


def _line(session: Session, row: Row) -> str:
    return f"{row.line}{on_sheet(session, row)}"


def _tell_steps(session: Session, steps: list[Step], facts: list[int]) -> None:
    """The steps that lead to facts, as the ledger says."""
    session.echo("import.would", n=sum(facts))
    for step, n in zip(steps, facts, strict=True):
        if n:
            told_ = session.say(f"import.step.{step.what.split(':')[0]}")
            terminal.echo(f"  {step.row.line:>5}  {told_}{_stated(session, step.command)}"
                          f"{on_sheet(session, step.row)}")  # fmt: skip


def _stated(session: Session, command: Command) -> str:
    shown = (getattr(command, name, None)
             for name in ("number", "title", "alias", "text", "fulfilment", "delay_reason",
                          "expected_completion", "quarter", "wording"))  # fmt: skip
    return "".join(
        f"  «{short(str(in_words(session.lang, one)), 40)}»"
        for one in shown
        if one not in (None, "")
    )


def short(text: str, most: int = 72) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
