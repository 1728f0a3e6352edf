"""What a cell of each column can be: alone in any reading, and once cells were moved.

A row that fits as it stands is held to little, for documents hold what they hold. A row whose cells
were moved is held to more, so that each of them is in the one column that it can belong to.
"""

from __future__ import annotations

from collections.abc import Callable

from cli.reading import words
from cli.reading.words import Vocabulary

_LONGEST_RESPONSIBLE = 100


def _no_status_word(text: str, _: Vocabulary) -> bool:
    return not words.unchanged(text)


def _free_text(text: str, vocabulary: Vocabulary) -> bool:
    return not (
        words.unchanged(text)
        or words.is_time(text)
        or vocabulary.theme(text)
        or vocabulary.fulfilment(text)
        or vocabulary.theme_and_time(text)
    )


def _status(text: str, vocabulary: Vocabulary) -> bool:
    return words.unchanged(text) or _free_text(text, vocabulary)


def _reason(text: str, vocabulary: Vocabulary) -> bool:
    return _free_text(text, vocabulary) and not vocabulary.units(text)


def _expected(text: str, vocabulary: Vocabulary) -> bool:
    return words.is_time(text) or _reason(text, vocabulary)


def _time(text: str, vocabulary: Vocabulary) -> bool:
    return words.is_time(text) or vocabulary.theme_and_time(text) is not None


def _theme(text: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.theme(text) is not None or vocabulary.theme_and_time(text) is not None


def _fulfilment(text: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.fulfilment(text) is not None


def _responsible(text: str, vocabulary: Vocabulary) -> bool:
    if len(text) > _LONGEST_RESPONSIBLE or words.unchanged(text) or vocabulary.runs_into(text):
        return False
    return vocabulary.fulfilment(text) is None and not words.is_time(text)


Check = Callable[[str, Vocabulary], bool]

TYPED: dict[str, Check] = {
    "theme": _theme,
    "deadline": _no_status_word,
    "content": _no_status_word,
    "delay_reason": _no_status_word,
    "expected_completion": _no_status_word,
    "fulfilment": _fulfilment,
    "responsible": _responsible,
}
"""What a filled cell must be in any reading."""

CHANGED: dict[str, Check] = {
    "wording": _free_text,
    "deadline": _time,
    "content": _free_text,
    "previous_status": _status,
    "status": _status,
    "delay_reason": _reason,
    "expected_completion": _expected,
    "responsible": lambda text, vocabulary: vocabulary.units(text),
}
"""What it must be besides, once a cell was put in or left out."""
