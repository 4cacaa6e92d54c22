from __future__ import annotations

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import (
    coronagraph,
    dither,
    fixed_slits,
    group,
    ifu,
    image,
    lrs,
    mosaic,
    mrs,
    offset,
    outcome,
    pair,
    proposal,
    target,
)
from tests.judging import faults, findings, judged
from tests.rules.other_modes import pair_of

PIXEL = {"*": {"strategy": "pixel"}}
FAINT = {"*": {"source_class": "faint-extended"}}
QUARTER = pair(science={"integrations": 4})


@pytest.mark.parametrize(
    ("intents", "severity"),
    [
        (PIXEL, "error"),
        (FAINT, "warning"),
        ({"1": {"strategy": "pixel", "source_class": "isolated-point"}}, "error"),
    ],
)
def test_the_severity_of_a_quarter_of_the_depth_depends_on_intent(intents, severity):
    assert faults(QUARTER, intents=intents, select=["BKG301"]) == [f"BKG301 {severity} 2"]


@pytest.mark.parametrize("source_class", ["extended", "point-in-extended", "auto"])
def test_what_is_recommended_for_a_master_background_is_clean(source_class):
    assert faults(QUARTER, intents={"*": {"source_class": source_class}}) == []


def test_it_is_clean_where_the_class_is_not_known():
    every = {"integrations": 4, "dithers": [dither("4-Point", "ALL")]}
    xml = pair(science=every, science_target={"extended": "Unknown"})
    assert faults(xml, select=["BKG301"]) == []


def test_the_pairs_show_the_depth_all_the_same():
    (shown,) = judged(QUARTER).backgrounds
    assert shown.depth_ratio == 0.25


@pytest.mark.parametrize(("sky", "expected"), [(9, []), (8, ["BKG301 error 2"])])
def test_nine_tenths_are_deep_enough(sky, expected):
    xml = pair(science={"integrations": 10}, sky={"integrations": sky})
    assert faults(xml, intents=PIXEL, select=["BKG301"]) == expected


def test_the_limit_is_a_setting():
    assert (
        faults(QUARTER, intents=PIXEL, thresholds={"depth_ratio_min": 0.25}, select=["BKG301"])
        == []
    )


def test_the_submit_profile_raises_it_one_step():
    assert faults(QUARTER, profile="submit", intents=FAINT) == ["BKG301 error 2"]


def test_a_point_source_with_a_master_background_needs_no_depth():
    point = {"*": {"source_class": "faint-point"}}
    assert outcome(QUARTER, "BKG301", intents=point)[0] == "not-applicable"


def test_a_background_that_is_not_subtracted_needs_no_depth():
    assert faults(QUARTER, intents={"1": {"strategy": "external"}}, select=["BKG301"]) == []


def test_the_evidence_has_the_ratio():
    (fault,) = findings(QUARTER, intents=FAINT)
    assert fault.evidence == Evidence(measured=0.25, limit=0.9)
    assert fault.related_observations == (1,)


def test_a_tile_of_a_mosaic_is_what_the_sky_must_match():
    assert faults(pair(science={"tiles": mosaic(3, 4)}), select=["BKG301"]) == []


def test_a_mosaic_of_offset_observations_counts_per_pointing():
    tiles = [mrs(n, 1, special=[offset(3 * n, 0)]) for n in (3, 4, 5)]
    xml = pair(more_observations=tiles, links=[group(1, 2, 3, 4, 5)])
    assert faults(xml, intents=PIXEL, select=["BKG301"]) == []


def test_repeated_observations_of_a_target_add_up():
    xml = pair(more_observations=[mrs(3, 1)], links=[group(1, 2, 3)])
    (fault,) = findings(xml, intents=PIXEL, select=["BKG301"])
    assert fault.evidence.measured == 0.5
    assert fault.related_observations == (1, 3)


def test_different_intents_on_a_target_do_not_halve_its_science():
    xml = pair(more_observations=[mrs(3, 1)], links=[group(1, 2, 3)])
    assert faults(xml, intents={"3": {"strategy": "pixel"}}, select=["BKG301"]) == [
        "BKG301 error 2"
    ]


def test_two_skies_add_up():
    xml = pair(science={"integrations": 2}, more_observations=[mrs(3, 2)], links=[group(1, 2, 3)])
    assert faults(xml, intents=PIXEL, select=["BKG301"]) == []


