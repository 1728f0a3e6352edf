"""What an amendment may change in an agreement, and what it may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

import pytest
from builders import AGREEMENT, AGREEMENT_TOML, MEMBER, TODAY, member_id
from msgspec.structs import replace
from partnership_helpers import LAUG
from partnership_helpers import TOML as LAUG_TOML

from domain import amendments, standing
from domain import refusals as no
from domain.agreements import Agreement, Theme
from domain.amendments import AmendAgreement, Change, changes
from domain.events import AgreementAmended, AgreementLoaded
from domain.members import Member
from domain.refusals import Refusal

DAY = date(2017, 3, 1)
MEASURED = """
[[indicators]]
id = "e-maerker"
goal = "M1"
title = "Boliger med mærke E eller lavere"
unit = "%"
target = "20"
"""


def havneby(*edits: tuple[str, str], more: str = "") -> Agreement:
    """The invented agreement, with words of its file in the place of others."""
    text = reduce(lambda words, edit: words.replace(*edit), edits, AGREEMENT_TOML)
    return Agreement.from_toml(text + more, "ny.toml")


def lauget(*edits: tuple[str, str], more: str = "") -> Agreement:
    text = reduce(lambda words, edit: words.replace(*edit), edits, LAUG_TOML)
    return Agreement.from_toml(text + more, "ny.toml")


@dataclass(frozen=True, slots=True)
class Standing:
    """``loaded(agreement).then(...)`` amendments; then decide on one more."""

    told: standing.Standing

    def then(self, new: Agreement, effective: date = DAY) -> Standing:
        event = AgreementAmended(new, effective, "r")
        return Standing(standing.evolve(new.id, self.told, event))

    def decide(
        self, new: Agreement, effective: date = DAY, actor: Member = MEMBER, reason: str = "Ny"
    ) -> Any:
        command = AmendAgreement(new, effective, reason)
        return amendments.decide(self.told, actor, TODAY, command)


def loaded(agreement: Agreement = AGREEMENT) -> Standing:
    return Standing(standing.evolve(agreement.id, None, AgreementLoaded(agreement)))


THEME = 'themes = [{code = "3", title = "Klima"}, '
MAY = {
    "another title": havneby(("Havnebyaftalen 2015-2018", "Havnebyaftalen 2015-2019")),
    "a later end": havneby(("2018-12-31", "2019-12-31")),
    "a theme": havneby(("themes = [", THEME)),
    "a theme's words": havneby(("Energi", "Energi og klima")),
    "a unit": havneby(("units = [", 'units = [{code = "ØKF", name = "Økonomi", party = "KK"},')),
    "a section": havneby(
        ("sections = [", 'sections = [{letter = "K", title = "K", kind = "intent", words = []},')
    ),
    "a step": havneby(
        ("scale = [", 'scale = [{label = "Delvist opfyldt", kinds = ["measurable"]},')
    ),
    "an alias": havneby(("energimærker", "mærker")),
    "no names": havneby(
        ('goals = [{number = "M1", title = "E-mærker", aliases = ["energimærker"], '
         'words = ["energi"]}]', "")
    ),
    "indicators": havneby(more=MEASURED),
    "an organisation": replace(AGREEMENT, organisation=LAUG.organised),
}  # fmt: skip


@pytest.mark.parametrize("what", MAY)
def test_what_may_be_amended(what: str) -> None:
    new = MAY[what]
    assert loaded().decide(new) == (AgreementAmended(new, DAY, "Ny"),)
    assert loaded().then(new).decide(new) == ()


FORUM = """
[[organisation.forums]]
code = "vandlaug"
title = "Vandlauget"
cadence = [{meetings = 1, per = "half-year"}]
"""
FEAST = '[[organisation.deliverables]]\ncode = "fest"'
SONG = '[[organisation.deliverables]]\ncode = "sang"\ntitle = "Sang"\nforum = "baenk"\n\n'
MAY_OF_LAUG = {
    "a forum": lauget(more=FORUM),
    "a deliverable": lauget((FEAST, SONG + FEAST)),
    "the secretariat": lauget(('secretariat = "VAND"', 'secretariat = "PARK"')),
    "more seats": lauget(
        ('seats = [{unit = "GART"}]', 'seats = [{unit = "GART"}, {unit = "VAND", seats = 1}]')
    ),
    "what a deliverable is called": lauget(("Høstfest", "Gårdfest")),
}


@pytest.mark.parametrize("what", MAY_OF_LAUG)
def test_what_may_be_amended_of_an_organisation(what: str) -> None:
    new, day = MAY_OF_LAUG[what], date(2027, 3, 1)
    told = loaded(LAUG)
    command = AmendAgreement(new, day, "Ny")
    assert amendments.decide(told.told, MEMBER, day, command) == (AgreementAmended(new, day, "Ny"),)


MEASURED_ONE = havneby(more=MEASURED)
MAY_NOT: list[tuple[Agreement, Agreement, tuple[str, ...]]] = [
    (AGREEMENT, havneby(("2015-01-01", "2016-01-01")), ("start",)),
    (AGREEMENT, havneby(("2018-12-31", "2018-06-30")), ("end",)),
    (AGREEMENT, havneby((', {code = "2", title = "Energi"}', "")), ("themes.2",)),
    (AGREEMENT, havneby(('kind = "analysis"', 'kind = "measurable"')), ("sections.A.kind",)),
    (AGREEMENT, havneby(('"I proces", kinds = ["analysis", "measurable"]',
                         '"I proces", kinds = ["analysis"]')), ("scale.I proces.kinds",)),
    (AGREEMENT, havneby(("fulfilled = true", "fulfilled = false")), ("scale.Opfyldt.fulfilled",)),
    (AGREEMENT, havneby(("Indtænkes", "Tænkes ind")), ("scale.Indtænkes",)),
    (AGREEMENT, havneby(("scale = [", 'scale = [{label = "Væk", kinds = [], withdrawn = true},')),
     ("scale",)),
    (AGREEMENT, havneby(('{code = "1", title = "Boliger"}, {code = "2", title = "Energi"}',
                         '{code = "2", title = "Energi"}, {code = "1", title = "Boliger"}')),
     ("themes",)),
    (AGREEMENT, havneby(('{code = "SOF", name = "Social", party = "KK"}',
                         '{code = "SOF", name = "Social", party = "BL\'s 1. kreds"}')),
     ("units.SOF.party",)),
    (MEASURED_ONE, havneby(more=MEASURED.replace('"%"', '"boliger"')),
     ("indicators.e-maerker.unit",)),
    (MEASURED_ONE, AGREEMENT, ("indicators",)),
    (LAUG, replace(LAUG, organisation=replace(LAUG.organised, forums=LAUG.organised.forums[:2])),
     ("organisation.forums.gartnerlag", "organisation.forums.gaardraad")),
    (LAUG, lauget(('"smedeskik"\ntitle = "Smedeskik"\nforum = "baenk"',
                   '"smedeskik"\ntitle = "Smedeskik"\nforum = "gartnerlag"')),
     ("organisation.deliverables.smedeskik.forum",)),
    (LAUG, lauget(("approvals = 2", "approvals = 1")), ("organisation.approval.approvals",)),
    (LAUG, lauget(('cadence = [{meetings = 1, per = "quarter"}]', "cadence = []")),
     ("organisation.forums.baenk.cadence",)),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "places"), MAY_NOT, ids=[str(one[2]) for one in MAY_NOT])
def test_what_may_not_be_amended(old: Agreement, new: Agreement, places: tuple[str, ...]) -> None:
    with pytest.raises(no.MayNotBeAmended) as found:
        amendments.decide(loaded(old).told, MEMBER, date(2027, 3, 1),
                          AmendAgreement(new, max(DAY, old.start), "Ny"))  # fmt: skip
    assert found.value == no.MayNotBeAmended(places)


NEW = MAY["a theme"]
LONG = MAY["a later end"]
REFUSED: list[tuple[Standing, dict[str, Any], Refusal]] = [
    (loaded(), {"actor": Member(member_id(7), "TMF", "tovholder")},
     no.SecretariatOnly("AmendAgreement")),
    (loaded(), {"effective": date(2019, 1, 2)}, no.EffectiveInFuture(date(2019, 1, 2), TODAY)),
    (loaded(), {"effective": date(2014, 12, 31)}, no.EffectiveOutsideAgreement(
        date(2014, 12, 31), date(2015, 1, 1), date(2019, 1, 1))),
    (loaded().then(LONG), {"effective": date(2017, 2, 28)},
     no.AmendedSince(date(2017, 2, 28), DAY)),
    (loaded(), {"reason": " "}, no.EmptyText("reason")),
    (loaded(), {"reason": "\x07"}, no.UnprintableText("reason")),
]  # fmt: skip


@pytest.mark.parametrize(("told", "how", "refusal"), REFUSED, ids=lambda x: str(x)[:40])
def test_refused(told: Standing, how: dict[str, Any], refusal: Refusal) -> None:
    with pytest.raises(type(refusal)) as found:
        told.decide(NEW, **how)
    assert found.value == refusal


def test_the_agreement_on_a_day() -> None:
    told = loaded().then(NEW).then(LONG, date(2017, 5, 1)).then(AGREEMENT, date(2017, 5, 1))
    days = [date(1900, 1, 1), date(2017, 2, 28), DAY, date(2017, 4, 30), date(2017, 5, 1)]
    assert [told.told.on(day) for day in days] == [AGREEMENT, AGREEMENT, NEW, NEW, AGREEMENT]
    assert told.told.agreement == AGREEMENT


def test_the_changes_are_told_by_their_places() -> None:
    new = havneby(("2018-12-31", "2019-12-31"), ("Energi", "Klima"), ("energimærker", "mærker"))
    theme = Theme("3", "Støj")
    assert changes(AGREEMENT, replace(new, themes=(*new.themes, theme))) == [
        Change("end", "end", "2018-12-31", "2019-12-31"),
        Change("themes.2.title", "themes.*.title", "Energi", "Klima"),
        Change("themes.3", "themes.*", None, "Støj"),
        Change("goals.M1.aliases", "goals.*.aliases", "energimærker", "mærker"),
    ]


def test_new_deliverables_come_last_in_the_order() -> None:
    new = MAY_OF_LAUG["a deliverable"]
    told = loaded(LAUG).then(new, date(2027, 3, 1))
    assert told.told.order == ("regnplan", "smedeskik", "fest", "sang")
