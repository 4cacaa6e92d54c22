from __future__ import annotations

import pytest

from aptcheck.testing import (
    coronagraph,
    fixed_slits,
    group,
    ifu,
    lrs,
    mrs,
    offset,
    outcome,
    pair,
    target,
)
from tests.judging import faults, findings
from tests.rules.imager import faults_beside_angles, imager_pair, only_finding
from tests.rules.other_modes import pair_of

SAME = "Same Target as Observation"


def test_an_acquisition_on_blank_sky_is_an_error():
    assert faults(pair(sky={"acquisition": SAME})) == ["BKG501 error 2"]


def test_an_acquisition_on_another_star_is_a_warning():
    star = target(3, "GUIDE", north=120, category="Star", extended="NO")
    xml = pair(sky={"acquisition": "3 GUIDE"}, more_targets=[star])
    assert faults(xml) == ["BKG501 warning 2"]
    reported = only_finding(xml, "BKG501")
    assert (
        reported.location.trail
        == "Observation 2 > MIRI Medium Resolution Spectroscopy > Acq Target"
    )


def test_a_star_at_the_sky_position_is_in_the_background():
    star = target(3, "FIELD-STAR", north=92, category="Star", extended="NO")
    xml = pair(sky={"acquisition": "3 FIELD-STAR"}, more_targets=[star])
    assert faults(xml) == ["BKG501 error 2"]


def test_a_star_from_which_the_sky_is_offset_is_not():
    star = target(3, "FIELD-STAR", north=90, category="Star", extended="NO")
    for acquired in ("3 FIELD-STAR", SAME):
        sky = {"acquisition": acquired, "special": [offset(0, 30)]}
        xml = pair(sky=sky, more_targets=[star])
        assert faults(xml, select=["BKG501"]) == ["BKG501 warning 2"]


def test_naming_the_background_target_itself_is_not_another_star():
    assert faults(pair(sky={"acquisition": "2 NGC-1-SKY"})) == ["BKG501 error 2"]


def test_an_acquisition_of_the_imaged_source_is_a_warning():
    assert faults_beside_angles(imager_pair(sky={"acquisition": SAME})) == ["BKG501 warning 2"]


@pytest.mark.parametrize(
    ("acquired", "north", "found"),
    [
        ("2 NGC-1-SKY", 90, ["BKG501 error 1"]),
        ("3 EMPTY", 92, ["BKG501 error 1"]),
        ("3 GUIDE", 30, []),
    ],
)
def test_a_science_acquisition_on_the_sky(acquired, north, found):
    name = acquired.split()[1]
    more = [target(3, name, north=north)] if name != "NGC-1-SKY" else []
    xml = pair(science={"acquisition": acquired}, more_targets=more)
    assert faults(xml, select=["BKG501"]) == found


def test_the_science_that_acquires_the_sky_is_opened():
    reported = only_finding(pair(science={"acquisition": "2 NGC-1-SKY"}), "BKG501")
    assert (
        reported.location.trail
        == "Observation 1 > MIRI Medium Resolution Spectroscopy > Acq Target"
    )
    assert reported.related_observations == (2,)


def test_science_that_uses_another_sky_is_judged_too():
    xml = pair(
        more_targets=[target(3, "NGC-3", north=-300)],
        more_observations=[mrs(3, 3, acquisition="2 NGC-1-SKY")],
    )
    assert faults(xml, select=["BKG501"]) == ["BKG501 error 3"]


def test_a_science_acquisition_on_a_suspected_sky_is_one_step_milder():
    xml = pair(science={"acquisition": "2 NGC-1-SKY"}, science_target={"background": []})
    assert faults(xml, select=["BKG501"]) == ["BKG501 warning 1"]


@pytest.mark.parametrize("special", [[offset(0, 30)], [offset("far", 0)]])
def test_a_sky_beside_a_star_leaves_the_star_to_be_acquired(special):
    xml = pair(science={"acquisition": "2 NGC-1-SKY"}, sky={"special": special})
    assert faults(xml, select=["BKG501"]) == []


def test_a_sky_target_that_is_science_too_may_be_acquired():
    listing_each_other = pair(
        science={"acquisition": "2 NGC-1-SKY"}, sky_target={"background": [1]}
    )
    # it is only a background here and does not need the star that it acquires
    assert faults(listing_each_other, select=["BKG501"]) == ["BKG501 warning 1"]


def test_the_acquisition_of_the_science_on_itself_is_not_judged():
    assert faults(pair(science={"acquisition": SAME}), select=["BKG501"]) == []
    assert faults(pair(science={"acquisition": "NONE"})) == []


