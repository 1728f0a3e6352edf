"""Agreement files: what is read, and what is refused with its place."""

from __future__ import annotations

from datetime import date

import pytest
from builders import AGREEMENT, AGREEMENT_TOML

from cli.errors import faults_told
from domain.agreements import Agreement, AgreementFileError, units_of
from domain.quarters import Quarter


def test_the_agreement_is_read() -> None:
    assert AGREEMENT.quarters() == (Quarter(2015, 1), Quarter(2018, 4))
    assert AGREEMENT.section("M").kind == "measurable"
    assert AGREEMENT.section("X") is None
    assert AGREEMENT.fulfilment(" i  PROCES").label == "I proces"
    assert AGREEMENT.fulfilment("Næsten") is None
    assert AGREEMENT.goal_name("M1").aliases == ("energimærker",)
    assert AGREEMENT.goal_name("M2") is None
    assert AGREEMENT.goal_name("M1").fits("Alle ENERGI-mål")
    assert not AGREEMENT.goal_name("M1").fits("Alle mål")


def test_ids_are_the_same_for_ever() -> None:
    again = Agreement.from_toml(AGREEMENT_TOML, "igen.toml")
    assert again.id == AGREEMENT.id
    assert str(AGREEMENT.id) == "3f088df6-2ba9-596a-afc0-83cfe941afbf"
    assert str(AGREEMENT.goal_id("M1")) == "aabb1c78-9c84-55fa-8762-740d02830898"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('slug = "havneby"', 'slug = "havneby', "file.toml:2:16: the text lacks a quotation mark"),
        ('slug = "havneby"', "", "slug"),
        ('slug = "havneby"', 'slug = "havneby"\nflag = 1', "flag"),
        ('kind = "analysis"', 'kind = "wish"', "wish"),
        ("end = 2018-12-31", "end = 2014-12-31", "end: 2014-12-31 is before start 2015-01-01"),
        ("end = 2018-12-31", 'end = "snart"', "end"),
        ('code = "SOF", name', 'code = "TMF", name', "units.code: TMF stands twice"),
        ('letter = "H"', 'letter = "M"', "sections.letter: M stands twice"),
        ('code = "2", title', 'code = "1", title', "themes.code: 1 stands twice"),
        ('label = "Udgået"', 'label = "OPFYLDT"', "scale.label: opfyldt stands twice"),
        ('party = "KK"},\n]', 'party = "XX"},\n]', "SOF belongs to XX, which is not a party"),
        ('number = "M1"', 'number = "X1"', "goals.number: X1 is not a section's letter"),
        ('number = "M1"', 'number = "M"', "goals.number: M is not a section's letter"),
        ('kinds = ["analysis", "measurable", "intent"]', 'kinds = ["analysis"]',
         "scale: no step may be used"),
    ],
)  # fmt: skip
def test_faults_are_told_with_file_and_place(old: str, new: str, fault: str) -> None:
    text = AGREEMENT_TOML.replace(old, new)
    if "no step" in fault:
        text = text.replace('"measurable"]', '"analysis"]').replace('["intent"]', '["analysis"]')
    assert text != AGREEMENT_TOML
    with pytest.raises(AgreementFileError) as found:
        Agreement.from_toml(text, "file.toml")
    told = faults_told("en", found.value)
    assert told.startswith("file.toml:")
    assert fault in told


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("KK (TMF)", {"TMF"}),
        ("KK (TMF/SUF)", {"TMF", "SUF"}),
        ("KK (TMF, ØKF)", {"TMF", "ØKF"}),
        ("KK", {"KK"}),
        ("KK og BL's 1. kreds", {"KK", "BL's 1. kreds"}),
        ("BL's 1. kreds samt KK (SOF)", {"BL's 1. kreds", "SOF"}),
        ("KK (SOF); BL", {"SOF", "BL"}),
        ("KK (SOF), BL", {"SOF", "BL"}),
        ("", set()),
    ],
)
def test_units_of_a_cell(cell: str, units: set[str]) -> None:
    assert units_of(cell) == units


def test_the_tests_stay_in_the_agreements_time() -> None:
    assert (AGREEMENT.start, AGREEMENT.end) == (date(2015, 1, 1), date(2018, 12, 31))
