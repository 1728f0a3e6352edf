"""`tovholder seal`: close a quarter's follow-up, keep papers, list the seals, take files out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import clock, files, terminal
from cli.commands import seal_papers
from cli.errors import Told, told
from cli.session import Session

if TYPE_CHECKING:
    from projections.sealing import Seal


class SealGroup(click.Group):
    """`tovholder seal 2017-Q1` seals; the other words are commands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put in the command that is meant where a quarter stands in its place."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["quarter", *args]
        return super().parse_args(ctx, args)


@click.group(cls=SealGroup, subcommand_metavar="QUARTER | COMMAND [OPTIONS]")
def seal() -> None:
    """Close a quarter, or keep a paper as it stands now.

    `tovholder seal 2017-Q1` is short for `tovholder seal quarter 2017-Q1`: what comes later for
    the quarter is a late entry. The other papers are only kept. A paper that was sealed has a
    name, such as memo-2017-Q1, which `seal list` tells.
    """


for one in seal_papers.COMMANDS:
    seal.add_command(one)


@seal.command()
@click.argument("quarter")
@seal_papers.RESTATE
@seal_papers.AS
@click.pass_obj
def quarter(session: Session, quarter: str, restate: str | None, acting_as: str | None) -> None:
    """Close QUARTER and keep its files.

    What is recorded for the quarter later is a late entry. The seal records the position that the
    report rests on, what made the files and their SHA-256, and keeps the files in the ledger.
    `--known-at seal` asks for the report as it was sealed. A second seal is a restatement: it
    needs a reason, and keeps the bridge from the seal before.
    """
    from projections import sealing

    asked = session.quarter(quarter)
    member = session.member(acting_as)
    position = session.questions.last_position()
    reason = seal_papers.reason_of(session, restate)
    with told():
        report = session.questions.bilag1(session.agreement, asked, position)
        command = sealing.prepare(session.questions, session.agreement, asked, position, reason)
        outcome = session.handle(command, session.provenance(member.id))
    key = "seal.done" if reason is None else "seal.restated"
    session.echo(key, what=asked, position=position, at=outcome.positions[0])
    session.echo("seal.files", n=len(command.files), sha256=command.report_sha256,
                 missing=report.missing, name=str(asked))  # fmt: skip


@seal.command("list")
@click.option("--quarter", metavar="QUARTER", help="Only the seals of this quarter.")
@click.pass_obj
def list_(session: Session, quarter: str | None) -> None:
    """List the seals and their files."""
    from cli.commands.history import Teller
    from projections import sealing

    asked = str(session.quarter(quarter)) if quarter is not None else None
    with told():
        found = sealing.seals(session.questions, session.agreement, asked)
    if not found:
        session.echo("seal.none")
    teller = Teller(session)
    for one in found:
        key = "seal.line" if one.number == 1 else "seal.line-restated"
        session.echo(key, what=seal_papers.title(session, one.paper), n=one.number,
                     position=one.event.position, at=clock.in_copenhagen(one.entry.recorded_at),
                     who=teller.who(one.entry), reason=one.event.reason or "")  # fmt: skip
        for name, digest in one.event.files.items():
            terminal.echo(f"  {digest}  {name}")
        if not one.event.files:
            session.echo("seal.no-files", sha256=one.event.report_sha256)


@seal.command("files")
@click.argument("name")
@click.option("-o", "--output", metavar="DIR", required=True,
              type=click.Path(path_type=Path, file_okay=False),
              help="The folder for the files; made where it is missing.")  # fmt: skip
@click.option("--seal", "number", metavar="N", type=click.IntRange(1),
              help="Which seal, from 1. Default: the last.")  # fmt: skip
@click.pass_obj
def files_(session: Session, name: str, output: Path, number: int | None) -> None:
    """Write the kept files of NAME to a folder: a quarter, or a paper such as memo-2017-Q1.

    They are the bytes that were sealed; a file that is not any more is told, and none is written.
    """
    import hashlib

    from projections import sealing

    one = _seal(session, name, number)
    what = seal_papers.title(session, one.paper)
    kept = sealing.kept(session.recorder, one.event)
    if not one.event.files:
        raise Told("error.seal-keeps-no-files", quarter=what, position=one.event.position)
    for name, digest in one.event.files.items():
        if name not in kept or hashlib.sha256(kept[name]).hexdigest() != digest:
            raise Told("error.kept-file", name=name)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Told("error.write", file=str(output), detail=error) from error
    for name, content in kept.items():
        files.write(output / name, [content])
    session.echo("seal.taken-out", n=len(kept), folder=output, what=what)


def _seal(session: Session, name: str, number: int | None) -> Seal:
    """The seal by that name with that number; the last one where none is given."""
    found = seal_papers.named(session, name)
    if number is not None and number > len(found):
        what = seal_papers.title(session, found[0].paper)
        raise Told("error.no-seal-number", quarter=what, number=number, n=len(found))
    return found[(number or 0) - 1]
