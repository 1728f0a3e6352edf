"""DOCX files as lines of cells: every table of the document's body.

The text of a cell is read from its XML and not through ``cell.text``, which leaves out what stands
in content controls and inserted revisions without a word.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from cli.reading import package
from cli.reading.cells import RAISED_FIGURE, figures_meet
from cli.reading.lines import Beside, LineMaker, Sheet
from cli.reading.model import Sentence, Unreadable
from projections.rendering.wordml import FIGURE

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_TEXT = {"t": None, "tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "p": " "}
_STRUCK = frozenset({"strike", "dstrike", "vanish"})
_OFF = frozenset({"0", "false", "off", "baseline"})
_BESIDE = {
    "drawing": "picture",
    "pict": "picture",
    "object": "picture",
    "commentReference": "comment",
    "footnoteReference": "note",
    "endnoteReference": "note",
}
_FLAW_OF = {
    **dict.fromkeys(
        ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"), "changes"
    ),
    **dict.fromkeys(("sym", _FORMULA), "symbol"),
    **dict.fromkeys(("ddList", "checkBox"), "field"),
    "txbxContent": "nested",
    **dict.fromkeys(("gridSpan", "vMerge", "hMerge", "gridBefore", "gridAfter"), "merged"),
}
"""What of `_FLAWS` an element is, wherever it stands in a row."""
_FLAWS = {
    "changes": (
        "tracked-changes",
        Sentence("rækken har registrerede ændringer; godkend eller afvis dem"),
    ),
    "struck": (
        "struck-through",
        Sentence(
            "rækken har gennemstreget eller skjult tekst; slet den, eller fjern formateringen"
        ),
    ),
    "raised": RAISED_FIGURE,
    "symbol": (
        "symbol",
        Sentence("rækken har et symbol eller en formel, som ikke kan læses; skriv det som tekst"),
    ),
    "field": (
        "form-field",
        Sentence(
            "rækken har en rulleliste eller et afkrydsningsfelt, som ikke kan læses; "
            "skriv det som tekst"
        ),
    ),
    "nested": ("nested-table", Sentence("en celle indeholder en tabel eller et tekstfelt")),
    "merged": (
        "merged-cells",
        Sentence("rækken har flettede celler; del dem og udfyld hver celle"),
    ),
    "picture": (
        "picture",
        Sentence(
            "rækken har et billede og ingen tekst; skriv det, som billedet viser, eller slet rækken"
        ),
    ),
}
_FLAWS_OF_BLANK = frozenset({"changes", "picture"})


def sheets(data: bytes) -> list[Sheet]:
    """The tables of a Word document; raises `Unreadable` for what is no DOCX file."""
    if "word/document.xml" not in {name.lower() for name in package.check(data)}:
        raise Unreadable("unknown-format", Sentence("filen er ikke en DOCX-fil"))
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        _choose_alternatives(document.element.body)
        return list(_tables(document.element.body, _styles(document.styles.element)))
    except Unreadable:
        raise
    except Exception as error:  # python-docx raises whatever a malformed part makes happen
        raise Unreadable(
            "broken-file", Sentence("DOCX-filen kan ikke læses: {error}", error=error)
        ) from error


def _choose_alternatives(body: Any) -> None:
    """Leave one of each thing that stands there in several forms, for newer and older versions of
    Word: the first with text in it, or else the first."""
    for several in list(body.iter(f"{_MC}AlternateContent")):
        forms = list(several)
        with_text = (one for one in forms if next(one.iter(f"{_W}t"), None) is not None)
        chosen = next(with_text, forms[0] if forms else None)
        for one in forms:
            if one is not chosen:
                several.remove(one)


class _Styles(NamedTuple):
    """The character styles that strike or hide their text, and those that raise or lower it."""

    struck: frozenset[str]
    raised: frozenset[str]


def _styles(styles: Any) -> _Styles:
    struck, raised = (
        frozenset(
            style.get(f"{_W}styleId", "")
            for style in styles.iter(f"{_W}style")
            if any(map(_switched_on, style.iter(*(f"{_W}{name}" for name in names))))
        )
        for names in (_STRUCK, ("vertAlign",))
    )
    return _Styles(struck, raised)


def _tables(body: Any, styles: _Styles) -> Iterator[Sheet]:
    number = 0
    for table in body.iter(f"{_W}tbl"):
        maker = LineMaker([])
        for row in table.iter(f"{_W}tr"):
            if _owner(row, "tbl") is table:
                number += 1
                maker.add(number, *_row(row, styles))
        yield Sheet(tuple(maker.lines), prose=False)


def _owner(element: Any, name: str) -> Any:
    return next(element.iterancestors(f"{_W}{name}"), None)


def _row(row: Any, styles: _Styles) -> tuple[list[str], tuple[str, Sentence] | None, Beside]:
    hidden = any(map(_switched_on, row.iterfind(f"{_W}trPr/{_W}hidden")))
    if hidden or next(row.iter(f"{_W}tbl"), None) is not None:
        # The table in it is read by itself: it may be all that there is, in a table for the layout.
        own = [
            "".join(map(_text, cell.iterchildren(f"{_W}p"))) for cell in row.iterchildren(f"{_W}tc")
        ]
        flaw = _FLAWS["struck" if hidden else "nested"] if any(map(str.strip, own)) else None
        return own, flaw, {}
    cells: list[str] = []
    found = {"raised"} if _raised_runs_into_figure(row, styles) else set()
    beside: Beside = {}
    for element in row.iter():
        local = str(element.tag).removeprefix(_W)
        if local in _FLAW_OF:
            found.add(_FLAW_OF[local])
        elif local in _BESIDE and not _is_ours(element):
            at = len(cells) - 1
            beside[at] = tuple(dict.fromkeys((*beside.get(at, ()), _BESIDE[local])))
        elif _style(element, local) in styles.struck or (local in _STRUCK and _is_on(element)):
            found.add("struck")
        elif local == "tc" and _owner(element, "tr") is row:
            cells.append(_text(element))
    if not any(map(str.strip, cells)):
        found = (found | set(chain(*beside.values()))) & _FLAWS_OF_BLANK
    flaw = next((words for name, words in _FLAWS.items() if name in found), None)
    return cells, flaw, beside


def _raised_runs_into_figure(row: Any, styles: _Styles) -> bool:
    """Whether a raised or lowered figure stands right after another: as text, 60¹ would be 601."""
    before, raised = "", False
    for element in row.iter():
        local = str(element.tag).removeprefix(_W)
        if local == "r":
            raised = False
        elif local in ("rStyle", "vertAlign"):
            of_style = _style(element, local) in styles.raised
            raised = of_style or (local == "vertAlign" and _is_on(element))
        elif local == "t" and element.text:
            if raised and figures_meet(before, element.text):
                return True
            before = element.text
        elif local in _TEXT:
            before = ""
    return False


def _style(element: Any, local: str) -> str | None:
    """The character style that the element gives to text; None where it gives none."""
    return element.get(f"{_W}val") if local == "rStyle" and _of_text(element) else None


def _is_ours(picture: Any) -> bool:
    """Whether our own report drew it, of figures that the ledger holds."""
    return any(one.get("title") == FIGURE for one in picture.iter(_PICTURE))


def _is_on(formatting: Any) -> bool:
    """Whether text has the formatting; a paragraph's own mark has it without showing anything."""
    return _of_text(formatting) and _switched_on(formatting)


def _of_text(formatting: Any) -> bool:
    return bool(formatting.getparent().getparent().tag == f"{_W}r")


def _switched_on(formatting: Any) -> bool:
    return formatting.get(f"{_W}val", "1") not in _OFF


def _text(cell: Any) -> str:
    parts: list[str] = []
    for element in cell.iter():
        local = str(element.tag).removeprefix(_W)
        if local in _TEXT and not _is_property(element) and not _is_prompt(element):
            parts.append((element.text or "") if local == "t" else _TEXT[local] or "")
    return "".join(parts)


def _is_prompt(element: Any) -> bool:
    """Whether a content control shows the prompt of a field that nobody filled in."""
    control = _owner(element, "sdt")
    return control is not None and control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None


def _is_property(element: Any) -> bool:
    # <w:tab> also defines a tab stop in <w:tabs>, which is no text.
    return bool(element.getparent().tag == f"{_W}tabs")
