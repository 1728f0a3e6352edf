"""The rows that the events of a partnership lead to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from domain import home_events as h
from domain import partnership_events as e
from projections.partnership_schema import COLUMNS, LINES
from projections.recorded import Recorded, ViewRows, day_number


def add(found: ViewRows, one: Recorded, first: int) -> None:
    """Add the rows of an event; those of its lists are numbered from ``first`` on."""
    stream, lines = str(one.originator_id), 0
    for name, told in _rows(stream, one.event):
        if name in LINES:
            head: tuple[int, ...] = (first + lines, one.position)
            lines += 1
        else:
            head = (one.position,)
        columns = (COLUMNS if name in COLUMNS else LINES)[name]
        found[name].append((*head, *(_stored(told.get(column)) for column in columns)))


def _stored(value: Any) -> Any:
    return day_number(value) if isinstance(value, date) else value


def _rows(stream: str, event: Any) -> Iterable[tuple[str, dict[str, Any]]]:
    """Each row by its table, with the columns that the event tells."""
    match event:
        case e.ForumSetUp():
            yield "forums", _told(event)
        case e.SeatTaken() | e.SeatReleased():
            yield "seats", {**_told(event), "taken": int(isinstance(event, e.SeatTaken))}
        case e.MeetingCalled():
            yield "meetings", {**_told(event), "meeting": stream}
            yield from _lines(stream, agenda=event.agenda, invited=event.invited)
        case e.DecisionRecorded():
            day = {"day": event.due}
            yield "decisions", {**_told(event), **day, "meeting": stream, "what": "recorded"}
            yield from _about(stream, event)
        case e.DecisionSuperseded(number, by):
            yield "decisions", {"meeting": stream, "what": "superseded", "number": number,
                                "text": by}  # fmt: skip
        case e.FollowUpDone(number, effective, text):
            yield "decisions", {"meeting": stream, "what": "done", "number": number,
                                "text": text, "day": effective}  # fmt: skip
        case e.DeliverablePlanned():
            yield "deliverables", {**_told(event), "deliverable": stream}
        case e.DeliverablesPrioritised(order, decision, effective):
            for place, code in enumerate(order, start=1):
                yield "deliverable_orders", {"agreement": stream, "effective": effective,
                                             "place": place, "code": code,
                                             "decision": decision}  # fmt: skip
        case e.AgreementLapsed():
            yield "lapses", {**_told(event), "agreement": stream}
        case _ if isinstance(event, h.HomeEvent):
            yield from _of_homes(stream, event)
        case _ if isinstance(event, e.MeetingEvent):
            yield "meeting_steps", _meeting_step(stream, event)
            if isinstance(event, e.MeetingHeld):
                yield from _lines(stream, present=event.present, apologies=event.apologies)
        case _:
            own = _told(event)
            yield "deliverable_steps", {
                **own, "deliverable": stream, "what": STEPS[type(event)],
                "member": own.get("by"), "text": own.get("text") or own.get("reason"),
            }  # fmt: skip


def _of_homes(stream: str, event: h.HomeEvent) -> Iterable[tuple[str, dict[str, Any]]]:
    own = _told(event)
    match event:
        case h.SectionReviewed():
            yield "reviews", {**own, "in_order": int(event.in_order)}
            return
        case h.ProjectPlanned():
            yield "projects", {**own, "project": stream}
        case _:
            yield "project_steps", {**own, "project": stream, "what": STEPS[type(event)],
                                    "text": own.get("text") or own.get("reason")}  # fmt: skip
    for one in own.get("sites", ()):
        site = one if isinstance(one, h.Site) else h.Site(one, 0)
        yield "project_lines", {"project": stream, "what": "site", "name": site.place,
                                "homes": site.homes}  # fmt: skip
    for code in own.get("undone", ()):
        yield "project_lines", {"project": stream, "what": "undone", "name": code}


STEPS: dict[type, str] = {
    e.DeliverableDrafted: "draft",
    e.DeliverableContributed: "contribute",
    e.DeliverableHanded: "hand",
    e.DeliverableApprovalGiven: "approval",
    e.DeliverableApproved: "approve",
    e.DeliverableReturned: "return",
    e.DeliverableWithdrawn: "withdraw",
    h.ProjectRevised: "revised",
    h.MilestoneReached: "reached",
    h.ProjectSetBack: "set-back",
    h.ProjectAbandoned: "abandoned",
    e.MeetingMoved: "moved",
    e.MeetingCancelled: "cancelled",
    e.MeetingHeld: "held",
    e.MinutesDrafted: "drafted",
    e.MinutesApproved: "approved",
    e.MinutesAddendum: "addendum",
}
"""What a row of ``deliverable_steps``, ``project_steps`` or ``meeting_steps`` calls its event."""


def _told(event: Any) -> dict[str, Any]:
    """What the event states, with ids as the views hold them."""
    told = {name: getattr(event, name) for name in event.__slots__}
    return {name: str(value) if _is_id(name) else value for name, value in told.items()}


def _is_id(name: str) -> bool:
    return name in ("agreement", "member", "by")


def _meeting_step(stream: str, event: e.MeetingEvent) -> dict[str, Any]:
    told = {**_told(event), "meeting": stream, "what": STEPS[type(event)]}
    match event:
        case e.MeetingMoved() | e.MeetingCancelled():
            return {**told, "text": event.reason}
        case e.MinutesApproved():
            return {**told, "text": event.meeting}
        case _:
            return told


def _lines(stream: str, **lists: Iterable[Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    for what, values in lists.items():
        for value in values:
            yield "meeting_lines", {"meeting": stream, "what": what, "value": str(value)}


def _about(stream: str, event: e.DecisionRecorded) -> Iterable[tuple[str, dict[str, Any]]]:
    """What a decision refers to, an approved deliverable with its version; and who dissented."""
    for told in event.refers:
        name, _, sha256 = told.partition("@")
        yield "decision_lines", {"meeting": stream, "number": event.number, "what": "refers",
                                 "name": name, "value": sha256}  # fmt: skip
    for one in event.dissent:
        yield "decision_lines", {"meeting": stream, "number": event.number, "what": "dissent",
                                 "name": one.unit, "value": one.text}  # fmt: skip
