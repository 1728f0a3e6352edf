"""Rounds, as members and the secretariat speak about them. The ledger decides who may do what."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import UUID

from bot import answers as a
from bot import round_language as say
from bot.desk import Desk, Visit
from domain import rounds as r
from domain.events import RoundClosed, RoundDeadlineMoved, RoundOpened
from domain.quarters import NotAQuarter, Quarter
from domain.refusals import NoOpenRound, ReportsMissing
from domain.rounds import Round, round_id
from domain.work import Command
from projections.closing import closing, seal
from projections.directory import Listed
from projections.log_questions import LogEntry
from projections.progress import Asked, Progress, own_rows

KINDS = frozenset({"round_mine", "round_close", "round_yes"})
"""The buttons about a round; those about a goal in it are in `bot.forms`."""

_SHOWN = re.compile(r"(\S+)\|([0-9]{1,15})")
"""What is remembered of a list of what is missing: its quarter, and the position it rests on."""


def about(desk: Desk, visit: Visit, member: Listed, words: say.About) -> a.Answer:
    """The answer to words about a round; raises a `Refusal`."""
    if isinstance(words, say.OpenRound):
        if words.channel and words.channel not in desk.channels:
            return a.Sorry("sorry.channel", {"channel": words.channel})
        command = r.OpenRound(words.quarter, words.deadline, words.remind, words.channel)
        desk.handle(command, visit, member.id)
        return _shown(desk, words.quarter, "round.opened")
    found = _meant(desk, words.quarter)
    if isinstance(found, a.NoRounds):
        return found
    match words:
        case say.MoveRound(deadline):
            desk.handle(r.MoveRound(found.quarter, deadline), visit, member.id)
            return _shown(desk, found.quarter, "round.moved")
        case say.CloseRound():
            return _close(desk, visit, member, found.quarter, None)
        case say.ShowRound():
            return show(desk, member, found)


def show(desk: Desk, member: Listed, found: Round) -> a.Answer:
    """A tovholder sees their own goals, anybody else how far the round has come."""
    progress = desk.progress(found)
    if member.role == "tovholder":
        return a.RoundAsked(progress, asked_of(progress, member))
    return a.RoundShown(progress)


def asked_of(progress: Progress, member: Listed) -> Asked:
    """What the member is asked about."""
    found = next((one for one in progress.asked if one.member.id == member.id), None)
    return found or Asked(member, own_rows(progress.report, member.unit), True)


def pressed(desk: Desk, visit: Visit, member: Listed, kind: str, value: str) -> a.Answer:
    """The answer to a button about a round; raises a `Refusal`."""
    if kind == "round_yes":
        return _confirmed(desk, visit, member, value)
    found = of_value(desk, value)
    if found is None:
        return a.Sorry("sorry.stale", keep=True)
    if kind == "round_close":
        return _close(desk, visit, member, found.quarter, None)
    return show(desk, member, found)


def of_value(desk: Desk, words: str) -> Round | None:
    """The round of the quarter that a button names; None where there never was one."""
    try:
        return desk.rounds.one(desk.agreement.id, Quarter.parse(words))
    except NotAQuarter:
        return None


def _meant(desk: Desk, quarter: Quarter | None) -> Round | a.NoRounds:
    if quarter is not None:
        found = desk.rounds.one(desk.agreement.id, quarter)
        if found is None:
            raise NoOpenRound(quarter.danish)
        return found
    some = desk.rounds.open(desk.agreement.id)
    return some[0] if len(some) == 1 else a.NoRounds(tuple(one.quarter for one in some))


def _close(
    desk: Desk, visit: Visit, member: Listed, quarter: Quarter, upto: int | None
) -> a.Answer:
    """Close the round, where nothing is missing but what was so at a position that was shown."""
    accepted: frozenset[str] = frozenset()
    if upto is not None:
        report = desk.questions.bilag1(desk.agreement, quarter, upto)
        accepted = frozenset(row.goal for row in report.rows() if row.missing)
    closed = closing(desk.questions, desk.agreement, quarter, accepted)
    commands: list[Command] = [closed]
    if accepted.issuperset(missed.goal for missed in closed.missing):
        sealed = seal(desk.questions, desk.agreement, closed)
        commands += [sealed] if sealed is not None else []
    try:
        desk.handle_all(commands, visit, member.id)
    except ReportsMissing:
        progress = desk.progress(_there(desk, quarter))
        said = f"{quarter}|{progress.report.basis.position}"
        asked = desk.memory.ask(member.id, visit.command_id, said, desk.clock().now)
        return a.RoundIncomplete(asked.id, progress)
    return _shown(desk, quarter, "round.closed")


def _confirmed(desk: Desk, visit: Visit, member: Listed, value: str) -> a.Answer:
    """What was missing was shown, and the round is closed all the same."""
    asked = desk.memory.asked(value.partition("|")[0], desk.clock().now)
    shown = _SHOWN.fullmatch(asked.said) if asked else None
    if asked is None or shown is None:
        return a.Sorry("sorry.stale")
    if asked.member != member.id:
        return a.Sorry("sorry.not-yours", keep=True)
    again = replace(visit, said=asked.said, command_id=asked.command_id)
    return _close(desk, again, member, Quarter.parse(shown[1]), int(shown[2]))


_NEWS = {
    RoundOpened: "round.opened", RoundDeadlineMoved: "round.moved", RoundClosed: "round.closed"
}  # fmt: skip


def told(desk: Desk, entry: LogEntry) -> a.Answer | None:
    """What was recorded about a round, and how far it has come."""
    event = entry.recorded.event
    agreement, stream = desk.agreement.id, entry.originator_id
    some = desk.rounds.all(agreement)
    found = next((one for one in some if round_id(agreement, one.quarter) == stream), None)
    return a.RoundShown(desk.progress(found), _NEWS[type(event)]) if found else None


def unmoved(desk: Desk, quarter: Quarter) -> a.Answer:
    """A round that was to have the deadline that it had."""
    return _shown(desk, quarter, "round.moved")


def _shown(desk: Desk, quarter: Quarter, news: str) -> a.RoundShown:
    return a.RoundShown(desk.progress(_there(desk, quarter)), news)


def _there(desk: Desk, quarter: Quarter) -> Round:
    found = desk.rounds.one(desk.agreement.id, quarter)
    if found is None:
        raise NoOpenRound(quarter.danish)
    return found


def round_key(agreement: UUID, found: Round) -> str:
    """A round's name in the outbox: each opening is a round of its own."""
    return f"{agreement.hex[:8]}:{found.quarter}:{found.times}"
