"""The catalogues: the same keys and values in both languages, and every key that the code says."""

from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from cli import words_reading
from cli.words import CATALOGUES, in_words, say
from domain import file_faults, refusals
from domain.events import TOPICS
from domain.quarters import Quarter
from domain.rules import TEXTS
from projections.bilag1 import COLUMNS
from projections.differences import Difference
from projections.rendering import prose

DANISH, ENGLISH = CATALOGUES["da"], CATALOGUES["en"]
CLI = Path(__file__).parents[1] / "cli"
SAID = re.compile(
    r'(?:say|echo|Told|_several)\(\s*(?:self\.)?(?:session,\s*|lang,\s*)?(f?)"([^"]+)"'
)
ELSE = re.compile(r'"([a-z-]+\.[a-z-]+)" if [^"]+ else "([a-z-]+\.[a-z-]+)"')


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_both_catalogues_have_the_same_keys_in_the_same_order() -> None:
    assert list(DANISH) == list(ENGLISH)


@pytest.mark.parametrize("key", DANISH)
def test_both_languages_tell_the_same_values(key: str) -> None:
    assert placeholders(DANISH[key]) == placeholders(ENGLISH[key])


def test_english_is_not_danish() -> None:
    same = {key for key in DANISH if DANISH[key] == ENGLISH[key]}
    assert same <= {"import.step.status", "field.status", "column.status", "field.command-id",
                    "column.status-of", "column.position", "explain.cell"}  # fmt: skip
    assert not [
        key for key in ENGLISH if re.search("[æøåÆØÅ«»]", ENGLISH[key].replace("E-mærker", ""))
    ]


@pytest.mark.parametrize("lang", CATALOGUES)
def test_every_refusal_has_words_that_use_only_its_fields(lang: str) -> None:
    named = {one.__name__: one for one in refusals.Refusal.__subclasses__()}
    assert {f"refused.{name}" for name in named} == {
        key for key in CATALOGUES[lang] if key.startswith("refused.")
    }
    for name, refusal in named.items():
        fields = set(refusal.__dataclass_fields__)
        assert placeholders(CATALOGUES[lang][f"refused.{name}"]) <= fields, name


@pytest.mark.parametrize("lang", CATALOGUES)
def test_every_difference_has_words_for_all_its_values(lang: str) -> None:
    kinds = {f"differs.{kind.__name__}": set(kind._fields) for kind in get_args(Difference)}
    told = {key: placeholders(words) for key, words in CATALOGUES[lang].items()
            if key.startswith("differs.")}  # fmt: skip
    assert told == kinds


def test_every_event_field_and_column_has_words() -> None:
    assert {f"event.{topic}" for topic in TOPICS} <= set(DANISH)
    assert {f"field.{name}" for name in TEXTS} <= set(DANISH)
    assert {f"column.{name}" for name in COLUMNS} <= set(DANISH)


def test_every_key_that_the_code_says_is_there_and_no_other() -> None:
    said: set[str] = set()
    made: set[str] = set()
    for file in CLI.rglob("*.py"):
        if file.name.startswith("words_") or "reading" in file.parts:
            continue
        code = file.read_text("utf-8")
        for is_made, key in SAID.findall(code):
            (made if is_made else said).add(key)
        said |= {key for pair in ELSE.findall(code) for key in pair}
        said |= set(re.findall(r'"((?:error|views)\.[a-z-]+)"', code))
    prefixes = (*(key.split("{")[0] for key in made if "." in key), "os.", "type.")
    assert said <= set(DANISH), said - set(DANISH)
    stems = {key.removesuffix(".one") for key in DANISH}
    unsaid = {key for key in stems - said if not key.startswith(prefixes)}
    assert unsaid <= {"column.section", "column.number", "column.title", "column.aliases"}, unsaid


def test_every_fault_of_a_file_has_words() -> None:
    kinds = {"number", "shape", "toml", "template"}
    for file in (*CLI.parent.glob("domain/*.py"), *CLI.parent.glob("projections/rendering/*.py")):
        for kind, other in re.findall(
            r'\bfault\(\s*"([a-z0-9-]+)"(?: if code else "([a-z-]+)")?', file.read_text("utf-8")
        ):
            kinds |= {kind, other} - {""}
    for table in (file_faults._SHAPE, file_faults._TOML, prose._KINDS):
        kinds |= set(table.values())
    assert {f"fault.{kind}" for kind in kinds} == {
        key for key in DANISH if key.startswith("fault.")
    }


def test_every_sentence_about_a_document_has_its_english() -> None:
    forms = {
        call.args[0].value
        for file in CLI.glob("reading/*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "Sentence"
        and isinstance(call.args[0], ast.Constant)
    }
    assert forms == set(words_reading.ENGLISH)
    for danish, english in words_reading.ENGLISH.items():
        assert placeholders(danish) == placeholders(english)


def test_what_the_fault_of_a_document_may_name_has_words() -> None:
    from cli.reading import TITLES

    assert {f"column.{'goal' if name == 'wording' else name}" for name in TITLES} <= set(DANISH)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (Quarter(2017, 1), "1. kvartal 2017", "Q1 2017"),
        (date(2017, 3, 1), "1. marts 2017", "1 March 2017"),
        (datetime(2017, 10, 9, 7, 5, 3, tzinfo=UTC), "9. oktober 2017 kl. 07.05.03",
         "9 October 2017 at 07:05:03"),
        ("{} %s", "{} %s", "{} %s"),
    ],
)  # fmt: skip
def test_quarters_and_days_are_told_in_the_language(
    value: object, danish: str, english: str
) -> None:
    assert in_words("da", value) == danish
    assert in_words("en", value) == english


def test_one_is_not_told_as_many() -> None:
    assert say("da", "history.of-goal", title="E-mærker", n=1) == "E-mærker: én registrering"
    assert say("da", "history.of-goal", title="E-mærker", n=2) == "E-mærker: 2 registreringer"
