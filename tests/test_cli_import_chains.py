"""Chains of quarterly documents: after each import the report says what the document says.

The documents are random: any row may say anything in any column, also what contradicts the ledger.
An independent model keeps, for each goal, the text in force at the end of each quarter.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from cli_helpers import LINES, Desk, Line, desk_with
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
UNCHANGED = "Uændret"

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
