"""The proof that the store holds: everything is read again and compared, nothing is written.

Six things are checked: the guards that refuse every change (`projections.guards`), the log
(positions and versions without gaps, a time that never runs backwards), the stored bytes against
their hashes, the files that seals keep against theirs, every row of the views against what the
events state, and Bilag 1 of every quarter, the indicators, Bilag 2 of every year and the
partnership against the pure replay.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, or_, select

from domain.agreements import Agreement
from domain.codec import UnreadableEvent
from domain.events import (
    TOPICS,
    AgreementAmended,
    AgreementLoaded,
    MemberAdded,
    PaperSealed,
    QuarterSealed,
)
from domain.quarters import Quarter
from projections import (
    differences,
    guards,
    memo_questions,
    partnership_questions,
    partnership_replay,
    replay,
    upkeep,
)
from projections.bilag1 import assemble
from projections.differences import Difference
from projections.driver import as_bytes, uuid_of
from projections.questions import Questions
from projections.recorder import LedgerRecorder
from projections.schema import KEPT, LIVE, LOG, ViewTables
from projections.snapshots import LAST
from projections.upkeep import BATCH, Progress, batches
from projections.views import ID_ROOM, Recorded, Row, UnknownStream, Views

GOALS = 200
"""How many goals are replayed at once."""


def verify(recorder: LedgerRecorder, progress: Progress) -> Iterator[Difference]:
    """Everything in the store that does not hold; nothing where all is well."""
    questions = Questions(recorder, mapped=False)
    last = questions.last_position()
    yield from _verify_guards(recorder)
    log = list(_verify_kinds(recorder)) or list(_verify_log(recorder, progress, last))
    log = log or list(_verify_streams(recorder))
    yield from log
    if log:
        return  # what is built on a damaged ledger is not worth comparing
    try:
        yield from _verify_kept(recorder)
        views = list(_verify_views(recorder, questions.recorded(), progress, last))
        yield from views
        if views:
            return
        agreements = [agreement_id for agreement_id, _, _ in questions.agreements()]
        goals, done = sum(len(questions.goals(one)) for one in agreements), 0
        for agreement_id in agreements:
            for one in _verify_reports(questions, agreement_id, last):
                if not isinstance(one, int):
                    yield one
                    continue
                done += one
                progress(2 * last + last * done // goals, 3 * last)
            agreement = _agreement(questions, agreement_id)
            yield from memo_questions.unlike_the_replay(questions, agreement, last)
            yield from _verify_partnership(questions, agreement_id, last)
        progress(3 * last, 3 * last)
    except (UnreadableEvent, UnknownStream) as error:
        yield differences.EventUnreadable(f"{type(error).__name__}: {error}")


def _verify_guards(recorder: LedgerRecorder) -> Iterator[Difference]:
    """What would no longer be refused: somebody who may has taken a guard away."""
    with recorder.reading() as connection:
        for name in guards.missing(connection):
            yield differences.GuardAway(name)


_KINDS = {int: "integer", str: "text", bytes: "blob", UUID: "blob"}


def _verify_kinds(recorder: LedgerRecorder) -> Iterator[Difference]:
    """What is of another kind than its column: SQLite takes a text for bytes and for a number."""
    if recorder.engine.dialect.name != "sqlite":
        return
    for table in (recorder.events, LOG):
        wanted = {one: _KINDS[one.type.python_type] for one in table.columns}
        odd = or_(*(func.typeof(one) != kind for one, kind in wanted.items()))
        (key,) = table.primary_key.columns
        query = select(key, *(func.typeof(one) for one in wanted)).where(odd).order_by(key)
        with recorder.reading() as connection:
            rows = connection.execute(query).all()
        for position, *kinds in rows:
            for (one, kind), there in zip(wanted.items(), kinds, strict=True):
                if there != kind:
                    yield differences.KindChanged(position, one.name, there, kind)


def _verify_streams(recorder: LedgerRecorder) -> Iterator[Difference]:
    """That the versions of each stream are 1, 2, 3 …; a database keeps them from being the same."""
    stream, version = recorder.events.c.originator_id, recorder.events.c.originator_version
    first, last, many = func.min(version), func.max(version), func.count()
    query = select(stream, last, many).group_by(stream).having((first != 1) | (last != many))
    with recorder.reading() as connection:
        for name, found, expected in connection.execute(query):
            yield differences.VersionsNotWhole(str(uuid_of(name)), found, expected)


def _verify_log(recorder: LedgerRecorder, progress: Progress, last: int) -> Iterator[Difference]:
    position, recorded_at = 0, 0
    members = _members(recorder)
    while lines := _lines_after(recorder, position):
        for row in lines:
            position += 1
            if (row.logged, row.stored) != (position, position):
                yield differences.OutOfStep(position, row.logged, row.stored)
                position = max(row.logged or 0, row.stored or 0)
                continue
            if row.recorded_at < recorded_at:
                yield differences.TimeRanBackwards(position, row.recorded_at, recorded_at)
            digest = hashlib.sha256(row.state).digest()
            if digest != bytes(row.sha256):
                yield differences.BytesChanged(position, digest.hex(), bytes(row.sha256).hex())
            if row.actor not in members:
                yield differences.ActorUnknown(position, row.actor)
            recorded_at = row.recorded_at
        progress(min(position, last), 3 * last)


_MEMBER_ADDED = [topic for topic, shape in TOPICS.items() if shape is MemberAdded]


def _members(recorder: LedgerRecorder) -> set[str]:
    """All who were ever added: an erased member is one too, of whom only the name is gone."""
    events = recorder.events.c
    query = select(events.originator_id).where(events.topic.in_(_MEMBER_ADDED))
    with recorder.reading() as connection:
        return {str(uuid_of(stream)) for (stream,) in connection.execute(query)}


class _Line(NamedTuple):
    """A log entry and an event side by side; None where one has no other."""

    logged: int | None
    recorded_at: int
    actor: str
    sha256: bytes
    stored: int | None
    state: bytes


def _lines_after(recorder: LedgerRecorder, position: int) -> list[_Line]:
    """The next ones, in the order of positions, as far as both were read."""
    events = recorder.events.c
    entries = select(LOG.c.position, LOG.c.recorded_at, LOG.c.actor, LOG.c.sha256)
    entries = entries.where(LOG.c.position > position).order_by(LOG.c.position).limit(BATCH)
    states = select(events.id, events.state).where(events.id > position)
    with recorder.reading() as connection:
        log = {row[0]: row for row in connection.execute(entries)}
        stored = {
            row[0]: row for row in connection.execute(states.order_by(events.id).limit(BATCH))
        }
    upto = min((max(some) for some in (log, stored) if len(some) == BATCH), default=LAST)
    return [
        _Line._make((*log.get(at, (None, 0, "", b"")), *stored.get(at, (None, b""))))
        for at in sorted(log.keys() | stored.keys())
        if at <= upto
    ]


def _verify_kept(recorder: LedgerRecorder) -> Iterator[Difference]:
    """The bytes of each kept file against its hash, and each seal's files against what is there."""
    there = set()
    with recorder.reading() as connection:
        for row in connection.execute(select(KEPT)).yield_per(20):
            there.add(bytes(row.sha256).hex())
            digest = hashlib.sha256(as_bytes(row.content)).hexdigest()
            if digest != bytes(row.sha256).hex():
                yield differences.KeptFileChanged(digest, bytes(row.sha256).hex())
    questions = Questions(recorder)
    for agreement, _, _ in questions.agreements():
        for one in questions.recorded_of(agreement):
            if not isinstance(one.event, QuarterSealed | PaperSealed):
                continue
            for name, digest in one.event.files.items():
                if digest not in there:
                    yield differences.KeptFileLost(one.position, name, digest)


