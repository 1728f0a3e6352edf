"""`tovholder forum`: forums, who sits in them, and how often they meet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from cli import partnership as p
from cli import terminal
from cli.commands.agreement import show_forum
from cli.errors import Told
from cli.session import Session
from cli.words import in_words
from domain import partnership_commands as c

if TYPE_CHECKING:
    from domain.cadence import Turn
    from domain.organisation import Forum
    from projections.partnership import Partnership


@click.group()
def forum() -> None:
    """Forums, their seats, and the yearly wheel."""


@forum.command("list")
@p.AS_OF
@p.KNOWN_AT
@click.pass_obj
def list_(session: Session, as_of: str | None, known_at: str | None) -> None:
    """List the forums, with how many seats are taken."""
    p.organised(session)
    day, told = p.as_of(session, as_of, known_at)
    for code, title, _ in told.forums(day):
        seated = session.say("forum.seated", n=len(told.composition(code, day)))
        terminal.echo(f"{code:<24} {title}  ({seated})")
    for rules in told.agreement.organised.forums:
        if rules.per_project:
            terminal.echo(f"{rules.code:<24} {rules.title}  ({session.say('forum.per-project')})")


@forum.command()
@click.argument("forum")
@p.AS_OF
@p.KNOWN_AT
@click.pass_obj
def show(session: Session, forum: str, as_of: str | None, known_at: str | None) -> None:
    """Show FORUM (code or title): what the agreement says of it, and who sits in it."""
    code = p.forum(session, forum)
    day, told = p.as_of(session, as_of, known_at)
    rules = _rules(told, code, day)
    show_forum(session, told.agreement, rules)
    names = p.Names(session)
    session.echo("forum.composition", n=len(told.composition(code, day)), day=day)
    for seat in told.composition(code, day):
        until = f" – {in_words(session.lang, seat.until)}" if seat.until else ""
        since = in_words(session.lang, seat.since)
        terminal.echo(f"  {names.of(seat.member):<28} {seat.unit:<10} {since}{until}")
    session.echo("forum.known", position=told.known_at)


def _rules(told: Partnership, code: str, day: date) -> Forum:
    for known, _, rules in told.forums(day):
        if known == code:
            return rules
    rules_of_all = told.agreement.organised.forum(code)
    if rules_of_all is None:
        raise Told("refused.UnknownForum", forum=code,
                   known=", ".join(known for known, _, _ in told.forums(day)))  # fmt: skip
    return rules_of_all


@forum.command()
@click.argument("forum")
@click.argument("member")
@click.option("--unit", required=True, help="The unit that the member represents.")
@click.option("--replaces", metavar="MEMBER", help="Whose seat it takes, from the same day.")
@p.EFFECTIVE
@p.AS
@p.COMMAND_ID
@click.pass_obj
def appoint(
    session: Session, forum: str, member: str, unit: str, replaces: str | None,
    effective: str | None, acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Give MEMBER a seat in FORUM, by the secretariat or by the unit's party itself."""
    code, day = p.forum(session, forum), p.today(session, effective)
    one, old = session.member(member), session.member(replaces).id if replaces else None
    code_of_unit = p.unit(session, unit)
    command = c.TakeSeat(code, one.id, code_of_unit, day, old)
    outcome = p.do(session, command, acting_as, command_id)
    p.done(session, "forum.appointed", outcome, name=one.name or one.id, unit=code_of_unit,
           forum=code, effective=day)  # fmt: skip


@forum.command()
@click.argument("forum")
@click.argument("member")
@p.REASON
@p.EFFECTIVE
@p.AS
@p.COMMAND_ID
@click.pass_obj
def release(
    session: Session, forum: str, member: str, reason: str, effective: str | None,
    acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """End the seat of MEMBER in FORUM."""
    code, day, one = p.forum(session, forum), p.today(session, effective), session.member(member)
    outcome = p.do(session, c.ReleaseSeat(code, one.id, day, reason), acting_as, command_id)
    p.done(session, "forum.released", outcome, name=one.name or one.id, forum=code, effective=day)


@forum.command()
@click.argument("forum")
@click.argument("project")
@click.option("--title", required=True, help="What the forum is called.")
@p.EFFECTIVE
@p.AS
@p.COMMAND_ID
@click.pass_obj
def setup(
    session: Session, forum: str, project: str, title: str, effective: str | None,
    acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Set FORUM (a forum of each project) up for PROJECT, a short code."""
    code, day = p.forum(session, forum), p.today(session, effective)
    outcome = p.do(session, c.SetUpForum(code, project, title, day), acting_as, command_id)
    p.done(session, "forum.set-up", outcome, title=title, code=f"{code}-{project}")


@forum.command()
@click.argument("year", type=click.IntRange(1900, 2200), required=False)
@p.AS_OF
@p.KNOWN_AT
@click.pass_obj
def wheel(session: Session, year: int | None, as_of: str | None, known_at: str | None) -> None:
    """Show what each forum owes in YEAR: meetings held, planned, missing and late.

    Default: the current year. What is late is so as of today, or the day of --as-of.
    """
    from projections.wheel import wheel as of
    from projections.wheel import without

    p.organised(session)
    day, told = p.as_of(session, as_of, known_at)
    asked = year or day.year
    title = session.say("wheel.title", year=asked, title=told.agreement.title)
    terminal.echo(title, bold=True)
    session.echo("wheel.as-of", day=day, position=told.known_at)
    spokes = of(told, asked, day)
    for spoke in spokes:
        if spoke.turns:
            terminal.echo(spoke.title)
        for turn in spoke.turns:
            terminal.echo(f"  {_period(turn):<24} {_turn(session, turn)}")
    for key, titles in zip(("wheel.free", "wheel.none-owed"), without(spokes), strict=True):
        if titles:
            session.echo(key, forums=", ".join(titles), year=asked)


def _period(turn: Turn) -> str:
    return f"{turn.period.start:%d.%m.%Y} – {turn.period.end:%d.%m.%Y}"


def _turn(session: Session, turn: Turn) -> str:
    parts = [session.say("wheel.owed", n=turn.period.owed)]
    if turn.held:
        parts.append(session.say("wheel.held", days=_days(turn.held)))
    if turn.planned:
        parts.append(session.say("wheel.planned", days=_days(turn.planned)))
    if turn.late:
        parts.append(click.style(session.say("wheel.late"), fg="red"))
    elif turn.missing:
        parts.append(session.say("wheel.missing", n=turn.missing))
    return "; ".join(parts)


def _days(some: tuple[date, ...]) -> str:
    return ", ".join(f"{day:%d.%m}" for day in some)
