"""An agreement as its own stream tells it: what was loaded, in which order its deliverables stand,
and whether it has lapsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain import seals
from domain.agreements import Agreement
from domain.events import AgreementLoaded, Event
from domain.partnership_events import AgreementLapsed, DeliverablesPrioritised
from domain.refusals import UnknownAgreement
from domain.seals import Followed

Order = tuple[date, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement and what became of it. ``orders`` are the orders of priority, as recorded, and
    ``followed`` is what its seals need."""

    followed: Followed
    orders: tuple[Order, ...]
    lapsed: AgreementLapsed | None = None

    @property
    def agreement(self) -> Agreement:
        """The agreement as it was loaded."""
        return self.followed.agreement

    @property
    def order(self) -> tuple[str, ...]:
        """The codes of the deliverables, the first in priority first, by the latest decision."""
        return latest(self.orders)


def latest(orders: Sequence[Order]) -> tuple[str, ...]:
    """The order that holds among those recorded: the greatest (effective, place in the stream)."""
    return max(enumerate(orders), key=lambda one: (one[1][0], one[0]))[1][1]


def evolve(agreement_id: UUID, state: Standing | None, event: Event) -> Standing:
    """The agreement after one more event of its stream."""
    followed = seals.evolve(agreement_id, state.followed if state else None, event)
    match event:
        case AgreementLoaded(agreement):
            codes = tuple(one.code for one in agreement.organised.deliverables)
            return Standing(followed, ((agreement.start, codes),))
        case _ if state is None:
            raise UnknownAgreement
        case DeliverablesPrioritised(order, _, effective):
            return replace(state, orders=(*state.orders, (effective, order)))
        case AgreementLapsed():
            return replace(state, lapsed=event)
        case _:
            return replace(state, followed=followed)
