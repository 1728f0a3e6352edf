"""Which of two columns a text belongs in, when a lost cell has moved it: delay or expectation.

The rules, in order. At a deadline that has not passed on the last day of the document's quarter, a
text that speaks of fulfilment or names a time still to come is no reason for delay. A bare time is
none at all. A text that speaks of fulfilment and names a time that is not over when the quarter
begins is an expected completion. A text that gives a cause is neither by rule: it has two readings.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from domain import deadlines
from domain.quarters import Quarter

_CAUSE = re.compile(
    r"forsink|skyldes|på grund af|\bpga\b|\bp\.g\.a|fordi|årsag|grundet|udskudt|udsat til"
    r"|afvent|mangle",
    re.I,
)
_COMPLETION = re.compile(r"forvent|indfri|opfyld|færdig|afslut|gennemfør|udfør|i mål|klar", re.I)
_PART_OF_YEAR = {
    "primo": 3, "medio": 8, "ultimo": 12, "foråret": 5, "forår": 5, "sommeren": 8, "sommer": 8,
    "efteråret": 11, "efterår": 11, "januar": 1, "februar": 2, "marts": 3, "april": 4, "maj": 5,
    "juni": 6, "juli": 7, "august": 8, "september": 9, "oktober": 10, "november": 11,
    "december": 12,
}  # fmt: skip
_NAMED = re.compile(
    r"(?:\b(?:(?P<half>[12])\. ?(?:halvdel|halvår)|(?P<quarter>[1-4])\. ?kvartal"
    rf"|(?P<part>{'|'.join(_PART_OF_YEAR)})) (?:af )?)?\b(?P<year>20\d\d)\b",
    re.IGNORECASE,
)


def delay_possible(deadline: str, quarter: Quarter) -> bool:
    """Whether the deadline has passed on the quarter's last day, or cannot be understood."""
    span = deadlines.period(deadline)
    return span is None or span.end < quarter.last_day


def gives_cause(text: str) -> bool:
    """Whether the text says why something is late."""
    return bool(_CAUSE.search(text))


def expects_completion(text: str, quarter: Quarter) -> bool:
    """Whether the text can only say when the goal is expected to be met."""
    return not gives_cause(text) and _speaks_of_fulfilment(text) and _looks_ahead(text, quarter)


def may_expect_completion(text: str, quarter: Quarter) -> bool:
    """Whether the text speaks of fulfilment, of what goes on all the time, or of a later time."""
    if gives_cause(text):
        return False
    return _speaks_of_fulfilment(text) or "løbende" in text or _looks_ahead(text, quarter)


def _speaks_of_fulfilment(text: str) -> bool:
    return bool(_COMPLETION.search(text))


def _looks_ahead(text: str, quarter: Quarter) -> bool:
    return any(_end(named) >= quarter.first_day for named in _NAMED.finditer(text))


def _end(named: re.Match[str]) -> date:
    if named["half"]:
        month = 6 * int(named["half"])
    elif named["quarter"]:
        month = 3 * int(named["quarter"])
    else:
        month = _PART_OF_YEAR.get((named["part"] or "").casefold(), 12)
    year = int(named["year"]) + month // 12
    return date(year, month % 12 + 1, 1) - timedelta(days=1)
