"""XLSX files as lines of cells: every sheet, cached values of formulas, no guessing at numbers."""

from __future__ import annotations

import io
import re
import warnings
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from cli.reading import limits, package
from cli.reading.beside import beside
from cli.reading.cells import RAISED_FIGURE, figures_meet
from cli.reading.lines import LineMaker, Sheet
from cli.reading.model import Sentence, Unreadable

_MERGED = ("merged-cells", Sentence("rækken har flettede celler; del dem og udfyld hver celle"))
_HIDDEN_ROW = ("hidden", Sentence("rækken er skjult, måske af et filter; vis den, eller slet den"))
_HIDDEN_SHEET = ("hidden", Sentence("arket er skjult; vis det, eller slet det"))
_HIDDEN_COLUMN = (
    "hidden",
    Sentence("en celle står i en skjult kolonne; vis kolonnen, eller slet den"),
)
_STRUCK = (
    "struck-through",
    Sentence("en celle er gennemstreget; slet dens tekst, eller fjern stregen"),
)
_NO_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
"""What a number format shows as it stands, and its language."""
_PLAIN_FORMATS = frozenset({"General", "0", "@"})


def sheets(data: bytes) -> list[Sheet]:
    """The worksheets of a workbook; raises `Unreadable` for what is no XLSX file."""
    if "xl/workbook.xml" not in {name.lower() for name in package.check(data)}:
        raise Unreadable("unknown-format", Sentence("filen er ikke en XLSX-fil"))
    import openpyxl

    with ExitStack() as stack, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            books = [
                openpyxl.load_workbook(
                    io.BytesIO(data),
                    read_only=True,
                    data_only=cached,
                    keep_links=False,
                    rich_text=cached,
                )
                for cached in (True, False)
            ]
            for book in books:
                stack.callback(book.close)
            values, formulas = (book.worksheets for book in books)
            return _named([_sheet(*pair) for pair in zip(values, formulas, strict=True)])
        except Unreadable:
            raise
        except Exception as error:  # openpyxl raises whatever a malformed part makes happen
            raise Unreadable(
                "broken-file", Sentence("XLSX-filen kan ikke læses: {error}", error=error)
            ) from error


def _sheet(values: Any, formulas: Any) -> Sheet:
    maker = LineMaker([])
    flaws, hidden = _flaws(values)
    unread = beside(values)
    for sheet in (values, formulas):
        # The dimension in the file is a claim; without it each row is as long as its own cells.
        sheet.reset_dimensions()
    rows = zip(values.iter_rows(), formulas.iter_rows(), strict=True)
    for number, (cached, written) in enumerate(rows, 1):
        flaw: tuple[str, Sentence] | None = None
        texts: list[str] = []
        for value, formula in zip(cached, written, strict=True):
            text, wrong = _cell(value, formula)
            texts.append(text)
            flaw = flaw or wrong
            if hidden and text.strip() and len(texts) in hidden:
                flaw = flaw or _HIDDEN_COLUMN
        here = unread.get(number, {})
        texts += [""] * (max(here, default=-1) + 1 - len(texts))
        # A cell that could not be read still makes the line a line, so that its fault is told.
        maker.add(number, texts, flaw, here)
    lines = tuple(replace(line, flaw=line.flaw or flaws.get(line.number)) for line in maker.lines)
    if values.sheet_state != "visible":
        lines = tuple(replace(line, flaw=_HIDDEN_SHEET) for line in lines)
    return Sheet(lines, prose=False, name=values.title)


def _named(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets that hold something; one alone needs no name."""
    filled = [sheet for sheet in sheets if sheet.lines]
    return filled if len(filled) > 1 else [replace(sheet, name="") for sheet in filled]


def _flaws(sheet: Any) -> tuple[dict[int, tuple[str, Sentence]], set[int]]:
    """The rows that are hidden, that a merged cell touches or that hold text of their own with a
    line through it or a raised figure; and the columns that are hidden.

    A read-only sheet does not tell either, its XML does.
    """
    from defusedxml.ElementTree import iterparse
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.utils import range_boundaries

    found: dict[int, tuple[str, Sentence]] = {}
    hidden: set[int] = set()
    number, struck, raised = 0, False, False
    with sheet._get_source() as source:
        for _, element in iterparse(source, forbid_dtd=True):
            if element.tag.endswith("}mergeCell"):
                _, first, _, last = range_boundaries(element.get("ref", "A1"))
                rows = range(first or 1, min(last or 1, (first or 1) + 10_000) + 1)
                found |= dict.fromkeys(rows, _MERGED)
            elif element.tag.endswith("}col") and _hides(element):
                first, last = int(element.get("min") or 1), int(element.get("max") or 1)
                hidden |= set(range(first, min(last, limits.CELLS) + 1))
            elif element.tag.endswith("}strike"):
                struck |= element.get("val") not in ("0", "false")
            elif element.tag.endswith("}is"):
                raised |= _raised_figure(CellRichText.from_tree(element))
            elif element.tag.endswith("}row"):
                number = int(element.get("r") or number + 1)
                if struck:
                    found[number], struck = _STRUCK, False
                if raised:
                    found[number], raised = RAISED_FIGURE, False
                if _hides(element):
                    found[number] = _HIDDEN_ROW
                element.clear()
    return found, hidden


def _hides(element: Any) -> bool:
    return element.get("hidden") in ("1", "true")


def _cell(value: Any, formula: Any) -> tuple[str, tuple[str, Sentence] | None]:
    content = value.value
    if content is None:
        # A formula whose cached value is the empty string is written with the type "str".
        if formula.data_type == "f" and value.data_type != "s":
            return "?", (
                "formula",
                Sentence("en formel har ingen gemt værdi; gem filen i Excel først"),
            )
        return "", None
    if value.data_type == "e":
        return str(content), (
            "cell-type",
            Sentence("cellen holder fejlen {content}", content=content),
        )
    if value.font.strike or _partly_struck(content):
        return str(content), _STRUCK
    if _raised_figure(content):
        return str(content), RAISED_FIGURE
    if isinstance(content, list):  # text with formatting inside it
        return str(content), None
    if isinstance(content, str):
        return content, None
    return _number(content, value.number_format)


def _partly_struck(content: Any) -> bool:
    parts = content if isinstance(content, list) else ()
    return any(part.font.strike for part in parts if not isinstance(part, str))


def _raised_figure(content: Any) -> bool:
    parts = content if isinstance(content, list) else ()
    return any(
        not isinstance(raised, str)
        and raised.font.vertAlign in ("superscript", "subscript")
        and figures_meet(str(before), str(raised))
        for before, raised in pairwise(parts)
    )


def _is_day(shown_as: str) -> bool:
    """Whether a format shows day, month and year, and no time: "okt-21" is no day."""
    letters = set(_NO_LETTERS.sub("", shown_as).lower())
    return letters >= set("dmy") and not letters & set("hs")


def _number(content: Any, shown_as: str) -> tuple[str, tuple[str, Sentence] | None]:
    if isinstance(content, datetime | date):
        content = f"{content:%d-%m-%Y}"
        if _is_day(shown_as):
            return content, None
    whole = isinstance(content, int | float) and not isinstance(content, bool)
    if whole and shown_as in _PLAIN_FORMATS and content == int(content):
        return str(int(content)), None
    if whole and shown_as == "General":
        return str(content).replace(".", ","), None
    why = Sentence(
        "cellen holder {content} og vises som noget andet; skriv den som tekst", content=content
    )
    return str(content), ("cell-type", why)
