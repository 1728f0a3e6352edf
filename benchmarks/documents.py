"""Rows 10, 11 and 12: documents, the bridge between two reports, sealed files made anew."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from html import escape
from importlib import resources
from string import Template
from typing import Any

from benchmarks import data
from benchmarks.measure import Line, Maker, in_turn, p50, p99, progress
from benchmarks.stores import Backend, close, open_ledger
from domain.quarters import Quarter
from domain.recording import Moment, Provenance
from projections import bridge_questions, regeneration, rendering, sealing
from projections.bilag1 import COLUMNS, Bilag1
from projections.questions import Questions

MANY = 2_000
QUARTER = Quarter(2021, 3)


def _questions(url: str, stack: ExitStack) -> Questions:
    ledger = open_ledger(url)
    stack.callback(close, ledger)
    recorder: Any = ledger.recorder
    return Questions(recorder)


def _cells(report: Bilag1) -> list[list[str]]:
    return [[row.goal, row.title, *(row.cells[name] for name in COLUMNS)] for row in report.rows()]


def _pdf_floor(report: Bilag1) -> Callable[[], object]:
    """The same page by the bare compiler, with its JSON ready."""
    import typst

    from projections.rendering import as_pdf

    told = json.dumps(as_pdf._document(report), ensure_ascii=False)
    folder = resources.files("projections.rendering")
    with resources.as_file(folder) as path:
        return partial(
            typst.compile, path / "bilag1.typ", root=path, font_paths=[path / "fonts"],
            ignore_system_fonts=True, format="pdf", sys_inputs={"report": told},
            pdf_standards=["ua-1", "a-2a"], timestamp=0,
        )  # fmt: skip


def _docx_floor(report: Bilag1) -> Callable[[], object]:
    """A table of the same cells by python-docx's own means, saved."""
    import docx

    rows = _cells(report)

    def made() -> object:
        document = docx.Document()
        table = document.add_table(len(rows), len(rows[0]))
        for row, told in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, told, strict=True):
                cell.text = text
        document.save(io.BytesIO())
        return document

    return made


def _xlsx_floor(report: Bilag1) -> Callable[[], object]:
    """The same two sheets by XlsxWriter's own means, with every text, look and height ready."""
    import xlsxwriter

    from projections.rendering import as_xlsx, foundation, sentences
    from projections.rendering.words import DANISH

    heads = [("", "head"), *((head, "head") for head in sentences.heads(report, DANISH).values())]
    ready = [as_xlsx._cells(part.letter, row) for part in report.sections for row in part.rows]
    cells = [list(zip(*row, strict=True)) for row in ready]
    heights = [40.0, *(as_xlsx._height(texts) for texts, _ in ready)]
    facts = foundation.facts(report, as_xlsx.MADE_WITH)
    basis = [[(label, "label"), (value, "wrapped")] for label, value in facts]

    def made() -> object:
        book = xlsxwriter.Workbook(io.BytesIO(), dict(as_xlsx._STRINGS))
        looks = {name: book.add_format({**as_xlsx._FONT, **look})
                 for name, look in as_xlsx._LOOKS.items()}  # fmt: skip
        for told in ([heads, *cells], basis):
            sheet = book.add_worksheet()
            for at, row in enumerate(told):
                for column, (text, look) in enumerate(row):
                    sheet.write_string(at, column, text, looks[look])
                if told is not basis:
                    sheet.set_row(at, heights[at])
        for column, width in enumerate(as_xlsx._WIDTHS.values()):
            book.worksheets()[0].set_column(column, column, width)
        book.close()
        return book

    return made


def _html_floor(report: Bilag1) -> Callable[[], object]:
    """The same cells in the same frame by `string.Template`, escaped."""
    rows = _cells(report)
    frame = resources.files("projections.rendering").joinpath("bilag1.html").read_text("utf-8")
    style = resources.files("projections.rendering").joinpath("bilag1.css").read_text("utf-8")
    empty = dict.fromkeys(
        ("title", "agreement", "quarter", "known", "warning", "lead", "standing", "basis", "marks"),
        "",
    )

    def made() -> object:
        told = "".join(
            "<tr>" + "".join(
                f'<td class="c-{name}"><span class="cell">{escape(text)}</span></td>\n'
                for name, text in zip(("number", "title", *COLUMNS), row, strict=True)
            ) + "</tr>\n"
            for row in rows
        )  # fmt: skip
        return Template(frame).substitute(**empty, style=style, sections=told).encode()

    return made


FLOORS: Mapping[str, tuple[Callable[[Bilag1], Callable[[], object]], str]] = {
    "pdf": (_pdf_floor, "typst.compile, JSON ready"),
    "docx": (_docx_floor, "python-docx, the cells alone"),
    "xlsx": (_xlsx_floor, "XlsxWriter, both sheets, their cells ready"),
    "html": (_html_floor, "string.Template, escaped cells"),
}


def _cut(report: Bilag1, rows: int) -> Bilag1:
    """The report with so many rows of its first sections."""
    sections = []
    for section in report.sections:
        sections.append(replace(section, rows=section.rows[:rows]))
        rows -= len(sections[-1].rows)
    return replace(report, sections=tuple(sections))


