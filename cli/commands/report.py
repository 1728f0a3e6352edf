"""`tovholder report bilag1`: the follow-up of any quarter, as it was known at any moment."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from cli import files, terminal
from cli.commands.bridge import bridge
from cli.commands.integrity import integrity
from cli.commands.memo import bilag2, memo
from cli.commands.papers import deliverables, meeting
from cli.errors import Told, told
from cli.session import Session
from projections.bilag1 import Bilag1
from projections.rendering import FORMATS


@click.group()
def report() -> None:
    """Make reports that can be sent on."""


report.add_command(bridge)
report.add_command(integrity)
report.add_command(memo)
report.add_command(bilag2)
report.add_command(deliverables)
report.add_command(meeting)


@report.command()
@click.option("--quarter", metavar="QUARTER",
              help="2017-Q1, '1. kvartal 2017', 1K2017. Default: the current one.")  # fmt: skip
@click.option("--known-at", metavar="DATE|TIMESTAMP|POSITION|seal",
              help="As it was known then (a date: the end of that day in Copenhagen).")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["table", *FORMATS]),
              help="Default: what the file's name ends in, else a table.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path),
              help="Write to a file.")  # fmt: skip
@click.option("--width", type=click.IntRange(40, 400), help="Columns of the table.")
@click.option("--bom", is_flag=True,
              help="Begin a CSV with a byte order mark, for an Excel that needs it.")  # fmt: skip
@click.pass_obj
def bilag1(
    session: Session, quarter: str | None, known_at: str | None, form: str | None,
    output: Path | None, width: int | None, bom: bool,
) -> None:  # fmt: skip
    """Make Bilag 1 for a quarter, as it was known at a moment.

    The same question gives the same bytes for ever.
    """
    from projections.memo_questions import measured_bilag1

    form = files.form_of(form, output, FORMATS, "table")
    if bom and form != "csv":
        raise Told("error.bom")
    asked = session.quarter(quarter)
    position = session.position(known_at, asked)
    with told():
        model = measured_bilag1(session.questions, session.agreement, asked, position)
    if not model.rows():
        raise Told("error.nothing-known", quarter=asked)
    if form == "table":
        made = _table(session, model, width, output).encode()
    elif bom:
        from projections.rendering import as_csv

        made = as_csv.render(model, bom=True)
    else:
        made = FORMATS[form](model)
    if output is None:
        terminal.send(made)
        return
    files.write(output, [made])
    session.echo("report.written", file=output, position=position)


def _table(session: Session, model: Bilag1, width: int | None, output: Path | None) -> str:
    from projections.rendering.terminal import table

    columns = width or (shutil.get_terminal_size((100, 24)).columns if output is None else 120)
    colour = output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return table(model, columns, colour, session.lang)
