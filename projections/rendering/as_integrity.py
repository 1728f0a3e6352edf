"""The report on integrity, as text, Markdown, HTML, CSV and JSON, and as PDF and Word.

Reported fulfilment, evidence and timeliness stand side by side, with the findings after them. Only
the terminal speaks English too.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import textwrap
from collections.abc import Callable, Iterator, Mapping
from html import escape
from string import Template
from typing import Any

from projections.integrity import Change, Commitment, Commitments, Integrity
from projections.rendering import foundation, sentences
from projections.rendering.as_bridge import page
from projections.rendering.as_csv import neutral
from projections.rendering.as_markdown import escaped
from projections.rendering.integrity_words import (
    DANISH,
    IntegrityWords,
    evidence,
    findings,
    lead,
)
from projections.rendering.paper import Paper
from projections.rendering.paper_formats import formats, table
from projections.rendering.text import lines, single_line

_WIDTHS = (
    "th:nth-child(1) { width: 17%; } th:nth-child(2), th:nth-child(3) { width: 11%; } "
    "th:nth-child(4) { width: 14%; } th:nth-child(5) { width: 11%; }"
)


def text(found: Integrity, width: int = 100, told: IntegrityWords = DANISH) -> bytes:
    """The report for a terminal: the goals that have findings, and how many have none."""
    top = f"{told.title}: {single_line(found.agreement.title)}"
    made = [top, *_lead(found, told)]
    for section in found.sections:
        noted = [row for row in section.rows if row.findings]
        if noted:
            made += ["", single_line(section.title)]
        for row in noted:
            made.append(f"  {row.goal} {single_line(row.title)}")
            made.append(f"    {' · '.join(_side_by_side(row, told))}")
            for one in findings(row, told):
                made += textwrap.wrap(single_line(one), width, initial_indent="    - ",
                                      subsequent_indent="      ")  # fmt: skip
    well = sum(not row.findings for row in found.rows())
    return ("\n".join([*made, "", told.well[well != 1].format(n=well)]) + "\n").encode()


def _lead(found: Integrity, told: IntegrityWords = DANISH) -> list[str]:
    """What it says in all, and that it may lack something; a paper says that apart."""
    return [*lead(found, told), *sentences.warning(found.basis, told.report)]


def _side_by_side(row: Commitment, told: IntegrityWords) -> list[str]:
    shown = {
        "fulfilment": single_line(row.fulfilment) or told.unknown,
        "evidence": evidence(row, told).lower(),
        "timeliness": told.timeliness[row.timeliness].lower(),
    }
    return [f"{told.heads[name]}: {value}" for name, value in shown.items()]


def _cells(row: Commitment) -> list[str]:
    """Fulfilment, evidence, timeliness and deadline."""
    step = row.fulfilment or DANISH.unknown
    return [step, evidence(row), DANISH.timeliness[row.timeliness], row.deadline]


def markdown(found: Integrity) -> bytes:
    """The report as Markdown, a table for each section."""
    summary = [f"{escaped(one)}  " for one in _lead(found)]
    made = [f"# {DANISH.title}: {escaped(found.agreement.title)}", "", *summary]
    heads = list(DANISH.heads.values())
    for section in found.sections:
        made += ["", f"## {escaped(section.title)}", ""]
        if not section.rows:
            made.append(DANISH.report.no_goals_here)
            continue
        made += [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
        for row in section.rows:
            told = "<br>".join(map(escaped, findings(row)))
            cells = [f"{row.goal} {escaped(row.title)}", *map(escaped, _cells(row)), told]
            made.append(f"| {' | '.join(cells)} |")
    return ("\n".join([*made, "", DANISH.basis]) + "\n").encode()


def html(found: Integrity) -> bytes:
    """The report as one HTML file without script, font or picture."""
    made = Template(page()).substitute(
        title=f"{DANISH.title}: {escape(lines(found.agreement.title))}",
        lead="".join(f"<p>{escape(one)}</p>\n" for one in _lead(found)),
        sections="".join(_section(section) for section in found.sections),
        widths=_WIDTHS,
        foot=f'<footer><p class="basis">{DANISH.basis}</p></footer>\n',
    )
    return made.encode()


def _section(section: Commitments) -> str:
    title = f"<bdi>{escape(lines(section.title))}</bdi>"
    if not section.rows:
        return f'<p class="caption">{title} <span>{DANISH.report.no_goals_here}</span></p>\n'
    heads = "".join(f'<th scope="col">{head}</th>' for head in DANISH.heads.values())
    return (
        f"<table>\n<caption>{title}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n{''.join(map(_row, section.rows))}</table>\n"
    )


def _row(row: Commitment) -> str:
    cells = "".join(f"<td>{escape(lines(cell))}</td>" for cell in _cells(row))
    told = "".join(f"<li>{escape(lines(one))}</li>" for one in findings(row))
    noted = f"<ul>{told}</ul>" if told else '<span class="none">-</span>'
    name = f"{escape(row.goal)} <bdi>{escape(lines(row.title))}</bdi>"
    return f'<tr><th scope="row">{name}</th>{cells}<td>{noted}</td></tr>\n'


def as_csv(found: Integrity) -> bytes:
    """The report as CSV for a Danish spreadsheet; nothing in it runs."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    _, *heads = DANISH.heads.values()
    writer.writerow([DANISH.report.number, DANISH.report.title, *heads])
    for row in found.rows():
        cells = (row.goal, row.title, *_cells(row), " ".join(findings(row)))
        writer.writerow([neutral(cell) for cell in cells])
    return codecs.BOM_UTF8 + file.getvalue().encode()


