"""What a command about a deliverable makes true.

The way is the agreement's table (`domain.organisation.Workflow`); what holds for every agreement is
here: the version is named by its SHA-256, whoever approves has the seat at that moment, and is not
the one who drafted the version or handed it on.
"""

from __future__ import annotations

from datetime import date

from domain import partnership_commands as c
from domain import partnership_events as e
from domain import partnership_refusals as no
from domain import refusals
from domain.deliverables import Deliverable
from domain.meeting_decisions import SHA256
from domain.members import Member
from domain.organisation import (
    CONTRIBUTING,
    RESPONSIBLE,
    SECRETARIAT,
    Action,
    Approval,
    Organisation,
    Step,
    Workflow,
)
from domain.records import Records

ACTIONS: dict[type[c.DeliverableCommand], Action] = {
    c.DraftDeliverable: "draft",
    c.ContributeToDeliverable: "contribute",
    c.HandDeliverable: "hand",
    c.ApproveDeliverable: "approve",
    c.ReturnDeliverable: "return",
    c.WithdrawDeliverable: "withdraw",
}
"""Which action of the workflow a command is."""


def decide(
    records: Records, actor: Member, today: date, command: c.DeliverableCommand
) -> list[e.DeliverableEvent]:
    """What the command makes true in the deliverable's stream; raises a `Refusal`."""
    one = records.deliverable(command.deliverable)
    workflow, rule = _tables(records.agreement.organised)
    step = _step(workflow, one, command)
    match command:
        case c.ApproveDeliverable():
            return _approve(records, rule, one, actor, today, step, command)
        case c.ContributeToDeliverable():
            return [_contribute(records, one, actor, today, step, command)]
    forum = _acting_for(records, one, actor, today, step)
    if forum is None:
        raise _not_for_you(records, one, _allowed(one, step))
    match command:
        case c.DraftDeliverable(_, source, sha256):
            _sha256(sha256)
            if sha256 == one.sha256:
                raise no.SameVersion(one.code)
            return [e.DeliverableDrafted(one.draft + 1, source, sha256, actor.id, today, step.to)]
        case c.HandDeliverable(_, sha256):
            _current(one, sha256)
            state = workflow.state(step.to)
            to = state.forum if state is not None else ""
            return [e.DeliverableHanded(to, one.draft, sha256, actor.id, today, step.to)]
        case c.ReturnDeliverable(_, sha256, reason):
            _current(one, sha256)
            return [e.DeliverableReturned(forum, one.draft, reason, today, step.to)]
        case c.WithdrawDeliverable(_, reason, decision):
            if decision:
                records.decision(decision)
            return [e.DeliverableWithdrawn(reason, decision, today, step.to)]


def _tables(organisation: Organisation) -> tuple[Workflow, Approval]:
    """The tables that an agreement with deliverables has; its file was checked for them."""
    if organisation.workflow is None or organisation.approval is None:
        raise no.UnknownDeliverable("", ())
    return organisation.workflow, organisation.approval


def _step(workflow: Workflow, one: Deliverable, command: c.DeliverableCommand) -> Step:
    """The line of the table that the command is; raises `NoSuchStep`."""
    lines = workflow.steps_from(one.state, ACTIONS[type(command)])
    wanted = command.to if isinstance(command, c.HandDeliverable) else None
    if wanted is not None:
        states = {state.code for state in workflow.states if state.forum == wanted}
        lines = tuple(line for line in lines if line.to in states)
    if len(lines) != 1:
        state = workflow.state(one.state)
        possible = dict.fromkeys(s.action for s in workflow.steps if one.state in s.origins)
        raise no.NoSuchStep(one.code, state.title if state else one.state, tuple(possible))
    return lines[0]


def _allowed(one: Deliverable, step: Step) -> tuple[str, ...]:
    """Who may take the step, by the codes of the forums."""
    named: dict[str, None] = {}
    for who in step.by:
        forums = {RESPONSIBLE: (one.forum,), CONTRIBUTING: one.contributing}.get(who, (who,))
        named.update(dict.fromkeys(forums))
    return tuple(named)


def _not_for_you(records: Records, one: Deliverable, allowed: tuple[str, ...]) -> no.NotForYou:
    titles = (who if who == SECRETARIAT else records.forum_title(who) for who in allowed)
    return no.NotForYou(one.code, tuple(titles))


def _acting_for(
    records: Records, one: Deliverable, actor: Member, today: date, step: Step
) -> str | None:
    """The forum for which the actor may take the step; None where the table gives it to others."""
    for forum in _allowed(one, step):
        if forum == SECRETARIAT:
            if actor.is_secretariat:
                return SECRETARIAT
        elif records.forum(forum).seat(actor.id, today) is not None:
            return forum
    return None


def _contribute(
    records: Records, one: Deliverable, actor: Member, today: date, step: Step,
    command: c.ContributeToDeliverable,
) -> e.DeliverableContributed:  # fmt: skip
    forum = command.forum
    seated = forum in one.contributing and records.forum(forum).seat(actor.id, today) is not None
    if not seated:
        raise _not_for_you(records, one, one.contributing)
    _current(one, command.draft_sha256)
    if command.sha256 or command.source:
        _sha256(command.sha256)
    elif not command.text:
        raise refusals.EmptyText("text")
    return e.DeliverableContributed(forum, one.draft, command.text, command.source, command.sha256,
                                    today, step.to)  # fmt: skip


def _approve(
    records: Records, rule: Approval, one: Deliverable, actor: Member, today: date, step: Step,
    command: c.ApproveDeliverable,
) -> list[e.DeliverableEvent]:  # fmt: skip
    seat = records.forum(rule.forum).seat(actor.id, today)
    if seat is None:
        raise no.NoSeatToApprove(one.code, records.forum_title(rule.forum))
    if actor.id in one.submitters:
        raise no.OwnSubmission(one.code)
    _current(one, command.sha256)
    if actor.id in one.approvers:
        raise no.AlreadyApproved(one.code)
    if rule.by_decision or command.decision:
        about = f"deliverable:{one.code}@{one.sha256}"
        records.decided(command.decision, rule.forum, "approved", about)
    given = e.DeliverableApprovalGiven(rule.forum, seat.unit, actor.id, one.draft, one.sha256,
                                       command.decision, today, one.state)  # fmt: skip
    approvals = len(one.approvers) + 1
    if approvals < rule.approvals:
        return [given]
    return [given, e.DeliverableApproved(one.draft, one.sha256, command.decision, approvals, today,
                                         step.to)]  # fmt: skip


def _current(one: Deliverable, sha256: str) -> None:
    """The version that is named is the one that is there."""
    _sha256(sha256)
    if sha256 != one.sha256:
        raise no.StaleVersion(one.code, sha256, one.sha256)


def _sha256(words: str) -> None:
    if not SHA256.fullmatch(words):
        raise no.NotASha256(words)
