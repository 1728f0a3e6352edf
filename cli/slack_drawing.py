"""A message of the bot, drawn on a terminal: what a member would see in Slack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
    for block in payload["blocks"]:
        match block["type"]:
            case "section":
                yield _marked(block["text"]["text"])
            case "context":
                yield _marked(" ".join(one["text"] for one in block["elements"]), "dim")
    pressed = choices(payload)
    if pressed:
        line = Text()
        for n, (_, _, label) in enumerate(pressed, 1):
            line.append(f" [{n}] {label} ", "reverse").append("  ")
        yield line


def _marked(markup: str, style: str = "") -> Text:
    """Slack's markup: bold between stars, code between back-ticks, escapes undone."""
    text = Text(style=style)
    for part in re.split(r"(\*[^*\n]+\*|`[^`\n]+`)", markup):
        bold = len(part) > 2 and part[0] == part[-1] and part[0] in "*`"
        shown = (part[1:-1] if bold else part).replace("&lt;", "<").replace("&gt;", ">")
        text.append(shown.replace("&amp;", "&"), "bold" if bold else "")
    return text
