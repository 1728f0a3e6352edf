"""The story on a terminal: moment by moment, what changed in Bilag 1, who said it, and the count.

Words that went and words that came are marked by colour, or as ``[-gone-]{+new+}`` without it.
Moments that change nothing in the quarter are passed over.
"""

from __future__ import annotations

import io
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from domain import events as e
from domain.agreements import CONCRETE
from domain.quarters import Quarter
from projections.bilag1 import Row
from projections.bridge import word_edits
from projections.causes import SHOWN, shown
from projections.rendering import sentences
from projections.rendering.story_words import CATALOGUES as STORIES
from projections.rendering.story_words import StoryWords
from projections.rendering.terminal import console_of
from projections.rendering.text import single_line
from projections.rendering.words import CATALOGUES, Words
from projections.story import GoalStory, Moment, Story, Told

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {"same": "", "gone": "red strike", "new": "green"}
_PLAIN = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
_INDENT = 2
_ALIKE = 0.4
"""The share of words that must stay for the two texts to be shown woven into one."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A goal whose row for a quarter differs after a moment; ``before`` is None for a new one."""

    quarter: int
    before: Row | None
    after: Row

    def cells(self) -> Iterator[tuple[str, str, str]]:
        """Column, old and new words of each cell that differs."""
        for column in SHOWN:
            old, new = shown(self.before, column), shown(self.after, column)
            if self.before is not None and old != new:
                yield column, old, new


def steps(story: Story, whole: bool, width: int, colour: bool, lang: str) -> Iterator[str]:
    """The head, and then a text for each moment, with a line end last.

    The story is told of the last quarter, or, where it is of the ``whole`` agreement, of the
    quarters that each moment's reports are about.
    """
    teller = _Teller(story, whole, width, colour, lang)
    yield teller.head()
    told, before = False, 0
    for moment in story.moments:
        if text := teller.moment(moment, before):
            told = True
            yield text
        before = moment.position
    if not told:
        yield teller.nothing()


