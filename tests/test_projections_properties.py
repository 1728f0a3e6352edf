"""On random histories: view = replay = rebuilt view = an oracle that shares nothing with them.

And an answer for a fixed known-at never changes, whatever is recorded afterwards.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import oracle
import pytest
from builders import AGREEMENT, Office
from databases import make_ledger
from histories import QUARTERS, Step, begin, histories, history, play
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from domain.ledger import Ledger
from domain.quarters import Quarter
from projections import replay, upkeep, verification
from projections.bilag1 import Bilag1, assemble
from projections.log_questions import LogEntry
from projections.questions import Questions


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that holds the agreement and its goals, for each example to be copied."""
    path = tmp_path_factory.mktemp("begun") / "begun.db"
    office = begin(Office(make_ledger(f"sqlite:///{path}")))
    office.recorder.engine.dispose()
    return path


@contextmanager
def fresh(begun: Path) -> Iterator[Office]:
    with TemporaryDirectory() as folder:
        path = shutil.copy(begun, Path(folder) / "tovholder.db")
        office = Office(make_ledger(f"sqlite:///{path}", CREATE_TABLE="no"))
        try:
            yield office
        finally:
            office.recorder.engine.dispose()


def replayed(entries: list[LogEntry], asked: Bilag1) -> Bilag1:
    recorded = [entry.recorded for entry in entries]
    history = replay.history(recorded, AGREEMENT.id, asked.basis.position)
    return assemble(AGREEMENT, asked.quarter, asked.basis, replay.pictures(history, asked.quarter))


def agrees_with_the_oracle(entries: list[LogEntry], asked: Bilag1) -> None:
    position, quarter = asked.basis.position, asked.quarter
    goals = oracle.goals_of(entries, position)
    sealed = oracle.sealed_at(entries, str(quarter), position)
    expected: dict[str, Any] = {
        number: row
        for number, goal in goals.items()
        if (row := oracle.row(goal, quarter.year, quarter.number, sealed))
    }
    found = {row.goal: {**row.cells, "late": row.late} for row in asked.rows()}
    assert set(found) == set(expected)
    for number, row in expected.items():
        assert {name: found[number][name] for name in row} == row, (number, str(quarter), position)


def all_agree(office: Office, steps: list[Step], pause: int, chance: Random) -> int:
    """Play the history, ask before and after the pause, and after a rebuild; how much was told."""
    questions = Questions(office.recorder)

    def some_times(n: int) -> list[tuple[Quarter, int]]:
        last = questions.last_position()
        return [(chance.choice(QUARTERS), chance.randint(0, last)) for _ in range(n)]

    told = play(office, steps[:pause])
    early = {when: questions.bilag1(AGREEMENT, *when) for when in some_times(4)}
    told += play(office, steps[pause:])
    entries = list(questions.entries())
    times = [entry.recorded_at for entry in entries]
    assert times == sorted(times)

    now = [(quarter, len(entries)) for quarter in QUARTERS]
    answers = {when: questions.bilag1(AGREEMENT, *when) for when in [*now, *some_times(8), *early]}
    for answer in answers.values():
        assert answer == replayed(entries, answer)
        agrees_with_the_oracle(entries, answer)
    assert {when: answers[when] for when in early} == early

    upkeep.rebuild(office.recorder, lambda *_: None)
    assert {when: questions.bilag1(AGREEMENT, *when) for when in answers} == answers
    for ref in questions.goals(AGREEMENT.id):
        for when, answer in early.items():
            rows = [row for row in answer.rows() if row.goal == ref.number]
            assert questions.row(AGREEMENT, *when, ref.key) == next(iter(rows), None)
    assert list(verification.verify(office.recorder, lambda *_: None)) == []
    return told


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(steps=histories, pause=st.integers(0, 40), chance=st.randoms(use_true_random=False))
def test_view_is_replay_is_rebuilt_is_oracle(
    begun: Path, steps: list[Step], pause: int, chance: Random
) -> None:
    with fresh(begun) as office:
        told = all_agree(office, steps, pause, chance)
        event(f"{told // 10}0 or more commands recorded")


@pytest.mark.parametrize("seed", range(4))
def test_long_histories_on_both_backends(ledger: Ledger, seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    told = all_agree(begin(Office(ledger)), history(chance, 200), 100, chance)
    assert told > 50


@pytest.mark.parametrize("position", [0, 1, 2])
def test_before_the_goals_there_are_no_rows(begun: Path, position: int) -> None:
    with fresh(begun) as office:
        answer = Questions(office.recorder).bilag1(AGREEMENT, QUARTERS[0], position)
        assert answer.rows() == []
        assert answer.basis.position == position
