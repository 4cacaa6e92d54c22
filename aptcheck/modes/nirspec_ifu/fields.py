"""The field of a NIRSpec IFU observation around its target, as proposed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck.geometry.footprint import Dither
from aptcheck.modes.bands import named_band
from aptcheck.modes.nirspec_ifu.apertures import aperture_of
from aptcheck.modes.single_field import NO_DITHER, farthest_corner, field_about, within

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Field
    from aptcheck.model import Observation
    from aptcheck.model.templates.nirspec_ifu import IfuTemplate
    from aptcheck.observatory.siaf import Aperture

__all__ = ["CYCLING_REACH", "FOUR_POINT_NOD", "field_of"]

#: As in APT's pointing report of program 1409, observations 18 and 29 (github.com/JarronL/pynrc,
#: notebooks/APT_output/pid1409.pointing, APT 2021.3, PRDOPSSOC-039, read 2026-11); arcsec along the
#: IFU's Ideal axes. Padded by a spaxel, 0.1 arcsec, because later tables have not been seen.
FOUR_POINT_NOD = Dither(
    name="4-POINT-NOD",
    offsets=((-0.875, -0.725), (0.775, 0.825), (0.625, -0.775), (-0.725, 0.875)),
    pad=0.1,
)

#: 4-POINT-DITHER is for "small movements", 4-POINT-NOD for larger ones with the same sampling
#: (Böker et al. 2022, A&A 661, A82, figure 11): no farther than that. Inferred.
_FOUR_POINT_REACH = max(math.hypot(*xy) for xy in FOUR_POINT_NOD.offsets) + FOUR_POINT_NOD.pad

#: JDox, "NIRSpec IFU Dither and Nod Patterns" (read 2026-11): positions at small (below 0.25
#: arcsec), medium (0.5) or large (1) scales. Inferred: along either axis, so this into the corners.
CYCLING_REACH = {
    size: along * math.sqrt(2.0) for size, along in (("SMALL", 0.25), ("MEDIUM", 0.5), ("LARGE", 1))
}


def field_of(observation: Observation) -> Field:
    """Return the field of an observation around its target.

    An unknown dither pattern is padded by the farthest place at which the target is still within
    the IFU: nods move it "within the aperture" (Böker et al. 2022, A&A 661, A82, figure 11).

    Raises
    ------
    ValueError
        If the observation takes no NIRSpec IFU spectra, if another aperture is put on its target
        (Fiducial Point Override), or if its Offset or its mosaic cannot be read or followed
        (`placement`): a fragment that says why.
    """
    ifu = observation.ifu
    if ifu is None or not ifu.exposures:
        raise ValueError(
            f"observation {observation.number} takes no NIRSpec IFU spectra: it has no field"
        )
    aperture = aperture_of(observation)
    return field_about(observation, aperture, _patterns(ifu, aperture))


def _patterns(ifu: IfuTemplate, aperture: Aperture) -> Iterator[tuple[str, Dither]]:
    # a leakage calibration has closed shutters, and so no sky
    lit = [exposure for exposure in ifu.exposures if not exposure.leakcal]
    for exposure in lit or ifu.exposures:
        band = named_band(exposure.grating, exposure.filter)
        yield band, NO_DITHER if exposure.dithered is False else _pattern(ifu, aperture)


def _pattern(ifu: IfuTemplate, aperture: Aperture) -> Dither:
    named = (ifu.dither_type or "NONE").strip().upper()
    size = (ifu.dither_size or "").strip().upper()
    if named == "NONE":
        return NO_DITHER
    if named == FOUR_POINT_NOD.name:
        return FOUR_POINT_NOD
    if named == "4-POINT-DITHER":
        return within(_FOUR_POINT_REACH, named)
    if named.endswith("CYCLING") and size in CYCLING_REACH:
        return within(CYCLING_REACH[size], named)
    return within(farthest_corner(aperture), named)
