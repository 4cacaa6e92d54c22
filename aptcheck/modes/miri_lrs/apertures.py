"""The aperture of the MIRI LRS: the slit, or a subarray without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.single_field import pitch_of
from aptcheck.observatory.siaf import Aperture, aperture

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = ["SLIT", "aperture_of", "tile_pitch"]

#: Both with FULL and with SUBSLIT, a subarray around the same reference. Its long side, 4.7 arcsec,
#: runs along Ideal x.
SLIT = "MIRIM_SLIT"
_SLITLESS = "MIRIM_SLITLESSPRISM"
_OTHER_SLITLESS = frozenset({"SLITLESSPRISM_IP", "SLITLESSPRISM_IPS"})


def aperture_of(observation: Observation) -> Aperture:
    """Return the aperture that APT points at the target of an observation.

    Without the slit it is that of the subarray, SLITLESSPRISM if unknown; any other subarray, or
    none at all, goes with the slit.
    """
    lrs = observation.lrs
    if lrs is None or not lrs.is_slitless:
        return aperture(SLIT)
    named = (lrs.subarray or "").strip().upper()
    return aperture(f"MIRIM_{named}" if named in _OTHER_SLITLESS else _SLITLESS)


def tile_pitch(observation: Observation) -> tuple[float, float]:
    """Return width and height of a mosaic's tiles without overlap, arcsec."""
    return pitch_of(aperture_of(observation))
