"""What the secretariat types about a reporting round. Pure, and part of `bot.language`.

runde                                           how far the open round has come
runde åbn 1. kvartal 2017 frist 31. marts       a day without a year: the first in or after
runde åbn 2017-Q1 frist 31/3 påmind 7, 3 og 1   days before the deadline; «uden påmindelse»
runde åbn 2017-Q1 frist 31/3 kanal #opfølgning  a channel that follows it too (`bot.hearing`)
runde flyt 1. kvartal 2017 til 7. april
runde luk 1. kvartal 2017
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot import times
from domain import names
from domain.quarters import Quarter
from domain.rounds import CHANNEL, REMIND


@dataclass(frozen=True, slots=True)
class ShowRound:
    """How far has the round come; the open one, where no quarter is named."""

    quarter: Quarter | None = None


@dataclass(frozen=True, slots=True)
class OpenRound:
    """Open a round."""

    quarter: Quarter
    deadline: date
    remind: tuple[int, ...] = REMIND
    channel: str = ""


@dataclass(frozen=True, slots=True)
class MoveRound:
    """Give a round another deadline; the open one, where no quarter is named."""

    deadline: date
    quarter: Quarter | None = None


@dataclass(frozen=True, slots=True)
class CloseRound:
    """Close a round; the open one, where no quarter is named."""

    quarter: Quarter | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """A round is meant, and something is not understood: a key of the catalogue."""

    why: str


About = ShowRound | OpenRound | MoveRound | CloseRound

_NAMES = frozenset({"runde", "runden", "indberetningsrunde", "indberetningsrunden"})
_VERBS = {
    **dict.fromkeys(("", "status", "vis"), "show"),
    **dict.fromkeys(("aabn", "aaben", "start"), "open"),
    **dict.fromkeys(("flyt", "udskyd"), "move"),
    **dict.fromkeys(("luk", "afslut"), "close"),
}
_REMIND = re.compile(
    r"[\s,]*\b(?P<none>(?:uden|ingen)\s+)?p(?:å|aa)mind\w*:?(?P<days>.*)$", re.IGNORECASE
)
_CHANNEL = re.compile(r"[\s,]*\b(?:i\s+)?kanal(?:en)?\b:?\s*(?P<channel>\S*)", re.IGNORECASE)
_DEADLINE = re.compile(
    r"[\s,]*\b(?:med\s+)?(?:(?:ny\s+)?frist(?:en)?|til)\b:?\s*(?P<day>.*)$", re.IGNORECASE
)


def parse(plain: str) -> About | Unclear | None:
    """What the line says about a round; None where it says nothing about one."""
    first, _, rest = plain.strip().rstrip(".!").partition(" ")
    if names.key(first) not in _NAMES:
        return None
    word, _, tail = rest.strip().partition(" ")
    verb = _VERBS.get(names.key(word))
    if verb is None:
        shown = times.quarter_of(rest)
        return ShowRound(shown) if shown else None  # a goal may have that name
    named = _CHANNEL.search(tail) if verb == "open" else None
    if named:
        tail = tail[: named.start()] + tail[named.end() :]
    channel = named["channel"].strip(",.").upper() if named else ""
    told, quarter, day, remind = _parts(tail)
    if told:
        return Unclear("round-quarter") if times.no_time(told) else None
    match verb:
        case "open" if quarter is None:
            return Unclear("round-quarter")
        case "open" if named and not CHANNEL.fullmatch(channel):
            return Unclear("round-channel")
        case "open" if day is None or remind is None:
            return Unclear("round-deadline" if day is None else "round-remind")
        case "open" if quarter and day and remind is not None:
            return OpenRound(quarter, day, remind, channel)
        case "move":
            return MoveRound(day, quarter) if day else Unclear("round-deadline")
        case "close":
            return CloseRound(quarter)
        case _:
            return ShowRound(quarter)


def _parts(
    tail: str,
) -> tuple[str, Quarter | None, date | None, tuple[int, ...] | None]:
    """What is left over, the quarter, the deadline, and the days of the reminders."""
    remind: tuple[int, ...] | None = REMIND
    if found := _REMIND.search(tail):
        days = re.sub(r"\b(?:og|dage?|før|else|elser)\b|,", " ", found["days"]).split()
        whole = all(re.fullmatch("[0-9]{1,3}", day) for day in days) and bool(days)
        remind = () if found["none"] else tuple(map(int, days)) if whole else None
        tail = tail[: found.start()]
    words = ""
    if found := _DEADLINE.search(tail):
        words, tail = found["day"], tail[: found.start()]
    quarter = times.quarter_of(tail)
    since = quarter.first_day if quarter else None
    return "" if quarter else tail.strip(" ,"), quarter, times.day_since(words, since), remind
