"""`tovholder home`: building projects, their milestones, and the way towards the target."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import partnership as p
from cli import terminal
from cli.commands.memo import FORM, OUT, finish, form_of
from cli.errors import Told, told
from cli.session import Session
from cli.terminal import wrapped
from cli.words import in_words
from domain import home_commands as c
from domain.agreements import Agreement
from domain.home_events import Site
from domain.organisation import Homes

if TYPE_CHECKING:
    from datetime import date

    from projections.homes import ProjectAt, ProjectStep
    from projections.partnership import Partnership

_SITES = click.option("--site", "sites", multiple=True, metavar="PLACE:HOMES",
                      help="A site and how many homes there; once for each.")  # fmt: skip
_AT = click.option("--site", "sites", multiple=True, metavar="PLACE",
                   help="Only at this site; once for each. Default: all.")  # fmt: skip
SINCE = click.option("--since", metavar="DATE[@KNOWN_AT]",
                     help="Beside it, how it was on an earlier day, as known now or "
                     "then.")  # fmt: skip


@click.group()
def home() -> None:
    """Building projects, their milestones, and the way towards the agreement's target."""


@home.command()
@click.argument("project")
@click.argument("title")
@_SITES
@click.option("--organisation", default="", help="The building organisation: code or name of one "
              "that the agreement knows.")  # fmt: skip
