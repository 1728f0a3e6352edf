"""`tovholder meeting`: calling, holding, deciding, minutes, and the calendar."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from cli import files, terminal
from cli import partnership as p
from cli.errors import Told
from cli.session import Session
from cli.terminal import wrapped
from cli.words import in_words
from domain import partnership_commands as c
from domain.partnership_events import Dissent, Kind

if TYPE_CHECKING:
    from projections.partnership import DecisionMade, MeetingTold

_MEMBERS = {"multiple": True, "metavar": "MEMBER"}


@click.group()
def meeting() -> None:
    """Meetings, their decisions and minutes, and the calendar."""


@meeting.command()
@click.argument("forum")
@click.argument("day")
@click.option("--time", "time", metavar="HH:MM", required=True, help="The clock in Copenhagen.")
@click.option("--minutes", default=120, show_default=True, help="How long, in minutes.")
@click.option("--place", required=True, help="Where.")
@click.option("--item", "items", multiple=True, required=True, metavar="TEXT",
              help="An item of the agenda; once for each.")  # fmt: skip
@click.option("--invite", "invited", multiple=True, metavar="MEMBER",
              help="Who else is invited; those who sit in the forum are.")  # fmt: skip
@p.AS
@p.COMMAND_ID
@click.pass_obj
def call(
    session: Session, forum: str, day: str, time: str, minutes: int, place: str,
    items: tuple[str, ...], invited: tuple[str, ...], acting_as: str | None,
    command_id: str | None,
) -> None:  # fmt: skip
    """Call FORUM to a meeting on DAY (2026-03-12 or 12.3.2026)."""
    code, when = p.forum(session, forum), p.today(session, day)
    told = p.known(session)
    seated = [seat.member for seat in told.composition(code, when)]
    number = len(told.meetings_of(code)) + 1
    command = c.CallMeeting(
        code, number, when, p.time_of(when, time), minutes, place, items,
        (*seated, *p.people(session, invited)),
    )  # fmt: skip
    outcome = p.do(session, command, acting_as, command_id)
    for one in p.known(session).meetings:
        if one.called in outcome.positions:
            p.done(session, "meeting.called", outcome, meeting=one.name, day=one.day,
                   time=p.clock_words(session, one.time), place=one.place,
                   invited=len(one.invited))  # fmt: skip


@meeting.command()
@click.argument("meeting")
@click.option("--day", metavar="DATE", help="The new day.")
@click.option("--time", "time", metavar="HH:MM", help="The new time.")
@click.option("--minutes", type=int, help="How long, in minutes.")
@click.option("--place", help="The new place.")
@p.REASON
@p.AS
@p.COMMAND_ID
@click.pass_obj
def move(
    session: Session, meeting: str, day: str | None, time: str | None, minutes: int | None,
    place: str | None, reason: str, acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Give MEETING (FORUM-1) another time or place."""
    name, when = p.meeting(session, meeting), session.day(day)
    one = p.meeting_told(p.known(session), name)
    at = p.time_of(when or one.day, time or one.time)
    command = c.MoveMeeting(name, reason, when, at if time else None, minutes, place)
    outcome = p.do(session, command, acting_as, command_id)
    p.done(session, "meeting.moved", outcome, meeting=name, day=when or one.day,
           time=p.clock_words(session, at))  # fmt: skip


@meeting.command()
@click.argument("meeting")
@p.REASON
@p.AS
@p.COMMAND_ID
@click.pass_obj
def cancel(
    session: Session, meeting: str, reason: str, acting_as: str | None, command_id: str | None
) -> None:
    """Call MEETING off."""
    name = p.meeting(session, meeting)
    outcome = p.do(session, c.CancelMeeting(name, reason), acting_as, command_id)
    p.done(session, "meeting.cancelled", outcome, meeting=name)


