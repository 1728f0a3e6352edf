"""Reads the XML parts of a package once, keeps nothing, and stops at the first excess."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from cli.reading import limits
from cli.reading.model import Sentence, Unreadable


class XmlCounter(ContentHandler):
    """Counts bytes, elements and depth over all parts; raises `Unreadable` at a limit."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = self._elements = self._depth = 0
        self._row = self._column = 0
        self._parser = DefusedExpatParser(forbid_dtd=True)

    def start(self, name: str) -> None:
        """Begin a part."""
        self._name = name
        self._depth = self._row = self._column = 0
        self._parser = DefusedExpatParser(forbid_dtd=True)
        self._parser.setContentHandler(self)

    def feed(self, chunk: bytes) -> None:
        self._bytes += len(chunk)
        if self._bytes > limits.XML:
            raise Unreadable(
                "bomb", Sentence("filen har mere end {mib} MiB XML", mib=limits.XML // 2**20)
            )
        self._run(lambda: self._parser.feed(chunk))

    def finish(self) -> None:
        """End a part; an unfinished document is a broken one."""
        self._run(self._parser.close)

    def _run(self, step: Callable[[], object]) -> None:
        try:
            step()
        except DefusedXmlException as error:
            raise Unreadable(
                "entities",
                Sentence("{part} har en DTD eller egne entiteter, som ikke læses", part=self._name),
            ) from error
        except SAXException as error:
            raise Unreadable(
                "broken-file", Sentence("{part} er ikke gyldig XML", part=self._name)
            ) from error

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        self._elements += 1 + len(attrs) // 4
        self._depth += 1
        if self._elements > limits.ELEMENTS or self._depth > limits.DEPTH:
            raise Unreadable(
                "bomb",
                Sentence("{part} har flere eller dybere elementer end tilladt", part=self._name),
            )
        local = name.rpartition(":")[2]
        if local == "row" and "worksheets/" in self._name:
            self._sheet_row(attrs)
        elif local == "c" and "worksheets/" in self._name:
            self._sheet_cell(attrs)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802
        self._depth -= 1

    def _sheet_row(self, attrs: AttributesImpl) -> None:
        number = int(attrs.get("r") or self._row + 1)
        if number > limits.SHEET_ROWS:
            raise Unreadable(
                "too-many-rows",
                Sentence("arket går ud over række {limit}", limit=limits.SHEET_ROWS),
                number,
            )
        if number <= self._row:
            # openpyxl would leave such a row out without a word.
            raise Unreadable(
                "broken-file",
                Sentence("{part}: rækkerne står ikke i orden", part=self._name),
                number,
            )
        self._row, self._column = number, 0

    def _sheet_cell(self, attrs: AttributesImpl) -> None:
        letters = (attrs.get("r") or "").rstrip("0123456789")
        number = _column_number(letters) if letters else self._column + 1
        if number > limits.CELLS:
            raise Unreadable(
                "too-many-columns",
                Sentence("arket går ud over kolonne {limit}", limit=limits.CELLS),
                self._row,
            )
        if number <= self._column:
            raise Unreadable(
                "broken-file",
                Sentence("{part}: cellerne står ikke i orden", part=self._name),
                self._row,
            )
        self._column = number


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
