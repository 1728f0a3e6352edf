"""The rules that a command about a goal must pass.

Each is a pure function that answers with a refusal or nothing; the table `RULES` says which
commands they hold for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from domain import commands as c
from domain import deadlines, names
from domain import refusals as no
from domain.agreements import Agreement, units_of
from domain.goals import Goal
from domain.members import Member
from domain.quarters import Quarter

LONGEST_TEXT = 8_000
"""Characters in a cell of Bilag 1; three times the longest cell of the real document."""

MOST_ALIASES = 50
"""Aliases that a goal may be registered with; more can be added one by one."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and broken Unicode: no report can print them, and not every store."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that a rule may look at. ``today`` is the day in Copenhagen when the command came.

    ``agreement`` is as it is on the day that the command is about, ``current`` as it is now.
    """

    agreement: Agreement
    current: Agreement
    goal: Goal
    actor: Member
    today: date
    command: Any
    in_round: bool = False


Rule = Callable[[Case], no.Refusal | None]


def answers_for(agreement: Agreement, unit: str, responsible: str) -> bool:
    """Whether a unit answers for what the column *Tovholder* gives to ``responsible``: it is named
    there itself, or its whole party is, or it is the party of a unit that is."""
    units = units_of(responsible)
    above = {one.party for one in agreement.units if one.code in units}
    below = {one.code for one in agreement.units if one.party in units}
    return unit in units | above | below


def only_the_secretariat(case: Case) -> no.Refusal | None:
    """What a goal is may be changed by the secretariat alone."""
    if case.actor.is_secretariat:
        return None
    return no.SecretariatOnly(type(case.command).__name__)


def by_a_responsible_unit(case: Case) -> no.Refusal | None:
    """The secretariat may report for all; the whole of a party may report for its units.

    Who answers today reports, and in a round also who is asked: who answered as the quarter ended.
    """
    if case.actor.is_secretariat:
        return None
    if case.actor.role == "auditor":
        return no.AuditorsDoNotReport()
    responsible = case.goal.responsible_on(case.today)
    named = [responsible]
    if case.in_round and isinstance(case.command, c.ReportStatus | c.ConfirmUnchanged):
        named.append(case.goal.responsible_on(Quarter.of(case.command.effective).last_day))
    if any(answers_for(case.current, case.actor.unit, one) for one in named):
        return None
    if not names.key(responsible):
        return no.NoUnitResponsible(case.goal.number)
    return no.UnitNotResponsible(case.goal.number, case.actor.unit, responsible)


def effective_in_the_agreement(case: Case) -> no.Refusal | None:
    """The effective date lies in the agreement's time, its first and last day included."""
    effective, agreement = case.command.effective, case.agreement
    if agreement.start <= effective <= agreement.end:
        return None
    return no.EffectiveOutsideAgreement(effective, agreement.start, agreement.end)


def effective_not_in_the_future(case: Case) -> no.Refusal | None:
    """The effective date is not after today."""
    effective = case.command.effective
    return no.EffectiveInFuture(effective, case.today) if effective > case.today else None


def effective_since_the_goal_began(case: Case) -> no.Refusal | None:
    """The effective date is not before the goal belonged to the agreement."""
    goal, effective = case.goal, case.command.effective
    if effective >= goal.start:
        return None
    return no.EffectiveBeforeGoal(goal.number, effective, goal.start)


def effective_before_the_goal_began(case: Case) -> no.Refusal | None:
    """A goal is only backdated to a day on which it did not belong to the agreement yet."""
    goal = case.goal
    return (
        no.GoalHadBegun(goal.number, goal.start) if case.command.effective >= goal.start else None
    )


def not_withdrawn(case: Case) -> no.Refusal | None:
    """From the day on which a goal was withdrawn nothing more is said about it."""
    since = case.goal.withdrawn
    if since is None or case.command.effective < since:
        return None
    return no.GoalIsWithdrawn(case.goal.number, since)


