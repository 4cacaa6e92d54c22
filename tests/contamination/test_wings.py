"""Wings of stars beside a field, against a plain sum of the simulated image over it."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from aptcheck.config import Thresholds
from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.footprint import Footprint
from aptcheck.observatory.wings import mrs_field_means, mrs_wings, scattered, wings_of
from tests.contamination.planted import ALL_FIELDS, FIELDS, OTHER_FIELDS, SWEPT, examined
from tests.geometry.planting import distances, on_sky_plane
from tests.skies import star


def wings_in(band):
    """Return the light of a source of 1 in a band of any mode."""
    if band in mrs_wings():
        return mrs_wings()[band]
    return wings_of(re.sub("^(G[0-9]{3})[MH]/", r"\1/", band))


def summed(footprint, east, north, v3pa) -> float:
    """Return the mean brightness over a footprint of a source of 1, pixel by pixel."""
    corners = np.array([on_sky_plane(np.array(corner), v3pa) for corner in footprint.corners])
    narrow = min(math.dist(corners[0], corners[1]), math.dist(corners[1], corners[2]))
    # an image is too large for the pixels of the others
    pixel = narrow / 100 if narrow > 20 else min(0.2, narrow / 8)
    axes = [
        np.arange(low, high, pixel)
        for low, high in zip(corners.min(axis=0), corners.max(axis=0), strict=True)
    ]
    points = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    inside = distances(corners, points) == 0
    wings = wings_in(footprint.band)
    radius = np.linalg.norm(points[inside] - (east, north), axis=1)
    known, light = np.array(wings.radius_arcsec[1:]), np.array(wings.brightness[1:])
    log = np.interp(np.log(np.maximum(radius, known[0])), np.log(known), np.log(light))
    # beyond the table it falls on
    far = np.minimum(1.0, (known[-1] / np.maximum(radius, known[-1])) ** 3)
    return float(np.mean(np.exp(log) * far))


def excesses(found, name, angle) -> list[tuple[float, Footprint]]:
    """Return, for each footprint, the light of the only source over what is borne."""
    seen, borne = found.seen, Thresholds()
    east, north = float(seen.east_arcsec[0]), float(seen.north_arcsec[0])
    limits = {limit.band: (i, limit) for i, limit in enumerate(found.limits)}
    reported = []
    for footprint in SWEPT[name].field.footprints:
        column, limit = limits[footprint.band]
        light = seen.flux_ujy[0, column] * summed(footprint, east, north, angle)
        light *= 1 + scattered(limit.wavelength_um)
        bearable = limit.wings_borne(
            sky_fraction=borne.background_light_fraction,
            limit_fraction=borne.wing_limit_fraction,
        )
        reported.append((light / bearable, footprint))
    return reported


def places(names, faintest):
    """Draw fields by name, and where a star of what brightness is about them."""
    return {
        "name": st.sampled_from(sorted(names)),
        "mag": st.floats(-4, faintest).map(lambda mag: round(mag, 3)),
        "psi": st.floats(0, 360),
        "share": st.floats(0, 1),
        "turn": st.floats(0, 1),
    }


#: Where the place of the field is known, to the star's own position error.
KNOWN = [name for name in OTHER_FIELDS if SWEPT[name].field.pad_arcsec == 0]
MRS, OTHERS = places(FIELDS, 9), places(OTHER_FIELDS, 16)


def planted(name, mag, psi, share):
    """Judge a field with one star, from its target to 150 arcsec beyond its reach."""
    reach = SWEPT[name].field.reach
    rho = max(0.0, reach.nearest - 15) + share * (reach.farthest - reach.nearest + 150)
    place = rho * np.sin(np.radians(psi)), rho * np.cos(np.radians(psi))
    return examined([star(*place, mag)], ALL_FIELDS[name])


def assert_clean_where_it_is_told(name, mag, psi, share, turn):
    found = planted(name, mag, psi, share)
    clean = AngleSet.of((lo, hi) for lo, hi in found.clean.arcs if hi > lo)
    assume(not clean.is_empty)
    for lo, hi in clean.arcs:
        for angle in (lo, lo + turn * (hi - lo), hi):
            assert max(excesses(found, name, angle % 360))[0] < 1.02


@settings(deadline=None, max_examples=80)
@given(**MRS)
@example(name="imager on the target", mag=4.0, psi=58.0, share=0.3, turn=0.5)
def test_no_angle_is_called_clean_at_which_a_star_brings_too_much_light(
    name, mag, psi, share, turn
):
    assert_clean_where_it_is_told(name, mag, psi, share, turn)


@settings(deadline=None, max_examples=80)
@given(**OTHERS)
@example(name="LRS, no dither", mag=8.5, psi=40.0, share=0.02, turn=0.5)
@example(name="slit, no nods", mag=13.0, psi=40.0, share=0.02, turn=0.5)
def test_nor_in_other_modes(name, mag, psi, share, turn):
    assert_clean_where_it_is_told(name, mag, psi, share, turn)


def least_excess(name, mag, psi, share, turn):
    """Return the least light that an angle is avoided for, over what is borne."""
    # where the place of the field is known, to the star's own position error
    assume(SWEPT[name].field.pad_arcsec == 0)
    found = planted(name, mag, psi, share)
    wings = [threat.wings for threat in found.threats if threat.wings is not None]
    assume(wings)
    angles = [(lo + turn * (hi - lo)) % 360 for lo, hi in wings[0].angles.arcs]
    return min(max(excesses(found, name, angle))[0] for angle in angles)


@settings(deadline=None, max_examples=80)
@given(**MRS)
def test_no_angle_is_avoided_for_wings_that_are_far_too_faint(name, mag, psi, share, turn):
    assert least_excess(name, mag, psi, share, turn) > 0.5


@settings(deadline=None, max_examples=80)
@given(**places(KNOWN, 9))
@example(name="LRS, no dither", mag=12.2, psi=83.0, share=0.1, turn=0.5)
@example(name="slit, no nods", mag=13.3, psi=271.0, share=0.02, turn=0.5)
def test_a_long_slit_is_judged_by_the_worst_place_along_its_outline(name, mag, psi, share, turn):
    # beside its end a star brings less into a slit than beside its middle
    assert least_excess(name, mag, psi, share, turn) > 0.3


def assert_spoils_nothing_beyond(name, mag, psi, share, turn):
    found = planted(name, mag, psi, share)
    for threat in found.threats:
        rho = found.clear_arcsec(threat) + 0.01
        x, y = rho * np.sin(2 * np.pi * turn), rho * np.cos(2 * np.pi * turn)
        assert examined([star(x, y, mag)], ALL_FIELDS[name]).threats == ()


@settings(deadline=None, max_examples=60)
@given(**MRS)
def test_as_far_off_as_is_advised_a_star_spoils_nothing(name, mag, psi, share, turn):
    assert_spoils_nothing_beyond(name, mag, psi, share, turn)


@settings(deadline=None, max_examples=60)
@given(**OTHERS)
def test_nor_does_it_in_other_modes(name, mag, psi, share, turn):
    assert_spoils_nothing_beyond(name, mag, psi, share, turn)


def test_light_falls_with_distance_in_every_band():
    assert len(mrs_wings()) == 12
    for band, wings in mrs_wings().items():
        assert all(np.diff(mrs_field_means()[band]) <= 0)
        assert all(np.diff(wings.encircled) > 0)
        assert all(np.array(wings.spike) >= 0.999 * np.array(wings.brightness))
        assert wings.encircled[-1] == pytest.approx(1.0, abs=0.01)
        assert (wings.radius_arcsec[0], wings.radius_arcsec[-1]) == (0.0, 120.0)


def test_the_light_within_a_radius_is_the_sum_of_the_brightness():
    for wings in mrs_wings().values():
        radius, light = np.maximum(wings.radius_arcsec, 0.03), np.array(wings.brightness)
        fine = np.geomspace(0.01, 100, 4000)
        values = np.exp(np.interp(np.log(fine), np.log(radius), np.log(light)))
        ring = 2 * np.pi * fine * values
        total = np.sum((ring[1:] + ring[:-1]) / 2 * np.diff(fine))
        assert total == pytest.approx(wings.encircled[-3], abs=0.1)
