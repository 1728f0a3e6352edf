"""`tovholder report integrity`: what became of the promises, beside what is reported."""

from __future__ import annotations

from pathlib import Path

import click

from cli import files, terminal
from cli.errors import Told, told
from cli.session import Session


@click.command()
@click.option("--quarter", metavar="QUARTER", help="Default: the current one.")
@click.option("--known-at", metavar="DATE|TIMESTAMP|POSITION|seal", help="As it was known then.")
@click.option("--format", "form", type=click.Choice(["table", *files.TABLES]),
              help="Default: what the file's name ends in, else a table.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path),
              help="Write to a file.")  # fmt: skip
@click.pass_obj
def integrity(
    session: Session, quarter: str | None, known_at: str | None, form: str | None,
    output: Path | None,
) -> None:  # fmt: skip
    """Tell how the commitments hold: fulfilment, evidence and timeliness side by side.

    For each goal: deadlines moved and how far, rewordings, fulfilments that went back, texts copied
    forward, long silence, delays without a reason, and Opfyldt without evidence.
    """
    from projections.integrity_questions import ask
    from projections.rendering.as_integrity import FORMATS, text
    from projections.rendering.integrity_words import CATALOGUES

    form = files.form_of(form, output, files.TABLES, "table")
    asked = session.quarter(quarter)
    position = session.position(known_at, asked)
    with told():
        model = ask(session.questions, session.agreement, asked, position)
    if not model.rows():
        raise Told("error.nothing-known", quarter=asked)
    made = (
        text(model, terminal.columns() or 100, told=CATALOGUES[session.lang])
        if form == "table"
        else FORMATS[form](model)
    )
    if output is None:
        terminal.send(made, prose=form == "table")
        return
    files.write(output, [made])
    session.echo("report.written", file=output, position=position)
