"""`tovholder seal memo` and the other papers that are kept: what is asked, and under which name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli import partnership as p
from cli.commands.home import SINCE, earlier_of, with_homes
from cli.commands.memo import last_memo, read_template, since_of, template_of
from cli.errors import Told, told
from cli.session import Session
from cli.words import in_words
from domain import names

if TYPE_CHECKING:
    from projections.sealable import Paper
    from projections.sealing import Seal

RESTATE = click.option("--restate", metavar="REASON",
                       help="Seal again what is sealed; why stands in the history.")  # fmt: skip
AS = click.option("--as", "acting_as", metavar="MEMBER",
                  help="Who seals. Default: the secretariat.")  # fmt: skip
QUARTER = click.option("--quarter", metavar="QUARTER", help="Default: the current one.")


def _ends(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all sealing has."""
    return RESTATE(AS(click.pass_obj(command)))


@click.command()
@QUARTER
@click.option("--since", metavar="DATE|QUARTER[@KNOWN_AT]",
              help="The last memo, as in `report memo`. Default: the quarter before.")  # fmt: skip
@click.option("--template", "own", metavar="FILE", type=click.Path(path_type=Path),
              help="The prose. Default: the agreement's bundled one.")  # fmt: skip
@_ends
def memo(
    session: Session, quarter: str | None, since: str | None, own: Path | None,
    restate: str | None, acting_as: str | None,
) -> None:  # fmt: skip
    """Keep the memo to the committees for a quarter, with the template that it is made of.

    The template may name no member: what is kept can never be erased.
    """
    from projections.rendering.prose import TemplateFault
    from projections.sealable import TEMPLATE, template_name

    asked = session.quarter(quarter)
    last, content = template_of(session, own)
    read_template(last, content)
    _names_nobody(session, content.decode("utf-8"))
    position = session.questions.last_position()
    _told_of(session, asked, position)
    before, known_at = last_memo(session, since, asked, position)
    kept = template_name(str(asked))
    how = {"since": f"{before}@{known_at}", TEMPLATE: kept}
    try:
        _keep(session, "memo", str(asked), how, {kept: content}, restate, acting_as)
    except TemplateFault as error:
        raise Told("error.template", detail=error) from error


@click.command()
@click.option("--year", type=int, help="Which year. Default: that of the current quarter.")
@_ends
def bilag2(session: Session, year: int | None, restate: str | None, acting_as: str | None) -> None:
    """Keep Bilag 2, the focus points of a year."""
    asked = session.reporting_quarter().year if year is None else year
    start, end = session.agreement.start, session.agreement.end
    if not start.year <= asked <= end.year:
        raise Told("error.year", year=asked, start=start, end=end)
    _keep(session, "bilag2", str(asked), {}, {}, restate, acting_as)


@click.command()
@p.AS_OF
@_ends
def deliverables(
    session: Session, as_of: str | None, restate: str | None, acting_as: str | None
) -> None:
    """Keep the status of the deliverables as of a day."""
    session.about(lambda one: bool(one.organised.deliverables))
    _keep(session, "deliverables", str(p.today(session, as_of)), {}, {}, restate, acting_as)


@click.command()
@p.AS_OF
@SINCE
@_ends
def homes(
    session: Session, as_of: str | None, since: str | None, restate: str | None,
    acting_as: str | None,
) -> None:  # fmt: skip
    """Keep the paper of the way towards the target of homes as of a day."""
    with_homes(session)
    earlier = earlier_of(session, since, session.questions.last_position())
    how = {"since": "@".join(map(str, earlier))} if earlier is not None else {}
    _keep(session, "homes", str(p.today(session, as_of)), how, {}, restate, acting_as)


@click.command()
@click.argument("meeting")
@p.AS_OF
@_ends
def meeting(
    session: Session, meeting: str, as_of: str | None, restate: str | None,
    acting_as: str | None,
) -> None:  # fmt: skip
    """Keep the paper of MEETING (styregruppe-3): its agenda, or its minutes once it is held.

    Those who are invited or present are told by the units whose seats they have.
    """
    from projections.sealable import meeting_sort

    one = p.meeting_told(p.known(session), p.meeting(session, meeting))
    how = {"as_of": str(p.today(session, as_of))}
    _keep(session, meeting_sort(one.held), one.name, how, {}, restate, acting_as)


@click.command()
@QUARTER
@_ends
def indicators(
    session: Session, quarter: str | None, restate: str | None, acting_as: str | None
) -> None:
    """Keep the indicators with their figures up to a quarter's last day."""
    _keep(session, "indicators", str(session.quarter(quarter)), {}, {}, restate, acting_as)


