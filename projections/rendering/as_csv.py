"""Bilag 1 as CSV: semicolons, CRLF (RFC 4180) and UTF-8, as a Danish spreadsheet expects.

The heads are those of the document, so that the file can be imported again. A cell that begins with
``=``, ``+``, ``-``, ``@``, a tab or a line end, or with the full-width form of such a sign, would
be *run* as a formula by Excel and LibreOffice when somebody opens the file: ``=HYPERLINK(...)`` can
send the sheet away, ``=cmd|...`` can start a program. Such a cell gets an apostrophe in front,
which spreadsheets read as "this is text". (OWASP, *CSV Injection*.)
"""

from __future__ import annotations

import codecs
import csv
import io
import re

from projections.bilag1 import COLUMNS, Bilag1, Row
from projections.rendering import sentences
from projections.rendering.words import DANISH

# Apostrophes before the sign count too, so that `original` has only one answer.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def render(report: Bilag1, bom: bool = False) -> bytes:
    """The report as CSV. ``bom`` puts a byte order mark first, for an Excel that guesses wrong."""
    heads = sentences.heads(report, DANISH)
    lines = [
        [DANISH.section, DANISH.number, DANISH.title, *heads.values(), DANISH.remark],
        *(_cells(section.letter, row) for section in report.sections for row in section.rows),
    ]
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerows([neutral(cell) for cell in line] for line in lines)
    return (codecs.BOM_UTF8 if bom else b"") + file.getvalue().encode()


def neutral(cell: str) -> str:
    """The cell as a spreadsheet may have it: an apostrophe before what would be a formula.

    >>> neutral("=1+1"), neutral("19,9 %")
    ("'=1+1", '19,9 %')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def original(cell: str) -> str:
    """The cell that `neutral` made this of; any other cell stays as it is.

    >>> original("'=1+1"), original("'t Hart")
    ('=1+1', "'t Hart")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cells(letter: str, row: Row) -> list[str]:
    remark = "; ".join(sentences.marks(row, DANISH))
    return [letter, row.goal, row.title, *(row.cells[name] for name in COLUMNS), remark]
