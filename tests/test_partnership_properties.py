"""Random members say random things to a partnership; what must never happen does not.

No approval is recorded by somebody without a seat in the approving forum at that moment, by who
submitted the version, of another version than the one that lies there, or after the lapse
(`partnership_checks`). And views = replay = rebuilt.

``TOVHOLDER_SEQUENCES`` sets how many sequences are played on SQLite, and a fiftieth of them, five
times as long, on both backends; see CONTRIBUTING.md.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from databases import make_ledger
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from partnership_checks import AFTER, Stored, check
from partnership_helpers import LAUG, MASTER, MAYOR, Lodge, with_rule
from partnership_play import play

from domain import partnership_commands as c
from domain.agreements import Agreement
from domain.ledger import Ledger
from domain.organisation import Approval
from domain.partnership_events import PARTNERSHIP_TOPICS
from projections import partnership_replay, upkeep, verification
from projections.homes import on
from projections.partnership_questions import partnership
from projections.questions import Questions

SEQUENCES = int(os.environ.get("TOVHOLDER_SEQUENCES", "40"))
SHARES = 4
"""The sequences are played in shares, which several processes take."""
ENOUGH = 2_000
"""Sequences in one process from which on all that can happen is expected to have happened."""

AGREEMENTS = {"two": LAUG, "by-decision": with_rule(by_decision=True, approvals=1)}
MUST = frozenset({"NoSeatToApprove", "OwnSubmission", "StaleVersion", "AlreadyApproved",
                  "AgreementHasLapsed", "MinutesAreApproved", "MinutesNotApproved",
                  "NotALaterMeeting"})  # fmt: skip
"""What is to be refused, and so must have been tried."""


def rule(agreement: Agreement) -> Approval:
    found = agreement.organised.approval
    assert found is not None
    return found


def stored(lodge: Lodge) -> list[Stored]:
    entries = Questions(lodge.recorder).entries()
    return [Stored(one.originator_id, str(one.actor), one.topic, one.state) for one in entries]


def all_agree(lodge: Lodge, chance: Random, length: int) -> Counter[str]:
    """Play, check, and compare views with replay at some times; what was recorded and refused."""
    refused = play(lodge, chance, length)
    agreement = lodge.agreement
    recorded = [entry.recorded for entry in Questions(lodge.recorder).entries()]
    for position in {0, len(recorded), chance.randint(0, len(recorded))}:
        found = partnership(lodge.recorder, agreement, position)
        assert found == partnership_replay.partnership(recorded, agreement, position)
        for project in on(found.projects, lodge.today):
            for site, milestone in project.reached:
                before = {(site, one) for one in AFTER.get(milestone, ())}
                assert before <= set(project.reached), "by the days as by the ledger"
        for code, _, rules in found.forums(lodge.today):
            seats = found.composition(code, lodge.today)
            for unit in rules.seats:
                if unit.seats is not None:
                    assert sum(one.unit == unit.unit for one in seats) <= unit.seats
    return check(stored(lodge), rule(agreement)) + refused


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A store with everybody in their seats, for each agreement; it is copied for each sequence."""
    made = {name: tmp_path_factory.mktemp("begun") / f"{name}.db" for name in AGREEMENTS}
    for name, path in made.items():
        lodge = Lodge(make_ledger(f"sqlite:///{path}"), AGREEMENTS[name]).opened().seated()
        lodge.recorder.engine.dispose()
    return made


@pytest.fixture(scope="module")
def seen() -> Iterator[Counter[str]]:
    """What was recorded and refused in the sequences; where they are many, nothing is missing."""
    counted: Counter[str] = Counter()
    yield counted
    print(json.dumps(dict(sorted(counted.items())), indent=1))
    if counted["sequences"] >= ENOUGH:
        assert {*PARTNERSHIP_TOPICS, *MUST} - set(counted) == set()


@pytest.mark.timeout(max(300, SEQUENCES))
@pytest.mark.parametrize("share", range(SHARES))
def test_what_must_never_happen_does_not(
    begun: dict[str, Path], seen: Counter[str], share: int
) -> None:
    # A smaller seed is no simpler sequence, so nothing is shrunk: a failure is told at once.
    @settings(max_examples=SEQUENCES // SHARES, deadline=None,
              suppress_health_check=[HealthCheck.too_slow],
              phases=[Phase.explicit, Phase.reuse, Phase.generate])  # fmt: skip
    @given(chance=st.randoms(use_true_random=True), length=st.integers(20, 100),
           name=st.sampled_from(sorted(AGREEMENTS)))  # fmt: skip
    def sequence(chance: Random, length: int, name: str) -> None:
        with TemporaryDirectory() as folder:
            path = shutil.copy(begun[name], Path(folder) / "tovholder.db")
            ledger = make_ledger(f"sqlite:///{path}", CREATE_TABLE="no")
            lodge = Lodge(ledger, AGREEMENTS[name], prefix="play")
            try:
                seen.update(all_agree(lodge, chance, length))
                seen["sequences"] += 1
            finally:
                lodge.recorder.engine.dispose()

    sequence()


