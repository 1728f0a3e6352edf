"""What an agreement file may not say of its organisation. Each fault names its field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from domain import names
from domain.organisation import CONTRIBUTING, ROLES, Forum, Homes, Organisation, Workflow

CODE = re.compile("[a-zæøå][a-zæøå0-9-]{0,59}")
"""Codes are typed in commands: small letters, digits and hyphens; never like a meeting's number."""

MEETING = re.compile(".*-[0-9]+")
"""How a meeting is named: its forum and its number."""

MOST = 60
"""Deliverables of an agreement: what the views have room for in one event."""

_FORWARD = frozenset({"hand", "approve"})


def repeated(place: str, values: Iterable[str]) -> Iterable[str]:
    """A fault for each value that stands twice."""
    return (f"{place}: {value} stands twice" for value, n in Counter(values).items() if n > 1)


def faults(told: Organisation, codes: Iterable[str], themes: Iterable[str]) -> Iterator[str]:
    """What is wrong; ``codes`` are the agreement's parties and units, ``themes`` its themes."""
    known, subjects = frozenset(codes), frozenset(themes)
    yield from _codes(told)
    for forum in told.forums:
        place = f"organisation.forums.{forum.code}"
        yield from _forum(told, forum, place, known)
        yield from _themes(f"{place}.themes", forum.themes, subjects)
        yield from _cadence(f"{place}.cadence", forum)
    yield from _circles("organisation.forums.reports_to",
                        {one.code: (one.reports_to,) for one in told.forums})  # fmt: skip
    yield from _deliverables(told, subjects)
    yield from _approval(told)
    if told.workflow is not None:
        yield from _workflow(told, told.workflow)
    elif told.deliverables:
        yield "organisation.workflow: deliverables need one"
    if told.building is not None:
        yield from _homes(told, told.building, known)
    for signatory in told.signatories:
        if signatory.unit not in known:
            yield f"organisation.signatories.unit: {signatory.unit} is no party or unit"
    for target in told.targets:
        if target.amount < 1:
            yield f"organisation.targets.amount: {target.amount} of {target.code}"


def _codes(told: Organisation) -> Iterator[str]:
    named = {
        "organisation.forums.code": [one.code for one in told.forums],
        "organisation.targets.code": [one.code for one in told.targets],
    }
    if told.workflow is not None:
        named["organisation.workflow.states.code"] = [one.code for one in told.workflow.states]
    for place, codes in named.items():
        yield from repeated(place, codes)
    named["organisation.deliverables.code"] = [one.code for one in told.deliverables]
    for place, codes in named.items():
        for code in codes:
            if not CODE.fullmatch(code) or MEETING.fullmatch(code):
                yield f"{place}: {code!r} must be small letters, digits, hyphens, not end in -1"
    for one in told.forums:
        if one.code in ROLES:
            yield f"organisation.forums.code: {one.code} is the name of a role"


def _forum(told: Organisation, forum: Forum, place: str, known: frozenset[str]) -> Iterator[str]:
    yield from repeated(f"{place}.seats.unit", (one.unit for one in forum.seats))
    for one in forum.seats:
        if one.unit not in known:
            yield f"{place}.seats.unit: {one.unit} is no party or unit of the agreement"
        if one.seats is not None and one.seats < 1:
            yield f"{place}.seats.seats: {one.seats} of {one.unit}"
    for field in ("chair", "secretariat"):
        unit = getattr(forum, field)
        if unit and unit not in known:
            yield f"{place}.{field}: {unit} is no party or unit of the agreement"
    if forum.reports_to and told.forum(forum.reports_to) is None:
        yield f"{place}.reports_to: {forum.reports_to} is no forum"
    if forum.per_project and forum.cadence:
        yield f"{place}.cadence: a forum of each project decides by itself how often it meets"


