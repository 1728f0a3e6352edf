"""`tovholder agreement`: the agreements of a ledger, their organisation, amendments and end."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from cli import partnership as p
from cli import terminal
from cli.commands.init import load_into, read_agreement
from cli.errors import told
from cli.session import Session
from cli.terminal import wrapped
from domain import partnership_commands as c
from domain.agreements import Agreement
from domain.amendments import AmendAgreement, Change, changes
from domain.events import AgreementAmended
from domain.organisation import Action, Forum, Phase
from projections.rendering import as_mermaid


@click.group()
def agreement() -> None:
    """Load, check, show, amend and end agreements."""


@agreement.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def check(session: Session, file: Path) -> None:
    """Tell whether the agreement file FILE can be used; nothing is recorded.

    FILE may also be the name of a bundled agreement: kommissorium-skaeve-boliger-2025.
    """
    found = read_agreement(file)
    organised = found.organised
    session.echo("agreement.fine", title=found.title, forums=len(organised.forums),
                 deliverables=len(organised.deliverables))  # fmt: skip


@agreement.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def load(session: Session, file: Path) -> None:
    """Take the agreement in FILE into the ledger, with the deliverables that it promises."""
    found = read_agreement(file)
    with told():
        loaded = [slug for _, slug, _ in session.questions.agreements()]
    if found.slug in loaded:
        session.echo("init.already", db=session.shown_db, title=found.title)
        return
    load_into(session, found, "Sekretariatet", created=False)


@agreement.command("list")
@click.pass_obj
def list_(session: Session) -> None:
    """List the agreements of the ledger."""
    with told():
        loaded = session.questions.agreements()
        for agreement_id, slug, title in loaded:
            one = session.ledger.agreement(agreement_id)
            terminal.echo(f"{slug:<24} {title}  ({one.start} – {one.end})")
    if not loaded:
        session.echo("error.no-agreement")


@agreement.command()
@click.argument("slug", required=False)
@click.option("--mermaid", is_flag=True,
              help="The way of its deliverables as a diagram (Mermaid).")  # fmt: skip
@click.pass_obj
def show(session: Session, slug: str | None, mermaid: bool) -> None:
    """Show an agreement: its parties, forums, deliverables and rules.

    SLUG is its short name or title; it may be left out where the ledger has one.
    """
    if slug is not None:
        session.name_agreement(slug)
    one = session.agreement
    if mermaid:
        actions = {name: session.say(f"action.{name}") for name in get_args(Action)}
        click.echo(as_mermaid.workflow(one.organised, actions))
        return
    terminal.echo(one.title, bold=True)
    session.echo("agreement.time", start=one.start, end=one.end)
    for event in (recorded.event for recorded in session.questions.recorded_of(one.id)):
        if isinstance(event, AgreementAmended):
            session.echo("agreement.amended-from", effective=event.effective, reason=event.reason)
    _parties(session, one)
    for target in one.organised.targets:
        session.echo("agreement.target", title=target.title, amount=target.amount, by=target.by)
    for theme in one.themes:
        terminal.echo(f"  {theme.code}  {theme.title}")
    for forum in one.organised.forums:
        show_forum(session, one, forum)
    for n, deliverable in enumerate(one.organised.deliverables, start=1):
        terminal.echo(f"{n:>3}. {deliverable.title} ({deliverable.code}; {deliverable.forum})")
    _rules(session, one)


@agreement.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--effective", metavar="DATE", required=True, help="From which day it holds.")
@p.REASON
@click.option("--dry-run", is_flag=True, help="Show what would change; nothing is recorded.")
@p.AS
@p.COMMAND_ID
@click.pass_obj
def amend(
    session: Session, file: Path, effective: str, reason: str, dry_run: bool,
    acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Let a loaded agreement be as FILE says from a day on.

    FILE holds the whole agreement. An amendment adds, changes words and moves the end to a later
    day; what recorded facts rest on is never taken away. Reports of earlier quarters, and what was
    known earlier, stay as they are.
    """
    new = read_agreement(file)
    session.name_agreement(new.slug)
    old, day = session.agreement, session.day(effective) or session.clock().today
    command = AmendAgreement(new, day, reason)
    for one in changes(old, new):
        _tell_change(one)
    if dry_run:
        by = session.provenance(session.member(acting_as).id)
        with told():
            session.ledger.would(session.agreement.id, [(command, by)], session.clock())
        session.echo("agreement.dry-run")
        return
    outcome = p.do(session, command, acting_as, command_id)
    key = "agreement.amended" if outcome.positions else "agreement.same"
    p.done(session, key, outcome, title=new.title, effective=day)


