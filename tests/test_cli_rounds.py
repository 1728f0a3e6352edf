"""Rounds on the command line, and the outbox that the running bot carries."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Desk, desk_with

from domain.quarters import Quarter

ROOT = Path(__file__).parent.parent
Q2 = "2017-Q2"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = desk_with("imported", tmp_path)
    made.today = date(2017, 6, 20)
    made.ok("member", "add", "Mette Holm", "--unit", "TMF")
    return made


def test_a_round_from_its_opening_to_its_seal(desk: Desk) -> None:
    told = desk.ok("round", "open", Q2, "--deadline", "2017-07-07", "--remind", "3")
    assert "Indberetningsrunden for 2. kvartal 2017 er åben. Frist: 7. juli 2017." in told
    assert "(dage før fristen: 3)" in told
    assert "Mette Holm (TMF) mangler 2 af 2: M1, M2  [ikke i Slack]" in told
    assert "Mål, som ingen medlemmer svarer for (2):" in told

    desk.ok("status", "E-mærker", "i proces", "--text", "Tre blokke er færdige")
    told = desk.ok("round", "status")
    assert "Indberetningsrunde, 2. kvartal 2017: åben. Frist: 7. juli 2017." in told
    assert "1 af 4 mål er indberettet." in told
    assert "  1 af 2   TMF" in told
    assert "mangler 1 af 2: M2" in told

    assert "har nu frist 14. juli" in desk.ok("round", "move", Q2, "--deadline", "2017-07-14")
    assert "har allerede frist" in desk.ok("round", "move", Q2, "--deadline", "2017-07-14")

    assert "--yes" in desk.fails("round", "close", Q2)
    told = desk.ok("round", "close", Q2, "--yes")
    assert "Indberetningsrunden for 2. kvartal 2017 er lukket" in told
    assert "2. kvartal 2017 er forseglet" in told
    assert "Mål uden indberetning: 3" in told
    body = next(e["body"] for e in desk.events() if e["topic"] == "round-closed")
    assert [one["goal"] for one in body["missing"]] == ["A1", "M2", "H1"]
    assert "lukket. Frist: 14. juli" in desk.ok("round", "status", Q2)
    assert "Der er ingen åben indberetningsrunde." in desk.ok("round", "status")
    assert "Alt stemmer" in desk.run("projections", "verify").stdout


def test_a_round_that_is_closed_once_more_says_that_it_seals_once_more(desk: Desk) -> None:
    for told in ("2. kvartal 2017 er forseglet ved", "2. kvartal 2017 er forseglet på ny ved"):
        desk.ok("round", "open", Q2, "--deadline", "2017-07-07")
        assert told in desk.ok("round", "close", Q2, "--yes")


def test_a_quarter_sealed_in_its_first_round_is_not_said_to_have_had_a_second(desk: Desk) -> None:
    desk.ok("round", "open", Q2, "--deadline", "2017-07-07")
    desk.ok("seal", Q2)
    desk.ok("round", "close", Q2, "--yes")
    told = desk.ok("seal", "list", "--quarter", Q2)
    assert "Begrundelse: Indberetningsrunden blev lukket, efter at kvartalet var forseglet" in told
    assert "på ny" not in told


def test_a_round_without_goals_closes_and_seals_nothing(tmp_path: Path) -> None:
    empty = desk_with("empty", tmp_path)
    empty.today = date(2017, 6, 20)
    empty.ok("round", "open", Q2, "--deadline", "2017-07-07")
    told = empty.ok("round", "close", Q2)
    assert "er lukket" in told
    assert "Kvartalet har ingen mål, så der er intet at forsegle." in told
    assert empty.ok("seal", "list").startswith("Intet er forseglet")


def test_a_round_with_nothing_missing_closes_without_asking(desk: Desk) -> None:
    desk.ok("round", "open", Q2, "--deadline", "2017-07-07")
    for goal in ("A1", "M1", "M2", "H1"):
        desk.ok("status", goal, "uændret")
    assert "har svaret på alt (2)" in desk.ok("round", "status")
    assert "Mål uden indberetning: 0" in desk.ok("round", "close", Q2)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("open", Q2, "--deadline", "snart"), "er ikke en dato"),
        (("open", "sommer", "--deadline", "2017-07-07"), "er ikke et kvartal"),
        (("open", Q2, "--deadline", "2017-03-07"), "ligger, før 2. kvartal 2017 begynder"),
        (("open", "2019-Q1", "--deadline", "2019-07-07"), "uden for aftalen"),
        (("open", Q2, "--deadline", "2017-07-07", "--remind", "400"), "tidligst 90 dage"),
        (("open", Q2, "--deadline", "2017-07-07", "--as", "Mette Holm"), "kun sekretariatet"),
        (("close", Q2), "ingen åben indberetningsrunde for 2. kvartal 2017"),
        (("move", Q2, "--deadline", "2017-07-07"), "ingen åben indberetningsrunde"),
        (("status", Q2), "ingen åben indberetningsrunde"),
    ],
)
def test_what_cannot_be_done_is_told(desk: Desk, arguments: tuple[str, ...], told: str) -> None:
    assert told in desk.fails("round", *arguments)


def test_only_one_round_is_open_and_only_the_secretariat_closes_it(desk: Desk) -> None:
    desk.ok("round", "open", Q2, "--deadline", "2017-07-07")
    assert "allerede åben" in desk.fails("round", "open", Q2, "--deadline", "2017-07-07")
    assert "kun sekretariatet" in desk.fails("round", "close", Q2, "--yes", "--as", "Mette Holm")


def test_a_late_goal_asks_its_tovholder_for_the_reason(desk: Desk) -> None:
    desk.ok("goal", "deadline", "E-mærker", "2. halvdel 2016", "--reason", "Fremrykket")
    desk.ok("round", "open", Q2, "--deadline", "2017-07-07")
    report = ("status", "E-mærker", "i proces", "--as", "Mette Holm")
    assert "Angiv grunden med --reason" in desk.fails(*report)
    desk.ok(*report, "--reason", "Vejret")
    desk.ok("status", "E-mærker", "uændret", "--as", "Mette Holm")


def test_the_open_round_is_what_is_reported_now(desk: Desk) -> None:
    desk.today = date(2017, 7, 3)
    desk.ok("round", "open", Q2, "--deadline", "2017-07-07")
    assert "2. kvartal 2017" in desk.ok("status", "E-mærker", "uændret")


def test_what_a_goal_is_changes_today_also_in_a_round_for_a_quarter_that_has_gone(
    desk: Desk,
) -> None:
    desk.today = date(2017, 7, 3)
    desk.ok("round", "open", Q2, "--deadline", "2017-07-07")
    desk.ok("goal", "deadline", "E-mærker", "2018", "--reason", "Udskudt")
    assert desk.events()[-1]["body"]["effective"] == "2017-07-03"
    assert desk.cells("M1", Quarter.parse(Q2))["deadline"] == "2015-2018"


def test_rounds_are_told_in_english(desk: Desk) -> None:
    desk.lang = "en"
    told = desk.ok("round", "open", Q2, "--deadline", "2017-07-07")
    assert "The reporting round for Q2 2017 is open. Deadline: 7 July 2017." in told
    assert "Mette Holm (TMF) is missing 2 of 2: M1, M2  [not in Slack]" in told


# --- the outbox ---------------------------------------------------------------------------------


class Slack:
    """A Slack on a port of this machine: it is out of order at first, and knows not everybody."""

    def __init__(self) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.broken = 1
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                sent = json.loads(body) if body.startswith(b"{") else {}
                status, answer = outer.answer(self.path.rsplit("/", 1)[1], sent)
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/api/"

    def answer(self, method: str, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if method == "auth.test":
            return 200, {"ok": True, "team_id": "T1", "user_id": "U1", "bot_id": "B1"}
        if self.broken:
            self.broken -= 1
            return 503, {"ok": False, "error": "service_unavailable"}
        if sent["channel"] == "UGONE":
            return 200, {"ok": False, "error": "channel_not_found"}
        self.told.append((method, sent))
        return 200, {"ok": True, "ts": "1.5", "channel": f"D{sent['channel']}"}


@pytest.fixture
def slack() -> Iterator[Slack]:
    made = Slack()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def run_until(desk: Desk, slack: Slack, n: int) -> str:
    """Run the bot until Slack was told so many messages; what it logged."""
    environment = {
        "PATH": "", "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s" * 32,
        "SLACK_API_URL": slack.url,
    }  # fmt: skip
    command = [sys.executable, "-m", "cli.main", "--db", str(desk.db), "bot", "run", "--http", "0"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, env=environment, stdout=pipe, stderr=pipe, text=True, cwd=ROOT
    )
    try:
        until = time.monotonic() + 40
        while len(slack.told) < n and time.monotonic() < until and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0, err
    return err


def test_the_running_bot_carries_the_outbox_across_restarts(desk: Desk, slack: Slack) -> None:
    desk.ok("member", "link", "Mette Holm", "T1", "U1")
    desk.ok("member", "add", "Ole Berg", "--unit", "SOF")
    desk.ok("member", "link", "Ole Berg", "T1", "UGONE")
    desk.ok("round", "open", Q2, "--deadline", "2017-07-07")
    assert "venter  gennemgang af runder" in desk.ok("bot", "outbox")

    err = run_until(desk, slack, 1)
    assert "service_unavailable" in err
    assert "cannot be told: channel_not_found" in err
    assert "xoxb-1" not in err
    assert [(m, sent["channel"]) for m, sent in slack.told] == [("chat.postMessage", "U1")]
    shown = desk.ok("bot", "outbox")
    assert "opgivet  mål i runden  til Ole Berg (T1)" in shown
    assert "Slack svarer: channel_not_found" in shown

    desk.ok("status", "E-mærker", "uændret")
    run_until(desk, slack, 2)
    method, sent = slack.told[1]
    assert (method, sent["channel"], sent["ts"]) == ("chat.update", "DU1", "1.5")

    assert "Én besked prøves igen." in desk.ok("bot", "outbox", "--again")
    desk.ok("member", "erase", "Ole Berg", "--reason", "Ny stilling")
    assert desk.ok("bot", "outbox").count("opgivet") == 0


def test_an_empty_outbox_is_told(desk: Desk) -> None:
    assert desk.ok("bot", "outbox") == "Alt, hvad Slack skal vide, er sendt.\n"
