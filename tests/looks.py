"""How every kind of Slack message looks: `make looks` draws what the tests send.

The tests of the bot run once; of the payloads that leave in them the shortest of each kind is kept.
A kind is a surface, the words of the catalogue that it begins with, and its buttons. It is drawn
about as Slack does: the markup is read from Block Kit, nothing is taken from Slack.
"""

from __future__ import annotations

import base64
import html
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from browser import browser

from bot.pretend import Door, Sent
from bot.words import DANISH

TESTS = Path(__file__).parent
RUN = ("test_bot_app.py", "test_bot_home.py", "test_bot_rounds.py", "test_bot_partnership.py",
       "test_bot_links.py")  # fmt: skip
# What chance leads to sends no other kinds, and would draw others each time.
LEFT_OUT = "not postgresql and not whatever_happens"
WIDTH, SHEET = 720, 2720
STYLE = """body { font: 15px/1.45 'Source Sans 3', 'Lato', 'Noto Sans', sans-serif; margin: 12px;
  width: 640px; color: #1d1c1d; background: #fff }
figure { margin: 0; padding: 12px } figcaption { font: 11px monospace; color: #888 }
.message, .modal, .home { border: 1px solid #ddd; border-radius: 8px; padding: 10px 14px }
.modal { width: 500px } h1 { font-size: 17px; margin: 0 0 8px } p { margin: 4px 0 }
.context { font-size: 12.5px; color: #616061 } code { color: #c01343; background: #f6f6f6;
  border: 1px solid #ddd; border-radius: 3px; padding: 0 2px; font-size: 12.5px }
blockquote { margin: 0; padding-left: 10px; border-left: 4px solid #ddd }
button, select { font: bold 13px sans-serif; padding: 5px 12px; margin: 4px 6px 4px 0;
  border: 1px solid #bbb; border-radius: 4px; background: #fff }
.primary { background: #007a5a; color: #fff } .danger { background: #e01e5a; color: #fff }
label { font-weight: bold; display: block; margin-top: 8px }
.hint { font-size: 12.5px; color: #616061 } figure { break-inside: avoid }
body.sheet { width: 2680px; columns: 4 }
.field { border: 1px solid #bbb; border-radius: 4px; padding: 6px 10px; min-height: 20px;
  white-space: pre-wrap } .tall { min-height: 70px }"""
EMOJI = {"white_check_mark": "✅", "leftwards_arrow_with_hook": "↩️", "hourglass": "⌛",
         "arrow_right": "➡️", "x": "❌", "warning": "⚠️"}  # fmt: skip

Payload = dict[str, Any]


class Kept:
    """A plugin of pytest that keeps one payload of each kind."""

    def __init__(self) -> None:
        self.kinds: dict[str, Payload] = {}

    def pytest_configure(self) -> None:
        take, send = Sent.take, Door.send

        def kept(sent: Sent, method: str, payload: Payload) -> None:
            self.keep(payload)
            take(sent, method, payload)

        def acknowledged(door: Door, *request: str, **headers: str) -> Any:
            response = send(door, *request, **headers)
            if (response.body or "").startswith("{"):
                self.keep(json.loads(response.body))
            return response

        Sent.take, Door.send = kept, acknowledged  # type: ignore[method-assign]

    def keep(self, payload: Payload) -> None:
        shown = payload.get("view") or payload
        if shown.get("blocks"):
            there = self.kinds.get(name := kind(shown), shown)
            self.kinds[name] = min(there, shown, key=lambda one: len(json.dumps(one)))


def kind(shown: Payload) -> str:
    """The name of a kind: surface, first words, buttons."""
    surface = shown.get("type", "message")
    actions = {re.split(r"[-]", one)[0] for one in _actions(shown["blocks"])}
    return "_".join([surface, _first_words(shown["blocks"]), *sorted(actions)])[:110]


