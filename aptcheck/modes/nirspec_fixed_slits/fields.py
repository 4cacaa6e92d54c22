"""The field of a NIRSpec Fixed Slits observation about its target, as the proposal describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.nirspec_fixed_slits.apertures import aperture_of, slit_of
from aptcheck.modes.single_field import NO_DITHER, farthest_corner, field_about, within

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Dither, Field
    from aptcheck.model import Observation
    from aptcheck.model.templates.nirspec_fixed_slits import FixedSlitTemplate
    from aptcheck.observatory.siaf import Aperture

__all__ = ["field_of"]


def field_of(observation: Observation) -> Field:
    """Return the field of an observation about its target: its slit.

    Nods and subpixel steps are padded by the farthest place at which the target is still in the
    slit. That is inferred, an upper bound: the five nods of S1600A1 are 0.2571 arcsec apart
    (github.com/spacetelescope/jwst/issues/8301, read 2026-11), those of the other slits have not
    been seen.

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
            f"the slit of observation {observation.number} is not known: where its field falls is "
            "not computed"
        )
    aperture = aperture_of(observation)
    return field_about(observation, aperture, [_pattern(slits, aperture)])


def _pattern(slits: FixedSlitTemplate, aperture: Aperture) -> Dither:
    subpixel = (slits.subpixel_pattern or "NONE").strip().upper()
    if slits.primary_positions == 1 and subpixel == "NONE":
        return NO_DITHER
    return within(farthest_corner(aperture), "NODS")
