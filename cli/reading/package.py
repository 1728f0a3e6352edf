"""XLSX and DOCX files are ZIP files of XML; this checks one before any library opens it.

The central directory is checked first, then every part is inflated through a bound, because the
sizes in the directory are claims. XML parts are read once with a hardened parser that counts: no
DTD, no entities, no more elements or depth than a real document needs, and no cells outside the
limits of a sheet. What passes is safe to give to openpyxl and python-docx.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from cli.reading import limits
from cli.reading.model import Sentence, Unreadable

_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
_BROKEN = Unreadable("broken-file", Sentence("filen er beskadiget og kan ikke pakkes ud"))


def check(data: bytes) -> frozenset[str]:
    """Check a package and answer the names of its parts; raises `Unreadable`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _check_directory(parts)
            _check_parts(package, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise _BROKEN from error
    return frozenset(part.filename for part in parts)


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > limits.ENTRIES:
        raise Unreadable("bomb", Sentence("filen har flere end {n} dele", n=limits.ENTRIES))
    if len({part.filename.casefold() for part in parts}) < len(parts):
        raise Unreadable("broken-file", Sentence("to dele af filen har samme navn"))
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unreadable("encrypted", Sentence("filen er beskyttet med adgangskode"))
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise Unreadable(
            "broken-file", Sentence("filen er pakket på en måde, som Office ikke bruger")
        )
    if sum(part.file_size for part in parts) > limits.UNPACKED:
        raise _bomb()


def _bomb() -> Unreadable:
    return Unreadable(
        "bomb", Sentence("filen fylder mere end {mib} MiB udpakket", mib=limits.UNPACKED // 2**20)
    )


def _check_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    from cli.reading.xmlcount import XmlCounter

    unpacked = 0
    counter = XmlCounter()
    for part in parts:
        is_xml: bool | None = None
        for chunk in _chunks(package, part):
            unpacked += len(chunk)
            if unpacked > limits.UNPACKED:
                raise _bomb()
            if is_xml is None:
                is_xml = _looks_like_xml(part.filename, chunk)
                if is_xml:
                    counter.start(part.filename)
            if is_xml:
                counter.feed(chunk)
        if is_xml:
            counter.finish()


def _chunks(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _looks_like_xml(name: str, chunk: bytes) -> bool:
    # A part is opened by its relationship, whatever it is called: the first sign decides too.
    if re.search(r"\.(xml|rels|vml)$", name, re.IGNORECASE):
        return True
    return chunk[:256].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")
