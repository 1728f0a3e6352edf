"""`tovholder focus`: the focus points that Bilag 2 tells of."""

from __future__ import annotations

from datetime import date

import click

from cli import clock, terminal
from cli.commands.history import Teller
from cli.errors import Told
from cli.session import Session
from cli.terminal import wrapped
from domain.focus import AddFocusPoint, CloseFocusPoint, FocusCommand, RewordFocusPoint

_AS = click.option("--as", "acting_as", metavar="MEMBER", help="Who does it.")
_ID = click.option("--command-id", metavar="ID", help="The same id again records nothing.")
_REASON = click.option("--reason", required=True, help="Why; it stands in the history for ever.")
_EFFECTIVE = click.option("--effective", metavar="DATE", help="From which day. Default: today.")


@click.group()
def focus() -> None:
    """List, add, reword and close focus points (Bilag 2)."""


@focus.command()
@click.argument("theme")
@click.argument("title")
@click.option("--text", required=True,
              help="What it is about; an empty line begins a new paragraph.")  # fmt: skip
@_EFFECTIVE
@_AS
@_ID
@click.pass_obj
def add(
    session: Session, theme: str, title: str, text: str, effective: str | None,
    acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Add a focus point with TITLE under the heading THEME."""
    from projections import memo_questions

    number = memo_questions.next_focus_number(session.questions, session.agreement)
    _do(session, AddFocusPoint(number, _day(session, effective), _line(theme), _line(title),
                               _paragraphs(text)), acting_as, command_id)  # fmt: skip


@focus.command()
@click.argument("number", type=click.IntRange(1))
@click.option("--theme", help="The heading that it stands under.")
@click.option("--title", help="The title.")
@click.option("--text", help="What it is about.")
@_REASON
@_EFFECTIVE
@_AS
@_ID
@click.pass_obj
def reword(
    session: Session, number: int, theme: str | None, title: str | None, text: str | None,
    reason: str, effective: str | None, acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Give the focus point NUMBER other words."""
    command = RewordFocusPoint(
        number, _day(session, effective), _line(reason),
        None if theme is None else _line(theme), None if title is None else _line(title),
        None if text is None else _paragraphs(text),
    )  # fmt: skip
    _do(session, command, acting_as, command_id)


@focus.command()
@click.argument("number", type=click.IntRange(1))
@_REASON
@_EFFECTIVE
@_AS
@_ID
@click.pass_obj
def close(
    session: Session, number: int, reason: str, effective: str | None, acting_as: str | None,
    command_id: str | None,
) -> None:  # fmt: skip
    """End the focus point NUMBER; the effective day is the first on which it is none."""
    command = CloseFocusPoint(number, _day(session, effective), _line(reason))
    _do(session, command, acting_as, command_id)


@focus.command("list")
@click.option("--year", type=click.IntRange(1900, 2199), help="Those of a year. Default: today's.")
@click.option("--known-at", metavar="DATE|TIMESTAMP|POSITION", help="As it was known then.")
@click.pass_obj
def list_(session: Session, year: int | None, known_at: str | None) -> None:
    """List the focus points of a year by theme."""
    from projections import memo_questions

    asked = year or session.today().year
    position = session.position(known_at)
    edition = memo_questions.focus_edition(session.questions, session.agreement, asked, position)
    if not edition.points:
        raise Told("error.no-focus-points", year=asked)
    for theme in edition.themes:
        terminal.echo(theme.title, bold=True)
        for point in theme.points:
            ended = f"  [{session.say('focus.closed', day=point.closed)}]" if point.closed else ""
            terminal.echo(f"  {point.number:>3}  {point.title}{ended}", at=7)


@focus.command()
@click.argument("number", type=click.IntRange(1))
@click.option("--known-at", metavar="DATE|TIMESTAMP|POSITION", help="Only what was known then.")
@click.pass_obj
def history(session: Session, number: int, known_at: str | None) -> None:
    """Tell what was recorded about the focus point NUMBER."""
    position = session.position(known_at)
    entries = [
        one for one in session.questions.entries_of(session.agreement.focus_id(number))
        if one.position <= position
    ]  # fmt: skip
    if not entries:
        raise Told("refused.UnknownFocusPoint", number=number)
    teller = Teller(session)
    for entry in entries:
        teller.tell(entry)


def _do(
    session: Session, command: FocusCommand, acting_as: str | None, command_id: str | None
) -> None:
    member = session.member(acting_as)
    outcome = session.handle(command, session.provenance(member.id, "", command_id))
    if not outcome.positions:
        return
    session.repeated(outcome, lambda first: first.topic.startswith("focus-point-"))
    told = session.questions.entries_at(outcome.positions)[0]
    number = getattr(told.recorded.event, "number", command.number)
    wrapped(session.say("focus.recorded", number=number, position=outcome.positions[-1],
                        recorded=clock.in_copenhagen(outcome.recorded_at)))  # fmt: skip


def _day(session: Session, words: str | None) -> date:
    return session.day(words) or session.today()


def _line(words: str) -> str:
    return " ".join(words.split())


def _paragraphs(text: str) -> str:
    """Blanks as single ones, and one empty line between paragraphs."""
    parts = (_line(part) for part in text.replace("\r\n", "\n").split("\n\n"))
    return "\n\n".join(part for part in parts if part)
