"""Our own JSON of a Bilag 1 (``docs/bilag1.schema.json``) as lines of cells.

A line is a goal, numbered as it stands in the file; the heads are those that the quarter gives.
"""

from __future__ import annotations

import msgspec

from cli.reading import limits
from cli.reading.cells import exact
from cli.reading.lines import LineMaker, Sheet
from cli.reading.model import Sentence, Unreadable
from domain.quarters import NotAQuarter, Quarter
from projections.bilag1 import COLUMNS
from projections.rendering.words import DANISH


class _Row(msgspec.Struct):
    goal: str
    title: str
    cells: dict[str, str]


class _Section(msgspec.Struct):
    rows: list[_Row]


class _Report(msgspec.Struct):
    quarter: str
    sections: list[_Section]


def sheets(data: bytes) -> list[Sheet]:
    """The goals of the report as one sheet; raises `Unreadable` for any other JSON."""
    if len(data) > limits.TEXT:
        raise Unreadable(
            "too-large", Sentence("JSON-filen er større end {mib} MiB", mib=limits.TEXT // 2**20)
        )
    try:
        report = msgspec.json.decode(data, type=_Report)
        quarter = Quarter.parse(report.quarter)
        maker = LineMaker([], cell=exact)
        maker.add(1, _heads(quarter))
        rows = (row for section in report.sections for row in section.rows)
        for number, row in enumerate(rows, 2):
            cells = [row.cells[name] for name in COLUMNS]
            maker.add(number, [row.goal, row.title, *cells])
    except (msgspec.DecodeError, NotAQuarter, KeyError, RecursionError) as error:
        detail = Sentence(
            "filen er ikke et Bilag 1, som Tovholder skriver det ({error})", error=error
        )
        raise Unreadable("broken-file", detail) from error
    return [Sheet(tuple(maker.lines), prose=False)]


def _heads(quarter: Quarter) -> list[str]:
    names = {"quarter": quarter.danish, "previous": quarter.previous().danish}
    return [DANISH.number, DANISH.title, *(DANISH.columns[one].format(**names) for one in COLUMNS)]
