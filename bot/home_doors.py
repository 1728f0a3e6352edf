"""The App Home at the doors: shown when it is opened, and its buttons."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, BoltRequest

from bot import answers as a
from bot import people
from bot.desk import Visit
from bot.kit import Message
from bot.modal_doors import ModalDoors
from bot.places import Place
from bot.reception import Reception, Request, signature_keys
from bot.service import Press

Body = dict[str, Any]


class HomeDoors:
    """Shows the App Home, and hears its buttons."""

    def __init__(self, reception: Reception, modals: ModalDoors) -> None:
        self._reception, self._modals = reception, modals

    def opened(self, ack: Ack, body: Body, request: BoltRequest) -> None:
        """Somebody opened the App Home; whoever is not linked sees how to be."""
        ack()
        person = people.of_event(body)
        if body["event"].get("tab") != "home" or person is None:
            return

        def tell(answer: a.Answer, _: Message) -> None:
            self._modals.publish(person, answer)

        service, visit = self._reception.service, Visit(person, "", "")
        keys = [*signature_keys(request.headers), f"slack:event:{body.get('event_id', '')}"]
        self._reception.receive(Request(keys, lambda: service.home(visit), tell))

    def click(self, ack: Ack, body: Body, request: BoltRequest) -> None:
        """A button of the App Home; the trigger id is the command id."""
        ack()
        person, trigger = people.of_click(body), str(body.get("trigger_id") or "")
        action = body["actions"][0]
        kind = str(action.get("action_id")).partition("-")[0]
        press = Press(kind, str(action.get("value") or ""))
        source = str((body.get("team") or {}).get("id") or "")[:200]
        place = Place(people.installed(request, body), str((body.get("user") or {}).get("id")))
        view: list[str] = []

        def work() -> a.Answer:
            if kind != "home_unchanged":
                view.append(self._modals.open(trigger))
            if person is None:
                return a.Sorry("sorry.unknown-workspace")
            visit = Visit(person, "", f"slack:trigger:{trigger}", source, place)
            return self._reception.service.pressed(visit, press)

        def tell(answer: a.Answer, message: Message) -> None:
            if isinstance(answer, a.Recorded | a.NothingNew):
                self._modals.show_home(person)
                return
            if not view:
                view.append(self._modals.open(trigger))
            self._modals.fill(view[0], answer, message, at_home=True)

        keys = [*signature_keys(request.headers), f"trigger:{trigger}"]
        self._reception.receive(Request(keys, work, tell, place))
