"""Bilag 2: the focus points of a year by theme, as they were known; the report model, pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from domain import memo_events as m
from domain.events import Event
from projections.bilag1 import Basis


class Told(NamedTuple):
    """What one event says of a focus point. A word of None is not said. ``closed``: that it ends
    on the effective day."""

    position: int
    number: int
    effective: date
    place: int
    closed: bool
    theme: str | None = None
    title: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A focus point in the words that held at the end of the year.

    ``closed`` is the day on which it ended, where that is in the year; ``positions`` are the events
    that its words rest on.
    """

    number: int
    theme: str
    title: str
    content: str
    since: date
    closed: date | None
    positions: tuple[int, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The content in its paragraphs."""
        parts = self.content.replace("\r\n", "\n").split("\n\n")
        return tuple(" ".join(part.split()) for part in parts if part.strip())


@dataclass(frozen=True, slots=True)
class Theme:
    """A heading of Bilag 2 and its focus points."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Bilag 2 for a year, as it was known. ``agreement`` is its title."""

    agreement: str
    year: int
    basis: Basis
    themes: tuple[Theme, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """All focus points, in the order of the document."""
        return tuple(point for theme in self.themes for point in theme.points)


def told(position: int, version: int, event: Event) -> Told | None:
    """What an event says of a focus point; None for other events."""
    match event:
        case m.FocusPointAdded() | m.FocusPointReworded():
            return Told(position, event.number, event.effective, version, False, event.theme,
                        event.title, event.content)  # fmt: skip
        case m.FocusPointClosed():
            return Told(position, event.number, event.effective, version, True)
        case _:
            return None


def edition(agreement: str, year: int, basis: Basis, said: Iterable[Told]) -> Edition:
    """The focus points of a year: those that were one on some day of it.

    The words are those in force on the year's last day: of each, what was said with the greatest
    (effective, place).
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    by_number: dict[int, list[Told]] = {}
    for one in sorted(said, key=lambda one: (one.effective, one.place)):
        if one.position <= basis.position and one.effective <= last:
            by_number.setdefault(one.number, []).append(one)
    points = [_point(number, history) for number, history in sorted(by_number.items())]
    standing = [one for one in points if one.closed is None or one.closed > first]
    themes = dict.fromkeys(one.theme for one in standing)
    return Edition(
        agreement, year, basis,
        tuple(Theme(name, tuple(p for p in standing if p.theme == name)) for name in themes),
    )  # fmt: skip


def _point(number: int, history: list[Told]) -> Point:
    words: dict[str, Told] = {}
    for one in history:
        words |= {
            name: one for name in ("theme", "title", "content") if getattr(one, name) is not None
        }
    closed = [one for one in history if one.closed]
    behind = {one.position for one in (*words.values(), *closed)}
    theme, title, content = (getattr(words[name], name) for name in ("theme", "title", "content"))
    since = min(one.effective for one in history)
    ended = closed[-1].effective if closed else None
    return Point(number, theme, title, content, since, ended, tuple(sorted(behind)))
