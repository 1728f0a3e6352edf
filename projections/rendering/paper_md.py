"""A paper as Markdown: its text as it is, with a chart told in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from projections.rendering import foundation
from projections.rendering.as_markdown import escaped
from projections.rendering.paper import CHART, Paper
from projections.rendering.words import DANISH

_CHART = re.compile(rf"!\[((?:\\.|[^\]\\])*)\]\({CHART}[^)]*\)")


def render(paper: Paper) -> bytes:
    """The paper as Markdown in UTF-8."""
    return ("\n".join(_lines(paper)).rstrip() + "\n").encode()


def _lines(paper: Paper) -> Iterator[str]:
    yield from (escaped(paper.over), "", f"# {escaped(paper.title)}", "")
    for label, value in paper.lead:
        yield f"**{escaped(label)}:** {escaped(value)}  "  # two blanks end a line
    yield ""
    if not paper.basis.complete:
        yield from (f"> **{DANISH.incomplete}.** {DANISH.incomplete_why}", "")
    yield _CHART.sub(lambda found: f"Figur: {found[1]}", paper.markdown).strip()
    yield ""
    for name, office in paper.signed:
        yield f"{escaped(name)}{f', {escaped(office)}' if office else ''}  "
    yield from ("", f"## {foundation.HEADING}", "", "| | |", "| --- | --- |")
    yield from (f"| {escaped(label)} | {escaped(value)} |" for label, value in paper.facts)
