from __future__ import annotations

from typing import Any

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import (
    coronagraph,
    dither,
    exposure,
    fixed_slits,
    group,
    ifu,
    ifu_exposure,
    image,
    lrs,
    mrs,
    outcome,
    pair,
    proposal,
    target,
)
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of


def shared_sky(sky_groups: int, *science_groups: int):
    """One background (observation 2, target 2) for several science targets."""
    numbers = [1, *range(3, 2 + len(science_groups))]
    return proposal(
        targets=[
            target(2, "BLANK-SKY", north=90),
            *(target(n, f"NGC-{n}", background=[2], north=5 * n) for n in numbers),
        ],
        observations=[
            mrs(2, groups=sky_groups),
            *(mrs(n, groups=g) for n, g in zip(numbers, science_groups, strict=True)),
        ],
        links=[group(1, 2, *numbers[1:])],
    )


def test_another_number_of_groups_is_an_error_of_the_background():
    assert faults(pair(sky={"groups": 40})) == ["BKG201 error 2"]


def test_equal_groups_and_another_number_of_integrations_pass():
    assert faults(pair(sky={"integrations": 1}, science={"integrations": 1})) == []
    assert outcome(pair(), "BKG201")[0] == "passed"


def test_the_evidence_holds_both_numbers_at_the_exposure_that_differs():
    xml = pair(
        science={"groups": 40},
        sky={"exposures": [exposure("SHORT", groups=7), exposure("MEDIUM", groups=40),
                           exposure("LONG", groups=40)]},
    )  # fmt: skip
    finding = next(f for f in findings(xml) if f.code == "BKG201")
    assert finding.evidence == Evidence(measured=7, limit=40, unit="groups")
    assert (
        finding.location.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy > Exposure 1"
    )
    assert finding.related_observations == (1,)


def test_each_arm_is_compared_with_its_own_arm():
    crossed = pair(
        science={"groups_long": 20, "groups_short": 40},
        sky={"groups_long": 40, "groups_short": 20},
    )
    first, *_ = findings(crossed)
    assert first.code == "BKG201"
    assert (first.observation, first.related_observations) == (2, (1,))
    assert first.evidence == Evidence(measured=40, limit=20, unit="groups")
    unequal_arms = {"groups_long": 20, "groups_short": 40}
    assert faults(pair(both=unequal_arms)) == []


def test_wavelength_all_matches_three_gratings():
    whole = [exposure("ALL", groups=27)]
    assert faults(pair(sky={"exposures": whole})) == []
    assert faults(pair(science={"exposures": whole}, sky={"groups": 30})) == ["BKG201 error 2"]


def test_two_background_observations_are_judged_together():
    xml = proposal(
        targets=[target(1, "NGC-1", background=[2]), target(2, "NGC-1-SKY", north=90)],
        observations=[
            mrs(1, groups=27),
            mrs(2, 2, gratings=("SHORT",), groups=27),
            mrs(3, 2, gratings=("MEDIUM", "LONG"), groups=27),
        ],
        links=[group(1, 2, 3)],
    )
    assert faults(xml, select=["BKG20"]) == []


def test_a_shared_sky_with_one_fault_is_reported_once_for_all():
    reported = findings(shared_sky(20, 30, 30, 30), select=["BKG201"])
    assert [(f.observation, f.related_observations) for f in reported] == [(2, (1, 3, 4))]


def test_a_shared_sky_that_fails_each_science_differently_is_reported_for_each():
    reported = findings(shared_sky(20, 30, 40), select=["BKG201"])
    assert [(f.observation, f.related_observations) for f in reported] == [(2, (1,)), (2, (3,))]


def test_an_unmatched_ramp_is_reported_beside_a_matched_one():
    xml = pair(
        science={"exposures": [exposure("SHORT", groups=10), exposure("SHORT", groups=40)]},
        sky={"exposures": [exposure("SHORT", groups=40, integrations=3)]},
    )
    fault = next(f for f in findings(xml) if f.code == "BKG201")
    assert fault.evidence == Evidence(measured=40, limit=10, unit="groups")


def test_in_a_setting_with_two_readouts_each_is_compared_with_its_own():
    xml = pair(
        science={"exposures": [exposure(groups=20, readout="FASTR1"),
                               exposure(groups=30, readout="SLOWR1")]},
        sky={"exposures": [exposure(groups=30, readout="FASTR1"),
                           exposure(groups=20, readout="SLOWR1")]},
    )  # fmt: skip
    fault = next(f for f in findings(xml) if f.code == "BKG201")
    assert fault.evidence == Evidence(measured=30, limit=20, unit="groups")
    assert (
        fault.location.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy > Exposure 1"
    )


def test_an_unreadable_number_of_groups_is_not_checked():
    assert outcome(pair(sky={"groups_long": "many"}), "BKG201")[0] == "not-checked"


