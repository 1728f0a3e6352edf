"""Messages about rounds, as blocks: what a tovholder is asked, and how far the round has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot import answers as a
from bot import kit
from bot.basis import basis
from bot.kit import Block
from bot.modals import text_in_force
from bot.overviews import decisions
from bot.words import mrkdwn, say
from domain.quarters import Quarter
from domain.rounds import Round
from projections.bilag1 import Bilag1, Row
from projections.happenings import Subject
from projections.open_ends import OpenEnds
from projections.partnership import DecisionMade
from projections.progress import Asked, Progress, reason_is_asked_for

MOST_GOALS = 20
"""Goals with buttons in a message: two blocks each. The rest follow as these are answered."""
MOST_ANSWERED = 60
LONGEST_STATUS = 400
LONGEST_DECISION = 200
MOST_DECISIONS = 8
MOST_NAMED = 40
"""Goals that a line names by number."""


def asked(progress: Progress, who: Asked) -> Iterator[Block]:
    """A tovholder's goals in a round: those that are missing with buttons, the others in a line."""
    round_, missing = progress.round, who.missing
    done = tuple(row for row in who.rows if not row.missing)
    yield kit.section("\n".join(_head(round_, who)))
    if round_.open:
        for row in missing[:MOST_GOALS]:
            yield from _goal(round_.quarter, row)
        if (left := len(missing) - MOST_GOALS) > 0:
            yield kit.context(mrkdwn("round.more-goals", n=left))
    elif missing:
        yield from _lines(mrkdwn("round.was-missing"), missing)
    if done:
        yield from _lines(mrkdwn("round.answered"), done)


def _head(round_: Round, who: Asked) -> Iterator[str]:
    unit, total, n = who.member.unit, len(who.rows), len(who.missing)
    yield mrkdwn("round.asked-head", quarter=round_.quarter)
    if not round_.open:
        yield mrkdwn("round.is-closed")
    elif not total:
        yield mrkdwn("round.asked-none", unit=unit)
    elif not n:
        yield mrkdwn("round.asked-done", unit=unit, total=total, n=total)
    else:
        every = "round.asked-for-all" if total > 1 else "round.asked-for-only"
        key = every if n == total else "round.asked-for"
        yield mrkdwn(key, unit=unit, n=n, total=total, deadline=round_.deadline)


def _goal(quarter: Quarter, row: Row) -> Iterator[Block]:
    step = row.cells["fulfilment"] or say("overview.unknown")
    lines = [mrkdwn("round.goal", title=row.title, number=row.goal, fulfilment=step)]
    text = text_in_force(row)
    if text:
        lines.append(mrkdwn("round.goal-status", text=kit.shorter(text, LONGEST_STATUS)))
    if reason_is_asked_for(row):
        lines.append(mrkdwn("round.goal-late", deadline=row.cells["deadline"]))
    yield kit.section("\n".join(lines))
    yield kit.buttons(goal_buttons(quarter, row))


def goal_buttons(quarter: Quarter, row: Row) -> list[Block]:
    """«Uændret», where there is a status to be unchanged, and «Opdatér»."""
    value = f"{quarter}|{row.goal}"
    update = kit.button(say("button.update"), f"update-{row.goal}", value)
    if not row.cells["previous_status"]:
        return [update]
    return [kit.button(say("button.unchanged"), f"unchanged-{row.goal}", value), update]


def _lines(head: str, rows: Sequence[Row]) -> list[Block]:
    lines = [
        mrkdwn("round.answered-line" if not row.missing else "line.goal", number=row.goal,
               title=kit.shorter(row.title, 100),
               fulfilment=row.cells["fulfilment"] or say("overview.unknown"))
        for row in rows[:MOST_ANSWERED]
    ]  # fmt: skip
    left = len(rows) - MOST_ANSWERED
    return kit.paragraphs([head, *lines, *([mrkdwn("line.more", n=left)] if left > 0 else [])])


def nudge(progress: Progress, missing: Sequence[Row], open_ends: OpenEnds) -> Iterator[Block]:
    """A reminder: the member's goals that are missing with the way to them, and the decisions that
    the member answers for and that led to nothing."""
    round_ = progress.round
    if missing:
        yield kit.section(mrkdwn("round.nudge", quarter=round_.quarter, deadline=round_.deadline,
                                 n=len(missing), goals=_named(missing)))  # fmt: skip
        yield kit.buttons([kit.button(say("button.my-goals"), "round_mine", str(round_.quarter))])
    if open_ends:
        lines = list(_open(progress.report, open_ends))
        left = len(lines) - MOST_DECISIONS
        more = [mrkdwn("round.open-more", n=left)] if left > 0 else []
        head = mrkdwn("round.open-head", n=len(lines))
        yield from kit.paragraphs([head, *lines[:MOST_DECISIONS], *more])
        yield kit.context(mrkdwn("round.open-note"))


def _open(report: Bilag1, open_ends: OpenEnds) -> Iterator[str]:
    """A line for each decision that led to nothing: what was decided, and what is missing."""
    for one in open_ends.overdue:
        yield _decided(one, "overdue", due=one.due)
    for one in open_ends.without_follow_up:
        yield _decided(one, "without-follow-up")
    for one, subject in open_ends.without_effect:
        yield _decided(one, f"without-effect-{subject.kind}", what=_title(report, subject))


