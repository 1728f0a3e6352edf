"""Slack's Block Kit, within its limits by construction: whatever goes in, what comes out is valid.

The limits are those of https://docs.slack.dev/reference/block-kit/blocks: 50 blocks in a message,
3,000 letters in a text, 75 on a button or option, 150 in an option's value, 100 options, 25
elements in a row of buttons, 10 in a context. Texts are made by `bot.words`, which escapes what
came from outside; ``verbatim`` keeps Slack from turning words into links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]

MOST_BLOCKS = 50
LONGEST_TEXT = 3_000
LONGEST_LABEL = 75
LONGEST_VALUE = 150
LONGEST_FALLBACK = 3_000
MOST_OPTIONS = 100
MOST_IN_A_ROW = 5

_BROKEN_ENTITY = re.compile("&[a-z]{0,3}$")


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: the blocks, and the text that stands for them in notifications."""

    text: str
    blocks: tuple[Block, ...]


def message(fallback: str, blocks: Iterable[Block], cut: Block) -> Message:
    """A message of these blocks; where they are too many, ``cut`` ends them and says so."""
    all_ = list(blocks)
    if len(all_) > MOST_BLOCKS:
        all_ = [*all_[: MOST_BLOCKS - 1], cut]
    return Message(shorter(fallback, LONGEST_FALLBACK), tuple(all_))


def section(text: str, accessory: Block | None = None) -> Block:
    """A paragraph of Slack's markup."""
    block: Block = {"type": "section", "text": _markup(text)}
    return {**block, "accessory": accessory} if accessory else block


def context(text: str) -> Block:
    """A line in small grey letters."""
    return {"type": "context", "elements": [_markup(text)]}


def buttons(elements: Sequence[Block]) -> Block:
    """A row of buttons, or a select; at least one."""
    return {"type": "actions", "elements": list(elements[:MOST_IN_A_ROW])}


def button(label: str, action_id: str, value: str, style: str | None = None) -> Block:
    """A button. The label may come from outside: it is plain text. ``value`` is one of ours."""
    made: Block = {"type": "button", "text": _plain(label), "action_id": action_id,
                   "value": _value(value)}  # fmt: skip
    return {**made, "style": style} if style else made


def select(placeholder: str, action_id: str, options: Sequence[tuple[str, str]]) -> Block:
    """A list to choose from: label and value of each option."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": _plain(placeholder),
        "options": [
            {"text": _plain(label), "value": _value(value)}
            for label, value in options[:MOST_OPTIONS]
        ],
    }


def shorter(text: str, most: int) -> str:
    """The text with at most so many letters; a cut is marked, and leaves no broken escape."""
    text = text.strip()
    if len(text) <= most:
        return text or "–"
    return _BROKEN_ENTITY.sub("", text[: most - 1]).rstrip() + "…"


def paragraphs(lines: Iterable[str]) -> list[Block]:
    """The lines in as few sections as hold them."""
    blocks: list[Block] = []
    held: list[str] = []
    for line in (shorter(one, LONGEST_TEXT) for one in lines):
        if held and sum(len(one) + 1 for one in held) + len(line) > LONGEST_TEXT:
            blocks.append(section("\n".join(held)))
            held = []
        held.append(line)
    return [*blocks, section("\n".join(held))] if held else blocks


def _markup(text: str) -> Block:
    return {"type": "mrkdwn", "text": shorter(text, LONGEST_TEXT), "verbatim": True}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": shorter(text, LONGEST_LABEL), "emoji": False}


def _value(value: str) -> str:
    if not 0 < len(value) <= LONGEST_VALUE:
        raise ValueError("a value is made by us and has room")
    return value
