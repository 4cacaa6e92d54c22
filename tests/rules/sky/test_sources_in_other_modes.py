"""Stars in the background fields of modes other than the MRS."""

from __future__ import annotations

import numpy as np
import pytest

from aptcheck.geometry.tangent import on_sky
from aptcheck.testing import (
    coronagraph,
    group,
    ifu,
    ifu_exposure,
    lines,
    mosaic,
    outcome,
    target,
)
from tests.rules.orient.ring import POLE
from tests.rules.other_modes import pair_of
from tests.rules.skies_of_modes import BUILT, EMPTY, SLITS, levels, look, polar, shining
from tests.rules.sky.looking import measured_and_limit
from tests.skies import of_code, star

CODES = ("SKY101", "SKY102", "SKY103", "ORI")
FIRST = "J000000.00+000000.0"
INSIDE = ["IFU", "coronagraph"]


def reported(report, *codes):
    return lines(of_code(report, *(codes or CODES)))


@pytest.mark.parametrize("name", EMPTY)
def test_a_star_at_the_target_is_in_the_field_at_every_angle(name, tmp_path):
    report = look(tmp_path, name, star(0.02, 0.03, 8.0))
    assert reported(report) == ["SKY101 error 2"]
    (found,) = of_code(report, "SKY101")
    assert found.source.designation.endswith(FIRST)
    assert found.angles.clean == ()
    assert found.angles.avoid == found.angles.allowed
    assert (found.target, found.related_observations) == ("NGC-1-SKY", (1,))
    assert found.evidence.unit == "µJy"
    measured, limit = measured_and_limit(found)
    assert measured > limit


@pytest.mark.parametrize(("name", "place"), [("IFU", (1.2, -0.9)), ("coronagraph", (7.0, 8.0))])
def test_so_is_one_that_is_nearer_than_the_sides(name, place: tuple[float, float], tmp_path):
    report = look(tmp_path, name, shining(name, *place, 1.5 * levels(name)[1]))
    assert reported(report) == ["SKY101 error 2"]


@pytest.mark.parametrize("name", BUILT)
def test_an_empty_field_is_clean(name, tmp_path):
    report = look(tmp_path, name, star(0, 110, 15.0))
    assert reported(report, "SKY", "ORI") == ([] if name == "image" else ["SKY105 info -"])
    outcomes = {line.code: line.outcome.value for line in report.coverage}
    judged = ("SKY102", "SKY103") if name == "image" else ("SKY101", "SKY102", "SKY103", "ORI101")
    assert {outcomes[code] for code in judged} == {"passed"}
    assert (report.scope.fields, report.scope.fields_checked) == (1, 1)


@pytest.mark.parametrize("name", BUILT)
def test_without_a_catalogue_it_is_not_checked(name):
    document = polar(name)
    assert outcome(document, "SKY102", select=("SKY",))[0] == "not-checked"
    expected = "not-applicable" if name == "image" else "not-checked"
    assert outcome(document, "SKY101", select=("SKY",))[0] == expected


def test_the_imager_is_never_asked_to_be_empty(tmp_path):
    matters, _ = levels("image")
    crowd = [shining("image", x, x / 2, 0.9 * matters) for x in range(-30, 31, 6)]
    assert reported(look(tmp_path, "image", *crowd), "SKY", "ORI") == []


def test_only_the_bands_of_the_science_count(tmp_path):
    two = [("G235H", "F170LP"), ("G395H", "F290LP")]
    document = polar("IFU", sky={"settings": two})
    report = look(tmp_path, document, star(0, 0, 8.0))
    (depth,) = of_code(report, "SKY105")
    assert [row[0] for row in depth.table.rows] == ["G235H/F170LP"]
    both = look(tmp_path, polar("IFU", both={"settings": two}), star(0, 0, 8.0))
    (depth,) = of_code(both, "SKY105")
    assert [row[0] for row in depth.table.rows] == ["G235H/F170LP", "G395H/F290LP"]
    assert reported(both) == ["SKY101 error 2"]


def test_a_leakage_calibration_has_no_sky(tmp_path):
    # 2.6 arcsec from the middle: in the field of the calibration's dithers alone
    calibration = ifu_exposure("G395H", "F290LP", leakcal=True)
    lit = ifu_exposure(dithered=False)
    document = polar("IFU", both={"dither": "CYCLING", "exposures": [lit, calibration]})
    place = 2.6 * np.sin(0.8), 2.6 * np.cos(0.8)
    matters, _ = levels("IFU")
    report = look(tmp_path, document, shining("IFU", *place, 1.3 * matters))
    assert reported(report) == []
    (depth,) = of_code(report, "SKY105")
    assert [row[0] for row in depth.table.rows] == ["G235H/F170LP"]
    dithered = polar("IFU", both={"dither": "CYCLING"})
    assert reported(look(tmp_path, dithered, shining("IFU", *place, 1.3 * matters))) != []


