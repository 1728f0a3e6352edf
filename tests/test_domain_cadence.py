"""What a forum owes in each period: before and after the third year, held, planned, late."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from partnership_helpers import LAUG

from domain.agreements import Agreement
from domain.cadence import MONTHS, Period, after, periods, turns
from domain.organisation import Forum, Phase

FILE = Path(__file__).parents[1] / "cli" / "bundled" / "kommissorium-skaeve-boliger-2025.toml"
KOMMISSORIUM = Agreement.from_toml(FILE.read_text("utf-8"), FILE.name)


def owed(agreement: Agreement, forum: str, year: int) -> list[tuple[date, date, int]]:
    found = agreement.organised.forum(forum)
    assert found is not None
    return [
        (one.start, one.end, one.owed)
        for one in periods(found, agreement.start, agreement.end)
        if one.end.year == year
    ]


@pytest.mark.parametrize(("year", "meetings"), [(2026, 2), (2028, 2), (2029, 1), (2050, 1)])
def test_the_styregruppe_meets_twice_a_year_and_after_three_years_once(
    year: int, meetings: int
) -> None:
    whole = (date(year, 1, 1), date(year, 12, 31), meetings)
    assert owed(KOMMISSORIUM, "styregruppe", year) == [whole]


def test_the_koordinationsgruppe_meets_each_quarter_and_after_three_years_twice() -> None:
    for year in (2026, 2027, 2028):
        quarters = owed(KOMMISSORIUM, "koordinationsgruppe", year)
        assert [(start.month, end.month, n) for start, end, n in quarters] == [
            (1, 3, 1), (4, 6, 1), (7, 9, 1), (10, 12, 1),
        ]  # fmt: skip
    assert [n for _, _, n in owed(KOMMISSORIUM, "koordinationsgruppe", 2029)] == [2]
    assert owed(KOMMISSORIUM, "drift-og-oekonomi", 2026) == []


def test_years_are_those_of_the_agreement() -> None:
    assert owed(LAUG, "oldermaend", 2027) == [(date(2027, 2, 1), date(2027, 7, 31), 2)]
    assert owed(LAUG, "oldermaend", 2029) == [(date(2028, 8, 1), date(2029, 1, 31), 2)]
    assert owed(LAUG, "oldermaend", 2030) == [(date(2029, 2, 1), date(2030, 1, 31), 1)]


@given(
    start=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    days=st.integers(0, 5000),
    pers=st.lists(st.sampled_from(sorted(MONTHS)), min_size=2, max_size=2),
)
def test_periods_follow_on_each_other_to_the_end(start: date, days: int, pers: list[str]) -> None:
    phases = (Phase(1, pers[0], 1, 2), Phase(3, pers[1], 3))  # type: ignore[arg-type]
    end = start + timedelta(days=days)
    found = list(periods(Forum("f", "F", cadence=phases), start, end))
    assert all(one.end <= end for one in found)
    for one, following in pairwise(found):
        assert following.start == one.end + timedelta(days=1)
    for one in found[:1]:
        assert one.start == start
    left = end - (found[-1].end if found else start - timedelta(days=1))
    assert left < timedelta(days=366)


def test_a_turn_tells_what_was_held_planned_missing_and_late() -> None:
    period = Period(date(2026, 1, 1), date(2026, 6, 30), "half-year", 2)
    held, planned = [date(2026, 2, 1), date(2025, 12, 31)], [date(2026, 6, 30), date(2026, 7, 1)]
    (turn,) = turns([period], held, planned, date(2026, 6, 30))
    assert (turn.held, turn.planned) == ((date(2026, 2, 1),), (date(2026, 6, 30),))
    assert (turn.missing, turn.late) == (0, False)
    (turn,) = turns([period], held, planned, date(2026, 7, 1))
    assert turn.late, "it was called, and the period is over"
    (turn,) = turns([period], held, [], date(2026, 3, 1))
    assert (turn.missing, turn.late) == (1, False)
    (turn,) = turns([period], [date(2026, 2, n) for n in (1, 2, 3)], [], date(2027, 1, 1))
    assert (turn.missing, turn.late) == (0, False)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [(date(2024, 1, 31), 1, date(2024, 2, 29)), (date(2024, 12, 1), 1, date(2025, 1, 1)),
     (date(2024, 2, 29), 12, date(2025, 2, 28)), (date(2024, 5, 15), 0, date(2024, 5, 15))],
)  # fmt: skip
def test_months_later(day: date, months: int, later: date) -> None:
    assert after(day, months) == later