@p.EFFECTIVE
@p.AS
@p.COMMAND_ID
@click.pass_obj
def plan(
    session: Session, project: str, title: str, sites: tuple[str, ...], organisation: str,
    effective: str | None, acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Plan PROJECT (a short code) with its TITLE and sites."""
    with_homes(session)
    some, day = _sites(sites), p.today(session, effective)
    command = c.PlanProject(project, title, p.unit(session, organisation), some, day)
    outcome = p.do(session, command, acting_as, command_id)
    p.done(session, "home.planned", outcome, title=title, code=project,
           homes=sum(one.homes for one in some))  # fmt: skip


def with_homes(session: Session) -> Homes:
    """What the agreement says of homes; raises a refusal where it says nothing."""
    session.about(lambda one: one.organised.building is not None)
    return homes_of(session.agreement)


def homes_of(agreement: Agreement) -> Homes:
    """What an agreement says of homes; raises a refusal where it says nothing."""
    homes = agreement.organised.building
    if homes is None:
        raise Told("refused.NoHomes")
    return homes


def _sites(told: tuple[str, ...]) -> tuple[Site, ...]:
    found = []
    for words in told:
        place, _, number = words.rpartition(":")
        if not place.strip() or not number.strip().isdecimal() or len(number) > 9:
            raise Told("error.site", words=words)
        found.append(Site(place.strip(), int(number)))
    return tuple(found)


@home.command()
@click.argument("project")
@_SITES
@click.option("--organisation", help="The building organisation. Default: as it is; '' for "
              "none.")  # fmt: skip
@p.REASON
@p.EFFECTIVE
@p.AS
@p.COMMAND_ID
@click.pass_obj
def revise(
    session: Session, project: str, sites: tuple[str, ...], organisation: str | None, reason: str,
    effective: str | None, acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Give PROJECT another building organisation, or other sites.

    --site tells all sites that it has from then on, also those that stay.
    """
    with_homes(session)
    day = p.today(session, effective)
    named = p.unit(session, organisation) if organisation is not None else None
    command = c.ReviseProject(project, reason, day, named, _sites(sites))
    outcome = p.do(session, command, acting_as, command_id)
    one = _project(p.known(session), project, day)
    p.done(session, "home.revised", outcome, code=project, effective=day, homes=one.homes)


@home.command()
@click.argument("project")
@click.argument("milestone")
@_AT
@click.option("--text", default="", help="What there is to say of it.")
@p.EFFECTIVE
@p.AS
@p.COMMAND_ID
@click.pass_obj
def milestone(
    session: Session, project: str, milestone: str, sites: tuple[str, ...], text: str,
    effective: str | None, acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Say that PROJECT reached MILESTONE (code or title)."""
    code, day = p.code_of(with_homes(session).milestones, milestone), p.today(session, effective)
    command = c.ReachMilestone(project, code, day, sites, text)
    outcome = p.do(session, command, acting_as, command_id)
    _step_told(session, "home.reached", project, outcome.positions, day)


@home.command("set-back")
@click.argument("project")
@click.argument("milestone")
@_AT
@p.REASON
@p.EFFECTIVE
@p.AS
@p.COMMAND_ID
@click.pass_obj
def set_back(
    session: Session, project: str, milestone: str, sites: tuple[str, ...], reason: str,
    effective: str | None, acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Say that MILESTONE of PROJECT holds no longer, nor those that follow from it."""
    code, day = p.code_of(with_homes(session).milestones, milestone), p.today(session, effective)
    command = c.SetBackProject(project, code, reason, day, sites)
    outcome = p.do(session, command, acting_as, command_id)
    _step_told(session, "home.set-back", project, outcome.positions, day)


def _step_told(
    session: Session, key: str, project: str, positions: tuple[int, ...], day: date
) -> None:
    """Tell the step that was recorded, with its sites and milestones by their titles."""
    homes, told = with_homes(session), p.known(session)
    for one in (step for each in told.projects for step in each.steps):
        if one.position in positions:
            titles = ", ".join(map(homes.title, one.undone or (one.milestone,)))
            places = ", ".join(site.place for site in one.sites)
            session.echo(key, code=project, milestone=titles, sites=places, effective=day)


@home.command()
@click.argument("project")
@click.option("--decision", default="", metavar="FORUM-1/2", help="The decision, if there is one.")
@p.REASON
@p.EFFECTIVE
@p.AS
@p.COMMAND_ID
@click.pass_obj
def abandon(
    session: Session, project: str, decision: str, reason: str, effective: str | None,
    acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Give PROJECT up. Homes that are in use stay counted."""
    with_homes(session)
    day, named = p.today(session, effective), p.decision(session, decision) if decision else ""
    command = c.AbandonProject(project, reason, day, named)
    outcome = p.do(session, command, acting_as, command_id)
    p.done(session, "home.abandoned", outcome, code=project, effective=day)


@home.command("list")
@p.AS_OF
@p.KNOWN_AT
@click.pass_obj
def list_(session: Session, as_of: str | None, known_at: str | None) -> None:
    """List the building projects, with how far they are."""
    from projections.homes import on, progress

    with_homes(session)
    day, told = p.as_of(session, as_of, known_at)
    homes = homes_of(told.agreement)
    projects = on(told.projects, day)
    for one in projects:
        state = session.say("home.line", planned=one.planned(homes), in_use=one.in_use(homes))
        if one.abandoned is not None:
            state += f"; {session.say('home.given-up', day=one.abandoned.effective)}"
        terminal.echo(f"{one.code:<20} {one.title}  ({state})")
    if not projects:
        session.echo("home.none")
    now, aim = progress(told.projects, homes, day), told.agreement.organised.aim(homes)
    session.echo("home.towards", in_use=now.in_use, planned=now.planned, target=aim.amount,
                 missing=now.missing(aim.amount), by=aim.by)  # fmt: skip
    session.echo("home.as-of", day=day, position=told.known_at)


def _project(told: Partnership, code: str, day: date) -> ProjectAt:
    for one in told.projects:
        if one.code == code and (found := one.on(day)) is not None:
            return found
    raise Told("refused.UnknownProject", project=code)


@home.command()
@click.argument("project")
@p.AS_OF
@p.KNOWN_AT
@click.pass_obj
def show(session: Session, project: str, as_of: str | None, known_at: str | None) -> None:
    """Show PROJECT: its sites, its building committee, its milestones and its story."""
    with_homes(session)
    day, told = p.as_of(session, as_of, known_at)
    homes = homes_of(told.agreement)
    one = _project(told, project, day)
    terminal.echo(f"{one.title} ({one.code})", bold=True)
    if one.organisation:
        session.echo("home.organisation", organisation=one.organisation)
    committee = next((s for s in told.set_up if s.project == project and s.effective <= day), None)
    if committee is not None:
        session.echo("home.committee", forum=f"{committee.title} ({committee.code})")
    elif homes.committee:
        session.echo("home.no-committee", pattern=homes.committee, code=project)
    for site in one.sites:
        session.echo("home.site", place=site.place, n=site.homes)
        for milestone in homes.milestones:
            since = one.reached.get((site.place, milestone.code))
            terminal.echo(f"  {'✓' if since else '·'} {milestone.title:<28} "
                       f"{in_words(session.lang, since) if since else ''}".rstrip())  # fmt: skip
    for known in told.projects:
        if known.code == project:
            for step in known.steps:
                if step.effective <= day:
                    _story(session, homes, step)
    session.echo("home.as-of", day=day, position=told.known_at)


def _story(session: Session, homes: Homes, step: ProjectStep) -> None:
    decision = f" [{step.decision}]" if step.decision else ""
    day = in_words(session.lang, step.effective)
    wrapped(f"{step.position:>6}  {day}  {did(session, homes, step)}{decision}")
    if step.text:
        wrapped(step.text, "          ")


def did(session: Session, homes: Homes, step: ProjectStep) -> str:
    """What a step of a project was, with its sites."""
    titles = ", ".join(map(homes.title, step.undone or (step.milestone,)))
    places = ", ".join(
        f"{one.place}: {one.homes}" if one.homes else one.place for one in step.sites
    )
    about = f" ({places})" if places else ""
    return session.say(f"home.did-{step.what}", milestone=titles) + about


@home.command()
@p.AS_OF
@p.KNOWN_AT
@SINCE
@FORM
@OUT
@click.pass_obj
def report(
    session: Session, as_of: str | None, known_at: str | None, since: str | None,
    form: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Make a paper of the way towards the target, with a chart."""
    from projections.papers import homes_paper
    from projections.rendering.as_homes import FORMATS
    from projections.sources import Viewed

    form = form_of(form, output)
    with_homes(session)
    day, position = p.today(session, as_of), session.position(known_at)
    earlier = earlier_of(session, since, position)
    with told():
        model = homes_paper(Viewed(session.questions, session.agreement), day, position, earlier)
    if model is None:
        raise Told("refused.NoHomes")
    finish(session, FORMATS[form](model), output, position)


def earlier_of(session: Session, words: str | None, position: int) -> tuple[date, int] | None:
    """The other day, and what was known then; ``position`` where nothing is said of that."""
    if words is None:
        return None
    named, _, known_at = words.partition("@")
    day = p.today(session, named.strip())
    return day, session.position(known_at.strip()) if known_at else position
