"""Modals at the doors: opened as a placeholder, filled, and recorded when they come back.

The message shortcut "Brug som status" and the global shortcut "Rapportér status" open one.
"""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, BoltRequest
from slack_sdk import WebClient

from bot import answers as a
from bot import home, modals, partnership_blocks, people
from bot.blocks import draw
from bot.desk import Visit
from bot.hearing import heard
from bot.kit import Message
from bot.places import Place
from bot.reception import Reception, Request, signature_keys
from bot.words import say
from projections.links import Person

Body = dict[str, Any]


class ModalDoors:
    """Opens modals, and takes what was filled in."""

    def __init__(self, reception: Reception, client: WebClient) -> None:
        self._reception, self._client = reception, client

    def shortcut(self, ack: Ack, body: Body, request: BoltRequest) -> None:
        """A shortcut, on a message or not; its trigger id is the command id.

        A modal opens as a placeholder before anything is looked up. Nothing is recorded here.
        """
        ack()
        person, trigger = people.of_click(body), str(body.get("trigger_id") or "")
        said = heard(str((body.get("message") or {}).get("text") or ""))
        view: list[str] = []

        def work() -> a.Answer:
            view.append(self.open(trigger))
            if person is None:
                return a.Sorry("sorry.unknown-workspace")
            return self._reception.service.offered(Visit(person, said, f"slack:trigger:{trigger}"))

        def tell(answer: a.Answer, message: Message) -> None:
            if view:
                self.fill(view[0], answer, message)

        keys = [*signature_keys(request.headers), f"trigger:{trigger}"]
        self._reception.receive(Request(keys, work, tell))

    def chosen(self, ack: Ack, body: Body, request: BoltRequest) -> None:
        """A goal was chosen in a modal: a placeholder takes its place, and then the goal's form."""
        ack(response_action="update", view=modals.placeholder())
        view, person = body["view"], people.of_click(body)
        number, text = modals.picked(view.get("state") or {})
        at_home = from_home(view)

        def work() -> a.Answer:
            if person is None:
                return a.Sorry("sorry.unknown-workspace")
            return self._reception.service.picked(_visit(person), number, text)

        def tell(answer: a.Answer, message: Message) -> None:
            self.fill(str(view["id"]), answer, message, at_home)

        keys = [*signature_keys(request.headers), f"trigger:{body.get('trigger_id')}"]
        self._reception.receive(Request(keys, work, tell))

    def open(self, trigger: str, about: str = "modal") -> str:
        """Open a placeholder, at once: a trigger counts for three seconds. The view's id."""
        answer = self._client.views_open(trigger_id=trigger, view=modals.placeholder(about))
        view: Body = answer["view"]
        return str(view["id"])

    def fill(
        self, view_id: str, answer: a.Answer, message: Message, at_home: bool = False
    ) -> None:  # fmt: skip
        """Put the form into an opened modal, or why there is none. ``at_home``: the App Home, where
        it was opened, is to be shown anew afterwards."""
        end = modals.FROM_HOME if at_home else ""
        match answer:
            case a.Form():
                view = modals.report_form(answer, modals.REPORT + end)
            case a.CardForm():
                view = partnership_blocks.card_form(answer)
            case a.Pick():
                view = modals.pick_form(answer, modals.PICK + end)
            case _:
                view = modals.told(say("modal.sorry"), message.blocks)
        self._client.views_update(view_id=view_id, view=view)

    def submission(self, ack: Ack, body: Body, request: BoltRequest) -> None:
        """A form that was filled in; its view's id is the command id.

        It is recorded before it is acknowledged, since what is wrong is told in the
        acknowledgement, at its field. The same form again gets the first outcome.
        """
        view, person = body["view"], people.of_click(body)
        source = str((body.get("team") or {}).get("id") or "")[:200]
        place = _place(request, body)

        def work() -> a.Answer:
            if person is None:
                return a.Sorry("sorry.unknown-workspace")
            visit = Visit(person, "", f"slack:view:{view['id']}", source, place)
            told = modals.filled(view.get("state") or {})
            metadata = str(view.get("private_metadata") or "")
            return self._reception.service.submitted(visit, metadata, told)

        answer = self._reception.attempt(work)
        if self._acknowledge(ack, answer, "modal.done", place) and from_home(view):
            self.show_home(person)

    def card_submission(self, ack: Ack, body: Body, request: BoltRequest) -> None:
        """The form behind a button of an approval card; its view's id is the command id."""
        view, person = body["view"], people.of_click(body)
        source = str((body.get("team") or {}).get("id") or "")[:200]
        place = _place(request, body)

        def work() -> a.Answer:
            if person is None:
                return a.Sorry("sorry.unknown-workspace")
            visit = Visit(person, "", f"slack:view:{view['id']}", source, place)
            kind, value = str(view.get("callback_id")), str(view.get("private_metadata") or "")
            told = modals.filled(view.get("state") or {}, ("reason", "decision"))
            return self._reception.service.card_submitted(visit, kind, value, told)

        self._acknowledge(ack, self._reception.attempt(work), "card.recorded", place)

    def _acknowledge(self, ack: Ack, answer: a.Answer, done: str, place: Place) -> bool:
        """Tell the outcome in the modal, or at its fields what is wrong; whether it is over."""
        if isinstance(answer, a.FieldsWrong):
            ack(response_action="errors", errors=dict(answer.errors))
            return False

        def tell(_: a.Answer, message: Message) -> None:
            title = say("modal.sorry" if isinstance(answer, a.Sorry) else done)
            ack(response_action="update", view=modals.told(title, message.blocks))

        self._reception.tell(answer, tell, place)
        return True

    def show_home(self, person: Person | None) -> None:
        """Show the App Home as it is now."""
        if person is not None:
            service = self._reception.service
            self.publish(person, self._reception.attempt(lambda: service.home(_visit(person))))

    def publish(self, person: Person, answer: a.Answer) -> None:
        """Show an answer as the App Home."""
        drawn = draw(answer, self._reception.command).blocks
        view = home.view(answer, drawn, self._reception.command)
        self._client.views_publish(user_id=person.user, view=view)


def _visit(person: Person) -> Visit:
    """A visit that records nothing."""
    return Visit(person, "", "")


def _place(request: BoltRequest, body: Body) -> Place:
    """Where a form's outcome is owed, should the form itself not show it: to the person alone."""
    user = str((body.get("user") or {}).get("id") or "")
    return Place(people.installed(request, body), user)


def from_home(view: Body) -> bool:
    """Whether a modal was opened in the App Home."""
    return str(view.get("callback_id") or "").endswith(modals.FROM_HOME)
