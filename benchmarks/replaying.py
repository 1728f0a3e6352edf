"""Row 14: the replay page, its size and how long a step of its sliders takes in a browser.

The story is made from the generator's own events, each recorded at its own time, so that every
event is a step. A step is measured in the page: the slider is moved, everything is drawn, and the
layout is asked for. The floor is the same page with nothing to draw: the same table with one text
changed in each row that is in view.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks import data
from benchmarks.measure import Line, p50, p99, progress, timed
from domain import events as e
from domain.agreements import Agreement
from projections.rendering import as_replay
from projections.story import Story, Told, story
from tests.browser import NAMES, browser

LIMITS = {39: (1.0, 16.0), 2_000: (15.0, 50.0)}
"""MB of the page and milliseconds of a step, by the number of goals."""

FACTS = {39: 10_000, 2_000: 100_000}
"""Facts in the store: with 39 goals, 3,100 are about them; with 2,000, about 40,000."""

_MEASURE = """
const STEPS = 200;
const taken = { quarter: [], known: [], floor: [] };
const step = (name, value) => {
  const slider = document.getElementById(name);
  const start = performance.now();
  slider.value = value;
  slider.dispatchEvent(new Event('input'));
  document.body.offsetHeight;
  taken[name].push(performance.now() - start);
};
const floor = (n) => {
  const shown = [...document.querySelectorAll('.bilag1 tbody tr')].slice(0, 50);
  const start = performance.now();
  for (const row of shown) row.cells[6].firstChild?.replaceChildren(`Tekst ${n}`);
  document.body.offsetHeight;
  taken.floor.push(performance.now() - start);
};
const pause = () => new Promise((done) => setTimeout(done, 0));
const run = async () => {
  const most = (name) => Number(document.getElementById(name).max);
  for (let n = 0; n < STEPS; n += 1) {
    step('known', Math.round(most('known') * (0.2 + 0.8 * ((n * 37) % STEPS) / STEPS)));
    await pause();
    step('quarter', (n * 7) % (most('quarter') + 1));
    await pause();
    floor(n);
    await pause();
  }
  return taken;
};
return run();
"""


Streams = tuple[Agreement, int, list[list[Told]]]


def _streams(goals: int) -> Streams:
    """One of the generator's agreements, the last position, and the events of so many goals."""
    small = goals == data.SMALL
    agreement = data.SMALL_AGREEMENT if small else data.LARGE_AGREEMENT
    numbers = data.numbers(data.SMALL if small else data.LARGE)
    every = len(numbers) / goals
    wanted = {agreement.goal_id(numbers[int(n * every)]) for n in range(goals)}
    streams: dict[UUID, list[Told]] = defaultdict(list)
    position = 0
    for filed, entries in data.Generator(FACTS[goals]).batches():
        for one, entry in zip(filed, entries, strict=True):
            position += 1
            if one.originator_id in wanted:
                streams[one.originator_id].append(_told(position, one, entry))
    return agreement, position, list(streams.values())


def _story(agreement: Agreement, position: int, streams: list[list[Told]]) -> Story:
    return story(agreement, data.quarters(), position, [], streams)


def _told(position: int, filed: Any, entry: Any) -> Told:
    by = entry.by
    event: e.Event = filed.event
    return Told(position, entry.now, "Sekretariatet", by.channel, by.source,
                filed.originator_version, event)  # fmt: skip


def _measured(page: bytes) -> dict[str, list[float]]:
    """Milliseconds of each step, as the browser's own clock says."""
    with tempfile.TemporaryDirectory() as folder, browser() as opened:
        file = Path(folder) / "replay.html"
        file.write_bytes(page)
        opened.size(1440, 900)
        opened.open(file)
        taken: dict[str, list[float]] = opened.run(f"(async () => {{{_MEASURE}}})()")
    return taken


def page(goals: int) -> list[Line]:
    """The page of so many goals: making it, its size, and the steps of both sliders."""
    progress(f"row 14: replay page, {goals:,} goals")
    told = _streams(goals)
    stories: list[Story] = []
    made: list[bytes] = []
    seconds = timed(lambda: stories.append(_story(*told)))
    seconds += timed(lambda: made.append(as_replay.render(stories[0])))
    size = len(made[0]) / 1e6
    most, limit = LIMITS[goals]
    texts = sum(len(one) for one in _texts(stories[0])) / 1e6
    what = f"replay page of {goals:,} goals x {data.QUARTERS} quarters"
    lines = [
        Line("14", what, "MB", size, texts, budget=f"< {most:g} MB", holds=size < most,
             floor_name="the texts that were reported"),
        Line("14", f"{what}, made", "ms", seconds * 1e3),
    ]  # fmt: skip
    if not any(map(shutil.which, NAMES)):
        progress("  no Chromium: the steps are not measured")
        return lines
    taken = _measured(made[0])
    for name, label in (("known", "recorded time"), ("quarter", "quarters")):
        ms = taken[name]
        lines.append(
            Line("14", f"a step over {label}, {goals:,} goals", "ms", p50(ms), p50(taken["floor"]),
                 budget=f"p99 < {limit:g} ms", holds=p99(ms) < limit, ours_p99=p99(ms),
                 floor_name="one text changed in 50 rows")
        )  # fmt: skip
    return lines


def _texts(told: Story) -> list[bytes]:
    return [
        event.event.text.encode()
        for goal in told.goals
        for event in goal.told
        if isinstance(event.event, e.GoalStatusReported | e.GoalFactCorrected) and event.event.text
    ]


def pages() -> list[Line]:
    """The page of 39 goals and of 2,000."""
    return [line for goals in LIMITS for line in page(goals)]
