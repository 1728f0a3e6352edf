"""Slack's requests over HTTP, for machines behind a proxy that does TLS.

``POST /slack/events`` takes everything; ``/healthz`` says that the process lives, ``/readyz`` that
the ledger can be read.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from slack_bolt import App, BoltRequest, BoltResponse
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from uvicorn import Config, Server

PATH = "/slack/events"
LARGEST = 1024 * 1024
"""Bytes of a request that are read at all; Slack's are far smaller."""
PATIENCE = 10
"""Seconds that a client may take to send its request."""


class HttpServer:
    """A server for the app, bound to its address; raises `OSError` where it cannot be.

    `serve` runs until `stop` is called from another thread; what is being answered by then is
    answered to the end.
    """

    def __init__(self, host: str, port: int, app: App, ready: Callable[[], bool]) -> None:
        self._socket = socket.create_server((host, port))
        self.port: int = self._socket.getsockname()[1]
        config = Config(
            _routes(app, ready), log_config=None, access_log=False, server_header=False,
            lifespan="off",
        )  # fmt: skip
        self._server = Server(config)

    def serve(self) -> None:
        """Answer requests. Nothing is logged of them; what matters is in the ledger."""
        self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        """Take no more requests."""
        self._server.should_exit = True


def _routes(app: App, ready: Callable[[], bool]) -> Starlette:
    async def events(request: Request) -> Response:
        try:
            async with asyncio.timeout(PATIENCE):
                body = await _body(request)
        except TimeoutError:
            return Response(status_code=408)
        if body is None:
            return Response(status_code=413)
        headers = {name: [value] for name, value in request.headers.items()}
        try:
            asked = BoltRequest(body=body.decode("utf-8"), headers={**headers})
        except ValueError:
            return Response(status_code=400)
        answer: BoltResponse | None = await run_in_threadpool(app.dispatch, asked)
        if answer is None:
            return Response(status_code=404)
        told = answer.first_headers_without_set_cookie()
        kind = told.get("content-type", "text/plain")
        return Response(answer.body or "", answer.status, media_type=kind)

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> Response:
        if await run_in_threadpool(ready):
            return PlainTextResponse("ok")
        return Response(status_code=503)

    return Starlette(
        routes=[
            Route(PATH, events, methods=["POST"]),
            Route("/healthz", healthz),
            Route("/readyz", readyz),
        ]
    )


async def _body(request: Request) -> bytes | None:
    """The request's body; None where it is larger than any of Slack's."""
    if int(request.headers.get("content-length", "0")) > LARGEST:
        return None
    body = bytearray()
    async for some in request.stream():
        body += some
        if len(body) > LARGEST:
            return None
    return bytes(body)
