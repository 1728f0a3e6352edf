"""Homes at the command line: projects, the way to the target, and the yearly reviews."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from builders import micros
from cli_helpers import Desk

NAME = "kommissorium-skaeve-boliger-2025"
WAY = {"behov": "02-10", "placering": "03-01", "bygherre": "03-02", "bevilling": "04-15",
       "raadgiver": "05-20", "naboer": "05-01", "udbud": "06-15",
       "byggestart": "08-01"}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "tovholder.db", micros(2026, 11, 22), date(2026, 11, 22))
    made.ok("init", "--agreement-file", NAME)
    made.ok("home", "plan", "solvej", "Solvej og Åvej", "--site", "Solvej 4:12", "--site",
            "Åvej 9:8", "--organisation", "sab", "--effective", "2026-02-01")  # fmt: skip
    made.ok("home", "plan", "engen", "Engen", "--site", "Engvej 2:6", "--effective", "2026-01-20")
    return made


def built(desk: Desk) -> None:
    for milestone, day in WAY.items():
        desk.ok("home", "milestone", "solvej", milestone, "--effective", f"2026-{day}")
    desk.ok("home", "milestone", "solvej", "taget i brug", "--site", "solvej 4", "--effective",
            "2026-11-01", "--text", "Nøgler udleveret")  # fmt: skip


def test_a_project_from_plan_to_use(desk: Desk) -> None:
    built(desk)
    told = desk.ok("home", "list")
    assert "solvej               Solvej og Åvej  (8 planlagt, 12 i brug)" in told
    assert "I brug: 12. Planlagt: 14. Mangler en plan: 86. Mål: 112 inden 1. januar 2050." in told
    told = desk.ok("home", "list", "--as-of", "2026-10-31")
    assert "I brug: 0. Planlagt: 26." in told
    assert "Der er ingen byggeprojekter den dag." in desk.ok("home", "list", "--known-at", 11)
    told = desk.ok("home", "show", "solvej")
    for words in ("Boligorganisation: SAB", "Byggeudvalg er ikke nedsat", "Solvej 4: 12 boliger",
                  "✓ Taget i brug                 1. november 2026", "· Taget i brug\n",
                  "nået: Taget i brug (Solvej 4)", "Nøgler udleveret"):  # fmt: skip
        assert words in told
    desk.ok("forum", "setup", "byggeudvalg", "solvej", "--title", "Byggeudvalg Solvej",
            "--effective", "2026-05-01")  # fmt: skip
    assert "Byggeudvalg: Byggeudvalg Solvej (byggeudvalg-solvej)" in desk.ok(
        "home", "show", "solvej"
    )


def test_set_back_revised_and_given_up(desk: Desk) -> None:
    built(desk)
    told = desk.ok("home", "set-back", "solvej", "Udbudt til entreprenør", "--site", "Åvej 9",
                   "--reason", "For dyrt", "--effective", "2026-09-01")  # fmt: skip
    assert (
        "solvej: Udbudt til entreprenør, Byggeri i gang gælder ikke længere fra 1. september"
        in (" ".join(told.split()))
    )
    told = desk.ok("home", "revise", "engen", "--site", "Engvej 2:9", "--organisation",
                   "boligforeningen 3b", "--reason", "Nye tegninger",
                   "--effective", "2026-04-01")  # fmt: skip
    assert "Boliger nu: 9." in told
    desk.ok("home", "abandon", "engen", "--reason", "Solgt", "--effective", "2026-10-01")
    assert "(0 planlagt, 0 i brug; opgivet 1. oktober 2026)" in desk.ok("home", "list")
    told = desk.ok("home", "report", "--since", "2026-06-30")
    for words in (
        "12 af 112 boliger er i brug, og 8 er planlagt. 92 mangler endnu en plan.",
        "| Boliger | Pr. 30. juni 2026 | Pr. 22. november 2026 |",
        "| Planlagt | 29 | 8 |",
        "| Solvej og Åvej | Ikke nedsat |",
        "Solvej 4: Taget i brug; Åvej 9: Naboer orienteret",
        "**Solvej og Åvej**, Udbudt til entreprenør (Åvej 9), 1. september 2026: For dyrt",
        "- **Engen**, Opgivet, 1. oktober 2026: Solgt",
    ):
        assert words in told


def test_the_paper_in_all_formats_is_the_same_each_time(desk: Desk, tmp_path: Path) -> None:
    built(desk)
    for form in ("pdf", "docx", "html", "md", "json"):
        one, two = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
        for file in (one, two):
            desk.ok("home", "report", "--since", "2026-06-30@14", "-o", file)
        assert one.read_bytes() == two.read_bytes()
    told = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert told["days"][-1] == {"date": "2026-11-22", "in_use": 12, "planned": 14}
    assert (told["target"]["amount"], told["earlier"]["position"]) == (112, 14)
    assert told["projects"][0]["sites"][0]["milestones"]["ibrugtagning"]["date"] == "2026-11-01"
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "<title>22. november 2026: 12 boliger i brug og 14 planlagt ud af 112</title>" in page
    assert "kendt ved position 14" in page
    assert "Mål: 112 inden 2050" in page


def test_a_project_is_traced_as_of_any_two_times(desk: Desk) -> None:
    desk.ok("member", "add", "Carl", "--unit", "SOF-BB")
    desk.ok("meeting", "call", "koordinationsgruppe", "2026-02-05", "--time", "10:00", "--place",
            "Rådhuset", "--item", "Byggeri")  # fmt: skip
    desk.ok("meeting", "hold", "koordinationsgruppe-1", "--present", "Carl")
    decide = ("meeting", "decide", "koordinationsgruppe-1", "--item", 1)
    desk.ok(*decide, "Der bygges", "--about", "project:solvej")
    desk.ok(*decide, "Engen bygges", "--kind", "approved", "--about", "project:engen")
    open_ = desk.ok("trace", "--open")
    for words in ("koordinationsgruppe-1/1", "Engen (projekt engen)"):
        assert words in open_
    before = len(desk.ok("events", "export").splitlines())
    desk.ok("forum", "setup", "byggeudvalg", "solvej", "--title", "Byggeudvalg Solvej",
            "--effective", "2026-02-06")  # fmt: skip
    built(desk)
    for name in ("solvej", "solvej og aavej", "project:SOLVEJ"):
        told = desk.ok("trace", name)
        for words in ("Solvej og Åvej (projekt solvej)",
                      "1. februar 2026: planlagt (Solvej 4: 12, Åvej 9: 8)",
                      "beslutning koordinationsgruppe-1/1 [beslutning]",
                      "  → 6. februar 2026: Byggeudvalg Solvej er nedsat (byggeudvalg-solvej)",
                      "  → 10. februar 2026: nået: Behov konstateret (Solvej 4, Åvej 9)",
                      "nået: Taget i brug (Solvej 4); boliger i brug: 0 → 12"):  # fmt: skip
            assert words in told, told
    forward = " ".join(desk.ok("trace", "koordinationsgruppe-1/1").split())
    assert "projekt solvej: nået: Taget i brug (Solvej 4); boliger i brug: 0 →" in forward
    assert "Taget i brug" not in desk.ok("trace", "solvej", "--as-of", "2026-10-31")
    assert "→" not in desk.ok("trace", "solvej", "--known-at", before)
    assert "koordinationsgruppe-1/1" not in desk.ok("trace", "--open")
    desk.ok("forum", "setup", "byggeudvalg", "kajen", "--title", "Byggeudvalg Kajen")
    desk.ok(*decide, "Kajen bygges", "--kind", "approved", "--about", "project:kajen")
    assert "kajen (projekt kajen)" in desk.ok("trace", "--open")
    assert "Byggeudvalg Kajen er nedsat" in desk.ok("trace", "kajen")
    assert "intet byggeprojekt «nix»" in desk.fails("trace", "project:nix")
    desk.ok("home", "plan", "husorden", "Husorden", "--site", "Vej 1:2")
    assert "både en leverance og et byggeprojekt" in desk.fails("trace", "husorden")
    desk.ok("trace", "deliverable:husorden")
    assert "planlagt (Vej 1: 2)" in desk.ok("trace", "project:husorden")


BUNDLED = Path(__file__).parent.parent / "cli" / "bundled" / f"{NAME}.toml"


def without_homes() -> str:
    """The agreement as it was before an amendment brought the homes."""
    whole = BUNDLED.read_text("utf-8")
    before, rest = whole.split("[[organisation.targets]]")
    return before + "# Forums." + rest.split("# Forums.")[1]


@pytest.fixture
def amended(tmp_path: Path) -> tuple[Desk, int]:
    """A ledger whose agreement has homes from November on; the last position before it knew."""
    desk = Desk(tmp_path / "tovholder.db", micros(2026, 11, 22), date(2026, 11, 22))
    desk.ok("init", "--agreement-file", desk.file("uden.toml", without_homes()))
    before = len(desk.ok("events", "export").splitlines())
    desk.ok("agreement", "amend", BUNDLED, "--effective", "2026-11-01", "--reason", "Tillæg")
    desk.ok("home", "plan", "engen", "Engen", "--site", "Engvej 2:6", "--effective", "2026-11-02")
    return desk, before


@pytest.mark.parametrize(
    "words", [("home", "list"), ("home", "report"), ("home", "show", "engen"), ("review", "list")]
)
def test_homes_are_told_from_the_day_on_which_the_agreement_has_them(
    amended: tuple[Desk, int], words: tuple[str, ...]
) -> None:
    desk, before = amended
    assert ("Engen" in desk.ok(*words)) == (words[0] == "home")
    for early in (("--as-of", "2026-10-31"), ("--known-at", before)):
        assert "siger intet om boliger" in desk.fails(*words, *early)
    if words == ("home", "list"):
        assert "Mål: 112" in desk.ok(*words, "--as-of", "2026-11-01")
        assert desk.run("projections", "verify").exit_code == 0


def test_without_projects_the_paper_says_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "tovholder.db", micros(2026, 11, 22), date(2026, 11, 22))
    desk.ok("init", "--agreement-file", NAME)
    assert "Der er ingen byggeprojekter endnu." in desk.ok("home", "report")
    desk.ok("home", "report", "-o", tmp_path / "tom.pdf")


def test_reviews_and_what_is_missing(desk: Desk) -> None:
    assert "Ingen boligafdelinger skal gennemgås for 2026" in desk.ok("review", "list")
    built(desk)
    told = desk.ok("review", "list", 2027)
    assert "Solvej og Åvej (solvej)" in told
    assert "Én afdeling er ikke færdig." in told
    desk.ok("review", "record", "solvej", 2026, "Budget")
    desk.ok("review", "record", "solvej", 2026, "regnskab", "--not-in-order", "--text", "Bilag")
    told = " ".join(desk.ok("review", "list").split())
    for words in ("Budget i orden, 22. november 2026", "Regnskab ikke i orden, 22. november 2026: "
                  "Bilag", "Årets planlagte vedligeholdelse mangler"):  # fmt: skip
        assert words in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("home", "plan", "x", "X", "--site", "Vej 1"), "«Vej 1» er ikke en matrikel."),
        (("home", "plan", "x", "X", "--site", "Vej 1:-3"), "«Vej 1:-3» er ikke en matrikel."),
        (("home", "plan", "x", "X"), "«» kan ikke være en matrikel."),
        (("home", "plan", "x", "X", "--site", "Vej 1:3", "--organisation", "Ørebro"),
         "ingen boligorganisation «Ørebro». De, der kan bygge, er: SAB, AKB, 3B"),
        (("home", "revise", "engen", "--reason", "r", "--organisation", "KAB-BYG"),
         "ingen boligorganisation «KAB-BYG»"),
        (("home", "milestone", "nix", "behov"), "intet byggeprojekt «nix»"),
        (("home", "show", "nix"), "intet byggeprojekt «nix»"),
        (("home", "milestone", "engen", "udbud"),
         "Udbudt til entreprenør kan ikke nås på Engvej 2, før disse er nået: Rådgiver tilknyttet, "
         "Naboer orienteret"),
        (("home", "milestone", "engen", "fest"), "ingen milepæl «fest»"),
        (("home", "milestone", "engen", "behov", "--effective", "2027-01-01"), "ikke kommet endnu"),
        (("home", "report", "--since", "forleden"), "forleden"),
        (("review", "record", "engen", "2026", "sang"), "Delene er: budget, regnskab"),
    ],
)  # fmt: skip
def test_refusals_are_told(desk: Desk, words: tuple[str, ...], told: str) -> None:
    assert told in " ".join(desk.fails(*words).split())


def test_an_agreement_without_homes(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "tovholder.db", micros(2016, 1, 5), date(2016, 1, 5))
    desk.ok("init", "--agreement-file", "hovedaftale-2015-2018")
    assert "siger intet om boliger" in desk.fails("home", "list")
