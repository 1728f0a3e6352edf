"""The promise to every ledger ever written: topics and stored bytes of every type of event.

A failure here means that a stored fact would be written otherwise than before. If that is meant, it
is a new topic with a new golden line, and the old topic gets an upcaster; no line here is changed.
"""

from __future__ import annotations

from datetime import date
from typing import get_args
from uuid import UUID

import memo_examples
import partnership_examples
import pytest
from builders import AGREEMENT

from domain import events as e
from domain import facts
from domain.codec import CODEC, OLD_SHAPES
from domain.facts import ALWAYS, Fact

DAY = date(2017, 3, 31)

EXAMPLES: dict[str, e.Event] = {
    "agreement-loaded": e.AgreementLoaded(AGREEMENT),
    "agreement-amended": e.AgreementAmended(AGREEMENT, DAY, "Ny aftale"),
    "quarter-sealed-2": e.QuarterSealed(
        "2017-Q1", 41, "ab12", {"Typst": "0.15.0"}, {"bilag1.pdf": "cd34"}, 1_491_220_800_000_000,
        "Regnskabet kom til",
    ),
    "paper-sealed": e.PaperSealed(
        "memo", "2017-Q1", {"since": "2016-Q4@41"}, 42, "ab12", {"Typst": "0.15.0"},
        {"redegoerelse-2017-Q1.json": "ab12"}, 1_491_220_800_000_000,
    ),
    "round-opened": e.RoundOpened(UUID(int=1), "2017-Q1", DAY, (7, 1)),
    "round-told-in-channel": e.RoundToldInChannel("C0123ABCD"),
    "round-deadline-moved": e.RoundDeadlineMoved(DAY),
    "round-closed": e.RoundClosed(41, (e.Missed("M1", "KK (TMF)"),)),
    "member-added": e.MemberAdded("TMF", "tovholder"),
    "member-released": e.MemberReleased("Ny stilling"),
    "goal-registered": e.GoalRegistered(
        UUID(int=1), "M1", "M", "measurable", DAY, "E-mærker", ("energi",), "Ord", "2",
        "2015-2018", "Indhold", "KK (TMF)",
    ),
    "goal-backdated": e.GoalBackdated(DAY, "Ældre dokument", "Ord", "2", "2015", "Før", "KK"),
    "goal-titled": e.GoalTitled("Lys"),
    "goal-alias-added": e.GoalAliasAdded("lampe"),
    "goal-alias-removed": e.GoalAliasRemoved("lampe"),
    "goal-reworded": e.GoalReworded(DAY, "Ny aftale", wording="Nye ord"),
    "goal-deadline-moved": e.GoalDeadlineMoved(DAY, "Forsinket", "2018"),
    "goal-responsible-changed": e.GoalResponsibleChanged(DAY, "Flyttet", "KK (SOF)"),
    "goal-withdrawn": e.GoalWithdrawn(DAY, "Opgivet"),
    "goal-status-reported": e.GoalStatusReported(DAY, "Vinduer", "I proces", "", None),
    "goal-confirmed-unchanged": e.GoalConfirmedUnchanged(DAY, "2017-Q1"),
    "goal-fact-corrected": e.GoalFactCorrected(DAY, 2, "Tastefejl", fulfilment="Opfyldt"),
    "goal-fact-retracted": e.GoalFactRetracted(DAY, 3, "Forkert mål"),
    **memo_examples.EXAMPLES,
    **partnership_examples.EXAMPLES,
}  # fmt: skip