def _decided(one: DecisionMade, key: str, **values: object) -> str:
    return mrkdwn(f"round.open-{key}", name=one.name, day=one.day,
                  text=kit.shorter(one.text, LONGEST_DECISION), **values)  # fmt: skip


def _title(report: Bilag1, subject: Subject) -> str:
    """What a deliverable or goal is called; a project by its code."""
    if subject.kind == "deliverable":
        rules = report.agreement.organised.deliverable(subject.name)
        return kit.shorter(rules.title if rules else subject.name, LONGEST_DECISION)
    titles = (row.title for row in report.rows() if row.goal == subject.name)
    return kit.shorter(next(titles, subject.name), LONGEST_DECISION)


def progressed(progress: Progress, closing: bool = True) -> Iterator[Block]:
    """How far a round has come: in all, by unit, and who is missing; with the button that closes
    it, where that is meant for its reader."""
    round_ = progress.round
    state = "round.open-until" if round_.open else "round.closed-now"
    head = [
        mrkdwn("round.head", quarter=round_.quarter),
        mrkdwn("round.counts", reported=progress.reported, total=len(progress.rows)),
        mrkdwn(state, deadline=round_.deadline),
    ]
    yield kit.section("\n".join(head))
    if progress.units:
        yield from kit.paragraphs([mrkdwn("round.units"), *_units(progress)])
    if people := list(_people(progress)):
        yield from kit.paragraphs([mrkdwn("round.missing-at"), *people[:MOST_NAMED]])
    silent = [one for one in progress.asked if not one.linked]
    if silent and round_.open:
        names = tuple(_name(one) for one in silent[:MOST_NAMED])
        yield kit.section(mrkdwn("round.not-in-slack", names=names))
    if progress.unasked and round_.open:
        goals = _named(progress.unasked)
        yield kit.section(mrkdwn("round.unasked", n=len(progress.unasked), goals=goals))
    if round_.open:
        yield from decisions(progress.open_ends)
    if round_.open and closing:
        yield kit.buttons([kit.button(say("button.close"), "round_close", str(round_.quarter))])


def _units(progress: Progress) -> Iterator[str]:
    for one in progress.units[:MOST_NAMED]:
        n = len(one.rows) - len(one.missing)
        unit = one.code or say("round.no-unit")
        key = "round.unit" if one.code else "round.unit-none"
        yield mrkdwn(key if one.missing else "round.unit-done", unit=unit, reported=n,
                     total=len(one.rows), goals=_named(one.missing))  # fmt: skip


def _people(progress: Progress) -> Iterator[str]:
    for one in progress.asked:
        if one.missing:
            yield mrkdwn("round.person", name=_name(one), goals=_named(one.missing))


def shown(answer: a.RoundShown) -> Iterator[Block]:
    """How far a round has come, as an answer: with what just happened, and as known when."""
    progress = answer.progress
    if answer.news:
        round_ = progress.round
        asked = [one for one in progress.asked if one.linked and one.missing]
        n = len(asked) if round_.open else len(progress.missing)
        empty = answer.news == "round.closed" and not progress.report.rows()
        news = "round.closed-empty" if empty else answer.news
        told = mrkdwn(news, quarter=round_.quarter, deadline=round_.deadline, n=n)
        yield kit.section(told)
    yield from progressed(progress)
    yield kit.context(basis(progress.report.basis, progress.round.quarter.last_day))


def incomplete(answer: a.RoundIncomplete, agreement: str) -> Iterator[Block]:
    """A round is to be closed, and something is missing."""
    progress, value = answer.progress, f"{answer.asked}|{agreement}"
    quarter, missing = progress.round.quarter, progress.missing
    yield kit.section(mrkdwn("round.incomplete", quarter=quarter, n=len(missing)))
    lines = [
        mrkdwn("line.status" if row.cells["responsible"] else "line.goal", number=row.goal,
               title=kit.shorter(row.title, 100), fulfilment=row.cells["responsible"])
        for row in missing[:MOST_ANSWERED]
    ]  # fmt: skip
    left = len(missing) - MOST_ANSWERED
    yield from kit.paragraphs([*lines, *([mrkdwn("line.more", n=left)] if left > 0 else [])])
    yield kit.buttons([
        kit.button(say("button.close-anyway"), "round_yes", value, "danger"),
        kit.button(say("button.cancel"), "cancel", value),
    ])  # fmt: skip


def no_rounds(open_: tuple[Quarter, ...]) -> Iterator[Block]:
    """No round is open, or several are."""
    if open_:
        yield kit.section(mrkdwn("round.which", quarters=tuple(one.danish for one in open_)))
    else:
        yield kit.section(mrkdwn("round.none"))


def _named(rows: Sequence[Row]) -> str:
    more = "…" if len(rows) > MOST_NAMED else ""
    return ", ".join(row.goal for row in rows[:MOST_NAMED]) + more


def _name(one: Asked) -> str:
    return f"{one.member.name or say('nobody')} ({one.member.unit})"
