"""A paper as one HTML file without script, font or anything fetched; its charts are in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from importlib import resources
from string import Template

from projections.rendering import foundation, glyphs, paper
from projections.rendering.paper import Block, Paper, Spans
from projections.rendering.text import lines
from projections.rendering.words import DANISH

_LETTERS, _LONG = 25, " long"
"""A word of more letters may be divided in a table, so that none is pushed off the page."""


def render(one: Paper) -> bytes:
    """The paper as an HTML document in UTF-8."""
    page = Template(_page()).substitute(
        title=_text(one.title),
        over=_text(one.over),
        lead=_pairs(one.lead),
        warning="" if one.basis.complete else _warning(),
        body="".join(_block(block) for block in one.blocks),
        signed=_signed(one.signed),
        foundation=foundation.HEADING,
        facts=_pairs(one.facts),
    )
    return page.encode()


@cache
def _page() -> str:
    return resources.files(__package__).joinpath("paper.html").read_text(encoding="utf-8")


def _text(text: str) -> str:
    return escape(lines(text))


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    return "".join(
        f"<div><dt>{_text(label)}</dt> <dd>{_text(value)}</dd></div>\n" for label, value in pairs
    )


def _warning() -> str:
    words = f"<strong>{DANISH.incomplete}</strong> {DANISH.incomplete_why}"
    return f'<p class="warning" role="alert">{words}</p>\n'


def _signed(signed: Sequence[tuple[str, str]]) -> str:
    told = "".join(f"<p>{_text(name)}<br>{_text(office)}</p>\n" for name, office in signed)
    return f'<div class="signed">\n{told}</div>\n' if told else ""


def _block(block: Block) -> str:
    match block:
        case paper.Heading(level, spans):
            return f"<h{level}>{_spans(spans)}</h{level}>\n"
        case paper.Paragraph(spans):
            return f"<p>{_spans(spans)}</p>\n"
        case paper.Items(start, items):
            told = "".join(f"<li>{''.join(map(_block, item))}</li>\n" for item in items)
            opening = "<ul>" if start is None else f'<ol start="{start}">'
            return f"{opening}\n{told}</{'ul' if start is None else 'ol'}>\n"
        case paper.Quote(blocks):
            return f"<blockquote>{''.join(map(_block, blocks))}</blockquote>\n"
        case paper.Grid():
            return _grid(block)
        case paper.Figure(svg, _):
            return f"<figure>{svg}</figure>\n"
        case paper.Rule():
            return "<hr>\n"


def _grid(grid: paper.Grid) -> str:
    heads = "".join(
        f'<th scope="col" class="{align}">{_spans(cell)}</th>'
        for cell, align in zip(grid.head, grid.aligns, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td class="{align}{_LONG if _has_long_word(cell) else ""}">{_spans(cell)}</td>'
            for cell, align in zip(row, grid.aligns, strict=True)
        )
        + "</tr>\n"
        for row in grid.rows
    )
    return (
        f'<div class="scroll" role="region" aria-label="Tabel" tabindex="0">\n<table>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def _has_long_word(cell: Spans) -> bool:
    return glyphs.has_long_word(paper.plain(cell), _LETTERS)


def _spans(spans: Spans) -> str:
    return "".join(_span(one) for one in spans)


def _span(span: paper.Span) -> str:
    told = _text(span.text).replace("\n", "<br>")
    for tag in (["em"] if span.emph else []) + (["strong"] if span.strong else []):
        told = f"<{tag}>{told}</{tag}>"
    return f'<a href="{escape(span.link)}">{told}</a>' if span.link else told
