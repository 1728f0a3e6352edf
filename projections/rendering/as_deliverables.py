"""The status of the deliverables as a paper: by priority, by forum, per quarter. Always Danish."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.organisation import Organisation
from domain.quarters import Quarter
from projections.bilag1 import Basis
from projections.partnership import DeliverableTold, Partnership
from projections.rendering import foundation, sentences
from projections.rendering.as_markdown import escaped
from projections.rendering.indicator_words import day as in_words
from projections.rendering.paper import Paper
from projections.rendering.paper_formats import formats, table
from projections.rendering.words import DANISH

QUARTERS = 8
"""How many quarters are told, the last ones."""


@dataclass(frozen=True, slots=True)
class DeliverablesPaper:
    """The paper's model: the partnership as known at a position, asked about on a day."""

    told: Partnership
    basis: Basis
    as_of: date

    @property
    def organised(self) -> Organisation:
        """What the agreement says of its organisation."""
        return self.told.agreement.organised

    def title(self, code: str) -> str:
        """A deliverable's title."""
        one = self.organised.deliverable(code)
        return one.title if one is not None else code

    def forum(self, code: str) -> str:
        """A forum's title."""
        one = self.organised.forum(code)
        return one.title if one is not None else code

    def state(self, one: DeliverableTold, day: date) -> str:
        """The state of a deliverable on a day, in the agreement's words."""
        return state_title(self.organised, one.at(day).state)


def state_title(organised: Organisation, code: str) -> str:
    """A state in the agreement's words."""
    state = organised.workflow.state(code) if organised.workflow is not None else None
    return state.title if state is not None else code


def paper(model: DeliverablesPaper, made_with: tuple[str, ...] = ()) -> Paper:
    """The paper of the deliverables."""
    agreement = model.told.agreement
    return Paper(
        over=agreement.title,
        title=agreement.report_title,
        lead=[("Pr.", in_words(model.as_of)), ("Grundlag", sentences.known(model.basis, DANISH))],
        basis=model.basis,
        markdown="\n".join(_markdown(model)),
        facts=foundation.of_paper(agreement.title, model.basis, as_json(model), made_with),
    )


def _markdown(model: DeliverablesPaper) -> Iterator[str]:
    ordered = model.told.in_order(model.as_of)
    yield "## Efter prioritet\n"
    yield table("rlll", [
        ("Nr.", "Leverance", "Status", "Siden"),
        *((str(n), model.title(one.code), model.state(one, model.as_of),
           in_words(one.at(model.as_of).effective)) for n, one in enumerate(ordered, start=1)),
    ])  # fmt: skip
    yield "## Efter forum\n"
    for forum in model.organised.forums:
        if part := list(_of_forum(model, forum.code, ordered)):
            yield f"### {escaped(forum.title)}\n"
            yield table("lll", [("Leverance", "Rolle", "Status"), *part])
    yield "## Kvartal for kvartal\n"
    yield table(*_quarters(model))


def _of_forum(
    model: DeliverablesPaper, forum: str, ordered: list[DeliverableTold]
) -> Iterator[tuple[str, str, str]]:
    for one in ordered:
        rules = model.organised.deliverable(one.code)
        state = model.state(one, model.as_of)
        if one.forum == forum:
            yield model.title(one.code), "Ansvarlig", state
        elif rules is not None and forum in rules.contributing:
            yield model.title(one.code), "Bidrager", state


def quarters(model: DeliverablesPaper) -> list[tuple[Quarter, date]]:
    """The last quarters until the day, each with the day on which it is told."""
    one = Quarter.of(model.told.agreement.start)
    found = []
    while one <= Quarter.of(model.as_of):
        found.append((one, min(one.last_day, model.as_of)))
        one = one.next()
    return found[-QUARTERS:]


def counts(model: DeliverablesPaper, day: date) -> dict[str, int]:
    """How many deliverables are in each state on a day, by the state's code."""
    flow = model.organised.workflow
    found = {state.code: 0 for state in flow.states} if flow is not None else {}
    for one in model.told.deliverables:
        found[one.at(day).state] += 1
    return found


def _quarters(model: DeliverablesPaper) -> tuple[str, list[tuple[str, ...]]]:
    """How many deliverables are in each state at the end of each quarter; states that none was in
    are left out."""
    told = [(quarter, counts(model, day)) for quarter, day in quarters(model)]
    states = [code for code in counts(model, model.as_of) if any(some[code] for _, some in told)]
    heads = ("Ved udgangen af", *(state_title(model.organised, code) for code in states))
    rows = [(quarter.danish, *(str(some[code]) for code in states)) for quarter, some in told]
    return "l" + "r" * len(states), [heads, *rows]


def as_json(model: DeliverablesPaper) -> bytes:
    """The paper as data: states by their codes, days as ISO 8601."""
    document = {
        "agreement": model.told.agreement.title,
        "as_of": str(model.as_of),
        "position": model.basis.position,
        "complete": model.basis.complete,
        "deliverables": [_deliverable(model, one) for one in model.told.in_order(model.as_of)],
        "quarters": [
            {"quarter": str(quarter), "date": str(day), "states": counts(model, day)}
            for quarter, day in quarters(model)
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _deliverable(model: DeliverablesPaper, one: DeliverableTold) -> dict[str, Any]:
    rules, version = model.organised.deliverable(one.code), one.version(model.as_of)
    return {
        "code": one.code,
        "title": model.title(one.code),
        "forum": one.forum,
        "contributing": list(rules.contributing) if rules is not None else [],
        "state": one.at(model.as_of).state,
        "since": str(one.at(model.as_of).effective),
        "version": None if version is None else version.draft,
        "sha256": None if version is None else version.sha256,
    }


FORMATS = formats(paper, as_json)
"""The formats of ``report deliverables --format``."""
