"""A partnership from the views, as known at a position."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from domain.agreements import Agreement
from domain.home_events import Site
from projections import versions
from projections.homes import ProjectStep, ProjectTold, ReviewTold
from projections.partnership import (
    About,
    DecisionMade,
    DeliverableTold,
    Draft,
    Lapsed,
    MeetingTold,
    Partnership,
    Prioritised,
    SeatFact,
    SetUp,
    StepTaken,
)
from projections.recorded import day_of
from projections.recorder import LedgerRecorder
from projections.schema import LIVE


def partnership(recorder: LedgerRecorder, agreement: Agreement, position: int) -> Partnership:
    """All that is known of the agreement's partnership at a position."""
    with recorder.reading() as connection:
        found = _Reading(connection, agreement, position).found
        told = versions.known(recorder, agreement, position)
    for n, (effective, one) in enumerate(told):
        found.amended(effective, one) if n else found.loaded(one)
    return found


class _Reading:
    def __init__(self, connection: Connection, agreement: Agreement, position: int) -> None:
        self._connection, self._position = connection, position
        self._id = str(agreement.id)
        self.found = Partnership(agreement, position)
        self._forums()
        self._meetings()
        self._deliverables()
        self._homes()

    def _rows(self, name: str, parent: str | None = None, by: str = "") -> list[Any]:
        """A table's rows up to the position: the agreement's own, or those of its streams."""
        table = LIVE.named(name)
        query = select(table).where(table.c.position <= self._position)
        if parent is None:
            query = query.where(table.c.agreement == self._id)
        else:
            streams = LIVE.named(parent)
            mine = select(streams.c[by]).where(streams.c.agreement == self._id)
            query = query.where(table.c[by].in_(mine))
        key = table.primary_key.columns.values()[0]
        return list(self._connection.execute(query.order_by(key)))

    def _forums(self) -> None:
        found = self.found
        for row in self._rows("forums"):
            day = day_of(row.effective)
            found.set_up.append(SetUp(row.position, row.code, row.pattern, row.title, row.project,
                                      day))  # fmt: skip
        for row in self._rows("seats"):
            found.seats.append(SeatFact(row.position, row.forum, UUID(row.member), row.unit,
                                        day_of(row.effective), bool(row.taken)))  # fmt: skip
        for row in self._rows("lapses"):
            found.lapsed = Lapsed(row.position, row.decision, day_of(row.effective), row.reason)

    def _meetings(self) -> None:
        told: dict[str, MeetingTold] = {}
        for row in self._rows("meetings"):
            told[row.meeting] = MeetingTold(
                row.forum, row.number, row.position, day_of(row.day), row.time, row.minutes,
                row.place, changed=row.position,
            )  # fmt: skip
        if not told:
            return
        for row in self._rows("meeting_lines", "meetings", "meeting"):
            line = row.value if row.what == "agenda" else UUID(row.value)
            getattr(told[row.meeting], row.what).append(line)
        for row in self._rows("meeting_steps", "meetings", "meeting"):
            _step_of_meeting(told[row.meeting], row)
        lines = defaultdict(list)
        for row in self._rows("decision_lines", "meetings", "meeting"):
            lines[row.meeting, row.number].append(row)
        for row in self._rows("decisions", "meetings", "meeting"):
            _decision(told[row.meeting], row, lines[row.meeting, row.number])
        self.found.meetings = list(told.values())

    def _deliverables(self) -> None:
        told: dict[str, DeliverableTold] = {}
        orders: dict[int, tuple[date, list[str]]] = {}
        for row in self._rows("deliverables"):
            day = day_of(row.effective)
            planned = StepTaken(row.position, "planned", day, row.state, None, "", "", "",
                                row.forum, "", "", None)  # fmt: skip
            told[row.deliverable] = DeliverableTold(row.code, row.forum, planned)
        for row in self._rows("deliverable_steps", "deliverables", "deliverable"):
            told[row.deliverable].steps.append(_step(row))
        for row in self._rows("deliverable_orders"):
            if row.position not in orders:
                made = Prioritised(row.position, row.decision, day_of(row.effective))
                self.found.prioritised.append(made)
            order = orders.setdefault(row.position, (day_of(row.effective), []))
            order[1].append(row.code)
        self.found.deliverables = list(told.values())
        self.found.orders = [(day, tuple(codes)) for day, codes in orders.values()]

    def _homes(self) -> None:
        for row in self._rows("reviews"):
            self.found.reviews.append(ReviewTold(
                row.position, row.section, row.year, row.part, bool(row.in_order), row.text,
                day_of(row.effective),
            ))  # fmt: skip
        planned = self._rows("projects")
        if not planned:
            return
        lines = defaultdict(list)
        for row in self._rows("project_lines", "projects", "project"):
            lines[row.position].append(row)
        told = {row.project: ProjectTold(row.code, row.title) for row in planned}
        for row in (*planned, *self._rows("project_steps", "projects", "project")):
            told[row.project].steps.append(_project_step(row, lines[row.position]))
        self.found.projects = list(told.values())


def _project_step(row: Any, lines: list[Any]) -> ProjectStep:
    sites = tuple(Site(one.name, one.homes) for one in lines if one.what == "site")
    undone = tuple(one.name for one in lines if one.what == "undone")
    return ProjectStep(
        row.position, getattr(row, "what", "planned"), day_of(row.effective), sites,
        row.organisation or "", getattr(row, "milestone", "") or "", undone,
        getattr(row, "text", "") or "", getattr(row, "decision", "") or "",
    )  # fmt: skip


def _step_of_meeting(told: MeetingTold, row: Any) -> None:
    match row.what:
        case "moved":
            told.day, told.time, told.minutes = day_of(row.day), row.time, row.minutes
            told.place, told.moves, told.changed = row.place, told.moves + 1, row.position
        case "cancelled":
            told.cancelled, told.changed = row.text, row.position
        case "held":
            told.held = True
        case "drafted":
            told.drafts.append(Draft(row.draft, row.text, row.file, row.sha256))
        case "approved":
            told.approved_at = row.text
        case "addendum":
            told.addenda.append(row.text)


def _decision(told: MeetingTold, row: Any, lines: list[Any]) -> None:
    if row.what == "recorded":
        told.decisions.append(DecisionMade(
            f"{told.name}/{row.number}", row.position, told.forum, told.day, row.item, row.kind,
            row.text, row.presented, row.responsible, _day(row.day),
            [About(one.name, one.value) for one in lines if one.what == "refers"],
            [(one.name, one.value) for one in lines if one.what == "dissent"],
        ))  # fmt: skip
        return
    decision = told.decisions[row.number - 1]
    if row.what == "superseded":
        decision.superseded_by = row.text
    else:
        decision.done, decision.done_text = _day(row.day), row.text


def _step(row: Any) -> StepTaken:
    return StepTaken(
        row.position, row.what, day_of(row.effective), row.state, row.draft, row.source or "",
        row.sha256 or "", row.text or "", row.forum or "", row.unit or "", row.decision or "",
        UUID(row.member) if row.member else None,
    )  # fmt: skip


def _day(number: int | None) -> date | None:
    return None if number is None else day_of(number)
