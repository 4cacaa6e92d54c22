"""The positions for which a catalogue is queried."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["Position", "cone_radius_deg"]

_BEYOND_REACH_ARCSEC = 60.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Position:
    """The centre of a field.

    Attributes
    ----------
    field_id : str
        The caller's name for the field. It never leaves the machine.
    ra_deg, dec_deg : float
        ICRS, degrees.

    Raises
    ------
    ValueError
        The coordinates are not finite, or the declination is beyond a pole.
    """

    field_id: str
    ra_deg: float
    dec_deg: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.ra_deg) and -90.0 <= self.dec_deg <= 90.0):
            raise ValueError(f"{self.field_id} is not a position on the sky")


def cone_radius_deg(reach_arcsec: float, control_arcsec: float) -> float:
    """Return the query radius, degrees: the larger of the control cone and reach + 60 arcsec.

    ``reach_arcsec`` is how far from its centre the farthest field of the run extends;
    ``control_arcsec`` is the radius of the smallest cone in which at least one source must be found
    before an empty field is believed.
    """
    return max(control_arcsec, reach_arcsec + _BEYOND_REACH_ARCSEC) / 3600.0
