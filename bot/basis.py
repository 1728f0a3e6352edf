"""As of when, and known when: what every answer to a question ends with."""

from __future__ import annotations

from datetime import date

from bot.words import mrkdwn
from projections.bilag1 import Basis
from projections.copenhagen import in_copenhagen


def basis(rests_on: Basis, day: date) -> str:
    """The two times of an answer, as Slack's markup."""
    if rests_on.known_at is None:
        return mrkdwn("basis.nothing", day=day)
    known = in_copenhagen(rests_on.known_at)
    line = mrkdwn("basis", day=day, known=known, position=rests_on.position)
    return line if rests_on.complete else f"{line} {mrkdwn('basis.incomplete')}"
