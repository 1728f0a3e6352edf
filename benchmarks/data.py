"""The data of every measurement: two agreements in one ledger, made from a seed.

The large agreement has 5,000 goals, the small one 39; both run for 40 quarters. The small one gets
the same facts whatever the size, about two per goal and quarter, spread over the whole time, so
that the same question is asked among 10,000 facts and among 1,000,000.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from domain import events as e
from domain.agreements import Agreement
from domain.quarters import Quarter
from domain.recording import Entry, Filed, Provenance

SEED = 20170331
QUARTERS = 40
LARGE, SMALL = 5_000, 39
SMALL_PER_QUARTER = 2 * SMALL
SECRETARIAT = UUID(int=1)
SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
"""Facts (events that state something of a goal's status) in a store of each size."""

_AGREEMENT = """
slug = "{slug}"
title = "{title}"
report_title = "Bilag 1"
start = 2015-01-01
end = 2024-12-31
parties = [{{code = "KK", name = "Kommunen"}}, {{code = "BL", name = "Boligselskaberne"}}]
units = [{{code = "TMF", name = "Teknik", party = "KK"}},
         {{code = "SOF", name = "Social", party = "KK"}}]
sections = [
    {{letter = "A", title = "Analyser", kind = "analysis", words = ["analyse"]}},
    {{letter = "M", title = "Målbare mål", kind = "measurable", words = ["målbare"]}},
    {{letter = "H", title = "Hensigter", kind = "intent", words = ["hensigt"]}},
]
themes = [{{code = "1", title = "Boliger"}}, {{code = "2", title = "Energi"}}]
scale = [
    {{label = "Opfyldt", kinds = ["analysis", "measurable", "intent"], fulfilled = true}},
    {{label = "Delvist opfyldt", kinds = ["analysis", "measurable", "intent"]}},
    {{label = "I proces", kinds = ["analysis", "measurable", "intent"]}},
    {{label = "Indtænkes", kinds = ["analysis", "measurable", "intent"]}},
]
"""

_SENTENCES = [
    "Kommunen og boligorganisationerne har aftalt en fælles plan for de almene boliger i området. ",
    "Der er på nuværende tidspunkt givet tilsagn til 112 boliger, hvoraf 40 er skæve boliger. ",
    "Drøftelserne om støj, økonomi og grønne gårde fortsætter på næste møde i styregruppen. ",
    "Vinduer og døre udskiftes, så energimærket løftes fra E til C inden udgangen af året. ",
    "Børnefamilier på ventelisten får anvist bolig efter nye kriterier for fleksibel udlejning. ",
    "Projektet er forsinket på grund af en klage over lokalplanen, som Ankestyrelsen behandler. ",
    "Økonomiforvaltningen udarbejder et notat om grundkøbslån og frikøb af hjemfaldspligt. ",
    "Beboerdemokratiet er inddraget, og afdelingsmødet har godkendt forslaget enstemmigt. ",
]
_STEPS = ["Opfyldt", "Delvist opfyldt", "I proces", "Indtænkes"]


def agreement(slug: str) -> Agreement:
    """One of the two agreements."""
    text = _AGREEMENT.format(slug=slug, title=f"Aftalen {slug} 2015-2024")
    return Agreement.from_toml(text, slug)


LARGE_AGREEMENT, SMALL_AGREEMENT = agreement("stor"), agreement("lille")
FIRST_QUARTER = Quarter(2015, 1)


def quarters() -> list[Quarter]:
    """The 40 quarters of both agreements."""
    found = [FIRST_QUARTER]
    while len(found) < QUARTERS:
        found.append(found[-1].next())
    return found


def numbers(goals: int) -> list[str]:
    """The goals' numbers: a quarter of them analyses, a quarter measurable, half intents."""
    analyses, measurable = goals // 4, goals // 4
    return (
        [f"A{n}" for n in range(1, analyses + 1)]
        + [f"M{n}" for n in range(1, measurable + 1)]
        + [f"H{n}" for n in range(1, goals - analyses - measurable + 1)]
    )


@dataclass(slots=True)
class _Stream:
    """A goal as the generator knows it: its version, and its reports (version, day)."""

    goal: UUID
    version: int = 1
    reports: list[tuple[int, date]] = field(default_factory=list)


class Generator:
    """Makes the events of a store of ``size`` facts, always the same ones."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._random = random.Random(SEED)
        self._now = int(datetime(2015, 1, 2, tzinfo=UTC).timestamp()) * 1_000_000
        self._count = 0
        self._large = self._streams(LARGE_AGREEMENT, LARGE)
        self._small = self._streams(SMALL_AGREEMENT, SMALL)

    @staticmethod
    def _streams(agreement: Agreement, goals: int) -> list[_Stream]:
        return [_Stream(agreement.goal_id(number)) for number in numbers(goals)]

    def batches(self, length: int = 2_000) -> Iterator[tuple[list[Filed], list[Entry]]]:
        """Everything, in lists that are appended in one transaction each."""
        filed: list[Filed] = []
        entries: list[Entry] = []
        for one in self._all():
            filed.append(one)
            entries.append(self.entry())
            if len(filed) == length:
                yield filed, entries
                filed, entries = [], []
        if filed:
            yield filed, entries

    def entry(self, channel: str = "import") -> Entry:
        """The log entry of one more event."""
        self._count += 1
        source = f"{SEED:064x}:{self._count}"
        return Entry(Provenance(SECRETARIAT, channel, source, f"{channel}:{self._count}"), 0,
                     self._now)  # fmt: skip

    def report(self, day: date) -> e.GoalStatusReported:
        """A report of 400-900 bytes."""
        draw = self._random.random
        text = "".join(self._random.choices(_SENTENCES, k=3 + int(draw() * 5)))
        return e.GoalStatusReported(
            day,
            text.strip(),
            _STEPS[int(draw() * 4)] if draw() < 0.7 else None,
            _SENTENCES[int(draw() * 8)].strip() if draw() < 0.2 else None,
            "2. kvartal 2018" if draw() < 0.3 else None,
        )

    def _all(self) -> Iterable[Filed]:
        yield Filed(LARGE_AGREEMENT.id, 1, e.AgreementLoaded(LARGE_AGREEMENT))
        yield Filed(SMALL_AGREEMENT.id, 1, e.AgreementLoaded(SMALL_AGREEMENT))
        yield Filed(SECRETARIAT, 1, e.MemberAdded("Sekretariatet", "secretariat"))
        yield from self._registered(SMALL_AGREEMENT, SMALL)
        yield from self._registered(LARGE_AGREEMENT, LARGE)
        left = self._size
        for done, quarter in enumerate(quarters()):
            wanted = left // (QUARTERS - done)
            left -= wanted
            yield from self._reported(quarter, wanted)

    def _registered(self, agreement: Agreement, goals: int) -> Iterable[Filed]:
        for number in numbers(goals):
            kind = {"A": "analysis", "M": "measurable", "H": "intent"}[number[0]]
            registered: Any = e.GoalRegistered(
                agreement.id, number, number[0], kind, agreement.start,  # type: ignore[arg-type]
                f"Målsætning {number}", (f"alias {number}",), f"Vi når {number}. {_SENTENCES[0]}",
                "1", "2015-2024", _SENTENCES[1].strip(), "KK (TMF)",
            )  # fmt: skip
            yield Filed(agreement.goal_id(number), 1, registered)

    def _reported(self, quarter: Quarter, wanted: int) -> Iterable[Filed]:
        """What is recorded in the quarter: most of it for the quarter, some late or corrected."""
        streams = self._small * (SMALL_PER_QUARTER // SMALL)
        streams += self._random.choices(self._large, k=wanted - len(streams))
        self._random.shuffle(streams)
        start = datetime.combine(quarter.first_day, datetime.min.time(), UTC)
        self._now = max(self._now, int(start.timestamp()) * 1_000_000)
        step = 89 * 86_400 * 1_000_000 // len(streams)
        for stream in streams:
            self._now += step
            stream.version += 1
            yield Filed(stream.goal, stream.version, self._said(stream, quarter))

    def _said(self, stream: _Stream, quarter: Quarter) -> e.GoalEvent:
        chance = self._random.random() if stream.reports else 0.0
        day = quarter.first_day + timedelta(days=int(self._random.random() * 89))
        if chance < 0.80 or chance > 0.94:
            if chance > 0.94:  # a late entry: for a quarter that is over
                day = max(LARGE_AGREEMENT.start, day - timedelta(days=int(chance * 1_000)))
            stream.reports.append((stream.version, day))
            return self.report(day)
        if chance < 0.86:
            return e.GoalConfirmedUnchanged(day, str(quarter))
        version, stated = self._random.choice(stream.reports)
        if chance < 0.93:
            new = self.report(stated)
            return e.GoalFactCorrected(stated, version, "Skrivefejl", new.text, new.fulfilment)
        return e.GoalFactRetracted(stated, version, "Skulle ikke have stået")
