"""What a paper tells that looks at more than one question, from a source: the memo, and the homes.

The papers that are asked for and those that are sealed are made here, so that they are one.
"""

from __future__ import annotations

from datetime import date

from domain.quarters import Quarter
from projections import homes
from projections.bridge_goals import Moment
from projections.memo import Memo
from projections.rendering.as_homes import HomesPaper
from projections.sources import Source

DayAt = tuple[date, int]
"""A day, and the position up to which it is known."""


def memo(source: Source, old: Moment, new: Moment) -> Memo:
    """What the memo of a quarter tells, and what moved since an ``old`` report."""
    quarter, position = new
    return Memo(
        source.bilag1(*new), source.bridge(old, new),
        tuple(source.series(quarter.last_day, position)),
        source.edition(quarter.year, position),
        source.open_ends(quarter.last_day, position),
    )  # fmt: skip


def way(source: Source, day: date, position: int) -> homes.Way | None:
    """The way towards the target of homes as of a day; None where the agreement has no homes."""
    told = source.partnership(position).on(day)
    organised = told.agreement.organised
    rules = organised.building
    if rules is None:
        return None
    return homes.way(told.projects, rules, organised.aim(rules), day)


def homes_paper(
    source: Source, day: date, position: int, earlier: DayAt | None = None
) -> HomesPaper | None:
    """The paper of the way as of a day, beside how it was at another two times; None where the
    agreement has no homes at one of them."""
    now = way(source, day, position)
    then = way(source, *earlier) if earlier is not None else None
    if now is None or (earlier is not None and then is None):
        return None
    told = source.partnership(position).on(day)
    return HomesPaper(
        told.agreement.title,
        source.basis(Quarter.of(day), position),
        now,
        told.committees(day),
        None if earlier is None or then is None else (then, earlier[1]),
    )
