"""The bands of modes whose exposures have one filter each, or one grating with its filter."""

from __future__ import annotations

import math
import re
from functools import cache, partial
from typing import TYPE_CHECKING

from aptcheck.modes.band_limit import UJY_PER_ARCSEC2, BandLimit
from aptcheck.modes.wing_curve import WingCurve, over_rectangle
from aptcheck.observatory.background_light import background_mjy_per_sr
from aptcheck.observatory.bands import bands_of_other_modes
from aptcheck.observatory.wings import scattered, wings_of

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Footprint

__all__ = ["UNKNOWN", "band_limit", "named_band"]

#: Replaces an unknown part in the name of a band.
UNKNOWN = "?"
_WORD = re.compile("[A-Z0-9]{1,8}")


def named_band(*parts: str | None) -> str:
    """Return the name of a band: ``G395M/F290LP``, with a question mark for an unknown part.

    A file may give anything as a filter: only text that could be a name is kept.
    """
    return "/".join(p if p is not None and _WORD.fullmatch(p) else UNKNOWN for p in parts)


def band_limit(
    footprint: Footprint,
    seconds: float | None,  # noqa: ARG001 - as in every mode
    ecliptic_latitude_deg: float,
) -> BandLimit | None:
    """Return what the band of a footprint sees, None for an unknown band.

    It is based on blank sky only, whatever the time of the science: no sensitivity of these modes
    that could be cited as a number was found (read 2026-11).
    """
    table_name = _in_table(footprint.band)
    if table_name not in bands_of_other_modes():
        return None
    known = bands_of_other_modes()[table_name]
    level = background_mjy_per_sr(known.wavelength_um, ecliptic_latitude_deg)
    return BandLimit(
        band=footprint.band,
        wavelength_um=known.wavelength_um,
        fwhm_arcsec=known.fwhm_arcsec,
        area_arcsec2=footprint.area_arcsec2,
        sky_ujy=level * UJY_PER_ARCSEC2 * footprint.area_arcsec2,
        wings=partial(_wings, table_name, *_sides(footprint)),
    )


def _in_table(band: str) -> str:
    """Return the name of a band in the table: gratings of both resolutions are one."""
    return re.sub("^(G[0-9]{3})[MH]/", r"\1/", band)


def _sides(footprint: Footprint) -> tuple[float, float]:
    """Return width and height of a footprint, arcsec, to 0.01, so that equal ones agree."""
    a, b, c, d = footprint.corners
    return (
        round((math.dist(a, b) + math.dist(c, d)) / 2.0, 2),
        round((math.dist(b, c) + math.dist(d, a)) / 2.0, 2),
    )


@cache
def _wings(table_name: str, width: float, height: float) -> WingCurve:
    wings = wings_of(table_name)
    return WingCurve(
        wings=wings,
        field_mean=over_rectangle(wings, width, height),
        scattered=scattered(bands_of_other_modes()[table_name].wavelength_um),
    )
