"""What the outbox tells: to whom, and in which words, drawn when it is sent.

A row holds data: which round, which member. Its words are made of what is known at the moment of
sending, so that a message that had to wait is not out of date, and nobody is reminded who has
answered meanwhile.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from bot import kit, round_blocks, sealed
from bot.desk import Desk
from bot.kit import Message
from bot.rounds import asked_of, round_key
from bot.words import mrkdwn, say
from domain.quarters import Quarter
from domain.rounds import Round
from projections import copenhagen
from projections.bilag1 import Row
from projections.directory import Listed
from projections.links import Person
from projections.open_ends import OpenEnds
from projections.outbox import Due, Notice, Outbox, lane_of
from projections.progress import Progress

OWN_WORK = frozenset({"rounds", "remind"})
"""Rows that are told to nobody: they lead to other rows."""

KEPT = frozenset({"ask", "progress", "card", sealed.MESSAGE})
"""Messages of which it is known where they stand."""

REMINDED_AT = 9
"""The hour in Copenhagen at which reminders go out."""


class Letter(NamedTuple):
    """A message, and the mark by which it is known that it would look the same."""

    message: Message
    digest: str


CLOSED = "closed"
"""The mark of messages about a closed round or a seal: they are final."""


def letter(desk: Desk, due: Due, posted: bool) -> Letter | None:
    """The message of a row; None where there is nothing to tell any more.

    ``posted`` says that the message stands in Slack, and is brought up to date.
    """
    member = recipient(desk, due)
    if member is None and not _to_all(desk, due):
        return None
    if due.kind == sealed.MESSAGE:
        made = sealed.of(desk, due.payload)
        return Letter(sealed.message(made), CLOSED) if made else None
    found = _round(desk, due.payload)
    if found is None:
        return None
    if not found.open and not posted:
        return None
    return _drawn(desk, desk.progress(found), due.kind, member)


def recipient(desk: Desk, due: Due) -> Listed | None:
    """The member that the row is for; None for one who is not there any more, or another now."""
    member = desk.member(Person(due.team, due.to))
    stays = member is not None and str(member.id) == due.member and not member.released
    return member if stays else None


def reachable(desk: Desk, due: Due) -> bool:
    """Whether the row may be told: to its member, or in a channel that is open to all."""
    return recipient(desk, due) is not None or _to_all(desk, due)


def _to_all(desk: Desk, due: Due) -> bool:
    return not due.member and due.to in desk.channels


def _drawn(desk: Desk, progress: Progress, kind: str, member: Listed | None) -> Letter | None:
    """The message about a round to a member; without one, to a channel."""
    quarter, fallback = progress.round.quarter, f"round.fallback.{kind}"
    if member is None or kind == "progress":
        blocks = list(round_blocks.progressed(progress, closing=member is not None))
    elif kind == "nudge":
        missing, open_ends = _missing(progress, member), _open(desk, member)
        if not progress.round.open or not (missing or open_ends):
            return None
        blocks = list(round_blocks.nudge(progress, missing, open_ends))
        fallback = fallback if missing else "round.fallback.open"
    else:
        blocks = list(round_blocks.asked(progress, asked_of(progress, member)))
    cut = kit.context(mrkdwn("blocks.cut"))
    message = kit.message(say(fallback, quarter=quarter), blocks, cut)
    return Letter(message, digest(message) if progress.round.open else CLOSED)


def digest(message: Message) -> str:
    """The mark of a message: the hash of its words."""
    told = json.dumps([message.text, message.blocks], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def following(desk: Desk, outbox: Outbox, due: Due, team: str) -> list[Notice]:
    """What a row of our own work leads to; ``team`` is the workspace where the channels are."""
    if due.kind == "remind":
        found = _round(desk, due.payload)
        return list(_nudges(desk, due, found)) if found and found.open else []
    rounds = desk.rounds.all(desk.agreement.id)
    told = [notice for found in rounds for notice in _changed(desk, outbox, found, team)]
    return [*told, *sealed.notices(desk, due.made_at, team)]


def _changed(desk: Desk, outbox: Outbox, found: Round, team: str) -> Iterator[Notice]:
    """The messages of a round that are to be sent, or look otherwise now. Those of a closed round
    are only brought up to date, once."""
    notices = {notice.key: (notice, member) for notice, member in _recipients(desk, found, team)}
    posts = outbox.posts(*notices)
    if not found.open and all(post.digest == CLOSED for post in posts.values()):
        return
    progress, failing = desk.progress(found), outbox.failing()
    for key, (notice, member) in notices.items():
        post = posts.get(key)
        if key in failing or not (post or (found.open and _has_goals(progress, member))):
            continue
        drawn = _drawn(desk, progress, notice.kind, member)
        if drawn is not None and (post is None or post.digest != drawn.digest):
            yield notice


def _recipients(desk: Desk, found: Round, team: str) -> Iterator[tuple[Notice, Listed | None]]:
    """Whoever may have a message about the round: tovholdere, the secretariat, and its channel."""
    linked, name = desk.links.linked(), round_key(desk.agreement.id, found)
    if found.channel in desk.channels:
        channel = Person(team, found.channel)
        key = f"progress:{name}:{team}:{found.channel}"
        yield _notice(key, "progress", found, None, channel, again=True), None
    for member in desk.directory.members():
        if member.released or member.role not in ("tovholder", "secretariat"):
            continue
        kind = "progress" if member.role == "secretariat" else "ask"
        for person in linked.get(member.id, ()):
            key = f"{kind}:{name}:{person.team}:{person.user}"
            yield _notice(key, kind, found, member.id, person, again=True), member


def _has_goals(progress: Progress, member: Listed | None) -> bool:
    return member is None or member.role != "tovholder" or bool(asked_of(progress, member).rows)


def _nudges(desk: Desk, due: Due, found: Round) -> Iterator[Notice]:
    linked, progress = desk.links.linked(), desk.progress(found)
    for member in desk.directory.members():
        if member.released or not (_missing(progress, member) or _open(desk, member)):
            continue
        for person in linked.get(member.id, ()):
            key = f"nudge{due.key.removeprefix('remind')}:{person.team}:{person.user}"
            yield _notice(key, "nudge", found, member.id, person)


def _missing(progress: Progress, member: Listed) -> tuple[Row, ...]:
    """The member's goals in the round that nobody has reported on yet."""
    own = (one.missing for one in progress.asked if one.member.id == member.id)
    return next(own, ())


