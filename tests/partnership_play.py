"""Random members who say random things to a partnership; most of it is refused, and rightly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from partnership_helpers import (
    CLERK,
    GARDENER,
    MASTER,
    MAYOR,
    MEMBERS,
    PARKER,
    SECRETARY,
    SMITH,
    Lodge,
    sha,
)

from domain import home_commands as h
from domain import partnership_commands as c
from domain.home_events import Site
from domain.members import ReleaseMember
from domain.refusals import Refusal

PEOPLE = [SECRETARY, *MEMBERS]
DRAFTS = [sha(str(n)) for n in range(4)]
DELIVERABLES = ("regnplan", "smedeskik", "fest")
FORUMS = ("oldermaend", "baenk", "gartnerlag", "gaardraad-nord")
SEATS = ((SMITH, "LAUG"), (PARKER, "BY"), (MAYOR, "BY"), (MASTER, "LAUG"), (CLERK, "BY"),
         (GARDENER, "LAUG"), (PARKER, "PARK"), (SMITH, "SMED"), (GARDENER, "GART"))  # fmt: skip
UNITS = ("BY", "LAUG", "PARK", "SMED", "GART")
MILESTONES = ("tegnet", "grundsten", "vand", "taget")
SITES = (Site("Eng", 3), Site("Mose", 5), Site("Bakke", 2))


STEPS = {c.DraftDeliverable: "draft", c.ContributeToDeliverable: "draft", c.HandDeliverable: "hand",
         c.ReturnDeliverable: "draft", c.WithdrawDeliverable: "end"}  # fmt: skip
"""How far a deliverable is after a command about it."""


@dataclass(slots=True)
class Heard:
    """What members have heard, so that much of what they say gets somewhere.

    ``lying`` is the version that lies there of each deliverable, ``stage`` how far it is;
    ``decided`` are the decisions of each kind and what they are about; ``minuted`` are the last
    minutes of meetings, ``agreed`` the meetings whose minutes are approved.
    """

    lying: dict[str, str] = field(default_factory=dict)
    stage: dict[str, str] = field(default_factory=dict)
    called: Counter[str] = field(default_factory=Counter)
    held: list[str] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)
    minuted: dict[str, str] = field(default_factory=dict)
    agreed: list[str] = field(default_factory=list)
    decided: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    planned: bool = False

    def take(self, said: Any) -> None:
        """Hear what was recorded."""
        if type(said) in STEPS:
            self.stage[said.deliverable] = STEPS[type(said)]
        match said:
            case c.DraftDeliverable(code, _, sha256):
                self.lying[code] = sha256
                self.decided["approved", code].clear()
            case c.CallMeeting(forum, number):
                self.called[forum] = number
            case c.HoldMeeting(meeting):
                self.held.append(meeting)
            case c.RecordDecision(meeting, _, kind):
                self.made[meeting] += 1
                about = said.refers[0].removeprefix("deliverable:")
                self.decided[kind, about].append(f"{meeting}/{self.made[meeting]}")
            case c.DraftMinutes(meeting, sha256):
                self.minuted[meeting] = sha256
            case c.ApproveMinutes(meeting):
                self.agreed.append(meeting)
            case h.PlanProject():
                self.planned = True

    @property
    def due(self) -> list[tuple[str, str]]:
        """Meetings, most with minutes, each with another of the forum that perhaps may approve."""
        likely = [*self.held, *[*self.minuted] * 3]
        return [(told_of, at) for told_of in likely for at in self.held
                if at != told_of and at.rsplit("-", 1)[0] == told_of.rsplit("-", 1)[0]]  # fmt: skip


def command(chance: Random, today: date, heard: Heard) -> Any:
    """Something that somebody may say: most of it of what was heard, some of it out of the air."""

    def likely(heard_of: Sequence[str], else_: str) -> str:
        return chance.choice(heard_of) if heard_of and chance.random() < 0.85 else else_

    one = chance.choice(("regnplan", "regnplan", *DELIVERABLES))
    new, forum = chance.choice(DRAFTS), chance.choice(("oldermaend", "oldermaend", *FORUMS))
    draft = likely([heard.lying[one]] if one in heard.lying else (), new)
    member, unit = chance.choice(PEOPLE), chance.choice(UNITS)
    sits, of = chance.choice((*SEATS, *SEATS, (member, unit)))
    day = today + timedelta(days=chance.choice((-3, 0, 0, 0, 0, 0, 5)))
    number = heard.called[forum] + chance.choice((0, 1, 1, 1, 2))
    called = [f"{code}-{n}" for code, last in heard.called.items() for n in range(1, last + 1)]
    meeting = likely(called, f"{forum}-{chance.randint(1, 2)}")
    waiting = likely([one for one in called if one not in heard.held], meeting)
    sat = likely(heard.held, meeting)
    told_of, later = chance.choice(heard.due or [(likely([*heard.minuted], sat), sat)])
    wild = f"oldermaend-1/{chance.randint(1, 4)}"
    decision = likely([name for some in heard.decided.values() for name in some], wild)
    agreed = likely(heard.decided["approved", one], chance.choice(("", decision)))
    kind = chance.choice(("approved", "approved", "prioritised", "lapse", "other"))
    about = (f"deliverable:{one}", *chance.choice(((), (), ("project:nord",))))
    at = chance.choice(((), (), ("eng",), ("Mose",)))
    options = {
        "draft": lambda: c.DraftDeliverable(one, "fil", new),
        "contribute": lambda: c.ContributeToDeliverable(one, "gartnerlag", draft, "Ord"),
        "hand": lambda: c.HandDeliverable(one, draft),
        "approve": lambda: c.ApproveDeliverable(one, draft, agreed),
        "return": lambda: c.ReturnDeliverable(one, draft, "Uklar"),
        "withdraw": lambda: c.WithdrawDeliverable(one, "Opgivet"),
        "sit": lambda: c.TakeSeat(forum, sits, of, day, chance.choice((None,) * 6 + (member,))),
        "rise": lambda: c.ReleaseSeat(forum, chance.choice((MAYOR, MASTER, member)), day, "Ny"),
        "set up": lambda: c.SetUpForum("gaardraad", "nord", "Nord", day),
        "call": lambda: c.CallMeeting(forum, number, day, "09:00", 60, "Her", ("a",), (member,)),
        "move": lambda: c.MoveMeeting(meeting, "Sygdom", day),
        "cancel": lambda: c.CancelMeeting(meeting, "Nej"),
        "hold": lambda: c.HoldMeeting(waiting, (member,)),
        "decide": lambda: c.RecordDecision(
            sat, 1, kind, "Ja", refers=about, responsible="BY",
            supersedes=chance.choice((None, None, None, None, decision)),
        ),
        "done": lambda: c.FinishFollowUp(decision, day, "Gjort"),
        "minutes": lambda: c.DraftMinutes(sat, draft, "Ord"),
        "minutes approved": lambda: c.ApproveMinutes(
            told_of, likely([later], meeting), heard.minuted.get(told_of, chance.choice(("", new)))
        ),
        "addendum": lambda: c.AddToMinutes(likely(heard.agreed, sat), "Mere"),
        "order": lambda: c.PrioritiseDeliverable(
            one, chance.randint(1, 3), likely(heard.decided["prioritised", one], decision), day
        ),
        "lapse": lambda: c.LapseAgreement(
            likely(heard.decided["lapse", one], decision), day, "Slut"
        ),
        "plan": lambda: h.PlanProject("nord", "Nord", chance.choice(("", "SMED", "Tømrer")),
                                      SITES[: chance.randint(1, 2)], day),
        "revise": lambda: h.ReviseProject("nord", "Ny", day, chance.choice((None, "GART", "?")),
                                          SITES[chance.randint(0, 1) :]),
        "reach": lambda: h.ReachMilestone("nord", chance.choice(MILESTONES), day, at),
        "set back": lambda: h.SetBackProject("nord", chance.choice(MILESTONES), "Nej", day, at),
        "abandon": lambda: h.AbandonProject("nord", "Solgt", day, agreed),
        "review": lambda: h.ReviewSection("nord", chance.choice((2027, 2028)),
                                          chance.choice(("kasse", "tag")),
                                          chance.random() < 0.5, "", day),
        "release": lambda: ReleaseMember(chance.choice(PEOPLE[1:]), ""),
    }  # fmt: skip
    often = dict.fromkeys(options, 2.0) | WEIGHTS | BY_STAGE.get(heard.stage.get(one, ""), {})
    often |= {"reach": 16, "set back": 2} if heard.planned else {"plan": 8}
    often |= {} if heard.held else {"call": 12, "hold": 20, **dict.fromkeys(MEETINGS, 0.5)}
    return chance.choices([*options.values()], [often[name] for name in options])[0]()


WEIGHTS = {"sit": 7, "rise": 4, "call": 8, "hold": 14, "decide": 14, "minutes": 4, "order": 3,
           "minutes approved": 8, "lapse": 1.5, "release": 0.1, "abandon": 0.3, "cancel": 0.5,
           "approve": 6, "withdraw": 0.3, "set up": 1, "review": 3}  # fmt: skip
BY_STAGE = {"": {"draft": 20}, "draft": {"hand": 20, "contribute": 4},
            "hand": {"approve": 40, "return": 2}}  # fmt: skip
MEETINGS = ("decide", "minutes", "minutes approved", "addendum", "done", "order", "lapse")
"""How often what is said, where 2 is usual; what more, as far as the deliverable is that it is
about; and what is seldom said before a meeting was held."""


def actor(chance: Random, said: Any) -> UUID:
    """Anybody; most often somebody who has a chance."""
    likely = {
        c.DraftDeliverable: (SMITH, PARKER, GARDENER), c.HandDeliverable: (PARKER, SMITH),
        c.ApproveDeliverable: (MAYOR, MAYOR, MASTER, MASTER, PARKER, SMITH),
        c.ReturnDeliverable: (MAYOR, MASTER), c.ContributeToDeliverable: (GARDENER,),
        h.ReviewSection: (GARDENER, SECRETARY),
    }  # fmt: skip
    wanted = likely.get(type(said), (SECRETARY, SECRETARY, CLERK))
    return chance.choice(wanted if chance.random() < 0.75 else PEOPLE)


def play(lodge: Lodge, chance: Random, length: int) -> Counter[str]:
    """Say so many things; how often each refusal was the answer."""
    refused, heard = Counter[str](), Heard()
    for _ in range(length):
        lodge.today += timedelta(days=chance.choice((0, 0, 0, 1, 4)))
        said = command(chance, lodge.today, heard)
        try:
            lodge.tell(said, actor(chance, said))
        except Refusal as refusal:
            refused[type(refusal).__name__] += 1
        else:
            heard.take(said)
    return refused
