"""The words of the bridge, in Danish and English. Documents are always Danish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from projections.bridge import Bridge, End
from projections.causes import Change, Class
from projections.rendering import sentences, words
from projections.rendering.words import Words


@dataclass(frozen=True, slots=True)
class BridgeWords:
    """A catalogue. ``(one, many)`` pairs are chosen by a number; ``columns`` are those that a
    bridge names in another way than a report; ``heads`` are the heads of its own table."""

    report: Words
    title: str
    source: str
    target: str
    changed: tuple[str, str]
    unexplained: str
    added: str
    gone: str
    withdrawn: str
    classes: Mapping[Class, tuple[str, str]]
    no_class: str
    columns: Mapping[str, str]
    heads: Mapping[str, str]
    empty: str


DANISH = BridgeWords(
    report=words.DANISH,
    title="Broen",
    source="Fra {end}",
    target="til {end}.",
    changed=("{n} celle er ændret", "{n} celler er ændret"),
    unexplained="Uforklarede celler: {n}.",
    added="Kommet til: {goals}.",
    gone="Ikke med længere: {goals}.",
    withdrawn="Udgået: {goals}.",
    classes={
        "new fact": ("ny oplysning", "nye oplysninger"),
        "correction": ("rettelse", "rettelser"),
        "late entry": ("efterregistrering", "efterregistreringer"),
        "scope change": ("ændring af omfang", "ændringer af omfang"),
        "wording": ("omformulering", "omformuleringer"),
    },
    no_class="Uforklaret",
    columns={
        "title": "Titel",
        "previous_status": "Status for forrige kvartal",
        "status": "Status for kvartalet",
    },
    heads={
        "cell": "Celle",
        "old": "Før",
        "new": "Nu",
        "kind": "Art",
        "who": "Hvem",
        "position": "Position",
        "decision": "Beslutning",
    },
    empty="(tom)",
)

ENGLISH = BridgeWords(
    report=words.ENGLISH,
    title="The bridge",
    source="From {end}",
    target="to {end}.",
    changed=("{n} cell has changed", "{n} cells have changed"),
    unexplained="Unexplained cells: {n}.",
    added="Added: {goals}.",
    gone="No longer there: {goals}.",
    withdrawn="Withdrawn: {goals}.",
    classes={
        "new fact": ("new fact", "new facts"),
        "correction": ("correction", "corrections"),
        "late entry": ("late entry", "late entries"),
        "scope change": ("change of scope", "changes of scope"),
        "wording": ("rewording", "rewordings"),
    },
    no_class="Unexplained",
    columns={
        "title": "Title",
        "previous_status": "Status of the quarter before",
        "status": "Status of the quarter",
    },
    heads={
        "cell": "Cell",
        "old": "Before",
        "new": "Now",
        "kind": "Class",
        "who": "Who",
        "position": "Position",
        "decision": "Decision",
    },
    empty="(empty)",
)

CATALOGUES: Mapping[str, BridgeWords] = {"da": DANISH, "en": ENGLISH}


def lead(bridge: Bridge, told: BridgeWords = DANISH) -> list[str]:
    """What the bridge says in all: its ends, how many cells differ and why, and the remainder."""
    counts = [f"{n} {told.classes[kind][n != 1]}" for kind, n in bridge.counts().items() if n]
    n = len(bridge.changes)
    cells = told.changed[n != 1].format(n=n)
    return [
        told.source.format(end=_end(bridge.old, told)),
        told.target.format(end=_end(bridge.new, told)),
        *(
            sentences.warning(bridge.old.basis, told.report)
            or sentences.warning(bridge.new.basis, told.report)
        ),
        f"{cells}{': ' if counts else ''}{', '.join(counts)}.",
        told.unexplained.format(n=len(bridge.unexplained)),
        *_goals(bridge, told),
    ]


def _end(end: End, told: BridgeWords) -> str:
    known = sentences.known(end.basis, told.report)
    return f"{sentences.quarter(end.quarter, told.report)}, {known[0].lower()}{known[1:]}"


def _goals(bridge: Bridge, told: BridgeWords) -> Iterator[str]:
    for form, rows in (
        (told.added, bridge.added), (told.gone, bridge.gone), (told.withdrawn, bridge.withdrawn),
    ):  # fmt: skip
        if rows:
            yield form.format(goals=", ".join(f"{row.goal} {row.title}" for row in rows))


def column(change: Change, told: BridgeWords = DANISH) -> str:
    """The head of the cell that changed."""
    return told.columns.get(change.column) or told.report.columns[change.column]


def about(bridge: Bridge) -> tuple[str, ...]:
    """What is told of each change beside its texts; decisions where there are any."""
    return ("kind", "who", "position", *(("decision",) if bridge.decisions else ()))


def value(bridge: Bridge, change: Change, name: str, told: BridgeWords = DANISH) -> str:
    """One of `about` for a change; empty where there is nothing to tell."""
    match name:
        case "kind":
            return told.classes[change.kind][0].capitalize() if change.kind else told.no_class
        case "who":
            return ", ".join(bridge.of(change, bridge.who))
        case "decision":
            return ", ".join(bridge.of(change, bridge.decisions))
        case _:
            return ", ".join(map(str, change.positions))
