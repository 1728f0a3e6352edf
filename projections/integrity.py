"""Commitment integrity («Eftersyn»): what became of each goal's promise, beside what is reported.

A model, pure: from Bilag 1 and from what was stated of each goal. Three things stand side by side,
each from its own source: the *reported fulfilment*, the *evidence* for it, and the *timeliness*.
Beside them the findings:

- *moved*: the deadline was moved; by how many months in all, where the words can be read;
- *reworded*: the goal's text or content was changed;
- *back*: the fulfilment went to a later step of the agreement's scale, which begins with reached;
- *copied*: the same status text stands for `LONG_COPIED` quarters or more, and the goal is not
  reached;
- *silent*: nobody reported for `LONG_SILENT` quarters or more, up to this one;
- *no reason*: the deadline has passed, and no reason for the delay is given;
- *no evidence*: reported as reached, and nothing recorded shows it (`projections.evidence`).

A withdrawn goal is only looked at for the first three.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from operator import attrgetter
from typing import Literal, NamedTuple

from domain import deadlines, facts, names
from domain.agreements import Agreement
from domain.facts import Fact, InForce
from domain.quarters import Quarter
from projections.bilag1 import Basis, Bilag1, Row
from projections.evidence import Evidence

Finding = Literal["moved", "reworded", "back", "copied", "silent", "no reason", "no evidence"]
FINDINGS: tuple[Finding, ...] = (
    "moved", "reworded", "back", "copied", "silent", "no reason", "no evidence",
)  # fmt: skip

Timeliness = Literal["in time", "after", "open", "overdue", "unknown", "withdrawn"]
"""*in time*: first reported as reached not after the deadline; *after*: after it; *open*: not
reached, the deadline is to come; *overdue*: it has passed; *unknown*: it has no single reading."""

LONG_COPIED, LONG_SILENT = 4, 2
"""Quarters from which on a text counts as copied forward, and a silence as long."""

LOOKED_AT = {"deadline", "wording", "content", *facts.STATUS_FIELDS}
"""The fields whose story the findings are made of."""

Statements = Mapping[str, Sequence[tuple[Fact, int]]]
"""What was stated of one goal: by field, with the positions, in their order."""

COMPARED = ("deadline", "wording", "content", "fulfilment")
"""The fields of which it is told where they changed."""


class Change(NamedTuple):
    """Something of a goal that changed: from, to, from which day, at which position."""

    old: str
    new: str
    effective: date
    position: int


class Stood(NamedTuple):
    """What stood of one goal one after the other, and where that changed, by field."""

    fields: Mapping[str, Sequence[InForce]]
    changes: Mapping[str, Sequence[Change]]


NOTHING = Stood({}, dict.fromkeys(COMPARED, ()))


@dataclass(frozen=True, slots=True)
class Commitment:
    """A goal in the report. ``copied`` and ``silent`` are numbers of quarters; ``months`` is how
    far the deadline was moved in all, None where the words do not tell."""

    goal: str
    title: str
    fulfilment: str
    fulfilled: bool
    deadline: str
    timeliness: Timeliness
    evidence: tuple[Evidence, ...]
    moves: tuple[Change, ...]
    months: int | None
    rewordings: tuple[Change, ...]
    back: tuple[Change, ...]
    copied: int
    silent: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Commitments:
    """A section of the report."""

    title: str
    rows: tuple[Commitment, ...]


@dataclass(frozen=True, slots=True)
class Integrity:
    """The integrity of an agreement's commitments for a quarter, as known at a position."""

    agreement: Agreement
    quarter: Quarter
    basis: Basis
    sections: tuple[Commitments, ...]

    def rows(self) -> list[Commitment]:
        """All goals, in the order of the document."""
        return [row for section in self.sections for row in section.rows]

    def counts(self) -> dict[Finding, int]:
        """How many goals each finding is made of."""
        return {name: sum(name in row.findings for row in self.rows()) for name in FINDINGS}


def integrity(
    report: Bilag1, said: Mapping[str, Statements], evidence: Mapping[str, Sequence[Evidence]]
) -> Integrity:
    """The report on integrity. ``said`` and ``evidence`` are by the goals' numbers, and hold what
    was recorded up to the report's position."""
    return by_standing(report, standing(said), evidence)


def standing(said: Mapping[str, Statements]) -> dict[str, Stood]:
    """What stood one after the other in the fields that the findings are made of, by goal."""
    return {
        number: _stood(
            {name: facts.standing(told[name], date.max) for name in LOOKED_AT & told.keys()}
        )
        for number, told in said.items()
    }


def _stood(fields: Mapping[str, Sequence[InForce]]) -> Stood:
    return Stood(fields, {name: tuple(_changes(fields.get(name, ()))) for name in COMPARED})


def by_standing(
    report: Bilag1, stood: Mapping[str, Stood], evidence: Mapping[str, Sequence[Evidence]]
) -> Integrity:
    """The same, for who asks about many quarters."""
    agreement, quarter = report.agreement, report.quarter
    steps = _steps(agreement)
    sections = tuple(
        Commitments(section.title, tuple(
            _commitment(agreement, steps, quarter, row,
                        _until(stood.get(row.goal, NOTHING), quarter),
                        tuple(evidence.get(row.goal, ())))
            for row in section.rows
        ))
        for section in report.sections
    )  # fmt: skip
    return Integrity(agreement, quarter, report.basis, sections)


