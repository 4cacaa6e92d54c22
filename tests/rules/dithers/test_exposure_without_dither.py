from __future__ import annotations

from aptcheck.testing import (
    coronagraph,
    exposure,
    ifu,
    ifu_exposure,
    image,
    image_filter,
    outcome,
    pair,
)
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of


def exposures_with(*dithers: str) -> list[str]:
    names = ("SHORT", "MEDIUM", "LONG")
    return [exposure(name, dither=d) for name, d in zip(names, dithers, strict=True)]


def test_one_exposure_without_the_dither_is_a_warning():
    xml = pair(both={"exposures": exposures_with("Dither 1", "Dither 1", "None")})
    assert faults(xml) == ["BKG407 warning 1", "BKG407 warning 2"]


def test_every_exposure_with_the_dither_passes():
    assert faults(pair()) == []


def test_a_background_without_any_dither_is_left_to_another_rule():
    bare = exposures_with("None", "None", "None")
    assert faults(pair(sky={"exposures": bare})) == ["BKG403 warning 2"]
    suspected = pair(sky={"exposures": bare}, science_target={"background": []})
    assert faults(suspected) == ["BKG102 error 2", "BKG403 info 2"]


def test_science_without_any_dither_is_a_warning():
    xml = pair(science={"exposures": exposures_with("None", "None", "None")})
    assert faults(xml, select=["BKG407"]) == ["BKG407 warning 1"]


def test_an_observation_without_dithers_is_left_alone():
    xml = pair(both={"dithers": None, "dither": "None"})
    assert outcome(xml, "BKG407")[0] == "not-applicable"


def test_a_dither_that_does_not_exist_is_another_fault():
    xml = pair(science={"exposures": exposures_with("Dither 1", "Dither 1", "Dither 4")})
    assert faults(xml, select=["APT004", "BKG407"]) == ["APT004 warning 1"]


def test_several_such_exposures_are_one_finding_at_the_first_of_them():
    first, second = findings(pair(both={"exposures": exposures_with("Dither 1", "None", "None")}))
    assert (
        first.location.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy > Exposure 2"
    )
    assert (
        second.location.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy > Exposure 2"
    )


def test_an_image_without_the_dither_is_a_warning():
    rows = [image_filter("F770W"), image_filter("F2100W", dither="None")]
    first, second = findings(pair_of(image, both={"exposures": rows}), select=["BKG407"])
    assert (first.observation, second.observation) == (1, 2)
    assert first.fixable == "unsafe"
    assert faults(pair_of(image), select=["BKG407"]) == []


def test_an_undithered_imaging_background_is_left_to_another_rule():
    xml = pair_of(image, sky={"dither": "None"})
    assert faults(xml, select=["BKG4"]) == ["BKG401 error 2"]


def test_an_exposure_of_the_ifu_without_its_tick_is_a_warning():
    rows = [ifu_exposure(), ifu_exposure("G395H", "F290LP", dithered=False)]
    xml = pair_of(ifu, both={"exposures": rows})
    assert faults(xml, select=["BKG407"]) == ["BKG407 warning 1"]


def test_a_background_of_the_ifu_is_compared_with_the_science():
    rows = [ifu_exposure(), ifu_exposure("G395H", "F290LP", dithered=False)]
    whole = [ifu_exposure(), ifu_exposure("G395H", "F290LP")]
    xml = pair_of(ifu, science={"exposures": whole}, sky={"exposures": rows})
    assert faults(xml, select=["BKG4"]) == ["BKG410 error 2"]


def test_a_leakage_calibration_may_do_without():
    rows = [ifu_exposure(), ifu_exposure(leakcal=True, dithered=False)]
    assert faults(pair_of(ifu, both={"exposures": rows}), select=["BKG407"]) == []


def test_an_ifu_observation_without_a_dither_and_other_modes_are_left_alone():
    bare = pair_of(ifu, both={"dither": "NONE", "dithered": False})
    assert outcome(bare, "BKG407")[0] == "not-applicable"
    assert outcome(pair_of(coronagraph), "BKG407")[0] == "not-applicable"
