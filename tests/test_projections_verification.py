"""`verify` finds what somebody with the owner's password did to the database."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pytest
from builders import AGREEMENT, Office, confirm, goal_id, report
from conftest import OpenLedger
from sqlalchemy import make_url, text
from test_domain_amendments import DAY, havneby

from domain import commands as c
from domain.amendments import AmendAgreement
from domain.codec import UnreadableEvent
from domain.quarters import Quarter
from domain.rounds import CloseRound, OpenRound
from projections import differences, guards, story_questions, upkeep, verification
from projections.differences import Difference
from projections.partnership_schema import COLUMNS, LINES
from projections.questions import Questions
from projections.recorder import ViewsOutOfDate
from projections.sources import Replayed
from projections.views import VERSION

Q1 = Quarter(2017, 1)


def nothing(*_: Any) -> None:
    """Progress that nobody looks at."""


@pytest.fixture
def busy(office: Office) -> Office:
    office.tell(report("M1", date(2016, 12, 1), "Vi er i gang", fulfilment="I proces"))
    office.tell(confirm("M1", Q1), c.AddAlias(goal_id("M1"), "Lys"))
    office.tell(OpenRound(Q1, date(2017, 3, 31)), CloseRound(Q1, 7, (), frozenset()))
    office.tell(office.seal(Q1, 7))
    office.tell(report("A1", date(2017, 2, 1), "Sent"))
    return office


def found(office: Office) -> list[Difference]:
    return list(verification.verify(office.recorder, nothing))


def rows(
    office: Office, kind: type[differences.RowTooMany | differences.RowMissing], view: str = ""
) -> list[dict[str, object]]:
    """The rows that are told as too many, or as missing."""
    told = (one for one in found(office) if isinstance(one, kind))
    return [one.row for one in told if view in ("", one.view)]


def by_owner(office: Office, *statements: str, **values: Any) -> None:
    """What the owner of the database can do: put the guards aside, write, and put them back."""
    put_aside(office, *statements, **values)
    office.recorder.create_table()


def put_aside(office: Office, *statements: str, **values: Any) -> None:
    """Put the guards aside, and write."""
    with office.recorder.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (name,) in connection.execute(text(query)).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in ("tovholder_events", "tovholder_log"):
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        for statement in statements:
            assert connection.execute(text(statement), values).rowcount > 0


def test_guards_that_were_put_aside_are_found(busy: Office) -> None:
    put_aside(busy)
    names = {one.guard for one in found(busy) if isinstance(one, differences.GuardAway)}
    if busy.recorder.engine.dialect.name == "sqlite":
        assert {"tovholder_events_no_update", "tovholder_log_next"} <= names
    else:
        assert {"tovholder_events_never_changed", "tovholder_log_next"} <= names
    upkeep.rebuild(busy.recorder, nothing)
    assert found(busy) == []


def test_an_actor_who_was_never_a_member_is_found(busy: Office) -> None:
    nobody = "6b1d2c1e-8d0f-4e4f-9a55-1f0c3f3f7a10"
    by_owner(busy, f"UPDATE tovholder_log SET actor = '{nobody}' WHERE position = 5")  # noqa: S608
    assert found(busy) == [differences.ActorUnknown(5, nobody)]


def test_an_actor_that_is_no_id_is_found_and_told_as_damage(busy: Office) -> None:
    by_owner(busy, "UPDATE tovholder_log SET actor = 'sekretær' WHERE position = 5")
    assert found(busy) == [differences.ActorUnknown(5, "sekretær")]
    questions = Questions(busy.recorder)
    for ask in (
        lambda: questions.entries_at([5]),
        lambda: questions.actors_at([5]),
        lambda: story_questions.of(questions, AGREEMENT, Q1, 8, nothing),
    ):
        with pytest.raises(UnreadableEvent, match="position 5: actor 'sekretær'"):
            ask()


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "weaker",
    ["BEFORE DELETE ON tovholder_log", "BEFORE DELETE OR UPDATE OR TRUNCATE ON tovholder_outbox"],
)
def test_a_guard_that_stands_for_less_is_found(busy: Office, weaker: str) -> None:
    name = "tovholder_log_never_changed"
    with busy.recorder.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER {name} ON tovholder_log")
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} {weaker} FOR EACH STATEMENT"
            " EXECUTE FUNCTION tovholder_never_changed()"
        )
    assert found(busy) == [differences.GuardAway(name)]
    upkeep.rebuild(busy.recorder, nothing)
    assert found(busy) == []


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_ledgers_in_two_schemas_have_guards_each(
    busy: Office, store_url: str, open_ledger: OpenLedger
) -> None:
    with busy.recorder.engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA another")
    url = make_url(store_url).update_query_dict({"options": "-c search_path=another"})
    another = open_ledger(url.render_as_string(hide_password=False), CREATE_TABLE="yes")
    with another.recorder.engine.begin() as connection:
        assert guards.missing(connection) == []
        on = text("SELECT count(*) FROM pg_trigger WHERE tgrelid = 'tovholder_log'::regclass")
        assert connection.execute(on).scalar_one() == 3
    assert found(busy) == []


def test_a_guard_that_does_nothing_is_found(busy: Office) -> None:
    with busy.recorder.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER tovholder_log_no_delete"))
            connection.execute(text("CREATE TRIGGER tovholder_log_no_delete BEFORE DELETE ON"
                                    " tovholder_log BEGIN SELECT 1; END"))  # fmt: skip
            name = "tovholder_log_no_delete"
        else:
            name = "tovholder_never_changed()"
            connection.execute(
                text(
                    f"CREATE OR REPLACE FUNCTION {name} RETURNS trigger"
                    " LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
                )
            )
    assert found(busy) == [differences.GuardAway(name)]
    upkeep.rebuild(busy.recorder, nothing)
    assert found(busy) == []


@pytest.fixture(params=[1, 5, 5_000])
def piecemeal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many lines are read, and goals replayed, at once."""
    monkeypatch.setattr(verification, "BATCH", request.param)
    monkeypatch.setattr(verification, "GOALS", request.param)


