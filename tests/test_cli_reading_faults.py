"""Every kind of fault, with the line and the column it is told for."""

from __future__ import annotations

import pytest
from test_cli_reading_builders import (
    AGREEMENT,
    GOALS,
    Goal,
    as_csv,
    grid,
    heads,
    memo,
    memo_lines,
    read_memo,
    refused,
)

from cli.reading import DocumentRefused, Fault, read

ORDER = range(10)


def told(faults: list[Fault]) -> list[tuple[str, int | None, str | None]]:
    assert all(fault.detail for fault in faults)
    return [(fault.what, fault.line, fault.column) for fault in faults]


def table(*rows: list[str], letter: str = "M") -> bytes:
    """A memo with one table; the heading stands on line 1, the rows from line 2."""
    return memo([heads(letter), *rows])


@pytest.mark.parametrize(
    ("goal", "fault"),
    [
        (Goal("At bygge", fulfilment="Næsten klar"), ("unknown-fulfilment", 2, "fulfilment")),
        (Goal("At bygge", fulfilment="Ej opfyldt"), ("unknown-fulfilment", 2, "fulfilment")),
        (Goal("At bygge", fulfilment="Uopfyldt"), ("unknown-fulfilment", 2, "fulfilment")),
        (Goal("At bygge", fulfilment="Opfyldt?"), ("unknown-fulfilment", 2, "fulfilment")),
        (Goal("At bygge", fulfilment="Indtænkes"), ("fulfilment-not-for-section", 2, "fulfilment")),
        (Goal("At bygge", theme="7"), ("unknown-theme", 2, "theme")),
        (Goal("At bygge", status="Ændret"), ("two-readings", 2, "status")),
        (Goal(""), ("no-wording", 2, "wording")),
        (
            Goal("At bygge", fulfilment="", responsible="Noget helt andet"),
            ("unknown-responsible", 2, "responsible"),
        ),
    ],
)
def test_a_cell_that_cannot_be(goal: Goal, fault: tuple[str, int, str]) -> None:
    assert told(refused(table(goal.cells()))) == [fault]


def test_an_unknown_fulfilment_is_told_in_a_row_with_a_surplus_cell_too() -> None:
    cells = Goal("At bygge", fulfilment="Færdig").cells()
    cells.insert(6, "")
    assert told(refused(table(cells))) == [("unknown-fulfilment", 2, "fulfilment")]


def test_all_faults_are_told_with_file_line_and_column() -> None:
    rows = [
        Goal("At bygge", fulfilment="Hurra").cells(),
        Goal("At rive ned").cells(),
        Goal("At male", theme="9").cells(),
    ]
    with pytest.raises(DocumentRefused) as caught:
        read_memo([heads("M"), *rows])
    lines = str(caught.value).splitlines()
    assert lines[0].startswith("bilag.txt:2: Målopfyldelse: “Hurra”")
    assert lines[1].startswith("bilag.txt:4: Tema: “9”")
    assert len(lines) == 2


def test_a_goal_twice_under_one_section() -> None:
    rows = [Goal("At bygge højt").cells(), Goal("At male").cells(), Goal("AT BYGGE  HØJT").cells()]
    faults = told(refused(table(*rows)))
    assert faults == [("goal-twice", 2, "wording"), ("goal-twice", 4, "wording")]


def test_a_goal_twice_with_a_damaged_letter() -> None:
    wording = "At der i alle nye kvarterer anlægges en park med bænke, legeplads og plads til fest"
    rows = [Goal(wording).cells(), Goal(wording.replace("bænke", "bænhe")).cells()]
    assert [what for what, _, _ in told(refused(table(*rows)))] == ["goal-twice"] * 2


def test_a_lost_cell_with_two_readings() -> None:
    goal = Goal("At bygge", deadline="2015", expected_completion="Det går fremad")
    cells = goal.cells()
    del cells[6]
    assert told(refused(table(cells))) == [("two-readings", 2, None)]


