"""Every type of event passes the views, and leaves the rows that it should: none is forgotten."""

from __future__ import annotations

from typing import Any, get_args
from uuid import UUID

import memo_examples
import pytest
from builders import AGREEMENT
from msgspec.structs import replace
from partnership_examples import TABLES
from sqlalchemy import select
from test_domain_events import EXAMPLES, STATED

from domain import events as e
from domain import facts
from domain.ledger import Ledger
from domain.rules import MOST_ALIASES
from projections import replay
from projections.schema import ViewTables
from projections.views import ROOM, Recorded, UnknownStream, Views, day_number, day_of

LABEL = (AGREEMENT.slug, AGREEMENT.title)
GOAL, OTHER = UUID(int=5), UUID(int=6)
REGISTERED = EXAMPLES["goal-registered"]
GOAL_TOPICS = [t for t, shape in e.TOPICS.items() if shape in get_args(e.GoalEvent)]
OTHER_ROWS = {
    "agreement-loaded": "agreements",
    "agreement-amended": "agreements",
    "quarter-sealed-2": "seals",
    "paper-sealed": "seals",
    "round-opened": "rounds",
    "round-told-in-channel": "rounds",
    "round-deadline-moved": "rounds",
    "round-closed": "rounds",
    "member-added": "members",
    "member-released": "members",
    **memo_examples.TABLES,
}


def applied(ledger: Ledger, *recorded: Recorded) -> dict[str, list[Any]]:
    """The rows of the views after these events, each applied in a transaction of its own."""
    tables = ViewTables()
    views = Views(tables)
    for one in recorded:
        with ledger.recorder.writing() as connection:
            views.apply(connection, [one])
    with ledger.recorder.reading() as connection:
        found = {t.name: list(connection.execute(select(t))) for t in tables.all()}
    return {name.removeprefix("tovholder_view_"): rows for name, rows in found.items() if rows}


def test_every_type_has_its_rows() -> None:
    assert {*GOAL_TOPICS, *OTHER_ROWS, *TABLES} == set(e.TOPICS)


@pytest.mark.parametrize("topic", TABLES)
def test_every_event_of_a_partnership_leaves_its_rows(ledger: Ledger, topic: str) -> None:
    rows = applied(ledger, Recorded(7, OTHER, 1, EXAMPLES[topic]))
    assert sorted(name for name, some in rows.items() for _ in some) == sorted(TABLES[topic])
    told = {value for some in rows.values() for row in some for value in row}
    for field in EXAMPLES[topic].__slots__:
        value = getattr(EXAMPLES[topic], field)
        if isinstance(value, str | int) and value:
            assert value in told, field
    assert all(row.position == 7 for some in rows.values() for row in some)


@pytest.mark.parametrize("topic", GOAL_TOPICS)
def test_every_goal_event_leaves_its_statements(ledger: Ledger, topic: str) -> None:
    new = Recorded(3, GOAL, 1, REGISTERED)
    told = Recorded(4, GOAL, 5, EXAMPLES[topic])
    events = [Recorded(3, GOAL, 5, REGISTERED)] if topic == "goal-registered" else [new, told]
    rows = applied(ledger, *events)
    here = events[-1].position
    stated = [
        (row.field, day_of(row.effective), row.place, row.value)
        for row in sorted(rows.get("goal_fields", []))
        if row.position == here and row.goal == 3
    ] + [
        (field, day_of(row.effective), row.place, getattr(row, field))
        for row in rows.get("goal_reports", [])
        for field in facts.STATUS_FIELDS
        if row.position == here and (row.retracted or getattr(row, field) is not None)
    ]
    assert stated == [tuple(fact) for fact in STATED[topic]]


@pytest.mark.parametrize("topic", OTHER_ROWS)
def test_every_other_event_leaves_its_row(ledger: Ledger, topic: str) -> None:
    rows = applied(ledger, Recorded(7, OTHER, 1, EXAMPLES[topic]))
    assert list(rows) == [OTHER_ROWS[topic]]
    (row,) = rows[OTHER_ROWS[topic]]
    assert row.position == 7
    if topic.startswith("agreement"):
        effective = 1_01_01 if topic == "agreement-loaded" else 2017_03_31
        assert tuple(row)[1:] == (str(AGREEMENT.id), *LABEL, effective)
    if topic == "quarter-sealed-2":
        assert tuple(row)[1:] == (str(OTHER), "2017-Q1", 41, "ab12")
    if topic in memo_examples.ROWS:
        assert tuple(row)[1:] == memo_examples.ROWS[topic]
    if topic.startswith("member"):
        released = ("", "released")
        assert tuple(row)[2:] == (released if "released" in topic else ("TMF", "tovholder"))


@pytest.mark.parametrize("topic", e.TOPICS)
def test_the_replay_takes_every_type(topic: str) -> None:
    history = replay.History()
    history.take(Recorded(3, GOAL, 5, EXAMPLES[topic]))
    stated = [fact for said in history.statements[GOAL].values() for fact, _ in said]
    assert stated == STATED.get(topic, [])


def test_names_lead_to_the_goal(ledger: Ledger) -> None:
    rows = applied(
        ledger,
        Recorded(3, GOAL, 1, REGISTERED),
        Recorded(4, GOAL, 2, EXAMPLES["goal-titled"]),
        Recorded(5, GOAL, 3, EXAMPLES["goal-alias-added"]),
        Recorded(6, GOAL, 4, EXAMPLES["goal-alias-removed"]),
    )
    keys = [row.key for row in sorted(rows["goal_names"])]
    assert keys == ["m1", "emaerker", "energi", "lys", "lampe"]


@pytest.mark.parametrize("topic", [t for t in GOAL_TOPICS if t != "goal-registered"])
def test_an_event_of_no_goal_is_not_skipped(ledger: Ledger, topic: str) -> None:
    with pytest.raises(UnknownStream):
        applied(ledger, Recorded(4, GOAL, 2, EXAMPLES[topic]))
    assert applied(ledger) == {}


def test_what_was_rolled_back_is_not_remembered(ledger: Ledger) -> None:
    views = Views(ViewTables())
    with ledger.recorder.writing() as connection:
        views.apply(connection, [Recorded(3, GOAL, 1, REGISTERED)])
        connection.rollback()
    told = Recorded(4, GOAL, 2, EXAMPLES["goal-titled"])
    with ledger.recorder.writing() as connection, pytest.raises(UnknownStream):
        views.apply(connection, [told])


def test_there_is_room_for_the_most_that_one_event_can_state(ledger: Ledger) -> None:
    aliases = tuple(f"alias {n}" for n in range(MOST_ALIASES))
    most = replace(REGISTERED, aliases=aliases)
    rows = applied(
        ledger, Recorded(3, GOAL, 1, most), Recorded(4, OTHER, 1, replace(most, number="M2"))
    )
    for name in ("goal_fields", "goal_names"):
        for position in (3, 4):
            ids = [row.id for row in rows[name] if row.goal == position]
            assert len(ids) > MOST_ALIASES
            assert all(position * ROOM <= one < (position + 1) * ROOM for one in ids)


@pytest.mark.parametrize("number", [20170331, 10101, 99991231])
def test_days_are_stored_as_people_read_them(number: int) -> None:
    assert day_number(day_of(number)) == number
