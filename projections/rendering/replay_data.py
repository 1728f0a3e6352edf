"""The story as the data of the replay page: small whole numbers and every text once.

The page looks up and never computes: rows, flags, lateness and the fields behind a cell are told
here. Texts are cut into sentences and each sentence stands once, because people carry most of a
status forward from quarter to quarter. (Packing would be smaller still, but what deflate makes of a
text depends on the zlib of the machine, and the page promises the same bytes everywhere.)

Shapes, in the order of ``goals[n]``:

- ``e``, events: position, kind, actor, channel, source, day, late, corrects, reason, columns, then
  field and text in turn. ``late`` is the seal from which on the entry is late, ``corrects`` and a
  cell's source are the event's number within the goal, ``columns`` a bit for each column that the
  event bears on; 0 means none.
- ``c``, cells: text and source in turn.
- ``o``, what seldom changes: title, five cells, theme, units.
- ``r``, rows, eight numbers each: its ``o``, five cells, flags, step of the scale.
- ``h``, spans, four numbers each: position after the one before, first and last quarter, row.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any

from domain import events as e
from domain import facts
from domain.agreements import CONCRETE, Agreement, units_of
from domain.events import TOPICS
from domain.quarters import Quarter
from projections.bilag1 import COLUMNS, Row
from projections.causes import FIELDS_OF_COLUMN
from projections.copenhagen import in_copenhagen
from projections.rendering import replay_beside, replay_partnership
from projections.rendering.interned import Interned, Texts
from projections.rendering.story_words import DANISH as STORY
from projections.rendering.words import DANISH
from projections.story import GoalStory, Seal, Story, Told, late_from
from projections.story_beside import Beside
from projections.views import day_number

OWN = ("goal", "theme", "deadline", "content", "responsible")
"""The columns that seldom change."""

MOVING = ("previous_status", "status", "delay_reason", "expected_completion", "fulfilment")
FLAGS = ("fulfilled", "unchanged", "missing", "late", "overdue", "withdrawn")
"""The bits of a row's flags, from the lowest."""

KINDS = tuple(STORY.kinds)
FIELDS = tuple(STORY.fields)
_TOPIC_OF = {shape: topic for topic, shape in TOPICS.items()}
SOFT_HYPHENS = {
    "indfrielsestidspunkt": "indfrielses\u00adtidspunkt",
    "Målopfyldelse": "Mål\u00adopfyldelse",
}


def document(story: Story, beside: Beside) -> dict[str, Any]:
    """The data of the page, ready for JSON."""
    agreement = story.agreement
    texts, actors, channels, units = Texts(), Interned(), Interned(), Interned()
    maker = _Maker(story, texts, actors, channels, units)
    goals = [maker.goal(one) for one in story.goals]
    sealings = [maker.sealing(one) for one in story.told if isinstance(one.event, e.QuarterSealed)]
    besides = replay_beside.document(story, beside, texts)
    partnership = replay_partnership.document(story, beside.partnership, texts)
    return {
        "agreement": agreement.title,
        "title": agreement.report_title,
        "quarters": [str(quarter) for quarter in story.quarters],
        "position": story.position,
        "moments": _moments(story),
        "seals": [[number for seal in seals for number in seal] for seals in story.seals],
        "sections": [[part.letter, part.title, part.kind in CONCRETE]
                     for part in agreement.sections],
        "themes": [[part.code, part.title] for part in agreement.themes],
        "steps": _steps(agreement),
        "columns": [_head(DANISH.columns[name]) for name in COLUMNS],
        "kinds": list(STORY.kinds.values()),
        "fields": list(STORY.fields.values()),
        "months": DANISH.months,
        "counts": {
            "concrete": DANISH.concrete,
            "intent": DANISH.intent,
            "standing": {"all": DANISH.all_reported, "missing": DANISH.some_missing,
                         "unchanged": DANISH.some_unchanged, "overdue": DANISH.some_overdue,
                         "late": DANISH.some_late},
        },
        "words": {**STORY.page, "title": DANISH.title, "number": DANISH.number},
        "actors": actors.all(),
        "channels": [STORY.channels.get(one, one) for one in channels.all()],
        "units": units.all(),
        "sealings": sealings,
        **besides,
        "partnership": partnership,
        **texts.document(),
        "goals": goals,
    }  # fmt: skip


def _head(title: str) -> str:
    """A head with soft hyphens, where a narrow column may break its long words."""
    for word, hyphenated in SOFT_HYPHENS.items():
        title = title.replace(word, hyphenated)
    return title


def _moments(story: Story) -> list[int]:
    """Position and time in turn, each after the one before. The time is what a clock in Copenhagen
    showed, in seconds, so that a reader's own time zone does not matter."""
    flat, before = [], (0, 0)
    for position, recorded_at in story.moments:
        shown = in_copenhagen(recorded_at).replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
        now = (position, int(shown.total_seconds()))
        flat += [now[0] - before[0], now[1] - before[1]]
        before = now
    return flat


