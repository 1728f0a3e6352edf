"""The words that the renderings use, in Danish and English. Documents are always Danish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A catalogue. Text in braces is filled in; ``(one, many)`` pairs are chosen by a number."""

    columns: Mapping[str, str]
    short: Mapping[str, str]
    section: str
    number: str
    title: str
    remark: str
    missing: str
    late: str
    overdue: str
    not_reported: str
    months: tuple[str, ...]
    moment: str
    quarter: str
    known: str
    nothing_known: str
    concrete: tuple[str, str]
    intent: tuple[str, str]
    reached: str
    no_goals: str
    no_goals_here: str
    all_reported: str
    some_missing: str
    some_unchanged: str
    some_overdue: str
    some_late: str
    incomplete: str
    incomplete_why: str
    rests_on: str
    complete: str
    sealed: str
    not_sealed: str
    marks: str
    overdue_means: str
    late_means: str
    missing_means: str


DANISH = Words(
    columns={
        "goal": "Målsætning",
        "theme": "Tema",
        "deadline": "Tid",
        "content": "Indhold",
        "previous_status": "Status - {previous}",
        "status": "Status - {quarter}",
        "delay_reason": "Angiv grund til forsinkelse",
        "expected_completion": "Angiv forventet indfrielsestidspunkt",
        "fulfilment": "Målopfyldelse",
        "responsible": "Tovholder",
    },
    short={"deadline": "Tid", "status": "Status", "expected_completion": "Ventes indfriet"},
    section="Afsnit",
    number="Nr.",
    title="Titel",
    remark="Bemærkning",
    missing="Mangler indberetning",
    late="Efterregistreret",
    overdue="Frist overskredet",
    not_reported="Ikke indberettet",
    months=(
        "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
        "oktober", "november", "december",
    ),
    moment="{day}. {month} {year} kl. {hour:02}.{minute:02}",
    quarter="{number}. kvartal {year}",
    known="Kendt pr. {moment} (position {position})",
    nothing_known="Der er intet registreret endnu",
    concrete=("{n} af {total} målsætning er indfriet.", "{n} af {total} målsætninger er indfriet."),
    intent=(
        "{n} af {total} hensigtserklæring er indfriet.",
        "{n} af {total} hensigtserklæringer er indfriet.",
    ),
    reached="{n} af {total} indfriet",
    no_goals="Rapporten indeholder ingen mål.",
    no_goals_here="Ingen mål i dette afsnit.",
    all_reported="Der er indberettet status for alle mål.",
    some_missing="{n} mål mangler indberetning.",
    some_unchanged="{n} mål er meldt uændret.",
    some_overdue="Fristen er overskredet for {n} mål.",
    some_late="{n} mål har oplysninger, som er registreret efter forseglingen.",
    incomplete="Rapporten kan være ufuldstændig",
    incomplete_why="Visningerne er ikke opdaterede, så noget af det, der er registreret, kan "
    "mangle. Kør «tovholder projections rebuild», før den sendes videre.",
    rests_on="Rapporten bygger på det, der er registreret til og med den {moment} dansk tid"
    " (position {position}).",
    complete="Den er fuldstændig.",
    sealed="Kvartalet er forseglet ved position {position}.",
    not_sealed="Kvartalet var ikke forseglet på det tidspunkt.",
    marks="Mærkerne betyder",
    overdue_means="Fristen var udløbet ved kvartalets udgang, og målet er ikke indfriet.",
    late_means="Oplysninger om kvartalet er registreret, efter at kvartalet blev forseglet.",
    missing_means="Ingen har indberettet status for kvartalet. Det er ikke det samme som uændret.",
)  # fmt: skip

ENGLISH = Words(
    columns={
        "goal": "Goal",
        "theme": "Theme",
        "deadline": "Deadline",
        "content": "Content",
        "previous_status": "Status - {previous}",
        "status": "Status - {quarter}",
        "delay_reason": "Reason for delay",
        "expected_completion": "Expected completion",
        "fulfilment": "Fulfilment",
        "responsible": "Responsible",
    },
    short={"deadline": "Deadline", "status": "Status", "expected_completion": "Expected"},
    section="Section",
    number="No.",
    title="Title",
    remark="Remark",
    missing="Report missing",
    late="Late entry",
    overdue="Overdue",
    not_reported="Not reported",
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    moment="{day} {month} {year} at {hour:02}:{minute:02}",
    quarter="Q{number} {year}",
    known="Known at {moment} (position {position})",
    nothing_known="Nothing has been recorded yet",
    concrete=("{n} of {total} goal is reached.", "{n} of {total} goals are reached."),
    intent=(
        "{n} of {total} declaration of intent is reached.",
        "{n} of {total} declarations of intent are reached.",
    ),
    reached="{n} of {total} reached",
    no_goals="The report has no goals.",
    no_goals_here="No goals in this section.",
    all_reported="Every goal has been reported on.",
    some_missing="Reports missing: {n}.",
    some_unchanged="Confirmed unchanged: {n}.",
    some_overdue="Overdue: {n}.",
    some_late="Late entries: {n}.",
    incomplete="This report may be incomplete",
    incomplete_why="The views are not up to date, so some of what has been recorded may be "
    "missing. Run “tovholder projections rebuild” before it is passed on.",
    rests_on="The report rests on what was recorded up to {moment} Danish time"
    " (position {position}).",
    complete="It is complete.",
    sealed="The quarter was sealed at position {position}.",
    not_sealed="The quarter was not sealed at that time.",
    marks="What the marks mean",
    overdue_means="The time has passed and the goal was not reached at the end of the quarter.",
    late_means="Something about the quarter was recorded after it was sealed.",
    missing_means="Nobody reported for the quarter. That is not the same as unchanged.",
)  # fmt: skip

CATALOGUES: Mapping[str, Words] = {"da": DANISH, "en": ENGLISH}
"""The catalogues by language code."""
