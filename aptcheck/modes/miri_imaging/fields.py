"""The field of a MIRI imaging observation around its target, as proposed.

The points of a pattern are not followed: APT's own table (linked from JDox, "MIRI Imaging
Dithering") was not available, the size of a pattern named DEFAULT depends on the filter, and the
first set or point is not read. A pattern is the target's position, padded by the pattern's reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck.modes.bands import named_band
from aptcheck.modes.miri_imaging.apertures import aperture_of
from aptcheck.modes.single_field import NO_DITHER, field_about, within

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Dither, Field
    from aptcheck.model import Observation
    from aptcheck.model.templates.miri_imaging import ImagerDither, ImagingTemplate

__all__ = ["LARGEST_REACH", "TWO_POINT_REACH", "field_of"]

#: Of 2-Point, arcsec: its points are (1.330, -1.620) and (-1.384, 1.620), with F560W as with F2100W
#: (APT's pointing reports, APT 2021.3, read 2026-11: github.com/spacetelescope/mirage,
#: tests/test_data/obs_mode_tests/skipped_obs.pointing, observation 10; github.com/JarronL/pynrc,
#: notebooks/APT_output/pid1194.pointing, 13 and 14). That SMALL is not above DEFAULT is inferred.
TWO_POINT_REACH = 2.2

#: For any pattern, arcsec: an upper bound, inferred from APT's pointing reports (as above, and
#: miri_img_nrc_img.pointing, miri_img_niriss_wfss.pointing, APT 2020.5, pid1193.pointing). The sets
#: of 4-Point-Sets step by 3.35; set 6 is in the middle, the points of set 1 reach 21.7. The largest
#: seen, for an extended source with F2550W (1193, set 6), reach 12.5 from the middle: 29.3 if its
#: sets go as far, five steps either way. CYCLING reaches 9.7 and REULEAUX 6.6 where seen.
LARGEST_REACH = 30.0

_NO_LARGER_THAN_DEFAULT = frozenset({"", "DEFAULT", "SMALL"})


def field_of(observation: Observation) -> Field:
    """Return the field of an observation around its target.

    An exposure whose dither pattern is not known is padded by the largest reach.

    Raises
    ------
    ValueError
        If the observation takes no MIRI images, if another aperture is put on its target (Fiducial
        Point Override), or if its Offset or its mosaic cannot be read or followed (`placement`): a
        fragment that says why.
    """
    imaging = observation.imaging
    if imaging is None or not imaging.exposures:
        raise ValueError(f"observation {observation.number} takes no MIRI images: it has no field")
    return field_about(observation, aperture_of(observation), _patterns(imaging))


def _patterns(imaging: ImagingTemplate) -> Iterator[tuple[str, Dither]]:
    for exposure in imaging.exposures:
        listed, band = imaging.pattern(exposure), named_band(exposure.filter)
        if listed is None and exposure.undithered:
            yield band, NO_DITHER
        else:
            yield band, _pattern(listed)


def _pattern(listed: ImagerDither | None) -> Dither:
    named = ((listed.dither_type if listed is not None else None) or "").strip().upper()
    size = ((listed.pattern_size if listed is not None else None) or "").strip().upper()
    if named == "2-POINT" and size in _NO_LARGER_THAN_DEFAULT:
        return within(TWO_POINT_REACH, named)
    return within(LARGEST_REACH, named or "UNKNOWN", is_bound=True)
