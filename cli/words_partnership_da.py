"""What the command line says of a partnership, in Danish."""

from __future__ import annotations

from bot.words_partnership_da import PARTNERSHIP

DANISH: dict[str, str] = {
    **PARTNERSHIP,
}
