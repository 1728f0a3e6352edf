"""Who is who in Slack, and what is remembered between two requests; on both backends."""

from __future__ import annotations

import pytest
from builders import Office, member_id
from sqlalchemy import select

from projections.links import Links, Person
from projections.slack_memory import ASKED_FOR, LEASE, REMEMBERED, SlackMemory
from projections.slack_schema import SLACK_CODES

METTE, OLE = Person("T1", "U1"), Person("T2", "U1")
MEMBER, OTHER = member_id(7), member_id(8)


@pytest.fixture
def links(office: Office) -> Links:
    return Links(office.recorder)


@pytest.fixture
def memory(office: Office) -> SlackMemory:
    return SlackMemory(office.recorder)


def test_a_user_id_means_nothing_without_its_team(links: Links) -> None:
    links.link(METTE, MEMBER, 1)

    assert links.member(METTE) == MEMBER
    assert links.member(OLE) is None


def test_a_later_link_takes_the_place_of_an_earlier_one(links: Links) -> None:
    links.link(METTE, MEMBER, 1)
    links.link(METTE, OTHER, 2)

    assert links.member(METTE) == OTHER
    assert links.people(MEMBER) == []


def test_a_member_may_be_in_two_workspaces(links: Links) -> None:
    links.link(OLE, MEMBER, 1)
    links.link(METTE, MEMBER, 1)

    assert links.people(MEMBER) == [METTE, OLE]


def test_a_code_counts_once_and_in_any_spelling(links: Links) -> None:
    links.offer("ABCD2345", MEMBER, 100)

    assert links.redeem("abcd-2345", METTE, 100) == MEMBER
    assert links.member(METTE) == MEMBER
    assert links.redeem("ABCD2345", OLE, 100) is None
    assert links.member(OLE) is None


def test_a_code_counts_for_a_time_and_until_the_next_one(links: Links) -> None:
    links.offer("AAAA2222", MEMBER, 100)
    assert links.redeem("AAAA2222", METTE, 101) is None
    links.offer("BBBB2222", MEMBER, 200)
    links.offer("CCCC2222", MEMBER, 200)
    assert links.redeem("BBBB2222", METTE, 150) is None
    assert links.redeem("CCCC2222", METTE, 150) == MEMBER


def test_a_code_is_not_stored_as_it_is(links: Links, office: Office) -> None:
    links.offer("ABCD2345", MEMBER, 100)

    with office.recorder.reading() as connection:
        row = connection.execute(select(SLACK_CODES)).one()
    assert b"ABCD2345" not in bytes(row.digest)
    assert len(row.digest) == 32


def test_everything_about_a_member_can_be_erased(links: Links, memory: SlackMemory) -> None:
    links.link(METTE, MEMBER, 1)
    links.offer("ABCD2345", MEMBER, 100)
    asked = memory.ask(MEMBER, "c1", "E-mærker opfyldt", 1)

    links.erase(MEMBER)

    assert links.member(METTE) is None
    assert links.redeem("ABCD2345", METTE, 1) is None
    assert memory.asked(asked.id, 1) is None


def test_what_is_asked_about_is_remembered_for_a_day(memory: SlackMemory) -> None:
    asked = memory.ask(MEMBER, "c1", "E-mærker opfyldt", 1)

    assert memory.ask(MEMBER, "c1", "E-mærker opfyldt", 2) == asked
    assert memory.asked(asked.id, 2 + ASKED_FOR) == asked
    assert memory.asked(asked.id, 3 + ASKED_FOR) is None
    assert memory.asked("nothing", 2) is None


def test_a_request_is_worked_on_once(memory: SlackMemory) -> None:
    assert memory.begin(["signature", "event"], 1_000)
    assert not memory.begin(["signature", "event"], 1_001)
    memory.done(["signature", "event"])
    assert not memory.begin(["another", "event"], 1_000 + LEASE)
    assert memory.begin(["signature", "event"], 1_001 + REMEMBERED)


def test_a_request_that_died_is_worked_on_again(memory: SlackMemory) -> None:
    assert memory.begin(["event"], 1_000)
    assert memory.begin(["event"], 1_000 + LEASE)
