"""The App Home as blocks, pure: a tovholder's goals with buttons, the secretariat's overview."""

from __future__ import annotations

from collections.abc import Iterator

from bot import answers as a
from bot import kit, round_blocks
from bot.basis import basis
from bot.kit import Block
from bot.modals import text_in_force
from bot.overviews import counts
from bot.words import mrkdwn, say
from projections.bilag1 import Row
from projections.progress import units_in

MOST_GOALS = 40
"""Goals with buttons: two blocks each, of a hundred."""
LONGEST_STATUS = 300
MOST_UNITS = 40


def view(answer: a.Answer, drawn: tuple[Block, ...], command: str) -> Block:
    """The Home; for anything else than a `Home`, the answer's own blocks (``drawn``)."""
    blocks = list(_blocks(answer, command)) if isinstance(answer, a.Home) else list(drawn)
    return kit.home(blocks, kit.context(mrkdwn("blocks.cut")))


def _blocks(answer: a.Home, command: str) -> Iterator[Block]:
    report, member = answer.report, answer.member
    own = _goals if member.role == "tovholder" else _whole
    yield from own(answer)
    yield kit.context(basis(report.basis, report.quarter.last_day))
    if answer.rows:
        yield kit.buttons([kit.button(say("button.report"), "home_pick", str(report.quarter))])
    yield kit.context(mrkdwn("home.help", command=command))


def _goals(answer: a.Home) -> Iterator[Block]:
    report, rows, unit = answer.report, answer.rows, answer.member.unit
    if not rows:
        yield kit.section(mrkdwn("mine.none", unit=unit, quarter=report.quarter))
        return
    missing = sum(row.missing for row in rows)
    head = [mrkdwn("home.head", quarter=report.quarter, unit=unit)]
    if answer.progress:
        head.append(mrkdwn("home.deadline", deadline=answer.progress.round.deadline))
    head.append(
        mrkdwn("home.missing", n=missing, total=len(rows)) if missing
        else mrkdwn("home.done", n=len(rows))
    )  # fmt: skip
    yield kit.section("\n".join(head))
    for row in sorted(rows, key=lambda one: not one.missing)[:MOST_GOALS]:
        yield from _goal(row, str(report.quarter))
    if (left := len(rows) - MOST_GOALS) > 0:
        yield kit.context(mrkdwn("line.more", n=left))


def _goal(row: Row, quarter: str) -> Iterator[Block]:
    step = row.cells["fulfilment"] or say("overview.unknown")
    lines = [mrkdwn("round.goal", title=row.title, number=row.goal, fulfilment=step)]
    if row.missing:
        lines.append(mrkdwn("home.goal-missing"))
    if said := text_in_force(row) if row.missing else row.cells["status"]:
        key = "round.goal-status" if row.missing else "home.goal"
        lines.append(mrkdwn(key, text=kit.shorter(said, LONGEST_STATUS)))
    if row.overdue:
        lines.append(mrkdwn("goal.overdue"))
    yield kit.section("\n".join(lines))
    value = f"{quarter}|{row.goal}"
    update = kit.button(say("button.update"), f"home_update-{row.goal}", value)
    same = kit.button(say("button.unchanged"), f"home_unchanged-{row.goal}", value)
    asked = row.missing and row.cells["previous_status"]
    yield kit.buttons([same, update] if asked else [update])


def _whole(answer: a.Home) -> Iterator[Block]:
    """The secretariat's: the round where one is open, else what is missing of each unit."""
    report = answer.report
    head = mrkdwn("overview.head", agreement=report.agreement.title, quarter=report.quarter)
    yield kit.section("\n".join([head, *counts(report)]))
    if answer.progress:
        for block in round_blocks.progressed(answer.progress):
            if block["type"] != "actions":
                yield block
        return
    lines = [
        mrkdwn("round.unit" if one.missing else "round.unit-done",
               unit=one.code or say("round.no-unit"), reported=len(one.rows) - len(one.missing),
               total=len(one.rows), goals=", ".join(row.goal for row in one.missing[:MOST_UNITS]))
        for one in units_in(report)[:MOST_UNITS]
    ]  # fmt: skip
    yield from kit.paragraphs([mrkdwn("home.units", quarter=report.quarter), *lines])
