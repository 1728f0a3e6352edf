"""The one language of every door: what a member types, read into what the member means. Pure.

    E-mærker: i proces, vinduer udskiftes        goal, fulfilment, text
    "E-mærker" uændret                           nothing changed
    E-mærker 4. kvartal 2016                     a question, as of a quarter
    E-mærker pr. 20. februar 2017                a question, as it was known on a day
    overblik, mangler, mine, historik MÅL, rapport KVARTAL, fortryd, hjælp, kode KODE
    leverancer, årshjul, boliger, projekt NAVN, gennemgang (`bot.partnership_language`)
    runde, runde åbn KVARTAL frist DAG, runde flyt ..., runde luk ...

A goal's name may itself hold the words of a fulfilment, so that a line can be read in several ways.
`readings` yields them, the likeliest first; whoever knows the goals takes the one whose goal there
is (`bot.understanding`), and asks where the rest leaves open how it stands (`bot.doubts`). Nothing
here knows a goal, and nothing raises.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot import partnership_language, round_language, times
from bot.doubts import denies
from bot.meanings import (
    Ask,
    Help,
    History,
    LinkCode,
    MakeReport,
    Mine,
    Missing,
    NotUnderstood,
    Overview,
    Report,
    Unchanged,
    Undo,
    Words,
)
from bot.plain import UNCHANGED, WORD, Line, says_unchanged
from domain import names
from domain.quarters import Quarter

_QUOTED = re.compile(r'\s*"([^"]*)"')
_SMILE = re.compile(r":[a-z0-9_+'-]*[a-z_+][a-z0-9_+'-]*:")
"""A picture, as Slack writes it: «:tada:»."""
_ASKING = re.compile(r"\?|question:")
_SEPARATOR = re.compile(rf"\s*(?!{_SMILE.pattern})(?:!+|[,:;.]|-(?=\s))?\s*")
_IS = re.compile(r"\s+er(\s+(nu|også|stadig|fortsat))?$", re.IGNORECASE)
_ABOUT = re.compile(r"\s*(?:på|for|om|vedr(?:\.|ørende)?)\s+", re.IGNORECASE)
"""What may stand before the goal: «status på E-mærker», «historik for E-mærker»."""
_ASKED = re.compile(
    r"\s*(?:hvordan\s+(?:går|står)\s+det(?:\s+til)?\s+med"
    r"|(?:hvad|hvordan)\s+er\s+status(?:en)?\s+(?:på|for|med)"
    r"|vis(?:\s+mig)?(?:\s+status(?:en)?(?:\s+(?:på|for))?)?)\s+",
    re.IGNORECASE,
)
"""How a question may begin: «hvad er status på E-mærker?»."""
_SET = re.compile(r"^(?:(?:sæt|ændr|ret)\s+)?(.*\S)\s+til$", re.IGNORECASE)
"""What stands around the goal in «sæt E-mærker til opfyldt»."""
_NAMES = r"(?:[\s,/]+(?:fra\s+)?(?-i:[A-ZÆØÅ])[\w.-]*){0,3}"
_COURTESY = re.compile(
    r"(?:(?:ja|jo|ok|okay)\b[\s,.!]*)?"
    rf"(?:(?:(?:på\s+forhånd|mange|tusind)\s+)?tak\b{_NAMES}[\s,.!]*)?"
    r"(?:(?:(?:(?:med\s+)?venlig|mange|de\s+bedste)\s+)?"
    rf"(?:hilsen|hilsner|m\.?v\.?h\b\.?|v\.?h\b\.?){_NAMES})?[\s.!]*",
    re.IGNORECASE,
)
"""What is said to the bot, and not of the goal: «tak», «mvh. Mette»."""
LONGEST_COURTESY = 120
_FORMATS = frozenset({"html", "pdf", "docx", "xlsx", "csv", "md", "json"})


def parse(text: str, scale_labels: Sequence[str]) -> Words:
    """The likeliest reading of what a member typed; never raises."""
    return next(readings(text, scale_labels))


def readings(text: str, scale_labels: Sequence[str]) -> Iterator[Words]:
    """All readings, the likeliest first; at least one. ``scale_labels`` are the fulfilments."""
    seen: set[Words] = set()
    for words in _read(Line.of(text), tuple(scale_labels)):
        if words not in seen:
            seen.add(words)
            yield words


def _read(line: Line, labels: tuple[str, ...]) -> Iterator[Words]:
    if not names.key(line.plain):
        yield Help() if line.plain.strip() in ("", "?") else NotUnderstood("unclear")
        return
    quoted = _QUOTED.match(line.plain)
    said_of = quoted is not None and names.key(line.plain[quoted.end() :])
    if not said_of and (told := _command(line)) is not None:
        yield told
        if isinstance(told, History) and (about := _ABOUT.match(told.goal_words)):
            yield History(told.goal_words[about.end() :])
        if not isinstance(told, partnership_language.OfHomes):
            return
    if quoted:
        name = line.part(quoted.start(1), quoted.end(1)).clean()
        yield from _after_name(name, line.part(quoted.end()), labels)
        return
    if says_unchanged(line.plain) or names.key(line.plain) in {names.key(one) for one in labels}:
        yield NotUnderstood("of-what", line.clean())
    yield from _splits(line, labels)
    yield _question(line)
    yield from _in_a_sentence(line, labels)


def _in_a_sentence(line: Line, labels: tuple[str, ...]) -> Iterator[Words]:
    """The readings where other words stand before the goal's name."""
    if about := _ABOUT.match(line.plain):
        rest = line.part(about.end())
        yield from _splits(rest, labels)
        yield _question(rest)
    if asked := _ASKED.match(line.plain):
        yield _question(line.part(asked.end()))


