"""The apertures of the MRS: that of each band, and the one APT points at the target."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from aptcheck.geometry.mosaic import sides
from aptcheck.observatory.siaf import Aperture, aperture

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = [
    "IMAGER",
    "aperture_of",
    "imager_to_mrs",
    "mrs_aperture",
    "outlined",
    "primary_aperture",
    "tile_pitch",
]

#: Is on the target when the imager is primary; MIRIM_ILLUM has the same reference.
IMAGER = "MIRIM_FULL"


def mrs_aperture(band: str) -> Aperture:
    """Return the aperture of an MRS band, "1A" to "4C".

    Raises
    ------
    KeyError
        If there is no such band.
    """
    return aperture(f"MIRIFU_CHANNEL{band}")


def primary_aperture(primary_channel: str | None) -> Aperture:
    """Return the aperture that APT points at the target for a Primary Channel.

    ALL is channel 1, band A; CHANNELn is channel n, band A; a text that names the imager is the
    imager. Any other text, or none at all, is taken as ALL, APT's default.
    """
    text = (primary_channel or "").upper()
    if "IMAG" in text:
        return aperture(IMAGER)
    channel = re.fullmatch(r"\s*CHANNEL[\s_]*([1-4])\s*", text)
    return mrs_aperture(f"{channel[1]}A" if channel else "1A")


def aperture_of(observation: Observation) -> Aperture:
    """Return the aperture on an observation's target; APT asks for position angles of it."""
    mrs = observation.mrs
    return primary_aperture(mrs.primary_channel if mrs is not None else None)


def outlined(primary: Aperture) -> Aperture:
    """Return the aperture whose sides lay out a mosaic; for the imager, its lit part."""
    return aperture("MIRIM_ILLUM") if primary.name == IMAGER else primary


@cache
def imager_to_mrs() -> tuple[float, float]:
    """Return the vector from the imager's reference to that of channel 1A, V2 and V3 in arcsec.

    The MRS is there while the imager is on the target. To 0.01 arcsec, more than is needed.
    """
    (v2, v3), (there_v2, there_v3) = aperture(IMAGER).reference, mrs_aperture("1A").reference
    return round(there_v2 - v2, 2), round(there_v3 - v3, 2)


@cache
def tile_pitch() -> tuple[float, float]:
    """Return width and height of the channel 1A field, arcsec: the pitch of a mosaic's tiles.

    To 0.1 arcsec: that APT tiles by the primary aperture is inferred.
    """
    (width, _), (height, _) = sides(mrs_aperture("1A"))
    return round(width, 1), round(height, 1)
