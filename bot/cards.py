"""Approval cards: sent to those who sit in the approving forum, and kept up to date for all.

A card carries the position at which the version was handed on and the version's SHA-256. Nothing
else that comes back is trusted: whether it lies there still, and whether the member may approve or
return it, is asked of the ledger at each click.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from uuid import UUID

from bot import answers as a
from bot import kit, partnership_blocks
from bot.desk import Desk, Visit
from bot.letters import Letter, digest
from bot.words import mrkdwn, say
from domain import partnership_commands as c
from domain import partnership_refusals as no
from domain.partnership_events import DeliverableReturned
from domain.refusals import EmptyText, TextTooLong, UnprintableText
from projections.approvals import Case, cases, decisions_for
from projections.directory import Listed
from projections.links import Person
from projections.log_questions import LogEntry
from projections.outbox import Due, Notice, Outbox, Post, lane_of
from projections.partnership import Partnership

KIND = "card"
"""The outbox's name for a card."""

KINDS = frozenset({"card_approve", "card_return"})
"""The buttons of a card, and the callback ids of the forms behind them."""

_VALUE = re.compile(r"([0-9]{1,15})\|([0-9a-f]{64})")


def pressed(desk: Desk, member: Listed, kind: str, value: str) -> a.Answer:
    """The form behind a button, where the version lies there still and the member has a seat."""
    told = desk.partnership()
    case = _case(desk, told, value)
    if isinstance(case, a.Sorry):
        return case
    rule = told.agreement.organised.approval
    if rule is None or not _seated(desk, told, member.id):
        forum = partnership_blocks.forum_title(told.agreement, rule.forum) if rule else ""
        raise no.NoSeatToApprove(case.deliverable, forum)
    if kind == "card_return":
        return a.CardForm("return", case)
    if str(member.id) in case.submitters:
        raise no.OwnSubmission(case.deliverable)
    if member.id in {one.member for one in case.approvals}:
        raise no.AlreadyApproved(case.deliverable)
    decisions = tuple(decisions_for(told, case))
    if rule.by_decision and not decisions:
        forum = partnership_blocks.forum_title(told.agreement, rule.forum)
        return a.Sorry("card.no-decision", {"forum": forum}, keep=True)
    return a.CardForm("approve", case, decisions if rule.by_decision else ())


def submitted(
    desk: Desk, visit: Visit, member: Listed, kind: str, value: str, told: Mapping[str, str]
) -> a.Answer:
    """Approve or return what the form names; the same form again gets the first outcome. Raises a
    `Refusal`."""
    repeated = desk.questions.recorder.outcomes([visit.command_id])
    case = _case(desk, desk.partnership(), value, over=bool(repeated))
    if isinstance(case, a.Sorry):
        return case
    command: c.DeliverableCommand
    if kind == "card_return":
        reason = " ".join(told.get("reason", "").split())
        command = c.ReturnDeliverable(case.deliverable, case.sha256, reason)
    else:
        decision = told.get("decision", "")
        command = c.ApproveDeliverable(case.deliverable, case.sha256, decision)
    try:
        desk.handle(command, visit, member.id)
    except (EmptyText, TextTooLong, UnprintableText) as refusal:
        details = {**refusal.details(), "what": say("card.reason")}
        return a.FieldsWrong({"reason": say(f"refused.{refusal.code}", **details)})
    return a.CardDone(case.title, kind, _state(desk, desk.partnership(), case))


def told(desk: Desk, entry: LogEntry) -> a.Answer | None:
    """What an approval or a return led to, as recorded; None where no card is about it."""
    for case in _all(desk, desk.partnership()):
        steps = [*case.approvals, *([case.end] if case.end else [])]
        if entry.position in {step.position for step in steps}:
            back = isinstance(entry.recorded.event, DeliverableReturned)
            kind = "card_return" if back else "card_approve"
            return a.CardDone(case.title, kind, _state(desk, desk.partnership(), case))
    return None


