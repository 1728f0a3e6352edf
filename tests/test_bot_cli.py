"""The bot's commands: manifest, try, check, run; and its HTTP server over a real socket."""

from __future__ import annotations

import http.client
import json
import logging
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from cli_helpers import Desk, desk_with
from hypothesis import given
from hypothesis import strategies as st

from bot import manifest
from cli.session import Session
from domain.ledger import StoreError
from projections.questions import Questions


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name, raising=False)
    return desk_with("imported", tmp_path)


def test_the_manifest_asks_for_the_least(desk: Desk) -> None:
    told = json.loads(desk.ok("bot", "manifest", "--format", "json", "--command", "/maal",
                              "--command", "/havneby"))  # fmt: skip
    assert told["oauth_config"]["scopes"]["bot"] == [
        "app_mentions:read", "chat:write", "commands", "files:write", "im:history",
    ]  # fmt: skip
    names = [one["command"] for one in told["features"]["slash_commands"]]
    assert names == ["/maal", "/havneby"]
    assert told["settings"]["socket_mode_enabled"] is True
    over_http = json.loads(desk.ok("bot", "manifest", "--format", "json", "--url", "https://x.dk/"))
    assert over_http["settings"]["interactivity"]["request_url"] == "https://x.dk/"
    assert len(told["display_information"]["description"]) <= 140


@pytest.mark.parametrize("name", sorted(manifest.RESERVED))
def test_a_reserved_name_is_refused_with_the_reason(name: str) -> None:
    with pytest.raises(manifest.NotACommand) as found:
        manifest.manifest([name])
    assert found.value.reserved


def test_the_reason_is_told(desk: Desk) -> None:
    assert "Slacks egen kommando" in desk.fails("bot", "manifest", "--command", "/status")
    for name in ("maal", "/Mål", "/to ord", "/" + "x" * 40, "/"):
        assert "kan ikke være en kommando" in desk.fails("bot", "manifest", "--command", name)
    assert "https://" in desk.fails("bot", "manifest", "--url", "http://x.dk")


def test_the_yaml_says_the_same_as_the_json() -> None:
    told = manifest.manifest(["/maal"])
    assert read_yaml(manifest.as_yaml(told)) == told


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_every_text_survives_the_yaml(text: str) -> None:
    assert read_yaml(manifest.as_yaml({"a": [text, {"b": text}]})) == {"a": [text, {"b": text}]}


def read_yaml(text: str) -> object:
    """The subset that is written: nested maps and lists by indentation, JSON scalars."""
    lines = [(len(line) - len(line.lstrip()), line.strip()) for line in text.splitlines()]

    def read(start: int, depth: int) -> tuple[object, int]:
        made: dict[str, object] | list[object] = [] if lines[start][1].startswith("-") else {}
        while start < len(lines) and lines[start][0] == depth:
            head, _, rest = lines[start][1].partition(" ")
            start += 1
            value: object
            value, start = (json.loads(rest), start) if rest else read(start, lines[start][0])
            if isinstance(made, list):
                made.append(value)
            else:
                made[head.removesuffix(":")] = value
        return made, start

    return read(0, 0)[0]


def test_trying_records_and_shows(desk: Desk) -> None:
    told = desk.ok("bot", "try", "/status E-mærker opfyldt, alt er nået")
    assert "E-mærker (M1)" in told
    assert "Opfyldt" in told
    assert "[1] Fortryd" in told
    assert "alt er nået" in desk.ok("history", "M1")
    assert "kilde: slack" in desk.ok("history", "M1")


def test_trying_presses_buttons(desk: Desk) -> None:
    told = desk.ok("bot", "try", "/maal E-mærker opfyldt", "--click", 1)
    assert "Fortrudt: E-mærker" in told
    result = desk.run("bot", "try", "hjælp", "--click", 9)
    assert result.exit_code == 1
    assert "ingen knap nummer 9" in result.output


def test_trying_shows_which_files_came(desk: Desk) -> None:
    told = desk.ok("bot", "try", "rapport 1. kvartal 2017 pdf")
    assert "Bilag 1, 1. kvartal 2017" in told
    assert "+ Bilag 1, 1. kvartal 2017, side 1" in told


