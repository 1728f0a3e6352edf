"""One run of the command line: the store it works on, who acts, and what words mean to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from cli import clock, terminal
from cli.errors import Told, told
from cli.words import say
from domain import days, names
from domain.agreements import Agreement
from domain.ledger import Ledger
from domain.quarters import YEARS, NotAQuarter, Quarter
from domain.recording import Moment, Outcome, Provenance

if TYPE_CHECKING:
    from domain.work import Command
    from projections.directory import Directory, Listed
    from projections.goals_by_name import GoalRef
    from projections.links import Links
    from projections.log_questions import LogEntry
    from projections.questions import Questions
    from projections.recorder import LedgerRecorder

_YES, _NO = ("j", "ja", "y", "yes"), ("n", "nej", "no", "")


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
        self._mark: tuple[int, ...] | None = None

    # --- talking ------------------------------------------------------------------------------

    def say(self, key: str, **values: object) -> str:
        """A sentence of the catalogue in the session's language."""
        return say(self.lang, key, **values)

    def echo(self, key: str, **values: object) -> None:
        """Say a sentence of the catalogue, within the terminal's width."""
        terminal.echo(self.say(key, **values))

    def confirmed(self, key: str, **values: object) -> bool:
        """Whether a person says yes to a question, in either language; nothing said is a no."""
        import click

        question = f"{self.say(key, **values)} {self.say('confirm.hint')}"
        while True:
            said = click.prompt(question, default="", show_default=False).strip().lower()
            if said in (*_YES, *_NO):
                return said in _YES

    # --- the store ----------------------------------------------------------------------------

    @property
    def file(self) -> Path | None:
        """The SQLite file; None where the store is on a server."""
        if "://" not in self.db:
            return Path(self.db).absolute()
        _, sqlite, path = self.db.partition("sqlite:///")
        return Path(path).absolute() if sqlite and path else None

    @property
    def url(self) -> str:
        """The database as SQLAlchemy names it; raises `Told` where it is of another kind."""
        from projections import sqlite_file

        if (file := self.file) is not None:
            address = sqlite_file.address(file)
            return f"sqlite:///{address}{'&' if '?' in address else '?'}uri=true"
        if not re.match(r"postgres(ql)?(\+psycopg)?://", self.db):
            raise Told("error.db-url", db=self.shown_db)
        return re.sub(r"^[a-z+]+://", "postgresql+psycopg://", self.db)

    @property
    def shown_db(self) -> str:
        """The database as it may be told: without the password."""
        return re.sub(r"//([^/@:]*):.*@", r"//\1:***@", self.db)

    def open(self, create: bool = False) -> Ledger:
        """Open the store; raises `Told` where there is none and none is to be created."""
        from sqlalchemy.exc import ArgumentError

        self._look_at_file(create)
        try:
            with told():
                return Ledger({
                    "PERSISTENCE_MODULE": "projections.recorder:Factory",
                    "SQLALCHEMY_URL": self.url,
                    "CREATE_TABLE": "yes" if create else "no",
                })  # fmt: skip
        except (ArgumentError, ValueError) as error:
            raise Told("error.db-url", db=self.shown_db) from error

    def _look_at_file(self, create: bool) -> None:
        """Stop before SQLite would create a file, or touch one that is something else."""
        from projections import sqlite_file

        if (file := self.file) is None:
            return
        if not self.db or file.is_dir():
            raise Told("error.store-cannot-open")
        found = sqlite_file.look(file)
        if found == "nothing" and not create:
            raise Told("error.no-store", db=self.shown_db)
        if found == "not-sqlite":
            raise Told("error.store-not-a-database")
        if found == "other":
            raise Told("error.store-of-another", db=self.shown_db)
        if found == "unfinished":
            raise Told("error.store-unfinished", db=self.shown_db)
        self._mark = sqlite_file.mark(file)

    def still_the_same(self) -> None:
        """Stop where somebody else wrote to a file meanwhile that was read as one that nobody
        changes: what was told may be half the one state and half the other."""
        from projections import sqlite_file

        if self._mark and self.file and sqlite_file.mark(self.file) != self._mark:
            raise Told("error.store-changed")

    def tell_lag(self) -> None:
        """Say beside what was answered that it may lack something, where the views lag behind."""
        if "questions" in vars(self) and (lag := self.recorder.lag()):
            terminal.echo(self.say("views.note-newer" if lag.newer else "views.note"), err=True)

    def to_write(self) -> None:
        """Stop where the ledger is known to be read-only, before anything else is begun."""
        from projections import sqlite_file

        if self.file is not None and sqlite_file.read_only(self.file):
            raise Told("error.store-read-only")

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

    @cached_property
    def links(self) -> Links:
        """Which members are who in Slack."""
        from projections.links import Links

        return Links(self.recorder)

    # --- agreement, members, goals ------------------------------------------------------------

    @cached_property
    def agreement(self) -> Agreement:
        """The agreement that is meant: the one named, or the only one."""
        with told():
            loaded = self.questions.agreements()
            wanted = names.key(self._agreement_name) if self._agreement_name else None
            matching = [
                agreement_id
                for agreement_id, slug, title in loaded
                if wanted is None or wanted in (names.key(slug), names.key(title))
            ]
            if len(matching) != 1:
                key = "error.no-agreement" if not loaded else "error.which-agreement"
                raise Told(key, tuple(f"  {slug}  {title}" for _, slug, title in loaded))
            return self.ledger.agreement(matching[0])

    def name_agreement(self, name: str) -> None:
        """Let a command name its agreement."""
        self._agreement_name = name
        self.__dict__.pop("agreement", None)

    def about(self, knows: Callable[[Agreement], bool]) -> None:
        """Choose the agreement by what a command is about, where several are loaded, none is named
        and only one of them knows it. Nothing is chosen twice."""
        if self._agreement_name is None and "agreement" not in self.__dict__:
            with told():
                loaded = [one for one, _, _ in self.questions.agreements()]
                agreements = [self.ledger.agreement(one) for one in loaded] if loaded[1:] else []
            found = [one for one in agreements if knows(one)]
            if len(found) == 1:
                self.agreement = found[0]

    def member(self, name: str | None) -> Listed:
        """The member that a name, an id or the beginning of an id leads to.

        Without a name: the one in the environment, else the secretariat that set up the store.
        """
        wanted = name if name is not None else self._acting_as or None
        listed = self.directory.members()
        if wanted is None:
            found = [one for one in listed if one.role == "secretariat" and not one.released][:1]
        else:
            key = names.key(wanted)
            found = [one for one in listed if one.name and names.key(one.name) == key] or [
                one for one in listed if len(wanted) >= 4 and str(one.id).startswith(wanted.lower())
            ]
        if len(found) != 1:
            among = found or [one for one in listed if not one.released]
            known = tuple(f"  {one.name or '-'}  ({one.unit}, {one.id})" for one in among)
            raise Told("error.which-member", known, name=wanted or "")
        return found[0]

    def goal(self, name: str) -> GoalRef:
        """The one goal that the name leads to; raises `Told` with the candidates."""
        from projections import lookup

        self.about(lambda one: bool(self.questions.goals_named(one.id, name)))
        with told():
            found = self.questions.goals_named(self.agreement.id, name)
            if len(found) == 1:
                return found[0]
            if found:
                raise Told("error.which-goal", _list(found), name=name)
            near = lookup.goals_like(self.questions, self.agreement.id, name)
            key = "error.no-goal-near" if near else "error.no-goal"
            raise Told(key, _list(near), name=name)

    # --- the two times ------------------------------------------------------------------------

    def reporting_quarter(self) -> Quarter:
        """The quarter that is meant where none is named; see `lookup.reporting_quarter`."""
        from projections import lookup

        return lookup.reporting_quarter(self.questions, self.agreement, self.clock().today)

    def quarter(self, words: str | None) -> Quarter:
        """The quarter that the words mean; `reporting_quarter` where there are none."""
        self.about(lambda one: bool(one.sections))
        if words is None:
            return self.reporting_quarter()
        try:
            asked = Quarter.parse(words)
            asked.previous(), asked.next()  # at the ends of time, there are none
            return asked
        except NotAQuarter:
            raise Told("error.quarter", words=words) from None

    def effective(self, quarter: Quarter) -> date:
        """The day on which a report for the quarter holds: today, or the quarter's last day."""
        from projections import lookup

        return lookup.effective_day(self.agreement, quarter, self.clock().today)

    def today(self) -> date:
        """Today, or the agreement's nearest day."""
        return min(max(self.clock().today, self.agreement.start), self.agreement.end)

    def position(self, words: str | None, quarter: Quarter | None = None) -> int:
        """The position that ``--known-at`` means: a position, a day, a timestamp, ``seal`` (the
        quarter's last one) or ``seal:1`` (its first)."""
        last = self.questions.last_position()
        if words is None:
            return last
        if match := re.fullmatch(r"(?:seal|segl)(?::([0-9]{1,6}))?", words):
            return self._sealed(quarter, int(match[1]) if match[1] else None)
        if re.fullmatch(r"[0-9]{1,15}", words):
            position = int(words)
        else:
            position = self.questions.position_at(self._instant(words))
        if position > last:
            raise Told("error.position", position=position, last=last)
        return position

    def _sealed(self, quarter: Quarter | None, number: int | None) -> int:
        if quarter is None:
            raise Told("error.seal-of-what")
        seals = self.questions.seals(self.agreement.id, quarter)
        if not seals:
            raise Told("error.no-seal", quarter=quarter)
        if number is not None and not 1 <= number <= len(seals):
            raise Told("error.no-seal-number", quarter=quarter, number=number, n=len(seals))
        return seals[(number or 0) - 1][1]

    def _instant(self, words: str) -> int:
        """The instant that a day (its end) or a timestamp means; never one that is to come.

        Today is answered, though it is not over; what is recorded later today then counts too.
        """
        now = self.clock()
        try:
            if (day := days.day(words, now.today)) is not None:
                instant, to_come = clock.end_of_day(day), day > now.today
            else:
                instant = clock.microseconds(clock.time_of_a_day(words, now.today))
                to_come = instant - 999_999 > now.now
        except OverflowError:
            to_come, instant = "9999" in words, 0  # the first or the last day that there is
        except ValueError:
            raise Told("error.known-at", words=words) from None
        if to_come:
            raise Told("error.known-at-future", words=words)
        return instant

    # --- commands -----------------------------------------------------------------------------

    def provenance(
        self, actor: UUID, source: str = "", command_id: str | None = None, channel: str = "cli"
    ) -> Provenance:
        """Who acts, from where; a new command id where none is given."""
        told_id = self.line(command_id, "command-id", 200) if command_id is not None else None
        return Provenance(actor, channel, source, told_id or f"cli:{uuid4()}")

    def handle(self, command: Command, by: Provenance) -> Outcome:
        """Give a command to the ledger; a refusal is told."""
        return self.handle_all([(command, by)])[0]

    def handle_all(self, items: Sequence[tuple[Command, Provenance]]) -> list[Outcome]:
        """Give commands to the ledger, in one transaction; a refusal is told."""
        with told():
            return self.ledger.handle_all(self.agreement.id, items, self.clock())

    def repeated(self, outcome: Outcome, fits: Callable[[LogEntry], bool]) -> LogEntry | None:
        """Say that a command was received before, where it was, and give what it led to then;
        raises `Told` where what was recorded under its id does not fit it."""
        if not outcome.repeated:
            return None
        [first, *_] = self.questions.entries_at(outcome.positions[-1:])
        if not fits(first):
            raise Told("error.command-id-used", position=first.position)
        self.echo("status.repeated")
        return first

    def day(self, words: str | None) -> date | None:
        """The day that the words name, as `domain.days` reads them; raises `Told`."""
        if words is None:
            return None
        found = days.day(words, self.clock().today)
        if found is None or found.year not in YEARS:
            raise Told("error.day", words=words)
        return found

    def line(self, words: str, what: str, most: int) -> str:
        """Words that are kept outside the events, on one line; raises `Told`."""
        said = " ".join(words.split())
        if any(unicodedata.category(sign) in ("Cc", "Cs", "Cn") for sign in said):
            raise Told("refused.UnprintableText", what=what)
        if not names.key(said):
            raise Told("refused.EmptyText", what=what)
        if len(said) > most:
            raise Told("refused.TextTooLong", what=what, limit=most)
        return said


def _list(refs: list[GoalRef]) -> tuple[str, ...]:
    return tuple(f"  {ref.number:<4} {ref.title}" for ref in refs)
