"""`tovholder regenerate`: make sealed files anew from the events, and compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli import clock
from cli.commands.projections import progress
from cli.commands.status import wrapped
from cli.errors import Told, told
from cli.session import Session

if TYPE_CHECKING:
    from projections.regeneration import Cell, Regenerated


@click.command()
@click.argument("quarter", required=False)
@click.option("--all", "every", is_flag=True, help="Every seal of the agreement.")
@click.pass_obj
def regenerate(session: Session, quarter: str | None, every: bool) -> None:
    """Make the files of the seals of QUARTER anew from the events, and compare.

    Either all is identical, or the first cell that differs is told, with the event behind it and
    what was made by another version. No file is written. Exit status 1 where something differs.

    With --all: every seal. Run it with a new version before it is put to use: it lists what would
    change.
    """
    from projections import regeneration, rendering, sealing

    if (quarter is None) != every:
        raise Told("error.regenerate-what")
    asked = session.quarter(quarter) if quarter is not None else None
    with told():
        seals = sealing.seals(session.questions, session.agreement, asked)
        if not seals and asked is not None:
            raise Told("error.no-seal", quarter=asked)
        with progress(session.say("regenerate.working")) as moved:
            found = list(regeneration.regenerate(
                session.questions, session.agreement, seals, rendering.versions(), moved
            ))  # fmt: skip
        for one in found:
            _tell(session, one)
    if not found:
        session.echo("seal.none")
    identical = sum(one.identical for one in found)
    if len(found) > 1:
        session.echo("regenerate.sum", n=identical, total=len(found))
    if identical < len(found):
        raise SystemExit(1)


def _tell(session: Session, one: Regenerated) -> None:
    seal, n = one.seal, len(one.seal.event.files) or 1
    key = "regenerate.identical" if one.identical else "regenerate.differs"
    session.echo(key, quarter=seal.quarter, number=seal.number, n=n)
    if one.identical:
        return
    for position in one.altered:
        session.echo("regenerate.altered", position=position)
    for name in one.damaged:
        session.echo("regenerate.damaged", name=name)
    if one.differing:
        session.echo("regenerate.files", names=", ".join(one.differing))
    if one.cells:
        _tell_cell(session, one.cells[0])
        if more := len(one.cells) - 1:
            session.echo("regenerate.more", n=more)
    elif one.differing and seal.event.files and not one.damaged:
        session.echo("regenerate.same-cells")
    for name, then, now in one.versions:
        session.echo("regenerate.version", name=name, then=then, now=now)


def _tell_cell(session: Session, cell: Cell) -> None:
    name = session.say(f"column.{cell.column}")
    key = "regenerate.cell" if cell.goal else "regenerate.head"
    session.echo(key, goal=cell.goal, title=cell.title, column=name)
    for side, words in (("old", cell.old), ("new", cell.new)):
        wrapped(f"{session.say(f'regenerate.{side}')}: {words or '-'}", "    ")
    if cell.position is None:
        return
    from cli.commands.history import Teller

    for entry in session.questions.entries_at([cell.position]):
        session.echo("regenerate.event", position=entry.position, who=Teller(session).who(entry),
                     at=clock.in_copenhagen(entry.recorded_at))  # fmt: skip
