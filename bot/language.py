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
is (`projections.lookup`). Nothing here knows a goal, and nothing raises.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot import partnership_language, round_language, times
from domain import names
from domain.quarters import Quarter


@dataclass(frozen=True, slots=True)
class Report:
    """How a goal stands. ``quarter`` is None where none is named: the one that is reported now."""

    goal_words: str
    fulfilment: str | None = None
    text: str | None = None
    quarter: Quarter | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing changed about a goal."""

    goal_words: str
    quarter: Quarter | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """How does a goal stand: as of a quarter, as it was known at the end of a day."""

    goal_words: str
    quarter: Quarter | None = None
    known_at: date | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """How does the whole agreement stand."""

    quarter: Quarter | None = None
    known_at: date | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """Which goals nobody has reported on."""

    quarter: Quarter | None = None
    known_at: date | None = None


@dataclass(frozen=True, slots=True)
class Mine:
    """Which goals the member's unit answers for."""

    quarter: Quarter | None = None
    known_at: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What was recorded about a goal."""

    goal_words: str


@dataclass(frozen=True, slots=True)
class MakeReport:
    """Bilag 1 of a quarter. ``format`` is a file's, where one is asked for."""

    quarter: Quarter | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """Take one's own last report back."""


@dataclass(frozen=True, slots=True)
class LinkCode:
    """The one-time code that says which member is typing."""

    code: str


@dataclass(frozen=True, slots=True)
class Help:
    """What can one write."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No reading. ``why`` is a key of the catalogue, ``about`` the words that it is about."""

    why: str
    about: str = ""


About = Report | Unchanged | Ask | History
"""What names a goal."""

Words = (
    Report | Unchanged | Ask | Overview | Missing | Mine | History | MakeReport | Undo | LinkCode
    | Help | NotUnderstood | round_language.About | partnership_language.About
)  # fmt: skip

LONGEST = 12_000
"""Letters that are read at all; a message in Slack has at most as many."""

_SAME_LENGTH = str.maketrans({
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
                    "\u202f\u205f\u3000\t\n\r\x0b\x0c\x85\u2028\u2029", " "),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′´", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("？❓❔", "?"),
})  # fmt: skip
"""What keyboards put in the place of plain signs, one for one: places in the text stay places."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_WORD = re.compile(r"""[^\s,;:!?."()]+""")
_LEADING = re.compile(r"\s*/?status(?=$|[\s:,])[\s:,]*", re.IGNORECASE)
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
_UNCHANGED = frozenset({"uaendret", "uforandret", "unchanged"})
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
    for words in _read(_Line.of(text), tuple(scale_labels)):
        if words not in seen:
            seen.add(words)
            yield words


def says_unchanged(text: str) -> bool:
    """Whether a text says no more than that nothing changed: then it is no status text.

    >>> says_unchanged(" «Uændret». "), says_unchanged("Uændret siden juni")
    (True, False)
    """
    return names.key(text) in _UNCHANGED


def doubt(report: Report, scale_labels: Sequence[str]) -> NotUnderstood | None:
    """Why the text leaves open what is reported; None where it does not.

    >>> doubt(Report("E-mærker", "Opfyldt", "eller hvad?"), ["Opfyldt"])
    NotUnderstood(why='question', about='eller hvad?')
    """
    text, plain = report.text or "", (report.text or "").translate(_SAME_LENGTH)
    if re.search(r"\?[^\w!.]*$|question:$", plain):
        return NotUnderstood("question", text[:100])
    clause = _clause(plain)
    steps = {names.key(label): label for label in scale_labels}
    if report.fulfilment is None:
        ends = (names.key("".join(clause[n:])) for n in range(len(clause))[: _BEFORE_STEP + 1])
        step = next((end for end in ends if end in steps or end in _UNCHANGED), None)
        if step in _UNCHANGED:
            return NotUnderstood("denied-unchanged")
        return NotUnderstood("step-or-text", steps[step]) if step else None
    said = [key for word in _WORD.finditer(plain) if (key := names.key(word[0]))]
    if (
        said[:1] == ["nej"]
        or (_IF.intersection(said[:1]) and not re.search(r"[,;:.]\s*\w", plain))
        or (_DENIED.intersection(said) and _DENIED.union(_BEFORE_DENIED).issuperset(said))
    ):
        return NotUnderstood("reservation", text[:100])
    if times.only_time(plain):
        return NotUnderstood("time-alone", text[:100])
    starts = (one.start() for one in _WORD.finditer(plain) if names.key(one[0]) not in _OTHERWISE)
    clause = _clause(plain[next(starts, 0) :])
    keys = [key for word in clause if (key := names.key(word)) and key not in _OTHERWISE]
    return NotUnderstood("two-steps", text[:100]) if "".join(keys) in steps else None


