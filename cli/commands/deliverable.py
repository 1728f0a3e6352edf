"""`tovholder deliverable`: the way of each deliverable, from plan to approval."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import partnership as p
from cli import terminal
from cli.errors import Told
from cli.session import Session
from cli.terminal import wrapped
from cli.words import in_words
from domain import partnership_commands as c

if TYPE_CHECKING:
    from domain.agreements import Agreement
    from projections.partnership import StepTaken

_FILE = click.option("--file", "file", metavar="FILE", type=click.Path(path_type=Path),
                     help="The version as a file; its SHA-256 is recorded.")  # fmt: skip
_LINK = click.option("--link", metavar="URL", help="The version as a link.")
_SHA256 = click.option("--sha256", metavar="HASH",
                       help="The version by its SHA-256, as it was shown.")  # fmt: skip


@click.group()
def deliverable() -> None:
    """The way of each deliverable: draft, contribute, hand, approve, return, withdraw."""


@deliverable.command("list")
@p.AS_OF
@p.KNOWN_AT
@click.pass_obj
def list_(session: Session, as_of: str | None, known_at: str | None) -> None:
    """List the deliverables in their order of priority, with where they are."""
    session.about(lambda agreement: bool(agreement.organised.deliverables))
    day, told = p.as_of(session, as_of, known_at)
    for n, one in enumerate(told.in_order(day), start=1):
        state = state_title(told.agreement, one.at(day).state)
        terminal.echo(f"{n:>3}. {one.code:<24} {state:<26} {one.forum}")
    if not told.deliverables:
        session.echo("deliverable.none")


def state_title(agreement: Agreement, code: str) -> str:
    """The state in the agreement's words."""
    flow = agreement.organised.workflow
    state = flow.state(code) if flow is not None else None
    return state.title if state is not None else code


@deliverable.command()
@click.argument("deliverable")
@p.AS_OF
@p.KNOWN_AT
@click.pass_obj
def show(session: Session, deliverable: str, as_of: str | None, known_at: str | None) -> None:
    """Show DELIVERABLE (code or title): where it is, its version, and the way it went."""
    code = p.deliverable(session, deliverable)
    day, told = p.as_of(session, as_of, known_at)
    one = p.deliverable_told(told, code)
    rules = told.agreement.organised.deliverable(code)
    terminal.echo(f"{rules.title if rules else code} ({code})", bold=True)
    contributing = ", ".join(rules.contributing) if rules else ""
    session.echo("deliverable.forums", forum=one.forum, contributing=contributing or "-")
    state = state_title(told.agreement, one.at(day).state)
    session.echo("deliverable.state", state=state, day=day, position=told.known_at)
    if (version := one.version(day)) is not None:
        session.echo("deliverable.version", draft=version.draft, source=version.source,
                     sha256=version.sha256)  # fmt: skip
    names = p.Names(session)
    for step in one.steps:
        if step.effective <= day:
            _step(session, names, step)
    _next(session, told.agreement, one.at(day).state)


def _step(session: Session, names: p.Names, step: StepTaken) -> None:
    about = [part for part in (step.forum, step.unit, step.decision) if part]
    if step.member is not None:
        about.append(names.of(step.member))
    head = f"{step.position:>6}  {in_words(session.lang, step.effective)}"
    what = session.say(f"step.{step.what}", draft=step.draft or "-")
    wrapped(f"{head}  {what}" + (f" ({', '.join(about)})" if about else ""), "")
    if step.text:
        wrapped(step.text, "          ")


def _next(session: Session, agreement: Agreement, state: str) -> None:
    flow = agreement.organised.workflow
    steps = [one for one in flow.steps if state in one.origins] if flow else []
    if not steps:
        return
    session.echo("deliverable.next")
    rule = agreement.organised.approval
    for step in steps:
        by = (rule.forum,) if step.action == "approve" and rule else step.by or ("contributing",)
        who = ", ".join(_who(session, one) for one in by)
        action = session.say(f"action.{step.action}")
        terminal.echo(f"  {action} → {state_title(agreement, step.to)}: {who}")


def _who(session: Session, who: str) -> str:
    known = ("responsible", "contributing", "secretariat")
    return session.say(f"who.{who}") if who in known else who


