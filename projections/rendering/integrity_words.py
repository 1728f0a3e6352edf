"""The words of the report on integrity, in Danish and English. Documents are always Danish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from projections.evidence import Kind
from projections.integrity import Commitment, Finding, Integrity, Timeliness
from projections.rendering import sentences, words
from projections.rendering.words import Words

Forms = tuple[str, str]


@dataclass(frozen=True, slots=True)
class IntegrityWords:
    """A catalogue. ``(one, many)`` pairs are chosen by a number; ``counts`` tell how many goals
    have a finding."""

    report: Words
    title: str
    heads: Mapping[str, str]
    lead: Forms
    nothing: str
    counts: Mapping[Finding, Forms]
    timeliness: Mapping[Timeliness, str]
    evidence: Mapping[Kind, Forms]
    no_evidence: str
    against: str
    unknown: str
    moved: Forms
    later: Forms
    earlier: Forms
    same: str
    unclear: str
    from_to: str
    reworded: Forms
    back: str
    copied: Forms
    silent: Forms
    no_reason: str
    no_proof: str
    well: Forms
    basis: str
    day: str


DANISH = IntegrityWords(
    report=words.DANISH,
    title="Eftersyn af målene",
    heads={
        "goal": "Nr. og titel",
        "fulfilment": "Målopfyldelse",
        "evidence": "Belæg",
        "timeliness": "Rettidighed",
        "deadline": "Tid",
        "findings": "Bemærkninger",
    },
    lead=("{n} af {total} mål har bemærkninger.",) * 2,
    nothing="Ingen mål har bemærkninger.",
    counts={
        "moved": ("{n} mål har fået flyttet fristen",) * 2,
        "reworded": ("{n} mål er omformuleret",) * 2,
        "back": ("{n} mål er gået tilbage",) * 2,
        "copied": ("{n} mål har haft samme statustekst i mindst et år",) * 2,
        "silent": ("{n} mål er ikke indberettet i to kvartaler eller flere",) * 2,
        "no reason": ("{n} mål er forsinket uden begrundelse",) * 2,
        "no evidence": ("{n} mål er meldt indfriet uden belæg",) * 2,
    },
    timeliness={
        "in time": "Meldt indfriet inden fristen",
        "after": "Meldt indfriet efter fristen",
        "open": "Fristen er ikke udløbet",
        "overdue": "Frist overskredet",
        "unknown": "Fristen kan ikke læses entydigt",
        "withdrawn": "Udgået",
    },
    evidence={
        "decision": ("{n} beslutning", "{n} beslutninger"),
        "deliverable": ("{n} godkendt leverance", "{n} godkendte leverancer"),
        "measurement": ("{n} måling", "{n} målinger"),
    },
    no_evidence="Intet",
    against="{told} (viser det ikke)",
    unknown="(ikke oplyst)",
    moved=("Fristen er flyttet én gang, {far}: {old} → {new}.",
           "Fristen er flyttet {n} gange, i alt {far}: {old} → {new}."),
    later=("{n} måned senere", "{n} måneder senere"),
    earlier=("{n} måned tidligere", "{n} måneder tidligere"),
    same="men slutter samme dag",
    unclear="uvist hvor langt",
    from_to="{old} → {new} ({day})",
    reworded=("Målet er omformuleret {days}.", "Målet er omformuleret {n} gange: {days}."),
    back="Målopfyldelsen er gået tilbage: {steps}.",
    copied=("Statusteksten er den samme som for {n} kvartal siden.",
            "Statusteksten er den samme som for {n} kvartaler siden."),
    silent=("Ikke indberettet i {n} kvartal.", "Ikke indberettet i {n} kvartaler i træk."),
    no_reason="Fristen er overskredet, og der er ikke angivet en grund.",
    no_proof="Meldt indfriet, uden at en beslutning, en leverance eller en måling viser det.",
    well=("{n} mål uden bemærkninger.",) * 2,
    basis="Målopfyldelse er det, der er indberettet. Belæg er beslutninger, godkendte leverancer "
    "og målinger i hovedbogen. Rettidighed er fristen set ved kvartalets udgang.",
    day="{day}. {month} {year}",
)  # fmt: skip

ENGLISH = IntegrityWords(
    report=words.ENGLISH,
    title="Integrity of the commitments",
    heads={
        "goal": "No. and title",
        "fulfilment": "Fulfilment",
        "evidence": "Evidence",
        "timeliness": "Timeliness",
        "deadline": "Deadline",
        "findings": "Findings",
    },
    lead=("{n} goal of {total} has findings.", "{n} goals of {total} have findings."),
    nothing="No goal has findings.",
    counts={
        "moved": ("{n} goal had its deadline moved", "{n} goals had their deadline moved"),
        "reworded": ("{n} goal was reworded", "{n} goals were reworded"),
        "back": ("{n} goal went back", "{n} goals went back"),
        "copied": ("{n} goal has had the same status text for a year or more",
                   "{n} goals have had the same status text for a year or more"),
        "silent": ("{n} goal was not reported on for two quarters or more",
                   "{n} goals were not reported on for two quarters or more"),
        "no reason": ("{n} goal is late without a reason", "{n} goals are late without a reason"),
        "no evidence": ("{n} goal is reported as reached without evidence",
                        "{n} goals are reported as reached without evidence"),
    },
    timeliness={
        "in time": "Reported as reached in time",
        "after": "Reported as reached after the deadline",
        "open": "The deadline is to come",
        "overdue": "Overdue",
        "unknown": "The deadline has no single reading",
        "withdrawn": "Withdrawn",
    },
    evidence={
        "decision": ("{n} decision", "{n} decisions"),
        "deliverable": ("{n} approved deliverable", "{n} approved deliverables"),
        "measurement": ("{n} measurement", "{n} measurements"),
    },
    no_evidence="None",
    against="{told} (does not show it)",
    unknown="(not told)",
    moved=("The deadline was moved once, {far}: {old} → {new}.",
           "The deadline was moved {n} times, {far} in all: {old} → {new}."),
    later=("{n} month later", "{n} months later"),
    earlier=("{n} month earlier", "{n} months earlier"),
    same="but ends on the same day",
    unclear="how far is unclear",
    from_to="{old} → {new} ({day})",
    reworded=("The goal was reworded on {days}.", "The goal was reworded {n} times: {days}."),
    back="The fulfilment went back: {steps}.",
    copied=("The status text is the same as {n} quarter ago.",
            "The status text is the same as {n} quarters ago."),
    silent=("Not reported for {n} quarter.", "Not reported for {n} quarters in a row."),
    no_reason="The deadline has passed and no reason is given.",
    no_proof="Reported as reached; no decision, deliverable or measurement shows it.",
    well=("{n} goal without findings.", "{n} goals without findings."),
    basis="Fulfilment is what was reported. Evidence is decisions, approved deliverables and "
    "measurements in the ledger. Timeliness is the deadline as seen at the quarter's end.",
    day="{day} {month} {year}",
)  # fmt: skip

CATALOGUES: Mapping[str, IntegrityWords] = {"da": DANISH, "en": ENGLISH}


def lead(found: Integrity, told: IntegrityWords = DANISH) -> list[str]:
    """What the report says in all: as of when, how many goals, and of each finding."""
    quarter = sentences.quarter(found.quarter, told.report)
    head = f"{quarter} · {sentences.known(found.basis, told.report)}"
    n = sum(bool(row.findings) for row in found.rows())
    if not n:
        return [head, told.nothing]
    counts = [_n(told.counts[name], n) for name, n in found.counts().items() if n]
    total = len(found.rows())
    return [head, told.lead[n != 1].format(n=n, total=total), f"{'; '.join(counts)}."]


def evidence(row: Commitment, told: IntegrityWords = DANISH) -> str:
    """What bears the fulfilment out, counted by kind; apart from it, what speaks against it."""
    kinds = [(one.kind, one.shows or not row.fulfilled) for one in row.evidence]
    counted = [
        _n(forms, n) if shows else told.against.format(told=_n(forms, n))
        for kind, forms in told.evidence.items() for shows in (True, False)
        if (n := kinds.count((kind, shows)))
    ]  # fmt: skip
    return ", ".join(counted) or told.no_evidence


def findings(row: Commitment, told: IntegrityWords = DANISH) -> Iterator[str]:
    """The findings of a goal as sentences."""
    for name in row.findings:
        match name:
            case "moved":
                yield told.moved[len(row.moves) != 1].format(
                    n=len(row.moves), far=_far(row.months, told),
                    old=row.moves[0].old or "-", new=row.moves[-1].new or "-",
                )  # fmt: skip
            case "reworded":
                days = dict.fromkeys(_day(one.effective, told) for one in row.rewordings)
                n = len(row.rewordings)
                yield told.reworded[n != 1].format(n=n, days=", ".join(days))
            case "back":
                steps = [
                    told.from_to.format(old=one.old, new=one.new, day=_day(one.effective, told))
                    for one in row.back
                ]
                yield told.back.format(steps=", ".join(steps))
            case "copied":
                yield _n(told.copied, row.copied)
            case "silent":
                yield _n(told.silent, row.silent)
            case "no reason":
                yield told.no_reason
            case "no evidence":
                yield told.no_proof


def _n(forms: Forms, n: int) -> str:
    return forms[n != 1].format(n=n)


def _far(months: int | None, told: IntegrityWords) -> str:
    if months is None:
        return told.unclear
    if months == 0:
        return told.same
    return _n(told.later if months >= 0 else told.earlier, abs(months))


def _day(day: date, told: IntegrityWords) -> str:
    return told.day.format(day=day.day, month=told.report.months[day.month - 1], year=day.year)
