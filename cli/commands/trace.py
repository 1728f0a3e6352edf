"""`tovholder trace`: from decision to effect and back, and what was decided and led to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import click

from cli import partnership as p
from cli import terminal
from cli.commands.deliverable import state_title
from cli.commands.home import did, with_homes
from cli.errors import Told
from cli.session import Session
from cli.terminal import wrapped
from cli.words import in_words
from domain import names

if TYPE_CHECKING:
    from domain.agreements import Agreement
    from projections.happenings import Happened, Subject
    from projections.open_ends import OpenEnds
    from projections.partnership import DecisionMade, Partnership, StepTaken
    from projections.tracing import Trace, Traced

_DECISION = re.compile(r"(.+)-([0-9]+)/([0-9]+)")


@click.command()
@click.argument("name", metavar="[DECISION|GOAL|DELIVERABLE|PROJECT]", required=False)
@click.option("--open", "only_open", is_flag=True,
              help="List what was decided and has led to nothing.")  # fmt: skip
@p.AS_OF
@p.KNOWN_AT
@click.pass_obj
def trace(
    session: Session, name: str | None, only_open: bool, as_of: str | None, known_at: str | None
) -> None:
    """Follow a decision to its effects, or a goal, deliverable or project back to the decisions.

    A decision is named FORUM-1/2. What came of it is what is recorded in its name, and what
    happened afterwards to the goals, deliverables and building projects that it is about. Where two
    have one name, say goal:NAME, deliverable:NAME or project:NAME.

    \b
    tovholder trace styregruppe-1/2
    tovholder trace husorden --as-of 2026-06-30 --known-at 2026-06-30
    tovholder trace project:solvej
    tovholder trace --open
    """
    from projections import tracing_questions as tracing
    from projections.happenings import Happened

    if only_open == (name is not None):
        raise Told("error.trace-what")
    if name is None:
        p.organised(session)
        day, told = p.as_of(session, as_of, known_at)
        found_open = tracing.answering(session.questions, told, day).ends
        _tell_open(session, found_open, day, told)
        return
    subject = _subject(session, name)
    day, told = p.as_of(session, as_of, known_at)
    found = tracing.trace(session.questions, session.agreement, subject, day, told.known_at)
    terminal.echo(_title(session, told, subject), bold=True)
    session.echo("trace.times", day=day, position=told.known_at)
    people = p.Names(session)
    for entry in found.entries:
        click.echo()
        if isinstance(entry, Happened):
            _happened(session, people, entry, subject)
        else:
            _traced(session, people, entry, found)
    if not found.entries:
        session.echo("trace.nothing")


def _subject(session: Session, words: str) -> Subject:
    """What the words name: a decision, a deliverable, a building project, or else a goal.
    ``goal:M3`` says which."""
    from projections.happenings import Subject

    kind, colon, rest = words.partition(":")
    told = kind if colon and kind in ("decision", "deliverable", "goal", "project") else ""
    name = rest if told else words
    if told == "decision" or (not told and _DECISION.fullmatch(words)):
        decision = p.decision(session, name)
        if decision not in {one.name for one in p.known(session).decisions()}:
            raise Told("refused.UnknownDecision", decision=decision)
        return Subject("decision", decision)
    is_deliverable = told == "deliverable" or (not told and _is_deliverable(session, name))
    project = p.project(session, name) if told in ("", "project") else ""
    if is_deliverable and project:
        raise Told("error.trace-which", name=name)
    if is_deliverable:
        code = p.deliverable(session, name)
        return Subject("deliverable", p.deliverable_told(p.known(session), code).code)
    if told == "project" and not project:
        raise Told("refused.UnknownProject", project=name)
    if project:
        return Subject("project", project)
    try:
        return Subject("goal", session.goal(name).number)
    except Told as error:
        if not told and error.key == "error.no-goal":
            raise Told("error.trace-none", name=name) from None
        raise


def _is_deliverable(session: Session, name: str) -> bool:
    """Whether the one agreement that is meant has such a deliverable."""

    def knows(agreement: Agreement) -> bool:
        return any(names.means(name, one.code, one.title)
                   for one in agreement.organised.deliverables)  # fmt: skip

    session.about(knows)
    try:
        return knows(session.agreement)
    except Told:  # several agreements are loaded; a goal says which
        return False


def _title(session: Session, told: Partnership, subject: Subject) -> str:
    """What a subject is called, and what it is."""
    title = ""
    match subject.kind:
        case "deliverable":
            rules = told.agreement.organised.deliverable(subject.name)
            title = rules.title if rules else subject.name
        case "project":
            titles = {one.code: one.title for one in p.known(session).projects}
            title = titles.get(subject.name, subject.name)
        case "goal":
            title = session.goal(subject.name).title
    return session.say(f"trace.{subject.kind}", title=title, name=subject.name)


def _traced(session: Session, people: p.Names, entry: Traced, found: Trace) -> None:
    """A decision, what it asked for, and what came of it."""
    one = entry.decision
    head = session.say("trace.head", day=one.day, name=one.name,
                       kind=session.say(f"decision.{one.kind}"))  # fmt: skip
    terminal.echo(head, bold=True)
    wrapped(one.text, "  ", "")
    for about in one.about:
        version = f" (version {about.sha256[:12]})" if about.sha256 else ""
        _line(session, "about", _target(session, about.target) + version)
    if one.responsible:
        _line(session, "asks", _asked(session, one, found.as_of))
    for happened in entry.effects:
        _happened(session, people, happened, found.subject, "  → ")
    if one.superseded_by:
        _line(session, "superseded", one.superseded_by)


def _line(session: Session, key: str, words: str) -> None:
    wrapped(f"{session.say(f'trace.{key}')} {words}", "  ", "    ")


def _asked(session: Session, one: DecisionMade, day: date) -> str:
    """Who follows up by when, and how that stands."""
    due = session.say("trace.due", due=one.due) if one.due else session.say("trace.no-due")
    if one.done is not None:
        stands = session.say("trace.done", day=one.done, text=one.done_text)
    else:
        stands = session.say("trace.overdue" if one.overdue(day) else "trace.not-done")
    return f"{one.responsible}, {due}: {stands}"


def _target(session: Session, target: str) -> str:
    """What a decision is about, as one says it."""
    kind, _, name = target.partition(":")
    return session.say(f"trace.of.{kind}", name=name)


def _happened(
    session: Session, people: p.Names, one: Happened, subject: Subject, mark: str = ""
) -> None:  # fmt: skip
    """A line about what was recorded; the subject of the trace is not named again."""
    what = _what(session, people, one)
    if one.subject is not None and one.subject != subject:
        what = f"{_target(session, ':'.join(one.subject))}: {what}"
    wrapped(f"{mark}{in_words(session.lang, one.day)}: {what}", "", " " * (len(mark) + 2))
    if one.text:
        wrapped(f"«{one.text}»", " " * (len(mark) + 2), "")


def _what(session: Session, people: p.Names, one: Happened) -> str:
    from projections.happenings import Change
    from projections.homes import Stage
    from projections.partnership import SetUp, StepTaken

    match one.told:
        case Change(was, now):
            key = "trace.fulfilment" if was != now else "trace.named"
            return session.say(key, was=was or "-", now=now or "-")
        case StepTaken():
            return _step(session, people, one.told)
        case Stage(step, was, now):
            done = did(session, with_homes(session), step)
            in_use = session.say("trace.in-use", was=was, now=now)
            return f"{done}; {in_use}" if was != now else done
        case SetUp():
            return session.say("trace.set-up", title=one.told.title, code=one.told.code)
    return session.say(f"trace.{one.what}")


def _step(session: Session, people: p.Names, step: StepTaken) -> str:
    """A step of a deliverable, and who took it."""
    told = session.say(f"step.{step.what}", draft=step.draft or "-")
    if step.what in ("hand", "return"):
        told = f"{told}: {state_title(session.agreement, step.state)}"
    by = [step.forum] if step.what == "contribute" else [step.unit]
    by += [people.of(step.member)] if step.member is not None else []
    who = ", ".join(part for part in by if part)
    return f"{told} ({who})" if who else told


# --- what led to nothing --------------------------------------------------------------------------


def _tell_open(session: Session, found: OpenEnds, day: date, told: Partnership) -> None:
    session.echo("trace.open", day=day, position=told.known_at)
    _list(session, "without-follow-up", [(one, "") for one in found.without_follow_up])
    _list(session, "overdue", [
        (one, session.say("trace.owed", unit=one.responsible, due=one.due)) for one in found.overdue
    ])  # fmt: skip
    _list(session, "without-effect", [
        (one.decision, _title(session, told, one.subject)) for one in found.without_effect
    ])  # fmt: skip
    if not found:
        session.echo("trace.none-open")


def _list(session: Session, key: str, told: Iterable[tuple[DecisionMade, str]]) -> None:
    told = list(told)
    if not told:
        return
    click.echo()
    terminal.echo(session.say(f"open.{key}", n=len(told)), bold=True)
    for one, more in told:
        day = in_words(session.lang, one.day)
        wrapped(f"{one.name} ({day}): {one.text}", "  ")
        if more:
            wrapped(more, "      ")
