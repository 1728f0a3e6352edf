"""The memo as PDF, Word, HTML, Markdown and JSON: a template's prose, filled with its facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from domain.file_faults import fault
from projections.bilag1 import Row
from projections.copenhagen import in_copenhagen
from projections.focus import Edition
from projections.indicators import Series
from projections.memo import Memo
from projections.rendering import (
    as_bilag2,
    as_indicators,
    foundation,
    indicator_words,
    memo_words,
    prose,
    sentences,
)
from projections.rendering.as_markdown import escaped
from projections.rendering.paper import CHART, Figure, Paper
from projections.rendering.prose import Head, Markdown, Template, TemplateFault
from projections.rendering.words import DANISH


def facts(memo: Memo, template: Template) -> dict[str, Any]:
    """What a template may fill in, by the names that it uses."""
    report, head = memo.report, template.head
    goals = {row.goal: _goal(memo, row) for row in report.rows()}
    for number in head.udvalgte:
        if number not in goals:
            raise TemplateFault(template.file, fault("no-goal", "udvalgte", (1,), value=number))
    quarter = sentences.quarter(report.quarter, DANISH)
    return {
        "aftale": {"titel": report.agreement.title,
                   "start": indicator_words.day(report.agreement.start),
                   "slut": indicator_words.day(report.agreement.end),
                   "parter": [one.name for one in report.agreement.parties]},
        "kvartal": quarter,
        "år": str(report.quarter.year),
        "dato": _date(memo, head),
        "emne": head.emne,
        "modtagere": list(head.modtagere),
        "sagsnummer": head.sagsnummer,
        "bilag": list(head.bilag),
        "resultat": {"indfriet": report.concrete.fulfilled, "i_alt": report.concrete.total,
                     "sætning": memo_words.reached(report.concrete, quarter),
                     "fordeling": memo_words.spread(memo.steps(concrete=True)),
                     "hensigter": memo_words.intents(memo),
                     "overskredet": memo_words.overdue(memo),
                     "mangler": memo_words.missing(memo)},
        "mål": goals,
        "udvalgte": [goals[number] for number in head.udvalgte],
        "indikator": {one.indicator.id: _indicator(one) for one in memo.series},
        "siden": memo_words.since(memo),
        "bevægelser": list(memo_words.moved(memo)),
        "fokus": _focus(memo.focus),
        "beslutninger": [{"sætning": sentence, "punkter": items}
                         for sentence, items in memo_words.open_lists(memo)],
        "antal": memo_words.number,
        "opremset": memo_words.listed,
    }  # fmt: skip


def _date(memo: Memo, head: Head) -> str:
    """The memo's own date, or the day on which what it tells was known."""
    known = memo.report.basis.known_at
    return head.dato or (indicator_words.day(in_copenhagen(known).date()) if known else "")


def _goal(memo: Memo, row: Row) -> dict[str, Any]:
    cells = row.cells
    return {
        "nummer": row.goal, "titel": row.title, "ordlyd": cells["goal"], "frist": cells["deadline"],
        "status": cells["status"] if not row.unchanged else cells["previous_status"],
        "uændret": row.unchanged, "mangler": row.missing, "opfyldelse": cells["fulfilment"],
        "indfriet": row.fulfilled, "forsinkelse": cells["delay_reason"],
        "forventet": cells["expected_completion"], "tovholder": cells["responsible"],
        "indikatorer": [_indicator(one) for one in memo.of_goal(row.goal)],
    }  # fmt: skip


def _indicator(series: Series) -> dict[str, Any]:
    one = series.indicator
    last = series.latest
    alt = escaped(indicator_words.alternative(series))
    return {
        "titel": one.title, "tæller": one.counts, "mål": indicator_words.target(one),
        "sætning": memo_words.figures_of(series),
        "seneste": indicator_words.figure(one, last.value) if last else "",
        "pr": indicator_words.day(last.effective) if last else "",
        "kilde": last.source if last else "",
        "stilling": indicator_words.standing(one, last.value) if last else "",
        "målinger": len(series.points),
        "figur": Markdown(f"![{alt}]({CHART}{one.id})" if _moves(series) else ""),
        "tabel": Markdown(as_indicators.table(series) if last else ""),
    }  # fmt: skip


def _moves(series: Series) -> bool:
    """Whether a chart would show anything: figures that differ, or two beside a target."""
    different = len({point.value for point in series.points}) > 1
    return different or (len(series.points) > 1 and series.indicator.target is not None)


