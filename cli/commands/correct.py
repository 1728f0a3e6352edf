"""`tovholder correct` and `retract`: undo by correction; what was said stays in the history."""

from __future__ import annotations

from typing import NamedTuple

import click

from cli.commands.status import one_line, record, status_text
from cli.errors import Told
from cli.session import Session
from domain import events as e
from domain.commands import CorrectFact, RetractFact
from domain.quarters import Quarter
from projections.goals_by_name import GoalRef

_AS = click.option("--as", "acting_as", metavar="MEMBER", help="Who corrects.")
_ID = click.option("--command-id", metavar="ID", help="The same id again records nothing.")
_REASON = click.option("--reason", required=True, help="Why; it stands in the history for ever.")


class Earlier(NamedTuple):
    """The report that a position leads to: its goal, its version there, and its quarter."""

    goal: GoalRef
    version: int
    quarter: Quarter


@click.command()
@click.argument("position", type=click.IntRange(1))
@_REASON
@click.option("--text", help="What the status should have been.")
@click.option("--fulfilment", help="What the fulfilment should have been.")
@click.option("--delay-reason", help="What the reason for the delay should have been.")
@click.option("--expected", help="What the expected completion should have been.")
@_AS
@_ID
@click.pass_obj
def correct(
    session: Session, position: int, reason: str, text: str | None, fulfilment: str | None,
    delay_reason: str | None, expected: str | None, acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Correct the report at POSITION: what is stated takes its place, at its effective date.

    The position stands in `tovholder history`. What is not stated stays as it was reported.
    """
    earlier = find(session, position)
    command = CorrectFact(earlier.goal.id, earlier.version, reason, status_text(text),
                          one_line(fulfilment), one_line(delay_reason),
                          one_line(expected))  # fmt: skip
    record(session, earlier.goal, command, earlier.quarter, acting_as, command_id)


@click.command()
@click.argument("position", type=click.IntRange(1))
@_REASON
@_AS
@_ID
@click.pass_obj
def retract(
    session: Session, position: int, reason: str, acting_as: str | None, command_id: str | None
) -> None:
    """Take the report or confirmation at POSITION back; what was in force before holds again."""
    earlier = find(session, position)
    command = RetractFact(earlier.goal.id, earlier.version, reason)
    record(session, earlier.goal, command, earlier.quarter, acting_as, command_id)


def find(session: Session, position: int) -> Earlier:
    """The report at a position; a correction leads to the report that it corrects."""
    if position > (last := session.questions.last_position()):
        raise Told("error.position", position=position, last=last)
    entries = session.questions.entries_at([position])
    event = entries[0].recorded.event if entries else None
    match event:
        case e.GoalStatusReported(effective) | e.GoalConfirmedUnchanged(effective):
            version = entries[0].version
        case e.GoalFactCorrected(effective, corrects):
            version = corrects
        case _:
            raise Told("error.not-a-report", position=position)
    goal, questions = entries[0].originator_id, session.questions
    session.about(lambda one: bool(questions.goals_named(one.id, str(goal))))
    if not questions.goals_named(session.agreement.id, str(goal)):
        raise Told("error.other-agreement", position=position, title=session.agreement.title)
    return Earlier(session.goal(str(goal)), version, Quarter.of(effective))
