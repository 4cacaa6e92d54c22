"""The angles of a sweep that are allowed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.sweep import Hits, sweep
from aptcheck.modes.mrs.dither_offsets import NO_DITHER, dither
from aptcheck.modes.mrs.fields import field
from aptcheck.modes.mrs.settings import BANDS

#: The field around an Imager target: no dither, then the one for backgrounds.
RING = field([(BANDS, NO_DITHER)], primary_channel="IMAGER")
DITHERED = field(
    [(BANDS, dither("BACKGROUND", primary_channel="IMAGER"))], primary_channel="IMAGER"
)
EVERY_ANGLE = AngleSet.full()


def hits(places, allowed=EVERY_ANGLE, seen=RING) -> Hits:
    """Return the allowed angles at which sources are in a field."""
    east, north = zip(*places, strict=True)
    return sweep(seen, east, north).within(allowed)


def place(arcsec: float, angle: float = 0.0) -> tuple[float, float]:
    """Return (east, north) at a distance and a position angle from the target."""
    turn = np.radians(angle)
    return arcsec * np.sin(turn), arcsec * np.cos(turn)


def test_a_star_74_arcsec_away_spoils_exactly_the_angles_of_the_geometry() -> None:
    found = hits([place(74.18)])
    # channel 1A is at V2 -49.99, V3 +54.80 of the imager: it points there at V3PA 42.37
    centre = np.degrees(np.arctan2(49.99, 54.80))
    spoilt = found.angles(0)
    assert spoilt.contains(centre)
    # the longest field, 8 arcsec of channel 4, turns past in 8 / 74 of a radian
    assert 4 < spoilt.total < 9
    brute = [any_footprint(angle, 74.18) for angle in np.arange(0.0, 360.0, 0.25)]
    assert [spoilt.contains(angle) for angle in np.arange(0.0, 360.0, 0.25)] == brute


def any_footprint(v3pa: float, north: float) -> bool:
    """Turn the star into the telescope's frame and test every footprint."""
    theta = np.radians(v3pa)
    x, y = -north * np.sin(theta), north * np.cos(theta)
    return any(_inside(np.array(shape.corners), x, y) for shape in RING.footprints)


def _inside(corners: np.ndarray, x: float, y: float) -> bool:
    sides = np.roll(corners, -1, axis=0) - corners
    to = np.array([x, y]) - corners
    cross = sides[:, 0] * to[:, 1] - sides[:, 1] * to[:, 0]
    return bool((cross >= 0).all() or (cross <= 0).all())


def test_a_star_45_arcsec_away_spoils_none() -> None:
    assert len(hits([place(45.0)])) == 0


def test_a_star_at_45_is_never_met_even_with_the_background_dithers() -> None:
    assert len(hits([place(45.0)], seen=DITHERED)) == 0
    assert len(hits([place(74.0)], seen=DITHERED)) > 0


def test_only_allowed_angles_are_reported() -> None:
    whole = hits([place(74.18)]).angles(0)
    middle = whole.intervals[0][0] + 1.0
    allowed = AngleSet.between(middle - 30, middle)
    cut = hits([place(74.18)], allowed).angles(0)
    assert cut.total == pytest.approx(1.0)
    assert cut.intersection(allowed) == cut


def test_no_allowed_angle_no_hit() -> None:
    assert len(hits([place(74.18)], AngleSet.empty())) == 0


@settings(max_examples=60, deadline=None)
@given(
    start=st.floats(0, 360),
    width=st.floats(0, 360),
    places=st.lists(st.tuples(st.floats(60, 90), st.floats(0, 360)), min_size=1, max_size=6),
)
def test_the_cut_is_the_intersection_of_sets(start, width, places) -> None:
    allowed = AngleSet.between(start, start + width)
    stars = [place(*polar) for polar in places]
    whole, cut = hits(stars), hits(stars, allowed)
    assert (np.diff(cut.source) >= 0).all()
    for at in range(len(places)):
        expected = whole.angles(at).intersection(allowed)
        assert cut.angles(at).total == pytest.approx(expected.total, abs=1e-6)
        assert cut.angles(at).difference(expected).total < 1e-6
