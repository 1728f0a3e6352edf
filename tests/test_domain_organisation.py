"""The organisation in agreement files: the bundled ones point by point, and faults by field."""

# ruff: noqa: E501 - a table of faults

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from partnership_helpers import LAUG, TOML

from cli.errors import faults_told
from domain.agreements import Agreement, AgreementFileError

ROOT = Path(__file__).parents[1]
BUNDLED = ROOT / "cli" / "bundled"
FOLDER = Path(os.environ.get("TOVHOLDER_SOURCES") or ROOT.parent / "shared" / "sources")
SOURCE = FOLDER / "kommissorium-skaeve-boliger-2025.txt"


def bundled(name: str) -> Agreement:
    return Agreement.from_toml((BUNDLED / name).read_text("utf-8"), name)


KOMMISSORIUM = bundled("kommissorium-skaeve-boliger-2025.toml")
ORGANISED = KOMMISSORIUM.organised


def cadence(agreement: Agreement, forum: str) -> list[tuple[int, int | None, int, str]]:
    found = agreement.organised.forum(forum)
    assert found is not None
    return [(one.from_year, one.to_year, one.meetings, one.per) for one in found.cadence]


def seats(forum: str) -> dict[str, int | None]:
    found = ORGANISED.forum(forum)
    assert found is not None
    return {one.unit: one.seats for one in found.seats}


def test_the_kommissorium_has_its_forums_seats_and_cadence() -> None:
    assert [one.code for one in ORGANISED.forums] == [
        "styregruppe", "koordinationsgruppe", "drift-og-oekonomi", "udlejning-og-anvisning",
        "byggeudvalg",
    ]  # fmt: skip
    assert cadence(KOMMISSORIUM, "styregruppe") == [(1, 3, 2, "year"), (4, None, 1, "year")]
    assert cadence(KOMMISSORIUM, "koordinationsgruppe") == [
        (1, 3, 1, "quarter"), (4, None, 2, "year"),
    ]  # fmt: skip
    for free in ("drift-og-oekonomi", "udlejning-og-anvisning", "byggeudvalg"):
        assert cadence(KOMMISSORIUM, free) == []
    assert set(seats("styregruppe")) == {"KAB-DIR", "SOF-DIR", "KMTF-DIR"}
    together = seats("koordinationsgruppe")
    assert len([unit for unit in together if KOMMISSORIUM.belongs(unit, "KAB")]) == 4
    assert len([unit for unit in together if KOMMISSORIUM.belongs(unit, "KK")]) == 3
    assert set(together.values()) == {1}
    assert set(seats("udlejning-og-anvisning")) == {"KAB-JUR", "SOF-SKB", "SOF-BAR"}
    assert set(seats("drift-og-oekonomi")) == {"KAB-DRIFT", "SOF-SKB"}
    assert set(seats("byggeudvalg")) == {"KAB-BYG", "SOF-BB", "KAB-BS"}
    assert [one.code for one in ORGANISED.forums if one.per_project] == ["byggeudvalg"]
    assert len(ORGANISED.forum("drift-og-oekonomi").duties) == 3  # type: ignore[union-attr]
    assert {one.secretariat for one in ORGANISED.forums if one.secretariat} == {"SOF-BB"}


def test_the_kommissorium_has_its_ten_deliverables_in_order() -> None:
    told = [(one.code, one.contributing) for one in ORGANISED.deliverables]
    drift, udlejning = ("drift-og-oekonomi",), ("udlejning-og-anvisning",)
    assert told == [
        ("forretningsorden", ()), ("nabokommunikation", ()), ("kommunikationsstrategi", ()),
        ("snitfladeaftale", drift), ("budgetopfoelgning", drift), ("funktionsprogram", ()),
        ("husorden", drift), ("forlig", udlejning), ("serviceniveau", drift),
        ("klager-og-udsaettelser", udlejning),
    ]  # fmt: skip
    assert {one.forum for one in ORGANISED.deliverables} == {"koordinationsgruppe"}
    assert ORGANISED.forum("koordinationsgruppe").themes == ("4",)  # type: ignore[union-attr]
    assert len(KOMMISSORIUM.themes) == 4
    assert (ORGANISED.approval.forum, ORGANISED.lapse.forum) == ("styregruppe",) * 2  # type: ignore[union-attr]
    (target,) = ORGANISED.targets
    assert (target.amount, target.by) == (112, date(2050, 1, 1))
    assert len(ORGANISED.signatories) == 9


