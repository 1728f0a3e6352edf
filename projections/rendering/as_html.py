"""Bilag 1 as one HTML file that can be sent on, printed and read aloud.

It stands alone: no script, no font, no picture, nothing fetched (a content security policy says
so). The frame is in ``bilag1.html`` and ``bilag1.css``; everything that people wrote is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib import resources
from operator import itemgetter
from string import Template

from projections.bilag1 import COLUMNS, Bilag1, Row, SectionRows
from projections.rendering import sentences, sparks
from projections.rendering.text import lines, plain
from projections.rendering.words import DANISH

_NAME = "name"
_SOFT_HYPHENS = {
    "indfrielsestidspunkt": "indfrielses&shy;tidspunkt",
    "Målopfyldelse": "Mål&shy;opfyldelse",
}
"""Where a browser may break the long words of our own heads; a person's words are left alone."""

_ESCAPED = "&<>\"'"
_OF_COLUMNS = itemgetter(*COLUMNS)
_DEADLINE, _STATUS, _FULFILMENT = map(COLUMNS.index, ("deadline", "status", "fulfilment"))
_ROW = (
    '<tr%s>\n<th scope="row"><span class="number">%s</span> <span class="title">%s</span></th>\n'
    + "".join(f'<td class="c-{name}">%s</td>\n' for name in COLUMNS)
    + "</tr>\n"
)


def render(report: Bilag1) -> bytes:
    """The report as an HTML document in UTF-8."""
    agreement, basis = report.agreement, report.basis
    heads = _heads(report)
    quarter, known = sentences.quarter(report.quarter, DANISH), sentences.known(basis, DANISH)
    page = Template(_resource("bilag1.html")).substitute(
        title=_text(agreement.report_title),
        agreement=_text(agreement.title),
        quarter=quarter,
        known=known,
        style=_resource("bilag1.css").replace("$quarter", quarter).replace("$known", known),
        warning="" if basis.complete else _warning(),
        lead=" ".join(f"<span>{one}</span>" for one in sentences.reached(report, DANISH)),
        standing=" ".join(sentences.standing(report, DANISH)),
        sections=_drawn(report, "".join(_section(section, heads) for section in report.sections)),
        basis=" ".join(sentences.foundation(basis, DANISH)),
        marks=_marks(report.rows()),
    )
    return page.encode()


def _drawn(report: Bilag1, sections: str) -> str:
    """The sections with the charts of each goal at the end of its status cell."""
    for goal, charts in sparks.of_goals(report).items():
        before, number, row = sections.partition(f'<span class="number">{_text(goal)}</span>')
        status, after, rest = row.partition('</td>\n<td class="c-delay_reason">')
        told = "".join(f'<span class="spark">{one.svg}</span>' for one in charts)
        sections = f"{before}{number}{status}{told}{after}{rest}" if after else sections
    return sections


@cache
def _resource(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _text(text: str) -> str:
    return escape(lines(text))


def _warning() -> str:
    words = f"<strong>{DANISH.incomplete}</strong> {DANISH.incomplete_why}"
    return f'<p class="warning" role="alert">{words}</p>\n'


def _heads(report: Bilag1) -> str:
    number = f"{DANISH.number} og {DANISH.title.lower()}"
    titles = [number, *map(_head, sentences.heads(report, DANISH).values())]
    return "".join(f'<th scope="col">{title}</th>' for title in titles)


def _section(section: SectionRows, heads: str) -> str:
    letter = _text(section.letter)
    name = f"afsnit-{letter}"
    count = sentences.section_count(section, DANISH)
    title = f"<bdi>{_text(section.title)}</bdi> <span>{count}</span>"
    if not section.rows:
        return f'<section id="{name}">\n<p class="caption">{title}</p>\n</section>\n'
    columns = "".join(f'<col class="w-{name}">' for name in (_NAME, *COLUMNS))
    rows = "".join(map(_row, section.rows, _texts(section.rows)))
    return (
        f'<section id="{name}">\n'
        f'<div class="scroll" role="region" aria-labelledby="{name}-titel" tabindex="0">\n<table>\n'
        f'<caption id="{name}-titel">{title}</caption>\n<colgroup>{columns}</colgroup>\n'
        f"<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n"
        f"{rows}</tbody>\n</table>\n</div>\n</section>\n"
    )


def _head(title: str) -> str:
    for word, hyphenated in _SOFT_HYPHENS.items():
        title = title.replace(word, hyphenated)
    return title


def _row(row: Row, told: Sequence[str]) -> str:
    """A row, with its number, title and cells as ``told``."""
    state = "missing" if row.missing else "unchanged" if row.unchanged else ""
    number, title, *texts = told
    shown = [f'<span class="cell">{text}</span>' if text else "" for text in texts]
    if shown[_FULFILMENT] and (tone := sentences.tone(row)):
        shown[_FULFILMENT] = f'<span class="cell step {tone}">{texts[_FULFILMENT]}</span>'
    # A mark stands in the cell that it is about. Missing is told by the status cell itself.
    if row.overdue:
        shown[_DEADLINE] += f' <span class="mark">{DANISH.overdue}</span>'
    if row.late:
        shown[_STATUS] += f' <span class="mark">{DANISH.late}</span>'
    return _ROW % (f' class="{state}"' if state else "", number, title, *shown)


def _texts(rows: Sequence[Row]) -> Iterable[Sequence[str]]:
    """Number, title and cells of each row, made fit and escaped: all at once, and only where any is
    in need of it, since `lines` and `escape` go through a text sign by sign. The sign between them
    is one that `lines` leaves in no text."""
    texts = [text for row in rows for text in (row.goal, row.title, *_OF_COLUMNS(row.cells))]
    if not plain("".join(texts)):
        texts = list(map(lines, texts))
    together = "\0".join(texts)
    escaped = escape(together) if any(map(together.__contains__, _ESCAPED)) else together
    return zip(*[iter(escaped.split("\0"))] * (2 + len(COLUMNS)), strict=False)


def _marks(rows: Iterable[Row]) -> str:
    told = "".join(
        f"<div><dt>{mark}</dt> <dd>{means}</dd></div>\n"
        for mark, means in sentences.meanings(rows, DANISH)
    )
    return f"<h2>{DANISH.marks}</h2>\n<dl>\n{told}</dl>\n" if told else ""
