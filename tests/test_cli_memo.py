"""`measure`, `indicators`, `focus`, `report memo` and `report bilag2`, over the bundled example."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from builders import micros
from cli_helpers import Desk


@cache
def _example() -> bytes:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "tovholder.db", micros(2017, 2, 20), date(2017, 2, 20))
        desk.ok("init", "--example")
        return desk.db.read_bytes()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    db = tmp_path / "tovholder.db"
    db.write_bytes(_example())
    return Desk(db, micros(2017, 2, 21), date(2017, 2, 21))


def figures(desk: Desk, *options: str) -> dict[str, list[tuple[str, str]]]:
    told = json.loads(desk.ok("indicators", "--format", "json", *options))
    return {
        one["id"]: [(p["date"], p["value"]) for p in one["points"]] for one in told["indicators"]
    }


def test_the_example_holds_the_figures_of_the_source(desk: Desk) -> None:
    found = {name: [value for _, value in points] for name, points in figures(desk).items()}
    assert found == {
        "almen-andel": ["20.2", "19.9"],
        "tilsagn": ["1580", "1648"],
        "smaa-boliger-byudvikling": ["137"],
        "smaa-boliger-i-alt": ["242"],
        "saerligt-udsatte": ["3", "3"],
        "udsaettelser": ["538", "474", "361"],
    }
    assert "position 146-164" not in desk.ok("init", "--example"), "a second time adds nothing"
    assert len(desk.events()) == 164
    told = desk.ok("indicators", "Udsættelser")
    assert "Mål: højst 457 udsættelser" in told
    assert "96 under målet" in told
    assert "Tilsagn" not in told


def test_the_figures_on_the_terminal_are_told_in_english_too(desk: Desk) -> None:
    desk.ok("measure", "M1", "20,1 %", "--correct", "147", "--reason", "BBR")
    desk.lang = "en"
    told = desk.ok("indicators")
    assert told.startswith("Indicators: Hovedaftale 2015-2018\nKnown at 21 February 2017")
    assert "Target: at most 457 udsættelser" in told
    assert "1 November 2016 1,580 boliger 420 below the target" in " ".join(told.split())
    assert "20.1 % 0.1 percentage points above the target earlier 19.9 % (BBR)" in (
        " ".join(told.split())
    )
    said = desk.ok("measure", "M8", "182", "--date", "2016-12-31", "--source", "x")
    assert "182 udsættelser on 31 December 2016 (275 below the target)" in said


def test_a_figure_is_measured_restated_and_withdrawn(desk: Desk) -> None:
    told = desk.ok("measure", "M8", "1.182 udsættelser", "--date", "2016-12-31", "--source",
                   "Domstolsstyrelsen", "--published", "2017-02-01")  # fmt: skip
    assert "1.182 udsættelser pr. 31. december 2016 (725 over målet)" in told
    assert "position 165" in told
    told = desk.ok("measure", "udsaettelser", "182", "--correct", "165", "--reason", "Tastefejl")
    assert "182 udsættelser pr. 31. december 2016 (275 under målet)" in told
    assert "tidligere 1.182 udsættelser (Tastefejl)" in desk.ok("indicators", "M8")
    assert figures(desk, "--known-at", "165")["udsaettelser"][-1] == ("2016-12-31", "1182")
    assert figures(desk, "--as-of", "2015-12-31")["udsaettelser"][-1][1] == "361"
    assert figures(desk, "--quarter", "2015-Q3")["udsaettelser"][-1][1] == "474"
    desk.ok("measure", "M8", "183", "--correct", "166", "--reason", "Igen")
    told = desk.ok("measure", "M8", "--withdraw", "167", "--reason", "Forkert år")
    assert "trukket tilbage" in told
    assert figures(desk)["udsaettelser"][-1] == ("2015-12-31", "361")
    assert desk.run("projections", "verify").exit_code == 0


def test_the_same_command_and_the_same_figure_record_nothing(desk: Desk) -> None:
    same = ("measure", "M1", "20 %", "--date", "2017-01-31", "--source", "BBR")
    assert "165" in desk.ok(*same, "--command-id", "jan")
    assert "modtaget før" in desk.ok(*same, "--command-id", "jan")
    assert "intet nyt" in desk.ok(*same)
    assert len(desk.events()) == 165


def test_the_id_of_another_command_is_told(desk: Desk) -> None:
    same = ("measure", "M1", "20 %", "--date", "2017-01-31", "--source", "BBR")
    for other in (
        ("status", "M8", "--text", "Sagt", "--quarter", "2017-Q1"),
        ("measure", "M2", "1.700", "--date", "2017-01-31", "--source", "BBR"),
    ):
        desk.ok(*other, "--command-id", other[1])
        assert "brugt før, om noget andet" in desk.fails(*same, "--command-id", other[1])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["M1", "20.2", "--date", "2017-01-01", "--source", "x"], "er ikke et tal"),
        (["M1", "20 boliger", "--date", "2017-01-01", "--source", "x"], "måles i «%»"),
        (["M1", "20", "--date", "2017-01-01"], "--source"),
        (["M1"], "Nævn tallet"),
        (["M1", "20", "--date", "2016-12-31", "--source", "x"], "allerede målt"),
        (["M1", "20", "--date", "2018-12-31", "--source", "x"], "ikke kommet endnu"),
        (["M1", "20", "--date", "forleden", "--source", "x"], "ikke en dato"),
        (["M3", "20", "--date", "2017-01-01", "--source", "x"], "smaa-boliger-i-alt"),
        (["M9", "20", "--date", "2017-01-01", "--source", "x"], "har ingen indikator"),
        (["M3", "9", "--indicator", "tilsagn", "--date", "2017-01-01", "--source", "x"],
         "ikke netop én indikator"),
        (["M1", "20", "--correct", "147"], "--reason"),
        (["M1", "20", "--correct", "150", "--reason", "r"], "ikke en måling af"),
        (["M1", "20", "--correct", "1", "--reason", "r"], "ikke en måling af"),
        (["M1", "20", "--correct", "9999", "--reason", "r"], "ikke en måling af"),
        (["M1", "20", "--withdraw", "147", "--reason", "r"], "uden nyt tal"),
        (["M1", "--withdraw", "147", "--correct", "147", "--reason", "r"], "ikke begge"),
        (["M1", "20", "--date", "2017-01-01", "--source", " "], "«kilde» må ikke være tomt"),
    ],
)  # fmt: skip
def test_what_cannot_be_measured_is_told_and_records_nothing(
    desk: Desk, words: list[str], told: str
) -> None:
    assert told in desk.fails("measure", *words)


def test_only_those_who_answer_for_the_goal_measure_it(desk: Desk) -> None:
    desk.ok("member", "add", "Ida", "--unit", "SOF")
    said = ("20", "--date", "2017-01-31", "--source", "x", "--as", "Ida")
    assert "hører under" in desk.fails("measure", "M1", *said)
    assert "BUF" not in desk.fails("measure", "M2", *said)


def test_the_formats_of_the_indicators(desk: Desk, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(desk.ok("indicators", "M1", "--format", "csv")[1:]),
                           delimiter=";"))  # fmt: skip
    assert rows[1][5:8] == ["20,2", "%", "mindst 20 %"]
    assert len(rows) == 3
    for suffix in ("md", "html", "json", "csv"):
        file = tmp_path / f"ind.{suffix}"
        desk.ok("indicators", "-o", file)
        assert file.read_bytes()
    assert (tmp_path / "ind.html").read_text("utf-8").count("<svg") == 4, "no chart of one figure"
    assert "har ingen indikator" in desk.fails("indicators", "Støj")
    assert "enten" in desk.fails("indicators", "--as-of", "2016-01-01", "--quarter", "2016-Q1")


def test_focus_points_have_a_history_and_any_edition_can_be_made(desk: Desk) -> None:
    assert "6  Boligsociale helhedsplaner" in desk.ok("focus", "list")
    told = desk.ok("focus", "add", "Klima", "Regnvand", "--text", "Ét.\n\nTo.",
                   "--command-id", "r")  # fmt: skip
    assert "Fokuspunkt 9" in told
    assert "Fokuspunkt 9" in desk.ok("focus", "add", "Klima", "Regnvand", "--text", "Ét.\n\nTo.",
                                     "--command-id", "r")  # fmt: skip
    desk.ok("focus", "reword", 9, "--title", "Skybrud", "--reason", "Bredere",
            "--effective", "2017-03-01")  # fmt: skip
    desk.ok("focus", "close", 8, "--reason", "Nået", "--effective", "2017-07-01")
    assert "[afsluttet 1. juli 2017]" in desk.ok("focus", "list", "--year", 2017)

    def edition(year: int, *options: object) -> dict[str, list[tuple[str, Any]]]:
        told = desk.ok("report", "bilag2", "--year", year, "--format", "json", *options)
        themes = json.loads(told)["themes"]
        return {one["title"]: [(p["title"], p["closed"]) for p in one["points"]] for one in themes}

    assert edition(2017)["Klima"] == [("Skybrud", None)]
    assert edition(2017)["Effektiv drift"][1] == ("Kollektiv råderet", "2017-07-01")
    assert edition(2018)["Effektiv drift"] == [("Billigere drift", None)]
    assert "Klima" not in edition(2017, "--known-at", 164)
    assert edition(2017, "--known-at", "2017-02-20")["Effektiv drift"][1][1] is None
    assert edition(2016) == {}
    told = desk.ok("focus", "history", 9)
    assert "fokuspunktet kom til" in told
    assert "          indhold: Ét.\n\n              To.\n" in told, "each paragraph by itself"
    assert "titel: Skybrud" in told
    assert "[" not in desk.ok("focus", "list", "--year", 2017, "--known-at", 164)
    for words in (["history", 99], ["close", 99, "--reason", "r"],
                  ["close", 8, "--reason", "igen", "--effective", "2017-08-01"],
                  ["list", "--year", 2016], ["reword", 1, "--reason", "r"],
                  ["add", "T", "-", "--text", "x"]):  # fmt: skip
        desk.fails("focus", *words)
    assert "ligger uden for aftalen" in desk.fails("report", "bilag2", "--year", "2030")


def test_the_memo_tells_the_count_the_figures_and_what_moved(desk: Desk, tmp_path: Path) -> None:
    told = desk.ok("report", "memo", "--quarter", "2017-Q1")
    assert "Pr. 1. kvartal 2017 er ni ud af 19 målsætninger indfriet." in told
    assert "**Til:** Teknik- og Miljøudvalget og Økonomiudvalget" in told
    assert "**Dato:** 20. februar 2017" in told
    assert "0,1 procentpoint under målet (mindst 20 %)" in told
    assert "## Hvad der er sket siden 4. kvartal 2016" in told
    assert "- **Effektiv drift: Kollektiv råderet.**" in told
    desk.ok("status", "E-mærker", "opfyldt", "--quarter", "2017-Q1")
    now = desk.ok("report", "memo", "--quarter", "2017-Q1", "--since", "2017-02-20")
    assert "ti ud af 19 målsætninger" in now
    assert "siden 1. kvartal 2017, som det var kendt 20. februar 2017" in now
    assert "E-mærker (M9) er gået fra »I proces« til »Opfyldt«." in now
    assert desk.ok("report", "memo", "--quarter", "2017-Q1", "--known-at", 164) == told
    assert desk.ok("report", "memo", "--since", "2017-Q1@164") == now
    for suffix in ("pdf", "docx", "html", "md", "json"):
        for command in (("memo", "--quarter", "2017-Q1"), ("bilag2", "--year", "2017")):
            file = tmp_path / f"{command[0]}.{suffix}"
            desk.ok("report", *command, "-o", file)
            assert file.stat().st_size > 1_000
    assert json.loads((tmp_path / "memo.json").read_bytes())["moved"]["unexplained"] == 0


@pytest.mark.parametrize("since", ["2017-Q2", "20.4.2017", "2. kvartal 2017@164"])
def test_the_last_memo_is_of_no_later_quarter(desk: Desk, since: str) -> None:
    desk.today = date(2017, 5, 1)
    desk.now = micros(2017, 5, 1)
    for make in (("report", "memo"), ("seal", "memo")):
        told = desk.fails(*make, "--quarter", "2017-Q1", "--since", since)
        assert "kan ikke være for 2. kvartal 2017, når denne er for 1. kvartal 2017" in told
        assert "--since 2017-Q1@DATO" in told
    assert desk.ok("report", "memo", "--quarter", "2017-Q1", "--since", "2017-Q1@20.4.2017")


def test_the_memo_lists_what_was_decided_and_led_to_nothing(desk: Desk) -> None:
    assert "Beslutninger" not in desk.ok("report", "memo", "--quarter", "2017-Q1")
    desk.ok("member", "add", "Karen", "--unit", "TMF")
    desk.ok("meeting", "call", "samarbejdsforum", "2017-01-10", "--time", "10:00", "--place",
            "Rådhuset", "--item", "Mål")  # fmt: skip
    desk.ok("meeting", "hold", "samarbejdsforum-1", "--present", "Karen")
    before = desk.ok("meeting", "decide", "samarbejdsforum-1", "Nogen ser på støjen", "--item", 1)
    desk.ok("meeting", "decide", "samarbejdsforum-1", "E-mærkerne er godkendt", "--item", 1,
            "--kind", "approved", "--about", "goal:M9")  # fmt: skip
    desk.ok("meeting", "decide", "samarbejdsforum-1", "TMF skriver en plan", "--item", 1, "--kind",
            "assigned", "--responsible", "TMF", "--due", "2017-02-01")  # fmt: skip
    told = desk.ok("report", "memo", "--quarter", "2017-Q1")
    assert (
        """## Beslutninger, der mangler opfølgning