@pytest.mark.parametrize("seed", range(max(3, SEQUENCES // 50)))
def test_long_sequences_on_both_backends(ledger: Ledger, seen: Counter[str], seed: int) -> None:
    lodge = Lodge(ledger).opened().seated()
    seen.update(all_agree(lodge, Random(seed), 250))  # noqa: S311
    before = partnership(lodge.recorder, LAUG, lodge.recorder.position())
    upkeep.rebuild(lodge.recorder, lambda *_: None)
    assert partnership(lodge.recorder, LAUG, lodge.recorder.position()) == before
    assert list(verification.verify(lodge.recorder, lambda *_: None)) == []


# --- the check itself -----------------------------------------------------------------------------


def edited(one: Stored, **change: str) -> Stored:
    return one._replace(state=json.dumps({**json.loads(one.state), **change}).encode())


def first(told: list[Stored], topic: str) -> int:
    return next(n for n, one in enumerate(told) if one.topic == topic)


def unseat(told: list[Stored]) -> None:
    del told[next(n for n, one in enumerate(told)
                  if one.topic == "seat-taken" and str(MAYOR) in one.state.decode())]  # fmt: skip


def submit(told: list[Stored]) -> None:
    at = first(told, "deliverable-handed")
    told[at] = told[at]._replace(actor=str(MAYOR))


def change(told: list[Stored]) -> None:
    at = first(told, "deliverable-approval-given")
    told[at] = edited(told[at], sha256="0" * 64)


def lapse(told: list[Stored]) -> None:
    at = first(told, "deliverable-approval-given")
    told.insert(at, told[at]._replace(topic="agreement-lapsed"))


def again(told: list[Stored]) -> None:
    at = first(told, "deliverable-approval-given")
    told.insert(at, told[at])


def alone(told: list[Stored]) -> None:
    del told[first(told, "deliverable-approval-given")]


def rewrite(told: list[Stored]) -> None:
    told.append(told[first(told, "minutes-drafted")])


def approve_another(told: list[Stored]) -> None:
    at = first(told, "minutes-approved")
    told[at] = edited(told[at], sha256="0" * 64)


def approve_oneself(told: list[Stored]) -> None:
    at = first(told, "minutes-approved")
    told[at] = edited(told[at], meeting="oldermaend-1")


def not_meet(told: list[Stored]) -> None:
    del told[[n for n, one in enumerate(told) if one.topic == "meeting-held"][1]]


def add_early(told: list[Stored]) -> None:
    told.insert(first(told, "minutes-approved"), told[first(told, "minutes-addendum")])


@pytest.mark.parametrize(
    ("spoil", "why"),
    [(unseat, "no seat"), (submit, "the submitter"), (change, "another version"),
     (lapse, "after the lapse"), (again, "twice"), (alone, "too few"),
     (rewrite, "written anew"), (approve_another, "another draft"),
     (approve_oneself, "an earlier meeting"), (not_meet, "nobody met"),
     (add_early, "nobody approved")],
)  # fmt: skip
def test_the_check_sees_what_must_not_be(
    begun: dict[str, Path], tmp_path: Path, spoil: Callable[[list[Stored]], None], why: str
) -> None:
    path = shutil.copy(begun["two"], tmp_path / "tovholder.db")
    lodge = Lodge(make_ledger(f"sqlite:///{path}", CREATE_TABLE="no"), prefix="play")
    version = lodge.submitted()
    for member in (MAYOR, MASTER):
        lodge.tell(c.ApproveDeliverable("regnplan", version), member)
    lodge.met()
    lodge.tell(c.DraftMinutes("oldermaend-1", version, "Ord"))
    lodge.met(number=2)
    lodge.tell(c.ApproveMinutes("oldermaend-1", "oldermaend-2", version))
    lodge.tell(c.AddToMinutes("oldermaend-1", "Mere"))
    told = stored(lodge)
    lodge.recorder.engine.dispose()
    assert check(told, rule(LAUG))["deliverable-approved"] == 1
    with pytest.raises(AssertionError, match="without a decision"):
        check(told, rule(AGREEMENTS["by-decision"]))
    spoil(told)
    with pytest.raises(AssertionError, match=why):
        check(told, rule(LAUG))