def near(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


@pytest.mark.skipif(not SOURCE.is_file(), reason="the source is not here")
def test_the_kommissorium_says_what_its_source_says() -> None:
    """Facts of the file, each looked up in the part of the source that states it."""
    text = near(SOURCE.read_text("utf-8"))

    def part(start: str, end: str) -> str:
        return text[(begin := text.index(near(start))) : text.index(near(end), begin + 1)]

    order = part("Leverancer i prioriteret rækkefølge Forretningsorden",
                 "Partnerskabets organisering Partnerskabet er")  # fmt: skip
    said = ("forretningsorden", "inddragelse af naboer", "kommunikationsstrategi",
            "snitfladeaftale", "budget og vedligeholdelsesplan", "funktionsprogram", "husorden",
            "forlig", "serviceniveauet", "klagesags")  # fmt: skip
    places = [order.index(word) for word in said]
    assert places == sorted(places)
    assert len(said) == len(ORGANISED.deliverables)
    own = part("samt specifikt for tema 4", "Det er ligeledes")
    theirs = {
        "drift-og-oekonomi": part("Formålet er at sikre et smidigt", "fastlægger selv kadencen"),
        "udlejning-og-anvisning": part("Formålet er at opnå", "Arbejdsgruppen består"),
    }
    theirs["drift-og-oekonomi"] = theirs["drift-og-oekonomi"].replace("serviceniveaet",
                                                                      "serviceniveauet")  # fmt: skip
    for word, one in zip(said, ORGANISED.deliverables, strict=True):
        word = "vedligeholdelsesplan" if word.startswith("budget") else word
        assert (word in own) == (not one.contributing), one.code
        for forum, words in theirs.items():
            assert (word in words) == (forum in one.contributing), (forum, one.code)
    assert (
        "styregruppen mødes som udgangspunkt to gange om året i partnerskabets første tre år"
        in text
    )
    assert "herefter én gang årligt" in text
    assert "koordinationsgruppen mødes én gang i kvartalet i partnerskabets første tre år" in text
    assert "herefter to gange årligt eller efter behov" in text
    assert text.count("selv kadencen for sine møder") == 2
    assert "112 skæve boliger" in text
    assert "frem mod 2050" in text
    for theme in KOMMISSORIUM.themes:
        assert near(f"TEMA {theme.code} {theme.title}") in text
    signed = text[text.index("underskrifter") :]
    assert signed.count("dato") == len(ORGANISED.signatories)
    for one in ORGANISED.signatories:
        assert near(one.office) in signed


def test_the_kommissorium_follows_112_homes_over_their_milestones() -> None:
    homes = ORGANISED.building
    assert homes is not None
    target = next(one for one in ORGANISED.targets if one.code == homes.target)
    assert (target.amount, target.by) == (112, date(2050, 1, 1))
    assert [one.code for one in homes.milestones] == [
        "behov", "placering", "bygherre", "bevilling", "raadgiver", "naboer", "udbud",
        "byggestart", "ibrugtagning",
    ]  # fmt: skip
    assert (homes.finished, homes.committee, homes.reviewed_by) == (
        "ibrugtagning", "byggeudvalg", "drift-og-oekonomi",
    )  # fmt: skip
    assert homes.following("raadgiver") == ("raadgiver", "udbud", "byggestart", "ibrugtagning")
    assert homes.title("ukendt") == "ukendt"
    assert homes.before("ukendt") == ()
    assert [one.code for one in homes.reviews] == ["budget", "regnskab", "vedligeholdelse"]


def test_the_hovedaftale_has_its_forums() -> None:
    hovedaftale = bundled("hovedaftale-2015-2018.toml")
    assert [one.code for one in hovedaftale.organised.forums] == [
        "samarbejdsforum", "partnerskabsforum", "teknik-og-miljoeudvalget", "oekonomiudvalget",
    ]  # fmt: skip
    assert cadence(hovedaftale, "samarbejdsforum") == [(1, None, 1, "quarter")]
    assert cadence(hovedaftale, "partnerskabsforum") == [(1, None, 1, "year")]
    assert hovedaftale.organised.deliverables == ()
    assert [one.code for one in hovedaftale.organised.forums if one.receives] == [
        "teknik-og-miljoeudvalget", "oekonomiudvalget",
    ]  # fmt: skip


def test_no_code_knows_an_agreement() -> None:
    """Nothing of the bundled partnership's vocabulary stands in the code."""
    codes = {one.code for one in (*ORGANISED.forums, *ORGANISED.deliverables)}
    codes |= {state.code for state in ORGANISED.workflow.states}  # type: ignore[union-attr]
    for package in ("domain", "projections"):
        for file in (ROOT / package).rglob("*.py"):
            strings = set(re.findall(r'"([a-zæøå-]+)"', file.read_text("utf-8")))
            assert not strings & (codes - {"boliger"}), file


FAULTS: list[tuple[str, str, str]] = [
    ('unit = "SMED", seats', 'unit = "XX", seats',
     "organisation.forums.baenk.seats.unit: XX is no party or unit"),
    ('unit = "SMED", seats', 'unit = "PARK", seats',
     "organisation.forums.baenk.seats.unit: PARK stands twice"),
    ("seats = 2}", "seats = 0}", "organisation.forums.oldermaend.seats.seats: 0 is too few"),
    ('secretariat = "VAND"', 'secretariat = "XX"', "organisation.forums.oldermaend.secretariat: XX"),
    ('reports_to = "oldermaend"', 'reports_to = "raad"', "forums.baenk.reports_to: raad is no forum"),
    ('reports_to = "oldermaend"', 'reports_to = "baenk"', "reports_to: baenk leads in a circle"),
    ('code = "baenk"\n', 'code = "oldermaend"\n', "organisation.forums.code: oldermaend stands twice"),
    ('code = "gaardraad"', 'code = "gaard-1"', "organisation.forums.code: “gaard-1” must be"),
    ('code = "gaardraad"', 'code = "secretariat"', "secretariat is the name of a role"),
    ('per = "half-year"', 'per = "month"', "month"),
    ("to_year = 2}", "to_year = 1}", "cadence.from_year: 3 stands where 2 should follow"),
    ("to_year = 2}, ", "to_year = 0}, ", "cadence.to_year: 0 is before 1"),
    ("from_year = 3}", "from_year = 3, to_year = 5}", "the last phase has an end"),
    ("{meetings = 1, per = \"quarter\"}", "{meetings = 0, per = \"quarter\"}", "cadence.meetings: 0"),
    ('per_project = true', 'per_project = true\ncadence = [{meetings = 1, per = "year"}]',
     "organisation.forums.gaardraad.cadence"),
    ('title = "Smedeskik"\nforum = "baenk"', 'title = "Smedeskik"\nforum = "raad"',
     "organisation.deliverables.smedeskik: raad is no forum"),
    ('code = "fest"', 'code = "smedeskik"',
     "organisation.deliverables.forum: baenk and gartnerlag both answer for smedeskik"),
    ('title = "Høstfest"', 'title = "REGNPLAN"',
     "organisation.deliverables.forum: baenk and gartnerlag both answer for fest"),
    ('title = "Smedeskik"', 'title = "Regnplan"', "regnplan and smedeskik have one title"),
    ('contributing = ["gartnerlag"]', 'contributing = ["baenk"]',
     "organisation.deliverables.regnplan.contributing: baenk answers for it itself"),
    ('contributing = ["gartnerlag"]', 'contributing = ["gartnerlag", "gartnerlag"]',
     "contributing: gartnerlag stands twice"),
    ('theme = "vand"', 'theme = "ild"', "organisation.deliverables.regnplan.theme: ild is no theme"),
    ('approval = {forum = "oldermaend"', 'approval = {forum = "raad"',
     "organisation.approval.forum: raad is no forum"),
    ('approval = {forum = "oldermaend", approvals = 2', 'approval = {forum = "baenk", approvals = 3',
     "organisation.approval.approvals: 3 approvals are asked for, and the forum has 2 seats"),
    ("approvals = 2", "approvals = 0", "organisation.approval.approvals: 0"),
    ('tilbage", forum = "oldermaend"', 'tilbage", forum = "x"', "organisation.lapse.forum: x"),
    ('initial = "ide"', 'initial = "drøm"', "organisation.workflow.initial: drøm is no state"),
    ('title = "Forelagt", forum = "oldermaend"', 'title = "Forelagt", forum = "x"',
     "organisation.workflow.states.forelagt.forum: x is no forum"),
    ('from = ["forelagt"], to = "vedtaget"', 'from = ["forelagt"], to = "sejr"', "sejr is no state"),
    ('from = ["forelagt"], to = "vedtaget"', 'from = ["forelagt"], to = "vedtaget", by = ["baenk"]',
     "organisation.workflow.steps.approve.by: who approves is told"),
    ('by = ["responsible", "secretariat"]', 'by = ["enhver"]', "steps.hand.by: enhver is neither"),
    ('by = ["responsible", "secretariat"]', 'by = []', "steps.hand.by: nobody may do it"),
    ('action = "contribute", from = ["paa-baenken"]', 'action = "contribute", from = ["glemt"]',
     "glemt is final"),
    ('from = ["paa-baenken"], to = "forelagt"', 'from = ["paa-baenken"], to = "paa-baenken"',
     "organisation.workflow.steps.hand: paa-baenken leads in a circle back to itself"),
    ('from = ["paa-baenken"], to = "forelagt"', 'from = ["paa-baenken"], to = "paa-baenken"',
     "nothing leads to forelagt"),
    ('{action = "approve", from = ["forelagt"], to = "vedtaget"},\n', '', "none approves"),
    ('from = ["forelagt"], to = "paa-baenken"', 'from = ["ide"], to = "forelagt"',
     "nothing leads to"),
    ('target = "gaarde"', 'target = "huse"', "organisation.homes.target: huse is no target"),
    ('forum = "baenk"\ncommittee', 'forum = "raad"\ncommittee', "organisation.homes.forum: raad is no forum"),
    ('forum = "baenk"\ncommittee', 'forum = "gaardraad"\ncommittee', "homes.forum: gaardraad is set up for"),
    ('committee = "gaardraad"', 'committee = "baenk"', "organisation.homes.committee: baenk is no forum that"),
    ('reviewed_by = "gartnerlag"', '', "organisation.homes.reviewed_by: a forum must"),
    ('finished = "taget"', 'finished = "fejret"', "organisation.homes.finished: fejret is no milestone"),
    ('{code = "vand", title = "Vand lagt ind"', '{code = "tegnet", title = "Vand lagt ind"',
     "organisation.homes.milestones.code: tegnet stands twice"),
    ('{code = "tegnet", title', '{code = "Tegnet!", title', "organisation.homes.milestones.code: “Tegnet!” must"),
    ('["grundsten", "vand"]', '["grundsten", "ild"]', "organisation.homes.milestones.taget.after: ild is no"),
    ('title = "Tegnet"}', 'title = "Tegnet", after = ["taget"]}',
     "organisation.homes.milestones.after: grundsten leads in a circle"),
    ('["SMED", "GART"]', '["SMED", "SMED"]', "organisation.homes.organisations: SMED stands twice"),
    ('["SMED", "GART"]', '["SMED", "TØMR"]', "organisation.homes.organisations: TØMR is no party or"),
    ('{code = "tag", title', '{code = "kasse", title', "organisation.homes.reviews.code: kasse stands twice"),
    ('action = "hand"', 'action = "smid"', "smid"),
    ('code = "oldermaend"\n', 'code = "oldermaend"\nfarve = "rød"\n', "farve"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "fault"), FAULTS, ids=[one[2][:50] for one in FAULTS])
def test_faults_are_told_with_file_and_field(old: str, new: str, fault: str) -> None:
    text = TOML.replace(old, new, 1)
    assert text != TOML
    if fault == "nothing leads to":
        text = text.replace(
            'from = ["paa-baenken"], to = "forelagt"', 'from = ["ide"], to = "forelagt"'
        ).replace('["ide", "paa-baenken"], to = "paa-baenken"', '["ide"], to = "forelagt"')
    with pytest.raises(AgreementFileError) as found:
        Agreement.from_toml(text, "laug.toml")
    told = faults_told("en", found.value)
    assert told.startswith("laug.toml: ")
    assert fault in told


def test_deliverables_need_a_way_and_an_approval() -> None:
    text = TOML.replace(
        'approval = {forum = "oldermaend", approvals = 2, by_decision = false}\n', ""
    )
    text = text[: text.index("[organisation.workflow]")]
    with pytest.raises(AgreementFileError) as found:
        Agreement.from_toml(text, "laug.toml")
    assert faults_told("en", found.value).splitlines() == [
        "laug.toml: organisation.approval: deliverables need a rule of approval",
        "laug.toml: organisation.workflow: deliverables need a workflow",
    ]


def test_a_unit_belongs_to_itself_and_its_party() -> None:
    asked: list[tuple[str, str, Any]] = [("SMED", "SMED", True), ("SMED", "LAUG", True),
                                         ("LAUG", "SMED", False), ("SMED", "BY", False)]  # fmt: skip
    for unit, to, answer in asked:
        assert LAUG.belongs(unit, to) is answer
