"""The rows of a rebuild, made ahead in a process of its own while this one writes them.

Reading and decoding the events takes Python about as long as storing what they mean takes the
database. A pipe between the two holds one batch, so neither runs far ahead of the other.

Where the process cannot run, or meets an event that it cannot apply, it ends early and silently:
whoever asked goes on from there by itself, and meets and tells what stood in the way.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, cast

import msgspec

from domain.ledger import Ledger
from projections.questions import Questions
from projections.recorder import LedgerRecorder
from projections.schema import LIVE
from projections.views import ViewRows, Views

WORTH_A_PROCESS = 20_000
"""How many events take longer than it takes to start Python."""

_Batch = tuple[int, ViewRows]
_SIZE = 8
"""The length of a batch, in bytes, stands before it in so many."""

BATCH = 2_000
"""How many events at a time: their rows are about what the pipe holds."""

_PIPE = 2**20
"""Bytes in the pipe, where the system lets us say so."""


def rows(recorder: LedgerRecorder) -> Iterator[_Batch]:
    """The rows that all events lead to, in batches, each with its last position; none where there
    are too few events for it to be worth while."""
    last = recorder.position()
    if last < WORTH_A_PROCESS:
        return
    url = recorder.engine.url.render_as_string(hide_password=False)
    asked = msgspec.msgpack.encode((url, last, BATCH))
    with suppress(OSError, msgspec.DecodeError), subprocess.Popen(
        [sys.executable, "-P", "-m", "projections.rebuild_ahead"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pipesize=_PIPE,
    ) as process:  # fmt: skip
        told, answer = cast(Any, process.stdin), cast(Any, process.stdout)
        try:
            told.write(asked)
            told.close()
            while batch := answer.read(int.from_bytes(answer.read(_SIZE))):
                yield msgspec.msgpack.decode(batch, type=_Batch)
        finally:
            process.kill()


def _make(url: str, last: int, most: int) -> None:
    """Write the rows to the standard output; nothing else goes there."""
    gc.disable()  # nothing is made in circles, and this process is soon over
    ledger = Ledger({
        "PERSISTENCE_MODULE": "projections.recorder:Factory",
        "SQLALCHEMY_URL": url,
        "CREATE_TABLE": "no",
    })  # fmt: skip
    views = Views(LIVE)
    events = Questions(cast(LedgerRecorder, ledger.recorder)).recorded(upto=last)
    encoder = msgspec.msgpack.Encoder()
    while batch := list(islice(events, most)):
        made = encoder.encode((batch[-1].position, views.rows_of_next(batch)))
        sys.stdout.buffer.write(len(made).to_bytes(_SIZE) + made)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _make(*msgspec.msgpack.decode(sys.stdin.buffer.read()))
