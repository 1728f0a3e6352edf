"""A seal closes what the ledger holds, once; a restatement says why."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pytest
from builders import AGREEMENT, MEMBER, Office, member_id, report
from msgspec.structs import replace
from sqlalchemy import select, text

from domain import refusals as no
from domain import seals
from domain.events import AgreementLoaded, QuarterSealed
from domain.ledger import ConcurrentWrites
from domain.members import Member
from domain.quarters import Quarter
from domain.seals import Followed, ReportAt, SealQuarter
from projections.questions import Questions
from projections.schema import KEPT

Q1, DAY = Quarter(2017, 1), date(2017, 4, 3)
JSON = b"{}"
DIGEST = hashlib.sha256(JSON).hexdigest()
HELD = ReportAt(1_491_220_800_000_000, DIGEST)
NOTHING = ReportAt(HELD.known_at, DIGEST, empty=True)
OPEN, SEALED = Followed(AGREEMENT), Followed(AGREEMENT, {"2017-Q1": 40})


def command(**change: Any) -> SealQuarter:
    files = {"a.json": JSON, "a.txt": b"x"}
    made = SealQuarter(AGREEMENT.id, Q1, 41, DIGEST, files, {"Typst": "0.15.0"})
    return replace(made, **change)


def test_a_seal_says_what_it_rests_on_and_keeps() -> None:
    (sealed,) = seals.decide(OPEN, MEMBER, DAY, command(), HELD)
    assert sealed == QuarterSealed(
        "2017-Q1", 41, DIGEST, {"Typst": "0.15.0"},
        {"a.json": DIGEST, "a.txt": hashlib.sha256(b"x").hexdigest()}, HELD.known_at,
    )  # fmt: skip


def test_a_restatement_says_why() -> None:
    (sealed,) = seals.decide(SEALED, MEMBER, DAY, command(reason="Sent"), HELD)
    assert sealed.reason == "Sent"


OTHER = no.SealOfAnotherReport("1. kvartal 2017", 41)
REFUSED = {
    "another hash": (OPEN, command(report_sha256="ab"), HELD, OTHER),
    "nothing recorded there": (OPEN, command(), None, OTHER),
    "files of something else": (OPEN, command(files={"a.json": b"[]"}), HELD, OTHER),
    "sealed before": (SEALED, command(), HELD, no.AlreadySealed("1. kvartal 2017")),
    "never sealed": (OPEN, command(reason="x"), HELD, no.NothingToRestate("1. kvartal 2017")),
    "known less": (
        SEALED, command(reason="x", position=39), HELD, no.NothingToRestate("1. kvartal 2017"),
    ),
    "no reason": (SEALED, command(reason=" - "), HELD, no.EmptyText("reason")),
    "control characters": (SEALED, command(reason="a\0"), HELD, no.UnprintableText("reason")),
    "no goals": (OPEN, command(), NOTHING, no.NothingToSeal("1. kvartal 2017")),
    "outside": (
        OPEN, command(quarter=Quarter(2019, 1)), HELD,
        no.QuarterOutsideAgreement("1. kvartal 2019"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    followed, asked, held, refusal = REFUSED[case]
    with pytest.raises(type(refusal)) as found:
        seals.decide(followed, MEMBER, DAY, asked, held)
    assert found.value == refusal


def test_only_the_secretariat_seals() -> None:
    with pytest.raises(no.SecretariatOnly):
        seals.decide(OPEN, Member(member_id(7), "TMF", "tovholder"), DAY, command(), HELD)


def test_the_last_seal_counts() -> None:
    state = seals.evolve(AGREEMENT.id, None, AgreementLoaded(AGREEMENT))
    for position in (5, 9):
        sealed = QuarterSealed("2017-Q1", position, "ab", {}, {})
        state = seals.evolve(AGREEMENT.id, state, sealed)
    assert state == Followed(AGREEMENT, {"2017-Q1": 9})
    with pytest.raises(no.UnknownAgreement):
        seals.evolve(AGREEMENT.id, None, sealed)


# --- in the ledger ----------------------------------------------------------------------------


def stored(office: Office) -> list[bytes]:
    with office.recorder.reading() as connection:
        return sorted(bytes(one) for one in connection.execute(select(KEPT.c.content)).scalars())


def with_files(office: Office, **more: Any) -> SealQuarter:
    """A seal whose report is a file of its own, and one more file."""
    from projections.rendering import as_json

    made = office.seal(Q1, **more)
    told = as_json.render(Questions(office.recorder).bilag1(AGREEMENT, Q1, made.position))
    return replace(made, files={"r.json": told, "r.txt": b"x"})


def test_the_files_go_in_with_the_seal_and_the_same_bytes_once(office: Office) -> None:
    office.tell(report("M1", date(2017, 2, 1), "Nyt"))
    first = with_files(office)
    office.tell(first)
    office.tell(with_files(office, reason="Igen", position=first.position))
    assert stored(office) == sorted(first.files.values())


def test_what_is_refused_keeps_nothing(office: Office) -> None:
    office.tell(report("M1", date(2017, 2, 1), "Nyt"))
    before = office.recorder.max_notification_id()
    for wrong in ({"position": before + 1}, {"position": 0}, {"report_sha256": "ab"}):
        with pytest.raises(no.SealOfAnotherReport):
            office.tell(replace(with_files(office), **wrong))
    assert (stored(office), office.recorder.max_notification_id()) == ([], before)


def test_an_interrupted_seal_leaves_nothing_half(office: Office) -> None:
    """The files are written first and the views last; what stops there takes all with it."""
    sealed, before = with_files(office), office.recorder.max_notification_id()
    in_the_way = f"INSERT INTO tovholder_view_seals VALUES ({before + 1}, 'x', 'x', 0, 'x')"  # noqa: S608
    with office.recorder.engine.begin() as connection:
        connection.execute(text(in_the_way))
    with pytest.raises(ConcurrentWrites):
        office.tell(sealed)
    assert (stored(office), office.recorder.max_notification_id()) == ([], before)
