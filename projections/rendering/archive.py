"""Office files are zip archives: here they get one order, one time and one way of packing.

The parts are stored, not deflated: what deflate makes of a text depends on the zlib of the machine
(zlib, zlib-ng, Intel's), and these files promise the same bytes on any machine. A Bilag 1 of 39
goals is some hundred kilobytes larger for it.
"""

from __future__ import annotations

import io
import zipfile

_FIRST = "[Content_Types].xml"
_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can name; what the report rests on stands in the document."""


def settled(data: bytes) -> bytes:
    """The same archive with its parts in order, at one time, stored."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w") as archive:
        for name in sorted(made.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, made.read(name), zipfile.ZIP_STORED)
    return out.getvalue()
