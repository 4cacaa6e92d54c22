"""The field of a MIRI coronagraphic observation around its target, as proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.bands import named_band
from aptcheck.modes.miri_coronagraphy.apertures import aperture_of, lit
from aptcheck.modes.single_field import NO_DITHER, field_about, within

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Dither, Field
    from aptcheck.model import CoronagraphyTemplate, Observation

__all__ = ["LARGEST_REACH", "SMALL_GRID_REACH", "field_of"]

#: The largest offsets of the fine steering mirror (JDox, "MIRI Dithering": up to 50 mas, "used
#: primarily for coronagraphy"; read 2026-11). The points of 9-POINT-SMALL-GRID are 0.014 arcsec
#: away (JarronL/pynrc, pid1193.pointing, APT 2021.3); 5-POINT-SMALL-GRID has not been seen.
SMALL_GRID_REACH = 0.05

#: Inferred, an upper bound for BACKGROUND, whose two points have not been seen, and for unknown
#: patterns: MIRI's patterns are made for motions below some 20 arcsec, which need no new guide star
#: (JDox, "MIRI Dithering", read 2026-11).
LARGEST_REACH = 20.0


def field_of(observation: Observation) -> Field:
    """Return the field of an observation around its target: the lit area behind the mask.

    A star that is repeated in the opposite quadrant is acquired there and ends up behind the mask
    too. A background is acquired in neither: the distance between its two positions is not known,
    so the field is padded by the largest reach, as for an unknown dither pattern.

    Raises
    ------
    ValueError
        If the observation takes no coronagraphic images, if another aperture is put on its target
        (Fiducial Point Override), or if its Offset or its mosaic cannot be read or followed
        (`placement`): a fragment that says why.
    """
    coronagraphy = observation.coronagraphy
    if coronagraphy is None or not coronagraphy.exposures:
        raise ValueError(
            f"observation {observation.number} takes no coronagraphic images: it has no field"
        )
    mask = aperture_of(observation)
    pattern = _pattern(coronagraphy)
    bands = dict.fromkeys(named_band(exposure.filter) for exposure in coronagraphy.exposures)
    return field_about(observation, mask, [(band, pattern) for band in bands], seen=lit(mask))


def _pattern(coronagraphy: CoronagraphyTemplate) -> Dither:
    named = (coronagraphy.dither or "NONE").strip().upper()
    if coronagraphy.second_exposure and coronagraphy.acquisition.kind not in ("same", "other"):
        return within(LARGEST_REACH, named, is_bound=True)
    if named == "NONE":
        return NO_DITHER
    if named.endswith("SMALL-GRID"):
        return within(SMALL_GRID_REACH, named)
    return within(LARGEST_REACH, named, is_bound=True)
