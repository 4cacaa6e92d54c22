"""The apertures of the NIRSpec fixed slits, one for each slit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aptcheck.modes.single_field import pitch_of
from aptcheck.observatory.siaf import Aperture, aperture

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = ["aperture_of", "slit_of", "tile_pitch"]

_SLIT = re.compile(r"S(?:200A1|200A2|200B1|400A1|1600A1)")


def slit_of(observation: Observation) -> str | None:
    """Return the slit that an observation names first, None if it names no known slit.

    For S200A1 and S200A2 together, which a target goes through one after the other, this is the
    first: their fields around the target differ by 0.03 arcsec.
    """
    slits = observation.fixed_slits
    named = _SLIT.search(((slits.slit if slits is not None else None) or "").upper())
    return named[0] if named else None


def aperture_of(observation: Observation) -> Aperture:
    """Return the aperture that APT points at the target of an observation.

    APT's pointing reports use the name NRS_S200A1_SLIT (github.com/spacetelescope/mirage,
    tests/test_data/obs_mode_tests/skipped_obs.pointing, observation 13, APT 2021.3, read 2026-11).
    An unknown slit is taken as this one: their position angles differ by 0.7 degrees.
    """
    return aperture(f"NRS_{slit_of(observation) or 'S200A1'}_SLIT")


def tile_pitch(observation: Observation) -> tuple[float, float]:
    """Return width and height of a mosaic's tiles without overlap, arcsec."""
    return pitch_of(aperture_of(observation))
