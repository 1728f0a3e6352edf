"""Eight processes write at once: nothing is lost, nothing stands twice, nothing changes places."""

from __future__ import annotations

from collections import defaultdict

import pytest
from builders import Office, goal_id
from writers import PROCESSES, write_many

from projections import verification
from projections.questions import Questions

WRITERS, COMMANDS = 8, 20
NUMBERS = [["A1"], ["A1", "M1"], ["M1"], ["H1", "A1", "M1"]]


@pytest.fixture(scope="module")
def _helpers() -> None:
    """The fork server is started before any of the test's threads are."""
    process = PROCESSES.Process(target=int)
    process.start()
    process.join()


@pytest.mark.usefixtures("_helpers")
def test_eight_processes_write_at_once(office: Office, store_url: str) -> None:
    pipes, processes = [], []
    for n in range(WRITERS):
        here, there = PROCESSES.Pipe(duplex=False)
        arguments = (store_url, f"writer-{n}", NUMBERS[n % len(NUMBERS)], COMMANDS, there)
        processes.append(PROCESSES.Process(target=write_many, args=arguments))
        processes[-1].start()
        there.close()
        pipes.append(here)
    told = [pipe.recv() for pipe in pipes]
    for process in processes:
        process.join()
        assert process.exitcode == 0

    entries = list(Questions(office.recorder).entries())
    assert [entry.position for entry in entries] == list(range(1, 6 + WRITERS * COMMANDS))
    times = [entry.recorded_at for entry in entries]
    assert times == sorted(times)

    by_command = {entry.command_id: entry.position for entry in entries[5:]}
    assert len(by_command) == WRITERS * COMMANDS
    for outcomes in told:  # what each process was told is what stands, in the order it was told
        positions = [position for _, (position,) in outcomes]
        assert positions == sorted(positions)
        assert all(by_command[command] == position for command, (position,) in outcomes)

    versions = defaultdict(list)
    for entry in entries:
        versions[entry.originator_id].append(entry.version)
    assert all(found == list(range(1, len(found) + 1)) for found in versions.values())
    assert len(versions[goal_id("A1")]) > COMMANDS
    assert list(verification.verify(office.recorder, lambda *_: None)) == []
