"""`tovholder regenerate`: make sealed files anew from the events, and compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli import clock
from cli.commands.projections import progress
from cli.commands.seal_papers import named, title
from cli.errors import Told, told
from cli.session import Session
from cli.terminal import wrapped

if TYPE_CHECKING:
    from projections.regeneration import Cell, Place, Regenerated


@click.command()
@click.argument("name", required=False)
@click.option("--all", "every", is_flag=True, help="Every seal of the agreement.")
@click.pass_obj
def regenerate(session: Session, name: str | None, every: bool) -> None:
    """Make the files of the seals of NAME anew from the events, and compare.

    NAME is a quarter, or a paper such as memo-2017-Q1. Either all is identical, or the first cell
    or place that differs is told, with the event behind it and what was made by another version.
    No file is written. Exit status 1 where something differs.

    With --all: every seal. Run it with a new version before it is put to use: it lists what would
    change.
    """
    from projections import regeneration, rendering, sealing

    if (name is None) != every:
        raise Told("error.regenerate-what")
    asked = named(session, name) if name is not None else None
    with told():
        seals = asked or sealing.seals(session.questions, session.agreement)
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
    session.echo(key, what=title(session, seal.paper), number=seal.number, n=n)
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
    elif one.places:
        _tell_place(session, one.places[0])
        if more := len(one.places) - 1:
            session.echo("regenerate.more-places", n=more)
    elif one.differing and seal.event.files and not one.damaged:
        alike = "regenerate.same-cells" if seal.paper.sort == "bilag1" else "regenerate.same-told"
        session.echo(alike)
    for name, then, now in one.versions:
        session.echo("regenerate.version", name=name, then=then, now=now)


def _tell_cell(session: Session, cell: Cell) -> None:
    name = session.say(f"column.{cell.column}")
    key = "regenerate.cell" if cell.goal else "regenerate.head"
    session.echo(key, goal=cell.goal, title=cell.title, column=name)
    _tell_both(session, cell)


def _tell_place(session: Session, place: Place) -> None:
    session.echo("regenerate.place", path=place.path, file=place.file)
    _tell_both(session, place)


def _tell_both(session: Session, one: Cell | Place) -> None:
    """What was kept and what comes out now, and the event behind it."""
    for side, words in (("old", one.old), ("new", one.new)):
        wrapped(f"{session.say(f'regenerate.{side}')}: {words or '-'}", "    ")
    if one.position is None:
        return
    from cli.commands.history import Teller

    for entry in session.questions.entries_at([one.position]):
        session.echo("regenerate.event", position=entry.position, who=Teller(session).who(entry),
                     at=clock.in_copenhagen(entry.recorded_at))  # fmt: skip