def _verify_views(
    recorder: LedgerRecorder, events: Iterable[Recorded], progress: Progress, last: int
) -> Iterator[Difference]:
    """Each row of the views against the row that its event leads to."""
    state = upkeep.state(recorder)
    if not state.current:
        yield differences.ViewsNotCurrent(
            state.version, state.position, state.wanted_version, state.last_position
        )
        return
    views = Views(LIVE)
    done = 0
    for batch in batches(events):
        with recorder.reading() as connection:
            expected = views.rows(connection, batch)
            for name in ID_ROOM:
                span = (done + 1, batch[-1].position)
                found = _rows_between(connection, views.tables, name, span)
                yield from _unlike(name, found, expected.get(name, []))
        done = batch[-1].position
        progress(last + done, 3 * last)
    with recorder.reading() as connection:
        after = {n: _rows_between(connection, views.tables, n, (done + 1, 2**50)) for n in ID_ROOM}
        end = connection.execute(select(func.max(LOG.c.position))).scalar() or 0  # asked last:
    for name, rows in after.items():  # what was recorded meanwhile is well
        yield from _unlike(name, [row for row in rows if row[0] // ID_ROOM[name] > end], [])


def _rows_between(
    connection: Connection, tables: ViewTables, name: str, span: tuple[int, int]
) -> list[Row]:
    table = tables.named(name)
    key = table.primary_key.columns.values()[0]
    room = ID_ROOM[name]
    query = select(table).where(key >= span[0] * room, key < (span[1] + 1) * room).order_by(key)
    return [tuple(row) for row in connection.execute(query)]


def _unlike(name: str, found: list[Row], expected: list[Row]) -> Iterator[Difference]:
    if found == expected:
        return
    columns = [column.name for column in LIVE.named(name).columns]
    for row in sorted(set(found) - set(expected), key=str)[:20]:
        yield differences.RowTooMany(name, dict(zip(columns, row, strict=True)))
    for row in sorted(set(expected) - set(found), key=str)[:20]:
        yield differences.RowMissing(name, dict(zip(columns, row, strict=True)))


def _verify_reports(
    questions: Questions, agreement_id: UUID, last: int
) -> Iterator[Difference | int]:
    """Bilag 1 of every quarter that anything was reported for, against the pure replay; and how
    many goals are done, some at a time, since all that was ever said of all would fill the memory.
    """
    own = questions.recorded_of(agreement_id)
    history = replay.history(own, agreement_id, last)
    quarters = _reported(questions, history.agreement(date.max))
    yield from _unlike_the_versions(questions, history, last, quarters)
    goals = questions.goals(agreement_id)
    for start in range(0, len(goals), GOALS):
        some = goals[start : start + GOALS]
        told = [*own, *(said for one in some for said in questions.recorded_of(one.id))]
        history = replay.history(sorted(told, key=_position), agreement_id, last)
        keys = [one.key for one in some]
        yield from _unlike_the_replay(questions, history, last, quarters, keys)
        yield len(some)


def _reported(questions: Questions, agreement: Agreement) -> list[Quarter]:
    """The agreement's quarters, up to the last that anything was reported for."""
    latest = questions.last_reported_quarter(agreement)
    found, quarter = [], agreement.quarters()[0]
    while latest is not None and quarter <= latest:
        found.append(quarter)
        quarter = quarter.next()
    return found


def _unlike_the_versions(
    questions: Questions, history: replay.History, last: int, quarters: Sequence[Quarter]
) -> Iterator[Difference]:
    now = history.agreement(date.max)
    for quarter in quarters:
        found = questions.agreement(now, quarter.last_day, last)
        replayed = history.agreement(quarter.last_day)
        if found != replayed:
            yield differences.AgreementDiffers(quarter, found, replayed)


def _unlike_the_replay(
    questions: Questions, history: replay.History, last: int, quarters: Sequence[Quarter],
    goals: Sequence[int],
) -> Iterator[Difference]:  # fmt: skip
    said = replay.places(history)
    for quarter in quarters:
        then = history.agreement(quarter.last_day)
        asked = questions.bilag1_of(then, quarter, last, goals)
        replayed = assemble(then, quarter, asked.basis, replay.pictures(history, quarter, said))
        found, made = ({row.goal: row for row in one.rows()} for one in (asked, replayed))
        for goal in dict.fromkeys([*found, *made]):
            if found.get(goal) != made.get(goal):
                yield differences.GoalDiffers(quarter, goal, found.get(goal), made.get(goal))


_position = attrgetter("position")


def _verify_partnership(
    questions: Questions, agreement_id: UUID, last: int
) -> Iterator[Difference]:
    """Forums, meetings, deliverables and homes against the pure replay."""
    agreement = _agreement(questions, agreement_id)
    if not agreement.organised.forums:
        return
    found = partnership_questions.partnership(questions.recorder, agreement, last)
    told = partnership_replay.partnership(questions.recorded(upto=last), agreement, last)
    for field in fields(told):
        here, there = getattr(found, field.name), getattr(told, field.name)
        if here != there:
            yield differences.PartnershipDiffers(agreement.slug, field.name, here, there)


def _agreement(questions: Questions, agreement_id: UUID) -> Agreement:
    """The agreement as its events say that it is now."""
    events = (one.event for one in questions.recorded_of(agreement_id))
    told = [one.agreement for one in events if isinstance(one, AgreementLoaded | AgreementAmended)]
    if not told:
        raise UnknownStream(str(agreement_id))
    return told[-1]
