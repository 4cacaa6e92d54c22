"""Proper motion in the units APT offers, to milliarcseconds of true arc per year."""

from __future__ import annotations

import math

__all__ = ["dec_mas_per_year", "ra_mas_per_year"]


def ra_mas_per_year(value: float, unit: str, dec_deg: float | None) -> float | None:
    """Return the motion along the parallel, with the cosine of the declination in it.

    ``sec of time/yr`` is a change of the coordinate, 15 arcsec of right ascension to the second
    (HST Phase II instructions, section "Proper Motion and Parallax": divide arcsec/yr by 15 cos
    DEC to obtain it), so it needs the declination. ``mas/yr`` and ``arcsec/yr`` are arc: inferred,
    as the page on Fixed Targets in JDox does not say it; published proposals give Vega 200.94
    mas/yr, which is Hipparcos's value with the cosine.

    Returns
    -------
    float or None
        mas/yr; None for an unknown unit, or seconds of time without a declination.
    """
    match unit.strip().lower():
        case "mas/yr":
            return value
        case "arcsec/yr":
            return 1_000 * value
        case "sec of time/yr" if dec_deg is not None:
            return 15_000 * value * math.cos(math.radians(dec_deg))
        case _:
            return None


def dec_mas_per_year(value: float, unit: str) -> float | None:
    """Return the motion along the meridian in mas/yr; None for an unknown unit."""
    match unit.strip().lower():
        case "mas/yr":
            return value
        case "arcsec/yr":
            return 1_000 * value
        case _:
            return None