def _themes(place: str, told: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    return (f"{place}: {theme} is no theme" for theme in told if theme and theme not in known)


def _cadence(place: str, forum: Forum) -> Iterator[str]:
    expected: int | None = 1
    for phase in forum.cadence:
        if phase.meetings < 1:
            yield f"{place}.meetings: {phase.meetings}"
        if phase.from_year != expected:
            yield f"{place}.from_year: {phase.from_year}, where {expected} should follow"
        if phase.to_year is not None and phase.to_year < phase.from_year:
            yield f"{place}.to_year: {phase.to_year} is before {phase.from_year}"
        expected = None if phase.to_year is None else phase.to_year + 1
    if forum.cadence and expected is not None:
        yield f"{place}.to_year: the last phase has an end, and nothing follows"


def _deliverables(told: Organisation, themes: frozenset[str]) -> Iterator[str]:
    place = "organisation.deliverables"
    if len(told.deliverables) > MOST:
        yield f"{place}: {len(told.deliverables)}, and there is room for {MOST}"
    answering: dict[str, tuple[str, str]] = {}
    for one in told.deliverables:
        for key in {one.code, names.key(one.title)}:
            code, forum = answering.setdefault(key, (one.code, one.forum))
            if forum != one.forum:
                yield f"{place}.forum: {forum} and {one.forum} both answer for {one.code}"
            elif code != one.code:
                yield f"{place}.title: {code} and {one.code} have one title"
        for forum in (one.forum, *one.contributing):
            if told.forum(forum) is None:
                yield f"{place}.{one.code}: {forum} is no forum"
        if one.forum in one.contributing:
            yield f"{place}.{one.code}.contributing: {one.forum} answers for it itself"
        yield from repeated(f"{place}.{one.code}.contributing", one.contributing)
        yield from _themes(f"{place}.{one.code}.theme", (one.theme,), themes)
    yield from repeated(f"{place}.code", (one.code for one in told.deliverables))


def _approval(told: Organisation) -> Iterator[str]:
    rule = told.approval
    if rule is None and told.deliverables:
        yield "organisation.approval: deliverables need a rule of approval"
    if rule is not None:
        forum = told.forum(rule.forum)
        if forum is None:
            yield f"organisation.approval.forum: {rule.forum} is no forum"
        elif (room := _room(forum)) is not None and rule.approvals > room:
            yield f"organisation.approval.approvals: {rule.approvals} of {room} seats"
        if rule.approvals < 1:
            yield f"organisation.approval.approvals: {rule.approvals}"
    if told.lapse is not None and told.forum(told.lapse.forum) is None:
        yield f"organisation.lapse.forum: {told.lapse.forum} is no forum"


def _homes(told: Organisation, homes: Homes, known: frozenset[str]) -> Iterator[str]:
    place = "organisation.homes"
    if homes.target not in {one.code for one in told.targets}:
        yield f"{place}.target: {homes.target} is no target"
    for field, code in (("forum", homes.forum), ("reviewed_by", homes.reviewed_by)):
        forum = told.forum(code)
        if forum is None and (code or field == "forum" or homes.reviews):
            yield f"{place}.{field}: {code} is no forum"
        elif forum is not None and forum.per_project:
            yield f"{place}.{field}: {code} is set up for each project"
    committee = told.forum(homes.committee)
    if homes.committee and (committee is None or not committee.per_project):
        yield f"{place}.committee: {homes.committee} is no forum that is set up for each project"
    steps = [one.code for one in homes.milestones]
    for field, codes in (("milestones", steps), ("reviews", [one.code for one in homes.reviews])):
        yield from repeated(f"{place}.{field}.code", codes)
        if len(codes) > MOST:
            yield f"{place}.{field}: {len(codes)}, and there is room for {MOST}"
        for code in codes:
            if not CODE.fullmatch(code):
                yield f"{place}.{field}.code: {code!r} must be small letters, digits, hyphens"
    for one in homes.milestones:
        for code in one.after:
            if code not in steps:
                yield f"{place}.milestones.{one.code}.after: {code} is no milestone"
    yield from _circles(f"{place}.milestones.after",
                        {one.code: one.after for one in homes.milestones})  # fmt: skip
    yield from repeated(f"{place}.organisations", homes.organisations)
    for code in homes.organisations:
        if code not in known:
            yield f"{place}.organisations: {code} is no party or unit of the agreement"
    if homes.finished not in steps:
        yield f"{place}.finished: {homes.finished} is no milestone"


def _room(forum: Forum) -> int | None:
    """All seats of a forum; None where some unit's are without number."""
    counted = [one.seats for one in forum.seats if one.seats is not None]
    return sum(counted) if len(counted) == len(forum.seats) else None


def _workflow(told: Organisation, flow: Workflow) -> Iterator[str]:
    place = "organisation.workflow"
    states = {one.code: one for one in flow.states}
    if flow.initial not in states:
        yield f"{place}.initial: {flow.initial} is no state"
    for state in flow.states:
        if state.forum and told.forum(state.forum) is None:
            yield f"{place}.states.{state.code}.forum: {state.forum} is no forum"
    for step in flow.steps:
        here = f"{place}.steps.{step.action}"
        for code in (*step.origins, step.to):
            if code not in states:
                yield f"{here}: {code} is no state"
            elif states[code].final and code != step.to:
                yield f"{here}.from: {code} is final, so nothing leads on from it"
        for who in step.by:
            if who not in ROLES and told.forum(who) is None:
                yield f"{here}.by: {who} is neither a forum nor one of {', '.join(ROLES)}"
        if step.action == "approve" and step.by:
            yield f"{here}.by: who approves is told in organisation.approval"
        if step.action not in ("approve", "contribute") and not step.by:
            yield f"{here}.by: nobody may do it"
        if step.action == "contribute" and step.by not in ((), (CONTRIBUTING,)):
            yield f"{here}.by: only the forums that contribute to it do"
    yield from _ways(flow, states)


def _ways(flow: Workflow, states: Mapping[str, object]) -> Iterator[str]:
    """Faults of the graph: places nobody comes to, ways without end, circles without work."""
    place = "organisation.workflow.steps"
    onward: dict[str, set[str]] = {code: set() for code in states}
    ahead: dict[str, set[str]] = {code: set() for code in states}
    for step in flow.steps:
        for origin in set(step.origins) & set(states):
            onward[origin].add(step.to)
            if step.action in _FORWARD:
                ahead[origin].add(step.to)
    reached = _reached({flow.initial}, onward)
    final = {one.code for one in flow.states if one.final}
    for code in states:
        if code not in reached:
            yield f"{place}: nothing leads to {code}"
        elif not _reached({code}, onward) & final:
            yield f"{place}: from {code} no way leads to a final state"
    yield from _circles(f"{place}.hand", {one: tuple(to) for one, to in ahead.items()})
    for origin, action in sorted({(o, s.action) for s in flow.steps for o in s.origins}):
        lines = flow.steps_from(origin, action)
        if action != "hand" and len(lines) > 1:
            yield f"{place}.{action}: two lines lead on from {origin}"
    if not any(step.action == "approve" for step in flow.steps):
        yield f"{place}: none approves"


def _reached(begin: set[str], onward: Mapping[str, Iterable[str]]) -> set[str]:
    found, to_do = set(begin), list(begin)
    while to_do:
        for code in onward.get(to_do.pop(), ()):
            if code not in found:
                found.add(code)
                to_do.append(code)
    return found


def _circles(place: str, onward: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """A fault for the codes that lead back to themselves."""
    for code in sorted(code for code in onward if code in _after(code, onward)):
        yield f"{place}: {code} leads in a circle back to itself"


def _after(code: str, onward: Mapping[str, Iterable[str]]) -> set[str]:
    return _reached(set(onward.get(code, ())), onward)
