"""`tovholder report memo` and `report bilag2`: the memo to the committees, and the focus points."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import files, terminal
from cli.errors import Told, told
from cli.session import Session
from domain import days
from domain.file_faults import FileFault, of_encoding
from domain.quarters import YEARS, NotAQuarter, Quarter

if TYPE_CHECKING:
    from projections.rendering.prose import Template

LONGEST_TEMPLATE = 1024 * 1024

FORM = click.option("--format", "form", type=click.Choice(files.DOCUMENT),
                     help="Default: what the file's name ends in, else Markdown.")  # fmt: skip
OUT = click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path),
                    help="Write to a file.")  # fmt: skip


@click.command()
@click.option("--quarter", metavar="QUARTER",
              help="2017-Q1, '1. kvartal 2017', 1K2017. Default: the current one.")  # fmt: skip
@click.option("--known-at", metavar="DATE|TIMESTAMP|POSITION|seal", help="As it was known then.")
@click.option("--since", metavar="DATE|QUARTER[@KNOWN_AT]",
              help="The last memo: what moved since then. A date: its quarter, as known on that "
              "day. Default: the quarter before.")  # fmt: skip
@click.option("--template", "own", metavar="FILE", type=click.Path(path_type=Path),
              help="The prose. Default: the agreement's bundled one.")  # fmt: skip
@click.option("--write-template", metavar="FILE", type=click.Path(path_type=Path),
              help="Write the bundled prose to a file to be edited; no more.")  # fmt: skip
@FORM
@OUT
@click.pass_obj
def memo(
    session: Session, quarter: str | None, known_at: str | None, since: str | None,
    own: Path | None, write_template: Path | None, form: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Make the memo to the committees for a quarter, as known at a moment.

    The prose is a template that the secretariat edits; the counts and figures in it are computed.
    """
    from projections import papers
    from projections.rendering.as_memo import FORMATS
    from projections.sources import Viewed

    if write_template is not None:
        _write_template(session, write_template)
        return
    form = form_of(form, output)
    asked = session.quarter(quarter)
    position = session.position(known_at, asked)
    template = read_template(*template_of(session, own))
    old = last_memo(session, since, asked, position)
    with told():
        model = papers.memo(Viewed(session.questions, session.agreement), old, (asked, position))
    if not model.report.rows():
        raise Told("error.nothing-known", quarter=asked)
    finish(session, made(lambda: FORMATS[form](model, template)), output, position)


@click.command()
@click.option("--year", type=int, help="Which year. Default: that of the current quarter.")
@click.option("--known-at", metavar="DATE|TIMESTAMP|POSITION", help="As it was known then.")
@FORM
@OUT
@click.pass_obj
def bilag2(
    session: Session, year: int | None, known_at: str | None, form: str | None,
    output: Path | None,
) -> None:  # fmt: skip
    """Make Bilag 2, the focus points of a year by theme, as they were known at a moment."""
    from projections import memo_questions
    from projections.rendering.as_bilag2 import FORMATS

    form = form_of(form, output)
    asked = session.reporting_quarter().year if year is None else year
    start, end = session.agreement.start, session.agreement.end
    if not start.year <= asked <= end.year:
        raise Told("error.year", year=asked, start=start, end=end)
    position = session.position(known_at)
    with told():
        edition = memo_questions.focus_edition(
            session.questions, session.agreement, asked, position
        )
    finish(session, FORMATS[form](edition), output, position)


def form_of(form: str | None, output: Path | None) -> str:
    """The format of a paper: as asked for, or as the file's name ends; raises `Told`."""
    return files.form_of(form, output, files.DOCUMENT, "md")


def finish(session: Session, made: bytes, output: Path | None, position: int) -> None:
    """Write a paper to its file, or to standard output where there is none."""
    if output is None:
        terminal.send(made)
        return
    files.write(output, [made])
    session.echo("report.written", file=output, position=position)


def last_memo(
    session: Session, words: str | None, quarter: Quarter, position: int
) -> tuple[Quarter, int]:
    """The last memo's quarter, no later one than this one's, and what was known then."""
    found, known_at = since_of(session, words, quarter, position)
    if found > quarter:
        raise Told("error.since-later", since=found, quarter=quarter, example=str(quarter))
    return found, known_at


def since_of(
    session: Session, words: str | None, quarter: Quarter, position: int
) -> tuple[Quarter, int]:
    """An earlier report's quarter, and what was known then."""
    if words is None:
        return quarter.previous(), position
    day = days.day(words, session.clock().today)
    if day is not None and day.year in YEARS:
        return Quarter.of(day), session.position(words)
    named, _, known_at = words.partition("@")
    try:
        asked = Quarter.parse(named.strip())
        asked.previous()
    except NotAQuarter:
        raise Told("error.since", words=words) from None
    return asked, session.position(known_at.strip(), asked) if known_at else position


def template_of(session: Session, own: Path | None) -> tuple[str, bytes]:
    """The name and the bytes of the template: a file, or the agreement's bundled one."""
    if own is not None:
        return str(own), files.read(own, LONGEST_TEMPLATE)
    name = f"{session.agreement.slug}.memo.md"
    try:
        return name, (resources("cli") / "bundled" / name).read_bytes()
    except FileNotFoundError:
        raise Told("error.no-template") from None


def read_template(name: str, content: bytes) -> Template:
    """The template that the bytes are; raises `Told` with the place of a fault."""
    from projections.rendering import prose

    try:
        return prose.read(content.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        raise Told("error.template", detail=FileFault(name, of_encoding(error))) from error
    except prose.TemplateFault as error:
        raise Told("error.template", detail=error) from error


def made(make: Callable[[], bytes]) -> bytes:
    from projections.rendering.prose import TemplateFault

    try:
        return make()
    except TemplateFault as error:
        raise Told("error.template", detail=error) from error


def _write_template(session: Session, file: Path) -> None:
    if file.exists():
        raise Told("error.template-exists", file=str(file))
    files.write(file, [template_of(session, None)[1]])
    session.echo("memo.template-written", file=file)