Én beslutning har ingen frist og er ikke fulgt op:

- samarbejdsforum-1/1 (10. januar 2017): Nogen ser på støjen.

Én opfølgning er over fristen:

- samarbejdsforum-1/3 (10. januar 2017): TMF skriver en plan. TMF skulle følge op senest \
1. februar 2017.

Én godkendelse har endnu ikke ført til noget:

- samarbejdsforum-1/2 (10. januar 2017): E-mærkerne er godkendt. Det gælder målet E-mærker (M9).

## Fokuspunkter i 2017"""
        in told
    )
    position = re.search("position ([0-9]+)", before)
    assert position is not None
    earlier = desk.ok("report", "memo", "--quarter", "2017-Q1", "--known-at", position[1])
    assert "TMF skriver" not in earlier
    assert "Nogen ser på støjen." in earlier
    assert "Beslutninger" not in desk.ok("report", "memo", "--quarter", "2016-Q4")


def test_the_secretariat_edits_the_prose(desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "min.md"
    assert "er skrevet" in desk.ok("report", "memo", "--write-template", own)
    text = own.read_text("utf-8")
    assert "findes allerede" in desk.fails("report", "memo", "--write-template", own)
    own.write_text(text.replace("## Baggrund", "## Derfor\n\n{{ mål.M9.titel }}: {{ antal(7) }}"))
    told = desk.ok("report", "memo", "--template", own)
    assert "## Derfor\n\nE-mærker: syv" in told
    own.write_text(text.replace("{{ resultat.sætning }}", "{{ resultat.saetning }}"))
    line = text[: text.index("{{ resultat.sætning")].count("\n") + 1
    assert f"min.md:{line}: " in desk.fails("report", "memo", "--template", own)
    own.write_bytes(b"\xff")
    assert "min.md" in desk.fails("report", "memo", "--template", own)
    desk.fails("report", "memo", "--template", tmp_path / "ingen.md")
    for since in ("forleden", "2017-Q9", "2017-Q1@99999", "2099-01-01"):
        desk.fails("report", "memo", "--since", since)
    assert not (tmp_path / "x.pdf").exists()
    desk.fails("report", "memo", "--template", own, "-o", tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


TEMPLATES = [
    ("+++", "", "min.md:1: skabelonen skal begynde med et hoved", "min.md:1: a template begins"),
    ("udvalgte = [", 'udvalgte = ["Z99", ', "min.md:1: udvalgte: der er intet mål Z99",
     "min.md:1: udvalgte: there is no goal Z99"),
    ("emne = ", "emner = ", "min.md:1: der er intet felt, der hedder «emner»",
     "min.md:1: there is no field called “emner”"),
    ("emne = ", "emne = x", "min.md:4:8: værdien kan ikke læses", "min.md:4:8: the value cannot"),
    ("{{ resultat.sætning }}", "{{ resultat.setning }}", "«setning» findes ikke",
     "there is no “setning” to fill in"),
    ("{{ resultat.sætning }}", "{{ resultatt }}", "«resultatt» findes ikke",
     "there is no “resultatt” to fill in"),
    ("{{ resultat.sætning }}", "{{ mål.Z99.titel }}", "«Z99» findes ikke", "there is no “Z99”"),
    ("{{ resultat.sætning }}", "{{ indikator['x'].titel }}", "«x» findes ikke", "there is no “x”"),
    ("{{ resultat.sætning }}", "{{ resultat.sætning }", "«}» kan ikke stå her",
     "“}” may not stand here"),
    ("{{ resultat.sætning }}", "{{ }}", "er ikke skrevet færdigt", "is not finished"),
    ("{{ resultat.sætning }}", "{{ dato dato }}", "«dato» kan ikke stå her",
     "“dato” may not stand"),
    ("{{ resultat.sætning }}", "{% if dato %}", "{% if %} er ikke afsluttet med {% endif %}",
     "{% if %} is not closed by {% endif %}"),
    ("{{ resultat.sætning }}", "{% endfor %}", "{% endfor %} har intet at høre til her",
     "{% endfor %} belongs to nothing here"),
    ("{{ resultat.sætning }}", "{{ dato | stor }}", "der er intet filter, der hedder «stor»",
     "there is no filter called “stor”"),
    ("{{ resultat.sætning }}", "{{ dato + 1 }}", "dette kan ikke udfyldes (can only",
     "this cannot be filled in (can only"),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(("old", "new", "danish", "english"), TEMPLATES)
def test_the_fault_of_a_template_is_told_in_the_language(
    desk: Desk, lang: str, old: str, new: str, danish: str, english: str
) -> None:
    own = desk.folder / "min.md"
    desk.ok("report", "memo", "--write-template", own)
    desk.lang, text = lang, own.read_text("utf-8")
    assert old in text
    own.write_text(text.replace(old, new, 1))
    assert (english if lang == "en" else danish) in desk.fails("report", "memo", "--template", own)


def test_an_agreement_without_indicators_or_template_says_so(tmp_path: Path) -> None:
    from cli_helpers import desk_with

    other = desk_with("imported", tmp_path)
    assert "ingen indikatorer" in other.fails("indicators")
    assert "ingen indikatorer" in other.fails("measure", "M1", "1")
    assert "ingen skabelon" in other.fails("report", "memo")


def test_english_answers(desk: Desk) -> None:
    desk.lang = "en"
    told = desk.ok("measure", "M1", "20", "--date", "2017-01-31", "--source", "BBR")
    assert "31 January 2017" in told
    assert "is not a figure" in desk.fails("measure", "M1", "20.2", "--date", "2017-01-31")
