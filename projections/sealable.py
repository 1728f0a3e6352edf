"""The papers that can be sealed: one table, and from a paper's name to its files.

A seal keeps a paper in all its formats. Nobody is named in them, since what is kept can never be
erased: those at a meeting are told by their units, and so is who recorded what.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from domain.quarters import Quarter
from projections import papers, rendering
from projections.bridge_goals import Moment
from projections.indicators import Overview
from projections.memo import Memo
from projections.rendering import (
    as_bilag2,
    as_bridge,
    as_deliverables,
    as_homes,
    as_indicators,
    as_integrity,
    as_json,
    as_meeting,
    as_memo,
    prose,
)
from projections.sources import Source

Files = Mapping[str, bytes]
Formats = Mapping[str, Callable[[Any], bytes]]

TEMPLATE = "template"
"""The name, in what was asked, of the kept file that is the memo's template."""


class NoSuchPaper(ValueError):
    """There is no paper of that sort, or nothing to tell in it."""


class Paper(NamedTuple):
    """A paper as it is asked for; ``sort``, ``about`` and ``asked`` are those of `PaperSealed`.

    Bilag 1 is one too: its sort is ``bilag1``. ``restates`` is the position that the seal before
    this one rests on.
    """

    sort: str
    about: str
    asked: Mapping[str, str]
    position: int
    restates: int | None = None

    @property
    def quarter(self) -> Quarter:
        """The quarter that the paper is about; that of a bridge (``2016-Q4_2017-Q1``) to which it
        leads."""
        return Quarter.parse(self.about.rpartition("_")[2])


class Sort(NamedTuple):
    """A sort of paper.

    ``stem`` is how its files' names begin. ``model`` makes what is told, from a source and the kept
    files that it is made of, and ``formats`` makes files of that. ``moments`` are the Bilag 1 that
    are looked at, and ``beside`` the files that are kept beside the paper, by name.
    """

    stem: str
    model: Callable[[Source, Paper, Files], Any]
    formats: Formats
    moments: Callable[[Paper], list[Moment]] = lambda _: []
    beside: Callable[[Source, Paper], Files] = lambda _, __: {}


def files(source: Source, paper: Paper, inputs: Files) -> dict[str, bytes]:
    """The files that a seal of the paper keeps, by name, without those that it is made of.

    Raises `NoSuchPaper`, and `TemplateFault` where the memo's template cannot be used.
    """
    sort = SORTS[paper.sort]
    model = sort.model(source, paper, inputs)
    made = {name_of(paper, form): render(model) for form, render in sort.formats.items()}
    return {**made, **sort.beside(source, paper)}


def told(source: Source, paper: Paper, inputs: Files) -> bytes | None:
    """The paper as JSON; None where there is no such paper."""
    sort = SORTS.get(paper.sort)
    try:
        return sort and sort.formats["json"](sort.model(source, paper, inputs))
    except (ValueError, LookupError):
        return None


def name_of(paper: Paper, form: str) -> str:
    """The name of a paper's file in a format: ``bilag1-2017-Q1.pdf``."""
    return f"{SORTS[paper.sort].stem}-{paper.about}.{form}"


def moments(paper: Paper) -> list[Moment]:
    """The quarters and positions whose Bilag 1 the paper looks at."""
    return SORTS[paper.sort].moments(paper)


def template_name(about: str) -> str:
    """The name under which a memo's template is kept."""
    return f"redegoerelse-{about}.skabelon.md"


def end(words: str) -> Moment:
    """A quarter and a position, as a seal writes them: ``2016-Q4@164``.

    >>> end("2016-Q4@164")
    (Quarter(year=2016, number=4), 164)
    """
    quarter, _, position = words.partition("@")
    return Quarter.parse(quarter), int(position)


def day_at(words: str) -> papers.DayAt:
    """A day and a position, as a seal writes them: ``2026-06-30@41``."""
    day, _, position = words.partition("@")
    return date.fromisoformat(day), int(position)


_TERMINAL = ("table",)
"""What no document is, and no seal keeps."""


def _documents(formats: Formats) -> Formats:
    return {name: render for name, render in formats.items() if name not in _TERMINAL}


_BRIDGE = _documents(as_bridge.FORMATS)
"""The formats in which a bridge is kept."""


# --- what is told ---------------------------------------------------------------------------------


def _now(paper: Paper) -> list[Moment]:
    return [(paper.quarter, paper.position)]


def _before(paper: Paper) -> list[Moment]:
    """The report that a seal of Bilag 1 restates, and the one that it seals."""
    restated = [] if paper.restates is None else [(paper.quarter, paper.restates)]
    return [*restated, *_now(paper)]


