"""Where what papers tell comes from: the views, or the events alone. Both answer the same.

A paper is sealed as the views tell it, and made again from the events; what the two disagree about
is what `regenerate` is there to find.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import bindparam, select

from domain import facts
from domain.agreements import Agreement
from domain.codec import CODEC, UnreadableEvent
from domain.events import MemberAdded
from domain.quarters import Quarter
from projections import (
    bridge_questions,
    focus,
    indicators,
    integrity_questions,
    memo_questions,
    partnership_questions,
    partnership_replay,
    replay,
)
from projections.bilag1 import Basis, Bilag1, assemble
from projections.bridge import Bridge
from projections.bridge_goals import Moment
from projections.directory import Directory
from projections.driver import Prepared, as_bytes, uuid_of
from projections.evidence import evidence
from projections.integrity import Integrity, integrity
from projections.open_ends import OpenEnds, open_ends
from projections.partnership import Partnership
from projections.questions import Questions
from projections.schema import LOG
from projections.tracing_questions import answering
from projections.upkeep import BATCH
from projections.views import Recorded


class Source(Protocol):
    """What papers ask for, of one agreement. Nobody is named in the answers."""

    @property
    def agreement(self) -> Agreement:
        """Whose papers they are."""
        ...

    def basis(self, quarter: Quarter, position: int) -> Basis:
        """What a report of the quarter as known at the position rests on."""
        ...

    def bilag1(self, quarter: Quarter, position: int) -> Bilag1:
        """Bilag 1 of a quarter as known at a position, with the figures of its goals."""
        ...

    def bridge(self, old: Moment, new: Moment) -> Bridge:
        """The bridge between two Bilag 1."""
        ...

    def series(self, day: date, position: int) -> Sequence[indicators.Series]:
        """The indicators with their measurements for days up to ``day``."""
        ...

    def edition(self, year: int, position: int) -> focus.Edition:
        """Bilag 2 of a year."""
        ...

    def integrity(self, quarter: Quarter, position: int) -> Integrity:
        """How the commitments hold."""
        ...

    def partnership(self, position: int) -> Partnership:
        """Forums, meetings, deliverables and homes."""
        ...

    def open_ends(self, day: date, position: int) -> OpenEnds:
        """What was decided up to a day and had led to nothing by then."""
        ...

    def units(self, position: int) -> Mapping[UUID, str]:
        """The unit of each member, also of those who were released."""
        ...


@dataclass(frozen=True, slots=True)
class Viewed:
    """The answers of the views."""

    questions: Questions
    agreement: Agreement

    def basis(self, quarter: Quarter, position: int) -> Basis:
        return self.questions.basis(self.agreement.id, quarter, position)

    def bilag1(self, quarter: Quarter, position: int) -> Bilag1:
        return memo_questions.measured_bilag1(self.questions, self.agreement, quarter, position)

    def bridge(self, old: Moment, new: Moment) -> Bridge:
        return bridge_questions.between(self.questions, self.agreement, old, new)

    def series(self, day: date, position: int) -> Sequence[indicators.Series]:
        return memo_questions.indicator_series(self.questions, self.agreement, day, position)

    def edition(self, year: int, position: int) -> focus.Edition:
        return memo_questions.focus_edition(self.questions, self.agreement, year, position)

    def integrity(self, quarter: Quarter, position: int) -> Integrity:
        return integrity_questions.ask(self.questions, self.agreement, quarter, position)

    def partnership(self, position: int) -> Partnership:
        recorder = self.questions.recorder
        return partnership_questions.partnership(recorder, self.agreement, position)

    def open_ends(self, day: date, position: int) -> OpenEnds:
        return answering(self.questions, self.partnership(position), day).ends

    def units(self, position: int) -> Mapping[UUID, str]:  # noqa: ARG002  a unit never changes
        return {one.id: one.unit for one in Directory(self.questions.recorder).members()}


@dataclass(slots=True)
class Replayed:
    """The answers of the events, replayed up to a position that only grows (`advance`).

    The reports that were asked for are remembered: what comes later may ask for them again.
    ``altered`` are the positions of events whose bytes are not those recorded, by stream.
    """

    questions: Questions
    agreement: Agreement
    altered: dict[UUID, list[int]] = field(default_factory=dict)
    upto: int = 0
    _history: replay.History = field(default_factory=replay.History)
    _beside: list[Recorded] = field(default_factory=list)
    _streams: set[UUID] = field(default_factory=set)
    _units: dict[UUID, str] = field(default_factory=dict)
    _reports: dict[Moment, Bilag1] = field(default_factory=dict)

    def basis(self, quarter: Quarter, position: int) -> Basis:
        self._at(position)
        known_at = self.questions.recorded_at(position)
        return Basis(position, known_at, True, self._history.seals.get(str(quarter)))

    def bilag1(self, quarter: Quarter, position: int) -> Bilag1:
        if (quarter, position) not in self._reports:
            basis, told = self.basis(quarter, position), replay.pictures(self._history, quarter)
            measured = tuple(self.series(quarter.last_day, position))
            agreement = self._history.agreement(quarter.last_day)
            made = assemble(agreement, quarter, basis, told, measured)
            self._reports[quarter, position] = made
        return self._reports[quarter, position]

    def bridge(self, old: Moment, new: Moment) -> Bridge:
        return bridge_questions.explained(self.questions, self.bilag1(*old), self.bilag1(*new))

    def series(self, day: date, position: int) -> Sequence[indicators.Series]:
        self._at(position)
        told = [indicators.said(one.position, one.version, one.event) for one in self._beside]
        said = [one for one in told if one is not None]
        titles = self._titles()
        return [
            indicators.series(one, titles.get(one.goal, ""), said, day, position)
            for one in self._history.agreement(day).measured
        ]

    def edition(self, year: int, position: int) -> focus.Edition:
        told = [focus.told(one.position, one.version, one.event) for one in self._beside]
        points = [one for one in told if one is not None]
        basis = self.basis(Quarter(year, 4), position)
        title = self._history.agreement(date(year, 12, 31)).title
        return focus.edition(title, year, basis, points)

    def integrity(self, quarter: Quarter, position: int) -> Integrity:
        report = self.bilag1(quarter, position)
        found = evidence(self.partnership(position), self.series(quarter.last_day, position),
                         quarter.last_day)  # fmt: skip
        return integrity(report, self._statements(), found)

    def partnership(self, position: int) -> Partnership:
        """As known at a position that was reached: a paper may look back at an earlier one."""
        if position > self.upto:
            raise ValueError(f"replayed up to {self.upto}, asked for {position}")
        loaded = next((one for _, one in self._history.versions), self.agreement)
        return partnership_replay.partnership(self._beside, loaded, position)

    def open_ends(self, day: date, position: int) -> OpenEnds:
        return open_ends(self.partnership(position), self._statements(), day)

    def units(self, position: int) -> Mapping[UUID, str]:
        self._at(position)
        return self._units

    def advance(self, upto: int) -> None:
        """Take in the events up to a position; raises `UnreadableEvent` with the position."""
        while rows := self._rows(upto):
            for at, stored, version, topic, *signed in rows:
                stream, (state, digest) = uuid_of(stored), map(as_bytes, signed)
                if version > 1 and stream not in self._streams:
                    continue  # only a stream's first event tells whose it is
                self._take(Recorded(at, stream, version, _decoded(at, topic, state)))
                right = hashlib.sha256(state).digest() == digest
                if stream in self._streams and not right:
                    self.altered.setdefault(stream, []).append(at)
            self.upto = rows[-1][0]
        self.upto = max(self.upto, upto)

    def _take(self, one: Recorded) -> None:
        """Take one event in, if it is one of the agreement's or of a member."""
        if isinstance(one.event, MemberAdded):
            self._units[one.originator_id] = one.event.unit
            self._streams.add(one.originator_id)
            return
        owner = getattr(one.event, "agreement", None)
        if one.originator_id not in self._streams:
            if self.agreement.id not in (one.originator_id, owner):
                return
            self._streams.add(one.originator_id)
        if replay.belongs(one, self._history, self.agreement.id):
            self._history.take(one)
        if one.originator_id not in self._history.goals:
            self._beside.append(one)

    def _statements(self) -> dict[str, replay.Statements]:
        goals = self._history.goals.items()
        return {one.number: self._history.statements[goal] for goal, one in goals}

    def _titles(self) -> dict[str, str]:
        """The short titles of the goals that are measured."""
        measured = {one.goal for one in self._history.agreement(date.max).measured}
        said = {
            one.number: facts.in_force(self._history.statements[goal].get("title", ()), date.max)
            for goal, one in self._history.goals.items()
            if one.number in measured
        }
        return {number: one.value for number, one in said.items() if one is not None}

    def _at(self, position: int) -> None:
        if position != self.upto:
            raise ValueError(f"replayed up to {self.upto}, asked for {position}")

    def _rows(self, upto: int) -> list[Any]:
        recorder = self.questions.recorder
        c = recorder.events.c
        query = (
            select(c.id, c.originator_id, c.originator_version, c.topic, c.state, LOG.c.sha256)
            .join_from(recorder.events, LOG, c.id == LOG.c.position)
            .where(c.id > bindparam("after"), c.id <= bindparam("upto"))
            .order_by(c.id)
            .limit(bindparam("most"))
        )
        with recorder.reading() as connection:
            return Prepared(query).rows(connection, after=self.upto, upto=upto, most=BATCH)


def _decoded(position: int, topic: str, state: bytes) -> Any:
    try:
        return CODEC.decode(topic, state)
    except UnreadableEvent as error:
        raise UnreadableEvent(f"position {position}: {error}") from error
