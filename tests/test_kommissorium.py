"""The kommissorium of 10 December 2025 as people read it, beside the bundled file: facts in tables.

Nothing here is made from the file or by the code that reads it; the file is read by tomllib alone.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.agreements import Agreement
from domain.cadence import periods

FILE = Path(__file__).parents[1] / "cli" / "bundled" / "kommissorium-skaeve-boliger-2025.toml"
TOLD: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
ORGANISED = TOLD["organisation"]
FORUMS = {one["title"]: one for one in ORGANISED["forums"]}
UNITS = {one["code"]: one for one in TOLD["units"]}
KK, KAB = "KK", "KAB"

STAFF = {
    "Styregruppen": [(KAB, "direktion"), (KK, "Socialforvaltningens direktion"),
                     (KK, "Klima-, Miljø- og Teknikforvaltningens direktion")],
    "Koordinationsgruppen": [
        (KAB, "administrative ledelse"), (KAB, "byggeafdeling"), (KAB, "juridiske"),
        (KAB, "social bæredygtighed"), (KK, "Budget og Byggeri"), (KK, "Almene Boliger"),
        (KK, "Skæve Boliger"),
    ],
    "Arbejdsgruppen for drift, vedligehold og økonomi": [(KAB, "Driften"), (KK, "Skæve Boliger")],
    "Arbejdsgruppen for udlejning og anvisning": [
        (KAB, "juridiske"), (KK, "Skæve Boliger"), (KK, "Boligafklaring"),
    ],
    "Byggeudvalg": [(KAB, "byggeafdeling"), (KK, "Budget og Byggeri"), (KAB, "opfører")],
}  # fmt: skip
"""Who sits in each forum: the party, and what the unit is known by."""

DRIFT, UDLEJNING = "drift, vedligehold og økonomi", "udlejning og anvisning"
DELIVERABLES = [
    ("Forretningsorden", None), ("inddrage naboerne", None), ("kommunikation", None),
    ("vedligeholder hvad", DRIFT), ("budget", DRIFT), ("Funktionsprogram", None),
    ("Standardhusorden", DRIFT), ("forlig", UDLEJNING), ("serviceniveau", DRIFT),
    ("klagesager og udsættelser", UDLEJNING),
]  # fmt: skip
"""The ten deliverables by priority, each with the working group that contributes to it."""

SIGNED = [
    ("Socialforvaltningen", "Socialborgmester"),
    ("Socialforvaltningen", "Administrerende direktør"),
    ("Klima-, Miljø- og Teknikforvaltningen", "Klima-, miljø- og teknikborgmester"),
    ("Klima-, Miljø- og Teknikforvaltningen", "Administrerende direktør"),
    ("KAB", "Administrerende direktør"), ("KAB", "Kundedirektør"),
    ("Samvirkende Boligselskaber", "Formand"), ("AKB København", "Formand"),
    ("Boligforeningen 3B", "Formand"),
]  # fmt: skip


def unit(code: str) -> tuple[str, str]:
    return UNITS[code]["party"], UNITS[code]["name"]


def test_five_forums_are_staffed_as_the_document_says() -> None:
    assert list(FORUMS) == list(STAFF)
    for title, said in STAFF.items():
        seats = [unit(one["unit"]) for one in FORUMS[title]["seats"]]
        assert len(seats) == len(said), title
        for (party, name), (of, known) in zip(seats, said, strict=True):
            assert party == of, (title, name)
            assert known in name, (title, name)


def test_one_office_arranges_the_two_upper_forums() -> None:
    kept = {title: unit(one["secretariat"])[1] for title, one in FORUMS.items()
            if "secretariat" in one}  # fmt: skip
    assert set(kept) == {"Styregruppen", "Koordinationsgruppen"}
    assert all("Socialforvaltningen" in name and "Budget og Byggeri" in name
               for name in kept.values())  # fmt: skip


def test_what_reports_to_what() -> None:
    titles = {one["code"]: title for title, one in FORUMS.items()}
    above = {title: titles[one["reports_to"]] for title, one in FORUMS.items()
             if "reports_to" in one}  # fmt: skip
    assert above.pop("Koordinationsgruppen") == "Styregruppen"
    assert set(above) == set(STAFF) - {"Styregruppen", "Koordinationsgruppen"}
    assert set(above.values()) == {"Koordinationsgruppen"}
    assert [title for title, one in FORUMS.items() if one.get("per_project")] == ["Byggeudvalg"]


@pytest.mark.parametrize(
    ("title", "years"),
    [("Styregruppen", {1: 2, 3: 2, 4: 1, 25: 1}), ("Koordinationsgruppen", {1: 4, 3: 4, 4: 2})],
)  # fmt: skip
def test_how_many_meetings_are_owed_in_each_year(title: str, years: dict[int, int]) -> None:
    agreement = Agreement.from_toml(FILE.read_text("utf-8"), FILE.name)
    forum = next(one for one in agreement.organised.forums if one.title == title)
    for year, meetings in years.items():
        end = agreement.start.year + year - 1
        owed = [one.owed for one in periods(forum, agreement.start, agreement.end)
                if one.end.year == end]  # fmt: skip
        assert sum(owed) == meetings, year
    assert {title for title, one in FORUMS.items() if "cadence" not in one} == set(
        list(STAFF)[2:]
    ), "the others choose for themselves"


def test_ten_deliverables_in_their_order_with_who_answers_and_contributes() -> None:
    told = ORGANISED["deliverables"]
    assert len(told) == 10
    titles = {one["code"]: title for title, one in FORUMS.items()}
    for one, (words, group) in zip(told, DELIVERABLES, strict=True):
        assert words in one["title"]
        assert titles[one["forum"]] == "Koordinationsgruppen"
        contributing = [titles[code] for code in one.get("contributing", ())]
        assert contributing == ([f"Arbejdsgruppen for {group}"] if group else [])
    assert ORGANISED["approval"]["forum"] == FORUMS["Styregruppen"]["code"]


def test_four_themes_and_the_one_that_the_koordinationsgruppe_answers_for() -> None:
    assert [(one["code"], one["title"]) for one in TOLD["themes"]] == [
        ("1", "Opførelse af skæve boliger"), ("2", "Drift af skæve boliger"),
        ("3", "Anvisning og udlejning"), ("4", "Udvikling og organisering"),
    ]  # fmt: skip
    assert FORUMS["Koordinationsgruppen"]["themes"] == ["4"]


def test_the_yearly_reviews_are_those_of_the_working_group_on_operation() -> None:
    group = FORUMS["Arbejdsgruppen for drift, vedligehold og økonomi"]
    duties = " ".join(one["title"] for one in group["duties"])
    for word in ("budgetter", "regnskaber", "vedligeholdelsesplanerne", "næste års"):
        assert word in duties
    homes = ORGANISED["homes"]
    assert homes["reviewed_by"] == group["code"]
    assert [one["title"] for one in homes["reviews"]] == [
        "Budget", "Regnskab", "Årets planlagte vedligeholdelse",
    ]  # fmt: skip


def test_112_homes_before_2050_who_signed_and_when_it_lapses() -> None:
    (target,) = ORGANISED["targets"]
    assert (target["amount"], target["by"]) == (112, date(2050, 1, 1))
    names = {one["code"]: one["name"] for one in (*TOLD["parties"], *TOLD["units"])}
    signed = [(names[one["unit"]], one["office"]) for one in ORGANISED["signatories"]]
    assert len(signed) == len(SIGNED)
    for (name, office), (known, title) in zip(signed, SIGNED, strict=True):
        assert name.startswith(known)
        assert office == title
    for words in ("kommunal", "statslig", "støtte", "Ingen af parterne kan da rejse krav"):
        assert words in ORGANISED["lapse"]["condition"]
