"""A message or form of the bot, drawn on a terminal: what a member would see in Slack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from bot.pretend import pressable


def drawn(payload: Mapping[str, Any], title: str) -> Panel:
    """The message in a frame; what can be pressed is numbered from one."""
    return Panel(Group(*_parts(payload)), title=Text(title), title_align="left", expand=False)


def choices(payload: Mapping[str, Any]) -> list[tuple[dict[str, Any], int, str]]:
    """All that can be pressed: the element, its option (0 for a button), and the label."""
    found = []
    for element in pressable(payload):
        labels = [option["text"]["text"] for option in element.get("options", [])]
        for n, label in enumerate(labels or [element["text"]["text"]]):
            found.append((element, n, label))
    return found


def _parts(payload: Mapping[str, Any]) -> Iterator[RenderableType]:
    numbers = count(1)
    for block in payload["blocks"]:
        match block["type"]:
            case "actions":
                yield _row(choices({"blocks": [block]}), numbers)
            case "section":
                yield _marked(block["text"]["text"])
            case "context":
                yield _marked(" ".join(one["text"] for one in block["elements"]), "dim")
            case "input":
                yield from _field(block)


def _row(pressed: list[tuple[dict[str, Any], int, str]], numbers: Iterator[int]) -> Text:
    """What can be pressed, numbered."""
    line = Text()
    for _, _, label in pressed:
        line.append(f" [{next(numbers)}] {label} ", "reverse").append("  ")
    return line


def _field(block: Mapping[str, Any]) -> Iterator[RenderableType]:
    """A field of a form: what it is called, and what stands in it."""
    element = block["element"]
    chosen = element.get("initial_option") or {"text": {"text": "…"}}
    stands = element.get("initial_value") or ("" if "options" not in element else None)
    yield Text(block["label"]["text"], "bold")
    yield Panel(Text(chosen["text"]["text"] + " ▾" if stands is None else stands), padding=(0, 1))


def _marked(markup: str, style: str = "") -> Text:
    """Slack's markup: bold between stars, code between back-ticks, escapes undone."""
    text = Text(style=style)
    for part in re.split(r"(\*[^*\n]+\*|`[^`\n]+`)", markup):
        bold = len(part) > 2 and part[0] == part[-1] and part[0] in "*`"
        shown = (part[1:-1] if bold else part).replace("&lt;", "<").replace("&gt;", ">")
        text.append(shown.replace("&amp;", "&"), "bold" if bold else "")
    return text
