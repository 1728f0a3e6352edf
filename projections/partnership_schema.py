"""The view tables of a partnership: forums, seats, meetings, decisions, deliverables, homes, lapse.

They are append-only like the others (`projections.schema`): a row per event, and one per line of
what an event lists. What holds at two times is found from the rows up to a position.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from projections.view_schema import NUMBER, POSITION, STREAM, TEXT, View

COLUMNS: dict[str, dict[str, Any]] = {
    "forums": {"agreement": STREAM, "code": TEXT, "pattern": TEXT, "title": TEXT, "project": TEXT,
               "effective": NUMBER},
    "seats": {"agreement": STREAM, "forum": TEXT, "member": STREAM, "unit": TEXT,
              "effective": NUMBER, "taken": NUMBER, "reason": TEXT},
    "meetings": {"agreement": STREAM, "meeting": STREAM, "forum": TEXT, "number": NUMBER,
                 "day": NUMBER, "time": TEXT, "minutes": NUMBER, "place": TEXT},
    "meeting_steps": {"meeting": STREAM, "what": TEXT, "day": NUMBER, "time": TEXT,
                      "minutes": NUMBER, "place": TEXT, "draft": NUMBER, "text": TEXT,
                      "file": TEXT, "sha256": TEXT},
    "decisions": {"meeting": STREAM, "what": TEXT, "number": NUMBER, "item": NUMBER, "kind": TEXT,
                  "text": TEXT, "presented": TEXT, "responsible": TEXT, "day": NUMBER},
    "deliverables": {"agreement": STREAM, "deliverable": STREAM, "code": TEXT, "priority": NUMBER,
                     "forum": TEXT, "effective": NUMBER, "state": TEXT},
    "deliverable_steps": {"deliverable": STREAM, "what": TEXT, "draft": NUMBER, "source": TEXT,
                          "sha256": TEXT, "text": TEXT, "forum": TEXT, "unit": TEXT,
                          "decision": TEXT, "member": STREAM, "approvals": NUMBER,
                          "effective": NUMBER, "state": TEXT},
    "projects": {"agreement": STREAM, "project": STREAM, "code": TEXT, "title": TEXT,
                 "organisation": TEXT, "effective": NUMBER},
    "project_steps": {"project": STREAM, "what": TEXT, "organisation": TEXT, "milestone": TEXT,
                      "text": TEXT, "decision": TEXT, "effective": NUMBER},
    "reviews": {"agreement": STREAM, "section": TEXT, "year": NUMBER, "part": TEXT,
                "in_order": NUMBER, "text": TEXT, "effective": NUMBER},
    "lapses": {"agreement": STREAM, "decision": TEXT, "effective": NUMBER, "reason": TEXT},
}  # fmt: skip
"""Tables with a row per event, whose key is the position."""

LINES: dict[str, dict[str, Any]] = {
    "meeting_lines": {"meeting": STREAM, "what": TEXT, "value": TEXT},
    "decision_lines": {"meeting": STREAM, "number": NUMBER, "what": TEXT, "name": TEXT,
                       "value": TEXT},
    "deliverable_orders": {"agreement": STREAM, "effective": NUMBER, "place": NUMBER,
                           "code": TEXT, "decision": TEXT},
    "project_lines": {"project": STREAM, "what": TEXT, "name": TEXT, "homes": NUMBER},
}  # fmt: skip
"""Tables with several rows per event, numbered after its position, which stands in each."""


def _view(key: str, always: Mapping[str, Any], columns: Mapping[str, Any]) -> View:
    """A table, read by the first of its columns: the agreement or the stream."""
    first = next(iter(columns))
    return View(key, always, columns, {f"by_{first}": (first,)})


VIEWS: Mapping[str, View] = {
    **{name: _view("position", {}, columns) for name, columns in COLUMNS.items()},
    **{name: _view("id", {"position": POSITION}, columns) for name, columns in LINES.items()},
}
"""All of them."""
