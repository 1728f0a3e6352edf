"""Agreements, read from an agreement file: parties, sections, themes, fulfilment scale, names.

Nothing about a particular agreement is in code. The file is TOML; its shape is the classes below,
and `Agreement.from_toml` refuses anything else, naming the place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Literal
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from domain import figures, names, organisation_checks
from domain.file_faults import Fault, FileFault, fault, of_shape, of_toml
from domain.organisation import Organisation, Part
from domain.organisation_checks import repeated
from domain.quarters import Quarter

Kind = Literal["analysis", "measurable", "intent"]
"""What a goal asks for: an analysis, a figure that is measured, or a declaration of intent."""

CONCRETE: frozenset[Kind] = frozenset({"analysis", "measurable"})
"""The kinds that count in "9 af 19 målsætninger er indfriet"; the rest are declarations."""

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:tovholder:agreement")


class AgreementFileError(FileFault):
    """The agreement file cannot be used."""


class Party(Part, frozen=True):
    """A side of the agreement. ``code`` is how Bilag 1 writes it, in the column *Tovholder*."""

    code: str
    name: str


class Unit(Part, frozen=True):
    """An organisational unit of a party, ``TMF`` in ``KK (TMF)``."""

    code: str
    name: str
    party: str


class Section(Part, frozen=True):
    """A section of Bilag 1. Its letter starts its goals' numbers: ``M`` gives M1, M2 ...

    ``words`` are the words that tell this section's heading from the others' in a document.
    """

    letter: str
    title: str
    kind: Kind
    words: tuple[str, ...]


class Theme(Part, frozen=True):
    """A theme that goals are grouped by; documents name it by its code."""

    code: str
    title: str


class Fulfilment(Part, frozen=True):
    """A step of the scale in the column *Målopfyldelse*.

    ``fulfilled`` steps count as reached; ``withdrawn`` marks the step of a goal that was given up;
    ``kinds`` are the kinds of goal that may have it.
    """

    label: str
    kinds: tuple[Kind, ...]
    fulfilled: bool = False
    withdrawn: bool = False


class GoalName(Part, frozen=True):
    """The short title and aliases that a goal gets when it is registered.

    ``words`` must all stand in the goal's text (compared as `names.key`), so that a title never
    lands on another goal when a document leaves a row out.
    """

    number: str
    title: str
    aliases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def fits(self, wording: str) -> bool:
        """Whether all the words stand in the goal's text."""
        text = names.key(wording)
        return all(names.key(word) in text for word in self.words)


class Indicator(Part, frozen=True):
    """A figure by which a goal is followed: its unit (``%``, ``boliger``) and, where there is one,
    its target with the side on which it is reached. ``decimals`` are shown of every figure.

    ``counts`` says in a few words what is counted.
    """

    id: str
    goal: str
    title: str
    unit: str
    target: str | None = None
    direction: Literal["at least", "at most", "about"] = "at least"
    decimals: int = 0
    counts: str = ""


