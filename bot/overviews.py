"""Answers about many goals at once, as blocks: the overview, what is missing, mine, Bilag 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot import answers as a
from bot import kit
from bot.basis import basis
from bot.kit import Block
from bot.words import mrkdwn, say
from projections.bilag1 import Bilag1, Row
from projections.integrity import unexplained_delays
from projections.open_ends import OpenEnds
from projections.rendering import sentences
from projections.rendering.words import DANISH

MOST_LINES = 150
"""Goals that a message lists; the rest is counted."""


def overviewed(report: Bilag1, open_ends: OpenEnds | None = None) -> Iterator[Block]:
    """Counts: reached, by fulfilment, missing, overdue; and decisions that led to nothing."""
    head = mrkdwn("overview.head", agreement=report.agreement.title, quarter=report.quarter)
    rows = report.rows()
    if not rows:
        yield kit.section(f"{head}\n{mrkdwn('overview.empty')}")
        yield from decisions(open_ends)
        yield kit.context(basis(report.basis, report.quarter.last_day))
        return
    yield kit.section("\n".join([head, *counts(report)]))
    yield kit.section("\n".join(_steps(report)))
    overdue = sum(row.overdue for row in rows)
    told = [mrkdwn("overview.missing", n=report.missing), mrkdwn("overview.overdue", n=overdue)]
    if unexplained := unexplained_delays(report):
        told.append(mrkdwn("overview.no-reason", n=len(unexplained)))
    yield kit.section("\n".join(told))
    yield from decisions(open_ends)
    yield kit.context(basis(report.basis, report.quarter.last_day))


def decisions(open_ends: OpenEnds | None) -> Iterator[Block]:
    """How many decisions led to nothing; nothing where there are none."""
    if open_ends:
        yield kit.section(mrkdwn("overview.decisions", **open_ends.counts()))


def counts(report: Bilag1) -> Iterator[str]:
    """How many goals are reached, of how many."""
    if report.rows():
        yield from sentences.reached(report, DANISH)


def _steps(report: Bilag1) -> Iterator[str]:
    for label in (*(step.label for step in report.agreement.scale), ""):
        n = sum(row.cells["fulfilment"] == label for row in report.rows())
        if n:
            yield mrkdwn("overview.step", label=label or say("overview.unknown"), n=n)


def missed(report: Bilag1) -> Iterator[Block]:
    """The goals that nobody has reported on."""
    rows = [row for row in report.rows() if row.missing]
    if not report.rows():
        yield kit.section(mrkdwn("overview.empty"))
    elif not rows:
        yield kit.section(mrkdwn("missing.none", quarter=report.quarter))
    else:
        head = mrkdwn("missing.head", quarter=report.quarter, n=len(rows))
        yield from _list(head, [_line(row, row.cells["responsible"]) for row in rows])
    yield kit.context(basis(report.basis, report.quarter.last_day))


def owned(answer: a.Owned) -> Iterator[Block]:
    """The goals that the member's unit answers for, and how they stand."""
    report, rows = answer.report, answer.rows
    if not rows:
        yield kit.section(mrkdwn("mine.none", unit=answer.unit, quarter=report.quarter))
    else:
        head = mrkdwn("mine.head", unit=answer.unit, quarter=report.quarter, n=len(rows))
        yield from _list(head, [_line(row, _standing(row)) for row in rows])
    yield kit.context(basis(report.basis, report.quarter.last_day))


def reported(report: Bilag1, command: str, sent: bool) -> Iterator[Block]:
    """Bilag 1 in short: each section's goals and their fulfilment, and the way to the file."""
    head = mrkdwn("report.head", quarter=report.quarter)
    yield kit.section("\n".join([head, *counts(report)]))
    for section in report.sections:
        if section.rows:
            title = f"*{mrkdwn('missing.of', responsible=section.title)}*"
            yield from _list(title, [_line(row, _standing(row)) for row in section.rows])
    if not sent:
        yield kit.context(mrkdwn("report.file", command=command, quarter=report.quarter))
    yield kit.context(basis(report.basis, report.quarter.last_day))


def _standing(row: Row) -> str:
    step = row.cells["fulfilment"]
    if row.missing:
        return f"{step} ({say('mine.missing')})" if step else say("mine.missing")
    return step or say("overview.unknown")


def _line(row: Row, told: str) -> str:
    key = "line.status" if told else "line.goal"
    title = kit.shorter(row.title, 150)
    return mrkdwn(key, number=row.goal, title=title, fulfilment=kit.shorter(told, 150))


def _list(head: str, lines: Sequence[str]) -> list[Block]:
    left = len(lines) - MOST_LINES
    more = [mrkdwn("line.more", n=left)] if left > 0 else []
    return kit.paragraphs([head, *lines[:MOST_LINES], *more])
