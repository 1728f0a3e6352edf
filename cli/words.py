"""The catalogue: every sentence that the command line says, in Danish and English.

`say` fills in the values; quarters, days and times are told as the language writes them. A test
holds both languages to the same keys and the same values.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cli.words_da import DANISH
from cli.words_en import ENGLISH
from cli.words_faults import DANISH as FAULTS_DA
from cli.words_faults import ENGLISH as FAULTS_EN
from cli.words_homes import DANISH as HOMES_DA
from cli.words_homes import ENGLISH as HOMES_EN
from cli.words_memo import DANISH as MEMO_DA
from cli.words_memo import ENGLISH as MEMO_EN
from cli.words_partnership_da import DANISH as PARTNERSHIP_DA
from cli.words_partnership_en import ENGLISH as PARTNERSHIP_EN
from cli.words_seals import DANISH as SEALS_DA
from cli.words_seals import ENGLISH as SEALS_EN
from cli.words_verification import DANISH as VERIFICATION_DA
from cli.words_verification import ENGLISH as VERIFICATION_EN
from domain.quarters import Quarter

CATALOGUES: dict[str, dict[str, str]] = {
    "da": {**DANISH, **MEMO_DA, **PARTNERSHIP_DA, **HOMES_DA, **SEALS_DA, **FAULTS_DA,
           **VERIFICATION_DA},
    "en": {**ENGLISH, **MEMO_EN, **PARTNERSHIP_EN, **HOMES_EN, **SEALS_EN, **FAULTS_EN,
           **VERIFICATION_EN},
}  # fmt: skip

_MONTHS = {
    "da": ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
           "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"),
}  # fmt: skip


def say(lang: str, key: str, **values: Any) -> str:
    """The sentence in the language, with the values in place.

    A number ``n`` of one chooses the sentence ``key.one``, where there is such a sentence.
    """
    words = CATALOGUES[lang]
    if values.get("n") == 1 and f"{key}.one" in words:
        key = f"{key}.one"
    return words[key].format(**{name: in_words(lang, value) for name, value in values.items()})


def in_words(lang: str, value: Any) -> Any:
    """A quarter, day, time or nothing as the language writes it; anything else as it is.

    >>> in_words("da", date(2017, 3, 31)), in_words("en", Quarter(2017, 1))
    ('31. marts 2017', 'Q1 2017')
    """
    match value:
        case None:
            return "ingen" if lang == "da" else "none"
        case Quarter():
            return value.danish if lang == "da" else f"Q{value.number} {value.year}"
        case datetime():
            form = "kl. %H.%M.%S" if lang == "da" else "at %H:%M:%S"
            return f"{in_words(lang, value.date())} {value:{form}}"
        case date():
            dot = "." if lang == "da" else ""
            return f"{value.day}{dot} {_MONTHS[lang][value.month - 1]} {value.year}"
        case _:
            return value
