"""Reports by button and by form: «uændret» in one click, or a form that is filled in.

Nothing that comes back is trusted but what was typed: the quarter, goal and position of a form or
button only say where to look, and the ledger decides.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot import answers as a
from bot import modals
from bot.desk import Desk, Visit
from bot.plain import says_unchanged
from bot.reporting import effective_day, recorded
from bot.words import say
from domain import refusals as no
from domain.commands import ConfirmUnchanged, GoalCommand, ReportStatus
from domain.quarters import NotAQuarter, Quarter
from domain.recording import Outcome
from projections.bilag1 import Row
from projections.directory import Listed
from projections.goals_by_name import GoalRef

KINDS = frozenset({"unchanged", "update"})


def form(
    desk: Desk, ref: GoalRef, quarter: Quarter, text: str | None = None,
    fulfilment: str | None = None,
) -> a.Form | a.Sorry:  # fmt: skip
    """The form for a goal and a quarter, as it is known now; ``text`` and ``fulfilment`` are
    offered in the place of what is in force."""
    position = desk.questions.last_position()
    row = desk.row(ref, quarter, position)
    if row is None:
        return a.Sorry("sorry.not-in-quarter", {"title": ref.title, "quarter": quarter}, True)
    kinds = (step.label for step in desk.agreement.scale if row.kind in step.kinds)
    sealed = bool(desk.questions.seals(desk.agreement.id, quarter))
    return a.Form(ref, row, quarter, position, tuple(kinds), sealed, text, fulfilment)


def pressed(desk: Desk, visit: Visit, member: Listed, kind: str, value: str) -> a.Answer:
    """The answer to «Uændret» or «Opdatér» beside a goal; raises a `Refusal`.

    Where the goal cannot be unchanged without a reason, the form is the answer to both.
    """
    found = goal_of(desk, value)
    if found is None:
        return a.Sorry("sorry.stale", keep=True)
    ref, quarter = found
    asked = desk.rounds.one(desk.agreement.id, quarter)
    if asked is None or not asked.open:
        return a.Sorry("sorry.round-closed", {"quarter": quarter}, keep=True)
    if kind == "update":
        return form(desk, ref, quarter)
    return unchanged(desk, visit, member, ref, quarter)


def unchanged(desk: Desk, visit: Visit, member: Listed, ref: GoalRef, quarter: Quarter) -> a.Answer:
    """Confirm that a goal is unchanged; its form, where a reason for delay must be given, or where
    it is a late entry, which the form says. Raises other `Refusal`s."""
    if desk.questions.seals(desk.agreement.id, quarter):
        return form(desk, ref, quarter)
    try:
        command = ConfirmUnchanged(ref.id, effective_day(desk, quarter), quarter)
        return _told(desk, ref, desk.handle_all([command], visit, member.id))
    except no.DelayReasonRequired:
        return form(desk, ref, quarter)


def submitted(
    desk: Desk, visit: Visit, member: Listed, metadata: str, told: Mapping[str, str]
) -> a.Answer:
    """Record what a form says; what is wrong is told at its field. Raises other `Refusal`s."""
    about = modals.About.parse(metadata)
    ref = desk.goal(about.goal) if about else None
    known = about is not None and about.position <= desk.questions.last_position()
    row = desk.row(ref, about.quarter, about.position) if about and ref and known else None
    if about is None or ref is None or row is None:
        return a.Sorry("sorry.stale")
    if says_unchanged(told.get("text", "")) and not modals.text_in_force(row):
        return a.FieldsWrong({"text": say("modal.wrong.NothingToConfirm")})
    try:
        commands = _commands(desk, ref, about.quarter, row, modals.changes(row, told))
        if not commands:
            return a.FieldsWrong({"text": say("modal.nothing")})
        return _told(desk, ref, desk.handle_all(commands, visit, member.id))
    except no.Refusal as refusal:
        field = _field(refusal)
        if field is None or field not in told:
            raise
        return a.FieldsWrong({field: say(f"modal.wrong.{refusal.code}", **refusal.details())})


def _commands(
    desk: Desk, ref: GoalRef, quarter: Quarter, row: Row, changed: Mapping[str, str]
) -> list[GoalCommand]:
    """What a form states. Where status and fulfilment stayed as they were, and nobody has reported
    yet, that is «uændret»; a reason or expected completion is reported beside it."""
    day = effective_day(desk, quarter)
    commands: list[GoalCommand] = []
    if changed:
        columns = (changed.get(name) for name in modals.FIELDS)
        commands.append(ReportStatus(ref.id, day, *columns))
    now = desk.row(ref, quarter, desk.questions.last_position())
    same = not {"text", "fulfilment"} & set(changed) and row.cells["previous_status"]
    if same and now is not None and now.missing:
        commands.append(ConfirmUnchanged(ref.id, day, quarter))
    return commands


def _told(desk: Desk, ref: GoalRef, outcomes: list[Outcome]) -> a.Answer:
    done = next((outcome for outcome in outcomes if outcome.positions), None)
    return recorded(desk, done) if done else a.NothingNew(ref)


def goal_of(desk: Desk, value: str) -> tuple[GoalRef, Quarter] | None:
    """The goal and the quarter that a button names; None where they are not of this agreement."""
    words, _, number = value.partition("|")
    try:
        quarter, ref = Quarter.parse(words), desk.goal(desk.agreement.goal_id(number))
    except NotAQuarter:
        return None
    return (ref, quarter) if ref else None


def _field(refusal: no.Refusal) -> str | None:
    """The field of the form that a refusal is about; None where it is about none."""
    match refusal:
        case no.DelayReasonRequired():
            return "delay_reason"
        case no.TextTooLong(what) | no.UnprintableText(what):
            return what
        case no.UnknownFulfilment() | no.FulfilmentNotForKind():
            return "fulfilment"
        case _:
            return None
