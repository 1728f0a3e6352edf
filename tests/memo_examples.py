"""Measurements and focus points: an example of each type, its bytes, and its row in the views."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from domain import memo_events as m

DAY, OUT, OWNER = date(2016, 12, 31), date(2017, 2, 1), UUID(int=9)
_HEAD = '{"agreement":"00000000-0000-0000-0000-000000000009",'
_ID = str(OWNER)

EXAMPLES: dict[str, m.MemoEvent] = {
    "indicator-measured": m.IndicatorMeasured(
        OWNER, "traeer", "M1", DAY, "20.2", "%", "Optælling", OUT
    ),
    "indicator-restated": m.IndicatorRestated(OWNER, "traeer", DAY, 1, "Talt om", "19.9"),
    "measurement-withdrawn": m.MeasurementWithdrawn(OWNER, "traeer", DAY, 2, "Forkert havn"),
    "focus-point-added": m.FocusPointAdded(OWNER, 3, DAY, "Kajen", "Lys", "Ét.\n\nTo."),
    "focus-point-reworded": m.FocusPointReworded(OWNER, 3, DAY, "Nye ord", title="Lygter"),
    "focus-point-closed": m.FocusPointClosed(OWNER, 3, DAY, "Nået"),
}

STORED: dict[str, str] = {
    "indicator-measured": _HEAD + '"indicator":"traeer","goal":"M1","effective":"2016-12-31",'
    '"value":"20.2","unit":"%","source":"Optælling","published":"2017-02-01"}',
    "indicator-restated": _HEAD + '"indicator":"traeer","effective":"2016-12-31","corrects":1,'
    '"reason":"Talt om","value":"19.9"}',
    "measurement-withdrawn": _HEAD + '"indicator":"traeer","effective":"2016-12-31","corrects":2,'
    '"reason":"Forkert havn"}',
    "focus-point-added": _HEAD + '"number":3,"effective":"2016-12-31","theme":"Kajen",'
    '"title":"Lys","content":"Ét.\\n\\nTo."}',
    "focus-point-reworded": _HEAD + '"number":3,"effective":"2016-12-31","reason":"Nye ord",'
    '"title":"Lygter"}',
    "focus-point-closed": _HEAD + '"number":3,"effective":"2016-12-31","reason":"Nået"}',
}

TABLES = {
    topic: "focus_points" if topic.startswith("focus") else "measurements" for topic in EXAMPLES
}

ROWS: dict[str, tuple[Any, ...]] = {
    "indicator-measured": (_ID, "traeer", 20161231, 1, "20.2", "Optælling", 20170201, None),
    "indicator-restated": (_ID, "traeer", 20161231, 1, "19.9", None, None, "Talt om"),
    "measurement-withdrawn": (_ID, "traeer", 20161231, 2, None, None, None, "Forkert havn"),
    "focus-point-added": (_ID, 3, 20161231, 1, 0, "Kajen", "Lys", "Ét.\n\nTo."),
    "focus-point-reworded": (_ID, 3, 20161231, 1, 0, None, "Lygter", None),
    "focus-point-closed": (_ID, 3, 20161231, 1, 1, None, None, None),
}
"""After position; the events of the tests are at version 1 of their stream."""
