"""What stands in a file that is to be a ledger, looked at without touching it.

Opening a SQLite file the usual way already writes to it (the journal mode stands in its head), and
creates it where it is missing. A wrong file name must do neither.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Literal

from projections.schema import LOG_TABLE

Found = Literal["nothing", "ledger", "other", "not-sqlite", "unknown"]

_HEAD = b"SQLite format 3\x00"


def look(file: Path) -> Found:
    """What the file holds: nothing yet, a ledger, other tables, something that is not SQLite.

    ``unknown`` where it cannot be read now; opening it then tells why.
    """
    try:
        if not file.exists():
            return "nothing"
        if not file.is_file():
            return "not-sqlite"
        with file.open("rb") as opened:
            head = opened.read(len(_HEAD))
        if head != _HEAD:
            return "not-sqlite" if head else "nothing"
        return _tables(file)
    except (OSError, ValueError, sqlite3.Error):
        return "unknown"


def _tables(file: Path) -> Found:
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=30)
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    finally:
        connection.close()
    if LOG_TABLE in tables:
        return "ledger"
    return "other" if tables else "nothing"