@pytest.mark.usefixtures("piecemeal")
def test_a_sound_store_has_no_differences(busy: Office) -> None:
    assert found(busy) == []


def test_progress_reaches_the_end(busy: Office) -> None:
    told: list[tuple[int, int]] = []
    list(verification.verify(busy.recorder, lambda *done: told.append(done)))
    assert told == sorted(told)
    assert told[-1] == (36, 36)


STATE = b'{"effective":"2016-12-01","text":"Vi er faerdige"}'
LEDGER: dict[str, tuple[str, int, type[Difference] | Difference]] = {
    "a changed byte": (
        "UPDATE tovholder_events SET state = :state WHERE id = 6", 6, differences.BytesChanged,
    ),
    "a changed hash": (
        "UPDATE tovholder_log SET sha256 = :state WHERE position = 6", 6, differences.BytesChanged,
    ),
    "a lost log entry": (
        "DELETE FROM tovholder_log WHERE position = 6", 6, differences.OutOfStep(6, None, 6),
    ),
    "a lost event": (
        "DELETE FROM tovholder_events WHERE id = 6", 6, differences.OutOfStep(6, 6, None),
    ),
    "a lost last event": (
        "DELETE FROM tovholder_events WHERE id = 12", 12, differences.OutOfStep(12, 12, None),
    ),
    "a lost last log entry": (
        "DELETE FROM tovholder_log WHERE position = 12", 12, differences.OutOfStep(12, None, 12),
    ),
    "time that runs backwards": (
        "UPDATE tovholder_log SET recorded_at = 1 WHERE position = 6", 6,
        differences.TimeRanBackwards,
    ),
    "positions that were moved": (
        "UPDATE tovholder_log SET position = 77 WHERE position = 12", 12,
        differences.OutOfStep(12, None, 12),
    ),
}  # fmt: skip


@pytest.mark.usefixtures("piecemeal")
@pytest.mark.parametrize("damage", LEDGER)
def test_a_damaged_ledger_is_found(busy: Office, damage: str) -> None:
    statement, position, told = LEDGER[damage]
    by_owner(busy, statement, **({"state": STATE} if ":state" in statement else {}))
    (first,) = [one for one in found(busy) if getattr(one, "position", None) == position]
    assert told in (first, type(first))


@pytest.mark.usefixtures("piecemeal")
def test_a_position_that_is_lost_whole_is_found(busy: Office) -> None:
    by_owner(busy, "DELETE FROM tovholder_log WHERE position = 6",
             "DELETE FROM tovholder_events WHERE id = 6")  # fmt: skip
    assert found(busy) == [differences.OutOfStep(6, 7, 7)]


def test_a_version_that_was_moved_is_found(busy: Office) -> None:
    by_owner(busy, "UPDATE tovholder_events SET originator_version = 77 WHERE id = 6")
    (gap,) = found(busy)
    assert isinstance(gap, differences.VersionsNotWhole)
    assert gap.last == 77


