"""`tovholder measure` and `indicators`: the figures by which the measurable goals are followed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from cli import clock, files, terminal
from cli.errors import Told, told
from cli.session import Session
from domain import figures, names
from domain import memo_events as m
from domain.agreements import Indicator
from domain.indicators import IndicatorCommand, Measure, Restate, WithdrawMeasurement
from projections import indicators as model


class Options(NamedTuple):
    """What is said of a figure besides the figure."""

    day: date | None
    source: str | None
    published: date | None
    reason: str | None


@click.command()
@click.argument("goal")
@click.argument("value", required=False)
@click.option("--date", "day", metavar="DATE", help="The day that the figure holds for.")
@click.option("--source", help="Who counted.")
@click.option("--published", metavar="DATE", help="When the figure came out.")
@click.option("--indicator", metavar="ID", help="Which indicator, where the goal has several.")
@click.option("--correct", metavar="POSITION", type=click.IntRange(1),
              help="Put VALUE in the place of the measurement at that position.")  # fmt: skip
@click.option("--withdraw", metavar="POSITION", type=click.IntRange(1),
              help="Take the measurement at that position back.")  # fmt: skip
@click.option("--reason", help="Why it is corrected or withdrawn.")
@click.option("--as", "acting_as", metavar="MEMBER", help="Who says it. Default: the secretariat.")
@click.option("--command-id", metavar="ID", help="The same id again records nothing.")
@click.pass_obj
def measure(
    session: Session, goal: str, value: str | None, day: str | None, source: str | None,
    published: str | None, indicator: str | None, correct: int | None, withdraw: int | None,
    reason: str | None, acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Record what an indicator of a goal was on a day.

    GOAL is a goal's name or number, or an indicator's id. VALUE is written as in Danish: 1.580 or
    "20,2 %".

    \b
    tovholder measure Tilsagn 1.648 --date 2016-12-01 --source TMF
    tovholder measure M1 "19,8 %" --correct 147 --reason "BBR er opdateret"
    tovholder measure M1 --withdraw 147 --reason "Forkert kilde"
    """
    said = Options(session.day(day), _line(source), session.day(published), _line(reason))
    found = find(session, goal, indicator)
    command = _command(session, found, value, (correct, withdraw), said)
    member = session.member(acting_as)
    outcome = session.handle(command, session.provenance(member.id, "", command_id))
    if not outcome.positions:
        session.echo("measure.nothing-new", title=found.title)
        return
    session.repeated(
        outcome, lambda first: getattr(first.recorded.event, "indicator", None) == found.id
    )
    session.echo("measure.recorded", title=found.title, number=found.goal,
                 told=_told(session, found, outcome.positions[-1]),
                 position=outcome.positions[-1], name=member.name or member.id,
                 recorded=clock.in_copenhagen(outcome.recorded_at))  # fmt: skip


def _line(words: str | None) -> str | None:
    return None if words is None else " ".join(words.split())


def _told(session: Session, indicator: Indicator, position: int) -> str:
    """What the event at the position states, in words."""
    from projections.rendering import indicator_words as words

    event = session.questions.entries_at([position])[0].recorded.event
    if isinstance(event, m.MeasurementWithdrawn):
        return session.say("measure.withdrawn", day=event.effective)
    if not isinstance(event, m.IndicatorMeasured | m.IndicatorRestated):
        raise TypeError(type(event))
    language = words.CATALOGUES[session.lang]
    figure = words.figure(indicator, event.value, told=language)
    told = session.say("measure.on", figure=figure, day=event.effective)
    standing = words.standing(indicator, event.value, language)
    return f"{told} ({standing})" if standing else told


def find(session: Session, goal: str, wanted: str | None) -> Indicator:
    """The one indicator that a goal's name or an indicator's id leads to; raises `Told`."""
    if not session.agreement.measured:
        raise Told("error.no-indicators")
    known = _of(session, goal)
    found = [one for one in known if wanted is None or names.key(one.id) == names.key(wanted)]
    if len(found) != 1:
        listed = tuple(f"  {one.id}  {one.title} ({one.goal})" for one in known)
        raise Told("error.which-indicator", listed, name=wanted or goal)
    return found[0]