def test_a_reason_for_delay_with_a_year_is_no_expectation() -> None:
    goal = Goal("At bygge", deadline="2015", delay_reason="Forsinket til 2018 af regnvejr")
    cells = goal.cells()
    del cells[7]
    assert told(refused(table(cells))) == [("two-readings", 2, None)]


def test_a_row_with_too_many_filled_cells() -> None:
    cells = Goal("At bygge").cells()
    cells[6:6] = ["noget", "mere", "tekst"]
    assert told(refused(table(cells))) == [("row-unreadable", 2, None)]


def test_a_row_with_too_few_cells() -> None:
    cells = Goal("At bygge").cells()[:3]
    assert told(refused(table(cells))) == [("row-unreadable", 2, None)]


def test_text_under_the_heading_may_be_half_a_row() -> None:
    data = memo([heads("M"), ["At bygge og"], Goal("rive ned").cells()])
    assert told(refused(data)) == [("loose-text", 2, None)]


def test_a_subheading_with_its_tabs_is_no_goal() -> None:
    data = memo([heads("M"), ["Nybyggeri", *[""] * 9], Goal("At male").cells()])
    assert told(refused(data)) == [("loose-text", 2, None)]


def test_rows_after_the_table_has_ended() -> None:
    data = memo([heads("M"), Goal("At male").cells(), ["At bygge og"], Goal("rive ned").cells()])
    (fault,) = refused(data)
    assert told([fault]) == [("row-outside-table", 4, None)]
    assert "teksten i linje 3 slutter tabellen" in fault.detail


@pytest.mark.parametrize("between", ["    ", " | "])
def test_a_last_row_that_lost_its_tabs_is_not_left_out(between: str) -> None:
    rows = [Goal("At bygge").cells(), [between.join(Goal("At male").cells())]]
    assert told(refused(table(*rows))) == [("row-without-tabs", 3, None)]
    note = ["1) Opgjort af KK  |  se bilag 2"]
    assert len(read(table(rows[0], note), "b.txt", AGREEMENT).sections[0].rows) == 1


def test_text_below_rows_that_are_all_wrong_is_no_fault_of_its_own() -> None:
    data = memo([heads("M"), Goal("At bygge", theme="9").cells(), [""], ["Bilag 2"]])
    assert told(refused(data)) == [("unknown-theme", 2, "theme")]


def test_rows_before_the_first_heading() -> None:
    data = memo([Goal("At male").cells(), [""], heads("M"), Goal("At bygge").cells()])
    assert told(refused(data)) == [("row-outside-table", 1, None)]


def test_no_table() -> None:
    assert told(refused(b"Kun tekst\n\nog mere tekst.\n")) == [("no-table", None, None)]


def test_no_rows() -> None:
    assert told(refused(memo([heads("M"), [""], ["Bilag 2"]]))) == [("loose-text", 3, None)]
    assert told(refused(memo([heads("M")]))) == [("no-rows", 1, None)]


def test_a_missing_column() -> None:
    data = memo([[head for head in heads("M") if head != "Tema"], Goal("At bygge").cells()])
    assert told(refused(data)) == [("missing-column", 1, "theme")]


def test_a_column_twice() -> None:
    data = memo([["Tema" if head == "Tid" else head for head in heads("M")]])
    assert told(refused(data)) == [
        ("missing-column", 1, "deadline"),
        ("repeated-column", 1, "theme"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        ("Status - 3. kvartal 2016", "Status - 1. kvartal 2017", "quarters-not-adjacent"),
        ("Status - 1. kvartal 2017", "Status - 1. kvartal 2017", "quarters-not-adjacent"),
        ("Status - 4. kvartal 2016", "Status - 7. kvartal 2017", "quarter-unreadable"),
        ("Status - 4. kvartal 2016", "Status", "quarter-unreadable"),
    ],
)
def test_quarters_that_do_not_follow_each_other(first: str, second: str, what: str) -> None:
    line = heads("M")
    line[4:6] = [first, second]
    assert told(refused(memo([line, Goal("At bygge").cells()]))) == [(what, 1, "status")]


