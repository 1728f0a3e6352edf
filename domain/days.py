"""Days and the ways people write them.

``2017-02-01``, ``1.2.2017``, ``1/2-2017``, ``01-02-2017``, ``1. februar 2017``; where it is known
what day it is, ``i dag`` and ``i går``. The day stands before the month, and the year is written
out: what could be read in two ways is no day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = {
    name: n
    for n, both in enumerate(
        ("januar jan", "februar feb", "marts mar", "april apr", "maj maj", "juni jun",
         "juli jul", "august aug", "september sep", "oktober okt", "november nov",
         "december dec"), 1,
    )
    for name in both.split()
}  # fmt: skip
_FORMS = [
    re.compile(pattern)
    for pattern in (
        r"(?P<year>[0-9]{4})(?P<sign>[-./])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})",
        r"(?P<day>[0-9]{1,2}) ?(?P<sign>[-./]) ?"
        r"(?P<month>[0-9]{1,2}) ?(?P=sign) ?(?P<year>[0-9]{4})",
        r"(?P<day>[0-9]{1,2}) ?[./] ?(?P<month>[0-9]{1,2})(?: ?- ?| )(?P<year>[0-9]{4})",
        rf"(?P<day>[0-9]{{1,2}})\.? ?(?P<month>{'|'.join(MONTHS)})\.? (?P<year>[0-9]{{4}})",
    )
]  # fmt: skip
_FROM_TODAY = {
    "i dag": 0, "idag": 0, "dags dato": 0, "d.d.": 0, "today": 0, "i går": -1, "igår": -1,
    "yesterday": -1, "i morgen": 1, "imorgen": 1, "tomorrow": 1,
}  # fmt: skip


def day(words: str, today: date | None = None) -> date | None:
    """The day that the words name; None where they name none.

    >>> day("20. februar 2017"), day("20/2-2017"), day("31.2.2017"), day("20.2.17")
    (datetime.date(2017, 2, 20), datetime.date(2017, 2, 20), None, None)
    >>> day("i går", date(2017, 3, 1))
    datetime.date(2017, 2, 28)
    """
    said = re.sub(r"^(?:den |d\. ?)(?=[0-9])", "", " ".join(words.split()).lower())
    try:
        if today is not None and said in _FROM_TODAY:
            return today + timedelta(days=_FROM_TODAY[said])
        found = next((found for form in _FORMS if (found := form.fullmatch(said))), None)
        if found is None:
            return None
        month = MONTHS.get(found["month"]) or int(found["month"])
        return date(int(found["year"]), month, int(found["day"]))
    except (ValueError, OverflowError):
        return None