def test_trying_as_somebody_asks_the_ledger(desk: Desk) -> None:
    desk.ok("member", "add", "Ole Berg", "--unit", "SOF")
    told = desk.ok("bot", "try", "E-mærker opfyldt", "--as", "Ole Berg")
    assert "kan ikke" in told
    assert "Intet er registreret" in " ".join(told.replace("│", " ").split())


def test_check_says_what_is_missing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    result = desk.run("bot", "check")
    assert result.exit_code == 1
    assert "SLACK_BOT_TOKEN" in result.output
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-2-secret")
    assert "mindst én nøgle" in desk.fails("bot", "check")


class Slack(BaseHTTPRequestHandler):
    """Slack's side of the check: the answers by method, and the scopes of the token."""

    answers: ClassVar[dict[str, dict[str, object]]] = {}
    scopes: ClassVar[str] = ""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        method = self.path.rpartition("/")[2]
        told = json.dumps(self.answers.get(method, {"ok": True})).encode()
        self.send_response(200)
        for name, value in (("x-oauth-scopes", self.scopes), ("content-length", str(len(told)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Slack]]:
    """A Slack that the check asks, which is well until it is told otherwise."""
    Slack.scopes = ",".join(manifest.SCOPES)
    Slack.answers = {
        "auth.test": {"ok": True, "team": "Havneby", "team_id": "T1"},
        "conversations.info": {"ok": True, "channel": {"is_member": True}},
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slack)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-2-secret")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1-2-secret")
    monkeypatch.setenv("SLACK_API_URL", f"http://127.0.0.1:{server.server_port}/api/")
    yield Slack
    server.shutdown()
    server.server_close()
    serving.join()


def test_check_asks_slack(desk: Desk, asked: type[Slack]) -> None:
    told = desk.ok("bot", "check", "--public-in", "C1")
    for part in ("Havneby (T1)", "de rettigheder", "Socket Mode kan åbnes", "med i kanalen C1",
                 "tovholder bot run"):  # fmt: skip
        assert part in told
    assert "secret" not in told


@pytest.mark.parametrize(
    ("method", "answer", "told"),
    [
        ("auth.test", {"ok": False, "error": "token_revoked"}, "(token_revoked)"),
        ("apps.connections.open", {"ok": False, "error": "missing_scope"}, "connections:write"),
        ("conversations.info", {"ok": True, "channel": {"is_member": False}}, "/invite @Tovholder"),
        ("conversations.info", {"ok": False, "error": "channel_not_found"}, "finde kanalen C1"),
        ("conversations.info", {"ok": True, "channel": {"is_member": True, "is_ext_shared": True}},
         "deles med en anden organisation"),
    ],
)  # fmt: skip
def test_check_says_what_slack_says_is_wrong(
    desk: Desk, asked: type[Slack], method: str, answer: dict[str, object], told: str
) -> None:
    asked.answers = {**asked.answers, method: answer}
    result = desk.run("bot", "check", "--public-in", "C1")
    assert result.exit_code == 1
    assert told in result.output
    assert "secret" not in result.output


def test_check_says_which_scopes_are_missing(desk: Desk, asked: type[Slack]) -> None:
    asked.scopes = "commands,chat:write"
    result = desk.run("bot", "check")
    assert result.exit_code == 1
    assert "mangler: app_mentions:read, files:write, im:history." in result.output
    asked.scopes = ""
    assert "fortæller ikke" in desk.ok("bot", "check")


def test_what_the_bot_may_not_see_does_not_stop_it(desk: Desk, asked: type[Slack]) -> None:
    refused = {"ok": False, "error": "missing_scope"}
    asked.answers = {**asked.answers, "conversations.info": refused}
    assert "channels:read" in desk.ok("bot", "check", "--public-in", "C1")


def test_check_without_a_network_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-2-secret")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "signing-secret")
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    assert "Slack kan ikke nås" in desk.fails("bot", "check")
    monkeypatch.setattr("cli.commands.bot._log", lambda *_: logging.getLogger(__name__))
    run = desk.run("bot", "run", "--http", 0)
    assert (run.exit_code, "Slack kan ikke nås: [Errno" in run.stderr) == (1, True)