def test_every_head_whose_quarter_cannot_be_read_is_told() -> None:
    line = heads("M")
    line[4:6] = ["Status pr. 31. marts 2017", "Status pr. 30. juni 2017"]
    faults = refused(memo([line, Goal("At bygge").cells()]))
    assert told(faults) == [("quarter-unreadable", 1, "status")] * 2
    assert "“Status pr. 30. juni 2017”; skriv fx" in faults[1].detail


def test_sections_that_disagree_about_the_quarter() -> None:
    lines = memo_lines(GOALS)
    lines[7][4:6] = ["Status - 3. kvartal 2016", "Status - 4. kvartal 2016"]
    assert told(refused(memo(lines))) == [("quarters-disagree", 8, "status")]


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("Målsætninger", "section-unknown"),
        ("Målsætninger - andre", "section-unknown"),
        ("Målsætninger - analyser og hensigtserklæringer", "section-ambiguous"),
    ],
)
def test_a_heading_that_names_no_section_or_two(heading: str, what: str) -> None:
    data = memo([[heading, *heads("M")[1:]], Goal("At bygge").cells()])
    faults = refused(data)
    assert told(faults) == [(what, 1, "wording")]
    assert ("(Analyser; Direkte målbare; Erklæringer)" in faults[0].detail) == (
        what == "section-unknown"
    )


def test_a_heading_without_its_goals_is_told_once() -> None:
    data = memo([["Hvad", *heads("M")[1:]], Goal("At bygge").cells()])
    assert told(refused(data)) == [("missing-column", 1, "wording")]


def test_a_section_column_that_disagrees_with_the_heading() -> None:
    lines = [[*heads("M"), "Afsnit"], [*Goal("At bygge").cells(), "A"]]
    assert told(refused(as_csv(lines), "bilag.csv")) == [("section-ambiguous", 2, "section")]


def test_a_section_column_with_an_unknown_section() -> None:
    lines = [["Mål", *heads("M")[1:], "Afsnit"], [*Goal("At bygge").cells(), "Q"]]
    assert told(refused(as_csv(lines), "bilag.csv")) == [("section-unknown", 2, "section")]


def test_a_copied_row_with_the_number_of_another_goal() -> None:
    rows = [["M1", "At bygge"], ["M2", "At male"], ["M1", "At plante"]]
    lines = [["Nr.", *heads("M")], *([number, *Goal(text).cells()] for number, text in rows)]
    faults = told(refused(as_csv(lines), "bilag.csv"))
    assert faults == [("goal-twice", 2, "number"), ("goal-twice", 4, "number")]


def test_numbers_that_start_anew_are_no_numbers_of_goals() -> None:
    lines = [
        ["Nr.", *heads("M")],
        ["1", *Goal("At bygge").cells()],
        ["1", *Goal("At male").cells()],
    ]
    (part,) = read(as_csv(lines), "bilag.csv", AGREEMENT).sections
    assert len(part.rows) == 2


@pytest.mark.parametrize("column", [0, 3])
def test_a_lone_text_in_a_grid(column: int) -> None:
    note = [""] * 10
    note[column] = "Kilde: os selv"
    lines = [*grid(GOALS, ORDER), note]
    assert told(refused(as_csv(lines), "bilag.csv")) == [("loose-text", len(lines), None)]