def _focus(edition: Edition) -> list[dict[str, Any]]:
    return [
        {"tema": theme.title,
         "punkter": [{"nummer": point.number, "titel": point.title,
                      "afsnit": list(point.paragraphs),
                      "afsluttet": indicator_words.day(point.closed) if point.closed else ""}
                     for point in theme.points]}
        for theme in edition.themes
    ]  # fmt: skip


def paper(memo: Memo, template: Template, made_with: tuple[str, ...] = ()) -> Paper:
    """The memo as a document; raises `TemplateFault`."""
    head, report = template.head, memo.report
    told = facts(memo, template)
    lead = (
        ("Til", memo_words.listed(head.modtagere)), ("Fra", head.afsender),
        ("Dato", told["dato"]), ("Sagsnr.", head.sagsnummer),
        ("Dokumentnr.", head.dokumentnummer),
        ("Grundlag", f"Status pr. {told['kvartal']}. {sentences.known(report.basis, DANISH)}"),
    )  # fmt: skip
    return Paper(
        over=report.agreement.title,
        title=head.emne,
        lead=[pair for pair in lead if pair[1]],
        basis=report.basis,
        markdown=prose.filled(template, told),
        charts=_charts(memo),
        signed=[(one.navn, one.stilling) for one in head.underskrivere],
        facts=foundation.of_paper(report.agreement.title, report.basis,
                                  as_json(memo, template), made_with),
    )  # fmt: skip


def _charts(memo: Memo) -> dict[str, Figure]:
    return {one.indicator.id: as_indicators.figure(one) for one in memo.series if one.points}


def as_json(memo: Memo, template: Template) -> bytes:
    """The memo as data: its facts, and the prose as Markdown."""
    report, moved = memo.report, memo.moved()
    told = facts(memo, template)
    document = {
        "agreement": report.agreement.title,
        "quarter": str(report.quarter),
        "position": report.basis.position,
        "complete": report.basis.complete,
        "head": template.head,
        "date": told["dato"],
        "results": {
            "concrete": {"total": report.concrete.total, "fulfilled": report.concrete.fulfilled},
            "intent": {"total": report.intent.total, "fulfilled": report.intent.fulfilled},
            "missing": report.missing,
            "sentence": told["resultat"]["sætning"],
        },
        "since": {"quarter": str(memo.bridge.old.quarter),
                  "position": memo.bridge.old.basis.position},
        "moved": {
            "changes": moved.changes,
            "fulfilment": [one._asdict() for one in moved.fulfilment],
            "deadlines": [one._asdict() for one in moved.deadlines],
            "added": [row.goal for row in moved.added],
            "withdrawn": [row.goal for row in moved.withdrawn],
            "unexplained": len(memo.bridge.unexplained),
        },
        "open": {
            "without_follow_up": [one.name for one in memo.open_ends.without_follow_up],
            "overdue": [one.name for one in memo.open_ends.overdue],
            "without_effect": [
                {"decision": one.decision.name, one.subject.kind: one.subject.name}
                for one in memo.open_ends.without_effect
            ],
        },
        "highlights": list(template.head.udvalgte),
        "indicators": [as_indicators.series_data(one) for one in memo.series],
        "focus": json.loads(as_bilag2.as_json(memo.focus))["themes"],
        "markdown": prose.filled(template, told),
    }  # fmt: skip
    plain = msgspec.to_builtins(document)
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()


def _md(memo: Memo, template: Template) -> bytes:
    from projections.rendering import paper_md

    return paper_md.render(paper(memo, template))


def _html(memo: Memo, template: Template) -> bytes:
    from projections.rendering import paper_html

    return paper_html.render(paper(memo, template))


def _pdf(memo: Memo, template: Template) -> bytes:
    from projections.rendering import paper_pdf

    return paper_pdf.render(paper(memo, template, paper_pdf.MADE_WITH))


def _docx(memo: Memo, template: Template) -> bytes:
    from projections.rendering import paper_docx

    return paper_docx.render(paper(memo, template, paper_docx.MADE_WITH))


FORMATS: Mapping[str, Callable[[Memo, Template], bytes]] = {
    "pdf": _pdf,
    "docx": _docx,
    "html": _html,
    "md": _md,
    "json": as_json,
}
"""The formats of ``report memo --format``, each from a memo and a template to a file's bytes."""