def test_running_needs_its_secrets(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "SLACK_BOT_TOKEN" in desk.fails("bot", "run")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    assert "SLACK_APP_TOKEN" in desk.fails("bot", "run")
    assert "SLACK_SIGNING_SECRET" in desk.fails("bot", "run", "--http", 0)


class Served:
    """A server over an app that answers as it is told to."""

    def __init__(self) -> None:
        from slack_bolt import BoltRequest, BoltResponse

        from cli.slack_http import HttpServer

        class App:
            def dispatch(self, request: BoltRequest) -> BoltResponse:
                return BoltResponse(status=200, body=f"{request.raw_body}!")

        self.ready = True
        self.app: Any = App()
        self.server = HttpServer("127.0.0.1", 0, self.app, lambda: self.ready)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


@pytest.fixture
def slack() -> Iterator[str]:
    """A Slack that knows who the bot is, and nothing else."""
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.dumps({"ok": True, "team_id": "T1", "user_id": "U1", "bot_id": "B1"})
            self.send_response(200)
            self.end_headers()
            self.wfile.write(told.encode())

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def served() -> Iterator[Served]:
    made = Served()
    thread = threading.Thread(target=made.server.serve)
    thread.start()
    yield made
    made.server.stop()
    thread.join()


def test_the_http_server(served: Served) -> None:
    assert served.ask("POST", "/slack/events", "æ".encode()) == (200, "æ!")
    assert served.ask("GET", "/healthz") == (200, "ok")
    assert served.ask("GET", "/readyz") == (200, "ok")
    served.ready = False
    assert served.ask("GET", "/readyz")[0] == 503
    assert served.ask("GET", "/")[0] == 404
    assert served.ask("POST", "/other")[0] == 404
    assert served.ask("POST", "/slack/events", b"\xff")[0] == 400
    assert served.ask("POST", "/slack/events", **{"content-length": "9" * 12})[0] == 413
    assert served.ask("POST", "/slack/events", **{"content-length": "-1"})[0] == 400
    assert served.ask("POST", "/slack/events", b"x" * (1024 * 1024 + 1))[0] == 413


def test_a_ledger_that_does_not_answer_is_not_ready(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cli.commands.bot import answers

    def gone(_: Questions) -> int:
        raise StoreError

    session = Session(str(desk.db), "da")
    assert answers(session)
    monkeypatch.setattr(Questions, "last_position", gone)
    assert not answers(session)
    session.recorder.engine.dispose()


def test_a_connection_serves_several_requests(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.server.port, timeout=20)
    for n in range(3):
        connection.request("POST", "/slack/events", f"{n}")
        assert connection.getresponse().read() == f"{n}!".encode()


def test_an_address_that_is_taken(served: Served) -> None:
    with pytest.raises(OSError, match="in use"):
        type(served.server)("127.0.0.1", served.server.port, served.app, lambda: True)


def test_help_does_not_load_slack() -> None:
    code = (
        "import sys; from cli.main import main\n"
        "try: main(['bot', '--help'])\n"
        "except SystemExit: print([m for m in sys.modules if m.startswith(('slack', 'sqlalch'))])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip().endswith("[]")


def test_running_over_http_stops_cleanly_when_told(desk: Desk, slack: str) -> None:
    environment = {
        "PATH": "", "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s" * 32,
        "SLACK_API_URL": slack,
    }  # fmt: skip
    root = Path(__file__).parent.parent
    command = [sys.executable, "-m", "cli.main", "--db", str(desk.db), "bot", "run", "--http", "0"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, env=environment, stdout=pipe, stderr=pipe, text=True, cwd=root
    )
    try:
        assert process.stdout is not None
        found = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
        assert found is not None
        connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=5)
        connection.request("POST", "/slack/events", "{}", {"content-type": "application/json"})
        assert connection.getresponse().status == 401
        connection.close()
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0, err
    assert "stoppet" in out
    assert "xoxb-1" not in err
