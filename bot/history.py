"""What was recorded about a goal, as blocks: the latest entries, with who and when."""

from __future__ import annotations

from collections.abc import Iterator

from bot import answers as a
from bot import kit
from bot.kit import Block
from bot.words import escaped, mrkdwn, say
from projections.copenhagen import in_copenhagen
from projections.log_questions import LogEntry

SHOWN = 10
LONGEST = 400
_TOLD = ("text", "fulfilment", "delay_reason", "expected_completion", "reason", "quarter", "title",
         "alias", "deadline", "responsible")  # fmt: skip
"""The fields of an event that its line tells."""


def told(answer: a.Told) -> Iterator[Block]:
    """The history of a goal, the latest last."""
    ref, entries = answer.ref, answer.entries
    yield kit.section(mrkdwn("history.head", title=ref.title, number=ref.number, n=len(entries)))
    lines = [_line(entry, answer.names.get(entry.actor, "")) for entry in entries[-SHOWN:]]
    yield from kit.paragraphs(lines)
    if len(entries) > SHOWN or any("…" in line for line in lines):
        yield kit.context(mrkdwn("history.cut", shown=len(lines), number=ref.number))


def _line(entry: LogEntry, who: str) -> str:
    head = mrkdwn("history.entry", position=entry.position, who=who or say("nobody"),
                  recorded=in_copenhagen(entry.recorded_at))  # fmt: skip
    effective = getattr(entry.recorded.event, "effective", None)
    what = mrkdwn(f"event.{entry.topic}", effective=effective)
    said = [what, *(escaped(one) for one in _values(entry))]
    return f"{head}\n{kit.shorter(' · '.join(said), LONGEST * 2)}"


def _values(entry: LogEntry) -> Iterator[str]:
    event = entry.recorded.event
    for name in _TOLD:
        value = getattr(event, name) if name in event.__struct_fields__ else None
        if isinstance(value, str) and value:
            yield kit.shorter(value, LONGEST)
