"""The Markdown: tables that no cell can break."""

from __future__ import annotations

import pytest
import rendering_example as example
from markdown_it import MarkdownIt

from projections.bilag1 import COLUMNS
from projections.rendering import FORMATS
from projections.rendering.as_markdown import escaped

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def plain(cell: str) -> str:
    """The text that a reader of Markdown shows for a cell, line ends as ``\\n``."""
    tokens = READER.parseInline(cell)[0].children or []
    assert {token.type for token in tokens} <= {"text", "html_inline", "text_special"}
    return "".join("\n" if token.content == "<br>" else token.content for token in tokens)


def test_a_reader_shows_the_cells_of_the_report() -> None:
    report = example.report()
    tokens = READER.parse(FORMATS["md"](report).decode())
    rows: list[list[str]] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "td_open":
            rows[-1].append(plain(tokens[at + 1].content))
    expected = [
        [row.goal, row.title, *(row.cells[name].replace("\x1b", "\ufffd") for name in COLUMNS)]
        for row in report.rows()
    ]
    assert [row[:-1] for row in rows if row] == expected


def test_nothing_but_line_ends_is_html() -> None:
    tokens = READER.parse(FORMATS["md"](example.report()).decode())
    inner = [child for token in tokens for child in token.children or []]
    html = [one.content for one in [*tokens, *inner] if one.type.startswith("html")]
    assert set(html) == {"<br>"}
    assert [token.type for token in tokens if token.type == "heading_open"] == ["heading_open"] * 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a|b", "a&#124;b"),
        ("\\|", "\\\\&#124;"),
        ("&#124;", "&amp;\\#124;"),
        ("<i>", "&lt;i&gt;"),
        ("a\r\nb", "a<br>b"),
        ("\u202e", "&#8238;"),
        ("KK (TMF/SUF), 19,9 %", "KK (TMF/SUF), 19,9 %"),
    ],
)
def test_escaping(text: str, expected: str) -> None:
    assert escaped(text) == expected
    assert plain(expected) == text.replace("\r\n", "\n")


def test_it_tells_the_sum_and_what_it_rests_on() -> None:
    text = FORMATS["md"](example.report()).decode()
    assert "2 af 4 målsætninger er indfriet." in text
    assert "Kendt pr. 22. november 2026 kl. 08.15 (position 42)" in text
    assert "ufuldstændig" not in text
    assert "> **Rapporten kan være ufuldstændig.**" in FORMATS["md"](example.incomplete()).decode()
