"""What the replay page shows of a partnership on a day: three tables, all by numbers. Pure.

Each begins with the number of a text that says in short how it stands. A row is a list of texts;
its number stands in the table, since most rows stay as they are from day to day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from domain.cadence import Turn
from domain.organisation import Homes, Organisation
from projections import homes as building
from projections.homes import ProjectAt, Reviewed, Way
from projections.partnership import DeliverableTold, Partnership
from projections.rendering import home_chart
from projections.rendering.as_deliverables import state_title
from projections.rendering.as_homes import far, short
from projections.rendering.indicator_words import day as in_words
from projections.rendering.interned import Interned, Texts
from projections.rendering.partnership_words import DANISH as WORDS
from projections.rendering.words import DANISH
from projections.wheel import wheel as spokes
from projections.wheel import without

Table = tuple[Any, ...]


class Rows:
    """The rows of all tables by number, each once, and the texts of the page."""

    def __init__(self, texts: Texts) -> None:
        self._texts, self._rows = texts, Interned()

    def text(self, text: str) -> int:
        return self._texts.number(text)

    def row(self, texts: Iterable[str]) -> int:
        return self._rows.number(tuple(map(self._texts.number, texts)))

    def all(self) -> list[Any]:
        return self._rows.all()


def deliverables(told: Partnership, day: date, _: int, rows: Rows) -> Table:
    """In short, and the deliverables in their order of priority."""
    organised = told.agreement.organised
    flow = organised.workflow
    done = {step.to for step in flow.steps if step.action == "approve"} if flow else set()
    ordered = told.in_order(day)
    approved = sum(one.at(day).state in done for one in ordered)
    lead = WORDS["approved"].format(n=approved, total=len(ordered))
    return (rows.text(lead),
            *(rows.row(_deliverable(organised, one, day, done)) for one in ordered))  # fmt: skip


def _deliverable(
    organised: Organisation, one: DeliverableTold, day: date, done: set[str]
) -> Iterator[str]:
    rules, step, version = organised.deliverable(one.code), one.at(day), one.version(day)
    yield rules.title if rules else one.code
    yield one.code
    yield state_title(organised, step.state)
    yield _tone(organised, step.state, done)
    yield in_words(step.effective)
    yield f"{version.draft}: {version.source}" if version is not None else ""
    yield _forum(organised, one.forum)
    yield ", ".join(_forum(organised, code) for code in rules.contributing) if rules else ""


def _tone(organised: Organisation, code: str, done: set[str]) -> str:
    """How a state is coloured: reached, withdrawn, open, or not at all before it has begun."""
    flow = organised.workflow
    state = flow.state(code) if flow is not None else None
    if code in done:
        return "reached"
    if state is not None and state.final:
        return "withdrawn"
    return "" if flow is not None and code == flow.initial else "open"


def _forum(organised: Organisation, code: str) -> str:
    forum = organised.forum(code)
    return forum.title if forum is not None else code


def wheel(told: Partnership, day: date, year: int, rows: Rows) -> Table:
    """In short, who choose for themselves, and each forum with its turns of a year."""
    found = spokes(told, year, day)
    late = sum(turn.late for one in found for turn in one.turns)
    lead = WORDS["wheel-late" if late else "wheel-well"].format(n=late, year=year)
    if late == 1:
        lead = WORDS["wheel-late-one"].format(year=year)
    if told.lapsed is not None and told.lapsed.effective <= day:
        lapsed = in_words(told.lapsed.effective)
        lead += WORDS["lapsed"].format(day=lapsed, decision=told.lapsed.decision)
    said = zip(("free", "none-owed"), without(found), strict=True)
    rest = [
        WORDS[key].format(year=year, forums=", ".join(titles)) for key, titles in said if titles
    ]
    turns = ((rows.text(one.title), *(rows.row(_turn(turn)) for turn in one.turns))
             for one in found if one.turns)  # fmt: skip
    return (rows.text(lead), rows.text(" ".join(rest)), *turns)


def _turn(turn: Turn) -> Iterator[str]:
    period = turn.period
    yield f"{period.start:%d.%m} – {period.end:%d.%m.%Y}"
    yield _counted("owed", period.owed)
    yield _days(turn.held)
    yield _days(turn.planned)
    if turn.late:
        yield from (WORDS["late"], "warn")
    elif turn.missing:
        yield from (_counted("missing", turn.missing), "")
    elif turn.planned and len(turn.held) < period.owed:
        yield from (WORDS["planned"], "open")
    else:
        yield from (WORDS["held"], "reached")


def _counted(key: str, n: int) -> str:
    return WORDS[f"{key}-one"] if n == 1 else WORDS[key].format(n=n)


def _days(some: Iterable[date]) -> str:
    return ", ".join(f"{one.day}. {DANISH.months[one.month - 1]}" for one in some)


def homes(told: Partnership, day: date, year: int, rows: Rows) -> Table:
    """In short; homes in use and planned; the projects; the year's reviews, and what is missing."""
    organised = told.agreement.organised
    rules = organised.building
    if rules is None:
        return (rows.text(WORDS["no-homes"]), 0, 0, (), (), rows.text(""))
    now = building.progress(told.projects, rules, day)
    there = building.on(told.projects, day)
    committees = told.committees(day)
    reviewed = building.reviewed(told.reviews, told.projects, rules, year, day)
    left = sum(not one.complete for one in reviewed)
    all_well = WORDS["all-reviewed" if reviewed else "no-reviews"]
    return (
        rows.text(short(Way(organised.aim(rules), rules, there, (now,)))),
        now.in_use, now.planned,
        tuple(rows.row(_project(rules, one, committees.get(one.code, ""))) for one in there),
        tuple(rows.row(_reviewed(one)) for one in reviewed),
        rows.text(_counted("left", left) if left else all_well),
    )  # fmt: skip


def _project(rules: Homes, one: ProjectAt, committee: str) -> Iterator[str]:
    yield one.title
    yield one.code
    yield one.organisation or WORDS["no-organisation"]
    yield ", ".join(site.place for site in one.sites)
    yield str(one.homes)
    yield far(rules, one)
    yield committee or ("" if one.abandoned or not rules.committee else WORDS["no-committee"])


def _reviewed(one: Reviewed) -> Iterator[str]:
    yield one.title
    for _, said in one.parts:
        if said is None:
            yield WORDS["not-reviewed"]
        else:
            state = WORDS["in-order" if said.in_order else "not-in-order"]
            told = f"{state}, {in_words(said.effective)}"
            yield f"{told}: {said.text}" if said.text else told


def scale(organised: Organisation, rules: Homes, made: Iterable[Table]) -> dict[str, Any]:
    """What the chart is drawn against: the target, the most homes of any table; and the heads of
    the reviews."""
    target = organised.aim(rules)
    return {
        "target": target.amount,
        "aim": home_chart.aim(target),
        "most": max(target.amount, *(in_use + planned for _, in_use, planned, *_ in made)),
        "reviews": [one.title for one in rules.reviews],
    }