def test_unequal_readouts_leave_it_to_the_readout_rule():
    xml = pair(sky={"readout": "SLOWR1", "groups": 5})
    assert outcome(xml, "BKG201")[0] == "not-applicable"


def test_a_draft_is_warned_and_a_suspected_pair_counts_less():
    assert "BKG201 warning 2" in faults(pair(sky={"groups": 40}), profile="draft")
    undeclared = pair(science_target={"background": []}, sky={"groups": 40})
    assert "BKG201 warning 2" in faults(undeclared)


def test_dithers_play_no_part():
    assert faults(pair(sky={"dithers": [dither("4-Point", "POINT SOURCE")]}), select=["BKG2"]) == []


SLITLESS = {"subarray": "SLITLESSPRISM"}


@pytest.mark.parametrize(
    ("build", "both", "expected"),
    [
        (coronagraph, {}, ["BKG201 error 2"]),
        (image, {}, ["BKG201 warning 2"]),
        (lrs, {}, ["BKG201 warning 2"]),
        (lrs, SLITLESS, ["BKG201 info 2"]),
        (ifu, {}, []),
        (fixed_slits, {}, []),
    ],
)
def test_what_other_groups_do_depends_on_the_mode(build, both, expected):
    xml = pair_of(build, both=both, science={"groups": 41}, sky={"groups": 20})
    assert faults(xml, select=["BKG201"]) == expected
    assert faults(pair_of(build, both=both), select=["BKG201"]) == []


@pytest.mark.parametrize("build", [ifu, fixed_slits])
def test_nirspec_needs_equal_groups_for_pixel_subtraction_alone(build):
    xml = pair_of(build, science={"groups": 41})
    assert outcome(xml, "BKG201") == (
        "not-applicable",
        "the strategy is not pixel: the ramps need not be equal",
    )
    pixel = {"*": {"strategy": "pixel"}}
    assert faults(xml, intents=pixel, select=["BKG201"]) == ["BKG201 info 2"]


def test_the_fault_is_at_the_form_of_the_mode_and_a_draft_lowers_an_error():
    unequal: dict[str, Any] = {"science": {"groups": 41}, "sky": {"groups": 20}}
    (star,) = findings(pair_of(coronagraph, **unequal), select=["BKG201"])
    assert star.evidence == Evidence(measured=20, limit=41, unit="groups")
    assert star.location.trail.startswith("Observation 2 > MIRI Coron")
    assert star.fixable == "safe"
    draft = {"profile": "draft", "select": ["BKG201"]}
    assert faults(pair_of(coronagraph, **unequal), **draft) == ["BKG201 warning 2"]
    assert faults(pair_of(image, **unequal), **draft) == ["BKG201 warning 2"]


def test_two_ramps_of_a_form_without_a_list_need_two_backgrounds():
    xml = proposal(
        targets=[target(1, "STAR", background=[2]), target(2, "STAR-SKY", north=90)],
        observations=[lrs(1, 1, groups=40), lrs(3, 1, groups=20), lrs(2, 2, groups=20)],
        links=[group(1, 3, 2)],
    )
    (fault,) = findings(xml, select=["BKG201"])
    assert (fault.observation, fault.related_observations) == (2, (1, 3))
    assert fault.evidence == Evidence(measured=20, limit=40, unit="groups")


def test_a_leakage_calibration_is_not_a_ramp():
    rows = [ifu_exposure(), ifu_exposure(leakcal=True, groups=7)]
    xml = pair_of(ifu, science={"exposures": rows})
    pixel = {"*": {"strategy": "pixel"}}
    assert faults(xml, intents=pixel, select=["BKG201"]) == []


def test_images_in_another_subarray_do_not_match():
    more = [image(3, 2, groups=20, subarray="BRIGHTSKY")]
    document = pair_of(
        image,
        science={"groups": 20},
        sky={"groups": 10},
        more_observations=more,
        links=[group(1, 2, 3)],
    )
    found = faults(document, select=["BKG1", "BKG2"])
    assert found == ["BKG201 warning 2"]


def test_a_sky_for_each_subarray_is_right():
    both = [
        image(3, 1, subarray="BRIGHTSKY", groups=5),
        image(4, 2, subarray="BRIGHTSKY", groups=5),
    ]
    document = pair_of(image, more_observations=both, links=[group(1, 2, 3, 4)])
    assert faults(document, select=["BKG1", "BKG2"]) == []


def test_unequal_groups_of_what_is_not_subtracted_are_an_info():
    document = pair_of(image, sky={"groups": 10})
    intents = {"1": {"strategy": "external"}}
    assert faults(document, select=["BKG201"], intents=intents) == ["BKG201 info 2"]
