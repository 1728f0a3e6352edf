"""The words that typed cells may hold, and the one reading that a damaged word may have.

Distances are counted on `names.key`, so that case, æøå spellings and punctuation never matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from domain import deadlines, names
from domain.agreements import Agreement, Fulfilment, Party, Section, Unit
from projections.bilag1 import MISSING_WORDS

UNCHANGED = "Uændret"
_MISSING_KEY = names.key(MISSING_WORDS)
_UNCHANGED_KEY = names.key(UNCHANGED)
_CHANGED_KEYS = frozenset({"aendret", "endret", "andret", "ndret"})
_LONGEST_LABEL = 60
_FEW_MORE = 5
_LONGEST_UNITS = 100
_LONGEST_THEME = 60
_SECTION_LIKENESS = 85
# Endings of a verb: what is being fulfilled is not fulfilled yet.
_FORMS = frozenset({"e", "r", "er", "es", "s", "t", "te", "et", "ede", "ende"})
_AFTER_VOWELS = frozenset({"r", "s"})
_VOWELS = frozenset("aeiouy")
# What OCR makes of a lone digit one.
_ONES = frozenset({"l", "I", "|", "i"})


def near(damaged: str, whole: str) -> bool:
    """Whether OCR may have made the first key of the second: two letters, or a fourth of them."""
    most = max(2, len(whole) // 4)
    return Levenshtein.distance(damaged, whole, score_cutoff=most) <= most


def other_form(word: str, label: str) -> bool:
    """Whether a word is another form of the label, and so another statement and no damage.

    >>> other_form("opfyldes", "opfyldt"), other_form("opfykt", "opfyldt")
    (True, False)
    >>> other_form("naar", "naaet"), other_form("opfyldr", "opfyldt")
    (True, False)
    """
    stem = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(word, label, strict=False))))
    if word[stem:] in _AFTER_VOWELS and word[stem - 1 : stem] not in _VOWELS:
        return False
    return word[stem:] in _FORMS and label[stem:] in _FORMS


def unchanged(text: str) -> bool:
    """Whether a status cell says "Uændret", perhaps damaged. "Ændret" means the opposite."""
    if len(text) > 2 * len(UNCHANGED) or "?" in text:
        return False
    key = names.key(text)
    if key == _UNCHANGED_KEY:
        return True
    return near(key, _UNCHANGED_KEY) and key not in _CHANGED_KEYS and len(key) > 5


def unreported(text: str) -> bool:
    """Whether a status cell says, as our own reports do, that nobody reported."""
    return names.key(text) == _MISSING_KEY


def perhaps_changed(text: str) -> bool:
    """Whether a cell says "Ændret", or "Uændret" with its first letter lost: two readings."""
    return names.key(text) in _CHANGED_KEYS


class Vocabulary:
    """The labels, themes, units and sections of an agreement, ready for comparison."""

    def __init__(self, agreement: Agreement) -> None:
        self._agreement = agreement
        self.labels = tuple(step.label for step in agreement.scale)
        self.themes = tuple(theme.code for theme in agreement.themes)
        self.titles = tuple(section.title for section in agreement.sections)
        self._labels = {names.key(step.label): step for step in agreement.scale}
        self._found: dict[str, Fulfilment | None] = {}
        self._codes = {names.key(theme.code): theme.code for theme in agreement.themes}
        self._titles = {names.key(theme.title): theme.code for theme in agreement.themes}
        sides: tuple[Party | Unit, ...] = (*agreement.parties, *agreement.units)
        self._units = frozenset(
            token for side in sides for words in (side.code, side.name) for token in _tokens(words)
        )

    def fulfilment(self, text: str) -> Fulfilment | None:
        """The step that a cell names, OCR damage repaired; None where none or several are near."""
        if len(text) > _LONGEST_LABEL or not text or "?" in text:
            return None
        if text not in self._found:
            self._found[text] = self._nearest(names.key(text))
        return self._found[text]

    def _nearest(self, key: str) -> Fulfilment | None:
        if exact := self._labels.get(key):
            return exact
        close = [label for label in self._labels if near(key, label)]
        # "Ej opfyldt" and "uopfyldt" hold the whole label: other words, not a damaged one.
        if len(close) != 1 or close[0] in key or other_form(key, close[0]):
            return None
        return self._labels[close[0]]

    def runs_into(self, text: str) -> bool:
        """Whether a step of the scale begins or ends a text, as if two cells had run together."""
        return any(
            text.startswith(f"{label} ") or text.endswith(f" {label}") for label in self.labels
        )

    def like_fulfilment(self, text: str) -> bool:
        """Whether a short text might be a fulfilment, damaged beyond one reading."""
        if not text or len(text) > _LONGEST_LABEL:
            return False
        key = names.key(text)
        return any(
            near(key, label) or (label in key and len(key) - len(label) <= _FEW_MORE)
            for label in self._labels
        )

    def theme(self, text: str) -> str | None:
        """The theme's code that a cell names as ``2``, ``2.``, ``Tema 2`` or by its title."""
        if len(text) > _LONGEST_THEME and names.key(text) not in self._titles:
            return None
        if text in _ONES and "1" in self._codes.values() and names.key(text) not in self._codes:
            return "1"
        key = names.key(text)
        return (
            self._codes.get(key)
            or self._codes.get(key.removeprefix("tema"))
            or (self._titles.get(key))
        )

    def theme_and_time(self, text: str) -> tuple[str, str] | None:
        """Theme and time that have run together in one cell, ``1 2015-2018``."""
        return None if is_time(text) else self._split(text)

    def perhaps_theme(self, text: str) -> bool:
        """Whether a time may be theme and time: a theme may have the code ``I``, as a time begins.

        With such a theme "I 2017" is the year alone, or the theme and the year.
        """
        split = self._split(text) if is_time(text) else None
        return split is not None and split[0].isalpha()

    def _split(self, text: str) -> tuple[str, str] | None:
        for code in self._codes.values():
            rest = text.removeprefix(code)
            if text.startswith(code) and not (code[-1].isalpha() and rest[:1].isalpha()):
                time = rest.lstrip(" .:,")
                if is_time(time):
                    return code, time
        return None

    def units(self, text: str) -> bool:
        """Whether a cell looks like the responsible units, damaged letters allowed."""
        if len(text) > _LONGEST_UNITS or self.fulfilment(text) or is_time(text):
            return False
        tokens = list(_tokens(text))
        known = [token for token in tokens if self._unit(token)]
        return 2 * len(known) >= len(tokens) and any(not token.isdecimal() for token in known)

    def _unit(self, token: str) -> bool:
        if token in self._units:
            return True
        return len(token) > 2 and any(
            len(unit) > 2 and Levenshtein.distance(token, unit, score_cutoff=1) <= 1
            for unit in self._units
        )

    def sections(self, heading: str) -> list[Section]:
        """The sections that a heading fits: all of their words, or else some of them."""
        key = names.key(heading)
        for rule in (all, any):
            fits = [
                section
                for section in self._agreement.sections
                if section.words and rule(_within(names.key(word), key) for word in section.words)
            ]
            if fits:
                return fits
        return [section for section in self._agreement.sections if _like_title(key, section)]

    def section_cell(self, text: str) -> list[Section]:
        """The sections that a cell of the column *Afsnit* names, by letter, title or words."""
        key = names.key(text)
        for section in self._agreement.sections:
            if key in (names.key(section.letter), names.key(section.title)):
                return [section]
        like = [section for section in self._agreement.sections if _alike(key, section)]
        return like or self.sections(text)


