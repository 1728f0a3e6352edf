"""What a report says about itself in whole sentences and heads, the same in every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.quarters import Quarter
from projections.bilag1 import COLUMNS, Basis, Bilag1, Count, Row, SectionRows
from projections.rendering.words import Words

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE = "Europe/Copenhagen"


def utc(microseconds: int) -> datetime:
    """The moment that is so many microseconds after the beginning of 1970, in UTC."""
    return _EPOCH + timedelta(microseconds=microseconds)


def moment(microseconds: int, words: Words) -> str:
    """The moment as a Danish clock showed it: ``22. november 2026 kl. 08.15``."""
    local = utc(microseconds).astimezone(ZoneInfo(_PLACE))
    return words.moment.format(
        day=local.day,
        month=words.months[local.month - 1],
        year=local.year,
        hour=local.hour,
        minute=local.minute,
    )


def quarter(one: Quarter, words: Words) -> str:
    """The quarter in words: ``1. kvartal 2017``."""
    return words.quarter.format(number=one.number, year=one.year)


def heads(report: Bilag1, words: Words) -> dict[str, str]:
    """The head of each column, in the order of the document; status heads name their quarter."""
    now = quarter(report.quarter, words)
    before = quarter(report.quarter.previous(), words)
    return {name: words.columns[name].format(quarter=now, previous=before) for name in COLUMNS}


def known(basis: Basis, words: Words) -> str:
    """What the report rests on, in brief: ``Kendt pr. ... (position 7)``."""
    if basis.known_at is None:
        return words.nothing_known
    return words.known.format(moment=moment(basis.known_at, words), position=basis.position)


def foundation(basis: Basis, words: Words) -> list[str]:
    """What the report rests on, in full: position, time, completeness and seal."""
    if basis.known_at is None:
        return [f"{words.nothing_known}."]
    when = moment(basis.known_at, words)
    rests_on = words.rests_on.format(moment=when, position=basis.position)
    (whole,) = warning(basis, words) or [words.complete]
    if basis.sealed_position is None:
        return [rests_on, whole, words.not_sealed]
    return [rests_on, whole, words.sealed.format(position=basis.sealed_position)]


def warning(basis: Basis, words: Words) -> list[str]:
    """That the report may lack something, where it may."""
    return [] if basis.complete else [f"{words.incomplete}. {words.incomplete_why}"]


def reached(report: Bilag1, words: Words) -> list[str]:
    """How many goals are reached: ``9 af 19 målsætninger er indfriet.``, and the declarations."""
    counted = ((report.concrete, words.concrete), (report.intent, words.intent))
    told = [
        forms[count.total != 1].format(n=count.fulfilled, total=count.total)
        for count, forms in counted
        if count.total
    ]
    return told or [words.no_goals]


def standing(report: Bilag1, words: Words) -> list[str]:
    """How the reporting stands: missing, unchanged, overdue and late goals, where there are any."""
    rows = report.rows()
    if not rows:
        return []
    counted = (
        (sum(row.unchanged for row in rows), words.some_unchanged),
        (sum(row.overdue for row in rows), words.some_overdue),
        (sum(row.late for row in rows), words.some_late),
    )
    missing = words.some_missing.format(n=report.missing) if report.missing else words.all_reported
    return [missing, *(form.format(n=n) for n, form in counted if n)]


def section_count(section: SectionRows, words: Words) -> str:
    """How many goals of a section are reached: ``5 af 9 indfriet``, or that it has none."""
    if not section.rows:
        return words.no_goals_here
    count = Count(len(section.rows), sum(row.fulfilled for row in section.rows))
    return words.reached.format(n=count.fulfilled, total=count.total)


def marks(row: Row, words: Words) -> Iterator[str]:
    """The words that mark a row: missing, overdue, late."""
    told = (
        (row.missing, words.missing),
        (row.overdue, words.overdue),
        (row.late, words.late),
    )
    return (word for applies, word in told if applies)


def meanings(rows: Iterable[Row], words: Words) -> list[tuple[str, str]]:
    """The marks that stand in the rows, each with what it means."""
    rows = list(rows)
    told = (
        (any(row.missing for row in rows), words.not_reported, words.missing_means),
        (any(row.overdue for row in rows), words.overdue, words.overdue_means),
        (any(row.late for row in rows), words.late, words.late_means),
    )
    return [(mark, means) for applies, mark, means in told if applies]


def tone(row: Row) -> str:
    """How a row's fulfilment is coloured: ``reached``, ``withdrawn``, ``open`` or ``""``.

    Only what the agreement's scale says of its steps counts, never their labels.
    """
    if row.withdrawn:
        return "withdrawn"
    if row.fulfilled:
        return "reached"
    return "open" if row.cells["fulfilment"] else ""
