"""The footprints that make up a field."""

from __future__ import annotations

import pytest

from aptcheck.modes.mrs.dither_offsets import NO_DITHER, dither
from aptcheck.modes.mrs.fields import field
from aptcheck.modes.mrs.settings import BANDS


def test_twelve_bands_at_four_positions_are_48_footprints():
    assert len(field([(BANDS, dither("POINT SOURCE"))]).footprints) == 48


def test_a_band_taken_twice_in_the_same_place_is_one_footprint():
    assert len(field([(["1A"], NO_DITHER), (["1A", "2A"], NO_DITHER)]).footprints) == 2


def test_an_observation_without_exposures_has_no_field():
    with pytest.raises(ValueError, match="no field"):
        field([])
