"""At which angles stars are in the fields of modes other than the MRS."""

from __future__ import annotations

import math

import numpy as np
import pytest

from aptcheck import apt
from aptcheck.geometry.angles import AngleSet
from aptcheck.modes.judged import mode_of
from aptcheck.testing import lines, orient_range
from tests.contamination.planted import margin_arcsec
from tests.geometry.planting import distances
from tests.rules.skies_of_modes import BUILT, EMPTY, SLITS, levels, limit_of, look, polar, shining
from tests.skies import of_code

CODES = ("SKY101", "SKY102", "ORI")
GRID = np.arange(0, 360, 0.1)
#: The narrow half of a slit, arcsec.
HALF_WIDTH = {"LRS": 0.51 / 2, "slit": 0.193 / 2}


def reported(report, *codes):
    return lines(of_code(report, *(codes or CODES)))


def barely(name, east, north, **changes):
    """Return a star that is an error inside and spoils nothing from outside."""
    return shining(name, east, north, 1.3 * levels(name)[1], **changes)


def arcs_of(report, code="ORI101"):
    (found,) = of_code(report, code)
    assert found.angles.frame == "V3PA"
    return AngleSet.of(found.angles.avoid).arcs


@pytest.mark.parametrize("name", SLITS)
@pytest.mark.parametrize("error", [0.0, 0.2])
@pytest.mark.parametrize("away", [1.0, 1.3])
def test_a_star_beside_the_middle_of_a_slit_is_in_it_at_two_opposite_ranges(
    name, error, away, tmp_path
):
    place = away * math.sin(0.6), away * math.cos(0.6)
    report = look(tmp_path, name, barely(name, *place, sigra=error, sigdec=error))
    assert reported(report) == ["ORI101 error 2"]
    first, second = sorted(arcs_of(report))
    assert sum(second) / 2 - sum(first) / 2 == pytest.approx(180.0, abs=1.0)
    reach = HALF_WIDTH[name] + error + limit_of(name).fwhm_arcsec
    expected = 2 * math.degrees(math.asin(reach / away))
    for lo, hi in (first, second):
        assert hi - lo == pytest.approx(expected, abs=1.0)


@pytest.mark.parametrize("name", SLITS)
def test_what_is_nearer_than_the_width_is_in_it_at_every_angle(name, tmp_path):
    reach = HALF_WIDTH[name] + limit_of(name).fwhm_arcsec
    inside, outside = (barely(name, 0, reach + by) for by in (-0.01, 0.02))
    assert reported(look(tmp_path, name, inside)) == ["SKY101 error 2"]
    assert reported(look(tmp_path, name, outside)) == ["ORI101 error 2"]


@pytest.mark.parametrize("name", SLITS)
def test_what_is_beyond_the_end_of_a_slit_is_in_it_never(name, tmp_path):
    # the reference of the slit of NIRSpec, about which it turns, is 0.1 arcsec from its middle
    end = {"LRS": 2.36, "slit": 1.745}[name] + limit_of(name).fwhm_arcsec
    for by, expected in ((-0.1, ["ORI101 error 2"]), (0.1, [])):
        assert reported(look(tmp_path, name, barely(name, 0, end + by))) == expected


def turned_into(document, east, north):
    """Return at which angles of the grid a point is within its margin of some footprint."""
    sky = apt.read_bytes(document.xml, "p.xml").proposal.observation(2)
    theta = np.radians(GRID)
    points = np.stack(
        [
            east * np.cos(theta) - north * np.sin(theta),
            east * np.sin(theta) + north * np.cos(theta),
        ],
        axis=-1,
    )
    inside = np.zeros(len(GRID), dtype=bool)
    for footprint in mode_of(sky).field(sky).footprints:
        inside |= distances(footprint.corners, points) <= margin_arcsec(footprint, error=0.0)
    return inside


TURNED = [
    ("IFU", {}, (1.9, 1.1)),
    ("IFU", {"dither": "4-POINT-NOD"}, (2.7, 1.1)),
    ("LRS", {}, (1.9, -1.1)),
    ("LRS", {"dither": "ALONG SLIT NOD"}, (2.4, 1.6)),
    ("slit", {}, (-0.9, 0.8)),
    ("slit", {"slit": "S1600A1"}, (-0.9, 0.8)),
    ("coronagraph", {}, (10.0, 10.0)),
    ("coronagraph", {"filters": ["F2300C"]}, (12.0, -15.0)),
]


@pytest.mark.parametrize(("name", "both", "place"), TURNED)
def test_the_angles_are_exactly_those_that_geometry_says(
    name, both, place: tuple[float, float], tmp_path
):
    document = polar(name, both=both)
    level = limit_of(document).levels(pixel=name not in ("IFU", "slit"), sky_fraction=0.1)[1]
    report = look(tmp_path, document, shining(document, *place, 1.5 * level))
    assert reported(report) == ["ORI101 error 2"]
    (found,) = of_code(report, "ORI101")
    allowed, avoid, clean = (
        AngleSet.of(getattr(found.angles, kind)) for kind in ("allowed", "avoid", "clean")
    )
    assert allowed.total > 340
    expected = turned_into(document, *place)
    assert 0 < expected.sum() < len(GRID)
    for angle, inside in zip(GRID, expected, strict=True):
        edge = any(
            abs((angle - end + 180) % 360 - 180) < 0.11
            for piece in avoid.intervals
            for end in piece
        )
        if allowed.contains(angle) and not edge:
            assert avoid.contains(angle) == inside
            assert clean.contains(angle) != inside


