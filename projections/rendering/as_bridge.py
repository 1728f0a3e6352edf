"""The bridge between two Bilag 1, as text, Markdown, HTML, JSON and CSV.

Each change shows the old beside the new with the words that went and came marked, its class, and
the events behind it with who recorded them. Only the terminal speaks English too.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import textwrap
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape
from importlib import resources
from itertools import groupby
from string import Template
from typing import Any

from projections.bridge import Bridge, Edit, End, word_edits
from projections.causes import Change
from projections.rendering.as_csv import neutral
from projections.rendering.as_markdown import escaped
from projections.rendering.bridge_words import DANISH, BridgeWords, about, column, lead, value
from projections.rendering.text import lines, single_line

_COLUMN_WIDTHS = (
    "th:nth-child(1) { width: 15.5%; } th:nth-child(n+4) { width: 10%; } "
    "th:nth-child(6) { width: 7%; }"
)


def by_goal(bridge: Bridge) -> Iterator[tuple[str, str, list[Change]]]:
    """The changes of each goal, with its number and title."""
    for goal, some in groupby(bridge.changes, key=lambda change: change.goal):
        changes = list(some)
        yield goal, changes[0].title, changes


def _marked(change: Change, kinds: tuple[str, ...], marks: Callable[[str, str], str]) -> str:
    """One side of a change: its words in order, each through ``marks(kind, words)``."""
    return "".join(marks(kind, words) for kind, words in edits_of(change) if kind in kinds)


def edits_of(change: Change) -> list[Edit]:
    """The words of a change, those that stayed, went and came, in order."""
    return word_edits(lines(change.old), lines(change.new))


def newer(bridge: Bridge) -> int | None:
    """The later recorded time of the two ends (µs since 1970 UTC): the date of its files."""
    known = (bridge.old.basis.known_at, bridge.new.basis.known_at)
    return max((one for one in known if one is not None), default=None)


def text(bridge: Bridge, width: int = 100, words_of: BridgeWords = DANISH) -> bytes:
    """The bridge for a terminal: words that went in [-brackets-], words that came in {+braces+}."""
    top = f"{words_of.title}: {single_line(bridge.agreement)}"
    told = [top, *map(single_line, lead(bridge, words_of))]
    for goal, title, changes in by_goal(bridge):
        told += ["", f"{goal} {single_line(title)}"]
        for change in changes:
            kind, who, positions, *more = (
                single_line(value(bridge, change, name, words_of)) for name in about(bridge)
            )
            behind = "; ".join(one for one in (f"position {positions}", who, *more) if one)
            told.append(f"  {column(change, words_of)}: {kind} ({behind})")
            words = single_line(_marked(change, ("same", "gone", "new"), _in_text))
            told += textwrap.wrap(words, width, initial_indent="    ", subsequent_indent="    ")
    return ("\n".join(told) + "\n").encode()


def _in_text(kind: str, words: str) -> str:
    return {"gone": f"[-{words}-]", "new": f"{{+{words}+}}"}.get(kind, words)


def markdown(bridge: Bridge) -> bytes:
    """The bridge as Markdown: a table, words that went struck out, words that came in bold."""
    # Two blanks end a line in Markdown.
    summary = [f"{escaped(one)}  " for one in lead(bridge)]
    heads = _heads(bridge)
    told = [f"# {DANISH.title}: {escaped(bridge.agreement)}", "", *summary, "",
            f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]  # fmt: skip
    for change in bridge.changes:
        sides = (_marked(change, ("same", side), _in_markdown) for side in ("gone", "new"))
        more = (escaped(value(bridge, change, name)) for name in about(bridge))
        cells = (change.goal, escaped(change.title), column(change), *sides, *more)
        told.append(f"| {' | '.join(cells)} |")
    return ("\n".join(told) + "\n").encode()


def _heads(bridge: Bridge) -> list[str]:
    """The heads of a table of all changes."""
    names = ("cell", "old", "new", *about(bridge))
    return [DANISH.report.number, DANISH.report.title, *(DANISH.heads[name] for name in names)]


def _in_markdown(kind: str, words: str) -> str:
    mark = {"gone": "~~", "new": "**"}.get(kind, "")
    said = escaped(words)
    # A mark must stand at a word: blanks go outside it.
    before, after = (" " if words[at : at + 1].isspace() else "" for at in (0, len(words) - 1))
    return f"{before}{mark if said else ''}{said}{mark if said else ''}{after if said else ''}"


def html(bridge: Bridge) -> bytes:
    """The bridge as one HTML file without script, font or picture."""
    sections = "".join(_section(bridge, *one) for one in by_goal(bridge))
    made = Template(page()).substitute(
        title=f"{DANISH.title}: {escape(lines(bridge.agreement))}",
        lead="".join(f"<p>{escape(lines(one))}</p>\n" for one in lead(bridge)),
        sections=sections,
        widths=_COLUMN_WIDTHS,
        foot="",
    )
    return made.encode()


@cache
def page() -> str:
    """The frame of our HTML files of tables."""
    return resources.files(__package__).joinpath("tables.html").read_text(encoding="utf-8")


def _section(bridge: Bridge, goal: str, title: str, changes: list[Change]) -> str:
    rows = "".join(_row(bridge, change) for change in changes)
    heads = "".join(f'<th scope="col">{one}</th>' for one in _heads(bridge)[2:])
    caption = f"<span>{escape(goal)}</span> <bdi>{escape(lines(title))}</bdi>"
    return (
        f"<table>\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n{rows}</table>\n"
    )


def _row(bridge: Bridge, change: Change) -> str:
    old, new = (_marked(change, ("same", side), _in_html) for side in ("gone", "new"))
    empty = f'<span class="empty">{DANISH.empty}</span>'
    more = "".join(
        f"<td>{escape(lines(value(bridge, change, name)))}</td>" for name in about(bridge)
    )
    return (
        f'<tr><th scope="row">{column(change)}</th><td>{old or empty}</td>'
        f"<td>{new or empty}</td>{more}</tr>\n"
    )


def _in_html(kind: str, words: str) -> str:
    tag = {"gone": "del", "new": "ins"}.get(kind)
    return f"<{tag}>{escape(words)}</{tag}>" if tag else escape(words)


def as_csv(bridge: Bridge) -> bytes:
    """The bridge as CSV for a Danish spreadsheet; nothing in it runs."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(_heads(bridge))
    for one in bridge.changes:
        more = (value(bridge, one, name) for name in about(bridge))
        cells = (one.goal, one.title, column(one), one.old, one.new, *more)
        writer.writerow([neutral(cell) for cell in cells])
    return codecs.BOM_UTF8 + file.getvalue().encode()


