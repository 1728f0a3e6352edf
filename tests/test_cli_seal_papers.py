"""`tovholder seal memo` and the other papers: kept, listed, taken out, and made anew."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from cli_helpers import Desk
from test_cli_homes import built
from test_cli_homes import desk as with_homes
from test_cli_memo import desk as desk
from test_cli_papers import year as year
from test_cli_partnership import desk as partnership
from test_cli_seal import tampered

from projections import sealable
from projections.rendering import as_bridge, as_indicators, as_integrity

SEALED = (
    ("memo", "--quarter", "2017-Q1"),
    ("bilag2", "--year", "2017"),
    ("indicators", "--quarter", "2017-Q1"),
    ("integrity", "--quarter", "2017-Q1"),
    ("bridge", "--from", "2016-Q4", "--to", "2017-Q1"),
)
NAMES = ("memo-2017-Q1", "bilag2-2017", "indicators-2017-Q1", "integrity-2017-Q1",
         "bridge-2016-Q4_2017-Q1")  # fmt: skip


@pytest.fixture
def styring(tmp_path: Path, request: pytest.FixtureRequest) -> Desk:
    made = partnership.__wrapped__(tmp_path)  # type: ignore[attr-defined]
    return year.__wrapped__(made)  # type: ignore[attr-defined,no-any-return]


def same(desk: Desk, *what: str) -> str:
    """What `regenerate` says, having found all as it was sealed."""
    result = desk.run("regenerate", *what)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_paper_of_an_agreement_is_kept_under_a_name(desk: Desk) -> None:
    for what, name in zip(SEALED, NAMES, strict=True):
        told = desk.ok("seal", *what)
        assert "er forseglet ved position" in told
        assert f"Hent dem med: tovholder seal files {name} -o MAPPE" in told
        folder = desk.folder / name
        desk.ok("seal", "files", name, "-o", folder)
        listed = desk.ok("seal", "list")
        for file in folder.iterdir():
            assert f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" in listed
        assert same(desk, name).endswith("filer).\n")
    assert same(desk, "--all").endswith("5 af 5 segl er uændrede.\n")
    assert "Redegørelsen for 1. kvartal 2017, segl 1: " in desk.ok("seal", "list")
    assert "Broen fra 4. kvartal 2016 til 1. kvartal 2017, segl 1: " in desk.ok("seal", "list")
    told = desk.fails("seal", "memo", "--quarter", "2017-Q1")
    assert "memo-2017-Q1 er allerede forseglet" in told
    assert "er ikke forseglet endnu" in desk.fails("seal", "bilag2", "--year", "2016",
                                                   "--restate", "x")  # fmt: skip
    told = desk.ok("seal", "memo", "--quarter", "2017-Q1", "--restate", "Et tal er rettet")
    assert "er forseglet på ny" in told
    assert "Begrundelse: Et tal er rettet" in desk.ok("seal", "list")


def test_a_quarter_is_no_later_for_a_sealed_paper(desk: Desk) -> None:
    desk.ok("seal", "memo", "--quarter", "2017-Q1")
    desk.ok("status", "E-mærker", "--text", "Vinduer udskiftes", "--quarter", "2017-Q1")
    assert not any(row["late"] for row in desk.rows().values())
    assert "er ikke forseglet" in desk.fails("report", "bilag1", "--quarter", "2017-Q1",
                                             "--known-at", "seal")  # fmt: skip


def test_the_sealed_memo_is_the_one_that_the_report_makes(desk: Desk) -> None:
    own = desk.folder / "min.md"
    desk.ok("report", "memo", "--write-template", own)
    own.write_text(own.read_text("utf-8") + "\nMed venlig hilsen\n", "utf-8")
    desk.ok("report", "memo", "--quarter", "2017-Q1", "--template", own,
            "-o", desk.folder / "r.pdf")  # fmt: skip
    desk.ok("seal", "memo", "--quarter", "2017-Q1", "--template", own)
    kept = own.read_bytes()
    own.unlink()
    desk.ok("seal", "files", "memo-2017-Q1", "-o", desk.folder / "ud")
    made = (desk.folder / "ud" / "redegoerelse-2017-Q1.pdf").read_bytes()
    assert made == (desk.folder / "r.pdf").read_bytes()
    assert (desk.folder / "ud" / "redegoerelse-2017-Q1.skabelon.md").read_bytes() == kept
    assert same(desk, "memo-2017-Q1").endswith("uændret (7 filer).\n")


def test_a_template_that_names_a_member_is_not_kept(desk: Desk) -> None:
    desk.ok("member", "add", "Anne  Karin Ø", "--unit", "TMF")
    own = desk.folder / "min.md"
    desk.ok("report", "memo", "--write-template", own)
    own.write_text(own.read_text("utf-8") + "\nSkrevet af anne karin\nØ.\n", "utf-8")
    told = desk.fails("seal", "memo", "--quarter", "2017-Q1", "--template", own)
    assert "Skabelonen nævner Anne Karin Ø, som er medlem." in told


def test_what_cannot_be_sealed(desk: Desk) -> None:
    wrong = desk.file("wrong.md", "+++\n")
    for args, words in (
        (("memo", "--template", wrong), "Skabelonen kan ikke bruges"),
        (("memo", "--quarter", "2014-Q4"), "Der var endnu ingen mål"),
        (("bilag2", "--year", "1999"), "1999"),
        (("deliverables",), "Der er intet at forsegle: Leverancerne pr. 21. februar 2017"),
        (("meeting", "styregruppe-1"), "intet møde «styregruppe-1»"),
        (("bridge", "--from", "forleden", "--to", "2017-Q1"), "forleden"),
    ):
        assert words in desk.fails("seal", *args)
    for command in (("regenerate",), ("seal", "files", "-o", "x")):
        told = desk.fails(*command, "memo-2017-Q1")
        assert "Intet er forseglet under navnet «memo-2017-Q1»" in told


def test_the_papers_of_a_partnership_are_kept_without_names(styring: Desk) -> None:
    told = styring.ok("seal", "meeting", "Styregruppen-1")
    assert "Referatet af styregruppe-1 er forseglet" in told
    assert "Leverancerne pr. 12. marts 2026 er forseglet" in styring.ok("seal", "deliverables")
    styring.ok("seal", "files", "minutes-styregruppe-1", "-o", styring.folder / "ud")
    minutes = (styring.folder / "ud" / "referat-styregruppe-1.md").read_text("utf-8")
    assert "**Til stede:** KAB-DIR" in minutes
    assert "**Afbud:** SOF-DIR" in minutes
    for file in (styring.folder / "ud").iterdir():
        assert b"Anna" not in file.read_bytes()
    told = same(styring, "--all")
    assert told.endswith("2 af 2 segl er uændrede.\n")
    tampered(styring, "UPDATE tovholder_events SET state = "
             "CAST(replace(CAST(state AS TEXT), 'Sådan bliver', 'Sådan blev') AS BLOB) "
             "WHERE CAST(state AS TEXT) LIKE '%Sådan bliver%'")  # fmt: skip
    result = styring.run("regenerate", "minutes-styregruppe-1")
    assert result.exit_code == 1
    assert (
        "  Første forskel: meeting.decisions[1].text i referat-styregruppe-1.json\n"
        "    gemt: Sådan bliver det\n    nu: Sådan blev det\n    hændelse: position "
    ) in result.stdout
    assert "  ... og " not in result.stdout


def test_every_document_that_is_made_is_kept() -> None:
    tables = (as_bridge, as_indicators, as_integrity)
    for sort, module in zip(("bridge", "indicators", "integrity"), tables, strict=True):
        assert set(sealable.SORTS[sort].formats) == set(module.FORMATS) - {"table"}


def test_the_paper_of_the_homes_is_kept_and_made_again(tmp_path: Path) -> None:
    desk = with_homes.__wrapped__(tmp_path)  # type: ignore[attr-defined]
    built(desk)
    asked = ("--as-of", "2026-11-22", "--since", "2026-06-30@14")
    assert "Boligstatus pr. 22. november 2026 er forseglet" in desk.ok("seal", "homes", *asked)
    desk.ok("seal", "files", "homes-2026-11-22", "-o", desk.folder / "ud")
    last = len(desk.events()) - 1
    for form in ("pdf", "docx", "html", "md", "json"):
        desk.ok("home", "report", *asked, "--known-at", last, "-o", desk.folder / f"a.{form}")
        kept = desk.folder / "ud" / f"boliger-2026-11-22.{form}"
        assert kept.read_bytes() == (desk.folder / f"a.{form}").read_bytes(), form
    assert same(desk, "homes-2026-11-22").endswith("segl 1: uændret (5 filer).\n")
    tampered(desk, "UPDATE tovholder_events SET state = "
             "CAST(replace(CAST(state AS TEXT), '2026-11-01', '2026-11-02') AS BLOB) "
             "WHERE CAST(state AS TEXT) LIKE '%ibrugtagning%2026-11-01%'")  # fmt: skip
    result = desk.run("regenerate", "homes-2026-11-22")
    assert result.exit_code == 1
    assert (
        "projects[1].sites[1].milestones.ibrugtagning.date i boliger-2026-11-22.json\n"
        f"    gemt: 2026-11-01\n    nu: 2026-11-02\n    hændelse: position {last}"
    ) in result.stdout
