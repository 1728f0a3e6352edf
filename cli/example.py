"""What the bundled example holds beside its Bilag 1: figures, and the focus points of Bilag 2."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from uuid import UUID

import msgspec

from cli.errors import told
from cli.session import Session
from domain import figures
from domain.focus import AddFocusPoint
from domain.indicators import Measure
from domain.work import Command

FILE = "hovedaftale-eksempel.toml"


class Measurement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure, as Danish writes it, and the day that it holds for."""

    indicator: str
    date: date
    value: str
    source: str


class FocusPoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A focus point, from its first day on."""

    theme: str
    title: str
    date: date
    text: str


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's two lists."""

    measurements: list[Measurement]
    focus_points: list[FocusPoint]

    def commands(self) -> list[Command]:
        """What to tell the ledger, in the order of the file."""
        measured = (
            Measure(one.indicator, one.date, figures.parse(one.value)[0], one.source)
            for one in self.measurements
        )
        points = (
            AddFocusPoint(n, one.date, one.theme, one.title, one.text.strip())
            for n, one in enumerate(self.focus_points, 1)
        )
        return [*measured, *points]


def load(session: Session, actor: UUID) -> None:
    """Record the example's figures and focus points; a second time records nothing."""
    text = (files("cli") / "bundled" / FILE).read_text("utf-8")
    example = msgspec.convert(tomllib.loads(text), Example)
    slug = session.agreement.slug
    items = [
        (command, session.provenance(actor, FILE, f"example:{slug}:{n}", "import"))
        for n, command in enumerate(example.commands(), 1)
    ]
    with told():
        outcomes = session.ledger.handle_all(session.agreement.id, items, session.clock())
    if all(one.repeated for one in outcomes):
        return
    session.echo("init.example", figures=len(example.measurements),
                 points=len(example.focus_points), first=outcomes[0].positions[0],
                 last=outcomes[-1].positions[-1])  # fmt: skip