def as_json(bridge: Bridge) -> bytes:
    """The bridge as JSON: the ends, the counts, the goals, and every change with its events."""
    document = {
        "agreement": bridge.agreement,
        "from": _json_end(bridge.old),
        "to": _json_end(bridge.new),
        "counts": bridge.counts(),
        "unexplained": len(bridge.unexplained),
        "added": [row.goal for row in bridge.added],
        "gone": [row.goal for row in bridge.gone],
        "withdrawn": [row.goal for row in bridge.withdrawn],
        "changes": [
            {"goal": one.goal, "title": one.title, "column": one.column, "old": one.old,
             "new": one.new, "class": one.kind, "positions": list(one.positions),
             "who": bridge.of(one, bridge.who)}
            | ({"decisions": bridge.of(one, bridge.decisions)} if bridge.decisions else {})
            for one in bridge.changes
        ],
    }  # fmt: skip
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _json_end(end: End) -> dict[str, Any]:
    return {"quarter": str(end.quarter), "position": end.basis.position}


def _pdf(bridge: Bridge) -> bytes:
    from projections.rendering import as_bridge_pdf

    return as_bridge_pdf.render(bridge)


def _docx(bridge: Bridge) -> bytes:
    from projections.rendering import as_bridge_docx

    return as_bridge_docx.render(bridge)


FORMATS: Mapping[str, Callable[[Bridge], bytes]] = {
    "table": text,
    "md": markdown,
    "html": html,
    "json": as_json,
    "csv": as_csv,
    "pdf": _pdf,
    "docx": _docx,
}
"""The formats of ``report bridge --format``, each from a bridge to the bytes of a file."""
