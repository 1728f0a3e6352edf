"""A headless Chromium, spoken to over a pipe (the DevTools protocol); no library is needed.

Without a browser, the tests that ask for one are skipped, and say so.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Any, Self

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
         "--no-first-run", "--hide-scrollbars", "--disable-dev-shm-usage",
         "--disable-background-networking", "--disable-extensions")  # fmt: skip
SETTLED = "document.documentElement?.dataset.settled ?? ''"
GOING = """new Promise((done) => {
    addEventListener("hashchange", () => done(0), { once: true });
    const before = location.href;
    location.hash = %s;
    if (location.href === before) dispatchEvent(new HashChangeEvent("hashchange"));
})"""
"""Done when the page has begun to draw what the address asks for."""
PATIENCE = 30.0
"""Seconds that a page may take to draw itself."""
SILENCE = 60.0
"""Seconds that the browser may take to answer; a machine with much else to do included."""


class Browser:
    """A browser with one page."""

    def __init__(self, program: str, folder: Path) -> None:
        hear, self._ask = os.pipe()
        self._answers, say = os.pipe()
        profile = f"--user-data-dir={folder}"
        # The browser reads commands from descriptor 3 and answers on 4.
        command = 'exec "$0" "$@" 3<&"$HEAR" 4>&"$SAY"'
        self._process = subprocess.Popen(
            ["bash", "-c", command, program, *FLAGS, profile, "about:blank"],
            env={**os.environ, "HEAR": str(hear), "SAY": str(say), "HOME": str(folder)},
            pass_fds=(hear, say), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(hear)
        os.close(say)
        self._rest = b""
        self._count = 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(one["targetId"] for one in targets if one["type"] == "page")
        attached = self.call("Target.attachToTarget", targetId=page, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        os.close(self._ask)
        os.close(self._answers)
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a method of the protocol; its result."""
        self._count += 1
        said = {"id": self._count, "method": method, "params": params}
        if self._session:
            said["sessionId"] = self._session
        left = json.dumps(said).encode() + b"\0"
        while left:
            left = left[os.write(self._ask, left) :]
        while True:
            answer = self._next()
            if answer.get("id") == self._count:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._answers], [], [], SILENCE)
            assert ready, "the browser does not answer"
            some = os.read(self._answers, 1 << 20)
            assert some, "the browser went away"
            self._rest += some
        one, self._rest = self._rest.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(one)
        return answer

    def run(self, script: str) -> Any:
        """What an expression gives, its promise awaited; an exception fails the test."""
        done = self.call("Runtime.evaluate", expression=script, awaitPromise=True,
                         returnByValue=True)  # fmt: skip
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def open(self, page: Path, hash_: str = "") -> None:
        """Open a file at an address, and wait until it has drawn everything."""
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=f"{page.as_uri()}{hash_}")
        self.settle()

    def go(self, hash_: str) -> None:
        """Follow a link within the page."""
        self.run(GOING % json.dumps(hash_))
        self.settle()

    def settle(self) -> None:
        """Wait until the page has drawn everything."""
        until = monotonic() + PATIENCE
        while not self.run(SETTLED):
            assert monotonic() < until, (self.complaints(), "the page was not drawn in time")
            sleep(0.005)

    def size(self, width: int, height: int, dark: bool = False, phone: bool = False) -> None:
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=2 if phone else 1, mobile=phone)  # fmt: skip
        scheme = "dark" if dark else "light"
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": scheme}])  # fmt: skip

    def picture(self, whole: bool = False) -> bytes:
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(shot["data"])

    def pdf(self) -> bytes:
        made = self.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        return base64.b64decode(made["data"])

    def key(self, name: str, code: int, text: str = "") -> None:
        """Press a key and let it go."""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=name, code=name,
                      windowsVirtualKeyCode=code, **({"text": text} if text else {}))  # fmt: skip

    def complaints(self) -> list[str]:
        """What the page logged as errors, and every request that it made but for itself."""
        self.run("0")
        entries = [one["params"]["entry"] for one in self.events
                   if one["method"] == "Log.entryAdded"]  # fmt: skip
        logged = [entry["text"] for entry in entries if entry["level"] == "error"]
        thrown = [one["params"]["exceptionDetails"]["exception"]["description"]
                  for one in self.events
                  if one["method"] == "Runtime.exceptionThrown"]  # fmt: skip
        asked = [one["params"]["request"]["url"] for one in self.events
                 if one["method"] == "Network.requestWillBeSent"]  # fmt: skip
        return logged + thrown + [url for url in asked if not url.startswith(("file:", "about:"))]


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser with a profile of its own; the test is skipped where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None or shutil.which("bash") is None:
        pytest.skip("no Chromium is installed (apt-get install chromium)")
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        Browser(program, Path(folder)) as made,
    ):
        yield made
