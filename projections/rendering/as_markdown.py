"""Bilag 1 as Markdown (GFM tables), for a wiki, a pull request or a chat.

What people wrote stays text: signs that Markdown reads are escaped, ``<``, ``>``, ``&`` and ``|``
as entities because not every reader knows a backslash before them, and line ends become ``<br>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from projections.bilag1 import COLUMNS, Bilag1, Row, SectionRows
from projections.rendering import sentences
from projections.rendering.text import lines
from projections.rendering.words import DANISH

_BACKSLASHED = frozenset("\\`*_[]#")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>"}
# Direction marks show as what they are, so that they cannot turn the raw text around.
_SIGNS = re.compile(r"[\\`*_\[\]#&<>\n|~$\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def render(report: Bilag1) -> bytes:
    """The report as Markdown in UTF-8."""
    return "\n".join(_lines(report)).encode()


def escaped(text: str) -> str:
    r"""The text with nothing left that Markdown or HTML would read.

    >>> escaped("a|b <i> #c")
    'a&#124;b &lt;i&gt; \\#c'
    """
    return _SIGNS.sub(lambda found: _spelled(found[0]), lines(text).strip())


def _spelled(sign: str) -> str:
    return f"\\{sign}" if sign in _BACKSLASHED else _NAMED.get(sign, f"&#{ord(sign)};")


def _lines(report: Bilag1) -> Iterator[str]:
    agreement = report.agreement
    yield f"# {escaped(agreement.report_title)}"
    yield ""
    yield f"**{escaped(agreement.title)}, {sentences.quarter(report.quarter, DANISH)}**"
    yield ""
    yield f"{sentences.known(report.basis, DANISH)}"
    yield ""
    if not report.basis.complete:
        yield f"> **{DANISH.incomplete}.** {DANISH.incomplete_why}"
        yield ""
    yield " ".join([*sentences.reached(report, DANISH), *sentences.standing(report, DANISH)])
    yield ""
    heads = sentences.heads(report, DANISH)
    for section in report.sections:
        yield from _section(section, heads.values())


def _section(section: SectionRows, heads: Iterable[str]) -> Iterator[str]:
    columns = [DANISH.number, DANISH.title, *heads, DANISH.remark]
    yield f"## {escaped(section.title)}"
    yield ""
    yield f"{sentences.section_count(section, DANISH)}"
    yield ""
    if section.rows:
        yield _line(columns)
        yield _line("---" for _ in columns)
        yield from (_row(row) for row in section.rows)
        yield ""


def _row(row: Row) -> str:
    told = [row.goal, row.title, *(row.cells[name] for name in COLUMNS)]
    return _line([*map(escaped, told), ", ".join(sentences.marks(row, DANISH))])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