def test_both_nods_along_the_slit_count(tmp_path):
    # 2.9 arcsec from the middle: beyond the slit's end, but not that of a nodded slit
    beside = barely("LRS", 0, 2.95)
    assert reported(look(tmp_path, "LRS", beside)) == []
    nodded = polar("LRS", both={"dither": "ALONG SLIT NOD"})
    report = look(tmp_path, nodded, beside)
    assert reported(report) == ["ORI101 error 2"]
    assert len(arcs_of(report)) == 2
    one_nod = look(tmp_path, polar("LRS", sky={"dither": "ALONG SLIT NOD"}), beside)
    assert reported(one_nod) == ["ORI101 error 2"], (
        "the dither of the background, not of the science"
    )


def test_angles_of_the_aperture_are_those_that_apt_asks_for(tmp_path):
    turns = {"IFU": 138.8, "LRS": 4.758, "slit": 138.8, "coronagraph": 4.835}
    places = {"IFU": (1.9, 1.1), "LRS": (1.0, 0.5), "slit": (1.0, 0.5), "coronagraph": (10.0, 10.0)}
    for name, turn in turns.items():
        (found,) = of_code(look(tmp_path, name, barely(name, *places[name])), "ORI101")
        here = AngleSet.of(found.angles.avoid)
        back = AngleSet.of(found.aperture_angles.avoid).shifted(-turn)
        assert back.difference(here.widened(0.3)).is_empty
        assert found.aperture_angles.frame == "Aperture PA"


@pytest.mark.parametrize("name", SLITS)
def test_a_range_of_clean_angles_leaves_nothing_to_say(name, tmp_path):
    star = barely(name, 1.2, 0.3)
    (found,) = of_code(look(tmp_path, name, star), "ORI101")
    lo, hi = max(found.aperture_angles.clean, key=lambda span: span[1] - span[0])
    asked = polar(name, sky={"special": [orient_range(lo + 0.2, hi - 0.2)]})
    assert reported(look(tmp_path, asked, star)) == []
    lo, hi = found.aperture_angles.avoid[0]
    asked = polar(name, sky={"special": [orient_range(lo + 0.2, hi - 0.2)]})
    assert reported(look(tmp_path, asked, star)) == ["SKY101 error 2"]


@pytest.mark.parametrize("name", SLITS)
def test_stars_all_round_leave_no_angle(name, tmp_path):
    turns = np.linspace(0, np.pi, 9, endpoint=False)
    ring = [barely(name, 1.2 * np.sin(turn), 1.2 * np.cos(turn)) for turn in turns]
    report = look(tmp_path, name, *ring)
    assert reported(report) == ["ORI102 error 2"]
    (found,) = of_code(report, "ORI102")
    assert found.angles.clean == ()
    assert reported(look(tmp_path, name, *ring[:2])) == ["ORI101 error 2"]


def test_stars_all_round_an_ifu_or_a_coronagraph_leave_no_angle(tmp_path):
    for name, away in (("IFU", 2.0), ("coronagraph", 15.5)):
        turns = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        ring = [barely(name, away * np.sin(turn), away * np.cos(turn)) for turn in turns]
        assert reported(look(tmp_path, name, *ring)) == ["ORI102 error 2"]


def test_faint_stars_all_round_are_a_warning(tmp_path):
    turns = np.linspace(0, np.pi, 9, endpoint=False)
    matters, spoils = levels("LRS")
    ring = [
        shining("LRS", 1.2 * np.sin(turn), 1.2 * np.cos(turn), math.sqrt(matters * spoils))
        for turn in turns
    ]
    assert reported(look(tmp_path, "LRS", *ring)) == ["ORI102 warning 2"]


@pytest.mark.parametrize("name", EMPTY)
def test_wings_spoil_more_angles_than_the_star_itself(name, tmp_path):
    places = {"IFU": (1.6, 1.6), "LRS": (0, 1.9), "slit": (0, 1.4), "coronagraph": (11.5, 11.5)}
    faint, bright = (
        look(tmp_path, name, shining(name, *places[name], ujy))
        for ujy in (1.3 * levels(name)[1], 40 * levels(name, pixel=False)[1])
    )
    assert reported(faint) == ["ORI101 error 2"]
    narrow = AngleSet.of(of_code(faint, "ORI101")[0].angles.avoid)
    (wide,) = of_code(bright, "ORI101", "ORI102")
    assert narrow.difference(AngleSet.of(wide.angles.avoid)).is_empty
    assert AngleSet.of(wide.angles.avoid).total > narrow.total + 5


def test_the_imager_has_no_angles_to_avoid(tmp_path):
    bright = shining("image", 40.0, 10.0, 50 * levels("image")[1])
    assert reported(look(tmp_path, "image", bright), "ORI", "SKY101") == []
    report = look(tmp_path, "image", bright)
    outcomes = {line.code: line.outcome.value for line in report.coverage}
    assert outcomes["ORI101"] == outcomes["ORI102"] == "not-applicable"
    assert set(BUILT) - set(EMPTY) == {"image"}
