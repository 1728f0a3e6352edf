"""Importing document after document: what is new, what is repeated, what differs."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from cli_helpers import LINES, Q1, Desk, Line, changed, desk_with, heads, memo, table

from domain.quarters import Quarter

Q2, Q3, Q4_2016 = Quarter(2017, 2), Quarter(2017, 3), Quarter(2016, 4)
IN_FORCE = ("Undersøgelsen er i gang", "Halvdelen er nået", "Planen er lagt", "Planen er lagt")


def following(*statuses: str) -> list[Line]:
    """The document of the next quarter: its previous column repeats the text in force."""
    return [
        replace(line, previous_status=before, status=status)
        for line, before, status in zip(LINES, IN_FORCE, statuses, strict=True)
    ]


NEXT = following("Færdig", "Uændret", "Uændret", "Uændret")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with("imported", tmp_path)


@pytest.fixture
def empty(tmp_path: Path) -> Desk:
    return desk_with("empty", tmp_path)


def agrees(desk: Desk, lines: list[Line] | tuple[Line, ...], quarter: Quarter) -> bool:
    """Whether the report's cells are the document's."""
    sections = desk.report(quarter)["sections"]
    cells = [row["cells"] for section in sections for row in section["rows"]]
    assert [list(one.values()) for one in cells] == [line.cells() for line in lines]
    return True


@pytest.mark.parametrize("name", ["bilag1.txt", "bilag1.csv"])
def test_the_first_document_gives_goals_and_statements(empty: Desk, name: str) -> None:
    told = empty.ok("import", "bilag1", empty.document(LINES, Q1, name))

    assert "Nye mål: 4" in told
    assert "1. kvartal 2017: 14 oplysninger er registreret (position 3-16)." in told
    assert agrees(empty, LINES, Q1)
    rows = empty.rows()
    assert [row["title"] for row in rows.values()] == ["Tagboliger", "E-mærker", "Grønne gårde",
                                                       "Naboskab"]  # fmt: skip
    assert [row["unchanged"] for row in rows.values()] == [False, False, True, True]
    before = empty.cells("M1", Q4_2016)
    assert (before["status"], before["fulfilment"]) == ("Planen er lagt", "")


def test_every_format_that_is_read_gives_the_same_report(empty: Desk) -> None:
    from cli_helpers import table
    from test_cli_reading_builders import as_docx, as_xlsx

    for name, make in (("bilag1.xlsx", as_xlsx), ("bilag1.docx", as_docx)):
        desk = desk_with("empty", empty.folder)
        desk.ok("import", "bilag1", desk.file(name, make(table(LINES, Q1))))
        assert agrees(desk, LINES, Q1)


def test_a_csv_begins_with_a_mark_where_it_is_asked_for_and_says_the_same(desk: Desk) -> None:
    plain, marked = desk.folder / "uden.csv", desk.folder / "med.csv"
    desk.ok("report", "bilag1", "--quarter", "2017-Q1", "-o", plain)
    desk.ok("report", "bilag1", "--quarter", "2017-Q1", "--bom", "-o", marked)
    assert marked.read_bytes() == codecs.BOM_UTF8 + plain.read_bytes()
    assert "intet nyt at registrere" in desk.ok("import", "bilag1", marked)
    told = desk.fails("report", "bilag1", "--quarter", "2017-Q1", "--bom", "-o", "a.xlsx")
    assert "Kun CSV kan begynde med et byte order mark" in told


def test_the_same_file_again_records_nothing(desk: Desk) -> None:
    before = desk.content()
    told = desk.take_in(LINES, Q1)

    assert told == "1. kvartal 2017: intet nyt at registrere.\n"
    assert desk.content() == before
    copied = desk.document(LINES, Q1, "kopi.csv")
    assert "intet nyt" in desk.ok("import", "bilag1", copied), "nor does the same in another format"
    assert desk.content() == before


def test_an_edited_copy_is_shown_and_left(desk: Desk) -> None:
    before = desk.content()
    told = desk.take_in(changed(1, status="Alt er nået", fulfilment="Opfyldt"), Q1)

    assert "siger noget forskelligt 2 steder:" in told
    assert "      8  M1   Status\n           hovedbog: Halvdelen er nået\n" in told
    assert "           dokument: Alt er nået\n" in told
    assert "--accept-corrections" in told
    assert desk.content() == before


def test_an_edited_copy_is_accepted_and_history_keeps_both(desk: Desk) -> None:
    edited = changed(1, status="Alt er nået", fulfilment="Opfyldt", delay_reason="Sne")
    desk.take_in(edited, Q1, "--accept-corrections")

    assert agrees(desk, edited, Q1)
    told = desk.ok("history", "M1")
    assert "Halvdelen er nået" in told
    assert "rettelse af en status" in told
    assert "Alt er nået" in told
    assert "intet nyt" in desk.take_in(edited, Q1, "--accept-corrections")
    back = desk.take_in(LINES, Q1, "--accept-corrections")
    assert "rettelser" in back
    assert agrees(desk, LINES, Q1), "and back again"


@pytest.mark.parametrize(
    "edit",
    [
        {"status": "Uændret"}, {"status": ""}, {"previous_status": "Noget andet"},
        {"theme": "2"}, {"deadline": "2018"}, {"content": "Nyt"}, {"responsible": "KK (SOF)"},
        {"fulfilment": "Delvist opfyldt"}, {"expected_completion": "2019"},
        {"goal": "At alle ejendomme har et energimærke bedre end D"},
    ],
)  # fmt: skip
def test_any_edit_is_a_difference_and_can_be_accepted(desk: Desk, edit: dict[str, str]) -> None:
    edited = changed(1, **edit)
    desk.take_in(edited, Q1, "--accept-corrections", "--accept-rewordings")

    assert agrees(desk, edited, Q1)
    assert "intet nyt" in desk.take_in(edited, Q1)
    desk.take_in(LINES, Q1, "--accept-corrections", "--accept-rewordings")
    assert agrees(desk, LINES, Q1)


@pytest.mark.parametrize("edit", [{"status": "Ny tekst"}, {"status": ""}])
def test_an_unchanged_row_that_changed_is_a_difference(desk: Desk, edit: dict[str, str]) -> None:
    edited = changed(2, **edit)
    told = desk.take_in(edited, Q1)
    assert "forskelligt" in told
    desk.take_in(edited, Q1, "--accept-corrections")

    assert agrees(desk, edited, Q1)


def test_a_text_for_a_confirmed_quarter_holds_whatever_day_is_named(desk: Desk) -> None:
    edited = changed(2, status="Alle træer er plantet")
    desk.take_in(edited, Q1, "--accept-corrections", "--effective", "2017-02-15")
    assert agrees(desk, edited, Q1)
    assert "forskelligt" not in desk.take_in(edited, Q1)


def test_a_text_for_a_confirmed_quarter_is_stated_with_what_stands_beside_it(desk: Desk) -> None:
    desk.take_in([replace(NEXT[0], status="Uændret"), *NEXT[1:]], Q2)
    edited = [replace(NEXT[0], status="Nu i udbud"), *NEXT[1:]]
    desk.take_in(edited, Q2, "--accept-corrections")
    assert agrees(desk, edited, Q2)
    assert "intet nyt" in desk.take_in(edited, Q2)


def test_several_texts_of_a_quarter_are_taken_back_where_it_was_unchanged(desk: Desk) -> None:
    for text, day in (("Udbud", "2017-05-01"), ("Underskrevet", "2017-06-01"), ("I gang", "")):
        told = ["--effective", day] if day else ["--reason", "Regn"]
        desk.ok("status", "M1", "--text", text, "--quarter", "2017-Q2", *told)
    lines = [NEXT[0], replace(NEXT[1], status="Uændret"), *NEXT[2:]]
    desk.take_in(lines, Q2, "--accept-corrections")
    assert agrees(desk, lines, Q2)
    assert "intet nyt" in desk.take_in(lines, Q2)


def test_what_stands_beside_an_accepted_unchanged_holds_whatever_day_is_named(desk: Desk) -> None:
    desk.ok("status", "M1", "delvist opfyldt", "--quarter", "2017-Q2")
    desk.ok("status", "M1", "opfyldt", "--text", "Alle er nået", "--quarter", "2017-Q2")
    lines = [NEXT[0], replace(NEXT[1], status="Uændret"), *NEXT[2:]]
    desk.take_in(lines, Q2, "--accept-corrections", "--effective", "2017-04-11")
    assert agrees(desk, lines, Q2)
    assert "forskelligt" not in desk.take_in(lines, Q2)


def test_an_unchanged_row_with_another_column_is_a_difference(desk: Desk) -> None:
    """What was in force is what was confirmed; an edited copy says something else."""
    desk.take_in([replace(NEXT[0], status="Uændret"), *NEXT[1:]], Q2)
    edited = [replace(NEXT[0], status="Uændret", expected_completion="01-05-2018"), *NEXT[1:]]
    told = desk.take_in(edited, Q2)
    assert "hovedbog: Foråret 2018" in told
    assert desk.cells("A1", Q2)["expected_completion"] == "Foråret 2018"
    desk.take_in(edited, Q2, "--accept-corrections")

    assert agrees(desk, edited, Q2)
    assert desk.cells("A1", Q1)["expected_completion"] == "Foråret 2018"
    assert "intet nyt" in desk.take_in(edited, Q2, "--accept-corrections")


def test_the_next_quarter_adds_only_its_own(desk: Desk) -> None:
    told = desk.take_in(NEXT, Q2)

    assert "2. kvartal 2017: 4 oplysninger er registreret" in told
    assert "forskelligt" not in told
    assert agrees(desk, NEXT, Q2)
    assert agrees(desk, LINES, Q1), "the quarter before is as it was"


def test_unchanged_in_the_previous_column_repeats(desk: Desk) -> None:
    said = [replace(line, previous_status="Uændret") for line in NEXT]
    said[0] = replace(said[0], previous_status="Undersøgelsen er i gang")
    said[1] = replace(said[1], previous_status="Halvdelen er nået")
    told = desk.take_in(said, Q2)

    assert "4 oplysninger" in told
    assert "forskelligt" not in told
    assert agrees(desk, NEXT, Q2), "the previous column shows the text in force"


def test_another_previous_text_is_a_difference(desk: Desk) -> None:
    other = [replace(NEXT[0], previous_status="Noget helt andet"), *NEXT[1:]]
    told = desk.take_in(other, Q2)
    assert "A1   Forrige status\n" in told
    assert agrees(desk, NEXT, Q2)
    desk.take_in(other, Q2, "--accept-corrections")

    assert agrees(desk, other, Q2)
    assert desk.cells("A1", Q1)["status"] == "Noget helt andet"


def test_another_text_for_a_quarter_that_was_unchanged_is_a_difference(desk: Desk) -> None:
    other = [*NEXT[:2], replace(NEXT[2], previous_status="Træerne er bestilt"), NEXT[3]]
    assert desk.rows(Q1)["M2"]["unchanged"] is True
    told = desk.take_in(other, Q2)
    assert "M2   Forrige status\n" in told
    assert "dokument: Træerne er bestilt" in told
    assert desk.rows(Q1)["M2"]["unchanged"] is True

    desk.take_in(other, Q2, "--accept-corrections")
    assert agrees(desk, other, Q2)
    assert desk.cells("M2", Q1)["status"] == "Træerne er bestilt"
    assert "intet nyt" in desk.take_in(other, Q2)


def test_a_previous_quarter_that_nobody_reported_is_new(desk: Desk) -> None:
    gap = [replace(line, previous_status="Fra 2. kvartal") for line in NEXT]
    gap[2] = replace(NEXT[2], previous_status="Uændret")
    desk.take_in(gap, Q3)

    assert desk.cells("A1", Q2)["status"] == "Fra 2. kvartal"
    assert desk.rows(Q2)["M2"]["unchanged"] is True
    assert desk.cells("M2", Q3)["previous_status"] == "Planen er lagt"
    assert agrees(desk, [*gap[:2], NEXT[2], gap[3]], Q3)


def test_moved_wording_stops_until_it_is_accepted(desk: Desk) -> None:
    moved = [NEXT[0], replace(NEXT[1], goal="At alle ejendomme har energimærke bedre end E"),
             *NEXT[2:]]  # fmt: skip
    file = desk.document(moved, Q2)
    told = desk.fails("import", "bilag1", file)
    assert "Ét mål er formuleret anderledes, og intet er registreret." in told
    assert "--accept-rewordings" in told
    shown = desk.ok("import", "bilag1", file, "--dry-run")
    assert "  hovedbog: At alle ejendomme har et energimærke bedre end E\n" in shown
    desk.ok("import", "bilag1", file, "--accept-rewordings")

    assert agrees(desk, moved, Q2)
    assert desk.cells("M1", Q1)["goal"] == LINES[1].goal
    assert desk.rows(Q2)["M1"]["title"] == "E-mærker"


def test_another_title_or_name_is_a_difference(desk: Desk) -> None:
    rows = table(LINES, Q1)
    for row in rows:
        row += ["Titel", "Aliaser"] if row[1] == "Tema" else ["", ""]
    rows[3][-2:] = ["Energimærker", "E-mærker; vinduer; Vinduer"]
    file = desk.file("navne.csv", "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows))
    told = desk.ok("import", "bilag1", file)
    assert "M1   Titel\n" in told
    assert "dokument: Energimærker\n" in told
    assert "M1   Kaldenavne\n" in told
    assert desk.rows(Q1)["M1"]["title"] == "E-mærker"
    desk.ok("import", "bilag1", file, "--accept-corrections")

    assert desk.rows(Q1)["M1"]["title"] == "Energimærker"
    assert "(M1)" in desk.ok("status", "vinduer")
    assert "forskelligt" not in desk.ok("import", "bilag1", file)


def test_a_new_goal_belongs_from_its_first_quarter(desk: Desk) -> None:
    new = Line("M", "At cykler kan stå tørt og sikkert i gården", previous_status="", status="Ny")
    told = desk.take_in([*NEXT, new], Q2)

    assert "Nye mål: 1\n" in told
    assert desk.cells("M3", Q2)["status"] == "Ny"
    assert desk.rows(Q2)["M3"]["title"] == "Cykler kan stå tørt"
    assert "M3" not in desk.rows(Q1)


def test_a_proposed_title_ends_with_a_whole_word(desk: Desk) -> None:
    new = Line("M", "Boligselskaberne og forvaltningerne forebygger udsættelser", status="Ny")
    desk.take_in([*NEXT, new], Q2)

    assert desk.rows(Q2)["M3"]["title"] == "Boligselskaberne og forvaltningerne"


def test_absent_goals_are_told_in_the_order_of_the_document(empty: Desk) -> None:
    words = ["hegn", "skur", "bænk", "port", "sti", "bed", "tag", "trappe", "lampe", "skilt"]
    many = [replace(LINES[1], goal=f"At male {word} rødt") for word in words]
    first = [LINES[0], *many, LINES[3]]
    empty.take_in(first, Q1)
    told = empty.ok("import", "bilag1", empty.document([first[0]], Q1.next()))
    absent = [line.split()[0] for line in told.splitlines() if "står ikke i dokumentet" in line]
    assert absent == [*(f"M{n}" for n in range(1, 11)), "H1"]


def test_an_absent_goal_is_told_and_shows_as_missing(desk: Desk) -> None:
    told = desk.take_in(NEXT[:-1], Q2)
    assert "H1 Naboskab står ikke i dokumentet; intet er registreret om det.\n" in told
    assert desk.cells("H1", Q2)["status"] == "Ikke indberettet"


@pytest.mark.parametrize(
    ("column", "head", "value"),
    [("theme", "Tema", "2"), ("deadline", "Tid", "2019"), ("content", "Indhold", "Andet"),
     ("responsible", "Tovholder", "BL")],
)  # fmt: skip
def test_a_moved_definition_is_a_difference(desk: Desk, column: str, head: str, value: str) -> None:
    moved = [NEXT[0], replace(NEXT[1], **{column: value}), *NEXT[2:]]
    told = desk.take_in(moved, Q2)
    assert f"M1   {head}\n" in told
    assert f"           dokument: {value}\n" in told
    desk.take_in(moved, Q2, "--accept-corrections")

    assert agrees(desk, moved, Q2)
    assert agrees(desk, LINES, Q1), "it holds from the document's quarter on"


def test_accepted_words_take_the_place_of_words_said_later_in_the_quarter(desk: Desk) -> None:
    later = ("--reason", "Aftalt", "--effective", "2017-05-15")
    desk.ok("goal", "deadline", "M1", "2018", *later)
    desk.ok("goal", "responsible", "M1", "KK (SOF)", *later)
    desk.ok("goal", "reword", "M1", "--theme", "2", "--content", "Andet",
            "--wording", "At alle ejendomme får et energimærke bedre end E", *later)  # fmt: skip
    told = desk.take_in(NEXT, Q2, "--accept-corrections", "--accept-rewordings")

    assert "forskelligt 4 steder" in told
    assert agrees(desk, NEXT, Q2)
    assert "forskelligt" not in desk.take_in(NEXT, Q2)


def test_quarters_may_come_out_of_order(empty: Desk) -> None:
    empty.take_in(NEXT, Q2)
    told = empty.take_in(LINES, Q1)
    assert "forskelligt" not in told, "the later document gave the text of what is «Uændret» here"

    assert agrees(empty, LINES, Q1)
    assert agrees(empty, NEXT, Q2)


def test_unchanged_in_the_previous_column_of_the_first_document(empty: Desk) -> None:
    lines = changed(2, previous_status="Uændret")
    empty.take_in(lines, Q1)

    assert agrees(empty, lines, Q1)


def test_unchanged_from_nothing_stops_with_its_line(empty: Desk) -> None:
    told = empty.fails("import", "bilag1", empty.document(changed(2, previous_status=""), Q1))
    assert "M2: før 1. kvartal 2017 er der ikke indberettet en status" in told
    assert "bilag1-2017-Q1.txt:9: Status: " in told


def test_an_empty_status_is_empty(empty: Desk) -> None:
    lines = changed(1, status="")
    empty.take_in(lines, Q1)

    assert agrees(empty, lines, Q1)


def test_a_row_that_states_nothing_is_missing(empty: Desk) -> None:
    empty.take_in(changed(1, status="", fulfilment=""), Q1)
    assert empty.cells("M1")["status"] == "Ikke indberettet"
    assert empty.report()["summary"]["missing"] == 1


UNREPORTED = [replace(line, status="Ikke indberettet") for line in LINES]


def test_what_was_carried_into_an_unreported_quarter_is_of_the_quarter_before(empty: Desk) -> None:
    empty.take_in(UNREPORTED, Q1)

    assert agrees(empty, UNREPORTED, Q1)
    assert empty.report()["summary"]["missing"] == 4
    assert empty.cells("A1", Q4_2016)["delay_reason"] == "Rådgiver mangler"
    assert "intet nyt at registrere" in empty.take_in(UNREPORTED, Q1)


def test_another_fulfilment_of_an_unreported_goal_is_a_difference(desk: Desk) -> None:
    carried = [replace(line, previous_status=before, status="Ikke indberettet")
               for line, before in zip(LINES, IN_FORCE, strict=True)]  # fmt: skip
    assert "forskelligt" not in desk.take_in(carried, Q2)
    other = [carried[0], replace(carried[1], fulfilment="Opfyldt"), *carried[2:]]
    told = desk.take_in(other, Q2)
    assert "hovedbog: I proces" in told
    assert "dokument: Opfyldt" in told
    desk.take_in(other, Q2, "--accept-corrections")

    assert agrees(desk, other, Q2)


def test_a_delay_that_is_over_is_emptied(desk: Desk) -> None:
    over = [replace(NEXT[0], delay_reason="", expected_completion=""), *NEXT[1:]]
    desk.take_in(over, Q2)

    assert agrees(desk, over, Q2)
    assert desk.cells("A1", Q1)["delay_reason"] == "Rådgiver mangler"


def test_an_unchanged_row_may_empty_its_delay(desk: Desk) -> None:
    over = [replace(NEXT[0], status="Uændret", delay_reason=""), *NEXT[1:]]
    desk.take_in(over, Q2)
    assert agrees(desk, over, Q2)


def test_a_dry_run_tells_everything_and_writes_nothing(empty: Desk) -> None:
    before = empty.content()
    told = empty.ok("import", "bilag1", empty.document(LINES, Q1), "--dry-run")

    assert empty.content() == before
    assert "Dette ville blive registreret (14):" in told
    assert told.endswith("Prøvekørsel: intet er registreret.\n")
    for line in ("      8  nyt mål  «M1»  «E-mærker»", "      8  status  «Halvdelen er nået»",
                 "      9  uændret  «1. kvartal 2017»", "      8  forrige kvartal"):  # fmt: skip
        assert line in told, line


def test_a_dry_run_tells_every_repair(empty: Desk) -> None:
    hurt = (
        memo(LINES, Q1).replace(b"\tOpfyldt\t", b"\tOplydt\t").replace(b"\tPlanen", b"\t<p>Planen")
    )
    file = empty.file("skadet.txt", hurt.decode().encode("cp1252"))
    told = empty.ok("import", "bilag1", file, "--dry-run")
    assert "      1  «UTF-8» → «Windows-1252»" in told
    assert "Målopfyldelse: «Oplydt» → «Opfyldt»" in told
    assert "Forrige status: «<p>Planen er lagt» → «Planen er lagt»" in told
    assert "(se dem alle med --dry-run)" in empty.ok("import", "bilag1", file)


def test_the_effective_day_can_be_named(empty: Desk) -> None:
    file = empty.document(LINES, Q1)
    told = empty.fails("import", "bilag1", file, "--effective", "2017-04-01")
    assert "1. april 2017 ligger ikke i 1. kvartal 2017." in told
    assert "er ikke en dato" in empty.fails("import", "bilag1", file, "--effective", "x")
    empty.ok("import", "bilag1", file, "--effective", "2017-02-15")

    assert "gældende fra 15. februar 2017" in empty.ok("history", "M1")
    assert agrees(empty, LINES, Q1)


def test_a_quarter_outside_the_agreement_or_to_come_is_refused(empty: Desk) -> None:
    told = empty.fails("import", "bilag1", empty.document(LINES, Quarter(2019, 1)))
    assert "1. kvartal 2019 ligger uden for «Havnebyaftalen 2015-2018»" in told
    empty.today = Quarter(2017, 1).first_day.replace(year=2016)
    told = empty.fails("import", "bilag1", empty.document(LINES, Q1))
    assert "er ikke kommet endnu" in told


def test_every_statement_carries_file_and_line(desk: Desk) -> None:
    digest = hashlib.sha256(memo(LINES, Q1)).hexdigest()
    sources = [one["source"] for one in desk.events()[2:]]
    assert {source.split(" ")[1] for source in sources} == {f"sha256:{digest}"}
    assert {source.split(" ")[0] for source in sources} == {
        f"bilag1-2017-Q1.txt:{line}" for line in (6, 8, 9, 11)
    }


def test_the_quarter_before_the_agreement_is_not_recorded_and_is_told(empty: Desk) -> None:
    first = [replace(line, status="Arbejdet er begyndt") for line in LINES]
    told = empty.ok("import", "bilag1", empty.document(first, Quarter(2015, 1), "bilag1.txt"))

    assert "Forrige kvartal ligger før aftalen; dets status er ikke registreret (4 rækker)." in told
    one = replace(LINES[0], goal="At finde nye pladser til kolonihaver")
    told = empty.ok("import", "bilag1", empty.document([one], Quarter(2015, 1), "nyt.txt"))
    assert "(én række)" in told
    row = empty.cells("M1", Quarter(2015, 1))
    assert (row["previous_status"], row["status"]) == ("", "Arbejdet er begyndt")


def on_sheets(desk: Desk, lines: Sequence[Line], quarter: Quarter = Q1) -> Path:
    """A workbook with each line on a sheet of its own, named by its place."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for n, line in enumerate(lines, 1):
        sheet = book.create_sheet(f"Del {n}")
        sheet.append(heads(line.section, quarter))
        sheet.append([cell or None for cell in line.cells()])
    file = desk.folder / f"ark-{quarter}.xlsx"
    book.save(file)
    return file