def _actions(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "action_id" in part:
            yield str(part["action_id"])
        part = list(part.values())
    for one in part if isinstance(part, list) else ():
        yield from _actions(one)


def _first_words(blocks: list[Payload]) -> str:
    line = next((one["text"]["text"] for one in blocks if "text" in one), "")
    line = line or blocks[0].get("label", {}).get("text", "")
    fits = [(len(key_words), key) for key, key_words, fit in _catalogue() if fit.match(line)]
    return max(fits)[1] if fits else "other"


@cache
def _catalogue() -> list[tuple[str, str, re.Pattern[str]]]:
    """Each text of the catalogue: its key, its fixed words, and what its first line looks like."""
    found = []
    for key, text in DANISH.items():
        first = text.partition("\n")[0]
        fixed = re.sub(r"\{[^}]*\}", "", first)
        if len(fixed.strip(" *:.")) > 2:
            pattern = re.sub(r"\\\{[^}]*\\\}", ".+?", re.escape(first))
            found.append((key, fixed, re.compile(pattern)))
    return found


# --- Block Kit to HTML ----------------------------------------------------------------------------


def page(kinds: dict[str, Payload]) -> str:
    """All kinds on one page, each in a figure."""
    figures = "".join(
        f"<figure id='{name}'><figcaption>{name}</figcaption>{_shown(one)}</figure>"
        for name, one in sorted(kinds.items())
    )
    return (f"<!doctype html><html lang=da data-settled=1><meta charset=utf-8>"
            f"<style>{STYLE}</style><body>{figures}")  # fmt: skip


def _shown(shown: Payload) -> str:
    inner = "".join(map(_block, shown["blocks"]))
    if shown.get("type") == "modal":
        ends = "".join(
            f"<button class='{style}'>{_text(shown[name])}</button>"
            for name, style in (("close", ""), ("submit", "primary"))
            if name in shown
        )
        return f"<div class=modal><h1>{_text(shown['title'])}</h1>{inner}<p>{ends}</div>"
    return f"<div class={shown.get('type', 'message')}>{inner}</div>"


def _block(block: Payload) -> str:
    match block["type"]:
        case "section":
            return f"<p>{_text(block['text'])}</p>"
        case "context":
            return f"<p class=context>{' '.join(map(_text, block['elements']))}</p>"
        case "actions":
            return "".join(map(_element, block["elements"]))
        case "input":
            hint = f"<div class=hint>{_text(block['hint'])}</div>" if "hint" in block else ""
            return f"<label>{_text(block['label'])}</label>{_element(block['element'])}{hint}"
        case _:
            return "<hr>"


def _element(one: Payload) -> str:
    match one["type"]:
        case "button":
            return f"<button class='{one.get('style', '')}'>{_text(one['text'])}</button>"
        case "static_select":
            first = one.get("initial_option", {}).get("text") or one.get("placeholder")
            return f"<select><option>{_text(first) if first else ''}</select>"
        case _:
            tall = " tall" if one.get("multiline") else ""
            return f"<div class='field{tall}'>{html.escape(one.get('initial_value', ''))}</div>"


def _text(part: Payload) -> str:
    text = part["text"]
    if part["type"] == "plain_text":
        return html.escape(text)
    text = html.escape(html.unescape(text), quote=False)
    text = re.sub(r"`([^`\n]+)`", r"<code>\1</code>", text)
    text = re.sub(r"(?<!\w)\*([^*\n]+)\*(?!\w)", r"<b>\1</b>", text)
    text = re.sub(r":([a-z_]+):", lambda found: EMOJI.get(found[1], found[0]), text)
    lines = (re.sub(r"^(?:&gt;) ?(.*)$", r"<blockquote>\1</blockquote>", line)
             for line in text.split("\n"))  # fmt: skip
    return "<br>".join(lines).replace("</blockquote><br>", "</blockquote>")


def draw(kinds: dict[str, Payload], folder: Path) -> None:
    """A PNG of each kind, and `all.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "all.html"
    source.write_text(page(kinds), encoding="utf-8")
    with browser() as made:
        made.size(SHEET, 900)
        made.open(source.resolve())
        made.run("document.body.className = 'sheet'")
        (folder / "all.png").write_bytes(made.picture(whole=True))
        made.run("document.body.className = ''")
        made.size(WIDTH, 900)
        boxes = made.run("""Object.fromEntries([...document.querySelectorAll("figure")].map(
            (one) => { const { x, y, width, height } = one.getBoundingClientRect();
                       return [one.id, { x, y, width, height, scale: 1 }]; }))""")
        for name, box in boxes.items():
            shot = made.call("Page.captureScreenshot", format="png", clip=box,
                             captureBeyondViewport=True)  # fmt: skip
            (folder / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


def main(folder: str) -> int:
    """Run the tests, keep what they send, draw it."""
    kept = Kept()
    tests = [str(TESTS / name) for name in RUN]
    code = pytest.main(["-q", "-n0", "-k", LEFT_OUT, "-p", "no:cacheprovider", *tests], [kept])
    if code != 0:
        return int(code)
    try:
        draw(kept.kinds, Path(folder))
    except pytest.skip.Exception as why:
        print(f"skipped: {why}")
        return 0
    print(
        f"{len(kept.kinds)} kinds of messages are drawn in {folder}; all.png shows them together."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
