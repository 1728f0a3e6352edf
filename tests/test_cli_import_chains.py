"""Chains of quarterly documents: after each import the report says what the document says.

The documents are random: any row may say anything in any column, also what contradicts the ledger.
An independent model keeps, for each goal, the text in force at the end of each quarter.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from cli_helpers import LINES, Desk, Line, desk_with
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.importing.steps import STATED
from domain.quarters import Quarter

QUARTERS = [
    Quarter(2016, 3),
    Quarter(2016, 4),
    Quarter(2017, 1),
    Quarter(2017, 2),
    Quarter(2017, 4),
]
TEXTS = ["Planen er lagt", "Vi er i gang", "Halvt færdig", "Alt er nået", "Sat på pause"]
REASONS = ["", "Regn", "Rådgiver mangler"]
WHEN = ["", "Foråret 2018", "2019"]
STEPS = {"A": ["Opfyldt", "I proces", "Delvist opfyldt"], "H": ["Opfyldt", "Indtænkes"]}
STEPS["M"] = STEPS["A"]
UNCHANGED, MISSING = "Uændret", "Ikke indberettet"

Chain = list[tuple[Quarter, list[Line]]]


@dataclass
class Model:
    """What each goal's status text is at the end of a quarter; None where nobody said any."""

    said: dict[str, dict[Quarter, str]] = field(default_factory=dict)

    def text(self, goal: str, quarter: Quarter) -> str | None:
        before = [one for one in self.said.get(goal, {}) if one <= quarter]
        return self.said[goal][max(before)] if before else None

    def take_in(self, quarter: Quarter, line: Line) -> None:
        said = self.said.setdefault(line.goal, {})
        previous = line.previous_status
        if previous and previous not in (UNCHANGED, self.text(line.goal, quarter.previous())):
            said[quarter.previous()] = previous
        if line.status != UNCHANGED:
            said[quarter] = line.status


@st.composite
def documents(draw: st.DrawFn, faithful: bool) -> Chain:
    """One to four documents. A faithful one repeats the text in force and defines alike."""
    quarters = sorted(draw(st.sets(st.sampled_from(QUARTERS), min_size=1, max_size=4)))
    model = Model()
    chain: Chain = []
    for quarter in quarters:
        lines = [draw(row(line, model, quarter, faithful)) for line in LINES]
        for line in lines:
            model.take_in(quarter, line)
        chain.append((quarter, lines))
    return chain


@st.composite
def row(draw: st.DrawFn, line: Line, model: Model, quarter: Quarter, faithful: bool) -> Line:
    known = model.text(line.goal, quarter.previous())
    previous = known if known is not None and faithful else draw(st.sampled_from(TEXTS))
    changes = {
        "previous_status": previous,
        "status": draw(st.sampled_from([UNCHANGED, UNCHANGED, *TEXTS])),
        "delay_reason": draw(st.sampled_from(REASONS)),
        "expected_completion": draw(st.sampled_from(WHEN)),
        "fulfilment": draw(st.sampled_from(STEPS[line.section])),
    }
    if not faithful:
        changes["theme"] = draw(st.sampled_from(["1", "2"]))
        changes["deadline"] = draw(st.sampled_from(["2015-2018", "2017"]))
        changes["content"] = draw(st.sampled_from(["Der lægges en plan", "Der bygges"]))
        changes["responsible"] = draw(st.sampled_from(["KK (TMF)", "KK (SOF)", "BL"]))
    return replace(line, **changes)


def assert_says(desk: Desk, quarter: Quarter, lines: list[Line]) -> None:
    sections = desk.report(quarter)["sections"]
    cells = [list(row["cells"].values()) for section in sections for row in section["rows"]]
    assert cells == [line.cells() for line in lines]


slow = settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(documents(faithful=True))
def test_faithful_documents_are_reported_as_they_stand(chain: Chain) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_with("empty", Path(folder))
        for quarter, lines in chain:
            told = desk.take_in(lines, quarter)
            assert "forskelligt" not in told
            assert_says(desk, quarter, lines)
        for quarter, lines in chain:
            assert_says(desk, quarter, lines)
            assert "intet nyt" in desk.take_in(lines, quarter)


@slow
@given(documents(faithful=False))
def test_any_documents_are_reported_as_they_stand_once_accepted(chain: Chain) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_with("empty", Path(folder))
        for quarter, lines in chain:
            desk.take_in(lines, quarter, "--accept-corrections")
            assert_says(desk, quarter, lines)
        before = desk.content()
        assert "intet nyt" in desk.take_in(lines, quarter, "--accept-corrections")
        assert desk.content() == before


@slow
@given(documents(faithful=False), st.data())
def test_an_edited_copy_is_taken_over_cell_by_cell(chain: Chain, data: st.DataObject) -> None:
    quarter, lines = chain[0]
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_with("empty", Path(folder))
        desk.take_in(lines, quarter)
        for _ in range(2):
            edited = [data.draw(row(line, Model(), quarter, faithful=False)) for line in LINES]
            desk.take_in(edited, quarter, "--accept-corrections")
            assert_says(desk, quarter, edited)