def fulfilment_on_the_scale(case: Case) -> no.Refusal | None:
    """The step must be on the agreement's scale, and one that the goal's kind may have."""
    words, kind = case.command.fulfilment, case.goal.kind
    if not words:
        return None
    step = case.agreement.fulfilment(words)
    known = tuple(s.label for s in case.agreement.scale if kind in s.kinds)
    if step is None:
        return no.UnknownFulfilment(case.goal.number, words, known)
    if kind not in step.kinds:
        return no.FulfilmentNotForKind(case.goal.number, step.label, kind, known)
    return None


def theme_of_the_agreement(case: Case) -> no.Refusal | None:
    """A theme is empty, or one of the agreement's codes."""
    known = tuple(theme.code for theme in case.agreement.themes)
    theme = case.command.theme
    return no.UnknownTheme(case.goal.number, theme, known) if theme and theme not in known else None


def says_something(case: Case) -> no.Refusal | None:
    """A report, correction or rewording states at least one column."""
    told = (getattr(case.command, name, None) for name in (*COLUMNS, "wording", "content", "theme"))
    return None if any(part is not None for part in told) else no.NothingReported(case.goal.number)


def texts_are_printable(case: Case) -> no.Refusal | None:
    """A text fits a cell and holds only what every report and store can take."""
    return texts_fit(case.command, TEXTS)


def texts_fit(
    command: object, names_of_texts: Sequence[str], filled: Sequence[str] = ()
) -> no.Refusal | None:
    """Whether the command's texts fit a cell and can be printed, and those that must be ``filled``
    hold a letter or digit, as far as they are told."""
    for name in names_of_texts:
        told = getattr(command, name, None)
        for text in (told,) if isinstance(told, str) else told or ():
            if refusal := printable(name, text):
                return refusal
            if name in filled and not names.key(text):
                return no.EmptyText(name)
    return None


def printable(name: str, text: str) -> no.Refusal | None:
    """That the text fits a cell and can be printed; ``name`` is the field's."""
    if len(text) > LONGEST_TEXT:
        return no.TextTooLong(name, LONGEST_TEXT)
    return no.UnprintableText(name) if _UNPRINTABLE.search(text) else None


def few_aliases(case: Case) -> no.Refusal | None:
    """The views have room for so many names of one event, and people for fewer."""
    too_many = len(case.command.aliases) > MOST_ALIASES
    return no.TextTooLong("aliases", MOST_ALIASES) if too_many else None


def texts_are_not_empty(case: Case) -> no.Refusal | None:
    """Titles, aliases, wordings and reasons hold a letter or digit."""
    for name in ("title", "alias", "wording", "reason"):
        told = getattr(case.command, name, None)
        if told is not None and not names.key(told):
            return no.EmptyText(name)
    return None


def something_to_confirm(case: Case) -> no.Refusal | None:
    """«Uændret» needs a status text from before the quarter, and none of the quarter's own
    (docs/adr/0003)."""
    quarter: Quarter = case.command.quarter
    texts = [said.effective for said in case.goal.said if said.text and not said.retracted]
    if any(day in quarter for day in texts):
        return no.StatusChangedInQuarter(case.goal.number, quarter.danish)
    if not any(day < quarter.first_day for day in texts):
        return no.NothingToConfirm(case.goal.number, quarter.danish)
    return None


def effective_in_the_quarter(case: Case) -> no.Refusal | None:
    """A confirmation holds on a day of the quarter that it confirms."""
    if case.command.effective in case.command.quarter:
        return None
    return no.EffectiveOutsideQuarter(case.command.effective, str(case.command.quarter))


def a_reason_where_it_is_late(case: Case) -> no.Refusal | None:
    """In a round, a tovholder whose goal is past its deadline and not reached says why.

    The form of Bilag 1 asks for it in a column of its own. A reason that is in force already is
    enough, so that «uændret» stays one click. The secretariat takes over documents as they are,
    and is not asked; nor is anybody outside a round.
    """
    if not case.in_round or case.actor.is_secretariat:
        return None
    quarter = Quarter.of(case.command.effective)
    deadline = case.goal.deadline_on(quarter.last_day)
    if not deadlines.is_past(deadline, quarter.last_day):
        return None
    step = case.agreement.fulfilment(_told(case, "fulfilment", quarter))
    if (step and (step.fulfilled or step.withdrawn)) or names.key(
        _told(case, "delay_reason", quarter)
    ):
        return None
    return no.DelayReasonRequired(case.goal.number, quarter.danish, deadline)


