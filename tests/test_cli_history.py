"""What was recorded, by whom and why: history, explain, seals and late entries."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from cli_helpers import LINES, Q1, Desk, desk_with, memo

from domain.quarters import Quarter
from projections.rendering.words import DANISH, ENGLISH

IN_Q1 = ("--quarter", "2017-Q1")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with("imported", tmp_path)


def test_the_history_of_a_goal_tells_everything(desk: Desk) -> None:
    told = desk.ok("history", "emærker")
    digest = hashlib.sha256(memo(LINES, Q1)).hexdigest()

    assert told.startswith("E-mærker (M1): 3 registreringer\n")
    assert re.search(r"^ +\d+  3\. april 2017 kl\. \d\d\.\d\d\.\d\d  Sekretariatet$", told, re.M)
    for words in ("målet kom med i aftalen, gældende fra 1. januar 2015", "titel: E-mærker",
                  "status: Planen er lagt", "gældende fra 31. december 2016",
                  "status: Halvdelen er nået", "målopfyldelse: I proces",
                  "kilde: import, bilag1-2017-Q1.txt:8", f"sha256:{digest}"):  # fmt: skip
        assert words in told, words
    assert max(len(line) for line in told.splitlines() if "sha256:" not in line) <= 88


def test_the_history_of_a_quarter_tells_every_goal(desk: Desk) -> None:
    desk.ok("status", "M1", "uændret", "--quarter", "2017-Q2")
    told = desk.ok("history", *IN_Q1)

    assert told.startswith("1. kvartal 2017: 6 registreringer\n")
    for number in ("A1 Tagboliger", "M1 E-mærker", "M2 Grønne gårde", "H1 Naboskab"):
        assert number in told
    assert "bekræftet uændret for 1. kvartal 2017" in told
    assert "2. kvartal" not in told
    second = desk.ok("history", "--quarter", "2K2017")
    assert second.startswith("2. kvartal 2017: én registrering\n")
    assert "bekræftet uændret for 2. kvartal 2017" in second
    assert (
        desk.ok("history", "M2", "--quarter", "2K2017")
        == "Grønne gårde (M2), 2. kvartal 2017: 0 registreringer\n"
    )
    first = desk.ok("history", "M1", "--quarter", "2K2017").splitlines()[0]
    assert first == "E-mærker (M1), 2. kvartal 2017: én registrering"


def test_the_history_of_a_quarter_tells_what_became_of_its_goals(desk: Desk) -> None:
    in_q2 = ("--reason", "Aftalt", "--effective", "2017-05-02")
    desk.ok("goal", "deadline", "M1", "2018", *in_q2)
    desk.ok("goal", "reword", "M2", "--wording", "At plante træer i alle gårde", *in_q2)
    desk.ok("goal", "withdraw", "A1", *in_q2)
    told = desk.ok("history", "--quarter", "2017-Q2")

    assert told.startswith("2. kvartal 2017: 3 registreringer\n")
    for words in ("M1 E-mærker: målet fik ny frist", "M2 Grønne gårde: målet blev omformuleret",
                  "A1 Tagboliger: målet udgik 2. maj 2017"):  # fmt: skip
        assert words in told
    assert "målet udgik" not in desk.ok("history", *IN_Q1)
    assert "4 registreringer" in desk.ok("history", "--quarter", "2015-Q1")


def test_the_history_of_a_quarter_tells_its_round_and_its_seals(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    desk.ok("round", "open", "2017-Q2", "--deadline", "2017-07-07")
    desk.ok("round", "move", "2017-Q2", "--deadline", "2017-07-14")
    desk.ok("round", "close", "2017-Q2", "--yes")
    desk.ok("seal", "2017-Q2", "--restate", "Sen indberetning")
    told = desk.ok("history", "--quarter", "2017-Q2")

    assert told.startswith("2. kvartal 2017: 5 registreringer\n")
    lines = [line.strip() for line in told.splitlines()]
    assert [line for line in lines[1:] if not re.match(r"\d+  |kilde: cli", line)] == [
        "indberetningsrunden for 2. kvartal 2017 blev åbnet med frist 7. juli 2017",
        "indberetningsrunden fik ny frist: 14. juli 2017",
        "indberetningsrunden blev lukket",
        "2. kvartal 2017 blev forseglet",
        "2. kvartal 2017 blev forseglet",
        "begrundelse: Sen indberetning",
    ]
    opened = int(re.findall(r"^ +(\d+)  ", told, re.M)[0])
    assert "én registrering" in desk.ok("history", "--quarter", "2017-Q2", "--known-at", opened)
    assert "0 registreringer" in desk.ok("history", "M1", "--quarter", "2017-Q2")


def test_the_history_in_english(desk: Desk) -> None:
    desk.lang = "en"
    told = desk.ok("history", "M1")

    assert "E-mærker (M1): 3 entries" in told
    assert "the goal came into the agreement, effective from 1 January 2015" in told
    assert "confirmed unchanged for Q1 2017" in desk.ok("history", "M2")
    assert "Name a goal or a quarter" in desk.fails("history")


def test_a_goal_or_a_quarter_must_be_named(desk: Desk) -> None:
    assert "Nævn et mål eller et kvartal" in desk.fails("history")


def test_an_entry_after_the_seal_is_late_everywhere(desk: Desk) -> None:
    desk.ok("seal", "1. kvartal 2017")
    desk.ok("status", "M1", "opfyldt", *IN_Q1)

    assert desk.ok("history", "M1").count("[efter forsegling]") == 1
    assert desk.ok("history", *IN_Q1).count("[efter forsegling]") == 1
    rows = desk.rows()
    assert [number for number, row in rows.items() if row["late"]] == ["M1"]
    assert "Noget er indberettet, efter at kvartalet blev forseglet." in desk.ok(
        "status", "M1", *IN_Q1
    )
    assert "Indberettet efter forsegling (1):\n  M1   E-mærker" in desk.ok("status", *IN_Q1)
    late = desk.rows(Q1, "--known-at", "seal")
    assert not any(row["late"] for row in late.values())
    assert late["M1"]["cells"]["fulfilment"] == "I proces"


def test_a_late_correction_or_retraction_is_late_too(desk: Desk) -> None:
    found = re.findall(r"^ +(\d+) ", desk.ok("history", "M1"), re.M)
    desk.ok("seal", "2017-Q1")
    desk.ok("correct", found[-1], "--reason", "Slåfejl", "--text", "Tre fjerdedele")
    assert desk.rows()["M1"]["late"] is True
    desk.ok("retract", found[-1], "--reason", "Helt forkert")

    assert desk.ok("history", "M1").count("[efter forsegling]") == 2


def test_a_seal_tells_the_hash_of_the_report(desk: Desk) -> None:
    report = desk.ok("report", "bilag1", *IN_Q1, "--format", "json")
    last = json.loads(report)["position"]
    told = desk.ok("seal", "2017-Q1")

    assert told.startswith(f"1. kvartal 2017 er forseglet ved position {last} ")
    assert hashlib.sha256(report.encode()).hexdigest() in told
    desk.ok("status", "M1", "opfyldt", *IN_Q1)
    assert desk.ok("report", "bilag1", *IN_Q1, "--format", "json", "--known-at", "seal") == report


@pytest.mark.parametrize("quarter", ["2014-Q4", "2019-Q1", "2018-Q4"])
def test_a_quarter_outside_the_agreement_or_to_come_is_not_sealed(desk: Desk, quarter: str) -> None:
    desk.today = Quarter(2018, 3).last_day
    assert "ligger uden for aftalen eller er ikke begyndt" in desk.fails("seal", quarter)


def test_explain_tells_what_holds_and_what_it_replaced(desk: Desk) -> None:
    desk.ok("status", "M1", "opfyldt", *IN_Q1)
    told = desk.ok("explain", "M1", "Målopfyldelse", *IN_Q1)

    assert told.startswith("E-mærker (M1), Målopfyldelse, 1. kvartal 2017: Opfyldt\n")
    assert re.findall(r"\[(gælder|afløst)\]", told) == ["afløst", "gælder"]
    assert re.search(r"Pr\. 31\. marts 2017, som kendt 30\. december 2018 kl\.", told)


def test_explain_tells_what_lets_an_older_text_stand(desk: Desk) -> None:
    in_q2 = ("--quarter", "2017-Q2")
    assert "Ikke indberettet\n" in desk.ok("explain", "M1", "status", *in_q2)
    desk.ok("status", "M1", "opfyldt", *in_q2)
    told = desk.ok("explain", "M1", "status", *in_q2)

    assert told.startswith("E-mærker (M1), Status, 2. kvartal 2017: Halvdelen er nået\n")
    assert "målopfyldelse: Opfyldt" in told
    assert re.findall(r"\[(gælder|afløst)\]", told)[-1] == "gælder", "the report has no mark"


def test_what_was_taken_back_is_replaced_and_the_taking_back_is_not(desk: Desk) -> None:
    desk.ok("status", "M1", "opfyldt", "--text", "Nyt", *IN_Q1)
    desk.ok("retract", desk.events()[-1]["position"], "--reason", "Forkert mål")
    told = desk.ok("explain", "M1", "fulfilment", *IN_Q1)
    assert re.findall(r"\[(gælder|afløst)\]", told) == ["gælder", "afløst"]
    assert "blev trukket tilbage" in told


@pytest.mark.parametrize(
    "column",
    ["goal", "theme", "deadline", "content", "previous_status", "status", "fulfilment",
     "responsible", "Status", "TID", "forrige status", "previous status",
     "Status - 4. kvartal 2016"],
)  # fmt: skip
def test_every_column_that_was_stated_can_be_explained(desk: Desk, column: str) -> None:
    told = desk.ok("explain", "M1", column, *IN_Q1)
    assert told.count("[gælder]") == 1
    assert "[afløst]" not in told or column in ("status", "Status")


def test_what_nobody_stated_is_explained_as_that(desk: Desk) -> None:
    told = desk.ok("explain", "M1", "delay_reason", *IN_Q1)
    assert "Ingen har oplyst noget om det." in told


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(
    "head",
    [*DANISH.columns.values(), *DANISH.short.values(), *ENGLISH.columns.values(), "Expected"],
)
def test_a_head_leads_to_its_column_in_either_language(desk: Desk, lang: str, head: str) -> None:
    printed = head.format(quarter="1. kvartal 2017", previous="4. kvartal 2016")
    desk.ok("--lang", lang, "explain", "M1", printed, *IN_Q1)


def test_an_unknown_column_is_told_with_the_columns(desk: Desk) -> None:
    told = desk.fails("explain", "M1", "vrøvl {x}")
    assert "«vrøvl {x}» er ikke en kolonne" in told
    assert "Forrige status" in told
    assert "expected_completion" not in told
    for head in told.split("Kolonnerne er: ")[1].strip().split(", "):
        desk.ok("explain", "M1", head, *IN_Q1)


def test_an_export_line_is_the_whole_event(desk: Desk) -> None:
    desk.ok("status", "M1", "--text", 'Æ «x» \\ "y" 🙂', *IN_Q1, "--command-id", "id-1")
    lines = desk.ok("events", "export").encode().splitlines()
    events = [json.loads(line) for line in lines]

    for n, (line, event) in enumerate(zip(lines, events, strict=True), 1):
        assert list(event) == ["position", "recorded_at", "actor", "channel", "source",
                               "command_id", "stream", "version", "topic", "sha256",
                               "body"]  # fmt: skip
        assert event["position"] == n
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", event["recorded_at"])
        body = line[line.index(b'"body":') + 7 : -1]
        assert hashlib.sha256(body).hexdigest() == event["sha256"]
    assert [one["recorded_at"] for one in events] == sorted(one["recorded_at"] for one in events)
    last = events[-1]
    assert (last["channel"], last["command_id"]) == ("cli", "id-1")
    assert last["topic"] == "goal-status-reported"
    assert last["body"] == {"effective": "2017-03-31", "text": 'Æ «x» \\ "y" 🙂'}
    imported = events[2]
    assert imported["channel"] == "import"
    assert imported["source"].startswith("bilag1-2017-Q1.txt:6 sha256:")
    assert imported["command_id"].startswith("import:")
    streams: dict[str, int] = {}
    for one in events:
        streams[one["stream"]] = streams.get(one["stream"], 0) + 1
        assert one["version"] == streams[one["stream"]]


def test_an_export_to_a_file_is_the_same(desk: Desk) -> None:
    said = desk.ok("events", "export")
    file = desk.folder / "events.jsonl"
    told = desk.ok("events", "export", "-o", file, "--format", "jsonl")

    assert file.read_text("utf-8") == said
    assert told == f"{len(said.splitlines())} hændelser er skrevet til {file}.\n"
    assert {one.name for one in desk.folder.iterdir()} == {"tovholder.db", "events.jsonl"}