@meeting.command()
@click.argument("meeting")
@click.option("--present", **_MEMBERS, required=True, help="Who was there; once for each.")  # type: ignore[arg-type]
@click.option("--apology", "apologies", **_MEMBERS, help="Who sent word; once for each.")  # type: ignore[arg-type]
@p.AS
@p.COMMAND_ID
@click.pass_obj
def hold(
    session: Session, meeting: str, present: tuple[str, ...], apologies: tuple[str, ...],
    acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Say that MEETING was held, with whom."""
    name = p.meeting(session, meeting)
    there, away = p.people(session, present), p.people(session, apologies)
    outcome = p.do(session, c.HoldMeeting(name, there, away), acting_as, command_id)
    p.done(session, "meeting.held", outcome, meeting=name, present=len(there), away=len(away))


@meeting.command()
@click.argument("meeting")
@click.argument("text")
@click.option("--item", type=int, required=True, help="The item of the agenda, by number.")
@click.option("--kind", type=click.Choice(get_args(Kind)), default="other", show_default=True,
              help="What the decision does.")  # fmt: skip
@click.option("--presented", default="", help="What was presented.")
@click.option("--about", "refers", multiple=True, metavar="KIND:NAME",
              help="What it is about: deliverable:CODE, goal:M3, project:CODE, "
              "decision:FORUM-1/2; once for each.")  # fmt: skip
@click.option("--responsible", metavar="UNIT", help="The unit that follows up.")
@click.option("--due", metavar="DATE", help="By when.")
@click.option("--dissent", "dissents", multiple=True, metavar="UNIT:TEXT",
              help="A unit that did not agree, and what it said.")  # fmt: skip
@click.option("--supersedes", metavar="FORUM-1/2", help="The earlier decision that it replaces.")
@p.AS
@p.COMMAND_ID
@click.pass_obj
def decide(
    session: Session, meeting: str, text: str, item: int, kind: str, presented: str,
    refers: tuple[str, ...], responsible: str | None, due: str | None,
    dissents: tuple[str, ...], supersedes: str | None, acting_as: str | None,
    command_id: str | None,
) -> None:  # fmt: skip
    """Record what MEETING decided: TEXT, on an item of its agenda.

    A decision of kind "approved" about a deliverable is about the version that is there now, and no
    later one.
    """
    name = p.meeting(session, meeting)
    dissent = tuple(_dissent(session, one) for one in dissents)
    command = c.RecordDecision(
        name, item, cast(Kind, kind), text, presented, refers, dissent,
        p.unit(session, responsible) if responsible else None, session.day(due),
        p.decision(session, supersedes) if supersedes else None,
    )  # fmt: skip
    outcome = p.do(session, command, acting_as, command_id)
    made = [one for one in p.meeting_told(p.known(session), name).decisions
            if one.position in outcome.positions]  # fmt: skip
    p.done(session, "meeting.decided", outcome, decision=made[0].name if made else name)


def _dissent(session: Session, words: str) -> Dissent:
    unit, _, text = words.partition(":")
    return Dissent(p.unit(session, unit.strip()), text.strip())


@meeting.command()
@click.argument("decision")
@click.argument("text")
@p.EFFECTIVE
@p.AS
@p.COMMAND_ID
@click.pass_obj
def done(
    session: Session, decision: str, text: str, effective: str | None, acting_as: str | None,
    command_id: str | None,
) -> None:  # fmt: skip
    """Say that what DECISION (FORUM-1/2) asked for is done; TEXT tells how."""
    name, day = p.decision(session, decision), p.today(session, effective)
    outcome = p.do(session, c.FinishFollowUp(name, day, text), acting_as, command_id)
    p.done(session, "meeting.done", outcome, decision=name)


@meeting.command()
@click.argument("meeting")
@click.option("--text", default="", help="The minutes in words.")
@click.option("--file", "file", metavar="FILE", type=click.Path(path_type=Path),
              help="The minutes as a file; its SHA-256 is recorded.")  # fmt: skip
@click.option("--approved-at", metavar="FORUM-2", help="The later meeting that approved them.")
@click.option("--sha256", metavar="HASH", help="Which draft was approved. Default: the last.")
@p.AS
@p.COMMAND_ID
@click.pass_obj
def minutes(
    session: Session, meeting: str, text: str, file: Path | None, approved_at: str | None,
    sha256: str | None, acting_as: str | None, command_id: str | None,
) -> None:  # fmt: skip
    """Write the minutes of MEETING, or say which later meeting approved them (--approved-at)."""
    name = p.meeting(session, meeting)
    if approved_at is not None:
        if text or file is not None:
            raise Told("error.minutes-approved")
        drafts = p.meeting_told(p.known(session), name).drafts
        named = sha256 or (drafts[-1].sha256 if drafts else "")
        command: c.MeetingCommand = c.ApproveMinutes(name, p.meeting(session, approved_at), named)
        key = "meeting.minutes-approved"
    else:
        source, digest = p.version(file, None) if file else ("", "")
        text = text.strip()
        digest = digest or hashlib.sha256(text.encode()).hexdigest()
        command, key = c.DraftMinutes(name, digest, text, source), "meeting.minutes"
    outcome = p.do(session, command, acting_as, command_id)
    p.done(session, key, outcome, meeting=name)


@meeting.command()
@click.argument("meeting")
@click.argument("text")
@p.AS
@p.COMMAND_ID
@click.pass_obj
def addendum(
    session: Session, meeting: str, text: str, acting_as: str | None, command_id: str | None
) -> None:
    """Add TEXT to the approved minutes of MEETING, which stay as they are."""
    name = p.meeting(session, meeting)
    outcome = p.do(session, c.AddToMinutes(name, text), acting_as, command_id)
    p.done(session, "meeting.addendum", outcome, meeting=name)


@meeting.command("list")
@click.option("--forum", metavar="FORUM", help="Only of this forum.")
@p.KNOWN_AT
@click.pass_obj
def list_(session: Session, forum: str | None, known_at: str | None) -> None:
    """List the meetings by their days."""
    p.organised(session)
    told, code = p.known_of(session, forum, known_at)
    shown = [one for one in told.meetings if code in (None, one.forum)]
    for one in sorted(shown, key=lambda one: (one.day, one.time, one.name)):
        day = in_words(session.lang, one.day)
        state = session.say(f"meeting.is-{state_of(one)}")
        terminal.echo(f"{one.name:<28} {day:<20} {p.clock_words(session, one.time)}  {state}")
    if not shown:
        session.echo("meeting.none")


def state_of(one: MeetingTold) -> str:
    """Whether a meeting is called, cancelled or held."""
    return "held" if one.held else "called" if one.cancelled is None else "cancelled"


@meeting.command()
@click.argument("meeting")
@p.KNOWN_AT
@click.pass_obj
def show(session: Session, meeting: str, known_at: str | None) -> None:
    """Show MEETING: agenda, who was there, what was decided, the minutes."""
    name = p.meeting(session, meeting)
    one, names = p.meeting_told(p.known(session, known_at), name), p.Names(session)
    state = session.say(f"meeting.is-{state_of(one)}")
    terminal.echo(f"{one.name}  ({state})", bold=True)
    session.echo("meeting.when", day=one.day, time=p.clock_words(session, one.time),
                 minutes=one.minutes, place=one.place)  # fmt: skip
    for key in ("invited", "present", "apologies"):
        if some := getattr(one, key):
            wrapped(f"{session.say(f'meeting.who-{key}')}: {', '.join(map(names.of, some))}")
    for n, item in enumerate(one.agenda, start=1):
        wrapped(f"{n}. {item}")
        for decision in one.decisions:
            if decision.item == n:
                _decision(session, decision)
    for draft in one.drafts[-1:]:
        session.echo("meeting.draft", n=draft.draft, sha256=draft.sha256)
        wrapped(draft.text or draft.file, "    ")
    if one.approved_at:
        session.echo("meeting.minutes-by", at=one.approved_at)
    for text in one.addenda:
        wrapped(f"{session.say('meeting.added')}: {text}")


def _decision(session: Session, one: DecisionMade) -> None:
    kind = session.say(f"decision.{one.kind}")
    if one.presented:
        wrapped(f"{session.say('decision.presented')}: {one.presented}", "     ")
    wrapped(f"{one.name} [{kind}] {one.text}", "     ")
    for about in one.about:
        version = f" ({about.sha256[:12]})" if about.sha256 else ""
        wrapped(f"→ {about.target}{version}", "       ")
    for unit, text in one.dissent:
        wrapped(f"{session.say('decision.dissent')} {unit}: {text}", "       ")
    if one.responsible:
        due = in_words(session.lang, one.due) if one.due else "-"
        done_day = in_words(session.lang, one.done) if one.done else "-"
        told = session.say("decision.follow-up", unit=one.responsible, due=due, done=done_day)
        wrapped(told, "       ")
    if one.superseded_by:
        wrapped(session.say("decision.superseded", by=one.superseded_by), "       ")


@meeting.command()
@click.option("-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path),
              help="The file to write (.ics).")  # fmt: skip
@click.option("--year", type=click.IntRange(1900, 2200), help="Only this year. Default: all "
              "meetings, and what is owed in the current year.")  # fmt: skip
@click.option("--forum", metavar="FORUM", help="Only of this forum.")
@p.KNOWN_AT
@click.pass_obj
def calendar(
    session: Session, output: Path, year: int | None, forum: str | None, known_at: str | None
) -> None:
    """Write meetings and what is still owed as iCalendar, in the time of Copenhagen."""
    from cli.calendar import calendar_of

    p.organised(session)
    told, code = p.known_of(session, forum, known_at)
    content, n = calendar_of(session, told, year, code)
    files.write(output, [content])
    session.echo("meeting.calendar", n=n, file=output)
