"""Measure the rows of the budgets, and print one table.

Nothing here asserts: a budget that does not hold is printed as NO, and the exit code is 0.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from benchmarks import appending, asking, documents, reading, replaying, slack, starting
from benchmarks.data import SIZES
from benchmarks.measure import Line, progress, table
from benchmarks.stores import Backend, Postgres, Sqlite, postgres

OnBackend = Callable[[Backend, str], list[Line]]

ON_SQLITE: dict[str, tuple[OnBackend, ...]] = {
    "1": (appending.one_status,),
    "3": (appending.bulk,),
    "4": (reading.everything,),
    "6": (asking.bilag1,),
    "9": (slack.answers,),
    "10": (documents.formats,),
    "11": (documents.bridge,),
    "12": (documents.seals,),
}
ON_POSTGRES: dict[str, tuple[OnBackend, ...]] = {
    "2": (appending.one_status, appending.at_once),
    "3": (appending.bulk,),
    "4": (reading.everything,),
    "6": (asking.bilag1,),
    "9": (slack.answers,),
    "11": (documents.bridge,),
}
MEASURED_WITH = {"5": "4", "7": "4"}
"""Rows that are measured beside another, whose figures are their floor."""


def main() -> None:
    """Parse the arguments, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="10k", help="facts in the store")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--postgres", metavar="URL", help="a server; default: one of our own")
    parser.add_argument("--only", metavar="ROW,...", help="only these rows: 1,2,6")
    parser.add_argument("--backend", choices=["sqlite", "postgresql"], help="only this backend")
    asked = parser.parse_args()
    rows = {
        MEASURED_WITH.get(row, row)
        for row in (asked.only or "1,2,3,4,6,8,9,10,11,12,14").split(",")
    }
    lines: list[Line] = []
    with ExitStack() as stack:
        if asked.backend != "postgresql":
            lines += _measure(ON_SQLITE, Sqlite(), asked.size, rows)
            lines += starting.process_start(asked.size) if "8" in rows else []
            lines += replaying.pages() if "14" in rows else []
        if asked.backend != "sqlite" and rows & set(ON_POSTGRES):
            server = stack.enter_context(postgres(asked.postgres))
            if isinstance(server, Postgres):
                lines += _measure(ON_POSTGRES, server, asked.size, rows)
            else:
                progress(f"skipped: {server}")
    lines.sort(key=lambda line: int(line.row))
    print(table(lines))
    if asked.json:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(_json(asked.size, lines), encoding="utf-8")


def _measure(
    table_of_rows: dict[str, tuple[OnBackend, ...]], backend: Backend, size: str, rows: set[str]
) -> list[Line]:
    return [
        line
        for row, works in table_of_rows.items()
        if row in rows
        for work in works
        for line in work(backend, size)
    ]


def _json(size: str, lines: list[Line]) -> str:
    machine = {
        "python": sys.version.split()[0],
        "sqlite": sqlite3.sqlite_version,
        "machine": platform.machine(),
        "cores": os.cpu_count(),
    }
    told = {"size": size, "machine": machine, "lines": [line.as_dict() for line in lines]}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    main()
