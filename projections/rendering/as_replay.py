"""The replay page: one HTML file that an auditor opens and keeps, with no server and no network.

The story goes in as data (`replay_data`); ``replay/`` has the frame, the styles and the scripts,
which only look up and draw. A content security policy lets in this very style and script, by their
hashes, and nothing else. What people wrote is data in JSON, escaped so that nothing in it can end
the element that holds it, and reaches the page through ``textContent`` alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from html import escape
from importlib import resources
from string import Template

from projections.rendering.replay_data import document
from projections.rendering.text import lines
from projections.story import Story
from projections.story_beside import Beside

SCRIPTS = ("data", "state", "grid", "chunks", "table", "heat", "timeline", "figures", "integrity",
           "partnership", "homes", "detail", "controls", "app")  # fmt: skip
"""The scripts, in the order in which they need each other."""

NOTHING = Beside()
_UNSAFE = "<>&\u2028\u2029"


def render(story: Story, beside: Beside = NOTHING) -> bytes:
    """The page as an HTML document in UTF-8; the same story gives the same bytes.

    What stands beside it (indicators, integrity, deliverables, the wheel, homes) has a view each,
    where there is any.
    """
    style, script = _resource("page.css"), "".join(_resource(f"{name}.js") for name in SCRIPTS)
    page = Template(_resource("page.html")).substitute(
        title=escape(lines(story.agreement.report_title)),
        agreement=escape(lines(story.agreement.title)),
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        data=embedded(document(story, beside)),
    )
    return page.encode()


def embedded(data: object) -> str:
    """JSON that can stand in a script element: no sign in it ends the element or a line."""
    made = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in _UNSAFE:
        made = made.replace(sign, f"\\u{ord(sign):04x}")
    return made


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _resource(name: str) -> str:
    return resources.files(__package__).joinpath("replay", name).read_text(encoding="utf-8")
