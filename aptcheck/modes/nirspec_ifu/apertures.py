"""The one aperture of the NIRSpec IFU."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.single_field import pitch_of
from aptcheck.observatory.siaf import Aperture, aperture

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = ["IFU", "aperture_of", "tile_pitch"]

#: From APT's pointing reports (github.com/JarronL/pynrc,
#: notebooks/APT_output/pid1409.pointing, observations 18 and 29, APT 2021.3, read 2026-11).
IFU = "NRS_FULL_IFU"


def aperture_of(observation: Observation) -> Aperture:  # noqa: ARG001 - as in every mode
    """Return the aperture that APT points at the target: the same for every observation."""
    return aperture(IFU)


def tile_pitch(observation: Observation) -> tuple[float, float]:
    """Return width and height of a mosaic's tiles without overlap, arcsec."""
    return pitch_of(aperture_of(observation))
