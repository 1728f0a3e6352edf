"""Sealed files made anew from the events, and compared with what was sealed.

Nothing is taken from the views: the events are read once, in the order of positions, and each seal
is looked at when the position that it rests on is reached. Nothing is written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select

from domain.agreements import Agreement
from domain.codec import CODEC, UnreadableEvent
from projections import bridging, replay, sealing
from projections.bilag1 import COLUMNS, Basis, Bilag1, Row, assemble
from projections.driver import Prepared
from projections.questions import Questions, uuid_of
from projections.recorder import LedgerRecorder
from projections.rendering import as_json
from projections.schema import LOG
from projections.sealing import Seal
from projections.upkeep import BATCH, Progress
from projections.views import Recorded

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


@dataclass(frozen=True, slots=True)
class Regenerated:
    """What became of a seal.

    ``damaged`` are kept files that are lost, or not the bytes that were sealed; ``differing`` files
    that come out otherwise now; ``cells`` the cells where the kept JSON and the report made now
    differ; ``altered`` events of the agreement whose bytes are not those that were recorded;
    ``versions`` what files are made with by another version now: name, then and now.
    """

    seal: Seal
    damaged: tuple[str, ...]
    differing: tuple[str, ...]
    cells: tuple[Cell, ...]
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
    wanted = {seal.entry.position for seal in seals}
    every = sealing.seals(questions, agreement)
    before = {
        one.entry.position: _before(every, one) for one in every if one.entry.position in wanted
    }
    needed = wanted | {one.entry.position for one in before.values() if one}
    asked = [one for one in every if one.entry.position in needed]
    events = _Events(questions.recorder, agreement)
    reports: dict[int, Bilag1] = {}
    done = 0
    for seal in sorted(asked, key=lambda one: (one.event.position, one.entry.position)):
        here = seal.entry.position
        report = reports[here] = events.report(questions, seal)
        if here not in wanted:
            continue
        progress(done, len(wanted))
        first = before[here]
        bridge = first and bridging.explained(questions, reports[first.entry.position], report)
        made = sealing.files(report, bridge)
        yield _compared(questions, seal, report, made, events.altered, versions)
        done += 1
    progress(done, len(wanted))


def _before(every: list[Seal], seal: Seal) -> Seal | None:
    """The seal that a seal restates."""
    same = [one for one in every if one.event.quarter == seal.event.quarter]
    return same[seal.number - 2] if seal.number > 1 else None


def _compared(
    questions: Questions, seal: Seal, report: Bilag1, made: Mapping[str, bytes],
    altered: Mapping[UUID, list[int]], versions: Mapping[str, str],
) -> Regenerated:  # fmt: skip
    sealed = seal.event
    kept = sealing.kept(questions.recorder, sealed)
    json_name = sealing.name_of(seal.quarter, "json")
    hashes = sealed.files or {json_name: sealed.report_sha256}
    damaged = tuple(name for name, digest in sealed.files.items()
                    if name not in kept or _sha256(kept[name]) != digest)  # fmt: skip
    differing = tuple(name for name, digest in hashes.items()
                      if name not in made or _sha256(made[name]) != digest)  # fmt: skip
    cells: tuple[Cell, ...] = ()
    if json_name in differing or json_name in damaged:
        cells = tuple(differences(kept.get(json_name), report, altered))
    return Regenerated(
        seal, damaged, differing, cells,
        tuple(sorted(at for some in altered.values() for at in some)),
        tuple((name, then, versions.get(name, "-")) for name, then in sealed.versions.items()
              if versions.get(name) != then),
    )  # fmt: skip


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


@dataclass(slots=True)
class _Events:
    """The events of one agreement, replayed up to a position that only grows."""

    recorder: LedgerRecorder
    agreement: Agreement
    history: replay.History = field(default_factory=replay.History)
    altered: dict[UUID, list[int]] = field(default_factory=dict)
    read: int = 0

    def report(self, questions: Questions, seal: Seal) -> Bilag1:
        """Bilag 1 as it was sealed, from the events alone."""
        position, quarter = seal.event.position, seal.quarter
        self._advance(position)
        known_at = questions.recorded_at(position)
        basis = Basis(position, known_at, True, self.history.seals.get(str(quarter)))
        agreement = self.history.agreement(quarter.last_day)
        return assemble(agreement, quarter, basis, replay.pictures(self.history, quarter))

    def _advance(self, upto: int) -> None:
        while rows := self._rows(upto):
            for at, stored, version, topic, state, digest in rows:
                stream = uuid_of(stored)
                known = stream == self.agreement.id or stream in self.history.goals
                if not known and version > 1:
                    continue  # only a stream's first event tells that it is a goal of ours
                one = Recorded(at, stream, version, _decoded(at, topic, state))
                if replay.belongs(one, self.history, self.agreement.id):
                    self.history.take(one)
                    if hashlib.sha256(state).digest() != bytes(digest):
                        self.altered.setdefault(stream, []).append(at)
            self.read = rows[-1][0]

    def _rows(self, upto: int) -> list[Any]:
        c = self.recorder.events.c
        query = (
            select(c.id, c.originator_id, c.originator_version, c.topic, c.state, LOG.c.sha256)
            .join_from(self.recorder.events, LOG, c.id == LOG.c.position)
            .where(c.id > bindparam("after"), c.id <= bindparam("upto"))
            .order_by(c.id)
            .limit(bindparam("most"))
        )
        with self.recorder.reading() as connection:
            return Prepared(query).rows(connection, after=self.read, upto=upto, most=BATCH)


def _decoded(position: int, topic: str, state: bytes) -> Any:
    try:
        return CODEC.decode(topic, bytes(state))
    except UnreadableEvent as error:
        raise UnreadableEvent(f"position {position}: {error}") from error
