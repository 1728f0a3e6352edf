"""Questions about a partnership, as members ask them: deliverables, one of them, the wheel."""

from __future__ import annotations

from bot import answers as a
from bot import partnership_language as say
from bot.desk import Desk
from domain import names


def about(desk: Desk, words: say.About) -> a.Answer:
    """The answer to words about the partnership."""
    organised, today = desk.agreement.organised, desk.clock().today
    match words:
        case say.Wheel(year):
            if not organised.forums:
                return a.Sorry("partnership.none")
            return a.WheelShown(desk.partnership(), year or today.year, today)
        case _ if not organised.deliverables:
            return a.Sorry("partnership.none")
        case say.Deliverables():
            return a.DeliverablesShown(desk.partnership(), today)
        case say.OneDeliverable(name):
            told = desk.partnership()
            for one in told.deliverables:
                rules = organised.deliverable(one.code)
                title = rules.title if rules else one.code
                if names.key(name) in (names.key(one.code), names.key(title)):
                    return a.DeliverableShown(told, one, title, today, desk.names())
            known = ", ".join(one.code for one in told.deliverables)
            return a.Sorry("partnership.unknown", {"name": name, "known": known})
