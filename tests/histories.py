"""Random histories: what people might tell the ledger, in any order, at any time of the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from builders import (
    AGREEMENT,
    TODAY,
    Office,
    by,
    confirm,
    correct,
    goal_id,
    register,
    report,
    retract,
)
from hypothesis import strategies as st

from domain import commands as c
from domain import standing
from domain.events import Missed
from domain.quarters import Quarter
from domain.recording import Moment
from domain.refusals import Refusal
from domain.rounds import CloseRound, MoveRound, OpenRound
from domain.work import LoadAgreement

NUMBERS = ("M1", "H1", "M2")
QUARTERS = [Quarter(2016, 4), Quarter(2017, 1), Quarter(2017, 2)]
LATE = {"M2": date(2017, 1, 1)}
"""This goal joins the agreement later than the others."""

DAYS = [day for quarter in QUARTERS for day in (quarter.first_day, quarter.last_day)]
WORDS = ("", "a", "b", "ø", "Uændret")
MAYBE = (None, None, *WORDS)


def _columns(chance: Random) -> dict[str, Any]:
    """Some of what a report can state."""
    steps = (None, "", "Opfyldt", "Udgået")
    return {
        "text": chance.choice(MAYBE),
        "fulfilment": chance.choice(steps),
        "delay_reason": chance.choice(MAYBE),
        "expected_completion": chance.choice(MAYBE),
    }


def _reworded(chance: Random, number: str, day: date) -> Any:
    goal, word = goal_id(number), chance.choice(WORDS)
    return chance.choice(
        [
            c.RewordGoal(goal, day, "r", f"Ord {word}"),
            c.RewordGoal(goal, day, "r", content=word, theme="2"),
            c.MoveDeadline(goal, day, "r", chance.choice(["", "2016", "inden 2017", "løbende"])),
            c.ChangeResponsible(goal, day, "r", chance.choice(["KK", "BL's 1. kreds"])),
            c.RetitleGoal(goal, f"Titel {word}"),
            c.AddAlias(goal, f"alias {word}"),
            c.RemoveAlias(goal, f"alias {word}"),
        ]
    )


def _backdated(number: str, day: date, word: str) -> c.BackdateGoal:
    return c.BackdateGoal(goal_id(number), day, "r", f"Før {word}", "1", "2016", word, "KK")


def command(chance: Random, versions: int) -> Any:
    """Something that somebody may say. ``versions``: how far back a correction may reach."""
    number, day, quarter = (chance.choice(of) for of in (NUMBERS, DAYS, QUARTERS))
    kinds: list[Callable[[], Any]] = [
        lambda: report(number, day, chance.choice(WORDS)),
        lambda: report(number, day, **_columns(chance)),
        lambda: confirm(number, quarter),
        lambda: confirm(number, quarter, quarter.first_day),
        lambda: correct(number, chance.randint(2, versions), **_columns(chance)),
        lambda: correct(number, chance.randint(2, versions), chance.choice(WORDS)),
        lambda: retract(number, chance.randint(2, versions)),
        lambda: _reworded(chance, number, day),
    ]
    if chance.randint(0, 40) == 0:
        kinds = [lambda: c.WithdrawGoal(goal_id(number), day, f"Opgivet {day}")]
    if chance.randint(0, 20) == 0:
        kinds = [
            lambda: OpenRound(quarter, day),
            lambda: MoveRound(quarter, day),
            lambda: CloseRound(quarter, 1, (Missed(number, ""),), frozenset({number})),
        ]
    if number in LATE and chance.randint(0, 8) == 0:
        kinds = [lambda: _backdated(number, day, chance.choice(WORDS))]
    if chance.randint(0, 20) == 0:
        kinds = [lambda: Seal(quarter, chance.randint(0, 5))]
    return chance.choice(kinds)()


@dataclass(frozen=True)
class Seal:
    """A seal of the quarter, at so many positions before the last."""

    quarter: Quarter
    back: int


@dataclass(frozen=True)
class Step:
    """Something said, and how many seconds the clock went since the last time; perhaps back."""

    command: Any
    seconds: int


def history(chance: Random, length: int) -> list[Step]:
    return [Step(command(chance, 3 + n // 5), chance.randint(-5, 20)) for n in range(length)]


histories = st.builds(history, st.randoms(use_true_random=False), st.integers(5, 40))


def begin(office: Office) -> Office:
    goals = [register(n, LATE.get(n, date(2015, 1, 1))) for n in NUMBERS]
    office.tell(LoadAgreement(AGREEMENT, "Sekretariatet"), *goals)
    return office


def play(office: Office, steps: Iterable[Step]) -> int:
    """Say it all; what is refused is left out. How much was recorded."""
    recorded = 0
    for step in steps:
        office.now += step.seconds * 1_000_000
        told = step.command
        if isinstance(told, Seal):
            last = office.recorder.max_notification_id()
            again = office.ledger.load(AGREEMENT.id, standing.evolve)[0].followed.seals.get(
                str(told.quarter)
            )
            told = office.seal(told.quarter, last - told.back, "igen" if again else None)
        office.told += 1
        by_whom = by(f"play-{office.told}")
        try:
            office.ledger.handle(AGREEMENT.id, told, by_whom, Moment(office.now, TODAY))
        except Refusal:
            continue
        recorded += 1
    return recorded
