"""What stands in a file that is to be a ledger, looked at without touching it, and how to open it.

Opening a SQLite file the usual way already writes to it (the journal mode stands in its head), and
creates it where it is missing. A wrong file name must do neither.

An auditor gets a copy on a medium that cannot be written, or may only read. SQLite makes two files
beside a ledger even where it only reads; where they cannot be made, or would keep its owner from
writing, the ledger is opened as one that nobody changes (``immutable``). Whether somebody did
all the same, `mark` tells.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Literal

from projections.schema import LOG_TABLE

Found = Literal["nothing", "ledger", "other", "not-sqlite", "unfinished", "unknown"]

_HEAD = b"SQLite format 3\x00"


def look(file: Path) -> Found:
    """What the file holds: nothing yet, a ledger, other tables, something that is not SQLite.

    ``unfinished`` where a part of it stands in the file beside it, ``-wal``, and cannot be read in
    a folder that is read-only; ``unknown`` where it cannot be read now, and opening it tells why.
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
        if not _writable(file.resolve().parent) and _beside(file, "-wal"):
            return _tables(file) if _beside(file, "-shm") else "unfinished"
        return _tables(file)
    except (OSError, ValueError, sqlite3.Error):
        return "unknown"


def address(file: Path, only_read: bool = False) -> str:
    """The file as SQLite opens it: for writing where it can be written; else as one that nobody
    changes, unless a part of it stands beside it."""
    asked = ["mode=ro"] if only_read or read_only(file) else []
    if read_only(file) and not _beside(file, "-wal"):
        asked.append("immutable=1")
    return "?".join([file.as_uri(), "&".join(asked)]) if asked else file.as_uri()


def read_only(file: Path) -> bool:
    """Whether the file is there, and it or its folder cannot be written."""
    return file.exists() and not (_writable(file) and _writable(file.resolve().parent))


def mark(file: Path) -> tuple[int, ...] | None:
    """What changes when somebody writes to a file that is opened as one that nobody changes; None
    where SQLite itself sees to it."""
    if not read_only(file) or _beside(file, "-wal"):
        return None
    found = file.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK)


def _beside(file: Path, suffix: str) -> int:
    """Bytes in the file of that suffix beside it, 0 where there is none."""
    beside = Path(f"{file.resolve()}{suffix}")
    return beside.stat().st_size if beside.exists() else 0


def _tables(file: Path) -> Found:
    connection = sqlite3.connect(address(file, only_read=True), uri=True, timeout=30)
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    finally:
        connection.close()
    if LOG_TABLE in tables:
        return "ledger"
    return "other" if tables else "nothing"
