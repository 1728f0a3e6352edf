"""What a command about a partnership makes true, and in which streams.

A forum, a meeting, a deliverable and the agreement each have a stream of their own; a decision that
supersedes another writes to two of them, in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain import (
    deliverable_decisions,
    deliverables,
    forums,
    home_decisions,
    homes,
    meeting_decisions,
    meetings,
    names,
    refusals,
    rules,
    standing,
)
from domain import home_commands as h
from domain import partnership_commands as c
from domain import partnership_events as e
from domain import partnership_refusals as no
from domain.agreements import Agreement
from domain.forums import in_past
from domain.members import Member
from domain.organisation import Approval
from domain.records import Records

MUST_SAY = {
    c.SetUpForum: ("title", "project"),
    c.ReleaseSeat: ("reason",),
    c.CallMeeting: ("place", "agenda"),
    c.MoveMeeting: ("reason", "place"),
    c.CancelMeeting: ("reason",),
    c.RecordDecision: ("text", "dissent"),
    c.FinishFollowUp: ("text",),
    c.AddToMinutes: ("text",),
    c.DraftDeliverable: ("source",),
    c.ReturnDeliverable: ("reason",),
    c.WithdrawDeliverable: ("reason",),
    c.LapseAgreement: ("reason",),
    h.PlanProject: ("title",),
    h.ReviseProject: ("reason",),
    h.SetBackProject: ("reason",),
    h.AbandonProject: ("reason",),
    h.ReviewSection: ("section",),
}
"""The texts of a command that must hold a letter or digit."""


@dataclass(frozen=True, slots=True)
class Written:
    """Events for one stream, with its fold."""

    stream: UUID
    evolve: Callable[[UUID, Any, Any], Any]
    events: Sequence[e.PartnershipEvent]


def planned(agreement: Agreement, effective: date, known: Collection[str] = ()) -> list[Written]:
    """The deliverables that an agreement promises from a day on, beside those that are known;
    recorded when it is loaded or amended."""
    organised = agreement.organised
    if organised.workflow is None:
        return []
    new = [one for one in organised.deliverables if one.code not in known]
    told = []
    for n, one in enumerate(new, start=len(known) + 1):
        event = e.DeliverablePlanned(agreement.id, one.code, n, one.forum, one.contributing,
                                     effective, organised.workflow.initial)  # fmt: skip
        told.append(_deliverable(agreement, one.code, [event]))
    return told


def decide(
    records: Records, actor: Member, today: date, command: c.PartnershipCommand
) -> list[Written]:
    """What the command makes true; raises a `Refusal`."""
    agreement = records.agreement
    _texts(command, MUST_SAY.get(type(command), ()))
    match command:
        case c.PrioritiseDeliverable():
            order = _prioritised(records, actor, today, command)
            return [Written(agreement.id, standing.evolve, [order])]
        case c.LapseAgreement():
            lapse = _lapsed(records, actor, today, command)
            return [Written(agreement.id, standing.evolve, [lapse])]
        case c.SetUpForum(pattern, project):
            code = forums.code_of(pattern, project)
        case c.TakeSeat(forum) | c.ReleaseSeat(forum):
            code = forum
        case h.ReviewSection():
            told = home_decisions.review(records, actor, today, command)
            return [Written(agreement.stream("reviews", told.section), homes.reviewed, [told])]
        case _ if isinstance(command, h.ProjectCommand):
            stream = agreement.stream("project", command.project)
            step = home_decisions.decide(records, actor, today, command)
            return [Written(stream, homes.evolve, [step])]
        case _ if isinstance(command, c.DeliverableCommand):
            made = deliverable_decisions.decide(records, actor, today, command)
            return [_deliverable(agreement, command.deliverable, made)]
        case _:
            return [
                Written(agreement.stream("meeting", name), meetings.evolve, [event])
                for name, event in meeting_decisions.decide(records, actor, today, command)
            ]
    seated = forums.decide(records, actor, command)
    return [Written(agreement.stream("forum", code), forums.evolve, seated)]


def _deliverable(agreement: Agreement, code: str, events: Sequence[e.DeliverableEvent]) -> Written:
    return Written(agreement.stream("deliverable", code), deliverables.evolve, events)


def _prioritised(
    records: Records, actor: Member, today: date, command: c.PrioritiseDeliverable
) -> e.DeliverablesPrioritised:
    code, rule = records.deliverable(command.deliverable).code, _approval(records)
    forums.looks_after(records, actor, rule.forum, today)
    in_past(records.agreement, command.effective, today)
    records.decided(command.decision, rule.forum, "prioritised", f"deliverable:{code}")
    order = [one for one in records.standing.order if one != code]
    order.insert(command.place - 1, code)
    new, last = tuple(order), len(order)
    if not 1 <= command.place <= last or new == records.standing.order:
        raise no.NoSuchPlace(command.place, last)
    return e.DeliverablesPrioritised(new, command.decision, command.effective)


def _approval(records: Records) -> Approval:
    rule = records.agreement.organised.approval
    if rule is None:
        raise no.UnknownDeliverable("", ())
    return rule


def _lapsed(
    records: Records, actor: Member, today: date, command: c.LapseAgreement
) -> e.AgreementLapsed:
    rule = records.agreement.organised.lapse
    if not actor.is_secretariat:
        raise refusals.SecretariatOnly("LapseAgreement")
    if rule is None:
        raise no.NoLapse
    in_past(records.agreement, command.effective, today)
    records.decided(command.decision, rule.forum, "lapse", None)
    return e.AgreementLapsed(command.decision, command.effective, command.reason)


def _texts(command: Struct, must_say: Iterable[str]) -> None:
    """Every text of a command can be printed, and those that must say something do."""
    for field in command.__struct_fields__:
        told = getattr(command, field)
        for one in told if isinstance(told, tuple) else (told,):
            text = one.text if isinstance(one, e.Dissent) else one
            if not isinstance(text, str):
                continue
            if refusal := rules.printable(field, text):
                raise refusal
            if field in must_say and not names.key(text):
                raise refusals.EmptyText(field)
