"""What a number of a proposal may be; one beyond is not known, and is reported as not readable.

APT states limits for the mosaic alone. The others are aptcheck's own: so wide that no proposal
reaches them, and so narrow that nothing computed from them loses its meaning.
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
"""One turn either way; published files hold 0 to 360, and -14 between two observations."""

INTERVAL: Final = Limits(0, 36_525, "days")
"""Between two observations: a century."""
