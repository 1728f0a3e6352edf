"""One run of the command line: the store it works on, who acts, and what words mean to it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import click

from cli import clock
from cli.errors import Told, told
from cli.words import say
from domain import names
from domain.agreements import Agreement
from domain.ledger import Command, Ledger, Moment, Outcome, Provenance
from domain.quarters import NotAQuarter, Quarter

if TYPE_CHECKING:
    from projections.directory import Directory, Listed
    from projections.questions import GoalRef, Questions
    from projections.recorder import LedgerRecorder


class Session:
    """What the options before the command say, and what is opened on the way.

    ``db`` is a file or a database URL, ``lang`` the language of the answers, ``acting_as`` the
    member that the environment names, and ``clock`` tells the moment.
    """

    def __init__(
        self, db: str, lang: str, agreement: str | None = None, acting_as: str | None = None,
        clock: Callable[[], Moment] = clock.moment,
    ) -> None:  # fmt: skip
        self.db, self.lang = db, lang
        self.clock = clock
        self._agreement_name = agreement
        self._acting_as = acting_as

    # --- talking ------------------------------------------------------------------------------

    def say(self, key: str, **values: object) -> str:
        """A sentence of the catalogue in the session's language."""
        return say(self.lang, key, **values)

    def echo(self, key: str, **values: object) -> None:
        """Say a sentence of the catalogue."""
        click.echo(self.say(key, **values))

    # --- the store ----------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """The database as SQLAlchemy names it."""
        if "://" not in self.db:
            return f"sqlite:///{Path(self.db).absolute()}"
        return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", self.db)

    def exists(self) -> bool:
        """Whether a file is there; for a server only asking it can tell."""
        return "://" in self.db or Path(self.db).exists()

    def open(self, create: bool = False) -> Ledger:
        """Open the store; raises `Told` where there is none and none is to be created."""
        if not create and not self.exists():
            raise Told("error.no-store", db=self.db)
        with told():
            return Ledger({
                "PERSISTENCE_MODULE": "projections.recorder:Factory",
                "SQLALCHEMY_URL": self.url,
                "CREATE_TABLE": "yes" if create else "no",
            })  # fmt: skip

    @cached_property
    def ledger(self) -> Ledger:
        """The store that is already there."""
        return self.open()

    @cached_property
    def recorder(self) -> LedgerRecorder:
        """The recorder of the store."""
        from projections.recorder import LedgerRecorder

        recorder = self.ledger.recorder
        if not isinstance(recorder, LedgerRecorder):
            raise TypeError(type(recorder))
        return recorder

    @cached_property
    def questions(self) -> Questions:
        """The questions over the store."""
        from projections.questions import Questions

        return Questions(self.recorder)

    @cached_property
    def directory(self) -> Directory:
        """The members of the store."""
        from projections.directory import Directory

        return Directory(self.recorder)

    # --- agreement, members, goals ------------------------------------------------------------

    @cached_property
    def agreement(self) -> Agreement:
        """The agreement that is meant: the one named, or the only one."""
        with told():
            loaded = self.questions.agreements()
            wanted = names.key(self._agreement_name or "")
            matching = [
                agreement_id
                for agreement_id, slug, title in loaded
                if not wanted or wanted in (names.key(slug), names.key(title))
            ]
            if len(matching) != 1:
                key = "error.no-agreement" if not loaded else "error.which-agreement"
                raise Told(key, tuple(f"  {slug}  {title}" for _, slug, title in loaded))
            return self.ledger.agreement(matching[0])

    def member(self, name: str | None) -> Listed:
        """The member that a name, an id or the beginning of an id leads to.

        Without a name: the one in the environment, else the secretariat that set up the store.
        """
        wanted = name or self._acting_as
        listed = self.directory.members()
        if wanted is None:
            found = [one for one in listed if one.role == "secretariat" and not one.released][:1]
        else:
            key = names.key(wanted)
            found = [one for one in listed if one.name and names.key(one.name) == key] or [
                one for one in listed if len(wanted) >= 4 and str(one.id).startswith(wanted.lower())
            ]
        if len(found) != 1:
            known = tuple(f"  {one.name or '-'}  ({one.unit}, {one.id})" for one in found or listed)
            raise Told("error.which-member", known, name=wanted or "")
        return found[0]

    def goal(self, name: str) -> GoalRef:
        """The one goal that the name leads to; raises `Told` with the candidates."""
        with told():
            found = self.questions.goals_named(self.agreement.id, name)
            if len(found) == 1:
                return found[0]
            if found:
                raise Told("error.which-goal", _list(found), name=name)
            near = self._suggestions(name)
            key = "error.no-goal-near" if near else "error.no-goal"
            raise Told(key, _list(near), name=name)

    def _suggestions(self, name: str) -> list[GoalRef]:
        refs = self.questions.goals(self.agreement.id)
        by_key = {names.key(said): ref for ref in refs for said in (ref.title, *ref.aliases)}
        wanted = names.key(name)
        close = difflib.get_close_matches(wanted, by_key, n=5, cutoff=0.6)
        close += [key for key in by_key if len(wanted) > 2 and (wanted in key or key in wanted)]
        return list({by_key[key].key: by_key[key] for key in close}.values())[:5]

    # --- the two times ------------------------------------------------------------------------

    def reporting_quarter(self) -> Quarter:
        """The quarter that is meant where none is named: today's; when the agreement has ended,
        the last one that anything was reported for."""
        today = self.clock().today
        agreement = self.agreement
        if agreement.start <= today <= agreement.end:
            return Quarter.of(today)
        first, last = agreement.quarters()
        if today < agreement.start:
            return first
        return self.questions.last_reported_quarter(agreement) or last

    def quarter(self, words: str | None) -> Quarter:
        """The quarter that the words mean; `reporting_quarter` where there are none."""
        if words is None:
            return self.reporting_quarter()
        try:
            return Quarter.parse(words)
        except NotAQuarter:
            raise Told("error.quarter", words=words) from None

    def effective(self, quarter: Quarter) -> date:
        """The day on which a report for the quarter holds: today, or the quarter's last day."""
        return min(self.clock().today, quarter.last_day, self.agreement.end)

    def position(self, words: str | None, quarter: Quarter | None = None) -> int:
        """The position that ``--known-at`` means: a position, a day, a timestamp, or ``seal``."""
        last = self.questions.last_position()
        if words is None:
            return last
        if words in ("seal", "segl"):
            return self._sealed(quarter)
        position = int(words) if words.isdecimal() and len(words) < 16 else None
        if position is None:
            instant = self._instant(words)
            if instant > self.clock().now and clock.day_in_copenhagen(instant) > self.clock().today:
                raise Told("error.known-at-future", words=words)
            position = self.questions.position_at(instant)
        if position > last:
            raise Told("error.position", position=position, last=last)
        return position

    def _sealed(self, quarter: Quarter | None) -> int:
        seals = self.questions.seals(self.agreement.id, quarter) if quarter else []
        if not seals:
            raise Told("error.no-seal", quarter=quarter.danish if quarter else "")
        return seals[-1][1]

    def _instant(self, words: str) -> int:
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
                return clock.end_of_day(date.fromisoformat(words))
            at = datetime.fromisoformat(words)
        except ValueError:
            raise Told("error.known-at", words=words) from None
        return clock.microseconds(at if at.tzinfo else at.replace(tzinfo=clock.COPENHAGEN))

    # --- commands -----------------------------------------------------------------------------

    def provenance(
        self, actor: UUID, source: str = "", command_id: str | None = None, channel: str = "cli"
    ) -> Provenance:
        """Who acts, from where; a new command id where none is given."""
        return Provenance(actor, channel, source, command_id or f"cli:{uuid4()}")

    def handle(self, command: Command, by: Provenance) -> Outcome:
        """Give a command to the ledger; a refusal is told."""
        with told():
            return self.ledger.handle(self.agreement.id, command, by, self.clock())

    def day(self, words: str | None) -> date | None:
        """A day as ``2017-03-31``; raises `Told`."""
        try:
            return date.fromisoformat(words) if words else None
        except ValueError:
            raise Told("error.day", words=words) from None


def _list(refs: list[GoalRef]) -> tuple[str, ...]:
    return tuple(f"  {ref.number:<4} {ref.title}" for ref in refs)