def _open(desk: Desk, member: Listed) -> OpenEnds:
    """What was decided, led to nothing, and is the member's to go on with."""
    return OpenEnds() if member.role == "auditor" else desk.open_now().of(member.id, member.unit)


def _notice(
    key: str, kind: str, found: Round, member: UUID | None, person: Person, again: bool = False
) -> Notice:
    payload = {"quarter": str(found.quarter), "times": found.times}
    lane = lane_of(found.agreement, person.user)
    return Notice(key, kind, person.team, lane, str(member or ""), payload, again)


def reminders(desk: Desk, now: int) -> list[Notice]:
    """The reminders whose time has come, of the open rounds: the latest one of each.

    A reminder whose time had gone when the round got its deadline is not sent, and none after it.
    """
    found = []
    for round_ in desk.rounds.open(desk.agreement.id):
        since = desk.rounds.since(desk.agreement.id, round_.quarter)
        times = {
            days: copenhagen.morning(round_.deadline - timedelta(days=days), REMINDED_AT)
            for days in round_.remind
        }
        come = [days for days, at in times.items() if since <= at <= now]
        if come and now <= copenhagen.end_of_day(round_.deadline):
            key = f"remind:{round_key(desk.agreement.id, round_)}:{round_.deadline}:{min(come)}"
            payload = {"quarter": str(round_.quarter), "times": round_.times}
            found.append(Notice(key, "remind", "", str(desk.agreement.id), "", payload))
    return found


def _round(desk: Desk, payload: dict[str, Any]) -> Round | None:
    """The round that a row is about; None where it has been opened anew since."""
    found = desk.rounds.one(desk.agreement.id, Quarter.parse(payload["quarter"]))
    return found if found and found.times == payload["times"] else None
