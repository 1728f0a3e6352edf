"""What papers share: the formats of their files, each imported when it is used, and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from projections.rendering.as_markdown import escaped
from projections.rendering.paper import Paper

Model = TypeVar("Model")


def formats(
    paper: Callable[[Model, tuple[str, ...]], Paper], as_json: Callable[[Model], bytes]
) -> Mapping[str, Callable[[Model], bytes]]:
    """The formats by name, each from a model to a file's bytes.

    ``paper`` makes the paper of a model; its second argument names what the file is made with.
    """

    def pdf(model: Model) -> bytes:
        from projections.rendering import paper_pdf

        return paper_pdf.render(paper(model, paper_pdf.MADE_WITH))

    def docx(model: Model) -> bytes:
        from projections.rendering import paper_docx

        return paper_docx.render(paper(model, paper_docx.MADE_WITH))

    def html(model: Model) -> bytes:
        from projections.rendering import paper_html

        return paper_html.render(paper(model, ()))

    def md(model: Model) -> bytes:
        from projections.rendering import paper_md

        return paper_md.render(paper(model, ()))

    return {"pdf": pdf, "docx": docx, "html": html, "md": md, "json": as_json}


def table(aligns: str, rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown, its first row the head; ``aligns`` is ``l`` or ``r`` for each column."""
    lines = [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows]
    marks = f"| {' | '.join('--:' if one == 'r' else '---' for one in aligns)} |"
    return "\n".join([lines[0], marks, *lines[1:]]) + "\n"