STORED: dict[str, str] = {
    "agreement-loaded": (
        '{"agreement":{"slug":"havneby","title":"Havnebyaftalen 2015-2018","report_title":"Bil'
        'ag 1","start":"2015-01-01","end":"2018-12-31","parties":[{"code":"KK","name":"Kommune'
        'n"},{"code":"BL\'s 1. kreds","name":"Boligselskaberne"}],"units":[{"code":"TMF","name"'
        ':"Teknik","party":"KK"},{"code":"SOF","name":"Social","party":"KK"}],"sections":[{"le'
        'tter":"A","title":"Analyser","kind":"analysis","words":["analyse"]},{"letter":"M","ti'
        'tle":"Målbare mål","kind":"measurable","words":["målbare"]},{"letter":"H","title":"He'
        'nsigter","kind":"intent","words":["hensigt"]}],"themes":[{"code":"1","title":"Boliger'
        '"},{"code":"2","title":"Energi"}],"scale":[{"label":"Opfyldt","kinds":["analysis","me'
        'asurable","intent"],"fulfilled":true,"withdrawn":false},{"label":"I proces","kinds":['
        '"analysis","measurable"],"fulfilled":false,"withdrawn":false},{"label":"Indtænkes","k'
        'inds":["intent"],"fulfilled":false,"withdrawn":false},{"label":"Udgået","kinds":["ana'
        'lysis","measurable","intent"],"fulfilled":false,"withdrawn":true}],"goals":[{"number"'
        ':"M1","title":"E-mærker","aliases":["energimærker"],"words":["energi"]}]}}'
    ),
    "agreement-amended": (
        '{"agreement":{"slug":"havneby","title":"Havnebyaftalen 2015-2018","report_title":"Bil'
        'ag 1","start":"2015-01-01","end":"2018-12-31","parties":[{"code":"KK","name":"Kommune'
        'n"},{"code":"BL\'s 1. kreds","name":"Boligselskaberne"}],"units":[{"code":"TMF","name"'
        ':"Teknik","party":"KK"},{"code":"SOF","name":"Social","party":"KK"}],"sections":[{"le'
        'tter":"A","title":"Analyser","kind":"analysis","words":["analyse"]},{"letter":"M","ti'
        'tle":"Målbare mål","kind":"measurable","words":["målbare"]},{"letter":"H","title":"He'
        'nsigter","kind":"intent","words":["hensigt"]}],"themes":[{"code":"1","title":"Boliger'
        '"},{"code":"2","title":"Energi"}],"scale":[{"label":"Opfyldt","kinds":["analysis","me'
        'asurable","intent"],"fulfilled":true,"withdrawn":false},{"label":"I proces","kinds":['
        '"analysis","measurable"],"fulfilled":false,"withdrawn":false},{"label":"Indtænkes","k'
        'inds":["intent"],"fulfilled":false,"withdrawn":false},{"label":"Udgået","kinds":["ana'
        'lysis","measurable","intent"],"fulfilled":false,"withdrawn":true}],"goals":[{"number"'
        ':"M1","title":"E-mærker","aliases":["energimærker"],"words":["energi"]}]},"ef'
        'fective":"2017-03-31","reason":"Ny aftale"}'
    ),
    "quarter-sealed-2": (
        '{"quarter":"2017-Q1","position":41,"report_sha256":"ab12","versions":{"Typst":"0.15.0'
        '"},"files":{"bilag1.pdf":"cd34"},"known_at":1491220800000000,"reason":"Regnskabet kom'
        ' til"}'
    ),
    "paper-sealed": (
        '{"paper":"memo","about":"2017-Q1","asked":{"since":"2016-Q4@41"},"position":42,'
        '"report_sha256":"ab12","versions":{"Typst":"0.15.0"},'
        '"files":{"redegoerelse-2017-Q1.json":"ab12"},"known_at":1491220800000000}'
    ),
    "round-opened": (
        '{"agreement":"00000000-0000-0000-0000-000000000001","quarter":"2017-Q1","deadline":"2017-'
        '03-31","remind":[7,1]}'
    ),
    "round-told-in-channel": '{"channel":"C0123ABCD"}',
    "round-deadline-moved": '{"deadline":"2017-03-31"}',
    "round-closed": '{"position":41,"missing":[{"goal":"M1","responsible":"KK (TMF)"}]}',
    "member-added": '{"unit":"TMF","role":"tovholder"}',
    "member-released": '{"reason":"Ny stilling"}',
    "goal-registered": (
        '{"agreement":"00000000-0000-0000-0000-000000000001","number":"M1","section":"M","kind'
        '":"measurable","effective":"2017-03-31","title":"E-mærker","aliases":["energi"],"word'
        'ing":"Ord","theme":"2","deadline":"2015-2018","content":"Indhold","responsible":"KK ('
        'TMF)"}'
    ),
    "goal-backdated": (
        '{"effective":"2017-03-31","reason":"Ældre dokument","wording":"Ord","theme":"2",'
        '"deadline":"2015","content":"Før","responsible":"KK"}'
    ),
    "goal-titled": '{"title":"Lys"}',
    "goal-alias-added": '{"alias":"lampe"}',
    "goal-alias-removed": '{"alias":"lampe"}',
    "goal-reworded": '{"effective":"2017-03-31","reason":"Ny aftale","wording":"Nye ord"}',
    "goal-deadline-moved": '{"effective":"2017-03-31","reason":"Forsinket","deadline":"2018"}',
    "goal-responsible-changed": (
        '{"effective":"2017-03-31","reason":"Flyttet","responsible":"KK (SOF)"}'
    ),
    "goal-withdrawn": '{"effective":"2017-03-31","reason":"Opgivet"}',
    "goal-status-reported": (
        '{"effective":"2017-03-31","text":"Vinduer","fulfilment":"I proces","delay_reason":""}'
    ),
    "goal-confirmed-unchanged": '{"effective":"2017-03-31","quarter":"2017-Q1"}',
    "goal-fact-corrected": (
        '{"effective":"2017-03-31","corrects":2,"reason":"Tastefejl","fulfilment":"Opfyldt"}'
    ),
    "goal-fact-retracted": '{"effective":"2017-03-31","corrects":3,"reason":"Forkert mål"}',
    **memo_examples.STORED,
    **partnership_examples.STORED,
}  # fmt: skip

