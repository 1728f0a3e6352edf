"""`tovholder report deliverables` and `report meeting`: the papers of a partnership."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import partnership as p
from cli.commands.memo import FORM, OUT, finish, form_of
from cli.errors import Told
from cli.session import Session
from domain.quarters import Quarter

if TYPE_CHECKING:
    from projections.partnership import MeetingTold, Partnership


@click.command()
@p.AS_OF
@p.KNOWN_AT
@FORM
@OUT
@click.pass_obj
def deliverables(
    session: Session, as_of: str | None, known_at: str | None, form: str | None,
    output: Path | None,
) -> None:  # fmt: skip
    """Make the status of the deliverables: by priority, by forum, per quarter."""
    from projections.rendering.as_deliverables import FORMATS, DeliverablesPaper

    form = form_of(form, output)
    session.about(lambda one: bool(one.organised.deliverables))
    if not session.agreement.organised.deliverables:
        raise Told("deliverable.none")
    day, told = p.as_of(session, as_of, known_at)
    basis = session.questions.basis(session.agreement.id, Quarter.of(day), told.known_at)
    finish(session, FORMATS[form](DeliverablesPaper(told, basis, day)), output, told.known_at)


@click.command()
@click.argument("forum")
@click.option("--meeting", "number", type=click.IntRange(1), metavar="N",
              help="Which meeting, by its number. Default: the next one that is called, else the "
              "last.")  # fmt: skip
@p.AS_OF
@p.KNOWN_AT
@FORM
@OUT
@click.pass_obj
def meeting(
    session: Session, forum: str, number: int | None, as_of: str | None, known_at: str | None,
    form: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Make the paper of a meeting of FORUM: agenda and what is up for decision, or its minutes.

    Both tell what was decided last time, and what came of it as of the day.
    """
    from projections.rendering.as_meeting import FORMATS, MeetingPaper, title_of

    form = form_of(form, output)
    code = p.forum(session, forum)
    day, told = p.as_of(session, as_of, known_at)
    one, names = _meeting(told, code, number), p.Names(session)
    people = {member: names.of(member) for member in (*one.invited, *one.present, *one.apologies)}
    basis = session.questions.basis(session.agreement.id, Quarter.of(day), told.known_at)
    model = MeetingPaper(told, basis, day, one, title_of(told, one), people)
    finish(session, FORMATS[form](model), output, told.known_at)


def _meeting(told: Partnership, code: str, number: int | None) -> MeetingTold:
    some = told.meetings_of(code)
    if number is not None:
        return p.meeting_told(told, f"{code}-{number}")
    waiting = [one for one in some if not one.held and one.cancelled is None]
    if waiting:
        return min(waiting, key=lambda one: (one.day, one.number))
    held = [one for one in some if one.held]
    if not held:
        raise Told("error.no-meeting", forum=code)
    return max(held, key=lambda one: (one.day, one.number))
