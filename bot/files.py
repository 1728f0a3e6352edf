"""Reports as files in Slack: the counts, the file, and a picture of its first page or its chart.

Sent to the member alone, in the conversation with the bot, since a channel may be shared.
"""

from __future__ import annotations

from typing import Any

from slack_sdk import WebClient

from bot import answers as a
from bot.kit import Message
from bot.words import say
from projections.bilag1 import Bilag1
from projections.rendering import FORMATS, as_homes, first_page, home_chart, paper_pdf


class ReportFiles:
    """Sends reports as files."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def send(self, to: str, asked: a.Reported | a.HomesShown, message: Message) -> None:
        """Send the message and the files to a user, or to the user's conversation with the bot.

        Raises slack_sdk's errors; the files are made before anything is sent.
        """
        form = asked.format or "pdf"
        if isinstance(asked, a.HomesShown):
            made = of_homes(asked, form)
        else:
            made = uploads(asked.report, form, FORMATS[form](asked.report))
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


def of_homes(asked: a.HomesShown, form: str) -> list[dict[str, Any]]:
    """The paper of the way towards the target, and the picture of its chart."""
    told, day, way = asked.at.told, asked.at.day, asked.way
    model = as_homes.HomesPaper(told.agreement.title, asked.at.basis, way, told.committees(day))
    name = f"boliger-{day}"
    return [
        {"file": as_homes.FORMATS[form](model), "filename": f"{name}.{form}",
         "title": say("homes.title", n=way.target.amount)},
        {"file": paper_pdf.png(home_chart.chart(way)), "filename": f"{name}.png",
         "alt_txt": home_chart.alternative(way), "title": say("homes.chart", day=day)},
    ]  # fmt: skip
