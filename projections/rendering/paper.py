"""A paper: a title, Markdown with charts, and what it rests on; the same in all formats.

The memo, Bilag 2 and the indicators are papers. Markdown is read into blocks by markdown-it
(CommonMark and tables, HTML off), so that HTML, PDF and Word say what the Markdown says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from projections.bilag1 import Basis
from projections.rendering.text import single_line


class Span(msgspec.Struct, frozen=True):
    """Words in one look; ``\\n`` is a line break. ``link`` is an address, or empty."""

    text: str
    strong: bool = False
    emph: bool = False
    link: str = ""


Spans = tuple[Span, ...]
Align = Literal["left", "center", "right"]


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """A heading of the level 2, 3 or 4; the paper's title is level 1."""

    level: int
    spans: Spans


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """A paragraph."""

    spans: Spans


class Items(msgspec.Struct, frozen=True, tag="items"):
    """A list. ``start`` is the first number of a numbered one, None where there are none."""

    start: int | None
    items: tuple[tuple[Block, ...], ...]


class Quote(msgspec.Struct, frozen=True, tag="quote"):
    """Blocks that are set apart."""

    blocks: tuple[Block, ...]


class Grid(msgspec.Struct, frozen=True, tag="grid"):
    """A table with a head; ``aligns`` says for each column how its cells stand."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    aligns: tuple[Align, ...]


class Figure(msgspec.Struct, frozen=True, tag="figure"):
    """A chart as SVG, with its alternative text."""

    svg: str
    alt: str


class Rule(msgspec.Struct, frozen=True, tag="rule"):
    """A line across the page."""


Block = Heading | Paragraph | Items | Quote | Grid | Figure | Rule


@dataclass(frozen=True, slots=True)
class Paper:
    """A document. ``over`` stands above the title, ``lead`` (label and value) beneath it.

    ``markdown`` is its text, with pictures whose address is `CHART` and a key of ``charts``;
    ``signed`` are names and offices; ``facts`` what it rests on.
    """

    over: str
    title: str
    lead: Sequence[tuple[str, str]]
    basis: Basis
    markdown: str
    charts: Mapping[str, Figure] = field(default_factory=dict)
    signed: Sequence[tuple[str, str]] = ()
    facts: Sequence[tuple[str, str]] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The Markdown as blocks."""
        return blocks(self.markdown, self.charts)


_TURNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what follows: words of many people stand in one paragraph."""

CHART = "chart:"
"""How the address of a picture begins that is one of our charts."""


def blocks(markdown: str, charts: Mapping[str, Figure]) -> tuple[Block, ...]:
    """What the Markdown says. ``charts`` are the figures by what follows `CHART` in an address."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return _Reader(charts).blocks(iter(reader.parse(markdown)))


class _Reader:
    """Reads the tokens of markdown-it, which open and close what they hold."""

    def __init__(self, charts: Mapping[str, Figure]) -> None:
        self._charts = charts
        self._level = 1

    def blocks(self, tokens: Iterator[Token], until: str = "") -> tuple[Block, ...]:
        """The blocks up to the token that closes them."""
        found: list[Block] = []
        for token in tokens:
            if token.type == until:
                break
            match token.type:
                case "heading_open":
                    found += self._heading(int(token.tag[1:]), self._inline(tokens))
                case "paragraph_open":
                    found += self._paragraph(tokens)
                case "bullet_list_open" | "ordered_list_open" as kind:
                    ordered = kind == "ordered_list_open"
                    start = int(token.attrs.get("start", 1)) if ordered else None
                    found.append(Items(start, self._items(tokens, kind.replace("open", "close"))))
                case "blockquote_open":
                    found.append(Quote(self.blocks(tokens, "blockquote_close")))
                case "table_open":
                    found.append(self._table(tokens))
                case "hr":
                    found.append(Rule())
                case "fence" | "code_block":
                    found.append(Paragraph((Span(token.content.rstrip("\n")),)))
                case _:
                    continue
        return tuple(found)

    def _heading(self, level: int, spans: Spans) -> list[Block]:
        """A heading, at most one level below the one before it; none where it has no words. A
        PDF for screen readers (PDF/UA-1) has no others."""
        if not single_line(plain(spans)):
            return []
        self._level = min(max(level, 2), 4, self._level + 1)
        return [Heading(self._level, spans)]

    def _items(self, tokens: Iterator[Token], until: str) -> tuple[tuple[Block, ...], ...]:
        found = []
        for token in tokens:
            if token.type == until:
                break
            found.append(self.blocks(tokens, "list_item_close"))
        return tuple(found)

    def _paragraph(self, tokens: Iterator[Token]) -> list[Block]:
        inline = next(tokens)
        next(tokens)
        children = inline.children or []
        pictures = [one for one in children if one.type == "image"]
        charts = [str(one.attrs["src"]).removeprefix(CHART) for one in pictures]
        drawn: list[Block] = [self._charts[one] for one in charts if one in self._charts]
        spans = _spans(children)
        return ([Paragraph(spans)] if any(one.text.strip() for one in spans) else []) + drawn

    def _inline(self, tokens: Iterator[Token]) -> Spans:
        """The words of the inline token that comes next; its closing token is taken too."""
        inline = next(tokens)
        next(tokens)
        return _spans(inline.children or [])

    def _table(self, tokens: Iterator[Token]) -> Grid:
        rows: list[tuple[Spans, ...]] = []
        row: list[Spans] = []
        aligns: list[Align] = []
        for token in tokens:
            match token.type:
                case "table_close":
                    break
                case "tr_open":
                    row = []
                case "tr_close":
                    rows.append(tuple(row))
                case "th_open" | "td_open":
                    if not rows:
                        aligns.append(_align(token))
                    row.append(self._inline(tokens))
        return Grid(rows[0], tuple(rows[1:]), tuple(aligns))


def _align(token: Token) -> Align:
    style = str(token.attrs.get("style", ""))
    return "right" if "right" in style else "center" if "center" in style else "left"


def _spans(tokens: Sequence[Token]) -> Spans:
    found: list[Span] = []
    strong = emph = 0
    link = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emph += token.nesting
            case "link_open":
                link = str(token.attrs.get("href", ""))
            case "link_close":
                link = ""
            case "softbreak" | "hardbreak":
                words = " " if token.type == "softbreak" else "\n"
                found.append(Span(words, strong > 0, emph > 0, link))
            case "image":
                alt = "" if str(token.attrs["src"]).startswith(CHART) else token.content
                found.append(Span(alt, strong > 0, emph > 0, link))
            case _ if token.content:
                found.append(Span(token.content, strong > 0, emph > 0, link))
    straight = (msgspec.structs.replace(one, text=_TURNS.sub("", one.text)) for one in found)
    return tuple(one for one in straight if one.text)


def shares(columns: Iterable[Sequence[str]]) -> list[float]:
    """The columns' shares of a table's width by the words that they hold, within bounds: a cell of
    few words is not broken, and a word of the usual length is not divided."""
    found = []
    for column in columns:
        longest = max(map(len, column))
        word = max((len(word) for cell in column for word in cell.split()), default=0)
        found.append(float(max(9, min(longest, 34), min(1.6 * word + 4, 26))))
    return found


def plain(spans: Spans) -> str:
    """The words without their looks."""
    return "".join(one.text for one in spans)
