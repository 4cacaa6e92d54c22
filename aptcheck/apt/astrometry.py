"""Position and motion of a target, in the units that APT offers.

Equatorial coordinates are ``"HH MM SS.SSSS +DD MM SS.SS"`` in the ICRS.
"""

from __future__ import annotations

import math
import re

__all__ = ["dec_mas_per_year", "equatorial_deg", "ra_mas_per_year"]

_SECONDS = r"([0-9]{1,2}(?:\.[0-9]*)?)"
_EQUATORIAL = re.compile(
    rf"([0-9]{{1,2}})[\s:]+([0-9]{{1,2}})[\s:]+{_SECONDS}\s+"
    rf"([+-]?)([0-9]{{1,2}})[\s:]+([0-9]{{1,2}})[\s:]+{_SECONDS}"
)


def equatorial_deg(text: str) -> tuple[float, float] | None:
    """Read a position as APT writes it.

    Parameters
    ----------
    text : str
        Hours, minutes and seconds of right ascension, degrees, minutes and seconds of
        declination; the seconds need no leading zero, and zero degrees may carry the sign.

    Returns
    -------
    tuple of float or None
        Right ascension (0 to below 360) and declination (-90 to 90) in degrees; None when the
        text has another form or a part is out of range.
    """
    match = _EQUATORIAL.fullmatch(text.strip()) if len(text) <= 100 else None
    if match is None:
        return None
    hours, ra_minutes, ra_seconds = int(match[1]), int(match[2]), float(match[3])
    degrees, dec_minutes, dec_seconds = int(match[5]), int(match[6]), float(match[7])
    if hours > 23 or max(ra_minutes, dec_minutes) > 59 or max(ra_seconds, dec_seconds) >= 60:
        return None
    dec_deg = degrees + (dec_minutes + dec_seconds / 60) / 60
    if dec_deg > 90:
        return None
    ra_deg = 15 * (hours + (ra_minutes + ra_seconds / 60) / 60)
    return ra_deg, -dec_deg if match[4] == "-" else dec_deg


def ra_mas_per_year(value: float, unit: str, dec_deg: float | None) -> float | None:
    """Return the motion along the parallel, including the cosine of the declination.

    ``sec of time/yr`` is a change of the coordinate, 15 arcsec of right ascension per second
    (HST Phase II instructions, section "Proper Motion and Parallax": divide arcsec/yr by 15 cos
    DEC to obtain it), so it needs the declination. ``mas/yr`` and ``arcsec/yr`` are arc: inferred,
    since the JDox page on Fixed Targets does not say; published proposals give Vega 200.94
    mas/yr, which is Hipparcos's value with the cosine.

    Returns
    -------
    float or None
        mas/yr; None for an unknown unit, or seconds of time without a declination, unless zero.
    """
    match unit.strip().lower():
        case "mas/yr":
            return value
        case "arcsec/yr":
            return 1_000 * value
        case "sec of time/yr" if dec_deg is not None:
            return 15_000 * value * math.cos(math.radians(dec_deg))
        case _:
            return 0.0 if value == 0 else None


def dec_mas_per_year(value: float, unit: str) -> float | None:
    """Return the motion along the meridian in mas/yr; None for an unknown unit, unless zero."""
    match unit.strip().lower():
        case "mas/yr":
            return value
        case "arcsec/yr":
            return 1_000 * value
        case _:
            return 0.0 if value == 0 else None
