"""Equatorial coordinates, ``"HH MM SS.SSSS +DD MM SS.SS"`` in the ICRS, to degrees."""

from __future__ import annotations

import re

__all__ = ["equatorial_deg"]

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
        declination; the seconds need no leading zero, the sign may stand on zero degrees.

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