def _since(paper: Paper) -> list[Moment]:
    return [end(paper.asked["since"]), *_now(paper)]


def _bilag1(source: Source, paper: Paper, _: Files) -> Any:
    return source.bilag1(paper.quarter, paper.position)


def _bridge_files(source: Source, paper: Paper) -> Files:
    """The bridge from the seal before, where Bilag 1 is sealed again."""
    if paper.restates is None:
        return {}
    made = source.bridge(*_before(paper))
    return {f"bro-{paper.about}.{form}": render(made) for form, render in _BRIDGE.items()}


def _bilag1_beside(source: Source, paper: Paper) -> Files:
    """Bilag 1 as data: what the paper counts, and where a difference is found."""
    report = source.bilag1(paper.quarter, paper.position)
    return {f"bilag1-{paper.about}.json": as_json.render(report)}


def _memo(source: Source, paper: Paper, inputs: Files) -> Any:
    name = paper.asked[TEMPLATE]
    template = prose.read(inputs[name].decode("utf-8"), name)
    old, new = _since(paper)
    return papers.memo(source, old, new), template


def _bilag2(source: Source, paper: Paper, _: Files) -> Any:
    return source.edition(int(paper.about), paper.position)


def _indicators(source: Source, paper: Paper, _: Files) -> Any:
    day, position = paper.quarter.last_day, paper.position
    series = tuple(source.series(day, position))
    if not series:
        raise NoSuchPaper(paper.sort)
    report = source.bilag1(paper.quarter, position)
    return Overview(report.agreement.title, day, report.basis, series)


def _integrity(source: Source, paper: Paper, _: Files) -> Any:
    return source.integrity(paper.quarter, paper.position)


def _bridge(source: Source, paper: Paper, _: Files) -> Any:
    return source.bridge(*_since(paper))


def _deliverables(source: Source, paper: Paper, _: Files) -> Any:
    day = date.fromisoformat(paper.about)
    told = source.partnership(paper.position).on(day)
    if not told.deliverables:
        raise NoSuchPaper(paper.sort)
    return as_deliverables.DeliverablesPaper(
        told, source.basis(Quarter.of(day), paper.position), day
    )


def _meeting(source: Source, paper: Paper, _: Files) -> Any:
    day = date.fromisoformat(paper.asked["as_of"])
    told = source.partnership(paper.position).on(day)
    meeting = next((one for one in told.meetings if one.name == paper.about), None)
    if meeting is None or paper.sort != meeting_sort(meeting.held):
        raise NoSuchPaper(paper.sort)
    basis = source.basis(Quarter.of(day), paper.position)
    return as_meeting.by_unit(told, basis, day, meeting, source.units(paper.position))


def _homes(source: Source, paper: Paper, _: Files) -> Any:
    earlier = day_at(paper.asked["since"]) if "since" in paper.asked else None
    made = papers.homes_paper(source, date.fromisoformat(paper.about), paper.position, earlier)
    if made is None:
        raise NoSuchPaper(paper.sort)
    return made


def meeting_sort(held: bool) -> str:
    """The sort of a meeting's paper: its agenda before it is held, afterwards its minutes."""
    return "minutes" if held else "agenda"


def _of_memo(render: Callable[[Memo, prose.Template], bytes]) -> Callable[[Any], bytes]:
    return lambda both: render(*both)


SORTS: Mapping[str, Sort] = {
    "bilag1": Sort("bilag1", _bilag1, rendering.FORMATS, _before, _bridge_files),
    "memo": Sort("redegoerelse", _memo, {form: _of_memo(one) for form, one in
                                         as_memo.FORMATS.items()}, _since, _bilag1_beside),
    "bilag2": Sort("bilag2", _bilag2, as_bilag2.FORMATS),
    "deliverables": Sort("leverancer", _deliverables, as_deliverables.FORMATS),
    "homes": Sort("boliger", _homes, as_homes.FORMATS),
    "agenda": Sort("dagsorden", _meeting, as_meeting.FORMATS),
    "minutes": Sort("referat", _meeting, as_meeting.FORMATS),
    "indicators": Sort("indikatorer", _indicators, _documents(as_indicators.FORMATS)),
    "integrity": Sort("integritet", _integrity, _documents(as_integrity.FORMATS), _now,
                      _bilag1_beside),
    "bridge": Sort("bro", _bridge, _BRIDGE, _since),
}  # fmt: skip
"""All sorts of papers."""
