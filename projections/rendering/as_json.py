"""Bilag 1 as JSON: a contract, described by ``docs/bilag1.schema.json``.

Keys stand in the order of the contract and rows in the order of the document; nothing is sorted and
nothing is escaped that UTF-8 can hold. ``cells`` are the strings exactly as the report has them.
"""

from __future__ import annotations

from typing import Any

import msgspec

from projections.bilag1 import COLUMNS, Bilag1, Count, Row
from projections.rendering import sentences


def render(report: Bilag1) -> bytes:
    """The report as JSON in UTF-8, indented by two, with a line end last."""
    return msgspec.json.format(msgspec.json.encode(_document(report)), indent=2) + b"\n"


def _document(report: Bilag1) -> dict[str, Any]:
    basis = report.basis
    return {
        "agreement": report.agreement.title,
        "quarter": str(report.quarter),
        "known_at": None if basis.known_at is None else _timestamp(basis.known_at),
        "position": basis.position,
        "complete": basis.complete,
        "summary": {
            "concrete": _count(report.concrete),
            "intent": _count(report.intent),
            "missing": report.missing,
        },
        "sections": [
            {"title": section.title, "rows": [_row(row) for row in section.rows]}
            for section in report.sections
        ],
    }


def _timestamp(microseconds: int) -> str:
    # Microseconds always stand, also when they are zero: the string has one length.
    return sentences.utc(microseconds).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _count(count: Count) -> dict[str, int]:
    return {"total": count.total, "fulfilled": count.fulfilled}


def _row(row: Row) -> dict[str, Any]:
    return {
        "goal": row.goal,
        "title": row.title,
        "cells": {name: row.cells[name] for name in COLUMNS},
        "late": row.late,
        "unchanged": row.unchanged,
    }