def _command(
    session: Session, indicator: Indicator, value: str | None,
    earlier: tuple[int | None, int | None], said: Options,
) -> IndicatorCommand:  # fmt: skip
    correct, withdraw = earlier
    if correct is not None and withdraw is not None:
        raise Told("error.correct-or-withdraw")
    if withdraw is not None:
        if value is not None or said.reason is None:
            raise Told("error.withdraw-with-reason")
        return WithdrawMeasurement(indicator.id, _version(session, indicator, withdraw),
                                   said.reason)  # fmt: skip
    if value is None:
        raise Told("error.no-value")
    exact = exactly(indicator, value)
    if correct is not None:
        if said.reason is None or said.day is not None:
            raise Told("error.correct-with-reason")
        version = _version(session, indicator, correct)
        return Restate(indicator.id, version, said.reason, exact, said.source, said.published)
    if said.day is None or said.source is None:
        raise Told("error.measure-what")
    return Measure(indicator.id, said.day, exact, said.source, said.published)


def exactly(indicator: Indicator, value: str) -> str:
    """The figure that the words mean; raises `Told`, also where they name another unit."""
    try:
        exact, unit = figures.parse(value)
    except figures.NotAFigure:
        raise Told("error.figure", words=value) from None
    percent = names.key(indicator.unit) in ("", "pct", "procent")
    same = {names.key(indicator.unit), *(["pct", "procent", ""] if percent else [])}
    if unit and names.key(unit.rstrip(".")) not in same:
        raise Told("error.unit", unit=unit, wanted=indicator.unit)
    return exact


def _version(session: Session, indicator: Indicator, position: int) -> int:
    """The version of the measurement that a position leads to, through its corrections."""
    entries = session.questions.entries_at([position])
    event = entries[0].recorded.event if entries else None
    match event:
        case m.IndicatorMeasured() if event.indicator == indicator.id:
            return entries[0].version
        case m.IndicatorRestated() if event.indicator == indicator.id:
            return event.corrects
        case _:
            raise Told("error.not-a-measurement", position=position, title=indicator.title)


@click.command()
@click.argument("goal", required=False)
@click.option("--as-of", metavar="DATE", help="Only measurements for days up to that day.")
@click.option("--quarter", metavar="QUARTER", help="The same, up to a quarter's last day.")
@click.option("--known-at", metavar="DATE|TIMESTAMP|POSITION|seal", help="As it was known then.")
@click.option("--format", "form", type=click.Choice(["table", *files.TABLES]),
              help="Default: what the file's name ends in, else a table.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path),
              help="Write to a file.")  # fmt: skip
@click.pass_obj
def indicators(
    session: Session, goal: str | None, as_of: str | None, quarter: str | None,
    known_at: str | None, form: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Show the indicators with their figures, targets and sources; those of GOAL alone.

    A figure that was restated stands with the earlier one beside it.
    """
    from projections import memo_questions
    from projections.rendering.as_indicators import FORMATS, text
    from projections.rendering.indicator_words import CATALOGUES

    if as_of is not None and quarter is not None:
        raise Told("error.as-of-or-quarter")
    asked = session.quarter(quarter) if quarter is not None else None
    day = session.day(as_of) or (asked.last_day if asked else date.max)
    position = session.position(known_at, asked or session.reporting_quarter())
    form = files.form_of(form, output, files.TABLES, "table")
    with told():
        found = memo_questions.indicator_series(session.questions, session.agreement, day, position)
    basis = session.questions.basis(session.agreement.id, asked or session.reporting_quarter(),
                                    position)  # fmt: skip
    if goal is not None:
        wanted = {one.id for one in _of(session, goal)}
        found = [one for one in found if one.indicator.id in wanted]
    if not found:
        raise Told("error.no-indicators")
    overview = model.Overview(session.agreement.title, day, basis, tuple(found))
    table = form == "table"
    made = text(overview, CATALOGUES[session.lang]) if table else FORMATS[form](overview)
    if output is None:
        terminal.send(made, prose=table)
        return
    files.write(output, [made])
    session.echo("report.written", file=output, position=position)


def _of(session: Session, goal: str) -> list[Indicator]:
    known = session.agreement.measured
    if named := [one for one in known if one.id == goal]:
        return named
    ref = session.goal(goal)
    found = [one for one in known if one.goal == ref.number]
    if not found:
        raise Told("error.goal-not-measured", title=ref.title, number=ref.number)
    return found
