"""Limits for the numbers of a proposal; a number beyond them is reported as unreadable.

APT states limits for the mosaic only. The others are aptcheck's own: wide enough for every
proposal, and narrow enough that what is computed from them keeps its meaning.
"""

from __future__ import annotations

from typing import Final

from aptcheck.apt.values import Limits

__all__ = [
    "INTERVAL",
    "OFFSET",
    "OVERLAP",
    "PARALLAX",
    "POSITION_ANGLE",
    "PROPER_MOTION",
    "SKEW",
]

OFFSET: Final = Limits(-3_600, 3_600, "arcsec")
"""Along each axis: the tangent plane about the target reaches one degree. The largest of 195 in
published files is 380."""

PROPER_MOTION: Final = Limits(-100_000, 100_000, "mas/yr")
"""Of each component: ten times that of Barnard's star, the fastest known (10,393, Gaia DR3)."""

PARALLAX: Final = Limits(-1, 1, "arcsec")
"""Proxima Centauri, the nearest star, has 0.768 (Gaia DR3); measured ones may be negative."""

OVERLAP: Final = Limits(-200, 100, "percent")
"""Of mosaic tiles: JDox, "Mosaic Parameters" (read 2026-11)."""

SKEW: Final = Limits(-90, 90, "degrees")
"""Row and column shift of a mosaic: as for the overlap."""

POSITION_ANGLE: Final = Limits(-360, 360, "degrees")
"""One turn either way; published files contain 0 to 360, and -14 between two observations."""

INTERVAL: Final = Limits(0, 36_525, "days")
"""Between two observations: a century."""