def test_a_section_on_two_sheets_keeps_every_row(empty: Desk) -> None:
    """The lines of each sheet begin with 1: they do not tell rows apart."""
    lines = [LINES[1], LINES[2], LINES[0], LINES[3]]
    file = on_sheets(empty, lines)

    empty.ok("import", "bilag1", file)
    assert {row["cells"]["goal"] for row in empty.rows().values()} == {one.goal for one in lines}
    assert "intet nyt" in empty.ok("import", "bilag1", file)


def test_what_is_planned_from_a_workbook_names_its_sheet(empty: Desk) -> None:
    told = empty.ok("import", "bilag1", on_sheets(empty, LINES), "--dry-run")
    for n in range(1, 5):
        assert len(re.findall(rf"^      2  .*\(arket “Del {n}”\)$", told, re.MULTILINE)) >= 2
    empty.ok("import", "bilag1", on_sheets(empty, LINES))
    assert "ark-2017-Q1.xlsx:Del 2:2\n" in empty.ok("history", "M1")
    lines = changed(1, goal=f"{LINES[1].goal} nu")
    lines[0] = replace(lines[0], theme="2")
    told = empty.ok("import", "bilag1", on_sheets(empty, lines, Q1.next()), "--dry-run")
    assert "Linje 2 (arket “Del 2”): " in told
    assert re.search(r"^      2  A1   Tema \(arket “Del 1”\)$", told, re.MULTILINE)


