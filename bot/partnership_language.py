"""What members type about a partnership. Pure, and part of `bot.language`.

leverancer               the deliverables in their order
leverance husorden       one of them, by code or title
årshjul, årshjul 2027    what each forum owes in a year
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deliverables:
    """Which deliverables there are, and where they lie."""


@dataclass(frozen=True, slots=True)
class OneDeliverable:
    """Where one deliverable lies, and the way it went."""

    name: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """What each forum owes in a year; the current one, where none is named."""

    year: int | None = None


About = Deliverables | OneDeliverable | Wheel

_LINE = re.compile(
    r"\s*(?:(?P<all>leverancer(?:ne)?)|leverancen?\s+(?P<one>.*\w.*)|"
    r"(?:årshjul|aarshjul)(?:et)?(?:\s+(?:for\s+)?(?P<year>(?:19|20|21)[0-9]{2}))?(?P<wheel>))"
    r"\s*[?.!]*\s*",
    re.IGNORECASE,
)


def parse(plain: str) -> About | None:
    """What the line says about a partnership; None where it says nothing about one."""
    found = _LINE.fullmatch(plain)
    if found is None:
        return None
    if found["all"]:
        return Deliverables()
    if found["one"]:
        return OneDeliverable(found["one"].strip(" \"'?.!"))
    return Wheel(int(found["year"]) if found["year"] else None)
