"""The bytes of every format, kept in ``tests/golden/``; TOVHOLDER_UPDATE_GOLDEN=1 rewrites them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import rendering_example as example

from projections.bilag1 import Bilag1
from projections.rendering import BINARY, FORMATS
from projections.rendering.terminal import table

HERE = Path(__file__).parent
UPDATE = bool(os.environ.get("TOVHOLDER_UPDATE_GOLDEN"))

GOLDEN: Mapping[str, Callable[[Bilag1], bytes]] = {
    **{f"bilag1.{name}": render for name, render in FORMATS.items()},
    "bilag1.80.txt": lambda report: table(report, 80, False, "da").encode(),
    "bilag1.140.txt": lambda report: table(report, 140, False, "da").encode(),
    "bilag1.100.en.txt": lambda report: table(report, 100, False, "en").encode(),
    "bilag1.80.ansi.txt": lambda report: table(report, 80, True, "da").encode(),
}

DIGESTS = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
import test_projections_rendering_golden as golden
for name, render in golden.GOLDEN.items():
    print(name, hashlib.sha256(render(golden.example.report())).hexdigest())
"""


@pytest.mark.parametrize("name", GOLDEN)
def test_the_bytes_are_those_of_the_golden_file(name: str) -> None:
    rendered = GOLDEN[name](example.report())
    file = HERE / "golden" / name
    if file.suffix.removeprefix(".") in BINARY:
        # A hash is enough to see that a byte moved; what the bytes say, their own tests read.
        file = file.with_name(f"{name}.sha256")
        rendered = f"{hashlib.sha256(rendered).hexdigest()}\n".encode()
    if UPDATE:
        file.write_bytes(rendered)
    assert rendered == file.read_bytes()


@pytest.mark.parametrize(
    "surroundings",
    [
        {"LANG": "C", "LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"},
        {"LANG": "da_DK.UTF-8", "TZ": "America/Los_Angeles", "PYTHONUTF8": "1"},
        {"COLUMNS": "33", "NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "dumb", "COLORTERM": "x"},
    ],
)
def test_the_same_bytes_wherever_they_are_made(surroundings: dict[str, str]) -> None:
    made = subprocess.run(
        [sys.executable, "-c", DIGESTS, str(HERE)],
        env=surroundings,
        cwd=HERE.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = [
        f"{name} {hashlib.sha256(render(example.report())).hexdigest()}"
        for name, render in GOLDEN.items()
    ]
    assert made.stdout.splitlines() == expected


def test_importing_the_formats_loads_no_renderer() -> None:
    code = "import sys, projections.rendering; print(sorted(sys.modules))"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "'rich" not in made.stdout
    assert "projections.bilag1" not in made.stdout