def test_a_goal_that_stands_twice_in_a_workbook_names_both_sheets(empty: Desk) -> None:
    twice = [*LINES[:2], LINES[1], LINES[3]]
    told = empty.fails("import", "bilag1", on_sheets(empty, twice))
    assert "linje 2 på arket “Del 3” i afsnit M (arket “Del 2”)" in told


def test_what_the_ledger_refuses_of_a_workbook_names_its_sheet(empty: Desk) -> None:
    told = empty.fails("import", "bilag1", on_sheets(empty, changed(2, status="x" * 8_001)))
    assert re.search(r"ark-2017-Q1.xlsx:2: .* \(arket “Del 3”\)$", told, re.MULTILINE)


def test_a_dry_run_says_that_new_wordings_wait_for_a_yes(tmp_path: Path) -> None:
    desk = desk_with("imported", tmp_path)
    moved = [replace(LINES[0], goal=f"{LINES[0].goal} nu"), *LINES[1:]]
    file = desk.document(moved, Q1.next())
    shown = desk.ok("import", "bilag1", file, "--dry-run")
    assert "Nye formuleringer skal bekræftes" in shown
    assert "--accept-rewordings" in desk.fails("import", "bilag1", file)
    shown = desk.ok("import", "bilag1", file, "--dry-run", "--accept-rewordings")
    assert "bekræftes" not in shown
    desk.ok("import", "bilag1", file, "--accept-rewordings")


