"""The words of the replay, on the page (always Danish) and on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoryWords:
    """``kinds`` names the events by topic, ``channels`` the ways they came, ``fields`` what they
    state. ``(one, many)`` pairs are chosen by a number."""

    kinds: Mapping[str, str]
    channels: Mapping[str, str]
    fields: Mapping[str, str]
    page: Mapping[str, str]
    registered: tuple[str, str]
    sealed: tuple[str, str]
    nothing: str
    head: str
    at: tuple[str, str]
    counted: tuple[str, str]


DANISH = StoryWords(
    kinds={
        "goal-registered": "Målet kom med i opfølgningen",
        "goal-backdated": "Var med i opfølgningen tidligere",
        "goal-titled": "Ny titel",
        "goal-alias-added": "Nyt kaldenavn",
        "goal-alias-removed": "Kaldenavn fjernet",
        "goal-reworded": "Omformuleret",
        "goal-deadline-moved": "Ny frist",
        "goal-responsible-changed": "Ny tovholder",
        "goal-withdrawn": "Målet udgik",
        "goal-status-reported": "Status indberettet",
        "goal-confirmed-unchanged": "Meldt uændret",
        "goal-fact-corrected": "Rettelse",
        "goal-fact-retracted": "Trukket tilbage",
    },
    channels={"cli": "kommandolinjen", "import": "indlæst dokument", "slack": "Slack"},
    fields={
        "title": "Titel",
        "alias": "Kaldenavn",
        "unalias": "Kaldenavn",
        "wording": "Målsætning",
        "theme": "Tema",
        "deadline": "Tid",
        "content": "Indhold",
        "responsible": "Tovholder",
        "withdrawn": "Begrundelse",
        "text": "Status",
        "fulfilment": "Målopfyldelse",
        "delay_reason": "Grund til forsinkelse",
        "expected_completion": "Forventet indfriet",
    },
    page={
        "changed": "Ændret",
        "fresh": "Ny",
        "was": "Før",
        "empty": "(tom)",
        "holds": "Gælder",
        "late": "Efterregistreret",
        "corrects": "Retter position {position}",
        "retracts": "Trækker position {position} tilbage",
        "reason": "Begrundelse",
        "valid": "Gælder fra",
        "source": "Kilde",
        "position": "Position {position}",
        "noEvents": "Ingen har registreret noget om denne celle på dette tidspunkt.",
        "laterOne": "Én senere registrering var endnu ikke kendt.",
        "later": "{n} senere registreringer var endnu ikke kendt.",
        "known": "Kendt pr. {moment} (position {position})",
        "knownShort": "{moment}, position {position}",
        "atPosition": "position {position}",
        "showing": "Viser {n} af {total} mål.",
        "showingAll": "Viser alle {total} mål.",
        "changes": "{n} celler er ændret siden {base}.",
        "changesOne": "Én celle er ændret siden {base}.",
        "changesNone": "Ingen celler er ændret siden {base}.",
        "added": "{n} mål er kommet til siden {base}.",
        "addedOne": "Ét mål er kommet til siden {base}.",
        "baseBefore": "forrige registrering",
        "baseQuarter": "forrige kvartal",
        "baseSeal": "forseglingen",
        "notYet": "Endnu ingen mål i opfølgningen på dette tidspunkt.",
        "noMatch": "Ingen mål svarer til filtrene.",
        "sealedAt": "Kvartalet er forseglet ved position {position}.",
        "notSealed": "Kvartalet er ikke forseglet.",
        "missing": "Mangler indberetning",
        "overdue": "Frist overskredet",
        "noStep": "Målopfyldelse ikke oplyst",
        "goal": "Mål",
        "reached": "{n} af {total} indfriet",
        "part": "{title}, {first}–{last}",
        "entries": "{n} registreringer",
        "entriesOne": "1 registrering",
        "more": "og {n} til",
        "none": "Intet at vise.",
        "quarterSealed": "{quarter} blev forseglet",
        "about": "om {quarter}",
        "play": "Afspil",
        "pause": "Pause",
        "copied": "Linket er kopieret",
        "copyFailed": "Kopiér linket fra adresselinjen",
        "filters": "Filtre: {filters}.",
        "integrityKnown": "Eftersynet af {quarter} er opgjort efter alt, der var registreret til "
        "og med position {position}. Skyderen «Som det var kendt» ændrer det ikke.",
        "quarterHead": "Kvartal",
        "total": "Registreringer",
        "lateHead": "Heraf efter\u00adregistreret",
        "correctedHead": "Heraf rettelser",
    },
    registered=("{goal} kom med i opfølgningen", "{n} mål kom med i opfølgningen"),
    sealed=("Kvartalet blev forseglet", "{quarter} blev forseglet"),
    nothing="Der er intet registreret om {quarter} på det tidspunkt.",
    head="Sådan blev Bilag 1 til: {quarter}",
    at=("position {last}", "position {first}–{last}"),
    counted=("{n} celle ændret", "{n} celler ændret"),
)

ENGLISH = StoryWords(
    kinds={
        "goal-registered": "The goal came into the follow-up",
        "goal-backdated": "Was in the follow-up earlier",
        "goal-titled": "New title",
        "goal-alias-added": "New alias",
        "goal-alias-removed": "Alias removed",
        "goal-reworded": "Reworded",
        "goal-deadline-moved": "New deadline",
        "goal-responsible-changed": "New responsible",
        "goal-withdrawn": "Withdrawn",
        "goal-status-reported": "Status reported",
        "goal-confirmed-unchanged": "Confirmed unchanged",
        "goal-fact-corrected": "Correction",
        "goal-fact-retracted": "Retracted",
    },
    channels={"cli": "command line", "import": "imported document", "slack": "Slack"},
    fields={},
    page={},
    registered=("{goal} came into the follow-up", "{n} goals came into the follow-up"),
    sealed=("The quarter was sealed", "{quarter} was sealed"),
    nothing="Nothing was recorded about {quarter} at that time.",
    head="How Bilag 1 came to be: {quarter}",
    at=("position {last}", "positions {first}–{last}"),
    counted=("{n} cell changed", "{n} cells changed"),
)

CATALOGUES: Mapping[str, StoryWords] = {"da": DANISH, "en": ENGLISH}
"""The catalogues by language code."""
