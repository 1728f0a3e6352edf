"""Row 8: the command line as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks.floors import sqlite_path
from benchmarks.measure import Line, Maker, in_turn, p50, p99, progress
from benchmarks.stores import ROOT, Sqlite


def _run(*command: str) -> None:
    # Measured is a machine where Python may keep compiled modules, as on any where it is installed.
    env = {n: v for n, v in os.environ.items() if n != "PYTHONDONTWRITEBYTECODE"}  # noqa: TID251
    subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)


def process_start(size: str) -> list[Line]:
    """`--help` beside click, `status GOAL` beside the library through SQLAlchemy."""
    progress(f"row 8: process start, {size}")
    tovholder = str(Path(sys.executable).with_name("tovholder"))
    store = sqlite_path(Sqlite().filled(size))
    commands = {
        "click": (sys.executable, "-c", "import click"),
        "help": (tovholder, "--help"),
        "sqlalchemy": (sys.executable, "-c", "import eventsourcing_sqlalchemy"),
        "status": (tovholder, "--db", store, "--agreement", "lille", "status", "M1"),
    }
    makers: dict[str, Maker] = {
        name: partial(partial, _run, *command) for name, command in commands.items()
    }
    taken = in_turn(makers, rounds=11)
    ms = {name: p50(seconds) * 1e3 for name, seconds in taken.items()}
    return [
        Line("8", "tovholder --help", "ms", ms["help"], ms["click"], budget="<= 2x import click",
             holds=ms["help"] <= 2 * ms["click"], ours_p99=p99(taken["help"]) * 1e3,
             floor_name="python -c 'import click'"),
        Line("8", f"tovholder status GOAL, {size}", "ms", ms["status"], ms["sqlalchemy"],
             budget="<= 1.3x import eventsourcing_sqlalchemy",
             holds=ms["status"] <= 1.3 * ms["sqlalchemy"], ours_p99=p99(taken["status"]) * 1e3,
             floor_name="python -c 'import eventsourcing_sqlalchemy'"),
    ]  # fmt: skip
