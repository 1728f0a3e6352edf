"""What the bot says: sentences of the catalogue with their values, escaped as Slack wants it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bot.words_da import DANISH
from domain.quarters import Quarter
from projections.rendering.words import DANISH as REPORT


def say(key: str, **values: Any) -> str:
    """The sentence with the values in place, as plain text.

    A number ``n`` of one chooses the sentence ``key.one``, and of none ``key.none``, where there is
    such a sentence.
    """
    special = {0: f"{key}.none", 1: f"{key}.one"}.get(values.get("n", 2), "")
    key = special if special in DANISH else key
    return DANISH[key].format(**{name: in_words(value) for name, value in values.items()})


def mrkdwn(key: str, **values: Any) -> str:
    """The same for Slack's own markup: the catalogue's stays, that of the values does not count."""
    return say(key, **{name: escaped(str(in_words(value))) if not isinstance(value, int) else value
                       for name, value in values.items()})  # fmt: skip


def escaped(text: str) -> str:
    """Text from outside as Slack shows it letter for letter: no mention, no link, no channel.

    >>> escaped("<!channel> & <@U1>")
    '&lt;!channel&gt; &amp; &lt;@U1&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def in_words(value: Any) -> Any:
    """A quarter, day, time or list as Danes write it; anything else as it is."""
    match value:
        case Quarter():
            return value.danish
        case datetime():
            return f"{in_words(value.date())} kl. {value:%H.%M}"
        case date():
            return f"{value.day}. {REPORT.months[value.month - 1]} {value.year}"
        case tuple():
            return ", ".join(DANISH.get(f"who.{part}", str(part)) for part in value)
        case _:
            return value