def test_where_the_points_of_a_dither_are_not_known_a_star_in_reach_is_a_question(tmp_path):
    _, spoils = levels("coronagraph")
    far, beside, inside = (shining("coronagraph", 0, at, 1.2 * spoils) for at in (60, 22, 1))
    assert reported(look(tmp_path, "coronagraph", beside)) == []
    document = polar("coronagraph", sky={"background_quadrant": "1"})
    checked = look(tmp_path, document, far)
    assert reported(checked, "SKY101", "SKY104") == []
    assert checked.scope.fields_checked == 1
    asked = look(tmp_path, document, beside)
    assert reported(asked, "SKY101", "SKY104") == ["SKY104 info 2"]
    assert (asked.scope.fields, asked.scope.fields_checked) == (1, 0)
    assert reported(look(tmp_path, document, inside), "SKY101", "SKY104") == ["SKY101 warning 2"]


def test_the_small_grid_of_a_coronagraph_counts(tmp_path):
    once, grid = (
        look(
            tmp_path,
            polar("coronagraph", both={"dither": dither}),
            shining("coronagraph", 0, 14.0, 1.2 * levels("coronagraph")[1]),
        )
        for dither in ("NONE", "9-POINT-SMALL-GRID")
    )
    (narrow,), (wide,) = (of_code(report, "ORI101") for report in (once, grid))
    assert total(wide.angles.avoid) > total(narrow.angles.avoid) + 0.5


def total(intervals):
    return sum(hi - lo for lo, hi in intervals)


def test_tiles_of_a_mosaic_count(tmp_path):
    tiled = polar("IFU", sky={"tiles": mosaic(3, 3)})
    shone = shining("IFU", 2.0, 2.2, 1.3 * levels("IFU")[0])
    assert reported(look(tmp_path, "IFU", shone)) == []
    assert reported(look(tmp_path, tiled, shone)) == ["SKY101 error 2"]


def test_a_background_for_two_sciences_is_reported_once(tmp_path):
    document = polar(
        "coronagraph",
        more_targets=[target(3, "NGC-3", ra=POLE[0], dec=POLE[1], north=-300, background=[2])],
        more_observations=[coronagraph(3, 3)],
        links=[group(1, 2, 3)],
    )
    (found,) = of_code(look(tmp_path, document, star(0, 0, 8.0)), "SKY101")
    assert (found.observation, found.related_observations) == (2, (1, 3))


def test_two_modes_of_one_background_are_judged_each(tmp_path):
    document = polar(
        "coronagraph",
        more_observations=[ifu(3, 1, dither="NONE"), ifu(4, 2, dither="NONE")],
        links=[group(1, 2), group(3, 4)],
    )
    report = look(tmp_path, document, star(0, 0, 8.0))
    assert reported(report) == ["SKY101 error 2", "SKY101 error 4"]
    faint = shining("coronagraph", 6.0, 6.0, 2 * levels("coronagraph")[1])
    assert reported(look(tmp_path, document, faint)) == ["SKY101 error 2"]


@pytest.mark.parametrize("name", INSIDE)
def test_the_position_given_is_free_of_the_star(name, tmp_path):
    (found,) = of_code(look(tmp_path, name, star(0.5, 0.5, 11.0)), "SKY101")
    place = on_sky(((0.5, 0.5),), *POLE, 0.0)[0]
    assert (found.source.ra_deg, found.source.dec_deg) == pytest.approx(place, abs=1e-5)


def test_a_background_without_a_band_of_the_science_is_compared_with_its_own(tmp_path):
    document = polar("coronagraph", sky={"filters": ["F2300C"]})
    report = look(tmp_path, document, star(0, 0, 5.0))
    assert reported(report) == ["SKY101 error 2"]
    (depth,) = of_code(report, "SKY105")
    assert [row[0] for row in depth.table.rows] == ["F2300C"]


@pytest.mark.parametrize("name", SLITS)
def test_a_slit_has_fewer_angles_to_avoid_the_farther_the_star(name, tmp_path):
    ujy = 1.3 * levels(name)[1]
    avoided = [
        total(of_code(look(tmp_path, name, shining(name, d, 0, ujy)), "ORI101")[0].angles.avoid)
        for d in (0.9, 1.2, 1.6)
    ]
    assert avoided == sorted(avoided, reverse=True)


def test_a_background_in_no_mode_that_is_judged_is_not_applicable():
    alone = pair_of(ifu, sky={"status": "WITHDRAWN"})
    assert outcome(alone, "SKY101", select=("SKY",))[0] == "not-applicable"


def test_wings_that_reach_where_a_dither_may_take_the_field_are_a_question_too(tmp_path):
    bright = star(0, 40.0, 2.0)
    document = polar("coronagraph", sky={"background_quadrant": "1"})
    assert reported(look(tmp_path, "coronagraph", bright), "SKY102", "SKY104") == []
    assert reported(look(tmp_path, document, bright), "SKY102", "SKY104") == ["SKY104 info 2"]