@deliverable.command()
@click.argument("deliverable")
@_FILE
@_LINK
@p.AS
@p.COMMAND_ID
@click.pass_obj
def draft(
    session: Session, deliverable: str, file: Path | None, link: str | None,
    acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Record a version of DELIVERABLE: a file or a link, known by its SHA-256."""
    source, sha256 = p.version(file, link)
    code = p.deliverable(session, deliverable)
    command = c.DraftDeliverable(code, source, sha256)
    outcome = p.do(session, command, acting_as, command_id)
    p.done(session, "deliverable.drafted", outcome, code=code, source=source, sha256=sha256)


@deliverable.command()
@click.argument("deliverable")
@click.option("--forum", required=True, metavar="FORUM", help="The forum that contributes.")
@click.option("--text", default="", help="The contribution in words.")
@_FILE
@_LINK
@_SHA256
@p.AS
@p.COMMAND_ID
@click.pass_obj
def contribute(
    session: Session, deliverable: str, forum: str, text: str, file: Path | None,
    link: str | None, sha256: str | None, acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Give a forum's contribution to DELIVERABLE, in words, as a file or as a link.

    --sha256 names the version that it is to; default: the one that is there now.
    """
    source, own = p.version(file, link) if file or link else ("", "")
    code, current = _current(session, deliverable, sha256)
    where = p.forum(session, forum)
    command = c.ContributeToDeliverable(code, where, current, text, source, own)
    outcome = p.do(session, command, acting_as, command_id)
    p.done(session, "deliverable.contributed", outcome, code=code, forum=where)


@deliverable.command()
@click.argument("deliverable")
@click.option("--to", metavar="FORUM", help="To which forum, where there are several.")
@_SHA256
@p.AS
@p.COMMAND_ID
@click.pass_obj
def hand(
    session: Session, deliverable: str, to: str | None, sha256: str | None,
    acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Hand DELIVERABLE on to the forum that is next."""
    code, current = _current(session, deliverable, sha256)
    where = p.forum(session, to) if to else None
    outcome = p.do(session, c.HandDeliverable(code, current, where), acting_as, command_id)
    p.done(session, "deliverable.moved", outcome, code=code, state=_state(session, code))


@deliverable.command()
@click.argument("deliverable")
@click.option("--decision", default="", metavar="FORUM-1/2", help="The decision that approves it.")
@click.option("--file", "file", metavar="FILE", type=click.Path(path_type=Path),
              help="The file that was read; it must be the version that is there.")  # fmt: skip
@_SHA256
@p.AS
@p.COMMAND_ID
@click.pass_obj
def approve(
    session: Session, deliverable: str, decision: str, file: Path | None, sha256: str | None,
    acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Approve DELIVERABLE in exactly the version that --sha256 or --file names.

    Only who has a seat in the approving forum now may do it, and not who wrote the version or
    handed it on.
    """
    if (file is None) == (sha256 is None):
        raise Told("error.which-version")
    named = p.version(file, None)[1] if file is not None else sha256 or ""
    code = p.deliverable(session, deliverable)
    by = p.decision(session, decision) if decision else ""
    outcome = p.do(session, c.ApproveDeliverable(code, named, by), acting_as, command_id)
    p.done(session, "deliverable.moved", outcome, code=code, state=_state(session, code))


@deliverable.command("return")
@click.argument("deliverable")
@_SHA256
@p.REASON
@p.AS
@p.COMMAND_ID
@click.pass_obj
def return_(
    session: Session, deliverable: str, sha256: str | None, reason: str,
    acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Send DELIVERABLE back, with the reason."""
    code, current = _current(session, deliverable, sha256)
    outcome = p.do(session, c.ReturnDeliverable(code, current, reason), acting_as, command_id)
    p.done(session, "deliverable.moved", outcome, code=code, state=_state(session, code))


@deliverable.command()
@click.argument("deliverable")
@click.option("--decision", default="", metavar="FORUM-1/2", help="The decision, if there is one.")
@p.REASON
@p.AS
@p.COMMAND_ID
@click.pass_obj
def withdraw(
    session: Session, deliverable: str, decision: str, reason: str,
    acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Give DELIVERABLE up, with the reason."""
    code = p.deliverable(session, deliverable)
    by = p.decision(session, decision) if decision else ""
    outcome = p.do(session, c.WithdrawDeliverable(code, reason, by), acting_as, command_id)
    p.done(session, "deliverable.moved", outcome, code=code, state=_state(session, code))


@deliverable.command()
@click.argument("deliverable")
@click.argument("place", type=int)
@click.option("--decision", required=True, metavar="FORUM-1/2", help="The decision.")
@p.EFFECTIVE
@p.AS
@p.COMMAND_ID
@click.pass_obj
def prioritise(
    session: Session, deliverable: str, place: int, decision: str, effective: str | None,
    acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Give DELIVERABLE another PLACE in the order (1 is first), by a decision."""
    code, day = p.deliverable(session, deliverable), p.today(session, effective)
    command = c.PrioritiseDeliverable(code, place, p.decision(session, decision), day)
    outcome = p.do(session, command, acting_as, command_id)
    p.done(session, "deliverable.prioritised", outcome, code=code, place=place)


def _current(session: Session, name: str, sha256: str | None) -> tuple[str, str]:
    """The deliverable, and the version that is named or there now."""
    code = p.deliverable(session, name)
    if sha256 is not None:
        return code, sha256
    version = p.deliverable_told(p.known(session), code).version(session.clock().today)
    return code, version.sha256 if version is not None else "0" * 64


def _state(session: Session, code: str) -> str:
    one = p.deliverable_told(p.known(session), code)
    return state_title(session.agreement, one.at(session.clock().today).state)
