"""Building projects and yearly reviews: what is refused, and what holds at two times."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from partnership_helpers import CLERK, DAY, GARDENER, LAUG, MAYOR, SMITH, Lodge

from domain import home_commands as h
from domain import home_refusals as no
from domain import partnership_commands as c
from domain import partnership_refusals as other
from domain import refusals
from domain.agreements import Agreement
from domain.home_events import Site
from domain.ledger import Ledger
from domain.organisation import Homes
from projections import homes
from projections.partnership_questions import partnership

EAST, WEST = Site("Østmark 1", 8), Site("Vestmark 2", 4)
MARCH, APRIL, MAY, JUNE, JULY = (date(2027, month, 1) for month in range(3, 8))


def rules() -> Homes:
    found = LAUG.organised.building
    assert found is not None
    return found


@pytest.fixture
def lodge(ledger: Ledger) -> Lodge:
    made = Lodge(ledger).opened().seated()
    made.tell(h.PlanProject("mark", "Marken", "", (EAST, WEST), DAY), SMITH)
    made.today = JULY
    return made


def reach(lodge: Lodge, milestone: str, day: date, *sites: str, actor: Any = SMITH) -> None:
    lodge.tell(h.ReachMilestone("mark", milestone, day, sites), actor)


def finish(lodge: Lodge, *sites: str) -> None:
    for milestone, day in (("tegnet", APRIL), ("grundsten", MAY), ("vand", APRIL), ("taget", JUNE)):
        reach(lodge, milestone, day, *sites)


def progress(lodge: Lodge, as_of: date, position: int | None = None) -> tuple[int, int]:
    known = lodge.recorder.position() if position is None else position
    told = partnership(lodge.recorder, LAUG, known)
    found = homes.progress(told.projects, rules(), as_of)
    return found.in_use, found.planned


def test_homes_are_in_use_site_by_site_at_two_times(lodge: Lodge) -> None:
    assert progress(lodge, date(2027, 2, 28)) == (0, 0), "not planned yet"
    planned = lodge.recorder.position()
    finish(lodge, "østmark 1")
    assert progress(lodge, JULY) == (8, 4)
    assert progress(lodge, MAY) == (0, 12), "as of a day before"
    assert progress(lodge, JULY, planned) == (0, 12), "as known before"


def test_what_is_set_back_takes_what_follows_with_it(lodge: Lodge) -> None:
    finish(lodge)
    lodge.tell(h.SetBackProject("mark", "grundsten", "Skred", JULY, ("Vestmark 2",)), SMITH)
    assert progress(lodge, JULY) == (8, 4)
    assert progress(lodge, JUNE) == (12, 0), "until then they were in use"
    told = partnership(lodge.recorder, LAUG, lodge.recorder.position())
    (one,) = homes.on(told.projects, JULY)
    assert {code for place, code in one.reached if place == "Vestmark 2"} == {"tegnet", "vand"}
    assert one.at(rules(), "Vestmark 2") == "vand"
    lodge.tell(h.ReachMilestone("mark", "grundsten", JULY), SMITH)
    lodge.tell(h.ReachMilestone("mark", "taget", JULY), SMITH)
    assert progress(lodge, JULY) == (12, 0)


def test_what_is_given_up_is_planned_no_longer_and_in_use_for_ever(lodge: Lodge) -> None:
    finish(lodge, "Østmark 1")
    lodge.tell(h.AbandonProject("mark", "Solgt", JULY), SMITH)
    assert progress(lodge, JULY) == (8, 0)
    assert progress(lodge, JUNE) == (8, 4)
    way = homes.way(
        partnership(lodge.recorder, LAUG, lodge.recorder.position()).projects,
        rules(), LAUG.organised.targets[0], JULY,
    )  # fmt: skip
    assert [(one.day, one.in_use, one.planned) for one in way.days] == [
        (MARCH, 0, 12), (APRIL, 0, 12), (MAY, 0, 12), (JUNE, 8, 4), (JULY, 8, 0),
    ]  # fmt: skip
    assert way.now.missing(40) == 32


def test_a_revised_project_has_other_homes_from_its_day(lodge: Lodge) -> None:
    lodge.tell(h.ReviseProject("mark", "Nye tegninger", MAY, "SMED", (Site("Østmark 1", 10),)),
               SMITH)  # fmt: skip
    assert (progress(lodge, APRIL), progress(lodge, MAY)) == ((0, 12), (0, 10))
    reach(lodge, "tegnet", APRIL)
    with pytest.raises(no.UnknownSite):
        reach(lodge, "grundsten", JUNE, "Vestmark 2")


def test_the_building_committee_records_its_milestones(lodge: Lodge) -> None:
    with pytest.raises(other.NotOfTheForum):
        reach(lodge, "tegnet", APRIL, actor=GARDENER)
    lodge.tell(c.SetUpForum("gaardraad", "mark", "Markråd", APRIL))
    lodge.tell(c.TakeSeat("gaardraad-mark", GARDENER, "GART", APRIL))
    reach(lodge, "tegnet", APRIL, actor=GARDENER)
    with pytest.raises(other.NotOfTheForum):
        lodge.tell(h.AbandonProject("mark", "Nej", JULY), GARDENER)


def test_a_decision_may_be_about_a_project(lodge: Lodge) -> None:
    lodge.met("baenk", day=JUNE)
    lodge.tell(c.RecordDecision("baenk-1", 1, "other", "Opgives", refers=("project:mark",)))
    lodge.tell(h.AbandonProject("mark", "Solgt", JULY, "baenk-1/1"))
    told = partnership(lodge.recorder, LAUG, lodge.recorder.position())
    (one,) = homes.on(told.projects, JULY)
    assert one.abandoned is not None
    assert one.abandoned.decision == "baenk-1/1"


def plan(code: str = "eng", *sites: Site, day: date = MAY) -> h.PlanProject:
    return h.PlanProject(code, "Engen", "", sites or (EAST,), day)


def review(part: str = "kasse", year: int = 2027, section: str = "mark") -> h.ReviewSection:
    return h.ReviewSection(section, year, part, True, "", JULY)


DRAWN, EARLY = h.ReachMilestone("mark", "tegnet", MAY), date(2027, 2, 2)
STEPS = ("tegnet", "grundsten", "vand", "taget")
MARK = ("Østmark 1", "Vestmark 2")
BUILDERS = ("SMED", "GART")

REFUSED: list[tuple[Exception, tuple[Any, ...], Any]] = [
    (no.UnknownProject("eng"), (), h.ReachMilestone("eng", "tegnet", MAY)),
    (no.ProjectAlreadyPlanned("mark"), (), plan("mark")),
    (other.NotACode("Eng!"), (), plan("Eng!")),
    (other.NotACode("eng-2"), (), plan("eng-2")),
    (no.NotASite(""), (), h.PlanProject("eng", "Engen", "", (), MAY)),
    (no.NotASite("Eng 1"), (), plan("eng", Site("Eng 1", 0))),
    (no.NotASite(" - "), (), plan("eng", Site(" - ", 3))),
    (no.NotASite("eng  1"), (), plan("eng", Site("Eng 1", 3), Site("eng  1", 3))),
    (refusals.TextTooLong("sites", 30), (), plan("eng", *(Site(f"E {n}", 1) for n in range(31)))),
    (refusals.EmptyText("title"), (), h.PlanProject("eng", " ", "", (EAST,), MAY)),
    (refusals.EffectiveInFuture(date(2027, 7, 2), JULY), (), plan(day=date(2027, 7, 2))),
    (no.UnknownOrganisation("PARK", BUILDERS), (),
     h.PlanProject("eng", "Engen", "PARK", (EAST,), MAY)),
    (no.UnknownOrganisation("smed", BUILDERS), (), h.ReviseProject("mark", "Nej", MAY, "smed")),
    (no.UnknownMilestone("fest", STEPS), (), h.ReachMilestone("mark", "fest", MAY)),
    (no.UnknownMilestone("fest", STEPS), (), h.SetBackProject("mark", "fest", "Nej", MAY)),
    (no.MilestoneOutOfOrder("Under tag", "Østmark 1", ("Grundsten", "Vand lagt ind")), (DRAWN,),
     h.ReachMilestone("mark", "taget", MAY)),
    (no.MilestoneAlreadyReached("Tegnet", "Vestmark 2"), (DRAWN,),
     h.ReachMilestone("mark", "tegnet", MAY, ("vestmark 2",))),
    (no.MilestoneAlreadyReached("Tegnet", "Østmark 1, Vestmark 2"), (DRAWN,), DRAWN),
    (no.MilestoneNotReached("Tegnet", "Østmark 1, Vestmark 2"), (),
     h.SetBackProject("mark", "tegnet", "Nej", MAY)),
    (no.MilestoneNotReached("Tegnet", "Vestmark 2"),
     (h.ReachMilestone("mark", "tegnet", MAY, ("Østmark 1",)),),
     h.SetBackProject("mark", "tegnet", "Nej", MAY, ("Vestmark 2",))),
    (no.BeforeWhatItFollows(APRIL, MAY), (DRAWN,), h.ReachMilestone("mark", "vand", APRIL)),
    (no.BeforeWhatItFollows(APRIL, MAY), (DRAWN,),
     h.SetBackProject("mark", "tegnet", "Nej", APRIL)),
    (no.BeforeWhatItFollows(APRIL, MAY), (DRAWN,), h.AbandonProject("mark", "Nej", APRIL)),
    (no.BeforeWhatItFollows(EARLY, DAY), (), h.ReachMilestone("mark", "tegnet", EARLY)),
    (no.BeforeWhatItFollows(MAY, JUNE),
     (DRAWN, h.SetBackProject("mark", "tegnet", "Nej", JUNE)), DRAWN),
    (no.UnknownSite("mark", "Eng 1", MARK), (),
     h.ReachMilestone("mark", "tegnet", MAY, ("Eng 1",))),
    (no.NothingRevised("mark"), (), h.ReviseProject("mark", "Nej", MAY)),
    (no.ProjectIsAbandoned("mark", MAY), (h.AbandonProject("mark", "Solgt", MAY),), DRAWN),
    (no.ProjectIsAbandoned("mark", MAY), (h.AbandonProject("mark", "Solgt", MAY),), plan("mark")),
    (other.UnknownDecision("baenk-1/1"), (), h.AbandonProject("mark", "Nej", MAY, "baenk-1/1")),
    (no.UnknownReview("sang", ("kasse", "tag")), (), review("sang")),
    (no.NotAReviewYear(2028), (), review(year=2028)),
    (no.NotAReviewYear(2026), (), review(year=2026)),
    (other.NotACode("Mark 1"), (), review(section="Mark 1")),
]  # fmt: skip


@pytest.mark.parametrize(("refusal", "before", "command"), REFUSED)
def test_refused(lodge: Lodge, refusal: Exception, before: tuple[Any, ...], command: Any) -> None:
    for one in before:
        lodge.tell(one)
    last = lodge.recorder.position()
    with pytest.raises(type(refusal)) as found:
        lodge.tell(command)
    assert found.value == refusal
    assert lodge.recorder.position() == last, "a refusal records nothing"


def test_a_site_in_use_stays(lodge: Lodge) -> None:
    finish(lodge, "Østmark 1")
    with pytest.raises(no.SiteInUse):
        lodge.tell(h.ReviseProject("mark", "Nej", JULY, None, (WEST,)))
    lodge.tell(h.ReviseProject("mark", "Ja", JULY, None, (EAST,)))


def test_who_may_not(lodge: Lodge) -> None:
    for command in (plan(), DRAWN, h.ReviseProject("mark", "Nej", MAY, "SMED"), review()):
        with pytest.raises(other.NotOfTheForum):
            lodge.tell(command, MAYOR)
    with pytest.raises(other.NotOfTheForum):
        lodge.tell(review(), CLERK)


def test_an_agreement_without_homes_has_none(ledger: Ledger) -> None:
    from partnership_helpers import TOML

    begin, end = TOML.index("[organisation.homes]"), TOML.index("[[organisation.deliverables]]")
    bare = Agreement.from_toml(TOML[:begin] + TOML[end:], "laug.toml")
    lodge = Lodge(ledger, bare).opened()
    for command in (plan(day=DAY), h.ReviewSection("mark", 2027, "kasse", True, "", DAY)):
        with pytest.raises(no.NoHomes):
            lodge.tell(command)


def test_after_the_lapse_nothing_is_recorded(lodge: Lodge) -> None:
    lodge.met(day=JUNE)
    lodge.tell(c.RecordDecision("oldermaend-1", 1, "lapse", "Slut"))
    lodge.tell(c.LapseAgreement("oldermaend-1/1", JULY, "Slut"))
    for command in (plan(), DRAWN, review()):
        with pytest.raises(other.AgreementHasLapsed):
            lodge.tell(command)
    assert progress(lodge, JULY) == (0, 12)


def test_reviews_are_owed_from_the_year_after_the_homes_are_in_use(lodge: Lodge) -> None:
    def owed(year: int, as_of: date) -> list[tuple[str, list[bool | None]]]:
        told = partnership(lodge.recorder, LAUG, lodge.recorder.position())
        return [
            (one.section, [part.in_order if part else None for _, part in one.parts])
            for one in homes.reviewed(told.reviews, told.projects, rules(), year, as_of)
        ]

    finish(lodge, "Østmark 1")
    assert owed(2027, JULY) == []
    assert owed(2028, JULY) == [("mark", [None, None])]
    lodge.tell(h.ReviewSection("gl-eng", 2027, "kasse", False, "Bilag", JUNE), GARDENER)
    lodge.tell(h.ReviewSection("gl-eng", 2027, "kasse", True, "", JULY), GARDENER)
    lodge.tell(h.ReviewSection("gl-eng", 2027, "tag", True, "", JUNE), GARDENER)
    assert owed(2027, JUNE) == [("gl-eng", [False, True])]
    assert owed(2027, JULY) == [("gl-eng", [True, True])]
    assert owed(2028, JULY) == [("gl-eng", [None, None]), ("mark", [None, None])]


def test_every_refusal_has_a_test() -> None:
    elsewhere = {no.NoHomes, no.SiteInUse}
    own = {one for one in refusals.Refusal.__subclasses__() if one.__module__ == no.__name__}
    assert {type(one) for one, _, _ in REFUSED if type(one) in own} | elsewhere == own
