"""`tovholder report bridge`: what differs between two Bilag 1, why, and the events behind it."""

from __future__ import annotations

from pathlib import Path

import click

from cli import files, terminal
from cli.errors import told
from cli.session import Session
from domain.quarters import Quarter


@click.command()
@click.option("--from", "old", metavar="QUARTER[@KNOWN_AT]", required=True,
              help="The old report: 2016-Q4, 2016-Q4@seal:1, 2016-Q4@124.")  # fmt: skip
@click.option("--to", "new", metavar="QUARTER[@KNOWN_AT]", required=True, help="The new report.")
@click.option("--format", "form",
              type=click.Choice(["table", *files.TABLES]),
              help="Default: what the file's name ends in, else a table.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path),
              help="Write to a file.")  # fmt: skip
@click.pass_obj
def bridge(session: Session, old: str, new: str, form: str | None, output: Path | None) -> None:
    """Tell every cell that differs between two Bilag 1, with its class and its events.

    The classes are new fact, correction, late entry, scope change and wording. No difference is
    left unexplained; the number is told. Who is told by name, or by the unit where the name was
    erased.
    """
    from projections.bridge_questions import between
    from projections.rendering.as_bridge import FORMATS, text
    from projections.rendering.bridge_words import CATALOGUES

    form = files.form_of(form, output, files.TABLES, "table")
    ends = _end(session, old), _end(session, new)
    with told():
        model = between(session.questions, session.agreement, *ends, names=True)
    if form == "table":
        made = text(model, terminal.columns() or 100, words_of=CATALOGUES[session.lang])
    else:
        made = FORMATS[form](model)
    if output is None:
        terminal.send(made, prose=form == "table")
        return
    files.write(output, [made])
    session.echo("report.written", file=output, position=ends[1][1])


def _end(session: Session, words: str) -> tuple[Quarter, int]:
    """A quarter, and the position that it is known up to; the last one where none is named."""
    quarter, _, known_at = words.partition("@")
    asked = session.quarter(quarter.strip())
    return asked, session.position(known_at.strip() or None, asked)
