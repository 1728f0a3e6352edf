"""Every paper is kept as it was sealed, comes out of the events again, and names nobody."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from builders import SECRETARIAT
from msgspec.structs import replace
from partnership_helpers import MAYOR, MEMBERS, TOML, Lodge
from test_projections_regeneration import change_kept
from test_projections_verification import by_owner

from domain import partnership_commands as c
from domain import refusals as no
from domain.agreements import Agreement
from domain.commands import RegisterGoal, ReportStatus
from domain.focus import AddFocusPoint
from domain.home_commands import PlanProject
from domain.home_events import Site
from domain.indicators import Measure, Restate
from domain.ledger import Ledger
from domain.seals import SealPaper
from projections import regeneration, rendering, sealable, sealing, verification
from projections.directory import Directory
from projections.questions import Questions
from projections.regeneration import Place, Regenerated
from projections.rendering import prose
from projections.sealable import NoSuchPaper, Paper
from projections.sources import Replayed, Viewed

INDICATOR = 'indicators = [{id = "regn", goal = "G1", title = "Regn", unit = "mm", target = "9"}]\n'
LAUG = Agreement.from_toml(INDICATOR + TOML, "gaardlaug.toml")
DAY = date(2027, 3, 1)
VERSIONS = rendering.versions()
TEMPLATE = """+++
emne = "Laugets redegørelse"
modtagere = ["Byen"]
udvalgte = ["G1"]
+++
{{ resultat.sætning }} {% for mål in udvalgte %}{{ mål.status }} {{ mål.indikatorer[0].sætning }}
{{ mål.indikatorer[0].figur }}
{% endfor %}
""".encode()
KEPT_AS = "redegoerelse-2027-Q1.skabelon.md"
ASKED: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "memo": ("2027-Q1", {"since": "2026-Q4@24", "template": KEPT_AS}),
    "bilag2": ("2027", {}),
    "deliverables": ("2027-03-01", {}),
    "homes": ("2027-03-01", {"since": "2026-12-31@24"}),
    "minutes": ("oldermaend-1", {"as_of": "2027-03-01"}),
    "agenda": ("oldermaend-2", {"as_of": "2027-03-01"}),
    "indicators": ("2027-Q1", {}),
    "integrity": ("2027-Q1", {}),
    "bridge": ("2026-Q4_2027-Q1", {"since": "2026-Q4@24"}),
}


@pytest.fixture
def lodge(ledger: Ledger) -> Lodge:
    made = Lodge(ledger, LAUG).opened().seated()
    goal = LAUG.goal_id("G1")
    made.tell(RegisterGoal(goal, "G1", DAY, "Grønne gårde", "Gårdene bliver grønne"))
    made.tell(ReportStatus(goal, DAY, "Der er plantet", "Nået"))
    made.tell(Measure("regn", DAY, "7", "Vandforsyningen"))
    made.tell(Restate("regn", 1, "Talt om", "8"))
    made.tell(AddFocusPoint(1, DAY, "Vand", "Regnvand", "Vi samler det."))
    made.tell(PlanProject("nord", "Nord", "SMED", (Site("Nordgade", 9),), DAY))
    made.submitted()
    meeting = made.met()
    made.tell(c.RecordDecision(meeting, 1, "other", "Der plantes", refers=("goal:G1",)))
    made.tell(c.CallMeeting("oldermaend", 2, date(2027, 9, 1), "10:00", 60, "Smedjen", ("Regn",),
                            (MAYOR,)))  # fmt: skip
    for number, member in enumerate(MEMBERS):
        Directory(made.recorder).name(member, f"Navn Navnesen-{number}")
    return made


def paper(lodge: Lodge, sort: str) -> Paper:
    return Paper(sort, *ASKED[sort], Questions(lodge.recorder).last_position())


def command(lodge: Lodge, sort: str, reason: str | None = None) -> SealPaper:
    inputs = {KEPT_AS: TEMPLATE} if sort == "memo" else {}
    return sealing.prepare_paper(
        Questions(lodge.recorder), LAUG, paper(lodge, sort), inputs, reason
    )


def again(lodge: Lodge) -> list[Regenerated]:
    questions = Questions(lodge.recorder)
    every = sealing.seals(questions, LAUG)
    return list(regeneration.regenerate(questions, LAUG, every, VERSIONS, lambda *_: None))


def test_every_sort_is_sealed_here() -> None:
    assert {*ASKED, "bilag1"} == set(sealable.SORTS)


def test_what_was_sealed_comes_out_again_whatever_comes_later(lodge: Lodge) -> None:
    for sort in ASKED:
        lodge.tell(command(lodge, sort))
    lodge.tell(ReportStatus(LAUG.goal_id("G1"), DAY, "Det hele er plantet"))
    lodge.tell(Measure("regn", date(2027, 2, 28), "9", "Vandforsyningen"))
    for sort in ASKED:
        lodge.tell(command(lodge, sort, "Mere kom til"))
    found = again(lodge)
    assert [one.identical for one in found] == [True] * 2 * len(ASKED)
    names = [f"{sort}-{about}" for sort, (about, _) in ASKED.items()]
    assert [(one.seal.name, one.seal.number) for one in found] == [
        (name, number) for number in (1, 2) for name in names
    ]
    assert list(verification.verify(lodge.recorder, lambda *_: None)) == []


@pytest.mark.parametrize("sort", ASKED)
def test_the_views_and_the_events_tell_the_same(lodge: Lodge, sort: str) -> None:
    questions = Questions(lodge.recorder)
    asked, inputs = paper(lodge, sort), {KEPT_AS: TEMPLATE}
    events = Replayed(questions, LAUG)
    for quarter, position in sealable.moments(asked):
        events.advance(position)
        events.bilag1(quarter, position)
    events.advance(asked.position)
    assert sealable.files(events, asked, inputs) == sealable.files(
        Viewed(questions, LAUG), asked, inputs
    )


def test_views_have_no_say(lodge: Lodge) -> None:
    for sort in ("minutes", "bilag2", "indicators", "deliverables"):
        lodge.tell(command(lodge, sort))
    for change in ("meetings SET place = 'x'", "focus_points SET title = 'x'",
                   "measurements SET value = '1'", "deliverables SET state = 'x'"):  # fmt: skip
        by_owner(lodge, f"UPDATE tovholder_view_{change}")  # type: ignore[arg-type]
    assert all(one.identical for one in again(lodge))


def changed(lodge: Lodge, old: str, new: str) -> int:
    """Put other words in the one event that holds ``old``, as the database's owner can, with its
    hash; the event's position."""
    (one,) = [e for e in Questions(lodge.recorder).entries() if old.encode() in e.state]
    state = one.state.replace(old.encode(), new.encode())
    by_owner(
        lodge,  # type: ignore[arg-type]
        "UPDATE tovholder_events SET state = :state WHERE id = :at AND :digest = :digest",
        "UPDATE tovholder_log SET sha256 = :digest WHERE position = :at AND :state = :state",
        at=one.position, state=state, digest=hashlib.sha256(state).digest(),
    )  # fmt: skip
    return one.position


