"""Measurements and focus points: what may be recorded, what is refused, and Danish figures."""

from __future__ import annotations

from datetime import date
from functools import reduce
from typing import Any
from uuid import UUID

import pytest
from builders import AGREEMENT_TOML, MEMBER, TODAY, fold, registered
from msgspec.structs import replace

from cli.errors import faults_told
from domain import figures, focus, indicators
from domain import memo_events as m
from domain import memo_refusals as refused
from domain import refusals as no
from domain.agreements import Agreement, AgreementFileError
from domain.focus import AddFocusPoint, CloseFocusPoint, RewordFocusPoint
from domain.indicators import Measure, Restate, WithdrawMeasurement
from domain.members import Member

INDICATORS = """
indicators = [
    {id = "traeer", goal = "M1", title = "Træer", unit = "%", target = "20", decimals = 1},
]
"""
AGREEMENT = Agreement.from_toml(INDICATORS + AGREEMENT_TOML, "havneby.toml")
GOAL = fold([registered("M1")])
TMF = Member(UUID(int=2), "TMF", "tovholder")
SOF = Member(UUID(int=3), "SOF", "tovholder")
DAY = date(2016, 12, 31)
MEASURED = m.IndicatorMeasured(AGREEMENT.id, "traeer", "M1", DAY, "20.2", "%", "Optælling")
MEASURE = Measure("traeer", DAY, "20.2", "Optælling")


def measure(command: Any, *before: Any, actor: Member = MEMBER, goal: Any = GOAL) -> Any:
    state = reduce(lambda s, event: indicators.evolve(UUID(int=1), s, event), before, None)
    return indicators.decide(AGREEMENT, goal, state, actor, TODAY, command)


@pytest.mark.parametrize("actor", [MEMBER, TMF])
def test_a_figure_is_measured_once_for_a_day(actor: Member) -> None:
    assert measure(MEASURE, actor=actor) == (MEASURED,)
    assert measure(replace(MEASURE, value="20.20"), MEASURED) == ()
    with pytest.raises(refused.AlreadyMeasured):
        measure(replace(MEASURE, value="19.9"), MEASURED)


def test_a_figure_from_before_the_agreement_is_a_figure() -> None:
    early = replace(MEASURE, effective=date(2013, 12, 31))
    assert measure(early)[0].effective == date(2013, 12, 31)


def test_a_restatement_takes_the_place_and_a_withdrawal_frees_it() -> None:
    again = measure(Restate("traeer", 1, "Talt om", "19.9"), MEASURED)
    assert again == (m.IndicatorRestated(AGREEMENT.id, "traeer", DAY, 1, "Talt om", "19.9"),)
    twice = measure(Restate("traeer", 1, "Igen", "20.2"), MEASURED, *again)
    assert twice[0].corrects == 1
    gone = measure(WithdrawMeasurement("traeer", 1, "Forkert"), MEASURED, *again)
    assert gone == (m.MeasurementWithdrawn(AGREEMENT.id, "traeer", DAY, 1, "Forkert"),)
    assert measure(replace(MEASURE, value="1"), MEASURED, *gone)[0].value == "1"


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (replace(MEASURE, indicator="buske"), refused.UnknownIndicator("buske", ("traeer",))),
        (replace(MEASURE, value="20,2"), refused.NotAFigure("20,2")),
        (replace(MEASURE, effective=date(2019, 1, 1)),
         no.EffectiveInFuture(date(2019, 1, 1), TODAY)),
        (replace(MEASURE, source=" "), no.EmptyText("source")),
        (replace(MEASURE, source="\x1b"), no.UnprintableText("source")),
        (replace(MEASURE, source="x" * 9_000), no.TextTooLong("source", 8_000)),
        (Restate("traeer", 2, "r", "1"), refused.NothingMeasured("Træer")),
        (Restate("traeer", 1, "-", "1"), no.EmptyText("reason")),
        (WithdrawMeasurement("traeer", 7, "r"), refused.NothingMeasured("Træer")),
    ],
)  # fmt: skip
def test_a_measurement_is_refused(command: Any, refusal: no.Refusal) -> None:
    with pytest.raises(no.Refusal) as found:
        measure(command, MEASURED)
    assert found.value == refusal


def test_only_those_who_answer_for_the_goal_measure_it() -> None:
    with pytest.raises(no.UnitNotResponsible):
        measure(MEASURE, actor=SOF)
    with pytest.raises(no.UnknownGoal):
        measure(MEASURE, goal=None)


def point(command: Any, *before: Any, actor: Member = MEMBER) -> Any:
    state = reduce(lambda s, event: focus.evolve(UUID(int=1), s, event), before, None)
    return focus.decide(AGREEMENT, state, actor, command)