def _clause(plain: str) -> list[str]:
    """The words up to the first sign."""
    return re.split(r"[,;:.!?]", plain, maxsplit=1)[0].replace("/", " ").split()


def format_report(report: Report) -> str:
    """A report as one would type it, so that `parse` gives it back."""
    quarter = f" {report.quarter.danish}" if report.quarter else ""
    if report.fulfilment is None:
        return f'"{report.goal_words}": {report.text or ""}'
    text = f", {report.text}" if report.text is not None else ""
    return f'"{report.goal_words}" {report.fulfilment}{quarter}{text}'


@dataclass(frozen=True, slots=True)
class _Line:
    """What was typed (``said``), and the same with plain signs (``plain``), letter for letter."""

    said: str
    plain: str

    @classmethod
    def of(cls, text: str) -> _Line:
        said = _INVISIBLE.sub("", unicodedata.normalize("NFC", text[:LONGEST]))
        line = cls(said, said.translate(_SAME_LENGTH))
        leading = _LEADING.match(line.plain)
        return line.part(leading.end() if leading else 0)

    def part(self, start: int, end: int | None = None) -> _Line:
        return _Line(self.said[start:end], self.plain[start:end])

    def clean(self) -> str:
        """The words as a cell holds them: on one line."""
        return " ".join(self.said.split())


def _read(line: _Line, labels: tuple[str, ...]) -> Iterator[Words]:
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


def _in_a_sentence(line: _Line, labels: tuple[str, ...]) -> Iterator[Words]:
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


def _command(line: _Line) -> Words | None:
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


def _splits(line: _Line, labels: tuple[str, ...]) -> Iterator[Words]:
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
    name: str, rest: _Line, labels: tuple[str, ...], quarter: Quarter | None = None
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


def _stated(name: str, one: _Said, rest: _Line, quarter: Quarter | None) -> Words:
    """What a fulfilment after a goal's name says, with the quarter and the text behind it."""
    following = rest.plain.lstrip()
    if following.startswith("?"):
        return Ask(name, quarter)
    told, length = times.leading(rest.plain)
    if told is None and (none := times.no_time(rest.plain, at_start=True)):
        return NotUnderstood("no-such-time", none)
    quarter, rest = (told, rest.part(length)) if told is not None else (quarter, rest)
    if told is None and _denies(rest.plain):
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


def _text_start(rest: _Line) -> int:
    gap = _SEPARATOR.match(rest.plain)
    return gap.end() if gap else 0


def _first(rest: _Line, labels: tuple[str, ...]) -> _Said | None:
    """The fulfilment that the rest of a line begins with."""
    start = _text_start(rest)
    return next((one for one in _fulfilments(rest.plain, labels) if one.start == start), None)


def _denies(plain: str) -> bool:
    """Whether the words, with no comma before them, begin with a reservation."""
    if not _WORD.match(plain.lstrip()):
        return False
    keys = (names.key(word[0]) for word in _WORD.finditer(plain))
    return next((key for key in keys if key not in _BEFORE_DENIED), "") in _DENIED | _PUT_OFF


def _question(line: _Line) -> Words:
    told, quarter, known_at = times.trailing(line.plain)
    if none := times.no_time(told):
        return NotUnderstood("no-such-time", none)
    name = line.part(0, len(told)).clean().rstrip(" ?:,-–")
    return Ask(name, quarter, known_at) if names.key(name) else NotUnderstood("unclear")


def _fulfilments(plain: str, labels: tuple[str, ...]) -> Iterator[_Said]:
    """Where the line names a fulfilment, from the left; at each place the longest one."""
    keys: dict[str, str | None] = {names.key(label): label for label in labels}
    keys = {**dict.fromkeys(_UNCHANGED), **keys}
    most = max((len(label.split()) for label in labels), default=1) + 1
    words = [word for word in _WORD.finditer(plain) if names.key(word[0])]
    for n, first in enumerate(words):
        for last in reversed(words[n : n + most]):
            said = plain[first.start() : last.end()]
            if (key := names.key(said)) in keys and not re.search(r"[,;:!?.~]", said):
                yield _Said(keys[key], first.start(), last.end())
                break


def _near(plain: str, labels: tuple[str, ...]) -> str:
    """The fulfilment that the first words look like without being it: a slip of the keys."""
    keys = {names.key(label): label for label in labels}
    words = [match[0] for match in _WORD.finditer(plain)]
    if len(words) == 1:
        keys |= {"uaendret": "uændret"}
    words = words[:3]
    for n in range(len(words), 0, -1):
        said = names.key("".join(words[:n]))
        if close := difflib.get_close_matches(said, keys, n=1, cutoff=0.76):
            return keys[close[0]]
    return ""
