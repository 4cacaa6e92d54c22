"""What is in the field of a science observation, and in the annulus around its target."""

from __future__ import annotations

import numpy as np
import pytest

from aptcheck.config import Thresholds
from aptcheck.contamination.examination import examine
from aptcheck.contamination.near_science import near_science
from aptcheck.geometry.angles import AngleSet
from aptcheck.modes.mrs.annulus import annulus_arcsec
from aptcheck.modes.mrs.band_limits import fwhm_arcsec
from aptcheck.modes.mrs.settings import BANDS
from aptcheck.testing import dither, mrs, proposal, target
from tests.background.reading import graph_of
from tests.contamination.planted import cone, swept_at
from tests.geometry.planting import distances
from tests.skies import star

GRID = np.arange(0.0, 360.0, 0.25)
STAR = star(0, 0, 8.0)


def point_source(observation=(), **changes):
    """Make a lone point source, dithered as one; changes are those of its target."""
    return proposal(
        targets=[target(1, "STAR", **{"extended": "NO", "category": "Star", **changes})],
        observations=[
            mrs(1, dithers=[dither("4-Point", "POINT SOURCE")], groups=200, **dict(observation))
        ],
    )


def near(*stars, document=None, allowed=None, **intents):
    """Return what is near the target of observation 1, and its field."""
    (science,) = graph_of(document or point_source(), **intents).sciences
    swept = swept_at(science.observation, science.target, allowed)
    judged = examine(
        science.observation, swept, cone(stars), background=False, thresholds=Thresholds()
    )
    found = near_science(science, judged)
    assert found is not None
    return found


def turned_into(found, band, east, north):
    """Return at which angles of the grid a point is within the width of a footprint of a band."""
    theta = np.radians(GRID)
    turned = [
        east * np.cos(theta) - north * np.sin(theta),
        east * np.sin(theta) + north * np.cos(theta),
    ]
    inside = np.zeros(len(GRID), dtype=bool)
    for footprint in found.swept.field.footprints:
        if footprint.band == band:
            away = distances(footprint.corners, np.stack(turned, axis=-1))
            inside |= away <= footprint.pad + fwhm_arcsec(band)
    return inside


@pytest.mark.parametrize("radius", [1.8, 3.2, 4.5, 6.0])
@pytest.mark.parametrize("direction", [20.0, 250.0])
def test_only_what_the_field_covers_of_the_annulus_counts(radius, direction):
    radius = max(radius, 3.05)  # nearer it is the target
    east, north = (radius * f(np.radians(direction)) for f in (np.sin, np.cos))
    found = near(STAR, star(east, north, 6.0))
    (one,) = found.sources
    covered = np.zeros(len(GRID), dtype=bool)
    reached = set()
    for band in BANDS:
        inner, outer = annulus_arcsec(band)
        if inner - fwhm_arcsec(band) <= radius <= outer + fwhm_arcsec(band):
            inside = turned_into(found, band, east, north)
            covered |= inside
            reached |= {band} if inside.any() else set()
    assert set(one.bands) == reached
    edges = np.array([end for piece in one.annulus.intervals for end in piece])
    for angle, inside in zip(GRID, covered, strict=True):
        at_edge = np.any(np.abs((angle - edges + 180) % 360 - 180) < 0.01)
        assert at_edge or one.annulus.contains(angle) == inside
    assert found.in_annulus


def test_the_target_itself_is_left_out():
    assert near(STAR).sources == ()


@pytest.mark.parametrize("away", [1.0, 2.5])
def test_of_two_that_may_be_the_target_the_farther_one_is_a_neighbour(away):
    (one,) = near(STAR, star(away, away, 9.0)).sources
    assert one.threat.place.east_arcsec == pytest.approx(away, abs=1e-3)


def test_a_source_in_the_annulus_is_reported_before_a_brighter_one_in_the_field():
    # 8.5 arcsec away the field reaches at some angles, the annulus of 4C does not
    found = near(STAR, star(8.4, 0.0, 4.0), star(3.5, 0.0, 9.0))
    assert [bool(one.bands) for one in found.sources] == [True, False]
    assert found.sources[0].threat.flux_ujy < found.sources[1].threat.flux_ujy


def test_angles_that_the_telescope_cannot_take_do_not_count():
    allowed = AngleSet.between(100.0, 130.0)
    (one,) = near(STAR, star(3.5, 0.0, 9.0), allowed=allowed).sources
    assert one.annulus.difference(allowed).is_empty
    assert not one.annulus.is_empty


@pytest.mark.parametrize(
    ("document", "intents", "has_annulus"),
    [
        (point_source(), {}, True),
        (point_source(extended="YES"), {}, False),
        (point_source(), {"1": {"strategy": "none"}}, False),
        (point_source(), {"1": {"strategy": "master"}}, False),
        # the pipeline will take it for extended, whatever was meant
        (point_source(extended="YES"), {"1": {"strategy": "annulus"}}, False),
        (point_source({"primary": "IMAGER"}), {"1": {"strategy": "annulus"}}, False),
    ],
)
def test_only_a_point_source_without_a_background_has_an_annulus(document, intents, has_annulus):
    ring = [star(3.5 * np.sin(t), 3.5 * np.cos(t), 9.0) for t in range(6)]
    assert near(STAR, *ring, document=document, **intents).in_annulus is has_annulus


def test_the_annulus_begins_and_ends_at_multiples_of_the_width():
    # 1A begins at 4.9 micron (JDox)
    assert annulus_arcsec("1A")[0] == pytest.approx(4 * (0.033 * 4.9 + 0.106), abs=0.01)
    assert annulus_arcsec("4C")[1] == pytest.approx(7 * fwhm_arcsec("4C"))
    inner, outer = zip(*map(annulus_arcsec, BANDS), strict=True)
    assert list(inner) == sorted(inner)
    assert list(outer) == sorted(outer)
