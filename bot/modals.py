"""Modals, pure: a report as a form to be filled in, and what comes back from it.

A modal opens as a placeholder and is filled afterwards, since Slack waits three seconds for it.
What comes back is only what was typed: the metadata says where to look (quarter, goal, position),
and what stood in the form is looked up again (`bot.forms`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bot import answers as a
from bot import kit
from bot.kit import Block
from bot.plain import says_unchanged
from bot.words import mrkdwn, say
from domain.deadlines import is_past
from domain.quarters import NotAQuarter, Quarter
from projections.bilag1 import Row

REPORT = "report"
"""The callback id of a report's form."""

PICK = "pick"
"""The callback id of the choice of a goal."""

FROM_HOME = "-home"
"""What ends the callback id of a form that was opened in the App Home."""

FIELDS = ("text", "fulfilment", "delay_reason", "expected_completion")
"""The fields of a report's form: the ids of its blocks, and of the elements in them."""


@dataclass(frozen=True, slots=True)
class About:
    """What a form is about: where to look up what stood in it."""

    quarter: Quarter
    goal: UUID
    position: int

    def __str__(self) -> str:
        return f"{self.quarter}|{self.goal}|{self.position}"

    @classmethod
    def parse(cls, metadata: str) -> About | None:
        """What the metadata of a form names; None where it is not ours."""
        told = re.fullmatch(r"([0-9Q-]+)\|([0-9a-f-]{36})\|([0-9]{1,15})", metadata)
        try:
            return cls(Quarter.parse(told[1]), UUID(told[2]), int(told[3])) if told else None
        except (NotAQuarter, ValueError):
            return None


def placeholder(about: str = "modal") -> Block:
    """What is shown until the form is there; ``about`` begins the keys of its words."""
    return kit.modal(say(f"{about}.title"), [kit.section(mrkdwn(f"{about}.wait"))])


def told(title: str, blocks: Iterable[Block]) -> Block:
    """A message in the place of a form; what can only be pressed in a message is left out."""
    kept = [block for block in blocks if block["type"] != "actions"]
    return kit.modal(title, kept or [kit.section("–")])


def report_form(form: a.Form, callback_id: str = REPORT) -> Block:
    """A report to be filled in: status, fulfilment, reason for delay, expected completion."""
    about = About(form.quarter, form.ref.id, form.position)
    return kit.modal(
        say("modal.title"), _fields(form), submit=say("modal.submit"), callback_id=callback_id,
        metadata=str(about),
    )  # fmt: skip


def pick_form(pick: a.Pick, callback_id: str = PICK) -> Block:
    """The choice of a goal, and what is to be said of it; the form of that goal comes next."""
    options = [(f"{row.goal} {row.title}", row.goal) for row in pick.goals]
    fits = len(pick.text) <= kit.LONGEST_INPUT
    text = pick.text if fits else kit.shorter(pick.text, kit.LONGEST_INPUT)
    blocks = [
        kit.input_choice(say("modal.goal"), "goal", options),
        kit.input_text(say("modal.text"), "text", text, say("modal.pick-hint"), many_lines=True),
    ]
    if len(options) > kit.MOST_OPTIONS:
        blocks.insert(0, kit.context(mrkdwn("modal.more-goals", most=kit.MOST_OPTIONS)))
    return kit.modal(say("modal.title"), blocks, submit=say("modal.next"), callback_id=callback_id)


def _fields(form: a.Form) -> Iterator[Block]:
    row, quarter = form.row, form.quarter
    yield kit.section(mrkdwn("goal.head", title=row.title, number=row.goal, quarter=quarter))
    if late := is_past(row.cells["deadline"], quarter.last_day):
        yield kit.context(mrkdwn("modal.past-deadline", deadline=row.cells["deadline"]))
    if form.late:
        yield kit.context(mrkdwn("modal.sealed", quarter=quarter))
    text = form.text if form.text is not None else text_in_force(row)
    fits = len(text) <= kit.LONGEST_INPUT
    hint = say(_hint(text, text_in_force(row)))
    offered = text if fits else ""
    yield kit.input_text(say("modal.text"), "text", offered, hint, many_lines=True)
    step = form.fulfilment or row.cells["fulfilment"]
    yield kit.input_select(say("modal.fulfilment"), "fulfilment", form.steps, step)
    if late:
        yield kit.input_text(say("modal.delay_reason"), "delay_reason",
                             row.cells["delay_reason"][: kit.LONGEST_INPUT],
                             say("modal.delay-hint"), many_lines=True)  # fmt: skip
    yield kit.input_text(say("modal.expected_completion"), "expected_completion",
                         row.cells["expected_completion"][: kit.LONGEST_INPUT],
                         say("modal.expected-hint"))  # fmt: skip


def _hint(offered: str, stood: str) -> str:
    """What is said below the status field; a key of the catalogue."""
    if len(offered) > kit.LONGEST_INPUT:
        return "modal.text-long"
    if not stood:
        return "modal.text-first"
    return "modal.text-hint" if offered == stood else "modal.text-new"


def text_in_force(row: Row) -> str:
    """The status text that holds, whatever the quarter's cell says of it."""
    said = not row.missing and not row.unchanged
    return row.cells["status"] if said else row.cells["previous_status"]


def filled(state: Mapping[str, Any], fields: Sequence[str] = FIELDS) -> dict[str, str]:
    """What was typed and chosen, by field; a field that the form did not have is left out."""
    found: dict[str, str] = {}
    for block in (state.get("values") or {}).values():
        for name, element in block.items():
            option = element.get("selected_option") or {}
            if name in fields:
                found[name] = str(element.get("value") or option.get("value") or "")
    return found


def picked(state: Mapping[str, Any]) -> tuple[str, str]:
    """The number of the goal that was chosen, and the text beside it."""
    values = state.get("values") or {}
    option = values.get("goal", {}).get("goal", {}).get("selected_option") or {}
    text = values.get("text", {}).get("text", {}).get("value") or ""
    return str(option.get("value") or ""), str(text)


def changes(row: Row, told: Mapping[str, str]) -> dict[str, str]:
    """What the form states that did not stand in it: by field, on one line each.

    An empty status is no statement, and an empty fulfilment none either; an emptied reason or
    expected completion says that the cell is empty. «Uændret» leaves a field as it stood.
    """
    stood = {
        "text": text_in_force(row),
        **{name: row.cells[name] for name in FIELDS if name != "text"},
    }
    kept = {name: value for name, value in told.items() if not says_unchanged(value)}
    said = {name: " ".join(value.split()) for name, value in kept.items()}
    found = {
        name: value
        for name, value in said.items()
        if value != " ".join(stood[name][: kit.LONGEST_INPUT].split())
    }
    return {name: v for name, v in found.items() if v or name not in ("text", "fulfilment")}
