"""An agreement as its own stream tells it: what was loaded and amended, in which order its
deliverables stand, and whether it has lapsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain import seals
from domain.agreements import Agreement
from domain.events import AgreementAmended, AgreementLoaded, Event
from domain.facts import ALWAYS
from domain.partnership_events import AgreementLapsed, DeliverablesPrioritised
from domain.refusals import UnknownAgreement
from domain.seals import Followed

Order = tuple[date, tuple[str, ...]]
Version = tuple[date, Agreement]


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement and what became of it. ``orders`` are the orders of priority, as recorded,
    ``versions`` the agreement with the day from which it was like that, and ``followed`` is what
    its seals need."""

    followed: Followed
    orders: tuple[Order, ...]
    versions: tuple[Version, ...]
    lapsed: AgreementLapsed | None = None

    @property
    def agreement(self) -> Agreement:
        """The agreement as it is now."""
        return self.followed.agreement

    def on(self, day: date) -> Agreement:
        """The agreement as it was on a day."""
        return on(self.versions, day)

    @property
    def order(self) -> tuple[str, ...]:
        """The codes of the deliverables, the first in priority first, by the latest decision."""
        return latest(self.orders)


def latest(orders: Sequence[Order]) -> tuple[str, ...]:
    """The order that holds among those recorded: the greatest (effective, place in the stream)."""
    return max(enumerate(orders), key=lambda one: (one[1][0], one[0]))[1][1]


def on(versions: Sequence[Version], day: date) -> Agreement:
    """The version that holds on a day: that with the greatest (effective, place in the stream) not
    after it. What was loaded holds always."""
    known = [one for one in versions if one[0] <= day]
    return max(enumerate(known), key=lambda one: (one[1][0], one[0]))[1][1]


def evolve(agreement_id: UUID, state: Standing | None, event: Event) -> Standing:
    """The agreement after one more event of its stream."""
    followed = seals.evolve(agreement_id, state.followed if state else None, event)
    match event:
        case AgreementLoaded(agreement):
            codes = tuple(one.code for one in agreement.organised.deliverables)
            return Standing(followed, ((agreement.start, codes),), ((ALWAYS, agreement),))
        case _ if state is None:
            raise UnknownAgreement
        case AgreementAmended(agreement, effective):
            codes = tuple(one.code for one in agreement.organised.deliverables)
            order = (*state.order, *(one for one in codes if one not in state.order))
            return replace(
                state, followed=followed, orders=(*state.orders, (effective, order)),
                versions=(*state.versions, (effective, agreement)),
            )  # fmt: skip
        case DeliverablesPrioritised(order, _, effective):
            return replace(state, orders=(*state.orders, (effective, order)))
        case AgreementLapsed():
            return replace(state, lapsed=event)
        case _:
            return replace(state, followed=followed)