def _alike(key: str, section: Section) -> bool:
    return _like_title(key, section) or any(
        fuzz.ratio(key, names.key(word)) >= _SECTION_LIKENESS for word in section.words
    )


def _like_title(key: str, section: Section) -> bool:
    return fuzz.ratio(key, names.key(section.title)) >= _SECTION_LIKENESS


def _within(word: str, key: str) -> bool:
    if word in key:
        return True
    return 5 <= len(word) <= len(key) and fuzz.partial_ratio(word, key) >= _SECTION_LIKENESS


def _tokens(text: str) -> Iterable[str]:
    for token in re.split(r"[\s()/,;.&-]+", text):
        if (key := names.key(token)) and key not in ("og", "samt"):
            yield key


_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_TIME = re.compile(
    rf"""(?:(?:19|20)\d\d\b
    | [1-4]\.?\ ?(?:halvdel|halvår|kvartal|kvt|kv|k|q)\b\.?
    | [kq][1-4]\b
    | \d{{1,2}}\.\ ?(?=(?:{_MONTHS})\b)
    | (?:i|inden|senest|før|ultimo|primo|medio|efter|fra|til|løbende|frem|udgangen|slutningen
      |starten|midten|begyndelsen|løbet|af|og|eller|forår|foråret|sommer|sommeren|efterår
      |efteråret|vinter|vinteren|sommerferien|årsskiftet|ca|cirka|forventeligt|{_MONTHS})\b
    | [-–/,.\s])+""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_TIME = 60
_LASTING = frozenset({"loebende", "aarligt", "kvartalsvis", "kvartalsvist"})


def is_time(text: str) -> bool:
    """Whether a text is a point or span of time and nothing else.

    >>> is_time("3. halvdel 2015 / 2016"), is_time("1 2015-2018"), is_time("Måles i 2016")
    (True, False, False)
    """
    if len(text) > _LONGEST_TIME:
        return False
    if names.key(text) in _LASTING or deadlines.period(text):
        return True
    return bool(re.search(r"\b(?:19|20)\d\d", text)) and bool(_TIME.fullmatch(text))
