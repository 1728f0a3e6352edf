"""How large a document may be. A real Bilag 1 has 39 rows and is some fifty kilobytes.

The limits are far above that, and low enough that a hostile file is refused within two seconds and
256 MiB (`tests/test_cli_reading_hostile.py` measures it).
"""

MEBI = 1024 * 1024

FILE = 16 * MEBI
"""Bytes of any file."""
TEXT = 2 * MEBI
"""Bytes of a text or CSV file."""
UNPACKED = 32 * MEBI
"""Bytes of all parts of an XLSX or DOCX file, pictures included, when inflated."""
XML = 8 * MEBI
"""Bytes of all XML parts of an XLSX or DOCX file, when inflated."""
ENTRIES = 1000
"""Parts of an XLSX or DOCX file."""
ELEMENTS = 150_000
"""XML elements in all parts; four attributes count as one more."""
DEPTH = 100
"""XML elements inside each other."""
LINES = 2000
"""Lines with cells (tabs, table rows), whatever they hold."""
ROWS = 300
"""Goals of a document."""
SHEET_ROWS = 10_000
"""The last row of a sheet that may hold a cell."""
CELLS = 200
"""Cells of one line."""
FAULTS = 50
"""Faults that are told; reading stops there."""
