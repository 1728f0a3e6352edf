"""A meeting's paper: before it is held what is up for decision, afterwards its minutes.

What was decided last time, and what came of it, stands in both. Always Danish. The names of members
are given to it: they are no part of the ledger, and may be erased. A paper that is kept for ever
tells units instead (`by_unit`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from projections.bilag1 import Basis
from projections.partnership import About, DecisionMade, DeliverableTold, MeetingTold, Partnership
from projections.rendering import foundation, sentences
from projections.rendering.as_deliverables import DeliverablesPaper
from projections.rendering.as_markdown import escaped
from projections.rendering.indicator_words import day as in_words
from projections.rendering.paper import Paper
from projections.rendering.paper_formats import formats, table
from projections.rendering.words import DANISH

KINDS = {"approved": "Godkendt", "noted": "Taget til efterretning", "assigned": "Opgave",
         "prioritised": "Prioritering", "lapse": "Bortfald", "other": "Beslutning"}  # fmt: skip


SUBJECTS = {"deliverable": "Leverance", "goal": "Mål", "project": "Byggeprojekt",
            "decision": "Tidligere beslutning"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """The paper's model. ``names`` are members by id; ``forum`` is the forum's title.

    Where several members have one name, as with units, it is told once with how many they are.
    """

    told: Partnership
    basis: Basis
    as_of: date
    meeting: MeetingTold
    forum: str
    names: Mapping[UUID, str]

    @property
    def last(self) -> MeetingTold | None:
        """The forum's last meeting before this one that was held."""
        mine = (self.meeting.day, self.meeting.number)
        held = [one for one in self.told.meetings_of(self.meeting.forum)
                if one.held and (one.day, one.number) < mine]  # fmt: skip
        return max(held, key=lambda one: (one.day, one.number), default=None)

    @property
    def approved_here(self) -> list[str]:
        """The meetings whose minutes this one approved."""
        return [one.name for one in self.told.meetings if one.approved_at == self.meeting.name]

    @property
    def lying(self) -> list[DeliverableTold]:
        """The deliverables that lie with the forum on the day, by priority."""
        flow = self.told.agreement.organised.workflow
        states = (
            {one.code for one in flow.states if one.forum == self.meeting.forum} if flow else ()
        )
        return [one for one in self.told.in_order(self.as_of) if one.at(self.as_of).state in states]


def by_unit(
    told: Partnership, basis: Basis, as_of: date, meeting: MeetingTold, units: Mapping[UUID, str]
) -> MeetingPaper:
    """The paper's model with nobody named: each member is the unit of the seat that the member had
    on the day of the meeting, or the member's own."""
    seats = {one.member: one.unit for one in told.composition(meeting.forum, meeting.day)}
    forum = title_of(told, meeting)
    return MeetingPaper(told, basis, as_of, meeting, forum, {**units, **seats})


def title_of(told: Partnership, meeting: MeetingTold) -> str:
    """The title of the forum that meets."""
    known = ((code, title) for code, title, _ in told.forums(meeting.day))
    return next((title for code, title in known if code == meeting.forum), meeting.forum)


def paper(model: MeetingPaper, made_with: tuple[str, ...] = ()) -> Paper:
    """The paper of a meeting."""
    one, agreement = model.meeting, model.told.agreement
    what = "Referat" if one.held else "Aflyst møde" if one.cancelled is not None else "Dagsorden"
    return Paper(
        over=agreement.title,
        title=f"{what}: {model.forum}, {in_words(one.day)}",
        lead=[*_lead(model), ("Grundlag", sentences.known(model.basis, DANISH))],
        basis=model.basis,
        markdown="\n".join(_held(model) if one.held else _called(model)),
        facts=foundation.of_paper(agreement.title, model.basis, as_json(model), made_with),
    )


def _lead(model: MeetingPaper) -> Iterator[tuple[str, str]]:
    one = model.meeting
    yield "Møde", one.name
    yield "Tid", f"{in_words(one.day)} kl. {one.time.replace(':', '.')}, {one.minutes} minutter"
    yield "Sted", one.place
    if one.cancelled is not None:
        yield "Aflyst", one.cancelled
    people = (("Til stede", one.present), ("Afbud", one.apologies))
    for label, members in people if one.held else (("Indbudt", one.invited),):
        if members:
            yield label, _counted(model.names[member] for member in members)
    if one.held:
        approved = f"Godkendt på {one.approved_at}" if one.approved_at else "Ikke godkendt endnu"
        yield "Referatet", approved
    if earlier := model.approved_here:
        yield "Godkendte referater", ", ".join(earlier)


def _counted(names: Iterable[str]) -> str:
    """Names in their order, each once: ``KAB (2), TMF``."""
    counts = Counter(names)
    return ", ".join(f"{name} ({n})" if n > 1 else name for name, n in counts.items())


def _called(model: MeetingPaper) -> Iterator[str]:
    yield "## Dagsorden\n"
    for n, item in enumerate(model.meeting.agenda, start=1):
        yield f"{n}. {escaped(item)}"
    yield "\n## Til beslutning\n"
    yield from _up_for_decision(model)
    yield from _last_time(model)


