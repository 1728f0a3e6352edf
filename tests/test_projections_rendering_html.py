"""The HTML: read by a parser, it says what the report says and carries nothing that runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import rendering_example as example

from projections.bilag1 import COLUMNS, Bilag1
from projections.rendering import as_html

VOID = {"meta", "col", "br", "link", "img"}


class Page(HTMLParser):
    """Collects tags, attributes and the text of cells; fails on tags that do not match."""

    def __init__(self, report: Bilag1) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str, str]] = []
        self.feed(as_html.render(report).decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if len(self.open) > 1:
            self.texts.append((self.open[-2][1], self.open[-1][1], data))

    @property
    def text(self) -> str:
        return " ".join("".join(data for _, _, data in self.texts).split())

    def column(self, name: str) -> list[str]:
        return [
            data
            for outer, inner, data in self.texts
            if outer == f"c-{name}" and inner.startswith("cell")
        ]


def shown(text: str) -> str:
    """A control character of the report shows as U+FFFD, which HTML cannot hold otherwise."""
    return re.sub(r"[\x00-\x08\x0e-\x1f]", "\ufffd", text)


def test_every_cell_is_that_of_the_report() -> None:
    report = example.report()
    page = Page(report)
    for name in COLUMNS:
        expected = [shown(row.cells[name]) for row in report.rows() if row.cells[name]]
        assert page.column(name) == expected
    numbers = [data for _, inner, data in page.texts if inner == "number"]
    titles = [data for _, inner, data in page.texts if inner == "title"]
    assert numbers == [row.goal for row in report.rows()]
    assert titles == [row.title for row in report.rows()]


def test_nothing_runs_and_nothing_is_fetched() -> None:
    page = Page(example.report())
    names = {tag for tag, _ in page.tags}
    assert names.isdisjoint({"script", "link", "img", "iframe", "object", "a", "form", "b"})
    attributes = {name for _, attrs in page.tags for name in attrs}
    assert attributes.isdisjoint({"src", "href", "style"})
    assert not [name for name in attributes if name.startswith("on")]
    style = as_html.render(example.report()).decode().partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_it_is_accessible() -> None:
    page = Page(example.report())
    assert ("html", {"lang": "da"}) in page.tags
    heads = [attrs.get("scope") for tag, attrs in page.tags if tag == "th"]
    assert heads.count("col") == 3 * 11
    assert heads.count("row") == 6
    assert len(heads) == 39
    names = [tag for tag, _ in page.tags]
    assert (names.count("caption"), names.count("h1"), names.count("main")) == (3, 1, 1)
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["aria-labelledby"] for _, attrs in page.tags if "aria-labelledby" in attrs} <= {
        *ids
    }


def test_summary_marks_and_what_it_rests_on_are_told_in_words() -> None:
    page = Page(example.report())
    assert "2 af 4 målsætninger er indfriet. 0 af 2 hensigtserklæringer er indfriet." in page.text
    assert "2 mål mangler indberetning. 1 mål er meldt uændret." in page.text
    marks = [data for _, inner, data in page.texts if inner == "mark"]
    assert marks == ["Frist overskredet", "Efterregistreret"]
    assert "den 22. november 2026 kl. 08.15 dansk tid (position 42)" in page.text
    assert "Den er fuldstændig. Kvartalet er forseglet ved position 36." in page.text
    assert "Rapporten kan være ufuldstændig" not in page.text


def test_an_incomplete_report_says_so_on_its_face() -> None:
    page = Page(example.incomplete())
    assert "warning" in {attrs.get("class") for _, attrs in page.tags}
    assert page.text.index("Rapporten kan være ufuldstændig") < page.text.index("målsætninger er")


def test_an_empty_report_is_whole() -> None:
    page = Page(example.empty())
    assert "Rapporten indeholder ingen mål." in page.text
    assert "Der er intet registreret endnu" in page.text


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_every_word_has_contrast_enough_in_light_and_dark() -> None:
    style = as_html.render(example.report()).decode()
    for block in re.findall(r":root \{(.*?)\}", style, re.S):
        colours = dict(re.findall(r"--([\w-]+): (#\w{6});", block))
        pairs = [(name, "paper") for name in ("ink", "soft", "accent", "warn")]
        pairs += [(name, f"{name}-paper") for name in ("reached", "open", "withdrawn", "warn")]
        for ink, paper in pairs:
            low, high = sorted((_luminance(colours[ink]), _luminance(colours[paper])))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, paper)
