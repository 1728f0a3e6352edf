"""What is in force on a day: the rule, and the same by `Places` for many days."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Fact, Places, in_force

DAYS = [date(2017, month, 1) for month in range(1, 7)]
said = st.lists(
    st.tuples(st.sampled_from(DAYS), st.integers(1, 4), st.sampled_from([None, "", "a", "b"])),
    max_size=12,
)


def test_a_retraction_gives_back_what_stood_before_and_a_later_word_stands_again() -> None:
    places = Places()
    places.tell(Fact("text", DAYS[0], 1, "a"), 1)
    places.tell(Fact("text", DAYS[2], 2, "b"), 2)
    places.tell(Fact("text", DAYS[2], 2, None), 3)
    assert [one and one.value for one in map(places.in_force, DAYS[1:4])] == ["a", "a", "a"]
    places.tell(Fact("text", DAYS[2], 2, "c"), 4)
    assert [one and one.value for one in map(places.in_force, DAYS[1:4])] == ["a", "c", "c"]
    assert places.in_force(date(2016, 12, 31)) is None


@given(said=said)
def test_places_answer_as_the_rule_does(said: list[tuple[date, int, str | None]]) -> None:
    facts = [(Fact("text", *one), position) for position, one in enumerate(said, 1)]
    places = Places()
    for told, (fact, position) in enumerate(facts, 1):
        places.tell(fact, position)
        for day in DAYS:
            assert places.in_force(day) == in_force(facts[:told], day)
