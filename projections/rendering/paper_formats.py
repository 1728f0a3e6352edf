"""A paper as a file, in each of the formats that papers have. Each is imported when it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

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