def unexplained_delays(report: Bilag1) -> list[Row]:
    """The goals whose deadline has passed, and that give no reason for the delay."""
    return [row for row in report.rows() if _unexplained(row)]


def _unexplained(row: Row) -> bool:
    return row.overdue and not row.cells["delay_reason"].strip()


def _until(stood: Stood, quarter: Quarter) -> Stood:
    """What stood up to the quarter's last day."""
    day, when = quarter.last_day, attrgetter("effective")
    return Stood(
        {name: some[: bisect_right(some, day, key=when)] for name, some in stood.fields.items()},
        {name: some[: bisect_right(some, day, key=when)] for name, some in stood.changes.items()},
    )


def _commitment(
    agreement: Agreement, steps: Mapping[str, int], quarter: Quarter, row: Row, stood: Stood,
    evidence: tuple[Evidence, ...],
) -> Commitment:  # fmt: skip
    changes, fields = stood.changes, stood.fields
    moves = tuple(changes["deadline"])
    rewordings = [*changes["wording"], *changes["content"]]
    back = tuple(
        change for change in changes["fulfilment"]
        if 0 <= steps.get(names.key(change.old), -1) < steps.get(names.key(change.new), -1)
    )  # fmt: skip
    copied, silent = _copied(fields.get("text", []), quarter), _silent(fields, quarter)
    found: dict[Finding, bool] = {
        "moved": bool(moves),
        "reworded": bool(rewordings),
        "back": bool(back),
    }
    if not row.withdrawn:
        found |= {
            "copied": copied >= LONG_COPIED and not row.fulfilled,
            "silent": silent >= LONG_SILENT,
            "no reason": _unexplained(row),
            "no evidence": row.fulfilled and not any(one.shows for one in evidence),
        }
    return Commitment(
        row.goal, row.title, row.cells["fulfilment"], row.fulfilled, row.cells["deadline"],
        _timeliness(agreement, row, fields.get("fulfilment", [])), evidence,
        moves, _months(moves), tuple(sorted(rewordings, key=lambda one: one.effective)), back,
        copied, silent, tuple(name for name in FINDINGS if found.get(name)),
    )  # fmt: skip


def _changes(stood: Iterable[InForce]) -> Iterable[Change]:
    """Where the words became others; blanks do not count."""
    for old, new in pairwise(stood):
        if old.value != new.value and old.value.split() != new.value.split():
            yield Change(old.value, new.value, new.effective, new.position)


def _months(moves: Sequence[Change]) -> int | None:
    """Months from the end of the first deadline to the end of the last."""
    if not moves:
        return 0
    first, last = deadlines.period(moves[0].old), deadlines.period(moves[-1].new)
    if first is None or last is None:
        return None
    return 12 * (last.end.year - first.end.year) + last.end.month - first.end.month


def _steps(agreement: Agreement) -> dict[str, int]:
    """The place of each step on the scale, from reached to not reached; a withdrawn or unknown
    step is not on the way. One that counts as reached comes before those that do not, wherever an
    amendment has added it."""
    steps = (one for one in agreement.scale if not one.withdrawn)
    ordered = sorted(steps, key=lambda one: not one.fulfilled)
    return {names.key(one.label): n for n, one in enumerate(ordered)}


def _copied(texts: Sequence[InForce], quarter: Quarter) -> int:
    """For how many quarters after the one in which it was first said the text stands."""
    if not texts or not texts[-1].value.strip():
        return 0
    since, last = texts[-1].effective, texts[-1].value
    for one in reversed(texts):
        if one.value != last and one.value.split() != last.split():
            break
        since = one.effective
    return _quarters(Quarter.of(since), quarter)


def _silent(stood: Mapping[str, Sequence[InForce]], quarter: Quarter) -> int:
    """The quarters up to this one for which nothing of the status was reported."""
    said = [one.effective for name in facts.STATUS_FIELDS for one in stood.get(name, ())]
    if said:
        return _quarters(Quarter.of(max(said)), quarter)
    began = min((one.effective for one in stood.get("wording", ())), default=quarter.first_day)
    return _quarters(Quarter.of(began), quarter) + 1


def _quarters(first: Quarter, last: Quarter) -> int:
    return 4 * (last.year - first.year) + last.number - first.number


def _timeliness(agreement: Agreement, row: Row, steps: Sequence[InForce]) -> Timeliness:
    if row.withdrawn:
        return "withdrawn"
    period = deadlines.period(row.cells["deadline"])
    if period is None:
        return "unknown"
    if not row.fulfilled:
        return "overdue" if row.overdue else "open"
    since = date.max
    for one in reversed(steps):
        step = agreement.fulfilment(one.value)
        if step is None or not step.fulfilled:
            break
        since = one.effective
    return "in time" if since <= period.end else "after"
