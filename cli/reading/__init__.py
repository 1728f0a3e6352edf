"""Reads Bilag 1 from the bytes of a file: text, CSV, XLSX, DOCX, or our own JSON.

Bytes in, model out: no ledger, no clock, no environment. What has one reading is repaired and told;
what has two, or none, refuses the whole document with all that is wrong in it.
"""

from cli.reading.document import read
from cli.reading.model import (
    TITLES,
    Document,
    DocumentRefused,
    Fault,
    Repair,
    Row,
    SectionRows,
    Sentence,
)

__all__ = [
    "TITLES",
    "Document",
    "DocumentRefused",
    "Fault",
    "Repair",
    "Row",
    "SectionRows",
    "Sentence",
    "read",
]
