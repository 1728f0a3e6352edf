"""Templates: facts come in as text and nothing else, and a fault names file and line."""

from __future__ import annotations

from typing import Any

import memo_example as example
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.errors import faults_told
from projections.rendering import as_memo, paper, paper_pdf, prose
from projections.rendering.prose import Markdown, TemplateFault, filled, read

HEAD = '+++\nemne = "E"\nmodtagere = ["U"]\n+++\n'


def template(body: str) -> prose.Template:
    return read(HEAD + body, "t.md")


def made(body: str, **facts: Any) -> tuple[paper.Block, ...]:
    return paper.blocks(filled(template(body), facts), {})


SIGNS = st.text(
    st.sampled_from("ab1.)-+*_=~:#>|`[]()!<&;\\\"' \t\n$^{}%æ/") | st.characters(), max_size=30
)


@settings(max_examples=400)
@given(words=SIGNS)
def test_a_value_is_a_text_wherever_it_stands(words: str) -> None:
    told = " ".join(words.split())
    found = made(
        "{{ v }}\n\n- {{ v }}\n\n> {{ v }}\n\n## x {{ v }}\n\nx {{ v }} y\n\nslut", v=words
    )
    kinds = [type(one) for one in found]
    if not told.strip():
        return
    expected = [paper.Paragraph, paper.Items, paper.Quote, paper.Heading, paper.Paragraph,
                paper.Paragraph]  # fmt: skip
    assert kinds == expected, found
    item, quote = found[1], found[2]
    assert isinstance(item, paper.Items)
    assert isinstance(quote, paper.Quote)
    for blocks in ((found[0],), item.items[0], quote.blocks):
        assert [type(one) for one in blocks] == [paper.Paragraph]
        assert not any(s.strong or s.emph or s.link for one in blocks for s in one.spans)


def test_the_words_arrive_whole() -> None:
    words = "1. a *b* _c_ `d` [e](f) <g> & h|i ~j~ \\k 2) - l"
    (found,) = made("{{ v }}", v=words)
    assert isinstance(found, paper.Paragraph)
    assert paper.plain(found.spans) == words


def test_marks_of_direction_do_not_turn_the_words_after_them() -> None:
    (found,) = made("{{ v }} slut", v="a\u202eb\u2066c")
    assert paper.plain(found.spans) == "abc slut"


def test_a_count_numbers_a_list_and_markdown_stays_markdown() -> None:
    found = made("{% for n in [1, 2] %}\n{{ n }}. {{ v }}\n{% endfor %}", v="x")
    assert isinstance(found[0], paper.Items)
    assert found[0].start == 1
    table = made("{{ v }}", v=Markdown("| a |\n| --: |\n| 1 |"))
    assert isinstance(table[0], paper.Grid)
    assert table[0].aligns == ("right",)
    assert filled(template("{{ 1580 }}"), {}) == "1.580\n"


def test_headings_descend_level_by_level_and_have_words() -> None:
    body = "### a\n\n## {{ v }}\n\n## b\n\n#### c\n\n> ##### d\n\n# e"
    found = [one for one in made(body, v="\u200b") if isinstance(one, paper.Heading)]
    assert [(one.level, paper.plain(one.spans)) for one in found] == [
        (2, "a"), (2, "b"), (3, "c"), (2, "e")
    ]  # fmt: skip
    whole = paper.Paper(
        "", "Notat", (), example.memo().report.basis, "#### a\n\n##\n\n## b\n\n#### c"
    )
    assert paper_pdf.render(whole).startswith(b"%PDF")


def test_a_link_that_ends_within_a_word_at_the_end_of_a_line_stops_no_pdf() -> None:
    body = f"> xx{' ab' * 30} [bolig](http://x)politikken og mere tekst"
    whole = paper.Paper("x", "x", (), example.memo().report.basis, body)
    assert paper_pdf.render(whole).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("\n\n{{ ukendt }}", 7, "ukendt"),
        ("{{ a.b }}", 5, "b"),
        ("\n{% for x in %}\n{% endfor %}", 6, "is not finished"),
        ("{{ a | nofilter }}", 5, "nofilter"),
        ("x\n{% if a %}", 6, "endif"),
        ("\n{{ 1 / 0 }}", 6, "zero"),
        ("{{ a.__class__ }}", 5, "__class__"),
        ("{{ 'x' * 99 }}", 5, "*"),
        ("{{ range(10000000) | list }}", 5, "range"),
        ("{% include 'x' %}", 5, "include"),
        ("{{ a.x.y }}", 5, "x"),
    ],
)
def test_a_fault_names_file_and_line(body: str, line: int, words: str) -> None:
    with pytest.raises(TemplateFault) as found:
        filled(template(body), {"a": {}})
    told = faults_told("en", found.value)
    assert told.startswith(f"t.md:{line}: ")
    assert words in told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# intet hoved", "t.md:1: a template begins with its head"),
        ("+++\nemne = 1", "t.md:1: a template begins with its head"),
        ("+++\nemne = \nmodtagere = []\n+++\n", "t.md:2:8: the value cannot be read"),
        ("+++\nemne = 1\nmodtagere = []\n+++\n", "emne"),
        ('+++\nemne = "E"\n+++\n', "modtagere"),
        ('+++\nemne = " "\nmodtagere = []\n+++\n', "t.md:1: emne: the field is empty"),
        ('+++\nemne = "E"\nmodtagere = []\nfarve = "blå"\n+++\n', "farve"),
    ],
)
def test_a_faulty_head_is_told(text: str, words: str) -> None:
    with pytest.raises(TemplateFault) as found:
        read(text, "t.md")
    told = faults_told("en", found.value)
    assert told.startswith("t.md:")
    assert words in told


def test_a_goal_that_is_not_there_is_told() -> None:
    text = HEAD.replace("+++\n", '+++\nudvalgte = ["M9"]\n', 1)
    with pytest.raises(TemplateFault) as found:
        as_memo.FORMATS["md"](example.memo(), read(text, "t.md"))
    assert faults_told("en", found.value) == "t.md:1: udvalgte: there is no goal M9"


def test_windows_lines_and_a_byte_order_mark_are_read() -> None:
    told = read("\ufeff" + (HEAD + "{{ v }}\r\nb").replace("\n", "\r\n"), "t.md")
    assert filled(told, {"v": "a"}) == "a\nb\n"


def test_lists_in_lists_quotes_tables_and_code_are_blocks() -> None:
    found = paper.blocks(
        "a **b** *c*\\\nd [e](https://x.dk)\n\n1. x\n   - y\n\n     z\n2. w\n\n> q\n\n"
        "| h | k |\n| :-: | --- |\n| 1 | |\n\n```\nkode\n```\n\n---\n\n[x](javascript:alert) "
        "<b>nej</b> ![billede](b.png)",
        {},
    )  # fmt: skip
    kinds = [type(one).__name__ for one in found]
    assert kinds == ["Paragraph", "Items", "Quote", "Grid", "Paragraph", "Rule", "Paragraph"]
    first, last = found[0], found[-1]
    assert isinstance(first, paper.Paragraph)
    assert [(s.text, s.strong, s.emph, s.link) for s in first.spans] == [
        ("a ", False, False, ""), ("b", True, False, ""), (" ", False, False, ""),
        ("c", False, True, ""), ("\n", False, False, ""), ("d ", False, False, ""),
        ("e", False, False, "https://x.dk")]  # fmt: skip
    assert isinstance(last, paper.Paragraph)
    assert not any(s.link for s in last.spans)
    assert paper.plain(last.spans) == "[x](javascript:alert) <b>nej</b> billede"
