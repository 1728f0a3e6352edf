"""Faults of an agreement file, as they are told in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_helpers import AGREEMENT_TOML, Desk

AGREEMENTS = [
    ('slug = "havneby"', "", "aftale.toml: feltet «slug» mangler",
     "aftale.toml: the field “slug” is missing"),
    ('slug = "havneby"', 'slug = "havneby"\nby = "x"',
     "aftale.toml: der er intet felt, der hedder «by»",
     "aftale.toml: there is no field called “by”"),
    ('slug = "havneby"', "slug = 7",
     "aftale.toml: slug: her skal stå tekst mellem anførselstegn, ikke et helt tal",
     "aftale.toml: slug: this must be text between quotation marks, not a whole number"),
    ("end = 2018-12-31", 'end = "snart"',
     "aftale.toml: end: dette er ikke en dato; skriv fx 2017-03-31",
     "aftale.toml: end: this is not a date; write for example 2017-03-31"),
    ('report_title = "Bilag 1"', 'report_title = " "',
     "aftale.toml: report_title: feltet er tomt", "aftale.toml: report_title: the field is empty"),
    ('title = "Analyser"', 'title = ""', "aftale.toml: sections.title: feltet er tomt",
     "aftale.toml: sections.title: the field is empty"),
    ("end = 2018-12-31", "end = 2014-12-31",
     "aftale.toml: end: 2014-12-31 ligger før start 2015-01-01",
     "aftale.toml: end: 2014-12-31 is before start 2015-01-01"),
    ('kind = "analysis"', 'kind = "wish"',
     "sections nr. 1, kind: «wish» er ikke en af de værdier, der kan stå her",
     "sections no. 1, kind: “wish” is none of the values that may stand here"),
    ('slug = "havneby"', "slug = havneby", "aftale.toml:2:8: værdien kan ikke læses",
     "aftale.toml:2:8: the value cannot be read"),
    ('slug = "havneby"', 'slug "havneby"', "aftale.toml:2:6: der mangler et = efter feltets navn",
     "aftale.toml:2:6: a = is missing after the field's name"),
    ('slug = "havneby"', 'slug = "a"\nslug = "b"', "aftale.toml:3:11: det samme felt eller afsnit",
     "aftale.toml:3:11: the same field or section"),
    ('code = "SOF", name', 'code = "TMF", name', "units.code: TMF står to gange",
     "units.code: TMF stands twice"),
    ('party = "KK"}', 'party = "XX"}', "hører til XX, som ikke er en part",
     "belongs to XX, which is not a party"),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(("old", "new", "danish", "english"), AGREEMENTS)
def test_the_fault_of_an_agreement_is_told_in_the_language(
    tmp_path: Path, lang: str, old: str, new: str, danish: str, english: str
) -> None:
    desk = Desk(tmp_path / "ny.db", lang=lang)
    text = AGREEMENT_TOML.replace(old, new, 1)
    assert text != AGREEMENT_TOML
    told = desk.fails("init", "--agreement-file", desk.file("aftale.toml", text))
    assert (english if lang == "en" else danish) in told


def test_each_fault_of_an_agreement_has_its_line(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ny.db")
    text = AGREEMENT_TOML.replace("end = 2018-12-31", "end = 2014-12-31")
    text = text.replace('code = "SOF", name', 'code = "TMF", name')
    told = desk.fails("agreement", "check", desk.file("aftale.toml", text)).splitlines()
    assert [line.rpartition("aftale.toml: ")[2].split(":")[0] for line in told] == [
        "end", "units.code"
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b'slug = "a"\n\xff', b"x = 1\n[[x]]", b"a = ["])
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, content: bytes) -> None:
    desk = Desk(tmp_path / "ny.db")
    told = desk.fails("init", "--agreement-file", desk.file("aftale.toml", content))
    line = content.count(b"\n") + 1
    assert f"aftale.toml:{line}" in told
