"""How margins are rounded: never to make a position look better than it is."""

from __future__ import annotations

import math

__all__ = ["at_least", "at_most"]


def at_least(value: float, decimals: int) -> float:
    """Return a margin rounded down: a position has at least this; one below 0 stays below."""
    scale = 10.0**decimals
    # to a thousandth of the last digit first: 21.21 is not exact in binary
    return math.floor(round(value * scale, 3)) / scale


def at_most(value: float, decimals: int) -> float:
    """Return a bound rounded up: no position has more."""
    return -at_least(-value, decimals) + 0.0
