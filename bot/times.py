"""Quarters and days at the end, or the beginning, of what a member typed. Pure."""

from __future__ import annotations

import re
from datetime import date

from domain import days
from domain.quarters import YEARS, NotAQuarter, Quarter

_QUARTER = (
    r"(?:\d{4}\s*[-/ ]?\s*[qk]\s*[1-4]|[qk]\s*[1-4]\s*[-/ ]?\s*\d{4}"
    r"|[1-4]\s*\.?\s*(?:kvartal|kvt|kv|[qk])\.?\s*[-/ ]?\s*\d{4})"
)
_DAY = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./ -]\s?\d{4}"
    r"|\d{1,2}\.?\s+[a-z]{3,9}\.?\s+\d{4})"
)
_LOOKS_LIKE = (
    r"(?:\d{4}\s*[-/ ]?\s*[qk]\s*\d+|[qk]\s*\d+\s*[-/ ]?\s*\d{4}"
    r"|\d+\s*\.?\s*[qk]\.?\s*[-/ ]?\s*\d{4}"
    r"|\d+\s*\.?\s*(?:kvartal|kvt|kv)\b\.?(?:\s*[-/ ]?\s*\d{4})?)"
)


def _at_end(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,:(]){words}[\s).?!]*$", re.IGNORECASE)


def _at_start(words: str) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:(?:for|i)\s+)?{words}(?=$|[\s,:;.!])", re.IGNORECASE)


_AT_END = _at_end(rf"(?:(?:for|i)\s+)?(?P<quarter>{_QUARTER})")
_KNOWN_AT_END = _at_end(rf"(?:som\s+kendt\s+)?pr\.?\s+(?P<day>{_DAY})")
_NONE_AT_END = _at_end(rf"(?P<words>{_LOOKS_LIKE}|pr\.?\s+{_DAY})")
_AT_START = _at_start(rf"(?P<quarter>{_QUARTER})")
_NONE_AT_START = _at_start(rf"(?P<words>{_LOOKS_LIKE})")


def trailing(plain: str) -> tuple[str, Quarter | None, date | None]:
    """The words before the times at their end, with the quarter and the day they name.

    >>> trailing("E-mærker 4. kvartal 2016 pr. 20. februar 2017")
    ('E-mærker', Quarter(year=2016, number=4), datetime.date(2017, 2, 20))
    """
    quarter: Quarter | None = None
    known_at: date | None = None
    for _ in range(2):
        if known_at is None and (found := _KNOWN_AT_END.search(plain)):
            known_at = day(found["day"])
            plain = plain[: found.start()] if known_at else plain
        if quarter is None and (found := _AT_END.search(plain)):
            quarter = _quarter(found["quarter"])
            plain = plain[: found.start()] if quarter else plain
    return plain.rstrip(), quarter, known_at


def leading(plain: str) -> tuple[Quarter | None, int]:
    """The quarter that the words begin with, and how many letters it takes."""
    found = _AT_START.match(plain)
    quarter = _quarter(found["quarter"]) if found else None
    return (quarter, found.end()) if found and quarter else (None, 0)


def no_time(plain: str, at_start: bool = False) -> str:
    """The words at the end (or the beginning) that look like a quarter or a day, and name none.

    To be asked of what `trailing` and `leading` left over.

    >>> no_time("E-mærker 5. kvartal 2017"), no_time("E-mærker pr. 31. februar 2017")
    ('5. kvartal 2017', 'pr. 31. februar 2017')
    >>> no_time(" 2. kvartal, nået", at_start=True)
    '2. kvartal'
    """
    found = _NONE_AT_START.match(plain) if at_start else _NONE_AT_END.search(plain)
    return found["words"] if found else ""


_ONLY = re.compile(
    r"(?:(?:i|den|d\.|fra|til|inden|efter|før|siden|senest|allerede|om|per|pr\.?|ultimo|primo|medio"
    r"|for|som\s+kendt|og|også|gælder|vedr\.?|vedrørende|angående|ca\.?"
    r"|(?:udgangen|slutningen|midten|begyndelsen|løbet)\s+af)\s+)*"
    rf"(?:{_DAY}|{_QUARTER}|\d{{1,2}}\s?[./-]\s?\d{{1,2}}(?:\s?[./-]\s?\d{{2}})?"
    rf"|(?:\d{{1,2}}\.?\s+)?(?:{'|'.join(days.MONTHS)})\.?(?:\s+\d{{4}})?|(?:19|20)\d\d|går|fjor"
    r"|i?morgen|dag|sommer(?:en)?|vinter(?:en)?|for(?:år|året)|efterår(?:et)?|kvartalet|d\.d|dags\s+dato"
    r"|(?:et|én|to|tre|\d{1,2})\s+(?:år|måneder?|uger?|dage?)|[12]\.?\s*halv(?:år|del)(?:\s+\d{4})?"
    r"|[1-4]\.?\s*(?:og|-|\+|/)\s*[1-4]\.?\s*kvartal(?:\s+\d{4})?|\d\d\s?[qk]\d|\d\s?[qk]\s?\d\d"
    r"|kvartal\s+\d(?:\s+\d{4})?|(?:\d|[iv]+)\.?\s*kvartal(?:\s*\d{2,4})?|\d{1,2}/\d{4}|[qk]\d"
    r"|(?:første|andet|tredje|fjerde|sidste|forrige|næste|dette)\s+"
    r"(?:kvartal|år|måned|uge|halvår)(?:\s+\d{4})?)",
    re.IGNORECASE,
)


def only_time(plain: str) -> bool:
    """Whether the words are a time and nothing else.

    >>> only_time("pr. 20. februar 2017"), only_time("i 2016"), only_time("i 2016 blev alt nået")
    (True, True, False)
    """
    return bool(_ONLY.fullmatch(plain.strip(" ().,!")))


def day(words: str) -> date | None:
    """The day that the words name, in the ways that Danes write one; None where none.

    >>> day("20. februar 2017"), day("2017-02-20"), day("20/2 2017"), day("31.2.2017")
    (datetime.date(2017, 2, 20), datetime.date(2017, 2, 20), datetime.date(2017, 2, 20), None)
    """
    found = days.day(words)
    return found if found is not None and found.year in YEARS else None


def day_since(words: str, since: date | None) -> date | None:
    """The day that the words name; without a year, the first one that is not before ``since``.

    >>> day_since("31. marts", date(2017, 1, 1)), day_since("15/1", date(2016, 10, 1))
    (datetime.date(2017, 3, 31), datetime.date(2017, 1, 15))
    """
    words = words.strip(" .,")
    if (named := day(words)) is not None or since is None:
        return named
    found = (day(f"{words} {year}") for year in (since.year, since.year + 1))
    return next((one for one in found if one is not None and one >= since), None)


def quarter_of(words: str) -> Quarter | None:
    """The quarter, where the words are one and nothing else."""
    words = re.sub(r"^\s*(?:for|i)\s+", "", words, flags=re.IGNORECASE)
    return _quarter(words.strip(" ,:"))


def _quarter(words: str) -> Quarter | None:
    try:
        asked = Quarter.parse(words)
        asked.previous(), asked.next()
    except NotAQuarter:
        return None
    return asked
