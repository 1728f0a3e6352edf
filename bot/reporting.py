"""What members make known: reports, confirmations, and taking them back. The ledger decides."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from bot.answers import Answer, Confirm, ConfirmUndo, NothingNew, Recorded, Sorry, Undone
from bot.desk import Desk, Visit
from bot.meanings import Report, Unchanged
from domain import events as e
from domain.commands import ConfirmUnchanged, GoalCommand, ReportStatus, RetractFact
from domain.quarters import Quarter
from domain.recording import Outcome
from projections import lookup
from projections.bilag1 import Row
from projections.copenhagen import in_copenhagen
from projections.directory import Listed
from projections.goals_by_name import GoalRef
from projections.log_questions import LogEntry
from projections.snapshots import LAST

UNDO_REASON = "Fortrudt i Slack af den, der indberettede"
"""Stands in the history for ever."""


def record(
    desk: Desk, visit: Visit, member: Listed, words: Report | Unchanged, ref: GoalRef,
    confirmed: bool = False,
) -> Answer:  # fmt: skip
    """Record what was said about a goal; a late entry is asked for first. Raises a `Refusal`."""
    seen = desk.questions.recorder.outcomes([visit.command_id]).get(visit.command_id)
    if seen is not None:
        return _answer(desk, seen, ref)
    quarter = words.quarter or desk.reporting()
    sealed, past = _late(desk, quarter)
    if (sealed or past) and not confirmed:
        asked = desk.memory.ask(member.id, visit.command_id, visit.said, desk.clock().now)
        return Confirm(asked.id, words, ref, quarter, sealed)
    outcome = desk.handle(_command(desk, words, ref, quarter), visit, member.id)
    return _answer(desk, outcome, ref)


def _late(desk: Desk, quarter: Quarter) -> tuple[bool, bool]:
    """Whether the quarter is sealed, and whether it has gone with no round that asks for it."""
    sealed = bool(desk.questions.seals(desk.agreement.id, quarter))
    return sealed, quarter < desk.reporting() and not _asked_for(desk, quarter)


def _asked_for(desk: Desk, quarter: Quarter, position: int = LAST) -> bool:
    """Whether a round asks for the quarter, as known at the position."""
    found = desk.rounds.one(desk.agreement.id, quarter, position)
    return found is not None and found.open


def _answer(desk: Desk, outcome: Outcome, ref: GoalRef) -> Answer:
    return recorded(desk, outcome) if outcome.positions else NothingNew(ref)


def _command(desk: Desk, words: Report | Unchanged, ref: GoalRef, quarter: Quarter) -> GoalCommand:
    day = effective_day(desk, quarter)
    if isinstance(words, Unchanged):
        return ConfirmUnchanged(ref.id, day, quarter)
    return ReportStatus(ref.id, day, words.text, words.fulfilment)


def effective_day(desk: Desk, quarter: Quarter) -> date:
    """The day on which a report for the quarter holds; its first, which the ledger refuses, where
    the quarter is to come."""
    day = lookup.effective_day(desk.agreement, quarter, desk.clock().today)
    return day if day in quarter else quarter.first_day


def recorded(desk: Desk, outcome: Outcome) -> Answer:
    """What a command changed, told from what was recorded: the same for the same command."""
    entry = desk.questions.entries_at(outcome.positions)[-1]
    if isinstance(entry.recorded.event, e.GoalFactRetracted):
        return _undone(desk, entry)
    ref, quarter = _place(desk, entry)
    was, now = _rows(desk, ref, quarter, entry)
    late = (now is not None and now.late) or _had_gone(desk, quarter, entry)
    return Recorded(
        ref, quarter, _step(was), _step(now), now.cells["status"] if now else "", entry.position,
        entry.recorded_at, _who(desk, entry), late,
    )  # fmt: skip


def _had_gone(desk: Desk, quarter: Quarter, entry: LogEntry) -> bool:
    """Whether the quarter had gone when the entry was recorded, with no round that asked for it."""
    day = in_copenhagen(entry.recorded_at).date()
    gone = quarter.last_day < day <= desk.agreement.end
    return gone and not _asked_for(desk, quarter, entry.position)


def undo(desk: Desk, visit: Visit, member: Listed, position: int | None = None) -> Answer:
    """Take back the member's own report at a position, or the last one, which is asked for first
    where it is for a quarter that has gone, or is sealed. Raises a `Refusal`."""
    seen = desk.questions.recorder.outcomes([visit.command_id]).get(visit.command_id)
    if seen is not None:
        return recorded(desk, seen)
    entry = _own(desk, member.id, position)
    if isinstance(entry, Sorry):
        return entry
    if position is None:
        ref, quarter = _place(desk, entry)
        sealed, past = _late(desk, quarter)
        if sealed or past:
            return ConfirmUndo(ref, quarter, sealed, entry.position)
    command = RetractFact(entry.originator_id, entry.version, UNDO_REASON)
    return recorded(desk, desk.handle(command, visit, member.id))


def _own(desk: Desk, member: UUID, position: int | None) -> LogEntry | Sorry:
    """The report that is to be taken back; a position from a button is only a place to look."""
    if position is None:
        return lookup.last_report(desk.questions, member) or Sorry("sorry.no-report")
    found = desk.questions.entries_at([position])
    kinds = e.GoalStatusReported | e.GoalConfirmedUnchanged
    if not found or not isinstance(found[0].recorded.event, kinds):
        return Sorry("sorry.stale", keep=True)
    if found[0].actor != str(member):
        return Sorry("sorry.not-your-report", keep=True)
    return found[0]


def _undone(desk: Desk, entry: LogEntry) -> Undone:
    ref, quarter = _place(desk, entry)
    was, now = _rows(desk, ref, quarter, entry)
    status = now.cells["status"] if now else ""
    return Undone(ref, quarter, _step(was), _step(now), status, entry.position, entry.recorded_at,
                  _who(desk, entry))  # fmt: skip


def _place(desk: Desk, entry: LogEntry) -> tuple[GoalRef, Quarter]:
    """The goal and the quarter that an entry is about."""
    refs = desk.questions.goals_named(desk.agreement.id, str(entry.originator_id))
    event = entry.recorded.event
    effective = getattr(event, "effective", None)
    if not refs or effective is None:
        raise LookupError(f"position {entry.position} is not about a goal")
    return refs[0], Quarter.of(effective)


def _rows(
    desk: Desk, ref: GoalRef, quarter: Quarter, entry: LogEntry
) -> tuple[Row | None, Row | None]:
    """The goal's row before and after the entry."""
    before = desk.row(ref, quarter, entry.position - 1)
    return before, desk.row(ref, quarter, entry.position)


def _step(row: Row | None) -> str:
    return row.cells["fulfilment"] if row else ""


def _who(desk: Desk, entry: LogEntry) -> str:
    return desk.names().get(entry.actor, "")
