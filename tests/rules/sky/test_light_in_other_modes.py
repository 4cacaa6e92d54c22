"""Wings and extended emission beside the background fields of modes other than the MRS."""

from __future__ import annotations

import math

import pytest

from aptcheck.geometry.angles import AngleSet
from aptcheck.modes.band_limit import UJY_PER_ARCSEC2
from aptcheck.testing import image_dither, lines, mosaic
from tests.rules.skies_of_modes import BUILT, EMPTY, levels, limit_of, look, polar, shining
from tests.rules.sky.looking import measured_and_limit
from tests.skies import of_code, star

CODES = ("SKY101", "SKY102", "SKY103", "ORI")
#: How far a star is from the target, beyond every corner, arcsec.
BESIDE = {"IFU": 12.0, "LRS": 12.0, "slit": 12.0, "coronagraph": 30.0, "image": 90.0}
#: The half side and the half diagonal of a field, arcsec.
SIDES = {"IFU": (1.5, 2.3), "LRS": (0.2, 2.4), "slit": (0.09, 1.8), "coronagraph": (11.9, 17.0)}
SIDES["image"] = (36.7, 67.7)


def reported(report, *codes):
    return lines(of_code(report, *(codes or CODES)))


def spoiling_from(name, outside):
    """Return the flux of a star that spoils a field from as near as so far outside it."""
    limit = limit_of(name)
    borne = limit.wings_borne(sky_fraction=0.1, limit_fraction=0.005)
    return borne / limit.wings().brightness(1.0, outside)


@pytest.mark.parametrize("name", BUILT)
def test_a_star_whose_wings_reach_the_field_at_every_angle_is_a_warning(name, tmp_path):
    away, (side, _) = BESIDE[name], SIDES[name]
    flux = 1.1 * spoiling_from(name, away - side)
    report = look(tmp_path, name, shining(name, 0, away, flux))
    assert reported(report) == ["SKY102 warning 2"]
    (found,) = of_code(report, "SKY102")
    assert found.evidence.unit == "MJy/sr"
    measured, limit = measured_and_limit(found)
    assert measured > limit
    sky = 0.1 * limit_of(name).sky_brightness / UJY_PER_ARCSEC2
    assert limit == pytest.approx(sky, rel=1e-3)
    assert found.angles.clean == ()
    assert (found.observation, found.target) == (2, "NGC-1-SKY")


@pytest.mark.parametrize("name", BUILT)
def test_wings_of_a_third_of_what_is_borne_are_an_info_and_less_is_nothing(name, tmp_path):
    away, (_, corner) = BESIDE[name], SIDES[name]
    most = spoiling_from(name, away - corner)
    (found,) = of_code(look(tmp_path, name, shining(name, 0, away, 0.8 * most)), "SKY102")
    assert found.severity.value == "info"
    measured, limit = measured_and_limit(found)
    assert limit / 3 <= measured < limit
    assert reported(look(tmp_path, name, shining(name, 0, away, 0.2 * most))) == []


@pytest.mark.parametrize("name", EMPTY)
def test_wings_that_reach_the_field_at_some_angles_only_are_reported_as_that(name, tmp_path):
    side, corner = SIDES[name]
    away = corner + 1.0
    flux = spoiling_from(name, away - corner + 0.1 * (corner - side))
    report = look(tmp_path, name, shining(name, 0, away, flux))
    assert reported(report) == ["ORI101 warning 2"]
    (found,) = of_code(report, "ORI101")
    assert found.angles.clean


@pytest.mark.parametrize("name", BUILT)
def test_what_is_borne_is_a_setting(name, tmp_path):
    away, (side, _) = BESIDE[name], SIDES[name]
    shone = shining(name, 0, away, 1.1 * spoiling_from(name, away - side))
    report = look(tmp_path, name, shone, thresholds={"background_light_fraction": 10.0})
    assert reported(report) == []
    # without a known sensitivity that of the science has no say
    report = look(tmp_path, name, shone, thresholds={"wing_limit_fraction": 1.0})
    assert reported(report) == ["SKY102 warning 2"]


