"""The columns of the views, as data: which tables there are, and what stands in each.

`projections.schema` makes them, live and beside the live ones; `projections.partnership_schema` has
those of a partnership. A change here wants a new `projections.views.VERSION`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Integer, String, Text

from domain import facts

BIG = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite's own key type is INTEGER; only that makes a column the row's address."""

STREAM, TEXT, NUMBER, POSITION = String(36), Text, Integer, BigInteger

REGISTERED = ("title", *facts.DEFINITION)
"""The fields that every goal has from its registration on. They stand in its own row too, so that a
report finds them with the goal, and looks in ``goal_fields`` only for what changed since."""


class View(NamedTuple):
    """A table of the views.

    ``key`` is its first column: the position or the goal where an event has one row, ``id`` where
    it may have several. ``always`` are the columns that every row has a value in, ``perhaps`` those
    after them that may be empty. ``indexes`` go by their label.
    """

    key: str
    always: Mapping[str, Any]
    perhaps: Mapping[str, Any] = {}
    indexes: Mapping[str, tuple[str, ...]] = {}


VIEWS: Mapping[str, View] = {
    "goals": View(
        "goal",
        {"id": STREAM, "agreement": STREAM, "number": TEXT, "section": TEXT, "ordinal": NUMBER,
         "effective": NUMBER, **dict.fromkeys(REGISTERED, TEXT)},
        indexes={"by_agreement": ("agreement", "number"), "by_id": ("id",)},
    ),
    "goal_fields": View(
        "id",
        {"goal": BIG, "field": String(24), "effective": NUMBER, "place": NUMBER,
         "position": POSITION, "value": TEXT},
        indexes={"seek": ("goal", "position")},
    ),
    "goal_reports": View(
        "position",
        {"goal": BIG, "effective": NUMBER, "place": NUMBER, "retracted": NUMBER},
        perhaps=dict.fromkeys(facts.STATUS_FIELDS, TEXT),
    ),
    "goal_names": View(
        "id",
        {"agreement": STREAM, "goal": BIG, "key": TEXT, "stem": TEXT},
        indexes={"by_key": ("agreement", "key"), "by_stem": ("agreement", "stem")},
    ),
    "agreements": View(
        "position",
        {"id": STREAM, "slug": TEXT, "title": TEXT, "effective": NUMBER},
        indexes={"by_id": ("id",)},
    ),
    "members": View(
        "position",
        {"id": STREAM, "unit": TEXT, "role": TEXT},
        indexes={"by_id": ("id",)},
    ),
    "seals": View(
        "position",
        {"agreement": STREAM, "quarter": TEXT, "sealed_position": POSITION, "report_sha256": TEXT},
        indexes={"by_quarter": ("agreement", "quarter")},
    ),
    "rounds": View(
        "position",
        {"round": STREAM, "agreement": STREAM, "quarter": TEXT, "step": String(8),
         "deadline": NUMBER, "remind": TEXT, "closed_position": POSITION, "missing": TEXT,
         "channel": TEXT},
        indexes={"by_round": ("round", "position")},
    ),
    "measurements": View(
        "position",
        {"agreement": STREAM, "indicator": TEXT, "effective": NUMBER, "place": NUMBER},
        perhaps={"value": TEXT, "source": TEXT, "published": NUMBER, "reason": TEXT},
        indexes={"by_agreement": ("agreement", "position")},
    ),
    "focus_points": View(
        "position",
        {"agreement": STREAM, "number": NUMBER, "effective": NUMBER, "place": NUMBER,
         "closed": NUMBER},
        perhaps={"theme": TEXT, "title": TEXT, "content": TEXT},
        indexes={"by_agreement": ("agreement", "position")},
    ),
}  # fmt: skip
"""The tables about goals, agreements, members, seals, rounds and figures. ``goal_reports`` has its
indexes with conditions, from `projections.schema.ViewTables`."""