STORED_BEFORE: dict[str, tuple[str, e.Event]] = {
    "quarter-sealed": (
        '{"quarter":"2017-Q1","position":41,"report_sha256":"ab12"}',
        e.QuarterSealed("2017-Q1", 41, "ab12", {}, {}),
    ),
}
"""What earlier versions stored, under topics of their own, and what it is read as."""

STATED: dict[str, list[Fact]] = {
    "goal-registered": [
        Fact("title", ALWAYS, 5, "E-mærker"), Fact("alias", ALWAYS, 5, "energi"),
        Fact("wording", DAY, 5, "Ord"), Fact("theme", DAY, 5, "2"),
        Fact("deadline", DAY, 5, "2015-2018"), Fact("content", DAY, 5, "Indhold"),
        Fact("responsible", DAY, 5, "KK (TMF)"),
    ],
    "goal-backdated": [
        Fact("wording", DAY, 5, "Ord"), Fact("theme", DAY, 5, "2"),
        Fact("deadline", DAY, 5, "2015"), Fact("content", DAY, 5, "Før"),
        Fact("responsible", DAY, 5, "KK"),
    ],
    "goal-titled": [Fact("title", ALWAYS, 5, "Lys")],
    "goal-alias-added": [Fact("alias", ALWAYS, 5, "lampe")],
    "goal-alias-removed": [Fact("unalias", ALWAYS, 5, "lampe")],
    "goal-reworded": [Fact("wording", DAY, 5, "Nye ord")],
    "goal-deadline-moved": [Fact("deadline", DAY, 5, "2018")],
    "goal-responsible-changed": [Fact("responsible", DAY, 5, "KK (SOF)")],
    "goal-withdrawn": [Fact("withdrawn", DAY, 5, "Opgivet")],
    "goal-status-reported": [
        Fact("status", DAY, 5, "said"), Fact("text", DAY, 5, "Vinduer"),
        Fact("fulfilment", DAY, 5, "I proces"), Fact("delay_reason", DAY, 5, ""),
    ],
    "goal-confirmed-unchanged": [Fact("status", DAY, 5, "unchanged")],
    "goal-fact-corrected": [Fact("fulfilment", DAY, 2, "Opfyldt")],
    "goal-fact-retracted": [
        Fact(name, DAY, 3, None)
        for name in ("status", "text", "fulfilment", "delay_reason", "expected_completion")
    ],
}  # fmt: skip


def test_the_topics_are_the_promised_ones() -> None:
    assert {topic: type(event) for topic, event in EXAMPLES.items()} == e.TOPICS
    assert set(e.TOPICS.values()) == set(get_args(e.Event))


@pytest.mark.parametrize("topic", EXAMPLES)
def test_stored_bytes_are_the_promised_ones(topic: str) -> None:
    event = EXAMPLES[topic]
    assert CODEC.topic(event) == topic
    assert CODEC.encode(event).decode() == STORED[topic]
    assert CODEC.decode(topic, STORED[topic].encode()) == event


@pytest.mark.parametrize("topic", STORED_BEFORE)
def test_what_earlier_versions_stored_is_read(topic: str) -> None:
    stored, event = STORED_BEFORE[topic]
    assert CODEC.decode(topic, stored.encode()) == event


def test_every_old_topic_is_looked_at() -> None:
    assert set(STORED_BEFORE) == set(OLD_SHAPES)


@pytest.mark.parametrize("topic", EXAMPLES)
def test_every_event_states_its_facts(topic: str) -> None:
    assert facts.of(EXAMPLES[topic], 5) == STATED.get(topic, [])
    fields = {fact.field for fact in facts.of(EXAMPLES[topic], 5)}
    assert fields <= {*facts.STATUS_FIELDS, *facts.GOAL_FIELDS}
    assert facts.is_report(EXAMPLES[topic]) == (facts.report(EXAMPLES[topic], 5) is not None)


def test_every_goal_event_states_something() -> None:
    goal_topics = {t for t, shape in e.TOPICS.items() if shape in get_args(e.GoalEvent)}
    assert set(STATED) == goal_topics
