"""Amendments: what the parties may change in an agreement that is in force, and what they may not.

An amendment holds the whole agreement as it is from a day on; the agreement as it was before stays,
so that reports of earlier quarters, and all that was known earlier, come out as they did. It adds,
and it changes words. What recorded facts rest on is never taken away and never gets another
meaning: a code, a kind of goal, a step of the scale, the figure that an indicator counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from domain import refusals as no
from domain import rules
from domain.agreements import Agreement
from domain.events import AgreementAmended
from domain.members import Member
from domain.standing import Standing


class AmendAgreement(Struct, frozen=True):
    """Let the agreement be another from a day on, by what the parties agreed."""

    agreement: Agreement
    effective: date
    reason: str


class Change(NamedTuple):
    """A place of the agreement file that differs; None where there is nothing.

    ``pattern`` is the place with a star for each code.
    """

    place: str
    pattern: str
    old: str | None
    new: str | None


_KEYS = {
    "parties": "code", "units": "code", "sections": "letter", "themes": "code", "scale": "label",
    "goals": "number", "indicators": "id", "organisation.forums": "code",
    "organisation.forums.*.seats": "unit", "organisation.deliverables": "code",
    "organisation.targets": "code",
}  # fmt: skip
"""The tables of the file whose lines are told apart by a code, and which field that is."""

_MAY_COME = (
    "indicators", "organisation",
    *(f"organisation.{name}" for name in ("workflow", "approval", "lapse", "homes")),
    *(f"{table}.*" for table in _KEYS),
)  # fmt: skip
"""What may be added."""

_MAY_CHANGE = (
    "title", "report_title", "end",
    *(f"goals{part}" for part in ("", ".*", ".*.title", ".*.aliases", ".*.words")),
    "parties.*.name", "units.*.name", "sections.*.title", "sections.*.words", "themes.*.title",
    *(f"indicators.*.{name}" for name in ("title", "target", "direction", "decimals", "counts")),
    *(f"organisation.forums.*.{name}"
      for name in ("title", "purpose", "chair", "secretariat", "themes", "duties", "receives")),
    "organisation.deliverables.*.title", "organisation.signatories", "organisation.targets.*.title",
)  # fmt: skip
"""What may change, and be taken away: nothing that was recorded gets another meaning by it."""


def decide(
    told: Standing, actor: Member, today: date, command: AmendAgreement
) -> tuple[AgreementAmended, ...]:
    """The amendment, or nothing where the agreement is like that already; raises a `Refusal`."""
    new, effective = command.agreement, command.effective
    if not actor.is_secretariat:
        raise no.SecretariatOnly("AmendAgreement")
    _in_time(told, effective, today)
    if refusal := rules.texts_fit(command, ("reason",), ("reason",)):
        raise refusal
    if not (found := changes(told.agreement, new)):
        return ()
    if places := tuple(one.place for one in found if not _allowed(one)):
        raise no.MayNotBeAmended(places)
    return (AgreementAmended(new, effective, command.reason),)


def _in_time(told: Standing, effective: date, today: date) -> None:
    """No later than today, no earlier than the last amendment, and no day after the old end."""
    start, latest = told.agreement.start, told.agreement.end + timedelta(days=1)
    if effective > today:
        raise no.EffectiveInFuture(effective, today)
    if not start <= effective <= latest:
        raise no.EffectiveOutsideAgreement(effective, start, latest)
    if effective < (last := told.versions[-1][0]):
        raise no.AmendedSince(effective, last)


def changes(old: Agreement, new: Agreement) -> list[Change]:
    """Where two versions of an agreement differ, in the order of the file."""
    found = list(_below("", "", msgspec.to_builtins(old), msgspec.to_builtins(new)))
    if _withdrawn(old) != _withdrawn(new):
        found.append(Change("scale", "scale", _withdrawn(old), _withdrawn(new)))
    return found


def _withdrawn(agreement: Agreement) -> str | None:
    """The step that a goal gets when it is given up."""
    return next((step.label for step in agreement.scale if step.withdrawn), None)


def _allowed(one: Change) -> bool:
    if one.pattern == "end":
        return str(one.new) > str(one.old)
    return one.pattern in _MAY_CHANGE or (one.old is None and one.pattern in _MAY_COME)


def _below(place: str, pattern: str, old: Any, new: Any) -> Iterator[Change]:
    """The differences of two tables of the file, name by name."""
    for name in {**old, **new}:
        here, kind = f"{place}.{name}".lstrip("."), f"{pattern}.{name}".lstrip(".")
        yield from _at(here, kind, old.get(name), new.get(name))


def _at(place: str, pattern: str, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _below(place, pattern, old, new)
    elif (key := _KEYS.get(pattern)) and old is not None and new is not None:
        yield from _lines(place, pattern, *({str(one[key]): one for one in t} for t in (old, new)))
    else:
        yield Change(place, pattern, _shown(old), _shown(new))


def _lines(place: str, pattern: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    """The differences of lines with codes. Those that both have stand in the same order, which is
    that of priority, or of the scale."""
    before, after = [one for one in old if one in new], [one for one in new if one in old]
    if before != after:
        yield Change(place, pattern, ", ".join(before), ", ".join(after))
    for code in {**old, **new}:
        yield from _at(f"{place}.{code}", f"{pattern}.*", old.get(code), new.get(code))


def _shown(value: Any) -> str | None:
    """A value as one line; of a whole table of the file what it is called."""
    match value:
        case None:
            return None
        case Mapping():
            called = (value.get(name) for name in ("title", "name", "label", "unit", "condition"))
            return str(next(filter(None, called), "…"))
        case list() | tuple():
            return ", ".join(str(_shown(one)) for one in value)
        case _:
            return str(value)