def _case(desk: Desk, told: Partnership, value: str, over: bool = False) -> Case | a.Sorry:
    """What a card is about, as long as it lies there; else what became of it. ``over``: it may be
    over."""
    named = _VALUE.fullmatch(value)
    found = [
        one
        for one in _all(desk, told)
        if named and (one.handed.position, one.sha256) == (int(named[1]), named[2])
    ]
    if not found:
        return a.Sorry("sorry.stale", keep=True)
    if found[0].end is not None and not over:
        state = _state(desk, told, found[0])
        return a.Sorry("card.over", {"title": found[0].title, "state": state}, keep=True)
    return found[0]


def _state(desk: Desk, told: Partnership, case: Case) -> str:
    """Where the deliverable lies now, in the agreement's words."""
    one = next(one for one in told.deliverables if one.code == case.deliverable)
    return partnership_blocks.state_title(told.agreement, one.at(desk.clock().today).state)


def _all(desk: Desk, told: Partnership) -> list[Case]:
    return cases(told, desk.clock().today)


def _seated(desk: Desk, told: Partnership, member: UUID) -> bool:
    rule = told.agreement.organised.approval
    today = desk.clock().today
    return rule is not None and any(
        seat.member == member for seat in told.composition(rule.forum, today)
    )


# --- the outbox -----------------------------------------------------------------------------------


class _Addressed(NamedTuple):
    case: Case
    member: Listed
    person: Person


def notices(desk: Desk, outbox: Outbox) -> list[Notice]:
    """The cards that are to be sent, and those that look otherwise now."""
    rule = desk.agreement.organised.approval
    if rule is None:
        return []
    told = desk.partnership()
    sent = dict(_addressed(desk, told, rule.forum))
    posts, failing = outbox.posts(*sent), outbox.failing()
    return [
        Notice(key if key not in posts else f"{key}#{told.known_at}", KIND, to.person.team,
               lane_of(desk.agreement.id, to.person.user), str(to.member.id),
               {"position": to.case.handed.position})
        for key, to in sent.items()
        if key not in failing and _is_news(desk, told, to, posts.get(key))
    ]  # fmt: skip


def _is_news(desk: Desk, told: Partnership, to: _Addressed, stands: Post | None) -> bool:
    if stands is None:
        return to.case.end is None and _seated(desk, told, to.member.id)
    return _drawn(desk, told, to.case, to.member.id).digest != stands.digest


def _addressed(desk: Desk, told: Partnership, forum: str) -> Iterator[tuple[str, _Addressed]]:
    """Everybody who ever had a seat there, for each case, by the key of the message."""
    linked = desk.links.linked()
    ever = {one.member for one in told.seats if one.forum == forum}
    members = [one for one in desk.directory.members() if one.id in ever and not one.released]
    for case in _all(desk, told):
        for member in members:
            for person in linked.get(member.id, ()):
                name = f"{desk.agreement.id.hex[:8]}:{case.handed.position}"
                key = f"{KIND}:{name}:{person.team}:{person.user}"
                yield key, _Addressed(case, member, person)


def letter(desk: Desk, due: Due, posted: bool) -> Letter | None:
    """The card of a row of the outbox; None where there is nothing to tell any more."""
    told = desk.partnership()
    member = desk.member(Person(due.team, due.to))
    case = next((one for one in _all(desk, told)
                 if one.handed.position == due.payload["position"]), None)  # fmt: skip
    if case is None or member is None or str(member.id) != due.member or member.released:
        return None
    if not posted and (case.end is not None or not _seated(desk, told, member.id)):
        return None
    return _drawn(desk, told, case, member.id)


def _drawn(desk: Desk, told: Partnership, case: Case, member: UUID) -> Letter:
    decided, seated = bool(decisions_for(told, case)), _seated(desk, told, member)
    blocks = partnership_blocks.card(told, case, desk.names(), seated, decided)
    fallback = mrkdwn("card.fallback", title=case.title)
    message = kit.message(fallback, blocks, kit.context(mrkdwn("blocks.cut")))
    return Letter(message, digest(message))
