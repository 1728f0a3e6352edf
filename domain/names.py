"""Names of goals, as people type them.

A goal is named by number, short title or alias. Case, the spelling of æ, ø and å, hyphens, quotes
and Danish inflection do not matter: ``emærker``, ``E-maerke`` and ``e mærkerne`` all mean
``E-mærker``. Two keys are made of a name: the exact key, and the stem key, which drops the ending.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue"})
_ENDINGS = (
    "ernes", "erens", "enes", "erne", "eres", "eren", "ens", "ets", "ene", "ers", "ere",
    "en", "et", "er", "es", "e", "s",
)  # fmt: skip
_SHORTEST_STEM = 3
_NEITHER = re.compile(r"[\W_]+")
"""What is neither a letter nor a digit."""


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """The letters and digits of a name, in one spelling.

    >>> key("E-mærker"), key("e maerker"), key("“E‑MÆRKER”")
    ('emaerker', 'emaerker', 'emaerker')
    """
    letters = unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", letters)
    return _NEITHER.sub("", plain)


def means(name: str, *called: str) -> bool:
    """Whether a name is one of those by which something is called, in any spelling.

    >>> means("E MAERKER", "M9", "E-mærker"), means("e", "E-mærker")
    (True, False)
    """
    return key(name) in map(key, called)


def stem(name: str) -> str:
    """The key without its Danish ending; at least three letters stay.

    >>> stem("E-mærkerne") == stem("emærke") == stem("E-mærker")
    True
    """
    whole = key(name)
    for ending in _ENDINGS:
        if whole.endswith(ending) and len(whole) - len(ending) >= _SHORTEST_STEM:
            return whole.removesuffix(ending)
    return whole
