"""The position of JWST as seen from the Earth: a fit of its halo orbit about L2.

The Sun seen from JWST is up to 0.3 degree from the Sun seen from the Earth's centre. The fit gives
that difference as a Fourier series of the halo period with a yearly term.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["HaloFit", "flown_halo"]

_TABLE = Path(__file__).parent / "data" / "halo-orbit.json"

TERMS = 9


@dataclass(frozen=True, kw_only=True, slots=True)
class HaloFit:
    """Sun direction from JWST minus from the Earth's centre, J2000 ecliptic.

    ``longitude_deg`` (times cos latitude) and ``latitude_deg`` hold the coefficients of
    1, cos and sin of one, two and three times the halo phase, cos and sin of the yearly phase;
    both phases are counted from ``epoch_jd``. All in degrees and days.
    """

    epoch_jd: float
    period_days: float
    longitude_deg: tuple[float, ...]
    latitude_deg: tuple[float, ...]

    @classmethod
    def of(cls, fit: Mapping[str, Any]) -> HaloFit:
        """Return the fit that a mapping of JSON describes.

        Raises
        ------
        ValueError
            If a series does not have nine coefficients.
        """
        longitude, latitude = tuple(fit["dlon_cosb_deg"]), tuple(fit["dlat_deg"])
        if len(longitude) != TERMS or len(latitude) != TERMS:
            raise ValueError(f"A halo fit has {TERMS} coefficients for each coordinate.")
        return cls(
            epoch_jd=float(fit["epoch_jd"]),
            period_days=float(fit["period_days"]),
            longitude_deg=longitude,
            latitude_deg=latitude,
        )


@cache
def flown_halo() -> HaloFit:
    """Return the fit of JWST's actual orbit.

    Fitted to the JPL Horizons ephemeris of JWST that jwst_gtvt 1.2 ships, 2022-02 to 2025-05: up to
    0.028 degree in sample, 0.03 to 0.11 degree one to two years outside it.
    """
    text = _TABLE.read_text("utf-8")
    return HaloFit.of(json.loads(text))
