"""`tovholder replay`: how Bilag 1 came to be, as a page or on the terminal."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic

import click

from cli import files
from cli.commands.projections import progress
from cli.errors import Told, told
from cli.session import Session
from projections.story import Progress, Story

PATIENCE = 2.0
"""Seconds after which it is told how far the work has come."""


@click.command()
@click.argument("quarter", required=False)
@click.option("--known-at", metavar="DATE|TIMESTAMP|POSITION|seal",
              help="Only what was known then (a date: to the end of that day).")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path),
              help="Write a page for the browser, in one file.")  # fmt: skip
@click.option("--step", is_flag=True, help="Wait for a key at each step on the terminal.")
@click.option("--width", type=click.IntRange(40, 400), help="Columns on the terminal.")
@click.pass_obj
def replay(
    session: Session, quarter: str | None, known_at: str | None, output: Path | None,
    step: bool, width: int | None,
) -> None:  # fmt: skip
    """Tell how Bilag 1 for a QUARTER came to be, moment by moment.

    With -o the story becomes one HTML file with a slider over quarters and one over recorded time,
    which needs no server and no network. Without QUARTER it is told for the whole agreement.
    """
    if output is not None and output.suffix.lower() not in ("", ".html", ".htm"):
        raise Told("error.page-suffix", file=output)
    asked = session.quarter(quarter) if quarter is not None else None
    position = session.position(known_at, asked)
    gc.disable()  # millions of small things are made, and none in circles
    click.get_current_context().call_on_close(gc.enable)
    with told(), patient(session.say("replay.building")) as moved:
        from projections import story_questions

        story = story_questions.of(session.questions, session.agreement, asked, position, moved)
    if output is None:
        if not story.goals:
            raise Told("error.nothing-known", quarter=asked or story.quarters[-1])
        _tell(session, story, asked is None, step, width)
        return
    from projections import partnership_story, story_beside
    from projections.rendering import as_replay

    with told():
        with patient(session.say("replay.building")) as moved:
            besides = story_beside.of(session.questions, story, moved)
        if not story.goals and not besides.partnership:
            raise Told("error.nothing-known", quarter=asked or story.quarters[-1])
        story = partnership_story.joined(story, besides.partnership, asked is None)
        page = as_replay.render(story, besides)
    files.write(output, [page])
    session.echo("report.written", file=output, position=position)


def _tell(session: Session, story: Story, whole: bool, step: bool, width: int | None) -> None:
    """Print the story; with ``step``, wait for a key between its moments."""
    from projections.rendering.terminal_story import steps

    columns = width or shutil.get_terminal_size((100, 24)).columns
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    waits = step and sys.stdin.isatty() and sys.stdout.isatty()
    for n, text in enumerate(steps(story, whole, columns, colour, session.lang)):
        if waits and n and not _go_on(session):
            return
        click.echo(text, nl=False, color=colour)


def _go_on(session: Session) -> bool:
    """Wait for a key; whether it asks for more."""
    prompt = session.say("replay.key")
    click.echo(prompt, nl=False, err=True)
    try:
        key = click.getchar()
    except (KeyboardInterrupt, EOFError):
        key = "q"
    click.echo(f"\r{' ' * len(prompt)}\r", nl=False, err=True)
    return key not in ("q", "Q", "\x1b")


@contextmanager
def patient(label: str) -> Iterator[Progress]:
    """A progress bar on the error stream, once the work has taken more than two seconds."""
    start = monotonic()
    with ExitStack() as shown:
        bars: list[Progress] = []

        def moved(done: int, total: int) -> None:
            if not bars and monotonic() - start > PATIENCE:
                bars.append(shown.enter_context(progress(label)))
            for bar in bars:
                bar(done, total)

        yield moved
