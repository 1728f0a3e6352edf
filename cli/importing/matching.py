"""Which goal of the ledger each row of a document is, or that it is a new one.

A row is the goal of its section with the same text (`names.key`: case, blanks and punctuation do
not matter). A row whose number or nearly whose text a goal has is that goal with moved wording,
which a person must accept. Any other row is a new goal. A number of another goal than the text's is
a contradiction; one that no goal has says nothing. Documents come in any order: a goal may be known
from a later quarter on only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cli.reading import Document, Row
from domain import names
from domain.agreements import Agreement, GoalName
from projections.bilag1 import Picture

NEAR = 75
"""From which likeness (rapidfuzz ratio, 0-100) a text is the same goal's with moved wording."""

TITLE_WORDS, TITLE_LETTERS = 4, 40
_OPENING = re.compile(
    r"^(at|der|parterne|sektoren|kommunen|boligorganisationerne|i|inden|en|et|den|det|de)\s+", re.I
)


@dataclass(frozen=True, slots=True)
class Match:
    """A row and its goal. ``known`` is the goal in the document's quarter, and None where it was
    not known to be one then; ``new`` says that nobody knows of it in a later quarter either.
    ``moved`` is the wording it had. ``numbered`` says that the row's number is another goal's.
    """

    row: Row
    number: str
    known: Picture | None
    moved: str | None = None
    new: bool = False
    numbered: bool = False


def match(
    agreement: Agreement, document: Document, known: Iterable[Picture], later: Iterable[Picture]
) -> list[Match]:
    """Every row with its goal, in the order of the document. ``later`` are the goals that are not
    among the ``known`` of the document's quarter, but are known from a later one on."""
    then, since = _by_section(known), _by_section(later)
    return [
        found
        for section in document.sections
        for found in _section(
            agreement, section.letter, section.rows, then[section.letter], since[section.letter]
        )
    ]


def _by_section(pictures: Iterable[Picture]) -> dict[str, dict[str, Picture]]:
    found: dict[str, dict[str, Picture]] = defaultdict(dict)
    for picture in pictures:
        found[picture.section][picture.number] = picture
    return found


def _section(
    agreement: Agreement, letter: str, rows: tuple[Row, ...], known: Mapping[str, Picture],
    later: Mapping[str, Picture],
) -> list[Match]:  # fmt: skip
    goals = {**known, **later}
    free = dict(goals)
    found: dict[int, Match] = {}
    by_text = {names.key(one.own["wording"].value): number for number, one in free.items()}
    for at, row in enumerate(rows):  # lines are no keys: each sheet of a workbook has its own
        number = by_text.get(names.key(row.wording))
        if number in free:
            del free[number]
            found[at] = Match(row, number, known.get(number))
    for at, row in ((at, row) for at, row in enumerate(rows) if at not in found):
        number = _nearest(row, free) or (row.number if row.number in free else None)
        if number is not None:
            wording = free.pop(number).own["wording"].value
            found[at] = Match(row, number, known.get(number), moved=wording)
    taken = set(goals)
    for at, row in ((at, row) for at, row in enumerate(rows) if at not in found):
        number = _new_number(agreement, letter, row, taken)
        taken.add(number)
        found[at] = Match(row, number, None, new=True)
    return [
        replace(one, numbered=one.row.number in goals and one.row.number != one.number)
        for _, one in sorted(found.items())
    ]


def _nearest(row: Row, free: Mapping[str, Picture]) -> str | None:
    """The one goal whose text is nearly the row's; None where there is none, or two."""
    from rapidfuzz import fuzz

    likeness = {
        number: fuzz.ratio(row.wording.casefold(), picture.own["wording"].value.casefold())
        for number, picture in free.items()
    }
    near = sorted(likeness, key=lambda number: -likeness[number])[:2]
    if not near or likeness[near[0]] < NEAR:
        return None
    alone = len(near) == 1 or likeness[near[0]] - likeness[near[1]] >= 5
    return near[0] if alone else None


def _new_number(agreement: Agreement, letter: str, row: Row, taken: set[str]) -> str:
    """The document's number, else that of the agreement's name for the text, else the next."""
    if re.fullmatch(rf"{letter}\d+", row.number) and row.number not in taken:
        return row.number
    named = goal_name(agreement, letter, row.wording)
    if named is not None and named.number not in taken:
        return named.number
    return next(number for n in range(1, len(taken) + 2) if (number := f"{letter}{n}") not in taken)


def goal_name(agreement: Agreement, letter: str, wording: str) -> GoalName | None:
    """The one name of the section in the agreement whose words fit the text."""
    fitting = [
        name
        for name in agreement.goals
        if name.number.startswith(letter) and name.words and name.fits(wording)
    ]
    return fitting[0] if len(fitting) == 1 else None


def title_and_aliases(
    agreement: Agreement, one: Match, taken: set[str]
) -> tuple[str, tuple[str, ...]]:
    """The document's title, else the agreement's, else a proposal that no other goal has."""
    if one.row.title:
        return one.row.title, one.row.aliases
    named = goal_name(agreement, one.number[:1], one.row.wording)
    if named is not None and names.key(named.title) not in taken:
        return named.title, named.aliases
    title = proposed_title(one.row.wording)
    return (f"{title} ({one.number})" if names.key(title) in taken else title), one.row.aliases


def proposed_title(wording: str) -> str:
    """A title for a goal that has none: its first words, at most four, without the opening ones.

    >>> proposed_title("At der udarbejdes en fælles plan for cykelparkering ved boligerne.")
    'Udarbejdes en fælles plan'
    >>> proposed_title("Boligselskaberne og forvaltningerne forebygger udsættelser i fællesskab.")
    'Boligselskaberne og forvaltningerne'
    """
    text = " ".join(wording.split())
    while (shorter := _OPENING.sub("", text)) != text and shorter:
        text = shorter
    words = text.split()[:TITLE_WORDS]
    while len(" ".join(words)) > TITLE_LETTERS and len(words) > 1:
        words.pop()
    title = " ".join(words).strip(" .,;:–-")[:TITLE_LETTERS].strip() or wording[:TITLE_LETTERS]
    return title[:1].upper() + title[1:]
