"""The channel of an MRS band, which decides how its outlines look."""

from __future__ import annotations

import re

__all__ = ["channel_of"]

_MRS_BAND = re.compile("([1-4])[ABC]")


def channel_of(band: str) -> str | None:
    """Return "1" to "4" for a band of the MRS, None for one of another mode."""
    found = _MRS_BAND.fullmatch(band)
    return found[1] if found else None
