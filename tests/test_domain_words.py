"""Quarters, deadlines and names, as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import days, deadlines, names
from domain.deadlines import Period
from domain.quarters import NotAQuarter, Quarter

QUARTERS = st.builds(Quarter, st.integers(1900, 2200), st.integers(1, 4))


@pytest.mark.parametrize(
    "text",
    ["2017-Q1", "2017Q1", "2017 q1", "Q1 2017", "q1-2017", "1. kvartal 2017", "1 KVARTAL  2017",
     "1K2017", "1k 2017", "2017K1", "K1 2017", " 1.kv. 2017 ", "1. kvt. 2017"],
)  # fmt: skip
def test_quarters_are_read(text: str) -> None:
    assert Quarter.parse(text) == Quarter(2017, 1)


@pytest.mark.parametrize(
    "text", ["", "2017", "2017-Q5", "2017-Q0", "Q1 17", "1. halvår 2017", "0000-Q1", "2017-Q1 x"]
)
def test_other_words_are_no_quarter(text: str) -> None:
    with pytest.raises(NotAQuarter):
        Quarter.parse(text)


@given(QUARTERS)
def test_a_quarter_is_its_days(quarter: Quarter) -> None:
    assert Quarter.of(quarter.first_day) == Quarter.of(quarter.last_day) == quarter
    assert quarter.first_day in quarter
    assert quarter.last_day in quarter
    assert Quarter.parse(str(quarter)) == Quarter.parse(quarter.danish) == quarter
    assert 90 <= (quarter.last_day - quarter.first_day).days + 1 <= 92


@given(st.builds(Quarter, st.integers(1901, 2199), st.integers(1, 4)))
def test_quarters_follow_on_each_other(quarter: Quarter) -> None:
    assert quarter.previous() < quarter < quarter.next()
    assert quarter.next().previous() == quarter
    assert (quarter.next().first_day - quarter.last_day).days == 1


@pytest.mark.parametrize(
    "words",
    ["2017-02-01", "2017-2-1", "1.2.2017", "01.02.2017", "1. 2. 2017", "1/2-2017", "1/2 2017",
     "1/2/2017", "01-02-2017", "1. februar 2017", "1 FEB 2017", "1.feb. 2017",
     " den 1.  februar 2017",
     "d. 1/2-2017"],
)  # fmt: skip
def test_days_are_read_with_the_day_before_the_month(words: str) -> None:
    assert days.day(words) == date(2017, 2, 1)


@pytest.mark.parametrize(
    "words",
    ["", "1.2.17", "17-02-01", "1.2.", "1. februar", "2017", "20170201", "2017-W05-3", "2/20/2017",
     "31.2.2017", "0000-01-01", "1. quintember 2017", "i dag", "1.2.2017 x", "\u0661.\u0662.2017"],
)  # fmt: skip
def test_what_has_two_readings_or_none_is_no_day(words: str) -> None:
    assert days.day(words) is None


def test_today_and_its_neighbours_are_days_where_today_is_known() -> None:
    today = date(2017, 3, 1)
    told = [days.day(words, today) for words in ("I dag", "i går", "i morgen", "d.d.")]
    assert [one.isoformat() for one in told if one] == [
        "2017-03-01", "2017-02-28", "2017-03-02", "2017-03-01",
    ]  # fmt: skip
    assert days.day("i morgen", date.max) is None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("1. halvdel 2015", date(2015, 1, 1), date(2015, 6, 30)),
        ("I 2. halvår af 2016.", date(2016, 7, 1), date(2016, 12, 31)),
        ("Inden 2018", None, date(2017, 12, 31)),
        ("senest ultimo 2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2015-2018", date(2015, 1, 1), date(2018, 12, 31)),
        ("2015 – 2018", date(2015, 1, 1), date(2018, 12, 31)),
        ("2200-Q4", date(2200, 10, 1), date(2200, 12, 31)),
        ("3. kvartal 2016", date(2016, 7, 1), date(2016, 9, 30)),
        ("31. december 2016", date(2016, 12, 31), date(2016, 12, 31)),
        ("Senest den 1. maj 2017", date(2017, 5, 1), date(2017, 5, 1)),
        ("01-05-2017", date(2017, 5, 1), date(2017, 5, 1)),
        ("1.5.2017", date(2017, 5, 1), date(2017, 5, 1)),
    ],
)
def test_deadlines_are_read(words: str, start: date | None, end: date) -> None:
    assert deadlines.period(words) == Period(start, end)


@pytest.mark.parametrize(
    "words",
    ["", "3. halvdel 2015", "Løbende", "2018-2015", "inden 0000", "inden 0001", "0000", "9999-0000",
     "1. halvdel 0000", "2. kvartal 0000", "31. februar 2017", "31-04-2017", "1-5.2017",
     "Inden 1. juli 2017"],
)  # fmt: skip
def test_other_deadlines_stay_words(words: str) -> None:
    assert deadlines.period(words) is None


@given(st.text(max_size=40))
def test_any_words_may_be_a_deadline_or_a_name(words: str) -> None:
    deadlines.period(words)
    assert names.key(names.key(words)) == names.key(words)
    assert names.key(words).startswith(names.stem(words))


@pytest.mark.parametrize(
    "name", ["E-mærker", "e maerker", "“E‑MÆRKER”", "Emærkerne", "e-mærke", "E_MÆRKERNES"]
)
def test_names_are_one_stem(name: str) -> None:
    assert names.stem(name) == names.stem("E-mærker")


def test_names_that_differ_stay_apart() -> None:
    assert len({names.stem(name) for name in ("E-mærker", "F-mærker", "mærker", "E", "")}) == 5
    assert names.key("Åse") == names.key("aase") == names.key("A\u030ase")
