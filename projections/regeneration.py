"""Sealed files made anew from the events, and compared with what was sealed.

Nothing is taken from the views: the events are read once, in the order of positions, and each seal
is looked at when the position that it rests on is reached. Nothing is written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from domain.agreements import Agreement
from projections import sealable, sealing
from projections.bilag1 import COLUMNS, Bilag1, Row
from projections.questions import Questions
from projections.rendering import as_json
from projections.sealing import Seal
from projections.sources import Replayed
from projections.upkeep import Progress

HEAD = ("agreement", "quarter", "known_at", "position", "complete")
"""What the JSON of a report says beside its rows and what is counted from them."""

CELLS = ("title", *COLUMNS, "late", "unchanged")
"""What it says of a goal."""


class Cell(NamedTuple):
    """A cell that is not what was sealed. ``position`` is the event behind it: the one whose bytes
    were changed, else the one in force now; None where there is none. ``goal`` and ``title`` are
    empty for the report's head."""

    goal: str
    title: str
    column: str
    old: str
    new: str
    position: int | None


class Place(NamedTuple):
    """A place in another paper that is not what was sealed: where it stands in which file, and the
    event behind it, where the paper tells that."""

    file: str
    path: str
    old: str
    new: str
    position: int | None


@dataclass(frozen=True, slots=True)
class Regenerated:
    """What became of a seal.

    ``damaged`` are kept files that are lost, or not the bytes that were sealed; ``differing`` files
    that come out otherwise now; ``cells`` the cells where the kept JSON of Bilag 1 and the report
    made now differ, and ``places`` the same of other papers; ``altered`` events of the agreement
    whose bytes are not those that were recorded; ``versions`` what files are made with by another
    version now: name, then and now.
    """

    seal: Seal
    damaged: tuple[str, ...]
    differing: tuple[str, ...]
    cells: tuple[Cell, ...]
    places: tuple[Place, ...]
    altered: tuple[int, ...]
    versions: tuple[tuple[str, str, str], ...]

    @property
    def identical(self) -> bool:
        """Whether everything is as it was sealed."""
        return not (self.damaged or self.differing or self.altered)


def regenerate(
    questions: Questions, agreement: Agreement, seals: Iterable[Seal],
    versions: Mapping[str, str], progress: Progress,
) -> Iterator[Regenerated]:  # fmt: skip
    """Make the files of these seals anew, in the order of the positions that they rest on.

    ``versions`` are those of what makes files now. Raises `UnreadableEvent` with the position.
    """
    asked = sorted(seals, key=lambda one: (one.event.position, one.entry.position))
    looked_at = {moment for one in asked for moment in sealable.moments(one.paper)}
    moments = sorted(looked_at, key=lambda moment: moment[1])
    events = Replayed(questions, agreement)
    for done, seal in enumerate(asked):
        progress(done, len(asked))
        while moments and moments[0][1] <= seal.event.position:
            quarter, position = moments.pop(0)
            events.advance(position)
            events.bilag1(quarter, position)
        events.advance(seal.event.position)
        yield _compared(events, seal, versions)
    progress(len(asked), len(asked))


def _compared(events: Replayed, seal: Seal, versions: Mapping[str, str]) -> Regenerated:
    sealed, paper = seal.event, seal.paper
    kept = sealing.kept(events.questions.recorder, sealed)
    damaged = tuple(name for name, digest in sealed.files.items()
                    if name not in kept or _sha256(kept[name]) != digest)  # fmt: skip
    made: dict[str, bytes] = {}
    if not set(damaged) & set(seal.inputs):
        inputs = {name: kept[name] for name in seal.inputs}
        made = {**sealable.files(events, paper, inputs), **inputs}
    hashes = sealed.files or {sealable.name_of(paper, "json"): sealed.report_sha256}
    differing = tuple(name for name, digest in hashes.items()
                      if made and (name not in made or _sha256(made[name]) != digest))  # fmt: skip
    looked_at = [name for name in hashes
                 if made and name.endswith(".json") and name in {*differing, *damaged}]  # fmt: skip
    report_name = f"bilag1-{paper.about}.json"
    cells: tuple[Cell, ...] = ()
    if report_name in looked_at:
        report = events.bilag1(paper.quarter, paper.position)
        cells = tuple(differences(kept.get(report_name), report, events.altered))
    return Regenerated(
        seal, damaged, differing, cells,
        tuple(place for name in looked_at if name != report_name
              for place in places(name, kept.get(name), made[name])),
        tuple(sorted(at for some in events.altered.values() for at in some)),
        tuple((name, then, versions.get(name, "-")) for name, then in sealed.versions.items()
              if versions.get(name) != then),
    )  # fmt: skip


