"""The apertures of MIRI imaging, by subarray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.single_field import pitch_of
from aptcheck.observatory.siaf import Aperture, aperture

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = ["aperture_of", "tile_pitch"]

#: FULL is the lit part of the detector. APT's pointing reports have it so, with MIRIM_BRIGHTSKY and
#: MIRIM_SUB256 (github.com/JarronL/pynrc, notebooks/APT_output/pid1193.pointing and
#: pid1194.pointing, APT 2021.3; github.com/spacetelescope/mirage; read 2026-11). SUB128 and SUB64
#: are inferred from these.
_FULL = "MIRIM_ILLUM"
_SUBARRAYS = frozenset({"BRIGHTSKY", "SUB256", "SUB128", "SUB64"})


def aperture_of(observation: Observation) -> Aperture:
    """Return the aperture that APT points at the target of an observation.

    An unknown or missing subarray is taken as FULL, whose field around the target contains that
    of every subarray.
    """
    imaging = observation.imaging
    subarray = (imaging.subarray if imaging is not None else None) or ""
    named = subarray.strip().upper()
    return aperture(f"MIRIM_{named}" if named in _SUBARRAYS else _FULL)


def tile_pitch(observation: Observation) -> tuple[float, float]:
    """Return width and height of a mosaic's tiles without overlap, arcsec."""
    return pitch_of(aperture_of(observation))
