"""What members type about a partnership. Pure, and part of `bot.language`.

leverancer                       the deliverables in their order
leverance husorden               one of them, by code or title
årshjul, årshjul 2027            what each forum owes in a year
boliger, boliger pdf             the way towards the target of homes
projekt solvej                   one building project, by code or title
gennemgang, gennemgang solvej 2026   the yearly reviews, with what is missing

At the end of each may stand a quarter (as of its last day), and a day as of which it was known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot import times
from domain.quarters import Quarter


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A question as of a quarter, as it was known at the end of a day; None means now."""

    quarter: Quarter | None = None
    known_at: date | None = None


@dataclass(frozen=True, slots=True)
class Deliverables(Timed):
    """Which deliverables there are, and where they lie."""


@dataclass(frozen=True, slots=True)
class OneDeliverable(Timed):
    """Where one deliverable lies, and the way it went."""

    name: str


@dataclass(frozen=True, slots=True)
class Wheel(Timed):
    """What each forum owes in a year; the current one, where none is named."""

    year: int | None = None


@dataclass(frozen=True, slots=True)
class Homes(Timed):
    """How far the homes are. ``format`` is a file's, where one is asked for."""

    format: str | None = None


@dataclass(frozen=True, slots=True)
class Project(Timed):
    """How far one building project is."""

    name: str


@dataclass(frozen=True, slots=True)
class Reviews(Timed):
    """The reviews of a year, of all housing sections or of one."""

    section: str = ""
    year: int | None = None


About = Deliverables | OneDeliverable | Wheel | Homes | Project | Reviews
OfHomes = Homes | Project | Reviews
"""What may as well be about a goal whose name begins so, in an agreement without homes."""

_YEAR = r"(?:for\s+)?(?P<year>(?:19|20|21)[0-9]{2})"
_LINES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], About]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), make)
    for pattern, make in (
        ("leverancer(?:ne)?", lambda _: Deliverables()),
        (r"leverancen?\s+(?P<name>.*\w.*)", lambda said: OneDeliverable(_name(said))),
        (rf"(?:årshjul|aarshjul)(?:et)?(?:\s+{_YEAR})?", lambda said: Wheel(_year(said))),
        (r"boliger(?:ne)?(?:\s+(?P<form>pdf|docx))?", lambda said: Homes(_form(said))),
        (r"projekt(?:et)?\s+(?P<name>.*\w.*)", lambda said: Project(_name(said))),
        (rf"gennemgang(?:en|e|ene)?(?:\s+{_YEAR})?", lambda said: Reviews("", _year(said))),
        (rf"gennemgang(?:en|e|ene)?\s+(?:af\s+)?(?P<name>.*?\w.*?)(?:\s+{_YEAR})?",
         lambda said: Reviews(_name(said), _year(said))),
    )
)  # fmt: skip
_FORM_LAST = re.compile(r"(.*\S)\s+(pdf|docx)\s*", re.IGNORECASE)


def parse(plain: str) -> About | None:
    """What the line says about a partnership; None where it says nothing about one."""
    form_last = _FORM_LAST.fullmatch(plain)
    words = form_last[1] if form_last else plain
    told, quarter, known_at = times.trailing(words)
    told = f"{told} {form_last[2]}" if form_last else told
    for pattern, make in _LINES:
        if (said := pattern.fullmatch(told.strip(" \t?.!"))) is not None:
            return replace(make(said), quarter=quarter, known_at=known_at)
    return None


def _name(said: re.Match[str]) -> str:
    return said["name"].strip(" \"'?.!")


def _year(said: re.Match[str]) -> int | None:
    return int(said["year"]) if said["year"] else None


def _form(said: re.Match[str]) -> str | None:
    return said["form"].lower() if said["form"] else None