def test_stale_values_beside_none_are_not_an_acquisition():
    raw = "<mmrs:AcqFilter>F1000W</mmrs:AcqFilter>"
    assert faults(pair(sky={"acquisition": "NONE", "template_raw": raw})) == []


def test_an_unreadable_acquisition_is_not_checked():
    xml = pair(sky={"acquisition": "SOMETHING"})
    assert faults(xml) == ["APT004 warning 2"]
    assert outcome(xml, "BKG501")[0] == "not-checked"


def test_a_background_shared_by_two_targets_is_reported_once():
    xml = pair(
        sky={"acquisition": SAME},
        more_targets=[target(3, "NGC-3", north=30, background=[2])],
        more_observations=[mrs(3, 3)],
        links=[group(1, 2, 3)],
    )
    assert faults(xml) == ["BKG501 error 2"]
    assert only_finding(xml, "BKG501").related_observations == (1, 3)


def test_a_suspected_sky_is_one_step_milder():
    xml = pair(sky={"acquisition": SAME}, science_target={"background": []})
    assert faults(xml) == ["BKG102 error 2", "BKG501 warning 2"]
    assert only_finding(xml, "BKG501").related_observations == (1,)


@pytest.mark.parametrize("status", ["COMPLETED", "EXECUTED"])
def test_what_has_been_taken_can_only_be_noted(status):
    xml = pair(sky={"acquisition": SAME}, both={"status": status})
    assert faults(xml) == ["BKG501 info 2"]


WATA = {"method": "WATA"}
SLITLESS = {"subarray": "SLITLESSPRISM"}


@pytest.mark.parametrize(
    ("build", "both", "sky", "expected"),
    [
        (coronagraph, {}, {"acquisition": SAME}, ["BKG501 error 2"]),
        (lrs, {}, {"acquisition": SAME}, ["BKG501 error 2"]),
        (lrs, SLITLESS, {"acquisition": SAME}, ["BKG501 error 2"]),
        (ifu, {}, WATA, ["BKG501 error 2"]),
        (fixed_slits, {}, WATA, ["BKG501 warning 2"]),
        (coronagraph, {}, {"acquisition": "3 GUIDE"}, ["BKG501 warning 2"]),
        (lrs, {}, {"acquisition": "3 GUIDE"}, ["BKG501 warning 2"]),
        (lrs, SLITLESS, {"acquisition": "3 GUIDE"}, ["BKG501 info 2"]),
        (ifu, {}, {**WATA, "acquisition": "3 GUIDE"}, ["BKG501 warning 2"]),
        (ifu, {}, {"method": "MSATA"}, ["BKG501 warning 2"]),
        (coronagraph, {}, {"background_quadrant": "1"}, []),
        (lrs, {}, {}, []),
        (ifu, {}, {"method": "VERIFY_ONLY"}, []),
        (fixed_slits, {}, {}, []),
    ],
)
def test_an_acquisition_of_a_sky_in_another_mode(build, both, sky, expected):
    guide = target(3, "GUIDE", north=350, category="Star", extended="NO")
    xml = pair_of(build, both=both, sky=sky, more_targets=[guide])
    assert faults(xml, select=["BKG501"]) == expected


def test_a_form_is_edited_where_a_file_was_seen_without_an_acquisition():
    for build, sky, form, fixable in (
        (ifu, WATA, "NIRSpec IFU Spectroscopy", "unsafe"),
        (ifu, {"method": "MSATA"}, "NIRSpec IFU Spectroscopy", None),
        (fixed_slits, WATA, "NIRSpec Fixed Slit Spectroscopy", None),
        (lrs, {"acquisition": SAME}, "MIRI Low Resolution Spectroscopy", None),
    ):
        (reported,) = findings(pair_of(build, sky=sky), select=["BKG501"])
        assert reported.location.trail == f"Observation 2 > {form} > Acq Target"
        assert reported.fixable == fixable


@pytest.mark.parametrize(
    ("build", "both", "science", "sky"),
    [
        (coronagraph, {}, {}, {"background_quadrant": "1"}),
        (lrs, {}, {}, {}),
        (lrs, SLITLESS, {}, {}),
        (ifu, {}, WATA, {}),
    ],
)
def test_science_of_another_mode_that_acquires_the_sky(build, both, science, sky):
    acquired = {**science, "acquisition": "2 NGC-1-SKY"}
    xml = pair_of(build, both=both, science=acquired, sky=sky)
    assert faults(xml, select=["BKG501"]) == ["BKG501 error 1"]


def test_an_unreadable_acquisition_method_is_not_checked():
    xml = pair_of(ifu, sky={"method": "SOMETHING"})
    assert outcome(xml, "BKG501") == (
        "not-checked",
        "1 not checked: TA Method of observation 2 was not understood",
    )
