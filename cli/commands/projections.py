"""`tovholder projections`: how the views stand, their rebuild, and the proof that they hold."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from cli import terminal
from cli.errors import told
from cli.session import Session
from projections import upkeep, verification


@click.group()
def projections() -> None:
    """Check, rebuild and verify the views."""


@projections.command()
@click.pass_obj
def status(session: Session) -> None:
    """Tell how the views stand."""
    with told():
        state = upkeep.state(session.recorder)
    newer = state.version > state.wanted_version
    key = "views.current" if state.current else "views.newer" if newer else "views.behind"
    session.echo(key, position=state.position, last=state.last_position,
                 version=state.version, wanted=state.wanted_version)  # fmt: skip
    for table, rows in state.rows.items():
        terminal.echo(f"  {table:<36} {rows:>10}")


@projections.command()
@click.pass_obj
def rebuild(session: Session) -> None:
    """Make all views anew from the events, beside the live ones, and swap them in."""
    with told(), progress(session.say("views.rebuilding")) as moved:
        state = upkeep.rebuild(session.recorder, moved)
    session.echo("views.rebuilt", position=state.position, generation=state.generation)


@projections.command()
@click.pass_obj
def verify(session: Session) -> None:
    """Read everything again: hashes, the log's order, views against events, reports against replay.

    Exit status 1 where something does not hold.
    """
    with told(), progress(session.say("views.verifying")) as moved:
        found = list(verification.verify(session.recorder, moved))
    for one in found:
        session.echo(f"differs.{type(one).__name__}", **one._asdict())
    if found:
        session.echo("views.differs", n=len(found))
        raise SystemExit(1)
    session.echo("views.verified", position=session.questions.last_position())


@contextmanager
def progress(label: str) -> Iterator[upkeep.Progress]:
    """A progress bar on the error stream, for what may take more than two seconds."""
    with click.progressbar(length=1, label=label, width=0, file=sys.stderr) as bar:

        def moved(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield moved
