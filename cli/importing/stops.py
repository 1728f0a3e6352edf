"""What stops an import, told with its places in the document: what cannot be read, and what the
ledger refuses of what can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from cli.errors import Told, telling
from cli.session import Session
from domain.commands import GoalCommand
from domain.recording import Provenance
from domain.refusals import EmptyText, NothingToConfirm, Refusal, TextTooLong, UnprintableText
from domain.rules import texts_fit
from domain.work import Command

if TYPE_CHECKING:
    from cli.importing.matching import Match
    from cli.importing.steps import Plan, Step
    from cli.reading import Document, Fault, Row

SHOWN = 100
"""How many places are told at most; then how many more there are."""

_COLUMN_OF_REFUSAL = {
    "NothingToConfirm": "status",
    "StatusChangedInQuarter": "status",
    "UnknownTheme": "theme",
    "UnknownFulfilment": "fulfilment",
    "FulfilmentNotForKind": "fulfilment",
}
"""Where in a document the ledger's reason lies."""


class Stop(NamedTuple):
    """A place of a document that stops its import, and why."""

    line: int
    told: str


class Source(NamedTuple):
    """A document that is taken in, the file that it is from, and who does it."""

    document: Document
    file: Path
    acting_as: str | None = None


def refused(stops: Iterable[Stop]) -> Told:
    """The error that tells what stops an import, in the order of the document."""
    lines = [f"  {one.told}" for one in sorted(stops, key=lambda one: one.line)]
    more = (f"  (+{len(lines) - SHOWN})",) if len(lines) > SHOWN else ()
    return Told("import.refused", (*lines[:SHOWN], *more), n=len(lines))


def unread(session: Session, file: str, fault: Fault) -> Stop:
    """A place that cannot be read."""
    from cli.words_reading import in_language

    place = file if fault.line is None else f"{file}:{fault.line}"
    column = f"{column_name(session, fault.column)}: " if fault.column else ""
    return Stop(fault.line or 0, f"{place}: {column}{in_language(session.lang, fault.detail)}")


def of_plan(session: Session, source: Source, plan: Plan, steps: Sequence[Step]) -> list[Stop]:
    """The rows whose number is another goal's, and what the ledger refuses of the others."""
    found = [_misnumbered(session, source.file, one) for one in plan.misnumbered]
    rows = {one.row for one in plan.misnumbered}
    good = [step for step in steps if step.row not in rows]
    try:
        session.ledger.would(session.agreement.id, items(session, source, good), session.clock())
    except Refusal as refusal:
        found += _refusals(session, source, good, refusal)
    return found


def items(
    session: Session, source: Source, steps: Iterable[Step]
) -> list[tuple[Command, Provenance]]:
    """The steps as commands, each with the line that it is from."""
    actor = session.member(source.acting_as).id
    name = source.file.name.encode("utf-8", "replace").decode()  # a name need not be Unicode
    sha256 = source.document.sha256
    return [
        (
            step.command,
            session.provenance(
                actor,
                f"{name}:{_line_of(step.row)} sha256:{sha256}",
                f"import:{sha256}:{step.row.line}:{step.what}:{step.command.goal}",
                "import",
            ),
        )
        for step in steps
    ]


def _line_of(row: Row) -> str:
    """The line that a fact is from, with its sheet where there are several."""
    return f"{row.sheet}:{row.line}" if row.sheet else str(row.line)


@contextmanager
def at_its_line(session: Session, source: Source, steps: Sequence[Step]) -> Iterator[None]:
    """What the ledger refuses is told with its place in the document, and with every other goal
    that it would refuse."""
    try:
        yield
    except Refusal as refusal:
        raise refused(_refusals(session, source, steps, refusal)) from refusal


def _refusals(
    session: Session, source: Source, steps: Sequence[Step], first: Refusal
) -> list[Stop]:
    """The ledger's refusals of steps as places of the document; raises the first where it has
    none."""
    refusals = [(first, steps)]
    for goal in dict.fromkeys(step.command.goal for step in steps):
        own = [step for step in steps if step.command.goal == goal]
        try:
            session.ledger.would(session.agreement.id, items(session, source, own),
                                 session.clock())  # fmt: skip
        except Refusal as another:
            refusals.append((another, own))
    found: dict[UUID, Stop] = {}
    for refusal, some in refusals:
        step = next((step for step in some if _meets(session, step.command, refusal)), None)
        if step is not None:
            found.setdefault(step.command.goal, _refused(session, source.file, step.row, refusal))
        elif refusal is first:
            raise refusal
    return list(found.values())


def _refused(session: Session, file: Path, row: Row, refusal: Refusal) -> Stop:
    column = _COLUMN_OF_REFUSAL.get(refusal.code)
    head = f"{column_name(session, column)}: " if column else ""
    why = telling(refusal)
    if isinstance(refusal, NothingToConfirm):
        why = Told("import.nothing-to-confirm", (), **why.values)
    told = f"{head}{why.sentence(session.lang)}{on_sheet(session, row)}"
    return Stop(row.line, f"{file}:{row.line}: {told}")


def _meets(session: Session, command: GoalCommand, refusal: Refusal) -> bool:
    """Whether the refusal names the command's goal, or a text that the command cannot state."""
    if isinstance(refusal, TextTooLong):
        return len(getattr(command, refusal.what, None) or "") > refusal.limit
    if isinstance(refusal, EmptyText | UnprintableText):
        return type(texts_fit(command, [refusal.what], [refusal.what])) is type(refusal)
    number = refusal.details().get("goal")
    return number is not None and session.agreement.goal_id(str(number)) == command.goal


def _misnumbered(session: Session, file: Path, one: Match) -> Stop:
    """Where a row's number leads to one goal, and its text to another or to none."""
    goals = {ref.number: ref.title for ref in session.questions.goals(session.agreement.id)}
    why = session.say("import.number-new" if one.new else "import.number",
                      title=goals[one.row.number], other=goals.get(one.number, ""),
                      number=one.number)  # fmt: skip
    head = column_name(session, "number")
    return Stop(one.row.line,
                f"{file}:{one.row.line}: {head}: {why}{on_sheet(session, one.row)}")  # fmt: skip


def column_name(session: Session, column: str) -> str:
    """A column as people know it; the document's own head where it is none of ours."""
    name = "goal" if column == "wording" else column
    try:
        return session.say(f"column.{name}")
    except KeyError:
        return column


def on_sheet(session: Session, row: Row) -> str:
    """The sheet that a row stands on, where there are several."""
    return session.say("import.on-sheet", sheet=row.sheet) if row.sheet else ""
