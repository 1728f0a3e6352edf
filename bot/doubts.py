"""What leaves open how a goal stands: reservations, questions and second fulfilments. Pure.

Who reports so is asked, and nothing is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import times
from bot.meanings import NotUnderstood, Report
from bot.plain import SAME_LENGTH, UNCHANGED, WORD
from domain import names

_DENIED = frozenset({
    "ikke", "ej", "endnu", "nej", "aldrig", "naeppe", "snart", "naesten", "maaske", "senere",
    "kun", "delvis", "delvist", "dels", "naermest", "not", "fortryd", "formentlig",
    "sandsynligvis", "forhaabentlig", "vistnok", "vel", "tror", "ikk", "glem",
})  # fmt: skip
"""Words that turn a fulfilment into something else where nothing more is said: «opfyldt, nej»."""
_PUT_OFF = frozenset({"hvis", "naar", "saafremt", "medmindre", "foerst", "naeste", "lidt"})
"""So do these, and whatever follows them, where no comma is between: «opfyldt hvis vi når det»."""
_BEFORE_DENIED = frozenset({
    "stadig", "slet", "desvaerre", "dog", "vist", "nok", "eller", "til", "om", "jeg", "vi", "det",
    "altsaa", "dvs", "helt", "sandt",
})  # fmt: skip
_IF = frozenset({"hvis", "naar", "saafremt", "medmindre"})
"""And these after a comma too, where they are all that is said: «opfyldt, hvis vi når det»."""
_OTHERWISE = frozenset({
    "og", "eller", "men", "til", "ikke", "el", "rettere", "sagt", "snarere", "hellere", "undskyld",
    "beklager", "ups", "jeg", "mener", "mente", "nu", "altsaa",
})  # fmt: skip
"""Words between two fulfilments of which only one can hold: «opfyldt eller udgået»."""
_BEFORE_STEP = 4
"""So many words before a fulfilment, and a text may be meant as one: «målet er nu opfyldt»."""


def doubt(report: Report, scale_labels: Sequence[str]) -> NotUnderstood | None:
    """Why the text leaves open what is reported; None where it does not.

    >>> doubt(Report("E-mærker", "Opfyldt", "eller hvad?"), ["Opfyldt"])
    NotUnderstood(why='question', about='eller hvad?')
    """
    text, plain = report.text or "", (report.text or "").translate(SAME_LENGTH)
    if re.search(r"\?[^\w!.]*$|question:$", plain):
        return NotUnderstood("question", text[:100])
    clause = _clause(plain)
    steps = {names.key(label): label for label in scale_labels}
    if report.fulfilment is None:
        ends = (names.key("".join(clause[n:])) for n in range(len(clause))[: _BEFORE_STEP + 1])
        step = next((end for end in ends if end in steps or end in UNCHANGED), None)
        if step in UNCHANGED:
            return NotUnderstood("denied-unchanged")
        return NotUnderstood("step-or-text", steps[step]) if step else None
    said = [key for word in WORD.finditer(plain) if (key := names.key(word[0]))]
    if (
        said[:1] == ["nej"]
        or (_IF.intersection(said[:1]) and not re.search(r"[,;:.]\s*\w", plain))
        or (_DENIED.intersection(said) and _DENIED.union(_BEFORE_DENIED).issuperset(said))
    ):
        return NotUnderstood("reservation", text[:100])
    if times.only_time(plain):
        return NotUnderstood("time-alone", text[:100])
    starts = (one.start() for one in WORD.finditer(plain) if names.key(one[0]) not in _OTHERWISE)
    clause = _clause(plain[next(starts, 0) :])
    keys = [key for word in clause if (key := names.key(word)) and key not in _OTHERWISE]
    return NotUnderstood("two-steps", text[:100]) if "".join(keys) in steps else None


def _clause(plain: str) -> list[str]:
    """The words up to the first sign."""
    return re.split(r"[,;:.!?]", plain, maxsplit=1)[0].replace("/", " ").split()


def denies(plain: str) -> bool:
    """Whether the words, with no comma before them, begin with a reservation."""
    if not WORD.match(plain.lstrip()):
        return False
    keys = (names.key(word[0]) for word in WORD.finditer(plain))
    return next((key for key in keys if key not in _BEFORE_DENIED), "") in _DENIED | _PUT_OFF
