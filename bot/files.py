"""Bilag 1 as a file in Slack: the counts, the file, and a picture of its first page.

Sent to the member alone, in the conversation with the bot, since a channel may be shared.
"""

from __future__ import annotations

from typing import Any

from slack_sdk import WebClient

from bot import answers as a
from bot.kit import Message
from bot.words import say
from projections.bilag1 import Bilag1
from projections.rendering import FORMATS, first_page


class ReportFiles:
    """Sends reports as files."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def send(self, to: str, asked: a.Reported, message: Message) -> None:
        """Send the message and the files to a user, or to the user's conversation with the bot.

        Raises slack_sdk's errors; the files are made before anything is sent.
        """
        report, form = asked.report, asked.format or "pdf"
        made = uploads(report, form, FORMATS[form](report))
        told = self._client.chat_postMessage(
            channel=to, text=message.text, blocks=list(message.blocks), unfurl_links=False,
            unfurl_media=False,
        )  # fmt: skip
        self._client.files_upload_v2(file_uploads=made, channel=str(told["channel"]))


def uploads(report: Bilag1, form: str, made: bytes) -> list[dict[str, Any]]:
    """The report's file and the picture of its first page, as slack_sdk uploads them."""
    quarter = report.quarter
    name = f"bilag1-{quarter}"
    alt = say("report.picture", quarter=quarter, agreement=report.agreement.title,
              fulfilled=report.concrete.fulfilled, total=report.concrete.total)  # fmt: skip
    return [
        {"file": made, "filename": f"{name}.{form}", "title": say("report.title", quarter=quarter)},
        {"file": first_page(report), "filename": f"{name}-side-1.png", "alt_txt": alt,
         "title": say("report.page-title", quarter=quarter)},
    ]  # fmt: skip
