"""What an agreement file may not say of its organisation. Each fault names its field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from domain import names
from domain.file_faults import Fault, fault
from domain.organisation import CONTRIBUTING, ROLES, Forum, Homes, Organisation, Workflow

CODE = re.compile("[a-zæøå][a-zæøå0-9-]{0,59}")
"""Codes are typed in commands: small letters, digits and hyphens; never like a meeting's number."""

MEETING = re.compile(".*-[0-9]+")
"""How a meeting is named: its forum and its number."""

MOST = 60
"""Deliverables of an agreement: what the views have room for in one event."""

_FORWARD = frozenset({"hand", "approve"})


def repeated(place: str, values: Iterable[str]) -> Iterable[Fault]:
    """A fault for each value that stands twice."""
    counted = Counter(values).items()
    return (fault("twice", place, value=value) for value, n in counted if n > 1)


def faults(told: Organisation, codes: Iterable[str], themes: Iterable[str]) -> Iterator[Fault]:
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
        yield fault("no-workflow", "organisation.workflow")
    if told.building is not None:
        yield from _homes(told, told.building, known)
    for signatory in told.signatories:
        if signatory.unit not in known:
            yield fault("no-unit", "organisation.signatories.unit", value=signatory.unit)
    for target in told.targets:
        if target.amount < 1:
            yield fault("too-few", "organisation.targets.amount", value=target.amount)


def _codes(told: Organisation) -> Iterator[Fault]:
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
                yield fault("code", place, value=code)
    for one in told.forums:
        if one.code in ROLES:
            yield fault("role", "organisation.forums.code", value=one.code)


def _forum(told: Organisation, forum: Forum, place: str, known: frozenset[str]) -> Iterator[Fault]:
    yield from repeated(f"{place}.seats.unit", (one.unit for one in forum.seats))
    for one in forum.seats:
        if one.unit not in known:
            yield fault("no-unit", f"{place}.seats.unit", value=one.unit)
        if one.seats is not None and one.seats < 1:
            yield fault("too-few", f"{place}.seats.seats", value=one.seats)
    for field in ("chair", "secretariat"):
        unit = getattr(forum, field)
        if unit and unit not in known:
            yield fault("no-unit", f"{place}.{field}", value=unit)
    if forum.reports_to and told.forum(forum.reports_to) is None:
        yield fault("no-forum", f"{place}.reports_to", value=forum.reports_to)
    if forum.per_project and forum.cadence:
        yield fault("cadence-of-project", f"{place}.cadence")


def _themes(place: str, told: Iterable[str], known: frozenset[str]) -> Iterator[Fault]:
    unknown = (theme for theme in told if theme and theme not in known)
    return (fault("no-theme", place, value=theme) for theme in unknown)


def _cadence(place: str, forum: Forum) -> Iterator[Fault]:
    expected: int | None = 1
    for phase in forum.cadence:
        if phase.meetings < 1:
            yield fault("too-few", f"{place}.meetings", value=phase.meetings)
        if phase.from_year != expected:
            yield fault("from-year", f"{place}.from_year", value=phase.from_year,
                        expected=expected)  # fmt: skip
        if phase.to_year is not None and phase.to_year < phase.from_year:
            yield fault("to-year", f"{place}.to_year", value=phase.to_year,
                        start=phase.from_year)  # fmt: skip
        expected = None if phase.to_year is None else phase.to_year + 1
    if forum.cadence and expected is not None:
        yield fault("last-phase", f"{place}.to_year")


def _deliverables(told: Organisation, themes: frozenset[str]) -> Iterator[Fault]:
    place = "organisation.deliverables"
    if len(told.deliverables) > MOST:
        yield fault("too-many", place, value=len(told.deliverables), most=MOST)
    answering: dict[str, tuple[str, str]] = {}
    for one in told.deliverables:
        for key in {one.code, names.key(one.title)}:
            code, forum = answering.setdefault(key, (one.code, one.forum))
            if forum != one.forum:
                yield fault("two-answer", f"{place}.forum", value=forum, other=one.forum,
                            of=one.code)  # fmt: skip
            elif code != one.code:
                yield fault("one-title", f"{place}.title", value=code, other=one.code)
        for forum in (one.forum, *one.contributing):
            if told.forum(forum) is None:
                yield fault("no-forum", f"{place}.{one.code}", value=forum)
        if one.forum in one.contributing:
            yield fault("answers-itself", f"{place}.{one.code}.contributing", value=one.forum)
        yield from repeated(f"{place}.{one.code}.contributing", one.contributing)
        yield from _themes(f"{place}.{one.code}.theme", (one.theme,), themes)
    yield from repeated(f"{place}.code", (one.code for one in told.deliverables))


