"""The yearly wheel (årshjul): what each forum owes in a year, what was held, planned, is late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.cadence import Turn, periods, turns
from projections.partnership import Partnership


class Spoke(NamedTuple):
    """A forum with its periods of the year: none where it owes no meeting in it, be it because it
    decides by itself how often it meets (``free``), or because the agreement has ended."""

    forum: str
    title: str
    turns: list[Turn]
    free: bool


def without(spokes: Iterable[Spoke]) -> tuple[list[str], list[str]]:
    """The titles of the forums that decide by themselves, and of the others that owe no meeting."""
    none = [one for one in spokes if not one.turns]
    return [one.title for one in none if one.free], [one.title for one in none if not one.free]


def wheel(told: Partnership, year: int, as_of: date) -> list[Spoke]:
    """The wheel of a year as it stands on a day: the periods that end in the year.

    What ends after a lapse is not owed, nor what begins before an amendment made the forum. Titles
    are those of the day; a later end that is known holds for every day.
    """
    agreement = told.versions[-1][1] if told.versions else told.agreement
    end = min(agreement.end, told.lapsed.effective) if told.lapsed else agreement.end
    spokes = []
    for code, title, rules in told.on(as_of).forums(as_of):
        since = told.since.get(code, agreement.start)
        owed = [
            one
            for one in periods(rules, agreement.start, end)
            if one.end.year == year and one.start >= since
        ]
        meetings = [one for one in told.meetings_of(code) if one.cancelled is None]
        held = [one.day for one in meetings if one.held and one.day <= as_of]
        called = [one.day for one in meetings if not (one.held and one.day <= as_of)]
        spokes.append(Spoke(code, title, turns(owed, held, called, as_of), not rules.cadence))
    return spokes
