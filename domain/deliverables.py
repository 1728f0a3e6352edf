"""Deliverables, as their events tell them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain import partnership_events as e
from domain.partnership_refusals import UnknownDeliverable


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A deliverable as the rules need it.

    ``draft`` counts its versions and ``sha256`` is that of the last; ``submitters`` drafted that
    version or handed it on, ``approvers`` approved it since it was last sent back.
    """

    code: str
    state: str
    forum: str
    contributing: tuple[str, ...]
    since: date
    draft: int = 0
    sha256: str = ""
    submitters: frozenset[UUID] = frozenset()
    approvers: tuple[UUID, ...] = ()


def evolve(stream: UUID, state: Deliverable | None, event: e.DeliverableEvent) -> Deliverable:
    """The deliverable after one more event of its stream."""
    if isinstance(event, e.DeliverablePlanned):
        return Deliverable(event.code, event.state, event.forum, event.contributing,
                           event.effective)  # fmt: skip
    if state is None:
        raise UnknownDeliverable(str(stream), ())
    one = replace(state, state=event.state, since=event.effective)
    match event:
        case e.DeliverableDrafted(draft, _, sha256, by):
            return replace(one, draft=draft, sha256=sha256, submitters=frozenset({by}),
                           approvers=())  # fmt: skip
        case e.DeliverableHanded(_, _, _, by):
            return replace(one, submitters=one.submitters | {by})
        case e.DeliverableApprovalGiven():
            return replace(one, approvers=(*one.approvers, event.by))
        case e.DeliverableReturned():
            return replace(one, approvers=())
        case _:
            return one
