"""The sentences of the memo that are computed: how many are reached, and what moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain import figures
from projections.bilag1 import Count
from projections.happenings import Subject
from projections.indicators import Series
from projections.memo import Memo, Movement, Step
from projections.partnership import DecisionMade
from projections.rendering import indicator_words, sentences
from projections.rendering.words import DANISH

_WORDS = ("nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve",
          "tolv")  # fmt: skip
_UNKNOWN = "uoplyst"


def number(n: int) -> str:
    """A number as running text has it: in words up to twelve, in figures above.

    >>> number(9), number(13), number(1580)
    ('ni', '13', '1.580')
    """
    return _WORDS[n] if 0 <= n < len(_WORDS) else figures.danish(str(n))


def listed(parts: Sequence[str]) -> str:
    """Parts in a row: ``a, b og c``."""
    return " og ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def reached(count: Count, quarter: str) -> str:
    """``Pr. 1. kvartal 2017 er ni ud af 19 målsætninger indfriet.``"""
    n, total = count.fulfilled, count.total
    if total == 0:
        return f"Pr. {quarter} er der ingen konkrete målsætninger."
    if total == 1:
        return f"Pr. {quarter} er den ene målsætning {'' if n else 'ikke '}indfriet."
    if n in (0, total):
        which = f"alle {number(total)}" if n else f"ingen af de {number(total)}"
        return f"Pr. {quarter} er {which} målsætninger indfriet."
    return f"Pr. {quarter} er {number(n)} ud af {number(total)} målsætninger indfriet."


def spread(steps: Sequence[Step]) -> str:
    """``ni på »Opfyldt« og ti på »I proces«``."""
    return listed([f"{number(n)} {f'på »{label}«' if label else _UNKNOWN}" for label, n in steps])


def intents(memo: Memo) -> str:
    """The declarations of intent, which count apart; empty where there are none."""
    total = memo.report.intent.total
    if not total:
        return ""
    which = "én hensigtserklæring" if total == 1 else f"{number(total)} hensigtserklæringer"
    return f"Hertil kommer {which}: {spread(memo.steps(concrete=False))}."


def overdue(memo: Memo) -> str:
    """For how many goals the deadline has passed; empty where for none."""
    n = sum(row.overdue for row in memo.report.rows())
    return f"Fristen er overskredet for {_goals(n)}, som ikke er indfriet." if n else ""


def missing(memo: Memo) -> str:
    """For how many goals nobody reported; empty where for none."""
    n = memo.report.missing
    return f"For {_goals(n)} mangler der indberetning for kvartalet." if n else ""


def since(memo: Memo) -> str:
    """The other end of the bridge: the quarter, and the day where it is another knowledge."""
    old, new = memo.bridge.old, memo.bridge.new
    quarter = sentences.quarter(old.quarter, DANISH)
    if old.basis.position == new.basis.position or old.basis.known_at is None:
        return quarter
    moment = sentences.moment(old.basis.known_at, DANISH)
    return f"{quarter}, som det var kendt {moment.partition(' kl.')[0]}"


def moved(memo: Memo) -> Iterator[str]:
    """What moved since the last memo, a sentence each."""
    told = memo.moved()
    if not told.changes:
        yield "Ingen oplysninger er ændret."
    yield from (f"{_of(one)} er gået fra »{one.old}« til »{one.new or _UNKNOWN}«."
                for one in told.fulfilment)  # fmt: skip
    yield from (f"Fristen for {_of(one)} er flyttet fra »{one.old}« til »{one.new or _UNKNOWN}«."
                for one in told.deadlines)  # fmt: skip
    yield from (f"Den forventede tid for {_of(one)} er ændret fra »{one.old}« til "
                f"»{one.new or _UNKNOWN}«." for one in told.expected)  # fmt: skip
    for rows, words in ((told.added, "Nye mål i opfølgningen"), (told.withdrawn, "Udgåede mål")):
        some = [f"{row.title} ({row.goal})" for row in rows]
        if len(some) > 12:
            yield f"{words}: {number(len(some))}."
        elif some:
            yield f"{words}: {listed(some)}."
    if told.first_told:
        yield f"Målopfyldelsen er oplyst for første gang for {_goals(told.first_told)}."
    if told.texts:
        yield f"{_goals(told.texts).capitalize()} har fået en ny status."
    for n, one, many in (
        (told.corrected, "oplysning er rettet", "oplysninger er rettet"),
        (told.late, "oplysning er registreret efter forseglingen",
         "oplysninger er registreret efter forseglingen"),
    ):  # fmt: skip
        if n:
            yield f"{number(n).capitalize()} {one if n == 1 else many}."


def open_lists(memo: Memo) -> Iterator[tuple[str, list[str]]]:
    """What was decided and has led to nothing: a sentence before each list, and its items."""
    found = memo.open_ends
    for items, one, many in (
        ([_decided(d, "") for d in found.without_follow_up],
         "Én beslutning har ingen frist og er ikke fulgt op",
         "beslutninger har ingen frist og er ikke fulgt op"),
        ([_decided(d, f"{d.responsible} skulle følge op senest {indicator_words.day(d.due)}.")
          for d in found.overdue if d.due is not None],
         "Én opfølgning er over fristen", "opfølgninger er over fristen"),
        ([_decided(d, f"Det gælder {_subject(memo, subject)}.")
          for d, subject in found.without_effect],
         "Én godkendelse har endnu ikke ført til noget",
         "godkendelser har endnu ikke ført til noget"),
    ):  # fmt: skip
        if items:
            n = len(items)
            yield (f"{one}:" if n == 1 else f"{number(n).capitalize()} {many}:"), items


def _decided(one: DecisionMade, more: str) -> str:
    text = one.text.strip()
    end = "" if text.endswith((".", "!", "?")) else "."
    told = f"{one.name} ({indicator_words.day(one.day)}): {text}{end}"
    return f"{told} {more}" if more else told


def _subject(memo: Memo, subject: Subject) -> str:
    """What a decision approved, as running text has it."""
    if subject.kind == "deliverable":
        rules = memo.report.agreement.organised.deliverable(subject.name)
        return f"leverancen »{rules.title if rules else subject.name}«"
    if subject.kind == "project":
        return f"byggeprojektet {subject.name}"
    titles = (row.title for row in memo.report.rows() if row.goal == subject.name)
    return f"målet {next(titles, '')} ({subject.name})".replace("  ", " ")


def _goals(n: int) -> str:
    return "ét mål" if n == 1 else f"{number(n)} mål"


def _of(one: Movement) -> str:
    return f"{one.title} ({one.goal})"


def figures_of(series: Series) -> str:
    """The series in a sentence: the last figure beside its target, and those before it."""
    if (last := series.latest) is None:
        return f"{series.indicator.title}: ingen målinger."
    one = series.indicator
    told = f"{one.title}: {indicator_words.on(series, -1, unit=True)}"
    if standing := indicator_words.standing(one, last.value):
        told += f", {standing} ({indicator_words.target(one)})"
    before = [indicator_words.on(series, n) for n in range(len(series.points) - 1)]
    restated = indicator_words.earlier(one, last)
    return told + (f"; {restated}" if restated else "") + (
        f". Før det: {listed(before)}." if before else ".")  # fmt: skip
