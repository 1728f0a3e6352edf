"""Every paper with hostile and with too much: nothing runs over an edge, nothing becomes markup.

The PDF are looked at by validators too, where they are installed: page-validation (PDF/UA-1 and
PDF/A-2a), and ``pip install pdfua`` (the machine-checkable part of PDF/UA-1).
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import UUID

import memo_example
import msgspec
import pytest
import rendering_example as example
from office import converted
from office_rules import broken
from partnership_helpers import LAUG
from test_projections_rendering_pdf import ask

from domain.home_events import Site
from projections.bilag1 import Basis, Bilag1
from projections.causes import Change
from projections.homes import ProjectStep, ProjectTold, way
from projections.integrity import integrity
from projections.partnership import DecisionMade, DeliverableTold, MeetingTold, Partnership
from projections.partnership import StepTaken as Step
from projections.rendering import (
    FORMATS,
    as_bilag2,
    as_bridge,
    as_deliverables,
    as_homes,
    as_indicators,
    as_integrity,
    as_meeting,
    as_memo,
)

HOSTILE = "#panic() =cmd|'/C calc'!A0 <script>alert(1)</script> \u202efuld\u202c\u200f 🚢 *a* _b_"
LONG = "Æblekajsbelysningsanlægsvedligeholdelsesplanlægning og lys. " * 67
DAY = date(2027, 3, 1)
BASIS = Basis(42, example.KNOWN_AT)
MANY = 500


@cache
def bilag1() -> Bilag1:
    """500 goals: the hostile row again and again, with texts of 4,000 letters here and there."""
    report = example.report()
    rows = tuple(
        example.row(f"M{n}", HOSTILE if n % 7 else LONG[:200], "measurable",
                    {**example.HOSTILE, "status": LONG if n % 50 == 0 else HOSTILE})
        for n in range(1, MANY + 1)
    )  # fmt: skip
    first, second, third = report.sections
    sections = (first, replace(second, rows=rows), third)
    return replace(report, sections=sections, measured=memo_example.series())


@cache
def bridge() -> Any:
    changes = tuple(
        Change(f"M{n}", HOSTILE, "status", LONG if n % 50 == 0 else HOSTILE, HOSTILE[::-1],
               "new fact", (40,))
        for n in range(1, MANY + 1)
    )  # fmt: skip
    return replace(memo_example.memo().bridge, changes=changes)


@cache
def partnership() -> Partnership:
    organised = LAUG.organised
    named = tuple(msgspec.structs.replace(one, title=f"{HOSTILE} {one.code}")
                  for one in organised.deliverables)  # fmt: skip
    agreement = msgspec.structs.replace(
        LAUG, title=HOSTILE, organisation=msgspec.structs.replace(organised, deliverables=named)
    )
    told = Partnership(agreement, 42)
    for n, one in enumerate(named):
        planned = Step(n + 1, "planned", DAY, "ide", None, "", "", "", one.forum, "", "", None)
        drafted = Step(n + 9, "draft", DAY, "forelagt", 1, HOSTILE * 3, "ab" * 32, LONG, one.forum,
                       "", "", None)  # fmt: skip
        told.deliverables.append(DeliverableTold(one.code, one.forum, planned, [drafted]))
    items = [HOSTILE, LONG, "EtLangtOrdUdenMellemrum" * 5]
    for number in (1, 2):
        told.meetings.append(
            MeetingTold("oldermaend", number, number, DAY, "09:00", 60, HOSTILE, items)
        )
    held = told.meetings[0]
    held.held, held.present = True, [UUID(int=1)]
    held.decisions = [
        DecisionMade(f"oldermaend-1/{n}", 20, "oldermaend", DAY, 1 + n % 2, "other",
                     LONG if n == 3 else HOSTILE, HOSTILE, HOSTILE, DAY,
                     dissent=[("SMED", HOSTILE)])
        for n in range(1, 60)
    ]  # fmt: skip
    held.addenda = [HOSTILE, LONG]
    return told


def meeting(n: int) -> Any:
    return as_meeting.by_unit(partnership(), BASIS, DAY, partnership().meetings[n],
                              {UUID(int=1): HOSTILE})  # fmt: skip


def memo(form: str) -> bytes:
    return as_memo.FORMATS[form](memo_example.memo(bilag1()), memo_example.TEMPLATE)


def deliverables(form: str) -> bytes:
    paper = as_deliverables.DeliverablesPaper(partnership(), BASIS, DAY)
    return as_deliverables.FORMATS[form](paper)


def homes(form: str) -> bytes:
    rules = LAUG.organised.building
    assert rules is not None
    sites = (Site(HOSTILE, 3), Site(LONG[:200], 2))
    planned = ProjectStep(1, "planned", DAY, sites, HOSTILE, "", (), "", "")
    last = rules.milestones[-1].code
    reached = planned._replace(position=2, what="reached", sites=sites[:1], milestone=last)
    back = reached._replace(position=3, what="set-back", undone=(last,), text=LONG)
    projects = [ProjectTold(HOSTILE + str(n), HOSTILE, [planned, reached, back][: n % 4])
                for n in range(1, 60)]  # fmt: skip
    told = way(projects, rules, LAUG.organised.aim(rules), DAY)
    return as_homes.FORMATS[form](as_homes.HomesPaper(HOSTILE, BASIS, told, {HOSTILE: HOSTILE}))


PAPERS: Mapping[str, Callable[[str], bytes]] = {
    "bilag1": lambda form: FORMATS[form](bilag1()),
    "memo": memo,
    "bilag2": lambda form: as_bilag2.FORMATS[form](memo_example.edition()),
    "bridge": lambda form: as_bridge.FORMATS[form](bridge()),
    "deliverables": deliverables,
    "minutes": lambda form: as_meeting.FORMATS[form](meeting(0)),
    "agenda": lambda form: as_meeting.FORMATS[form](meeting(1)),
    "homes": homes,
    "indicators": lambda form: as_indicators.FORMATS[form](memo_example.overview()),
    "integrity": lambda form: as_integrity.FORMATS[form](integrity(bilag1(), {}, {})),
}


@pytest.fixture(scope="module", params=PAPERS)
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pdf") / f"{request.param}.pdf"
    file.write_bytes(PAPERS[request.param]("pdf"))
    return file


def test_every_word_of_a_pdf_stands_on_its_page(pdf: Path) -> None:
    told = ask("pdftotext", "-bbox", pdf, "-")
    pages = re.split(r"<page ", told)[1:]
    assert pages
    for page in pages:
        wide, high = (float(n) for n in re.findall(r'(?:width|height)="([\d.]+)"', page)[:2])
        words = re.findall(
            r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.]+)" yMax="([\d.]+)"', page
        )
        for left, top, right, bottom in words:
            assert 0 < float(left) < float(right) < wide
            assert 0 < float(top) < float(bottom) < high
    shown = re.sub(r"[\s\u00ad\u200b\u2010-]+", "", ask("pdftotext", "-raw", pdf, "-"))
    assert "<script>alert(1)</script>" in shown


def test_a_pdf_is_tagged_and_whole(pdf: Path) -> None:
    assert re.search(r"Tagged: +yes", ask("pdfinfo", pdf))
    assert "No syntax or stream encoding errors found" in ask("qpdf", "--check", pdf)


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
def test_a_pdf_holds_its_standards(pdf: Path, profile: str) -> None:
    validator = pytest.importorskip("page", reason="page-validation is not installed")
    try:
        asked = getattr(validator.ValidationProfile, profile)
        found = validator.validate_pdf(str(pdf), profile=asked)
    except validator.SafetyLimitError as error:
        pytest.skip(f"the validator does not go so deep: {error}")
    # It takes a compressed stream that ends in a line end as one of another length; qpdf, which
    # the test above asks, reads the lengths as they are.
    wrong = [one for one in found.failures if not one.rule_id.endswith("STREAM-LENGTH-001")]
    assert wrong == [], wrong[:5]
    assert found.rules.total > 100


def test_a_second_validator_finds_nothing(pdf: Path) -> None:
    if find_spec("pdfua") is None:
        pytest.skip("pdfua is not installed")
    command = [str(Path(sys.executable).with_name("pdfua")), "check", str(pdf)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", PAPERS)
def test_a_word_document_is_read_by_an_office(name: str, tmp_path: Path) -> None:
    read = converted(PAPERS[name]("docx"), ".docx", "pdf", tmp_path)
    file = tmp_path / "read.pdf"
    file.write_bytes(read)
    assert "alert(1)" in ask("pdftotext", "-raw", file, "-")


@pytest.mark.parametrize("name", PAPERS)
def test_word_finds_nothing_to_mend_in_a_document(name: str) -> None:
    assert broken(PAPERS[name]("docx")) == []


def test_excel_finds_nothing_to_mend_in_a_workbook() -> None:
    assert broken(PAPERS["bilag1"]("xlsx")) == []


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_in_a_page_runs(name: str) -> None:
    page = PAPERS[name]("html").decode()
    assert "<script" not in page
    assert "alert(1)" in page
    assert not re.search(r"<[^>]+\son[a-z]+=", page)
    assert "default-src 'none'" in page


def test_no_cell_of_a_spreadsheet_is_a_formula() -> None:
    for told in (FORMATS["csv"](bilag1()), as_bridge.FORMATS["csv"](bridge())):
        cells = re.findall(r'(?:^|;)"?([=+@-][^;]*)', told.decode("utf-8-sig"), re.M)
        assert cells == []
