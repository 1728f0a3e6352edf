"""`tovholder` as a process whose clock is a file: the time (µs UTC) to which a story has come.

From when the file was written, the clock goes on as the machine's does.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from cli.clock import day_in_copenhagen
from cli.main import tovholder
from cli.session import Session
from domain.recording import Moment

CLOCK = Path(os.environ["CLOCK"])


def moment() -> Moment:
    now = int(CLOCK.read_text("ascii"))
    now += max(0, time.time_ns() - CLOCK.stat().st_mtime_ns) // 1_000
    return Moment(now, day_in_copenhagen(now))


if __name__ == "__main__":
    tovholder(obj=Session(os.environ["TOVHOLDER_DB"], "da", None, None, moment))