class _Teller:
    def __init__(self, story: Story, whole: bool, width: int, colour: bool, lang: str) -> None:
        self._story, self._whole, self._width, self._colour = story, whole, width, colour
        self._words: Words = CATALOGUES[lang]
        self._said: StoryWords = STORIES[lang]
        self._last = len(story.quarters) - 1
        self._by_moment = _by_moment(story)
        self._counts: dict[int, list[tuple[int, int, int]]] = {}

    def head(self) -> str:
        name = self._quarter(self._last)
        if self._whole and self._last:
            name = f"{self._quarter(0)} – {name}"
        title = single_line(self._story.agreement.title)
        return self._print([(self._said.head.format(quarter=name), "bold"), (title, "dim")])

    def nothing(self) -> str:
        told = self._said.nothing.format(quarter=self._quarter(self._last))
        return self._print([("", ""), (told, "")])

    def moment(self, moment: Moment, before: int) -> str:
        """What changed after the moment before; empty where nothing did."""
        changed = [one for quarter in self._quarters(moment)
                   for one in self._changed(quarter, moment, before)]  # fmt: skip
        seal = self._sealing(moment, before)
        if not changed and seal is None:
            return ""
        events = [*self._events(moment), *([seal[0]] if seal else [])]
        lines: list[tuple[str | Text, str]] = [("", ""), *self._heading(moment, events)]
        if seal is not None:
            sealed = sentences.quarter(seal[1], self._words)
            lines.append((self._said.sealed[self._whole].format(quarter=sealed), "bold cyan"))
        lines += self._registered([one for one in changed if one.before is None])
        for one in changed:
            lines += self._cells(one)
        for quarter in sorted({one.quarter for one in changed}):
            lines.append((self._count(quarter, moment.position), "dim"))
        return self._print(lines)

    def _quarter(self, at: int) -> str:
        return sentences.quarter(self._story.quarters[at], self._words)

    def _quarters(self, moment: Moment) -> list[int]:
        if not self._whole:
            return [self._last]
        days = (getattr(one.event, "effective", None) for one in self._events(moment)
                if not isinstance(one.event, e.GoalRegistered))  # fmt: skip
        found = {Quarter.of(day) for day in days if day is not None}
        return [n for n, one in enumerate(self._story.quarters) if one in found] or [self._last]

    def _events(self, moment: Moment) -> list[Told]:
        return [one for _, told in self._by_moment[moment.position] for one in told]

    def _sealing(self, moment: Moment, before: int) -> tuple[Told, Quarter] | None:
        """The seal of a quarter that the story is of, and which quarter that is."""
        mine = {str(one) for one in self._story.quarters[0 if self._whole else self._last :]}
        for one in self._story.told:
            seal = one.event
            if isinstance(seal, e.QuarterSealed) and before < one.position <= moment.position:
                return (one, Quarter.parse(seal.quarter)) if seal.quarter in mine else None
        return None

    def _changed(self, quarter: int, moment: Moment, before: int) -> Iterator[Changed]:
        for goal, _ in self._by_moment[moment.position]:
            was, now = goal.row(quarter, before), goal.row(quarter, moment.position)
            if now is not None and (was is None or any(
                shown(was, column) != shown(now, column) for column in SHOWN
            )):  # fmt: skip
                yield Changed(quarter, was, now)

    def _heading(self, moment: Moment, events: Sequence[Told]) -> list[tuple[str | Text, str]]:
        first = min((one.position for one in events), default=moment.position)
        at = self._said.at[first != moment.position].format(first=first, last=moment.position)
        who = dict.fromkeys(one.unit for one in events if one.unit)
        how = dict.fromkeys(self._said.channels.get(one.channel, one.channel) for one in events)
        by = " · ".join(single_line(", ".join(some)) for some in (who, how) if some)
        return [
            (f"{sentences.moment(moment.recorded_at, self._words)} · {at}", "bold"),
            (by, "dim"),
        ]

    def _registered(self, fresh: Sequence[Changed]) -> list[tuple[str | Text, str]]:
        if not fresh:
            return []
        goal = single_line(f"{fresh[0].after.goal} {fresh[0].after.title}")
        n = len({one.after.goal for one in fresh})
        return [(self._said.registered[n != 1].format(goal=goal, n=n), "")]

    def _cells(self, one: Changed) -> list[tuple[str | Text, str]]:
        cells = list(one.cells())
        if not cells:
            return []
        about = f" ({self._quarter(one.quarter)})" if self._whole else ""
        told: list[tuple[str | Text, str]] = [
            (single_line(f"{one.after.goal} {one.after.title}") + about, "bold")
        ]
        told += [(self._edited(one, *cell), "") for cell in cells]
        marks = ", ".join(sentences.marks(one.after, self._words))
        return [*told, (f"  {marks}", "yellow")] if marks else told

    def _edited(self, one: Changed, column: str, old: str, new: str) -> Text:
        from rich.text import Text

        made = Text()
        made.append(f"{self._head(column, one.quarter)}: ", "dim")
        for kind, words in _edits(single_line(old), single_line(new)):
            made.append(words if self._colour else _PLAIN[kind].format(words), _STYLES[kind])
        lines = made.wrap(console_of(self._width, False), max(self._width - _INDENT, 1))
        return Text("\n").join(Text(" " * _INDENT) + line for line in lines)

    def _head(self, column: str, quarter: int) -> str:
        if column == "title":
            return self._words.title
        now = self._story.quarters[quarter]
        return self._words.columns[column].format(
            quarter=sentences.quarter(now, self._words),
            previous=sentences.quarter(now.previous(), self._words),
        )

    def _count(self, quarter: int, position: int) -> str:
        if quarter not in self._counts:
            self._counts[quarter] = _counted(self._story.goals, quarter)
        counts = self._counts[quarter]
        at = bisect_right(counts, position, key=itemgetter(0))
        _, total, reached = counts[at - 1] if at else (0, 0, 0)
        told = self._words.concrete[total != 1].format(n=reached, total=total)
        return f"{self._quarter(quarter)}: {told}" if self._whole else told

    def _print(self, lines: Sequence[tuple[str | Text, str]]) -> str:
        from rich.text import Text

        console = console_of(self._width, self._colour)
        for text, style in lines:
            console.print(text if isinstance(text, Text) else Text(text, style), overflow="fold")
        file = console.file
        assert isinstance(file, io.StringIO)  # noqa: S101  it is the one that `console_of` made
        made = file.getvalue()
        return (
            made if self._colour else "".join(f"{one.rstrip()}\n" for one in made.split("\n")[:-1])
        )


def _by_moment(story: Story) -> dict[int, list[tuple[GoalStory, list[Told]]]]:
    """For the position of each moment, the goals that it is about, each with its events."""
    positions = [moment.position for moment in story.moments]
    found: dict[int, list[tuple[GoalStory, list[Told]]]] = {at: [] for at in positions}
    for goal in story.goals:
        grouped = groupby(goal.told, lambda told: positions[bisect_left(positions, told.position)])
        for at, told in grouped:
            found[at].append((goal, list(told)))
    return found


def _counted(goals: Sequence[GoalStory], quarter: int) -> list[tuple[int, int, int]]:
    """How many concrete goals the quarter has and how many are reached, after each position that
    changed that."""
    changes: list[tuple[int, int, int]] = []
    for goal in goals:
        was: bool | None = None
        for span in goal.spans if goal.kind in CONCRETE else ():
            now = span.row.fulfilled
            if span.first <= quarter <= span.last and now is not was:
                changes.append((span.position, int(was is None), now - bool(was)))
                was = now
    found, total, reached = [], 0, 0
    for position, more, came in sorted(changes):
        total, reached = total + more, reached + came
        found.append((position, total, reached))
    return found


def _edits(old: str, new: str) -> list[tuple[str, str]]:
    """The edits that make one text of the other; the whole of both where little stays."""
    edits = [(str(kind), words) for kind, words in word_edits(old, new)]
    same = sum(len(words) for kind, words in edits if kind == "same")
    if same >= _ALIKE * max(len(old), len(new)):
        return edits
    whole = (("gone", old), ("same", " " if old and new else ""), ("new", new))
    return [(kind, words) for kind, words in whole if words]
