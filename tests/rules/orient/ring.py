"""An Imager primary near the pole of the ecliptic, and stars on the ring of its spectrometer."""

from __future__ import annotations

from typing import Any

import numpy as np

from aptcheck.testing import check
from tests.contamination.planted import swept_sky
from tests.geometry.planting import on_sky_plane
from tests.rules.imager import imager_pair
from tests.skies import allwise

#: Near the pole of the ecliptic JWST can take every angle in the course of a year.
POLE = (270.0, 66.0)
PLACE: dict[str, Any] = {"ra": POLE[0], "dec": POLE[1]}


def polar(**sky):
    """Return the pair; keywords are those of its background."""
    return imager_pair(science_target=PLACE, sky_target=PLACE, sky=sky)


def look_about_pole(folder, *stars, document=None, **how):
    """Check the pair, or another document there, against stars about its place."""
    catalogue = allwise(folder / "wise.csv", stars, POLE)
    return check(document or polar(), catalog=catalogue, **how)


def on_ring(v3pa: float) -> tuple[float, float]:
    """Return (east, north) of a place that channel 1A covers at an angle."""
    footprint = next(f for f in swept_sky(imager_pair()).field.footprints if f.band == "1A")
    return on_sky_plane(np.array(footprint.corners).mean(axis=0), v3pa)