def _up_for_decision(model: MeetingPaper) -> Iterator[str]:
    titles = DeliverablesPaper(model.told, model.basis, model.as_of)
    rows = []
    for one in model.lying:
        version = one.version(model.as_of)
        shown = "" if version is None else f"{version.draft}: {version.source}"
        rows.append((titles.title(one.code), shown, version.sha256[:12] if version else "",
                     in_words(one.at(model.as_of).effective)))  # fmt: skip
    if not rows:
        yield "Der ligger ingen leverancer hos forummet.\n"
        return
    yield table("llll", [("Leverance", "Version", "SHA-256 begynder", "Modtaget"), *rows])


def _held(model: MeetingPaper) -> Iterator[str]:
    one = model.meeting
    for n, item in enumerate(one.agenda, start=1):
        yield f"## {n}. {escaped(item)}\n"
        decided = [decision for decision in one.decisions if decision.item == n]
        for decision in decided:
            yield from _decision(model, decision)
        if not decided:
            yield "Ingen beslutning.\n"
    if one.drafts:
        yield "## Referat\n"
        draft = one.drafts[-1]
        yield f"{escaped(draft.text)}\n" if draft.text else f"Se {escaped(draft.file)}.\n"
    if one.addenda:
        yield "## Føjet til det godkendte referat\n"
        yield from (f"- {escaped(text)}" for text in one.addenda)
        yield ""
    yield from _last_time(model)


def _decision(model: MeetingPaper, one: DecisionMade) -> Iterator[str]:
    if one.presented:
        yield f"Forelagt: {escaped(one.presented)}\n"
    yield f"**{KINDS[one.kind]} ({escaped(one.name)}):** {escaped(one.text)}\n"
    for about in one.about:
        yield f"- {escaped(_about(model, about))}"
    for unit, text in one.dissent:
        yield f"- Uenig, {escaped(unit)}: {escaped(text)}"
    if one.responsible:
        due = f" inden {in_words(one.due)}" if one.due else ""
        yield f"- Følger op: {escaped(one.responsible)}{due}"
    if one.superseded_by:
        yield f"- Afløst af {escaped(one.superseded_by)}"
    yield ""


def _about(model: MeetingPaper, about: About) -> str:
    """What a decision refers to, by the title that it has."""
    kind, _, name = about.target.partition(":")
    if kind == "deliverable":
        name = DeliverablesPaper(model.told, model.basis, model.as_of).title(name)
    if kind == "project":
        name = next((one.title for one in model.told.projects if one.code == name), name)
    version = f" (versionen med SHA-256 {about.sha256[:12]}…)" if about.sha256 else ""
    return f"{SUBJECTS[kind]}: {name}{version}"


def _last_time(model: MeetingPaper) -> Iterator[str]:
    last = model.last
    yield "## Besluttet sidst\n"
    if last is None:
        yield "Forummet har ikke mødtes før.\n"
        return
    if not last.decisions:
        yield f"Ingen beslutninger på {escaped(last.name)}.\n"
        return
    yield table("lll", [
        ("Beslutning", f"Besluttet {in_words(last.day)}", "Hvad der kom af den"),
        *((one.name, one.text, "; ".join(came_of(model, one))) for one in last.decisions),
    ])  # fmt: skip


def came_of(model: MeetingPaper, one: DecisionMade) -> Iterator[str]:
    """What came of a decision until the day: superseded, followed up, what it approved."""
    if one.superseded_by:
        yield f"Afløst af {one.superseded_by}"
    if one.done is not None and one.done <= model.as_of:
        yield f"Fulgt op {in_words(one.done)}: {one.done_text}"
    elif one.responsible is not None and not one.superseded_by:
        due = f", frist {in_words(one.due)}" if one.due else ""
        state = "overskredet" if one.overdue(model.as_of) else "venter"
        yield f"Opfølgning {state}: {one.responsible}{due}"
    titles = DeliverablesPaper(model.told, model.basis, model.as_of)
    for about in one.about:
        kind, _, code = about.target.partition(":")
        for told in model.told.deliverables if kind == "deliverable" else ():
            if told.code == code:
                yield f"{titles.title(code)}: {titles.state(told, model.as_of)}"


def as_json(model: MeetingPaper) -> bytes:
    """The paper as data; members by their ids."""
    one, last = model.meeting, model.last
    document = {
        "agreement": model.told.agreement.title,
        "as_of": str(model.as_of),
        "position": model.basis.position,
        "complete": model.basis.complete,
        "meeting": _plain({
            "name": one.name, "forum": one.forum, "date": one.day, "time": one.time,
            "minutes": one.minutes, "place": one.place, "agenda": one.agenda,
            "invited": one.invited, "held": one.held, "cancelled": one.cancelled,
            "present": one.present, "apologies": one.apologies, "approved_at": one.approved_at,
            "addenda": one.addenda, "decisions": [asdict(each) for each in one.decisions],
            "draft": one.drafts[-1]._asdict() if one.drafts else None,
        }),
        "approved_minutes": model.approved_here,
        "up_for_decision": [each.code for each in model.lying],
        "decided_last": [] if last is None else [
            {"decision": each.name, "text": each.text, "came_of": list(came_of(model, each))}
            for each in last.decisions
        ],
    }  # fmt: skip
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _plain(told: Any) -> Any:
    match told:
        case dict():
            return {name: _plain(value) for name, value in told.items()}
        case list() | tuple():
            return [_plain(value) for value in told]
        case date() | UUID():
            return str(told)
        case _:
            return told


FORMATS = formats(paper, as_json)
"""The formats of ``report meeting --format``."""
