"""What a person typed, out of what Slack makes of it: mentions, links and escapes are undone."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_LEADING = re.compile(r"^(?:\s*<@[A-Z0-9]+(?:\|[^<>]*)?>[\s,:]*)+")


_ROUND = re.compile(r"^[\s/]*(?:\w+\s+)?(?:indberetnings)?runden?\b", re.IGNORECASE)
_CHANNEL = re.compile(r"(?P<word>\bkanal(?:en)?:?\s+)<#(?P<id>[A-Z0-9]+)(?:\|[^<>]*)?>")


def heard(text: str, bot_user: str | None = None) -> str:
    """The words as typed: without the mention of the bot, with links as they were shown.

    >>> heard("<@B1> E-mærker &lt;&amp;&gt; <https://a.dk|a.dk> <!channel>", "B1")
    'E-mærker <&> a.dk @channel'
    """
    text = _LEADING.sub("", text)
    if bot_user:
        text = re.sub(rf"<@{re.escape(bot_user)}(?:\|[^<>]*)?>", " ", text)
    if _ROUND.search(text):  # a round is told in the channel itself, whatever its name
        text = _CHANNEL.sub(r"\g<word>\g<id>", text)
    shown = _MARKUP.sub(_shown, text)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _shown(found: re.Match[str]) -> str:
    sign, target, label = found[1], found[2], found[3]
    if sign in ("@", "#"):
        return f"{sign}{label or target}"
    if sign == "!":
        return label or f"@{target.partition('^')[0]}"
    return label or target.removeprefix("mailto:")
