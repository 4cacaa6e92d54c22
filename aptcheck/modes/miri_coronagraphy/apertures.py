"""The apertures of MIRI coronagraphy, by filter; each filter goes with one mask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.single_field import pitch_of
from aptcheck.observatory.siaf import Aperture, aperture

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = ["aperture_of", "lit", "tile_pitch"]

#: APT's pointing reports name MIRIM_MASK1065, MASK1140, MASK1550 and MASKLYOT for these filters, on
#: the star behind the mask whatever the quadrant of the acquisition (github.com/JarronL/pynrc,
#: notebooks/APT_output/pid1193.pointing and pid1194.pointing, APT 2021.3, read 2026-11).
_MASKS = {"F1065C": "1065", "F1140C": "1140", "F1550C": "1550", "F2300C": "LYOT"}


def aperture_of(observation: Observation) -> Aperture:
    """Return the aperture that APT points at the target of an observation.

    It is that of the first exposure. An unknown or missing filter is taken as that of the Lyot
    spot, whose field around the target contains that of every other mask.
    """
    coronagraphy = observation.coronagraphy
    exposures = coronagraphy.exposures if coronagraphy is not None else ()
    named = ((exposures[0].filter if exposures else None) or "").strip().upper()
    return aperture(f"MIRIM_MASK{_MASKS.get(named, 'LYOT')}")


def lit(mask: Aperture) -> Aperture:
    """Return the lit part of a mask's subarray: the field stop, around the same reference."""
    return aperture(mask.name.replace("MASK", "CORON"))


def tile_pitch(observation: Observation) -> tuple[float, float]:
    """Return width and height of a mosaic's tiles without overlap, arcsec."""
    return pitch_of(aperture_of(observation))
