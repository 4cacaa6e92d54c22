"""The field of a MIRI LRS observation around its target, as proposed."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from aptcheck.geometry.footprint import Dither
from aptcheck.modes.miri_lrs.apertures import aperture_of
from aptcheck.modes.single_field import NO_DITHER, field_about, within

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Field
    from aptcheck.model import Observation
    from aptcheck.model.templates.miri_lrs import LrsTemplate

__all__ = ["ALONG_SLIT_NOD", "LARGEST_REACH", "PRISM", "STEP", "field_of"]

#: The only choice, as given in the headers of the data.
PRISM = "P750L"

#: Along Ideal x, the slit's long side. 0.908 arcsec in the keyword dictionary (archive.stsci.edu,
#: jwst/keyword/build11.1.1/meta_dither_spatial_step_size.html); 8.25 pixels, some 0.9, or 30 and 70
#: per cent of the length, 0.94, in JDox, "MIRI LRS Dithering"; 1.9 arcsec apart in flight
#: (github.com/spacetelescope/jwst/issues/8484). All read 2026-11: the middle, padded to cover them.
ALONG_SLIT_NOD = Dither(name="ALONG SLIT NOD", offsets=((-0.93, 0.0), (0.93, 0.0)), pad=0.05)

#: Inferred: a step of MAPPING in either direction, arcsec, no longer than the slit. The model has
#: the number of steps, not their size; JDox, "MIRI LRS Dithering" (read 2026-11), recommends steps
#: "smaller than, or on the order of, the slit size (approx. 4.7 x 0.5)".
STEP = 4.7

#: For an unknown pattern, arcsec, an upper bound: the largest dithers are set by the visit
#: splitting distance (JDox, "MIRI LRS Dithering"), which is 30 to 80 arcsec
#: (jwst-docs.stsci.edu/jppom/targets/target-groups; both read 2026-11).
LARGEST_REACH = 80.0


def field_of(observation: Observation) -> Field:
    """Return the field of an observation around its target: the slit or the slitless subarray.

    An unknown dither pattern is padded by the largest reach. Without the slit there is no dither:
    APT offers none (JDox, "MIRI LRS Dithering").

    Raises
    ------
    ValueError
        If the observation takes no LRS spectra, if another aperture is put on its target (Fiducial
        Point Override), or if its Offset or its mosaic cannot be read or followed (`placement`): a
        fragment that says why.
    """
    lrs = observation.lrs
    if lrs is None or not lrs.exposures:
        raise ValueError(f"observation {observation.number} takes no LRS spectra: it has no field")
    return field_about(observation, aperture_of(observation), [(PRISM, _pattern(lrs))])


def _pattern(lrs: LrsTemplate) -> Dither:
    named = re.sub(r"[\s_-]+", " ", lrs.dither_type or "NONE").strip().upper()
    if named == "NONE" or lrs.is_slitless:
        return NO_DITHER
    if named == ALONG_SLIT_NOD.name:
        return ALONG_SLIT_NOD
    if named == "MAPPING" and lrs.spectral_steps is not None and lrs.spatial_steps is not None:
        # an even number puts one more step on one side: the target is on a position (JDox)
        far = STEP * math.hypot(lrs.spectral_steps // 2, lrs.spatial_steps // 2)
        return within(min(far, LARGEST_REACH), named, is_bound=True)
    return within(LARGEST_REACH, named, is_bound=True)
