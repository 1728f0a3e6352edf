"""`tovholder round`: the reporting of a quarter, from its opening to its seal."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from cli import terminal
from cli.errors import Told, told
from cli.session import Session
from cli.terminal import wrapped
from domain.quarters import Quarter
from domain.rounds import REMIND, MoveRound, OpenRound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.recording import Provenance
    from domain.work import Command
    from projections.bilag1 import Row
    from projections.progress import Asked, Progress

_AS = click.option("--as", "acting_as", metavar="MEMBER", help="Who does it.")
_DEADLINE = click.option("--deadline", metavar="DATE", required=True,
                         help="The last day for answers: 2017-03-31.")  # fmt: skip


@click.group("round")
def round_() -> None:
    """Open, follow, move and close a reporting round.

    A round asks every responsible unit about its goals for one quarter. Members who are linked to
    Slack are asked there, as long as `tovholder bot run` runs.
    """


@round_.command("open")
@click.argument("quarter")
@_DEADLINE
@click.option("--remind", metavar="DAYS", type=int, multiple=True, default=REMIND,
              show_default=True,
              help="Remind those who are missing so many days before the deadline; may be given "
              "several times.")  # fmt: skip
@click.option("--channel", metavar="ID", default="",
              help="Follow the round in this Slack channel too; `bot run` must have it as "
              "--public-in.")  # fmt: skip
@_AS
@click.pass_obj
def open_(
    session: Session, quarter: str, deadline: str, remind: tuple[int, ...], channel: str,
    acting_as: str | None,
) -> None:  # fmt: skip
    """Open the reporting of QUARTER, until a deadline. Only the secretariat can."""
    asked = session.quarter(quarter)
    day = _day(session, deadline)
    member = session.member(acting_as)
    session.handle(OpenRound(asked, day, remind, channel), session.provenance(member.id))
    session.echo("round.opened", quarter=asked, deadline=day)
    days = ", ".join(str(n) for n in sorted(set(remind), reverse=True))
    session.echo("round.remind" if remind else "round.no-remind", days=days)
    if channel:
        session.echo("round.channel", channel=channel)
    _tell(session, _progress(session, asked))


@round_.command()
@click.argument("quarter")
@_DEADLINE
@_AS
@click.pass_obj
def move(session: Session, quarter: str, deadline: str, acting_as: str | None) -> None:
    """Give the open round of QUARTER another deadline. Only the secretariat can."""
    asked = session.quarter(quarter)
    day = _day(session, deadline)
    by = session.provenance(session.member(acting_as).id)
    outcome = session.handle(MoveRound(asked, day), by)
    session.echo("round.moved" if outcome.positions else "round.same", quarter=asked, deadline=day)


@round_.command()
@click.argument("quarter", required=False)
@click.pass_obj
def status(session: Session, quarter: str | None) -> None:
    """Show how far the round of QUARTER has come: per unit, and who is missing.

    Without QUARTER: every open round.
    """
    from projections.rounds import Rounds

    rounds = Rounds(session.recorder).open(session.agreement.id)
    asked = [session.quarter(quarter)] if quarter is not None else [one.quarter for one in rounds]
    if not asked:
        session.echo("round.none")
    for one in asked:
        found = _progress(session, one)
        state = session.say("round.state-open" if found.round.open else "round.state-closed")
        head = session.say("round.head", quarter=one, state=state, deadline=found.round.deadline)
        terminal.echo(head, bold=True)
        _tell(session, found)


@round_.command()
@click.argument("quarter")
@click.option("--yes", is_flag=True, help="Close it though reports are missing.")
@_AS
@click.pass_obj
def close(session: Session, quarter: str, yes: bool, acting_as: str | None) -> None:
    """Close the round of QUARTER, and seal the quarter. Only the secretariat can.

    It says what is missing, and asks. What is missing is recorded with the closing.
    """
    from projections.closing import closing, seal

    asked = session.quarter(quarter)
    member = session.member(acting_as)
    left = _progress(session, asked).missing if member.role == "secretariat" else ()
    if left and not yes:
        _several(session, "round.missing", left)
        if not sys.stdin.isatty():
            raise Told("round.close-stops")
        if not session.confirmed("round.close-ask", quarter=asked):
            raise Told("round.close-stops")
    accepted = [row.goal for row in left]
    with told():
        closed = closing(session.questions, session.agreement, asked, accepted)
        sealed = seal(session.questions, session.agreement, closed)
    by = session.provenance(member.id)
    items: list[tuple[Command, Provenance]] = [(closed, by)]
    if sealed is not None:
        items.append((sealed, replace(by, command_id=f"{by.command_id}:seal")))
    first, *more = session.handle_all(items)
    session.echo("round.closed", quarter=asked, position=first.positions[0])
    if sealed is None:
        session.echo("round.no-goals")
        return
    key = "seal.done" if sealed.reason is None else "seal.restated"
    session.echo(key, what=asked, position=sealed.position, at=more[0].positions[0])
    session.echo("seal.files", n=len(sealed.files), sha256=sealed.report_sha256,
                 missing=len(left), name=str(asked))  # fmt: skip


def _day(session: Session, words: str) -> date:
    day = session.day(words)
    if day is None:
        raise Told("error.day", words=words)
    return day


def _progress(session: Session, quarter: Quarter) -> Progress:
    """How far the quarter's round has come; raises `Told` where there never was one."""
    from projections.progress import progress
    from projections.rounds import Rounds

    found = Rounds(session.recorder).one(session.agreement.id, quarter)
    if found is None:
        raise Told("refused.NoOpenRound", quarter=quarter)
    position = session.questions.last_position()
    report = session.questions.bilag1(session.agreement, quarter, position)
    members = session.directory.members()
    return progress(found, report, members, session.links.linked())


def _tell(session: Session, found: Progress) -> None:
    total = len(found.rows)
    session.echo("round.counts", reported=found.reported, total=total)
    for one in found.units:
        done = len(one.rows) - len(one.missing)
        unit = one.code or session.say("round.no-unit")
        session.echo("round.of-unit", reported=done, total=len(one.rows), unit=unit)
    if found.asked:
        session.echo("round.asked")
    for asked in found.asked:
        wrapped(_line(session, asked), "  ")
    if not all(asked.linked for asked in found.asked):
        session.echo("round.unlinked")
    _several(session, "round.unasked", found.unasked)


def _line(session: Session, asked: Asked) -> str:
    name = asked.member.name or session.say("member.erased")
    key = "round.asked-missing" if asked.missing else "round.asked-done"
    told = session.say(key, name=name, unit=asked.member.unit, total=len(asked.rows),
                       goals=", ".join(row.goal for row in asked.missing),
                       n=len(asked.missing))  # fmt: skip
    return told if asked.linked else told + session.say("round.not-in-slack")


def _several(session: Session, key: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    session.echo(key, n=len(rows))
    for row in rows[:20]:
        responsible = row.cells["responsible"]
        more = f"  ({responsible})" if responsible else ""
        terminal.echo(f"  {row.goal:<4} {row.title}{more}", at=7)
    if len(rows) > 20:
        session.echo("overview.more", n=len(rows) - 20)
