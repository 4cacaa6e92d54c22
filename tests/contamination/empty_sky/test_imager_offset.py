"""Primary Channel = Imager: the angles of the pointing there is, and Offsets that have more."""

from __future__ import annotations

import math
from pathlib import Path
from random import Random

import numpy as np
import pytest

from aptcheck.contamination.empty_sky.imager_offset import _offsets
from aptcheck.geometry.angles import AngleSet
from aptcheck.modes.mrs.fields import field_of
from aptcheck.observatory.siaf import aperture
from aptcheck.results import ProposalReport
from aptcheck.suggestions import SkySearch
from aptcheck.testing import Document, check, dither, offset
from tests.contamination.empty_sky.searching import searched, the_only
from tests.reading import model_of
from tests.rules.orient.ring import POLE, polar
from tests.skies import allwise, of_code, star

#: Stars everywhere about the imager: whatever the Offset, the spectrometer meets some of them.
_DICE = Random(4)
STARS = [
    star(distance * math.sin(angle), distance * math.cos(angle), 9.0)
    for distance, angle in [(_DICE.uniform(30, 130), _DICE.uniform(0, 6.3)) for _ in range(45)]
]


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SkySearch]:
    """A catalogue, and what is suggested for an imager primary among its stars."""
    folder = tmp_path_factory.mktemp("imager")
    catalogue = allwise(folder / "w.csv", STARS, POLE)
    return catalogue, the_only(searched(folder, polar(), catalogue))


def share_of(report: ProposalReport) -> tuple[AngleSet, float]:
    """Return the clean angles of a check, and their share of the allowed ones."""
    (hit,) = of_code(report, "ORI101")
    clean, allowed = (AngleSet.of(of) for of in (hit.angles.clean, hit.angles.allowed))
    return clean, clean.total / allowed.total


def test_the_present_pointing_is_last_with_the_angles_of_a_check(
    beside: tuple[Path, SkySearch],
) -> None:
    catalogue, found = beside
    here = found.suggestions[-1]
    assert (found.status, here.special_offset) == ("crowded", None)
    assert found.reason is not None
    assert found.reason.startswith("the imager stays on its target")
    clean, share = share_of(check(polar(), catalog=catalogue))
    assert here.clean is not None
    reported = AngleSet.of(here.clean)
    assert reported.difference(clean).total + clean.difference(reported).total < 0.01
    assert here.clean_fraction == pytest.approx(share, abs=1e-3)
    assert 0.1 < share < 0.95


def test_an_offset_has_more_clean_angles_by_a_check_of_it(
    beside: tuple[Path, SkySearch],
) -> None:
    catalogue, found = beside
    *others, here = found.suggestions
    assert others
    assert here.clean_fraction is not None
    for one in others:
        assert one.special_offset is not None
        assert one.clean is not None
        report = check(polar(special=[offset(*one.special_offset)]), catalog=catalogue)
        clean, share = share_of(report)
        assert share > here.clean_fraction + 0.015
        reported = AngleSet.of(one.clean)
        assert reported.difference(clean).total + clean.difference(reported).total < 0.01
        assert one.apt == here.apt
    shares = [one.clean_fraction or 0.0 for one in others]
    assert shares == sorted(shares, reverse=True)


def test_where_every_angle_is_clean_nothing_is_changed(tmp_path: Path) -> None:
    catalogue = allwise(tmp_path / "w.csv", [star(0, 0), star(0, 200)], POLE)
    found = the_only(searched(tmp_path, polar(), catalogue))
    (here,) = found.suggestions
    assert (found.status, found.reason, here.clean_fraction) == ("ok", None, 1.0)
    assert here.special_offset is None


def targets_on(document: Document) -> list[tuple[float, float, float]]:
    """Return V2, V3 of the target at each dither, arcsec, and how uncertain that is.

    By where channel 1A falls about the target: it is at one place of the focal plane.
    """
    sky = model_of(document).observation(2)
    assert sky is not None
    there = np.mean(aperture("MIRIFU_CHANNEL1A").outline, axis=0)
    return [
        (*(there - np.mean(footprint.corners, axis=0)), footprint.pad)
        for footprint in field_of(sky).footprints
        if footprint.band == "1A"
    ]


@pytest.mark.parametrize(
    "pattern", [dither("4-Point", "BACKGROUND"), dither("4-Point", "POINT SOURCE"), dither()]
)
def test_the_target_stays_on_the_imager_at_every_dither(pattern: str) -> None:
    geometry = pytest.importorskip("shapely.geometry", reason="shapely is not installed")
    lit = geometry.Polygon(aperture("MIRIM_ILLUM").outline)
    # without an Offset it is where the imager's reference is
    reference = aperture("MIRIM_FULL").reference
    places = np.array([at[:2] for at in targets_on(polar(dithers=[pattern]))])
    assert places.mean(axis=0) == pytest.approx(reference, abs=1.0)
    tried = [*_offsets()]
    assert len(tried) > 20
    off = [
        (shift, round(lit.exterior.distance(geometry.Point(v2, v3)), 2))
        for shift in tried
        for v2, v3, pad in targets_on(polar(dithers=[pattern], special=[offset(*shift)]))
        if not lit.contains(geometry.Point(v2, v3).buffer(pad))
    ]
    assert off == []
