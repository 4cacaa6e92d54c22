"""A position on the sky as people write it."""

from __future__ import annotations

import math
import re

from aptcheck.apt.astrometry import equatorial_deg

__all__ = ["position_in"]

#: As printed in papers.
_MINUS = re.compile("[\N{MINUS SIGN}\N{EN DASH}]")
_DEGREES = re.compile(r"(?<=[\d.])\s*(?:deg|d|°)(?=[\s,]|$)", re.IGNORECASE)
_UNITS = re.compile(r"[hdms°'\"′″]")


def position_in(text: str) -> tuple[float, float] | None:
    """Read RA and Dec, ICRS degrees, as people write them: in degrees or sexagesimal."""
    plain = _MINUS.sub("-", text)
    return _degrees(plain) or equatorial_deg(" ".join(_UNITS.sub(" ", plain).split()))


def _degrees(text: str) -> tuple[float, float] | None:
    parts = _DEGREES.sub("", text).replace(",", " ").split()
    try:
        ra, dec = (float(part) for part in parts)
    except ValueError:
        return None
    if not (math.isfinite(ra) and -90.0 <= dec <= 90.0):
        return None
    return ra % 360.0, dec