class Agreement(Part, frozen=True):
    """An agreement between parties, with what its Bilag 1 may hold."""

    slug: str
    title: str
    report_title: str
    start: date
    end: date
    parties: tuple[Party, ...]
    units: tuple[Unit, ...]
    sections: tuple[Section, ...]
    themes: tuple[Theme, ...]
    scale: tuple[Fulfilment, ...]
    goals: tuple[GoalName, ...] = ()
    indicators: tuple[Indicator, ...] | msgspec.UnsetType = msgspec.UNSET
    """The figures of its goals; left out of the stored bytes where the file has none."""
    organisation: Organisation | msgspec.UnsetType = msgspec.UNSET
    """How the parties work together; left out of the stored bytes where the file has none."""

    @classmethod
    def from_toml(cls, text: str, file: str) -> Agreement:
        """Read and check an agreement file; raises `AgreementFileError` that names ``file``."""
        import tomllib  # a question reads no file

        try:
            agreement = msgspec.convert(tomllib.loads(text), cls)
        except tomllib.TOMLDecodeError as error:
            raise AgreementFileError(file, of_toml(error, text)) from error
        except msgspec.ValidationError as error:
            raise AgreementFileError(file, of_shape(error)) from error
        if faults := list(agreement._faults()):
            raise AgreementFileError(file, *faults)
        return agreement

    def _faults(self) -> Iterable[Fault]:
        told = [("title", self.title), ("report_title", self.report_title)]
        told += [("sections.title", section.title) for section in self.sections]
        yield from (fault("empty", place) for place, words in told if not names.key(words))
        if self.end < self.start:
            yield fault("end-before-start", "end", value=self.end, start=self.start)
        yield from repeated("parties.code", (part.code for part in self.parties))
        yield from repeated("units.code", (part.code for part in self.units))
        yield from repeated("sections.letter", (part.letter for part in self.sections))
        yield from repeated("themes.code", (part.code for part in self.themes))
        yield from repeated("scale.label", (names.key(part.label) for part in self.scale))
        yield from repeated("goals.number", (part.number for part in self.goals))
        parties = {part.code for part in self.parties}
        for unit in self.units:
            if unit.party not in parties:
                yield fault("no-party", "units.party", value=unit.party, of=unit.code)
        letters = {part.letter for part in self.sections}
        for goal in self.goals:
            if goal.number[:1] not in letters or not goal.number[1:].isdecimal():
                yield fault("goal-number", "goals.number", value=goal.number)
        for section in self.sections:
            if not any(section.kind in step.kinds for step in self.scale):
                yield fault("no-step", "scale", section=section.letter)
        yield from _faults_of(self.measured, letters)
        themes = (theme.code for theme in self.themes)
        yield from organisation_checks.faults(self.organised, self.codes(), themes)

    @property
    def id(self) -> UUID:
        """The same agreement file always makes the same id."""
        return _agreement_id(self.slug)

    @property
    def organised(self) -> Organisation:
        """How the parties work together; an organisation without forums where the file has none."""
        return _NONE if isinstance(self.organisation, msgspec.UnsetType) else self.organisation

    def stream(self, kind: str, code: str) -> UUID:
        """The stream of a forum, meeting or deliverable: the same in every ledger."""
        return uuid5(self.id, f"{kind}:{code}")

    def belongs(self, unit: str, to: str) -> bool:
        """Whether a unit is that unit or party, or a unit of that party."""
        return unit == to or any(one.code == unit and one.party == to for one in self.units)

    def goal_id(self, number: str) -> UUID:
        """The stream of the goal with that number: the same in every ledger."""
        return _goal_id(self.slug, number)

    @property
    def measured(self) -> tuple[Indicator, ...]:
        """The indicators, in the order of the file; none where the file has none."""
        return () if isinstance(self.indicators, msgspec.UnsetType) else self.indicators

    def indicator_id(self, code: str) -> UUID:
        """The stream of an indicator's measurements: the same in every ledger."""
        return uuid5(self.id, f"indicator:{code}")

    def focus_id(self, number: int) -> UUID:
        """The stream of the focus point with that number: the same in every ledger."""
        return uuid5(self.id, f"focus:{number}")

    def codes(self) -> tuple[str, ...]:
        """The codes of all parties and units."""
        return (*(part.code for part in self.parties), *(part.code for part in self.units))

    def section(self, letter: str) -> Section | None:
        """The section with that letter, or None."""
        return next((part for part in self.sections if part.letter == letter), None)

    def fulfilment(self, words: str) -> Fulfilment | None:
        """The step that the words name; case, spelling of æøå and blanks do not matter."""
        wanted = names.key(words)
        return next((step for step in self.scale if names.key(step.label) == wanted), None)

    def goal_name(self, number: str) -> GoalName | None:
        """The name that the file gives the goal with that number, or None."""
        return next((name for name in self.goals if name.number == number), None)

    def quarters(self) -> tuple[Quarter, Quarter]:
        """The first and the last quarter of the agreement."""
        return Quarter.of(self.start), Quarter.of(self.end)


@lru_cache(maxsize=100)
def _agreement_id(slug: str) -> UUID:
    return uuid5(_NAMESPACE, slug)


@lru_cache(maxsize=20_000)
def _goal_id(slug: str, number: str) -> UUID:
    return uuid5(_agreement_id(slug), number)


def _faults_of(indicators: Iterable[Indicator], letters: set[str]) -> Iterable[Fault]:
    indicators = list(indicators)
    yield from repeated("indicators.id", (one.id for one in indicators))
    for one in indicators:
        if not one.id or names.key(one.id) != one.id.replace("-", ""):
            yield fault("indicator-id", "indicators.id", value=one.id)
        if one.goal[:1] not in letters or not one.goal[1:].isdecimal():
            yield fault("goal-number", "indicators.goal", value=one.goal)
        if not names.key(one.title):
            yield fault("empty-title", "indicators.title", of=one.id)
        if one.target is not None and not figures.is_exact(one.target):
            yield fault("not-a-figure", "indicators.target", value=one.target, of=one.id)
        if not 0 <= one.decimals <= figures.MOST_DECIMALS:
            yield fault("decimals", "indicators.decimals", value=one.decimals, of=one.id,
                        most=figures.MOST_DECIMALS)  # fmt: skip


_NONE = Organisation()


@lru_cache(1_000)
def units_of(responsible: str) -> frozenset[str]:
    """The codes of the parties and units that a cell of the column *Tovholder* names.

    >>> sorted(units_of("KK (TMF/ØKF)"))
    ['TMF', 'ØKF']
    >>> sorted(units_of("BL's 1. kreds og KK (SOF)"))
    ["BL's 1. kreds", 'SOF']
    """
    found: set[str] = set()
    for part in _split(responsible):
        party, opened, units = part.partition("(")
        codes = units.rstrip(")").replace(",", "/").split("/") if opened else [party]
        found.update(code.strip() for code in codes if code.strip())
    return frozenset(found)


def _split(responsible: str) -> list[str]:
    for joint in (";", " og ", " samt ", "), "):
        responsible = responsible.replace(joint, ")\n" if joint == "), " else "\n")
    return [part.strip() for part in responsible.split("\n") if part.strip()]