@pytest.mark.parametrize(
    ("where", "statement", "kind"),
    [
        ("state", "UPDATE tovholder_events SET state = '{}' WHERE id = 6", "blob"),
        ("originator_id", "UPDATE tovholder_events SET originator_id = 'x' WHERE id = 6", "blob"),
        ("sha256", "UPDATE tovholder_log SET sha256 = 'abc' WHERE position = 6", "blob"),
        ("recorded_at", "UPDATE tovholder_log SET recorded_at = 'x' WHERE position = 6", "integer"),
    ],
)
def test_text_in_the_place_of_bytes_or_a_number_is_found(
    busy: Office, where: str, statement: str, kind: str
) -> None:
    if busy.recorder.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL takes no text there")
    by_owner(busy, statement)
    assert found(busy) == [differences.KindChanged(6, where, "text", kind)]
    if where in ("originator_id", "recorded_at"):
        with pytest.raises(UnreadableEvent):
            list(Questions(busy.recorder).entries())


def test_an_event_that_was_rewritten_as_text_is_exported_and_regenerated_as_it_stands(
    busy: Office,
) -> None:
    if busy.recorder.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL takes no text there")
    by_owner(busy, "UPDATE tovholder_events SET state = replace(state, 'gang', 'maal')"
             " WHERE topic = 'goal-status-reported' AND id < 7")  # fmt: skip
    questions = Questions(busy.recorder)
    (altered,) = (one for one in questions.entries() if b"maal" in one.state)
    assert hashlib.sha256(altered.state).digest() != altered.sha256
    replayed = Replayed(questions, AGREEMENT)
    replayed.advance(12)
    assert list(replayed.altered.values()) == [[altered.position]]


def test_an_end_that_is_cut_off_is_found_by_the_views(busy: Office) -> None:
    by_owner(busy, "DELETE FROM tovholder_log WHERE position = 12",
             "DELETE FROM tovholder_events WHERE id = 12")  # fmt: skip
    assert found(busy) == [differences.ViewsNotCurrent(VERSION, 12, VERSION, 11)]
    by_owner(busy, "UPDATE tovholder_views SET position = 11")
    assert any("Sent" in row.values() for row in rows(busy, differences.RowTooMany))


def test_an_event_and_its_hash_that_are_changed_together_differ_from_the_views(
    busy: Office,
) -> None:
    state = b'{"effective":"2016-12-01","text":"Vi er faerdige","fulfilment":"Opfyldt"}'
    by_owner(
        busy,
        "UPDATE tovholder_events SET state = :state WHERE id = 6 AND :digest = :digest",
        "UPDATE tovholder_log SET sha256 = :digest WHERE position = 6 AND :state = :state",
        state=state,
        digest=hashlib.sha256(state).digest(),
    )
    assert any("Vi er i gang" in row.values() for row in rows(busy, differences.RowTooMany))
    assert any("Vi er faerdige" in row.values() for row in rows(busy, differences.RowMissing))


_EXTRA_ROW = "INSERT INTO tovholder_view_{} (position) VALUES (3)"
_EXTRA_LINE = "INSERT INTO tovholder_view_{} (id, position) VALUES (200, 3)"

VIEWS = {
    "a changed cell": "UPDATE tovholder_view_goal_reports SET fulfilment = 'Opfyldt' "
                      "WHERE fulfilment IS NOT NULL",
    "a changed day": "UPDATE tovholder_view_goal_reports SET effective = 20170101 "
                     "WHERE text IS NOT NULL AND effective = 20161201",
    "a retraction of nothing": "UPDATE tovholder_view_goal_reports SET retracted = 1 "
                               "WHERE fulfilment IS NOT NULL",
    "a missing cell": "UPDATE tovholder_view_goal_reports SET fulfilment = NULL",
    "a missing report": "DELETE FROM tovholder_view_goal_reports WHERE fulfilment IS NOT NULL",
    "an extra report": "INSERT INTO tovholder_view_goal_reports "
                       "SELECT 1, goal, effective, place, 0, 'said', 'x', NULL, NULL, NULL "
                       "FROM tovholder_view_goal_reports WHERE fulfilment IS NOT NULL",
    "an extra report after the end": "INSERT INTO tovholder_view_goal_reports "
                                     "SELECT 1000, goal, effective, place, 0, 'said', 'x', "
                                     "NULL, NULL, NULL FROM tovholder_view_goal_reports "
                                     "WHERE fulfilment IS NOT NULL",
    "a missing title": "DELETE FROM tovholder_view_goal_fields WHERE field = 'title'",
    "a missing goal": "DELETE FROM tovholder_view_goals WHERE number = 'M1'",
    "another goal": "UPDATE tovholder_view_goals SET id = 'x' WHERE number = 'M1'",
    "a missing name": "DELETE FROM tovholder_view_goal_names WHERE key = 'lys'",
    "a moved seal": "UPDATE tovholder_view_seals SET sealed_position = 9",
    "a missing seal": "DELETE FROM tovholder_view_seals",
    "a round with another deadline": "UPDATE tovholder_view_rounds SET deadline = 20170401 "
                                     "WHERE step = 'opened'",
    "a round that is not closed": "DELETE FROM tovholder_view_rounds WHERE step = 'closed'",
    "a member with another role": "UPDATE tovholder_view_members SET role = 'auditor'",
    "a missing agreement": "DELETE FROM tovholder_view_agreements",
    "an agreement of another name": "UPDATE tovholder_view_agreements SET title = 'x'",
    "an extra measurement": "INSERT INTO tovholder_view_measurements "
                            "VALUES (3, 'x', 'x', 20170101, 1, '1', 'x', NULL, NULL)",
    "an extra focus point": "INSERT INTO tovholder_view_focus_points "
                            "VALUES (3, 'x', 1, 20170101, 1, 0, 'x', 'x', 'x')",
    "an extra agreement": "INSERT INTO tovholder_view_agreements "
                          "VALUES (3, '00000000-0000-0000-0000-000000000000', 'x', 'x', 10101)",
    **{f"an extra row in {name}": _EXTRA_ROW.format(name) for name in COLUMNS},
    **{f"an extra line in {name}": _EXTRA_LINE.format(name) for name in LINES},
}  # fmt: skip