def _told(case: Case, column: Literal["fulfilment", "delay_reason"], quarter: Quarter) -> str:
    """What the column holds for the quarter, once the command is recorded."""
    told = getattr(case.command, column, None)
    return case.goal.in_force(column, quarter.last_day) if told is None else str(told)


def something_to_correct(case: Case) -> no.Refusal | None:
    """The report or confirmation to be taken back stands."""
    fact = case.goal.fact(case.command.corrects)
    return no.NothingToCorrect(case.goal.number) if fact is None else None


def a_report_to_correct(case: Case) -> no.Refusal | None:
    """A confirmation has no columns to correct; it can only be retracted."""
    fact = case.goal.fact(case.command.corrects)
    if fact is None:
        return no.NothingToCorrect(case.goal.number)
    return no.ConfirmationHasNoColumns(case.goal.number) if fact.confirms is not None else None


def alias_is_new(case: Case) -> no.Refusal | None:
    """The goal does not have the name already, in any spelling."""
    alias = case.command.alias
    taken = names.means(alias, case.goal.title, *case.goal.aliases)
    return no.AliasIsTaken(case.goal.number, alias) if taken else None


def alias_is_known(case: Case) -> no.Refusal | None:
    """The goal has the alias, in any spelling."""
    alias = case.command.alias
    known = names.means(alias, *case.goal.aliases)
    return None if known else no.UnknownAlias(case.goal.number, alias)


COLUMNS = ("text", "fulfilment", "delay_reason", "expected_completion")
"""What a report can state."""

TEXTS = (*COLUMNS, "reason", "title", "alias", "aliases", "wording", "theme", "deadline",
         "content", "responsible")  # fmt: skip

_IN_TIME: tuple[Rule, ...] = (
    effective_in_the_agreement,
    effective_not_in_the_future,
    effective_since_the_goal_began,
    not_withdrawn,
)
_WORDS: tuple[Rule, ...] = (texts_are_printable, texts_are_not_empty)
_BY_SECRETARIAT: tuple[Rule, ...] = (only_the_secretariat, *_WORDS)
_BY_UNIT: tuple[Rule, ...] = (by_a_responsible_unit, *_WORDS)

RULES: dict[type[c.GoalCommand], tuple[Rule, ...]] = {
    c.RegisterGoal: (
        *_BY_SECRETARIAT, few_aliases, effective_in_the_agreement, theme_of_the_agreement,
    ),
    c.BackdateGoal: (
        *_BY_SECRETARIAT, effective_in_the_agreement, effective_before_the_goal_began,
        theme_of_the_agreement,
    ),
    c.RetitleGoal: _BY_SECRETARIAT,
    c.AddAlias: (*_BY_UNIT, alias_is_new),
    c.RemoveAlias: (*_BY_UNIT, alias_is_known),
    c.RewordGoal: (*_BY_SECRETARIAT, says_something, *_IN_TIME, theme_of_the_agreement),
    c.MoveDeadline: (*_BY_SECRETARIAT, *_IN_TIME),
    c.ChangeResponsible: (*_BY_SECRETARIAT, *_IN_TIME),
    c.WithdrawGoal: (*_BY_SECRETARIAT, *_IN_TIME),
    c.ReportStatus: (
        *_BY_UNIT, says_something, *_IN_TIME, fulfilment_on_the_scale, a_reason_where_it_is_late,
    ),
    c.ConfirmUnchanged: (
        *_BY_UNIT, effective_in_the_quarter, *_IN_TIME, something_to_confirm,
        a_reason_where_it_is_late,
    ),
    c.CorrectFact: (*_BY_UNIT, says_something, a_report_to_correct, fulfilment_on_the_scale),
    c.RetractFact: (*_BY_UNIT, something_to_correct),
}  # fmt: skip
"""Which rules a command must pass, in the order in which they are asked."""
