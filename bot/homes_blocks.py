"""Messages about homes, as blocks: the way to the target, a building project, yearly reviews."""

from __future__ import annotations

from collections.abc import Iterator

from bot import answers as a
from bot import kit
from bot.kit import Block
from bot.partnership_blocks import LONGEST, MOST_STEPS, basis_of
from bot.words import escaped, mrkdwn, say
from domain.home_events import Site
from domain.organisation import Homes
from projections.homes import ProjectAt, ProjectStep, ReviewTold
from projections.rendering.as_homes import far


def way(answer: a.HomesShown, command: str) -> Iterator[Block]:
    """The figures, and how far each project is."""
    told, now = answer.way, answer.way.now
    yield kit.section("\n".join([
        mrkdwn("homes.head", n=told.target.amount),
        mrkdwn("homes.figures", in_use=now.in_use, planned=now.planned,
               missing=now.missing(told.target.amount)),
        mrkdwn("homes.by", target=told.target.amount, by=told.target.by),
    ]))  # fmt: skip
    lines = [
        mrkdwn("homes.project", title=kit.shorter(one.title, LONGEST), code=one.code, n=one.homes,
               far=kit.shorter(far(told.homes, one), LONGEST))
        for one in told.projects
    ]  # fmt: skip
    head = mrkdwn("homes.projects" if lines else "homes.none")
    yield from kit.paragraphs([head, *lines])
    if answer.format is None:
        yield kit.context(mrkdwn("homes.file", command=command))
    yield basis_of(answer.at)


def project(answer: a.ProjectShown) -> Iterator[Block]:
    """A project: who builds, how far each site is, and the last steps of its way."""
    one, homes = answer.one, answer.homes
    committee = next((s.title for s in answer.at.told.set_up
                      if s.project == one.code and s.effective <= answer.at.day), "")  # fmt: skip
    lines = [mrkdwn("project.head", title=kit.shorter(one.title, LONGEST), code=one.code)]
    if one.abandoned is not None:
        lines.append(mrkdwn("project.given-up", day=one.abandoned.effective,
                            reason=kit.shorter(one.abandoned.text, LONGEST)))  # fmt: skip
    key = "project.organisation" if one.organisation else "project.no-organisation"
    lines.append(mrkdwn(key, organisation=one.organisation))
    if homes.committee:
        key = "project.committee" if committee else "project.no-committee"
        lines.append(mrkdwn(key, forum=committee))
    yield kit.section("\n".join(lines))
    yield from kit.paragraphs([" · ".join(_site(homes, one, site)) for site in one.sites])
    steps = [_step(homes, step) for step in answer.steps[-MOST_STEPS:]]
    yield from kit.paragraphs([mrkdwn("project.way"), *steps])
    yield basis_of(answer.at)


def _site(homes: Homes, one: ProjectAt, site: Site) -> Iterator[str]:
    last = one.at(homes, site.place)
    far = (
        say("project.reached", milestone=homes.title(last), day=one.reached[site.place, last])
        if last
        else say("project.not-begun")
    )
    yield mrkdwn("project.site", place=kit.shorter(site.place, LONGEST), n=site.homes, far=far)
    left = tuple(milestone.title for milestone in homes.milestones
                 if (site.place, milestone.code) not in one.reached)  # fmt: skip
    if left and one.abandoned is None:
        yield mrkdwn("project.left", milestones=left)


def _step(homes: Homes, step: ProjectStep) -> str:
    titles = tuple(map(homes.title, step.undone or (step.milestone,)))
    places = tuple(one.place for one in step.sites)
    line = mrkdwn(f"project.did.{step.what}", day=step.effective, milestone=titles, places=places)
    said = f": «{escaped(kit.shorter(step.text, LONGEST))}»" if step.text else ""
    return kit.shorter(line, kit.LONGEST_TEXT // 2) + said


def reviews(answer: a.ReviewsShown) -> Iterator[Block]:
    """What was said of each part of each section's review, and what is missing."""
    if not answer.rows:
        yield kit.section(mrkdwn("reviews.none", year=str(answer.year)))
        yield basis_of(answer.at)
        return
    titles = {one.code: one.title for one in answer.homes.reviews}
    lines = [mrkdwn("reviews.head", year=str(answer.year))]
    for row in answer.rows:
        title = kit.shorter(row.title, LONGEST)
        key = "reviews.named" if row.title == row.section else "reviews.section"
        lines.append(mrkdwn(key, title=title, code=row.section))
        lines += [_part(titles[code], told) for code, told in row.parts]
    yield from kit.paragraphs(lines)
    left = sum(not one.complete for one in answer.rows)
    yield kit.section(mrkdwn("reviews.left" if left else "reviews.done", n=left))
    yield basis_of(answer.at)


def _part(title: str, told: ReviewTold | None) -> str:
    if told is None:
        return mrkdwn("reviews.missing", part=title)
    state = say("reviews.in-order" if told.in_order else "reviews.not-in-order")
    line = mrkdwn("reviews.part", part=title, state=state, day=told.effective)
    return line + (f": {escaped(kit.shorter(told.text, LONGEST))}" if told.text else "")