@pytest.mark.parametrize(
    ("sort", "old", "new", "path"),
    [
        ("minutes", "Der plantes", "Der fældes", "meeting.decisions[1].text"),
        ("bilag2", "Vi samler det.", "Vi spilder det.", "themes[1].points[1].paragraphs[1]"),
        ("indicators", '"value":"8"', '"value":"9"', "indicators[1].points[1].value"),
        ("bridge", "Der er plantet", "Der er fældet", "changes[3].new"),
    ],
)
def test_the_first_place_that_differs_is_named_with_its_event(
    lodge: Lodge, sort: str, old: str, new: str, path: str
) -> None:
    lodge.tell(command(lodge, sort))
    at = changed(lodge, old, new)
    (one,) = again(lodge)
    assert not one.identical
    name = next(name for name in one.seal.event.files if name.endswith(".json"))
    was, now = (words.partition('":"')[2].strip('"') or words for words in (old, new))
    assert one.places[0] == Place(name, path, was, now, at)
    assert set(one.differing) == set(one.seal.event.files)


def test_a_difference_in_what_the_memo_counts_is_a_cell_of_bilag_1(lodge: Lodge) -> None:
    lodge.tell(command(lodge, "memo"))
    at = changed(lodge, '"fulfilment":"Nået"', '"fulfilment":"Ikke"')
    (one,) = again(lodge)
    assert [(cell.goal, cell.column, cell.position) for cell in one.cells] == [
        ("G1", "fulfilment", at)
    ]
    assert KEPT_AS not in one.differing


