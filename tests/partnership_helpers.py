"""An invented partnership, like neither of the bundled ones: no code knows any of the three."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from builders import by, member_id, micros
from msgspec.structs import replace

from domain import partnership_commands as c
from domain.agreements import Agreement
from domain.ledger import Ledger
from domain.members import AddMember
from domain.recording import Moment, Outcome
from domain.work import LoadAgreement

TOML = """
slug = "gaardlaug"
title = "Gårdlaugsaftalen"
report_title = "Laugets leverancer"
start = 2027-02-01
end = 2036-01-31
parties = [{code = "BY", name = "Byen"}, {code = "LAUG", name = "Lauget"}]
units = [
    {code = "PARK", name = "Parkforvaltningen", party = "BY"},
    {code = "VAND", name = "Vandforsyningen", party = "BY"},
    {code = "SMED", name = "Smedene", party = "LAUG"},
    {code = "GART", name = "Gartnerne", party = "LAUG"},
]
sections = [{letter = "G", title = "Gårde", kind = "measurable", words = ["gårde"]}]
themes = [{code = "vand", title = "Regnvand"}]
scale = [{label = "Nået", kinds = ["measurable"], fulfilled = true}]

[organisation]
approval = {forum = "oldermaend", approvals = 2, by_decision = false}
lapse = {condition = "Der er ingen gårde tilbage", forum = "oldermaend"}

[[organisation.forums]]
code = "oldermaend"
title = "Oldermændene"
secretariat = "VAND"
seats = [{unit = "BY", seats = 2}, {unit = "LAUG"}]
cadence = [
    {meetings = 2, per = "half-year", to_year = 2}, {meetings = 1, per = "year", from_year = 3},
]

[[organisation.forums]]
code = "baenk"
title = "Bænken"
reports_to = "oldermaend"
seats = [{unit = "SMED", seats = 1}, {unit = "PARK", seats = 1}]
cadence = [{meetings = 1, per = "quarter"}]

[[organisation.forums]]
code = "gartnerlag"
title = "Gartnerlaget"
seats = [{unit = "GART"}]

[[organisation.forums]]
code = "gaardraad"
title = "Gårdråd"
per_project = true
seats = [{unit = "GART", seats = 1}, {unit = "PARK"}]

[[organisation.targets]]
code = "gaarde"
title = "Gårde under ét tag"
amount = 40
by = 2036-01-31

[organisation.homes]
target = "gaarde"
forum = "baenk"
committee = "gaardraad"
finished = "taget"
organisations = ["SMED", "GART"]
milestones = [
    {code = "tegnet", title = "Tegnet"},
    {code = "grundsten", title = "Grundsten", after = ["tegnet"]},
    {code = "vand", title = "Vand lagt ind", after = ["tegnet"]},
    {code = "taget", title = "Under tag", after = ["grundsten", "vand"]},
]
reviewed_by = "gartnerlag"
reviews = [{code = "kasse", title = "Kassen"}, {code = "tag", title = "Taget"}]

[[organisation.deliverables]]
code = "regnplan"
title = "Regnplan"
forum = "baenk"
theme = "vand"
contributing = ["gartnerlag"]

[[organisation.deliverables]]
code = "smedeskik"
title = "Smedeskik"
forum = "baenk"

[[organisation.deliverables]]
code = "fest"
title = "Høstfest"
forum = "gartnerlag"

[organisation.workflow]
initial = "ide"
states = [
    {code = "ide", title = "Idé"}, {code = "paa-baenken", title = "På bænken", forum = "baenk"},
    {code = "forelagt", title = "Forelagt", forum = "oldermaend"},
    {code = "vedtaget", title = "Vedtaget", final = true},
    {code = "glemt", title = "Glemt", final = true},
]
steps = [
    {action = "draft", from = ["ide", "paa-baenken"], to = "paa-baenken", by = ["responsible", "contributing"]},
    {action = "contribute", from = ["paa-baenken"], to = "paa-baenken"},
    {action = "hand", from = ["paa-baenken"], to = "forelagt", by = ["responsible", "secretariat"]},
    {action = "return", from = ["forelagt"], to = "paa-baenken", by = ["oldermaend"]},
    {action = "approve", from = ["forelagt"], to = "vedtaget"},
    {action = "withdraw", from = ["ide", "paa-baenken"], to = "glemt", by = ["oldermaend"]},
]
"""  # noqa: E501

LAUG = Agreement.from_toml(TOML, "gaardlaug.toml")


def with_rule(**rule: Any) -> Agreement:
    """The invented agreement with another rule of approval."""
    organised = LAUG.organised
    assert organised.approval is not None
    approval = replace(organised.approval, **rule)
    return replace(LAUG, organisation=replace(organised, approval=approval))


SECRETARY = member_id(1)
MAYOR, CLERK, PARKER, SMITH, GARDENER, MASTER, AUDITOR = (member_id(n) for n in range(2, 9))
MEMBERS = {
    MAYOR: ("BY", "tovholder"),
    CLERK: ("VAND", "tovholder"),
    PARKER: ("PARK", "tovholder"),
    SMITH: ("SMED", "tovholder"),
    GARDENER: ("GART", "tovholder"),
    MASTER: ("LAUG", "tovholder"),
    AUDITOR: ("PARK", "auditor"),
}
FIRST = date(2027, 2, 1)
DAY = date(2027, 3, 1)


def sha(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


@dataclass(slots=True)
class Lodge:
    """A ledger in use by the invented partnership; the day is set by whoever acts."""

    ledger: Ledger
    agreement: Agreement = LAUG
    today: date = DAY
    told: int = 0
    prefix: str = "lodge"

    @property
    def recorder(self) -> Any:
        return self.ledger.recorder

    def opened(self) -> Lodge:
        self.tell(LoadAgreement(self.agreement, "sekretariat"))
        for member, (unit, role) in MEMBERS.items():
            self.tell(AddMember(member, unit, role))  # type: ignore[arg-type]
        return self

    def seated(self) -> Lodge:
        """Everybody in a seat: the mayor and the master approve, bench and gardeners work."""
        for forum, member, unit in (
            ("oldermaend", MAYOR, "BY"), ("oldermaend", MASTER, "LAUG"), ("baenk", SMITH, "SMED"),
            ("baenk", PARKER, "PARK"), ("gartnerlag", GARDENER, "GART"),
        ):  # fmt: skip
            self.tell(c.TakeSeat(forum, member, unit, FIRST))
        return self

    def tell(self, command: Any, actor: UUID = SECRETARY, command_id: str = "") -> Outcome:
        self.told += 1
        now = micros(self.today.year, self.today.month, self.today.day) + self.told * 1_000_000
        who = by(command_id or f"{self.prefix}-{self.told}", actor)
        return self.ledger.handle(self.agreement.id, command, who, Moment(now, self.today))

    def submitted(self, words: str = "v1", code: str = "regnplan") -> str:
        """A version that the smith drafted and the parker handed on; its SHA-256."""
        self.tell(c.DraftDeliverable(code, f"{words}.docx", sha(words)), SMITH)
        self.tell(c.HandDeliverable(code, sha(words)), PARKER)
        return sha(words)

    def met(self, forum: str = "oldermaend", number: int = 1, day: date | None = None) -> str:
        """A meeting that was called and held; its name."""
        self.tell(c.CallMeeting(forum, number, day or self.today, "09:00", 60, "Smedjen",
                                ("Sager", "Eventuelt"), (MAYOR,)))  # fmt: skip
        self.tell(c.HoldMeeting(f"{forum}-{number}", (MAYOR, MASTER), (SMITH,)))
        return f"{forum}-{number}"
