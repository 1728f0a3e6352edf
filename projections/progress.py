"""How far a round has come, pure: from Bilag 1 and the members to who has answered, who has not.

A goal that is not withdrawn is asked about; it is answered when anybody has reported on it for the
quarter, or confirmed that it is unchanged. A member is asked about the goals that the member's unit
answers for (`domain.rules.answers_for`), so that a goal of two units is asked of both and answered
by either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from domain.agreements import units_of
from domain.events import Missed
from domain.names import key
from domain.rounds import Round
from domain.rules import answers_for
from projections.bilag1 import Bilag1, Row
from projections.directory import Listed
from projections.open_ends import OpenEnds


@dataclass(frozen=True, slots=True)
class Asked:
    """A tovholder, the goals that the member is asked about, and whether Slack reaches them."""

    member: Listed
    rows: tuple[Row, ...]
    linked: bool

    @property
    def missing(self) -> tuple[Row, ...]:
        """The goals that nobody has reported on yet."""
        return tuple(row for row in self.rows if row.missing)


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """A unit or party as the column *Tovholder* names it; the empty code is where it is empty."""

    code: str
    rows: tuple[Row, ...]

    @property
    def missing(self) -> tuple[Row, ...]:
        """The goals that nobody has reported on yet."""
        return tuple(row for row in self.rows if row.missing)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round has come. ``unasked`` are the goals that no tovholder answers for;
    ``open_ends`` what was decided and has led to nothing."""

    round: Round
    report: Bilag1
    rows: tuple[Row, ...]
    units: tuple[UnitProgress, ...]
    asked: tuple[Asked, ...]
    unasked: tuple[Row, ...]
    open_ends: OpenEnds | None = None

    @property
    def missing(self) -> tuple[Row, ...]:
        """The goals that nobody has reported on yet."""
        return tuple(row for row in self.rows if row.missing)

    @property
    def reported(self) -> int:
        """How many goals somebody has reported on."""
        return len(self.rows) - len(self.missing)


def progress(
    round_: Round, report: Bilag1, members: Iterable[Listed], linked: Collection[UUID],
    open_ends: OpenEnds | None = None,
) -> Progress:  # fmt: skip
    """How far the round has come in the report; ``linked`` are the members whom Slack reaches."""
    rows = tuple(row for row in report.rows() if not row.withdrawn)
    asked = tuple(
        Asked(member, own, member.id in linked)
        for member in members
        if member.role == "tovholder" and not member.released
        and (own := own_rows(report, member.unit))
    )  # fmt: skip
    covered = {row.goal for one in asked for row in one.rows}
    unasked = tuple(row for row in rows if row.goal not in covered)
    return Progress(round_, report, rows, units_in(report), asked, unasked, open_ends)


def own_rows(report: Bilag1, unit: str) -> tuple[Row, ...]:
    """The goals that a unit answers for, without those that were withdrawn."""
    return tuple(
        row
        for row in report.rows()
        if not row.withdrawn and answers_for(report.agreement, unit, row.cells["responsible"])
    )


def missed(report: Bilag1) -> tuple[Missed, ...]:
    """What is missing in the report, as the round's closing states it."""
    return tuple(Missed(row.goal, row.cells["responsible"]) for row in report.rows() if row.missing)


def reason_is_asked_for(row: Row) -> bool:
    """Whether the round asks for the reason of the goal's delay, and none stands.

    For the form only: the ledger asks again (`domain.rules.a_reason_where_it_is_late`).
    """
    return row.overdue and not key(row.cells["delay_reason"])


def units_in(report: Bilag1) -> tuple[UnitProgress, ...]:
    """How far each unit has come, in the order of the agreement."""
    by_unit: dict[str, list[Row]] = {}
    for row in (row for row in report.rows() if not row.withdrawn):
        for code in units_of(row.cells["responsible"]) or ("",):
            by_unit.setdefault(code, []).append(row)
    known = report.agreement.codes()
    order = sorted(by_unit, key=lambda code: (known.index(code) if code in known else 99, code))
    return tuple(UnitProgress(code, tuple(by_unit[code])) for code in order)
