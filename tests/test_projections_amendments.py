"""An amended agreement at the two times, on both backends: what was, stays as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from bot_helpers import Bot, Clock
from builders import AGREEMENT, NOON, Office, goal_id, register, report
from conftest import OpenLedger
from msgspec.structs import replace
from partnership_helpers import LAUG, Lodge
from test_domain_amendments import DAY, FEAST, FORUM, MEASURED, SONG, havneby, lauget
from test_projections_regeneration import again
from test_projections_verification import by_owner

from domain import commands as c
from domain import refusals as no
from domain.agreements import Agreement
from domain.amendments import AmendAgreement
from domain.indicators import Measure
from domain.ledger import Ledger
from domain.quarters import Quarter
from projections import memo_questions, sealing, story_questions, upkeep, verification, wheel
from projections.partnership import Partnership
from projections.partnership_questions import partnership
from projections.questions import Questions
from projections.rendering import as_json

Q4, Q1 = Quarter(2016, 4), Quarter(2017, 1)
NEW = havneby(
    ("Havnebyaftalen 2015-2018", "Havnebyaftalen 2015-2019"),
    ("2018-12-31", "2019-12-31"),
    ("themes = [", 'themes = [{code = "3", title = "Klima"}, '),
    (
        "scale = [",
        'scale = [{label = "Delvist opfyldt", kinds = ["measurable"], fulfilled = true},',
    ),
    ('title = "Hensigter"', 'title = "Hensigtserklæringer"'),
    ("sections = [", 'sections = [{letter = "K", title = "K", kind = "intent", words = ["k"]},'),
    more=MEASURED,
)


def amend(new: Agreement = NEW, effective: date = DAY) -> AmendAgreement:
    return AmendAgreement(new, effective, "Tillægsaftale")


def found(office: Office, quarter: Quarter, position: int | None = None) -> bytes:
    questions = Questions(office.recorder)
    last = questions.last_position() if position is None else position
    return as_json.render(questions.bilag1(AGREEMENT, quarter, last))


def holds(office: Office) -> None:
    assert list(verification.verify(office.recorder, lambda *_: None)) == []


@pytest.fixture
def amended(office: Office) -> Office:
    """Reported for two quarters, the first of them sealed; then amended from March 2017 on."""
    office.tell(report("M1", Q4.first_day, "I gang", fulfilment="I proces"))
    office.tell(report("M1", date(2017, 2, 1), "Videre"), report("H1", date(2017, 2, 1), "Talt om"))
    questions = Questions(office.recorder)
    office.tell(sealing.prepare(questions, AGREEMENT, Q4, questions.last_position()))
    office.tell(amend())
    return office


def test_what_was_known_earlier_and_earlier_quarters_stay(amended: Office) -> None:
    before = Questions(amended.recorder).last_position() - 1
    assert b"2015-2019" not in found(amended, Q4)
    assert b"2015-2019" not in found(amended, Q1, before)
    assert b"2015-2019" in found(amended, Q1)
    assert "Hensigtserklæringer".encode() in found(amended, Q1)
    was = found(amended, Q4, before), found(amended, Q1, before)
    amended.tell(report("M1", date(2017, 3, 31), "Nået", fulfilment="Delvist opfyldt"))
    assert (found(amended, Q4, before), found(amended, Q1, before)) == was
    holds(amended)


def test_seals_come_out_again_byte_for_byte(amended: Office) -> None:
    (seal,) = again(amended)
    assert seal.identical
    assert (seal.differing, seal.cells) == ((), ())


def test_before_the_agreement_was_loaded_it_has_its_first_name(amended: Office) -> None:
    assert b"2015-2018" in found(amended, Q1, 0)


def test_what_is_new_holds_from_its_day_on(amended: Office) -> None:
    late = report("M1", date(2017, 2, 28), "x", fulfilment="Delvist opfyldt")
    with pytest.raises(no.UnknownFulfilment):
        amended.tell(late)
    with pytest.raises(no.UnknownFulfilment):  # it would stand at the corrected report's day
        amended.tell(c.CorrectFact(goal_id("M1"), 3, "r", fulfilment="Delvist opfyldt"))
    with pytest.raises(no.UnknownTheme):
        amended.tell(c.RewordGoal(goal_id("M1"), date(2017, 2, 28), "r", theme="3"))
    with pytest.raises(no.UnknownSection):
        amended.tell(register("K1", date(2017, 2, 28)))
    amended.tell(
        register("K1", DAY), c.RewordGoal(goal_id("M1"), DAY, "r", theme="3"),
        report("M1", date(2017, 3, 31), "Nået", fulfilment="delvist opfyldt"),
    )  # fmt: skip
    made = Questions(amended.recorder).bilag1(
        AGREEMENT, Q1, Questions(amended.recorder).last_position()
    )
    assert [section.letter for section in made.sections] == ["K", "A", "M", "H"]
    assert made.concrete.fulfilled == 1
    holds(amended)


def test_a_later_end_can_be_reported_for(amended: Office) -> None:
    last = report("M1", date(2019, 12, 31), "Slut")
    assert amended.tell(last, today=date(2020, 1, 1))[0].positions
    holds(amended)


def test_indicators_come_with_the_amendment(amended: Office) -> None:
    measured = Measure("e-maerker", date(2016, 12, 31), "24", "BBR")
    amended.tell(measured)
    questions = Questions(amended.recorder)
    last = questions.last_position()
    (series,) = memo_questions.indicator_series(questions, AGREEMENT, Q1.last_day, last)
    assert [str(point.value) for point in series.points] == ["24"]
    assert memo_questions.indicator_series(questions, AGREEMENT, Q4.last_day, last) == []
    assert memo_questions.indicator_series(questions, AGREEMENT, Q1.last_day, last - 2) == []
    holds(amended)


def test_the_story_has_the_rows_of_the_reports(amended: Office) -> None:
    amended.tell(report("M1", date(2017, 3, 31), "Nået", fulfilment="Delvist opfyldt"))
    questions = Questions(amended.recorder)
    last = questions.last_position()
    story = story_questions.of(questions, AGREEMENT, Q1, last)
    assert story.agreement == NEW
    for at, quarter in enumerate(story.quarters):
        for position in range(1, last + 1):
            told = [row for goal in story.goals if (row := goal.row(at, position))]
            asked = questions.bilag1(AGREEMENT, quarter, position).rows()
            assert sorted(told, key=lambda row: row.goal) == sorted(asked, key=lambda r: r.goal)


def test_a_rebuilt_store_is_the_same(amended: Office) -> None:
    before = found(amended, Q1)
    assert upkeep.rebuild(amended.recorder, lambda *_: None).current
    assert found(amended, Q1) == before
    assert [title for _, _, title in Questions(amended.recorder).agreements()] == [NEW.title]
    holds(amended)


def test_another_agreement_in_the_view_is_found(amended: Office) -> None:
    by_owner(
        amended, "UPDATE tovholder_view_agreements SET effective = 20180101 WHERE position = 10"
    )
    assert list(verification.verify(amended.recorder, lambda *_: None))


def test_a_running_bot_sees_the_amendment(office: Office) -> None:
    bot = Bot(office, Clock(NOON))
    assert bot.desk.agreement == AGREEMENT
    office.tell(amend())
    assert bot.desk.agreement == NEW


def test_the_same_amendment_again_is_nothing_new(
    amended: Office, store_url: str, open_ledger: OpenLedger
) -> None:
    other = Office(open_ledger(store_url), prefix="other")
    assert other.tell(amend())[0].positions == ()
    assert other.ledger.agreement(AGREEMENT.id) == NEW


# --- the organisation ----------------------------------------------------------------------------

LATER = date(2028, 3, 1)
WITH_MORE = lauget((FEAST, SONG + FEAST), more=FORUM)


@pytest.fixture
def lodge(ledger: Ledger) -> Lodge:
    made = Lodge(ledger).opened().seated()
    made.today = LATER
    made.tell(amend(WITH_MORE, LATER))
    return made


def known(lodge: Lodge, position: int | None = None) -> Partnership:
    last = Questions(lodge.recorder).last_position()
    return partnership(lodge.recorder, LAUG, last if position is None else position)


def forums(told: Partnership, day: date) -> list[str]:
    return [code for code, _, _ in told.forums(day)]


def test_new_forums_are_there_from_their_day_on(lodge: Lodge) -> None:
    told, before = known(lodge), known(lodge, Questions(lodge.recorder).last_position() - 2)
    assert "vandlaug" not in forums(told, date(2028, 2, 29))
    assert "vandlaug" in forums(told, LATER)
    assert "vandlaug" not in forums(before, LATER)
    assert before.agreement == LAUG
    owed = {
        year: [turn.period.start for turn in spoke.turns]
        for year in (2028, 2029)
        for spoke in wheel.wheel(told, year, LATER)
        if spoke.forum == "vandlaug"
    }
    assert owed == {2028: [], 2029: [date(2028, 8, 1), date(2029, 2, 1)]}
    assert list(verification.verify(lodge.recorder, lambda *_: None)) == []


def test_the_wheel_has_the_titles_of_the_day_and_the_latest_end(lodge: Lodge) -> None:
    new = replace(lauget((FEAST, SONG + FEAST), ("Bænken", "Skamlen"), more=FORUM),
                  end=date(2038, 1, 31))  # fmt: skip
    lodge.tell(amend(new, LATER))
    told, eve = known(lodge), LATER - timedelta(days=1)
    for day, title in ((eve, "Bænken"), (LATER, "Skamlen")):
        for asked in (told, told.on(day)):
            (spoke,) = (one for one in wheel.wheel(asked, 2037, day) if one.forum == "baenk")
            assert (spoke.title, len(spoke.turns)) == (title, 4)


def test_new_deliverables_are_planned_and_come_last(lodge: Lodge) -> None:
    told = known(lodge)
    assert [one.code for one in told.in_order(LATER)] == ["regnplan", "smedeskik", "fest", "sang"]
    assert told.deliverables[-1].planned.effective == LATER
    lodge.submitted(code="sang")
    assert known(lodge).deliverables[-1].at(LATER).what == "hand"
    assert list(verification.verify(lodge.recorder, lambda *_: None)) == []
