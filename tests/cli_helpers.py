"""A desk to test the command line at: a ledger file, a clock that we set, invented documents.

The documents and their words are ours. A ledger that many tests start from is made once in each
process and copied.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from builders import micros, moment
from click.testing import CliRunner, Result

from cli.main import tovholder
from cli.session import Session
from domain.quarters import Quarter
from domain.recording import Moment

AGREEMENT_TOML = """
slug = "havneby"
title = "Havnebyaftalen 2015-2018"
report_title = "Bilag 1"
start = 2015-01-01
end = 2018-12-31
parties = [{code = "KK", name = "Kommunen"}, {code = "BL", name = "Boligselskaberne"}]
units = [{code = "TMF", name = "Teknik", party = "KK"}, {code = "SOF", name = "Social", party = "KK"}]
sections = [
    {letter = "A", title = "Analyser", kind = "analysis", words = ["analyser"]},
    {letter = "M", title = "Direkte målbare", kind = "measurable", words = ["direkte", "målbare"]},
    {letter = "H", title = "Erklæringer", kind = "intent", words = ["hensigtserklæringer"]},
]
themes = [{code = "1", title = "Boliger"}, {code = "2", title = "Byer"}, {code = "3", title = "Energi"}]
scale = [
    {label = "Opfyldt", kinds = ["analysis", "measurable", "intent"], fulfilled = true},
    {label = "Delvist opfyldt", kinds = ["analysis", "measurable", "intent"]},
    {label = "I proces", kinds = ["analysis", "measurable"]},
    {label = "Indtænkes", kinds = ["intent"]},
    {label = "Udgået", kinds = ["analysis", "measurable", "intent"], withdrawn = true},
]
goals = [
    {number = "M1", title = "E-mærker", aliases = ["energimærker"], words = ["energimærke"]},
    {number = "M2", title = "Grønne gårde", words = ["gårde"]},
    {number = "A1", title = "Tagboliger", words = ["tagboliger"]},
    {number = "H1", title = "Naboskab", words = ["naboer"]},
]
"""  # noqa: E501

COLUMNS = ("goal", "theme", "deadline", "content", "previous_status", "status", "delay_reason",
           "expected_completion", "fulfilment", "responsible")  # fmt: skip
HEADINGS = {
    "A": "Målsætninger - Analyser (efter tidspunkt)",
    "M": "Direkte målbare målsætninger (opdelt efter temaer)",
    "H": "Målsætninger - hensigtserklæringer (opdelt efter temaer)",
}
Q1 = Quarter(2017, 1)
NOW = micros(2018, 12, 30)


@dataclass(frozen=True)
class Line:
    """A row of an invented document. ``section`` is the letter of its table."""

    section: str
    goal: str
    theme: str = "1"
    deadline: str = "2015-2018"
    content: str = "Der lægges en plan"
    previous_status: str = "Planen er lagt"
    status: str = "Uændret"
    delay_reason: str = ""
    expected_completion: str = ""
    fulfilment: str = "Opfyldt"
    responsible: str = "KK (TMF)"

    def cells(self) -> list[str]:
        return [getattr(self, name) for name in COLUMNS]


LINES = (
    Line("A", "At undersøge tagboliger på karréerne", deadline="2. halvdel 2016",
         status="Undersøgelsen er i gang", delay_reason="Rådgiver mangler",
         expected_completion="Foråret 2018", fulfilment="I proces", responsible="KK (SOF)"),
    Line("M", "At alle ejendomme har et energimærke bedre end E", theme="3",
         status="Halvdelen er nået", fulfilment="I proces"),
    Line("M", "At plante træer i alle grønne gårde", theme="3"),
    Line("H", "At naboer mødes oftere", fulfilment="Indtænkes", responsible=""),
)  # fmt: skip


def heads(section: str, quarter: Quarter) -> list[str]:
    return [
        HEADINGS[section], "Tema", "Tid", "Indhold", f"Status - {quarter.previous().danish}",
        f"Status - {quarter.danish}", "Angiv grund til forsinkelse",
        "Angiv forventet indfrielsestidspunkt", "Målopfyldelse", "Tovholder",
    ]  # fmt: skip


def table(lines: Sequence[Line], quarter: Quarter) -> list[list[str]]:
    """The lines of cells of all sections, each under its heads."""
    rows: list[list[str]] = []
    for letter in HEADINGS:
        some = [line.cells() for line in lines if line.section == letter]
        rows += [heads(letter, quarter), *some] if some else []
    return rows


def memo(lines: Sequence[Line], quarter: Quarter) -> bytes:
    """A memo with the tables inside, as the real one."""
    rows = "\n".join("\t".join(cells) for cells in table(lines, quarter))
    return f"Til udvalget\n\nBilag 1\n\n{rows}\n\nBilag 2\n\nMere tekst.\n".encode()


def as_csv(lines: Sequence[Line], quarter: Quarter) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(table(lines, quarter))
    return out.getvalue().encode()


@dataclass
class Desk:
    """One ledger, and the person who sits at it."""

    db: Path
    now: int = NOW
    today: date = date(2018, 12, 30)
    lang: str = "da"
    member: str | None = None
    agreement: str | None = None

    @property
    def folder(self) -> Path:
        return self.db.parent

    def moment(self) -> Moment:
        self.now += 1_000_000
        return moment(self.now, self.today)

    def run(self, *args: object, stdin: str | None = None) -> Result:
        session = Session(str(self.db), self.lang, self.agreement, self.member, self.moment)
        try:
            result = CliRunner().invoke(
                tovholder, [str(arg) for arg in args], input=stdin, obj=session
            )
        finally:
            if "ledger" in session.__dict__:
                session.recorder.engine.dispose()
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def ok(self, *args: object, stdin: str | None = None) -> str:
        """What the command says, having done what it was asked to."""
        result = self.run(*args, stdin=stdin)
        assert result.exit_code == 0, result.output
        assert result.stderr == "", result.stderr
        return result.stdout

    def fails(self, *args: object) -> str:
        """What the command says, having told an error and changed nothing."""
        before = self.content()
        result = self.run(*args)
        assert result.exit_code == 1, result.output
        first = result.stderr.splitlines()[0]
        assert first.startswith("Error: " if self.lang == "en" else "Fejl: "), result.stderr
        assert "Traceback" not in result.output
        assert self.content() == before, "an error changes nothing"
        return result.stderr

    def content(self) -> bytes | None:
        return self.db.read_bytes() if self.db.is_file() else None

    def file(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def document(self, lines: Sequence[Line], quarter: Quarter, name: str = "") -> Path:
        """A document in a file: a CSV where the name says so, else a memo."""
        name = name or f"bilag1-{quarter}.txt"
        make = as_csv if name.endswith(".csv") else memo
        return self.file(name, make(lines, quarter))

    def take_in(self, lines: Sequence[Line], quarter: Quarter, *options: str) -> str:
        return self.ok("import", "bilag1", self.document(lines, quarter), *options)

    def report(self, quarter: Quarter = Q1, *options: str) -> dict[str, Any]:
        told = self.ok("report", "bilag1", "--quarter", quarter, "--format", "json", *options)
        return json.loads(told)  # type: ignore[no-any-return]

    def rows(self, quarter: Quarter = Q1, *options: str) -> dict[str, dict[str, Any]]:
        """The report's rows by the goals' numbers."""
        sections = self.report(quarter, *options)["sections"]
        return {row["goal"]: row for section in sections for row in section["rows"]}

    def cells(self, goal: str, quarter: Quarter = Q1, *options: str) -> dict[str, str]:
        return self.rows(quarter, *options)[goal]["cells"]  # type: ignore[no-any-return]

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.ok("events", "export").splitlines()]


def _empty(desk: Desk) -> None:
    agreement = desk.file("havneby.toml", AGREEMENT_TOML)
    desk.ok("init", "--agreement-file", agreement)


def _imported(desk: Desk) -> None:
    _empty(desk)
    desk.take_in(LINES, Q1)


_KINDS: dict[str, Callable[[Desk], None]] = {"empty": _empty, "imported": _imported}


@cache
def _template(kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "tovholder.db", micros(2017, 4, 3), date(2017, 4, 3))
        _KINDS[kind](desk)
        return desk.db.read_bytes()


def desk_with(kind: str, folder: Path) -> Desk:
    """A desk with an ``empty`` ledger, or one that holds `LINES` for `Q1` (``imported``)."""
    db = folder / "tovholder.db"
    db.write_bytes(_template(kind))
    return Desk(db)


def changed(number: int, **cells: str) -> list[Line]:
    """`LINES` with other cells in one line, counted from zero."""
    return [replace(one, **cells) if n == number else one for n, one in enumerate(LINES)]
