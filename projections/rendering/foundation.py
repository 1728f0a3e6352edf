"""What a report rests on, as a table of facts: the last page or sheet of the printable formats."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version

from projections.bilag1 import Basis, Bilag1
from projections.rendering import as_json, sentences
from projections.rendering.words import DANISH

HEADING = "Hvad rapporten bygger på"
POSITION = "Sidste position"
OURSELVES = f"Tovholder {version('tovholder')}"


def facts(report: Bilag1, made_with: Iterable[str]) -> list[tuple[str, str]]:
    """The facts, label and value. ``made_with`` names the renderer and its version.

    The hash is that of the report's JSON, which a seal records: whoever holds the document can ask
    for the JSON of the same position and compare.
    """
    basis = report.basis
    return [
        ("Aftale", report.agreement.title),
        ("Kvartal", sentences.quarter(report.quarter, DANISH)),
        *_recorded(basis),
        ("Fuldstændighed", _completeness(basis)),
        ("Forsegling", _seal(basis.sealed_position)),
        ("SHA-256 af rapporten som JSON", hashlib.sha256(as_json.render(report)).hexdigest()),
        ("Dannet med", ", ".join((OURSELVES, *made_with))),
    ]


def of_paper(
    agreement: str, basis: Basis, made_of: bytes, made_with: Iterable[str]
) -> list[tuple[str, str]]:
    """The facts of a document that is not Bilag 1; ``made_of`` is it as JSON."""
    return [
        ("Aftale", agreement),
        *_recorded(basis),
        ("Fuldstændighed", _completeness(basis)),
        ("SHA-256 af dokumentet som JSON", hashlib.sha256(made_of).hexdigest()),
        ("Dannet med", ", ".join((OURSELVES, *made_with))),
    ]


def _recorded(basis: Basis) -> list[tuple[str, str]]:
    if basis.known_at is None:
        return [("Registreret til og med", DANISH.nothing_known)]
    exact = sentences.utc(basis.known_at).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    when = f"{sentences.moment(basis.known_at, DANISH)} dansk tid ({exact})"
    return [("Registreret til og med", when), (POSITION, str(basis.position))]


def _completeness(basis: Basis) -> str:
    if basis.complete:
        return "Rapporten er fuldstændig: den har alt med, der var registreret."
    return f"{DANISH.incomplete}. {DANISH.incomplete_why}"


def _seal(position: int | None) -> str:
    return DANISH.not_sealed if position is None else DANISH.sealed.format(position=position)
