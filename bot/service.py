"""One service behind every door: what somebody says, or presses, leads to an answer.

Who asks is looked up each time; whether they may is asked of the ledger each time. A button only
says where to look: the words that a member was asked about are remembered in the store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from bot import answers as a
from bot import cards, forms, offering, partnership, partnership_language, round_language, rounds
from bot import meanings as say
from bot.desk import Desk, InFuture, Visit
from bot.language import parse
from bot.reporting import record, undo
from bot.understanding import Meant, Nobody, Several, about, understand
from domain.quarters import Quarter
from domain.refusals import Refusal
from domain.rules import answers_for
from projections import lookup
from projections.directory import Listed
from projections.goals_by_name import GoalRef


class Press(NamedTuple):
    """What a button says: its kind, and its value as it came back from Slack."""

    kind: str
    value: str


VALUE = re.compile(r"([0-9a-f]{32})\|([0-9a-f-]{36})")
"""A button's value: the id of the question, and of the goal."""


_BROKEN = re.compile(r"[\x00\ud800-\udfff]")
"""What no database stores."""


class Service:
    """Answers, at one desk. Every method may be called from any thread."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def answer(self, visit: Visit) -> a.Answer:
        """The answer to what somebody says. What is recorded is recorded when it returns."""
        if _BROKEN.search(visit.said):
            return a.Sorry("refused.UnprintableText")
        scale = [step.label for step in self.desk.agreement.scale]
        words = parse(visit.said, scale)
        if isinstance(words, say.LinkCode):
            return self._link(visit, words)
        member = self._member(visit)
        if isinstance(member, a.Sorry):
            return member
        return self._safely(lambda: self._said(visit, member))

    def pressed(self, visit: Visit, press: Press) -> a.Answer:
        """The answer to a button; ``visit.command_id`` is that of the click."""
        member = self._member(visit)
        if isinstance(member, a.Sorry):
            return a.Sorry(member.key, member.values, keep=True)
        if press.kind == "undo":
            position = int(press.value) if re.fullmatch("[0-9]{1,15}", press.value) else -1
            return self._safely(lambda: undo(self.desk, visit, member, position))
        kind, value = press
        if kind in forms.KINDS:
            return self._safely(lambda: forms.pressed(self.desk, visit, member, kind, value))
        if kind in offering.KINDS:
            return self._safely(lambda: offering.pressed(self.desk, visit, member, kind, value))
        if kind in rounds.KINDS:
            return self._safely(lambda: rounds.pressed(self.desk, visit, member, kind, value))
        if kind in cards.KINDS:
            return self._safely(lambda: cards.pressed(self.desk, member, kind, value))
        return self._safely(lambda: self._chosen(visit, member, press))

    def offered(self, visit: Visit) -> a.Answer:
        """The form for what somebody said, which is not recorded yet; or the choice of a goal."""
        said = visit.said if not _BROKEN.search(visit.said) else ""
        return self._as_member(visit, lambda member: offering.offered(self.desk, member, said))

    def picked(self, visit: Visit, number: str, text: str) -> a.Answer:
        """The form of a goal that was chosen."""
        if _BROKEN.search(number + text):
            return a.Sorry("refused.UnprintableText")
        return self._as_member(visit, lambda _: offering.picked(self.desk, number, text))

    def home(self, visit: Visit) -> a.Answer:
        """What the App Home shows."""
        return self._as_member(visit, lambda member: offering.home(self.desk, member))

    def submitted(self, visit: Visit, metadata: str, told: Mapping[str, str]) -> a.Answer:
        """The answer to a form that was filled in; ``visit.command_id`` is that of its view."""
        if any(_BROKEN.search(value) for value in told.values()):
            return a.Sorry("refused.UnprintableText")
        return self._as_member(
            visit, lambda member: forms.submitted(self.desk, visit, member, metadata, told)
        )

    def card_submitted(
        self, visit: Visit, kind: str, value: str, told: Mapping[str, str]
    ) -> a.Answer:  # fmt: skip
        """The answer to the form behind a card's button; ``value`` is that of the button."""
        if any(_BROKEN.search(said) for said in told.values()):
            return a.Sorry("refused.UnprintableText")
        return self._as_member(
            visit, lambda member: cards.submitted(self.desk, visit, member, kind, value, told)
        )

    def _as_member(self, visit: Visit, work: Callable[[Listed], a.Answer]) -> a.Answer:
        member = self._member(visit)
        return member if isinstance(member, a.Sorry) else self._safely(lambda: work(member))

    # --- who ----------------------------------------------------------------------------------

    def _member(self, visit: Visit) -> Listed | a.Sorry:
        member = self.desk.member(visit.person)
        if member is None:
            return a.Sorry("sorry.stranger")
        return a.Sorry("sorry.released") if member.released else member

    def _link(self, visit: Visit, words: say.LinkCode) -> a.Answer:
        found = self.desk.links.redeem(words.code, visit.person, self.desk.clock().now)
        member = self.desk.listed(found) if found is not None else None
        if member is None or member.released:
            return a.Sorry("sorry.code")
        return a.Linked(member.name or "", member.unit)

    def _safely(self, work: Callable[[], a.Answer]) -> a.Answer:
        """The answer, or why the ledger refused; a refusal changed nothing."""
        try:
            return work()
        except Refusal as refusal:
            return a.Sorry(f"refused.{refusal.code}", _details(self.desk, refusal))
        except InFuture as future:
            return a.Sorry("sorry.future", {"day": future.day})

    # --- what ---------------------------------------------------------------------------------

    def _said(self, visit: Visit, member: Listed) -> a.Answer:
        match understand(self.desk, visit.said):
            case Meant(words, ref):
                return self._about(visit, member, words, ref)
            case Several(words, refs, alike):
                now = self.desk.clock().now
                asked = self.desk.memory.ask(member.id, visit.command_id, visit.said, now)
                return a.Choose(asked.id, words, refs, alike)
            case Nobody(name):
                near = lookup.goals_like(self.desk.questions, self.desk.agreement.id, name[:100])
                return a.NoGoal(name, tuple(near))
            case say.Undo():
                return undo(self.desk, visit, member)
            case (
                round_language.ShowRound() | round_language.OpenRound()
                | round_language.MoveRound() | round_language.CloseRound()
            ) as words:  # fmt: skip
                return rounds.about(self.desk, visit, member, words)
            case partnership_language.Timed() as words:
                return partnership.about(self.desk, words)
            case say.NotUnderstood() as words:
                return _unclear(words)
            case words:
                return self._overall(member, words)

    def _overall(self, member: Listed, words: say.Words) -> a.Answer:
        """Questions about the agreement as a whole."""
        match words:
            case say.Overview(quarter, known_at):
                report = self.desk.report(quarter, known_at)
                return a.Overviewed(report, self.desk.open_ends(report))
            case say.Missing(quarter, known_at):
                return a.Missed(self.desk.report(quarter, known_at))
            case say.MakeReport(quarter, form):
                return a.Reported(self.desk.file_of(quarter), form)
            case say.Mine(quarter, known_at):
                report = self.desk.report(quarter, known_at)
                rows = (row for row in report.rows() if not row.withdrawn)
                own = (row for row in rows if self._answers(member, row.cells["responsible"]))
                return a.Owned(report, member.unit, tuple(own))
            case _:
                agreement = self.desk.agreement
                scale, organised = tuple(s.label for s in agreement.scale), agreement.organised
                return a.Helped(scale, bool(organised.forums), organised.building is not None)

    def _answers(self, member: Listed, responsible: str) -> bool:
        return answers_for(self.desk.agreement, member.unit, responsible)

    def _about(self, visit: Visit, member: Listed, words: say.About, ref: GoalRef,
               confirmed: bool = False) -> a.Answer:  # fmt: skip
        match words:
            case say.Report() | say.Unchanged():
                return record(self.desk, visit, member, words, ref, confirmed)
            case say.History():
                entries = tuple(self.desk.questions.entries_of(ref.id))
                return a.Told(ref, entries, self.desk.names())
            case say.Ask(_, quarter, known_at):
                report = self.desk.report(quarter, known_at)
                row = next((row for row in report.rows() if row.goal == ref.number), None)
                if row is None:
                    told = {"title": ref.title, "quarter": report.quarter, "day": known_at}
                    return a.Sorry("sorry.not-known-then" if known_at else "sorry.not-in-quarter",
                                   told)  # fmt: skip
                return a.Shown(row, report)

    # --- buttons ------------------------------------------------------------------------------

    def _chosen(self, visit: Visit, member: Listed, press: Press) -> a.Answer:
        """A goal was chosen, or a late entry confirmed: it is the command that asked, again."""
        told = VALUE.fullmatch(press.value)
        asked = self.desk.memory.asked(told[1], self.desk.clock().now) if told else None
        if told is None or asked is None:
            return a.Sorry("sorry.stale")
        if asked.member != member.id:
            return a.Sorry("sorry.not-yours", keep=True)
        if press.kind == "cancel":
            return a.Sorry("cancelled")
        ref = self.desk.goal(_uuid(told[2]))
        words = about(self.desk, asked.said, ref) if ref else None
        if ref is None or words is None:
            return a.Sorry("sorry.stale")
        if isinstance(words, say.NotUnderstood):
            return _unclear(words)
        again = replace(visit, said=asked.said, command_id=asked.command_id)
        return self._about(again, member, words, ref, confirmed=press.kind == "confirm")


def _unclear(words: say.NotUnderstood) -> a.Sorry:
    return a.Sorry(f"unclear.{words.why}", {"about": words.about})


def _details(desk: Desk, refusal: Refusal) -> dict[str, object]:
    """The values of a refusal's sentence; a quarter is told as Danes write it, and a deliverable by
    its title."""
    details = refusal.details()
    if "deliverable" in details:
        known = {one.code: one.title for one in desk.agreement.organised.deliverables}
        details["deliverable"] = known.get(str(details["deliverable"]), details["deliverable"])
    if isinstance(quarter := details.get("quarter"), str):
        details["quarter"] = Quarter.parse(quarter)
    return details


def _uuid(words: str) -> UUID:
    try:
        return UUID(words)
    except ValueError:
        return UUID(int=0)
