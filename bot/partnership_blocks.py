"""Messages about a partnership, as blocks: deliverables, the wheel, and the approval card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from bot import answers as a
from bot import kit
from bot.basis import basis
from bot.kit import Block
from bot.words import escaped, mrkdwn, say
from domain.agreements import Agreement
from domain.cadence import Turn
from projections.approvals import Case
from projections.partnership import DecisionMade, Partnership, StepTaken
from projections.wheel import wheel, without

LONGEST = 300
MOST_STEPS = 12


def state_title(agreement: Agreement, code: str) -> str:
    """A deliverable's state in the agreement's words."""
    flow = agreement.organised.workflow
    state = flow.state(code) if flow is not None else None
    return state.title if state is not None else code


def forum_title(agreement: Agreement, code: str) -> str:
    """A forum's title; its code where it is one of a project."""
    rules = agreement.organised.forum(code)
    return rules.title if rules is not None else code


def deliverables(answer: a.DeliverablesShown) -> Iterator[Block]:
    """The deliverables in their order of priority, each with where it lies."""
    told, today = answer.at.told, answer.at.day
    agreement = told.agreement
    lines = [mrkdwn("deliverables.head", agreement=agreement.title)]
    for n, one in enumerate(told.in_order(today), start=1):
        rules = agreement.organised.deliverable(one.code)
        title = kit.shorter(rules.title if rules else one.code, LONGEST)
        state = state_title(agreement, one.at(today).state)
        lines.append(mrkdwn("deliverables.line", n=str(n), title=title, code=one.code, state=state))
    yield from kit.paragraphs(lines)
    yield basis_of(answer.at)


def deliverable(answer: a.DeliverableShown) -> Iterator[Block]:
    """One deliverable: where it lies, its version, and the last steps of its way."""
    one, today = answer.one, answer.at.day
    agreement = answer.at.told.agreement
    state = state_title(agreement, one.at(today).state)
    rules = agreement.organised.deliverable(one.code)
    contributing = rules.contributing if rules else ()
    lines = [
        mrkdwn("deliverable.head", title=answer.title, code=one.code),
        mrkdwn("deliverable.is", state=state, since=one.at(today).effective),
        mrkdwn("deliverable.by", forum=forum_title(agreement, one.forum)),
    ]
    if contributing:
        titles = tuple(forum_title(agreement, code) for code in contributing)
        lines.append(mrkdwn("deliverable.contributing", forums=titles))
    yield kit.section("\n".join(lines))
    if (version := one.version(today)) is not None:
        yield kit.section("\n".join(_version(version)))
    steps = [step for step in one.steps if step.effective <= today]
    if steps:
        shown = [_step(agreement, step, answer.names) for step in steps[-MOST_STEPS:]]
        yield from kit.paragraphs([mrkdwn("deliverable.way"), *shown])
    yield basis_of(answer.at)


def _version(version: StepTaken) -> Iterator[str]:
    yield mrkdwn("card.version", draft=version.draft or 0,
                 source=kit.shorter(version.source, LONGEST))  # fmt: skip
    yield mrkdwn("card.sha256", sha256=version.sha256)


def _step(agreement: Agreement, step: StepTaken, names: Mapping[str, str]) -> str:
    forum = forum_title(agreement, step.forum) if step.forum else ""
    line = mrkdwn(f"way.{step.what}", day=step.effective, draft=step.draft or 0, forum=forum,
                  unit=step.unit, who=_who(step.member, names))  # fmt: skip
    said = f": «{escaped(kit.shorter(step.text, LONGEST))}»" if step.text else ""
    return line + said


def _who(member: UUID | None, names: Mapping[str, str]) -> str:
    return names.get(str(member), "") or say("nobody")


def wheel_shown(answer: a.WheelShown) -> Iterator[Block]:
    """What each forum owes in the year."""
    told = answer.at.told
    lines = [mrkdwn("wheel.head", year=str(answer.year), agreement=told.agreement.title)]
    spokes = wheel(told, answer.year, answer.at.day)
    for spoke in spokes:
        if spoke.turns:
            lines.append(mrkdwn("wheel.forum", title=spoke.title))
            lines += [_turn(turn) for turn in spoke.turns]
    yield from kit.paragraphs(lines)
    for key, titles in zip(("wheel.free", "wheel.none-owed"), without(spokes), strict=True):
        if titles:
            yield kit.context(mrkdwn(key, forums=tuple(titles), year=str(answer.year)))
    yield basis_of(answer.at)