def _steps(agreement: Agreement) -> list[list[str]]:
    """The scale: label, the fewest letters that tell it from the others, and tone."""
    labels = [step.label for step in agreement.scale]
    return [
        [step.label, _short(step.label, labels),
         "reached" if step.fulfilled else "withdrawn" if step.withdrawn else "open"]
        for step in agreement.scale
    ]  # fmt: skip


def _short(label: str, labels: Sequence[str]) -> str:
    for length in range(1, len(label) + 1):
        if sum(one.casefold().startswith(label[:length].casefold()) for one in labels) == 1:
            return label[:length].strip()
    return label


class _Maker:
    """Makes the document's goals, and numbers what they share on the way."""

    def __init__(
        self, story: Story, texts: Texts, actors: Interned, channels: Interned, units: Interned
    ) -> None:
        self._story, self._texts = story, texts
        self._actors, self._channels, self._units = actors, channels, units
        self._quarters = {quarter: n for n, quarter in enumerate(story.quarters)}
        self._letters = [section.letter for section in story.agreement.sections]
        self._themes = {theme.code: n for n, theme in enumerate(story.agreement.themes)}
        scale = story.agreement.scale

        @cache
        def units_of_words(words: str) -> tuple[int, ...]:
            return tuple(map(units.number, sorted(units_of(words))))

        @cache
        def step(words: str) -> int:
            found = story.agreement.fulfilment(words)
            return -1 if found is None else scale.index(found)

        self._units_of, self._step = units_of_words, step

    def goal(self, one: GoalStory) -> dict[str, Any]:
        number = {told.position: n for n, told in enumerate(one.told, 1)}
        cells, own, rows = Interned(), Interned(), Interned()
        spans: list[int] = []
        before = 0
        for span in one.spans:
            row = rows.number(self._row(span.row, number, cells, own))
            spans += [span.position - before, span.first, span.last, row]
            before = span.position
        return {
            "n": one.number,
            "s": self._letters.index(one.section),
            "e": [self._event(told, one.told) for told in one.told],
            "c": [part for cell in cells.all() for part in cell],
            "o": own.all(),
            "r": [part for row in rows.all() for part in row],
            "h": spans,
        }

    def sealing(self, told: Told) -> list[int]:
        """A seal in the list of what was recorded: position, quarter (-1: not shown), actor."""
        assert isinstance(told.event, e.QuarterSealed)  # noqa: S101  chosen by the caller
        quarter = self._quarters.get(Quarter.parse(told.event.quarter), -1)
        return [told.position, quarter, self._actors.number(told.unit)]

    def _row(
        self, row: Row, number: dict[int, int], cells: Interned, own: Interned
    ) -> tuple[int, ...]:
        texts, told, sources = self._texts.number, row.cells, row.sources
        title = texts(row.title)
        shown = [cells.number((texts(told[name]), number.get(sources.get(name, 0), 0)))
                 for name in (*OWN, *MOVING)]  # fmt: skip
        theme = self._themes.get(told["theme"], -1)
        seldom = (title, *shown[: len(OWN)], theme, self._units_of(told["responsible"]))
        flags = _bits(_FLAGS_OF(row))
        return (own.number(seldom), *shown[len(OWN) :], flags, self._step(told["fulfilment"]))

    def _event(self, told: Told, stream: Sequence[Told]) -> list[int]:
        event, stated = told.event, facts.of(told.event, told.version)
        shown = [fact for fact in stated if fact.field in FIELDS and fact.value is not None]
        corrects = getattr(event, "corrects", 0)
        reason = (
            getattr(event, "reason", "") if "withdrawn" not in {f.field for f in stated} else ""
        )
        return [
            told.position, KINDS.index(_TOPIC_OF[type(event)]), self._actors.number(told.unit),
            self._channels.number(told.channel), self._texts.number(told.source),
            day_number(event.effective) if hasattr(event, "effective") else 0,
            late_from(self._seals(stated), told.position) or 0,
            corrects and next((n for n, one in enumerate(stream, 1) if one.version == corrects), 0),
            self._texts.number(reason), _columns(frozenset(fact.field for fact in stated)),
            *(part for fact in shown
              for part in (FIELDS.index(fact.field), self._texts.number(fact.value or ""))),
        ]  # fmt: skip

    def _seals(self, stated: Sequence[facts.Fact]) -> Sequence[Seal]:
        """The seals of the quarter that a status is about; none for a goal's own fields."""
        days = [fact.effective for fact in stated if fact.field in facts.STATUS_FIELDS]
        at = self._quarters.get(Quarter.of(days[0])) if days else None
        return self._story.seals[at] if at is not None else ()


@cache
def _columns(fields: frozenset[str]) -> int:
    """The columns that statements of these fields bear on, the title first, as bits."""
    return _bits(tuple(bool(fields & FIELDS_OF_COLUMN[name]) for name in ("title", *COLUMNS)))


@cache
def _bits(flags: tuple[bool, ...]) -> int:
    """Flags as the bits of a number, from the lowest."""
    return sum(flag << bit for bit, flag in enumerate(flags))


_FLAGS_OF = attrgetter(*FLAGS)
