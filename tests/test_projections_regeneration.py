"""Sealed files come out of the events again, byte for byte, or what differs is named."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from builders import AGREEMENT, Office, correct, report
from conftest import OpenLedger
from sqlalchemy import text
from test_projections_verification import by_owner

from domain.agreements import Agreement
from domain.codec import UnreadableEvent
from domain.quarters import Quarter
from projections import regeneration, rendering, sealing, verification
from projections.differences import KeptFileChanged, KeptFileLost
from projections.questions import Questions
from projections.regeneration import Cell, Regenerated

Q1 = Quarter(2017, 1)
VERSIONS = rendering.versions()
BRIDGES = tuple(f"bro-2017-Q1.{form}" for form in ("md", "html", "json", "csv", "pdf", "docx"))


def seal(office: Office, reason: str | None = None) -> sealing.Seal:
    questions = Questions(office.recorder)
    last = questions.last_position()
    office.tell(sealing.prepare(questions, AGREEMENT, Q1, last, reason))
    return sealing.seals(questions, AGREEMENT, str(Q1))[-1]


@pytest.fixture
def sealed(office: Office) -> Office:
    """Sealed at position 7, and again at 10 after a correction and a late entry."""
    office.tell(
        report("M1", date(2017, 2, 1), "Vi er i gang", fulfilment="I proces"),
        report("A1", date(2017, 2, 1), "Analysen er lavet", fulfilment="Opfyldt"),
    )
    seal(office)
    office.tell(correct("M1", 2, "Vi er færdige"), report("H1", date(2017, 3, 1), "Sent"))
    seal(office, "Rettelse og efterregistrering")
    return office


def again(office: Office, versions: dict[str, str] = VERSIONS) -> list[Regenerated]:
    questions = Questions(office.recorder)
    every = sealing.seals(questions, AGREEMENT)
    done: list[tuple[int, int]] = []
    found = list(
        regeneration.regenerate(
            questions, AGREEMENT, every, versions, lambda *one: done.append(one)
        )
    )
    assert done[-1] == (len(every), len(every))
    return found


def test_what_was_sealed_comes_out_again(sealed: Office) -> None:
    first, second = again(sealed)
    assert first.identical
    assert second.identical
    assert (first.versions, first.cells, first.altered) == ((), (), ())
    assert list(first.seal.event.files) == [f"bilag1-2017-Q1.{f}" for f in rendering.FORMATS]
    assert list(second.seal.event.files)[-6:] == list(BRIDGES)
    assert second.seal.event.reason == "Rettelse og efterregistrering"


def test_the_restatement_keeps_the_bridge_from_the_first_seal(sealed: Office) -> None:
    _, second = sealing.seals(Questions(sealed.recorder), AGREEMENT, str(Q1))
    bridge = json.loads(sealing.kept(sealed.recorder, second.event)["bro-2017-Q1.json"])
    assert [bridge["from"]["position"], bridge["to"]["position"]] == [7, 10]
    assert [(one["goal"], one["column"], one["class"]) for one in bridge["changes"]] == [
        ("M1", "status", "correction"), ("H1", "status", "late entry"),
    ]  # fmt: skip
    assert bridge["unexplained"] == 0


def test_one_seal_alone_is_made_from_what_it_needs(sealed: Office) -> None:
    questions = Questions(sealed.recorder)
    second = sealing.seals(questions, AGREEMENT)[1:]
    found = list(regeneration.regenerate(questions, AGREEMENT, second, VERSIONS, lambda *_: None))
    assert [(one.seal.number, one.identical) for one in found] == [(2, True)]


def test_later_events_and_other_agreements_change_nothing(sealed: Office) -> None:
    sealed.tell(report("M1", date(2017, 2, 2), "Senere"), report("A1", date(2018, 2, 2), "Nyt"))
    assert all(one.identical for one in again(sealed))


def test_views_have_no_say(sealed: Office) -> None:
    by_owner(sealed, "UPDATE tovholder_view_goal_reports SET text = 'x'",
             "UPDATE tovholder_view_goals SET title = 'x'")  # fmt: skip
    assert all(one.identical for one in again(sealed))


CHANGED = b'{"effective":"2017-02-01","text":"Vi er snart i gang","fulfilment":"I proces"}'


def test_an_event_whose_bytes_were_changed_is_named_with_its_cell(sealed: Office) -> None:
    by_owner(sealed, "UPDATE tovholder_events SET state = :state WHERE id = 6", state=CHANGED)
    first, second = again(sealed)
    assert not first.identical
    assert first.altered == second.altered == (6,)
    assert set(first.differing) == set(first.seal.event.files)
    assert first.cells == (Cell("M1", "Mål M1", "status", "Vi er i gang", "Vi er snart i gang", 6),)
    assert second.cells == ()  # the correction stands over it; its files are the same
    assert second.differing == BRIDGES


def test_an_event_changed_with_its_hash_is_still_found_by_the_seal(sealed: Office) -> None:
    by_owner(
        sealed,
        "UPDATE tovholder_events SET state = :state WHERE id = 6 AND :digest = :digest",
        "UPDATE tovholder_log SET sha256 = :digest WHERE position = 6 AND :state = :state",
        state=CHANGED, digest=hashlib.sha256(CHANGED).digest(),
    )  # fmt: skip
    first = again(sealed)[0]
    assert first.altered == ()
    assert [(one.goal, one.column, one.position) for one in first.cells] == [("M1", "status", 6)]


def test_an_event_that_cannot_be_read_is_named(sealed: Office) -> None:
    by_owner(sealed, "UPDATE tovholder_events SET state = :state WHERE id = 6", state=b"{")
    with pytest.raises(UnreadableEvent, match="position 6"):
        again(sealed)


def test_a_time_that_was_changed_stands_in_the_head(sealed: Office) -> None:
    by_owner(sealed, "UPDATE tovholder_log SET recorded_at = recorded_at + 1 WHERE position = 7")
    first = again(sealed)[0]
    assert [(one.goal, one.column) for one in first.cells] == [("", "known_at")]


def change_kept(
    office: Office, name: str, statement: str, agreement: Agreement = AGREEMENT, **values: Any
) -> None:
    digest = sealing.seals(Questions(office.recorder), agreement)[0].event.files[name]
    with office.recorder.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for trigger in ("no_update", "no_delete"):
                connection.execute(text(f"DROP TRIGGER tovholder_kept_{trigger}"))
        else:
            connection.execute(text("ALTER TABLE tovholder_kept DISABLE TRIGGER USER"))
        values = {**values, "digest": bytes.fromhex(digest)}
        assert connection.execute(text(statement), values).rowcount == 1
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE tovholder_kept ENABLE TRIGGER USER"))
    office.recorder.create_table()  # the guards stand as if nothing had happened


@pytest.mark.parametrize("name", ["bilag1-2017-Q1.pdf", "bilag1-2017-Q1.json"])
def test_a_kept_file_that_was_changed_is_named(sealed: Office, name: str) -> None:
    change_kept(sealed, name, "UPDATE tovholder_kept SET content = :new WHERE sha256 = :digest",
                new=b"%PDF-1.7 forged")  # fmt: skip
    first, second = again(sealed)
    assert (first.damaged, first.differing, second.identical) == ((name,), (), True)
    (told,) = verification.verify(sealed.recorder, lambda *_: None)
    assert isinstance(told, KeptFileChanged)


def test_a_cell_in_a_kept_json_that_was_changed_is_named(sealed: Office) -> None:
    one = sealing.seals(Questions(sealed.recorder), AGREEMENT)[0].event
    old = sealing.kept(sealed.recorder, one)["bilag1-2017-Q1.json"]
    change_kept(sealed, "bilag1-2017-Q1.json",
                "UPDATE tovholder_kept SET content = :new WHERE sha256 = :digest",
                new=old.replace(b"Analysen er lavet", b"Analysen er ikke lavet"))  # fmt: skip
    first = again(sealed)[0]
    assert first.cells == (
        Cell("A1", "Mål A1", "status", "Analysen er ikke lavet", "Analysen er lavet", 7),
    )


def test_a_kept_file_that_is_gone_is_named(sealed: Office) -> None:
    name = "bilag1-2017-Q1.docx"
    change_kept(sealed, name, "DELETE FROM tovholder_kept WHERE sha256 = :digest")
    assert again(sealed)[0].damaged == (name,)
    (told,) = verification.verify(sealed.recorder, lambda *_: None)
    assert isinstance(told, KeptFileLost)
    assert (told.position, told.name) == (8, name)


def test_another_version_of_what_makes_the_files_is_named(sealed: Office) -> None:
    first = again(sealed, VERSIONS | {"Typst": "9.9.9"})[0]
    assert first.versions == (("Typst", VERSIONS["Typst"], "9.9.9"),)
    assert first.identical  # the bytes are what counts


def test_a_seal_of_the_first_version_is_compared_by_its_hash(
    office: Office, store_url: str, open_ledger: OpenLedger
) -> None:
    """An old store: the old topic, and no table for files until `projections rebuild`."""
    office.tell(report("M1", date(2017, 2, 1), "Vi er i gang"))
    old = office.seal(Q1)
    office.tell(old)
    state = json.dumps({"quarter": "2017-Q1", "position": old.position,
                        "report_sha256": old.report_sha256}).encode()  # fmt: skip
    at = office.recorder.max_notification_id()
    by_owner(
        office,
        "UPDATE tovholder_events SET topic = 'quarter-sealed', state = :state "
        "WHERE id = :at AND :digest = :digest",
        "UPDATE tovholder_log SET sha256 = :digest WHERE position = :at AND :state = :state",
        at=at, state=state, digest=hashlib.sha256(state).digest(),
    )  # fmt: skip
    (one,) = again(Office(open_ledger(store_url)))
    assert one.identical
    assert (one.seal.event.files, one.seal.event.known_at) == ({}, None)
    assert list(verification.verify(office.recorder, lambda *_: None)) == []
