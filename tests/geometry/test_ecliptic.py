"""Ecliptic latitudes compared with astropy."""

from __future__ import annotations

import astropy.units as u
import numpy as np
import pytest
from astropy.coordinates import BarycentricMeanEcliptic, SkyCoord

from aptcheck.geometry.ecliptic import ecliptic_latitude_deg


@pytest.mark.parametrize("seed", range(3))
def test_latitudes_are_those_of_astropy(seed):
    random = np.random.default_rng(seed)
    ra, dec = random.uniform(0, 360, 200), np.degrees(np.arcsin(random.uniform(-1, 1, 200)))
    ecliptic = SkyCoord(ra * u.deg, dec * u.deg).transform_to(BarycentricMeanEcliptic())
    ours = [ecliptic_latitude_deg(*place) for place in zip(ra, dec, strict=True)]
    # the frame tie of ICRS and the obliquity of 2006 are within 0.1 arcsec
    assert ours == pytest.approx(ecliptic.lat.deg, abs=1e-4)


@pytest.mark.parametrize(("place", "latitude"), [((270.0, 66.5607), 90.0), ((0.0, 0.0), 0.0)])
def test_the_poles_and_the_equinox(place, latitude):
    assert ecliptic_latitude_deg(*place) == pytest.approx(latitude, abs=1e-3)
