"""`tovholder events export`: the events as they are stored, for anyone to replay."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from cli import files
from cli.session import Session

if TYPE_CHECKING:
    from projections.log_questions import LogEntry


@click.group()
def events() -> None:
    """Export the events."""


@events.command()
@click.option("--format", type=click.Choice(["jsonl"]), default="jsonl", show_default=True,
              expose_value=False, help="One JSON object per line.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path),
              help="Write to a file. Default: the standard output.")  # fmt: skip
@click.pass_obj
def export(session: Session, output: Path | None) -> None:
    """Write one line per event: position, recorded_at, actor, command id, topic, body.

    The body is the stored JSON, byte for byte; sha256 is its hash in the log. docs/events.md tells
    what each topic means, and how a report follows from them.
    """
    if output is None:
        stdout = sys.stdout.buffer
        stdout.writelines(lines(session))
        stdout.flush()
        return
    files.write(output, lines(session))
    session.echo("events.exported", n=session.questions.last_position(), file=output)


def lines(session: Session) -> Iterator[bytes]:
    """The lines of the export, in the order of positions."""
    encoder = msgspec.json.Encoder()
    for entry in session.questions.entries():
        yield encoder.encode(_line(entry)) + b"\n"


def _line(entry: LogEntry) -> dict[str, object]:
    at = datetime.fromtimestamp(entry.recorded_at // 1_000_000, UTC)
    return {
        "position": entry.position,
        "recorded_at": f"{at:%Y-%m-%dT%H:%M:%S}.{entry.recorded_at % 1_000_000:06}Z",
        "actor": entry.actor,
        "channel": entry.channel,
        "source": entry.source,
        "command_id": entry.command_id,
        "stream": str(entry.originator_id),
        "version": entry.version,
        "topic": entry.topic,
        "sha256": entry.sha256.hex(),
        "body": msgspec.Raw(entry.state),
    }