def test_what_is_stated_anew_is_not_corrected_as_well(tmp_path: Path) -> None:
    desk = desk_with("imported", tmp_path)
    desk.ok("status", "H1", "opfyldt", "--quarter", Q1)
    desk.ok("status", "H1", "--text", "Noget nyt", "--quarter", Q1)
    line = replace(LINES[3], fulfilment="Indtænkes")
    desk.take_in([*LINES[:3], line], Q1, "--accept-corrections")
    assert "goal-fact-corrected" not in desk.ok("events", "export")
    row = desk.rows(Q1)["H1"]
    assert (row["cells"]["fulfilment"], row["unchanged"]) == ("Indtænkes", True)


def test_a_dry_run_lists_what_is_then_recorded_and_no_more(tmp_path: Path) -> None:
    """What an accepted retraction lets hold again is not confirmed once more."""
    desk = desk_with("imported", tmp_path)
    desk.ok("status", "H1", "--text", "Noget nyt", "--quarter", Q1)
    document = [replace(LINES[0], delay_reason="Rådgiver søges"), *LINES[1:]]
    shown = desk.ok("import", "bilag1", desk.document(document, Q1), "--dry-run",
                    "--accept-corrections")  # fmt: skip
    promised = re.findall(r"registreret \((\d+)\):", shown)
    before = desk.ok("events", "export").count("\n")
    desk.take_in(document, Q1, "--accept-corrections")
    assert [str(desk.ok("events", "export").count("\n") - before)] == promised != ["0"]


def test_a_dry_run_tells_what_the_ledger_would_refuse(tmp_path: Path) -> None:
    desk = desk_with("imported", tmp_path)
    file = desk.document([*LINES[:3], replace(LINES[3], status="x" * 9_000)], Q1.next())
    told = desk.fails("import", "bilag1", file, "--dry-run")
    assert told == desk.fails("import", "bilag1", file)
