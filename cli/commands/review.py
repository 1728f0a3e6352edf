"""`tovholder review`: the yearly reviews of housing sections, and what is missing."""

from __future__ import annotations

import click

from cli import partnership as p
from cli import terminal
from cli.commands.home import homes_of, with_homes
from cli.session import Session
from cli.words import in_words
from domain import home_commands as c


@click.group()
def review() -> None:
    """The yearly reviews of housing sections: budget, accounts, maintenance."""


@review.command()
@click.argument("section")
@click.argument("year", type=click.IntRange(1900, 2200))
@click.argument("part")
@click.option("--in-order/--not-in-order", "in_order", default=True, show_default=True,
              help="Whether it was in order.")  # fmt: skip
@click.option("--text", default="", help="What was said of it.")
@p.EFFECTIVE
@p.AS
@p.COMMAND_ID
@click.pass_obj
def record(
    session: Session, section: str, year: int, part: str, in_order: bool, text: str,
    effective: str | None, acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Record that PART (such as budget) of SECTION was reviewed for YEAR.

    SECTION is a building project's code, or another short code for the section. What is said later
    of the same part takes its place; both stay in the ledger.
    """
    homes, day = with_homes(session), p.today(session, effective)
    command = c.ReviewSection(section, year, p.code_of(homes.reviews, part), in_order, text, day)
    outcome = p.do(session, command, acting_as, command_id)
    p.done(session, "review.recorded", outcome, section=section, year=year, part=part,
           state=_state(session, in_order))  # fmt: skip


def _state(session: Session, in_order: bool) -> str:
    return session.say("review.in-order") if in_order else session.say("review.not-in-order")


@review.command("list")
@click.argument("year", type=click.IntRange(1900, 2200), required=False)
@p.AS_OF
@p.KNOWN_AT
@click.pass_obj
def list_(session: Session, year: int | None, as_of: str | None, known_at: str | None) -> None:
    """List the reviews of YEAR for each section, with what is missing. Default: this year."""
    from projections.homes import reviewed

    with_homes(session)
    day, told = p.as_of(session, as_of, known_at)
    homes = homes_of(told.agreement)
    asked = year or day.year
    found = reviewed(told.reviews, told.projects, homes, asked, day)
    if not found:
        session.echo("review.none", year=asked)
        return
    terminal.echo(session.say("review.title", year=asked), bold=True)
    titles = {one.code: one.title for one in homes.reviews}
    for one in found:
        terminal.echo(one.title if one.title == one.section else f"{one.title} ({one.section})")
        for part, told_of in one.parts:
            state = session.say("review.missing")
            if told_of is not None:
                state = (
                    f"{_state(session, told_of.in_order)}, "
                    f"{in_words(session.lang, told_of.effective)}"
                )
                state += f": {told_of.text}" if told_of.text else ""
            terminal.echo(f"  {titles[part]:<34} {state}")
    if left := sum(not one.complete for one in found):
        session.echo("review.left", n=left)
    session.echo("home.as-of", day=day, position=told.known_at)
