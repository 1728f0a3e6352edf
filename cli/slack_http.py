"""Slack's requests over HTTP, for machines behind a proxy that does TLS. Small on purpose.

``POST /slack/events`` takes everything; ``/healthz`` says that the process lives, ``/readyz`` that
the ledger can be read.
"""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from slack_bolt import App, BoltRequest, BoltResponse

PATH = "/slack/events"
LARGEST = 1024 * 1024
"""Bytes of a request that are read at all; Slack's are far smaller."""
PATIENCE = 10
"""Seconds that a client may take to send its request."""


def make_server(host: str, port: int, app: App, ready: Callable[[], bool]) -> ThreadingHTTPServer:
    """A server for the app, bound and not yet serving; raises `OSError` where it cannot be."""

    class Handler(BaseHTTPRequestHandler):
        """One request."""

        timeout = PATIENCE
        server_version = "Tovholder"
        sys_version = ""

        def do_GET(self) -> None:
            alive = self.path == "/healthz" or (self.path == "/readyz" and ready())
            known = self.path in ("/healthz", "/readyz")
            self._answer(200 if alive else 503 if known else 404, "ok" if alive else "")

        def do_POST(self) -> None:
            length = self.headers.get("content-length", "")
            if self.path.partition("?")[0] != PATH:
                self._answer(404)
            elif not length.isdecimal() or len(length) > 9 or int(length) > LARGEST:
                self._answer(413)
            else:
                self._dispatch(self.rfile.read(int(length)))

        def _dispatch(self, body: bytes) -> None:
            headers = {name.lower(): [value] for name, value in self.headers.items()}
            try:
                request = BoltRequest(body=body.decode("utf-8"), headers={**headers})
            except ValueError:
                self._answer(400)
                return
            response: BoltResponse | None = app.dispatch(request)
            if response is None:
                self._answer(404)
                return
            kind = response.first_headers_without_set_cookie().get("content-type", "text/plain")
            self._answer(response.status, response.body or "", kind)

        def _answer(self, status: int, body: str = "", kind: str = "text/plain") -> None:
            told = body.encode("utf-8")
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(told)))
            self.send_header("connection", "close")  # which some clients want to be told
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Requests are not logged; what matters is in the ledger."""

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = False  # a request that is being answered is answered to the end
    return server
