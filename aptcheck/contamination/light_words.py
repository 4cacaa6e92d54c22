"""Words for light: a flux density, a share of the light of blank sky, a surface brightness."""

from __future__ import annotations

import math

from aptcheck.modes.band_limit import UJY_PER_ARCSEC2

__all__ = ["MOST_TIMES", "flux_words", "level_words", "share_words"]

_UNITS = ((1e6, "Jy"), (1e3, "mJy"), (1.0, "µJy"))
#: Beyond this many times the number no longer matters.
MOST_TIMES = 1000


def flux_words(ujy: float) -> str:
    """Return a flux density with three figures in the unit that suits it."""
    scale, unit = next((s, u) for s, u in _UNITS if ujy >= s or s == 1.0)
    return f"{float(f'{ujy / scale:.3g}'):g} {unit}"


def share_words(fraction: float) -> str:
    """Return how many times some light is there, as words that go before ``the light of``."""
    if fraction >= MOST_TIMES:
        return f"more than {MOST_TIMES} times"
    if fraction >= 10:
        return f"{fraction:.0f} times"
    if fraction >= 2:
        return f"{fraction:.1f} times"
    percent = 100 * fraction
    return f"{percent:.0f} % of" if percent >= 10 else f"{percent:.2g} % of"


def level_words(brightness: float) -> str:
    """Return a surface brightness in MJy/sr with two figures."""
    level = float(f"{brightness / UJY_PER_ARCSEC2:.2g}")
    decimals = 1 - math.floor(math.log10(level)) if level > 0 else 0
    return f"{level:.{max(0, decimals)}f}"