@pytest.mark.parametrize("name", EMPTY)
def test_a_star_in_the_field_is_reported_as_that_alone(name, tmp_path):
    assert reported(look(tmp_path, name, star(0, 0, 5.0))) == ["SKY101 error 2"]


@pytest.mark.parametrize("name", BUILT)
def test_extended_emission_near_the_field_is_a_warning(name, tmp_path):
    galaxy = star(0, SIDES[name][0] + 20.0, 17.0, ext_flg=1)
    report = look(tmp_path, name, galaxy)
    assert reported(report, "SKY103") == ["SKY103 warning 2"]
    far = star(0, SIDES[name][1] + 32.0, 17.0, ext_flg=1)
    assert reported(look(tmp_path, name, far), "SKY103") == []


@pytest.mark.parametrize("name", BUILT)
def test_a_nebula_in_the_field_is_a_warning(name, tmp_path):
    nebula = star(0, 0, 14.0, w3rchi2=20.0)
    assert reported(look(tmp_path, name, nebula), "SKY103") == ["SKY103 warning 2"]


def test_a_star_in_an_image_counts_where_it_brightens_all_of_it(tmp_path):
    matters, spoils = levels("image")
    assert matters == spoils
    inside = (5.0, -8.0)
    assert reported(look(tmp_path, "image", shining("image", *inside, 0.97 * matters))) == []
    report = look(tmp_path, "image", shining("image", *inside, 1.03 * matters))
    assert reported(report) == ["SKY102 warning 2"]
    (found,) = of_code(report, "SKY102")
    assert found.evidence.unit == "µJy"
    assert found.evidence.limit == pytest.approx(matters, rel=1e-3)
    assert found.angles.clean == ()


def test_one_that_is_in_an_image_at_some_angles_is_reported_with_them(tmp_path):
    matters, _ = levels("image")
    report = look(tmp_path, "image", shining("image", 0, 50.0, 1.3 * matters))
    assert reported(report) == ["SKY102 warning 2"]
    (found,) = of_code(report, "SKY102")
    avoid, clean = AngleSet.of(found.angles.avoid), AngleSet.of(found.angles.clean)
    assert not clean.is_empty
    # within 36.8 + 0.3 arcsec of the long axis, which is as long as 56 arcsec either way
    half = math.degrees(math.asin((73.6 / 2 + 0.31) / 50.0))
    assert avoid.total == pytest.approx(4 * half, abs=4.0)


def test_an_image_is_judged_about_its_target_where_its_dither_is_not_known(tmp_path):
    matters, _ = levels("image")
    shone = shining("image", 0, 62.0, 1.3 * matters)
    dithers = ({"dither": "None"}, {"dithers": (image_dither(),), "dither": "Dither 1"})
    (still,), (moved,) = (
        of_code(look(tmp_path, polar("image", both=both), shone), "SKY102") for both in dithers
    )
    assert still.angles.clean
    assert still.angles == moved.angles


def test_each_star_that_brightens_an_image_is_reported_up_to_five(tmp_path):
    matters, _ = levels("image")
    crowd = [shining("image", 4.0 * n, 3.0 * n, (2 + 0.1 * n) * matters) for n in range(7)]
    found = of_code(look(tmp_path, "image", *crowd), "SKY102")
    assert len(found) == 5
    assert len({one.fingerprint for one in found}) == 5
    assert found[0].source.designation.endswith("J000006.00+000000.0")


def test_tiles_of_a_mosaic_count_for_wings(tmp_path):
    flux = 1.1 * spoiling_from("IFU", BESIDE["IFU"] - SIDES["IFU"][0])
    shone = shining("IFU", 0, 16.0, flux)
    assert reported(look(tmp_path, "IFU", shone), "SKY102", "ORI") == ["SKY102 info 2"]
    tiled = polar("IFU", sky={"tiles": mosaic(4, 4, row_overlap=0, column_overlap=0)})
    assert reported(look(tmp_path, tiled, shone), "SKY102", "ORI") == ["SKY102 warning 2"]
