"""Questions about a partnership, as members ask them: deliverables, the wheel, homes, reviews."""

from __future__ import annotations

from bot import answers as a
from bot import partnership_language as say
from bot.desk import Desk
from domain import names
from domain.organisation import Homes
from domain.quarters import Quarter
from projections import homes as building


def about(desk: Desk, words: say.About) -> a.Answer:
    """The answer to words about the partnership; raises `InFuture`."""
    organised = desk.agreement.organised
    match words:
        case say.Wheel(year=year):
            if not organised.forums:
                return a.Sorry("partnership.none")
            at = _at(desk, words)
            return a.WheelShown(at, year or at.day.year)
        case say.Deliverables() | say.OneDeliverable():
            if not organised.deliverables:
                return a.Sorry("partnership.none")
            return _deliverables(desk, words)
        case say.Homes() | say.Project() | say.Reviews():
            return _building(_at(desk, words), words)


def _building(at: a.At, words: say.Homes | say.Project | say.Reviews) -> a.Answer:
    """The answer about homes, by what the agreement said of them at the question's two times."""
    homes = at.told.agreement.organised.building
    if homes is None:
        return a.Sorry("homes.nothing")
    match words:
        case say.Homes(format=form):
            return _way(at, homes, form)
        case say.Project(name=name):
            return _project(at, homes, name)
        case say.Reviews():
            return _reviews(at, homes, words)


def _at(desk: Desk, words: say.About) -> a.At:
    """The partnership at the question's two times: as of a quarter's last day, or as of the day as
    of which it was known; never as of a day that has not come."""
    position, today = desk.position(words.known_at), desk.clock().today
    asked = words.quarter.last_day if words.quarter else words.known_at or today
    day = min(asked, today)
    basis = desk.questions.basis(desk.agreement.id, Quarter.of(day), position)
    return a.At(desk.partnership(position).on(day), day, basis)


def _deliverables(desk: Desk, words: say.Deliverables | say.OneDeliverable) -> a.Answer:
    at = _at(desk, words)
    if isinstance(words, say.Deliverables):
        return a.DeliverablesShown(at)
    for one in at.told.deliverables:
        rules = at.told.agreement.organised.deliverable(one.code)
        title = rules.title if rules else one.code
        if _called(words.name, one.code, title):
            return a.DeliverableShown(at, one, title, desk.names())
    known = ", ".join(one.code for one in at.told.deliverables)
    return a.Sorry("partnership.unknown", {"name": words.name, "known": known or "–"})


def _called(words: str, code: str, title: str) -> bool:
    return names.key(words) in (names.key(code), names.key(title))


def _way(at: a.At, homes: Homes, form: str | None) -> a.Answer:
    organised = at.told.agreement.organised
    target = organised.aim(homes)
    return a.HomesShown(at, building.way(at.told.projects, homes, target, at.day), form)


def _project(at: a.At, homes: Homes, name: str) -> a.Answer:
    """The project with that code; else the only one with that title."""
    there = building.on(at.told.projects, at.day)
    hits = [one for one in there if one.code == name] or [
        one for one in there if _called(name, one.code, one.title)
    ]
    if len(hits) != 1:
        known = ", ".join(one.code for one in there)
        return a.Sorry("homes.unknown", {"name": name, "known": known or "–"})
    steps = next(one.steps for one in at.told.projects if one.code == hits[0].code)
    known_then = tuple(one for one in steps if one.effective <= at.day)
    return a.ProjectShown(at, homes, hits[0], known_then)


def _reviews(at: a.At, homes: Homes, words: say.Reviews) -> a.Answer:
    year = words.year or at.day.year
    found = building.reviewed(at.told.reviews, at.told.projects, homes, year, at.day)
    one = [row for row in found if _called(words.section, row.section, row.title)]
    if words.section and not one:
        known = ", ".join(row.section for row in found)
        values = {"name": words.section, "known": known or "–", "year": str(year)}
        return a.Sorry("reviews.unknown", values)
    return a.ReviewsShown(at, homes, year, tuple(one or found))