def _tell_change(one: Change) -> None:
    sign = "+" if one.old is None else "-" if one.new is None else "~"
    told = " → ".join(shown or '""' for shown in (one.old, one.new) if shown is not None)
    wrapped(f"{sign} {one.place}: {told}")


def _parties(session: Session, one: Agreement) -> None:
    for party in one.parties:
        terminal.echo(f"{party.name} ({party.code})")
        for unit in one.units:
            if unit.party == party.code:
                terminal.echo(f"  {unit.code:<10} {unit.name}")
    for signatory in one.organised.signatories:
        session.echo("agreement.signatory", unit=signatory.unit, office=signatory.office)


def _rules(session: Session, one: Agreement) -> None:
    rule, lapse = one.organised.approval, one.organised.lapse
    if rule is not None:
        key = "agreement.approval" if rule.by_decision else "agreement.approval-alone"
        session.echo(key, forum=rule.forum, n=rule.approvals)
    if lapse is not None:
        session.echo("agreement.lapse", condition=lapse.condition, forum=lapse.forum)
    lapsed = p.known(session).lapsed
    if lapsed is not None:
        session.echo("agreement.lapsed", effective=lapsed.effective, decision=lapsed.decision,
                     reason=lapsed.reason)  # fmt: skip


def show_forum(session: Session, one: Agreement, forum: Forum) -> None:
    """What the agreement says of a forum."""
    terminal.echo(f"{forum.title} ({forum.code})", bold=True)
    if forum.purpose:
        wrapped(forum.purpose)
    for phase in forum.cadence:
        terminal.echo(f"  {cadence(session, phase)}")
    for seats in forum.seats:
        number = "" if seats.seats is None else f" ({seats.seats})"
        title = next((unit.name for unit in one.units if unit.code == seats.unit), "")
        terminal.echo(f"  {seats.unit}{number}  {title}")
    for duty in forum.duties:
        session.echo("forum.duty", title=duty.title, per=session.say(f"per.{duty.per}"))
    for paper in forum.receives:
        session.echo("forum.receives", paper=paper)


def cadence(session: Session, phase: Phase) -> str:
    """How often a forum meets in a phase, in words."""
    per = session.say(f"per.{phase.per}")
    if phase.to_year is None:
        return session.say("forum.cadence-on", n=phase.meetings, per=per, first=phase.from_year)
    return session.say("forum.cadence", n=phase.meetings, per=per, first=phase.from_year,
                       to=phase.to_year)  # fmt: skip


@agreement.command()
@click.argument("decision")
@p.REASON
@p.EFFECTIVE
@p.AS
@p.COMMAND_ID
@click.pass_obj
def lapse(
    session: Session, decision: str, reason: str, effective: str | None, acting_as: str | None,
    command_id: str | None,
) -> None:  # fmt: skip
    """End the agreement by DECISION (FORUM-1/2): nothing more is recorded under it.

    Questions and reports go on.
    """
    name = p.decision(session, decision)
    day = p.today(session, effective)
    outcome = p.do(session, c.LapseAgreement(name, day, reason), acting_as, command_id)
    p.done(session, "agreement.lapsed", outcome, effective=day, decision=name, reason=reason)