def as_json(found: Integrity) -> bytes:
    """The report as JSON: the counts, and each goal with what was found and its events."""
    document = {
        "agreement": found.agreement.title,
        "quarter": str(found.quarter),
        "position": found.basis.position,
        "counts": found.counts(),
        "goals": [_json_row(row) for row in found.rows()],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _json_row(row: Commitment) -> dict[str, Any]:
    return {
        "goal": row.goal,
        "title": row.title,
        "fulfilment": row.fulfilment,
        "evidence": [
            {"kind": one.kind, "position": one.position, "shows": one.shows} for one in row.evidence
        ],
        "timeliness": row.timeliness,
        "deadline": row.deadline,
        "months_moved": row.months,
        "moves": [_json_change(one) for one in row.moves],
        "rewordings": [_json_change(one) for one in row.rewordings],
        "back": [_json_change(one) for one in row.back],
        "quarters_unchanged": row.copied,
        "quarters_silent": row.silent,
        "findings": list(row.findings),
    }


def _json_change(one: Change) -> dict[str, Any]:
    return {"old": one.old, "new": one.new, "effective": str(one.effective),
            "position": one.position}  # fmt: skip


def paper(found: Integrity, made_with: tuple[str, ...] = ()) -> Paper:
    """The report as a document: a table for each section, and what there is to say beneath it."""
    head, *summary = lead(found)
    return Paper(
        over=found.agreement.title,
        title=DANISH.title,
        lead=[("Status", head), ("I alt", " ".join(summary))],
        basis=found.basis,
        markdown="\n".join(line for part in found.sections for line in _printed(part)),
        facts=foundation.of_paper(found.agreement.title, found.basis, as_json(found), made_with),
    )


def _printed(section: Commitments) -> Iterator[str]:
    _, *heads = DANISH.heads.values()
    yield f"## {escaped(section.title)}\n"
    if not section.rows:
        yield f"{DANISH.report.no_goals_here}\n"
        return
    rows = [(row.goal, row.title, *_cells(row)) for row in section.rows]
    yield table("llllll", [(DANISH.report.number, DANISH.report.title, *heads[:-1]), *rows])
    noted = [row for row in section.rows if row.findings]
    if noted:
        yield f"### {DANISH.heads['findings']}\n"
    for row in noted:
        yield f"- **{escaped(f'{row.goal} {row.title}')}**: {escaped(' '.join(findings(row)))}"
    yield ""


_PAPER = formats(paper, as_json)

FORMATS: Mapping[str, Callable[[Integrity], bytes]] = {
    "table": text,
    "md": markdown,
    "html": html,
    "csv": as_csv,
    "json": as_json,
    **{form: _PAPER[form] for form in ("pdf", "docx")},
}
"""The formats of ``report integrity --format``, each from the report to the bytes of a file."""