@pytest.mark.parametrize("damage", VIEWS)
def test_damaged_views_are_found(busy: Office, damage: str) -> None:
    by_owner(busy, VIEWS[damage])
    assert found(busy) != []


def test_every_view_is_looked_at(busy: Office) -> None:
    damaged = {statement.split("tovholder_view_")[1].split()[0] for statement in VIEWS.values()}
    assert damaged == set(verification.ID_ROOM)


def test_damaged_views_are_told_by_row(busy: Office) -> None:
    by_owner(busy, VIEWS["a changed cell"])
    for kind, fulfilment in (
        (differences.RowTooMany, "Opfyldt"),
        (differences.RowMissing, "I proces"),
    ):
        assert any(row["fulfilment"] == fulfilment for row in rows(busy, kind, "goal_reports"))


@pytest.mark.parametrize("change", ["version = 99", "position = 3"])
def test_views_that_are_out_of_date_are_told(busy: Office, change: str) -> None:
    by_owner(busy, f"UPDATE tovholder_views SET {change}")  # noqa: S608
    assert [type(one) for one in found(busy)] == [differences.ViewsNotCurrent]


def test_views_without_their_state_are_told(busy: Office) -> None:
    put_aside(busy, "DELETE FROM tovholder_views")
    assert isinstance(found(busy)[-1], differences.ViewsNotCurrent)
    with pytest.raises(ViewsOutOfDate):
        Questions(busy.ledger.recorder).basis(AGREEMENT.id, Quarter(2017, 1), 5)


@pytest.mark.usefixtures("piecemeal")
def test_reports_that_differ_from_the_replay_are_told_once(busy: Office) -> None:
    """The rows of the views are compared before them, so that only a wrong question comes here."""
    new = havneby(("Havnebyaftalen 2015-2018", "Havnebyaftalen"))
    busy.tell(AmendAgreement(new, DAY, "Tillægsaftale"))
    earlier = "UPDATE tovholder_view_agreements SET effective = 20161231 WHERE position = 13"
    by_owner(busy, VIEWS["a changed cell"], earlier)
    told = list(verification._verify_reports(Questions(busy.recorder), AGREEMENT.id, 13))
    quarters = [one.quarter for one in told if isinstance(one, differences.AgreementDiffers)]
    assert quarters == [Quarter(2016, 4)]
    goals = [one for one in told if isinstance(one, differences.GoalDiffers)]
    assert [(one.quarter, one.goal) for one in goals] == [(Quarter(2016, 4), "M1"), (Q1, "M1")]


@pytest.mark.usefixtures("piecemeal")
def test_a_row_that_only_the_replay_has_is_told(busy: Office) -> None:
    for table in ("goals", "goal_fields"):
        by_owner(busy, f"UPDATE tovholder_view_{table} SET effective = 20170401")  # noqa: S608
    told = list(verification._verify_reports(Questions(busy.recorder), AGREEMENT.id, 12))
    goals = [one for one in told if isinstance(one, differences.GoalDiffers)]
    assert {(one.goal, one.found) for one in goals} == {("A1", None), ("M1", None), ("H1", None)}


def test_what_is_recorded_meanwhile_is_no_difference(
    busy: Office, store_url: str, open_ledger: OpenLedger
) -> None:
    other = Office(open_ledger(store_url), prefix="other")

    def write(done: int, total: int) -> None:
        """Once while the log is read, and once after the last row of the views was."""
        if other.told == 0 or (other.told == 1 and done >= total):
            other.tell(report("H1", date(2017, 3, 1), f"{other.told}"))

    assert list(verification.verify(busy.recorder, write)) == []
    assert other.told == 2
