"""Errors that a person can do something about, and how they are told.

`told` stands around every command (`cli.main`): what the layers below raise becomes one sentence
of the catalogue and exit status 1. What is not in its tables is a bug, and stays a traceback.
"""

from __future__ import annotations

import errno
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from cli import terminal
from cli.words import CATALOGUES, say
from domain.file_faults import Fault, FileFault
from domain.quarters import NotAQuarter, Quarter
from domain.refusals import Refusal

LONGEST_TOLD = 200
"""Letters of what a person typed that an error repeats."""
LONGEST_LINE = 1000
"""Letters of one line below an error, which has a file's whole name and what is wrong in it."""


class Told(click.ClickException):
    """An error from the catalogue. ``more`` are further lines, such as the candidates."""

    exit_code = 1
    lang = "da"

    def __init__(self, key: str, more: tuple[str, ...] = (), **values: Any) -> None:
        super().__init__(key)
        self.key, self.more, self.values = key, more, values

    def show(self, file: Any = None) -> None:  # noqa: ARG002 - click's signature
        """Print the error in the language of the command, which `cli.main` puts in ``lang``."""
        head = say(self.lang, "error.heading")
        terminal.echo(f"{head}: {self.sentence(self.lang)}", err=True)
        for line in self.more:
            terminal.echo(printable(line, LONGEST_LINE), err=True)

    def sentence(self, lang: str) -> str:
        """The error in a language, with its values as an error tells them."""
        values = {name: _shown(lang, name, value) for name, value in self.values.items()}
        return say(lang, self.key, **values)


def _shown(lang: str, name: str, value: Any) -> Any:
    """A value as an error tells it: fields by their names, the system's reasons in words."""
    words = CATALOGUES[lang]
    match value:
        case OSError():
            code = errno.errorcode.get(value.errno or 0, "")
            return words.get(f"os.{code}") or value.strerror or str(value)
        case FileFault():
            return faults_told(lang, value)
        case tuple():
            return ", ".join(words.get(f"who.{part}", str(part)) for part in value)
        case str() if name == "what":
            return words.get(f"field.{value}", value)
        case str():
            return printable(value)
        case _:
            return value


def faults_told(lang: str, error: FileFault) -> str:
    """The faults of a file in words, each on its line with file, line, column and field."""
    return "\n".join(_fault_told(lang, error.file, one) for one in error.faults)


def _fault_told(lang: str, file: str, one: Fault) -> str:
    words = CATALOGUES[lang]
    values = {name: printable(words.get(f"type.{value}", value) if name in ("wanted", "got")
                               else value) for name, value in one.values.items()}  # fmt: skip
    where = ":".join([printable(file), *map(str, one.at)])
    place = printable(_place(lang, one.place))
    told = say(lang, f"fault.{one.kind}", **values)
    return ": ".join(part for part in (where, place, told) if part)


def _place(lang: str, place: str) -> str:
    """A field as people count: ``parties[0].code`` is *parties nr. 1, code*."""

    def numbered(found: re.Match[str]) -> str:
        comma = ", " if found[2] else ""
        return " " + say(lang, "fault.number", number=int(found[1]) + 1) + comma

    return re.sub(r"\[([0-9]+)\](\.?)", numbered, place)


def printable(text: str, longest: int = LONGEST_TOLD) -> str:
    """What was typed, as a terminal may have it: short, and without control characters."""
    kept = "".join("?" if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in text)
    return kept if len(kept) <= longest else f"{kept[:longest]}…"


@contextmanager
def told() -> Iterator[None]:
    """Turn what the layers below raise into errors that are told; a bug stays a bug."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
        raise
    except (KeyboardInterrupt, click.Abort):
        raise Told("error.interrupted") from None
    except Exception as error:
        found = _telling(error)
        if found is None:
            raise
        raise found from error


def telling(refusal: Refusal) -> Told:
    """The ledger's refusal in words."""
    details = refusal.details()
    if isinstance(quarter := details.get("quarter"), str):
        details["quarter"] = Quarter.parse(quarter)
    with suppress(NotAQuarter):  # what was to be sealed is a quarter, or a paper by its name
        details["what"] = Quarter.parse(str(details.get("what")))
    return Told(f"refused.{refusal.code}", (), **details)


def _telling(error: Exception) -> Told | None:
    """The error in words; None where it is a bug. (Imported late: only what fails pays.)"""
    from domain.codec import UnreadableEvent
    from domain.ledger import ConcurrentWrites, StoreError
    from projections.recorder import ViewsOutOfDate
    from projections.upkeep import RebuildOvertaken, ViewsInUse
    from projections.views import UnknownStream

    match error:
        case Refusal():
            return telling(error)
        case ViewsOutOfDate():
            return Told("error.views-newer" if error.newer else "error.views-out-of-date")
        case ViewsInUse():
            return Told("error.views-in-use")
        case RebuildOvertaken():
            return Told("error.rebuild-overtaken")
        case UnreadableEvent() | UnknownStream():
            return Told("error.unreadable", detail=str(error))
        case ConcurrentWrites():
            return Told("error.concurrent")
        case StoreError():
            detail = " ".join(str(error).split())
            return Told(_store_key(detail), detail=detail)
        case UnicodeEncodeError():
            return Told("error.characters")
        case OSError():
            return Told("error.system", detail=error)
        case _:
            return None


_STORE = (
    ("not a database", "error.store-not-a-database"),
    ("malformed", "error.store-damaged"),
    ("readonly database", "error.store-read-only"),
    ("read-only transaction", "error.server-read-only"),
    ("server_encoding", "error.server-encoding"),
    ("disk is full", "error.store-full"),
    ("disk I/O error", "error.store-disk"),
    ("No space left", "error.store-full"),
    ("is locked", "error.store-locked"),
    ("due to lock timeout", "error.store-locked"),
    ("permission denied for", "error.store-not-allowed"),
    ("must be owner of", "error.store-not-allowed"),
    ("unable to open", "error.store-cannot-open"),
    ("no such table: tovholder_nothing_new", "error.views-out-of-date"),
    ('relation "tovholder_nothing_new', "error.views-out-of-date"),
    ("no such table: tovholder_view_", "error.store-no-views"),
    ('relation "tovholder_view_', "error.store-no-views"),
    ("no such table", "error.store-no-tables"),
    ('relation "tovholder', "error.store-no-tables"),
    ("no such column", "error.views-out-of-date"),
    ("column tovholder_view", "error.views-out-of-date"),
    ("connection", "error.store-unreachable"),
    ("failed to resolve", "error.store-unreachable"),
)
"""What a database says in its own words: what the catalogue says instead."""


def _store_key(detail: str) -> str:
    return next((key for words, key in _STORE if words in detail), "error.store")
