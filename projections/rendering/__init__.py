"""Bilag 1 as a file or on a terminal: a report model goes in, bytes (or text) come out.

Everything here is pure: no clock, no environment, no disk but the package's templates and fonts.
The same report gives the same bytes on every machine, so that a sealed file can be made again and
compared.

Documents (all formats, and the cells of json) are Danish whatever the reader's language; only the
terminal table speaks English too. Each format is imported when it is used: a command that prints
one status pays for none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from projections.bilag1 import Bilag1


def _md(report: Bilag1) -> bytes:
    from projections.rendering import as_markdown

    return as_markdown.render(report)


def _csv(report: Bilag1) -> bytes:
    from projections.rendering import as_csv

    return as_csv.render(report)


def _json(report: Bilag1) -> bytes:
    from projections.rendering import as_json

    return as_json.render(report)


def _html(report: Bilag1) -> bytes:
    from projections.rendering import as_html

    return as_html.render(report)


def _pdf(report: Bilag1) -> bytes:
    from projections.rendering import as_pdf

    return as_pdf.render(report)


def _docx(report: Bilag1) -> bytes:
    from projections.rendering import as_docx

    return as_docx.render(report)


def _xlsx(report: Bilag1) -> bytes:
    from projections.rendering import as_xlsx

    return as_xlsx.render(report)


FORMATS: Mapping[str, Callable[[Bilag1], bytes]] = {
    "md": _md,
    "csv": _csv,
    "json": _json,
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
}
"""The file formats of ``report bilag1 --format``, each from a report to the bytes of a file."""


def versions() -> dict[str, str]:
    """What the files are made with, by name: Tovholder, and what the formats need beside it."""
    from importlib.metadata import version

    from projections.rendering import as_docx, as_pdf, as_xlsx

    made_with = (*as_pdf.MADE_WITH, *as_docx.MADE_WITH, *as_xlsx.MADE_WITH)
    named = dict(one.rsplit(" ", 1) for one in made_with)
    return {"Tovholder": version("tovholder"), **named}


def first_page(report: Bilag1) -> bytes:
    """A picture (PNG) of the first page of the report as PDF."""
    from projections.rendering import as_pdf

    return as_pdf.first_page(report)


BINARY = frozenset({"pdf", "docx", "xlsx"})
"""The formats that are no text: a terminal cannot show them."""