@click.command()
@QUARTER
@_ends
def integrity(
    session: Session, quarter: str | None, restate: str | None, acting_as: str | None
) -> None:
    """Keep the report on the integrity of the commitments for a quarter."""
    asked = session.quarter(quarter)
    _told_of(session, asked, session.questions.last_position())
    _keep(session, "integrity", str(asked), {}, {}, restate, acting_as)


@click.command()
@click.option("--from", "old", metavar="QUARTER[@KNOWN_AT]", required=True, help="The old report.")
@click.option("--to", "new", metavar="QUARTER", required=True,
              help="The new report, as it is known now.")  # fmt: skip
@_ends
def bridge(
    session: Session, old: str, new: str, restate: str | None, acting_as: str | None
) -> None:
    """Keep the bridge between two Bilag 1."""
    asked = session.quarter(new)
    before, known_at = since_of(session, old, asked, session.questions.last_position())
    how = {"since": f"{before}@{known_at}"}
    _keep(session, "bridge", f"{before}_{asked}", how, {}, restate, acting_as)


COMMANDS = (memo, bilag2, deliverables, homes, meeting, indicators, integrity, bridge)
"""The papers that are kept, each a command of `tovholder seal`."""


def _keep(
    session: Session, sort: str, about: str, how: Mapping[str, str], inputs: Mapping[str, bytes],
    restate: str | None, acting_as: str | None,
) -> None:  # fmt: skip
    """Seal a paper as it stands now, and tell it."""
    from projections import sealable, sealing

    member, position = session.member(acting_as), session.questions.last_position()
    reason, paper = reason_of(session, restate), sealable.Paper(sort, about, how, position)
    what = title(session, paper)
    with told():
        try:
            command = sealing.prepare_paper(session.questions, session.agreement, paper, inputs,
                                            reason)  # fmt: skip
        except sealable.NoSuchPaper as error:
            raise Told("error.no-such-paper", what=what) from error
        outcome = session.handle(command, session.provenance(member.id))
    key = "seal.done" if reason is None else "seal.restated-paper"
    session.echo(key, what=what, position=position, at=outcome.positions[0])
    session.echo("seal.paper-files", n=len(command.files), sha256=command.report_sha256,
                 name=command.name)  # fmt: skip


def reason_of(session: Session, restate: str | None) -> str | None:
    """Why something is sealed again; raises `Told`."""
    return session.line(restate, "reason", 8_000) if restate is not None else None


def title(session: Session, paper: Paper) -> str:
    """What was sealed, in words."""
    from projections.sealable import end

    about: Any = paper.about
    if paper.sort in ("deliverables", "homes"):
        about = session.day(about)
    elif paper.sort not in ("bilag2", "agenda", "minutes"):
        about = paper.quarter
    if paper.sort == "bilag1":
        return str(in_words(session.lang, about))
    ends = paper.sort in ("memo", "bridge")
    since = end(paper.asked["since"])[0] if ends else ""
    return session.say(f"paper.{paper.sort}", about=about, since=since)


def named(session: Session, words: str) -> list[Seal]:
    """The seals by a name, at least one: a quarter in any spelling, or a paper's name; raises
    `Told`."""
    from projections import sealable, sealing

    paper = words.partition("-")[0] in sealable.SORTS
    name = words if paper else str(session.quarter(words))
    with told():
        session.about(lambda one: bool(sealing.seals(session.questions, one, name)))
        found = sealing.seals(session.questions, session.agreement, name)
    if not found and paper:
        raise Told("error.no-sealed-paper", name=words)
    if not found:
        raise Told("error.no-seal", quarter=session.quarter(words))
    return found


def _told_of(session: Session, asked: Any, position: int) -> None:
    """That there was something to tell of the quarter; raises `Told`."""
    with told():
        report = session.questions.bilag1(session.agreement, asked, position)
    if not report.rows():
        raise Told("error.nothing-known", quarter=asked)


def _names_nobody(session: Session, template: str) -> None:
    """That a template names no member; raises `Told`. A desk may have the name of its unit."""
    agreement = session.agreement
    desks = {names.key(one.name) for one in agreement.units}
    desks |= {names.key(one.name) for one in agreement.parties}
    said = " ".join(template.split()).casefold()
    for one in session.directory.members():
        name = " ".join((one.name or "").split())
        if " " in name and names.key(name) not in desks and name.casefold() in said:
            raise Told("error.template-names", name=name)