def places(file: str, kept: bytes | None, made: bytes) -> Iterator[Place]:
    """The places where a kept JSON and the one made now differ, in the order of the paper.

    The event is that of the nearest part that names one: its ``position``, or the last of its
    ``positions``. Nothing where the kept JSON cannot be read.
    """
    try:
        old = json.loads(kept or b"")
    except ValueError:
        return
    for path, was, now, position in _unlike(old, json.loads(made)):
        yield Place(file, path, _shown(was), _shown(now), position)


def _unlike(
    old: Any, new: Any, path: str = "", position: int | None = None
) -> Iterator[tuple[str, Any, Any, int | None]]:
    """The leaves that differ: path, both, and the event behind."""
    if isinstance(old, dict) and isinstance(new, dict):
        here = _event(new, path) or _event(old, path) or position
        for name in [*new, *(name for name in old if name not in new)]:
            inner = f"{path}.{name}" if path else name
            yield from _unlike(old.get(name), new.get(name), inner, here)
    elif isinstance(old, list) and isinstance(new, list):
        for n in range(max(len(old), len(new))):
            was, now = (one[n] if n < len(one) else None for one in (old, new))
            yield from _unlike(was, now, f"{path}[{n + 1}]", position)
    elif old != new:
        part = next((one for one in (new, old) if isinstance(one, dict)), {})
        yield path, old, new, _event(part, path) or position


def _event(part: Mapping[str, Any], path: str) -> int | None:
    """The event that a part of a paper names; the whole names the last one it knows, which is
    behind nothing."""
    behind = part.get("position") if path else None
    if path and not behind and part.get("positions"):
        behind = part["positions"][-1]
    return behind if isinstance(behind, int) else None


def differences(
    kept: bytes | None, report: Bilag1, altered: Mapping[UUID, list[int]]
) -> Iterator[Cell]:
    """The cells where a kept JSON and a report differ, in the order of the report.

    ``altered`` are positions of changed events, by goal. Nothing where the JSON cannot be read.
    """
    try:
        document = json.loads(kept or b"")
        old = {row["goal"]: row for part in document["sections"] for row in part["rows"]}
        was = {goal: _cells(row) for goal, row in old.items()}
    except (ValueError, LookupError, TypeError):
        return
    made = json.loads(as_json.render(report))
    for name in HEAD:
        if document.get(name) != made[name]:
            yield Cell("", "", name, _shown(document.get(name)), _shown(made[name]), None)
    rows = {row.goal: row for row in report.rows()}
    now = {row["goal"]: _cells(row) for part in made["sections"] for row in part["rows"]}
    for goal in [*now, *(goal for goal in was if goal not in now)]:
        stream = report.agreement.goal_id(goal)
        before, after = was.get(goal, {}), now.get(goal, {})
        for column in CELLS:
            if before.get(column, "") != after.get(column, ""):
                position = _behind(rows.get(goal), column, altered.get(stream, []))
                title = after.get("title") or before.get("title", "")
                old_text, new_text = before.get(column, ""), after.get(column, "")
                yield Cell(goal, title, column, old_text, new_text, position)


def _behind(row: Row | None, column: str, altered: list[int]) -> int | None:
    """The event behind a cell."""
    source = row.sources.get(column) if row else None
    if source in altered or not altered:
        return source
    return altered[0]


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    told = {**row["cells"], **{name: row[name] for name in ("title", "late", "unchanged")}}
    return {name: _shown(told[name]) for name in CELLS}


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
