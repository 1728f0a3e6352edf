"""Old shapes are read as today's, stored bytes are never rewritten, and nothing is skipped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from builders import AGREEMENT, Office, by, confirm, goal_id
from conftest import OpenLedger
from eventsourcing.persistence import StoredEvent
from msgspec import Struct
from sqlalchemy import select

from domain.codec import CODEC, Codec, OldShape, UnreadableEvent
from domain.events import TOPICS, Event, GoalStatusReported
from domain.quarters import Quarter
from domain.recording import Entry, Filed
from projections import replay, upkeep, verification
from projections.bilag1 import assemble
from projections.differences import EventUnreadable
from projections.questions import Questions
from projections.schema import LOG


def renamed(data: dict[str, Any]) -> dict[str, Any]:
    """The first shape called the columns otherwise."""
    return {"as_of": data["day"], "text": data["said"], "fulfilment": data.get("step")}


def dated(data: dict[str, Any]) -> dict[str, Any]:
    """The second shape had today's columns, and another name for the effective date."""
    rest = {name: value for name, value in data.items() if name != "as_of"}
    return {"effective": data["as_of"], **rest}


OLD = {
    "goal-status-said": OldShape("goal-status-told", renamed),
    "goal-status-told": OldShape("goal-status-reported", dated),
}
OLD_BYTES = '{"day":"2016-11-05","said":"Første ældre svar","step":"I proces"}'.encode()
OLDER_AND_NEWER = Codec(TOPICS, OLD)


@pytest.fixture
def with_old_shapes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Codec[Event]]:
    """The program of a later day: the same store, read with two more shapes."""
    for module in ("domain.ledger", "projections.log_questions"):
        monkeypatch.setattr(f"{module}.CODEC", OLDER_AND_NEWER)
    return OLDER_AND_NEWER


def record_old(office: Office, topic: str, state: bytes, meant: Event) -> int:
    """Append as the program of an earlier day did: its topic, its bytes, the same views."""
    m1 = goal_id("M1")
    stored = StoredEvent(m1, 2, topic, state)
    entry = Entry(by("old-1"), 0, office.now)
    return office.recorder.append([stored], [Filed(m1, 2, meant)], [entry]).positions[0]


def test_an_old_store_is_read_by_a_new_program(
    office: Office, with_old_shapes: Codec[Event], open_ledger: OpenLedger, store_url: str
) -> None:
    meant = GoalStatusReported(date(2016, 11, 5), "Første ældre svar", "I proces")
    position = record_old(office, "goal-status-said", OLD_BYTES, meant)

    later = Office(open_ledger(store_url), prefix="later")
    later.tell(confirm("M1", Quarter(2017, 1)))  # the rules see the old text: it is unchanged
    questions = Questions(later.recorder)
    upkeep.rebuild(later.recorder, lambda *_: None)
    entries = list(questions.entries())
    assert entries[position - 1].recorded.event == meant
    asked = questions.bilag1(AGREEMENT, Quarter(2017, 1), position + 1)
    history = replay.history((one.recorded for one in entries), AGREEMENT.id, position + 1)
    assert asked == assemble(
        AGREEMENT, Quarter(2017, 1), asked.basis, replay.pictures(history, Quarter(2017, 1))
    )
    row = next(row for row in asked.rows() if row.goal == "M1")
    assert (row.cells["previous_status"], row.cells["status"]) == ("Første ældre svar", "Uændret")
    assert row.cells["fulfilment"] == "I proces"

    assert entries[position - 1][8:10] == ("goal-status-said", OLD_BYTES)  # never rewritten
    with later.recorder.reading() as connection:
        digest = connection.execute(select(LOG.c.sha256).where(LOG.c.position == position))
        assert bytes(digest.scalar_one()) == hashlib.sha256(OLD_BYTES).digest()
    assert list(verification.verify(later.recorder, lambda *_: None)) == []


UNREADABLE = [
    ("goal-status-reported", b"not json"),
    ("goal-status-reported", b'{"effective":"yesterday"}'),
    ("goal-status-reported", b"\xff\xfe"),
    ("goal-status-reported", b"{}"),
    ("goal-status-said", b"{}"),
    ("goal-status-said", b"[]"),
    ("goal-status-said", b'"text"'),
    ("goal-status-said", b'{"day":"2016-11-05","said":7}'),
    ("goal-status-said", b"\xff"),
    ("nobody-knows-it", b"{}"),
]


@pytest.mark.parametrize(("topic", "state"), UNREADABLE)
def test_unreadable_bytes_are_told(topic: str, state: bytes) -> None:
    with pytest.raises(UnreadableEvent, match=topic):
        OLDER_AND_NEWER.decode(topic, state)


def test_nothing_unreadable_is_skipped(office: Office) -> None:
    meant = GoalStatusReported(date(2016, 11, 5), "x")
    position = record_old(office, "goal-status-said", OLD_BYTES, meant)
    entries = list(Questions(office.recorder).entries())
    assert len(entries) == position
    with pytest.raises(UnreadableEvent, match="goal-status-said"):
        _ = entries[-1].recorded
    with pytest.raises(UnreadableEvent, match="goal-status-said"):
        office.tell(confirm("M1", Quarter(2017, 1)))
    with pytest.raises(UnreadableEvent, match="goal-status-said"):
        upkeep.rebuild(office.recorder, lambda *_: None)
    (found,) = verification.verify(office.recorder, lambda *_: None)
    assert isinstance(found, EventUnreadable)
    assert "goal-status-said" in found.error


def test_upcasters_lead_to_today() -> None:
    with pytest.raises(UnreadableEvent, match="circle"):
        Codec(TOPICS, {"a": OldShape("b", dict), "b": OldShape("a", dict)})
    with pytest.raises(UnreadableEvent, match="circle"):
        Codec(TOPICS, {"a": OldShape("a", dict)})
    with pytest.raises(UnreadableEvent, match="gone: no such topic"):
        Codec(TOPICS, {"a": OldShape("gone", dict)})


class Thing(Struct, frozen=True):
    """A fact with a column that may be empty and one that may say nothing."""

    name: str
    note: str | None = None


def test_bytes_are_compact_and_leave_out_what_says_nothing() -> None:
    codec: Codec[Thing] = Codec({"thing": Thing}, {})
    assert codec.encode(Thing("æ")) == '{"name":"æ"}'.encode()
    assert codec.encode(Thing("æ", "")) == '{"name":"æ","note":""}'.encode()
    assert codec.decode("thing", b'{"name":"a"}') == Thing("a")


def test_what_is_read_is_written_alike() -> None:
    event = GoalStatusReported(date(2017, 1, 1), "æøå «»", "Opfyldt")
    stored = CODEC.encode(event)
    assert CODEC.encode(CODEC.decode("goal-status-reported", stored)) == stored
    assert json.loads(stored) == {
        "effective": "2017-01-01", "text": "æøå «»", "fulfilment": "Opfyldt",
    }  # fmt: skip