@st.composite
def any_order(draw: st.DrawFn, defined: bool) -> Chain:
    """Documents of quarters in a row, in any order. Each goal is there for some of them on end; a
    text is its own or "Uændret", and the quarter before is told as it was then. What the goals are,
    is told alike unless ``defined``. If so, a quarter may also be unreported, with what was carried
    into it."""
    quarters = [draw(st.sampled_from(QUARTERS))]
    while len(quarters) < 4:
        quarters.append(quarters[-1].next())
    chain: Chain = [(quarter, []) for quarter in quarters]
    for number, line in enumerate(LINES):
        first, last = sorted(draw(st.tuples(*[st.integers(0, 3)] * 2)))
        text = ""
        for at in range(first, last + 1):
            said = draw(row(line, Model(), quarters[at], faithful=not defined))
            own = f"{number} {quarters[at]}"
            others = [UNCHANGED] if defined else [UNCHANGED, MISSING]
            status = draw(st.sampled_from([*others, own])) if text else own
            if status == MISSING:
                before = chain[at - 1][1][-1]
                said = replace(said, **{name: getattr(before, name) for name in STATED})
            chain[at][1].append(replace(said, previous_status=text, status=status))
            text = own if status == own else text
    return draw(st.permutations([one for one in chain if one[1]]))


def assert_all_say(desk: Desk, chain: Chain) -> None:
    """Each quarter of the chain says what its document says, of the goals that it holds."""
    for quarter, lines in chain:
        here = {line.goal for line in lines}
        cells = [list(cells.values()) for cells in (
            row["cells"] for part in desk.report(quarter)["sections"] for row in part["rows"]
        ) if cells["goal"] in here]  # fmt: skip
        assert cells == [line.cells() for line in lines], str(quarter)
    assert "Alt stemmer" in desk.run("projections", "verify").stdout


@slow
@given(any_order(defined=False))
def test_documents_come_in_any_order(chain: Chain) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_with("empty", Path(folder))
        for quarter, lines in chain:
            assert "forskelligt" not in desk.take_in(lines, quarter)
        assert_all_say(desk, chain)
        for quarter, lines in chain:
            assert "intet nyt" in desk.take_in(lines, quarter)


@slow
@given(any_order(defined=True))
def test_a_document_taken_over_changes_no_later_quarter(chain: Chain) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_with("empty", Path(folder))
        for quarter, lines in chain:
            desk.take_in(lines, quarter, "--accept-corrections")
        assert_all_say(desk, chain)


@pytest.mark.parametrize("last", ["Alt er nået", MISSING])
def test_a_quarter_that_nobody_reported_stays_so(tmp_path: Path, last: str) -> None:
    """The newest document first: it tells of the quarter before what was carried into it."""
    desk = desk_with("empty", tmp_path)
    unreported = replace(LINES[0], previous_status="Kortlagt", status=MISSING)
    desk.take_in([replace(unreported, status=last)], QUARTERS[3])
    desk.take_in([unreported], QUARTERS[2])
    desk.take_in([replace(unreported, previous_status="", status="Kortlagt")], QUARTERS[1])

    assert [desk.cells("A1", quarter)["status"] for quarter in QUARTERS[1:4]] == [
        "Kortlagt", MISSING, last,
    ]  # fmt: skip
    assert desk.rows(QUARTERS[2])["A1"]["cells"]["delay_reason"] == LINES[0].delay_reason


def test_what_was_carried_over_a_gap_is_no_correction_of_an_older_quarter(tmp_path: Path) -> None:
    desk = desk_with("empty", tmp_path)
    first = replace(LINES[0], previous_status="", status="Kortlagt")
    desk.take_in([first], QUARTERS[1])
    later = replace(LINES[0], previous_status="Målt op", status=MISSING, fulfilment="Opfyldt")
    assert "forskelligt" not in desk.take_in([later], QUARTERS[3])
    assert desk.cells("A1", QUARTERS[1])["fulfilment"] == "I proces"
    assert list(desk.cells("A1", QUARTERS[3]).values()) == later.cells()


def test_a_goal_from_an_older_document_is_backdated(tmp_path: Path) -> None:
    """The newest document first, then those before it, where a goal was that went since."""
    empty = desk_with("empty", tmp_path)
    gone = replace(LINES[2], status="Plantet", previous_status="")
    first = replace(gone, status="Bestilt", previous_status="Planlagt", deadline="2016")
    empty.take_in([LINES[0]], QUARTERS[3])
    empty.take_in([LINES[0], gone], QUARTERS[2])
    file = empty.document([first], QUARTERS[1])
    shown = empty.ok("import", "bilag1", file, "--dry-run")
    assert "M2 var med i aftalen allerede fra 1. juli 2016." in shown
    assert "mål med fra før  «At plante træer i alle grønne gårde»" in shown
    empty.ok("import", "bilag1", file)

    assert empty.rows(QUARTERS[1])["M2"]["cells"]["deadline"] == "2016"
    assert empty.rows(QUARTERS[2])["M2"]["cells"]["deadline"] == "2015-2018"
    assert empty.cells("M2", QUARTERS[0])["status"] == "Planlagt"
    assert "målet viste sig at være med i aftalen allerede fra 1. juli 2016" in empty.ok(
        "history", "M2"
    )
    bridge = empty.ok("report", "bridge", "--from", "2016-Q4@9", "--to", "2016-Q4")
    assert "Uforklarede celler: 0." in bridge


def test_an_older_wording_is_asked_about(tmp_path: Path) -> None:
    empty = desk_with("empty", tmp_path)
    empty.take_in([LINES[0]], QUARTERS[3])
    empty.take_in([LINES[0], replace(LINES[1], previous_status="")], QUARTERS[2])
    older = replace(LINES[1], goal="At alle ejendomme får et energimærke bedre end E")
    file = empty.document([older], QUARTERS[1])
    assert "Ét mål er formuleret anderledes" in empty.fails("import", "bilag1", file)
    empty.ok("import", "bilag1", file, "--accept-rewordings")
    assert empty.cells("M1", QUARTERS[1])["goal"] == older.goal
    assert empty.cells("M1", QUARTERS[2])["goal"] == LINES[1].goal
