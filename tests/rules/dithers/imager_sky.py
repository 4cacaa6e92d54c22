"""A background whose Primary Channel is the imager, for the rules on its dithers."""

from __future__ import annotations

from aptcheck.testing import Document, pair

IMAGED = {"primary": "IMAGER", "imaging": "F770W"}


def imager_sky(*dithers: str, **changes: object) -> Document:
    """Make a pair whose background has these dithers, on the science target itself."""
    return pair(sky={**IMAGED, "dithers": dithers, **changes}, sky_target={"north": 0})