class _Anew:
    """The same report at another moment each time: Typst remembers pages that it made before."""

    def __init__(self, report: Bilag1) -> None:
        self._report, self._known_at = report, report.basis.known_at or 0

    def __call__(self) -> Bilag1:
        self._known_at += 60_000_000
        basis = replace(self._report.basis, known_at=self._known_at)
        first, *others = self._report.sections
        rows = tuple(
            row._replace(cells={**row.cells, "content": f"{self._known_at} {row.cells['content']}"})
            for row in first.rows
        )
        return replace(self._report, basis=basis, sections=(replace(first, rows=rows), *others))


def formats(backend: Backend, size: str) -> list[Line]:
    """Row 10: each format of 39 rows beside the bare library; 2,000 rows beside 39."""
    progress(f"row 10: documents of 39 and of {MANY:,} rows, {size}")
    with ExitStack() as stack:
        questions = _questions(backend.filled(size), stack)
        last = questions.last_position()
        few = questions.bilag1(data.SMALL_AGREEMENT, QUARTER, last)
        many = _cut(questions.bilag1(data.LARGE_AGREEMENT, QUARTER, last), MANY)
    lines: list[Line] = []
    for form, (floor, name) in FLOORS.items():
        render = rendering.FORMATS[form]
        few_anew, many_anew = _Anew(few), _Anew(many)
        makers: dict[str, Maker] = {
            "ours": lambda r=render, a=few_anew: partial(r, a()),  # type: ignore[misc]
            "floor": lambda f=floor, a=few_anew: f(a()),  # type: ignore[misc]
        }
        taken = in_turn(makers, rounds=7, calls=3)
        last_maker: Maker = lambda r=render, a=many_anew: partial(r, a())  # type: ignore[misc] # noqa: E731
        taken |= in_turn({"many": last_maker}, rounds=2, warm=0)
        ms = {which: p50(seconds) * 1e3 for which, seconds in taken.items()}
        lines += [
            Line("10", f"{form.upper()} of 39 rows", "ms", ms["ours"], ms["floor"],
                 budget="<= 1.3x of the bare library", holds=ms["ours"] <= 1.3 * ms["floor"],
                 ours_p99=p99(taken["ours"]) * 1e3, floor_name=name),
            Line("10", f"{form.upper()} of {MANY:,} rows against 39", "ms", ms["many"], ms["ours"],
                 budget="<= 60x of 39", holds=ms["many"] <= 60 * ms["ours"]),
        ]  # fmt: skip
    return lines


def bridge(backend: Backend, size: str) -> list[Line]:
    """Row 11: the bridge of 5,000 goals from one quarter to the next, as known at its end."""
    progress(f"row 11: the bridge of 5,000 goals, {backend.name}, {size}")
    agreement = data.LARGE_AGREEMENT
    with ExitStack() as stack:
        questions = _questions(backend.filled(size), stack)
        last = questions.last_position()
        ends = [(QUARTER, last * 27 // 40), (QUARTER.next(), last * 28 // 40)]
        makers: dict[str, Maker] = {
            "two reports": lambda: lambda: [questions.bilag1(agreement, *end) for end in ends],
            "ours": lambda: partial(
                bridge_questions.between, questions, agreement, ends[0], ends[1]
            ),
        }
        taken = in_turn(makers, rounds=7)
    ms = {name: p50(seconds) * 1e3 for name, seconds in taken.items()}
    return [
        Line("11", f"bridge of 5,000 goals, {backend.name}, {size}", "ms", ms["ours"],
             ms["two reports"], budget="< 400 ms", holds=ms["ours"] < 400,
             ours_p99=p99(taken["ours"]) * 1e3, floor_name="the two reports")
    ]  # fmt: skip


def seals(backend: Backend, size: str) -> list[Line]:
    """Row 12: 40 seals of the small agreement made anew, beside rendering their files."""
    progress(f"row 12: 40 seals made anew, {size}")
    agreement = data.SMALL_AGREEMENT
    with ExitStack() as stack:
        ledger = open_ledger(stack.enter_context(backend.copied(size)))
        stack.callback(close, ledger)
        recorder: Any = ledger.recorder
        questions = Questions(recorder)
        last = questions.last_position()
        now = questions.recorded_at(last) or 0
        for n, quarter in enumerate(data.quarters()):
            position = last * (n + 1) // data.QUARTERS
            command = sealing.prepare(questions, agreement, quarter, position)
            by = Provenance(data.SECRETARIAT, "cli", "", f"seal:{n}")
            ledger.handle(agreement.id, command, by, Moment(now, agreement.end))
        every = sealing.seals(questions, agreement)
        reports = [
            questions.bilag1(agreement, one.paper.quarter, one.event.position) for one in every
        ]
        versions = rendering.versions()

        def again() -> None:
            found = regeneration.regenerate(questions, agreement, every, versions, lambda *_: None)
            if not all(one.identical for one in found):
                raise AssertionError("a seal of the benchmark came out otherwise")

        makers: dict[str, Maker] = {
            "rendered": lambda: (
                lambda: [make(one) for one in reports for make in rendering.FORMATS.values()]
            ),
            "ours": lambda: again,
        }
        taken = in_turn(makers, rounds=2, warm=0)
    seconds = {name: p50(some) for name, some in taken.items()}
    return [
        Line("12", f"40 seals made anew, {backend.name}, {size}", "s", seconds["ours"],
             seconds["rendered"], budget="<= 1.2x of rendering them",
             holds=seconds["ours"] <= 1.2 * seconds["rendered"],
             floor_name="their files, the reports ready")
    ]  # fmt: skip
