"""Files that a person names: read within a limit, written whole or not at all.

Only regular files are read, so that a pipe or a device never holds the command up. Only regular
files are replaced: to anything else (a pipe, ``/dev/stdout``) the bytes are written as they come.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

from cli.errors import Told
from projections.rendering import BINARY


def read(file: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes; raises `Told`."""
    try:
        found = file.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(21, "Is a directory")
        if not stat.S_ISREG(found.st_mode):
            raise Told("error.not-a-file", file=str(file))
        with file.open("rb") as opened:
            content = opened.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Told("error.read", file=str(file), detail=error) from error
    if len(content) > limit:
        raise Told("error.too-large", file=str(file), limit=limit // 1024 // 1024)
    return content


def write(file: Path, parts: Iterable[bytes]) -> None:
    """Write a file; where it cannot be finished, what stood there before still stands there."""
    try:
        if file.is_dir():
            raise IsADirectoryError(21, "Is a directory")
        if file.exists() and not file.is_file():
            with file.open("wb") as opened:
                opened.writelines(parts)
            return
        _replace(file.resolve(), parts)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise Told("error.write", file=str(file), detail=error) from error


DOCUMENT = ("pdf", "docx", "html", "md", "json")
"""The formats of a paper that is read."""

TABLES = ("md", "csv", "json", "html", "pdf", "docx")
"""The formats of a paper that is mostly tables; on a terminal it is a table too."""


def form_of(form: str | None, output: Path | None, forms: Collection[str], default: str) -> str:
    """The format of an output: the one asked for, or as the file's name ends (one of ``forms``), or
    the default where the name tells none; raises `Told` where it ends as no format does, and where
    a terminal would get what it cannot show."""
    suffix = output.suffix.lower() if output else ""
    named = {".htm": "html", ".txt": default, "": default}.get(suffix, suffix[1:])
    if form is None and suffix not in ("", ".txt") and named not in forms:
        known = ", ".join(f".{one}" for one in forms)
        raise Told("error.suffix", file=str(output), known=known)
    chosen = form or named
    if chosen in BINARY and output is None and sys.stdout.isatty():
        raise Told("error.binary-to-terminal", format=chosen)
    return chosen


def _replace(file: Path, parts: Iterable[bytes]) -> None:
    """Write beside the file and move it into place. A crash leaves the file beside, no more."""
    beside = file.with_name(f".tovholder-{os.getpid()}.tmp")
    try:
        with beside.open("xb") as opened:
            if file.exists():  # who may read it is not for us to change
                os.fchmod(opened.fileno(), stat.S_IMODE(file.stat().st_mode))
            opened.writelines(parts)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
