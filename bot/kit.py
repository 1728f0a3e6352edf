"""Slack's Block Kit, within its limits by construction: whatever goes in, what comes out is valid.

The limits are those of https://docs.slack.dev/reference/block-kit/blocks: 50 blocks in a message,
3,000 letters in a text, 75 on a button or option, 150 in an option's value, 100 options, 25
elements in a row of buttons, 10 in a context; in a modal 100 blocks, 24 letters in its title and
3,000 in a field. Texts are made by `bot.words`, which escapes what
came from outside; ``verbatim`` keeps Slack from turning words into links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.words import say

Block = dict[str, Any]

MOST_BLOCKS = 50
LONGEST_TEXT = 3_000
LONGEST_LABEL = 75
LONGEST_VALUE = 150
LONGEST_FALLBACK = 3_000
MOST_OPTIONS = 100
MOST_IN_A_ROW = 5
MOST_MODAL_BLOCKS = 100
LONGEST_TITLE = 24
LONGEST_INPUT = 3_000

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


def section(text: str) -> Block:
    """A paragraph of Slack's markup."""
    return {"type": "section", "text": _markup(text)}


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


def modal(
    title: str, blocks: Iterable[Block], submit: str | None = None, callback_id: str = "told",
    metadata: str = "",
) -> Block:  # fmt: skip
    """A modal; without ``submit`` it can only be closed."""
    made: Block = {
        "type": "modal", "callback_id": callback_id, "private_metadata": metadata,
        "title": _short(title), "close": _short(say("modal.close")),
        "blocks": list(blocks)[:MOST_MODAL_BLOCKS],
    }  # fmt: skip
    return {**made, "submit": _short(submit)} if submit else made


def input_text(
    label: str, name: str, value: str, hint: str = "", many_lines: bool = False
) -> Block:
    """A field to type in, which may stay empty; ``name`` is the id of block and element."""
    element: Block = {"type": "plain_text_input", "action_id": name, "multiline": many_lines,
                      "max_length": LONGEST_INPUT}  # fmt: skip
    if value:
        element["initial_value"] = value[:LONGEST_INPUT]
    return _input(label, name, element, hint)


def input_select(label: str, name: str, options: Sequence[str], chosen: str) -> Block:
    """A list to choose one from; ``chosen`` is offered, where it is among them."""
    made = [{"text": _plain(one), "value": _value(one)} for one in options[:MOST_OPTIONS]]
    element: Block = {"type": "static_select", "action_id": name, "options": made,
                      "placeholder": _plain(say("modal.choose"))}  # fmt: skip
    first = next((one for one in made if one["value"] == chosen), None)
    return _input(label, name, {**element, "initial_option": first} if first else element, "")


def input_choice(label: str, name: str, options: Sequence[tuple[str, str]]) -> Block:
    """A list where one must be chosen: label and value of each option."""
    element = select(say("modal.choose"), name, options)
    return {**_input(label, name, element, ""), "optional": False}


def home(blocks: Iterable[Block], cut: Block) -> Block:
    """The App Home; where the blocks are too many, ``cut`` ends them and says so."""
    all_ = list(blocks)
    if len(all_) > MOST_MODAL_BLOCKS:
        all_ = [*all_[: MOST_MODAL_BLOCKS - 1], cut]
    return {"type": "home", "blocks": all_}


def _input(label: str, name: str, element: Block, hint: str) -> Block:
    block: Block = {"type": "input", "block_id": name, "optional": True, "label": _plain(label),
                    "element": element}  # fmt: skip
    return (
        {**block, "hint": {**_plain(hint), "text": shorter(hint, LONGEST_VALUE)}} if hint else block
    )


def _short(text: str) -> Block:
    return {**_plain(text), "text": shorter(text, LONGEST_TITLE)}


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