# --- commands -----------------------------------------------------------------------------------

_TIMED: dict[str, Callable[[Quarter | None, date | None], Words]] = {
    "overblik": Overview, "overblikover": Overview, "oversigt": Overview, "oversigtover": Overview,
    "mangler": Missing, "hvemmangler": Missing, "hvadmangler": Missing, "mine": Mine,
    "minemaal": Mine, "hvadmanglerjeg": Mine, "hvadmanglervi": Mine,
}  # fmt: skip
_ALONE: dict[str, Words] = {
    "fortryd": Undo(), "hjaelp": Help(), "help": Help(),
}  # fmt: skip


def _command(line: Line) -> Words | None:
    """What the first word asks for, where it is no goal's name; None where it is."""
    told, quarter, known_at = times.trailing(line.plain)
    whole = names.key(told)
    if whole in _TIMED:
        return _TIMED[whole](quarter, known_at)
    if whole in _ALONE and names.key(line.plain) == whole:
        return Help() if "?" in line.plain else _ALONE[whole]
    first, _, rest = line.plain.strip().partition(" ")
    match names.key(first):
        case "historik" | "history":
            said = line.part(line.plain.index(first) + len(first)).clean().strip('"“”„«»')
            return History(said) if names.key(said) else NotUnderstood("history-of-what")
        case "kode" if len(names.key(rest)) in range(6, 13) and len(rest.split()) == 1:
            return LinkCode(rest.strip())
        case "rapport":
            return _report_command(rest)
        case _:
            if (about := partnership_language.parse(line.plain)) is not None:
                return about
            asked = round_language.parse(line.plain)
            return NotUnderstood(asked.why) if isinstance(asked, round_language.Unclear) else asked


def _report_command(rest: str) -> Words | None:
    words = rest.split()
    form = words.pop().lower() if words and words[-1].lower() in _FORMATS else None
    told, quarter, _ = times.trailing(" ".join(words))
    known = names.key(told) in ("", "bilag1", "for")
    return MakeReport(quarter, form) if known else None


# --- a goal, and what is said about it ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    """A fulfilment (or «uændret») in a line: which one, and where it stands."""

    label: str | None
    start: int
    end: int


def _splits(line: Line, labels: tuple[str, ...]) -> Iterator[Words]:
    """The readings in which the goal's name ends at a fulfilment or a colon, from the left."""
    found = list(_fulfilments(line.plain, labels))
    ends: list[tuple[int, _Said | None]] = [(one.start, one) for one in found]
    ends += [(colon.start(), None) for colon in re.finditer(":", line.plain)]
    for place, one in sorted(ends, key=lambda end: end[0]):
        before = line.plain[:place].rstrip(" :,-")
        told, quarter, day = times.trailing(before)
        name = line.part(0, len(told)).clean().rstrip(" :,-–")
        if not names.key(name):
            continue
        if day is not None:
            yield NotUnderstood("time-alone", before[len(told) :].strip(" ,:("))
            continue
        if one is None:
            yield from _after_name(name, line.part(place), labels, quarter)
            continue
        yield _stated(name, one, line.part(one.end), quarter)
        shorter = _SET.sub(r"\1", _IS.sub("", name))
        if names.key(shorter) and shorter != name:
            yield _stated(shorter, one, line.part(one.end), quarter)


