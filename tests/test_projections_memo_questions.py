"""Indicators and focus points over a store: views = replay = an oracle, at both times."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from builders import AGREEMENT_TOML, SECRETARIAT, Office, by, register
from sqlalchemy import text

from domain.agreements import Agreement
from domain.focus import AddFocusPoint, CloseFocusPoint, RewordFocusPoint
from domain.indicators import Measure, Restate, WithdrawMeasurement
from domain.ledger import Ledger
from domain.recording import Moment
from domain.refusals import Refusal
from domain.work import LoadAgreement
from projections import memo_questions as asked
from projections import upkeep, verification
from projections.differences import RowMissing, RowTooMany
from projections.focus import Edition
from projections.indicators import Series
from projections.questions import Questions

INDICATORS = """
indicators = [
    {id = "traeer", goal = "M1", title = "Træer", unit = "%", target = "20", decimals = 1},
    {id = "lys", goal = "M1", title = "Lys", unit = "lygter", target = "9", direction = "at most"},
]
"""
AGREEMENT = Agreement.from_toml(INDICATORS + AGREEMENT_TOML, "havneby.toml")
DAY, LATER = date(2016, 1, 1), date(2016, 12, 31)


@dataclass
class Desk(Office):
    """An office for the agreement with indicators."""

    def tell(self, *commands: Any, **_: Any) -> Any:
        self.told += len(commands)
        self.now += 1_000_000
        items = [(one, by(f"c-{self.told}-{n}", SECRETARIAT)) for n, one in enumerate(commands)]
        return self.ledger.handle_all(AGREEMENT.id, items, Moment(self.now, date(2018, 12, 31)))

    @property
    def questions(self) -> Questions:
        return Questions(self.recorder)

    def series(self, day: date = date.max, position: int | None = None) -> list[Series]:
        last = self.questions.last_position() if position is None else position
        return asked.indicator_series(self.questions, AGREEMENT, day, last)

    def edition(self, year: int, position: int | None = None) -> Edition:
        last = self.questions.last_position() if position is None else position
        return asked.focus_edition(self.questions, AGREEMENT, year, last)


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    made = Desk(ledger)
    made.tell(LoadAgreement(AGREEMENT, "Sekretariatet"), register("M1"))
    return made


def values(series: Series) -> list[str]:
    return [point.value for point in series.points]


def test_both_times_of_a_figure(desk: Desk) -> None:
    desk.tell(Measure("traeer", DAY, "20.2", "Optælling", date(2016, 2, 1)))
    desk.tell(Measure("traeer", LATER, "19.9", "BBR"))
    desk.tell(Restate("traeer", 1, "Talt om", "20.4"))
    assert [values(desk.series(position=p)[0]) for p in (3, 4, 5, 6)] == [
        [], ["20.2"], ["20.2", "19.9"], ["20.4", "19.9"]]  # fmt: skip
    assert values(desk.series(day=DAY)[0]) == ["20.4"]
    first, last = desk.series()[0].points
    assert [(one.value, one.position, one.reason) for one in first.earlier] == [
        ("20.2", 4, "Talt om")
    ]
    assert (first.source, first.published, first.reached) == ("Optælling", date(2016, 2, 1), True)
    assert last.reached is False
    desk.tell(WithdrawMeasurement("traeer", 1, "Forkert"))
    assert values(desk.series()[0]) == ["19.9"]
    assert values(desk.series(position=6)[0]) == ["20.4", "19.9"]
    assert desk.series()[0].goal_title == "Mål M1"
    assert desk.series(position=2)[0].goal_title == ""


def test_the_same_command_again_measures_once(desk: Desk) -> None:
    items = [(Measure("lys", DAY, "7", "x"), by("once", SECRETARIAT))]
    moment = Moment(desk.now, date(2018, 12, 31))
    first = desk.ledger.handle_all(AGREEMENT.id, items, moment)
    assert desk.ledger.handle_all(AGREEMENT.id, items, moment)[0].repeated
    assert first[0].positions == (4,)
    assert desk.series()[1].points[0].reached is True


def test_every_years_edition_can_be_made_again(desk: Desk) -> None:
    desk.tell(
        AddFocusPoint(1, date(2016, 1, 1), "Kajen", "Lys", "Ét.\n\nTo."),
        AddFocusPoint(2, date(2016, 5, 1), "Byen", "Træer", "Flere."),
        AddFocusPoint(3, date(2016, 6, 1), "Kajen", "Ro", "Stille."),
    )
    before = desk.edition(2016)
    desk.tell(RewordFocusPoint(1, date(2017, 3, 1), "Nyt", title="Lygter"))
    desk.tell(CloseFocusPoint(2, date(2017, 1, 1), "Nået"),
              CloseFocusPoint(3, date(2017, 7, 1), "Nået"))  # fmt: skip
    told = {
        year: [(theme.title, [(p.number, p.title, p.closed) for p in theme.points])
               for theme in desk.edition(year).themes]
        for year in (2015, 2016, 2017, 2018)
    }  # fmt: skip
    assert told == {
        2015: [],
        2016: [("Kajen", [(1, "Lys", None), (3, "Ro", None)]), ("Byen", [(2, "Træer", None)])],
        2017: [("Kajen", [(1, "Lygter", None), (3, "Ro", date(2017, 7, 1))])],
        2018: [("Kajen", [(1, "Lygter", None)])],
    }
    assert desk.edition(2016, before.basis.position).themes == before.themes
    assert desk.edition(2017, before.basis.position).points[0].title == "Lys"
    assert before.points[0].paragraphs == ("Ét.", "To.")
    assert asked.next_focus_number(desk.questions, AGREEMENT) == 4


def random_command(chance: Random) -> Any:
    day = date(2015, 1, 1) + timedelta(days=chance.randint(0, 1300))
    code, version = chance.choice(["traeer", "lys"]), chance.randint(1, 5)
    number, word = chance.randint(1, 4), f"Ord {chance.randint(1, 9)}"
    figure = f"{chance.randint(1, 40)}.{chance.randint(0, 9)}"
    return chance.choice([
        Measure(code, day, figure, word, chance.choice([None, day])),
        Restate(code, version, "r1", figure, chance.choice([None, word])),
        WithdrawMeasurement(code, version, "r2"),
        AddFocusPoint(number, day, chance.choice(["Kajen", "Byen"]), word, word),
        RewordFocusPoint(number, day, "r3", title=chance.choice([None, word]), content=word),
        CloseFocusPoint(number, day, "r4"),
    ])  # fmt: skip


def oracle_series(entries: Iterable[Any], code: str, day: str, position: int) -> list[Any]:
    """Straight from the exported events, with none of our code."""
    places: dict[int, dict[str, Any]] = {}
    for one in entries:
        body = json.loads(one.state)
        if one.position > position or body.get("indicator") != code or body["effective"] > day:
            continue
        if one.topic == "indicator-measured":
            places[one.version] = body
        elif one.topic == "indicator-restated":
            places[body["corrects"]] = {**places[body["corrects"]], **body}
        else:
            del places[body["corrects"]]
    found = sorted(places.values(), key=lambda one: one["effective"])
    return [(one["effective"], one["value"], one["source"], one.get("published")) for one in found]


def oracle_edition(entries: Iterable[Any], year: int, position: int) -> dict[int, Any]:
    points: dict[int, list[Any]] = {}
    for one in entries:
        body = json.loads(one.state)
        if one.position <= position and one.topic.startswith("focus-point"):
            points.setdefault(body["number"], []).append((body["effective"], one.version, body))
    told = {}
    for number, said in points.items():
        words: dict[str, Any] = {}
        for effective, _, body in sorted(said, key=lambda one: one[:2]):
            if effective <= f"{year}-12-31":
                words |= body | ({"closed": effective} if len(body) == 4 else {})
        if words and words.get("closed", "9") > f"{year}-01-01":
            told[number] = (words["theme"], words["title"], words["content"], words.get("closed"))
    return told


@pytest.mark.parametrize("seed", range(3))
def test_view_is_replay_is_rebuilt_is_oracle(desk: Desk, seed: int) -> None:
    chance, recorded = Random(seed), 0  # noqa: S311
    for _ in range(150):
        try:
            desk.tell(random_command(chance))
            recorded += 1
        except Refusal:
            continue
    assert recorded > 25
    entries = list(desk.questions.entries())
    times = [(date(2015 + n, 12, 31), chance.randint(0, len(entries))) for n in range(4)]
    times.append((date(2018, 12, 31), len(entries)))

    def answers() -> list[Any]:
        return [(desk.series(day, at), desk.edition(day.year, at)) for day, at in times]

    before = answers()
    for (day, at), (series, edition) in zip(times, before, strict=True):
        for one in series:
            told = [(str(p.effective), p.value, p.source, str(p.published) if p.published else None)
                    for p in one.points]  # fmt: skip
            assert told == oracle_series(entries, one.indicator.id, str(day), at)
        assert {
            p.number: (p.theme, p.title, p.content, str(p.closed) if p.closed else None)
            for p in edition.points
        } == oracle_edition(entries, day.year, at)
    upkeep.rebuild(desk.recorder, lambda *_: None)
    assert answers() == before
    assert list(verification.verify(desk.recorder, lambda *_: None)) == []


@pytest.mark.parametrize("table", ["measurements", "focus_points"])
def test_a_changed_row_is_found(desk: Desk, table: str) -> None:
    desk.tell(Measure("lys", DAY, "7", "x"), AddFocusPoint(1, DAY, "a", "b", "c"))
    with desk.recorder.writing() as connection:
        changed = "value = '8'" if table == "measurements" else "title = 'x'"
        connection.execute(text(f"UPDATE tovholder_view_{table} SET {changed}"))  # noqa: S608
    found = list(verification.verify(desk.recorder, lambda *_: None))
    assert [type(one) for one in found] == [RowTooMany, RowMissing]
    assert {getattr(one, "view", None) for one in found} == {table}
