"""Modals at the doors: opened as a placeholder, filled, and recorded when they come back."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot import answers as a
from bot import modals, people
from bot.blocks import draw
from bot.desk import Visit
from bot.kit import Message
from bot.reception import Reception
from bot.words import say

Body = dict[str, Any]


class ModalDoors:
    """Opens modals, and takes what was filled in."""

    def __init__(self, reception: Reception, client: WebClient) -> None:
        self._reception, self._client = reception, client

    def open(self, trigger: str) -> str:
        """Open a placeholder, at once: a trigger counts for three seconds. The view's id."""
        answer = self._client.views_open(trigger_id=trigger, view=modals.placeholder())
        view: Body = answer["view"]
        return str(view["id"])

    def fill(self, view_id: str, answer: a.Answer, message: Message) -> None:
        """Put the form into an opened modal, or why there is none."""
        view = (
            modals.report_form(answer) if isinstance(answer, a.Form)
            else modals.told(say("modal.sorry"), message.blocks)
        )  # fmt: skip
        self._client.views_update(view_id=view_id, view=view)

    def submission(self, ack: Ack, body: Body) -> None:
        """A form that was filled in; its view's id is the command id.

        It is recorded before it is acknowledged, since what is wrong is told in the
        acknowledgement, at its field. The same form again gets the first outcome.
        """
        view, person = body["view"], people.of_click(body)
        source = str((body.get("team") or {}).get("id") or "")[:200]

        def work() -> a.Answer:
            if person is None:
                return a.Sorry("sorry.unknown-workspace")
            visit = Visit(person, "", f"slack:view:{view['id']}", source)
            told = modals.filled(view.get("state") or {})
            metadata = str(view.get("private_metadata") or "")
            return self._reception.service.submitted(visit, metadata, told)

        answer = self._reception.attempt(work)
        if isinstance(answer, a.FieldsWrong):
            ack(response_action="errors", errors=dict(answer.errors))
            return
        title = say("modal.sorry" if isinstance(answer, a.Sorry) else "modal.done")
        message = draw(answer, self._reception.command)
        ack(response_action="update", view=modals.told(title, message.blocks))
