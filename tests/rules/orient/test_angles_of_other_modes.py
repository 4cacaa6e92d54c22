"""Angles that are asked for, not known, or stored, in modes other than the MRS."""

from __future__ import annotations

from typing import Any

import pytest

from aptcheck.geometry.angles import AngleSet
from aptcheck.observatory.siaf import aperture
from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.roll import Pointing
from aptcheck.testing import (
    FIELD,
    before_date,
    coronagraph,
    fixed_slits,
    group,
    ifu,
    image,
    lrs,
    moving,
    orient_range,
    outcome,
    proposal,
    same_orient_link,
)
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of
from tests.schedule.planned import planned
from tests.schedule.window import CYCLE_5

# the field of the tests is available at V3PA 93.6 to 116.1 and 284.8 to 306.5 in Cycle 5
POSSIBLE = 100.0, 110.0
#: Of each mode but the imager, whose field is not asked to be empty: what its aperture adds to V3PA.
TURNED = {ifu: 138.8, fixed_slits: 138.8, lrs: 4.758, coronagraph: 4.835}
modes = pytest.mark.parametrize("build", TURNED)


def reported(code, document, **how):
    return faults(document, select=[code], **how)


def asking_for(build, *special, side="sky", **changes):
    asked: dict[str, Any] = {side: {"special": special}}
    return pair_of(build, **asked, **changes)


@modes
def test_a_range_is_one_of_the_aperture_of_the_mode(build):
    turn = TURNED[build]
    inside = asking_for(build, orient_range(POSSIBLE[0] + turn, POSSIBLE[1] + turn))
    assert reported("ORI105", inside) == []
    outside = asking_for(build, orient_range(10 + turn, 20 + turn))
    assert reported("ORI105", outside) == ["ORI105 error 2"]


@modes
def test_the_edge_of_what_is_possible_is_that_of_the_aperture(build):
    turn = TURNED[build]
    for low, high, expected in ((80, 93.0, ["ORI105 error 2"]), (80, 94.5, [])):
        asked = asking_for(build, orient_range(low + turn, high + turn))
        assert reported("ORI105", asked) == expected


@modes
def test_the_science_is_judged_as_well_and_v3pa_is_taken_as_that(build):
    turn = TURNED[build]
    science = asking_for(build, orient_range(10 + turn, 20 + turn), side="science")
    assert reported("ORI105", science) == ["ORI105 error 1"]
    v3 = asking_for(build, orient_range(*POSSIBLE, mode="V3"))
    assert reported("ORI105", v3) == []


@modes
def test_the_angles_that_the_finding_names_are_possible(build):
    (found,) = findings(
        asking_for(build, orient_range(10 + TURNED[build], 20 + TURNED[build])), select=["ORI105"]
    )
    assert found.angles.allowed == found.angles.clean
    for low, high in found.aperture_angles.clean:
        assert reported("ORI105", asking_for(build, orient_range(low, high))) == []


@modes
def test_links_that_leave_no_angle_are_one_fault(build):
    turn = TURNED[build]
    apart = pair_of(
        build,
        science={"special": [orient_range(100 + turn, 110 + turn)]},
        sky={"special": [orient_range((290 + turn) % 360, (300 + turn) % 360)]},
        links=[group(1, 2), same_orient_link(1, 2)],
    )
    (found,) = findings(apart, select=["ORI105"])
    assert (found.observation, found.related_observations) == (1, (2,))


@modes
def test_a_moving_background_is_reported_and_a_plain_pair_asks_for_no_angles(build):
    titan = proposal(
        targets=[moving(1, "TITAN", background=[2]), moving(2, "TITAN-SKY", body="TITAN")],
        observations=[build(1), build(2)],
        links=[group(1, 2)],
    )
    assert reported("ORI106", titan) == ["ORI106 info 2"]
    assert reported("ORI106", titan, profile="submit") == ["ORI106 warning 2"]
    assert outcome(pair_of(build), "ORI106")[0] == "not-applicable"


@modes
def test_a_range_or_a_place_that_cannot_be_read_is_reported(build):
    unread = asking_for(build, orient_range("some", 110))
    assert reported("ORI106", unread) == ["ORI106 info 2"]
    assert reported("ORI106", pair_of(build, sky_target={"coordinates": None})) == ["ORI106 info 2"]


@modes
def test_what_other_rules_report_of_angles_and_dates_is_not_repeated(build):
    impossible = asking_for(build, orient_range(10 + TURNED[build], 20 + TURNED[build]))
    assert faults(impossible, select=["ORI105", "ORI106"]) == ["ORI105 error 2"]
    assert outcome(impossible, "ORI106")[0] == "not-checked"
    early = asking_for(build, orient_range(*POSSIBLE), before_date("01-OCT-2026"))
    assert reported("ORI106", early) == []


def test_the_imager_is_not_asked_about_its_angles():
    impossible = asking_for(image, orient_range(10, 20))
    assert outcome(impossible, "ORI105")[0] == "not-applicable"
    assert outcome(impossible, "ORI106")[0] == "not-applicable"


#: The aperture that holds the target, by mode.
HOLDING = {
    ifu: "NRS_FULL_IFU",
    fixed_slits: "NRS_S200A1_SLIT",
    lrs: "MIRIM_SLIT",
    coronagraph: "MIRIM_MASK1140",
}


def planned_sky(build, **changes):
    """Return a pair whose background has windows that the Visit Planner stored."""
    holding = aperture(HOLDING[build])
    stored = computed_visibility(
        "",
        FIELD[0],
        FIELD[1] + 400 / 3600,
        pointing=Pointing(*holding.reference),
        start=CYCLE_5[0],
        end=CYCLE_5[1],
    )
    return pair_of(build, sky={"raw": planned(stored, CYCLE_5, **{"observation": 2, **changes})})


@modes
def test_equal_windows_pass(build):
    assert outcome(planned_sky(build), "ORI107")[0] == "passed"


@modes
@pytest.mark.parametrize(
    ("turned", "expected"),
    [(0.2, []), (0.6, ["ORI107 info 2"]), (-0.6, ["ORI107 info 2"]), (60.0, ["ORI107 warning 2"])],
)
def test_windows_that_were_stored_for_another_place_are_reported(build, turned, expected):
    assert reported("ORI107", planned_sky(build, turned=turned)) == expected


@modes
def test_without_stored_windows_there_is_nothing_to_compare(build):
    assert outcome(pair_of(build), "ORI107")[0] == "not-applicable"


@modes
def test_the_turn_of_an_aperture_is_that_of_the_siaf(build):
    angle = aperture(HOLDING[build]).v3_ideal_angle
    assert AngleSet.between(0, 1).shifted(TURNED[build] - angle).contains(0.5)