def _turn(turn: Turn) -> str:
    parts = [mrkdwn("wheel.owed", n=turn.period.owed)]
    if turn.held:
        parts.append(mrkdwn("wheel.held", days=_days(turn.held)))
    if turn.planned:
        parts.append(mrkdwn("wheel.planned", days=_days(turn.planned)))
    if turn.late:
        parts.append(mrkdwn("wheel.late"))
    elif turn.missing:
        parts.append(mrkdwn("wheel.missing", n=turn.missing))
    told = " · ".join(parts)
    return f"• {turn.period.start:%d.%m}–{turn.period.end:%d.%m.%Y}: {told}"


def _days(some: Sequence[date]) -> str:
    return ", ".join(f"{day:%d.%m}" for day in some)


def basis_of(at: a.At) -> Block:
    """As of when, and known when: the end of every answer about a partnership."""
    return kit.context(basis(at.basis, at.day))


# --- the approval card ----------------------------------------------------------------------------


def card(told: Partnership, case: Case, names: Mapping[str, str], seated: bool,
         decided: bool) -> Iterator[Block]:  # fmt: skip
    """A version that lies with the approving forum, with the buttons; or what became of it.

    ``decided`` says that a decision is there by which it may be approved.
    """
    agreement = told.agreement
    rule = agreement.organised.approval
    forum = forum_title(agreement, rule.forum) if rule else ""
    head = "card.head" if case.end is not None else "card.asks"
    lines = [mrkdwn(head, title=case.title, code=case.deliverable), *_version(case.version)]
    lines.append(mrkdwn("card.handed", who=_who(case.handed.member, names),
                        day=case.handed.effective, forum=forum))  # fmt: skip
    yield kit.section("\n".join(lines))
    given = [mrkdwn("card.given", who=_who(one.member, names), unit=one.unit, day=one.effective)
             for one in case.approvals]  # fmt: skip
    if given:
        yield from kit.paragraphs(given)
    if case.end is not None:
        what = case.end.what if case.end.what in ("approve", "return", "withdraw") else "moved"
        yield kit.section(_settled(case.end, what))
        return
    if told.lapsed is not None:
        lapsed = {"day": told.lapsed.effective, "decision": told.lapsed.decision}
        yield kit.section(mrkdwn("card.lapsed", **lapsed))
        return
    if not seated:
        yield kit.context(mrkdwn("card.no-seat", forum=forum))
        return
    if rule is not None and rule.approvals > 1:
        yield kit.context(mrkdwn("card.needed", given=len(given), needed=rule.approvals))
    if rule is not None and rule.by_decision and not decided:
        yield kit.context(mrkdwn("card.undecided", forum=forum))
    value = f"{case.handed.position}|{case.sha256}"
    yield kit.buttons([
        kit.button(say("button.approve"), "card_approve", value, "primary"),
        kit.button(say("button.return"), "card_return", value),
    ])  # fmt: skip


def _settled(end: StepTaken, what: str) -> str:
    told = mrkdwn(f"card.end.{what}", day=end.effective)
    if what == "approve" and end.decision:
        told += mrkdwn("card.end.by", decision=end.decision)
    return f"{told}\n> {escaped(kit.shorter(end.text, LONGEST))}" if end.text else told


def card_form(form: a.CardForm) -> Block:
    """The form behind a button of the card: which decision approves, or why it is returned."""
    case = form.case
    head = mrkdwn("card.head", title=case.title, code=case.deliverable)
    blocks = [kit.section("\n".join([head, *_version(case.version)]))]
    if form.action == "return":
        blocks.append(kit.input_text(say("card.reason"), "reason", "", say("card.reason-hint"),
                                     many_lines=True))  # fmt: skip
    elif form.decisions:
        options = [(_decision(one), one.name) for one in form.decisions]
        blocks.append(kit.input_choice(say("card.decision"), "decision", options))
    else:
        label = say("card.this", draft=case.version.draft or 0, source=case.version.source)
        blocks.append(kit.input_choice(say("card.which"), "version", [(label, case.sha256)]))
    blocks.append(kit.context(mrkdwn(f"card.{form.action}-note")))
    return kit.modal(
        say(f"card.{form.action}-title"), blocks, submit=say(f"button.{form.action}"),
        callback_id=f"card_{form.action}", metadata=f"{case.handed.position}|{case.sha256}",
    )  # fmt: skip


def _decision(one: DecisionMade) -> str:
    return f"{one.name}: {one.text}"
