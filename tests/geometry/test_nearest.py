"""How near a source comes to a turning field, compared with small steps around it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.nearest import nearest_distances
from aptcheck.modes.mrs.dither_offsets import NO_DITHER
from aptcheck.modes.mrs.fields import field
from aptcheck.modes.mrs.settings import BANDS
from tests.geometry.planting import distances

FIELDS = {
    primary: field([(BANDS, NO_DITHER)], primary_channel=primary)
    for primary in ("ALL", "CHANNEL4", "IMAGER")
}
STEPS = 2001


def walked(corners, east, north, low, high) -> float:
    """Return the least distance from a quadrilateral over angles from low to high."""
    theta = np.radians(np.linspace(low, high, STEPS))
    x, y = (
        east * np.cos(theta) - north * np.sin(theta),
        east * np.sin(theta) + north * np.cos(theta),
    )
    return float(distances(corners, np.stack([x, y], axis=-1)).min())


@settings(deadline=None, max_examples=150)
@given(
    primary=st.sampled_from(sorted(FIELDS)),
    band=st.integers(0, 11),
    rho=st.floats(0, 140),
    psi=st.floats(0, 360),
    low=st.floats(0, 360),
    width=st.sampled_from([0.0, 0.5, 20.0, 170.0, 360.0]),
)
def test_it_is_the_least_distance_of_small_steps_around(primary, band, rho, psi, low, width):
    footprint = FIELDS[primary].footprints[band]
    east, north = rho * np.sin(np.radians(psi)), rho * np.cos(np.radians(psi))
    allowed = AngleSet.between(low, low + width)
    (found,) = nearest_distances([footprint], east, north, allowed)
    walk = walked(footprint.corners, east, north, low, low + width)
    step = np.radians(width / (STEPS - 1)) * rho
    assert found <= walk + 1e-6
    assert found >= walk - step - 1e-6


def test_no_field_and_no_angle_have_no_nearest():
    with pytest.raises(ValueError, match="no footprint"):
        nearest_distances([], 1.0, 1.0, AngleSet.full())
    with pytest.raises(ValueError, match="no angle"):
        nearest_distances(FIELDS["ALL"].footprints, 1.0, 1.0, AngleSet.empty())
