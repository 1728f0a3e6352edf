"""`tovholder goal`: list, show, and change what a goal is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import click

from cli import clock, terminal
from cli.commands.status import one_line
from cli.session import Session
from domain import commands as c
from domain import facts
from domain.agreements import units_of
from domain.quarters import Quarter

_AS = click.option("--as", "acting_as", metavar="MEMBER", help="Who does it.")
_REASON = click.option("--reason", required=True, help="Why; it stands in the history for ever.")
_EFFECTIVE = click.option("--effective", metavar="DATE", help="From which day. Default: today.")


@click.group()
def goal() -> None:
    """List, show and change goals."""


@goal.command("list")
@click.pass_obj
def list_(session: Session) -> None:
    """List the goals with number, title and aliases."""
    session.about(lambda one: bool(one.sections))
    order = [section.letter for section in session.agreement.sections]
    refs = session.questions.goals(session.agreement.id)
    if not refs:
        session.echo("overview.no-goals")
    for ref in sorted(refs, key=lambda one: order.index(one.number[:1])):
        aliases = f"  ({', '.join(ref.aliases)})" if ref.aliases else ""
        terminal.echo(f"{ref.number:<4} {ref.title}{aliases}", at=5)


@goal.command()
@click.argument("goal")
@click.option("--quarter", metavar="QUARTER", help="Default: the current one.")
@click.option("--known-at", metavar="DATE|TIMESTAMP|POSITION|seal", help="As it was known then.")
@click.pass_obj
def show(session: Session, goal: str, quarter: str | None, known_at: str | None) -> None:
    """Show a goal: its words, names, and how it stands."""
    from cli.commands import status

    ref = session.goal(goal)
    status.show(session, ref, session.quarter(quarter), known_at)
    session.echo("goal.names", aliases=", ".join(ref.aliases) or "-", id=ref.id)


@goal.command()
@click.argument("goal")
@click.argument("title")
@_AS
@click.pass_obj
def title(session: Session, goal: str, title: str, acting_as: str | None) -> None:
    """Give a goal another short title."""
    with _sharers_told(session, goal, title):
        _do(session, goal, acting_as, lambda ref: c.RetitleGoal(ref, " ".join(title.split())))


@goal.group()
def alias() -> None:
    """Add and remove names that people use for a goal."""


@alias.command("add")
@click.argument("goal")
@click.argument("name")
@_AS
@click.pass_obj
def add(session: Session, goal: str, name: str, acting_as: str | None) -> None:
    """Let a goal be called by one more name."""
    with _sharers_told(session, goal, name):
        _do(session, goal, acting_as, lambda ref: c.AddAlias(ref, " ".join(name.split())))


@contextmanager
def _sharers_told(session: Session, goal: str, name: str) -> Iterator[None]:
    """Tell, after a goal was given a name, which other goals it led to already."""
    ref = session.goal(goal)
    others = session.questions.goals_named(session.agreement.id, name)
    yield
    for other in others:
        if other.id != ref.id:
            session.echo("goal.alias-shared", name=name, number=other.number, title=other.title)


@alias.command("remove")
@click.argument("goal")
@click.argument("name")
@_AS
@click.pass_obj
def remove(session: Session, goal: str, name: str, acting_as: str | None) -> None:
    """Stop calling a goal by a name."""
    _do(session, goal, acting_as, lambda ref: c.RemoveAlias(ref, name))


@goal.command()
@click.argument("goal")
@click.option("--wording", help="The goal's text.")
@click.option("--content", help="The column Indhold.")
@click.option("--theme", help="The theme's code.")
@_REASON
@_EFFECTIVE
@_AS
@click.pass_obj
def reword(
    session: Session, goal: str, wording: str | None, content: str | None, theme: str | None,
    reason: str, effective: str | None, acting_as: str | None,
) -> None:  # fmt: skip
    """Take over new words of the agreement for GOAL."""
    day = _day(session, goal, effective)
    _do(
        session,
        goal,
        acting_as,
        lambda ref: c.RewordGoal(
            ref, day, reason, one_line(wording), one_line(content), one_line(theme)
        ),
    )


@goal.command()
@click.argument("goal")
@click.argument("deadline")
@_REASON
@_EFFECTIVE
@_AS
@click.pass_obj
def deadline(
    session: Session, goal: str, deadline: str, reason: str, effective: str | None,
    acting_as: str | None,
) -> None:  # fmt: skip
    """Give a goal another deadline."""
    day = _day(session, goal, effective)
    _do(
        session,
        goal,
        acting_as,
        lambda ref: c.MoveDeadline(ref, day, reason, " ".join(deadline.split())),
    )


@goal.command()
@click.argument("goal")
@click.argument("units")
@_REASON
@_EFFECTIVE
@_AS
@click.pass_obj
def responsible(
    session: Session, goal: str, units: str, reason: str, effective: str | None,
    acting_as: str | None,
) -> None:  # fmt: skip
    """Let other units answer for a goal, written as in Bilag 1: "KK (TMF/ØKF)"."""
    day = _day(session, goal, effective)
    _do(
        session,
        goal,
        acting_as,
        lambda ref: c.ChangeResponsible(ref, day, reason, " ".join(units.split())),
    )
    codes = session.agreement.codes()
    for unit in sorted(units_of(" ".join(units.split())) - set(codes)):
        session.echo("goal.unknown-unit", unit=unit, known=", ".join(codes))


@goal.command()
@click.argument("goal")
@click.argument("day")
@_REASON
@_AS
@click.pass_obj
def backdate(session: Session, goal: str, day: str, reason: str, acting_as: str | None) -> None:
    """Let GOAL belong to the agreement from DAY (1.1.2017) on, as it was when first known."""
    since, ref, questions = _day(session, goal, day), session.goal(goal), session.questions
    last = questions.last_position()
    began = min(one.effective for one, _ in questions.statements(ref.key, "wording", last))
    (row,) = questions.bilag1_of(session.agreement, Quarter.of(began), last, [ref.key]).rows()
    was = {name: row.cells["goal" if name == "wording" else name] for name in facts.DEFINITION}
    _do(session, goal, acting_as, lambda ref: c.BackdateGoal(ref, since, reason, **was))


@goal.command()
@click.argument("goal")
@_REASON
@_EFFECTIVE
@_AS
@click.pass_obj
def withdraw(
    session: Session, goal: str, reason: str, effective: str | None, acting_as: str | None
) -> None:
    """Give a goal up; its row stays in the report, and is no longer reported on."""
    day = _day(session, goal, effective)
    _do(session, goal, acting_as, lambda ref: c.WithdrawGoal(ref, day, " ".join(reason.split())))


def _day(session: Session, goal: str, words: str | None) -> date:
    session.goal(goal)  # which chooses the agreement
    return session.day(words) or session.today()


def _do(
    session: Session, goal: str, acting_as: str | None, command: Callable[[Any], c.GoalCommand]
) -> None:
    ref = session.goal(goal)
    member = session.member(acting_as)
    outcome = session.handle(command(ref.id), session.provenance(member.id))
    ref = session.goal(str(ref.id))  # it may have another title now
    if not outcome.positions:
        session.echo("status.nothing-new", title=ref.title, number=ref.number)
        return
    session.echo("goal.changed", title=ref.title, number=ref.number,
                 position=outcome.positions[-1],
                 recorded=clock.in_copenhagen(outcome.recorded_at))  # fmt: skip
