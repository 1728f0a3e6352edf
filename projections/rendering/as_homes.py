"""The way towards a target of homes as a paper: figures, chart, projects. Always Danish."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.organisation import Homes
from projections.bilag1 import Basis
from projections.homes import ProjectAt, Way
from projections.rendering import foundation, home_chart, sentences
from projections.rendering.as_markdown import escaped
from projections.rendering.indicator_words import day as in_words
from projections.rendering.paper import CHART, Figure, Paper
from projections.rendering.paper_formats import formats, table
from projections.rendering.words import DANISH

TITLE = "Vejen mod {amount} boliger"


@dataclass(frozen=True, slots=True)
class HomesPaper:
    """The paper's model. ``committees`` are the building committees' titles by project;
    ``earlier`` is the way as it was at another two times, with the position."""

    agreement: str
    basis: Basis
    way: Way
    committees: Mapping[str, str]
    earlier: tuple[Way, int] | None = None


def paper(model: HomesPaper, made_with: tuple[str, ...] = ()) -> Paper:
    """The paper of the way."""
    way = model.way
    return Paper(
        over=model.agreement,
        title=TITLE.format(amount=way.target.amount),
        lead=[("Pr.", in_words(way.now.day)), ("Grundlag", sentences.known(model.basis, DANISH))],
        basis=model.basis,
        markdown="\n".join(_markdown(model)),
        charts={"way": Figure(home_chart.chart(way), home_chart.alternative(way))},
        facts=foundation.of_paper(model.agreement, model.basis, as_json(model), made_with),
    )


def _markdown(model: HomesPaper) -> Iterator[str]:
    way = model.way
    yield f"{short(way)}\n"
    yield table(*_figures(model))
    yield f"![{escaped(home_chart.alternative(way))}]({CHART}way)\n"
    yield "## Byggeprojekter\n"
    if not way.projects:
        yield "Der er ingen byggeprojekter endnu.\n"
        return
    yield table("lllrl", [
        ("Projekt", "Boligorganisation", "Matrikler", "Boliger", "Hvor langt"),
        *((one.title, one.organisation or "Ikke valgt", ", ".join(s.place for s in one.sites),
           str(one.homes), far(way.homes, one)) for one in way.projects),
    ])  # fmt: skip
    yield "## Byggeudvalg\n"
    yield table("ll", [
        ("Projekt", "Byggeudvalg"),
        *((one.title, model.committees.get(one.code, "Ikke nedsat")) for one in way.projects
          if one.abandoned is None),
    ])  # fmt: skip
    yield from _set_backs(way)


def short(way: Way) -> str:
    """How far the homes are, in a sentence or two."""
    now, target = way.now, way.target.amount
    missing = now.missing(target)
    rest = f" {missing} mangler endnu en plan." if missing else ""
    return f"{now.in_use} af {target} boliger er i brug, og {now.planned} er planlagt.{rest}"


def _figures(model: HomesPaper) -> tuple[str, list[tuple[str, ...]]]:
    """The figures, beside those of the other two times where there are such."""
    ways = [model.way]
    heads = [f"Pr. {in_words(model.way.now.day)}"]
    if model.earlier is not None:
        then, position = model.earlier
        ways.insert(0, then)
        known = "" if position == model.basis.position else f", kendt ved position {position}"
        heads.insert(0, f"Pr. {in_words(then.now.day)}{known}")
    told = (
        ("I brug", [one.now.in_use for one in ways]),
        ("Planlagt", [one.now.planned for one in ways]),
        ("Mangler en plan", [one.now.missing(one.target.amount) for one in ways]),
        ("Mål", [one.target.amount for one in ways]),
    )
    rows = [(label, *map(str, some)) for label, some in told]
    return "l" + "r" * len(ways), [("Boliger", *heads), *rows]


def far(homes: Homes, one: ProjectAt) -> str:
    """How far a project is: the last milestone that holds, for each site where they differ."""
    if one.abandoned is not None:
        return f"Opgivet {in_words(one.abandoned.effective)}"
    told = {
        site.place: homes.title(one.at(homes, site.place)) or "Ingen milepæl endnu"
        for site in one.sites
    }
    if len(set(told.values())) == 1:
        return next(iter(told.values()))
    return "; ".join(f"{place}: {title}" for place, title in told.items())


def _set_backs(way: Way) -> Iterator[str]:
    told = [(one, step) for one in way.projects
            for step in (*one.set_backs, *([one.abandoned] if one.abandoned else []))]  # fmt: skip
    if not told:
        return
    yield "## Sat tilbage eller opgivet\n"
    for one, step in told:
        what = "Opgivet" if step.what == "abandoned" else way.homes.title(step.milestone)
        places = "" if len(step.sites) in (0, len(one.sites)) else " ({})".format(
            ", ".join(site.place for site in step.sites))  # fmt: skip
        reason = f"{in_words(step.effective)}: {step.text}"
        yield f"- **{escaped(one.title)}**, {escaped(what + places)}, {escaped(reason)}"
    yield ""


def as_json(model: HomesPaper) -> bytes:
    """The paper as data: days as ISO 8601, homes as whole numbers.

    The projects, which name the events behind them, stand before the days that follow from them.
    """
    way = _way(model.way)
    document = {
        "agreement": model.agreement,
        "position": model.basis.position,
        "complete": model.basis.complete,
        "as_of": way["as_of"],
        "target": way["target"],
        "projects": [_project(model, one) for one in model.way.projects],
        "days": way["days"],
        "earlier": None if model.earlier is None else {
            "position": model.earlier[1], **_way(model.earlier[0])
        },
    }  # fmt: skip
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _way(way: Way) -> dict[str, Any]:
    days = [{"date": str(one.day), "in_use": one.in_use, "planned": one.planned}
            for one in way.days]  # fmt: skip
    return {
        "as_of": str(way.now.day),
        "target": {"amount": way.target.amount, "by": str(way.target.by)},
        "days": days,
    }


def _project(model: HomesPaper, one: ProjectAt) -> dict[str, Any]:
    sites = [
        {
            "place": site.place,
            "homes": site.homes,
            "milestones": {
                code: {"date": str(day), "position": one.positions[place, code]}
                for (place, code), day in one.reached.items()
                if place == site.place
            },
        }
        for site in one.sites
    ]
    return {
        "code": one.code,
        "title": one.title,
        "organisation": one.organisation,
        "committee": model.committees.get(one.code),
        "position": one.planned_at,
        "sites": sites,
        "set_back": [
            {"date": str(step.effective), "milestone": step.milestone, "reason": step.text,
             "position": step.position}
            for step in one.set_backs
        ],
        "abandoned": None if one.abandoned is None else {
            "date": str(one.abandoned.effective), "reason": one.abandoned.text,
            "decision": one.abandoned.decision, "position": one.abandoned.position,
        },
    }  # fmt: skip


FORMATS = formats(paper, as_json)
"""The formats of ``home report --format``."""
