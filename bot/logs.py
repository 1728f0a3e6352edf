"""No token, signing secret or response address ever stands in a log, whoever wrote the line."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

_TOKENS = re.compile(
    r"xox[a-z](?:\.[a-z]+)?-[\w%.-]+|xapp-[\w%.-]+|Bearer\s+\S+|https://hooks\.slack\.com/[^\s'\"]+"
    r"|wss://[^\s'\"]+|v0=[0-9a-f]{16,}"
)
HIDDEN = "[skjult]"


class SecretsKeptOut(logging.Formatter):
    """Writes log lines with every secret taken out, in messages and tracebacks alike.

    ``secrets`` are those of this process; what looks like a token is taken out anyway.
    """

    def __init__(self, fmt: str, secrets: Sequence[str] = ()) -> None:
        super().__init__(fmt)
        self._secrets = sorted((one for one in secrets if len(one) >= 6), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return _TOKENS.sub(HIDDEN, line)
