"""The bridge between two Bilag 1, as text, Markdown, HTML, JSON and CSV. Always Danish.

Each change shows the old beside the new with the words that went and came marked, its class, and
the positions of its events; ``tovholder history`` and ``explain`` tell who said them.
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

from projections.bridge import Bridge, End, word_edits
from projections.causes import Change, Class
from projections.rendering import sentences
from projections.rendering.as_csv import neutral
from projections.rendering.as_markdown import escaped
from projections.rendering.text import lines, single_line
from projections.rendering.words import DANISH

TITLE = "Broen"
_CLASSES: Mapping[Class, tuple[str, str]] = {
    "new fact": ("ny oplysning", "nye oplysninger"),
    "correction": ("rettelse", "rettelser"),
    "late entry": ("efterregistrering", "efterregistreringer"),
    "scope change": ("ændring af omfang", "ændringer af omfang"),
    "wording": ("omformulering", "omformuleringer"),
}
_COLUMNS = {
    **DANISH.columns, "title": DANISH.title, "previous_status": "Status for forrige kvartal",
    "status": "Status for kvartalet",
}  # fmt: skip
_EMPTY = "(tom)"


def lead(bridge: Bridge) -> list[str]:
    """What the bridge says in all: its ends, how many cells differ and why, and the remainder."""
    counts = [f"{n} {_CLASSES[kind][n != 1]}" for kind, n in bridge.counts().items() if n]
    n = len(bridge.changes)
    cells = f"{n} {'celle' if n == 1 else 'celler'} er ændret"
    return [
        f"Fra {_end(bridge.old)}",
        f"til {_end(bridge.new)}.",
        f"{cells}{': ' if counts else ''}{', '.join(counts)}.",
        f"Uforklarede celler: {len(bridge.unexplained)}.",
        *_goals(bridge),
    ]


def _end(end: End) -> str:
    known = sentences.known(end.basis, DANISH)
    return f"{sentences.quarter(end.quarter, DANISH)}, {known[0].lower()}{known[1:]}"


def _goals(bridge: Bridge) -> Iterator[str]:
    for heading, rows in (
        ("Kommet til", bridge.added), ("Ikke med længere", bridge.gone),
        ("Udgået", bridge.withdrawn),
    ):  # fmt: skip
        if rows:
            yield f"{heading}: {', '.join(f'{row.goal} {row.title}' for row in rows)}."


def _kind(change: Change) -> str:
    return _CLASSES[change.kind][0].capitalize() if change.kind else "Uforklaret"


def _events(change: Change) -> str:
    return ", ".join(map(str, change.positions)) or "-"


def _by_goal(bridge: Bridge) -> Iterator[tuple[str, str, list[Change]]]:
    for goal, some in groupby(bridge.changes, key=lambda change: change.goal):
        changes = list(some)
        yield goal, changes[0].title, changes


def _marked(change: Change, kinds: tuple[str, ...], marks: Callable[[str, str], str]) -> str:
    """One side of a change: its words in order, each through ``marks(kind, words)``."""
    edits = word_edits(lines(change.old), lines(change.new))
    return "".join(marks(kind, words) for kind, words in edits if kind in kinds)


def text(bridge: Bridge, width: int = 100) -> bytes:
    """The bridge for a terminal: words that went in [-brackets-], words that came in {+braces+}."""
    told = [f"{TITLE}: {single_line(bridge.agreement)}", *map(single_line, lead(bridge))]
    for goal, title, changes in _by_goal(bridge):
        told += ["", f"{goal} {single_line(title)}"]
        for change in changes:
            told.append(
                f"  {_COLUMNS[change.column]}: {_kind(change)} (position {_events(change)})"
            )
            words = single_line(_marked(change, ("same", "gone", "new"), _in_text))
            told += textwrap.wrap(words, width, initial_indent="    ", subsequent_indent="    ")
    return ("\n".join(told) + "\n").encode()


def _in_text(kind: str, words: str) -> str:
    return {"gone": f"[-{words}-]", "new": f"{{+{words}+}}"}.get(kind, words)


def markdown(bridge: Bridge) -> bytes:
    """The bridge as Markdown: a table, words that went struck out, words that came in bold."""
    # Two blanks end a line in Markdown.
    summary = [f"{escaped(one)}  " for one in lead(bridge)]
    told = [f"# {TITLE}: {escaped(bridge.agreement)}", "", *summary, "",
            "| Nr. | Titel | Celle | Før | Nu | Art | Position |", f"|{' --- |' * 7}"]  # fmt: skip
    for change in bridge.changes:
        sides = (_marked(change, ("same", side), _in_markdown) for side in ("gone", "new"))
        cells = (change.goal, escaped(change.title), _COLUMNS[change.column], *sides, _kind(change),
                 _events(change))  # fmt: skip
        told.append(f"| {' | '.join(cells)} |")
    return ("\n".join(told) + "\n").encode()


def _in_markdown(kind: str, words: str) -> str:
    mark = {"gone": "~~", "new": "**"}.get(kind, "")
    said = escaped(words)
    # A mark must stand at a word: blanks go outside it.
    before, after = (" " if words[at : at + 1].isspace() else "" for at in (0, len(words) - 1))
    return f"{before}{mark if said else ''}{said}{mark if said else ''}{after if said else ''}"


def html(bridge: Bridge) -> bytes:
    """The bridge as one HTML file without script, font or picture."""
    sections = "".join(_section(*one) for one in _by_goal(bridge))
    page = Template(_page()).substitute(
        title=f"{TITLE}: {escape(lines(bridge.agreement))}",
        lead="".join(f"<p>{escape(lines(one))}</p>\n" for one in lead(bridge)),
        sections=sections,
    )
    return page.encode()


@cache
def _page() -> str:
    return resources.files(__package__).joinpath("bridge.html").read_text(encoding="utf-8")


def _section(goal: str, title: str, changes: list[Change]) -> str:
    rows = "".join(_row(change) for change in changes)
    heads = "".join(
        f'<th scope="col">{one}</th>' for one in ("Celle", "Før", "Nu", "Art", "Position")
    )
    caption = f"<span>{escape(goal)}</span> <bdi>{escape(lines(title))}</bdi>"
    return (
        f"<table>\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n{rows}</table>\n"
    )


def _row(change: Change) -> str:
    old, new = (_marked(change, ("same", side), _in_html) for side in ("gone", "new"))
    empty = f'<span class="empty">{_EMPTY}</span>'
    return (
        f'<tr><th scope="row">{_COLUMNS[change.column]}</th><td>{old or empty}</td>'
        f"<td>{new or empty}</td><td>{_kind(change)}</td><td>{_events(change)}</td></tr>\n"
    )


def _in_html(kind: str, words: str) -> str:
    tag = {"gone": "del", "new": "ins"}.get(kind)
    return f"<{tag}>{escape(words)}</{tag}>" if tag else escape(words)


def as_csv(bridge: Bridge) -> bytes:
    """The bridge as CSV for a Danish spreadsheet; nothing in it runs."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Nr.", "Titel", "Celle", "Før", "Nu", "Art", "Position"])
    for one in bridge.changes:
        cells = (
            one.goal,
            one.title,
            _COLUMNS[one.column],
            one.old,
            one.new,
            _kind(one),
            _events(one),
        )
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
             "new": one.new, "class": one.kind, "positions": list(one.positions)}
            for one in bridge.changes
        ],
    }  # fmt: skip
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _json_end(end: End) -> dict[str, Any]:
    return {"quarter": str(end.quarter), "position": end.basis.position}


FORMATS: Mapping[str, Callable[[Bridge], bytes]] = {
    "table": text,
    "md": markdown,
    "html": html,
    "json": as_json,
    "csv": as_csv,
}
"""The formats of ``report bridge --format``, each from a bridge to the bytes of a file."""
