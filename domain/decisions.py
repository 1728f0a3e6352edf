"""What a command about a goal makes true.

`decide` asks the rules in the order of their table, and then tells the events.
"""

from __future__ import annotations

import re
from datetime import date

from domain import commands as c
from domain import events as e
from domain import names
from domain import refusals as no
from domain.agreements import Agreement
from domain.goals import Goal
from domain.members import Member
from domain.rules import RULES, Case

GOAL_NUMBER = re.compile("[1-9][0-9]{0,5}")
"""What follows the section's letter in a goal's number."""


def decide(
    agreement: Agreement, goal: Goal | None, actor: Member, today: date, command: c.GoalCommand,
    in_round: bool = False, current: Agreement | None = None,
) -> tuple[e.GoalEvent, ...]:  # fmt: skip
    """What the command makes true; raises the first `Refusal` among its `RULES`.

    ``agreement`` is as it is on the day of the command (`day`), ``current`` as it is now, where it
    was amended. ``in_round`` says that the quarter of that day is open for reporting.
    """
    if isinstance(command, c.RegisterGoal):
        goal = _unborn(agreement, goal, command)
    if goal is None:
        raise no.UnknownGoal
    case = Case(agreement, current or agreement, goal, actor, today, command, in_round)
    for rule in RULES[type(command)]:
        if refusal := rule(case):
            raise refusal
    return _tell(agreement, goal, command)


def day(goal: Goal | None, command: c.GoalCommand) -> date:
    """The day from which what the command makes true holds; the last one of all where it holds
    always."""
    if isinstance(command, c.CorrectFact):
        fact = goal.fact(command.corrects) if goal else None
        return fact.effective if fact else date.max
    effective: date = getattr(command, "effective", date.max)
    return effective


def _unborn(agreement: Agreement, goal: Goal | None, command: c.RegisterGoal) -> Goal:
    """The goal that a registration is about, as far as its rules need it."""
    if goal is not None:
        raise no.GoalAlreadyRegistered(goal.number)
    section = agreement.section(command.number[:1])
    if section is None or not GOAL_NUMBER.fullmatch(command.number[1:]):
        raise no.UnknownSection(command.number)
    if command.goal != agreement.goal_id(command.number):
        raise no.GoalAlreadyRegistered(command.number)
    return Goal(command.goal, 0, agreement.id, command.number, section.kind, command.effective,
                command.title, (), ((command.effective, command.responsible),))  # fmt: skip


def _tell(agreement: Agreement, goal: Goal, command: c.GoalCommand) -> tuple[e.GoalEvent, ...]:
    match command:
        case c.RegisterGoal() as new:
            return (
                e.GoalRegistered(
                    agreement.id, new.number, new.number[:1], goal.kind, new.effective, new.title,
                    new.aliases, new.wording, new.theme, new.deadline, new.content, new.responsible,
                ),
            )  # fmt: skip
        case c.BackdateGoal(_, effective, reason, wording, theme, deadline, content, responsible):
            return (
                e.GoalBackdated(effective, reason, wording, theme, deadline, content, responsible),
            )
        case c.RetitleGoal(_, title):
            return () if title == goal.title else (e.GoalTitled(title),)
        case c.AddAlias(_, alias):
            return (e.GoalAliasAdded(alias),)
        case c.RemoveAlias(_, alias):
            return tuple(
                e.GoalAliasRemoved(old)
                for old in goal.aliases
                if names.key(old) == names.key(alias)
            )
        case c.RewordGoal(_, effective, reason, wording, content, theme):
            return (e.GoalReworded(effective, reason, wording, content, theme),)
        case c.MoveDeadline(_, effective, reason, deadline):
            return (e.GoalDeadlineMoved(effective, reason, deadline),)
        case c.ChangeResponsible(_, effective, reason, responsible):
            return (e.GoalResponsibleChanged(effective, reason, responsible),)
        case c.WithdrawGoal(_, effective, reason):
            return (e.GoalWithdrawn(effective, reason),)
        case c.ReportStatus(_, effective, text, fulfilment, delay, expected):
            step = _label(agreement, fulfilment)
            return (e.GoalStatusReported(effective, text, step, delay, expected),)
        case c.ConfirmUnchanged(_, effective, quarter):
            again = any(s.confirms == str(quarter) and not s.retracted for s in goal.said)
            return () if again else (e.GoalConfirmedUnchanged(effective, str(quarter)),)
        case c.CorrectFact(_, corrects, reason, text, fulfilment, delay, expected):
            step = _label(agreement, fulfilment)
            since = _effective(goal, corrects)
            return (e.GoalFactCorrected(since, corrects, reason, text, step, delay, expected),)
        case c.RetractFact(_, corrects, reason):
            return (e.GoalFactRetracted(_effective(goal, corrects), corrects, reason),)


def _effective(goal: Goal, version: int) -> date:
    """The day from which the report at that version holds."""
    fact = goal.fact(version)
    if fact is None:
        raise no.NothingToCorrect(goal.number)
    return fact.effective


def _label(agreement: Agreement, words: str | None) -> str | None:
    """The fulfilment as the scale spells it."""
    step = agreement.fulfilment(words) if words else None
    return step.label if step else words
