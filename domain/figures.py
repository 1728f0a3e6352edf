"""Figures as people write them in Danish, and exactly: ``20,2 %``, ``1.580``, ``-3,5``.

A figure is kept as the text of an exact decimal (``20.2``), never as a float. The comma parts the
decimals, and dots stand between groups of three digits only, so that ``1.580`` is one thousand five
hundred and eighty and ``20.2`` is nothing at all.
"""

from __future__ import annotations

import re
from decimal import Decimal

MOST_DIGITS = 15
"""Digits before the comma, and as many as any figure of a municipality needs."""

MOST_DECIMALS = 6

_MINUS = "\u2212"
_DANISH = re.compile(
    rf"(?P<minus>[-{_MINUS}]?)\s*(?P<whole>[0-9]{{1,3}}(?:[. \u00a0][0-9]{{3}})+|[0-9]+)"
    r"(?:,(?P<decimals>[0-9]+))?\s*(?P<unit>(?:[%‰]|[^\W\d_])\D*)?"
)
_EXACT = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?")


class NotAFigure(ValueError):
    """The text is not a figure as Danish writes it."""


def parse(text: str) -> tuple[str, str]:
    """The exact decimal that the words mean, and the unit after it; raises `NotAFigure`.

    >>> parse("20,2 %"), parse("1.580"), parse("\u22123,50 boliger")
    (('20.2', '%'), ('1580', ''), ('-3.50', 'boliger'))
    """
    found = _DANISH.fullmatch(text.strip())
    if found is None:
        raise NotAFigure(text)
    whole = re.sub(r"\D", "", found["whole"]).lstrip("0") or "0"
    decimals = found["decimals"] or ""
    if len(whole) > MOST_DIGITS or len(decimals) > MOST_DECIMALS:
        raise NotAFigure(text)
    exact = f"{whole}.{decimals}" if decimals else whole
    return f"-{exact}" if found["minus"] and exact.strip("0.") else exact, (
        found["unit"] or ""
    ).strip()


def is_exact(text: str) -> bool:
    """Whether the text is an exact decimal as events keep it: ``20.2``.

    >>> is_exact("20.2"), is_exact("1e3"), is_exact("020")
    (True, False, False)
    """
    return _EXACT.fullmatch(text) is not None


def danish(exact: str, decimals: int = 0) -> str:
    """The figure as Danish writes it, with at least so many decimals; no digit is rounded away.

    >>> danish("20", 1), danish("1580"), danish("-1234567.25")
    ('20,0', '1.580', '−1.234.567,25')
    """
    whole, _, rest = exact.lstrip("-").partition(".")
    rest = rest.rstrip("0").ljust(decimals, "0")
    sign = _MINUS if exact.startswith("-") else ""
    return f"{sign}{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")


def english(exact: str, decimals: int = 0) -> str:
    """The same as English writes it.

    >>> english("20", 1), english("1580"), english("-1234567.25")
    ('20.0', '1,580', '−1,234,567.25')
    """
    return danish(exact, decimals).translate(str.maketrans(".,", ",."))


def value(exact: str) -> Decimal:
    """The figure as a number that compares exactly."""
    return Decimal(exact)
