"""`tovholder trace`: from decision to effect and back, and what was decided and led to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import click

from cli import partnership as p
from cli.commands.deliverable import state_title
from cli.commands.status import wrapped
from cli.errors import Told
from cli.session import Session
from cli.words import in_words
from domain import names

if TYPE_CHECKING:
    from domain.agreements import Agreement
    from projections.partnership import DecisionMade
    from projections.tracing import Happened, OpenEnds, Subject, Trace, Traced

_DECISION = re.compile(r"(.+)-([0-9]+)/([0-9]+)")


@click.command()
@click.argument("name", metavar="[DECISION|GOAL|DELIVERABLE]", required=False)
@click.option("--open", "only_open", is_flag=True,
              help="List what was decided and has led to nothing.")  # fmt: skip
@p.AS_OF
@p.KNOWN_AT
@click.pass_obj
def trace(
    session: Session, name: str | None, only_open: bool, as_of: str | None, known_at: str | None
) -> None:
    """Follow a decision to its effects, or a goal or deliverable back to what was decided.

    A decision is named FORUM-1/2. What came of it is what is recorded in its name, and what
    happened afterwards to the goals and deliverables that it is about.

    \b
    tovholder trace styregruppe-1/2
    tovholder trace husorden --as-of 2026-06-30 --known-at 2026-06-30
    tovholder trace --open
    """
    from projections import tracing_questions as tracing
    from projections.tracing import Happened

    if only_open == (name is not None):
        raise Told("error.trace-what")
    if name is None:
        p.organised(session)
        day = p.today(session, as_of)
        at = session.position(known_at)
        found_open = tracing.open_ends(session.questions, session.agreement, day, at)
        _tell_open(session, found_open, day, at)
        return
    subject = _subject(session, name)
    day, at = p.today(session, as_of), session.position(known_at)
    found = tracing.trace(session.questions, session.agreement, subject, day, at)
    click.echo(click.style(_title(session, subject), bold=True))
    session.echo("trace.times", day=day, position=at)
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
    """What the words name: a decision, a deliverable, or else a goal. ``goal:M3`` says which."""
    from projections.tracing import Subject

    kind, colon, rest = words.partition(":")
    told = kind if colon and kind in ("decision", "deliverable", "goal") else ""
    name = rest if told else words
    if told == "decision" or (not told and _DECISION.fullmatch(words)):
        decision = p.decision(session, name)
        if decision not in {one.name for one in p.known(session).decisions()}:
            raise Told("refused.UnknownDecision", decision=decision)
        return Subject("decision", decision)
    if told == "deliverable" or (not told and _is_deliverable(session, name)):
        code = p.deliverable(session, name)
        p.deliverable_told(p.known(session), code)
        return Subject("deliverable", code)
    return Subject("goal", session.goal(name).number)


def _is_deliverable(session: Session, name: str) -> bool:
    """Whether the one agreement that is meant has such a deliverable."""

    def knows(agreement: Agreement) -> bool:
        return any(names.key(name) in (names.key(one.code), names.key(one.title))
                   for one in agreement.organised.deliverables)  # fmt: skip

    session.about(knows)
    try:
        return knows(session.agreement)
    except Told:  # several agreements are loaded; a goal says which
        return False


def _title(session: Session, subject: Subject) -> str:
    if subject.kind == "decision":
        return session.say("trace.decision", name=subject.name)
    if subject.kind == "deliverable":
        rules = session.agreement.organised.deliverable(subject.name)
        title = rules.title if rules else subject.name
    else:
        title = session.goal(subject.name).title
    return session.say(f"trace.{subject.kind}", title=title, name=subject.name)


def _traced(session: Session, people: p.Names, entry: Traced, found: Trace) -> None:
    """A decision, what it asked for, and what came of it."""
    one = entry.decision
    head = session.say("trace.head", day=one.day, name=one.name,
                       kind=session.say(f"decision.{one.kind}"))  # fmt: skip
    click.echo(click.style(head, bold=True))
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
    kind = "goal" if one.what == "status" else "deliverable"
    if one.target and (kind, one.target) != subject:
        what = f"{_target(session, f'{kind}:{one.target}')}: {what}"
    wrapped(f"{mark}{in_words(session.lang, one.day)}: {what}", "", " " * (len(mark) + 2))
    said = one.step.text if one.step is not None else one.change.text if one.change else ""
    if said:
        wrapped(f"«{said}»", " " * (len(mark) + 2), "")


def _what(session: Session, people: p.Names, one: Happened) -> str:
    if one.change is not None:
        was, now = one.change.was, one.change.now
        key = "trace.fulfilment" if was != now else "trace.named"
        return session.say(key, was=was or "-", now=now or "-")
    if one.step is None:
        return session.say(f"trace.{one.what}")
    told = session.say(f"step.{one.step.what}", draft=one.step.draft or "-")
    if one.step.what in ("hand", "return"):
        told = f"{told}: {state_title(session.agreement, one.step.state)}"
    by = [one.step.forum] if one.step.what == "contribute" else [one.step.unit]
    by += [people.of(one.step.member)] if one.step.member is not None else []
    who = ", ".join(part for part in by if part)
    return f"{told} ({who})" if who else told


# --- what led to nothing --------------------------------------------------------------------------


def _tell_open(session: Session, found: OpenEnds, day: date, position: int) -> None:
    session.echo("trace.open", day=day, position=position)
    _list(session, "without-follow-up", [(one, "") for one in found.without_follow_up])
    _list(session, "overdue", [
        (one, session.say("trace.owed", unit=one.responsible, due=one.due)) for one in found.overdue
    ])  # fmt: skip
    _list(session, "without-effect", [
        (one.decision, _named(session.agreement, one.target)) for one in found.without_effect
    ])  # fmt: skip
    if not found:
        session.echo("trace.none-open")


def _list(session: Session, key: str, told: Iterable[tuple[DecisionMade, str]]) -> None:
    told = list(told)
    if not told:
        return
    click.echo()
    click.echo(click.style(session.say(f"open.{key}", n=len(told)), bold=True))
    for one, more in told:
        day = in_words(session.lang, one.day)
        wrapped(f"{one.name} ({day}): {one.text}", "  ")
        if more:
            wrapped(more, "      ")


def _named(agreement: Agreement, target: str) -> str:
    rules = agreement.organised.deliverable(target)
    return f"{rules.title} ({target})" if rules else target
