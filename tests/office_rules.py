"""Rules of a Word file or workbook that no reader but Office minds, and on which it refuses a file.

The schemas of ECMA-376 hold some of them; those here they do not, or only with the whole schema.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_OF_DOCUMENT = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SIGNATURES = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}
_CELL, _SHEET_NAME, _HYPERLINKS, _DESCRIPTION = 32_767, 31, 65_530, 255
_NEVER_IN_A_SHEET_NAME = set("[]:*?/\\")


def broken(data: bytes) -> list[str]:
    """What Office would mind in the file, in words."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: archive.read(name) for name in archive.namelist()}
    read = {name: ElementTree.fromstring(part) for name, part in parts.items()
            if name.endswith((".xml", ".rels"))}  # fmt: skip
    told = [*_names(archive), *_types(parts, read), *_relations(parts, read)]
    if "word/document.xml" in read:
        told += _document(read["word/document.xml"], read["word/styles.xml"])
        if read["word/settings.xml"].find(f"{_W}zoom[@{_W}percent]") is None:
            told.append("a zoom without a percentage")
    if "xl/workbook.xml" in read:
        told += _workbook(read)
    return told


def _names(archive: zipfile.ZipFile) -> Iterator[str]:
    names = Counter(name.lower() for name in archive.namelist())
    yield from (f"{name} stands there twice" for name, n in names.items() if n > 1)
    if archive.namelist()[0] != "[Content_Types].xml":
        yield "the types of the parts do not stand first"


def _types(parts: dict[str, bytes], read: dict[str, Element]) -> Iterator[str]:
    types = list(read["[Content_Types].xml"])
    kinds = {one.get("Extension", "").lower() for one in types}
    named = {one.get("PartName", "") for one in types}
    for name, part in parts.items():
        ending = name.rpartition(".")[2].lower()
        if name != "[Content_Types].xml" and f"/{name}" not in named and ending not in kinds:
            yield f"{name} has no type"
        if ending in _SIGNATURES and not part.startswith(_SIGNATURES[ending]):
            yield f"{name} is no {ending}"
    yield from (f"{name} has a type and is not there" for name in named
                if name and name[1:] not in parts)  # fmt: skip


def _relations(parts: dict[str, bytes], read: dict[str, Element]) -> Iterator[str]:
    known: dict[str, set[str]] = {}
    for name in (one for one in parts if one.endswith(".rels")):
        folder, _, file = name.rpartition("_rels/")
        keys = [one.get("Id", "") for one in read[name]]
        known[folder + file.removesuffix(".rels")] = set(keys)
        if len(set(keys)) < len(keys):
            yield f"{name} has a key twice"
        for one in read[name]:
            target = posixpath.normpath(posixpath.join("/" + folder, one.get("Target", "")))
            if one.get("TargetMode") != "External" and target[1:] not in parts:
                yield f"{name}: {target} is not there"
    for name, root in read.items():
        asked = {value for element in root.iter() for key, value in element.items()
                 if key.startswith(_OF_DOCUMENT)}  # fmt: skip
        yield from (f"{name} asks for {key}" for key in asked - known.get(name, set()))


def _document(body: Element, styles: Element) -> Iterator[str]:
    ids = Counter(one.get("id") for one in body.iter(_DRAWN))
    yield from (f"the drawing {key} twice" for key, n in ids.items() if n > 1)
    for one in body.iter(_DRAWN):
        if not one.get("descr"):
            yield "a drawing without an alternative text"
    opened = Counter(one.get(f"{_W}id") for one in body.iter(f"{_W}bookmarkStart"))
    closed = Counter(one.get(f"{_W}id") for one in body.iter(f"{_W}bookmarkEnd"))
    if opened != closed or any(n > 1 for n in opened.values()):
        yield "bookmarks that are not opened and closed once"
    for table in body.iter(f"{_W}tbl"):
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        for row in table.findall(f"{_W}tr"):
            spans = [one.find(f"{_W}tcPr/{_W}gridSpan") for one in row.findall(f"{_W}tc")]
            wide = sum(1 if one is None else int(one.get(f"{_W}val", "1")) for one in spans)
            if wide != columns:
                yield f"a row of {wide} cells in a table of {columns} columns"
        if not table.findall(f"{_W}tr"):
            yield "a table without rows"
    if any(cell[-1].tag != f"{_W}p" for cell in body.iter(f"{_W}tc")):
        yield "a cell that does not end with a paragraph"
    known = {one.get(f"{_W}styleId") for one in styles.iter(f"{_W}style")}
    used = {one.get(f"{_W}val") for one in body.iter(f"{_W}pStyle")}
    yield from (f"the style {name} is not there" for name in used - known)
    last = body[0][-1]
    if last.tag != f"{_W}sectPr":
        yield "the properties of the section do not stand last"


def _workbook(read: dict[str, Element]) -> Iterator[str]:
    book = read["xl/workbook.xml"]
    names = [one.get("name", "") for one in book.iter(f"{_S}sheet")]
    if len({name.lower() for name in names}) < len(names):
        yield "two sheets of one name"
    for name in names:
        if not 0 < len(name) <= _SHEET_NAME or _NEVER_IN_A_SHEET_NAME & set(name):
            yield f"a sheet's name: {name}"
    texts = ["".join(one.itertext()) for one in read["xl/sharedStrings.xml"].iter(f"{_S}si")]
    yield from (f"a text of {len(one)} signs" for one in texts
                if len(one.encode("utf-16-le")) // 2 > _CELL)  # fmt: skip
    for name, root in read.items():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        if list(root.iter(f"{_S}f")):
            yield f"{name} has a formula"
        if len(list(root.iter(f"{_S}hyperlink"))) > _HYPERLINKS:
            yield f"{name} has too many links"
        for foot in (one.text or "" for one in root.iter(f"{_S}oddFooter")):
            if len(foot) > _DESCRIPTION:
                yield f"{name} has a footer of {len(foot)} signs"
        for row in root.iter(f"{_S}row"):
            cells = [_column(one.get("r", "")) for one in row]
            if cells != sorted(set(cells)):
                yield f"{name}: cells out of order in row {row.get('r')}"
            if float(row.get("ht", "0")) > 409.5:
                yield f"{name}: row {row.get('r')} is too tall"
        for cell in root.iter(f"{_S}c"):
            value = cell.findtext(f"{_S}v", "")
            if cell.get("t") == "s" and int(value) >= len(texts):
                yield f"{name}: {cell.get('r')} holds a text that is not there"
            if cell.get("t") is None and value and float(value) < 0:
                yield f"{name}: {cell.get('r')} is before 1900"


def _column(place: str) -> int:
    column = 0
    for letter in re.sub(r"\d", "", place):
        column = 26 * column + ord(letter) - 64
    return column
