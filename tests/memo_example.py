"""A memo, an edition of Bilag 2 and indicators in invented words, hostile ones among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import rendering_example as example

from domain.agreements import Agreement, Indicator
from projections.bilag1 import Bilag1
from projections.bridge import Bridge, End
from projections.causes import Change
from projections.focus import Edition, Point, Theme
from projections.happenings import Subject
from projections.indicators import Earlier, Overview, Series, is_reached
from projections.indicators import Point as Figure
from projections.memo import Memo
from projections.open_ends import OpenEnds, Unfulfilled
from projections.partnership import DecisionMade
from projections.rendering import prose

HOSTILE = (
    "#panic() $x^2$ =cmd|' /C calc'!A0 <script>alert(1)</script> [a](b) {{ 7*7 }} *s* \u202eom"
)
LONG = "Æbleskivegrødshavnekajsbelysningsanlæg " * 100

SHARE = Indicator(
    id="lys", goal="M1", title="Lys på kajen", unit="%", target="20", decimals=1,
    counts="Lygter i procent af alle pæle",
)  # fmt: skip
FALLS = Indicator(
    id="fald", goal="M2", title=HOSTILE, unit="fald <b>", target="457", direction="at most"
)
NONE = Indicator(id="ro", goal="H1", title="Ro", unit="dB")


def figure(one: Indicator, day: date, value: str, n: int, *earlier: Earlier) -> Figure:
    return Figure(day, value, "Havnefogeden", day, n, is_reached(one, value), earlier)


def series() -> tuple[Series, ...]:
    days = [date(2023 + n, 12, 31) for n in range(3)]
    return (
        Series(SHARE, "Pladser", (
            figure(SHARE, days[0], "20.2", 50),
            figure(SHARE, days[1], "19.9", 53, Earlier("19.8", 51, "Talt om | igen")),
        )),
        Series(FALLS, HOSTILE, tuple(
            figure(FALLS, day, value, 54)
            for day, value in zip(days, ("1538", "474", "361"), strict=True)
        )),
        Series(NONE, "Havbad", ()),
    )  # fmt: skip


def overview() -> Overview:
    return Overview("Havneaftale 2024-2027", date(2026, 3, 31), example.report().basis, series())


def edition() -> Edition:
    since = date(2026, 1, 1)
    points = (
        Point(1, "Kajen", "Lys & <b>luft</b>", "1. Først lys.\n\n- Så luft.", since, None, (60,)),
        Point(2, "Kajen", HOSTILE, LONG, since, date(2026, 6, 1), (61, 62)),
    )
    other = Point(3, "=== Byen", "Træer", HOSTILE, since, None, (63,))
    themes = (Theme("Kajen", points), Theme("=== Byen", (other,)))
    return Edition("Havneaftale 2024-2027", 2026, example.report().basis, themes)


def change(goal: str, column: str, old: str, new: str, kind: str = "new fact") -> Change:
    return Change(goal, f"Titel {goal}", column, old, new, kind, (40,))  # type: ignore[arg-type]


def memo(report: Bilag1 | None = None) -> Memo:
    report = report or example.report()
    changes = (
        change("A1", "fulfilment", "I proces", "Opfyldt"),
        change("A2", "fulfilment", "", "I proces"),
        change("A2", "deadline", "2024", "1. halvdel 2025", "scope change"),
        change("A2", "expected_completion", "2025", "Sommeren 2026"),
        change("M1", "status", "190 pladser.", LONG, "late entry"),
        change("M2", "status", "Gammelt", HOSTILE, "correction"),
    )
    old = End(report.quarter.previous(), replace(report.basis, position=30))
    added = tuple(row for row in report.rows() if row.goal == "H2")
    bridge = Bridge(report.agreement.title, old, End(report.quarter, report.basis), changes,
                    added, (), ())  # fmt: skip
    return Memo(report, bridge, series(), edition(), open_ends())


def open_ends() -> OpenEnds:
    def made(number: int, text: str, responsible: str | None = None) -> DecisionMade:
        due = date(2026, 2, 1) if responsible else None
        return DecisionMade(f"havneraad-1/{number}", 50 + number, "havneraad", date(2026, 1, 15),
                            1, "other", text, "", responsible, due)  # fmt: skip

    return OpenEnds(
        (made(1, HOSTILE),), (made(2, "Kajen får lys", "BY"), made(3, "Rent vand.", "BY")),
        (Unfulfilled(made(4, "Flere pladser"), Subject("goal", "M1")),
         Unfulfilled(made(5, "Planen"), Subject("deliverable", "plan")),
         Unfulfilled(made(6, "Huset"), Subject("project", "kajhuset"))),
    )  # fmt: skip


TEMPLATE = prose.read(
    """+++
emne = "Redegørelse om havnen #1"
modtagere = ["Havneudvalget", "Byudvalget", "Bådelauget"]
afsender = "Havnekontoret"
sagsnummer = "2026-0001"
udvalgte = ["M1", "M2"]
bilag = ["Bilag 1", "Bilag 2"]
underskrivere = [{navn = "Havnechefen"}, {navn = "Kajmesteren", stilling = "Bådelauget"}]
+++
## Resultater
{{ resultat.sætning }} {{ resultat.fordeling }}. {{ resultat.hensigter }}
{{ resultat.overskredet }} {{ resultat.mangler }} I alt {{ resultat.i_alt }}.

{% for mål in udvalgte %}
### {{ mål.titel }} ({{ mål.nummer }})

{{ mål.status }}

{% for indikator in mål.indikatorer %}
{{ indikator.sætning }}

{{ indikator.figur }}

{{ indikator.tabel }}

{% endfor %}
{% endfor %}
## Siden {{ siden }}

{% for sætning in bevægelser %}
{{ loop.index }}. {{ sætning }}
{% endfor %}

{% for liste in beslutninger %}
{{ liste.sætning }}

{% for punkt in liste.punkter %}
- {{ punkt }}
{% endfor %}

{% endfor %}
{% for tema in fokus %}
### {{ tema.tema }}
{% for punkt in tema.punkter %}
- **{{ punkt.titel }}** {{ punkt.afsnit[0] }}
  - {{ punkt.nummer }} [link](https://example.org/a?b=c&d) `kode`
{% endfor %}
{% endfor %}

> {{ aftale.titel }}, {{ dato }}

---
""",
    "havn.memo.md",
)


def agreement() -> Agreement:
    return example.AGREEMENT
