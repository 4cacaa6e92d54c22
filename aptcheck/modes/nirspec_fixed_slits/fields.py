"""The field of a NIRSpec Fixed Slits observation around its target, as proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.geometry.footprint import Dither
from aptcheck.geometry.mosaic import sides
from aptcheck.modes.bands import named_band
from aptcheck.modes.nirspec_fixed_slits.apertures import aperture_of, slit_of
from aptcheck.modes.single_field import NO_DITHER, field_about

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Field
    from aptcheck.model import Observation
    from aptcheck.model.templates.nirspec_fixed_slits import FixedSlitTemplate
    from aptcheck.observatory.siaf import Aperture

__all__ = ["SUBPIXEL_REACH", "field_of"]

#: Of the subpixel patterns, arcsec: a pixel of the detector (JDox, "NIRSpec Fixed Slit Dithers",
#: read 2026-11, gives fractions of it). Inferred: their offsets have not been seen.
SUBPIXEL_REACH = 0.1


def field_of(observation: Observation) -> Field:
    """Return the field of an observation around its target: its slit.

    Nods move the target along the slit, no farther than its ends: the field is the slit in the
    middle and at either end of that. This is inferred, an upper bound: the five nods of S1600A1 are
    0.2571 arcsec apart (github.com/spacetelescope/jwst/issues/8301, read 2026-11), those of the
    other slits have not been seen.

    Raises
    ------
    ValueError
        If the observation takes no NIRSpec Fixed Slits spectra, if its slit is not known, if
        another aperture is put on its target (Fiducial Point Override), or if its Offset or its
        mosaic cannot be read or followed (`placement`): a fragment that says why.
    """
    slits = observation.fixed_slits
    if slits is None or not slits.exposures:
        raise ValueError(
            f"observation {observation.number} takes no spectra in NIRSpec's fixed slits: it has "
            "no field"
        )
    if slit_of(observation) is None:
        raise ValueError(
            f"the slit of observation {observation.number} is not known: the position of its "
            "field is not computed"
        )
    aperture = aperture_of(observation)
    pattern = _pattern(slits, aperture)
    bands = dict.fromkeys(named_band(one.grating, one.filter) for one in slits.exposures)
    return field_about(observation, aperture, [(band, pattern) for band in bands])


def _pattern(slits: FixedSlitTemplate, aperture: Aperture) -> Dither:
    nods, subpixel = slits.primary_positions, (slits.subpixel_pattern or "NONE").strip().upper()
    pad = 0.0 if subpixel == "NONE" else SUBPIXEL_REACH
    if nods == 1:
        return Dither(name=subpixel, offsets=NO_DITHER.offsets, pad=pad)
    _, (length, _) = sides(aperture)
    ends = ((0.0, -length / 2.0), (0.0, 0.0), (0.0, length / 2.0))
    return Dither(name="NODS", offsets=ends, pad=pad)