def _after_name(
    name: str, rest: Line, labels: tuple[str, ...], quarter: Quarter | None = None
) -> Iterator[Words]:
    """The readings where the goal's name is known to end: it was quoted, or a colon follows."""
    if not names.key(name):
        yield NotUnderstood("unclear")
        return
    start = _text_start(rest)
    named, length = times.leading(f" {rest.plain[start:]}")
    if named is not None and quarter is None:
        later = rest.part(start + length - 1)
        if later.plain.startswith(":") or _first(later, labels):
            yield from _after_name(name, later, labels, named)
            return
    one = _first(rest, labels)
    if one is not None:
        yield _stated(name, one, rest.part(one.end), quarter)
        return
    told, asked, known_at = times.trailing(_SMILE.sub("", rest.plain))
    if not names.key(told):
        yield Ask(name, asked or quarter, known_at)
    elif (none := times.no_time(told)) and not names.key(told.replace(none, "", 1)):
        yield NotUnderstood("no-such-time", none)
    elif ":" in rest.plain[:start] and says_unchanged(rest.plain[start:]):
        yield Unchanged(name, quarter)
    elif _courteous(rest.plain[start:]) or names.key(rest.plain[start:]) == "nej":
        yield NotUnderstood("after-name", rest.part(start).clean())
    elif near := _near(rest.plain[start:], labels):
        yield NotUnderstood("near-fulfilment", near)
    elif ":" in rest.plain[:start]:
        yield Report(name, None, rest.part(start).clean(), quarter)
    else:
        yield NotUnderstood("after-name", rest.clean()[:100])


def _stated(name: str, one: _Said, rest: Line, quarter: Quarter | None) -> Words:
    """What a fulfilment after a goal's name says, with the quarter and the text behind it."""
    following = rest.plain.lstrip()
    if following.startswith("?"):
        return Ask(name, quarter)
    told, length = times.leading(rest.plain)
    if told is None and (none := times.no_time(rest.plain, at_start=True)):
        return NotUnderstood("no-such-time", none)
    quarter, rest = (told, rest.part(length)) if told is not None else (quarter, rest)
    if told is None and denies(rest.plain):
        return (
            NotUnderstood("denied", one.label) if one.label else NotUnderstood("denied-unchanged")
        )
    rest = rest.part(_text_start(rest))
    if (alone := times.quarter_of(rest.plain.strip(" ().!"))) is not None and quarter is None:
        quarter, rest = alone, rest.part(0, 0)
    elif (none := times.no_time(rest.plain)) and not (
        names.key(rest.plain.replace(none, "", 1)) or times.trailing(rest.plain)[2]
    ):
        return NotUnderstood("no-such-time", none)
    text = rest.clean()
    # no status is told by «!», a smile or a greeting
    more = bool(names.key(_SMILE.sub("", text))) and not _courteous(text)
    if not more and _ASKING.search(text):
        return Ask(name, quarter)
    if one.label is None:
        return NotUnderstood("unchanged-with-more") if more else Unchanged(name, quarter)
    return Report(name, one.label, text if more and not says_unchanged(text) else None, quarter)


def _courteous(text: str) -> bool:
    return len(text) <= LONGEST_COURTESY and bool(_COURTESY.fullmatch(text))


def _text_start(rest: Line) -> int:
    gap = _SEPARATOR.match(rest.plain)
    return gap.end() if gap else 0


def _first(rest: Line, labels: tuple[str, ...]) -> _Said | None:
    """The fulfilment that the rest of a line begins with."""
    start = _text_start(rest)
    return next((one for one in _fulfilments(rest.plain, labels) if one.start == start), None)


def _question(line: Line) -> Words:
    told, quarter, known_at = times.trailing(line.plain)
    if none := times.no_time(told):
        return NotUnderstood("no-such-time", none)
    name = line.part(0, len(told)).clean().rstrip(" ?:,-–")
    return Ask(name, quarter, known_at) if names.key(name) else NotUnderstood("unclear")


def _fulfilments(plain: str, labels: tuple[str, ...]) -> Iterator[_Said]:
    """Where the line names a fulfilment, from the left; at each place the longest one."""
    keys: dict[str, str | None] = {names.key(label): label for label in labels}
    keys = {**dict.fromkeys(UNCHANGED), **keys}
    most = max((len(label.split()) for label in labels), default=1) + 1
    words = [word for word in WORD.finditer(plain) if names.key(word[0])]
    for n, first in enumerate(words):
        for last in reversed(words[n : n + most]):
            said = plain[first.start() : last.end()]
            if (key := names.key(said)) in keys and not re.search(r"[,;:!?.~]", said):
                yield _Said(keys[key], first.start(), last.end())
                break


def _near(plain: str, labels: tuple[str, ...]) -> str:
    """The fulfilment that the first words look like without being it: a slip of the keys."""
    keys = {names.key(label): label for label in labels}
    words = [match[0] for match in WORD.finditer(plain)]
    if len(words) == 1:
        keys |= {"uaendret": "uændret"}
    words = words[:3]
    for n in range(len(words), 0, -1):
        said = names.key("".join(words[:n]))
        if close := difflib.get_close_matches(said, keys, n=1, cutoff=0.76):
            return keys[close[0]]
    return ""
