"""The Danish words of the replay page's views of a partnership."""

from __future__ import annotations

from collections.abc import Mapping

DANISH: Mapping[str, str] = {
    "approved": "{n} af {total} leverancer er godkendt.",
    "wheel-well": "Årshjul {year}: ingen møder er forsinkede.",
    "wheel-late": "Årshjul {year}: i {n} perioder er der holdt for få møder.",
    "wheel-late-one": "Årshjul {year}: i én periode er der holdt for få møder.",
    "lapsed": " Aftalen bortfaldt {day} efter beslutning {decision}.",
    "free": "Bestemmer selv, hvor tit de mødes: {forums}.",
    "none-owed": "Skal ikke holde møder i {year}: {forums}.",
    "owed": "{n} møder",
    "owed-one": "Ét møde",
    "late": "For sent",
    "missing": "Mangler at indkalde {n}",
    "missing-one": "Mangler at indkalde ét",
    "planned": "Indkaldt",
    "held": "Holdt",
    "no-homes": "Aftalen siger endnu intet om boliger.",
    "no-organisation": "Ikke valgt",
    "no-committee": "Ikke nedsat",
    "in-order": "I orden",
    "not-in-order": "Ikke i orden",
    "not-reviewed": "Mangler",
    "left": "{n} afdelinger er ikke færdige.",
    "left-one": "Én afdeling er ikke færdig.",
    "all-reviewed": "Alt er gennemgået og i orden.",
    "no-reviews": "Ingen boligafdelinger skal gennemgås for dette år.",
}

PAGE: Mapping[str, object] = {
    "asOf": "Pr. {day}",
    "deliverables": ["Nr.", "Leverance", "Status", "Siden", "Version", "Ansvarlig", "Bidrager"],
    "wheel": ["Periode", "Skal holdes", "Holdt", "Indkaldt", "Status"],
    "projects": ["Byggeprojekt", "Boligorganisation", "Matrikler", "Boliger", "Hvor langt",
                 "Byggeudvalg"],
    "noProjects": "Der er ingen byggeprojekter endnu.",
    "projectsHead": "Byggeprojekter",
    "reviewsHead": "Årlig gennemgang {year}",
    "section": "Boligafdeling",
    "inUse": "{n} i brug",
    "planned": "{n} planlagt",
    "figures": "{quarter}: {in_use} i brug, {planned} planlagt",
    "notYet": "Intet var registreret om partnerskabet på dette tidspunkt.",
}  # fmt: skip
