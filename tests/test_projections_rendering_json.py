"""The JSON contract: keys, order, and the published schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rendering_example as example
from jsonschema import Draft202012Validator

from projections.bilag1 import COLUMNS, Bilag1
from projections.rendering import FORMATS

SCHEMA = json.loads(
    (Path(__file__).parents[1] / "docs" / "bilag1.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)


def document(report: Bilag1) -> Any:
    return json.loads(FORMATS["json"](report))


def test_the_schema_is_a_schema_and_refuses_what_it_does_not_know() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    objects = [SCHEMA, SCHEMA["properties"]["summary"], *SCHEMA["$defs"].values()]
    for one in objects:
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])


@pytest.mark.parametrize("report", [example.report(), example.incomplete(), example.empty()])
def test_reports_are_valid(report: Bilag1) -> None:
    VALIDATOR.validate(document(report))


@pytest.mark.parametrize(
    "damage",
    [
        lambda found: found.update(extra=1),
        lambda found: found.update(quarter="1. kvartal 2026"),
        lambda found: found.update(known_at="2026-11-22T07:15:00Z"),
        lambda found: found["sections"][0]["rows"][0]["cells"].pop("theme"),
        lambda found: found["sections"][0]["rows"][0].update(missing=True),
    ],
)
def test_other_shapes_are_not(damage: Any) -> None:
    found = document(example.report())
    damage(found)
    assert not VALIDATOR.is_valid(found)


def test_keys_stand_in_the_order_of_the_contract() -> None:
    found = document(example.report())
    assert list(found) == [
        "agreement", "quarter", "known_at", "position", "complete", "summary", "sections",
    ]  # fmt: skip
    assert list(found["summary"]) == ["concrete", "intent", "missing"]
    assert list(found["summary"]["concrete"]) == ["total", "fulfilled"]
    row = found["sections"][1]["rows"][1]
    assert list(row) == ["goal", "title", "cells", "late", "unchanged"]
    assert list(row["cells"]) == list(COLUMNS)


def test_values_are_those_of_the_report() -> None:
    report = example.report()
    found = document(report)
    assert found["agreement"] == "Havneaftale 2024-2027"
    assert found["quarter"] == "2026-Q1"
    assert found["known_at"] == "2026-11-22T07:15:00.250000Z"
    assert (found["position"], found["complete"]) == (42, True)
    assert found["summary"] == {
        "concrete": {"total": 4, "fulfilled": 2},
        "intent": {"total": 2, "fulfilled": 0},
        "missing": 2,
    }
    rows = [row for section in found["sections"] for row in section["rows"]]
    assert [(row["goal"], row["title"], row["cells"]) for row in rows] == [
        (row.goal, row.title, row.cells) for row in report.rows()
    ]
    assert [row["goal"] for row in rows if row["late"]] == ["M1"]
    assert [row["goal"] for row in rows if row["unchanged"]] == ["A1"]


def test_it_is_utf8_that_ends_with_one_line_end() -> None:
    data = FORMATS["json"](example.report())
    assert "Mågekortlægning" in data.decode()
    assert data.endswith(b"}\n")
    assert b"\r" not in data


def test_known_at_is_null_where_nothing_was_recorded() -> None:
    assert document(example.empty())["known_at"] is None