def test_of_two_science_targets_on_one_sky_the_deepest_speaks_for_both():
    xml = proposal(
        targets=[
            target(1, "NGC-1", background=[2]),
            target(2, "SKY", north=90),
            target(3, "NGC-3", background=[2], north=10),
        ],
        observations=[mrs(1, integrations=2), mrs(2), mrs(3, integrations=4)],
        links=[group(1, 2, 3)],
    )
    (fault,) = findings(xml, intents=PIXEL, select=["BKG301"])
    assert fault.evidence.measured == 0.25
    assert fault.related_observations == (1, 3)


def test_fewer_dither_points_are_less_depth():
    xml = pair(sky={"dithers": [dither("2-Point")]})
    (fault,) = findings(xml, intents=PIXEL, select=["BKG301"])
    assert fault.evidence.measured == 0.5


@pytest.mark.parametrize(
    "change", [{"readout": "FASTGRPAVG16"}, {"dither": "Dither 9"}, {"integrations": ""}]
)
def test_what_cannot_be_computed_is_not_checked(change):
    assert outcome(pair(both=change), "BKG301", intents=PIXEL)[0] == "not-checked"


def test_all_skies_of_a_severity_are_one_finding_with_the_ratio_of_each():
    xml = proposal(
        targets=[
            target(number, f"NGC-{number}", east=9 * number, background=[number + 1])
            for number in (1, 3, 5, 7)
        ]
        + [target(number, f"SKY-{number}", east=9 * number, north=90) for number in (2, 4, 6, 8)],
        observations=[
            mrs(number, integrations=deep)
            for number, deep in enumerate((4, 1, 1, 1, 2, 1, 8, 1), start=1)
        ],
        links=[group(number, number + 1) for number in (1, 3, 5, 7)],
    )
    intents = {"*": {"strategy": "pixel"}, "7": {"source_class": "faint-extended"}}
    found = findings(xml, intents=intents, select=["BKG301"])
    (pixel,) = [one for one in found if one.severity == "error"]
    (faint,) = [one for one in found if one.severity == "warning"]
    assert (pixel.observation, pixel.related_observations) == (None, (2, 6))
    assert [one.measured for one in pixel.evidence.each] == [0.25, 0.5]
    assert pixel.evidence.measured == 0.25
    assert pixel.location.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy"
    assert (faint.observation, faint.related_observations) == (8, (7,))


SLITS = {"subpixel": "NONE"}


@pytest.mark.parametrize(
    ("build", "both", "usual", "planned", "faint"),
    [
        (image, {}, "info", "error", "warning"),
        (lrs, {}, "info", "error", "warning"),
        (ifu, {}, None, "info", "info"),
        (fixed_slits, SLITS, None, "info", "info"),
    ],
)
def test_in_other_modes_it_depends_on_how_they_subtract(build, both, usual, planned, faint):
    xml = pair_of(build, both=both, science={"integrations": 4}, sky={"integrations": 1})
    for intents, severity in (({}, usual), (PIXEL, planned), (FAINT, faint)):
        expected = [] if severity is None else [f"BKG301 {severity} 2"]
        assert faults(xml, intents=intents, select=["BKG301"]) == expected


def test_the_evidence_of_images_has_the_ratio():
    xml = pair_of(image, science={"integrations": 4}, sky={"integrations": 1})
    (fault,) = findings(xml, select=["BKG301"])
    assert fault.evidence == Evidence(measured=0.25, limit=0.9)
    assert fault.fixable is None


def test_groups_of_other_subarrays_or_readouts_are_not_compared():
    for other in ({"subarray": "BRIGHTSKY"}, {"readout": "SLOWR1"}):
        xml = pair_of(image, science={"integrations": 4}, sky=other)
        assert outcome(xml, "BKG301")[0] == "not-checked"


def test_a_subpixel_pattern_has_points_that_are_not_known():
    assert outcome(pair_of(fixed_slits), "BKG301", intents=PIXEL)[0] == "not-checked"


def test_the_background_of_a_coronagraph_follows_its_star():
    xml = pair_of(
        coronagraph, science={"dither": "9-POINT-SMALL-GRID"}, sky={"background_quadrant": "1"}
    )
    assert judged(xml).backgrounds[0].depth_ratio == 0.4444
    assert outcome(xml, "BKG301")[0] == "not-applicable"


def test_master_is_not_a_strategy_of_images():
    xml = pair_of(image, science={"integrations": 4})
    master = {"*": {"strategy": "master"}}
    assert faults(xml, intents=master, select=["BKG301"]) == ["BKG301 info 2"]
    assert (
        faults(pair_of(lrs, science={"integrations": 4}), intents=master, select=["BKG301"]) == []
    )
