"""Other documents, other quarters, other damage: the model that was written, or a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from builders import AGREEMENT_TOML
from hypothesis import event, given, settings
from hypothesis import strategies as st
from test_cli_reading_builders import (
    AGREEMENT,
    Goal,
    goals_of,
    heads,
    memo,
    memo_lines,
    read_memo,
    refused,
)

from cli.reading import Document, DocumentRefused, Repair, read
from domain.agreements import Agreement
from domain.quarters import Quarter

THINGS = "cykelstier,altaner,gårdhaver,varmepumper,legepladser,fælleshuse,elevatorer,facader"
VERBS = "bygge,male,tælle,undersøge,flytte,dele,udvide,passe"
STEPS = {
    "A": ["Opfyldt", "Delvist opfyldt", "I proces", "Ikke opfyldt", "Udgået"],
    "M": ["Opfyldt", "Delvist opfyldt", "I proces", "Ikke opfyldt", "Udgået"],
    "H": ["Opfyldt", "Delvist opfyldt", "Indtænkes", "Ikke opfyldt", "Udgået"],
}
UNITS = ["", "KK", "KK (TMF)", "KK (TMF/SUF)", "BL's 1. kreds", "KK (SOF) og BL's 1. kreds"]
LATE = ["1. halvdel 2014", "2015", "3. halvdel 2015", "Inden 2015", "3. halvdel 2015 / 2016"]
AHEAD = ["2019", "2015-2020", "Inden 2020"]
REASONS = ["", "", "Der er ikke flere penge", "Arbejdet er forsinket", "Afventer nye regler i 2018"]
EXPECTED = [
    "", "", "2019", "I 2018", "Forventes indfriet sommeren 2019", "Det går godt fremad",
    "Når tegningerne er klar i 2. halvdel af 2019",
]  # fmt: skip
STATUSES = ["Uændret", "Uændret", "Der er holdt to møder", "Arbejdet er begyndt på Amager"]

goal_cells = st.builds(
    Goal,
    wording=st.just(""),
    theme=st.sampled_from(["", "1", "2", "3"]),
    content=st.sampled_from(["Hensigtserklæring", "Der skrives en plan for 2016", "Måles årligt"]),
    previous_status=st.sampled_from(["Planen er kladde", "Status primo 2016: 12 pct.", "I gang"]),
    status=st.sampled_from(STATUSES),
    expected_completion=st.sampled_from(EXPECTED),
    responsible=st.sampled_from(UNITS),
)
Lines = list[list[str]]


@st.composite
def documents(draw: st.DrawFn) -> tuple[dict[str, list[Goal]], Quarter]:
    """Sections with goals; a reason for delay may stand before the deadline."""
    quarter = Quarter(draw(st.integers(2016, 2018)), draw(st.integers(1, 4)))
    goals: dict[str, list[Goal]] = {}
    for letter in draw(st.lists(st.sampled_from("AMH"), min_size=1, max_size=3, unique=True)):
        wordings = draw(
            st.lists(
                st.tuples(st.sampled_from(VERBS.split(",")), st.sampled_from(THINGS.split(","))),
                min_size=1,
                max_size=4,
                unique=True,
            )
        )
        goals[letter] = [_goal(draw, letter, " ".join(("At", *words))) for words in wordings]
    return goals, quarter


def _goal(draw: st.DrawFn, letter: str, wording: str) -> Goal:
    return replace(
        draw(goal_cells),
        wording=wording,
        deadline=draw(st.sampled_from([*LATE, *AHEAD])),
        delay_reason=draw(st.sampled_from(REASONS)),
        fulfilment=draw(st.sampled_from(STEPS[letter])),
    )


def _rows(lines: Lines) -> list[int]:
    return [at for at, cells in enumerate(lines) if len(cells) >= 8 and "Tema" not in cells]


def lose_a_cell(draw: st.DrawFn, lines: Lines, at: int) -> None:
    empty = [n for n, cell in enumerate(lines[at]) if not cell]
    if empty:
        del lines[at][draw(st.sampled_from(empty))]


def lose_a_cell_before_the_end(draw: st.DrawFn, lines: Lines, at: int) -> None:
    lose_a_cell(draw, lines, at)
    lines[at].append("")


def gain_a_cell(draw: st.DrawFn, lines: Lines, at: int) -> None:
    lines[at].insert(draw(st.integers(0, len(lines[at]))), "")


def tags(draw: st.DrawFn, lines: Lines, at: int) -> None:
    cell = draw(st.integers(0, len(lines[at]) - 1))
    lines[at][cell] = draw(
        st.sampled_from(["<p>{}</p>", "<p>{}", "{}<br/>", "<p> {}</p> <p></p>"])
    ).format(lines[at][cell])


def blanks(draw: st.DrawFn, lines: Lines, at: int) -> None:
    lines[at] = [cell.replace(" ", " \u00a0 ") for cell in lines[at]]


def entities(draw: st.DrawFn, lines: Lines, at: int) -> None:
    lines[at] = [cell.replace("æ", "&aelig;").replace("'", "&#39;") for cell in lines[at]]


def hurt_fulfilment(draw: st.DrawFn, lines: Lines, at: int) -> None:
    labels = {label for labels in STEPS.values() for label in labels}
    for n, cell in enumerate(lines[at]):
        if cell in labels:
            where = draw(st.integers(0, len(cell) - 1))
            kind = draw(st.sampled_from(["drop", "swap", "double", "case"]))
            lines[at][n] = {
                "drop": cell[:where] + cell[where + 1 :],
                "swap": cell[:where] + "k" + cell[where + 1 :],
                "double": cell[:where] + cell[where] + cell[where:],
                "case": cell.swapcase(),
            }[kind]


def hurt_unchanged(draw: st.DrawFn, lines: Lines, at: int) -> None:
    word = draw(
        st.sampled_from(["uændret.", "Uaendret", "Uændrét", "Uændrel", " UÆNDRET", "Ændret"])
    )
    lines[at] = [word if cell == "Uændret" else cell for cell in lines[at]]


def run_together(draw: st.DrawFn, lines: Lines, at: int) -> None:
    cells = lines[at]
    if len(cells) > 2 and cells[1] in ("1", "2", "3") and cells[2]:
        together = f"{cells[1]} {cells[2]}"
        cells[1:3] = draw(st.sampled_from([["", together], [together, ""], [together]]))


def blank_lines(draw: st.DrawFn, lines: Lines, at: int) -> None:
    lines.insert(at, draw(st.sampled_from([[""], ["", "", ""], [" ", "\u00a0"]])))


def break_in_a_cell(draw: st.DrawFn, lines: Lines, at: int) -> None:
    where = draw(st.integers(0, len(lines[at]) - 1))
    words = lines[at][where].split(" ")
    if len(words) > 1:
        first, rest = " ".join(words[:1]), " ".join(words[1:])
        lines[at : at + 1] = [[*lines[at][:where], first], [rest, *lines[at][where + 1 :]]]


def tab_becomes_line_break(draw: st.DrawFn, lines: Lines, at: int) -> None:
    where = draw(st.integers(1, len(lines[at]) - 1))
    lines[at : at + 1] = [lines[at][:where], lines[at][where:]]


def page_number(draw: st.DrawFn, lines: Lines, at: int) -> None:
    lines.insert(at, ["Side 3 af 12"])


def same_row_again(draw: st.DrawFn, lines: Lines, at: int) -> None:
    lines.insert(at, list(lines[at]))


DAMAGES = [
    lose_a_cell, lose_a_cell_before_the_end, gain_a_cell, tags, blanks, entities, hurt_fulfilment,
    hurt_unchanged, run_together, blank_lines, break_in_a_cell, tab_becomes_line_break,
    page_number, same_row_again,
]  # fmt: skip
Damage = Callable[[st.DrawFn, Lines, int], None]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[dict[str, list[Goal]], Quarter, Lines, set[str]]:
    goals, quarter = draw(documents())
    lines = memo_lines(goals, quarter)
    names: set[str] = set()
    # A row that lost one empty cell and gained another may fit as it stands with a text moved by
    # one column. Nobody can see that, so one row only loses or only gains.
    shifted: dict[str, set[str]] = {}
    for damage in draw(st.lists(st.sampled_from(DAMAGES), max_size=3)):
        rows = _rows(lines)
        if rows:
            at, name = draw(st.sampled_from(rows)), damage.__name__
            before = shifted.setdefault(lines[at][0], set())
            if before and "gain_a_cell" in before | {name} and "cell" in name:
                continue
            if name.endswith(("_cell", "_end")):
                before.add(name)
            names.add(name)
            damage(draw, lines, at)
    return goals, quarter, lines, names


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_damage_never_gives_another_document(
    case: tuple[dict[str, list[Goal]], Quarter, Lines, set[str]],
) -> None:
    goals, quarter, lines, names = case
    try:
        document = read(memo(lines), "b.txt", AGREEMENT)
    except DocumentRefused:
        event("refused")
        if not names:
            raise
        return
    event("read")
    assert (document.quarter, document.previous) == (quarter, quarter.previous())
    assert goals_of(document) == goals


def one(*cells: str, letter: str = "M", quarter: Quarter | None = None) -> Document:
    line = heads(letter, quarter) if quarter else heads(letter)
    return read_memo([line, list(cells)])


def repair_of(goal: Goal, **cells: str) -> Repair:
    """The one repair that brings the damaged cells back to the goal."""
    document = one(*replace(goal, **cells).cells())
    assert goals_of(document) == {"M": [goal]}
    (repair,) = document.repairs
    assert repair.line == 2
    return repair


GOAL = Goal("At male altaner")


@pytest.mark.parametrize(
    ("column", "damaged_cell", "whole", "rule"),
    [
        ("fulfilment", "Oplydt", "Opfyldt", "scale-word"),
        ("fulfilment", "opfyldt.", "Opfyldt", "scale-word"),
        ("fulfilment", "Ipro ces", "I proces", "scale-word"),
        ("fulfilment", "Opfyldr", "Opfyldt", "scale-word"),
        ("fulfilment", "lkke opfyldt", "Ikke opfyldt", "scale-word"),
        ("fulfilment", "Udgâet", "Udgået", "scale-word"),
        ("status", "uændret.", "Uændret", "unchanged-word"),
        ("status", "Uandret", "Uændret", "unchanged-word"),
        ("theme", "Tema 3", "3", "theme-code"),
        ("theme", "Drift og miljø", "3", "theme-code"),
        ("theme", "l", "1", "theme-code"),
        ("content", "<p>Et.</p><p>To.</p>", "Et. To.", "tags"),
        ("content", "M&aring;l &amp; R&D", "Mål & R&D", "entities"),
    ],
)
def test_a_repair_tells_its_column_and_both_texts(
    column: str, damaged_cell: str, whole: str, rule: str
) -> None:
    repair = repair_of(replace(GOAL, **{column: whole}), **{column: damaged_cell})
    assert (repair.rule, repair.column) == (rule, column)
    assert (repair.before, repair.after) == (damaged_cell, whole)


@pytest.mark.parametrize("time", ["2015-2018", "31-12-2017", "1.5.2018"])
@pytest.mark.parametrize("first", [0, 1])
def test_theme_and_time_together(time: str, first: int) -> None:
    cells = ["", ""]
    cells[first] = f"1 {time}"
    goal = replace(GOAL, theme="1", deadline=time)
    document = one(goal.wording, *cells, *goal.cells()[3:])
    assert goals_of(document) == {"M": [goal]}
    assert [repair.rule for repair in document.repairs] == ["theme-and-time"]


def test_theme_and_time_together_in_a_row_with_one_cell_less() -> None:
    goal = replace(GOAL, theme="1", deadline="2015-2018")
    document = one(goal.wording, "1 2015-2018", *goal.cells()[3:])
    assert goals_of(document) == {"M": [goal]}
    assert [repair.rule for repair in document.repairs] == ["lost-cell", "theme-and-time"]


ROMAN = Agreement.from_toml(
    AGREEMENT_TOML.replace('code = "1"', 'code = "I"').replace('code = "2"', 'code = "II"'),
    "r.toml",
)


def roman(*time: str) -> bytes:
    """A memo whose themes have the codes I and II."""
    return memo([["Målbare", *heads("M")[1:]], ["At bygge", *time, *GOAL.cells()[3:]]])


def test_a_theme_of_two_letters_is_not_read_as_the_first_of_them() -> None:
    (row,) = read(roman("II 2015-2018"), "b.txt", ROMAN).sections[0].rows
    assert (row.theme, row.deadline) == ("II", "2015-2018")


def test_a_time_that_may_begin_with_a_theme_has_two_readings() -> None:
    with pytest.raises(DocumentRefused, match="kan være tema og tid eller kun en tid"):
        read(roman("", "I 2017"), "b.txt", ROMAN)
    (row,) = read(roman("", "i 2017"), "b.txt", ROMAN).sections[0].rows
    assert (row.theme, row.deadline) == ("", "i 2017")


@pytest.mark.parametrize("words", ["1. halvdel 2015", "1 halvdel 2015", "2. kvartal 2016", "3 2"])
def test_a_time_that_begins_with_a_number_is_no_theme(words: str) -> None:
    goal = replace(GOAL, theme="", deadline=words)
    assert goals_of(one(*goal.cells())) == {"M": [goal]}


@pytest.mark.parametrize("previous", ["19,9 pct. (BBR)", "under opførelse"])
def test_a_surplus_cell_after_an_unchanged_status_is_an_empty_one(previous: str) -> None:
    goal = replace(GOAL, content="Der tælles", previous_status=previous, status="Uændret")
    document = one(*goal.cells()[:8], "", *goal.cells()[8:])
    assert goals_of(document) == {"M": [goal]}
    assert [repair.rule for repair in document.repairs] == ["surplus-cell"]


def test_a_row_broken_over_two_lines() -> None:
    cells = replace(GOAL, previous_status="Først det ene og så det andet").cells()
    lines = [heads("M"), [*cells[:4], "Først det ene"], ["og så det andet", *cells[5:]]]
    document = read_memo(lines)
    assert goals_of(document)["M"][0].previous_status == "Først det ene og så det andet"
    (repair,) = document.repairs
    assert (repair.rule, repair.line, repair.column) == ("broken-row", 2, "previous_status")
    assert (repair.before, repair.after) == ("Først det ene", "Først det ene og så det andet")


def test_a_row_broken_between_two_cells() -> None:
    goal = replace(GOAL, previous_status="Tre altaner er malet")
    document = read_memo([heads("M"), goal.cells()[:4], goal.cells()[4:]])
    assert goals_of(document) == {"M": [goal]}
    (repair,) = document.repairs
    assert (repair.rule, repair.line, repair.column) == ("broken-row", 2, "previous_status")
    assert (repair.before, repair.after) == ("", "Tre altaner er malet")


@pytest.mark.parametrize("page", [["Side 3 af 7"], ["", "Side 3/7", ""]])
def test_the_number_of_a_page_ends_neither_a_row_nor_the_table(page: list[str]) -> None:
    goal = replace(GOAL, previous_status="Først det ene og så det andet")
    other = replace(GOAL, wording="At male gelændere")
    cells, between = goal.cells(), [[text] for text in page]
    broken = [[*cells[:4], "Først det ene"], *between, ["og så det andet", *cells[5:]]]
    assert goals_of(read_memo([heads("M"), *broken, *between, other.cells()])) == {
        "M": [goal, other]
    }


def test_a_last_cell_that_may_go_on_below() -> None:
    cells = replace(GOAL, responsible="KK").cells()
    (fault,) = refused(memo([heads("M"), cells, ["(TMF)"], heads("A")]))[:1]
    assert (fault.what, fault.line) == ("two-readings", 2)


def test_a_table_that_goes_on_under_a_second_heading() -> None:
    other = replace(GOAL, wording="At male gelændere")
    lines = [heads("M"), GOAL.cells(), ["Side 2"], [""], heads("M"), other.cells()]
    assert goals_of(read_memo(lines)) == {"M": [GOAL, other]}


@pytest.mark.parametrize(
    ("moved", "readable"),
    [
        ("Høringen trak ud", False),
        ("Indarbejdes løbende i nye projekter", True),
        ("Forventes indfriet", True),
        ("Med udgangen af 2. halvår 2018", True),
    ],
)
def test_a_moved_text_at_a_deadline_ahead(moved: str, readable: bool) -> None:
    goal = replace(GOAL, deadline="2030", expected_completion=moved)
    cells = goal.cells()
    del cells[6]
    if readable:
        assert goals_of(one(*cells)) == {"M": [goal]}
    else:
        (fault,) = refused(memo([heads("M"), cells]))
        assert (fault.what, fault.line) == ("two-readings", 2)


def test_a_full_delay_cell_alone_is_right_as_it_stands() -> None:
    goal = replace(GOAL, deadline="2030", delay_reason="Forventes indfriet i 2018")
    assert one(*goal.cells()).repairs == ()


def test_a_new_unit_is_kept_as_written() -> None:
    goal = replace(GOAL, responsible="Kulturhuset")
    assert goals_of(one(*goal.cells())) == {"M": [goal]}


@pytest.mark.parametrize(
    "heading",
    [
        "Status - l. kvartal 2017",
        "Status – 1, kvartal 2017",
        "STATUS pr. 1. kvarta1 2017",
        "Status: 1K2017",
        "Status - 2017-Q1",
        "Status (1. kvartal 2017)",
        "Status 1. kvartal 2017:",
        "Status pr. ultimo 1. kvartal 2017",
        "Status, 1.kv. 2017",
        "Status 1. kvt. 2017*",
        "Status Q1 17",
        "1K17",
        "Status 1. kvartal '17",
    ],
)
def test_spellings_of_a_quarter(heading: str) -> None:
    line = heads("M")
    line[5] = heading
    read = read_memo([line, GOAL.cells()])
    assert read.quarter == Quarter(2017, 1)
    assert goals_of(read) == {"M": [GOAL]}


def test_spellings_of_heads() -> None:
    line = [
        "<p>DIREKTE MALBARE MÅLSÆTNINGER</p>", "TEMA", "Frist", "lndhold",
        "Status-4. kvartal 2016", "Status -  1. kvartal 2017", "Grund til forsinkelse",
        "Angiv forventet indfriesetidspunkt for målsætning", "Målopfylde", "Tovsholder",
    ]  # fmt: skip
    assert goals_of(read_memo([line, GOAL.cells()])) == {"M": [GOAL]}


def test_a_title_that_is_hurt_in_every_word_is_still_the_sections() -> None:
    line = ["Direkie målbarc", *heads("M")[1:]]
    assert goals_of(read_memo([line, GOAL.cells()])) == {"M": [GOAL]}
    section = AGREEMENT_TOML.replace('title = "Målbare mål"', 'title = "Grønne mål (efter frist)"')
    agreement = Agreement.from_toml(section.replace('"målbare"', '"grønne"'), "g.toml")
    data = memo([["Gr0nne mål (efter frisl)", *heads("M")[1:]], GOAL.cells()])
    assert [part.letter for part in read(data, "b.txt", agreement).sections] == ["M"]


def test_a_tag_is_a_name_and_attributes_and_not_words() -> None:
    goal = replace(GOAL, content="Nævnt <i udkast> og <b for bolig>")
    assert goals_of(one(*goal.cells())) == {"M": [goal]}
    tagged = replace(GOAL, content='<p align="left" class=a>Et <font color=red>rødt</font> hus</p>')
    assert one(*tagged.cells()).sections[0].rows[0].content == "Et rødt hus"


def test_the_text_of_a_document_is_not_shortened() -> None:
    text = re.sub("x", "ord ", "x" * 3000).strip()
    goal = replace(GOAL, content=text)
    assert goals_of(one(*goal.cells())) == {"M": [goal]}