def _approval(told: Organisation) -> Iterator[Fault]:
    rule = told.approval
    if rule is None and told.deliverables:
        yield fault("no-approval", "organisation.approval")
    if rule is not None:
        forum = told.forum(rule.forum)
        if forum is None:
            yield fault("no-forum", "organisation.approval.forum", value=rule.forum)
        elif (room := _room(forum)) is not None and rule.approvals > room:
            yield fault("seats", "organisation.approval.approvals", value=rule.approvals,
                        seats=room)  # fmt: skip
        if rule.approvals < 1:
            yield fault("too-few", "organisation.approval.approvals", value=rule.approvals)
    if told.lapse is not None and told.forum(told.lapse.forum) is None:
        yield fault("no-forum", "organisation.lapse.forum", value=told.lapse.forum)


def _homes(told: Organisation, homes: Homes, known: frozenset[str]) -> Iterator[Fault]:
    place = "organisation.homes"
    if homes.target not in {one.code for one in told.targets}:
        yield fault("no-target", f"{place}.target", value=homes.target)
    for field, code in (("forum", homes.forum), ("reviewed_by", homes.reviewed_by)):
        forum = told.forum(code)
        if forum is None and (code or field == "forum" or homes.reviews):
            yield fault("no-forum" if code else "forum-missing", f"{place}.{field}", value=code)
        elif forum is not None and forum.per_project:
            yield fault("of-project", f"{place}.{field}", value=code)
    committee = told.forum(homes.committee)
    if homes.committee and (committee is None or not committee.per_project):
        yield fault("not-of-project", f"{place}.committee", value=homes.committee)
    steps = [one.code for one in homes.milestones]
    for field, codes in (("milestones", steps), ("reviews", [one.code for one in homes.reviews])):
        yield from repeated(f"{place}.{field}.code", codes)
        if len(codes) > MOST:
            yield fault("too-many", f"{place}.{field}", value=len(codes), most=MOST)
        for code in codes:
            if not CODE.fullmatch(code):
                yield fault("short-code", f"{place}.{field}.code", value=code)
    for one in homes.milestones:
        for code in one.after:
            if code not in steps:
                yield fault("no-milestone", f"{place}.milestones.{one.code}.after", value=code)
    yield from _circles(f"{place}.milestones.after",
                        {one.code: one.after for one in homes.milestones})  # fmt: skip
    yield from repeated(f"{place}.organisations", homes.organisations)
    for code in homes.organisations:
        if code not in known:
            yield fault("no-unit", f"{place}.organisations", value=code)
    if homes.finished not in steps:
        yield fault("no-milestone", f"{place}.finished", value=homes.finished)


def _room(forum: Forum) -> int | None:
    """All seats of a forum; None where some unit's are without number."""
    counted = [one.seats for one in forum.seats if one.seats is not None]
    return sum(counted) if len(counted) == len(forum.seats) else None


def _workflow(told: Organisation, flow: Workflow) -> Iterator[Fault]:
    place = "organisation.workflow"
    states = {one.code: one for one in flow.states}
    if flow.initial not in states:
        yield fault("no-state", f"{place}.initial", value=flow.initial)
    for state in flow.states:
        if state.forum and told.forum(state.forum) is None:
            yield fault("no-forum", f"{place}.states.{state.code}.forum", value=state.forum)
    for step in flow.steps:
        here = f"{place}.steps.{step.action}"
        for code in (*step.origins, step.to):
            if code not in states:
                yield fault("no-state", here, value=code)
            elif states[code].final and code != step.to:
                yield fault("final", f"{here}.from", value=code)
        for who in step.by:
            if who not in ROLES and told.forum(who) is None:
                yield fault("no-actor", f"{here}.by", value=who, roles=", ".join(ROLES))
        if step.action == "approve" and step.by:
            yield fault("approves", f"{here}.by")
        if step.action not in ("approve", "contribute") and not step.by:
            yield fault("nobody", f"{here}.by")
        if step.action == "contribute" and step.by not in ((), (CONTRIBUTING,)):
            yield fault("contributes", f"{here}.by")
    yield from _ways(flow, states)


def _ways(flow: Workflow, states: Mapping[str, object]) -> Iterator[Fault]:
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
            yield fault("not-reached", place, value=code)
        elif not _reached({code}, onward) & final:
            yield fault("no-way-on", place, value=code)
    yield from _circles(f"{place}.hand", {one: tuple(to) for one, to in ahead.items()})
    for origin, action in sorted({(o, s.action) for s in flow.steps for o in s.origins}):
        lines = flow.steps_from(origin, action)
        if action != "hand" and len(lines) > 1:
            yield fault("two-lines", f"{place}.{action}", value=origin)
    if not any(step.action == "approve" for step in flow.steps):
        yield fault("none-approves", place)


def _reached(begin: set[str], onward: Mapping[str, Iterable[str]]) -> set[str]:
    found, to_do = set(begin), list(begin)
    while to_do:
        for code in onward.get(to_do.pop(), ()):
            if code not in found:
                found.add(code)
                to_do.append(code)
    return found


def _circles(place: str, onward: Mapping[str, Iterable[str]]) -> Iterator[Fault]:
    """A fault for the codes that lead back to themselves."""
    for code in sorted(code for code in onward if code in _after(code, onward)):
        yield fault("circle", place, value=code)


def _after(code: str, onward: Mapping[str, Iterable[str]]) -> set[str]:
    return _reached(set(onward.get(code, ())), onward)
