"""The catalogue: every sentence that the command line says, in Danish and English.

`say` fills in the values. A test holds both languages to the same keys and the same values.
"""

from __future__ import annotations

from typing import Any

from cli.words_da import DANISH
from cli.words_en import ENGLISH

CATALOGUES: dict[str, dict[str, str]] = {"da": DANISH, "en": ENGLISH}


def say(lang: str, key: str, **values: Any) -> str:
    """The sentence in the language, with the values in place."""
    return CATALOGUES[lang][key].format(**values)
