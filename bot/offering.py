"""Reports that begin at a shortcut or in the App Home: which goal, and then its form."""

from __future__ import annotations

from bot import answers as a
from bot import forms
from bot import meanings as say
from bot.desk import Desk, Visit
from bot.plain import says_unchanged
from bot.understanding import Meant, understand
from domain.quarters import Quarter
from projections.bilag1 import Bilag1, Row
from projections.directory import Listed
from projections.progress import own_rows

KINDS = frozenset({"home_pick", "home_update", "home_unchanged"})
"""The buttons of the App Home."""


def offered(desk: Desk, member: Listed, text: str) -> a.Answer:
    """The form for what a message says, or the choice of a goal with the message as its status.

    A message that names one goal leads to that goal's form; nothing is recorded by it.
    """
    match understand(desk, text) if text else None:
        case Meant(say.Report(_, fulfilment, said, quarter), ref):
            return forms.form(desk, ref, quarter or current(desk), said, fulfilment)
        case Meant(say.Unchanged(_, quarter), ref):
            return forms.form(desk, ref, quarter or current(desk))
        case Meant(_, ref):
            return forms.form(desk, ref, current(desk))
        case _:
            return _pick(desk, member, text)


def picked(desk: Desk, number: str, text: str) -> a.Answer:
    """The form of the goal that was chosen, with the text that was written beside it."""
    quarter = current(desk)
    found = forms.goal_of(desk, f"{quarter}|{number}")
    if found is None:
        return a.Sorry("sorry.stale")
    offered = None if says_unchanged(text) else text or None
    return forms.form(desk, found[0], quarter, offered)


def home(desk: Desk, member: Listed) -> a.Home:
    """What the App Home shows the member."""
    quarter = current(desk)
    report = desk.report(quarter, None)
    found = desk.rounds.one(desk.agreement.id, quarter)
    progress = desk.progress(found) if found and found.open else None
    return a.Home(report, member, _own(report, member), progress)


def pressed(desk: Desk, visit: Visit, member: Listed, kind: str, value: str) -> a.Answer:
    """The answer to a button of the App Home; raises a `Refusal`."""
    if kind == "home_pick":
        return _pick(desk, member, "")
    found = forms.goal_of(desk, value)
    if found is None:
        return a.Sorry("sorry.stale")
    ref, quarter = found
    if kind == "home_update":
        return forms.form(desk, ref, quarter)
    return forms.unchanged(desk, visit, member, ref, quarter)


def current(desk: Desk) -> Quarter:
    """The quarter of the one open round, or else the one that is reported now."""
    open_ = desk.rounds.open(desk.agreement.id)
    return open_[0].quarter if len(open_) == 1 else desk.reporting()


def _pick(desk: Desk, member: Listed, text: str) -> a.Answer:
    report = desk.report(current(desk), None)
    goals = _own(report, member)
    if not goals:
        return a.Sorry("mine.none", {"unit": member.unit, "quarter": report.quarter})
    return a.Pick(goals, text)


def _own(report: Bilag1, member: Listed) -> tuple[Row, ...]:
    """The goals that the member may report on: a tovholder's own, the secretariat's all."""
    if member.role == "tovholder":
        return own_rows(report, member.unit)
    return tuple(row for row in report.rows() if not row.withdrawn)