@pytest.mark.parametrize(
    "cells",
    [
        ["2", "2016", "Plan", "Lagt", "Uændret", "", "", "Opfyldt KK (TMF)"],
        ["2", "2016", "Plan", "Lagt", "Uændret", "", "", "", "Opfyldt KK (TMF)"],
        ["2", "2016", "Plan", "Lagt", "Uændret", "", "Sommeren 2018 I proces", "", "KK (TMF)"],
        ["2", "2016", "Plan", "Lagt Uændret", "", "", "", "Opfyldt", "KK (TMF)"],
        ["2", "Plan", "2016", "Lagt", "Uændret", "", "", "Opfyldt", "KK (TMF)"],
        ["", "Plan", "Lagt", "Uændret", "", "", "Opfyldt", "KK (TMF)"],
        ["2", "2016", "Plan", "Lagt", "Uændret", "", "", "KK (TMF)", "Opfyldt"],
    ],
)
def test_cells_that_ran_together_or_changed_places(cells: list[str]) -> None:
    (fault,) = refused(table(["At bygge", *cells]))
    assert fault.line == 2


def test_a_theme_at_the_end_of_the_goal_is_not_lost() -> None:
    cells = Goal("At bygge 2").cells()
    assert told(refused(table([cells[0], *cells[2:]]))) == [("row-unreadable", 2, None)]


@pytest.mark.parametrize("left", ["Der bygges", "Der er den 1. marts"])
@pytest.mark.parametrize("right", ["stadig på tagene", "12 nye tage"])
def test_a_tab_inside_a_text_is_no_surplus_cell(left: str, right: str) -> None:
    cells = Goal("At bygge", deadline="2015").cells()
    cells[4:5] = [left, right]
    assert told(refused(table(cells))) == [("row-unreadable", 2, None)]


@pytest.mark.parametrize("below", ["KK (TMF)", "(TMF)"])
def test_a_tovholder_below_the_last_row(below: str) -> None:
    first = Goal("At bygge", responsible="" if below.startswith("K") else "KK").cells()
    data = memo([heads("M"), first, [""], [below], [""], heads("A"), Goal("At male").cells()])
    assert ("two-readings", 4, None) in told(refused(data))


@pytest.mark.parametrize("word", ["Opfyldes", "Opfyldte", "Indtænkt", "Udgår"])
def test_another_form_of_a_word_is_another_word(word: str) -> None:
    (fault,) = refused(table(Goal("At bygge", fulfilment=word).cells(), letter="H"))
    assert (fault.what, fault.line) == ("unknown-fulfilment", 2)
    assert "Opfyldt, Delvist opfyldt" in fault.detail


def test_a_missing_column_names_the_heads_that_are_not_known() -> None:
    head = heads("M")
    head[3] = "Beskrivelse"
    (fault,) = refused(memo([head, Goal("At bygge").cells()]))
    assert (fault.what, fault.column) == ("missing-column", "content")
    assert "“Beskrivelse”" in fault.detail


@pytest.mark.parametrize("head", ["Seneste status", "Kvartalets nyt", "Arbejdet i 1. kvartal 2017"])
def test_a_head_that_may_be_a_status_is_not_left_out(head: str) -> None:
    line = heads("M")
    line[5] = head
    data = memo([line, Goal("At bygge").cells()])
    assert told(refused(data)) == [("status-unclear", 1, "status")]


def test_one_line_in_another_encoding() -> None:
    data = memo([heads("M"), Goal("At bygge").cells(), Goal("At måle").cells()])
    mixed = data.replace("At måle".encode(), "At måle".encode("cp1252"))
    assert told(refused(mixed)) == [("mixed-encoding", 3, None)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("I alt 60<sup>1</sup> hjem", ["raised-figure"]),
        ('I alt <b>60</b><SUP class="note">1)</SUP> hjem', ["raised-figure"]),
        ("20 kWh/m<sup>2</sup>", []),
        ("60 hjem<sup>1</sup>", []),
        ("60 <sup>1</sup>", []),
    ],
)
def test_a_figure_that_a_tag_raises_is_not_read_into_the_one_before_it(
    text: str, what: list[str]
) -> None:
    rows = [heads("M"), Goal("At bygge", content=text).cells()]
    for data, file in ((memo(rows), "b.txt"), (as_csv(rows), "b.csv")):
        if what:
            assert [fault.what for fault in refused(data, file)] == what
        else:
            assert read(data, file, AGREEMENT).sections
