"""Bilag 2, the focus points of a year by theme, as PDF, Word, HTML, Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from projections.focus import Edition, Point
from projections.rendering import foundation, indicator_words, sentences
from projections.rendering.as_markdown import escaped
from projections.rendering.paper import Paper
from projections.rendering.words import DANISH


def title(edition: Edition) -> str:
    """The title of the year's edition."""
    return f"Bilag 2: Fokuspunkter i {edition.year}"


def as_json(edition: Edition) -> bytes:
    """The edition as data; ``positions`` are the events that a point's words rest on."""
    document = {
        "agreement": edition.agreement,
        "year": edition.year,
        "position": edition.basis.position,
        "complete": edition.basis.complete,
        "themes": [
            {"title": theme.title, "points": [_data(point) for point in theme.points]}
            for theme in edition.themes
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _data(point: Point) -> dict[str, object]:
    return {
        "number": point.number,
        "title": point.title,
        "paragraphs": list(point.paragraphs),
        "since": str(point.since),
        "closed": str(point.closed) if point.closed else None,
        "positions": list(point.positions),
    }


def paper(edition: Edition, made_with: tuple[str, ...] = ()) -> Paper:
    """The edition as a document."""
    return Paper(
        over=edition.agreement,
        title=title(edition),
        lead=[("Grundlag", sentences.known(edition.basis, DANISH))],
        basis=edition.basis,
        markdown="\n\n".join(_markdown(edition)),
        facts=foundation.of_paper(edition.agreement, edition.basis, as_json(edition), made_with),
    )


def _markdown(edition: Edition) -> Iterator[str]:
    if not edition.themes:
        yield f"Der er ingen fokuspunkter i {edition.year}."
    for theme in edition.themes:
        yield f"## {escaped(theme.title)}"
        for point in theme.points:
            yield f"### {escaped(point.title)}"
            yield from (paragraph_text(one) for one in point.paragraphs)
            if point.closed is not None:
                yield f"*Afsluttet {indicator_words.day(point.closed)}.*"


def paragraph_text(words: str) -> str:
    """Words that begin a line of Markdown and are only a paragraph there."""
    from projections.rendering.prose import escaped_line

    return escaped_line(words)


def _md(edition: Edition) -> bytes:
    from projections.rendering import paper_md

    return paper_md.render(paper(edition))


def _html(edition: Edition) -> bytes:
    from projections.rendering import paper_html

    return paper_html.render(paper(edition))


def _pdf(edition: Edition) -> bytes:
    from projections.rendering import paper_pdf

    return paper_pdf.render(paper(edition, paper_pdf.MADE_WITH))


def _docx(edition: Edition) -> bytes:
    from projections.rendering import paper_docx

    return paper_docx.render(paper(edition, paper_docx.MADE_WITH))


FORMATS: Mapping[str, Callable[[Edition], bytes]] = {
    "pdf": _pdf,
    "docx": _docx,
    "html": _html,
    "md": _md,
    "json": as_json,
}
"""The formats of ``report bilag2 --format``, each from an edition to the bytes of a file."""
