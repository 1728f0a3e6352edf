"""What the ledger and its recorder tell each other: who asks and when, an event at its place in its
stream, its log entry, and what became of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct, field

from domain.events import Event


class Provenance(Struct, frozen=True):
    """Who asks, through which channel (``cli``, ``slack``, ``import``), and where it came from.

    ``source`` is free for the channel: a file's hash and line, a Slack message. ``command_id`` is
    what makes a command the same command when it comes again.
    """

    actor: UUID
    channel: str
    source: str
    command_id: str


class Moment(Struct, frozen=True):
    """The clock's answer when the command came: microseconds since 1970 UTC, and the day there."""

    now: int
    today: date


class Outcome(Struct, frozen=True):
    """What a command led to. ``positions`` is empty where there was nothing new to record.

    ``recorded_at`` is in microseconds since 1970 UTC, also where only that was recorded;
    ``repeated`` says that the command was seen before and that this is the outcome of the first
    time.
    """

    positions: tuple[int, ...]
    recorded_at: int
    repeated: bool = False


class Filed(Struct, frozen=True):
    """An event at its place in a stream."""

    originator_id: UUID
    originator_version: int
    event: Event


class Entry(Struct, frozen=True):
    """The log entry of an event, before the recorder gives it position, time and hash.

    ``ordinal`` counts the events of one command.
    """

    by: Provenance
    ordinal: int
    now: int


Stored = tuple[int, str, bytes]
"""An event as it is stored in its stream: version, topic, bytes."""


class Snapshot(Struct, frozen=True):
    """What commands are decided on, all of one state of the ledger: its last position (0 where it
    is empty), the outcomes of those commands that were recorded before, and of each stream that was
    asked for the events after the version that was known, in order."""

    position: int
    outcomes: Mapping[str, Outcome]
    events: Mapping[UUID, Sequence[Stored]]


class Seen(Struct, frozen=True):
    """What commands were decided on: these streams, as they stood at a position of the ledger."""

    position: int
    streams: frozenset[UUID]


class Beside(Struct, frozen=True):
    """What is written in the transaction of the events and is none of them: the files that seals
    keep, and the names of new members, which can be erased later."""

    files: list[bytes] = field(default_factory=list)
    names: dict[UUID, str] = field(default_factory=dict)


NOTHING = Beside()


class Appended(Struct, frozen=True):
    """What the recorder made of events: their positions, and when they were recorded. No positions
    where it only took down that commands had nothing new."""

    positions: Sequence[int]
    recorded_at: int