def test_the_memo_is_made_of_the_template_that_was_kept(lodge: Lodge) -> None:
    lodge.tell(command(lodge, "memo"))
    (seal,) = sealing.seals(Questions(lodge.recorder), LAUG)
    assert sealing.kept(lodge.recorder, seal.event)[KEPT_AS] == TEMPLATE
    statement = "UPDATE tovholder_kept SET content = :new WHERE sha256 = :digest"
    change_kept(lodge, KEPT_AS, statement, LAUG, new=TEMPLATE + b"x")  # type: ignore[arg-type]
    (one,) = again(lodge)
    assert (one.damaged, one.differing, one.identical) == ((KEPT_AS,), (), False)


def words_of(name: str, content: bytes) -> str:
    """What stands in a file, as far as it is text."""
    if not name.endswith(".docx"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode("utf-8")


@pytest.mark.parametrize("sort", ASKED)
def test_nobody_is_named_in_what_is_kept(lodge: Lodge, sort: str) -> None:
    asked = command(lodge, sort)
    told = {name: words_of(name, content) for name, content in asked.files.items()}
    assert not [name for name, words in told.items() if "Navnesen" in words]


def test_those_at_a_meeting_are_told_by_the_units_of_their_seats(lodge: Lodge) -> None:
    told = command(lodge, "minutes").files["referat-oldermaend-1.md"].decode()
    assert "**Til stede:** BY, LAUG" in told
    assert "**Afbud:** SMED" in told


def test_the_ledger_makes_the_paper_itself(lodge: Lodge) -> None:
    asked = command(lodge, "bilag2")
    before = lodge.recorder.max_notification_id()
    changes: tuple[dict[str, Any], ...] = (
        {"report_sha256": "ab"}, {"paper": "avis"}, {"about": "x"}, {"position": before + 1},
        {"files": {}}, {"files": {"bilag2-2027.json": b"{}"}}, {"position": before - 5},
    )  # fmt: skip
    for change in changes:
        with pytest.raises(no.SealOfAnotherReport):
            lodge.tell(replace(asked, **change))
    memo = command(lodge, "memo")
    without = {name: content for name, content in memo.files.items() if name != KEPT_AS}
    with pytest.raises(no.SealOfAnotherReport):
        lodge.tell(replace(memo, files=without))
    assert lodge.recorder.max_notification_id() == before


def test_only_the_secretariat_keeps_papers_and_a_second_time_says_why(lodge: Lodge) -> None:
    with pytest.raises(no.SecretariatOnly):
        lodge.tell(command(lodge, "minutes"), MAYOR)
    lodge.tell(command(lodge, "minutes"), SECRETARIAT)
    with pytest.raises(no.AlreadySealed) as found:
        lodge.tell(command(lodge, "minutes"))
    assert found.value.what == "minutes-oldermaend-1"
    with pytest.raises(no.NothingToRestate):
        lodge.tell(command(lodge, "agenda", "Igen"))
    lodge.tell(command(lodge, "agenda"))


def test_what_there_is_nothing_of_is_not_prepared(lodge: Lodge) -> None:
    questions = Questions(lodge.recorder)
    for sort, about in (("minutes", "oldermaend-2"), ("agenda", "oldermaend-1"),
                        ("agenda", "baenk-7")):  # fmt: skip
        asked = paper(lodge, sort)._replace(about=about)
        with pytest.raises(NoSuchPaper):
            sealing.prepare_paper(questions, LAUG, asked, {})
    with pytest.raises(prose.TemplateFault):
        sealing.prepare_paper(questions, LAUG, paper(lodge, "memo"), {KEPT_AS: b"+++\n"})
