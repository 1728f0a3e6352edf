"""LibreOffice as a second reader of our files; without it, the tests that ask are skipped."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def converted(data: bytes, suffix: str, to: str, folder: Path) -> bytes:
    """What LibreOffice makes of a file: ``to`` is a suffix, perhaps with a filter after it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip(
            "soffice is not installed (apt-get install libreoffice-calc libreoffice-writer)"
        )
    source = folder / f"bilag1{suffix}"
    source.write_bytes(data)
    out = folder / "out"
    subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
         to, "--outdir", str(out), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (out / f"bilag1.{to.partition(':')[0]}").read_bytes()