ADD = AddFocusPoint(3, date(2017, 1, 1), "Kajen", "Lys", "Ét.\n\nTo.")
ADDED = m.FocusPointAdded(AGREEMENT.id, 3, date(2017, 1, 1), "Kajen", "Lys", "Ét.\n\nTo.")
CLOSED = m.FocusPointClosed(AGREEMENT.id, 3, date(2017, 6, 1), "Nået")


def test_a_focus_point_is_added_reworded_and_closed() -> None:
    assert point(ADD) == (ADDED,)
    reworded = point(RewordFocusPoint(3, date(2017, 2, 1), "Nyt", title="Lygter"), ADDED)
    assert reworded == (
        m.FocusPointReworded(AGREEMENT.id, 3, date(2017, 2, 1), "Nyt", title="Lygter"),
    )
    assert point(CloseFocusPoint(3, date(2017, 6, 1), "Nået"), ADDED, *reworded) == (CLOSED,)


@pytest.mark.parametrize(
    ("command", "before", "refusal"),
    [
        (ADD, [ADDED], refused.FocusPointAlreadyAdded(3)),
        (replace(ADD, title="–"), [], no.EmptyText("title")),
        (replace(ADD, content="\x00"), [], no.UnprintableText("content")),
        (replace(ADD, effective=date(2019, 1, 1)), [],
         no.EffectiveOutsideAgreement(date(2019, 1, 1), AGREEMENT.start, AGREEMENT.end)),
        (CloseFocusPoint(3, DAY, "r"), [], refused.UnknownFocusPoint(3)),
        (CloseFocusPoint(3, DAY, "r"), [ADDED],
         refused.EffectiveBeforeFocusPoint(3, DAY, date(2017, 1, 1))),
        (RewordFocusPoint(3, date(2018, 1, 1), "r", content="x"), [ADDED, CLOSED],
         refused.FocusPointIsClosed(3, date(2017, 6, 1))),
        (RewordFocusPoint(3, date(2017, 3, 1), "r"), [ADDED], refused.NothingReworded(3)),
    ],
)  # fmt: skip
def test_a_focus_point_is_refused(command: Any, before: list[Any], refusal: no.Refusal) -> None:
    with pytest.raises(no.Refusal) as found:
        point(command, *before)
    assert found.value == refusal


def test_only_the_secretariat_sets_the_focus() -> None:
    with pytest.raises(no.SecretariatOnly):
        point(ADD, actor=TMF)
    with pytest.raises(refused.UnknownFocusPoint):
        focus.evolve(UUID(int=1), None, CLOSED)


@pytest.mark.parametrize(
    ("words", "exact", "unit"),
    [
        ("20,2 %", "20.2", "%"), ("1.580", "1580", ""), ("1 580 sager", "1580", "sager"),
        ("−3,50", "-3.50", ""), ("0", "0", ""), ("-0,0", "0.0", ""), ("007", "7", ""),
        ("1.234.567,25 kr.", "1234567.25", "kr."),
    ],
)  # fmt: skip
def test_danish_figures_are_read(words: str, exact: str, unit: str) -> None:
    assert figures.parse(words) == (exact, unit)
    assert figures.is_exact(exact)
    assert figures.parse(figures.danish(exact))[0] in (exact, exact.rstrip("0").rstrip("."), "0")


@pytest.mark.parametrize(
    "words",
    ["", "20.2", "1.58", "12.3456", "1,2,3", "ca. 20", "1e3", "20,", "1" * 16, "0,1234567", "٣"],
)
def test_what_has_two_readings_is_no_figure(words: str) -> None:
    with pytest.raises(figures.NotAFigure):
        figures.parse(words)


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ('id = "Træer"', "indicators.id"), ('goal = "X1"', "indicators.goal"),
        ('target = "20,5"', "indicators.target"), ("decimals = 9", "indicators.decimals"),
        ('title = ""', "indicators.title"), ('direction = "over"', "indicators"),
    ],
)  # fmt: skip
def test_a_faulty_indicator_is_told_with_its_place(part: str, fault: str) -> None:
    told = {"id": 'id = "a"', "goal": 'goal = "M1"', "title": 'title = "T"', "unit": 'unit = "%"'}
    told[part.split()[0]] = part
    text = f"indicators = [{{{', '.join(told.values())}}}]\n" + AGREEMENT_TOML
    with pytest.raises(AgreementFileError) as found:
        Agreement.from_toml(text, "fil.toml")
    assert fault in faults_told("en", found.value)
