"""The report that a round ended with, for whoever followed the round: the count, and the files.

The message and its files are a row of the outbox each, so that a file that must wait does not tell
the message again. What is sent is the PDF that the seal kept, byte for byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from bot import files, kit
from bot.basis import basis
from bot.desk import Desk
from bot.kit import Message
from bot.overviews import counts
from bot.words import mrkdwn, say
from domain.quarters import Quarter
from projections import sealing
from projections.bilag1 import Bilag1
from projections.links import Person
from projections.memo_questions import measured_bilag1
from projections.outbox import Notice, lane_of
from projections.sealing import Seal

MESSAGE, FILES = "sealed", "sealed-files"


class FileLost(Exception):
    """The store does not hold the bytes that were sealed."""


class Sealed(NamedTuple):
    """A seal, and its report as it was known then."""

    seal: Seal
    report: Bilag1


def notices(desk: Desk, since: int, team: str) -> Iterator[Notice]:
    """What to tell the secretariat, and the rounds' channels in a workspace, of the rounds that
    have closed at ``since`` (µs UTC) or later: of each closing, once."""
    for quarter, position in desk.rounds.closings(desk.agreement.id, since):
        payload = {"quarter": str(quarter), "position": position}
        for member, person in _followers(desk, quarter, team):
            place = f"{desk.agreement.id.hex[:8]}:{position}:{person.team}:{person.user}"
            for kind in (MESSAGE, FILES):
                lane = lane_of(desk.agreement.id, person.user)
                yield Notice(f"{kind}:{place}", kind, person.team, lane, member, payload)


def _followers(desk: Desk, quarter: Quarter, team: str) -> Iterator[tuple[str, Person]]:
    """Whoever follows a round in Slack: the secretariat, where it is linked, and its channel."""
    found = desk.rounds.one(desk.agreement.id, quarter)
    if found is not None and found.channel in desk.channels:
        yield "", Person(team, found.channel)
    linked = desk.links.linked()
    for member in desk.directory.members():
        if member.role == "secretariat" and not member.released:
            for person in linked.get(member.id, ()):
                yield str(member.id), person


def message_key(key: str) -> str:
    """The key of the message that the files with that key belong to."""
    return key.replace(FILES, MESSAGE, 1)


def of(desk: Desk, payload: dict[str, Any]) -> Sealed | None:
    """The seal that a row is about; None where the ledger has none for that position."""
    quarter, position = Quarter.parse(payload["quarter"]), payload["position"]
    made = sealing.seals(desk.questions, desk.agreement, str(quarter))
    seal = next((one for one in reversed(made) if one.event.position == position), None)
    if seal is None:
        return None
    report = measured_bilag1(desk.questions, desk.agreement, quarter, position)
    return Sealed(seal, report)


def message(found: Sealed) -> Message:
    """The count, what is missing, and what the report rests on."""
    report, seal = found.report, found.seal
    head = "round.sealed" if seal.number == 1 else "round.sealed-again"
    lines = [mrkdwn(head, quarter=report.quarter, number=seal.number), *counts(report),
             mrkdwn("overview.missing", n=report.missing)]  # fmt: skip
    digest = seal.event.files.get(sealing.name_of(report.quarter, "pdf"), "")
    rests_on = f"{basis(report.basis, report.quarter.last_day)} "
    blocks = [
        kit.section("\n".join(lines)),
        kit.context(rests_on + mrkdwn("round.sealed-file", sha256=digest)),
    ]
    fallback = say("round.fallback.sealed", quarter=report.quarter)
    return kit.message(fallback, blocks, kit.context(mrkdwn("blocks.cut")))


def uploads(desk: Desk, found: Sealed) -> list[dict[str, Any]]:
    """The kept PDF and a picture of its first page; raises `FileLost`."""
    name = sealing.name_of(found.report.quarter, "pdf")
    kept = sealing.kept(desk.questions.recorder, found.seal.event).get(name)
    if kept is None or hashlib.sha256(kept).hexdigest() != found.seal.event.files[name]:
        raise FileLost(name)
    return files.uploads(found.report, "pdf", kept)
