"""What a member can mean by what is typed, at every door: reports, questions and commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot import partnership_language, round_language
from domain.quarters import Quarter


@dataclass(frozen=True, slots=True)
class Report:
    """How a goal stands. ``quarter`` is None where none is named: the one that is reported now."""

    goal_words: str
    fulfilment: str | None = None
    text: str | None = None
    quarter: Quarter | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing changed about a goal."""

    goal_words: str
    quarter: Quarter | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """How does a goal stand: as of a quarter, as it was known at the end of a day."""

    goal_words: str
    quarter: Quarter | None = None
    known_at: date | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """How does the whole agreement stand."""

    quarter: Quarter | None = None
    known_at: date | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """Which goals nobody has reported on."""

    quarter: Quarter | None = None
    known_at: date | None = None


@dataclass(frozen=True, slots=True)
class Mine:
    """Which goals the member's unit answers for."""

    quarter: Quarter | None = None
    known_at: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What was recorded about a goal."""

    goal_words: str


@dataclass(frozen=True, slots=True)
class MakeReport:
    """Bilag 1 of a quarter. ``format`` is a file's, where one is asked for."""

    quarter: Quarter | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """Take one's own last report back."""


@dataclass(frozen=True, slots=True)
class LinkCode:
    """The one-time code that says which member is typing."""

    code: str


@dataclass(frozen=True, slots=True)
class Help:
    """What can one write."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No reading. ``why`` is a key of the catalogue, ``about`` the words that it is about."""

    why: str
    about: str = ""


About = Report | Unchanged | Ask | History
"""What names a goal."""

Words = (
    Report | Unchanged | Ask | Overview | Missing | Mine | History | MakeReport | Undo | LinkCode
    | Help | NotUnderstood | round_language.About | partnership_language.About
)  # fmt: skip
